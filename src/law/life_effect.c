/* SPDX-License-Identifier: MulanPSL-2.0
 * What a step leaves behind in the case: its day on the clock, and what has happened. */
#include "law/life_rows.h"
#include "law/term.h"

struct taken {
	struct life *life;
	const struct life_step *step;
	const struct calendar *calendar;
};

typedef void effect(const struct taken *taken);

static void nothing(const struct taken *taken UNUSED)
{
}

static void receive(const struct taken *taken)
{
	taken->life->order.channel = (enum channel)taken->step->n;
	taken->life->order.received = taken->step->on;
}

static void confirm(const struct taken *taken)
{
	taken->life->order.confirmed = taken->step->on;
}

static void receive_now(const struct taken *taken)
{
	receive(taken);
	confirm(taken);
}

static void receive_as(const struct taken *taken, enum life_kind kind)
{
	taken->life->kind = kind;
	taken->life->order.received = taken->step->on;
}

static void receive_correction(const struct taken *taken)
{
	receive_as(taken, LIFE_OF_CORRECTION);
}

static void receive_suggestion(const struct taken *taken)
{
	receive_as(taken, LIFE_OF_SUGGESTION);
}

static void receive_complaint(const struct taken *taken)
{
	receive_as(taken, LIFE_OF_COMPLAINT);
}

static void await(const struct taken *taken, int by_default)
{
	taken->life->notice_served = DAY_NONE;
	taken->life->notice_days = taken->step->n > 0 ? taken->step->n : by_default;
}

static void ask_clarification(const struct taken *taken)
{
	await(taken, taken->life->settings->clarify_days);
	/* the first notice is the one Art. 30 gives seven working days for */
	if (taken->life->clarifications == 0) taken->life->order.asked = taken->step->on;
	taken->life->clarifications++;
}

static void notice_served(const struct taken *taken)
{
	taken->life->notice_served = taken->step->on;
}

static void clarified(const struct taken *taken)
{
	if (taken->step->by == LIFE_BY_REQUESTER &&
	    life_caution(LIFE_CAUTION_LATE_CLARIFIED, taken->life, taken->step, taken->calendar))
		taken->life->late_clarified = taken->step->on;
	taken->life->order.clarified = taken->step->on;
	taken->life->facts |= LIFE_NEED_CLARIFIED;
	taken->life->facts &= ~(unsigned)LIFE_NEED_CLARIFY_LAPSED;
}

static void clarify_lapse(const struct taken *taken)
{
	taken->life->facts |= LIFE_NEED_CLARIFY_LAPSED;
}

static void ask_reasons(const struct taken *taken)
{
	await(taken, taken->life->settings->reasons_days);
	taken->life->facts |= LIFE_NEED_REASONS_ASKED;
}

static void take_reasons(const struct taken *taken)
{
	taken->life->reasons_given = true;
}

static void set_delay(const struct taken *taken)
{
	taken->life->order.delay = taken->step->n;
}

static void send(const struct taken *taken, enum life_consult_kind kind)
{
	taken->life->consults[taken->life->n_consults++] =
		(struct life_consult){kind, taken->step->on, DAY_NONE, DAY_NONE, DAY_NONE};
}

static void send_third(const struct taken *taken)
{
	send(taken, LIFE_CONSULT_THIRD);
}

static void send_comaker(const struct taken *taken)
{
	send(taken, LIFE_CONSULT_COMAKER);
}

static void send_organ(const struct taken *taken)
{
	send(taken, LIFE_CONSULT_ORGAN);
}

static struct life_consult *consult_of(const struct taken *taken)
{
	return &taken->life->consults[taken->step->n - 1];
}

static void consult_is_served(const struct taken *taken)
{
	struct life_consult *consult = consult_of(taken);
	int days = life_consult_days(consult->kind);
	day ends;
	consult->served = taken->step->on;
	if (days > 0 && calendar_add_working_days(taken->calendar, consult->served, days, &ends,
						  NULL) == ERR_NONE)
		consult->ends = ends;
}

static void close_consult(const struct taken *taken)
{
	consult_of(taken)->closed = taken->step->on;
}

/* Art. 15: information whose third parties all consented is disclosed. */
static void note_no_consent(const struct taken *taken)
{
	if (consult_of(taken)->kind == LIFE_CONSULT_THIRD)
		taken->life->facts |= LIFE_NEED_THIRD_UNWILLING;
}

static void consult_undelivered(const struct taken *taken)
{
	close_consult(taken);
	note_no_consent(taken);
}

static void consult_refused(const struct taken *taken)
{
	close_consult(taken);
	note_no_consent(taken);
	if (consult_of(taken)->kind == LIFE_CONSULT_THIRD) taken->life->thirds_refused++;
}

