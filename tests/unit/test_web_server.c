/* SPDX-License-Identifier: MulanPSL-2.0
 * The server over real sockets: guard, statuses, headers, cache, workers, graceful stop. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "unit/help_web.h"
#include "web/listen.h"

static void ambiguous_requests_are_refused_and_closed(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char *const bad[] = {
		"POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: "
		"chunked\r\n\r\n0\r\n\r\n",
		"POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: "
		"4\r\n\r\nabcd",
		"POST /open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
		"chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
		"POST /open HTTP/1.1\r\nHost: a\r\nContent-Length : 3\r\n\r\nabc",
		"GET /count HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
		"GET /count HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n",
		"GET http://evil/count HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /count HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc",
		"POST /open HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
		"GET /count HTTP/1.1\r\nHost: a\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n",
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct http_answer answer = http_once(fixture->port[FACE_DESK], bad[i]);
		if (answer.status != 400 || !answer.closed)
			print_error("case %zu: %d\n", i, answer.status);
		assert_int_equal(answer.status, 400);
		assert_true(answer.closed);
	}
	struct http_answer answer = http_once(
		fixture->port[FACE_DESK], "POST /open HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
					  "chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n");
	assert_int_equal(answer.status, 411);
}

static void statuses(void **state)
{
	const struct web_fixture *fixture = *state;
	int port = fixture->port[FACE_PUBLIC];
	assert_int_equal(http_once(port, GET("/nothing")).status, 404);
	assert_int_equal(http_once(port, GET("/part/")).status, 404);
	assert_int_equal(http_once(port, GET("/part/%2e%2e")).status, 400);
	assert_int_equal(http_once(port, GET("/part/a%2Fb")).status, 400);
	assert_int_equal(http_once(port, GET("/part/%zz")).status, 400);
	assert_int_equal(http_once(port, GET("/part/%ff")).status, 400);
	assert_string_equal(http_once(port, GET("/part/%E8%BF%9E")).body, "连");
	assert_int_equal(http_once(port, "PUT /count HTTP/1.1\r\nHost: a\r\n\r\n").status, 405);
	struct http_answer answer = http_once(fixture->port[FACE_DESK], GET("/open"));
	char allow[512];
	assert_int_equal(answer.status, 405);
	assert_true(http_header(&answer, "Allow", allow));
	assert_string_equal(allow, "POST");
	char longest[4096] = "GET /";
	memset(longest + 5, 'a', 3000);
	strcpy(longest + 3005, " HTTP/1.1\r\nHost: a\r\n\r\n");
	assert_int_equal(http_once(port, longest).status, 414);
	assert_int_equal(http_once(fixture->port[FACE_DESK], GET("/locked")).status, 403);
}

static void one_connection_serves_many_requests(void **state)
{
	const struct web_fixture *fixture = *state;
	int fd = http_connect(fixture->port[FACE_PUBLIC]);
	assert_true(fd >= 0);
	for (int i = 0; i < 50; i++) {
		struct http_answer answer =
			http_ask(fd, i % 2 ? GET("/count?q=%E8%BF%9E") : GET("/worker"), false);
		assert_int_equal(answer.status, 200);
		assert_false(answer.closed);
	}
	struct http_answer head = http_ask(fd, "HEAD /count HTTP/1.1\r\nHost: a\r\n\r\n", true);
	assert_int_equal(head.status, 200);
	assert_int_equal(http_ask(fd, GET("/nothing"), false).status, 404);
	close(fd);
}

static void headers_of_every_answer(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char *const want[][2] = {
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"},
		{"Content-Security-Policy",
		 "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
		 "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
	};
	const char *const asks[] = {GET("/count"), GET("/nothing"), GET("/slash//")};
	for (size_t i = 0; i < COUNT_OF(asks); i++) {
		struct http_answer answer = http_once(fixture->port[FACE_PUBLIC], asks[i]);
		for (size_t j = 0; j < COUNT_OF(want); j++) {
			char value[512];
			assert_true(http_header(&answer, want[j][0], value));
			assert_string_equal(value, want[j][1]);
		}
	}
}

static void cache_keeps_until_the_generation_moves(void **state)
{
	struct web_fixture *fixture = *state;
	int port = fixture->port[FACE_PUBLIC];
	assert_string_equal(http_once(port, GET("/count")).body, "run 1 ");
	struct http_answer again = http_once(port, GET("/count"));
	assert_string_equal(again.body, "run 1 ");
	assert_string_equal(http_once(port, GET("/count?q=x")).body, "run 2 x");
	assert_string_equal(
		http_once(port, "GET /count HTTP/1.1\r\nHost: a\r\nCookie: lianxin_elder=1\r\n\r\n")
			.body,
		"run 3  elder");
	char etag[512], request[1024];
	assert_true(http_header(&again, "ETag", etag));
	snprintf(request, sizeof request,
		 "GET /count HTTP/1.1\r\nHost: a\r\nIf-None-Match: %s\r\n\r\n", etag);
	assert_int_equal(http_once(port, request).status, 304);
	__atomic_store_n(&fixture->generation, 2, __ATOMIC_SEQ_CST);
	struct http_answer fresh = again;
	for (int i = 0; i < 40 && strcmp(fresh.body, "run 1 ") == 0; i++) {
		usleep(50000);
		fresh = http_once(port, GET("/count"));
	}
	assert_string_equal(fresh.body, "run 4 ");
	assert_string_equal(http_once(port, GET("/worker")).body, "run 5 ");
	assert_string_equal(http_once(port, GET("/worker")).body, "run 5 ");
}

static void redirects_stay_here(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char *const cases[][2] = {
		{GET("/away?to=/count"), "/count"}, {GET("/away?to=//evil"), "/"},
		{GET("/away?to=http://evil"), "/"}, {GET("/away?to=/%5Cevil"), "/"},
		{GET("/away?to=/a%0AX:1"), "/"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct http_answer answer = http_once(fixture->port[FACE_PUBLIC], cases[i][0]);
		char location[512];
		assert_int_equal(answer.status, 303);
		assert_true(http_header(&answer, "Location", location));
		assert_string_equal(location, cases[i][1]);
	}
}

static void a_full_queue_answers_503(void **state)
{
	const struct web_fixture *fixture = *state;
	int fds[SERVER_QUEUE + 2];
	for (size_t i = 0; i < COUNT_OF(fds); i++) {
		fds[i] = http_connect(fixture->port[FACE_PUBLIC]);
		assert_true(fds[i] >= 0);
		assert_true(write(fds[i], GET("/slow"), strlen(GET("/slow"))) > 0);
		/* one is running; the queue takes the rest but the last */
		if (i == 0) usleep(200000);
	}
	struct http_answer answer = http_ask(fds[COUNT_OF(fds) - 1], "", false);
	char retry[512];
	assert_int_equal(answer.status, 503);
	assert_true(http_header(&answer, "Retry-After", retry));
	/* quick pages go on meanwhile */
	assert_int_equal(http_once(fixture->port[FACE_PUBLIC], GET("/count")).status, 200);
	for (size_t i = 0; i + 1 < COUNT_OF(fds); i++)
		assert_int_equal(write(fixture->gate[1], "x", 1), 1);
	for (size_t i = 0; i + 1 < COUNT_OF(fds); i++) {
		answer = http_ask(fds[i], "", false);
		assert_int_equal(answer.status, 200);
		assert_string_equal(answer.body, "slow");
	}
	for (size_t i = 0; i < COUNT_OF(fds); i++) close(fds[i]);
}

