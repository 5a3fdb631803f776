/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration counts what the two real reports say, cell by cell; its story can be played to
 * the end. */
#include "office/demo.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "office/annual.h"
#include "office/entry.h"
#include "office/signin.h"
#include "office/tables_json.h"
#include "office/unit.h"
#include "store/help_engine.h"

/* 2026-11-23 09:00 */
static const struct clock now = {.fixed_ms = 1795395600000};
static char url[ENGINE_URL];
static struct office office;
static struct arena arena;
static struct error error;
static struct demo_made made;

#define GOOD(call)                                                                                 \
	do {                                                                                       \
		if ((call) != ERR_NONE) fail_msg("%s", error.message);                             \
	} while (0)

static int make(void **state)
{
	(void)state;
	engine_database(NULL, url);
	GOOD(demo_make(url, now, NULL, false, &arena, &error, &made));
	GOOD(office_attach(url, now, NULL, &error, &office));
	return 0;
}

static int drop(void **state)
{
	(void)state;
	office_detach(&office);
	engine_drop(url);
	arena_release(&arena);
	return 0;
}

static int64_t agency_id(enum demo_agency which)
{
	struct agency agency;
	GOOD(unit_find(&office, demo_agency_name(which), &arena, &error, &agency));
	return agency.id;
}

static void counts(enum demo_agency which, int year, const char *file)
{
	struct actor self = actor_operator();
	struct tables tables;
	enum report_state state;
	json_error_t where;
	json_t *expected = json_load_file(file, 0, &where);
	if (expected == NULL) fail_msg("%s: %s", file, where.text);
	for (int live = 0; live < 2; live++) {
		GOOD(annual_tables(&office, &self, agency_id(which), year, live == 1, &arena,
				   &error, &tables, &state));
		json_t *got = tables_to_json(&tables);
		const char *key;
		json_t *value;
		json_object_foreach(expected, key, value)
		{
			if (!json_equal(json_object_get(got, key), value))
				fail_msg("%s of %s differs", key, file);
		}
		json_decref(got);
	}
	json_decref(expected);
}

static void township(void **state)
{
	(void)state;
	counts(DEMO_TOWNSHIP, 2024, "tests/data/demo/township-2024.json");
	struct agency root;
	GOOD(unit_find(&office, NULL, &arena, &error, &root));
	assert_string_equal(root.name, "海东市平安区古城回族乡");
	struct actor self = actor_operator();
	struct annual annual;
	GOOD(annual_load(&office, &self, root.id, 2024, &arena, &error, &annual));
	assert_int_equal(annual.counts.records, 85);
	assert_int_equal(annual.counts.records_by_kind.n, 3);
	assert_int_equal(annual.counts.records_by_topic.n, 4);
	assert_int_equal(annual.counts.responses, 67);
	assert_int_equal(annual.findings.certain, 0);
	assert_true(annual.demo);
}

static void city(void **state)
{
	(void)state;
	counts(DEMO_CITY, 2025, "tests/data/demo/city-2025.json");
	struct actor self = actor_operator();
	struct annual annual;
	GOOD(annual_load(&office, &self, agency_id(DEMO_CITY), 2025, &arena, &error, &annual));
	assert_int_equal(annual.report.state, REPORT_PUBLISHED);
	assert_int_equal(annual.counts.fee_collected, 40000);
}

static struct actor sign_in(const char *login)
{
	char token[SIGNIN_TOKEN];
	struct actor actor;
	GOOD(signin_start(&office, login, DEMO_PASSWORD, "127.0.0.1", &error, token));
	GOOD(signin_actor(&office, token, "127.0.0.1", &arena, &error, &actor));
	return actor;
}

/* What the issue promises a new user: add, correct, follow a number, freeze, sign twice, publish.
 */
