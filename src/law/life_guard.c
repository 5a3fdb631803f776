/* SPDX-License-Identifier: MulanPSL-2.0
 * What must hold before a step, and what is warned of: one small sentence of law per function. */
#include "law/force.h"
#include "law/life_rows.h"
#include "law/term.h"

struct asked {
	const struct life *life;
	const struct life_step *step;
	const struct calendar *calendar;
};

typedef bool guard(const struct asked *asked);

static bool between(int n, int least, int most)
{
	return n >= least && n <= most;
}

static bool has(const struct asked *asked, unsigned needs)
{
	return (asked->life->facts & needs) == needs;
}

static bool not_remade(const struct asked *asked)
{
	return asked->life->remade == DAY_NONE;
}

static day due(const struct asked *asked)
{
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(asked->life, asked->step->on, consults);
	struct deadline deadline;
	if (deadline_compute(&order, asked->calendar, NULL, &deadline, NULL) != ERR_NONE)
		return DAY_NONE;
	return deadline.due;
}

static bool due_known(const struct asked *asked)
{
	return due(asked) != DAY_NONE;
}

static bool in_time(const struct asked *asked)
{
	return asked->step->on <= due(asked);
}

static bool channel_known(const struct asked *asked)
{
	return between(asked->step->n, 0, CHANNEL__MAX - 1);
}

static bool channel_direct(const struct asked *asked)
{
	return !channel_needs_confirmation((enum channel)asked->step->n);
}

static bool confirmed_at_once(const struct asked *asked)
{
	unsigned then = asked->step->by & (LIFE_CONFIRMED_AT_ONCE | LIFE_CONFIRMED_BY_CLERK);
	if (asked->step->n != CHANNEL_ONLINE) return false;
	return then == 0 ? asked->life->settings->receipt_confirms : then == LIFE_CONFIRMED_AT_ONCE;
}

static bool period_sane(const struct asked *asked)
{
	return between(asked->step->n, 0, DEADLINE_MAX_DELAY);
}

static bool notice_not_served(const struct asked *asked)
{
	return asked->life->notice_served == DAY_NONE;
}

/* Art. 30: by the seventh working day after the receipt; a second notice is warned of as such. */
static bool asked_late(const struct asked *asked)
{
	const struct deadline_order *order = &asked->life->order;
	day last;
	return calendar_add_working_days(
		       asked->calendar,
		       receipt_day(order->channel, order->received, order->confirmed), TERM_CLARIFY,
		       &last, NULL) == ERR_NONE &&
	       asked->step->on > last;
}

/* A late notice restarts the clock against Art. 30: the head answers for it. */
static bool head_decides(const struct asked *asked)
{
	return asked->life->clarifications > 0 || !asked_late(asked) ||
	       (asked->step->by & LIFE_BY_HEAD) != 0;
}

static bool clarify_lapsed(const struct asked *asked)
{
	return has(asked, LIFE_NEED_CLARIFY_LAPSED);
}

static bool late_unseen(const struct asked *asked)
{
	return asked->life->late_clarified != DAY_NONE;
}

static bool notice_served(const struct asked *asked)
{
	return !notice_not_served(asked);
}

/* The last day of the notice's period; DAY_NONE without proof of service or calendar. */
static day wait_end(const struct asked *asked)
{
	const struct life *life = asked->life;
	day end;
	if (life->notice_served == DAY_NONE ||
	    calendar_add_working_days(asked->calendar, life->notice_served, life->notice_days, &end,
				      NULL) != ERR_NONE)
		return DAY_NONE;
	return end;
}

static bool wait_known(const struct asked *asked)
{
	return wait_end(asked) != DAY_NONE;
}

static bool wait_over(const struct asked *asked)
{
	return asked->step->on > wait_end(asked);
}

static bool wait_past(const struct asked *asked)
{
	return wait_known(asked) && wait_over(asked);
}

static bool reasons_new(const struct asked *asked)
{
	return !has(asked, LIFE_NEED_REASONS_ASKED);
}

static bool reasons_given(const struct asked *asked)
{
	return asked->life->reasons_given;
}

/* In 待说明理由 and 待缴费 the period goes on: neither Art. 35 nor the notice to pay stops it. */
static bool clock_runs(const struct asked *asked)
{
	return asked->life->state != LIFE_CLARIFYING;
}

