/* SPDX-License-Identifier: MulanPSL-2.0
 * What a balancer reads, what visitors get while the database is away, and how a server that is to
 * stop first says so. */
#include "unit/help_cmocka.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "unit/help_web.h"

static void set_generation(struct web_fixture *fixture, int64_t generation)
{
	__atomic_store_n(&fixture->generation, generation, __ATOMIC_SEQ_CST);
}

/* Asks /readyz until it answers so, at most five seconds. */
static struct http_answer wait_for(const struct web_fixture *fixture, enum face face, int status)
{
	struct http_answer answer = http_once(fixture->port[face], GET("/readyz"));
	for (int i = 0; i < 100 && answer.status != status; i++) {
		usleep(50000);
		answer = http_once(fixture->port[face], GET("/readyz"));
	}
	assert_int_equal(answer.status, status);
	return answer;
}

static const char *body_of(const struct web_fixture *fixture, const char *request)
{
	static char body[256];
	snprintf(body, sizeof body, "%.200s", http_once(fixture->port[FACE_PUBLIC], request).body);
	return body;
}

static void a_balancer_is_told_in_plain_text_that_nobody_keeps(void **state)
{
	const struct web_fixture *fixture = *state;
	static const char *const asks[][2] = {{GET("/healthz"), "ok\n"},
					      {GET("/readyz"), "ready\n"}};
	for (size_t i = 0; i < COUNT_OF(asks); i++) {
		struct http_answer answer = http_once(fixture->port[FACE_PUBLIC], asks[i][0]);
		char value[512];
		assert_int_equal(answer.status, 200);
		assert_string_equal(answer.body, asks[i][1]);
		assert_true(http_header(&answer, "Cache-Control", value));
		assert_string_equal(value, "no-store");
		assert_true(http_header(&answer, "Content-Type", value));
		assert_string_equal(value, "text/plain; charset=utf-8");
	}
	int fd = http_connect(fixture->port[FACE_PUBLIC]);
	struct http_answer head = http_ask(fd, "HEAD /readyz HTTP/1.1\r\nHost: a\r\n\r\n", true);
	assert_int_equal(head.status, 200);
	close(fd);
}

static void while_the_database_is_away_kept_pages_stay_and_none_is_added(void **state)
{
	struct web_fixture *fixture = *state;
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	set_generation(fixture, 0);
	struct http_answer answer = wait_for(fixture, FACE_DESK, 503);
	char retry[512];
	assert_string_equal(answer.body, "away\n");
	assert_true(http_header(&answer, "Retry-After", retry));
	assert_string_equal(wait_for(fixture, FACE_PUBLIC, 503).body, "not ready\n");
	assert_int_equal(http_once(fixture->port[FACE_PUBLIC], GET("/healthz")).status, 200);
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	assert_string_equal(body_of(fixture, GET("/count?q=x")), "run 2 x");
	assert_string_equal(body_of(fixture, GET("/count?q=x")), "run 3 x");
	set_generation(fixture, 1);
	wait_for(fixture, FACE_PUBLIC, 200);
	/* the number is the old one, but nobody knows what came and went meanwhile */
	assert_string_equal(body_of(fixture, GET("/count")), "run 4 ");
	assert_string_equal(body_of(fixture, GET("/count")), "run 4 ");
}

static void readers_are_served_from_a_replica_and_writers_sent_elsewhere(void **state)
{
	struct web_fixture *fixture = *state;
	__atomic_store_n(&fixture->readable, true, __ATOMIC_SEQ_CST);
	set_generation(fixture, 0);
	wait_for(fixture, FACE_DESK, 503);
	assert_string_equal(wait_for(fixture, FACE_PUBLIC, 200).body, "ready\n");
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	assert_string_equal(body_of(fixture, GET("/count")), "run 2 "); /* nobody keeps it */
}

static void who_sent_a_form_sees_its_effect_on_the_next_page(void **state)
{
	const struct web_fixture *fixture = *state;
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	struct http_answer sent = http_once(fixture->port[FACE_DESK],
					    "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: "
					    "application/x-www-form-urlencoded\r\n"
					    "Content-Length: 3\r\n\r\na=1");
	assert_int_equal(sent.status, 200);
	assert_string_equal(body_of(fixture, GET("/count")), "run 3 ");
}

static void a_commit_elsewhere_is_noticed_well_within_a_second(void **state)
{
	struct web_fixture *fixture = *state;
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	set_generation(fixture, 2);
	usleep(700000);
	assert_string_equal(body_of(fixture, GET("/count")), "run 2 ");
}

static void before_it_stops_it_says_so_and_serves_on(void **state)
{
	struct web_fixture *fixture = *state;
	assert_string_equal(wait_for(fixture, FACE_DESK, 200).body, "ready\n");
	server_stop(fixture->server);
	assert_string_equal(wait_for(fixture, FACE_DESK, 503).body, "This process is stopping.\n");
	assert_string_equal(body_of(fixture, GET("/count")), "run 1 ");
	assert_int_equal(http_once(fixture->port[FACE_PUBLIC], GET("/healthz")).status, 200);
	int fd = 0;
	for (int i = 0; i < 100 && fd >= 0; i++) {
		usleep(100000);
		fd = http_connect(fixture->port[FACE_PUBLIC]);
		if (fd >= 0) close(fd);
	}
	assert_int_equal(fd, -1); /* the three seconds are over */
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, web_fixture_start, web_fixture_stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_balancer_is_told_in_plain_text_that_nobody_keeps),
		TEST(while_the_database_is_away_kept_pages_stay_and_none_is_added),
		TEST(readers_are_served_from_a_replica_and_writers_sent_elsewhere),
		TEST(who_sent_a_form_sees_its_effect_on_the_next_page),
		TEST(a_commit_elsewhere_is_noticed_well_within_a_second),
		cmocka_unit_test_setup_teardown(before_it_stops_it_says_so_and_serves_on,
						web_fixture_start_draining, web_fixture_stop),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
