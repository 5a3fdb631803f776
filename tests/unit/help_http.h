/* SPDX-License-Identifier: MulanPSL-2.0
 * A raw HTTP client for tests: what is sent is exactly what the test wrote. */
#ifndef LIANXIN_TESTS_HELP_HTTP_H
#define LIANXIN_TESTS_HELP_HTTP_H

struct http_answer {
	int status;	  /* 0: the connection ended without an answer */
	bool closed;	  /* the server closed after it */
	char head[4096];  /* status line and headers */
	char body[16384]; /* the first bytes of it */
	size_t n_body;
};

/* A connected socket on 127.0.0.1; -1 when refused. */
int http_connect(int port);
/* Sends the bytes and reads one answer; head_only: the answer has no body (HEAD). */
struct http_answer http_ask(int fd, const char *bytes, bool head_only);
/* One request on a connection of its own. */
struct http_answer http_once(int port, const char *bytes);
/* The header's value in a static-free copy inside answer->head; NULL when absent. Writes the
 * value into ret_value (at most 511 bytes). */
bool http_header(const struct http_answer *answer, const char *name, char ret_value[512]);

#endif
