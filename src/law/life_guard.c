/* SPDX-License-Identifier: MulanPSL-2.0
 * What must hold before a step, and what is warned of: one small sentence of law per function. */
#include "law/force.h"
#include "law/life_rows.h"

struct asked {
	const struct life *life;
	const struct life_step *step;
	const struct calendar *calendar;
};

typedef bool guard(const struct asked *asked);

static bool always(const struct asked *asked UNUSED)
{
	return true;
}

static bool never(const struct asked *asked UNUSED)
{
	return false;
}

static bool between(int n, int least, int most)
{
	return n >= least && n <= most;
}

static bool has(const struct asked *asked, unsigned needs)
{
	return (asked->life->facts & needs) == needs;
}

/* Is the reply still in time? Unknown, as beyond the calendar, is not in time. A period ordered by
 * a decision (复议决定、判决) is not the Regulation's and can be neither prolonged nor begun anew.
 */
static bool in_time(const struct asked *asked)
{
	if (asked->life->remade != DAY_NONE) return false;
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(asked->life, asked->step->on, consults);
	struct deadline deadline;
	return deadline_compute(&order, asked->calendar, NULL, &deadline, NULL) == ERR_NONE &&
	       asked->step->on <= deadline.due;
}

static bool channel_known(const struct asked *asked)
{
	return between(asked->step->n, 0, CHANNEL__MAX - 1);
}

static bool channel_direct(const struct asked *asked)
{
	return channel_known(asked) && !channel_needs_confirmation((enum channel)asked->step->n);
}

static bool confirmed_at_once(const struct asked *asked)
{
	return asked->life->settings->receipt_confirms && asked->step->n == CHANNEL_ONLINE;
}

static bool period_sane(const struct asked *asked)
{
	return between(asked->step->n, 0, DEADLINE_MAX_DELAY);
}

static bool notice_not_served(const struct asked *asked)
{
	return asked->life->notice_served == DAY_NONE;
}

static bool clarify_lapsed(const struct asked *asked)
{
	return has(asked, LIFE_NEED_CLARIFY_LAPSED);
}

static bool wait_over(const struct asked *asked)
{
	const struct life *life = asked->life;
	day end;
	return life->notice_served != DAY_NONE &&
	       calendar_add_working_days(asked->calendar, life->notice_served, life->notice_days,
					 &end, NULL) == ERR_NONE &&
	       asked->step->on > end;
}

static bool reasons_once(const struct asked *asked)
{
	return !has(asked, LIFE_NEED_REASONS_ASKED) && period_sane(asked);
}

static bool prolonged(const struct life *life)
{
	return life->order.extend > 0 || life->extend_approved > 0 || life->order.delay > 0;
}

static bool may_delay(const struct asked *asked)
{
	return asked->life->reasons_given && !prolonged(asked->life) &&
	       between(asked->step->n, 1, DEADLINE_MAX_DELAY) && in_time(asked);
}

static bool consult_room(const struct asked *asked)
{
	return asked->life->n_consults < DEADLINE_MAX_CONSULTS;
}

static const struct life_consult *consult_of(const struct asked *asked)
{
	return &asked->life->consults[asked->step->n - 1];
}

static bool consult_open(const struct asked *asked)
{
	return between(asked->step->n, 1, (int)asked->life->n_consults) &&
	       consult_of(asked)->closed == DAY_NONE;
}

static bool others_open(const struct asked *asked)
{
	int open = 0;
	for (size_t i = 0; i < asked->life->n_consults; i++)
		open += asked->life->consults[i].closed == DAY_NONE;
	return open > 1;
}

static bool consult_more(const struct asked *asked)
{
	return consult_open(asked) && others_open(asked);
}

static bool consult_unserved(const struct asked *asked)
{
	return consult_open(asked) && consult_of(asked)->served == DAY_NONE;
}

static bool unserved_more(const struct asked *asked)
{
	return consult_unserved(asked) && others_open(asked);
}

static bool silent(const struct asked *asked)
{
	if (!consult_open(asked)) return false;
	const struct life_consult *consult = consult_of(asked);
	if (life_consult_days(consult->kind) == 0) return true;
	day end = life_consult_end(consult, asked->calendar);
	return end != DAY_NONE && asked->step->on > end;
}

static bool silent_more(const struct asked *asked)
{
	return silent(asked) && others_open(asked);
}

static bool may_extend(const struct asked *asked)
{
	struct deadline_order order = asked->life->order;
	order.extend = asked->step->n;
	return !prolonged(asked->life) && asked->step->n > 0 && deadline_fault(&order) == NULL &&
	       in_time(asked);
}

static bool may_tell_extension(const struct asked *asked)
{
	return asked->life->extend_approved > 0 && in_time(asked);
}

static bool may_ask_fee(const struct asked *asked)
{
	return !asked->life->fee_asked && law_in_force(LAW_FEE_2021, asked->step->on) &&
	       in_time(asked);
}

static bool assist_open(const struct asked *asked)
{
	return asked->life->assists > 0;
}

static bool is_correction(const struct asked *asked)
{
	return asked->life->correction;
}

static bool is_request(const struct asked *asked)
{
	return !asked->life->correction;
}

static bool ending_fits(const struct asked *asked)
{
	return between(asked->step->n, LIFE_ENDING_NONE + 1, LIFE_ENDING__MAX - 1) &&
	       has(asked, life_ending_facts((enum life_ending)asked->step->n)->needs);
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
	return between(asked->step->n, LIFE_CORRECTED, LIFE_DROPPED);
}

/* Art. 32: only whoever objected is told, and only of what goes out all the same. */
static bool third_untold(const struct life *life)
{
	return life->third_refused && !life->third_told;
}

static bool third_to_tell(const struct asked *asked)
{
	enum life_ending ending = asked->life->ending;
	return third_untold(asked->life) &&
	       (ending == LIFE_ENDING_GIVEN || ending == LIFE_ENDING_PART);
}

/* A part may leave out just what the third party objected to: then nobody need be told. */
static bool third_told(const struct asked *asked)
{
	return !(third_untold(asked->life) && asked->life->ending == LIFE_ENDING_GIVEN);
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
	return asked->life->remedies > 0 && period_sane(asked);
}

static bool remedy_unserved(const struct asked *asked)
{
	return remedy_running(asked) && asked->life->served == DAY_NONE;
}

static bool remedy_of_correction(const struct asked *asked)
{
	return is_correction(asked) && remedy_running(asked);
}

static bool second_clarification(const struct asked *asked)
{
	return asked->life->clarifications > 0;
}

static bool same_again(const struct asked *asked)
{
	return asked->life->version > 0 && asked->life->previous == asked->life->ending;
}

static const struct {
	guard *holds;
	const char *words;
} guards[] =
	{
#define GUARD(name, function, words) {function, words},
		LIFE_GUARD_TABLE(GUARD)
#undef GUARD
},
  cautions[] = {
#define CAUTION(name, function, words) {function, words},
	  LIFE_CAUTION_TABLE(CAUTION)
#undef CAUTION
};

bool life_guard(int at, const struct life *life, const struct life_step *step,
		const struct calendar *calendar)
{
	return guards[at].holds(&(struct asked){life, step, calendar});
}

bool life_caution(int at, const struct life *life, const struct life_step *step,
		  const struct calendar *calendar)
{
	return cautions[at].holds(&(struct asked){life, step, calendar});
}

const char *life_guard_words(int at)
{
	return guards[at].words;
}

const char *life_caution_words(int at)
{
	return cautions[at].words;
}
