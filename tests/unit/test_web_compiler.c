/* SPDX-License-Identifier: MulanPSL-2.0
 * Runs the template compiler's own tests with the others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <spawn.h>
#include <sys/wait.h>

extern char **environ;

static void compiler_tests(void **state)
{
	(void)state;
	char name[] = "python3", path[] = "tests/tools/test_template.py";
	char *const argv[] = {name, path, NULL};
	pid_t child;
	int status = -1;
	assert_int_equal(posix_spawnp(&child, name, NULL, NULL, argv, environ), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(compiler_tests)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
