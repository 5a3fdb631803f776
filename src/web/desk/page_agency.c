/* SPDX-License-Identifier: MulanPSL-2.0
 * Agencies: the tree, one agency's facts, adding and changing. */
#include "web/desk/page_agency.h"

#include <inttypes.h>
#include <string.h>

#include "law/requester.h"
#include "web/desk/desk_entry.h"

static int depth_of(const struct agency *agencies, size_t n, const struct agency *agency)
{
	int depth = 0;
	for (int64_t up = agency->parent_id; up != 0 && depth < 8;) {
		int64_t next = 0;
		bool found = false;
		for (size_t i = 0; i < n && !found; i++)
			if (agencies[i].id == up) {
				found = true;
				next = agencies[i].parent_id;
			}
		if (!found) break;
		depth++;
		up = next;
	}
	return depth;
}

void page_agencies(struct request *request, struct reply *reply)
{
	static const char *const indents[] = {"", "└ ", "　└ ", "　　└ ", "　　　└ "};
	struct desk desk;
	struct desk_agencies view = {0};
	struct agency *agencies = NULL;
	size_t n = 0;
	desk_begin(&desk, request, reply, "单位");
	enum err err = unit_list(desk.office, desk.actor, desk.arena, &desk.error, &agencies, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct desk_agency_row *rows = arena_array(desk.arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		int depth = depth_of(agencies, n, &agencies[i]);
		size_t step =
			(size_t)depth < COUNT_OF(indents) ? (size_t)depth : COUNT_OF(indents) - 1;
		rows[i] = (struct desk_agency_row){
			.href = arena_printf(desk.arena, "/agencies/%" PRId64, agencies[i].id),
			.name = agencies[i].name,
			.level = agency_level_label(agencies[i].level),
			.depth = depth,
			.indent = indents[step]};
	}
	view.rows = rows;
	view.n_rows = n;
	view.may_write = desk_may(&desk, PERMIT_AGENCY_WRITE);
	view.frame = desk.frame;
	render_desk_agencies(&reply->body, &view);
}

static const char *field_text(const struct agency *agency, size_t i)
{
	const char *text;
	memcpy(&text, (const char *)agency + agency_fields[i].offset, sizeof text);
	return text == NULL ? "" : text;
}

static void field_put(struct agency *agency, size_t i, const char *text)
{
	memcpy((char *)agency + agency_fields[i].offset, &text, sizeof text);
}

static const char *channels_text(unsigned channels, struct arena *arena)
{
	const char *text = "";
	for (int i = 0; i < CHANNEL__MAX; i++)
		if ((channels & 1U << i) != 0)
			text = arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : "、",
					    channel_label((enum channel)i));
	return text;
}

/* False: answered. */
static bool load(struct desk *desk, struct agency *ret_agency)
{
	int64_t id;
	if (!http_number(desk->request->params[0], &id)) {
		desk_missing(desk);
		return false;
	}
	enum err err =
		unit_get(desk->office, desk->actor, id, desk->arena, &desk->error, ret_agency);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

void page_agency(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	desk_begin(&desk, request, reply, "单位");
	if (!load(&desk, &agency)) return;
	struct desk_fact *rows = arena_array(desk.arena, AGENCY_FIELD__MAX + 3, sizeof *rows);
	size_t n = 0;
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++)
		rows[n++] = (struct desk_fact){agency_fields[i].label, field_text(&agency, i)};
	rows[n++] = (struct desk_fact){"层级", agency_level_label(agency.level)};
	rows[n++] =
		(struct desk_fact){"受理政府信息公开申请", agency.receives_requests ? "是" : "否"};
	rows[n++] =
		(struct desk_fact){"接收申请的方式", channels_text(agency.channels, desk.arena)};
	struct desk_agency view = {
		.name = agency.name,
		.edit_href = arena_printf(desk.arena, "/agencies/%" PRId64 "/edit", agency.id),
		.may_write = desk_may(&desk, PERMIT_AGENCY_WRITE),
		.summary = {rows, n}};
	desk_trail(&desk, "/agencies", "单位");
	desk.frame.title = agency.name;
	view.frame = desk.frame;
	render_desk_agency(&reply->body, &view);
}

static struct view_field level_field(const struct desk *desk, enum agency_level level)
{
	struct view_option *options = arena_array(desk->arena, LEVEL__MAX, sizeof *options);
	for (int i = 0; i < LEVEL__MAX; i++)
		options[i] = (struct view_option){agency_level_code((enum agency_level)i),
						  agency_level_label((enum agency_level)i),
						  (enum agency_level)i == level};
	struct view_field field = desk_field_line("level", "层级", NULL, "", NULL);
	field.is_line = field.optional_mark = false;
	field.is_select = true;
	field.options = options;
	field.n_options = LEVEL__MAX;
	return field;
}

