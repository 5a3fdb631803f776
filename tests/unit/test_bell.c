/* SPDX-License-Identifier: MulanPSL-2.0
 * Timed work: what is committed while the bell runs is sealed within about a second, the last of it
 * when the bell stops; and systemd is told. */
#include "unit/help_cmocka.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bell/bell.h"
#include "bell/notify.h"
#include "office/job.h"
#include "store/journal.h"
#include "unit/help_office.h"

static int64_t sealed(void)
{
	struct journal_head head;
	help_good(&help, journal_head(help.office.store, &help.error, &head));
	return head.entry_id;
}

static void add(const char *title)
{
	char fields[256];
	snprintf(fields, sizeof fields, "title=%s;kind=通知;published=2024-03-01", title);
	help_entry(&help, REGISTER_RECORDS, fields);
}

static void what_is_committed_is_sealed(void **state)
{
	struct bell *bell;
	(void)state;
	add("甲");
	help_good(&help, bell_start(help.url, help.office.clock, NULL, NULL, &help.error, &bell));
	int64_t first = 0;
	for (int i = 0; i < 100 && first == 0; i++) {
		usleep(50000);
		first = sealed();
	}
	assert_true(first > 0);
	add("乙");
	int64_t second = first;
	for (int i = 0; i < 100 && second == first; i++) {
		usleep(50000);
		second = sealed();
	}
	assert_true(second > first);
	add("丙");
	bell_stop(bell);
	assert_true(sealed() > second);
	bell_stop(NULL);
}

/* The standing duty, as the desk shows it. */
static struct job duty(void)
{
	struct job *jobs = NULL;
	size_t n = 0;
	help_good(&help, job_board(&help.office, &help.actors[HELP_SYSTEM], &help.arena,
				   &help.error, &jobs, &n));
	return n == 0 ? (struct job){.due_at = 0} : jobs[0];
}

static void of_two_bells_one_does_the_duty(void **state)
{
	struct bell *one, *two;
	(void)state;
	help_good(&help, bell_start(help.url, help.office.clock, NULL, NULL, &help.error, &one));
	help_good(&help, bell_start(help.url, help.office.clock, NULL, NULL, &help.error, &two));
	struct job job = duty();
	for (int i = 0; i < 100 && job.done_at == 0; i++) {
		usleep(50000);
		job = duty();
	}
	bell_stop(one);
	bell_stop(two);
	job = duty();
	assert_string_equal(job.name, "sweep");
	assert_string_equal(job.last_error, "");
	assert_string_equal(job.taken_by, "");
	/* the clock stands still: it is due a minute on, so nobody does it a second time */
	assert_int_equal(job.done_at, help.office.clock.fixed_ms);
	assert_int_equal(job.due_at, help.office.clock.fixed_ms + 60000);
	struct job *jobs;
	size_t n;
	assert_int_equal(job_board(&help.office, &help.actors[HELP_CLERK], &help.arena, &help.error,
				   &jobs, &n),
			 ERR_DENIED);
}

struct death {
	int64_t now;
	struct job job;
};

/* A process takes the duty, and is never heard of again. */
static enum err die_with_it(struct store *store, void *context, struct error *error)
{
	struct death *death = context;
	enum err err = job_add(store, "sweep", "", death->now, error);
	if (err != ERR_NONE) return err;
	return job_take(store, "sweep", death->now, death->now + 1500, "dead:1", &help.arena, error,
			&death->job);
}

static void what_a_dead_process_had_is_taken_over_within_seconds(void **state)
{
	const struct clock real = {0};
	struct death death = {.now = clock_now(&real)};
	struct bell *bell;
	(void)state;
	help_good(&help, store_transaction(help.office.store, die_with_it, &death, &help.error));
	help_good(&help, bell_start(help.url, real, NULL, NULL, &help.error, &bell));
	struct job job = duty();
	for (int i = 0; i < 100 && job.done_at == 0; i++) {
		usleep(50000);
		job = duty();
	}
	bell_stop(bell);
	assert_true(job.done_at >= death.now + 1500); /* not before its lease was over */
	assert_true(job.done_at < death.now + 5000);
	assert_string_equal(job.taken_by, "");
}

static void a_missing_database_is_an_error(void **state)
{
	struct bell *bell;
	struct error error;
	(void)state;
	assert_int_equal(bell_start("sqlite:/nonexistent/office.db", (struct clock){0}, NULL, NULL,
				    &error, &bell),
			 ERR_ENV);
}

static void systemd_is_told(void **state)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	char text[32] = "";
	(void)state;
	snprintf(address.sun_path, sizeof address.sun_path, "/tmp/lianxin-notify-%d",
		 (int)getpid());
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
	setenv("NOTIFY_SOCKET", address.sun_path, 1);
	notify_service("READY=1");
	assert_int_equal(recv(fd, text, sizeof text - 1, MSG_DONTWAIT), 7);
	assert_string_equal(text, "READY=1");
	unsetenv("NOTIFY_SOCKET");
	notify_service("READY=1"); /* nobody listens: nothing happens */
	close(fd);
	unlink(address.sun_path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_committed_is_sealed, help_setup,
						help_teardown),
		cmocka_unit_test_setup_teardown(of_two_bells_one_does_the_duty, help_setup,
						help_teardown),
		cmocka_unit_test_setup_teardown(
			what_a_dead_process_had_is_taken_over_within_seconds, help_setup,
			help_teardown),
		cmocka_unit_test(a_missing_database_is_an_error),
		cmocka_unit_test(systemd_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