static bool not_extended(const struct asked *asked)
{
	return asked->life->order.extend == 0 && asked->life->extend_approved == 0;
}

static bool not_delayed(const struct asked *asked)
{
	return asked->life->order.delay == 0;
}

static bool delay_sane(const struct asked *asked)
{
	return between(asked->step->n, TERM_REPLY + 1, DEADLINE_MAX_DELAY);
}

static bool consult_room(const struct asked *asked)
{
	return asked->life->n_consults < DEADLINE_MAX_CONSULTS;
}

static const struct life_consult *consult_of(const struct asked *asked)
{
	return &asked->life->consults[asked->step->n - 1];
}

static bool consult_known(const struct asked *asked)
{
	return between(asked->step->n, 1, (int)asked->life->n_consults);
}

static bool consult_open(const struct asked *asked)
{
	return consult_of(asked)->closed == DAY_NONE;
}

static bool others_open(const struct asked *asked)
{
	int open = 0;
	for (size_t i = 0; i < asked->life->n_consults; i++)
		open += asked->life->consults[i].closed == DAY_NONE;
	return open > 1;
}

static bool consult_unserved(const struct asked *asked)
{
	return consult_of(asked)->served == DAY_NONE;
}

static bool consult_bound(const struct asked *asked)
{
	return life_consult_days(consult_of(asked)->kind) > 0;
}

static bool consult_served(const struct asked *asked)
{
	return !consult_bound(asked) || !consult_unserved(asked);
}

static bool consult_end_known(const struct asked *asked)
{
	return !consult_bound(asked) || consult_of(asked)->ends != DAY_NONE;
}

static bool consult_over(const struct asked *asked)
{
	return !consult_bound(asked) || asked->step->on > consult_of(asked)->ends;
}

static bool extend_said(const struct asked *asked)
{
	return asked->step->n > 0;
}

static bool extend_sane(const struct asked *asked)
{
	return asked->step->n <= DEADLINE_MAX_EXTENSION;
}

static bool extend_lawful(const struct asked *asked)
{
	struct deadline_order order = asked->life->order;
	order.extend = asked->step->n;
	return deadline_fault(&order) == NULL;
}

static bool extend_approved(const struct asked *asked)
{
	return asked->life->extend_approved > 0;
}

static bool fee_new(const struct asked *asked)
{
	return !asked->life->fee_asked;
}

static bool fee_asked(const struct asked *asked)
{
	return !fee_new(asked);
}

static bool fee_in_force(const struct asked *asked)
{
	return law_in_force(LAW_FEE_2021, asked->step->on);
}

static bool assist_open(const struct asked *asked)
{
	return asked->life->assists > 0;
}

static bool is_correction(const struct asked *asked)
{
	return asked->life->kind == LIFE_OF_CORRECTION;
}

static bool is_suggestion(const struct asked *asked)
{
	return asked->life->kind == LIFE_OF_SUGGESTION;
}

static bool is_complaint(const struct asked *asked)
{
	return asked->life->kind == LIFE_OF_COMPLAINT;
}

static bool owes_publication(const struct asked *asked)
{
	return life_owes_publication(asked->life);
}

static bool account_new(const struct asked *asked)
{
	return asked->life->accounted == DAY_NONE;
}

static bool account_open(const struct asked *asked)
{
	return !account_new(asked);
}

static bool is_request(const struct asked *asked)
{
	return asked->life->kind == LIFE_OF_REQUEST;
}

static bool ending_known(const struct asked *asked)
{
	return between(asked->step->n, LIFE_ENDING_NONE + 1, LIFE_ENDING__MAX - 1);
}

static bool ending_ready(const struct asked *asked)
{
	return has(asked, life_ending_facts((enum life_ending)asked->step->n)->needs);
}

static bool ending_withdrawn(const struct asked *asked)
{
	return asked->step->n == LIFE_ENDING_WITHDRAWN;
}

static bool was_withdrawn(const struct asked *asked)
{
	return has(asked, LIFE_NEED_WITHDRAWN);
}

static bool other_person(const struct asked *asked)
{
	return asked->step->person != asked->life->drafter;
}

static bool proof_known(const struct asked *asked)
{
	return between(asked->step->n, LIFE_PROOF_NONE + 1, LIFE_PROOF__MAX - 1);
}

