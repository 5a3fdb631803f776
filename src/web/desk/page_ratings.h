/* SPDX-License-Identifier: MulanPSL-2.0
 * How content requesters are, in sums: a year, agency by agency. */
#ifndef LIANXIN_WEB_DESK_PAGE_RATINGS_H
#define LIANXIN_WEB_DESK_PAGE_RATINGS_H

#include "web/desk/desk.h"

struct desk_ratings {
	struct desk_frame frame;
	struct desk_years years;
	int year;
	const char *lot; /* so many at least are summed up together */
	struct view_table table;
};
TEMPLATE(desk_ratings, desk_ratings);

page_handler page_ratings;

#endif
