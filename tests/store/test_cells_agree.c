/* SPDX-License-Identifier: MulanPSL-2.0
 * After any sequence of adding, correcting and striking, over several years: the identities hold,
 * every number opens, the journal verifies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/help_cells.h"
#include "store/help_store.h"
#include "store/journal.h"

enum { FIRST_YEAR = 2019, YEARS = 5, ACTS = 900, ENTRIES = 300, SMALL_PAGE = 7 };

static uint64_t seed;

static int below(int n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)n);
}

static void random_day(char text[16], int from_year, int years)
{
	snprintf(text, 16, "%04d-%02d-%02d", from_year + below(years), 1 + below(12),
		 1 + below(28));
}

struct known {
	int64_t id, version;
	bool struck;
	char number[16];
};

static const char *const *random_request(const char *number)
{
	static const char *values[8];
	static char received[16], replied[16];
	enum outcome outcome = (enum outcome)below(OUTCOME__MAX);
	random_day(received, FIRST_YEAR, YEARS);
	values[0] = number;
	values[1] = received;
	values[2] = "online";
	values[3] = requester_code((enum requester_kind)below(REQUESTER__MAX));
	values[4] = "虚构人";
	values[5] = "某项目";
	values[6] = outcome == OUTCOME_OPEN ? "" : outcome_facts(outcome)->code;
	values[7] = "";
	if (outcome != OUTCOME_OPEN) {
		int year = (int)strtol(received, NULL, 10);
		do {
			random_day(replied, year, 3);
		} while (strcmp(replied, received) < 0);
		values[7] = replied;
	}
	return values;
}

static void act(struct office *office, struct known *known, size_t *n)
{
	int what = *n < 5 ? 0 : below(10);
	if (what < 5 && *n < ENTRIES) {
		struct known *fresh = &known[(*n)++];
		snprintf(fresh->number, sizeof fresh->number, "N%zu", *n);
		FINE(office, office_add(office, REGISTER_REQUESTS, random_request(fresh->number),
					&fresh->id));
		fresh->version = 1;
		return;
	}
	struct known *one = &known[below((int)*n)];
	enum err err;
	if (what < 9)
		err = office_change(office, REGISTER_REQUESTS, one->id, one->version,
				    random_request(one->number), "改正");
	else
		err = office_strike(office, REGISTER_REQUESTS, one->id, one->version, "重复");
	assert_int_equal(err, one->struck ? ERR_CONFLICT : ERR_NONE);
	if (err != ERR_NONE) return;
	one->version++;
	one->struck = what >= 9;
}

static void identities_hold(struct office *office, struct arena *arena)
{
	struct tables last = {0};
	for (int year = FIRST_YEAR - 1; year <= FIRST_YEAR + YEARS + 3; year++) {
		struct counting counting = {office->store, office->agency, year, SMALL_PAGE};
		struct tables tables = cells_count(&counting);
		struct findings findings = {0};
		tables_check(&tables, arena, &findings);
		if (year >= FIRST_YEAR) tables_check_years(&last, &tables, arena, &findings);
		if (findings.count > 0) fail_msg("%d: %s", year, findings.first->text);
		last = tables;
	}
}

static void test_any_sequence(void **state)
{
	static struct known known[ENTRIES];
	struct office office;
	struct arena arena = {0};
	struct journal_verdict verdict;
	size_t n = 0;
	(void)state;
	seed = 20261123;
	office_open(&office);
	for (int i = 1; i <= ACTS; i++) {
		act(&office, known, &n);
		if (i % 30 == 0) identities_hold(&office, &arena);
		if (i % 300 != 0) continue;
		for (int year = FIRST_YEAR - 1; year <= FIRST_YEAR + YEARS + 3; year++) {
			struct counting counting = {office.store, office.agency, year, SMALL_PAGE};
			cells_agree(&counting);
		}
		FINE(&office, journal_seal(office.store, &office.error, NULL));
		FINE(&office, journal_verify(office.store, &arena, &office.error, &verdict));
		if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	}
	assert_int_equal(n, ENTRIES);
	arena_release(&arena);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_sequence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
