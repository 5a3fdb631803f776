/* SPDX-License-Identifier: MulanPSL-2.0
 * Finds the row for a step and takes it; the facts of states, events and roles. */
#include "law/life.h"

#include <stdio.h>
#include <string.h>

#include "law/life_rows.h"

const struct life_settings LIFE_SETTINGS_DEFAULT = {
	.receipt_confirms = true,
	.confirm_days = 1,
	.register_days = 1,
	.clarify_days = 10,
	.reasons_days = 10,
	.assist_days = 5,
	.archive_days = 20,
	.correction_days = 20,
	.remake_days = 20,
	.suggestion_days = 20,
	.publish_days = 20,
	.complaint_days = 30,
	.account_days = 10,
};

static const struct {
	const char *code, *label;
	enum life_turn_of turn;
} states[] = {
#define STATE(name, code, label, turn) [LIFE_##name] = {code, label, LIFE_TURN_##turn},
	LIFE_STATE_TABLE(STATE)
#undef STATE
};

static const struct {
	const char *code, *label;
	enum life_asks asks;
} events[] = {
#define EVENT(name, code, label, asks) [LIFE_EVENT_##name] = {code, label, LIFE_ASKS_##asks},
	LIFE_EVENT_TABLE(EVENT)
#undef EVENT
};

static const struct {
	const char *code, *label;
} roles[] = {
#define ROLE(name, code, label) [LIFE_ROLE_AT_##name] = {code, label},
	LIFE_ROLE_TABLE(ROLE)
#undef ROLE
};

static const struct {
	const char *label, *rule;
	int days;
	const char *silence;
} consults[] = {
#define CONSULT(name, label, rule, days, silence) {label, rule, days, silence},
	LIFE_CONSULT_TABLE(CONSULT)
#undef CONSULT
};

static const char *const proofs[] = {[LIFE_PROOF_NONE] = "",
#define PROOF(name, label) [LIFE_PROOF_##name] = label,
				     LIFE_PROOF_TABLE(PROOF)
#undef PROOF
};

static const struct {
	const char *code, *label;
} results[] = {[LIFE_RESULT_NONE] = {"", ""},
#define RESULT(name, code, label) [LIFE_##name] = {code, label},
	       LIFE_RESULT_TABLE(RESULT)
#undef RESULT
};

const char *life_state_code(enum life_state state)
{
	BUG_IF((size_t)state >= COUNT_OF(states));
	return states[state].code;
}

const char *life_state_label(enum life_state state)
{
	BUG_IF((size_t)state >= COUNT_OF(states));
	return states[state].label;
}

bool life_state_of_request(enum life_state state)
{
	static const enum life_state beside[] = {
		LIFE_CORRECTING, LIFE_CORRECT_DRAFTED, LIFE_SUGGESTING,	 LIFE_SUGGEST_DRAFTED,
		LIFE_PUBLISHING, LIFE_COMPLAINED,      LIFE_COMPLAINING, LIFE_COMPLAINT_DRAFTED};
	for (size_t i = 0; i < COUNT_OF(beside); i++)
		if (beside[i] == state) return false;
	return true;
}

enum life_turn_of life_state_turn(enum life_state state)
{
	BUG_IF((size_t)state >= COUNT_OF(states));
	return states[state].turn;
}

const char *life_event_code(enum life_event event)
{
	BUG_IF((size_t)event >= COUNT_OF(events));
	return events[event].code;
}

const char *life_event_label(enum life_event event)
{
	BUG_IF((size_t)event >= COUNT_OF(events));
	return events[event].label;
}

enum life_asks life_event_asks(enum life_event event)
{
	BUG_IF((size_t)event >= COUNT_OF(events));
	return events[event].asks;
}

bool life_event_parse(const char *label, enum life_event *ret_event)
{
	for (size_t i = 0; i < COUNT_OF(events); i++) {
		if (strcmp(events[i].label, label) != 0) continue;
		*ret_event = (enum life_event)i;
		return true;
	}
	return false;
}

bool life_event_find(const char *code, enum life_event *ret_event)
{
	for (size_t i = 0; i < COUNT_OF(events); i++) {
		if (strcmp(events[i].code, code) != 0) continue;
		*ret_event = (enum life_event)i;
		return true;
	}
	return false;
}

const char *life_role_code(int at)
{
	BUG_IF((size_t)at >= COUNT_OF(roles));
	return roles[at].code;
}

const char *life_role_label(int at)
{
	BUG_IF((size_t)at >= COUNT_OF(roles));
	return roles[at].label;
}

const char *life_consult_label(enum life_consult_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(consults));
	return consults[kind].label;
}

