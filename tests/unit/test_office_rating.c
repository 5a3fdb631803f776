/* SPDX-License-Identifier: MulanPSL-2.0
 * Ratings: one for a number and code, replaced until it is in a sum, summed up in lots, and nothing
 * kept that leads to the matter. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/rating.h"
#include "office/setting.h"
#include "office/visitor.h"
#include "store/journal.h"
#include "unit/help_matter.h"

static struct visitor_case seen_as(const char *number, bool decided)
{
	return (struct visitor_case){.own = {.number = number, .agency_id = help.agency},
				     .decided = decided};
}

static enum err rate(const char *number, const char *code, int level)
{
	struct visitor_case seen = seen_as(number, true);
	return visitor_rate(&help.office, &seen, code, level, &help.arena, &help.error);
}

static int said(const char *number, const char *code, bool *ret_final)
{
	struct visitor_case seen = seen_as(number, true);
	int level;
	help_good(&help, visitor_rating(&help.office, &seen, code, &help.arena, &help.error, &level,
					ret_final));
	return level;
}

static struct rating_sums sums(void)
{
	struct rating_sums *rows;
	size_t n;
	int year = day_year(clock_today(&help.office.clock));
	help_good(&help, rating_list(&help.office, &help.actors[HELP_CLERK], help.agency, year,
				     &help.arena, &help.error, &rows, &n));
	assert_true(n >= 1);
	assert_int_equal(rows[0].agency_id, help.agency);
	return rows[0];
}

static void nothing_is_rated_before_the_reply(void **state)
{
	struct visitor_case seen = seen_as("2025-00001", false);
	int level;
	bool final;
	(void)state;
	assert_int_equal(visitor_rate(&help.office, &seen, "A", 5, &help.arena, &help.error),
			 ERR_CONFLICT);
	help_good(&help, visitor_rating(&help.office, &seen, "A", &help.arena, &help.error, &level,
					&final));
	assert_int_equal(level, 0);
}

static void a_rating_is_replaced_and_read_with_its_code_alone(void **state)
{
	bool final;
	(void)state;
	help_good(&help, rate("2025-00001", "AAAA-BBBB-CCCC", 1));
	help_good(&help, rate("2025-00001", "AAAA-BBBB-CCCC", 4));
	assert_int_equal(said("2025-00001", "AAAA-BBBB-CCCC", &final), 4);
	assert_false(final);
	assert_int_equal(said("2025-00001", "AAAA-BBBB-CCCD", &final), 0);
	assert_int_equal(said("2025-00002", "AAAA-BBBB-CCCC", &final), 0);
}

static void sums_come_in_lots_and_then_stay(void **state)
{
	const int lot = (int)setting_facts(SETTING_RATING_LOT)->standard;
	bool final;
	(void)state;
	size_t journal = help_journal_count(&help, ACTION_ADD);
	for (int i = 1; i < lot; i++)
		help_good(&help, rate(arena_printf(&help.arena, "2025-%05d", i), "A", 5));
	/* replacing is not one more */
	help_good(&help, rate("2025-00001", "A", 4));
	assert_int_equal(sums().total, 0);
	help_good(&help, rate("2025-09999", "A", 1));
	assert_int_equal(sums().total, lot);
	assert_int_equal(sums().counts[0], 1);
	assert_int_equal(sums().counts[3], 1);
	assert_int_equal(sums().counts[4], lot - 2);
	assert_int_equal(said("2025-00001", "A", &final), 4);
	assert_true(final);
	assert_int_equal(rate("2025-00001", "A", 1), ERR_CONFLICT);
	assert_int_equal(said("2025-00001", "A", &final), 4);
	/* the next waits for others */
	help_good(&help, rate("2025-08888", "A", 1));
	assert_int_equal(sums().total, lot);
	/* the journal would tell when, and of which */
	assert_int_equal(help_journal_count(&help, ACTION_ADD), journal);
}

static void who_may_not_see_requests_sees_no_sums(void **state)
{
	struct rating_sums *rows;
	size_t n;
	(void)state;
	assert_int_equal(rating_list(&help.office, &help.actors[HELP_SYSTEM], help.agency, 2025,
				     &help.arena, &help.error, &rows, &n),
			 ERR_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define CASE(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
		CASE(nothing_is_rated_before_the_reply),
		CASE(a_rating_is_replaced_and_read_with_its_code_alone),
		CASE(sums_come_in_lots_and_then_stay),
		CASE(who_may_not_see_requests_sees_no_sums),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
