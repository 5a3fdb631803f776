/* SPDX-License-Identifier: MulanPSL-2.0
 * The tables against a count by hand, and every cell against the entries it opens to, on random
 * entries of several years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/count.h"
#include "store/help_store.h"

enum { FIRST = 2021, LAST = 2025, REQUESTS = 700, CASES = 60, DOCUMENTS = 60 };

static uint32_t seed;
static uint32_t pick(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

struct by_hand {
	struct tables years[LAST - FIRST + 1];
};

static struct tables *year_of(struct by_hand *hand, int year)
{
	return &hand->years[year - FIRST];
}

/* Some day of some year, and one not before it, often of a later year. */
static void two_days(char first[32], char second[32], int *ret_one, int *ret_two)
{
	int one = FIRST + (int)pick(LAST - FIRST + 1);
	int two = one + (pick(3) == 0 ? (int)pick(3) : 0);
	unsigned month = 1 + pick(12);
	snprintf(first, 32, "%d-%02u-%02u", one, month, 1 + pick(14));
	snprintf(second, 32, "%d-%02u-%02u", two, two > one ? 1 + pick(12) : month, 15 + pick(14));
	*ret_one = one;
	*ret_two = two;
}

static void add_request(struct office *office, struct by_hand *hand, int i)
{
	char received[32], replied[32], number[32];
	int in, out;
	bool open = pick(6) == 0, struck = pick(12) == 0;
	enum requester_kind kind = (enum requester_kind)pick(REQUESTER__MAX);
	enum outcome outcome = (enum outcome)(1 + pick(OUTCOME__MAX - 1));
	int64_t id = 0;
	two_days(received, replied, &in, &out);
	snprintf(number, sizeof number, "N%d", i);
	FINE(office,
	     office_add(office, REGISTER_REQUESTS,
			REQUEST(number, received, requester_code(kind),
				open ? "" : outcome_facts(outcome)->code, open ? "" : replied),
			&id));
	if (struck) {
		FINE(office, office_strike(office, REGISTER_REQUESTS, id, 1, "误登"));
		return;
	}
	if (open) out = 9999;
	for (int year = in; year <= LAST && year <= out; year++) {
		struct tables *tables = year_of(hand, year);
		tables->requests[year == in ? ROW_R1 : ROW_R2][kind].value++;
		tables->requests[year == out ? table_row_of(outcome) : ROW_R4][kind].value++;
	}
}

static void add_case(struct office *office, struct by_hand *hand, int i)
{
	static const enum case_result results[] = {RESULT_UPHELD, RESULT_CORRECTED, RESULT_OTHER};
	char filed[32], closed[32], number[32];
	int in, out;
	enum case_group group = (enum case_group)pick(CASE__MAX);
	enum case_result result = results[pick(3)];
	bool open = pick(4) == 0;
	const char *close = open ? "" : closed, *word = open ? "" : case_result_id(result);
	two_days(filed, closed, &in, &out);
	snprintf(number, sizeof number, "C%d", i);
	if (group == CASE_RECONSIDERATION)
		FINE(office,
		     office_add(office, REGISTER_RECONSIDERATIONS,
				(const char *const[]){number, filed, "某人", "", close, word},
				NULL));
	else
		FINE(office, office_add(office, REGISTER_LITIGATION,
					(const char *const[]){number, case_group_id(group), filed,
							      "某人", "", close, word},
					NULL));
	if (open) out = 9999;
	for (int year = in; year <= LAST && year <= out; year++)
		year_of(hand, year)->cases[group][year == out ? result : RESULT_PENDING].value++;
}

static void add_document(struct office *office, struct by_hand *hand)
{
	char made[32], repealed[32];
	int in, out;
	enum stock_row level = (enum stock_row)pick(STOCK__MAX);
	bool in_force = pick(2) == 0;
	two_days(made, repealed, &in, &out);
	FINE(office, office_add(office, REGISTER_NORMATIVE,
				(const char *const[]){"某办法", "", stock_row_id(level), made,
						      in_force ? "" : repealed, ""},
				NULL));
	if (in_force) out = 9999;
	year_of(hand, in)->stock[level][STOCK_MADE].value++;
	if (out <= LAST) year_of(hand, out)->stock[level][STOCK_REPEALED].value++;
	for (int year = in; year <= LAST && year < out; year++)
		year_of(hand, year)->stock[level][STOCK_IN_FORCE].value++;
}

static void add_decision(struct office *office, struct by_hand *hand)
{
	static const enum register_id registers[DECISION__MAX] = {
		REGISTER_LICENCES, REGISTER_PENALTIES, REGISTER_COERCION, REGISTER_CHARGES};
	int kind = (int)pick(DECISION__MAX), year = FIRST + (int)pick(LAST - FIRST + 1);
	uint32_t quantity = pick(1000);
	char first[32], last[32], text[32];
	snprintf(first, sizeof first, "%d-01-01", year);
	snprintf(last, sizeof last, "%d-12-31", year);
	snprintf(text, sizeof text, kind == DECISION_CHARGE ? "%u.07" : "%u", quantity);
	FINE(office, office_add(office, registers[kind],
				(const char *const[]){first, last, "台账", text, ""}, NULL));
	year_of(hand, year)->decisions[kind].value +=
		kind == DECISION_CHARGE ? quantity * 100 + 7 : quantity;
}

