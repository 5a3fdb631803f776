/* SPDX-License-Identifier: MulanPSL-2.0
 * The hash that pages' entity tags are made of: every byte, its place and the length count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "web/page_cache.h"

enum { PAGE = 200 };

static int by_value(const void *a, const void *b)
{
	const uint64_t *one = a, *two = b;
	return (*one > *two) - (*one < *two);
}

/* A page of each length, and each with one bit of it turned: no two of all these share a hash. */
static void test_no_two_alike(void **state)
{
	static const unsigned char around[] = {0, 'a', 0xff};
	uint64_t *hashes = calloc(COUNT_OF(around) * PAGE * (8 * PAGE + 1), 8);
	size_t n = 0;
	(void)state;
	assert_non_null(hashes);
	for (size_t a = 0; a < COUNT_OF(around); a++) {
		unsigned char page[PAGE];
		memset(page, around[a], sizeof page);
		for (size_t length = 0; length < PAGE; length++) {
			/* the empty page has but one hash, whatever stands around it */
			if (length > 0 || a == 0) hashes[n++] = page_hash(page, length);
			for (size_t bit = 0; bit < 8 * length; bit++) {
				page[bit / 8] ^= (unsigned char)(1U << bit % 8);
				hashes[n++] = page_hash(page, length);
				page[bit / 8] ^= (unsigned char)(1U << bit % 8);
			}
		}
	}
	qsort(hashes, n, sizeof *hashes, by_value);
	for (size_t i = 1; i < n; i++) assert_true(hashes[i - 1] != hashes[i]);
	free(hashes);
}

/* Words and whole lanes that change places make another page. */
static void test_places_count(void **state)
{
	unsigned char page[PAGE], other[PAGE];
	(void)state;
	for (size_t i = 0; i < PAGE; i++) page[i] = (unsigned char)(i * 37 + i / 7);
	uint64_t hash = page_hash(page, PAGE);
	for (size_t size = 8; size <= 64; size *= 2) {
		for (size_t at = 0; at + 2 * size <= PAGE; at += 8) {
			memcpy(other, page, PAGE);
			memcpy(other + at, page + at + size, size);
			memcpy(other + at + size, page + at, size);
			assert_true(page_hash(other, PAGE) != hash);
		}
	}
	memcpy(other, page, PAGE);
	assert_true(page_hash(other, PAGE) == hash);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_two_alike),
		cmocka_unit_test(test_places_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
