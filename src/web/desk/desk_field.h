/* SPDX-License-Identifier: MulanPSL-2.0
 * A form's field made from a register's column or by hand; the list of mistakes above a form; the
 * summary of an entry. Pure: no request, no office. */
#ifndef LIANXIN_WEB_DESK_DESK_FIELD_H
#define LIANXIN_WEB_DESK_DESK_FIELD_H

#include "base/problem.h"
#include "office/entry.h"
#include "web/view.h"

struct desk_fact {
	const char *label, *text; /* "" when nothing was filled in */
};
struct desk_summary {
	const struct desk_fact *rows;
	size_t n_rows;
};

TEMPLATE(desk_summary, desk_summary);

/* A line of text, optional; change what differs afterwards. All texts must outlive the field;
 * problems may be NULL. */
struct view_field desk_field_line(const char *name, const char *label, const char *hint,
				  const char *value, const struct problems *problems);
/* autocomplete "current-password" or "new-password". Never carries a value. */
struct view_field desk_field_password(const char *name, const char *label, const char *autocomplete,
				      const struct problems *problems);
/* Why something is corrected, struck, disabled: required, a few lines. */
struct view_field desk_field_reason(const char *label, const char *hint, const char *value,
				    const struct problems *problems);
/* The field of a register's column: radios up to three choices, otherwise a select; a day, a number
 * or a sum with what a phone's keyboard needs; usual values as suggestions. */
struct view_field desk_field_of(const struct column *column, const char *value,
				const struct problems *problems, struct arena *arena);
/* A select for a list's filter: any, each choice, and (for optional columns) empty. */
struct view_field desk_field_filter(const struct column *column, const char *value,
				    struct arena *arena);

/* The mistakes in their order, each leading to its field; those of the whole form lead to the
 * page's content. */
struct view_problems desk_problems_of(const struct problems *problems, struct arena *arena);

/* What the clerk typed into a field of this type, made plain (web/typed.h). */
const char *desk_normalise(enum value_type type, const char *typed, struct arena *arena);
/* A column's value as people read it: of a choice its label, of an outcome its group's too. */
const char *desk_value_text(const struct column *column, const char *value, struct arena *arena);

/* The same for a list: without the remark in brackets behind a choice's label. */
const char *desk_value_brief(const struct column *column, const char *value, struct arena *arena);

#endif