const char *life_consult_rule(enum life_consult_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(consults));
	return consults[kind].rule;
}

int life_consult_days(enum life_consult_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(consults));
	return consults[kind].days;
}

const char *life_consult_silence(enum life_consult_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(consults));
	return consults[kind].silence;
}

const char *life_proof_label(enum life_proof proof)
{
	BUG_IF((size_t)proof >= COUNT_OF(proofs));
	return proofs[proof];
}

bool life_result_of(enum life_kind kind, enum life_result result)
{
	static const struct {
		enum life_result first, last;
	} own[] = {[LIFE_OF_REQUEST] = {LIFE_CORRECTED, LIFE_RESULT_NONE},
		   [LIFE_OF_CORRECTION] = {LIFE_CORRECTED, LIFE_NOT_CORRECTED},
		   [LIFE_OF_SUGGESTION] = {LIFE_ADOPTED, LIFE_NOT_ADOPTED},
		   [LIFE_OF_COMPLAINT] = {LIFE_UPHELD, LIFE_PASSED_ON}};
	BUG_IF((size_t)kind >= COUNT_OF(own));
	return result >= own[kind].first && result <= own[kind].last;
}

bool life_owes_publication(const struct life *life)
{
	bool adopted = life->result == LIFE_ADOPTED || life->result == LIFE_PARTLY_ADOPTED;
	return adopted && life->published == DAY_NONE;
}

const char *life_result_code(enum life_result result)
{
	BUG_IF((size_t)result >= COUNT_OF(results));
	return results[result].code;
}

const char *life_result_label(enum life_result result)
{
	BUG_IF((size_t)result >= COUNT_OF(results));
	return results[result].label;
}

void life_init(struct life *life, const struct life_settings *settings)
{
	memset(life, 0, sizeof *life);
	life->settings = settings;
	life->order = DEADLINE_ORDER_NONE;
	life->last = life->notice_served = life->assist_last = life->served = DAY_NONE;
	life->review_noticed = life->suit_noticed = life->remade = DAY_NONE;
	life->published = life->accounted = life->late_clarified = DAY_NONE;
}

static void PRINTF_LIKE(2, 3) say(struct life_words *words, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(words->s, sizeof words->s, format, args);
	va_end(args);
}

/* "“批准延期答复”须由工作机构负责人办理。" */
static void say_roles(struct life_words *words, const struct life_row *row)
{
	char names[160] = "";
	for (int at = 0; at < LIFE_ROLE__MAX; at++) {
		if ((row->roles & 1U << at) == 0) continue;
		size_t n = strlen(names);
		snprintf(names + n, sizeof names - n, "%s%s", n == 0 ? "" : "或者",
			 roles[at].label);
	}
	say(words, "“%s”须由%s办理。", events[row->event].label, names);
}

/* "现在是“未收件”，不能办理“登记”；须在“已收到待登记”时办理。" The states are named where they are
 * few enough to help. */
static void say_out_of_order(struct life_words *words, enum life_state state, enum life_event event)
{
	enum { FEW = 3 };
	unsigned from = 0;
	for (size_t i = 0; i < life_row_count(); i++)
		if (life_rows[i].event == event) from |= life_rows[i].from;
	char names[160] = "";
	int count = 0;
	for (int at = 0; at < LIFE_STATE__MAX; at++) {
		if ((from & 1U << at) == 0 || ++count > FEW) continue;
		size_t n = strlen(names);
		snprintf(names + n, sizeof names - n, "%s“%s”", n == 0 ? "" : "、",
			 states[at].label);
	}
	if (count <= FEW)
		say(words, "现在是“%s”，不能办理“%s”；须在%s时办理。", states[state].label,
		    events[event].label, names);
	else
		say(words, "现在是“%s”，不能办理“%s”。", states[state].label, events[event].label);
}

static void say_too_early(struct life_words *words, const struct life *life, day on)
{
	day received = life->order.received;
	if (on < received)
		say(words, "日期不能早于收到申请的日期（%s）。", day_words(received).s);
	else
		say(words, "日期不能早于上一步“%s”的日期（%s）。", events[life->latest].label,
		    day_words(life->last).s);
}

const char *life_ending_lacks(const struct life *life, enum life_ending ending)
{
	return life_need_missing(life_ending_facts(ending)->needs & ~life->facts);
}

/* A reply is refused for what it lacks, anything else for what its row asks. */
static const char *why_refused(int guard, const struct life *life, int n)
{
	if (guard != LIFE_GUARD_ENDING_READY) return life_guard_words(guard);
	return life_ending_lacks(life, (enum life_ending)n);
}

