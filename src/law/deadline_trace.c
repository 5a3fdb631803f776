/* SPDX-License-Identifier: MulanPSL-2.0
 * Why a due date is the day it is, in words a citizen understands. */
#include "law/deadline_trace.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "law/force.h"
#include "law/term.h"

enum { MAX_SENTENCE = 8192 };

static const char *const week_words[] = {"星期一", "星期二", "星期三", "星期四",
					 "星期五", "星期六", "星期日"};

static void say_receipt(struct trace *trace, const struct deadline_order *order, day receipt)
{
	struct day_words on = day_words(receipt);
	bool confirmed = order->confirmed != DAY_NONE;
	switch (order->channel) {
	case CHANNEL_COUNTER:
		trace_add(trace, receipt, "reg.31", "%s当面提交申请，提交当天就是收到申请之日。",
			  on.s);
		break;
	case CHANNEL_SIGNED_POST:
		trace_add(trace, receipt, "reg.31",
			  "%s签收邮寄来的申请，签收当天就是收到申请之日。", on.s);
		break;
	default:
		trace_add(trace, receipt, "reg.31",
			  "申请通过%s提交，%s确认，确认当天就是收到申请之日。",
			  channel_label(order->channel), on.s);
	}
	if (order->channel == CHANNEL_PLAIN_POST && order->confirmed > order->received)
		trace_warn(
			trace, receipt, "reg.31",
			"平常信函%s已经收到，应当在当天与申请人确认，实际晚了；收到申请之日仍按确认"
			"之日计算。",
			day_words(order->received).s);
	if (confirmed && !channel_needs_confirmation(order->channel))
		trace_warn(trace, order->confirmed, "reg.31",
			   "这种渠道不需要确认，确认日期不影响收到申请之日。");
}

static void warn_asked_late(struct trace *trace, day asked, int used, day first_due)
{
	struct day_words first = {""};
	if (first_due != DAY_NONE) first = day_words(first_due);
	trace_warn(trace, asked, "reg.30",
		   "补正告知书%s发出，是收到申请后的第%d个工作日，超过了7个工作日%s%s；是否重新起算"
		   "由负责人决定，两个到期日都要留意。",
		   day_words(asked).s, used,
		   first_due != DAY_NONE ? "，按最初收到申请计算的到期日是" : "", first.s);
}

static void say_clarification(struct trace *trace, const struct calendar *calendar,
			      const struct deadline_order *order, const struct deadline *deadline)
{
	if (order->asked != DAY_NONE) {
		int used = 0;
		bool known = calendar_working_days(calendar, deadline->receipt, order->asked, &used,
						   NULL) == ERR_NONE;
		if (known && used > TERM_CLARIFY)
			warn_asked_late(trace, order->asked, used, deadline->first_due);
		else
			trace_add(trace, order->asked, "reg.30",
				  "%s一次性告知申请人需要补正的内容。", day_words(order->asked).s);
	}
	if (order->clarified == DAY_NONE) return;
	if (deadline->first_due != DAY_NONE)
		trace_add(
			trace, order->clarified, "reg.30",
			"%s收到补正后的申请，答复期限从这一天重新起算；按最初收到申请计算，到期日是"
			"%s。",
			day_words(order->clarified).s, day_words(deadline->first_due).s);
	else
		trace_add(trace, order->clarified, "reg.30",
			  "%s收到补正后的申请，答复期限从这一天重新起算。",
			  day_words(order->clarified).s);
}

void trace_start(struct trace *trace, const struct calendar *calendar,
		 const struct deadline_order *order, const struct deadline *deadline)
{
	if (trace == NULL) return;
	say_receipt(trace, order, deadline->receipt);
	say_clarification(trace, calendar, order, deadline);
	if (order->paid != DAY_NONE) {
		trace_add(trace, order->paid, "fee.6",
			  "%s申请人缴清信息处理费，答复期限从缴清之日重新起算。",
			  day_words(order->paid).s);
		if (!law_in_force(LAW_FEE_2021, order->paid))
			trace_warn(trace, order->paid, "fee.6",
				   "信息处理费自2021年1月1日起才可以收取，请核对缴费日期。");
	}
	trace_add(trace, deadline->start, "civil.201",
		  "%s是起算日，当天不计算，从第二天开始数工作日。", day_words(deadline->start).s);
}

/* The article the period itself rests on. */
static const char *period_rule(const struct deadline_order *order, bool old)
{
	if (order->delay > 0) return "reg.35";
	return old ? "reg2007.24" : "reg.33";
}

void trace_period(struct trace *trace, const struct deadline_order *order,
		  const struct deadline *deadline, bool old)
{
	if (trace == NULL) return;
	struct day_words due = day_words(deadline->due);
	const char *rule = period_rule(order, old);
	if (order->delay > 0)
		trace_add(trace, deadline->due, rule,
			  "申请数量、频次明显超过合理范围而理由合理，另行确定的延迟答复期限为%"
			  "d个工作日"
			  "，到%s。",
			  order->delay, due.s);
	else
		trace_add(trace, deadline->due, rule, "%s%s起%d个工作日内答复，到%s。",
			  old ? "2019年5月15日前收到的申请适用修订前的条例，应当自"
			      : "不能当场答复的，应当自",
			  deadline->start == deadline->receipt ? "收到申请之日" : "重新起算之日",
			  deadline->period, due.s);
	if (order->delay > 0 && old)
		trace_warn(trace, deadline->due, "reg.35",
			   "延迟答复的规定自2019年5月15日起施行，这件申请在此之前收到，请核对。");
}

