/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/help_cells.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int64_t fen_of(const char *yuan)
{
	char *rest;
	int64_t fen = strtoll(yuan, &rest, 10) * 100;
	if (*rest == '.' && rest[1] != '\0')
		fen += (rest[1] - '0') * 10 + (rest[2] == '\0' ? 0 : rest[2] - '0');
	return fen;
}

/* What one listed entry adds to its cell: 1, or a batch's quantity or amount. */
static int64_t weight(struct cell_ref cell, const struct entry *entry)
{
	const struct register_facts *facts = register_facts(cell_register(cell));
	if (cell.table != CELLS_DECISIONS) return 1;
	if (cell.row == DECISION_CHARGE)
		return fen_of(entry->values[register_column(facts, "amount")]);
	return strtoll(entry->values[register_column(facts, "quantity")], NULL, 10);
}

static int compare_ids(const void *one, const void *other)
{
	int64_t a = *(const int64_t *)one, b = *(const int64_t *)other;
	return a < b ? -1 : a > b;
}

/* The weights of all entries listed over all pages; fails when one stands there twice or is struck.
 */
static int64_t listed(const struct counting *counting, struct cell_ref cell)
{
	static int64_t ids[40000];
	size_t n = 0;
	int64_t sum = 0;
	struct arena arena = {0};
	struct error error;
	const char *cursor = "";
	while (cursor != NULL) {
		struct entry_page page;
		if (count_cell_list(counting->store, counting->agency, counting->year, cell, cursor,
				    counting->limit, &arena, &error, &page) != ERR_NONE)
			fail_msg("%s", error.message);
		assert_true(page.n > 0 || page.next == NULL);
		for (size_t i = 0; i < page.n; i++) {
			assert_false(page.entries[i].struck);
			assert_true(n < COUNT_OF(ids));
			ids[n++] = page.entries[i].id;
			sum += weight(cell, &page.entries[i]);
		}
		cursor = page.next;
	}
	qsort(ids, n, sizeof *ids, compare_ids);
	for (size_t i = 1; i < n; i++)
		if (ids[i] == ids[i - 1]) fail_msg("entry %lld is listed twice", (long long)ids[i]);
	arena_release(&arena);
	return sum;
}

static void agrees(const struct counting *counting, struct cell_ref cell, struct cell printed)
{
	assert_int_equal(printed.kind, CELL_NUMBER);
	int64_t found = listed(counting, cell);
	if (found != printed.value)
		fail_msg("%d, table %d row %d column %d: printed %lld, listed %lld", counting->year,
			 (int)cell.table, cell.row, cell.column, (long long)printed.value,
			 (long long)found);
}

struct tables cells_count(const struct counting *counting)
{
	struct tables tables;
	struct error error;
	if (count_tables(counting->store, counting->agency, counting->year, &error, &tables) !=
	    ERR_NONE)
		fail_msg("%s", error.message);
	return tables;
}

void cells_agree(const struct counting *counting)
{
	struct tables tables = cells_count(counting);
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			agrees(counting, (struct cell_ref){CELLS_STOCK, row, column},
			       tables.stock[row][column]);
	for (int row = 0; row < DECISION__MAX; row++)
		agrees(counting, (struct cell_ref){CELLS_DECISIONS, row, 0}, tables.decisions[row]);
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			if (table_row_in(FORMAT_2021, (enum table_row)row))
				agrees(counting, (struct cell_ref){CELLS_REQUESTS, row, column},
				       tables.requests[row][column]);
	for (int row = 0; row < CASE__MAX; row++)
		for (int column = 0; column < RESULT__MAX; column++)
			agrees(counting, (struct cell_ref){CELLS_CASES, row, column},
			       tables.cases[row][column]);
}
