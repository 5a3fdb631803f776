/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/copy_mark.h"

#include <stdio.h>
#include <string.h>

enum { PLACE_BYTES = 512 };

static enum err read_entry(struct db_statement *row, struct error *error, int64_t *ret_id,
			   char ret_hex[DIGEST_HEX])
{
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return ERR_MISSING;
	struct db_value value = db_column(row, 1);
	struct digest digest = {{0}};
	if (value.n == DIGEST_BYTES) memcpy(digest.bytes, value.bytes, DIGEST_BYTES);
	*ret_id = db_column_int(row, 0);
	digest_hex(&digest, ret_hex);
	db_end(row);
	return ERR_NONE;
}

enum err copy_mark_state(struct db *db, struct error *error, struct copy_mark *ret_mark)
{
	struct copy_mark mark = {.last = 0};
	struct db_statement *row = NULL;
	int64_t first;
	enum err err = db_query(db, SQL("SELECT id, digest FROM journal ORDER BY id LIMIT 1"),
				DB_NO_VALUES, error, &row);
	if (err == ERR_NONE) err = read_entry(row, error, &first, mark.office);
	if (err != ERR_NONE) return err;
	err = db_query(db, SQL("SELECT id, digest FROM journal ORDER BY id DESC LIMIT 1"),
		       DB_NO_VALUES, error, &row);
	if (err == ERR_NONE) err = read_entry(row, error, &mark.last, mark.digest);
	if (err == ERR_NONE) *ret_mark = mark;
	return err;
}

/* The value of a row of meta, "" when there is none. */
static enum err read_meta(struct db *db, const char *name, char *ret_value, size_t n,
			  struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(db, SQL("SELECT value FROM meta WHERE name = $1"),
				DB_VALUES(db_text(name)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	snprintf(ret_value, n, "%s", step == DB_ROW ? db_column_text(row, 0) : "");
	db_end(row);
	return ERR_NONE;
}

static enum err write_meta(struct db *db, const char *name, const char *value, struct error *error)
{
	return db_run(db,
		      SQL("INSERT INTO meta (name, value) VALUES ($1, $2) "
			  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		      DB_VALUES(db_text(name), db_text(value)), error);
}

static enum err remove_meta(struct db *db, const char *name, struct error *error)
{
	return db_run(db, SQL("DELETE FROM meta WHERE name = $1"), DB_VALUES(db_text(name)), error);
}

enum err copy_mark_read(struct db *db, struct error *error, bool *ret_there,
			struct copy_mark *ret_mark)
{
	struct copy_mark mark = {.last = 0};
	char text[1024];
	long long last = 0, key = 0;
	enum err err = read_meta(db, "copy", text, sizeof text, error);
	if (err != ERR_NONE) return err;
	int n = sscanf(text, "%64s %lld %64s %31s %lld %511[^\n]", mark.office, &last, mark.digest,
		       mark.table, &key, mark.from);
	/* what cannot be read is a copy nobody can go on with, not a finished office */
	*ret_there = text[0] != '\0';
	if (n < 6) memset(&mark, 0, sizeof mark);
	mark.last = last;
	mark.key = key;
	*ret_mark = mark;
	return ERR_NONE;
}

enum err copy_mark_write(struct db *db, const struct copy_mark *mark, struct error *error)
{
	char text[1024];
	snprintf(text, sizeof text, "%s %lld %s %s %lld %s", mark->office, (long long)mark->last,
		 mark->digest, mark->table, (long long)mark->key, mark->from);
	return write_meta(db, "copy", text, error);
}

enum err copy_mark_remove(struct db *db, struct error *error)
{
	return remove_meta(db, "copy", error);
}

enum err copy_moved(struct db *db, char ret_place[512], struct error *error)
{
	return read_meta(db, "moved", ret_place, PLACE_BYTES, error);
}

enum err copy_move_away(struct db *db, const char *place, struct error *error)
{
	char before[PLACE_BYTES];
	enum err err = copy_moved(db, before, error);
	/* every change appends an entry in its own transaction, so this stops them all, whoever
	 * makes them; a mark alone would stop those who look */
	if (err == ERR_NONE && before[0] == '\0') err = db_refuse_entries(db, true, error);
	return err != ERR_NONE ? err : write_meta(db, "moved", place, error);
}

enum err copy_move_back(struct db *db, struct error *error)
{
	enum err err = db_refuse_entries(db, false, error);
	return err != ERR_NONE ? err : remove_meta(db, "moved", error);
}

enum err copy_may_open(struct db *db, bool writes, struct error *error)
{
	struct copy_mark mark;
	char place[PLACE_BYTES] = "";
	bool copying = false;
	enum err err = copy_mark_read(db, error, &copying, &mark);
	if (err == ERR_NONE && writes) err = copy_moved(db, place, error);
	if (err != ERR_NONE) return err;
	if (copying)
		return error_set(error, ERR_ENV,
				 "Run the same `lianxin copy` again: it goes on where it stopped.",
				 "A copy of %.150s into this database is not finished.", mark.from);
	if (place[0] != '\0')
		return error_set(error, ERR_ENV,
				 "Give the new place with --db. `lianxin help copy` tells how to "
				 "take the office back.",
				 "The office has moved to %.150s.", place);
	return ERR_NONE;
}

enum err copy_explain(struct db *db, enum err err, struct error *error)
{
	char place[PLACE_BYTES] = "";
	if (err != ERR_CONFLICT) return err;
	if (copy_moved(db, place, NULL) != ERR_NONE || place[0] == '\0') return err;
	return error_set(error, ERR_BUSY, "Start the service anew with the new place.",
			 "The office has moved to %.150s; nothing was kept here.", place);
}
