/* SPDX-License-Identifier: MulanPSL-2.0
 * Signing in and out, locks, expiry, own passwords; settings. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <pthread.h>

#include "office/setting.h"
#include "office/signin.h"
#include "unit/help_office.h"

static enum err sign_in(const char *login, const char *password, char token[SIGNIN_TOKEN])
{
	return signin_start(&help.office, login, password, "192.0.2.7", &help.error, token);
}

static enum err who(const char *token, struct actor *actor)
{
	return signin_actor(&help.office, token, "192.0.2.7", &help.arena, &help.error, actor);
}

static void in_and_out(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN], second[SIGNIN_TOKEN];
	struct actor actor;
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	help_good(&help, sign_in("clerk", HELP_PASSWORD, second));
	assert_string_not_equal(token, second);
	help_good(&help, who(token, &actor));
	assert_string_equal(actor.login, "clerk");
	assert_int_equal(actor.roles, ROLE_CLERK);
	assert_int_equal(actor.agency_id, help.agency);
	assert_false(actor.must_change);
	help_good(&help, signin_end(&help.office, token, &actor, &help.error));
	assert_int_equal(who(token, &actor), ERR_DENIED);
	help_good(&help, who(second, &actor));
	assert_int_equal(who("", &actor), ERR_DENIED);
	assert_int_equal(who("not a token", &actor), ERR_DENIED);
	assert_int_equal(help_journal_count(&help, ACTION_SIGN_IN), 2);
	assert_int_equal(help_journal_count(&help, ACTION_SIGN_OUT), 1);
}

/* One sentence for every reason, so that logins cannot be guessed. */
static void one_answer(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN], unknown[256], wrong[256], disabled[256];
	assert_int_equal(sign_in("nobody", HELP_PASSWORD, token), ERR_DENIED);
	strncpy(unknown, help.error.message, sizeof unknown);
	assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED);
	strncpy(wrong, help.error.message, sizeof wrong);
	help_good(&help,
		  staff_disable(&help.office, &help.actors[HELP_SYSTEM],
				help.actors[HELP_HEAD].account_id, true, "test", &help.error));
	assert_int_equal(sign_in("head", HELP_PASSWORD, token), ERR_DENIED);
	strncpy(disabled, help.error.message, sizeof disabled);
	assert_string_equal(unknown, wrong);
	assert_string_equal(unknown, disabled);
	assert_int_equal(help_journal_count(&help, ACTION_SIGN_IN_REFUSED), 3);
}

static void lock_out(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN];
	for (int i = 0; i < 4; i++) assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED);
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token)); /* four are forgiven */
	for (int i = 0; i < 5; i++) assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED);
	assert_int_equal(help_journal_count(&help, ACTION_LOCK), 1);
	assert_int_equal(sign_in("clerk", HELP_PASSWORD, token), ERR_DENIED);
	help_office_clock(&help, "2025-01-10T09:14");
	assert_int_equal(sign_in("clerk", HELP_PASSWORD, token), ERR_DENIED);
	help_office_clock(&help, "2025-01-10T09:15");
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	/* a new count begins after a lock: one more failure does not lock again */
	assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED);
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	/* others are not touched */
	help_good(&help, sign_in("head", HELP_PASSWORD, token));
}

struct guesser {
	pthread_t thread;
	struct office office;
	enum err err;
};

static void *guess(void *argument)
{
	struct guesser *guesser = argument;
	struct error error;
	char token[SIGNIN_TOKEN];
	guesser->err = signin_start(&guesser->office, "clerk", "wrong", "192.0.2.9", &error, token);
	return NULL;
}

