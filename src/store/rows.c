/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/rows.h"

#include <string.h>

void *rows_next(struct rows *rows)
{
	if (rows->n == rows->cap) {
		size_t cap = rows->cap == 0 ? 16 : rows->cap * 2;
		void *items = arena_array(rows->arena, cap, rows->size);
		if (rows->n > 0) memcpy(items, rows->items, rows->n * rows->size);
		rows->items = items;
		rows->cap = cap;
	}
	return (char *)rows->items + rows->n++ * rows->size;
}

const char *row_text(struct db_statement *row, size_t column, struct arena *arena)
{
	return arena_text(arena, db_column_text(row, column));
}

enum err rows_list(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   row_read *read, struct rows *rows, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(db, sql, values, n, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) read(row, rows->arena, rows_next(rows));
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

enum err rows_one(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		  row_read *read, struct arena *arena, void *ret_item, const char *missing,
		  struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(db, sql, values, n, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return error_set(error, ERR_MISSING, NULL, "%s", missing);
	read(row, arena, ret_item);
	db_end(row);
	return ERR_NONE;
}
