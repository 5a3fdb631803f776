/* SPDX-License-Identifier: MulanPSL-2.0
 * The duties of a case, a function for each group of them; the reply's day is deadline_compute's.
 */
#include "law/life_duty.h"

#include "law/life_rows.h"
#include "law/term.h"

enum { ANSWER_REVIEW = 10, ANSWER_SUMMARY = 5, ANSWER_SUIT = 15 };

static const struct {
	const char *code, *label;
	enum life_turn_of whose;
} facts[] = {
#define DUTY(name, code, label, whose) [LIFE_DUTY_##name] = {code, label, LIFE_TURN_##whose},
	LIFE_DUTY_TABLE(DUTY)
#undef DUTY
};

const char *life_duty_code(enum life_duty_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(facts));
	return facts[kind].code;
}

const char *life_duty_label(enum life_duty_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(facts));
	return facts[kind].label;
}

enum life_turn_of life_duty_whose(enum life_duty_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(facts));
	return facts[kind].whose;
}

bool life_duty_answers(enum life_duty_kind kind)
{
	return kind == LIFE_DUTY_REPLY || kind == LIFE_DUTY_CORRECT || kind == LIFE_DUTY_SUGGEST ||
	       kind == LIFE_DUTY_COMPLAIN || kind == LIFE_DUTY_REMAKE;
}

/* The work in hand. The first error is kept and ends it; the functions below are then idle. */
struct work {
	const struct life *life;
	day today;
	const struct calendar *calendar;
	struct arena *arena;
	struct life_duties *duties;
	struct error *error;
	enum err err;
};

static bool in(const struct life *life, unsigned states)
{
	return (states & 1U << life->state) != 0;
}

#define IN(state) (1U << LIFE_##state)

/* Opens a duty at its place by day; the trace is the caller's to fill. */
static struct trace *owe(struct work *work, enum life_duty_kind kind, day due, size_t consult)
{
	struct life_duties *duties = work->duties;
	size_t at = duties->n++;
	for (; at > 0 && duties->rows[at - 1].due > due; at--)
		duties->rows[at] = duties->rows[at - 1];
	duties->rows[at] = (struct life_duty){.kind = kind, .due = due, .consult = consult};
	trace_init(&duties->rows[at].trace, work->arena);
	return &duties->rows[at].trace;
}

/* A duty `days` working days from the day after `from`; text ends with the sentence's "N个工作日".
 */
static void owe_in(struct work *work, enum life_duty_kind kind, day from, int days,
		   const char *rule, const char *text)
{
	day due;
	if (work->err != ERR_NONE) return;
	work->err = calendar_add_working_days(work->calendar, from, days, &due, work->error);
	if (work->err != ERR_NONE) return;
	trace_add(owe(work, kind, due, 0), due, rule, "%s：自%s的次日起%d个工作日，至%s。", text,
		  day_words(from).s, days, day_words(due).s);
}

static void owe_now(struct work *work, enum life_duty_kind kind, size_t consult, const char *rule,
		    const char *text)
{
	trace_add(owe(work, kind, DAY_NONE, consult), DAY_NONE, rule, "%s", text);
}

/* A period of calendar days ends on the next working day when its last day is off (民法典 203). */
static void owe_in_days(struct work *work, enum life_duty_kind kind, day from, int days,
			const char *rule, const char *text)
{
	day due;
	if (work->err != ERR_NONE) return;
	work->err =
		calendar_add_working_days(work->calendar, from + days - 1, 1, &due, work->error);
	if (work->err != ERR_NONE) return;
	struct trace *trace = owe(work, kind, due, 0);
	trace_add(trace, from + days, rule, "%s：自%s的次日起%d日，至%s。", text, day_words(from).s,
		  days, day_words(from + days).s);
	if (due != from + days)
		trace_add(trace, due, "civil.203", "最后一日是休息日，顺延至%s。",
			  day_words(due).s);
}