/* At several processes side by side nobody has more tries than one after the other. */
static void lock_out_side_by_side(void **state)
{
	(void)state;
	struct guesser guessers[6] = {0};
	char token[SIGNIN_TOKEN];
	for (size_t i = 0; i < COUNT_OF(guessers); i++)
		help_good(&help, office_attach(help.url, help.office.clock, NULL, &help.error,
					       &guessers[i].office));
	for (size_t i = 0; i < COUNT_OF(guessers); i++)
		assert_int_equal(pthread_create(&guessers[i].thread, NULL, guess, &guessers[i]), 0);
	for (size_t i = 0; i < COUNT_OF(guessers); i++) {
		pthread_join(guessers[i].thread, NULL);
		office_detach(&guessers[i].office);
		assert_int_equal(guessers[i].err, ERR_DENIED);
	}
	assert_int_equal(help_journal_count(&help, ACTION_SIGN_IN_REFUSED), 6);
	assert_int_equal(help_journal_count(&help, ACTION_LOCK), 1);
	assert_int_equal(sign_in("clerk", HELP_PASSWORD, token), ERR_DENIED);
}

static void expiry(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN];
	struct actor actor;
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	help_office_clock(&help, "2025-01-10T09:29");
	help_good(&help, who(token, &actor));
	help_office_clock(&help, "2025-01-10T09:58"); /* 29 minutes after the last visit */
	help_good(&help, who(token, &actor));
	help_office_clock(&help, "2025-01-10T10:28");
	assert_int_equal(who(token, &actor), ERR_DENIED);
	/* never idle, but twelve hours are the end */
	help_office_clock(&help, "2025-01-10T09:00");
	help_good(&help, sign_in("head", HELP_PASSWORD, token));
	for (int minute = 20; minute < 12 * 60; minute += 20) {
		char moment[32];
		snprintf(moment, sizeof moment, "2025-01-10T%02d:%02d", 9 + minute / 60,
			 minute % 60);
		help_office_clock(&help, moment);
		help_good(&help, who(token, &actor));
	}
	help_office_clock(&help, "2025-01-10T21:00");
	assert_int_equal(who(token, &actor), ERR_DENIED);
	help_good(&help, signin_sweep(&help.office, NULL, &help.error));
}

static void last_signins_are_told(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN];
	struct account_signins signins;
	const struct actor *clerk = &help.actors[HELP_CLERK];
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	help_good(&help, signin_last(&help.office, clerk, &help.arena, &help.error, &signins));
	assert_int_equal(signins.before_at, 0);
	assert_int_equal(signins.last_at, clock_now(&help.office.clock));
	int64_t first = signins.last_at;
	help_office_clock(&help, "2025-01-10T09:20");
	for (int i = 0; i < 2; i++) assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED);
	help_office_clock(&help, "2025-01-10T09:30");
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	assert_int_equal(sign_in("clerk", "wrong", token), ERR_DENIED); /* not yet told */
	help_good(&help, signin_last(&help.office, clerk, &help.arena, &help.error, &signins));
	assert_int_equal(signins.before_at, first);
	assert_string_equal(signins.before_from, "192.0.2.7");
	assert_int_equal(signins.refused, 2);
}

/* Who sits at somebody's desk may not try passwords there either. */
static void a_wrong_present_password_locks(void **state)
{
	(void)state;
	char token[SIGNIN_TOKEN];
	struct actor actor;
	help_good(&help, sign_in("clerk", HELP_PASSWORD, token));
	help_good(&help, who(token, &actor));
	for (int i = 0; i < 5; i++)
		assert_int_equal(staff_password(&help.office, &actor, "wrong", "another good one!",
						&help.problems, &help.error),
				 ERR_CONTENT);
	assert_int_equal(help_journal_count(&help, ACTION_SIGN_IN_REFUSED), 5);
	assert_int_equal(help_journal_count(&help, ACTION_LOCK), 1);
	assert_int_equal(staff_password(&help.office, &actor, HELP_PASSWORD, "another good one!",
					&help.problems, &help.error),
			 ERR_CONTENT); /* right or wrong, it says the same now */
	struct actor gone;
	assert_int_equal(who(token, &gone), ERR_DENIED);
	assert_int_equal(sign_in("clerk", HELP_PASSWORD, token), ERR_DENIED);
}