/* Days the office let pass after the last day to answer are its own. */
static void consult_silent(const struct taken *taken)
{
	struct life_consult *consult = consult_of(taken);
	note_no_consent(taken);
	consult->closed = consult->ends == DAY_NONE ? taken->step->on : consult->ends;
}

static void approve_extension(const struct taken *taken)
{
	taken->life->extend_approved = taken->step->n;
}

static void extend(const struct taken *taken)
{
	taken->life->order.extend = taken->life->extend_approved;
	taken->life->extend_approved = 0;
}

static void ask_fee(const struct taken *taken)
{
	taken->life->notice_served = DAY_NONE;
	taken->life->notice_days = TERM_PAY;
	taken->life->fee_asked = true;
}

static void paid(const struct taken *taken)
{
	taken->life->order.paid = taken->step->on;
}

static void fee_lapse(const struct taken *taken)
{
	taken->life->facts |= LIFE_NEED_FEE_LAPSED;
}

static void assist(const struct taken *taken)
{
	taken->life->assists++;
	taken->life->assist_last = taken->step->on;
}

static void assist_done(const struct taken *taken)
{
	taken->life->assists--;
}

static void search(const struct taken *taken)
{
	taken->life->facts |= LIFE_NEED_SEARCHED;
}

static void withdraw(const struct taken *taken)
{
	struct life *life = taken->life;
	if (life->state == LIFE_ARRIVED) life->order.confirmed = taken->step->on;
	for (size_t i = 0; i < life->n_consults; i++)
		if (life->consults[i].closed == DAY_NONE)
			life->consults[i].closed = taken->step->on;
	life->facts |= LIFE_NEED_WITHDRAWN;
}

static void draft(const struct taken *taken)
{
	taken->life->drafter = taken->step->person;
	if (taken->life->kind != LIFE_OF_REQUEST)
		taken->life->result = (enum life_result)taken->step->n;
	else
		taken->life->ending = (enum life_ending)taken->step->n;
}

/* A letter that came back is served again; whether the reply was in time is told by the first. */
static void serve(const struct taken *taken)
{
	if (taken->life->served == DAY_NONE) taken->life->served = taken->step->on;
}

static void drop(const struct taken *taken)
{
	/* nothing is decided about what was taken back: it is closed without a letter */
	taken->life->result = LIFE_DROPPED;
	serve(taken);
}

static void publish(const struct taken *taken)
{
	taken->life->published = taken->step->on;
}

static void ask_account(const struct taken *taken)
{
	struct life *life = taken->life;
	life->accounted = taken->step->on;
	life->account_days = taken->step->n > 0 ? taken->step->n : life->settings->account_days;
}

static void take_account(const struct taken *taken)
{
	taken->life->accounted = DAY_NONE;
}

static void tell_third(const struct taken *taken)
{
	taken->life->thirds_told++;
}

static void review_notice(const struct taken *taken)
{
	taken->life->remedies++;
	taken->life->review_noticed = taken->step->on;
	taken->life->review_summary = taken->step->n == 1;
}

static void review_answered(const struct taken *taken)
{
	taken->life->review_noticed = DAY_NONE;
}

static void suit_notice(const struct taken *taken)
{
	taken->life->remedies++;
	taken->life->suit_noticed = taken->step->on;
}

static void suit_answered(const struct taken *taken)
{
	taken->life->suit_noticed = DAY_NONE;
}

/* What is over needs no answer any more; which of two is over shows when both are. */
static void remedy_over(const struct taken *taken)
{
	struct life *life = taken->life;
	life->remedies--;
	if (life->remedies == 0) life->review_noticed = life->suit_noticed = DAY_NONE;
}

static void remake(const struct taken *taken)
{
	struct life *life = taken->life;
	remedy_over(taken);
	life->remade = taken->step->on;
	life->remake_days = taken->step->n;
	life->version++;
	/* whoever is ordered to answer cannot close the case as withdrawn any more */
	life->facts &= ~(unsigned)LIFE_NEED_WITHDRAWN;
	if (life->served == DAY_NONE) return; /* ordered to answer at all */
	life->previous = life->ending;
	life->ending = LIFE_ENDING_NONE;
	life->result = 0;
	life->served = DAY_NONE;
}

static const struct {
	effect *happens;
	const char *words;
} effects[] = {
#define EFFECT(name, function, words) {function, words},
	LIFE_EFFECT_TABLE(EFFECT)
#undef EFFECT
};

void life_effect(int at, struct life *life, const struct life_step *step,
		 const struct calendar *calendar)
{
	effects[at].happens(&(struct taken){life, step, calendar});
}

const char *life_effect_words(int at)
{
	return effects[at].words;
}
