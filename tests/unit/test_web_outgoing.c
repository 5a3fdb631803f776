/* SPDX-License-Identifier: MulanPSL-2.0
 * Long answers: from memory or from a file, the same bytes; a disk that takes none is said. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/help_cmocka.h"
#include "unit/help_web.h"
#include "web/http.h"
#include "web/outgoing.h"

enum { LINE = sizeof WEB_LINE - 1 };

static void assert_lines(struct web_fixture *fixture, long lines)
{
	static struct http_answer answer;
	char request[128], length[512];
	snprintf(request, sizeof request, GET("/long?lines=%ld"), lines);
	answer = http_once(fixture->port[FACE_PUBLIC], request);
	assert_int_equal(answer.status, 200);
	assert_true(http_header(&answer, "Content-Length", length));
	assert_int_equal(strtol(length, NULL, 10), lines * LINE);
	assert_int_equal(answer.n_body % LINE, 0);
	/* the client keeps the first bytes of it, and a NUL */
	for (size_t at = 0; at < answer.n_body && at + LINE < sizeof answer.body; at += LINE)
		assert_memory_equal(answer.body + at, WEB_LINE, LINE);
}

static void an_answer_of_any_length(void **state)
{
	static const long lines[] = {0, 1, OUTGOING_PIECE / LINE, OUTGOING_PIECE / LINE + 1,
				     100000};
	for (size_t i = 0; i < COUNT_OF(lines); i++) assert_lines(*state, lines[i]);
}

/* To the last byte, and nothing of it in memory. */
static void a_file_holds_all_of_it(void **state)
{
	enum { MANY = 200000 };
	struct outgoing outgoing;
	struct error error;
	struct reply reply;
	static char longer[3 * OUTGOING_PIECE], back[LINE];
	(void)state;
	reply_init(&reply);
	outgoing_init(&outgoing, NULL);
	for (int i = 0; i < MANY; i++)
		assert_int_equal(outgoing_write(WEB_LINE, LINE, &outgoing, &error), ERR_NONE);
	assert_int_equal(outgoing_write(longer, sizeof longer, &outgoing, &error), ERR_NONE);
	assert_int_equal(outgoing_write(WEB_LINE, LINE, &outgoing, &error), ERR_NONE);
	assert_int_equal(outgoing_end(&outgoing, ERR_NONE, &reply, &error), ERR_NONE);
	assert_true(reply.from_file);
	assert_int_equal(reply.body.n, 0);
	assert_int_equal(reply.n_file, (MANY + 1) * LINE + (int)sizeof longer);
	assert_int_equal(lseek(reply.fd, 0, SEEK_END), reply.n_file);
	for (int i = 0; i < MANY; i += 997) {
		assert_int_equal(pread(reply.fd, back, LINE, (off_t)i * LINE), LINE);
		assert_memory_equal(back, WEB_LINE, LINE);
	}
	assert_int_equal(pread(reply.fd, back, LINE, reply.n_file - LINE), LINE);
	assert_memory_equal(back, WEB_LINE, LINE);
	reply_release(&reply);
}

static void a_disk_that_takes_nothing(void **state)
{
	static char bytes[OUTGOING_PIECE + 1];
	struct outgoing outgoing;
	struct error error;
	struct reply reply;
	(void)state;
	reply_init(&reply);
	outgoing_init(&outgoing, "/nowhere/at/all");
	enum err err = outgoing_write(bytes, sizeof bytes, &outgoing, &error);
	assert_int_equal(err, ERR_ENV);
	assert_int_equal(outgoing_end(&outgoing, err, &reply, &error), ERR_ENV);
	assert_non_null(strstr(error.message, "没有地方"));
	assert_false(reply.from_file);
	outgoing_init(&outgoing, NULL);
	outgoing.written = OUTGOING_MAX;
	err = outgoing_write("x", 1, &outgoing, &error);
	assert_int_equal(outgoing_end(&outgoing, err, &reply, &error), ERR_CONTENT);
	assert_non_null(strstr(error.hint, "缩小范围"));
	reply_release(&reply);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_answer_of_any_length, web_fixture_start,
						web_fixture_stop),
		cmocka_unit_test(a_file_holds_all_of_it),
		cmocka_unit_test(a_disk_that_takes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
