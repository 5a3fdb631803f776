/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <string.h>

#include "base/address.h"

static void each_address_has_one_spelling(void **state)
{
	(void)state;
	/* plain NULL: no address */
	static const struct {
		const char *text, *plain;
	} rows[] = {
		{"192.0.2.1", "192.0.2.1"},
		{"192.0.2.1:41234", "192.0.2.1"},
		{"::ffff:192.0.2.1", "192.0.2.1"},
		{"::FFFF:c000:201", "192.0.2.1"},
		{"2001:DB8:0:0::1", "2001:db8::1"},
		{"[2001:db8::1]:443", "2001:db8::1"},
		{"[2001:db8::1]", "2001:db8::1"},
		{"[2001:db8::1", NULL},
		{"[2001:db8::1]x", NULL},
		{"010.0.0.1", NULL},
		{"10.0.0", NULL},
		{"unknown", NULL},
		{"", NULL},
		{"1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc:dddd:eeee:ffff",
		 NULL},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		char plain[ADDRESS_TEXT];
		bool good = address_plain(rows[i].text, strlen(rows[i].text), plain);
		assert_int_equal(good, rows[i].plain != NULL);
		if (good) assert_string_equal(plain, rows[i].plain);
	}
}

static void a_household_is_one_sender(void **state)
{
	(void)state;
	struct arena arena = {0};
	assert_string_equal(address_sender("192.0.2.1", &arena), "192.0.2.1");
	assert_string_equal(address_sender("matter:7", &arena), "matter:7");
	assert_string_equal(address_sender("2001:db8:1:2:3::4", &arena), "2001:db8:1:2::/64");
	assert_string_equal(address_sender("2001:db8:1:2:ffff::9", &arena), "2001:db8:1:2::/64");
	assert_string_equal(address_sender("2001:db8:1:3::4", &arena), "2001:db8:1:3::/64");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_address_has_one_spelling),
		cmocka_unit_test(a_household_is_one_sender),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
