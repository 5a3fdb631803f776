/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_http.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

int http_connect(int port)
{
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	const struct timeval patience = {.tv_sec = 20};
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	if (connect(fd, (const struct sockaddr *)&address, sizeof address) == 0) return fd;
	close(fd);
	return -1;
}

bool http_header(const struct http_answer *answer, const char *name, char ret_value[512])
{
	size_t n = strlen(name);
	for (const char *line = strchr(answer->head, '\n'); line != NULL;
	     line = strchr(line, '\n')) {
		line++;
		if (strncasecmp(line, name, n) != 0 || line[n] != ':') continue;
		const char *value = line + n + 1 + strspn(line + n + 1, " ");
		snprintf(ret_value, 512, "%.*s", (int)strcspn(value, "\r\n"), value);
		return true;
	}
	return false;
}

static size_t length_of(const struct http_answer *answer)
{
	char text[512];
	return http_header(answer, "Content-Length", text) ? (size_t)strtoul(text, NULL, 10) : 0;
}

static bool receive(int fd, char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t got = recv(fd, bytes, n, 0);
		if (got <= 0) return false;
		bytes += got;
		n -= (size_t)got;
	}
	return true;
}

struct http_answer http_ask(int fd, const char *bytes, bool head_only)
{
	struct http_answer answer = {.status = 0};
	size_t n = strlen(bytes), sent = 0;
	while (sent < n) {
		ssize_t done = send(fd, bytes + sent, n - sent, MSG_NOSIGNAL);
		if (done <= 0) break;
		sent += (size_t)done;
	}
	size_t head = 0;
	while (head + 1 < sizeof answer.head && receive(fd, answer.head + head, 1)) {
		head++;
		if (head >= 4 && memcmp(answer.head + head - 4, "\r\n\r\n", 4) == 0) break;
	}
	answer.head[head] = '\0';
	if (sscanf(answer.head, "HTTP/1.1 %d", &answer.status) != 1) return answer;
	size_t length = head_only || answer.status == 304 ? 0 : length_of(&answer);
	answer.n_body = length;
	size_t keep = length < sizeof answer.body ? length : sizeof answer.body - 1;
	char rest[4096];
	if (receive(fd, answer.body, keep))
		for (size_t left = length - keep; left > 0;) {
			size_t piece = left < sizeof rest ? left : sizeof rest;
			if (!receive(fd, rest, piece)) break;
			left -= piece;
		}
	char connection[512];
	answer.closed = http_header(&answer, "Connection", connection) &&
			strcasecmp(connection, "close") == 0;
	return answer;
}

struct http_answer http_once(int port, const char *bytes)
{
	struct http_answer answer = {.status = 0};
	int fd = http_connect(port);
	if (fd < 0) return answer;
	answer = http_ask(fd, bytes, strncmp(bytes, "HEAD", 4) == 0);
	close(fd);
	return answer;
}
