/* SPDX-License-Identifier: MulanPSL-2.0
 * The registers: all of them with their counts; one as a list with filters; its export. */
#ifndef LIANXIN_WEB_DESK_PAGE_REGISTER_H
#define LIANXIN_WEB_DESK_PAGE_REGISTER_H

#include "web/desk/desk_entry.h"

struct desk_registers {
	struct desk_frame frame;
	struct desk_years years;
	struct desk_register_table table;
};

struct desk_row {
	const char *class; /* "struck", "fresh" or "" */
	bool struck;
	const char *fresh;	       /* "刚登记", NULL otherwise */
	const struct view_cell *cells; /* the first leads to the entry */
	size_t n_cells;
};
struct desk_register {
	struct desk_frame frame;
	struct desk_years years;
	struct view_problems problems;
	const char *name, *label, *measure, *dated_label;
	int year;
	bool counted, may_add, may_import, may_export;
	const char *add_href;
	const struct view_field *fields; /* of the filter */
	size_t n_fields;
	const struct view_field *more; /* those behind 更多条件 */
	size_t n_more;
	bool more_open, filtered;
	const char *reset_href, *export_href;
	const char *total; /* NULL: not counted */
	const struct view_head *heads;
	size_t n_heads;
	const struct desk_row *rows;
	size_t n_rows;
	bool paged;
	struct view_pager pager;
};

TEMPLATE(desk_registers, desk_registers);
TEMPLATE(desk_register, desk_register);

page_handler page_registers, page_register, page_register_export;

/* Every register with how many entries the desk's year has. */
enum err page_register_counts(struct desk *desk, struct desk_register_table *ret_table) MUST_CHECK;

#endif
