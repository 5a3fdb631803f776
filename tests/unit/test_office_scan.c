/* SPDX-License-Identifier: MulanPSL-2.0
 * The virus scanner: what it says, and what happens while it is away. */
#include "office/scan.h"
#include "office/setting.h"
#include "store/journal.h"
#include "unit/help_clamd.h"
#include "unit/help_cmocka.h"
#include "unit/help_office.h"

static char virus[SCAN_NAME];

static enum scan_answer scan(const char *address, const void *bytes, size_t n)
{
	return scan_bytes(&help.office, address, bytes, n, virus);
}

static void what_the_scanner_says_is_understood(void **state)
{
	(void)state;
	static char large[300000];
	struct help_clamd clamd;
	help_clamd_start(&clamd);
	assert_int_equal(scan(clamd.address, "harmless", 8), SCAN_CLEAN);
	assert_int_equal(scan(clamd.address, help_eicar(), strlen(help_eicar())), SCAN_INFECTED);
	assert_string_equal(virus, "Win.Test.EICAR_HDB-1");
	memset(large, 'a', sizeof large);
	memcpy(large + sizeof large - 100, help_eicar(), strlen(help_eicar()));
	assert_int_equal(scan(clamd.address, large, sizeof large), SCAN_INFECTED);
	assert_int_equal(clamd.bytes, sizeof large);
	assert_int_equal(clamd.scans, 3);
	help_clamd_stop(&clamd);
}

static void while_it_is_away_the_office_decides(void **state)
{
	(void)state;
	struct help_clamd clamd;
	help_clamd_start(&clamd);
	static const char *const says[] = {"", "INSTREAM size limit exceeded. ERROR",
					   "stream: lstat() failed. ERROR", "stream: FOUND", "OK"};
	for (int allowed = 0; allowed <= 1; allowed++) {
		help_good(&help, setting_change(&help.office, &help.actors[HELP_SECURITY], 0,
						SETTING_UPLOAD_UNSCANNED, allowed, &help.error));
		enum scan_answer want = allowed ? SCAN_UNSCANNED : SCAN_REFUSED;
		for (size_t i = 0; i < COUNT_OF(says); i++) {
			clamd.says = says[i];
			assert_int_equal(scan(clamd.address, "harmless", 8), want);
		}
		assert_int_equal(scan("/tmp/no-such-scanner", "harmless", 8), want);
		assert_int_equal(scan("127.0.0.1:1", "harmless", 8), want);
	}
	help_clamd_stop(&clamd);
}

static void what_was_found_is_journalled_without_the_file(void **state)
{
	struct journal_filter filter = {.has_action = true, .action = ACTION_INFECTED};
	struct journal_page page;
	(void)state;
	help_good(&help, scan_found(&help.office, NULL, "192.0.2.7", "Win.Test.EICAR_HDB-1", "00ff",
				    68, &help.error));
	help_good(&help, scan_found(&help.office, &help.actors[HELP_CLERK], "", "Win.Test", "00aa",
				    7, &help.error));
	help_good(&help, journal_list(help.office.store, &filter, &help.arena, &help.error, &page));
	assert_int_equal(page.n, 2);
	assert_int_equal(page.entries[1].actor, ACTOR_VISITOR);
	assert_string_equal(page.entries[1].from, "192.0.2.7");
	assert_string_equal(page.entries[1].note,
			    "病毒 Win.Test.EICAR_HDB-1，文件 68 字节，SM3 00ff");
	assert_int_equal(page.entries[0].account_id, help.actors[HELP_CLERK].account_id);
}

static void only_this_machine_is_asked(void **state)
{
	(void)state;
	static const char *const bad[] = {"",
					  "clamd",
					  "10.0.0.1:3310",
					  "127.0.0.1",
					  "127.0.0.1:0",
					  "127.0.0.1:70000",
					  "127.0.0.1:33x",
					  "127.0.0.1.evil:1"};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_int_equal(scan_address_check(bad[i], &help.error), ERR_USAGE);
	assert_int_equal(scan_address_check("/run/clamav/clamd.ctl", &help.error), ERR_NONE);
	assert_int_equal(scan_address_check("127.0.0.1:3310", &help.error), ERR_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_the_scanner_says_is_understood),
		TEST(while_it_is_away_the_office_decides),
		TEST(what_was_found_is_journalled_without_the_file),
		TEST(only_this_machine_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
