/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's pure parts: what a clerk types is read as a colleague would; a column becomes the
 * right field; notices survive their cookie and nothing else does. */
#include <string.h>

#include "unit/help_cmocka.h"
#include "web/desk/desk_entry.h"
#include "web/desk/desk_notice.h"
#include "web/typed.h"

static void typed_values_are_made_plain(void **state)
{
	(void)state;
	static const struct {
		enum value_type type;
		const char *typed, *expected;
	} rows[] = {
		{VALUE_DAY, "2024-12-31", "2024-12-31"},
		{VALUE_DAY, " 2024-3-5 ", "2024-03-05"},
		{VALUE_DAY, "2024/3/5", "2024-03-05"},
		{VALUE_DAY, "2024.03.05", "2024-03-05"},
		{VALUE_DAY, "20240305", "2024-03-05"},
		{VALUE_DAY, "2024年3月5日", "2024-03-05"},
		{VALUE_DAY, "2024年 3月 5日", "2024-03-05"},
		{VALUE_DAY, "２０２４－０３－０５", "2024-03-05"},
		{VALUE_DAY, "", ""},
		{VALUE_DAY, "　", ""},
		/* not understood: left for register_check to name */
		{VALUE_DAY, "2024-3", "2024-3"},
		{VALUE_DAY, "2024-3/5", "2024-3/5"},
		{VALUE_DAY, "2024035", "2024035"},
		{VALUE_DAY, "24-3-5", "24-3-5"},
		{VALUE_DAY, "昨天", "昨天"},
		{VALUE_DAY, "2024-02-30", "2024-02-30"},
		{VALUE_COUNT, "1,200", "1200"},
		{VALUE_COUNT, "１２００", "1200"},
		{VALUE_COUNT, "-3", "-3"},
		{VALUE_COUNT, "三", "三"},
		{VALUE_YUAN, "1,200.50元", "1200.50"},
		{VALUE_YUAN, "１２．５", "12.5"},
		{VALUE_YUAN, "12。5", "12.5"},
		{VALUE_YUAN, "元", "元"},
		{VALUE_TEXT, "　关于春耕的通知 \n", "关于春耕的通知"},
		{VALUE_TEXT, "第一行\r\n第二行", "第一行  第二行"},
		{VALUE_TEXT, "１２", "１２"},
		{VALUE_CHOICE, " c1 ", "c1"},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_string_equal(desk_normalise(rows[i].type, rows[i].typed, &arena),
				    rows[i].expected);
	arena_release(&arena);
}

static void a_typed_day_is_read_or_named(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct problems problems;
	day wanted;
	problems_init(&problems, &arena);
	assert_true(day_parse("2024-03-05", &wanted));
	assert_int_equal(typed_day(" 2024年3月5日", "from", "从", &problems), wanted);
	assert_int_equal(typed_day("　", "from", "从", &problems), DAY_NONE);
	assert_int_equal(problems.count, 0); /* nothing typed is no mistake */
	assert_int_equal(typed_day("2024/2/30", "from", "从", &problems), DAY_NONE);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problem_for(&problems, "from"),
			    "从“2024-02-30”不是一个存在的日期，请写成 2024-12-31 的样子。");
	arena_release(&arena);
}

static const struct column *column_of(enum register_id id, const char *name)
{
	const struct register_facts *facts = register_facts(id);
	size_t at = register_column(facts, name);
	assert_true(at < facts->n_columns);
	return &facts->columns[at];
}

static void a_column_becomes_its_field(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	problem_add(&problems, "received", "收到日期没有填写。");
	struct view_field field =
		desk_field_of(column_of(REGISTER_REQUESTS, "received"), "x", &problems, &arena);
	assert_true(field.is_line && field.is_short && !field.optional_mark);
	assert_string_equal(field.inputmode, "numeric");
	assert_string_equal(field.error, "收到日期没有填写。");
	assert_string_equal(field.value, "x");

	field = desk_field_of(column_of(REGISTER_REQUESTS, "outcome"), "c1", NULL, &arena);
	assert_true(field.is_select && !field.is_line && field.optional_mark);
	assert_int_equal(field.n_options, 22); /* empty and the 21 */
	size_t chosen = 0;
	for (size_t i = 0; i < field.n_options; i++)
		if (field.options[i].chosen) {
			chosen++;
			assert_string_equal(field.options[i].value, "c1");
		}
	assert_int_equal(chosen, 1);

	field = desk_field_of(column_of(REGISTER_LITIGATION, "route"), "", NULL, &arena);
	assert_true(field.is_radios && !field.is_select);
	assert_int_equal(field.n_options, 2);
	field = desk_field_of(column_of(REGISTER_RECORDS, "kind"), "通报", NULL, &arena);
	assert_true(field.is_line); /* usual values are offers, not a choice */
	assert_string_equal(field.suggestions, "list-kind");
	field = desk_field_of(column_of(REGISTER_REQUESTS, "subject"), "", NULL, &arena);
	assert_true(field.is_text && !field.is_line);
	field = desk_field_of(column_of(REGISTER_RECORDS, "url"), "", NULL, &arena);
	assert_true(field.is_line && !field.is_text);
	assert_string_equal(field.inputmode, "url");
	arena_release(&arena);
}