static struct view_field channels_field(const struct desk *desk, const struct agency *agency)
{
	struct view_option *options = arena_array(desk->arena, CHANNEL__MAX + 1, sizeof *options);
	for (int i = 0; i < CHANNEL__MAX; i++)
		options[i] = (struct view_option){channel_code((enum channel)i),
						  channel_label((enum channel)i),
						  (agency->channels & 1U << i) != 0};
	options[CHANNEL__MAX] = (struct view_option){"receives", "本单位受理政府信息公开申请",
						     agency->receives_requests};
	struct view_field field = desk_field_line(
		"channels", "接收申请的方式",
		"当面和邮寄任何时候都不能拒收；其他方式在指南里公布后才对本单位生效。", "", NULL);
	field.is_line = field.optional_mark = false;
	field.is_checks = true;
	field.options = options;
	field.n_options = CHANNEL__MAX + 1;
	return field;
}

static void show_form(struct desk *desk, const struct agency *agency, bool fresh,
		      const char *reason, const struct problems *problems)
{
	struct view_field *fields = arena_array(desk->arena, AGENCY_FIELD__MAX + 4, sizeof *fields);
	size_t n = 0;
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) {
		const struct agency_field *facts = &agency_fields[i];
		fields[n] = desk_field_line(facts->name, facts->label,
					    *facts->hint == '\0' ? NULL : facts->hint,
					    field_text(agency, i), problems);
		fields[n++].optional_mark = !facts->required;
	}
	fields[n++] = level_field(desk, agency->level);
	fields[n++] = channels_field(desk, agency);
	if (!fresh) fields[n++] = desk_field_reason("修改的原因", NULL, reason, problems);
	const char *back =
		fresh ? "/agencies" : arena_printf(desk->arena, "/agencies/%" PRId64, agency->id);
	struct desk_agency_form view = {
		.heading = fresh ? "新增下级单位" : "修改单位资料",
		.action = fresh ? "/agencies/new" : arena_printf(desk->arena, "%s/edit", back),
		.button = fresh ? "新增" : "保存",
		.cancel_href = back,
		.version = agency->version,
		.fresh = fresh,
		.fields = fields,
		.n_fields = n};
	if (problems != NULL && problems->count > 0) {
		view.problems = desk_problems_of(problems, desk->arena);
		desk_form_failed(desk);
	}
	desk_trail(desk, "/agencies", "单位");
	desk->frame.title = view.heading;
	view.frame = desk->frame;
	render_desk_agency_form(&desk->reply->body, &view);
}

/* What the form said, over what the agency was. */
static void read_form(const struct request *request, struct agency *agency)
{
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++)
		field_put(agency, i, request_form(request, agency_fields[i].name));
	(void)agency_level_parse(request_form(request, "level"), &agency->level);
	agency->channels = 0;
	agency->receives_requests = false;
	for (size_t i = 0; i < request->n_form_fields; i++) {
		enum channel channel;
		const struct field *field = &request->form_fields[i];
		if (strcmp(field->name, "channels") != 0) continue;
		if (strcmp(field->value, "receives") == 0) agency->receives_requests = true;
		if (channel_parse(field->value, &channel)) agency->channels |= 1U << channel;
	}
}

void page_agency_edit(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	desk_begin(&desk, request, reply, "单位");
	if (load(&desk, &agency)) show_form(&desk, &agency, false, "", NULL);
}

void page_agency_save(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	struct problems problems;
	desk_begin(&desk, request, reply, "单位");
	if (!load(&desk, &agency)) return;
	problems_init(&problems, desk.arena);
	const char *reason = request_form(request, "reason");
	read_form(request, &agency);
	int64_t version;
	if (http_number(request_form(request, "version"), &version)) agency.version = version;
	if (*reason == '\0') problem_add(&problems, "reason", "请写明修改的原因。");
	enum err err = problems.count > 0 ? ERR_CONTENT
					  : unit_edit(desk.office, desk.actor, &agency, reason,
						      &problems, &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, arena_printf(desk.arena, "/agencies/%" PRId64, agency.id),
			  NOTICE_AGENCY, "", 0);
	else if (err == ERR_CONTENT)
		show_form(&desk, &agency, false, reason, &problems);
	else
		desk_fail(&desk, err);
}

void page_agency_new(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency = {.level = LEVEL_DEPARTMENT,
				.receives_requests = true,
				.channels = 1U << CHANNEL_COUNTER | 1U << CHANNEL_SIGNED_POST |
					    1U << CHANNEL_PLAIN_POST};
	desk_begin(&desk, request, reply, "单位");
	show_form(&desk, &agency, true, "", NULL);
}

void page_agency_add(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency = {.level = LEVEL_DEPARTMENT};
	struct problems problems;
	int64_t id;
	desk_begin(&desk, request, reply, "单位");
	problems_init(&problems, desk.arena);
	read_form(request, &agency);
	agency.parent_id = desk.agency_id;
	enum err err = unit_add(desk.office, desk.actor, &agency, &problems, &desk.error, &id);
	if (err == ERR_CONFLICT) problem_add(&problems, "name", "%s", desk.error.message);
	if (err == ERR_NONE)
		desk_done(&desk, arena_printf(desk.arena, "/agencies/%" PRId64, id),
			  NOTICE_AGENCY_ADDED, "", 0);
	else if (err == ERR_CONTENT || err == ERR_CONFLICT)
		show_form(&desk, &agency, true, "", &problems);
	else
		desk_fail(&desk, err);
}
