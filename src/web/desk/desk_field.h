/* SPDX-License-Identifier: MulanPSL-2.0
 * A form's field made from a register's column; what other forms share; the summary of an entry.
 * Pure: no request, no office. */
#ifndef LIANXIN_WEB_DESK_DESK_FIELD_H
#define LIANXIN_WEB_DESK_DESK_FIELD_H

#include "base/problem.h"
#include "office/entry.h"
#include "web/form.h"

struct desk_fact {
	const char *label, *text; /* "" when nothing was filled in */
};
struct desk_summary {
	const struct desk_fact *rows;
	size_t n_rows;
};

TEMPLATE(desk_summary, desk_summary);

/* Why something is corrected, struck, disabled: in every form that asks it the same field. */
#define DESK_REASON(label_, hint_)                                                                 \
	{                                                                                          \
		.name = "reason", .label = (label_), .kind = FORM_TEXT, .hint = (hint_),           \
		.missing = "请写明理由", .required = true, .most = 500                             \
	}
/* The field of a register's column: radios up to three choices, otherwise a select; a day, a number
 * or a sum with what a phone's keyboard needs; usual values as suggestions. */
struct view_field desk_field_of(const struct column *column, const char *value,
				const struct problems *problems, struct arena *arena);
/* A select for a list's filter: any, each choice, and (for optional columns) empty. */
struct view_field desk_field_filter(const struct column *column, const char *value,
				    struct arena *arena);

/* What the clerk typed into a field of this type, made plain (web/typed.h). */
const char *desk_normalise(enum value_type type, const char *typed, struct arena *arena);
/* A column's value as people read it: of a choice its label, of an outcome its group's too. */
const char *desk_value_text(const struct column *column, const char *value, struct arena *arena);

/* The same for a list: without the remark in brackets behind a choice's label. */
const char *desk_value_brief(const struct column *column, const char *value, struct arena *arena);

#endif
