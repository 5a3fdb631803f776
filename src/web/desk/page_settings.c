/* SPDX-License-Identifier: MulanPSL-2.0
 * The installation's settings, each with its bounds; one is saved at a time. */
#include <inttypes.h>

#include "office/setting.h"
#include "web/desk/page_agency.h"

/* Each setting is a form of its own: which, and its value. */
enum { WHICH, VALUE, FIELDS };

static void form_of(enum setting setting, struct arena *arena, struct form *ret_form)
{
	const struct setting_facts *facts = setting_facts(setting);
	struct form_field *fields = arena_array(arena, FIELDS, sizeof *fields);
	fields[WHICH] = (struct form_field)FORM_CARRIED("setting");
	fields[VALUE] = (struct form_field){
		.name = "value",
		.label = facts->label,
		.kind = FORM_COUNT,
		.hint = arena_printf(arena, "%" PRId64 " 到 %" PRId64 "，默认 %" PRId64,
				     facts->least, facts->most, facts->standard),
		.required = true,
		.least = facts->least,
		.most = facts->most};
	form_init(ret_form, fields, FIELDS, arena);
	ret_form->id = facts->name;
	form_set(ret_form, WHICH, facts->name);
}

/* failed: the form that was refused, of that setting; or SETTING__MAX. */
static void show(struct desk *desk, enum setting failed, const struct form *refused)
{
	struct desk_settings view = {.may_write = desk_may(desk, PERMIT_SETTING_WRITE)};
	struct desk_setting_row *rows = arena_array(desk->arena, SETTING__MAX, sizeof *rows);
	for (int i = 0; i < SETTING__MAX; i++) {
		enum setting setting = (enum setting)i;
		const struct setting_facts *facts = setting_facts(setting);
		struct form form;
		int64_t value = 0;
		if (setting == SETTING_DEMO) continue; /* set once, by init */
		enum err err = setting_number(desk->office, 0, setting, &desk->error, &value);
		if (err != ERR_NONE) {
			desk_fail(desk, err);
			return;
		}
		form_of(setting, desk->arena, &form);
		form_set(&form, VALUE, arena_printf(desk->arena, "%" PRId64, value));
		struct desk_setting_row *row = &rows[view.n_rows++];
		row->label = facts->label;
		row->hint = form.fields[VALUE].hint;
		row->value = value;
		row->form = form_view(setting == failed ? refused : &form, "/settings", "保存",
				      desk->request->csrf);
		row->form.button_class = "second";
	}
	view.rows = rows;
	if (failed != SETTING__MAX) view.problems = desk_problems(desk, refused);
	view.frame = desk->frame;
	render_desk_settings(&desk->reply->body, &view);
}

void page_settings(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "设置");
	show(&desk, SETTING__MAX, NULL);
}

void page_setting_save(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	enum setting setting;
	desk_begin(&desk, request, reply, "设置");
	if (!setting_parse(request_form(request, "setting"), &setting)) {
		desk_missing(&desk);
		return;
	}
	form_of(setting, desk.arena, &form);
	if (!form_read(&form, request)) {
		show(&desk, setting, &form);
		return;
	}
	enum err err = setting_change(desk.office, desk.actor, 0, setting,
				      form_number(&form, VALUE), &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, "/settings", NOTICE_SETTING, "", 0);
	else
		desk_fail(&desk, err);
}
