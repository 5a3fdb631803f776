/* SPDX-License-Identifier: MulanPSL-2.0
 * Lists of requests in the flow, the most urgent first, and their counts. Constant time per page,
 * whatever the filter and however far one has turned: each walks an index. */
#ifndef LIANXIN_STORE_MATTER_LIST_H
#define LIANXIN_STORE_MATTER_LIST_H

#include "store/matter.h"

struct matter_line {
	int64_t id, entry_id, post_id;
	const char *number, *subject;
	const char *name; /* personal */
	day received, due;
	const char *state, *next_duty, *next_due; /* as in struct matter_state */
};
/* All-zero: all that owe something. */
struct matter_filter {
	const char *state;     /* a code, NULL or "": any */
	int64_t post_id;       /* 0: any */
	bool nothing;	       /* those that owe nothing too: archived ones */
	const char *from, *to; /* next_due within, both inclusive; NULL: open */
	const char *cursor;    /* next of the page before; NULL or "": the first */
	size_t limit;	       /* 0: 50, at most 500 */
};
struct matter_page {
	struct matter_line *lines;
	size_t n;
	const char *next; /* NULL: this was the last */
};
/* By next_due, then id. ERR_USAGE for a malformed cursor. */
enum err matter_list(struct store *store, int64_t agency_id, const struct matter_filter *filter,
		     struct arena *arena, struct error *error,
		     struct matter_page *ret_page) MUST_CHECK;

struct matter_count {
	const char *state;
	int64_t n, late,
		near; /* late: due before today; near: at once, today, up to the near day */
};
/* Requests that owe something, by state. */
enum err matter_counts(struct store *store, int64_t agency_id, day today, day near,
		       struct arena *arena, struct error *error, struct matter_count **ret_counts,
		       size_t *ret_n) MUST_CHECK;

#endif
