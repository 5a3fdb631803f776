/* SPDX-License-Identifier: MulanPSL-2.0
 * The rows of table 3 as runs of values: where each begins, which text stands before it, and which
 * seven cells it holds. Which row a run is, read_requests.c decides. */
#ifndef LIANXIN_OFFICE_READ_ROWS_H
#define LIANXIN_OFFICE_READ_ROWS_H

#include "law/table.h"
#include "office/read_source.h"

struct row_run {
	uint32_t first, count; /* its value tokens */
	size_t filled;	       /* of them not blank */
	size_t chunk;	       /* first byte after the run before */
	size_t line_at;	       /* first byte of its line, or chunk when that is later */
	size_t at, end;	       /* bytes of its values */
	bool one_line, structured;
	bool known;    /* row is set */
	bool anchored; /* its label stands on its own line */
	enum table_row row;
	bool readable; /* cells are set */
	struct cell cells[COLUMN__MAX];
};

struct row_runs {
	struct row_run *runs;
	size_t n;
	bool stray; /* a lone number between rows was passed over */
};

enum { ROW_RUNS_MAX = 8192 };

/* All runs between two bytes; at most ROW_RUNS_MAX. */
void rows_collect(const struct source *source, size_t from, size_t to, struct arena *arena,
		  struct row_runs *ret_runs);
/* Sets cells of every run whose seven cells are certain without splitting digits: seven values, or
 * fewer where the source marks its blank cells and the rows beside it show which they are. */
void rows_align(const struct source *source, struct row_runs *runs);

#endif