static day receipt(const struct life *life)
{
	return receipt_day(life->order.channel, life->order.received, life->order.confirmed);
}

/* Art. 31: a plain letter is confirmed on the day it came, the other channels by the setting. */
static void intake(struct work *work)
{
	const struct life *life = work->life;
	const struct deadline_order *order = &life->order;
	if (in(life, IN(ARRIVED)) && order->channel == CHANNEL_PLAIN_POST)
		trace_add(owe(work, LIFE_DUTY_CONFIRM, order->received, 0), order->received,
			  "reg.31", "平常信函应当在收到的当日与申请人确认：%s。",
			  day_words(order->received).s);
	else if (in(life, IN(ARRIVED)))
		owe_in(work, LIFE_DUTY_CONFIRM, order->received, life->settings->confirm_days,
		       "reg.31", "以双方确认之日为收到之日，应当尽快确认");
	if (in(life, IN(RECEIVED)))
		owe_in(work, LIFE_DUTY_REGISTER, receipt(life), life->settings->register_days,
		       "reg.45", "登记并出具回执");
	if (in(life, IN(COMPLAINED)))
		owe_in(work, LIFE_DUTY_COMPLAINT_REGISTER, order->received,
		       life->settings->register_days, "reg.51", "登记投诉举报");
}

/* Shown in the seven working days alone: afterwards it is nothing the office still owes. */
static void clarification(struct work *work)
{
	const struct life *life = work->life;
	if (!in(life, IN(HANDLING)) || life->clarifications > 0 || life->version > 0) return;
	day last;
	work->err = calendar_add_working_days(work->calendar, receipt(life), TERM_CLARIFY, &last,
					      work->error);
	if (work->err == ERR_NONE && work->today <= last)
		owe_in(work, LIFE_DUTY_ASK_CLARIFICATION, receipt(life), TERM_CLARIFY, "reg.30",
		       "申请内容不明确的，一次性告知补正");
}

/* What the requester was asked for; the period runs from the day the notice reached him. */
static void notices(struct work *work)
{
	static const struct {
		enum life_state state;
		enum life_duty_kind kind;
		const char *rule, *text;
	} waits[] = {
		{LIFE_CLARIFYING, LIFE_DUTY_CLARIFY, "reg.30", "补正期限"},
		{LIFE_EXPLAINING, LIFE_DUTY_GIVE_REASONS, "reg.35", "说明理由的期限"},
		{LIFE_FEE, LIFE_DUTY_PAY, "fee.6", "缴费期限"},
	};
	const struct life *life = work->life;
	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		if (life->state != waits[i].state) continue;
		if (life->notice_served == DAY_NONE)
			owe_now(work, LIFE_DUTY_PROVE_NOTICE, 0, waits[i].rule,
				"期限自通知送达的次日起算，请登记送达日期。");
		else
			owe_in(work, waits[i].kind, life->notice_served, life->notice_days,
			       waits[i].rule, waits[i].text);
	}
}

/* What the law lets the office do with an answer after the period, until somebody has seen it. */
static void late(struct work *work)
{
	const struct life *life = work->life;
	if (!in(life, IN(HANDLING)) || life->late_clarified == DAY_NONE) return;
	struct trace *trace = owe(work, LIFE_DUTY_SEE_LATE, DAY_NONE, 0);
	trace_add(
		trace, life->late_clarified, "reg.30",
		"补正期限届满以后，申请人于%s提交了补正。有正当理由，或者本机关继续办理的，答复期限"
		"已自收到补正之日重新起算。",
		day_words(life->late_clarified).s);
	trace_add(trace, DAY_NONE, "reg.30",
		  "无正当理由逾期不补正的，视为放弃申请，可以不再处理：作废“收到补正”并写明理由，还"
		  "没有"
		  "认定逾期不补正的再认定。也可以请申请人另行提出新的申请。");
}

