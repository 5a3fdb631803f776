/* SPDX-License-Identifier: MulanPSL-2.0
 * How like two subjects are, and that like ones share a key as often as the header says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/shingle.h"

static int alike(const char *a, const char *b)
{
	struct shingles x, y;
	shingles_of(a, &x);
	shingles_of(b, &y);
	assert_int_equal(shingles_alike(&x, &y), shingles_alike(&y, &x));
	return shingles_alike(&x, &y);
}

static void measured_by_hand(void **state)
{
	(void)state;
	assert_int_equal(alike("征地补偿", "征地补偿"), 1000);
	assert_int_equal(alike("征地补偿", "征地方案"), 200); /* 1 of 5 */
	assert_int_equal(alike("甲乙甲乙", "甲乙甲"), 1000);  /* each pair once */
	assert_int_equal(alike("《2023年 预算》", "2023年预算。"), 1000);
	assert_int_equal(alike("２０２３年ＡＢ", "2023年ab"), 1000);
	assert_int_equal(alike("路", "路"), 1000);
	assert_int_equal(alike("路", "桥"), 0);
	assert_int_equal(alike("", ""), 0);
	assert_int_equal(alike("，。", "，。"), 0);
	assert_int_equal(alike("玥\xFF旸", "玥旸"), 1000); /* an invalid byte is passed over */
}

static void long_texts_are_cut(void **state)
{
	char text[3 * 2 * SHINGLES_MOST + 1];
	struct shingles shingles;
	(void)state;
	for (size_t i = 0; i < 2 * SHINGLES_MOST; i++) {
		text[3 * i] = (char)0xE4;
		text[3 * i + 1] = (char)(0x80 | (0x38 + i / 64) % 64);
		text[3 * i + 2] = (char)(0x80 | i % 64);
	}
	text[sizeof text - 1] = '\0';
	shingles_of(text, &shingles);
	assert_int_equal(shingles.n, SHINGLES_MOST);
}

static uint32_t seed = 1;
static uint32_t pick(uint32_t below)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % below;
}

static void invent(struct shingles *ret_one, struct shingles *ret_other, size_t both, size_t each)
{
	/* pairs that do not repeat by chance */
	uint64_t next = (uint64_t)pick(1u << 24) << 32;
	ret_one->n = ret_other->n = 0;
	for (size_t i = 0; i < both + 2 * each; i++) {
		next += 1 + pick(1000);
		if (i < both || i % 2 == 0) ret_one->items[ret_one->n++] = next;
		if (i < both || i % 2 == 1) ret_other->items[ret_other->n++] = next;
	}
}

/* In thousandths of TRIES, how often texts share a key. */
static int found(size_t both, size_t each, int64_t spaces)
{
	enum { TRIES = 4000 };
	int hits = 0;
	for (int i = 0; i < TRIES; i++) {
		struct shingles one, other;
		int64_t keys[SHINGLE_BANDS], others[SHINGLE_BANDS];
		bool hit = false;
		invent(&one, &other, both, each);
		shingle_bands(&one, 1, keys);
		shingle_bands(&other, 1 + spaces, others);
		for (size_t k = 0; k < SHINGLE_BANDS; k++) hit |= keys[k] == others[k];
		hits += hit;
	}
	return hits * 1000 / TRIES;
}

static void like_texts_share_a_key(void **state)
{
	(void)state;
	assert_int_equal(found(16, 0, 0), 1000);
	assert_in_range(found(16, 2, 0), 995, 1000); /* alike by 800 */
	assert_in_range(found(14, 3, 0), 985, 1000); /* 700 */
	assert_in_range(found(12, 4, 0), 955, 985);  /* 600 */
	assert_in_range(found(10, 5, 0), 875, 925);  /* 500 */
	assert_in_range(found(2, 9, 0), 40, 120);    /* 100: one in twelve */
	assert_int_equal(found(16, 0, 1), 0);	     /* another space */
}

static void stored_keys_never_change(void **state)
{
	struct shingles shingles;
	int64_t keys[SHINGLE_BANDS];
	(void)state;
	shingles_of("2023年征地补偿安置方案", &shingles);
	shingle_bands(&shingles, 7, keys);
	for (size_t i = 0; i < SHINGLE_BANDS; i++) assert_true(keys[i] >= 0);
	assert_int_equal(keys[0], 4592332433404415771);
	assert_int_equal(keys[1], 3145390693221112917);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(measured_by_hand),
		cmocka_unit_test(long_texts_are_cut),
		cmocka_unit_test(like_texts_share_a_key),
		cmocka_unit_test(stored_keys_never_change),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
