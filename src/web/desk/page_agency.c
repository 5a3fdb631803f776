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

bool agency_load(struct desk *desk, struct agency *ret_agency)
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

void agency_show(struct desk *desk, const struct agency *agency, const struct form *refused)
{
	struct desk_fact *rows = arena_array(desk->arena, AGENCY_FIELD__MAX + 3, sizeof *rows);
	size_t n = 0;
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++)
		rows[n++] = (struct desk_fact){agency_fields[i].label, field_text(agency, i)};
	rows[n++] = (struct desk_fact){"层级", agency_level_label(agency->level)};
	rows[n++] =
		(struct desk_fact){"受理政府信息公开申请", agency->receives_requests ? "是" : "否"};
	rows[n++] =
		(struct desk_fact){"接收申请的方式", channels_text(agency->channels, desk->arena)};
	struct desk_agency view = {
		.name = agency->name,
		.edit_href = arena_printf(desk->arena, "/agencies/%" PRId64 "/edit", agency->id),
		.may_write = desk_may(desk, PERMIT_AGENCY_WRITE),
		.summary = {rows, n}};
	enum err err = agency_authority(desk, agency, refused, &view);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	if (refused != NULL) view.problems = desk_problems(desk, refused);
	desk_trail(desk, "/agencies", "单位");
	desk->frame.title = agency->name;
	view.frame = desk->frame;
	render_desk_agency(&desk->reply->body, &view);
}

void page_agency(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	desk_begin(&desk, request, reply, "单位");
	if (agency_load(&desk, &agency)) agency_show(&desk, &agency, NULL);
}

/* The form: what each agency prints, and then these. A new one asks for no reason. */
enum { LEVEL = AGENCY_FIELD__MAX, CHANNELS, RECEIVES, VERSION, REASON, FORM_FIELDS };
static const struct form_choice receives_choices[] = {{"yes", "本单位受理政府信息公开申请"},
						      {NULL, NULL}};
static const struct form_field own_fields[] = {
	[LEVEL - AGENCY_FIELD__MAX] = {"level", "层级", FORM_SELECT, .required = true},
	[CHANNELS - AGENCY_FIELD__MAX] =
		{"channels", "接收申请的方式", FORM_CHECKS,
		 .hint = "当面和邮寄任何时候都不能拒收；其他方式在指南里公布后才对本单位生效。",
		 .plain = true},
	[RECEIVES - AGENCY_FIELD__MAX] = {"receives", "受理", FORM_CHECKS,
					  .choices = receives_choices, .plain = true},
	[VERSION - AGENCY_FIELD__MAX] = FORM_CARRIED("version"),
	[REASON - AGENCY_FIELD__MAX] = DESK_REASON("修改的原因", NULL),
};

static void agency_form(bool fresh, struct arena *arena, struct form *ret_form)
{
	struct form_field *fields = arena_array(arena, FORM_FIELDS, sizeof *fields);
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++)
		fields[i] = (struct form_field){
			.name = agency_fields[i].name,
			.label = agency_fields[i].label,
			.hint = *agency_fields[i].hint == '\0' ? NULL : agency_fields[i].hint,
			.required = agency_fields[i].required,
			.most = agency_fields[i].max};
	memcpy(&fields[LEVEL], own_fields, sizeof own_fields);
	form_init(ret_form, fields, fresh ? VERSION : FORM_FIELDS, arena);
	for (int i = 0; i < LEVEL__MAX; i++)
		form_offer(ret_form, LEVEL, agency_level_code((enum agency_level)i),
			   agency_level_label((enum agency_level)i));
	for (int i = 0; i < CHANNEL__MAX; i++)
		form_offer(ret_form, CHANNELS, channel_code((enum channel)i),
			   channel_label((enum channel)i));
}

