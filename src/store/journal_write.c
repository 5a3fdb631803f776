/* SPDX-License-Identifier: MulanPSL-2.0
 * Appending to the journal, in the transaction of the change. */
#include <string.h>

#include "store/canonical.h"
#include "store/journal_inside.h"

struct digest journal_digest(struct digester *digester, const void *salt, const char *content,
			     size_t n_content, const char *note, size_t n_note)
{
	digester_begin(digester);
	digester_add(digester, salt, SALT_BYTES);
	digester_add(digester, content, n_content);
	digester_add(digester, note, n_note);
	return digester_end(digester);
}

DB_STATEMENT2(journal_ids, "SELECT COALESCE(MAX(id), 0) FROM journal",
	      "SELECT nextval('journal_id') FROM generate_series(1, CAST($1 AS INTEGER))");

enum err journal_append(struct store *store, const struct change *change, int64_t object_id,
			struct error *error)
{
	const struct author *author = change->author;
	store_must_write(store);
	BUG_IF((author->kind == ACTOR_ACCOUNT) != (author->account_id != 0));
	buf_clear(&store->note);
	if (change->note != NULL && change->note[0] != '\0')
		canonical_text(&store->note, change->note, strlen(change->note));
	if (!buf_ok(&store->row) || !buf_ok(&store->note))
		return error_set(error, ERR_CONTENT, NULL, "内容过长，无法保存。");
	const unsigned char *salt = store_salt(store);
	struct digest digest = journal_digest(store->digester, salt, buf_text(&store->row),
					      store->row.n, buf_text(&store->note), store->note.n);
	int64_t id = 0;
	enum err err = store_new_id(store, JOURNAL_IDS, &journal_ids, error, &id);
	if (err != ERR_NONE) return err;
	err = db_run_later(
		store->db,
		SQL("INSERT INTO journal (id, at, actor, account_id, from_address, action, "
		    "object, object_id, agency_id, algorithm, digest) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"),
		DB_VALUES(db_int(id), db_int(author->at), db_text(actor_code(author->kind)),
			  db_int(author->account_id),
			  db_text(author->from == NULL ? "" : author->from),
			  db_text(journal_action_code(change->action)),
			  db_text(journal_object_code(change->object)), db_int(object_id),
			  db_int(change->agency_id), db_text(DIGEST_ALGORITHM),
			  db_blob(digest.bytes, DIGEST_BYTES)),
		error);
	if (err != ERR_NONE) return err;
	store->last_entry.id = id;
	store->last_entry.digest = digest;
	struct db_value content = db_text_n(buf_text(&store->row), store->row.n);
	struct db_value note = db_text_n(buf_text(&store->note), store->note.n);
	return db_run_later(store->db,
			    SQL("INSERT INTO journal_value (id, salt, content, note) "
				"VALUES ($1, $2, $3, $4)"),
			    DB_VALUES(db_int(id), db_blob(salt, SALT_BYTES), content, note), error);
}

enum err journal_event(struct store *store, enum journal_action action, enum journal_object object,
		       int64_t object_id, int64_t agency_id, const char *note,
		       const struct author *author, struct error *error)
{
	BUG_IF(journal_action_row(action));
	struct change change = {action, object, agency_id, note, author};
	buf_clear(&store->row);
	return journal_append(store, &change, object_id, error);
}

enum err journal_change(struct store *store, const struct db_sql *sql,
			const struct db_value *values, size_t n, const struct change *change,
			struct error *error, int64_t *ret_id)
{
	struct db_statement *row = NULL;
	store_must_write(store);
	BUG_IF(!journal_action_row(change->action));
	enum err err = db_query(store->db, sql, values, n, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return ERR_MISSING;
	int64_t id = db_column_int(row, 0);
	buf_clear(&store->row);
	canonical_row(&store->row, row);
	step = db_step(row, error);
	BUG_IF(step == DB_ROW);
	if (step == DB_FAILED) return db_failed(row);
	err = journal_append(store, change, id, error);
	if (err == ERR_NONE && ret_id != NULL) *ret_id = id;
	return err;
}

enum err journal_remove(struct store *store, const struct db_sql *sql,
			const struct db_value *values, size_t n, const struct change *change,
			struct error *error, int64_t *ret_removed)
{
	struct db_statement *row = NULL;
	struct change removal = *change;
	removal.action = ACTION_REMOVE;
	enum err err = db_query(store->db, sql, values, n, error, &row);
	if (err != ERR_NONE) return err;
	int64_t removed = 0;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		buf_clear(&store->row);
		err = journal_append(store, &removal, db_column_int(row, 0), error);
		if (err != ERR_NONE) {
			db_end(row);
			return err;
		}
		removed++;
	}
	if (step == DB_FAILED) return db_failed(row);
	*ret_removed = removed;
	return ERR_NONE;
}

enum err journal_erase(struct store *store, enum journal_object object, int64_t object_id,
		       int64_t agency_id, const char *reason, const struct author *author,
		       struct error *error)
{
	enum err err =
		db_run(store->db,
		       SQL("DELETE FROM journal_value WHERE id IN "
			   "(SELECT id FROM journal WHERE object = $1 AND object_id = $2)"),
		       DB_VALUES(db_text(journal_object_code(object)), db_int(object_id)), error);
	if (err != ERR_NONE) return err;
	return journal_event(store, ACTION_ERASE, object, object_id, agency_id, reason, author,
			     error);
}
