/* SPDX-License-Identifier: MulanPSL-2.0
 * What each kind of matter is called, and who handed it in. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_words.h"

static void each_kind_has_words_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < MATTER__MAX; i++)
		for (int k = 0; k < i; k++)
			assert_string_not_equal(matter_words((enum matter_kind)i)->thing,
						matter_words((enum matter_kind)k)->thing);
	assert_string_equal(matter_words(MATTER_CORRECTION)->thing, "更正申请");
	/* whoever suggests or complains applies for nothing */
	for (int i = MATTER_SUGGESTION; i <= MATTER_COMPLAINT; i++) {
		assert_null(strstr(matter_words((enum matter_kind)i)->thing, "申请"));
		assert_null(strstr(matter_words((enum matter_kind)i)->who, "申请"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_kind_has_words_of_its_own)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