/* Lays the agency into the form … */
static void form_fill(struct form *form, const struct agency *agency, bool fresh)
{
	const char *codes = "";
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) form_set(form, i, field_text(agency, i));
	for (int i = 0; i < CHANNEL__MAX; i++)
		if ((agency->channels & 1U << i) != 0)
			codes = arena_printf(form->arena, "%s%s%s", codes,
					     *codes == '\0' ? "" : ",",
					     channel_code((enum channel)i));
	form_set(form, LEVEL, agency_level_code(agency->level));
	form_set(form, CHANNELS, codes);
	form_set(form, RECEIVES, agency->receives_requests ? "yes" : "");
	if (!fresh) form_set(form, VERSION, arena_printf(form->arena, "%" PRId64, agency->version));
}

/* … and what the form said over what the agency was. */
static void form_take(const struct form *form, struct agency *agency)
{
	for (size_t i = 0; i < AGENCY_FIELD__MAX; i++) field_put(agency, i, form->values[i]);
	(void)agency_level_parse(form->values[LEVEL], &agency->level);
	agency->receives_requests = form_ticked(form, RECEIVES, "yes");
	agency->channels = 0;
	for (int i = 0; i < CHANNEL__MAX; i++)
		if (form_ticked(form, CHANNELS, channel_code((enum channel)i)))
			agency->channels |= 1U << i;
}

/* id 0: a new one. */
static void show_form(struct desk *desk, const struct form *form, int64_t id)
{
	bool fresh = id == 0;
	const char *back =
		fresh ? "/agencies" : arena_printf(desk->arena, "/agencies/%" PRId64, id);
	struct desk_agency_form view = {.heading = fresh ? "新增下级单位" : "修改单位资料",
					.problems = desk_problems(desk, form)};
	view.form =
		form_view(form, arena_printf(desk->arena, "%s/%s", back, fresh ? "new" : "edit"),
			  fresh ? "新增" : "保存", desk->request->csrf);
	view.form.cancel_href = back;
	view.form.cancel = "返回";
	desk_trail(desk, "/agencies", "单位");
	desk->frame.title = view.heading;
	view.frame = desk->frame;
	render_desk_agency_form(&desk->reply->body, &view);
}

void page_agency_edit(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	struct form form;
	desk_begin(&desk, request, reply, "单位");
	if (!agency_load(&desk, &agency)) return;
	agency_form(false, desk.arena, &form);
	form_fill(&form, &agency, false);
	show_form(&desk, &form, agency.id);
}

void page_agency_save(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct agency agency;
	struct form form;
	desk_begin(&desk, request, reply, "单位");
	if (!agency_load(&desk, &agency)) return;
	agency_form(false, desk.arena, &form);
	enum err err = ERR_NONE;
	if (form_read(&form, request)) {
		form_take(&form, &agency);
		agency.version = form_number(&form, VERSION);
		err = unit_edit(desk.office, desk.actor, &agency, form.values[REASON],
				&form.problems, &desk.error);
	}
	if (!form_good(&form))
		show_form(&desk, &form, agency.id);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, arena_printf(desk.arena, "/agencies/%" PRId64, agency.id),
			  NOTICE_AGENCY, "", 0);
}

void page_agency_new(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	const struct agency agency = {.level = LEVEL_DEPARTMENT,
				      .receives_requests = true,
				      .channels = 1U << CHANNEL_COUNTER |
						  1U << CHANNEL_SIGNED_POST |
						  1U << CHANNEL_PLAIN_POST};
	desk_begin(&desk, request, reply, "单位");
	agency_form(true, desk.arena, &form);
	form_fill(&form, &agency, true);
	show_form(&desk, &form, 0);
}

void page_agency_add(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	int64_t id = 0;
	desk_begin(&desk, request, reply, "单位");
	agency_form(true, desk.arena, &form);
	enum err err = ERR_NONE;
	if (form_read(&form, request)) {
		struct agency agency = {.parent_id = desk.agency_id};
		form_take(&form, &agency);
		err = unit_add(desk.office, desk.actor, &agency, &form.problems, &desk.error, &id);
	}
	if (err == ERR_CONFLICT) form_wrong(&form, AGENCY_FIELD_name, "%s", desk.error.message);
	if (!form_good(&form))
		show_form(&desk, &form, 0);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, arena_printf(desk.arena, "/agencies/%" PRId64, id),
			  NOTICE_AGENCY_ADDED, "", 0);
}
