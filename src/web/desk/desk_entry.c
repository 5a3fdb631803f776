/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_entry.h"

#include <string.h>

#include "base/escape.h"
#include "office/matter.h"

bool desk_register(struct desk *desk, const struct register_facts **ret_facts)
{
	*ret_facts = register_find(desk->request->params[0]);
	if (*ret_facts == NULL) desk_missing(desk);
	return *ret_facts != NULL;
}

bool desk_entry_id(struct desk *desk, const struct register_facts **ret_facts, int64_t *ret_id)
{
	if (!desk_register(desk, ret_facts)) return false;
	if (http_number(desk->request->params[1], ret_id)) return true;
	desk_missing(desk);
	return false;
}

static const struct form_choice struck_choices[] = {
	{"", "有效"}, {"with", "有效和已作废"}, {"only", "已作废"}, {NULL, NULL}};
static const struct form_field filter_fields[] = {
	[FILTER_TEXT] = {"q", "关键词", FORM_LINE, .plain = true},
	[FILTER_FROM] = {"from", "从", FORM_DAY, .plain = true},
	[FILTER_TO] = {"to", "到", FORM_DAY, .plain = true},
	[FILTER_STRUCK] = {"struck", "状态", FORM_SELECT, .choices = struck_choices, .plain = true},
};

struct entry_filter desk_filter(const struct desk *desk, const struct register_facts *facts,
				struct form *ret_form)
{
	const struct request *request = desk->request;
	FORM_INIT(ret_form, filter_fields, desk->arena);
	bool good = form_read(ret_form, request);
	struct entry_filter filter = {
		.from = form_day(ret_form, FILTER_FROM),
		.to = form_day(ret_form, FILTER_TO),
		.text = ret_form->values[FILTER_TEXT],
		.cursor = request_query(request, "page"),
	};
	if (good && filter.from == DAY_NONE && filter.to == DAY_NONE && desk->year != 0) {
		filter.from = day_year_start(desk->year);
		filter.to = day_year_end(desk->year);
	}
	if (filter.from != DAY_NONE && filter.to != DAY_NONE && filter.from > filter.to)
		form_wrong(ret_form, FILTER_TO, "“到”早于“从”，这一段里不会有记录");
	const char *struck = ret_form->values[FILTER_STRUCK];
	filter.struck = strcmp(struck, "with") == 0   ? STRUCK_WITH
			: strcmp(struck, "only") == 0 ? STRUCK_ONLY
						      : STRUCK_WITHOUT;
	for (size_t i = 0; i < facts->n_filters; i++)
		filter.choices[i] = request_query(request, facts->columns[facts->filters[i]].name);
	return filter;
}

static void add_asked(struct buf *buf, const struct request *request, const char *name)
{
	const char *value = request_query(request, name);
	if (*value == '\0') return;
	buf_printf(buf, "&%s=", name);
	escape_url(buf, value);
}

const char *desk_filter_query(const struct desk *desk, const struct register_facts *facts)
{
	static const char *const names[] = {"q", "from", "to", "struck"};
	struct buf buf;
	buf_init(&buf, 16384);
	for (size_t i = 0; i < COUNT_OF(names); i++) add_asked(&buf, desk->request, names[i]);
	for (size_t i = 0; i < facts->n_filters; i++)
		add_asked(&buf, desk->request, facts->columns[facts->filters[i]].name);
	const char *text = buf_ok(&buf) ? arena_text(desk->arena, buf_text(&buf)) : "";
	buf_release(&buf);
	return text;
}

bool desk_takes_in(const struct register_facts *facts)
{
	enum matter_kind kind;
	return matter_of_register(facts->id, &kind) && kind != MATTER_REQUEST;
}

const char *desk_add_href(const struct register_facts *facts, struct arena *arena)
{
	enum matter_kind kind;
	if (desk_takes_in(facts) && matter_of_register(facts->id, &kind))
		return ARENA_JOIN(arena, "/beside/new?of=", matter_kind_code(kind));
	return ARENA_JOIN(arena, "/registers/", facts->name, "/new");
}

bool desk_may_add(const struct desk *desk, const struct register_facts *facts)
{
	return desk_may(desk, desk_takes_in(facts) ? PERMIT_MATTER_FILE : PERMIT_ENTRY_ADD);
}

struct desk_summary desk_entry_summary(const struct register_facts *facts,
				       const struct entry *entry, struct arena *arena)
{
	struct desk_fact *rows = arena_array(arena, facts->n_columns, sizeof *rows);
	for (size_t i = 0; i < facts->n_columns; i++)
		rows[i] = (struct desk_fact){
			facts->columns[i].label,
			desk_value_text(&facts->columns[i], entry->values[i], arena)};
	return (struct desk_summary){rows, facts->n_columns};
}

const char *desk_entry_title(const struct register_facts *facts, const struct entry *entry)
{
	const char *title = entry->values[facts->title];
	return *title != '\0' ? title : facts->label;
}

bool desk_register_personal(const struct register_facts *facts)
{
	for (size_t i = 0; i < facts->n_columns; i++)
		if (facts->columns[i].personal) return true;
	return false;
}

void desk_register_trail(struct desk *desk, const struct register_facts *facts)
{
	desk_trail(desk, desk_href(desk, "/registers"), "台账");
	const char *path = arena_printf(desk->arena, "/registers/%s", facts->name);
	desk_trail(desk, desk_href(desk, path), facts->label);
}
