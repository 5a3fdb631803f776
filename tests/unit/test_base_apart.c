/* SPDX-License-Identifier: MulanPSL-2.0
 * A child process apart: what it says comes back, and what it must not do it cannot. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "unit/help_cmocka.h"

#include "base/apart.h"

static const struct apart PLAIN = {
	.input = -1, .memory = 256u << 20, .cpu_seconds = 2, .limit_ms = 20000};

static enum apart_end run(struct apart apart, size_t max, char *text, size_t n)
{
	struct buf out;
	buf_init(&out, max);
	enum apart_end end = apart_run(&apart, &out, NULL);
	BUG_IF(out.n >= n);
	memcpy(text, buf_text(&out), out.n + 1);
	buf_release(&out);
	return end;
}

static enum apart_end run_program(const char *const *argv, int input, char *text, size_t n)
{
	struct apart apart = PLAIN;
	apart.argv = argv;
	apart.input = input;
	return run(apart, 1000, text, n);
}

static void test_programs(void **state)
{
	(void)state;
	char text[1001];
	int input = apart_input("寄来的字节", strlen("寄来的字节"));
	assert_true(input >= 0);
	for (int i = 0; i < 2; i++) { /* from its beginning each time */
		assert_int_equal(
			run_program((const char *const[]){"cat", NULL}, input, text, sizeof text),
			APART_DONE);
		assert_string_equal(text, "寄来的字节");
	}
	close(input);
	assert_int_equal(run_program((const char *const[]){"cat", NULL}, -1, text, sizeof text),
			 APART_DONE);
	assert_string_equal(text, "");
	assert_int_equal(run_program((const char *const[]){"false", NULL}, -1, text, sizeof text),
			 APART_FAILED);
	assert_int_equal(
		run_program((const char *const[]){"no-such-program", NULL}, -1, text, sizeof text),
		APART_MISSING);
	assert_int_equal(run_program((const char *const[]){"yes", NULL}, -1, text, sizeof text),
			 APART_TOO_MUCH);
	assert_int_equal(run_program((const char *const[]){"env", NULL}, -1, text, sizeof text),
			 APART_DONE);
	assert_null(strstr(text, "LIANXIN"));
}

/* Each of these would succeed for the user the tests run as. */
static void test_sealed_programs(void **state)
{
	(void)state;
	static const char *const tries[] = {
		"echo stolen >/tmp/lianxin-apart-test",
		"mkdir /tmp/lianxin-apart-test",
		"true | true",
		"kill -9 $PPID",
	};
	char text[1001];
	for (size_t i = 0; i < COUNT_OF(tries); i++) {
		enum apart_end end = run_program((const char *const[]){"sh", "-c", tries[i], NULL},
						 -1, text, sizeof text);
		assert_int_not_equal(end, APART_DONE);
		assert_int_not_equal(end, APART_NOT);
		assert_int_equal(access("/tmp/lianxin-apart-test", F_OK), -1);
	}
}

static char WORDS[] = "一句话";

static bool says(void *argument)
{
	return apart_write(argument, strlen(argument));
}

/* What the child could still do, as a letter each. */
static bool tries_all(void *argument)
{
	char could[16] = "";
	size_t n = 0;
	if (open(argument, O_RDONLY) >= 0) could[n++] = 'r';
	if (open("/tmp/lianxin-apart-test", O_WRONLY | O_CREAT, 0600) >= 0) could[n++] = 'w';
	if (socket(AF_INET, SOCK_STREAM, 0) >= 0) could[n++] = 's';
	if (unlink(argument) == 0) could[n++] = 'u';
	if (fcntl(3, F_GETFD) >= 0 || fcntl(9, F_GETFD) >= 0) could[n++] = 'f';
	return apart_write(could, n);
}

static bool spins(void *argument)
{
	volatile unsigned *count = argument;
	while (*count != 1) *count = *count + 2; /* even for ever */
	return true;
}

static bool sleeps(void *argument)
{
	(void)argument;
	pause();
	return true;
}

