/* SPDX-License-Identifier: MulanPSL-2.0
 * The office's wording of its letters: the list, and one with its text, its check and a sample. */
#ifndef LIANXIN_WEB_DESK_PAGE_WORDING_H
#define LIANXIN_WEB_DESK_PAGE_WORDING_H

#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_wordings {
	struct desk_frame frame;
	struct view_table table;
};
struct desk_wording {
	struct desk_frame frame;
	struct view_problems problems;
	const char *heading, *article;
	const char *changed; /* somebody was faster; NULL */
	bool own;
	struct view_form form;
	struct view_form back; /* to the house's */
	bool whole;
	struct safe_html paper;
};
TEMPLATE(desk_wordings, desk_wordings);
TEMPLATE(desk_wording, desk_wording);

page_handler page_wordings, page_wording, page_wording_put, page_wording_back;

#endif
