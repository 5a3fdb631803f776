/* SPDX-License-Identifier: MulanPSL-2.0
 * What the first page says of a report in each of its states, and where each number leads. */
#include <string.h>

#include "unit/help_cmocka.h"
#include "web/desk/page_overview.h"

static struct annual annual_of(enum report_state state, size_t n_signatures)
{
	struct annual annual = {.year = 2024, .has_report = true, .n_signatures = n_signatures};
	annual.agency.level = LEVEL_TOWNSHIP;
	annual.report.state = state;
	tables_zero(&annual.live, FORMAT_2021);
	return annual;
}

static day day_of(const char *text)
{
	day found;
	assert_true(day_parse(text, &found));
	return found;
}

static void each_state_has_its_words(void **state)
{
	(void)state;
	struct arena arena = {0};
	day today = day_of("2025-01-15");
	struct annual annual = annual_of(REPORT_PUBLISHED, 2);
	assert_null(page_overview_task(&annual, today, true, &arena).title);

	annual = annual_of(REPORT_FROZEN, 0);
	assert_string_equal(page_overview_task(&annual, today, true, &arena).state, "待签署");
	annual = annual_of(REPORT_FROZEN, 1);
	assert_string_equal(page_overview_task(&annual, today, true, &arena).state, "还差一人签署");
	annual = annual_of(REPORT_FROZEN, 2);
	assert_string_equal(page_overview_task(&annual, today, true, &arena).state, "待发布");

	annual = annual_of(REPORT_DRAFT, 0);
	struct desk_task task = page_overview_task(&annual, today, true, &arena);
	assert_string_equal(task.title, "2024 年度报告");
	assert_string_equal(task.step, "继续编写");
	assert_non_null(strstr(task.needs, "核对文字"));
	annual.unanswered = 3;
	task = page_overview_task(&annual, today, false, &arena);
	assert_string_equal(task.step, "看草稿");
	assert_non_null(strstr(task.needs, "3 个提示"));
	annual.findings.certain = 2; /* what blocks comes first */
	assert_non_null(strstr(page_overview_task(&annual, today, true, &arena).needs, "2 个问题"));

	annual.unread = true; /* too many requests to read the draft through for a first page */
	assert_non_null(strstr(page_overview_task(&annual, today, true, &arena).needs, "打开草稿"));

	annual.has_report = false;
	assert_string_equal(page_overview_task(&annual, today, true, &arena).state, "未开始");
	arena_release(&arena);
}

static void the_last_day_is_not_late(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct annual annual = annual_of(REPORT_DRAFT, 0);
	struct desk_task task = page_overview_task(&annual, day_of("2025-01-31"), true, &arena);
	assert_false(task.late);
	assert_non_null(strstr(task.due, "今天是"));
	task = page_overview_task(&annual, day_of("2025-02-01"), true, &arena);
	assert_true(task.late);
	assert_non_null(strstr(task.due, "过了 1 天"));
	annual.agency.level = LEVEL_COUNTY;
	assert_false(page_overview_task(&annual, day_of("2025-03-31"), true, &arena).late);
	arena_release(&arena);
}

static const struct desk_figure *figure_of(const struct desk_figure_group *groups, size_t n,
					   const char *label)
{
	for (size_t g = 0; g < n; g++)
		for (size_t i = 0; i < groups[g].n_figures; i++)
			if (strcmp(groups[g].figures[i].label, label) == 0)
				return &groups[g].figures[i];
	fail_msg("no figure %s", label);
	return NULL;
}

static void numbers_lead_to_what_they_count(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct desk_figure_group groups[PAGE_OVERVIEW_GROUPS];
	struct annual annual = annual_of(REPORT_DRAFT, 0);
	annual.live.requests[ROW_R4][COLUMN_TOTAL] = cell_number(7);
	annual.live.decisions[DECISION_CHARGE] = cell_number(123456789);
	annual.counts.records = 85;
	annual.counts.fee_collected = 1250;
	size_t n = page_overview_figures(&annual, &arena, groups);

	const struct desk_figure *figure = figure_of(groups, n, "结转下年度");
	assert_string_equal(figure->value, "7");
	assert_string_equal(figure->href, "/figures/2024/t3.r4.total");
	assert_false(figure->none);
	figure = figure_of(groups, n, "行政事业性收费");
	assert_string_equal(figure->value, "123.456789");
	assert_string_equal(figure->href, "/figures/2024/t2.charges_wan");
	figure = figure_of(groups, n, "主动公开信息");
	assert_string_equal(figure->value, "85");
	assert_string_equal(figure->measure, "条");
	assert_string_equal(figure->href, "/registers/records?year=2024");
	assert_string_equal(figure_of(groups, n, "已收")->value, "12.50");
	assert_true(figure_of(groups, n, "行政许可")->none);

	annual.live.requests[ROW_R1][COLUMN_TOTAL] = cell_number(COUNT_MOST);
	annual.live.requests[ROW_R4][COLUMN_TOTAL] = cell_number(COUNT_MORE);
	n = page_overview_figures(&annual, &arena, groups);
	assert_string_equal(figure_of(groups, n, "本年新收")->value, "10000");
	assert_string_equal(figure_of(groups, n, "本年新收")->measure, "件");
	assert_string_equal(figure_of(groups, n, "结转下年度")->value, "10000");
	assert_string_equal(figure_of(groups, n, "结转下年度")->measure, "件以上");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_state_has_its_words),
		cmocka_unit_test(the_last_day_is_not_late),
		cmocka_unit_test(numbers_lead_to_what_they_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
