/* SPDX-License-Identifier: MulanPSL-2.0
 * What the pages about entries share: which register an address names, a filter from a query and
 * back, an entry as a summary. */
#ifndef LIANXIN_WEB_DESK_DESK_ENTRY_H
#define LIANXIN_WEB_DESK_DESK_ENTRY_H

#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

/* The register that {name}, the first part of the address, means. False: answered with 404. */
bool desk_register(struct desk *desk, const struct register_facts **ret_facts);
/* The same with the entry's id, the second part. False: answered with 404. */
bool desk_entry_id(struct desk *desk, const struct register_facts **ret_facts, int64_t *ret_id);

/* The filter of ?q= &from= &to= &struck= &page= and one field per filter column; *ret_form holds
 * the first four, with their mistakes. Without from and to it is the desk's year. */
enum { FILTER_TEXT, FILTER_FROM, FILTER_TO, FILTER_STRUCK };
struct entry_filter desk_filter(const struct desk *desk, const struct register_facts *facts,
				struct form *ret_form);
/* "q=…&from=…" of what was asked, without year and page; "" when nothing was. Every part begins
 * with '&'. */
const char *desk_filter_query(const struct desk *desk, const struct register_facts *facts);

/* All columns, as people read them. */
struct desk_summary desk_entry_summary(const struct register_facts *facts,
				       const struct entry *entry, struct arena *arena);
/* What to call an entry: the title column's value. */
const char *desk_entry_title(const struct register_facts *facts, const struct entry *entry);

/* Which columns a list of entries shows: what names an entry and its day, then those the list can
 * be filtered by and short others, in their order; long texts stay on the entry's own page. */
enum { DESK_COLUMNS = 6 };
struct desk_columns {
	size_t at[DESK_COLUMNS], n;
};
struct desk_columns desk_columns_shown(const struct register_facts *facts);
/* n of each, in the arena. The first cell names the entry and leads to it. */
const struct view_head *desk_columns_heads(const struct register_facts *facts,
					   const struct desk_columns *shown, struct arena *arena);
const struct view_cell *desk_columns_cells(const struct register_facts *facts,
					   const struct desk_columns *shown,
					   const struct entry *entry, struct arena *arena);
bool desk_register_personal(const struct register_facts *facts);
/* Is it a register beside the requests whose entries have steps? */
bool desk_takes_in(const struct register_facts *facts);
/* Where one more is entered: the form of the register, or the intake of a kind that has steps,
 * which takes down how to reach who said it and gives a query code. */
const char *desk_add_href(const struct register_facts *facts, struct arena *arena);
bool desk_may_add(const struct desk *desk, const struct register_facts *facts);
/* /registers/NAME, with the year when one was asked for; it and the register's label are the way up
 * of every page below. */
void desk_register_trail(struct desk *desk, const struct register_facts *facts);

#endif
