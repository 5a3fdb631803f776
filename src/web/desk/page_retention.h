/* SPDX-License-Identifier: MulanPSL-2.0
 * 保管和清除: the schedule, the dry run, the lists; one list with its confirmation; the form of a
 * schedule. */
#ifndef LIANXIN_WEB_DESK_PAGE_RETENTION_H
#define LIANXIN_WEB_DESK_PAGE_RETENTION_H

#include "office/retention.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_retention {
	struct desk_frame frame;
	const char *failed; /* why nothing was proposed; "" unless so */
	int64_t number;	    /* of the schedule; 0: none */
	const char *approval, *approved, *entered;
	struct view_table rules;
	const char *schedule_href, *schedule_label; /* NULL: not this reader */
	int remedy_years;
	size_t n_go;
	bool more;
	const char *sum; /* of what goes */
	struct view_table go, stay;
	int64_t stays, archived, open, empty;
	bool stays_more; /* not all are named */
	struct view_form propose;
	bool may_propose;
	const char *waits_href; /* a list that is not finished: no other can be proposed */
	struct view_table lists;
};
struct desk_retention_list {
	struct desk_frame frame;
	struct view_problems problems;
	const char *failed; /* why it was not confirmed; "" unless so */
	int64_t id, erased, kept, waiting;
	const char *state;
	bool proposed, running, done;
	struct desk_summary facts;
	struct view_table changes, items;
	size_t n_changes;
	bool may_confirm, own, may_drop;
	const char *who_may;
	struct view_form confirm, drop;
};
struct desk_retention_schedule {
	struct desk_frame frame;
	struct view_problems problems;
	struct view_form form;
};

void page_retention(struct request *request, struct reply *reply);
void page_retention_propose(struct request *request, struct reply *reply);
void page_retention_schedule(struct request *request, struct reply *reply);
void page_retention_schedule_put(struct request *request, struct reply *reply);
void page_retention_list(struct request *request, struct reply *reply);
void page_retention_confirm(struct request *request, struct reply *reply);
void page_retention_drop(struct request *request, struct reply *reply);

TEMPLATE(desk_retention, desk_retention);
TEMPLATE(desk_retention_list, desk_retention_list);
TEMPLATE(desk_retention_schedule, desk_retention_schedule);

/* The case of a line, or the entry of one without (matter_id 0); NULL for who may see lists but not
 * these. */
const char *retention_case_href(const struct desk *desk, int64_t matter_id, enum matter_kind kind,
				int64_t entry_id);
/* What pages of this family share: a table's row of texts under its heads, and its
 * cells to change; bytes for people. */
struct view_cell *retention_row(struct view_row *ret_row, const struct view_head *heads, size_t n,
				const char *const *texts, struct arena *arena);
const char *retention_size(int64_t bytes, struct arena *arena);
/* "等待确认", … */
const char *retention_state_label(const char *state);

#endif
