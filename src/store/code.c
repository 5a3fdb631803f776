/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/code.h"

#include <string.h>

#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

enum err code_ask_insert(struct store *store, const struct code_ask *ask, struct error *error,
			 int64_t *ret_id)
{
	store_must_write(store);
	return db_number(store->db,
			 SQL("INSERT INTO code_ask (at, word, key, content) "
			     "VALUES ($1, $2, $3, $4) RETURNING id"),
			 DB_VALUES(db_int(ask->at), db_text(ask->word), blob_bind(ask->key),
				   blob_bind(ask->content)),
			 error, ret_id);
}

static void read_ask(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct code_ask *ask = ret_item;
	*ask = (struct code_ask){.at = db_column_int(row, 0),
				 .word = row_text(row, 1, arena),
				 .key = row_blob(row, 2, arena),
				 .content = row_blob(row, 3, arena)};
}

enum err code_ask_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		      struct code_ask *ret_ask)
{
	return rows_one(store->db, SQL("SELECT at, word, key, content FROM code_ask WHERE id = $1"),
			DB_VALUES(db_int(id)), read_ask, arena, ret_ask,
			"It was looked at already.", error);
}

enum err code_ask_drop(struct store *store, int64_t id, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM code_ask WHERE id = $1"), DB_VALUES(db_int(id)),
		      error);
}

static void read_id(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(int64_t *)ret_item = db_column_int(row, 0);
}

#define NUMBERED(table, kind)                                                                      \
	"SELECT m.id AS id FROM agency a JOIN " table " r ON r.agency_id = a.id "                  \
	"AND r.number = $1 AND r.struck = 0 JOIN matter m ON m.kind = '" kind "' "                 \
	"AND m.entry_id = r.id"

enum err code_matters(struct store *store, const char *number, struct arena *arena,
		      struct error *error, int64_t **ret_ids, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, int64_t);
	/* the agencies first: numbers are found by agency */
	enum err err = rows_list(
		store->db,
		SQL(NUMBERED("request", "request") " UNION ALL " NUMBERED(
			"correction_request",
			"co"
			"rr"
			"ec"
			"ti"
			"o"
			"n") " UNION ALL " NUMBERED("suggestion",
						    "suggestion") " UNION ALL " NUMBERED("complain"
											 "t",
											 "complain"
											 "t") " ORD"
											      "ER "
											      "BY "
											      "id"),
		DB_VALUES(db_text(number)), read_id, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_ids = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err proof_code_put(struct store *store, int64_t matter_id, const struct digest *mark,
			int64_t expires_at, struct error *error)
{
	store_must_write(store);
	return db_run(
		store->db,
		SQL("INSERT INTO proof_code (matter_id, mark, expires_at) VALUES ($1, $2, $3) "
		    "ON CONFLICT (matter_id) DO UPDATE SET mark = excluded.mark, "
		    "expires_at = excluded.expires_at, tries = 0"),
		DB_VALUES(db_int(matter_id), db_blob(mark->bytes, DIGEST_BYTES),
			  db_int(expires_at)),
		error);
}

static void read_proof(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct proof_code *code = ret_item;
	struct blob mark = row_blob(row, 0, arena);
	*code = (struct proof_code){.expires_at = db_column_int(row, 1),
				    .tries = db_column_int(row, 2)};
	if (mark.n == DIGEST_BYTES) memcpy(code->mark.bytes, mark.bytes, DIGEST_BYTES);
}

enum err proof_code_get(struct store *store, int64_t matter_id, struct error *error,
			struct proof_code *ret_code)
{
	struct arena arena = {0};
	enum err err = rows_one(
		store->db,
		SQL("SELECT mark, expires_at, tries FROM proof_code WHERE matter_id = $1"),
		DB_VALUES(db_int(matter_id)), read_proof, &arena, ret_code, "没有验证码。", error);
	arena_release(&arena);
	return err;
}

enum err proof_code_try(struct store *store, int64_t matter_id, struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE proof_code SET tries = tries + 1 WHERE matter_id = $1"),
		      DB_VALUES(db_int(matter_id)), error);
}

enum err proof_code_right(struct store *store, int64_t matter_id, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("UPDATE proof_code SET tries = 0 WHERE matter_id = $1"),
		      DB_VALUES(db_int(matter_id)), error);
}

enum err proof_code_drop(struct store *store, int64_t matter_id, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM proof_code WHERE matter_id = $1"),
		      DB_VALUES(db_int(matter_id)), error);
}

enum err code_sweep(struct store *store, int64_t now, int64_t before, struct error *error)
{
	store_must_write(store);
	enum err err = db_run(store->db, SQL("DELETE FROM proof_code WHERE expires_at < $1"),
			      DB_VALUES(db_int(now)), error);
	if (err != ERR_NONE) return err;
	return db_run(store->db, SQL("DELETE FROM code_ask WHERE at < $1"),
		      DB_VALUES(db_int(before)), error);
}
