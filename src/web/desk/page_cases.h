/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests under way as a list: what is due first stands first. */
#ifndef LIANXIN_WEB_DESK_PAGE_CASES_H
#define LIANXIN_WEB_DESK_PAGE_CASES_H

#include "office/matter_list.h"
#include "web/desk/desk.h"

struct desk_cases_count {
	const char *href, *label, *class;
	const char *n, *measure;
	bool here;
};
struct desk_cases_view {
	const char *href, *name;
};
struct desk_cases {
	struct desk_frame frame;
	struct view_problems problems;
	bool may_file, filtered;
	const char *beside_late; /* corrections, suggestions, complaints; NULL none */
	const struct desk_cases_count *lights, *states;
	size_t n_lights, n_states;
	const struct view_field *fields;
	size_t n_fields;
	const struct desk_cases_view *views; /* kept by this reader */
	size_t n_views;
	bool may_keep;		 /* there is a filter to keep */
	const char *query;	 /* of that filter */
	const char *export_href; /* NULL: not this reader */
	struct view_table table;
	bool cut; /* what is looked for may be on the next page */
	int64_t searched;
	bool may_batch; /* boxes to choose by */
	bool paged;
	struct view_pager pager;
};
TEMPLATE(desk_cases, desk_cases);

page_handler page_cases, page_cases_export, page_cases_keep, page_cases_drop;

#endif
