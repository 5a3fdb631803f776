/* SPDX-License-Identifier: MulanPSL-2.0
 * A new query code at the counter, for whoever shows his papers; shown once. */
#ifndef LIANXIN_WEB_DESK_PAGE_RECODE_H
#define LIANXIN_WEB_DESK_PAGE_RECODE_H

#include "office/visitor_code.h"
#include "web/desk/page_case.h"

struct desk_recode {
	struct desk_frame frame;
	struct view_problems problems;
	const char *who;	   /* whom the slip is for */
	const char *number, *code; /* code NULL: the form */
	const char *case_href;
	struct view_form form;
};
TEMPLATE(desk_recode, desk_recode);

page_handler page_recode, page_recode_send;

#endif