static void consultations(struct work *work)
{
	const struct life *life = work->life;
	for (size_t i = 0; i < life->n_consults; i++) {
		const struct life_consult *consult = &life->consults[i];
		if (consult->closed != DAY_NONE) continue;
		const char *rule = life_consult_rule(consult->kind);
		int days = life_consult_days(consult->kind);
		if (days == 0 && consult->served == DAY_NONE) {
			owe_now(work, LIFE_DUTY_OPINION, i + 1, rule,
				life_consult_silence(consult->kind));
			continue;
		}
		if (consult->served == DAY_NONE) {
			owe_now(work, LIFE_DUTY_PROVE_CONSULT, i + 1, rule,
				"15个工作日自对方收到征求意见书的次日起算，请登记送达日期。");
			continue;
		}
		day end = consult->ends;
		struct trace *trace = owe(work, LIFE_DUTY_OPINION, end, i + 1);
		if (end != DAY_NONE)
			trace_add(trace, end, rule, "%s自收到征求意见书的次日起15个工作日，至%s。",
				  life_consult_label(consult->kind), day_words(end).s);
		trace_add(trace, end, rule, "%s", life_consult_silence(consult->kind));
	}
}

enum {
	BEFORE_ISSUE = IN(RECEIVED) | IN(HANDLING) | IN(CLARIFYING) | IN(EXPLAINING) |
		       IN(CONSULTING) | IN(FEE) | IN(WITHDRAWN) | IN(DRAFTED) | IN(REVIEWED) |
		       IN(CHECKED) | IN(APPROVED) | IN(CORRECTING) | IN(CORRECT_DRAFTED) |
		       IN(SUGGESTING) | IN(SUGGEST_DRAFTED) | IN(COMPLAINED) | IN(COMPLAINING) |
		       IN(COMPLAINT_DRAFTED),
};

/* A new reply is due when the decision says; where it names no period, by the setting. */
static void remade(struct work *work, enum life_duty_kind kind)
{
	const struct life *life = work->life;
	if (life->remake_days > 0)
		owe_in_days(work, kind, life->remade, life->remake_days, "review.64",
			    "决定确定的重新答复期限");
	else
		owe_in(work, kind, life->remade, life->settings->remake_days, "review.64",
		       "决定没有写明期限，按设置的期限重新答复");
}

/* The Regulation's clock, with its whole trace; an extension must be told within it. */
static void by_the_clock(struct work *work, enum life_duty_kind kind)
{
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(work->life, work->today, consults);
	struct trace trace;
	struct deadline deadline;
	trace_init(&trace, work->arena);
	work->err = deadline_compute(&order, work->calendar, &trace, &deadline, work->error);
	if (work->err != ERR_NONE) return;
	if (kind == LIFE_DUTY_CLOSE)
		trace_add(&trace, deadline.due, "form.3",
			  "申请人已经撤回，不再答复；在原来的答复期限内结案。");
	*owe(work, kind, deadline.due, 0) = trace;
	if (work->life->extend_approved > 0)
		trace_add(owe(work, LIFE_DUTY_TELL_EXTENSION, deadline.due, 0), deadline.due,
			  "reg.33", "延期已经批准，须在答复期限届满前（%s）告知申请人才生效。",
			  day_words(deadline.due).s);
}

/* The law names no period for what is not a request: that of the settings, and it says so. */
static void by_the_settings(struct work *work, bool serving)
{
	const struct life *life = work->life;
	const struct life_settings *settings = life->settings;
	const struct {
		enum life_duty_kind kind;
		int days;
		const char *rule, *text;
	} own[] = {
		[LIFE_OF_CORRECTION] = {LIFE_DUTY_CORRECT, settings->correction_days, "reg.41",
					"条例没有规定更正的期限，按设置的期限"},
		[LIFE_OF_SUGGESTION] = {LIFE_DUTY_SUGGEST, settings->suggestion_days, "reg.44",
					"条例没有规定审核公开建议的期限，按设置的期限"},
		[LIFE_OF_COMPLAINT] = {LIFE_DUTY_COMPLAIN, settings->complaint_days, "reg.51",
				       "条例没有规定处理投诉举报的期限，按设置的期限"},
	};
	owe_in(work, serving ? LIFE_DUTY_SERVE : own[life->kind].kind, life->order.received,
	       own[life->kind].days, own[life->kind].rule, own[life->kind].text);
}

