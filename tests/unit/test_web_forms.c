/* SPDX-License-Identifier: MulanPSL-2.0
 * What is sent to the server: forms and their token, proxies, limits, files in pieces. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "unit/help_web.h"

#define FORM "application/x-www-form-urlencoded"
#define PARTS "multipart/form-data; boundary=xYz"

/* A form with its token, as a browser would send it. */
static struct http_answer send_form(const struct web_fixture *fixture, const char *headers,
				    const char *token, const char *fields)
{
	char request[8192], full[4096];
	snprintf(full, sizeof full, "csrf=%s&%s", token, fields);
	snprintf(request, sizeof request,
		 "POST /echo HTTP/1.1\r\nHost: a\r\nCookie: lianxin_form=seed\r\n%s"
		 "Content-Type: " FORM "\r\nContent-Length: %zu\r\n\r\n%s",
		 headers, strlen(full), full);
	return http_once(fixture->port[FACE_DESK], request);
}

static void forms_need_their_token(void **state)
{
	const struct web_fixture *fixture = *state;
	struct http_answer token =
		http_once(fixture->port[FACE_DESK],
			  "GET /token HTTP/1.1\r\nHost: a\r\nCookie: lianxin_form=seed\r\n\r\n");
	assert_int_equal(strlen(token.body), 32);
	struct http_answer answer = send_form(fixture, "", token.body, "a=1+2&b=%E8%BF%9E%0D%0Ax");
	assert_int_equal(answer.status, 200);
	assert_string_equal(answer.body, "a=1 2 b=连\nx file=none:0 from=127.0.0.1 http");
	assert_int_equal(send_form(fixture, "", "", "a=1").status, 403);
	assert_int_equal(send_form(fixture, "", "00000000000000000000000000000000", "").status,
			 403);
	assert_int_equal(send_form(fixture, "Origin: http://b\r\n", token.body, "").status, 403);
	assert_int_equal(send_form(fixture, "Origin: http://a\r\n", token.body, "").status, 200);
	assert_int_equal(
		send_form(fixture, "Sec-Fetch-Site: cross-site\r\n", token.body, "").status, 403);
	char cookie[512];
	token = http_once(fixture->port[FACE_DESK], GET("/token"));
	assert_true(http_header(&token, "Set-Cookie", cookie));
	assert_non_null(strstr(cookie, "; HttpOnly; SameSite=Strict"));
	assert_null(strstr(cookie, "Secure"));
}

static void behind_a_trusted_proxy(void **state)
{
	const struct web_fixture *fixture = *state;
	struct http_answer token =
		http_once(fixture->port[FACE_DESK],
			  "GET /token HTTP/1.1\r\nHost: a\r\nCookie: lianxin_form=seed\r\n\r\n");
	struct http_answer answer = send_form(
		fixture, "X-Forwarded-For: 6.6.6.6, 10.1.2.3\r\nX-Forwarded-Proto: https\r\n",
		token.body, "");
	assert_string_equal(answer.body, "a= b= file=none:0 from=10.1.2.3 https");
	/* one address however the proxy writes it; what is none is not believed */
	answer = send_form(fixture, "X-Forwarded-For: [2001:DB8:0::1]:4711\r\n", token.body, "");
	assert_string_equal(answer.body, "a= b= file=none:0 from=2001:db8::1 http");
	answer = send_form(fixture, "X-Forwarded-For: 10.1.2.3:4711\r\n", token.body, "");
	assert_string_equal(answer.body, "a= b= file=none:0 from=10.1.2.3 http");
	answer = send_form(fixture, "X-Forwarded-For: 010.1.2.3\r\n", token.body, "");
	assert_string_equal(answer.body, "a= b= file=none:0 from=127.0.0.1 http");
	char cookie[512];
	token = http_once(fixture->port[FACE_DESK],
			  "GET /token HTTP/1.1\r\nHost: a\r\nX-Forwarded-Proto: https\r\n\r\n");
	assert_true(http_header(&token, "Set-Cookie", cookie));
	assert_non_null(strstr(cookie, "; Secure"));
}

