/* SPDX-License-Identifier: MulanPSL-2.0
 * What was accepted stands: steps that were written down are read again although calendar, settings
 * or guards have changed since. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "law/life.h"

enum { ALL_ROLES = (1 << LIFE_ROLE__MAX) - 1, CLERK = 7 };

static struct arena arena;
static const struct calendar *calendar;
static struct life_settings settings;
static struct life life;

static int group_setup(void **state)
{
	(void)state;
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int group_teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static int setup(void **state)
{
	(void)state;
	settings = LIFE_SETTINGS_DEFAULT;
	life_init(&life, &settings);
	return 0;
}

static struct life_step step_on(enum life_event event, const char *on, int n)
{
	struct life_step step = {.event = event, .by = ALL_ROLES, .person = CLERK, .n = n};
	assert_true(day_parse(on, &step.on));
	return step;
}

static const struct life_row *keep(enum life_event event, const char *on, int n)
{
	struct life_step step = step_on(event, on, n);
	return life_keep(&life, &step, calendar);
}

static bool take(enum life_event event, const char *on, int n)
{
	struct life_step step = step_on(event, on, n);
	struct life_words words;
	return life_take(&life, &step, calendar, &words) != NULL;
}

static void taken(enum life_event event, const char *on, int n)
{
	if (!take(event, on, n)) fail_msg("%s on %s is refused", life_event_code(event), on);
}

static void handled(void)
{
	taken(LIFE_EVENT_ARRIVE, "2024-06-11", CHANNEL_COUNTER);
	taken(LIFE_EVENT_REGISTER, "2024-06-12", 0);
}

/* The period was over by the settings of the day. */
static void a_lapse_stands_when_the_usual_period_grows(void **state)
{
	(void)state;
	handled();
	taken(LIFE_EVENT_ASK_CLARIFICATION, "2024-06-13", 0);
	taken(LIFE_EVENT_NOTICE_SERVED, "2024-06-13", 0);
	settings.clarify_days = 60;
	life.notice_days = 60;
	assert_false(take(LIFE_EVENT_LAPSE_CLARIFICATION, "2024-07-01", 0));
	assert_non_null(keep(LIFE_EVENT_LAPSE_CLARIFICATION, "2024-07-01", 0));
	assert_int_equal(life.state, LIFE_HANDLING);
}

/* By the row that would be refused for the least: with another letter open the case still waits. */
static void silence_stands_and_others_are_waited_for(void **state)
{
	(void)state;
	handled();
	taken(LIFE_EVENT_CONSULT_THIRD, "2024-06-13", 0);
	taken(LIFE_EVENT_CONSULT_THIRD, "2024-06-13", 0);
	taken(LIFE_EVENT_CONSULT_SERVED, "2024-06-14", 1);
	taken(LIFE_EVENT_CONSULT_SERVED, "2024-06-14", 2);
	assert_false(take(LIFE_EVENT_SILENT, "2024-06-20", 1));
	assert_non_null(keep(LIFE_EVENT_SILENT, "2024-06-20", 1));
	assert_int_equal(life.state, LIFE_CONSULTING);
	assert_non_null(keep(LIFE_EVENT_SILENT, "2024-06-20", 2));
	assert_int_equal(life.state, LIFE_HANDLING);
}

/* A guard that came later: five days of Art. 35 in place of twenty. */
static void a_rule_made_later_leaves_it_alone(void **state)
{
	(void)state;
	handled();
	taken(LIFE_EVENT_ASK_REASONS, "2024-06-13", 0);
	taken(LIFE_EVENT_REASONS_GIVEN, "2024-06-17", 0);
	assert_false(take(LIFE_EVENT_DELAY, "2024-06-18", 5));
	assert_non_null(keep(LIFE_EVENT_DELAY, "2024-06-18", 5));
	assert_int_equal(life.order.delay, 5);
}

/* What an effect cannot work with is refused all the same, whatever is written in the row. */
static void what_names_nothing_is_not_kept(void **state)
{
	static const int wrong[] = {-1, 0, 2, 1000};
	(void)state;
	assert_null(keep(LIFE_EVENT_ARRIVE, "2024-06-11", CHANNEL__MAX));
	assert_null(keep(LIFE_EVENT_REGISTER, "2024-06-11", 0));
	handled();
	assert_null(keep(LIFE_EVENT_DRAFT, "2024-06-13", LIFE_ENDING__MAX));
	taken(LIFE_EVENT_CONSULT_ORGAN, "2024-06-13", 0);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_null(keep(LIFE_EVENT_AGREED, "2024-06-14", wrong[i]));
		assert_null(keep(LIFE_EVENT_SILENT, "2024-06-14", wrong[i]));
	}
	while (life.n_consults < DEADLINE_MAX_CONSULTS)
		taken(LIFE_EVENT_CONSULT_ORGAN, "2024-06-14", 0);
	assert_null(keep(LIFE_EVENT_CONSULT_ORGAN, "2024-06-14", 0));
	assert_int_equal(life.state, LIFE_CONSULTING);
}

static void results_of_another_kind_are_not_kept(void **state)
{
	(void)state;
	taken(LIFE_EVENT_CORRECT_ARRIVE, "2024-06-11", 0);
	assert_null(keep(LIFE_EVENT_CORRECT_DRAFT, "2024-06-12", 99));
	assert_int_equal(life.state, LIFE_CORRECTING);
}

/* Written with the first step, so that no setting of another day changes it. */
static void how_it_was_confirmed_is_kept(void **state)
{
	struct life_step step = step_on(LIFE_EVENT_ARRIVE, "2024-06-11", CHANNEL_ONLINE);
	struct life_words words;
	(void)state;
	for (int setting = 0; setting < 2; setting++) {
		settings.receipt_confirms = setting == 1;
		life_init(&life, &settings);
		step.by = ALL_ROLES | LIFE_CONFIRMED_AT_ONCE;
		assert_non_null(life_take(&life, &step, calendar, &words));
		assert_int_equal(life.state, LIFE_RECEIVED);
		life_init(&life, &settings);
		step.by = ALL_ROLES | LIFE_CONFIRMED_BY_CLERK;
		assert_non_null(life_take(&life, &step, calendar, &words));
		assert_int_equal(life.state, LIFE_ARRIVED);
		life_init(&life, &settings);
		step.by = ALL_ROLES;
		assert_non_null(life_take(&life, &step, calendar, &words));
		assert_int_equal(life.state, setting == 1 ? LIFE_RECEIVED : LIFE_ARRIVED);
	}
}

static void only_notices_have_usual_days(void **state)
{
	(void)state;
	settings.clarify_days = 3;
	settings.reasons_days = 4;
	settings.account_days = 5;
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		enum life_event event = (enum life_event)i;
		int wanted = event == LIFE_EVENT_ASK_CLARIFICATION ? 3
			     : event == LIFE_EVENT_ASK_REASONS	   ? 4
			     : event == LIFE_EVENT_COMPLAINT_ASK   ? 5
								   : 0;
		assert_int_equal(life_usual_days(&settings, event), wanted);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, setup)
	const struct CMUnitTest tests[] = {
		TEST(a_lapse_stands_when_the_usual_period_grows),
		TEST(silence_stands_and_others_are_waited_for),
		TEST(a_rule_made_later_leaves_it_alone),
		TEST(what_names_nothing_is_not_kept),
		TEST(results_of_another_kind_are_not_kept),
		TEST(how_it_was_confirmed_is_kept),
		TEST(only_notices_have_usual_days),
	};
	return cmocka_run_group_tests(tests, group_setup, group_teardown);
}
