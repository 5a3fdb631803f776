/* SPDX-License-Identifier: MulanPSL-2.0
 * Codes for a requester: a lost query code is sent to whom it belongs and to nobody else, with one
 * answer for all; one-time codes have their time and their tries; the counter gives a code once. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/job.h"
#include "office/notice_inside.h"
#include "office/setting.h"
#include "office/visitor_code.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.7"
#define WORD "0123456789abcdef0123456789abcdef"

static struct store *own;

static int setup(void **state)
{
	const struct actor operator= actor_operator();
	if (help_matter_setup(state) != 0) return -1;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_good(&help,
		  setting_change(&help.office, &operator, 0, SETTING_NOTICE_MAIL, 1, &help.error));
	return 0;
}

static int teardown(void **state)
{
	store_close(own);
	return help_matter_teardown(state);
}

static struct matter_filed filed(const char *email)
{
	struct matter_order order = help_order("2025-01-02");
	order.filing.values[FILING_email] = email;
	order.filing.values[FILING_phone] = "138-0000-0000";
	return help_filed(&order);
}

static enum err ask_from(const char *from, const char *number, const char *contact)
{
	problems_init(&help.problems, &help.arena);
	return visitor_lost(&help.office, from, number, contact, &help.arena, &help.problems,
			    &help.error);
}

/* Asks, and lets the timed work look at it. */
static void ask(const char *number, const char *contact)
{
	bool did = false;
	help_good(&help, ask_from(FROM, number, contact));
	help_good(&help, job_work(&help.office, JOB_RECOVER, "test", &help.error, &did));
	assert_true(did);
	help_good(&help, job_work(&help.office, JOB_RECOVER, "test", &help.error, &did));
	assert_false(did);
}

/* The code in the newest notice of that kind; "" when there is none. */
static const char *mailed(int64_t id, const char *kind, size_t *ret_n)
{
	struct matter_case now = help_case(id);
	struct notice_row *notices;
	const char *code = "";
	size_t n;
	*ret_n = 0;
	help_good(&help,
		  notice_of_matter(help.office.store, id, &help.arena, &help.error, &notices, &n));
	for (size_t i = 0; i < n; i++) {
		struct notice_row whole;
		struct notice_content content;
		if (strcmp(notices[i].kind, kind) != 0) continue;
		help_good(&help, notice_get(help.office.store, notices[i].id, &help.arena,
					    &help.error, &whole));
		help_good(&help, notice_open(&help.office, &now.matter, &whole, &help.arena,
					     &help.error, &content));
		assert_string_equal(content.to, "zhang@example.cn");
		code = content.code;
		++*ret_n;
	}
	return code;
}

static enum err track(const char *number, const char *code, struct visitor_case *ret_case)
{
	return visitor_track(&help.office, own, "192.0.2.99", number, code, "", &help.arena,
			     &help.error, ret_case);
}

static void a_new_code_goes_to_the_requester_and_the_old_one_ceases(void **state)
{
	struct matter_filed done = filed("zhang@example.cn");
	struct visitor_case seen;
	size_t n;
	(void)state;
	ask(done.number, "Zhang@Example.CN");
	const char *code = mailed(done.id, "query-code", &n);
	assert_int_equal(n, 1);
	assert_int_equal(strlen(code), QUERY_CODE - 1);
	assert_string_not_equal(code, done.code);
	assert_int_equal(track(done.number, done.code, &seen), ERR_MISSING);
	help_good(&help, track(done.number, code, &seen));
	/* by telephone as well, however it is written */
	ask(done.number, "13800000000");
	mailed(done.id, "query-code", &n);
	assert_int_equal(n, 2);
}

static void what_does_not_fit_changes_nothing_and_is_answered_alike(void **state)
{
	struct matter_filed done = filed("zhang@example.cn"), none = filed("");
	struct visitor_case seen;
	size_t n;
	(void)state;
	ask(done.number, "li@example.cn");
	ask(done.number, "0000");
	ask("2099-00001", "zhang@example.cn");
	/* fits, and cannot be sent: SMS is off */
	ask(none.number, "13800000000");
	mailed(done.id, "query-code", &n);
	assert_int_equal(n, 0);
	mailed(none.id, "query-code", &n);
	assert_int_equal(n, 0);
	help_good(&help, track(done.number, done.code, &seen));
	help_good(&help, track(none.number, none.code, &seen));
	assert_int_equal(ask_from(FROM, "", "a@b.cn"), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "number"));
}

static void asking_too_often_is_stopped_by_address_and_by_matter(void **state)
{
	struct matter_filed done = filed("zhang@example.cn");
	int64_t most = setting_facts(SETTING_CODES_HOUR)->standard;
	bool did;
	size_t n;
	(void)state;
	for (int64_t i = 0; i < most; i++) ask(done.number, "zhang@example.cn");
	assert_int_equal(ask_from(FROM, done.number, "zhang@example.cn"), ERR_DENIED);
	help_good(&help, ask_from("192.0.2.8", done.number, "zhang@example.cn"));
	help_good(&help, job_work(&help.office, JOB_RECOVER, "test", &help.error, &did));
	mailed(done.id, "query-code", &n);
	assert_int_equal(n, most);
}

