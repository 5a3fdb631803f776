/* SPDX-License-Identifier: MulanPSL-2.0
 * Rows of a query as items in an arena: one, or a list that grows; for store/ alone. */
#ifndef LIANXIN_STORE_ROWS_H
#define LIANXIN_STORE_ROWS_H

#include "store/db.h"

struct rows {
	struct arena *arena;
	size_t size;
	void *items; /* NULL while empty */
	size_t n, cap;
};
#define ROWS_OF(arena, type)                                                                       \
	{                                                                                          \
		(arena), sizeof(type), NULL, 0, 0                                                  \
	}
/* Zeroed room for one more; earlier items may move. */
void *rows_next(struct rows *rows);

/* Writes the current row into an item of the caller's type; texts go to the arena. */
typedef void row_read(struct db_statement *row, struct arena *arena, void *ret_item);
/* All rows of a query, appended. */
enum err rows_list(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   row_read *read, struct rows *rows, struct error *error) MUST_CHECK;
/* The first row of a query; ERR_MISSING with that sentence when there is none. */
enum err rows_one(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		  row_read *read, struct arena *arena, void *ret_item, const char *missing,
		  struct error *error) MUST_CHECK;
/* A text column copied to the arena, "" for NULL. */
const char *row_text(struct db_statement *row, size_t column, struct arena *arena);

#endif
