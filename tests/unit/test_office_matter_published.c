/* SPDX-License-Identifier: MulanPSL-2.0
 * Where an adopted suggestion was published: addresses of other sites, and the agency's own records
 * as long as the public sees them. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/entry.h"
#include "office/matter_published.h"
#include "unit/help_matter.h"

static void addresses_are_whole(void **state)
{
	static const char *const good[] = {"https://www.example.gov.cn", "http://a.cn/b?c=1#d",
					   "https://a-b.gov.cn:8443/公开/1.html"};
	static const char *const bad[] = {"",
					  "www.example.gov.cn",
					  "ftp://a.cn/",
					  "https://",
					  "https:///a.b",
					  "https://localhost/1",
					  "https://.cn/",
					  "https://a.cn./",
					  "https://a.cn/1 2",
					  "https://a.cn/\"><b>",
					  "https://user@a.cn/",
					  "javascript://a.cn/%0aalert(1)",
					  "https://a.cn/\n"};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		if (!published_address(good[i])) fail_msg("%s", good[i]);
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (published_address(bad[i])) fail_msg("%s", bad[i]);
	assert_int_equal(published_record("2024-000085"), 85);
	assert_int_equal(published_record("2024-85"), 0);
	assert_int_equal(published_record("2024-00008x"), 0);
	assert_int_equal(published_record("202-4000085"), 0);
}

static struct published_look find(int64_t agency_id, const char *typed)
{
	struct published_look look;
	help_good(&help,
		  published_find(&help.office, agency_id, typed, &help.arena, &help.error, &look));
	return look;
}

static const char *why(int64_t agency_id, const char *note)
{
	const char *said = "";
	help_good(&help,
		  published_check(&help.office, agency_id, note, &help.arena, &help.error, &said));
	return said;
}

static void what_was_typed_is_looked_for_among_what_is_public(void **state)
{
	int64_t id = help_entry(&help, REGISTER_RECORDS,
				"title=补助分配结果;kind=通知;published=2024-03-01;"
				"document_number=古政〔2024〕3号");
	const char *number = arena_printf(&help.arena, "2024-%06d", (int)id);
	int64_t outside = help.actors[HELP_OUTSIDER].agency_id;
	(void)state;
	help_entry(&help, REGISTER_RECORDS, "title=补助发放办法;kind=通知;published=2024-03-02");
	assert_string_equal(find(help.agency, number).kept, number);
	assert_string_equal(find(help.agency, "补助分配结果").kept, number);
	assert_string_equal(find(help.agency, "古政〔2024〕3号").kept, number);
	assert_string_equal(find(help.agency, "https://a.cn/1").kept, "https://a.cn/1");
	struct published_look look = find(help.agency, "补助");
	assert_null(look.kept);
	assert_int_equal(look.n, 2);
	assert_false(look.more);
	assert_int_equal(find(help.agency, "分配").n, 1);
	assert_null(find(help.agency, "分配").kept);
	assert_int_equal(find(help.agency, "没有的").n, 0);
	assert_int_equal(find(outside, "补助").n, 0);
	assert_null(why(help.agency, number));
	assert_null(why(help.agency, "https://a.cn/1"));
	assert_non_null(strstr(why(help.agency, "补助"), "没有找到"));
	assert_non_null(strstr(why(help.agency, "https://a"), "不是完整的网址"));
	assert_non_null(strstr(why(outside, number), "没有这个索引号"));
	/* the year belongs to it */
	assert_non_null(strstr(why(help.agency, arena_printf(&help.arena, "2023-%06d", (int)id)),
			       "没有这个索引号"));
	/* and what was struck is public no longer */
	help_good(&help, entry_strike(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS,
				      help.agency, id, 1, "重复", &help.problems, &help.error));
	assert_non_null(strstr(why(help.agency, number), "没有这个索引号"));
	assert_null(find(help.agency, number).kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_whole),
		cmocka_unit_test_setup_teardown(what_was_typed_is_looked_for_among_what_is_public,
						help_matter_setup, help_matter_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