static bool result_known(const struct asked *asked)
{
	return life_result_of(asked->life->kind, (enum life_result)asked->step->n);
}

/* Art. 32: only whoever objected is told, and only of what goes out all the same. */
static bool third_refused(const struct asked *asked)
{
	return asked->life->thirds_refused > 0;
}

static bool third_untold(const struct asked *asked)
{
	return asked->life->thirds_told < asked->life->thirds_refused;
}

static bool third_given(const struct asked *asked)
{
	enum life_ending ending = asked->life->ending;
	return ending == LIFE_ENDING_GIVEN || ending == LIFE_ENDING_PART;
}

/* A part may leave out just what the third party objected to: then nobody need be told. */
static bool third_told(const struct asked *asked)
{
	return !third_untold(asked) || asked->life->ending != LIFE_ENDING_GIVEN;
}

static bool review_new(const struct asked *asked)
{
	return asked->life->review_noticed == DAY_NONE;
}

static bool review_open(const struct asked *asked)
{
	return !review_new(asked);
}

static bool suit_new(const struct asked *asked)
{
	return asked->life->suit_noticed == DAY_NONE;
}

static bool suit_open(const struct asked *asked)
{
	return !suit_new(asked);
}

static bool remedy_running(const struct asked *asked)
{
	return asked->life->remedies > 0;
}

static bool reply_unserved(const struct asked *asked)
{
	return asked->life->served == DAY_NONE;
}

static bool second_clarification(const struct asked *asked)
{
	return asked->life->clarifications > 0;
}

static bool same_again(const struct asked *asked)
{
	return asked->life->version > 0 && asked->life->previous == asked->life->ending;
}

enum looks { STEP, CASE };

static const struct {
	enum looks looks;
	guard *holds;
	const char *words;
} guards[] = {
#define GUARD(name, looks, function, words) {looks, function, words},
	LIFE_GUARD_TABLE(GUARD)
#undef GUARD
};

static const struct {
	guard *holds;
	const char *words;
} cautions[] = {
#define CAUTION(name, function, words) {function, words},
	LIFE_CAUTION_TABLE(CAUTION)
#undef CAUTION
};

int life_guard_fails(const struct life_row *row, const struct life *life,
		     const struct life_step *step, bool form, const struct calendar *calendar)
{
	const struct asked asked = {life, step, calendar};
	for (int at = 0; at < LIFE_GUARD__MAX; at++) {
		if ((row->guards >> at & 1) == 0) continue;
		if (!form && guards[at].looks == STEP) continue;
		if (!guards[at].holds(&asked)) return at;
	}
	return LIFE_GUARD__MAX;
}

/* Those without which an effect would write where nothing is. */
static bool must_hold(int at)
{
	static const int always[] = {LIFE_GUARD_CHANNEL,	 LIFE_GUARD_CONSULT_ROOM,
				     LIFE_GUARD_CONSULT_KNOWN,	 LIFE_GUARD_ENDING,
				     LIFE_GUARD_RESULT,		 LIFE_GUARD_SUGGEST_RESULT,
				     LIFE_GUARD_COMPLAINT_RESULT};
	for (size_t i = 0; i < COUNT_OF(always); i++)
		if (always[i] == at) return true;
	return false;
}

int life_guard_refusals(const struct life_row *row, const struct life *life,
			const struct life_step *step, const struct calendar *calendar)
{
	const struct asked asked = {life, step, calendar};
	int refusals = 0;
	for (int at = 0; at < LIFE_GUARD__MAX; at++) {
		if ((row->guards >> at & 1) == 0 || guards[at].holds(&asked)) continue;
		if (must_hold(at)) return LIFE_GUARD__MAX;
		refusals++;
	}
	return refusals;
}

bool life_caution(int at, const struct life *life, const struct life_step *step,
		  const struct calendar *calendar)
{
	return cautions[at].holds(&(struct asked){life, step, calendar});
}

const char *life_warning(const struct life_row *row, const struct life *life,
			 const struct life_step *step, const struct calendar *calendar)
{
	for (int at = 0; at < LIFE_CAUTION__MAX; at++)
		if ((row->cautions & 1U << at) != 0 && life_caution(at, life, step, calendar))
			return life_caution_words(at);
	return "";
}

const char *life_guard_words(int at)
{
	return guards[at].words;
}

const char *life_caution_words(int at)
{
	return cautions[at].words;
}
