/* SPDX-License-Identifier: MulanPSL-2.0
 * The public index of records: one record, what it can be filtered by, and nothing struck. */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "store/help_store.h"
#include "store/public.h"

static int64_t add(struct office *office, const char *title, const char *kind, const char *topic,
		   const char *area, const char *published)
{
	int64_t id = 0;
	const char *const values[] = {title, kind, topic, area, "", published, "政府网站", "", ""};
	FINE(office, office_add(office, REGISTER_RECORDS, values, &id));
	return id;
}

static void expect(struct office *office, struct store *store, enum public_facet facet,
		   const char *const *codes, size_t n)
{
	struct public_choice *choices;
	size_t found;
	FINE(office, public_record_choices(store, office->agency, facet, &office->arena,
					   &office->error, &choices, &found));
	assert_int_equal(found, n);
	for (size_t i = 0; i < n; i++) assert_string_equal(choices[i].code, codes[i]);
}

static void choices_are_those_in_use(void **state)
{
	struct office office;
	struct store *store;
	(void)state;
	office_open(&office);
	add(&office, "甲", "通知", "乡村振兴", "fund", "2024-03-01");
	add(&office, "乙", "报告", "", "", "2023-12-31");
	int64_t struck = add(&office, "丙", "请示", "民生实事", "health", "2022-01-01");
	FINE(&office, office_strike(&office, REGISTER_RECORDS, struck, 1, "误登"));
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &store));
	expect(&office, store, PUBLIC_FACET_KIND, (const char *const[]){"报告", "通知"}, 2);
	expect(&office, store, PUBLIC_FACET_TOPIC, (const char *const[]){"乡村振兴"}, 1);
	expect(&office, store, PUBLIC_FACET_KEY_AREA, (const char *const[]){"fund"}, 1);
	expect(&office, store, PUBLIC_FACET_YEAR, (const char *const[]){"2024", "2023"}, 2);
	struct public_choice *none;
	size_t n;
	FINE(&office, public_record_choices(store, 999, PUBLIC_FACET_KIND, &office.arena,
					    &office.error, &none, &n));
	assert_int_equal(n, 0);
	assert_string_equal(public_key_area_label("fund"), "财政专项资金");
	assert_string_equal(public_key_area_label(""), "");
	store_close(store);
	office_close(&office);
}

static void the_newest_few_need_no_count(void **state)
{
	struct office office;
	struct store *store;
	struct public_record_page page;
	(void)state;
	office_open(&office);
	add(&office, "旧", "通知", "", "", "2023-03-01");
	add(&office, "新", "通知", "", "", "2024-03-01");
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &store));
	struct public_record_filter filter = {
		.agency_id = office.agency, .limit = 1, .uncounted = true};
	FINE(&office, public_record_list(store, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.n, 1);
	assert_string_equal(page.records[0].title, "新");
	assert_int_equal(page.total, -1);
	filter.uncounted = false;
	FINE(&office, public_record_list(store, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.total, 2);
	store_close(store);
	office_close(&office);
}

static void one_record(void **state)
{
	struct office office;
	struct store *store;
	struct public_record record;
	(void)state;
	office_open(&office);
	int64_t id = add(&office, "甲", "通知", "乡村振兴", "fund", "2024-03-01");
	int64_t struck = add(&office, "丙", "请示", "", "", "2022-01-01");
	FINE(&office, office_strike(&office, REGISTER_RECORDS, struck, 1, "误登"));
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &store));
	FINE(&office,
	     public_record_get(store, office.agency, id, &office.arena, &office.error, &record));
	assert_string_equal(record.title, "甲");
	assert_string_equal(record.published, "2024-03-01");
	assert_string_equal(record.key_area, "fund");
	assert_int_equal(public_record_get(store, office.agency, struck, &office.arena,
					   &office.error, &record),
			 ERR_MISSING);
	assert_int_equal(public_record_get(store, office.agency + 1, id, &office.arena,
					   &office.error, &record),
			 ERR_MISSING);
	store_close(store);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(choices_are_those_in_use),
		cmocka_unit_test(the_newest_few_need_no_count),
		cmocka_unit_test(one_record),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
