/* SPDX-License-Identifier: MulanPSL-2.0
 * Password rules and hashing. */
#include "office/password.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static bool good(const char *password)
{
	struct arena arena = {0};
	struct problems problems;
	problems_init(&problems, &arena);
	bool result = password_check(password, "zhang", "张三", &problems);
	assert_int_equal(result, problems.count == 0);
	arena_release(&arena);
	return result;
}

static void rules(void **state)
{
	(void)state;
	assert_true(good("twelve chars"));
	assert_true(good("Abcdef1g"));
	assert_true(good("abc-1234"));
	assert_true(good("我们的密码有十二个字符啊"));
	assert_false(good("我们的密码只有十一个字"));
	assert_false(good("abcdefgh1"));
	assert_false(good("Abc-123"));
	assert_false(good(""));
	assert_false(good("aaaaaaaaaaaaaaaa"));
	assert_false(good("my-ZHANG-password"));
	assert_false(good("张三的密码abcABC123"));
	assert_false(good("twelve\tchars!"));
	assert_false(good("twelve\xff"
			  "chars!"));
	char longest[PASSWORD_MAX + 2];
	for (size_t i = 0; i < PASSWORD_MAX + 1; i++) longest[i] = "ab1C"[i % 4];
	longest[PASSWORD_MAX] = '\0';
	assert_true(good(longest));
	longest[PASSWORD_MAX] = 'x';
	longest[PASSWORD_MAX + 1] = '\0';
	assert_false(good(longest));
}

static void hashing(void **state)
{
	(void)state;
	struct hash_gate *gate = hash_gate_new();
	char hash[PASSWORD_HASH], again[PASSWORD_HASH];
	password_hash(gate, "correct horse battery", hash);
	password_hash(NULL, "correct horse battery", again);
	assert_string_not_equal(hash, again); /* salted */
	assert_memory_equal(hash, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
	assert_true(password_matches(gate, hash, "correct horse battery"));
	assert_false(password_matches(gate, hash, "correct horse batterz"));
	assert_false(password_matches(gate, hash, ""));
	assert_false(password_matches(gate, "", ""));
	assert_false(password_matches(gate, "nonsense", "x"));
	hash_gate_free(gate);
}

static double seconds(const char *hash)
{
	struct timespec from, to;
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
	password_matches(NULL, hash, "some password");
	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
	return (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
}

/* An unknown login costs as much as a known one: the decoy is really computed. */
static void unknown_takes_as_long(void **state)
{
	(void)state;
	char hash[PASSWORD_HASH];
	password_hash(NULL, "correct horse battery", hash);
	double known = seconds(hash), unknown = seconds(NULL);
	assert_true(unknown > known / 4 && unknown < known * 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rules),
		cmocka_unit_test(hashing),
		cmocka_unit_test(unknown_takes_as_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