static void stopping_finishes_what_runs(void **state)
{
	struct web_fixture *fixture = *state;
	int fd = http_connect(fixture->port[FACE_PUBLIC]);
	assert_true(write(fd, GET("/slow"), strlen(GET("/slow"))) > 0);
	usleep(200000);
	server_stop(fixture->server);
	usleep(200000);
	assert_int_equal(write(fixture->gate[1], "x", 1), 1);
	struct http_answer answer = http_ask(fd, "", false);
	assert_int_equal(answer.status, 200);
	assert_true(answer.closed);
	close(fd);
}

static void who_left_in_the_middle_does_not_hold_up_the_end(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char *const halves[] = {"GET", "GET /count HTTP/1.1\r\nHo",
					     "POST /open HTTP/1.1\r\nHost: a\r\nContent-Type: "
					     "application/x-www-form-urlencoded\r\n"
					     "Content-Length: 9\r\n\r\na=1",
					     GET("/slow")};
	for (size_t i = 0; i < COUNT_OF(halves); i++) {
		int fd = http_connect(fixture->port[i == 2 ? FACE_DESK : FACE_PUBLIC]);
		assert_true(write(fd, halves[i], strlen(halves[i])) > 0);
		usleep(100000);
		close(fd);
	}
	assert_int_equal(write(fixture->gate[1], "x", 1), 1);
	/* the fixture's end asserts that the server ends soon */
}

static void many_connections_do_not_stall(void **state)
{
	const struct web_fixture *fixture = *state;
	int fds[128];
	for (size_t i = 0; i < COUNT_OF(fds); i++)
		fds[i] = http_connect(fixture->port[FACE_PUBLIC]);
	struct timespec before, after;
	clock_gettime(CLOCK_MONOTONIC, &before);
	for (int round = 0; round < 5; round++) {
		for (size_t i = 0; i < COUNT_OF(fds); i++)
			assert_true(write(fds[i], GET("/count"), strlen(GET("/count"))) > 0);
		for (size_t i = 0; i < COUNT_OF(fds); i++)
			assert_int_equal(http_ask(fds[i], "", false).status, 200);
	}
	clock_gettime(CLOCK_MONOTONIC, &after);
	assert_true(after.tv_sec - before.tv_sec < 8);
	for (size_t i = 0; i < COUNT_OF(fds); i++) close(fds[i]);
}

static void a_taken_port_is_one_sentence(void **state)
{
	const struct web_fixture *fixture = *state;
	char text[32];
	snprintf(text, sizeof text, "127.0.0.1:%d", fixture->port[FACE_PUBLIC]);
	struct listen_address address;
	struct error error;
	int fd, port;
	assert_int_equal(listen_parse(text, &error, &address), ERR_NONE);
	assert_int_equal(listen_bind(&address, &error, &fd, &port), ERR_ENV);
	assert_non_null(strstr(error.message, "the port is taken"));
	static const char *const bad[] = {
		"",    "8080",	       "localhost:80", "127.0.0.1:", "127.0.0.1:999999",
		":80", "127.0.0.1:8o", "[::1]"};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_int_equal(listen_parse(bad[i], &error, &address), ERR_USAGE);
	assert_int_equal(listen_parse("[::]:0", &error, &address), ERR_NONE);
	assert_false(address.loopback);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, web_fixture_start, web_fixture_stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(ambiguous_requests_are_refused_and_closed),
		TEST(statuses),
		TEST(one_connection_serves_many_requests),
		TEST(headers_of_every_answer),
		TEST(cache_keeps_until_the_generation_moves),
		TEST(redirects_stay_here),
		TEST(a_full_queue_answers_503),
		TEST(stopping_finishes_what_runs),
		TEST(who_left_in_the_middle_does_not_hold_up_the_end),
		TEST(many_connections_do_not_stall),
		TEST(a_taken_port_is_one_sentence),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
