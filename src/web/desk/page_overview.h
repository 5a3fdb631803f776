/* SPDX-License-Identifier: MulanPSL-2.0
 * The first page: what is due, the year's figures, the registers; for administrators, their places.
 */
#ifndef LIANXIN_WEB_DESK_PAGE_OVERVIEW_H
#define LIANXIN_WEB_DESK_PAGE_OVERVIEW_H

#include "office/annual.h"
#include "web/desk/desk.h"
#include "web/desk/desk_nav.h"

struct desk_task {
	const char *title, *state; /* title NULL: nothing is due */
	const char *due, *needs;
	const char *href, *step; /* the one next step; href NULL: none for this reader */
	bool late;
};
struct desk_figure {
	const char *label, *value, *measure, *href;
	bool none; /* the value is 0 */
};
struct desk_figure_group {
	const char *label;
	const struct desk_figure *figures;
	size_t n_figures;
};
/* What lacks before requests can be taken and answered (office/readiness.h). */
struct desk_lacking {
	const char *what, *why, *href; /* href NULL: the reader may not mend it */
};
struct desk_overview {
	struct desk_frame frame;
	struct desk_years years;
	const char *title;
	int year;
	bool running; /* the year is not over */
	bool empty, may_add;
	struct desk_task task;
	/* requests by their next duty, "12 件"; NULL none; soon: owed now or in three days */
	const char *late, *today, *soon;
	bool cases; /* there are any to say */
	/* the same of what stands beside the requests */
	const char *beside_late, *beside_today, *beside_soon;
	bool beside;
	const struct desk_figure_group *groups;
	size_t n_groups;
	struct desk_register_table table;
	const struct desk_area *areas;
	size_t n_areas;
	const struct desk_lacking *lacks;
	size_t n_lacks;
	bool others_mend; /* some of it a system administrator must */
};

TEMPLATE(desk_overview, desk_overview);

page_handler page_overview;

/* What the report still needs, and by when: 31 January of the next year (条例第四十九条). today:
 * for lateness. */
struct desk_task page_overview_task(const struct annual *annual, day today, bool may_write,
				    struct arena *arena);
/* The year's figures in groups; at most PAGE_OVERVIEW_GROUPS. */
enum { PAGE_OVERVIEW_GROUPS = 6 };
size_t page_overview_figures(const struct annual *annual, struct arena *arena,
			     struct desk_figure_group ret_groups[PAGE_OVERVIEW_GROUPS]);

#endif
