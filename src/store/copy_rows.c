/* SPDX-License-Identifier: MulanPSL-2.0
 * One table of a copy: its rows over, and its digest on either side. */
#include <stdio.h>
#include <string.h>

#include "store/copy_inside.h"

enum { MAX_COLUMNS = 32 };

/* A batch of rows, or all of a small table: read from one database, handed on one by one. */
struct reading {
	const struct copy_table *table;
	struct db_statement *rows;
	int64_t after, limit; /* as bound: they live as long as the statement runs */
	struct db_value values[2];
};

static enum err read_begin(struct store *store, struct reading *reading, struct error *error)
{
	reading->values[0] = db_int(reading->after);
	reading->values[1] = db_int(reading->limit);
	return db_query(store->db, reading->table->read, reading->values,
			reading->table->kind == COPY_ROWS ? COUNT_OF(reading->values) : 0, error,
			&reading->rows);
}

static int64_t batch_of(const struct copying *copying, const struct copy_table *table)
{
	int64_t asked = copying->order->batch;
	return asked > 0 && asked < table->batch ? asked : table->batch;
}

static enum err put_row(struct copying *copying, const struct copy_table *table,
			struct db_statement *row, struct error *error)
{
	struct db_value values[MAX_COLUMNS];
	BUG_IF(table->n_columns > MAX_COLUMNS || db_columns(row) != table->n_columns);
	for (size_t i = 0; i < table->n_columns; i++) values[i] = db_column(row, i);
	if (copy_relink(table) != NULL) values[COPY_SELF_COLUMN] = db_null();
	return db_put(copying->to->db, table->put, values, table->n_columns, error);
}

static enum err put_batch(struct copying *copying, const struct copy_table *table,
			  struct error *error, int64_t *ret_rows)
{
	struct reading reading = {
		.table = table, .after = copying->mark.key, .limit = batch_of(copying, table)};
	enum db_step step = DB_DONE;
	int64_t rows = 0, last = 0;
	enum err err = read_begin(copying->from, &reading, error);
	if (err != ERR_NONE) return err;
	while (err == ERR_NONE && (step = db_step(reading.rows, error)) == DB_ROW) {
		if (table->kind == COPY_ROWS) last = db_column_int(reading.rows, 0);
		err = put_row(copying, table, reading.rows, error);
		rows++;
	}
	if (step == DB_FAILED && err == ERR_NONE) err = db_failed(reading.rows);
	db_end(reading.rows);
	if (err == ERR_NONE) err = db_put_end(copying->to->db, error);
	/* what one engine kept and the other refuses */
	if (err == ERR_CONFLICT)
		err = error_set(error, ERR_CONTENT, "Correct it in the source, then copy again.",
				"The target refuses a row of table %s after row %lld.", table->name,
				(long long)reading.after);
	if (err != ERR_NONE) return err;
	if (rows > 0 && table->kind == COPY_ROWS) copying->mark.key = last;
	*ret_rows = rows;
	return ERR_NONE;
}

static enum err commit_batch(struct copying *copying, const struct copy_table *table, int64_t rows,
			     struct error *error)
{
	struct db *to = copying->to->db;
	enum err err = copy_mark_write(to, &copying->mark, error);
	copying->progress.table_rows += rows;
	copying->progress.rows += rows;
	copying->progress.run += rows;
	copying->progress.committed = false;
	copy_tell(copying, COPY_ROWS_DONE, table->name);
	if (err == ERR_NONE) err = db_commit(to, error);
	copying->progress.committed = true;
	if (err == ERR_NONE) copy_tell(copying, COPY_ROWS_DONE, table->name);
	return err;
}

static enum err one_batch(struct copying *copying, const struct copy_table *table,
			  struct error *error, int64_t *ret_rows)
{
	struct db *to = copying->to->db;
	int64_t wiped = 0;
	enum err err = db_begin(to, DB_BEGIN_FILL, error);
	if (err == ERR_NONE) err = db_triggers(to, table->name, false, error);
	/* an earlier run may have put them already */
	if (err == ERR_NONE && table->kind == COPY_WHOLE)
		err = db_change(to, table->wipe, DB_NO_VALUES, error, &wiped);
	copying->progress.rows -= wiped;
	if (err == ERR_NONE) err = put_batch(copying, table, error, ret_rows);
	if (err == ERR_NONE) err = db_triggers(to, table->name, true, error);
	if (err == ERR_NONE) err = commit_batch(copying, table, *ret_rows, error);
	if (err != ERR_NONE) db_rollback(to);
	return err;
}

