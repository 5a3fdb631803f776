/* SPDX-License-Identifier: MulanPSL-2.0
 * What must hold on every way through the life of a request, not only on the written ones: random
 * walks by a generator of our own, the same on every run. */
#include "law/life_duty.h"
#include "law/life_rows.h"
#include "unit/help_cmocka.h"

enum {
	ALL_ROLES = (1 << LIFE_ROLE__MAX) - 1,
	WALKS = 1000,
	STEPS = 120,
	NEVER_WAITS = 60,
	OTHER = 9
};

static struct arena arena, scratch;
static const struct calendar *calendar;

static int setup(void **state)
{
	(void)state;
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	return 0;
}

static uint64_t seed = 2019;
static int below(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (uint64_t)n);
}

/* Some step that may be taken on that day; false when there is none in `tries`. */
static bool some_step(const struct life *life, day on, int tries, struct life_step *ret_step)
{
	struct life_words words;
	while (tries-- > 0) {
		struct life_step step = {(enum life_event)below(LIFE_EVENT__MAX), on, ALL_ROLES,
					 below(3), below(LIFE_ENDING__MAX)};
		if (step.event == LIFE_EVENT_REMAKE && below(8) > 0) continue;
		if (life_ask(life, &step, calendar, &words) == NULL) continue;
		*ret_step = step;
		return true;
	}
	return false;
}

static bool due_of(const struct life *life, day today, day *ret_due)
{
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(life, today, consults);
	struct deadline deadline;
	if (deadline_compute(&order, calendar, NULL, &deadline, NULL) != ERR_NONE) return false;
	*ret_due = deadline.due;
	return true;
}

/* Steps only ever give the office more time: the answer to a consultation ends what an open one
 * left out up to today or to its last day, so the day stays. */
static void due_never_earlier(const struct life *before, const struct life *after,
			      const struct life_step *step)
{
	day was, is;
	if (!due_of(before, step->on, &was) || !due_of(after, step->on, &is)) return;
	if (is < was)
		fail_msg("%s on %s: %s before %s", life_event_code(step->event),
			 day_text(step->on).s, day_text(is).s, day_text(was).s);
}

/* A notice to clarify is warned of when it is not the first, or past Art. 30's seven days. */
static bool irregular(const struct life *life, day on)
{
	const struct deadline_order *order = &life->order;
	day last;
	if (life->clarifications > 0) return true;
	assert_int_equal(calendar_add_working_days(
				 calendar,
				 receipt_day(order->channel, order->received, order->confirmed),
				 TERM_CLARIFY, &last, NULL),
			 ERR_NONE);
	return on > last;
}

/* Nobody is ever stuck: from here a decided office reaches the archive by these steps alone,
 * waiting where a period has to pass. */
static void archive_it(struct life *life, day on)
{
	static const enum life_event homewards[] = {
		LIFE_EVENT_ARRIVE,
		LIFE_EVENT_CONFIRM,
		LIFE_EVENT_REGISTER,
		LIFE_EVENT_NOTICE_SERVED,
		LIFE_EVENT_CLARIFIED,
		LIFE_EVENT_REASONS_GIVEN,
		LIFE_EVENT_PAID,
		LIFE_EVENT_CONSULT_SERVED,
		LIFE_EVENT_SILENT,
		LIFE_EVENT_COMPLAINT_REGISTER,
		LIFE_EVENT_COMPLAINT_ACCOUNT,
		LIFE_EVENT_SUGGEST_DRAFT,
		LIFE_EVENT_COMPLAINT_DRAFT,
		LIFE_EVENT_DRAFT,
		LIFE_EVENT_CORRECT_DRAFT,
		LIFE_EVENT_REVIEW,
		LIFE_EVENT_CHECK,
		LIFE_EVENT_APPROVE,
		LIFE_EVENT_ISSUE,
		LIFE_EVENT_TELL_THIRD,
		LIFE_EVENT_SERVE,
		LIFE_EVENT_PUBLISHED,
		LIFE_EVENT_ARCHIVE,
	};
	struct life_words words;
	for (int patience = 0; life->state != LIFE_ARCHIVED; patience++, on++) {
		if (patience == NEVER_WAITS) fail_msg("stuck in %s", life_state_code(life->state));
		for (size_t i = 0; i < COUNT_OF(homewards); i++)
			for (int n = 0; n <= DEADLINE_MAX_CONSULTS; n++) {
				/* by somebody who drafted nothing on the way */
				struct life_step step = {homewards[i], on, ALL_ROLES, OTHER, n};
				if (homewards[i] == LIFE_EVENT_DRAFT ||
				    life_event_asks(homewards[i]) == LIFE_ASKS_RESULT)
					step.person = 0;
				(void)life_take(life, &step, calendar, &words);
			}
	}
}

static bool named(enum life_event event, enum life_state state)
{
	for (size_t i = 0; i < life_row_count(); i++)
		if (life_rows[i].event == event && (life_rows[i].from & 1U << state) != 0)
			return true;
	return false;
}

static bool put_first[LIFE_EVENT__MAX];

/* What a page puts first can be pressed there, and where it is the office's turn there is one. */
static void one_step_is_first(const struct life *life, const struct life_duties *duties, day today)
{
	bool any = false;
	for (size_t i = 0; i < duties->n; i++) {
		enum life_event event = life_duty_step(life, &duties->rows[i], today);
		if (event == LIFE_EVENT__MAX) continue;
		if (!named(event, life->state))
			fail_msg("%s in %s", life_event_code(event), life_state_code(life->state));
		any = put_first[event] = true;
	}
	if (life_state_turn(life->state) == LIFE_TURN_OFFICE && !any)
		fail_msg("nothing first in %s", life_state_code(life->state));
}