static void story(void **state)
{
	(void)state;
	struct actor clerk = sign_in("clerk"), approver = sign_in("approver"),
		     head = sign_in("head");
	int64_t agency = clerk.agency_id;
	struct annual annual;
	GOOD(annual_load(&office, &clerk, agency, 2024, &arena, &error, &annual));
	for (const struct finding *f = annual.findings.first; f != NULL; f = f->next)
		if (f->severity == FINDING_PROBABLE)
			GOOD(annual_answer(&office, &clerk, agency, 2024, f->id, "已核对", &error));
	GOOD(annual_freeze(&office, &clerk, agency, 2024, annual.report.version, &error));
	GOOD(annual_sign(&office, &approver, agency, 2024, "approver", &error));
	GOOD(annual_sign(&office, &head, agency, 2024, "head", &error));
	GOOD(annual_publish(&office, &approver, agency, 2024, &error));
	struct report_paper paper;
	for (size_t i = 0; i < PAPER_FORMATS; i++) {
		GOOD(annual_paper_kept(&office, &clerk, agency, 2024, &paper_formats[i], &arena,
				       &error, &paper));
		assert_true(paper.n > 1000);
	}
}

/* Every leaf of the city opens to as many entries as it says. */
static void numbers_open(void **state)
{
	(void)state;
	struct actor clerk = sign_in("city-clerk");
	struct tables tables;
	enum report_state at;
	GOOD(annual_tables(&office, &clerk, clerk.agency_id, 2025, false, &arena, &error, &tables,
			   &at));
	static const enum table_row opened[] = {ROW_R2, ROW_C8, ROW_E5, ROW_R4};
	for (size_t i = 0; i < COUNT_OF(opened); i++) {
		struct cell_ref cell = {CELLS_REQUESTS, opened[i], COLUMN_TOTAL};
		int64_t n = 0;
		const char *cursor = "";
		while (cursor != NULL) {
			struct entry_page page;
			GOOD(entry_behind(&office, &clerk, clerk.agency_id, 2025, cell, cursor, 500,
					  &arena, &error, &page));
			n += (int64_t)page.n;
			cursor = page.next;
		}
		assert_int_equal(n, tables.requests[opened[i]][COLUMN_TOTAL].value);
	}
}

/* A handful of what stands beside the requests, each result among them. */
static void beside_requests(void **state)
{
	(void)state;
	static const enum register_id ids[] = {REGISTER_CORRECTIONS, REGISTER_SUGGESTIONS,
					       REGISTER_COMPLAINTS};
	struct actor city = sign_in("city-clerk"), township = sign_in("clerk");
	for (size_t i = 0; i < COUNT_OF(ids); i++) {
		const struct register_facts *facts = register_facts(ids[i]);
		const struct column *result = &facts->columns[register_column(facts, "result")];
		struct entry_page page;
		for (const struct choice *choice = result->choices; choice->code != NULL;
		     choice++) {
			struct entry_filter filter = {.choices = {choice->code}};
			GOOD(entry_list(&office, &city, ids[i], city.agency_id, &filter, &arena,
					&error, &page));
			assert_int_equal(page.total, 1 + (strcmp(choice->code, "adopted") == 0));
		}
		GOOD(entry_list(&office, &city, ids[i], city.agency_id,
				&(struct entry_filter){.choices = {"-"}}, &arena, &error, &page));
		assert_int_equal(page.total, 1);
		assert_null(strstr(page.entries[0].values[register_column(facts, "name")], "居民"));
		/* another office's are nobody's here */
		assert_int_equal(entry_list(&office, &township, ids[i], city.agency_id,
					    &(struct entry_filter){0}, &arena, &error, &page),
				 ERR_DENIED);
	}
}

static void accounts(void **state)
{
	(void)state;
	size_t n;
	const struct demo_account *all = demo_accounts(&n);
	unsigned office_roles = 0, admins = 0;
	for (size_t i = 0; i < n; i++) {
		enum account_kind kind;
		unsigned roles;
		assert_true(roles_parse(all[i].roles, &kind, &roles));
		office_roles |= roles;
		admins |= 1u << kind;
	}
	assert_int_equal(office_roles, ROLE__ALL);
	assert_int_equal(admins, (1u << ACCOUNT__MAX) - 1);
	/* an existing file is never overwritten */
	assert_int_equal(demo_make(url, now, NULL, false, &arena, &error, &made), ERR_ENV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(accounts),	cmocka_unit_test(township),
		cmocka_unit_test(city),		cmocka_unit_test(story),
		cmocka_unit_test(numbers_open), cmocka_unit_test(beside_requests),
	};
	return cmocka_run_group_tests(tests, make, drop);
}
