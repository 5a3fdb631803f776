/* SPDX-License-Identifier: MulanPSL-2.0
 * In the demonstration every cell of every table lists exactly the entries it counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "office/demo.h"
#include "store/agency.h"
#include "store/help_cells.h"
#include "store/help_engine.h"

enum { PAGE = 500 };

static void test_demo(void **state)
{
	char url[ENGINE_URL];
	struct clock clock = {.fixed_ms = 1795395600000}; /* 2026-11-23 09:00 */
	struct error error;
	struct store *store = NULL;
	struct arena arena = {0};
	struct demo_made made;
	(void)state;
	engine_database(NULL, url);
	assert_int_equal(demo_make(url, clock, NULL, false, &arena, &error, &made), ERR_NONE);
	assert_int_equal(store_open(url, STORE_DESK, 0, &error, &store), ERR_NONE);
	int64_t cells = 0;
	for (int which = 0; which < DEMO_AGENCY__MAX; which++) {
		struct agency agency;
		assert_int_equal(agency_find(store, demo_agency_name((enum demo_agency)which),
					     &arena, &error, &agency),
				 ERR_NONE);
		for (int year = 2023; year <= 2026; year++) {
			struct counting counting = {store, agency.id, year, PAGE};
			cells_agree(&counting);
			cells += cells_count(&counting).requests[ROW_R1][COLUMN_TOTAL].value;
		}
	}
	assert_true(cells > 14000); /* the city was really counted */
	store_close(store);
	arena_release(&arena);
	engine_drop(url);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_demo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