static void bodies_are_bounded(void **state)
{
	const struct web_fixture *fixture = *state;
	char request[8192], body[2048];
	memset(body, 'a', 1500);
	body[1500] = '\0';
	snprintf(request, sizeof request,
		 "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: " FORM
		 "\r\nContent-Length: 1500\r\n\r\n%s",
		 body);
	assert_int_equal(http_once(fixture->port[FACE_DESK], request).status, 413);
	struct http_answer answer = http_once(
		fixture->port[FACE_DESK], "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: " FORM
					  "\r\nContent-Length: 9000\r\n\r\n");
	assert_int_equal(answer.status, 413);
	assert_true(answer.closed);
	assert_int_equal(http_once(fixture->port[FACE_DESK],
				   "POST /open HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
				   "Content-Length: 1\r\n\r\na")
				 .status,
			 415);
	static const char *const bad[] = {"a=%zz", "a=%00", "a=%ff", "a=%0b"};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		snprintf(request, sizeof request,
			 "POST /open HTTP/1.1\r\nHost: a\r\nContent-Type: " FORM
			 "\r\nContent-Length: %zu\r\n\r\n%s",
			 strlen(bad[i]), bad[i]);
		assert_int_equal(http_once(fixture->port[FACE_DESK], request).status, 400);
	}
}

static void files_arrive_in_pieces(void **state)
{
	const struct web_fixture *fixture = *state;
	size_t n = 200000;
	char *request = calloc(1, n + 2048), *file = malloc(n + 1);
	for (size_t i = 0; i < n; i++) file[i] = "\r\n--xYzq"[i % 8];
	file[n] = '\0';
	static const char head[] =
		"--xYz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
		"one\r\n\r\n--x\r\n--xYz\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"\xe8\xa1\xa8.csv\"\r\nContent-Type: text/csv\r\n\r\n";
	static const char tail[] = "\r\n--xYz--\r\n";
	file[n - 8] = '\0'; /* does not end in a mark that begins the boundary */
	snprintf(request, n + 2048,
		 "POST /open HTTP/1.1\r\nHost: a\r\nContent-Type: " PARTS
		 "\r\nContent-Length: %zu\r\n\r\n%s%s%s",
		 sizeof head - 1 + strlen(file) + sizeof tail - 1, head, "", "");
	int fd = http_connect(fixture->port[FACE_DESK]);
	assert_true(write(fd, request, strlen(request)) > 0);
	for (size_t at = 0; at < strlen(file);) {
		size_t piece = 1 + (at * 7919) % 5000;
		if (piece > strlen(file) - at) piece = strlen(file) - at;
		assert_true(write(fd, file + at, piece) == (ssize_t)piece);
		at += piece;
	}
	struct http_answer answer = http_ask(fd, tail, false);
	close(fd);
	assert_int_equal(answer.status, 400); /* the data holds the boundary itself: not a form */
	for (size_t i = 0; i < n - 8; i++) file[i] = "\r\n--xYq"[i % 7];
	fd = http_connect(fixture->port[FACE_DESK]);
	assert_true(write(fd, request, strlen(request)) > 0);
	for (size_t at = 0; at < strlen(file);) {
		size_t piece = 1 + (at * 7919) % 5000;
		if (piece > strlen(file) - at) piece = strlen(file) - at;
		assert_true(write(fd, file + at, piece) == (ssize_t)piece);
		at += piece;
	}
	answer = http_ask(fd, tail, false);
	close(fd);
	assert_int_equal(answer.status, 200);
	char want[256];
	snprintf(want, sizeof want,
		 "a=one\n\n--x b= file=表.csv:%zu from=127.0.0.1 http begins \r\n--xYq", n - 8);
	assert_string_equal(answer.body, want);
	free(request);
	free(file);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, web_fixture_start, web_fixture_stop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(forms_need_their_token),
		TEST(behind_a_trusted_proxy),
		TEST(bodies_are_bounded),
		TEST(files_arrive_in_pieces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