/* All rows are there; those that refer to rows of their own table may do so now. */
static enum err relink(struct copying *copying, const struct copy_table *table, struct error *error)
{
	struct db *to = copying->to->db;
	struct reading reading = {.table = table, .after = INT64_MIN, .limit = INT64_MAX};
	enum db_step step = DB_DONE;
	enum err err = db_begin(to, DB_BEGIN_FILL, error);
	if (err == ERR_NONE) err = db_triggers(to, table->name, false, error);
	if (err == ERR_NONE) err = read_begin(copying->from, &reading, error);
	while (err == ERR_NONE && (step = db_step(reading.rows, error)) == DB_ROW) {
		if (db_column_null(reading.rows, COPY_SELF_COLUMN)) continue;
		const struct db_value values[] = {db_column(reading.rows, 0),
						  db_column(reading.rows, COPY_SELF_COLUMN)};
		err = db_run(to, copy_relink(table), values, COUNT_OF(values), error);
	}
	if (step == DB_FAILED && err == ERR_NONE) err = db_failed(reading.rows);
	if (reading.rows != NULL) db_end(reading.rows);
	if (err == ERR_NONE) err = db_triggers(to, table->name, true, error);
	if (err == ERR_NONE) err = db_commit(to, error);
	if (err != ERR_NONE) db_rollback(to);
	return err;
}

enum err copy_table_again(struct copying *copying, const struct copy_table *table,
			  struct error *error)
{
	int64_t rows = 0;
	BUG_IF(table->kind != COPY_WHOLE);
	return one_batch(copying, table, error, &rows);
}

enum err copy_table_rows(struct copying *copying, const struct copy_table *table,
			 struct error *error)
{
	int64_t rows = 0;
	enum err err;
	copying->progress.table_rows = 0;
	snprintf(copying->mark.table, sizeof copying->mark.table, "%s", table->name);
	do {
		err = one_batch(copying, table, error, &rows);
	} while (err == ERR_NONE && table->kind == COPY_ROWS && rows == batch_of(copying, table));
	if (err == ERR_NONE && copy_relink(table) != NULL) err = relink(copying, table, error);
	return err;
}

enum err copy_wipe(struct copying *copying, struct error *error)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n);
	struct db *to = copying->to->db;
	enum err err = db_begin(to, DB_BEGIN_FILL, error);
	/* from the last to the first: a row goes before what it refers to */
	for (size_t i = n; err == ERR_NONE && i-- > 0;) {
		if (tables[i].kind == COPY_LEFT) continue;
		err = db_triggers(to, tables[i].name, false, error);
		if (err == ERR_NONE) err = db_run(to, tables[i].wipe, DB_NO_VALUES, error);
		if (err == ERR_NONE) err = db_triggers(to, tables[i].name, true, error);
	}
	if (err == ERR_NONE) err = copy_mark_write(to, &copying->mark, error);
	if (err == ERR_NONE) err = db_commit(to, error);
	if (err != ERR_NONE) db_rollback(to);
	return err;
}

static void spell_row(struct buf *out, struct db_statement *row, size_t n)
{
	buf_clear(out);
	for (size_t i = 0; i < n; i++) {
		struct db_value value = db_column(row, i);
		/* text without NUL is the same bytes in each engine; a type says which it is */
		const unsigned char type = (unsigned char)value.type;
		const int64_t number = value.type == DB_INT ? value.number : (int64_t)value.n;
		unsigned char head[9] = {type};
		for (size_t b = 0; b < 8; b++)
			head[1 + b] = (unsigned char)((uint64_t)number >> (56 - 8 * b));
		buf_add(out, head, sizeof head);
		if (value.type == DB_TEXT || value.type == DB_BLOB)
			buf_add(out, value.bytes, value.n);
	}
}

enum err copy_table_digest(struct copying *copying, struct store *store,
			   const struct copy_table *table, struct error *error,
			   struct digest *ret_digest, int64_t *ret_rows)
{
	struct reading reading = {.table = table, .after = INT64_MIN, .limit = table->batch};
	int64_t rows = 0, batch = 0;
	enum db_step step = DB_DONE;
	enum err err;
	digester_begin(copying->digester);
	do {
		batch = 0;
		err = read_begin(store, &reading, error);
		if (err != ERR_NONE) return err;
		while ((step = db_step(reading.rows, error)) == DB_ROW) {
			spell_row(&copying->row, reading.rows, table->n_columns);
			BUG_IF(!buf_ok(&copying->row));
			digester_add(copying->digester, buf_text(&copying->row), copying->row.n);
			reading.after = db_column_int(reading.rows, 0);
			batch++;
		}
		if (step == DB_FAILED) return db_failed(reading.rows);
		rows += batch;
	} while (table->kind == COPY_ROWS && batch == table->batch);
	*ret_digest = digester_end(copying->digester);
	*ret_rows = rows;
	return ERR_NONE;
}
