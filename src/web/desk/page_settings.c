/* SPDX-License-Identifier: MulanPSL-2.0
 * The installation's settings, each with its bounds; one is saved at a time. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "office/setting.h"
#include "web/desk/desk_entry.h"
#include "web/desk/page_agency.h"

/* failed: the setting whose value was refused, or SETTING__MAX. */
static void show(struct desk *desk, enum setting failed, const char *sentence)
{
	struct desk_settings view = {.may_write = desk_may(desk, PERMIT_SETTING_WRITE)};
	struct desk_setting_row *rows = arena_array(desk->arena, SETTING__MAX, sizeof *rows);
	struct problems problems;
	problems_init(&problems, desk->arena);
	for (int i = 0; i < SETTING__MAX; i++) {
		enum setting setting = (enum setting)i;
		const struct setting_facts *facts = setting_facts(setting);
		if (setting == SETTING_DEMO) continue; /* set once, by init */
		int64_t value = 0;
		enum err err = setting_number(desk->office, 0, setting, &desk->error, &value);
		if (err != ERR_NONE) {
			desk_fail(desk, err);
			return;
		}
		rows[view.n_rows++] =
			(struct desk_setting_row){.name = facts->name,
						  .label = facts->label,
						  .value = value,
						  .least = facts->least,
						  .most = facts->most,
						  .standard = facts->standard,
						  .failed = setting == failed,
						  .error = setting == failed ? sentence : NULL};
		if (setting == failed) problem_add(&problems, facts->name, "%s", sentence);
	}
	view.rows = rows;
	if (problems.count > 0) {
		view.problems = desk_problems_of(&problems, desk->arena);
		desk_form_failed(desk);
	}
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
	enum setting setting;
	int64_t value;
	desk_begin(&desk, request, reply, "设置");
	if (!setting_parse(request_form(request, "setting"), &setting)) {
		desk_missing(&desk);
		return;
	}
	const struct setting_facts *facts = setting_facts(setting);
	const char *typed = desk_normalise(VALUE_COUNT, request_form(request, "value"), desk.arena);
	const char *sentence =
		arena_printf(desk.arena, "“%s”要填 %" PRId64 " 到 %" PRId64 " 之间的整数。",
			     facts->label, facts->least, facts->most);
	if (!http_number(typed, &value)) {
		show(&desk, setting, sentence);
		return;
	}
	enum err err = setting_change(desk.office, desk.actor, 0, setting, value, &desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, "/settings", NOTICE_SETTING, "", 0);
	else if (err == ERR_USAGE)
		show(&desk, setting, sentence);
	else
		desk_fail(&desk, err);
}
