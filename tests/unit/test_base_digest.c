/* SPDX-License-Identifier: MulanPSL-2.0
 * SM3 by the vectors of GB/T 32905, randomness, errors, embedded files. */
#include "base/digest.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/hex.h"
#include "base/random.h"
#include "unit/help_cmocka.h"

static void hex_of(const char *text, char ret_hex[DIGEST_HEX])
{
	struct digest digest = digest_of(text, strlen(text));
	digest_hex(&digest, ret_hex);
}

static void sm3_gives_the_standard_s_vectors(void **state)
{
	(void)state;
	char hex[DIGEST_HEX];
	hex_of("abc", hex);
	assert_string_equal(hex,
			    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
	hex_of("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", hex);
	assert_string_equal(hex,
			    "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

static void a_digester_takes_parts_and_starts_anew(void **state)
{
	(void)state;
	struct digester *digester = digester_new();
	const struct digest whole = digest_of("abc", 3);
	for (int round = 0; round < 2; round++) {
		digester_begin(digester);
		digester_add(digester, "a", 1);
		digester_add(digester, "", 0);
		digester_add(digester, "bc", 2);
		struct digest parts = digester_end(digester);
		assert_true(digest_equal(&parts, &whole));
	}
	const struct digest other = digest_of("abd", 3);
	assert_false(digest_equal(&other, &whole));
	digester_free(digester);
	digester_free(NULL);
}

static void tokens_differ(void **state)
{
	(void)state;
	char one[33], two[33];
	random_hex(one, 16);
	random_hex(two, 16);
	assert_int_equal(strlen(one), 32);
	assert_int_equal(strspn(one, "0123456789abcdef"), 32);
	assert_string_not_equal(one, two);
}

static void hex_goes_there_and_back(void **state)
{
	(void)state;
	static const char *const wrong[] = {"0", "", "0g", "0A", "g0", "0 "};
	unsigned char bytes[] = {0x00, 0x0f, 0xa0, 0xff}, back[4];
	char text[9];
	hex_write(bytes, sizeof bytes, text);
	assert_string_equal(text, "000fa0ff");
	assert_true(hex_read(text, sizeof back, back));
	assert_memory_equal(bytes, back, sizeof bytes);
	for (size_t i = 0; i < COUNT_OF(wrong); i++) assert_false(hex_read(wrong[i], 1, back));
}

static void errors_carry_code_message_hint_and_detail(void **state)
{
	(void)state;
	struct error error;
	assert_int_equal(error_set(&error, ERR_ENV, "Free some space.", "%s is full", "/var"),
			 ERR_ENV);
	assert_int_equal(error.code, ERR_ENV);
	assert_string_equal(error.message, "/var is full");
	assert_string_equal(error.hint, "Free some space.");
	assert_string_equal(error.detail, "");
	error_detail(&error, "errno %d", 28);
	assert_string_equal(error.detail, "errno 28");
	error_set(&error, ERR_BUSY, NULL, "%0300d", 1);
	assert_int_equal(strlen(error.message), sizeof error.message - 1);
	assert_string_equal(error.hint, "");
	assert_string_equal(error.detail, "");
	assert_int_equal(error_set(NULL, ERR_USAGE, NULL, "nobody listens"), ERR_USAGE);
	error_detail(NULL, "nobody listens");
}

static void exit_codes_are_the_contract_s(void **state)
{
	(void)state;
	static const int codes[] = {[ERR_NONE] = 0,    [ERR_USAGE] = 2,	 [ERR_CONTENT] = 1,
				    [ERR_ENV] = 3,     [ERR_BUSY] = 3,	 [ERR_DOUBT] = 3,
				    [ERR_MISSING] = 1, [ERR_DENIED] = 1, [ERR_CONFLICT] = 1};
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		assert_int_equal(error_exit_code((enum err)i), codes[i]);
}

static void embedded_files_are_found_by_their_path(void **state)
{
	(void)state;
	const struct embedded *file = embedded_find("rules/calendar/2024.csv");
	assert_non_null(file);
	assert_int_equal(strlen(file->bytes), file->n);
	assert_int_equal(strncmp(file->bytes, "date,kind,name,source\n", 22), 0);
	assert_null(embedded_find("rules/calendar/README.md"));
	assert_null(embedded_find(""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sm3_gives_the_standard_s_vectors),
		cmocka_unit_test(a_digester_takes_parts_and_starts_anew),
		cmocka_unit_test(tokens_differ),
		cmocka_unit_test(hex_goes_there_and_back),
		cmocka_unit_test(errors_carry_code_message_hint_and_detail),
		cmocka_unit_test(exit_codes_are_the_contract_s),
		cmocka_unit_test(embedded_files_are_found_by_their_path),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
