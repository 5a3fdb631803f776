/* SPDX-License-Identifier: MulanPSL-2.0
 * One step of many cases: each by itself, each with its own words and number, nothing twice, and
 * every rule of the single step still there. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_batch.h"
#include "unit/help_matter.h"

enum { CASES = 3 };

static struct batch_case cases[CASES];

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_letterhead("古政", "平安区人民政府");
	for (size_t i = 0; i < CASES; i++) {
		struct matter_order order = help_order("2025-01-02");
		cases[i] = (struct batch_case){.id = help_filed(&order).id};
	}
	return 0;
}

static struct batch_order order_of(enum life_event event, const char *on)
{
	struct batch_order order = {.event = event, .note = ""};
	assert_true(day_parse(on, &order.on));
	return order;
}

static void look(enum help_person person, const struct batch_order *order)
{
	help_good(&help, matter_batch_look(&help.office, &help.actors[person], order, cases, CASES,
					   &help.arena, &help.error));
	for (size_t i = 0; i < CASES; i++)
		if (cases[i].found) cases[i].seen = cases[i].now.state.version;
}

static void take(enum help_person person, const struct batch_order *order)
{
	help_good(&help, matter_batch_take(&help.office, &help.actors[person], order, cases, CASES,
					   &help.arena, &help.error));
}

static void assert_results(enum batch_result a, enum batch_result b, enum batch_result c)
{
	const enum batch_result wanted[] = {a, b, c};
	for (size_t i = 0; i < CASES; i++)
		if (cases[i].result != wanted[i])
			fail_msg("%zu: %s %s", i, batch_result_label(cases[i].result),
				 cases[i].said);
}

static void all_registered(void)
{
	struct batch_order order = order_of(LIFE_EVENT_REGISTER, "2025-01-03");
	look(HELP_CLERK, &order);
	take(HELP_CLERK, &order);
	assert_results(BATCH_DONE, BATCH_DONE, BATCH_DONE);
}

static void each_has_a_number_and_nothing_is_done_twice(void **state)
{
	struct batch_order order = order_of(LIFE_EVENT_REGISTER, "2025-01-03");
	(void)state;
	look(HELP_CLERK, &order);
	cases[2].left_out = true;
	take(HELP_CLERK, &order);
	assert_results(BATCH_DONE, BATCH_DONE, BATCH_LEFT_OUT);
	assert_string_equal(cases[0].said, "古政公收〔2025〕1号");
	assert_string_equal(cases[1].said, "古政公收〔2025〕2号");
	/* the very same form, one of them no longer left out */
	cases[2].left_out = false;
	take(HELP_CLERK, &order);
	assert_results(BATCH_ALREADY, BATCH_ALREADY, BATCH_DONE);
	assert_string_equal(cases[2].said, "古政公收〔2025〕3号");
	for (size_t i = 0; i < CASES; i++) assert_int_equal(help_case(cases[i].id).n_steps, 2);
}

