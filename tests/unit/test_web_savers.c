/* SPDX-License-Identifier: MulanPSL-2.0
 * The threads that save, and those that draw: beside the workers, no more of them awake than are
 * needed, and a bounded queue before them. */
#include "unit/help_cmocka.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit/help_web.h"

#define SAVE                                                                                       \
	"POST /save HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"    \
	"Content-Length: 3\r\n\r\na=1"
enum { TRIES = 200, TRY_US = 25000 };

static int send_save(const struct web_fixture *fixture)
{
	int fd = http_connect(fixture->port[FACE_DESK]);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, SAVE, strlen(SAVE)), strlen(SAVE));
	return fd;
}

static void let_through(const struct web_fixture *fixture, size_t n)
{
	for (size_t i = 0; i < n; i++) assert_int_equal(write(fixture->gate[1], "x", 1), 1);
}

static int opened(const struct web_fixture *fixture)
{
	return __atomic_load_n(&fixture->opened, __ATOMIC_SEQ_CST);
}

static void wait_until_opened(const struct web_fixture *fixture, int n)
{
	for (int i = 0; i < TRIES && opened(fixture) < n; i++) usleep(TRY_US);
	assert_int_equal(opened(fixture), n);
}

static void take_answer(int fd, int status)
{
	struct http_answer answer = http_ask(fd, "", false);
	assert_int_equal(answer.status, status);
	close(fd);
}

static void one_after_the_other_needs_one_saver(void **state)
{
	const struct web_fixture *fixture = *state;
	assert_int_equal(opened(fixture), 0);
	for (int i = 0; i < 20; i++) {
		int fd = send_save(fixture);
		let_through(fixture, 1);
		take_answer(fd, 200);
		usleep(TRY_US);
	}
	/* an answer may be out before its saver is idle again: then a second one helps */
	assert_in_range(opened(fixture), 1, 2);
}

static void a_full_queue_of_saves_answers_503(void **state)
{
	const struct web_fixture *fixture = *state;
	struct pollfd fds[WEB_FIXTURE_SAVERS + SERVER_QUEUE + 1];
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		fds[i] = (struct pollfd){send_save(fixture), POLLIN, 0};
		/* these run, each on a saver of its own; the queue takes the others but one */
		if (i < WEB_FIXTURE_SAVERS) wait_until_opened(fixture, (int)i + 1);
	}
	assert_int_equal(poll(fds, COUNT_OF(fds), TRIES * TRY_US / 1000), 1);
	size_t refused = 0;
	while (fds[refused].revents == 0) refused++;
	struct http_answer answer = http_ask(fds[refused].fd, "", false);
	char retry[512];
	assert_int_equal(answer.status, 503);
	assert_true(http_header(&answer, "Retry-After", retry));
	assert_int_equal(fixture->runs, 0);
	/* whoever reads, or sends another form, does not wait behind them */
	int port = fixture->port[FACE_DESK];
	assert_int_equal(http_once(port, GET("/token")).status, 200);
	assert_string_equal(http_once(port, "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: "
					    "application/x-www-form-urlencoded\r\nContent-Length: "
					    "3\r\n\r\na=1")
				    .body,
			    "run 1 ");
	let_through(fixture, COUNT_OF(fds) - 1);
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		if (i != refused) take_answer(fds[i].fd, 200);
	close(fds[refused].fd);
	assert_int_equal(__atomic_load_n(&fixture->runs, __ATOMIC_SEQ_CST), COUNT_OF(fds));
	assert_int_equal(opened(fixture), WEB_FIXTURE_SAVERS);
}

