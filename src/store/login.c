/* SPDX-License-Identifier: MulanPSL-2.0
 * Logins and one-time links: only digests of tokens. */
#include <string.h>

#include "store/account.h"
#include "store/journal_inside.h"

static struct db_value digest_value(const struct digest *digest)
{
	return db_blob(digest->bytes, DIGEST_BYTES);
}

enum err login_insert(struct store *store, const struct digest *digest, const struct login *login,
		      struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO login (digest, account_id, created_at, seen_at, expires_at, "
			  "from_address) VALUES ($1, $2, $3, $4, $5, $6)"),
		      DB_VALUES(digest_value(digest), db_int(login->account_id),
				db_int(login->created_at), db_int(login->seen_at),
				db_int(login->expires_at),
				db_text(login->from == NULL ? "" : login->from)),
		      error);
}

static void read_login(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct login *ret_login = ret_item;
	*ret_login = (struct login){.account_id = db_column_int(row, 0),
				    .created_at = db_column_int(row, 1),
				    .seen_at = db_column_int(row, 2),
				    .expires_at = db_column_int(row, 3),
				    .from = row_text(row, 4, arena)};
}

enum err login_get(struct store *store, const struct digest *digest, struct arena *arena,
		   struct error *error, struct login *ret_login)
{
	return rows_one(store->db,
			SQL("SELECT account_id, created_at, seen_at, expires_at, from_address "
			    "FROM login WHERE digest = $1"),
			DB_VALUES(digest_value(digest)), read_login, arena, ret_login,
			"请重新登录。", error);
}

enum err login_seen(struct store *store, const struct digest *digest, int64_t at,
		    struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("UPDATE login SET seen_at = $2 WHERE digest = $1"),
		      DB_VALUES(digest_value(digest), db_int(at)), error);
}

enum err login_end(struct store *store, const struct digest *digest, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM login WHERE digest = $1"),
		      DB_VALUES(digest_value(digest)), error);
}

enum err login_end_all(struct store *store, int64_t account_id, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM login WHERE account_id = $1"),
		      DB_VALUES(db_int(account_id)), error);
}

enum err login_sweep(struct store *store, int64_t now, int64_t idle_ms, struct error *error,
		     int64_t *ret_removed)
{
	int64_t logins = 0, links = 0;
	store_must_write(store);
	enum err err = db_change(store->db,
				 SQL("DELETE FROM login WHERE expires_at <= $1 OR seen_at <= $2"),
				 DB_VALUES(db_int(now), db_int(now - idle_ms)), error, &logins);
	if (err == ERR_NONE)
		err = db_change(store->db, SQL("DELETE FROM one_time_token WHERE expires_at <= $1"),
				DB_VALUES(db_int(now)), error, &links);
	if (err == ERR_NONE) *ret_removed = logins + links;
	return err;
}

/* What happened to a link is told of its account, in the account's agency. */
static enum err link_event(struct store *store, enum journal_action action, int64_t account_id,
			   const char *note, const struct author *author, struct error *error)
{
	int64_t agency_id = 0;
	enum err err = db_number(store->db, SQL("SELECT agency_id FROM account WHERE id = $1"),
				 DB_VALUES(db_int(account_id)), error, &agency_id);
	if (err == ERR_MISSING) return error_set(error, err, NULL, "没有这个账号。");
	if (err != ERR_NONE) return err;
	return journal_event(store, action, OBJECT_ACCOUNT, account_id, agency_id, note, author,
			     error);
}

enum err one_time_insert(struct store *store, const struct digest *digest, const char *purpose,
			 const struct one_time_link *link, const struct author *author,
			 struct error *error)
{
	store_must_write(store);
	/* a new link takes the place of an older one */
	enum err err = db_run(store->db, SQL("DELETE FROM one_time_token WHERE account_id = $1"),
			      DB_VALUES(db_int(link->account_id)), error);
	if (err == ERR_NONE)
		err = db_run(store->db,
			     SQL("INSERT INTO one_time_token (digest, account_id, purpose, "
				 "expires_at, confirmed) VALUES ($1, $2, $3, $4, $5)"),
			     DB_VALUES(digest_value(digest), db_int(link->account_id),
				       db_text(purpose), db_int(link->expires_at),
				       db_int(link->confirmed)),
			     error);
	if (err != ERR_NONE) return store_conflict(err, error, "没有这个账号。");
	return link_event(store, ACTION_INVITE, link->account_id, purpose, author, error);
}

static const char no_link[] = "这个链接不对、已经用过，或者已经过期。";

