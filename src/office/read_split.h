/* SPDX-License-Identifier: MulanPSL-2.0
 * Cells printed without anything between them ("713000074"): every way to cut the digits into
 * numbers, and which of them the printed identities leave. */
#ifndef LIANXIN_OFFICE_READ_SPLIT_H
#define LIANXIN_OFFICE_READ_SPLIT_H

#include "law/table.h"
#include "office/read_source.h"

enum { SPLIT_MAX = 64, SPLIT_MAX_WANT = 15 };

/* Asked after each number; false cuts this way off. count numbers are there so far. */
typedef bool split_allowed(const int64_t *numbers, size_t count);

struct splits {
	size_t count;
	bool too_many; /* more than SPLIT_MAX, or too long to search */
	int64_t numbers[SPLIT_MAX][SPLIT_MAX_WANT];
};

/* All ways to cut n runs of digits, each into one or more numbers without leading zeros, `want`
 * numbers in all. allowed may be NULL. */
void splits_find(const char *const *runs, const size_t *lengths, size_t n, size_t want,
		 split_allowed *allowed, struct splits *ret_splits);
/* The same for number tokens of a text, when they are digits alone. *ret_forced: each digit is a
 * cell, nothing is cut, and `allowed` was not asked; otherwise it was. False when there is no way.
 */
bool splits_of_tokens(const struct source *source, size_t first, size_t count, size_t want,
		      split_allowed *allowed, bool *ret_forced, struct splits *ret_splits);
/* "71｜3｜0", for sentences. */
const char *split_text(struct arena *arena, const int64_t *numbers, size_t n);
/* The six kinds add up to the total (row of table 3). */
bool split_row_allowed(const int64_t *numbers, size_t count);
/* The four results add up to the total in each of the three groups (table 4). */
bool split_cases_allowed(const int64_t *numbers, size_t count);

/* One row of table 3 with the ways it can be read. */
struct split_row {
	enum table_row row;
	const struct splits *splits;
	size_t chosen; /* index into splits, when solved */
};
enum split_answer { SPLIT_ONE, SPLIT_NONE, SPLIT_SEVERAL };
/* How many combinations satisfy r1 + r2 = g + r4 and leaves = g in every column; with exactly one,
 * it is in `chosen`. All rows of the table must be given. A search too long counts as several. */
enum split_answer splits_solve(struct split_row *rows, size_t n);

#endif
