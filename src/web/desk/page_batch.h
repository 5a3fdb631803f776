/* SPDX-License-Identifier: MulanPSL-2.0
 * One step of many similar requests: which, what the step would be for each, and what came of it.
 * The texts that differ from case to case stand in sight, so that nobody sends all the same. */
#ifndef LIANXIN_WEB_DESK_PAGE_BATCH_H
#define LIANXIN_WEB_DESK_PAGE_BATCH_H

#include "office/matter_batch.h"
#include "web/desk/desk.h"

struct desk_batch_line {
	const char *text;
};
struct desk_batch_case {
	int64_t id;
	const char *number, *href, *subject, *state;
	bool possible, left_out;
	const char *why; /* why not, or what is irregular */
	bool letter;
	const char *noun;		   /* of the letter */
	const struct desk_batch_line *own; /* of the letter: what no other case's says alike */
	size_t n_own;
	const struct desk_batch_line *all;
	size_t n_all;
	const struct view_field *fields; /* for this one alone */
	size_t n_fields;
};
struct desk_batch {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *cases; /* "12:3,15:7": which, as they were seen */
	const char *step, *ending;   /* codes; step NULL: not chosen yet */
	const struct view_option *steps;
	size_t n_steps;
	const struct view_field *fields; /* for all */
	size_t n_fields;
	const char *contains; /* what the reply must contain; NULL: no reply */
	const struct desk_batch_case *rows;
	size_t n_rows;
	int64_t n_possible;
	bool too_many; /* for fields of their own */
	bool may_go;   /* something is possible */
};
struct desk_batch_done {
	struct desk_frame frame;
	const char *heading;
	int64_t done, not_done;
	struct view_table table;
};
TEMPLATE(desk_batch, desk_batch);
TEMPLATE(desk_batch_done, desk_batch_done);

page_handler page_batch, page_batch_send;

/* The rows of cases that were looked at. With `own` fields for each, of these letter fields. */
const struct desk_batch_case *page_batch_rows(struct desk *desk, const struct batch_case *cases,
					      size_t n, enum letter kind,
					      const enum letter_field *own, size_t n_own);

#endif
