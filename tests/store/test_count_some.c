/* SPDX-License-Identifier: MulanPSL-2.0
 * Counts that stop: exact up to COUNT_MOST, and never a smaller number than there is above it. A
 * search that stops, and goes on from there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/count.h"
#include "store/help_store.h"
#include "store/matter_list.h"

static struct office office;

static int setup(void **state UNUSED)
{
	office_open(&office);
	return 0;
}

static int teardown(void **state UNUSED)
{
	office_close(&office);
	return 0;
}

/* `columns` of rows i = first…last. */
static void many(const char *table, const char *columns, const char *values, int first, int last)
{
	const char *sql = arena_printf(
		&office.arena,
		"INSERT INTO %s (%s) SELECT %s FROM (WITH RECURSIVE c (i) AS (SELECT %d UNION ALL "
		"SELECT i + 1 FROM c WHERE i < %d) SELECT i FROM c) counted",
		table, columns, values, first, last);
	office_tamper(&office, sql);
}

static void requests(const char *received, int first, int last)
{
	const char *values = arena_printf(
		&office.arena, "%lld, i, 1, 'N' || i, '%s', 'online', 'natural', '虚构人', '某事'",
		(long long)office.agency, received);
	many("request",
	     "agency_id, id, version, number, received, channel, requester_kind, requester_name, "
	     "subject",
	     values, first, last);
}

static int64_t in_year(int year)
{
	int64_t n = -1;
	FINE(&office, register_count(office.store, REGISTER_REQUESTS, office.agency,
				     day_year_start(year), day_year_end(year), &office.error, &n));
	return n;
}

static bool any_in_year(int year)
{
	bool any = false;
	FINE(&office, register_any(office.store, REGISTER_REQUESTS, office.agency,
				   day_year_start(year), day_year_end(year), &office.error, &any));
	return any;
}

static int64_t total(const struct entry_filter *filter)
{
	struct entry_page page;
	FINE(&office, register_list(office.store, REGISTER_REQUESTS, office.agency, filter,
				    &office.arena, &office.error, &page));
	return page.total;
}

static void a_register(void **state)
{
	const struct entry_filter all = {0}, word = {.text = "某事"},
				  struck = {.struck = STRUCK_WITH},
				  kind = {.choices = {NULL, "natural", NULL}},
				  in_2023 = {.from = day_year_start(2023),
					     .to = day_year_end(2023)},
				  word_in_2023 = {.from = day_year_start(2023),
						  .to = day_year_end(2023),
						  .text = "某事"};
	struct tables tables;
	(void)state;
	requests("2024-05-01", 1, COUNT_MOST);
	assert_int_equal(in_year(2024), COUNT_MOST);
	assert_int_equal(total(&all), COUNT_MOST);
	assert_int_equal(total(&word), COUNT_MOST);
	assert_int_equal(total(&kind), COUNT_MOST);
	requests("2023-05-01", COUNT_MOST + 1, COUNT_MOST + 3);
	assert_int_equal(in_year(2024), COUNT_MOST);
	assert_int_equal(in_year(2023), 3);
	assert_int_equal(in_year(2022), 0);
	assert_true(any_in_year(2024) && any_in_year(2023));
	assert_false(any_in_year(2022));
	assert_int_equal(total(&all), COUNT_MORE);
	/* what an index does not count is not counted among so many */
	assert_int_equal(total(&word), -1);
	assert_int_equal(total(&kind), -1);
	assert_int_equal(total(&struck), -1);
	assert_int_equal(total(&in_2023), 3);
	assert_int_equal(total(&word_in_2023), 3);
	FINE(&office, count_brief(office.store, office.agency, 2024, &office.error, &tables));
	assert_int_equal(tables.requests[ROW_R1][COLUMN_TOTAL].value, COUNT_MOST);
	assert_int_equal(tables.requests[ROW_R2][COLUMN_TOTAL].value, 3);
	assert_int_equal(tables.requests[ROW_R4][COLUMN_TOTAL].value, COUNT_MORE);
	assert_int_equal(tables.requests[ROW_G][COLUMN_TOTAL].value, 0);
}

static void states(const char *code, int first, int last)
{
	const char *values = arena_printf(&office.arena,
					  "i, %lld, 'request', 1, '%s', '2024-05-0' || (i %% 2), "
					  "'2024-04-01'",
					  (long long)office.agency, code);
	many("matter_state", "matter_id, agency_id, kind, version, state, next_due, reckoned",
	     values, first, last);
}

static int64_t of_state(const struct matter_count *counts, size_t n, const char *state)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(counts[i].state, state) == 0) return counts[i].n;
	return 0;
}