static void one_time_codes_have_their_time_and_tries(void **state)
{
	struct matter_filed done = filed("zhang@example.cn"), none = filed("");
	struct visitor_case seen;
	bool fits = false;
	size_t n;
	(void)state;
	help_good(&help, track(none.number, none.code, &seen));
	assert_int_equal(visitor_one_time(&help.office, &seen, &help.arena, &help.error),
			 ERR_CONFLICT);
	help_good(&help, track(done.number, done.code, &seen));
	help_good(&help, visitor_one_time(&help.office, &seen, &help.arena, &help.error));
	const char *code = mailed(done.id, "one-time", &n);
	assert_int_equal(strspn(code, "0123456789"), ONE_TIME_CODE - 1);
	help_good(&help, visitor_prove(&help.office, FROM, &seen, code, &help.arena, &help.error));
	/* of another matter it is none */
	help_good(&help, visitor_one_time_fits(&help.office, none.id, code, &help.arena,
					       &help.error, &fits));
	assert_false(fits);
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + ONE_TIME_MS;
	assert_int_equal(visitor_prove(&help.office, FROM, &seen, code, &help.arena, &help.error),
			 ERR_DENIED);
	help_good(&help, visitor_one_time(&help.office, &seen, &help.arena, &help.error));
	code = mailed(done.id, "one-time", &n);
	assert_int_equal(n, 2);
	for (int right = 0; right < 2; right++) { /* a right one in between: the tries begin anew */
		for (int i = 0; i + 1 < ONE_TIME_TRIES; i++)
			help_good(&help, visitor_one_time_fits(&help.office, done.id, "wrong!",
							       &help.arena, &help.error, &fits));
		assert_false(fits);
		help_good(&help, visitor_one_time_fits(&help.office, done.id, code, &help.arena,
						       &help.error, &fits));
		assert_true(fits);
	}
	for (int i = 0; i < ONE_TIME_TRIES; i++)
		help_good(&help, visitor_one_time_fits(&help.office, done.id, "wrong!", &help.arena,
						       &help.error, &fits));
	assert_false(fits);
	help_good(&help, visitor_one_time_fits(&help.office, done.id, code, &help.arena,
					       &help.error, &fits));
	assert_false(fits);
	/* the end of the identity number still does */
	help_good(&help,
		  visitor_prove(&help.office, FROM, &seen, "31002X", &help.arena, &help.error));
}

static enum err recode(enum help_person person, int64_t id, const char *word,
		       struct matter_filed *ret_filed)
{
	return matter_recode(&help.office, &help.actors[person], id, word, &help.arena, &help.error,
			     ret_filed);
}

static void the_counter_gives_a_code_once(void **state)
{
	struct matter_filed done = filed("zhang@example.cn"), given, again;
	struct visitor_case seen;
	(void)state;
	assert_int_equal(recode(HELP_SUPERVISOR, done.id, WORD, &given), ERR_DENIED);
	assert_int_equal(recode(HELP_OUTSIDER, done.id, WORD, &given), ERR_MISSING);
	help_good(&help, recode(HELP_CLERK, done.id, WORD, &given));
	assert_false(given.again);
	help_good(&help, track(done.number, given.code, &seen));
	assert_int_equal(track(done.number, done.code, &seen), ERR_MISSING);
	help_good(&help, recode(HELP_CLERK, done.id, WORD, &again));
	assert_true(again.again);
	assert_string_equal(again.code, given.code);
	help_good(&help, recode(HELP_CLERK, done.id, "", &again));
	assert_string_not_equal(again.code, given.code);
	assert_int_equal(recode(HELP_CLERK, done.id, WORD, &again), ERR_CONFLICT);
}

/* The same for whatever else has a query code. */
static void what_is_asked_beside_requests_has_its_codes_too(void **state)
{
	(void)state;
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind kind = (enum matter_kind)i;
		struct beside_order order = help_beside(kind, "2025-01-02", "none");
		struct matter_filed given;
		struct visitor_case seen;
		size_t n;
		struct matter_filed done = help_said(&order);
		/* an hour for each: one address may not ask more often */
		help.office.clock.fixed_ms = clock_now(&help.office.clock) + 3600 * 1000;
		help_good(&help, track(done.number, done.code, &seen));
		ask(done.number, "li@example.cn");
		mailed(done.id, "query-code", &n);
		assert_int_equal(n, 0);
		ask(done.number, "zhang@example.cn");
		const char *code = mailed(done.id, "query-code", &n);
		assert_int_equal(n, 1);
		assert_int_equal(track(done.number, done.code, &seen), ERR_MISSING);
		help_good(&help, track(done.number, code, &seen));
		help_good(&help, visitor_one_time(&help.office, &seen, &help.arena, &help.error));
		mailed(done.id, "one-time", &n);
		assert_int_equal(n, 1);
		help_good(&help, recode(HELP_CLERK, done.id, "", &given));
		assert_string_equal(given.number, done.number);
		help_good(&help, track(done.number, given.code, &seen));
		assert_int_equal(recode(HELP_OUTSIDER, done.id, "", &given), ERR_MISSING);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_new_code_goes_to_the_requester_and_the_old_one_ceases, setup, teardown),
		cmocka_unit_test_setup_teardown(
			what_does_not_fit_changes_nothing_and_is_answered_alike, setup, teardown),
		cmocka_unit_test_setup_teardown(
			asking_too_often_is_stopped_by_address_and_by_matter, setup, teardown),
		cmocka_unit_test_setup_teardown(one_time_codes_have_their_time_and_tries, setup,
						teardown),
		cmocka_unit_test_setup_teardown(the_counter_gives_a_code_once, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_asked_beside_requests_has_its_codes_too,
						setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