static void walk(void)
{
	struct life life;
	struct life_words words;
	struct life_duties duties;
	struct error error;
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	day on = day_year_start(2020) + below(365 * 4);
	for (int i = 0; i < STEPS; i++) {
		struct life_step step;
		if (below(3) == 0) on += below(6);
		if (!some_step(&life, on, 2000, &step)) break;
		struct life before = life;
		assert_non_null(life_take(&life, &step, calendar, &words));
		if (step.event == LIFE_EVENT_ASK_CLARIFICATION)
			assert_int_equal(words.s[0] != '\0', irregular(&before, step.on));
		due_never_earlier(&before, &life, &step);
		assert_true(life.order.extend <= DEADLINE_MAX_EXTENSION);
		assert_true(life.order.extend == 0 || life.order.delay == 0);
		if (life_duties(&life, on, calendar, &scratch, &duties, &error) != ERR_NONE)
			fail_msg("%s", error.message);
		/* somebody owes something until the archive, and only then nobody */
		assert_true(duties.n > 0 || life.state == LIFE_ARCHIVED);
		if (life.state == LIFE_ARCHIVED) assert_true(duties.n <= 2);
		if (life.state == LIFE_SERVED) assert_true(life.served != DAY_NONE);
		one_step_is_first(&life, &duties, on);
	}
	archive_it(&life, on);
	arena_reset(&scratch);
}

static void walks_end_in_the_archive(void **state)
{
	(void)state;
	for (int i = 0; i < WALKS; i++) walk();
	/* each of the ways was gone */
	static const enum life_event first[] = {
		LIFE_EVENT_CONFIRM,	    LIFE_EVENT_REGISTER,
		LIFE_EVENT_NOTICE_SERVED,   LIFE_EVENT_CONSULT_SERVED,
		LIFE_EVENT_DRAFT,	    LIFE_EVENT_REVIEW,
		LIFE_EVENT_CHECK,	    LIFE_EVENT_APPROVE,
		LIFE_EVENT_ISSUE,	    LIFE_EVENT_SERVE,
		LIFE_EVENT_ARCHIVE,	    LIFE_EVENT_CORRECT_DRAFT,
		LIFE_EVENT_SUGGEST_DRAFT,   LIFE_EVENT_COMPLAINT_REGISTER,
		LIFE_EVENT_COMPLAINT_DRAFT, LIFE_EVENT_ASSIST_DONE,
		LIFE_EVENT_REVIEW_ANSWERED, LIFE_EVENT_SUIT_ANSWERED,
		LIFE_EVENT_EXTEND_TOLD,
	};
	for (size_t i = 0; i < COUNT_OF(first); i++)
		if (!put_first[first[i]]) fail_msg("never %s", life_event_code(first[i]));
}

/* The other side's period is its own to the last day; only then does the office act. */
static void waits_until_the_period_is_over(void **state)
{
	(void)state;
	static const struct {
		enum life_state state;
		enum life_duty_kind duty;
		enum life_event event;
	} waits[] = {
		{LIFE_CLARIFYING, LIFE_DUTY_CLARIFY, LIFE_EVENT_LAPSE_CLARIFICATION},
		{LIFE_EXPLAINING, LIFE_DUTY_GIVE_REASONS, LIFE_EVENT_LAPSE_REASONS},
		{LIFE_FEE, LIFE_DUTY_PAY, LIFE_EVENT_LAPSE_FEE},
		{LIFE_CONSULTING, LIFE_DUTY_OPINION, LIFE_EVENT_SILENT},
	};
	day today = day_year_start(2026);
	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		struct life life = {.state = waits[i].state};
		struct life_duty duty = {.kind = waits[i].duty, .due = today};
		assert_int_equal(life_duty_step(&life, &duty, today), LIFE_EVENT__MAX);
		assert_int_equal(life_duty_step(&life, &duty, today + 1), waits[i].event);
		duty.due = DAY_NONE; /* nobody knows when it ends */
		assert_int_equal(life_duty_step(&life, &duty, today + 1), LIFE_EVENT__MAX);
		duty.kind = LIFE_DUTY_REPLY; /* what was asked for has to come first */
		assert_int_equal(life_duty_step(&life, &duty, today), LIFE_EVENT__MAX);
	}
	struct life life = {.state = LIFE_ARCHIVED};
	struct life_duty duty = {.kind = LIFE_DUTY_CONFIRM, .due = today};
	assert_int_equal(life_duty_step(&life, &duty, today), LIFE_EVENT__MAX);
}

/* A refused step leaves the case as it was, to the last byte. */
static void refusals_change_nothing(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct life life;
		struct life_words words;
		life_init(&life, &LIFE_SETTINGS_DEFAULT);
		life.state = (enum life_state)below(LIFE_STATE__MAX);
		life.order.received = life.last = day_year_start(2024) + below(300);
		struct life before = life;
		struct life_step step = {(enum life_event)below(LIFE_EVENT__MAX),
					 life.last + below(40) - 3, 1U << below(LIFE_ROLE__MAX), 0,
					 below(30) - 2};
		if (life_take(&life, &step, calendar, &words) != NULL) continue;
		assert_memory_equal(&life, &before, sizeof life);
		assert_true(words.s[0] != '\0');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walks_end_in_the_archive),
		cmocka_unit_test(waits_until_the_period_is_over),
		cmocka_unit_test(refusals_change_nothing),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