static void own_password(void **state)
{
	(void)state;
	const struct actor *clerk = &help.actors[HELP_CLERK];
	assert_int_equal(staff_password(&help.office, clerk, "wrong", "another good password",
					&help.problems, &help.error),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "current"));
	problems_init(&help.problems, &help.arena);
	assert_int_equal(staff_password(&help.office, clerk, HELP_PASSWORD, HELP_PASSWORD,
					&help.problems, &help.error),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "password"));
	help_good(&help, staff_password(&help.office, clerk, HELP_PASSWORD, "another good one!",
					&help.problems, &help.error));
	char token[SIGNIN_TOKEN];
	assert_int_equal(sign_in("clerk", HELP_PASSWORD, token), ERR_DENIED);
	help_good(&help, sign_in("clerk", "another good one!", token));
	/* passwords grow old: 180 days */
	help_office_clock(&help, "2025-07-20T09:00");
	struct actor actor;
	help_good(&help, sign_in("clerk", "another good one!", token));
	help_good(&help, who(token, &actor));
	assert_true(actor.must_change);
	assert_int_equal(
		permission_check(&help.office, &actor, PERMIT_ENTRY_READ, help.agency, &help.error),
		ERR_DENIED);
}

/* None of the last five comes back; the sixth may. */
static void not_again(void **state)
{
	(void)state;
	static const char *const fresh[] = {"fresh password 1", "fresh password 2",
					    "fresh password 3", "fresh password 4"};
	const struct actor *clerk = &help.actors[HELP_CLERK];
	const char *current = HELP_PASSWORD;
	for (size_t i = 0; i < COUNT_OF(fresh); i++) {
		help_good(&help, staff_password(&help.office, clerk, current, fresh[i],
						&help.problems, &help.error));
		current = fresh[i];
	}
	assert_int_equal(staff_password(&help.office, clerk, current, HELP_PASSWORD, &help.problems,
					&help.error),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "password"));
	help_good(&help, staff_password(&help.office, clerk, current, "fresh password 5",
					&help.problems, &help.error));
	help_good(&help, staff_password(&help.office, clerk, "fresh password 5", HELP_PASSWORD,
					&help.problems, &help.error));
}

static void settings(void **state)
{
	(void)state;
	int64_t value;
	struct actor *security = &help.actors[HELP_SECURITY];
	for (int i = 0; i < SETTING__MAX; i++) {
		const struct setting_facts *facts = setting_facts((enum setting)i);
		enum setting back;
		assert_true(setting_parse(facts->name, &back));
		assert_int_equal(back, i);
		assert_true(facts->least <= facts->standard && facts->standard <= facts->most);
		help_good(&help,
			  setting_number(&help.office, help.agency, back, &help.error, &value));
		assert_int_equal(value, facts->standard);
	}
	help_good(&help,
		  setting_change(&help.office, security, 0, SETTING_IDLE_MINUTES, 10, &help.error));
	help_good(&help,
		  setting_number(&help.office, 0, SETTING_IDLE_MINUTES, &help.error, &value));
	assert_int_equal(value, 10);
	assert_int_equal(
		setting_change(&help.office, security, 0, SETTING_IDLE_MINUTES, 4, &help.error),
		ERR_USAGE);
	assert_int_equal(setting_change(&help.office, security, help.agency, SETTING_IDLE_MINUTES,
					10, &help.error),
			 ERR_USAGE);
	assert_int_equal(setting_change(&help.office, security, 0, SETTING_DEMO, 1, &help.error),
			 ERR_DENIED);
	assert_int_equal(setting_change(&help.office, &help.actors[HELP_CLERK], 0,
					SETTING_IDLE_MINUTES, 10, &help.error),
			 ERR_DENIED);
	help_good(&help, setting_change(&help.office, security, help.agency,
					SETTING_OVERVIEW_LENGTH, 900, &help.error));
	help_good(&help, setting_number(&help.office, help.agency, SETTING_OVERVIEW_LENGTH,
					&help.error, &value));
	assert_int_equal(value, 900);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(in_and_out),
		TEST(one_answer),
		TEST(lock_out),
		TEST(expiry),
		TEST(lock_out_side_by_side),
		TEST(last_signins_are_told),
		TEST(a_wrong_present_password_locks),
		TEST(own_password),
		TEST(settings),
		TEST(not_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
