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