static void who_waited_too_long_is_told_to_come_again(void **state)
{
	const struct web_fixture *fixture = *state;
	int running[WEB_FIXTURE_SAVERS];
	for (int i = 0; i < WEB_FIXTURE_SAVERS; i++) {
		running[i] = send_save(fixture);
		wait_until_opened(fixture, i + 1);
	}
	int queued = send_save(fixture);
	sleep(SERVER_QUEUE_SECONDS + 1);
	let_through(fixture, WEB_FIXTURE_SAVERS);
	for (int i = 0; i < WEB_FIXTURE_SAVERS; i++) take_answer(running[i], 200);
	struct http_answer answer = http_ask(queued, "", false);
	char retry[512];
	assert_int_equal(answer.status, 503);
	assert_true(http_header(&answer, "Retry-After", retry));
	assert_int_equal(__atomic_load_n(&fixture->runs, __ATOMIC_SEQ_CST), WEB_FIXTURE_SAVERS);
	close(queued);
}

static void a_save_does_not_wait_behind_a_slow_page(void **state)
{
	const struct web_fixture *fixture = *state;
	int slow = http_connect(fixture->port[FACE_PUBLIC]);
	assert_true(write(slow, GET("/slow"), strlen(GET("/slow"))) > 0);
	usleep(8 * TRY_US); /* it has the only worker */
	int save = send_save(fixture);
	wait_until_opened(fixture, 1);
	let_through(fixture, 2);
	take_answer(save, 200);
	take_answer(slow, 200);
}

static void a_saver_that_cannot_open_tries_again_next_time(void **state)
{
	struct web_fixture *fixture = *state;
	__atomic_store_n(&fixture->locked, true, __ATOMIC_SEQ_CST);
	struct http_answer answer = http_once(fixture->port[FACE_DESK], SAVE);
	char retry[512];
	assert_int_equal(answer.status, 503);
	assert_true(http_header(&answer, "Retry-After", retry));
	__atomic_store_n(&fixture->locked, false, __ATOMIC_SEQ_CST);
	let_through(fixture, 1);
	answer = http_once(fixture->port[FACE_DESK], SAVE);
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "run 1 ");
}

/* Ten look at pictures: as many are drawn as there are drawers, the others wait in line, and
 * whoever reads or saves waits behind none of them. */
static void pictures_hold_up_nobody_else(void **state)
{
	enum { CLERKS = 10 };
	const struct web_fixture *fixture = *state;
	int port = fixture->port[FACE_DESK], fds[CLERKS];
	for (int i = 0; i < CLERKS; i++) {
		fds[i] = http_connect(port);
		assert_true(fds[i] >= 0);
		assert_true(write(fds[i], GET("/draw"), strlen(GET("/draw"))) > 0);
	}
	wait_until_opened(fixture, WEB_FIXTURE_DRAWERS);
	for (int i = 0; i < CLERKS; i++)
		assert_int_equal(http_once(port, GET("/token")).status, 200);
	int save = send_save(fixture);
	wait_until_opened(fixture, WEB_FIXTURE_DRAWERS + 1);
	assert_int_equal(http_once(port, GET("/token")).status, 200);
	assert_int_equal(__atomic_load_n(&fixture->runs, __ATOMIC_SEQ_CST), 0);
	let_through(fixture, CLERKS + 1);
	take_answer(save, 200);
	for (int i = 0; i < CLERKS; i++) take_answer(fds[i], 200);
	assert_int_equal(__atomic_load_n(&fixture->runs, __ATOMIC_SEQ_CST), CLERKS + 1);
	assert_int_equal(opened(fixture), WEB_FIXTURE_DRAWERS + 1);
}

static void the_end_waits_for_what_is_being_saved(void **state)
{
	struct web_fixture *fixture = *state;
	int running = send_save(fixture);
	wait_until_opened(fixture, 1);
	server_stop(fixture->server);
	server_stop(fixture->server);
	usleep(200000);
	let_through(fixture, 1);
	take_answer(running, 200);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, web_fixture_start, web_fixture_stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_after_the_other_needs_one_saver),
		TEST(a_full_queue_of_saves_answers_503),
		TEST(who_waited_too_long_is_told_to_come_again),
		TEST(a_save_does_not_wait_behind_a_slow_page),
		TEST(a_saver_that_cannot_open_tries_again_next_time),
		TEST(pictures_hold_up_nobody_else),
		TEST(the_end_waits_for_what_is_being_saved),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
