/* SPDX-License-Identifier: MulanPSL-2.0
 * Every published report under tests/data/reports, against what a careful reader reads in it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "unit/help_cmocka.h"
#include "unit/help_reports.h"

/* Rows whose glued digits no identity decides; the expectation has them from elsewhere. */
static const struct {
	const char *report, *row;
} undecided[] = {{"001", "normative"}, {"006", "normative"}};

static bool may_be_unread(const char *report, const char *row)
{
	for (size_t i = 0; i < COUNT_OF(undecided); i++)
		if (strcmp(undecided[i].report, report) == 0 && strcmp(undecided[i].row, row) == 0)
			return true;
	return false;
}

static bool same(const json_t *a, const json_t *b)
{
	if (json_is_number(a) && json_is_number(b))
		return fabs(json_number_value(a) - json_number_value(b)) < 1e-9;
	if (!json_is_array(a)) return json_equal(a, b);
	if (!json_is_array(b) || json_array_size(a) != json_array_size(b)) return false;
	for (size_t i = 0; i < json_array_size(a); i++)
		if (!same(json_array_get(a, i), json_array_get(b, i))) return false;
	return true;
}

static void expect_table(const char *name, const struct reading *reading, const json_t *expected,
			 const char *table)
{
	const char *row;
	json_t *value, *rows = json_object_get(expected, table);
	json_object_foreach(rows, row, value)
	{
		json_t *got = reading_row(reading, table, row);
		char *text = json_dumps(got, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
		if (got == NULL && !may_be_unread(name, row))
			fail_msg("%s: %s %s was not read", name, table, row);
		if (got != NULL && !same(value, got))
			fail_msg("%s: %s %s was read as %s", name, table, row, text);
		if (got == NULL) assert_true(is_refused(reading, table));
		free(text);
		json_decref(got);
	}
}

static void tables_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; report_names[i] != NULL; i++) {
		struct arena arena = {0};
		struct reading reading = report_reading(report_names[i], &arena);
		json_t *expected = report_expectation(report_names[i]);
		if (!json_is_true(json_object_get(expected, "refuse"))) {
			expect_table(report_names[i], &reading, expected, "table2");
			expect_table(report_names[i], &reading, expected, "table3");
			expect_table(report_names[i], &reading, expected, "table4");
		}
		json_decref(expected);
		arena_release(&arena);
	}
}

static void what_is_uncertain_is_refused(void **state)
{
	(void)state;
	size_t refused = 0;
	for (size_t i = 0; report_names[i] != NULL; i++) {
		json_t *expected = report_expectation(report_names[i]);
		bool refuse = json_is_true(json_object_get(expected, "refuse"));
		json_decref(expected);
		if (!refuse) continue;
		struct arena arena = {0};
		struct reading reading = report_reading(report_names[i], &arena);
		assert_false(reading_has_cells(&reading));
		assert_true(is_refused(&reading, "table3"));
		assert_true(is_refused(&reading, "table4"));
		arena_release(&arena);
		refused++;
	}
	assert_int_equal(refused, 2);
}

static void certain_findings_are_the_violations(void **state)
{
	(void)state;
	for (size_t i = 0; report_names[i] != NULL; i++) {
		struct arena arena = {0};
		struct reading reading = report_reading(report_names[i], &arena);
		json_t *expected = report_expectation(report_names[i]);
		size_t n = json_array_size(json_object_get(expected, "violations"));
		if (reading.findings.certain != n)
			fail_msg("%s: %zu certain findings, %zu expected", report_names[i],
				 reading.findings.certain, n);
		json_decref(expected);
		arena_release(&arena);
	}
}

static void titles_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *report, *agency;
		int year;
		enum table_format format;
	} titles[] = {
		{"gucheng-2024", "海东市平安区古城回族乡", 2024, FORMAT_2021},
		{"001", "平潭综合实验区", 2019, FORMAT_2019},
		{"009", "上海市科委", 2024, FORMAT_2021},
		{"011", "测试市", 2025, FORMAT_2021},
		{"013", "洪泽区人民政府", 2023, FORMAT_2021},
		{"015", "淮安市洪泽区人民政府", 2024, FORMAT_2021},
		{"019", "宿迁市", 2023, FORMAT_2021},
		{"P01", "两城镇人民政府", 2020, FORMAT_2019},
		{"P02", "盐边县新九镇人民政府", 2021, FORMAT_2021},
		{"P06", "区统计局", 2023, FORMAT_2021},
	};
	for (size_t i = 0; i < COUNT_OF(titles); i++) {
		struct arena arena = {0};
		struct reading reading = report_reading(titles[i].report, &arena);
		assert_string_equal(reading.tables.agency, titles[i].agency);
		assert_int_equal(reading.tables.year, titles[i].year);
		assert_int_equal(reading.tables.format, titles[i].format);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_read),
		cmocka_unit_test(what_is_uncertain_is_refused),
		cmocka_unit_test(certain_findings_are_the_violations),
		cmocka_unit_test(titles_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
