/* SPDX-License-Identifier: MulanPSL-2.0
 * Notices to requesters: the list of an agency, one of them with what may be decided, and the
 * administrator's test. */
#ifndef LIANXIN_WEB_DESK_PAGE_NOTICES_H
#define LIANXIN_WEB_DESK_PAGE_NOTICES_H

#include "office/notice_desk.h"
#include "web/desk/desk_entry.h"

struct desk_notices {
	struct desk_frame frame;
	const char *off;	   /* what is switched off, as a sentence; "" nothing */
	const char *late;	   /* some have waited long; "" none */
	struct view_link *filters; /* states with their counts */
	size_t n_filters;
	struct view_table table;
	struct view_pager pager;
};
TEMPLATE(desk_notices, desk_notices);

struct desk_notice_one {
	struct desk_frame frame;
	struct view_problems problems;
	struct desk_summary summary;
	bool may;
	const char *retry_action, *csrf;
	struct view_form form; /* gives it up */
};
TEMPLATE(desk_notice_one, desk_notice_one);

struct desk_notice_test {
	struct desk_frame frame;
	bool may;
	const char *csrf;
	struct view_table table;
};
TEMPLATE(desk_notice_test, desk_notice_test);

/* What was sent to the requester of a case; *ret_any false: nothing, or not for this reader. */
struct matter_case;
enum err page_notices_of_case(struct desk *desk, const struct matter_case *now, bool *ret_any,
			      struct view_table *ret_table) MUST_CHECK;

page_handler page_notices, page_notice, page_notice_retry, page_notice_drop, page_notice_test,
	page_notice_test_send;

#endif
