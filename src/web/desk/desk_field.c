/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_field.h"

#include <string.h>

#include "law/table.h"
#include "web/typed.h"

enum { RADIOS_MAX = 3, LONG_TEXT = 500 };

/* A line of text; what differs is changed afterwards. */
static struct view_field line(const struct column *column, const char *hint, const char *value,
			      const struct problems *problems)
{
	/* required: said by the absence of （选填）; the browser's own refusal would hide our
	 * sentence */
	const struct form_field field = {.name = column->name,
					 .label = column->label,
					 .hint = hint,
					 .required = column->required};
	return form_one(&field, value, problems);
}

const char *desk_normalise(enum value_type type, const char *typed, struct arena *arena)
{
	switch (type) {
	case VALUE_DAY: return typed_date(typed, arena);
	case VALUE_COUNT:
	case VALUE_YUAN: return typed_number(typed, arena);
	case VALUE_TEXT:
	case VALUE_CHOICE: break;
	}
	return typed_text(typed, arena);
}

static size_t choices_count(const struct choice *choices)
{
	size_t n = 0;
	while (choices != NULL && choices[n].code != NULL) n++;
	return n;
}

static void add_option(struct view_option *options, size_t *n, const char *code, const char *label,
		       const char *value)
{
	options[(*n)++] = (struct view_option){code, label, strcmp(code, value) == 0};
}

static void set_options(struct view_field *field, const struct column *column, const char *value,
			struct arena *arena)
{
	size_t n = choices_count(column->choices), used = 0;
	struct view_option *options = arena_array(arena, n + 1, sizeof *options);
	bool choice = column->type == VALUE_CHOICE;
	field->is_radios = choice && n <= RADIOS_MAX && column->required;
	field->is_select = choice && !field->is_radios;
	field->is_line = !choice;
	if (field->is_select)
		add_option(options, &used, "", column->required ? "请选择" : "（空）", value);
	for (size_t i = 0; i < n; i++)
		add_option(options, &used, column->choices[i].code,
			   desk_value_text(column, column->choices[i].code, arena), value);
	if (!choice) field->suggestions = arena_printf(arena, "list-%s", column->name);
	field->options = options;
	field->n_options = used;
}

struct view_field desk_field_of(const struct column *column, const char *value,
				const struct problems *problems, struct arena *arena)
{
	struct view_field field = line(column, column->hint, value, problems);
	if (column->type == VALUE_DAY) {
		field.is_short = true;
		field.inputmode = "numeric";
		if (*column->hint == '\0') field.hint = "例如 2024-12-31，也可以写成 20241231";
	} else if (column->type == VALUE_COUNT || column->type == VALUE_YUAN) {
		field.is_short = true;
		field.inputmode = column->type == VALUE_COUNT ? "numeric" : "decimal";
	} else if (strcmp(column->name, "url") == 0) {
		field.inputmode = "url";
	} else if (column->type == VALUE_TEXT && column->max >= LONG_TEXT) {
		field.is_line = false;
		field.is_text = true;
	}
	if (column->choices != NULL) set_options(&field, column, value, arena);
	return field;
}

struct view_field desk_field_filter(const struct column *column, const char *value,
				    struct arena *arena)
{
	struct view_field field = line(column, NULL, value, NULL);
	size_t n = choices_count(column->choices), used = 0;
	struct view_option *options = arena_array(arena, n + 2, sizeof *options);
	add_option(options, &used, "", "全部", value);
	if (!column->required) add_option(options, &used, "-", "（空）", value);
	for (size_t i = 0; i < n; i++)
		add_option(options, &used, column->choices[i].code,
			   desk_value_text(column, column->choices[i].code, arena), value);
	field.is_line = field.optional_mark = false; /* in a filter all are optional */
	field.is_select = true;
	field.options = options;
	field.n_options = used;
	return field;
}

const char *desk_value_text(const struct column *column, const char *value, struct arena *arena)
{
	if (column->type != VALUE_CHOICE) return value;
	enum outcome outcome;
	const char *label = column_choice_label(column, value), *group = NULL;
	if (strcmp(column->name, "outcome") == 0 && outcome_parse(value, &outcome) &&
	    outcome != OUTCOME_OPEN)
		group = table_row_group(table_row_of(outcome));
	return group == NULL ? label : arena_printf(arena, "%s %s", group, label);
}

const char *desk_value_brief(const struct column *column, const char *value, struct arena *arena)
{
	static const char open[] = "（", close[] = "）";
	const char *text = desk_value_text(column, value, arena), *remark = NULL;
	size_t n = strlen(text);
	if (column->type != VALUE_CHOICE || n < strlen(close) ||
	    strcmp(text + n - strlen(close), close) != 0)
		return text;
	for (const char *at = strstr(text, open); at != NULL; at = strstr(at + 1, open))
		remark = at;
	return remark == NULL || remark == text
		       ? text
		       : arena_text_n(arena, text, (size_t)(remark - text));
}