static void reply(struct work *work)
{
	const struct life *life = work->life;
	bool serving = in(life, IN(ISSUED));
	if (work->err != ERR_NONE || !(serving || in(life, BEFORE_ISSUE))) return;
	if (life->remade != DAY_NONE)
		remade(work, serving ? LIFE_DUTY_SERVE : LIFE_DUTY_REMAKE);
	else if (life->kind != LIFE_OF_REQUEST)
		by_the_settings(work, serving);
	else if (serving)
		by_the_clock(work, LIFE_DUTY_SERVE);
	else if ((life->facts & LIFE_NEED_WITHDRAWN) != 0)
		by_the_clock(work, LIFE_DUTY_CLOSE);
	else
		by_the_clock(work, LIFE_DUTY_REPLY);
}

static void inside(struct work *work)
{
	const struct life *life = work->life;
	if (life->assists > 0 && in(life, BEFORE_ISSUE))
		owe_in(work, LIFE_DUTY_ASSIST, life->assist_last, life->settings->assist_days,
		       "reg.45", "科室协办不停止计算答复期限");
	if (in(life, IN(ISSUED) | IN(SERVED)) && life->thirds_told < life->thirds_refused &&
	    life->ending == LIFE_ENDING_GIVEN)
		owe_now(work, LIFE_DUTY_TELL_THIRD, 0, "reg.32",
			"第三方不同意而决定公开的，应当书面告知第三方决定公开的内容和理由。");
	if (in(life, IN(COMPLAINING) | IN(COMPLAINT_DRAFTED)) && life->accounted != DAY_NONE)
		owe_in(work, LIFE_DUTY_ACCOUNT, life->accounted, life->account_days, "reg.51",
		       "请被投诉机关说明情况不停止计算办理期限");
	if (in(life, IN(PUBLISHING)))
		owe_in(work, LIFE_DUTY_PUBLISH, life->served, life->settings->publish_days,
		       "reg.44",
		       "属于主动公开范围的，应当及时主动公开；条例没有规定天数，按设置的期限");
	if (in(life, IN(SERVED)))
		owe_in(work, LIFE_DUTY_ARCHIVE,
		       life->published == DAY_NONE ? life->served : life->published,
		       life->settings->archive_days, "reg.45", "归档");
}

static void remedies(struct work *work)
{
	const struct life *life = work->life;
	if (life->review_noticed != DAY_NONE && life->review_summary)
		owe_in(work, LIFE_DUTY_ANSWER_REVIEW, life->review_noticed, ANSWER_SUMMARY,
		       "review.54", "适用简易程序的，提出行政复议答复的期限");
	else if (life->review_noticed != DAY_NONE)
		owe_in(work, LIFE_DUTY_ANSWER_REVIEW, life->review_noticed, ANSWER_REVIEW,
		       "review.48", "提出行政复议答复的期限");
	if (life->suit_noticed != DAY_NONE)
		owe_in_days(work, LIFE_DUTY_ANSWER_SUIT, life->suit_noticed, ANSWER_SUIT, "suit.67",
			    "提出答辩状的期限");
}

enum err life_duties(const struct life *life, day today, const struct calendar *calendar,
		     struct arena *arena, struct life_duties *ret_duties, struct error *error)
{
	struct life_duties duties = {0};
	struct work work = {life, today, calendar, arena, &duties, error, ERR_NONE};
	intake(&work);
	clarification(&work);
	notices(&work);
	late(&work);
	consultations(&work);
	reply(&work);
	inside(&work);
	remedies(&work);
	if (work.err == ERR_NONE) *ret_duties = duties;
	return work.err;
}