static void who_was_slower_leaves_it_alone(void **state)
{
	struct batch_order order = order_of(LIFE_EVENT_REGISTER, "2025-01-03");
	(void)state;
	look(HELP_CLERK, &order);
	help_step(cases[1].id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-03", 0);
	take(HELP_CLERK, &order);
	assert_results(BATCH_DONE, BATCH_FASTER, BATCH_DONE);
	assert_int_equal(help_case(cases[1].id).life.state, LIFE_WITHDRAWN);
}

static void words_for_all_and_for_one(void **state)
{
	struct batch_order order = order_of(LIFE_EVENT_DRAFT, "2025-01-06");
	struct matter_letter letter;
	(void)state;
	all_registered();
	order.ending = LIFE_ENDING_PUBLISHED;
	look(HELP_CLERK, &order);
	for (size_t i = 0; i < CASES; i++) {
		assert_false(cases[i].possible);
		assert_non_null(strstr(cases[i].why, "获取途径"));
	}
	order.values[FIELD_WHERE] = "网站首页";
	cases[1].values[FIELD_WHERE] = "乡政府公告栏";
	look(HELP_CLERK, &order);
	take(HELP_CLERK, &order);
	assert_results(BATCH_DONE, BATCH_DONE, BATCH_DONE);
	for (size_t i = 0; i < CASES; i++) {
		help_good(&help,
			  matter_letter_draft(&help.office, &help.actors[HELP_CLERK], cases[i].id,
					      LETTER_R1, &help.arena, &help.error, &letter));
		help_good(&help,
			  matter_letter_open(&help.office, &help.actors[HELP_CLERK], cases[i].id,
					     letter.id, &help.arena, &help.error, &letter));
		assert_string_equal(letter.values[FIELD_WHERE],
				    i == 1 ? "乡政府公告栏" : "网站首页");
	}
	/* the drafter does not review; another does, and a draft is there already */
	order = order_of(LIFE_EVENT_REVIEW, "2025-01-06");
	take(HELP_CLERK, &order);
	assert_results(BATCH_FASTER, BATCH_FASTER, BATCH_FASTER);
	look(HELP_CLERK, &order);
	take(HELP_CLERK, &order);
	assert_results(BATCH_REFUSED, BATCH_REFUSED, BATCH_REFUSED);
	look(HELP_REVIEWER, &order);
	assert_non_null(cases[1].doc);
	take(HELP_REVIEWER, &order);
	assert_results(BATCH_DONE, BATCH_DONE, BATCH_DONE);
}

/* A draft that somebody keeps already is his: the batch writes no second one. */
static void a_draft_that_is_there_is_not_written_over(void **state)
{
	struct batch_order order = order_of(LIFE_EVENT_DRAFT, "2025-01-06");
	struct matter_letter mine = {.kind = LETTER_R1, .ending = LIFE_ENDING_PUBLISHED};
	struct matter_letter *letters = NULL;
	size_t n = 0;
	(void)state;
	all_registered();
	help_good(&help, matter_letter_begin(&help.office, &help.actors[HELP_CLERK], cases[0].id,
					     &help.arena, &help.error, &mine));
	help_good(&help, matter_letter_save(&help.office, &help.actors[HELP_CLERK], cases[0].id,
					    &mine, &help.arena, &help.error));
	order.ending = LIFE_ENDING_PUBLISHED;
	order.values[FIELD_WHERE] = "网站首页";
	look(HELP_CLERK, &order);
	take(HELP_CLERK, &order);
	assert_results(BATCH_REFUSED, BATCH_DONE, BATCH_DONE);
	help_good(&help, matter_letter_list(&help.office, &help.actors[HELP_CLERK], cases[0].id,
					    &help.arena, &help.error, &letters, &n));
	assert_int_equal(n, 2); /* the receipt and his */
}

static void whoever_may_not_is_refused(void **state)
{
	struct batch_order order = order_of(LIFE_EVENT_REGISTER, "2025-01-03");
	(void)state;
	assert_int_equal(matter_batch_look(&help.office, &help.actors[HELP_SYSTEM], &order, cases,
					   CASES, &help.arena, &help.error),
			 ERR_DENIED);
	cases[2].id = 4711;
	look(HELP_CLERK, &order);
	take(HELP_CLERK, &order);
	assert_results(BATCH_DONE, BATCH_DONE, BATCH_REFUSED);
	look(HELP_REVIEWER, &order);
	assert_false(cases[0].possible);
	assert_false(batch_event_find("refused", &order.event));
	assert_true(batch_event_find("archive", &order.event));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, help_matter_teardown)
		CASE(each_has_a_number_and_nothing_is_done_twice),
		CASE(who_was_slower_leaves_it_alone),
		CASE(words_for_all_and_for_one),
		CASE(a_draft_that_is_there_is_not_written_over),
		CASE(whoever_may_not_is_refused),
#undef CASE
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
