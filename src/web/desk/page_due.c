/* SPDX-License-Identifier: MulanPSL-2.0
 * A reckoner: by when must this request be answered, and why that day. Saves nothing. */
#include <string.h>

#include "law/deadline.h"
#include "law/rule.h"
#include "office/holidays.h"
#include "web/desk/page_calendar.h"

enum { CHANNEL, RECEIVED, CONFIRMED, CLARIFIED, PAID };
static const struct form_field fields[] = {
	[CHANNEL] = {"channel", "申请的方式", FORM_SELECT, .plain = true},
	[RECEIVED] = {"received", "收到日期", FORM_DAY,
		      .hint = "当面提交的当天，签收的当天，或者平常信函、邮件、传真到达的当天",
		      .plain = true},
	[CONFIRMED] = {"confirmed", "确认日期", FORM_DAY,
		       .hint = "平常信函、互联网渠道、电子邮件和传真以双方确认之日为收到之日"},
	[CLARIFIED] = {.name = "clarified", .label = "收到补正日期", .kind = FORM_DAY},
	[PAID] = {.name = "paid", .label = "缴纳信息处理费日期", .kind = FORM_DAY},
};

/* The field that the law's name for it means. */
static size_t field_of(const char *name)
{
	for (size_t at = 0; at < COUNT_OF(fields); at++)
		if (strcmp(fields[at].name, name) == 0) return at;
	return RECEIVED;
}

static struct deadline_order order_of(const struct desk *desk, struct form *form)
{
	struct deadline_order order = DEADLINE_ORDER_NONE;
	if (!form_read(form, desk->request)) return order;
	if (!channel_parse(form->values[CHANNEL], &order.channel)) order.channel = CHANNEL_COUNTER;
	order.received = form_day(form, RECEIVED);
	order.confirmed = form_day(form, CONFIRMED);
	order.clarified = form_day(form, CLARIFIED);
	order.paid = form_day(form, PAID);
	const struct deadline_fault *fault = deadline_fault(&order);
	if (fault != NULL) form_wrong(form, field_of(fault->field), "%s", fault->chinese);
	return order;
}

static void fill_trace(const struct desk *desk, const struct trace *trace, struct desk_due *view)
{
	size_t n = 0;
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next) n++;
	struct view_step *steps = arena_array(desk->arena, n, sizeof *steps);
	n = 0;
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next)
		steps[n++] = (struct view_step){
			.at = arena_text(desk->arena, day_text(step->date).s),
			.title = step->text,
			.text = arena_text(desk->arena, rule_words(step->rule).s),
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
	struct form form;
	desk_begin(&desk, request, reply, "期限计算");
	FORM_INIT(&form, fields, desk.arena);
	for (int i = 0; i < CHANNEL__MAX; i++)
		form_offer(&form, CHANNEL, channel_code((enum channel)i),
			   channel_label((enum channel)i));
	if (request->n_query_fields > 0) {
		struct deadline_order order = order_of(&desk, &form);
		if (form_good(&form) && compute(&desk, &order, &view) != ERR_NONE)
			form_wrong(&form, RECEIVED, "这个日期超出了现有日历的年份，无法计算。");
	}
	view.fields = form_fields_view(&form);
	view.n_fields = form.n;
	view.problems = desk_problems(&desk, &form);
	desk_trail(&desk, "/calendar", "工作日历");
	view.frame = desk.frame;
	render_desk_due(&reply->body, &view);
}
