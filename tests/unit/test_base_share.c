/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared work: each part once, all of them done when it returns. */
#include "base/share.h"
#include "unit/help_cmocka.h"

enum { PARTS = 500 };

static void count_part(void *context, size_t i)
{
	int *done = context;
	done[i]++;
}

static void each_part_is_done_once(void **state)
{
	static const size_t sizes[] = {0, 1, 2, 3, SHARE_THREADS + 1, PARTS};
	(void)state;
	for (size_t k = 0; k < COUNT_OF(sizes); k++) {
		int done[PARTS] = {0};
		share(sizes[k], count_part, done);
		for (size_t i = 0; i < PARTS; i++) assert_int_equal(done[i], i < sizes[k]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(each_part_is_done_once)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