static void a_filter_offers_the_empty_value_of_optional_columns(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct view_field field =
		desk_field_filter(column_of(REGISTER_REQUESTS, "outcome"), "-", &arena);
	assert_string_equal(field.options[1].value, "-");
	assert_true(field.options[1].chosen && !field.options[0].chosen);
	field = desk_field_filter(column_of(REGISTER_REQUESTS, "channel"), "", &arena);
	assert_string_not_equal(field.options[1].value, "-");
	assert_true(field.options[0].chosen);
	arena_release(&arena);
}

static void an_outcome_names_its_group(void **state)
{
	(void)state;
	struct arena arena = {0};
	const struct column *outcome = column_of(REGISTER_REQUESTS, "outcome");
	assert_string_equal(desk_value_text(outcome, "c1", &arena),
			    "（三）不予公开 1.属于国家秘密");
	assert_string_equal(desk_value_brief(outcome, "c1", &arena),
			    "（三）不予公开 1.属于国家秘密");
	assert_string_equal(desk_value_text(outcome, "b", &arena),
			    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）");
	assert_string_equal(desk_value_brief(outcome, "b", &arena), "（二）部分公开");
	assert_string_equal(desk_value_brief(outcome, "", &arena), "");
	const struct column *subject = column_of(REGISTER_REQUESTS, "subject");
	assert_string_equal(desk_value_brief(subject, "名单（2024年）", &arena), "名单（2024年）");
	arena_release(&arena);
}

/* A register's page and the list behind a number show the same columns. */
static void a_list_shows_what_names_an_entry_and_what_filters_it(void **state)
{
	(void)state;
	for (int id = 0; id < REGISTER__MAX; id++) {
		const struct register_facts *facts = register_facts((enum register_id)id);
		struct desk_columns shown = desk_columns_shown(facts);
		bool seen[REGISTER_MAX_COLUMNS] = {false};
		assert_in_range(shown.n, 1, DESK_COLUMNS);
		assert_int_equal(shown.at[0], facts->title);
		for (size_t c = 0; c < shown.n; c++) {
			assert_true(shown.at[c] < facts->n_columns && !seen[shown.at[c]]);
			seen[shown.at[c]] = true;
		}
		assert_true(seen[facts->dated]);
		for (size_t i = 0; i < facts->n_filters && shown.n < DESK_COLUMNS; i++)
			assert_true(seen[facts->filters[i]]);
	}
	const struct register_facts *requests = register_facts(REGISTER_REQUESTS);
	struct desk_columns shown = desk_columns_shown(requests);
	struct arena arena = {0};
	struct entry entry = {.id = 7};
	for (size_t i = 0; i < requests->n_columns; i++) entry.values[i] = "";
	entry.values[requests->dated] = "2024-03-05";
	entry.values[register_column(requests, "outcome")] = "b";
	const struct view_cell *cells = desk_columns_cells(requests, &shown, &entry, &arena);
	assert_string_equal(cells[0].href, "/registers/requests/7");
	assert_string_equal(cells[1].text, "2024-03-05");
	assert_true(cells[1].nowrap);
	size_t outcomes = 0;
	for (size_t c = 0; c < shown.n; c++)
		outcomes += strcmp(cells[c].text, "（二）部分公开") == 0; /* without its remark */
	assert_int_equal(outcomes, 1);
	arena_release(&arena);
}

static void mistakes_lead_to_their_fields(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	problem_add(&problems, "title", "标题没有填写。");
	problem_add(&problems, "", "申请编号已有。");
	struct view_problems view = form_problems_of(&problems, NULL, &arena);
	assert_int_equal(view.n_problems, 2);
	assert_string_equal(view.problems[0].href, "#field-title");
	assert_string_equal(view.problems[1].href, "#main");
	arena_release(&arena);
}

static void a_notice_survives_its_cookie(void **state)
{
	(void)state;
	struct arena arena = {0};
	for (int code = 0; code < NOTICE__MAX; code++) {
		struct notice notice = notice_unpack(
			notice_pack((enum notice_code)code, "requests", 12, &arena), &arena);
		assert_int_equal(notice.code, code);
		assert_int_equal(notice.number, 12);
		assert_ptr_equal(notice.facts, register_facts(REGISTER_REQUESTS));
		assert_null(strpbrk(notice.text, "#@~"));
	}
	struct notice imported =
		notice_unpack(notice_pack(NOTICE_IMPORTED, "records", 85, &arena), &arena);
	assert_string_equal(imported.text, "已导入 85 条主动公开信息");
	static const char *const forged[] = {"",
					     "added",
					     "added.requests",
					     "added.requests.",
					     "added.requests.-1",
					     "added.requests.1x",
					     "added.nothing.1",
					     "hacked.requests.1",
					     "added.requests.99999999999999999999",
					     "..",
					     "added..",
					     ".requests.1"};
	for (size_t i = 0; i < COUNT_OF(forged); i++)
		assert_int_equal(notice_unpack(forged[i], &arena).code, NOTICE_NONE);
	assert_int_equal(notice_unpack(NULL, &arena).code, NOTICE_NONE);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(typed_values_are_made_plain),
		cmocka_unit_test(a_typed_day_is_read_or_named),
		cmocka_unit_test(a_column_becomes_its_field),
		cmocka_unit_test(a_filter_offers_the_empty_value_of_optional_columns),
		cmocka_unit_test(an_outcome_names_its_group),
		cmocka_unit_test(a_list_shows_what_names_an_entry_and_what_filters_it),
		cmocka_unit_test(mistakes_lead_to_their_fields),
		cmocka_unit_test(a_notice_survives_its_cookie),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
