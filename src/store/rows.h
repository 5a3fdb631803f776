/* SPDX-License-Identifier: MulanPSL-2.0
 * A list of rows that grows in an arena; for store/ alone. */
#ifndef LIANXIN_STORE_ROWS_H
#define LIANXIN_STORE_ROWS_H

#include "base/arena.h"

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

#endif
