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

/* The rows of a case page. */
struct view_table page_notice_table(const struct desk *desk, const struct notice_row *notices,
				    size_t n, bool numbered, const char *empty);

page_handler page_notices, page_notice, page_notice_retry, page_notice_drop, page_notice_test,
	page_notice_test_send;

#endif
