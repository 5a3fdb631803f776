/* SPDX-License-Identifier: MulanPSL-2.0
 * The contract's JSON of the tables: exact shape, exact money, and nothing wrong taken in. */
#include "office/tables_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

static void shape(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct tables tables = {0};
	tables_zero(&tables, FORMAT_2021);
	tables.agency = "测试市";
	tables.year = 2025;
	tables.requests[ROW_F2][REQUESTER_LEGAL] = cell_number(7);
	tables.stock[STOCK_NORMATIVE][STOCK_IN_FORCE] = (struct cell){CELL_BLANK, 0};
	tables.decisions[DECISION_PENALTY] = (struct cell){CELL_SLASH, 0};
	tables_total(&tables);
	json_t *json = tables_to_json(&tables);
	json_t *table3 = json_object_get(json, "table3");
	assert_int_equal(json_object_size(table3), 25);
	assert_null(json_object_get(table3, "f"));
	json_t *f2 = json_object_get(table3, "f2");
	assert_int_equal(json_array_size(f2), 7);
	assert_int_equal(json_integer_value(json_array_get(f2, 4)), 7);
	assert_int_equal(json_integer_value(json_array_get(f2, 6)), 7);
	json_t *table2 = json_object_get(json, "table2");
	assert_true(json_is_null(json_array_get(json_object_get(table2, "normative"), 2)));
	assert_string_equal(json_string_value(json_object_get(table2, "penalties")), "/");
	assert_int_equal(json_array_size(json_object_get(json_object_get(json, "table4"), "after")),
			 5);
	json_decref(json);
	arena_release(&arena);
}

static void money(void **state)
{
	(void)state;
	struct arena arena = {0};
	static const struct {
		int64_t fen;
		const char *text;
	} cases[] = {{0, "\"charges_wan\":0"},
		     {1, "\"charges_wan\":1e-6"},
		     {316441000000, "\"charges_wan\":316441"},
		     {123456, "\"charges_wan\":0.123456"},
		     {316441120030, "\"charges_wan\":316441.12003"},
		     {10, "\"charges_wan\":1e-5"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct tables tables = {0}, back;
		tables_zero(&tables, FORMAT_2021);
		tables.decisions[DECISION_CHARGE] = cell_number(cases[i].fen);
		const char *text = tables_to_text(&tables, &arena);
		const char *at = strstr(text, "\"charges_wan\"");
		assert_non_null(at);
		assert_memory_equal(at, cases[i].text, strlen(cases[i].text));
		assert_true(tables_from_text(text, &arena, &back));
		assert_int_equal(back.decisions[DECISION_CHARGE].value, cases[i].fen);
	}
	arena_release(&arena);
}

static void round_trip(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct tables tables = {0}, back;
	tables_zero(&tables, FORMAT_2021);
	tables.agency = "古城\"回族\"乡";
	tables.year = 2024;
	int64_t n = 1;
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			if (table_row_in(FORMAT_2021, (enum table_row)row))
				tables.requests[row][column] = cell_number(n++);
	for (int group = 0; group < CASE__MAX; group++)
		tables.cases[group][RESULT_PENDING] = cell_number(n++);
	const char *text = tables_to_text(&tables, &arena);
	assert_true(tables_from_text(text, &arena, &back));
	assert_string_equal(back.agency, tables.agency);
	assert_int_equal(back.year, 2024);
	assert_memory_equal(back.requests, tables.requests, sizeof tables.requests);
	assert_memory_equal(back.cases, tables.cases, sizeof tables.cases);
	assert_memory_equal(back.stock, tables.stock, sizeof tables.stock);
	arena_release(&arena);
}

static void bad_shapes(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"{}",
		"[]",
		"{\"format\":\"2020\"}",
		"{\"format\":\"2021\",\"year\":\"2024\"}",
		"{\"format\":\"2021\",\"table3\":{\"zz\":[0,0,0,0,0,0,0]}}",
		"{\"format\":\"2021\",\"table3\":{\"a\":[0,0,0,0,0,0]}}",
		"{\"format\":\"2021\",\"table3\":{\"a\":[0,0,0,0,0,0,-1]}}",
		"{\"format\":\"2021\",\"table3\":{\"a\":[0,0,0,0,0,0,0.5]}}",
		"{\"format\":\"2021\",\"table3\":{\"a\":[0,0,0,0,0,0,\"x\"]}}",
		"{\"format\":\"2021\",\"table3\":{\"a\":[0,0,0,0,0,0,1e300]}}",
		"{\"format\":\"2021\",\"table3\":[]}",
		"{\"format\":\"2021\",\"table2\":{\"charges_wan\":0.0000001}}",
		"{\"format\":\"2021\",\"table2\":{\"licences\":true}}",
		"{\"format\":\"2021\",\"table4\":{\"after\":7}}",
		"not json",
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct tables tables;
		assert_false(tables_from_text(bad[i], &arena, &tables));
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shape),
		cmocka_unit_test(money),
		cmocka_unit_test(round_trip),
		cmocka_unit_test(bad_shapes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
