/* SPDX-License-Identifier: MulanPSL-2.0
 * The year's numbers as the statutory tables print them, each leading to the entries it counts. */
#ifndef LIANXIN_WEB_DESK_PAGE_FIGURES_H
#define LIANXIN_WEB_DESK_PAGE_FIGURES_H

#include "office/annual.h"
#include "web/desk/desk.h"

/* How one fact of the narrative is made up: records by kind, by topic … */
struct desk_tally {
	const char *label, *measure;
	struct view_table table;
};

struct desk_figures {
	struct desk_frame frame;
	struct desk_years years;
	int year;
	const char *state, *frozen_at; /* of the report; frozen_at NULL while it is a draft */
	bool running;		       /* the year is not over */
	const struct view_cell *drift; /* what changed since the freeze */
	size_t n_drift;
	struct safe_html tables;
	const struct desk_tally *tallies;
	size_t n_tallies;
};

/* The entries behind one number. */
struct desk_behind {
	struct desk_frame frame;
	const char *words;   /* "（一）予以公开，自然人" */
	const char *value;   /* the number, with its measure word */
	const char *explain; /* when an entry is counted here */
	const char *frozen;  /* the number as frozen, NULL when it is the same */
	const char *register_href, *register_label;
	struct view_table table;
	struct view_pager pager;
};

TEMPLATE(desk_figures, desk_figures);
TEMPLATE(desk_behind, desk_behind);

/* "t3.r1.natural", the key report_document gives a cell, and back. False: no such cell. */
bool figure_parse(const char *key, struct arena *arena, struct cell_ref *ret_cell);
/* What a cell is called, in words. */
const char *figure_words(struct cell_ref cell, struct arena *arena);
struct cell figure_value(const struct tables *tables, struct cell_ref cell);
/* "13 件", "12.5 万元" */
const char *figure_text(const struct tables *tables, struct cell_ref cell, struct arena *arena);

void page_figures(struct request *request, struct reply *reply);
void page_figure(struct request *request, struct reply *reply);

#endif