void trace_extension(struct trace *trace, const struct deadline_order *order,
		     const struct deadline *deadline, bool old)
{
	if (trace == NULL || order->extend == 0) return;
	trace_add(trace, deadline->due, old ? "reg2007.24" : "reg.33",
		  "经政府信息公开工作机构负责人同意并告知申请人，延长%d个工作日，到%s。",
		  order->extend, day_words(deadline->due).s);
	if (order->delay > 0)
		trace_warn(trace, deadline->due, "reg.35",
			   "已经另行确定了延迟答复的期限，一般不再按第三十三条延期，请核对。");
}

void trace_consultation(struct trace *trace, const struct calendar *calendar,
			const struct consultation_step *step, bool old)
{
	if (trace == NULL) return;
	const struct consultation *consult = &step->consult;
	const char *rule = old ? "reg2007.24" : "reg.33";
	struct day_words from = day_words(consult->from), to = day_words(consult->to);
	if (consult->from > step->due_before)
		trace_add(trace, step->due, rule,
			  "%s才开始征求意见，已经在到期日%s之后，不影响期限。", from.s,
			  day_words(step->due_before).s);
	else if (step->left_out == 0)
		trace_add(
			trace, step->due, rule,
			"%s发出征求意见、%s收到意见，其间没有需要另外扣除的工作日，到期日仍是%s。",
			from.s, to.s, day_words(step->due).s);
	else
		trace_add(trace, step->due, rule,
			  "%s发出征求意见、%s收到意见，其间%d个工作日不计算在期限内（发出当天照算，"
			  "与前面重叠的只扣一次），到期日顺延到%s。",
			  from.s, to.s, step->left_out, day_words(step->due).s);
	if (old) return; /* the old text gave the third party no period */
	int used = 0;
	bool known = calendar_working_days(calendar, consult->from, consult->to, &used, NULL) ==
		     ERR_NONE;
	if (known && used > TERM_OPINION)
		trace_warn(trace, consult->to, "reg.32",
			   "这次征求意见用了%"
			   "d个工作日；第三方应当自收到征求意见书之日起15个工作日内提出"
			   "意见，逾期不提出的由行政机关决定。所用时间照实扣除。",
			   used);
}

/* "5月1日" or "5月1日至5日" for the run of days from..to of one name and kind. */
static void say_run(struct buf *out, day from, day to, const struct calendar_day *of)
{
	int year, month, of_month;
	day_split(from, &year, &month, &of_month);
	buf_puts(out, out->n == 0 ? "" : "；");
	if (of->working) buf_puts(out, "调休上班的");
	buf_printf(out, "%d月%d日", month, of_month);
	if (to > from) {
		day_split(to, &year, &month, &of_month);
		buf_printf(out, "至%d月%d日", month, of_month);
	}
	buf_printf(out, of->working ? "（%s）照常计算" : "%s放假不计算", of->name);
}

static bool same_run(const struct calendar_day *a, const struct calendar_day *b)
{
	if (a->name == NULL || b->name == NULL) return a->name == b->name;
	return a->working == b->working && a->local == b->local && strcmp(a->name, b->name) == 0;
}

/* The named days of (from, to], which lies within one year, told in one step; the agency's own
 * days off in another. */
static void say_year(struct trace *trace, const struct calendar *calendar, day from, day to,
		     bool local)
{
	struct buf text;
	buf_init(&text, MAX_SENTENCE);
	struct calendar_day of = {.name = NULL}, next;
	for (day d = from + 1, run = d; d <= to; d++) {
		BUG_IF(calendar_look(calendar, d, &next, NULL) != ERR_NONE);
		if (!same_run(&of, &next)) run = d;
		of = next;
		bool ends = true;
		if (d < to) {
			BUG_IF(calendar_look(calendar, d + 1, &next, NULL) != ERR_NONE);
			ends = !same_run(&of, &next);
		}
		if (ends && of.name != NULL && of.local == local) say_run(&text, run, d, &of);
	}
	char rule[24];
	snprintf(rule, sizeof rule, local ? "cal.local" : "cal.%d", day_year(to));
	if (text.n > 0)
		trace_add(trace, to, rule, "%d年%s：%s。", day_year(to),
			  local ? "本机关所在地方的放假安排" : "的放假安排", buf_text(&text));
	buf_release(&text);
}

void trace_end(struct trace *trace, const struct calendar *calendar,
	       const struct deadline_order *order, const struct deadline *deadline, bool old)
{
	if (trace == NULL) return;
	for (int year = day_year(deadline->start); year <= day_year(deadline->due); year++) {
		day from = deadline->start, to = deadline->due;
		if (from < day_year_start(year)) from = day_year_start(year) - 1;
		if (to > day_year_end(year)) to = day_year_end(year);
		say_year(trace, calendar, from, to, false);
		say_year(trace, calendar, from, to, true);
	}
	if (deadline->provisional) {
		char rule[24];
		snprintf(rule, sizeof rule, "cal.%d", day_year(deadline->due));
		trace_add(trace, deadline->due, rule,
			  "%d年的放假安排还没有公布，暂按法定节假日推算；公布以后要重新计算。",
			  day_year(deadline->due));
	}
	trace_add(trace, deadline->due, period_rule(order, old), "最迟应当在%s（%s）答复。",
		  day_words(deadline->due).s, week_words[day_of_week(deadline->due)]);
}