static bool faults(void *argument)
{
	(void)argument;
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void test_functions(void **state)
{
	(void)state;
	char text[1001];
	unsigned count = 0;
	struct apart apart = PLAIN;
	apart.run = says;
	apart.argument = WORDS;
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_DONE);
	assert_string_equal(text, "一句话");
	assert_int_equal(run(apart, 3, text, sizeof text), APART_TOO_MUCH);
	apart.run = spins;
	apart.argument = &count;
	apart.cpu_seconds = 1;
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_LATE);
	apart.run = sleeps;
	apart.limit_ms = 200;
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_LATE);
	apart.limit_ms = 20000;
	apart.run = faults;
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_DIED);
}

/* Counts where parent and children both see it, and hangs as often as it is told to. */
struct hanging {
	int begun, hangs;
	bool says; /* something, before it hangs */
};

static bool hang(void *argument)
{
	struct hanging *hanging = argument;
	bool hangs = hanging->begun++ < hanging->hangs;
	if (hangs && hanging->says) (void)apart_write("half", 4);
	while (hangs) pause();
	return apart_write("whole", 5);
}

static void test_stuck(void **state)
{
	static const struct {
		int hangs;
		bool says;
		int begun;
		enum apart_end end;
		const char *out;
	} cases[] = {
		{0, false, 1, APART_DONE, "whole"}, {1, false, 2, APART_DONE, "whole"},
		{2, false, 3, APART_DONE, "whole"}, {3, false, 3, APART_LATE, ""},
		{1, true, 1, APART_LATE, "half"}, /* what came cannot be taken back: it is late */
	};
	(void)state;
	struct hanging *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE,
				      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	assert_true(shared != MAP_FAILED);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		*shared = (struct hanging){.hangs = cases[i].hangs, .says = cases[i].says};
		struct apart apart = PLAIN;
		apart.run = hang;
		apart.argument = shared;
		apart.limit_ms = 2000;
		apart.stuck_ms = 400;
		struct buf out;
		buf_init(&out, 100);
		assert_int_equal(apart_run(&apart, &out, NULL), cases[i].end);
		assert_int_equal(shared->begun, cases[i].begun);
		assert_string_equal(buf_text(&out), cases[i].out);
		buf_release(&out);
	}
	munmap(shared, sizeof *shared);
}

static void test_sealed_functions(void **state)
{
	(void)state;
	char text[1001], path[] = "/tmp/lianxin-apart-XXXXXX";
	int file = mkstemp(path), other = fcntl(file, F_DUPFD, 9);
	assert_true(file >= 0 && other >= 0);
	struct apart apart = PLAIN;
	apart.run = tries_all;
	apart.argument = path;
	apart.sealed = true;
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_DONE);
	/* an old kernel, or a container, may have no Landlock: then files can still be read */
	bool fenced = syscall(__NR_landlock_create_ruleset, NULL, 0, 1) >= 1;
	assert_string_equal(text, fenced ? "" : "r");
	assert_int_equal(access(path, F_OK), 0);
	close(other);
	close(file);
	unlink(path);
}

/* Whoever ignores SIGCHLD hears the children's output all the same. */
static void test_nobody_waits_for_children(void **state)
{
	(void)state;
	char text[1001];
	struct apart apart = PLAIN;
	apart.run = says;
	apart.argument = WORDS;
	signal(SIGCHLD, SIG_IGN);
	assert_int_equal(run(apart, 1000, text, sizeof text), APART_DONE);
	signal(SIGCHLD, SIG_DFL);
	assert_string_equal(text, "一句话");
}

static bool sleeps_on(void *argument UNUSED)
{
	for (;;) pause();
	return true;
}

/* Whoever waits is told to end: the child goes, long before its time is over. */
static void test_stopped(void **state)
{
	atomic_bool stop = true;
	struct apart apart = {.run = sleeps_on,
			      .input = -1,
			      .memory = (size_t)64 << 20,
			      .cpu_seconds = 10,
			      .limit_ms = INT64_C(600000),
			      .stop = &stop};
	struct buf out;
	(void)state;
	buf_init(&out, 100);
	assert_int_equal(apart_run(&apart, &out, NULL), APART_STOPPED);
	buf_release(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_programs),
		cmocka_unit_test(test_sealed_programs),
		cmocka_unit_test(test_stopped),
		cmocka_unit_test(test_functions),
		cmocka_unit_test(test_stuck),
		cmocka_unit_test(test_sealed_functions),
		cmocka_unit_test(test_nobody_waits_for_children),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
