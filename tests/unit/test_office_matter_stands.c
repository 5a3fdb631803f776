/* SPDX-License-Identifier: MulanPSL-2.0
 * A case goes on being read, reckoned and handled when a setting, the calendar or a rule changes
 * after its steps were taken: what was accepted then stands, and what is new is held to the law. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/holidays.h"
#include "office/setting.h"
#include "office/unit.h"
#include "store/matter.h"
#include "unit/help_matter.h"

static void set(enum setting setting, int64_t value)
{
	help_good(&help, setting_change(&help.office, help_who(HELP_SECURITY), 0, setting, value,
					&help.error));
}

static void reckoned(void)
{
	int64_t n = 0;
	help_good(&help, matter_reckon(&help.office, true, &help.error, &n));
	assert_int_equal(n, 1);
}

/* Asked without a period of its own, and given up when the usual one was over. */
static int64_t lapsed(void)
{
	int64_t id = help_handled();
	help_step(id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_LAPSE_CLARIFICATION, "2025-01-21", 0);
	return id;
}

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_office_clock(&help, "2025-01-24T09:00");
	return 0;
}

static void a_notice_keeps_the_period_that_was_usual(void **state)
{
	(void)state;
	int64_t id = help_handled();
	help_step(id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-06", 0);
	set(SETTING_CLARIFY_DAYS, 60);
	assert_int_equal(help_case(id).life.notice_days, 10);
	help_step(id, HELP_CLERK, LIFE_EVENT_LAPSE_CLARIFICATION, "2025-01-21", 0);
	set(SETTING_CLARIFY_DAYS, 1);
	assert_int_equal(help_case(id).life.notice_days, 10);
	reckoned();
}

static enum err insert(struct store *store, void *context, struct error *error)
{
	const struct author author = office_author(&help.office, help_who(HELP_CLERK));
	int64_t id;
	return matter_step_insert(store, help.agency, context, &author, error, &id);
}

/* As rows of an earlier version have it: the period is whatever is usual now. */
static void a_lapse_stands_though_the_period_would_be_longer_now(void **state)
{
	(void)state;
	int64_t id = help_handled();
	struct matter_step ask = {.matter_id = id,
				  .event = "ask-clarification",
				  .roles = LIFE_BY_CLERK,
				  .party = "",
				  .note = ""};
	assert_true(day_parse("2025-01-06", &ask.day));
	help_good(&help, store_transaction(help.office.store, insert, &ask, &help.error));
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_LAPSE_CLARIFICATION, "2025-01-21", 0);
	set(SETTING_CLARIFY_DAYS, 60);
	struct matter_case now = help_case(id);
	assert_int_equal(now.life.state, LIFE_HANDLING);
	assert_true(now.steps[now.n_steps - 1].stands);
	reckoned();
	/* the case goes on */
	help_step(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-22", 0);
	/* and back again nothing is left of it */
	set(SETTING_CLARIFY_DAYS, 10);
	now = help_case(id);
	for (size_t i = 0; i < now.n_steps; i++) assert_false(now.steps[i].stands);
}

static void a_lapse_stands_though_a_day_off_was_entered_later(void **state)
{
	(void)state;
	int64_t id = lapsed(), row = 0;
	const char *said;
	for (int i = 13; i <= 17; i++) {
		struct holiday off = {.agency_id = help.agency, .name = "测试节", .source = ""};
		assert_true(day_parse(arena_printf(&help.arena, "2025-01-%02d", i), &off.date));
		problems_init(&help.problems, &help.arena);
		help_good(&help, holidays_add(&help.office, help_who(HELP_HEAD), &off,
					      &help.problems, &help.error, &row));
	}
	struct matter_case now = help_case(id);
	assert_int_equal(now.life.state, LIFE_HANDLING);
	assert_true(now.steps[now.n_steps - 1].stands);
	reckoned();
	/* what is entered before it is held to the calendar as it is, what stands is not */
	help_step(id, HELP_CLERK, LIFE_EVENT_REVIEW_NOTICE, "2025-01-20", 0);
	/* a second lapse is new: it is refused */
	assert_int_equal(
		help_try(id, HELP_CLERK, LIFE_EVENT_LAPSE_CLARIFICATION, "2025-01-22", 0, &said),
		ERR_CONTENT);
}

static void a_request_confirmed_by_its_receipt_stays_confirmed(void **state)
{
	(void)state;
	struct matter_order order = help_order("2025-01-02");
	order.channel = CHANNEL_ONLINE;
	int64_t at_once = help_filed(&order).id;
	set(SETTING_RECEIPT_CONFIRMS, 0);
	assert_int_equal(help_case(at_once).life.state, LIFE_RECEIVED);
	help_step(at_once, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	order.filing.values[FILING_name] = "另一人";
	int64_t waits = help_filed(&order).id;
	assert_int_equal(help_case(waits).life.state, LIFE_ARRIVED);
	set(SETTING_RECEIPT_CONFIRMS, 1);
	assert_int_equal(help_case(waits).life.state, LIFE_ARRIVED);
	help_step(waits, HELP_CLERK, LIFE_EVENT_CONFIRM, "2025-01-03", 0);
	set(SETTING_RECEIPT_CONFIRMS, 0);
	assert_int_equal(help_case(at_once).life.state, LIFE_HANDLING);
	assert_int_equal(help_case(waits).life.state, LIFE_RECEIVED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_notice_keeps_the_period_that_was_usual),
		TEST(a_lapse_stands_though_the_period_would_be_longer_now),
		TEST(a_lapse_stands_though_a_day_off_was_entered_later),
		TEST(a_request_confirmed_by_its_receipt_stays_confirmed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
