/* SPDX-License-Identifier: MulanPSL-2.0
 * The statutory tables: their ids and labels, totals, and the identities that must hold. */
#include "base/arena.h"
#include "law/table.h"
#include "unit/help_cmocka.h"

static struct arena arena;

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct findings checked(const struct tables *tables)
{
	struct findings findings = {0};
	tables_check(tables, &arena, &findings);
	return findings;
}

static struct tables balanced(enum table_format format)
{
	struct tables tables = {.year = 2024};
	tables_zero(&tables, format);
	return tables;
}

static void every_id_parses_back(void **state)
{
	(void)state;
	for (int row = 0; row < ROW__MAX; row++) {
		enum table_row back;
		assert_true(table_row_parse(table_row_id((enum table_row)row), &back));
		assert_int_equal(back, row);
	}
	for (int column = 0; column < COLUMN__MAX; column++) {
		int back;
		assert_true(table_column_parse(table_column_id(column), &back));
		assert_int_equal(back, column);
	}
	enum table_row row;
	int column;
	assert_false(table_row_parse("", &row));
	assert_false(table_row_parse("c9", &row));
	assert_false(table_column_parse("law", &column));
#define PARSES_BACK(prefix, type, max)                                                             \
	for (int i = 0; i < (max); i++) {                                                          \
		type back;                                                                         \
		assert_true(prefix##_parse(prefix##_id((type)i), &back));                          \
		assert_int_equal(back, i);                                                         \
		assert_true(prefix##_label((type)i)[0] != '\0');                                   \
		assert_false(prefix##_parse("nothing", &back));                                    \
	}
	PARSES_BACK(case_group, enum case_group, CASE__MAX)
	PARSES_BACK(case_result, enum case_result, RESULT__MAX)
	PARSES_BACK(stock_row, enum stock_row, STOCK__MAX)
	PARSES_BACK(stock_column, enum stock_column, STOCK_COLUMN__MAX)
	PARSES_BACK(decision, enum decision_kind, DECISION__MAX)
}

static void outcomes_and_leaves_are_the_same_21(void **state)
{
	(void)state;
	int leaves = 0;
	for (int row = 0; row < ROW__MAX; row++) {
		enum outcome outcome = table_outcome_of((enum table_row)row);
		if (outcome == OUTCOME_OPEN) continue;
		leaves++;
		assert_int_equal(table_row_of(outcome), row);
		assert_string_equal(table_row_id((enum table_row)row),
				    outcome_facts(outcome)->code);
	}
	assert_int_equal(leaves, 21);
	assert_int_equal(OUTCOME__MAX - 1, 21);
}

static void totals_make_every_identity_hold(void **state)
{
	(void)state;
	for (enum table_format format = FORMAT_2021; format <= FORMAT_2019; format++) {
		struct tables tables = balanced(format);
		int n = 0;
		for (int row = ROW_A; row <= ROW_F3; row++)
			for (int column = 0; column < COLUMN_TOTAL; column++)
				if (table_row_in(format, (enum table_row)row))
					tables.requests[row][column] = cell_number(++n);
		tables_total(&tables);
		for (int column = 0; column < COLUMN_TOTAL; column++) {
			tables.requests[ROW_R1][column] = tables.requests[ROW_G][column];
			tables.requests[ROW_R2][column] = cell_number(2);
			tables.requests[ROW_R4][column] = cell_number(2);
		}
		tables.cases[CASE_AFTER][RESULT_OTHER] = cell_number(7);
		tables_total(&tables);
		assert_int_equal(tables.cases[CASE_AFTER][RESULT_TOTAL].value, 7);
		assert_int_equal(tables.requests[ROW_G][COLUMN_TOTAL].value, n * (n + 1) / 2);
		assert_int_equal(checked(&tables).count, 0);
	}
}

static void a_broken_balance_is_certain_and_says_both_numbers(void **state)
{
	(void)state;
	struct tables tables = balanced(FORMAT_2021);
	tables.requests[ROW_R1][REQUESTER_NATURAL] = cell_number(14);
	tables.requests[ROW_R1][COLUMN_TOTAL] = cell_number(14);
	struct findings findings = checked(&tables);
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.certain, 2);
	assert_string_equal(findings.first->id, "t3.balance:natural");
	assert_string_equal(findings.first->identity, "t3.balance");
	assert_true(findings.first->has_values);
	assert_int_equal(findings.first->expected, 14);
	assert_int_equal(findings.first->found, 0);
	assert_string_equal(findings.first->text, "“自然人”一列：本年新收加上年结转共14件，办理结果"
						  "总计加结转下年度共0件，两者应当相等。");
	assert_string_equal(findings.last->id, "t3.balance:total");
}

static void blank_and_slash_are_form_and_leave_identities_unjudged(void **state)
{
	(void)state;
	struct tables tables = balanced(FORMAT_2021);
	tables.requests[ROW_R4][COLUMN_TOTAL] = (struct cell){CELL_BLANK, 0};
	tables.requests[ROW_R1][COLUMN_TOTAL] = cell_number(3);
	tables.requests[ROW_R1][REQUESTER_NATURAL] = (struct cell){CELL_UNREAD, 0};
	tables.stock[STOCK_RULES][STOCK_MADE] = (struct cell){CELL_SLASH, 0};
	tables.decisions[DECISION_CHARGE] = cell_number(-1);
	struct findings findings = checked(&tables);
	assert_int_equal(findings.certain, 0);
	assert_int_equal(findings.count, 3);
	assert_string_equal(findings.first->id, "form.slash:table2.rules.made");
	assert_string_equal(findings.first->text,
			    "“规章”的“本年制发件数”填的是“/”，没有数量时应填0。");
	assert_string_equal(findings.first->next->id, "form.negative:table2.charges_wan.");
	assert_string_equal(findings.last->id, "form.blank:table3.r4.total");
}

static void each_cell_of_an_identity_unread_leaves_it_unjudged(void **state)
{
	(void)state;
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++) {
			struct tables tables = balanced(FORMAT_2021);
			tables.requests[row][column] = (struct cell){CELL_UNREAD, 0};
			assert_int_equal(checked(&tables).count, 0);
		}
	for (int result = 0; result < RESULT__MAX; result++) {
		struct tables tables = balanced(FORMAT_2021);
		tables.cases[CASE_DIRECT][RESULT_UPHELD] = cell_number(1);
		tables.cases[CASE_DIRECT][result] = (struct cell){CELL_UNREAD, 0};
		assert_int_equal(checked(&tables).count, 0);
	}
}

static void a_2021_report_with_one_row_f_is_added_up_with_it(void **state)
{
	(void)state;
	struct tables tables = balanced(FORMAT_2021);
	for (int row = ROW_F1; row <= ROW_F3; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			tables.requests[row][column] = (struct cell){CELL_UNREAD, 0};
	for (int column = 0; column < COLUMN__MAX; column++)
		tables.requests[ROW_F][column] = cell_number(0);
	tables.requests[ROW_F][REQUESTER_OTHER] = cell_number(4);
	struct findings findings = checked(&tables);
	assert_int_equal(findings.count, 2);
	assert_string_equal(findings.first->id, "t3.sum:other");
	assert_int_equal(findings.first->expected, 4);
	assert_string_equal(findings.last->id, "t3.row:f");
}

static void absurd_figures_do_not_overflow(void **state)
{
	(void)state;
	struct tables tables = balanced(FORMAT_2021);
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			tables.requests[row][column] = cell_number(INT64_MAX);
	tables.requests[ROW_F][0] = (struct cell){CELL_UNREAD, 0};
	struct tables last = tables;
	last.year = 2023;
	last.stock[STOCK_NORMATIVE][STOCK_IN_FORCE] = cell_number(INT64_MIN);
	tables.stock[STOCK_NORMATIVE][STOCK_REPEALED] = cell_number(INT64_MAX);
	tables.stock[STOCK_RULES][STOCK_REPEALED] = cell_number(-5);
	struct findings findings = checked(&tables);
	tables_check_years(&last, &tables, &arena, &findings);
	assert_non_null(findings.first);
}

static void years_carry_and_stock(void **state)
{
	(void)state;
	struct tables last = balanced(FORMAT_2021), now = balanced(FORMAT_2021);
	last.year = 2023;
	last.stock[STOCK_NORMATIVE][STOCK_IN_FORCE] = cell_number(470);
	now.stock[STOCK_NORMATIVE][STOCK_MADE] = cell_number(62);
	now.stock[STOCK_NORMATIVE][STOCK_REPEALED] = cell_number(33);
	now.stock[STOCK_NORMATIVE][STOCK_IN_FORCE] = cell_number(440);
	last.requests[ROW_R4][REQUESTER_LEGAL] = cell_number(5);
	struct findings findings = {0};
	tables_check_years(&last, &now, &arena, &findings);
	assert_int_equal(findings.count, 2);
	assert_int_equal(findings.certain, 1);
	assert_string_equal(findings.first->id, "t3.carry:legal");
	assert_string_equal(findings.first->row, "r2");
	assert_string_equal(findings.last->id, "t2.stock:normative");
	assert_int_equal(findings.last->expected, 499);
	assert_int_equal(findings.last->found, 440);
	assert_int_equal(findings.last->severity, FINDING_PROBABLE);

	findings = (struct findings){0};
	last.year = 2022; /* not the year before: nothing to compare */
	tables_check_years(&last, &now, &arena, &findings);
	assert_int_equal(findings.count, 0);
	last.year = 0; /* unknown: taken as given */
	last.format = FORMAT_2019;
	tables_check_years(&last, &now, &arena, &findings);
	assert_int_equal(findings.count, 1);
	now.format = FORMAT_2019;
	last.format = FORMAT_2021;
	now.year = 0;
	last.year = 2022;
	tables_check_years(&last, &now, &arena, &findings);
	assert_int_equal(findings.count, 2);
}

static void unread_cells_between_years_are_not_judged(void **state)
{
	(void)state;
	const struct cell unread = {CELL_UNREAD, 0};
	for (int i = 0; i < 6; i++) {
		struct tables last = balanced(FORMAT_2021), now = balanced(FORMAT_2021);
		last.year = 2023;
		last.stock[STOCK_RULES][STOCK_IN_FORCE] = cell_number(9);
		if (i == 0) last.stock[STOCK_RULES][STOCK_IN_FORCE] = unread;
		if (i == 1) now.stock[STOCK_RULES][STOCK_MADE] = unread;
		if (i == 2) now.stock[STOCK_RULES][STOCK_REPEALED] = unread;
		if (i == 3) now.stock[STOCK_RULES][STOCK_IN_FORCE] = unread;
		if (i == 4) last.requests[ROW_R4][COLUMN_TOTAL] = unread;
		if (i == 5) now.requests[ROW_R2][COLUMN_TOTAL] = unread;
		struct findings findings = {0};
		tables_check_years(&last, &now, &arena, &findings);
		assert_int_equal(findings.count, i < 4 ? 0 : 1);
	}
}

static void charges_are_printed_in_wan_exactly(void **state)
{
	(void)state;
	static const struct {
		int64_t fen;
		const char *text;
	} cases[] = {{0, "0"},
		     {1, "0.000001"},
		     {1000000, "1"},
		     {7730280000, "7730.28"},
		     {-1500000, "-1.5"},
		     {10000000, "10"},
		     {123456, "0.123456"},
		     {316441000000, "316441"},
		     {999999999999000000, "999999999999"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_string_equal(wan_text(cases[i].fen).s, cases[i].text);
		int64_t back = -1;
		assert_int_equal(wan_parse(cases[i].text, &back), cases[i].fen >= 0);
		if (cases[i].fen >= 0) assert_int_equal(back, cases[i].fen);
	}
	static const char *const bad[] = {
		"", ".5", "1.", "1.2345678", "1 ", "1.5x", "1,000", "1234567890123", "1.2.3"};
	int64_t fen;
	for (size_t i = 0; i < COUNT_OF(bad); i++) assert_false(wan_parse(bad[i], &fen));
}

static void labels_are_those_of_the_template(void **state)
{
	(void)state;
	assert_string_equal(table_row_label(ROW_G), "（七）总计");
	assert_string_equal(table_row_label(ROW_C3), "3.危及“三安全一稳定”");
	assert_string_equal(table_row_group(ROW_C3), "（三）不予公开");
	assert_null(table_row_group(ROW_A));
	assert_null(table_row_group(ROW_F));
	assert_null(table_row_group(ROW_R4));
	assert_string_equal(table_column_label(REQUESTER_SOCIAL), "社会公益组织");
	assert_string_equal(table_column_label(COLUMN_TOTAL), "总计");
	assert_string_equal(decision_paragraph(DECISION_CHARGE), "第二十条第（八）项");
	assert_string_equal(TABLE_IDENTITY_NOTE,
			    "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_parses_back),
		cmocka_unit_test(outcomes_and_leaves_are_the_same_21),
		cmocka_unit_test(totals_make_every_identity_hold),
		cmocka_unit_test(a_broken_balance_is_certain_and_says_both_numbers),
		cmocka_unit_test(blank_and_slash_are_form_and_leave_identities_unjudged),
		cmocka_unit_test(each_cell_of_an_identity_unread_leaves_it_unjudged),
		cmocka_unit_test(a_2021_report_with_one_row_f_is_added_up_with_it),
		cmocka_unit_test(absurd_figures_do_not_overflow),
		cmocka_unit_test(years_carry_and_stock),
		cmocka_unit_test(unread_cells_between_years_are_not_judged),
		cmocka_unit_test(charges_are_printed_in_wan_exactly),
		cmocka_unit_test(labels_are_those_of_the_template),
	};
	return cmocka_run_group_tests(tests, NULL, teardown);
}
