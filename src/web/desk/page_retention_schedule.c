/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of a schedule: its approval, and a number of months for each class of each group. */
#include <inttypes.h>

#include "web/desk/page_retention.h"

enum {
	SEEN,
	APPROVAL,
	APPROVED,
	FIRST_RULE,
	FIELDS = FIRST_RULE + RETENTION_GROUP__MAX * RETENTION_CLASS__MAX,
	APPROVAL_MOST = 200
};

static size_t field_of(int group, int class)
{
	return (size_t)(FIRST_RULE + group * RETENTION_CLASS__MAX + class);
}

static void form_begin(struct arena *arena, struct form *ret_form)
{
	struct form_field *fields = arena_array(arena, FIELDS, sizeof *fields);
	fields[SEEN] = (struct form_field)FORM_CARRIED("seen");
	fields[APPROVAL] = (struct form_field){.name = "approval",
					       .label = "由谁批准、批准文号",
					       .kind = FORM_LINE,
					       .hint = "例如：平安区档案馆，平档批〔2025〕3号",
					       .required = true,
					       .most = APPROVAL_MOST};
	fields[APPROVED] = (struct form_field){
		.name = "approved", .label = "批准日期", .kind = FORM_DAY, .required = true};
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			fields[field_of(g, c)] = (struct form_field){
				.name = retention_field((enum retention_group)g,
							(enum retention_class)c, arena),
				.label = arena_printf(
					arena, "%s：%s（月）",
					retention_group_label((enum retention_group)g),
					retention_class_label((enum retention_class)c)),
				.hint = g == 0 ? arena_printf(arena, "%s。期限的依据：%s。",
							      retention_class_what(
								      (enum retention_class)c),
							      retention_class_source(
								      (enum retention_class)c))
					       : NULL,
				.kind = FORM_COUNT,
				.least = 1,
				.most = RETENTION_MONTHS_MAX};
	form_init(ret_form, fields, FIELDS, arena);
}

static void show(struct desk *desk, const struct form *form)
{
	struct desk_retention_schedule view = {
		.form = form_view(form, "/retention/schedule", "登记", desk->request->csrf)};
	view.form.cancel_href = "/retention";
	view.form.cancel = "不登记了";
	view.problems = desk_problems(desk, form);
	desk_trail(desk, "/retention", "保管和清除");
	view.frame = desk->frame;
	render_desk_retention_schedule(&desk->reply->body, &view);
}

void page_retention_schedule(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	struct retention_schedule *schedules = NULL;
	struct retention_rules rules;
	size_t n = 0;
	desk_begin(&desk, request, reply, "登记保管期限表");
	enum err err = retention_schedules(desk.office, desk.actor, desk.agency_id, desk.arena,
					   &desk.error, &schedules, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	form_begin(desk.arena, &form);
	form_set(&form, SEEN,
		 arena_printf(desk.arena, "%" PRId64, n == 0 ? 0 : schedules[0].number));
	retention_rules_read(n == 0 ? "" : schedules[0].rules, &rules);
	for (int g = 0; g < RETENTION_GROUP__MAX; g++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			if (rules.months[g][c] != 0)
				form_set(&form, field_of(g, c),
					 arena_printf(desk.arena, "%d", rules.months[g][c]));
	show(&desk, &form);
}

void page_retention_schedule_put(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	struct retention_order order = {0};
	enum err err = ERR_CONTENT;
	desk_begin(&desk, request, reply, "登记保管期限表");
	form_begin(desk.arena, &form);
	if (form_read(&form, request)) {
		order.seen = form_number(&form, SEEN);
		order.approval = form.values[APPROVAL];
		order.approved = arena_text(desk.arena, day_text(form_day(&form, APPROVED)).s);
		for (int g = 0; g < RETENTION_GROUP__MAX; g++)
			for (int c = 0; c < RETENTION_CLASS__MAX; c++)
				order.months[g][c] = form.values[field_of(g, c)];
		err = retention_schedule_put(desk.office, desk.actor, desk.agency_id, &order,
					     desk.arena, &form.problems, &desk.error);
	}
	if (err == ERR_CONFLICT) form_wrong(&form, APPROVAL, "%s", desk.error.message);
	if (err == ERR_NONE)
		desk_done(&desk, "/retention", NOTICE_RETENTION_SCHEDULE, "", 0);
	else if (!form_good(&form))
		show(&desk, &form);
	else
		desk_fail(&desk, err);
}
