/* SPDX-License-Identifier: MulanPSL-2.0
 * Civil days and moments in Asia/Shanghai; work that comes round. */
#include <unistd.h>

#include "base/clock.h"
#include "base/day.h"
#include "base/timed.h"
#include "unit/help_cmocka.h"

static void only_dates_that_exist_parse(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",	      "2024-02-30",  "2023-02-29",     "1900-02-29", "2024-13-01",
		"2024-00-01", "2024-01-00",  "2024-1-1",       "2024-01-1",  "20240101",
		"2024/01/01", "2024-01-01 ", " 2024-01-01",    "2024-01-32", "1899-12-31",
		"3000-01-01", "2024-01-",    "２０２４-01-01", "2024-0a-01", "-024-01-01",
	};
	day d = 7;
	for (size_t i = 0; i < COUNT_OF(bad); i++) assert_false(day_parse(bad[i], &d));
	assert_false(day_parse(NULL, &d));
	assert_int_equal(d, 7); /* written only on success */
	assert_true(day_parse("2024-02-29", &d));
	assert_true(day_parse("2000-02-29", &d));
}

static void known_days(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		day d;
		int of_week;
	} cases[] = {{"1970-01-01", 0, 3},     {"1969-12-31", -1, 2},	 {"2000-03-01", 11017, 2},
		     {"2026-11-23", 20780, 0}, {"2024-12-29", 20086, 6}, {"1900-01-01", -25567, 0}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		day d;
		assert_true(day_parse(cases[i].text, &d));
		assert_int_equal(d, cases[i].d);
		assert_int_equal(day_of_week(d), cases[i].of_week);
		assert_string_equal(day_text(d).s, cases[i].text);
	}
	assert_string_equal(day_text(DAY_NONE).s, "");
	assert_int_equal(day_year_end(2024) - day_year_start(2024), 365);
	assert_int_equal(day_year_end(2023) + 1, day_year_start(2024));
	assert_int_equal(day_year(day_year_end(2024)), 2024);
}

static void a_period_of_months_ends_on_the_same_number_or_the_month_s_last(void **state)
{
	static const struct {
		const char *from;
		int months;
		const char *end;
	} cases[] = {{"2024-12-31", 0, "2024-12-31"},  {"2024-08-31", 6, "2025-02-28"},
		     {"2023-08-31", 6, "2024-02-29"},  {"2024-12-31", 12, "2025-12-31"},
		     {"2024-11-30", 1, "2024-12-30"},  {"2024-12-31", 2, "2025-02-28"},
		     {"2024-02-29", 12, "2025-02-28"}, {"2024-01-15", 1200, "2124-01-15"}};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		day from = DAY_NONE;
		assert_true(day_parse(cases[i].from, &from));
		assert_string_equal(day_text(day_months_on(from, cases[i].months)).s, cases[i].end);
	}
}

static void moments_are_shanghai_time(void **state)
{
	(void)state;
	const int64_t midnight = ((int64_t)20780 * 24 - 8) * 3600000; /* 2026-11-23 00:00 +08:00 */
	assert_int_equal(moment_day(midnight), 20780);
	assert_int_equal(moment_day(midnight - 1), 20779);
	assert_string_equal(moment_text(midnight).s, "2026-11-23 00:00");
	assert_string_equal(moment_text(midnight - 1).s, "2026-11-22 23:59");
	assert_string_equal(moment_iso(midnight + 34215123).s, "2026-11-23T09:30:15.123+08:00");
	assert_string_equal(moment_iso(-1).s, "1970-01-01T07:59:59.999+08:00");
	assert_string_equal(moment_text(-28800001).s, "1969-12-31 23:59");
}

static void a_fixed_clock_stands_still(void **state)
{
	(void)state;
	const struct clock fixed = {1795361400000}, real = {0};
	assert_int_equal(clock_now(&fixed), 1795361400000);
	assert_int_equal(clock_today(&fixed), moment_day(1795361400000));
	int64_t before = clock_now(&real), after = clock_now(NULL);
	assert_true(after >= before && before > 1700000000000);
}

static int64_t count(void *context)
{
	int *runs = context;
	return __atomic_add_fetch(runs, 1, __ATOMIC_SEQ_CST) < 3 ? 1 : 60000;
}

static void timed_work_comes_round_and_ends_when_told(void **state)
{
	struct timed *timed = NULL;
	struct error error;
	int runs = 0;
	(void)state;
	int64_t began = monotonic_ms();
	assert_int_equal(timed_start(count, &runs, &error, &timed), ERR_NONE);
	while (__atomic_load_n(&runs, __ATOMIC_SEQ_CST) < 3 && monotonic_ms() - began < 5000)
		usleep(1000);
	timed_stop(timed); /* does not sleep out the minute */
	assert_int_equal(runs, 3);
	assert_true(monotonic_ms() - began < 10000);
	timed_stop(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_dates_that_exist_parse),
		cmocka_unit_test(known_days),
		cmocka_unit_test(a_period_of_months_ends_on_the_same_number_or_the_month_s_last),
		cmocka_unit_test(moments_are_shanghai_time),
		cmocka_unit_test(a_fixed_clock_stands_still),
		cmocka_unit_test(timed_work_comes_round_and_ends_when_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