const struct life_row *life_ask_so_far(const struct life *life, const struct life_step *step,
				       bool form, const struct calendar *calendar,
				       struct life_words *ret_words)
{
	BUG_IF((size_t)step->event >= COUNT_OF(events) || step->on == DAY_NONE);
	int guard = LIFE_GUARD__MAX;
	for (const struct life_row *row = life_rows; row < life_rows + life_row_count(); row++) {
		if (row->event != step->event || (row->from & 1U << life->state) == 0) continue;
		if ((row->roles & step->by) == 0) {
			say_roles(ret_words, row);
			return NULL;
		}
		if (step->on < life->last) {
			say_too_early(ret_words, life, step->on);
			return NULL;
		}
		guard = life_guard_fails(row, life, step, form, calendar);
		if (guard != LIFE_GUARD__MAX) continue;
		say(ret_words, "%s", life_warning(row, life, step, calendar));
		return row;
	}
	if (guard != LIFE_GUARD__MAX)
		say(ret_words, "%s", why_refused(guard, life, step->n));
	else
		say_out_of_order(ret_words, life->state, step->event);
	return NULL;
}

const struct life_row *life_ask(const struct life *life, const struct life_step *step,
				const struct calendar *calendar, struct life_words *ret_words)
{
	return life_ask_so_far(life, step, true, calendar, ret_words);
}

static const struct life_row *take(struct life *life, const struct life_row *row,
				   const struct life_step *step, const struct calendar *calendar)
{
	if ((step->by & ~(unsigned)LIFE_BY_REQUESTER) != 0) life->late_clarified = DAY_NONE;
	life_effect(row->effect, life, step, calendar);
	if (row->next != LIFE_STATE__MAX) life->state = row->next;
	life->last = step->on;
	life->latest = step->event;
	return row;
}

const struct life_row *life_take(struct life *life, const struct life_step *step,
				 const struct calendar *calendar, struct life_words *ret_words)
{
	const struct life_row *row = life_ask(life, step, calendar, ret_words);
	return row == NULL ? NULL : take(life, row, step, calendar);
}

const struct life_row *life_keep(struct life *life, const struct life_step *step,
				 const struct calendar *calendar)
{
	const struct life_row *best = NULL;
	int least = LIFE_GUARD__MAX;
	for (const struct life_row *row = life_rows; row < life_rows + life_row_count(); row++) {
		if (row->event != step->event || (row->from & 1U << life->state) == 0) continue;
		int refusals = life_guard_refusals(row, life, step, calendar);
		if (refusals >= least) continue;
		best = row;
		least = refusals;
	}
	return best == NULL ? NULL : take(life, best, step, calendar);
}

int life_usual_days(const struct life_settings *settings, enum life_event event)
{
	switch (event) {
	case LIFE_EVENT_ASK_CLARIFICATION: return settings->clarify_days;
	case LIFE_EVENT_ASK_REASONS: return settings->reasons_days;
	case LIFE_EVENT_COMPLAINT_ASK: return settings->account_days;
	default: return 0;
	}
}

const char *life_rule(const struct life *life, const struct life_row *row,
		      const struct life_step *step)
{
	if (events[row->event].asks != LIFE_ASKS_CONSULT) return row->rule;
	return life_consult_rule(life->consults[step->n - 1].kind);
}

const char *life_letter(const struct life *life)
{
	static const char *const beside[] = {[LIFE_OF_CORRECTION] = "R16",
					     [LIFE_OF_SUGGESTION] = "R17",
					     [LIFE_OF_COMPLAINT] = "R18"};
	bool dropped = life->result == LIFE_DROPPED;
	if (life->kind != LIFE_OF_REQUEST)
		return life->result == LIFE_RESULT_NONE || dropped ? "" : beside[life->kind];
	return life->ending == LIFE_ENDING_NONE ? "" : life_ending_facts(life->ending)->letter;
}

struct deadline_order life_order(const struct life *life, day today,
				 struct consultation *ret_consults)
{
	struct deadline_order order = life->order;
	order.consults = ret_consults;
	order.n_consults = life->n_consults;
	for (size_t i = 0; i < life->n_consults; i++) {
		const struct life_consult *consult = &life->consults[i];
		day open_to = today > consult->sent ? today : consult->sent;
		day to = consult->closed == DAY_NONE ? open_to : consult->closed;
		if (consult->ends != DAY_NONE && to > consult->ends) to = consult->ends;
		ret_consults[i].from = consult->sent;
		ret_consults[i].to = to;
	}
	return order;
}
