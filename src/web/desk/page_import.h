/* SPDX-License-Identifier: MulanPSL-2.0
 * Import of a register from a CSV: first checked without writing, then, with the same file sent
 * again and known by its digest, written whole. Nothing of the file is kept in between. */
#ifndef LIANXIN_WEB_DESK_PAGE_IMPORT_H
#define LIANXIN_WEB_DESK_PAGE_IMPORT_H

#include "office/import.h"
#include "web/desk/desk_entry.h"

struct desk_import_column {
	const char *name, *label, *hint;
	bool required;
	const struct view_option *choices; /* codes a column accepts */
	size_t n_choices;
};
struct desk_import_mistake {
	int64_t line;
	const char *column, *reason;
};
struct desk_import {
	struct desk_frame frame;
	struct view_problems problems;
	const char *name, *label, *measure;
	/* checked and good: ask for the same file */
	bool good;
	int64_t count;
	const char *digest, *filename;
	/* checked and not good */
	const struct desk_import_mistake *mistakes;
	size_t n_mistakes;
	int64_t all_mistakes;
	bool more_mistakes; /* than are listed */
	struct view_field file;
	const struct desk_import_column *columns;
	size_t n_columns;
};

TEMPLATE(desk_import, desk_import);

page_handler page_import, page_import_send, page_import_template;

#endif