static void the_list_of_cases(void **state)
{
	struct matter_count *counts = NULL;
	size_t n = 0;
	int64_t due = 0;
	bool any = true;
	(void)state;
	FINE(&office, matter_any_open(office.store, office.agency, &office.error, &any));
	assert_false(any);
	states("archived", 1, 20);
	FINE(&office, matter_any_open(office.store, office.agency, &office.error, &any));
	assert_false(any);
	states("arrived", 21, 30);
	states("received", 31, COUNT_MOST);
	for (int round = 0; round < 2; round++) {
		FINE(&office, matter_any_open(office.store, office.agency, &office.error, &any));
		assert_true(any);
		FINE(&office, matter_count_states(office.store, office.agency, &office.arena,
						  &office.error, &counts, &n));
		assert_int_equal(n, 2);
		assert_int_equal(of_state(counts, n, "arrived"), 10);
		assert_int_equal(of_state(counts, n, "received"),
				 round == 0 ? COUNT_MOST - 30 : COUNT_MORE);
		if (round == 0) states("received", COUNT_MOST + 1, 2 * COUNT_MOST);
	}
	FINE(&office, matter_count_due(office.store, office.agency, "2024-05-00", "2024-05-01",
				       &office.error, &due));
	assert_int_equal(due, COUNT_MORE);
	FINE(&office, matter_count_due(office.store, office.agency, "2024-05-01", "2024-05-01",
				       &office.error, &due));
	assert_int_equal(due, COUNT_MOST);
	FINE(&office, matter_count_due(office.store, office.agency, "2024-05-02", "2024-06-01",
				       &office.error, &due));
	assert_int_equal(due, 0);
}

static struct matter_page page_at(const char *text, const char *requester, const char *cursor)
{
	const struct matter_filter filter = {
		.text = text, .requester = requester, .cursor = cursor};
	struct matter_page page;
	FINE(&office, matter_list(office.store, office.agency, &filter, &office.arena,
				  &office.error, &page));
	return page;
}

/* Requests with their matters; the last one's subject is 另一件事. */
static void matters(int n)
{
	const char *blob = engine_is_postgres() ? "''" : "x''";
	const char *matter =
		arena_printf(&office.arena, "i, %lld, 'request', i, 1700000000000, 2, '{}', %s, %s",
			     (long long)office.agency, blob, blob);
	requests("2024-05-01", 1, n);
	many("matter", "id, agency_id, kind, entry_id, filed_at, filed_by, form, key, person",
	     matter, 1, n);
	states("received", 1, n);
	office_tamper(&office,
		      arena_printf(&office.arena,
				   "UPDATE request SET subject = '另一件事' WHERE id = %d", n));
}

static void a_search_goes_on_where_it_stopped(void **state)
{
	enum { N = MATTER_SEARCHED + 777 };
	struct matter_page page;
	(void)state;
	matters(N - N % 2); /* the last has the later day */
	page = page_at("某事", NULL, "");
	assert_int_equal(page.n, 50);
	assert_false(page.cut);
	assert_non_null(page.next);
	page = page_at(NULL, "natural", page.next);
	assert_int_equal(page.n, 50);
	assert_non_null(page.previous);
	page = page_at("没有的事", NULL, "");
	assert_int_equal(page.n, 0);
	assert_true(page.cut);
	page = page_at("没有的事", NULL, page.next);
	assert_int_equal(page.n, 0);
	assert_false(page.cut);
	assert_null(page.next);
	assert_non_null(page.previous);
	/* and back to the beginning */
	for (int i = 0; i < 3 && page.previous != NULL; i++)
		page = page_at("没有的事", NULL, page.previous);
	assert_int_equal(page.n, 0);
	assert_null(page.previous);

	bool met = false;
	page = page_at("另一件", NULL, "");
	for (int i = 0; i < 2 && !met; i++) {
		met = page.n == 1;
		if (!met) page = page_at("另一件", NULL, page.next);
	}
	assert_int_equal(page.n, 1);
	assert_string_equal(page.rows[0].subject, "另一件事");
	page = page_at(NULL, "business", "");
	assert_int_equal(page.n, 0);
	assert_true(page.cut);
}

/* Owed at once, then from a day on; not what lies between. There and back. */
static void a_gap_of_days_is_stepped_over(void **state)
{
	enum { N = 80, AT_ONCE = 3, LATE = 5, SHOWN = N - LATE };
	struct matter_filter filter = {
		.at_once = true, .from = "2024-05-00", .to = "2024-05-09", .limit = 10};
	struct matter_page page;
	int64_t seen[N];
	size_t n = 0;
	(void)state;
	matters(N);
	office_tamper(&office, "UPDATE matter_state SET next_due = '' WHERE matter_id <= 3");
	office_tamper(&office, "UPDATE matter_state SET next_due = '2024-04-01' "
			       "WHERE matter_id > 3 AND matter_id <= 8");
	for (const char *cursor = ""; cursor != NULL; cursor = page.next) {
		filter.cursor = cursor;
		FINE(&office, matter_list(office.store, office.agency, &filter, &office.arena,
					  &office.error, &page));
		for (size_t i = 0; i < page.n; i++) seen[n++] = page.rows[i].id;
	}
	assert_int_equal(n, SHOWN);
	for (size_t i = 0; i < AT_ONCE; i++) assert_int_equal(seen[i], i + 1);
	n -= page.n;
	while (page.previous != NULL) {
		filter.cursor = page.previous;
		FINE(&office, matter_list(office.store, office.agency, &filter, &office.arena,
					  &office.error, &page));
		for (size_t i = page.n; i > 0; i--)
			assert_int_equal(page.rows[i - 1].id, seen[--n]);
	}
	assert_int_equal(n, 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_register),
		TEST(the_list_of_cases),
		TEST(a_search_goes_on_where_it_stopped),
		TEST(a_gap_of_days_is_stepped_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
