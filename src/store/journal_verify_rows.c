/* SPDX-License-Identifier: MulanPSL-2.0
 * Verification, part two: rows and latest entries, merged in order of id. */
#include <string.h>

#include "store/canonical.h"
#include "store/journal_verify.h"

/* The latest entry of the next object of one table. */
struct latest {
	struct db_statement *entries;
	bool there, ahead;
	int64_t object_id, entry_id;
	bool removed;
	/* read ahead: the first entry of the object after */
	int64_t ahead_object, ahead_entry;
	enum journal_action ahead_action;
};

static enum err read_ahead(struct latest *latest, struct error *error)
{
	enum db_step step = db_step(latest->entries, error);
	if (step == DB_FAILED) return db_failed(latest->entries);
	latest->ahead = step == DB_ROW;
	if (!latest->ahead) return ERR_NONE;
	latest->ahead_object = db_column_int(latest->entries, 0);
	latest->ahead_entry = db_column_int(latest->entries, 1);
	/* an action nobody knows holds no row; its changed bytes show in the chain */
	if (!journal_action_parse(db_column_text(latest->entries, 2), &latest->ahead_action))
		latest->ahead_action = ACTION_VERIFY;
	return ERR_NONE;
}

static enum err next_latest(struct latest *latest, struct error *error)
{
	enum err err = ERR_NONE;
	latest->there = false;
	while (err == ERR_NONE && latest->ahead &&
	       (!latest->there || latest->ahead_object == latest->object_id)) {
		if (journal_action_row(latest->ahead_action)) {
			latest->there = true;
			latest->object_id = latest->ahead_object;
			latest->entry_id = latest->ahead_entry;
			latest->removed = latest->ahead_action == ACTION_REMOVE;
		}
		err = read_ahead(latest, error);
	}
	return err;
}

static enum err check_row(struct verify *verify, const char *object, struct db_statement *row,
			  int64_t id, int64_t entry_id, struct error *error)
{
	struct db_statement *value = NULL;
	struct buf *is = &verify->store->row;
	enum err err =
		db_query(verify->store->db, SQL("SELECT content FROM journal_value WHERE id = $1"),
			 DB_VALUES(db_int(entry_id)), error, &value);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(value, error);
	if (step == DB_FAILED) return db_failed(value);
	if (step == DB_DONE) return ERR_NONE; /* erased: nothing to hold against it */
	struct db_value content = db_column(value, 0);
	buf_clear(is);
	canonical_row(is, row);
	bool fine = content.n == is->n && memcmp(content.bytes, buf_text(is), is->n) == 0;
	db_end(value);
	if (!fine)
		verify_found(verify, FAULT_ROW, object, id, entry_id,
			     "Row %lld of table %s is not what journal entry %lld says.",
			     (long long)id, object, (long long)entry_id);
	return ERR_NONE;
}

static enum err merge(struct verify *verify, const char *object, struct db_statement *rows,
		      struct latest *latest, struct error *error)
{
	enum db_step step = DB_DONE;
	enum err err = read_ahead(latest, error);
	if (err == ERR_NONE) err = next_latest(latest, error);
	while (err == ERR_NONE) {
		step = db_step(rows, error);
		int64_t id = step == DB_ROW ? db_column_int(rows, 0) : INT64_MAX;
		if (step == DB_FAILED) return db_failed(rows);
		while (err == ERR_NONE && latest->there && latest->object_id < id) {
			if (!latest->removed)
				verify_found(verify, FAULT_ROW_MISSING, object, latest->object_id,
					     latest->entry_id,
					     "Row %lld of table %s is gone without a journal "
					     "entry.",
					     (long long)latest->object_id, object);
			err = next_latest(latest, error);
		}
		if (step == DB_DONE || err != ERR_NONE) return err;
		verify->verdict->rows++;
		if (latest->there && latest->object_id == id && !latest->removed) {
			err = check_row(verify, object, rows, id, latest->entry_id, error);
			if (err == ERR_NONE) err = next_latest(latest, error);
		} else {
			verify_found(verify, FAULT_ROW_UNKNOWN, object, id, 0,
				     "Row %lld of table %s is in no journal entry.", (long long)id,
				     object);
		}
	}
	return err;
}

static enum err verify_table(struct verify *verify, enum journal_object object, struct error *error)
{
	const struct db_sql *sql = journal_rows(object);
	struct latest latest = {0};
	struct db_statement *rows = NULL;
	if (sql == NULL) return ERR_NONE;
	enum err err = db_query(verify->store->db, sql, DB_NO_VALUES, error, &rows);
	if (err != ERR_NONE) return err;
	err = db_query(verify->store->db,
		       SQL("SELECT object_id, id, action FROM journal WHERE object = $1 "
			   "ORDER BY object_id, id"),
		       DB_VALUES(db_text(journal_object_code(object))), error, &latest.entries);
	if (err == ERR_NONE) err = merge(verify, journal_object_code(object), rows, &latest, error);
	if (latest.entries != NULL) db_end(latest.entries);
	db_end(rows);
	return err;
}

enum err verify_rows(struct verify *verify, struct error *error)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < OBJECT__MAX && err == ERR_NONE; i++)
		err = verify_table(verify, (enum journal_object)i, error);
	return err;
}
