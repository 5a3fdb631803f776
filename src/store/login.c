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

enum err one_time_insert(struct store *store, const struct digest *digest, int64_t account_id,
			 const char *purpose, int64_t expires_at, const struct author *author,
			 struct error *error)
{
	store_must_write(store);
	/* a new link takes the place of an older one */
	enum err err = db_run(store->db, SQL("DELETE FROM one_time_token WHERE account_id = $1"),
			      DB_VALUES(db_int(account_id)), error);
	if (err == ERR_NONE)
		err = db_run(store->db,
			     SQL("INSERT INTO one_time_token (digest, account_id, purpose, "
				 "expires_at) VALUES ($1, $2, $3, $4)"),
			     DB_VALUES(digest_value(digest), db_int(account_id), db_text(purpose),
				       db_int(expires_at)),
			     error);
	if (err != ERR_NONE) return store_conflict(err, error, "没有这个账号。");
	return journal_event(store, ACTION_INVITE, OBJECT_ACCOUNT, account_id, 0, purpose, author,
			     error);
}

enum err one_time_void(struct store *store, int64_t account_id, const struct author *author,
		       struct error *error)
{
	int64_t removed = 0;
	store_must_write(store);
	enum err err = db_change(store->db, SQL("DELETE FROM one_time_token WHERE account_id = $1"),
				 DB_VALUES(db_int(account_id)), error, &removed);
	if (err != ERR_NONE || removed == 0) return err;
	return journal_event(store, ACTION_VOID, OBJECT_ACCOUNT, account_id, 0, NULL, author,
			     error);
}

static const char no_link[] = "这个链接不对、已经用过，或者已经过期。";

enum err one_time_take(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, int64_t *ret_account_id)
{
	store_must_write(store);
	enum err err =
		db_number(store->db,
			  SQL("DELETE FROM one_time_token WHERE digest = $1 AND purpose = $2 "
			      "AND expires_at > $3 RETURNING account_id"),
			  DB_VALUES(digest_value(digest), db_text(purpose), db_int(now)), error,
			  ret_account_id);
	return err == ERR_MISSING ? error_set(error, err, NULL, no_link) : err;
}

enum err one_time_look(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, int64_t *ret_account_id)
{
	enum err err = db_number(store->db,
				 SQL("SELECT account_id FROM one_time_token WHERE digest = $1 "
				     "AND purpose = $2 AND expires_at > $3"),
				 DB_VALUES(digest_value(digest), db_text(purpose), db_int(now)),
				 error, ret_account_id);
	return err == ERR_MISSING ? error_set(error, err, NULL, no_link) : err;
}