static void read_link(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct one_time_link *ret_link = ret_item;
	(void)arena;
	*ret_link = (struct one_time_link){.account_id = db_column_int(row, 0),
					   .expires_at = db_column_int(row, 1),
					   .confirmed = db_column_int(row, 2) != 0};
}

enum err one_time_take(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, struct one_time_link *ret_link)
{
	store_must_write(store);
	enum err err = one_time_look(store, digest, purpose, now, error, ret_link);
	if (err != ERR_NONE) return err;
	int64_t taken = 0; /* by somebody else, between */
	err = db_change(store->db, SQL("DELETE FROM one_time_token WHERE digest = $1"),
			DB_VALUES(digest_value(digest)), error, &taken);
	if (err != ERR_NONE || taken == 1) return err;
	return error_set(error, ERR_MISSING, NULL, no_link);
}

enum err one_time_look(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, struct one_time_link *ret_link)
{
	return rows_one(store->db,
			SQL("SELECT account_id, expires_at, confirmed FROM one_time_token "
			    "WHERE digest = $1 AND purpose = $2 AND expires_at > $3"),
			DB_VALUES(digest_value(digest), db_text(purpose), db_int(now)), read_link,
			NULL, ret_link, no_link, error);
}

enum err one_time_list(struct store *store, int64_t now, struct arena *arena, struct error *error,
		       struct one_time_link **ret_links, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct one_time_link);
	enum err err = rows_list(store->db,
				 SQL("SELECT account_id, expires_at, confirmed FROM one_time_token "
				     "WHERE expires_at > $1 ORDER BY account_id"),
				 DB_VALUES(db_int(now)), read_link, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_links = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err one_time_decide(struct store *store, const struct one_time_link *link,
			 const struct author *author, struct error *error)
{
	int64_t changed = 0;
	store_must_write(store);
	enum err err = db_change(
		store->db,
		link->confirmed ? SQL("UPDATE one_time_token SET confirmed = 1 WHERE account_id = "
				      "$1 AND expires_at = $2 AND confirmed = 0")
				: SQL("DELETE FROM one_time_token WHERE account_id = $1 "
				      "AND expires_at = $2 AND confirmed = 0"),
		DB_VALUES(db_int(link->account_id), db_int(link->expires_at)), error, &changed);
	if (err != ERR_NONE) return err;
	if (changed == 0) return error_set(error, ERR_MISSING, NULL, "没有等待确认的一次性链接。");
	return link_event(store, link->confirmed ? ACTION_CONFIRM : ACTION_VOID, link->account_id,
			  NULL, author, error);
}

enum err one_time_void(struct store *store, int64_t account_id, const struct author *author,
		       struct error *error)
{
	int64_t removed = 0;
	store_must_write(store);
	enum err err = db_change(store->db, SQL("DELETE FROM one_time_token WHERE account_id = $1"),
				 DB_VALUES(db_int(account_id)), error, &removed);
	if (err != ERR_NONE || removed == 0) return err;
	return link_event(store, ACTION_VOID, account_id, NULL, author, error);
}

/* A sign-in as the journal tells it. */
struct past {
	int64_t entry_id, at;
	const char *from;
};

static void read_past(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct past *ret_past = ret_item;
	*ret_past = (struct past){.entry_id = db_column_int(row, 0),
				  .at = db_column_int(row, 1),
				  .from = row_text(row, 2, arena)};
}

enum err account_signins(struct store *store, int64_t id, struct arena *arena, struct error *error,
			 struct account_signins *ret_signins)
{
	struct rows rows = ROWS_OF(arena, struct past);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, at, from_address FROM journal "
				     "WHERE object = 'account' AND object_id = $1 "
				     "AND action = 'sign-in' ORDER BY id DESC LIMIT 2"),
				 DB_VALUES(db_int(id)), read_past, &rows, error);
	if (err != ERR_NONE) return err;
	const struct past none = {.from = ""}, *found = rows.items;
	const struct past *last = rows.n > 0 ? &found[0] : &none;
	const struct past *before = rows.n > 1 ? &found[1] : &none;
	struct account_signins signins = {.last_at = last->at,
					  .last_from = last->from,
					  .before_at = before->at,
					  .before_from = before->from};
	/* by entry, not by moment: several fall into one */
	err = db_number(
		store->db,
		SQL("SELECT COUNT(*) FROM journal WHERE object = 'account' AND object_id = $1 "
		    "AND action = 'sign-in-refused' AND id > $2 AND id < $3"),
		DB_VALUES(db_int(id), db_int(before->entry_id), db_int(last->entry_id)), error,
		&signins.refused);
	if (err == ERR_NONE) *ret_signins = signins;
	return err;
}
