/* SPDX-License-Identifier: MulanPSL-2.0
 * Arenas and buffers. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/problem.h"
#include "unit/help_cmocka.h"

static void an_arena_hands_out_zeroed_aligned_memory(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena);
	for (size_t n = 0; n < 200; n++) {
		unsigned char *p = arena_alloc(&arena, n);
		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < n; i++) assert_int_equal(p[i], 0);
		memset(p, 0xff, n);
	}
	assert_true(arena.used >= 199 * 200 / 2);
	arena_release(&arena);
	assert_int_equal(arena.used, 0);
	assert_non_null(arena_alloc(&arena, 1)); /* usable again */
	arena_release(&arena);
}

static void a_reset_arena_is_zeroed_again_and_keeps_no_big_block(void **state)
{
	(void)state;
	struct arena arena = {0};
	char *small = arena_alloc(&arena, 100);
	memset(small, 'x', 100);
	char *big = arena_alloc(&arena, 1000000);
	big[999999] = 'x';
	char *after = arena_alloc(&arena, 100);
	assert_int_equal(after[99], 0);
	arena_reset(&arena);
	assert_int_equal(arena.used, 0);
	char *again = arena_alloc(&arena, 100);
	for (size_t i = 0; i < 100; i++) assert_int_equal(again[i], 0);
	arena_release(&arena);
}

static void arena_texts_are_copies(void **state)
{
	(void)state;
	struct arena arena = {0};
	char source[] = "连心桥";
	char *copy = arena_text(&arena, source), *part = arena_text_n(&arena, source, 6);
	source[0] = 'x';
	assert_string_equal(copy, "连心桥");
	assert_string_equal(part, "连心");
	assert_null(arena_text(&arena, NULL));
	assert_string_equal(arena_text_n(&arena, NULL, 0), "");
	assert_string_equal(arena_printf(&arena, "%d件", 14629), "14629件");
	for (int n = 250; n < 262; n++) { /* around the length that is formatted twice */
		const char *wide = arena_printf(&arena, "%*d", n, 7);
		assert_int_equal(strlen(wide), n);
		assert_int_equal(wide[n - 1], '7');
	}
	assert_string_equal(ARENA_JOIN(&arena, "/report/", "", "2025", "?"), "/report/2025?");
	assert_string_equal(ARENA_JOIN(&arena, ""), "");
	assert_string_equal(arena_int(&arena, 0), "0");
	assert_string_equal(arena_int(&arena, -17), "-17");
	assert_string_equal(arena_int(&arena, INT64_MAX), "9223372036854775807");
	assert_string_equal(arena_int(&arena, INT64_MIN), "-9223372036854775808");
	int64_t *numbers = arena_array(&arena, 3, sizeof *numbers);
	assert_int_equal(numbers[2], 0);
	arena_release(&arena);
}

static void a_buffer_grows_to_its_maximum_and_no_further(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, 1000);
	assert_string_equal(buf_text(&buf), "");
	for (int i = 0; i < 100; i++) buf_puts(&buf, "0123456789");
	assert_true(buf_ok(&buf));
	assert_int_equal(buf.n, 1000);
	buf_putc(&buf, 'x');
	assert_false(buf_ok(&buf));
	assert_int_equal(strlen(buf_text(&buf)), 1000);
	buf_add(&buf, "", 0);
	buf_printf(&buf, "%d", 1);
	assert_int_equal(buf.n, 1000);
	buf_clear(&buf);
	assert_true(buf_ok(&buf));
	assert_string_equal(buf_text(&buf), "");
	buf_printf(&buf, "%s-%d", "a", 7);
	assert_string_equal(buf_text(&buf), "a-7");
	buf_release(&buf);
	assert_string_equal(buf_text(&buf), "");
	BUF_LIT(&buf, "again");
	assert_string_equal(buf_text(&buf), "again");
	buf_reserve(&buf, 600);
	const char *place = buf.p;
	for (int i = 0; i < 50; i++) buf_puts(&buf, "0123456789");
	assert_ptr_equal(buf.p, place);
	assert_memory_equal(buf.p, "again0123", 9);
	buf_reserve(&buf, 1000000);
	assert_true(buf_ok(&buf) && buf.cap <= 1001);
	buf_release(&buf);
}

static void a_buffer_refuses_a_text_longer_than_its_maximum(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, 3);
	buf_puts(&buf, "four");
	assert_false(buf_ok(&buf));
	buf_clear(&buf);
	buf_printf(&buf, "%d", 12345);
	assert_false(buf_ok(&buf));
	assert_string_equal(buf_text(&buf), "");
	buf_release(&buf);
}

static void integers_of_every_size(void **state)
{
	(void)state;
	struct buf buf;
	buf_init(&buf, 100);
	buf_int(&buf, 0);
	buf_putc(&buf, ' ');
	buf_int(&buf, INT64_MAX);
	buf_putc(&buf, ' ');
	buf_int(&buf, INT64_MIN);
	assert_string_equal(buf_text(&buf), "0 9223372036854775807 -9223372036854775808");
	buf_release(&buf);
}

static void problems_keep_their_order_and_the_first_of_a_field(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	assert_null(problem_for(&problems, "title"));
	problem_add(&problems, "title", "请填写%s。", "标题");
	problem_add(&problems, "formed", "日期不对。");
	problem_add(&problems, "title", "太长。");
	assert_int_equal(problems.count, 3);
	assert_string_equal(problem_for(&problems, "title"), "请填写标题。");
	assert_string_equal(problems.first->next->field, "formed");
	assert_string_equal(problems.last->text, "太长。");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_arena_hands_out_zeroed_aligned_memory),
		cmocka_unit_test(a_reset_arena_is_zeroed_again_and_keeps_no_big_block),
		cmocka_unit_test(arena_texts_are_copies),
		cmocka_unit_test(a_buffer_grows_to_its_maximum_and_no_further),
		cmocka_unit_test(a_buffer_refuses_a_text_longer_than_its_maximum),
		cmocka_unit_test(integers_of_every_size),
		cmocka_unit_test(problems_keep_their_order_and_the_first_of_a_field),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
