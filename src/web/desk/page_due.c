/* SPDX-License-Identifier: MulanPSL-2.0
 * A reckoner: by when must this request be answered, and why that day. Saves nothing. */
#include <string.h>

#include "law/deadline.h"
#include "office/holidays.h"
#include "web/desk/page_calendar.h"
#include "web/typed.h"

static day day_of(const struct desk *desk, const char *name, const char *label,
		  struct problems *problems)
{
	return typed_day(request_query(desk->request, name), name, label, problems);
}

static struct view_field day_field(const struct desk *desk, const char *name, const char *label,
				   const char *hint, const struct problems *problems)
{
	return desk_field_line(name, label, hint, request_query(desk->request, name), problems);
}

static struct view_field channel_field(const struct desk *desk)
{
	struct view_option *options = arena_array(desk->arena, CHANNEL__MAX, sizeof *options);
	const char *asked = request_query(desk->request, "channel");
	for (int i = 0; i < CHANNEL__MAX; i++) {
		const char *code = channel_code((enum channel)i);
		options[i] = (struct view_option){code, channel_label((enum channel)i),
						  strcmp(code, asked) == 0};
	}
	struct view_field field = desk_field_line("channel", "申请的方式", NULL, "", NULL);
	field.is_line = false;
	field.is_select = true;
	field.optional_mark = false;
	field.options = options;
	field.n_options = CHANNEL__MAX;
	return field;
}

static struct deadline_order order_of(const struct desk *desk, struct problems *problems)
{
	struct deadline_order order = DEADLINE_ORDER_NONE;
	if (!channel_parse(request_query(desk->request, "channel"), &order.channel))
		order.channel = CHANNEL_COUNTER;
	order.received = day_of(desk, "received", "收到日期", problems);
	order.confirmed = day_of(desk, "confirmed", "确认日期", problems);
	order.clarified = day_of(desk, "clarified", "收到补正日期", problems);
	order.paid = day_of(desk, "paid", "缴费日期", problems);
	if (problems->count > 0) return order;
	const struct deadline_fault *fault = deadline_fault(&order);
	if (fault != NULL) problem_add(problems, fault->field, "%s", fault->chinese);
	return order;
}

static void fill_trace(const struct desk *desk, const struct trace *trace, struct desk_due *view)
{
	size_t n = 0;
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next) n++;
	struct view_step *steps = arena_array(desk->arena, n, sizeof *steps);
	n = 0;
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next)
		steps[n++] =
			(struct view_step){.at = arena_text(desk->arena, day_text(step->date).s),
					   .title = step->text,
					   .past = true};
	view->trace = (struct view_steps){steps, n};
}

static enum err compute(struct desk *desk, const struct deadline_order *order,
			struct desk_due *view)
{
	const struct calendar *calendar = NULL;
	struct deadline deadline;
	struct trace trace;
	trace_init(&trace, desk->arena);
	enum err err = holidays_calendar(desk->office, desk->agency_id, desk->arena, &desk->error,
					 &calendar);
	if (err == ERR_NONE)
		err = deadline_compute(order, calendar, &trace, &deadline, &desk->error);
	if (err != ERR_NONE) return err;
	view->computed = true;
	view->provisional = deadline.provisional;
	view->due = arena_text(desk->arena, day_text(deadline.due).s);
	fill_trace(desk, &trace, view);
	return ERR_NONE;
}

void page_due(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_due view = {0};
	struct problems problems;
	desk_begin(&desk, request, reply, "期限计算");
	problems_init(&problems, desk.arena);
	if (request->n_query_fields > 0) {
		struct deadline_order order = order_of(&desk, &problems);
		if (problems.count == 0 && compute(&desk, &order, &view) != ERR_NONE)
			problem_add(&problems, "received",
				    "这个日期超出了现有日历的年份，无法计算。");
	}
	struct view_field *fields = arena_array(desk.arena, 5, sizeof *fields);
	fields[0] = channel_field(&desk);
	fields[1] = day_field(&desk, "received", "收到日期",
			      "当面提交的当天，签收的当天，或者平常信函、邮件、传真到达的当天",
			      &problems);
	fields[1].optional_mark = false;
	fields[2] = day_field(&desk, "confirmed", "确认日期",
			      "平常信函、互联网渠道、电子邮件和传真以双方确认之日为收到之日",
			      &problems);
	fields[3] = day_field(&desk, "clarified", "收到补正日期", NULL, &problems);
	fields[4] = day_field(&desk, "paid", "缴纳信息处理费日期", NULL, &problems);
	view.fields = fields;
	view.n_fields = 5;
	view.problems = desk_problems_of(&problems, desk.arena);
	if (problems.count > 0) desk_form_failed(&desk);
	desk_trail(&desk, "/calendar", "工作日历");
	view.frame = desk.frame;
	render_desk_due(&reply->body, &view);
}