/* Counted nowhere (regulation.md 10.21): the count by hand knows nothing of it. */
static void add_beside(struct office *office, int i)
{
	char received[32], closed[32], number[32];
	int in, out;
	two_days(received, closed, &in, &out);
	snprintf(number, sizeof number, "B%d", i);
	FINE(office,
	     office_add(office, REGISTER_CORRECTIONS,
			(const char *const[]){number, received, "counter", "natural", "某人",
					      "名单", "写错了", "corrected", closed},
			NULL));
	FINE(office, office_add(office, REGISTER_SUGGESTIONS,
				(const char *const[]){number, received, "某人", "预算", "adopted",
						      closed, ""},
				NULL));
	FINE(office, office_add(office, REGISTER_COMPLAINTS,
				(const char *const[]){number, received, "online", "某人", "某局",
						      "N1", "逾期未答复", "upheld", closed},
				NULL));
}

static void populate(struct office *office, struct by_hand *hand)
{
	for (int year = FIRST; year <= LAST; year++) {
		tables_zero(year_of(hand, year), FORMAT_2021);
		year_of(hand, year)->year = year;
	}
	for (int i = 0; i < REQUESTS; i++) add_request(office, hand, i);
	for (int i = 0; i < CASES; i++) add_case(office, hand, i);
	for (int i = 0; i < DOCUMENTS; i++) add_document(office, hand);
	for (int i = 0; i < 20; i++) add_decision(office, hand);
	for (int i = 0; i < 20; i++) add_beside(office, i);
	for (int year = FIRST; year <= LAST; year++) tables_total(year_of(hand, year));
}

/* How many entries the cell opens to, on pages of 7; each seen once. */
static int64_t opened(struct office *office, int year, struct cell_ref cell, int64_t *ret_sum)
{
	struct entry_page page = {0};
	const char *cursor = "";
	int64_t count = 0, sum = 0;
	static bool seen[4096];
	memset(seen, 0, sizeof seen);
	do {
		FINE(office, count_cell_list(office->store, office->agency, year, cell, cursor, 7,
					     &office->arena, &office->error, &page));
		for (size_t i = 0; i < page.n; i++) {
			assert_true(page.entries[i].id < 4096);
			assert_false(seen[page.entries[i].id]);
			assert_false(page.entries[i].struck);
			seen[page.entries[i].id] = true;
			sum += strtoll(page.entries[i].values[3], NULL, 10);
		}
		count += (int64_t)page.n;
		cursor = page.next;
	} while (cursor != NULL);
	*ret_sum = sum;
	return count;
}

static void same_cell(struct office *office, const struct tables *is, struct cell_ref cell,
		      const char *name, const struct cell *a, const struct cell *b)
{
	int64_t sum = 0;
	int64_t count = opened(office, is->year, cell, &sum);
	if (cell.table == CELLS_DECISIONS) count = cell.row == DECISION_CHARGE ? b->value : sum;
	if (a->value == b->value && count == b->value && a->kind == CELL_NUMBER) return;
	fail_msg("seed %u, %d %s row %d column %d: counted %lld, by hand %lld, opens to %lld", seed,
		 is->year, name, cell.row, cell.column, (long long)a->value, (long long)b->value,
		 (long long)count);
}

static void compare(struct office *office, const struct tables *is, const struct tables *hand)
{
	for (int r = 0; r < STOCK__MAX; r++)
		for (int c = 0; c < STOCK_COLUMN__MAX; c++)
			same_cell(office, is, (struct cell_ref){CELLS_STOCK, r, c}, "stock",
				  &is->stock[r][c], &hand->stock[r][c]);
	for (int r = 0; r < DECISION__MAX; r++)
		same_cell(office, is, (struct cell_ref){CELLS_DECISIONS, r, 0}, "decisions",
			  &is->decisions[r], &hand->decisions[r]);
	for (int r = 0; r < ROW__MAX; r++)
		for (int c = 0; c < COLUMN__MAX && table_row_in(FORMAT_2021, (enum table_row)r);
		     c++)
			same_cell(office, is, (struct cell_ref){CELLS_REQUESTS, r, c}, "requests",
				  &is->requests[r][c], &hand->requests[r][c]);
	for (int r = 0; r < CASE__MAX; r++)
		for (int c = 0; c < RESULT__MAX; c++)
			same_cell(office, is, (struct cell_ref){CELLS_CASES, r, c}, "cases",
				  &is->cases[r][c], &hand->cases[r][c]);
}

