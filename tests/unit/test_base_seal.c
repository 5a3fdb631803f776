/* SPDX-License-Identifier: MulanPSL-2.0
 * Sealed values: what opens, and everything that must not. */
#include "base/seal.h"
#include "unit/help_cmocka.h"

#define PLACE "matter.person:42"
#define NUMBER "11010519491231002X"

static struct data_key key_of(unsigned char first)
{
	struct data_key key;
	for (size_t i = 0; i < sizeof key.bytes; i++) key.bytes[i] = (unsigned char)(first + i);
	return key;
}

static struct buf sealed_number(const struct data_key *key)
{
	struct buf sealed;
	buf_init(&sealed, 4096);
	seal_bytes(key, PLACE, NUMBER, strlen(NUMBER), &sealed);
	assert_true(buf_ok(&sealed));
	return sealed;
}

static enum err try_open(const struct data_key *key, const char *place, const void *bytes, size_t n)
{
	struct arena arena = {0};
	struct error error;
	const char *out = "untouched";
	size_t out_n = 77;
	enum err err = seal_open(key, place, bytes, n, &arena, &error, &out, &out_n);
	if (err != ERR_NONE) {
		assert_string_equal(out, "untouched");
		assert_int_equal(out_n, 77);
		assert_non_null(strstr(error.message, place));
		assert_int_not_equal(error.hint[0], '\0');
	}
	arena_release(&arena);
	return err;
}

static void what_is_sealed_opens_at_its_place(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct buf sealed = sealed_number(&key);
	assert_int_equal(sealed.n, strlen(NUMBER) + SEAL_OVERHEAD);
	assert_null(memmem(sealed.p, sealed.n, "110105", 6));
	struct arena arena = {0};
	const char *out;
	size_t n;
	assert_int_equal(seal_open(&key, PLACE, sealed.p, sealed.n, &arena, NULL, &out, &n),
			 ERR_NONE);
	assert_int_equal(n, strlen(NUMBER));
	assert_string_equal(out, NUMBER);
	arena_release(&arena);
	buf_release(&sealed);
}

static void the_same_text_never_looks_the_same(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct buf one = sealed_number(&key), two = sealed_number(&key);
	assert_memory_not_equal(one.p + 2, two.p + 2, 12);
	assert_memory_not_equal(one.p + 14, two.p + 14, strlen(NUMBER));
	buf_release(&one);
	buf_release(&two);
}

static void no_single_bit_may_change(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct buf sealed = sealed_number(&key);
	assert_int_equal(try_open(&key, PLACE, sealed.p, sealed.n), ERR_NONE);
	/* head, algorithm, nonce, bytes and tag in turn */
	for (size_t i = 0; i < sealed.n; i++)
		for (int bit = 0; bit < 8; bit++) {
			sealed.p[i] = (char)(sealed.p[i] ^ (1 << bit));
			assert_int_equal(try_open(&key, PLACE, sealed.p, sealed.n), ERR_ENV);
			sealed.p[i] = (char)(sealed.p[i] ^ (1 << bit));
		}
	assert_int_equal(try_open(&key, PLACE, sealed.p, sealed.n), ERR_NONE);
	buf_release(&sealed);
}

static void nothing_shorter_or_longer_opens(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct buf sealed = sealed_number(&key);
	for (size_t n = 0; n < sealed.n; n++)
		assert_int_equal(try_open(&key, PLACE, sealed.p, n), ERR_ENV);
	buf_putc(&sealed, 'x');
	assert_int_equal(try_open(&key, PLACE, sealed.p, sealed.n), ERR_ENV);
	assert_int_equal(try_open(&key, PLACE, NULL, 0), ERR_ENV);
	buf_release(&sealed);
}

static void another_place_or_key_does_not_open_it(void **state)
{
	(void)state;
	static const char *const places[] = {"matter.person:43", "matter.contact:42", PLACE "0",
					     "matter.person:4"};
	struct data_key key = key_of(1), other = key_of(2);
	struct buf sealed = sealed_number(&key);
	for (size_t i = 0; i < COUNT_OF(places); i++)
		assert_int_equal(try_open(&key, places[i], sealed.p, sealed.n), ERR_ENV);
	assert_int_equal(try_open(&other, PLACE, sealed.p, sealed.n), ERR_ENV);
	buf_release(&sealed);
}

