/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests under way as a list: filtered, sorted by the office's next duty, by pages; and how many
 * stand where. Every page is a walk along an index of matter_state. */
#ifndef LIANXIN_STORE_MATTER_LIST_H
#define LIANXIN_STORE_MATTER_LIST_H

#include "store/count_some.h"
#include "store/matter.h"

/* What is asked for; all zero: every request of the agency. */
struct matter_filter {
	const char *state;     /* code of law/life.h; NULL any */
	const char *from, *to; /* bounds of next_due, inclusive; NULL none */
	bool at_once;	       /* DUE_AT_ONCE too, though it lies before `from` */
	bool posted;	       /* of one post: */
	int64_t post_id;       /* 0: those nobody has; without a state the archived are left out */
	const char *requester; /* code of law/requester.h; NULL any */
	const char *text;      /* in number or subject; NULL none */
	const char *cursor;    /* of a page; NULL or "": the first */
	size_t limit;	       /* 0: 50 */
};
struct matter_row {
	int64_t id, entry_id, post_id;
	const char *number, *subject, *requester, *name; /* name: personal */
	const char *state, *next_due, *next_duty, *ending;
	day received, due;
	bool struck;
};
struct matter_page {
	struct matter_row *rows;
	size_t n;
	const char *next, *previous; /* cursors; NULL: none */
	bool cut;		     /* not all was searched: more may be found on the page after */
};
/* By next duty, those owed at once first. A text or a kind of requester is looked for among the
 * rows the other conditions leave, MATTER_SEARCHED of them for a page: one may show less than its
 * limit, or nothing, and have a page after it. ERR_USAGE for a cursor that is none. */
enum { MATTER_SEARCHED = 20000 };
enum err matter_list(struct store *store, int64_t agency_id, const struct matter_filter *filter,
		     struct arena *arena, struct error *error,
		     struct matter_page *ret_page) MUST_CHECK;
struct matter_count {
	const char *state; /* code */
	int64_t n;
};
/* How many requests stand in each state but 已归档; states without any are left out. Both count to
 * COUNT_MORE (store/count_some.h). */
enum err matter_count_states(struct store *store, int64_t agency_id, struct arena *arena,
			     struct error *error, struct matter_count **ret_counts,
			     size_t *ret_n) MUST_CHECK;
/* Is any request not archived? */
enum err matter_any_open(struct store *store, int64_t agency_id, struct error *error,
			 bool *ret_any) MUST_CHECK;
/* How many have their next duty from `from` to `to`, inclusive; texts as in struct matter_state. */
enum err matter_count_due(struct store *store, int64_t agency_id, const char *from, const char *to,
			  struct error *error, int64_t *ret_n) MUST_CHECK;

#endif