/* Few as they are, a first page's figures are those of the tables. */
static void brief_agrees(struct office *office, const struct tables *tables, int year)
{
	static const enum table_row rows[] = {ROW_R1, ROW_R2, ROW_G, ROW_R4};
	struct tables brief;
	FINE(office, count_brief(office->store, office->agency, year, &office->error, &brief));
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(brief.requests[rows[i]][COLUMN_TOTAL].value,
				 tables->requests[rows[i]][COLUMN_TOTAL].value);
	memcpy(brief.requests, tables->requests, sizeof brief.requests);
	compare(office, &brief, tables);
}

static void test_tables_and_their_entries(void **state)
{
	struct office office;
	static struct by_hand hand;
	struct tables tables;
	(void)state;
	seed = 20241231;
	office_open(&office);
	populate(&office, &hand);
	for (int year = FIRST; year <= LAST; year++) {
		struct findings findings = {0};
		FINE(&office,
		     count_tables(office.store, office.agency, year, &office.error, &tables));
		compare(&office, &tables, year_of(&hand, year));
		brief_agrees(&office, &tables, year);
		brief_agrees(&office, &tables, year);
		tables_check(&tables, &office.arena, &findings);
		assert_int_equal(findings.count, 0);
	}
	int *years = NULL;
	size_t n = 0;
	FINE(&office,
	     count_years(office.store, office.agency, &office.arena, &office.error, &years, &n));
	assert_int_equal(n, LAST - FIRST + 1);
	assert_int_equal(years[0], LAST);
	office_close(&office);
}

static void test_foreign_cursors(void **state)
{
	static const char *const bad[] = {
		"x",	   "0~", "9~~~0", "-1~~~0", "0~~~", "0~~~1x", "0~aaaaaaaaaaaaaaaa~~1",
		"2030~~~0"};
	struct office office;
	struct entry_page page;
	(void)state;
	office_open(&office);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct cell_ref r2 = {CELLS_REQUESTS, ROW_R2, COLUMN_TOTAL};
		struct cell_ref cases = {CELLS_CASES, CASE_DIRECT, RESULT_TOTAL};
		assert_int_equal(count_cell_list(office.store, office.agency, 2024, r2, bad[i], 0,
						 &office.arena, &office.error, &page),
				 ERR_USAGE);
		assert_int_equal(count_cell_list(office.store, office.agency, 2024, cases, bad[i],
						 0, &office.arena, &office.error, &page),
				 ERR_USAGE);
	}
	office_close(&office);
}

static void test_cell_ids(void **state)
{
	struct cell_ref cell;
	(void)state;
	assert_true(cell_ref_parse("requests", "r2", "natural", &cell));
	assert_int_equal(cell.row, ROW_R2);
	assert_int_equal(cell_register(cell), REGISTER_REQUESTS);
	assert_true(cell_ref_parse("cases", "direct", "pending", &cell));
	assert_int_equal(cell_register(cell), REGISTER_LITIGATION);
	assert_true(cell_ref_parse("stock", "rules", "in_force", &cell));
	assert_true(cell_ref_parse("decisions", "charges_wan", "", &cell));
	assert_int_equal(cell_register(cell), REGISTER_CHARGES);
	assert_false(cell_ref_parse("requests", "f", "natural", &cell));
	assert_false(cell_ref_parse("requests", "r2", "person", &cell));
	assert_false(cell_ref_parse("nothing", "r2", "natural", &cell));
}

static void test_facts(void **state)
{
	struct office office;
	struct count_facts facts;
	(void)state;
	office_open(&office);
	for (int i = 0; i < 5; i++)
		FINE(&office, office_add(&office, REGISTER_RECORDS,
					 (const char *const[]){"某信息", i < 3 ? "通知" : "报告",
							       "乡村振兴", i == 0 ? "fund" : "", "",
							       "2024-05-01", "政府网站", "", ""},
					 NULL));
	FINE(&office, office_add(&office, REGISTER_RECORDS,
				 (const char *const[]){"去年的", "通知", "", "", "", "2023-12-31",
						       "", "", ""},
				 NULL));
	FINE(&office,
	     office_add(&office, REGISTER_FEES,
			(const char *const[]){"N1", "2023-12-20", "400.00", "2024-01-03", ""},
			NULL));
	FINE(&office,
	     office_add(&office, REGISTER_FEES,
			(const char *const[]){"N2", "2024-03-20", "100.00", "", ""}, NULL));
	FINE(&office,
	     count_facts(office.store, office.agency, 2024, &office.arena, &office.error, &facts));
	assert_int_equal(facts.records, 5);
	assert_int_equal(facts.records_by_kind.n, 2);
	assert_string_equal(facts.records_by_kind.rows[0].key, "通知");
	assert_int_equal(facts.records_by_kind.rows[0].count, 3);
	assert_string_equal(facts.records_by_key_area.rows[0].key, "");
	assert_int_equal(facts.records_by_key_area.rows[1].count, 1);
	assert_int_equal(facts.fee_notices, 1);
	assert_int_equal(facts.fee_collected, 40000);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tables_and_their_entries),
		cmocka_unit_test(test_foreign_cursors),
		cmocka_unit_test(test_cell_ids),
		cmocka_unit_test(test_facts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