static void nothing_at_all_is_sealed_too(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct arena arena = {0};
	struct buf sealed;
	buf_init(&sealed, SEAL_OVERHEAD);
	seal_bytes(&key, PLACE, NULL, 0, &sealed);
	assert_int_equal(sealed.n, SEAL_OVERHEAD);
	const char *out = NULL;
	size_t n = 7;
	assert_int_equal(seal_open(&key, PLACE, sealed.p, sealed.n, &arena, NULL, &out, &n),
			 ERR_NONE);
	assert_int_equal(n, 0);
	assert_string_equal(out, "");
	sealed.p[sealed.n - 1] ^= 1;
	assert_int_equal(try_open(&key, PLACE, sealed.p, sealed.n), ERR_ENV);
	arena_release(&arena);
	buf_release(&sealed);
}

static void a_buffer_too_small_says_so(void **state)
{
	(void)state;
	struct data_key key = key_of(1);
	struct buf sealed;
	buf_init(&sealed, SEAL_OVERHEAD + 3);
	seal_bytes(&key, PLACE, "four", 4, &sealed);
	assert_false(buf_ok(&sealed));
	buf_release(&sealed);
}

static void an_attachment_of_20_megabytes_goes_in_one_piece(void **state)
{
	(void)state;
	enum { N = 20 * 1024 * 1024 };
	struct data_key key = key_of(1);
	struct arena arena = {0};
	char *file = malloc(N);
	assert_non_null(file);
	for (size_t i = 0; i < N; i++) file[i] = (char)(i * 2654435761u >> 13);
	struct buf sealed;
	buf_init(&sealed, N + SEAL_OVERHEAD);
	seal_bytes(&key, "attachment:1", file, N, &sealed);
	assert_true(buf_ok(&sealed));
	const char *out = NULL;
	size_t n = 0;
	assert_int_equal(
		seal_open(&key, "attachment:1", sealed.p, sealed.n, &arena, NULL, &out, &n),
		ERR_NONE);
	assert_int_equal(n, N);
	assert_memory_equal(out, file, N);
	sealed.p[N / 2] ^= 1;
	assert_int_equal(try_open(&key, "attachment:1", sealed.p, sealed.n), ERR_ENV);
	arena_release(&arena);
	buf_release(&sealed);
	free(file);
}

/* Made with node's own AES-256-GCM: what earlier programs sealed must open for ever. */
static void a_value_sealed_elsewhere_opens(void **state)
{
	(void)state;
	static const unsigned char sealed[] = {
		0x01, 0x01, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19,
		0x1a, 0x1b, 0x4c, 0xcf, 0xa8, 0x27, 0x79, 0xfc, 0x0b, 0x8a, 0xfe, 0x4c,
		0x39, 0x2f, 0x3c, 0x48, 0x59, 0x63, 0xe5, 0x08, 0xad, 0xb1, 0x0c, 0x00,
		0x25, 0x6b, 0x16, 0x42, 0x15, 0xdc, 0xc7, 0xe6, 0x31, 0x3d, 0x8f, 0xa1};
	struct data_key key = key_of(0);
	struct arena arena = {0};
	const char *out = NULL;
	size_t n;
	assert_int_equal(seal_open(&key, PLACE, sealed, sizeof sealed, &arena, NULL, &out, &n),
			 ERR_NONE);
	assert_string_equal(out, NUMBER);
	arena_release(&arena);
}

static void a_wiped_key_is_gone(void **state)
{
	(void)state;
	struct data_key key = key_of(1), none = {{0}};
	data_key_wipe(&key);
	assert_memory_equal(key.bytes, none.bytes, sizeof none.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_sealed_opens_at_its_place),
		cmocka_unit_test(the_same_text_never_looks_the_same),
		cmocka_unit_test(no_single_bit_may_change),
		cmocka_unit_test(nothing_shorter_or_longer_opens),
		cmocka_unit_test(another_place_or_key_does_not_open_it),
		cmocka_unit_test(nothing_at_all_is_sealed_too),
		cmocka_unit_test(a_buffer_too_small_says_so),
		cmocka_unit_test(an_attachment_of_20_megabytes_goes_in_one_piece),
		cmocka_unit_test(a_value_sealed_elsewhere_opens),
		cmocka_unit_test(a_wiped_key_is_gone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
