/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "reach/clamd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 64 * 1024, PATIENCE_SECONDS = 20, REPLY_MAX = 512 };

union place {
	struct sockaddr any;
	struct sockaddr_un file;
	struct sockaddr_in four;
};

static bool place_of(const char *address, union place *ret_place, socklen_t *ret_n)
{
	memset(ret_place, 0, sizeof *ret_place);
	if (address[0] == '/') {
		if (strlen(address) >= sizeof ret_place->file.sun_path) return false;
		ret_place->file.sun_family = AF_UNIX;
		memcpy(ret_place->file.sun_path, address, strlen(address) + 1);
		*ret_n = sizeof ret_place->file;
		return true;
	}
	char host[INET_ADDRSTRLEN], *end;
	const char *colon = strrchr(address, ':');
	size_t n = colon == NULL ? 0 : (size_t)(colon - address);
	if (n == 0 || n >= sizeof host || strncmp(address, "127.", 4) != 0) return false;
	memcpy(host, address, n);
	host[n] = '\0';
	unsigned long port = strtoul(colon + 1, &end, 10);
	ret_place->four.sin_family = AF_INET;
	ret_place->four.sin_port = htons((uint16_t)port);
	*ret_n = sizeof ret_place->four;
	return *end == '\0' && port > 0 && port < 65536 &&
	       inet_pton(AF_INET, host, &ret_place->four.sin_addr) == 1;
}

enum err clamd_check(const char *address, struct error *error)
{
	union place place;
	socklen_t n;
	if (place_of(address, &place, &n)) return ERR_NONE;
	return error_set(error, ERR_USAGE,
			 "Give the path of clamd's socket, or 127.0.0.1 and its port.",
			 "There can be no virus scanner at %s.", address);
}

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool put(int fd, const void *bytes, size_t n, int64_t until_ms)
{
	const char *from = bytes;
	while (n > 0) {
		ssize_t done = now_ms() >= until_ms ? -1 : send(fd, from, n, MSG_NOSIGNAL);
		if (done < 0 && errno == EINTR) continue;
		if (done <= 0) return false;
		from += done;
		n -= (size_t)done;
	}
	return true;
}

/* Each piece behind its length in network order; a length of 0 ends. */
static bool put_all(int fd, const char *bytes, size_t n, int64_t until_ms)
{
	if (!put(fd, "zINSTREAM", sizeof "zINSTREAM", until_ms)) return false;
	while (n > 0) {
		size_t piece = n < PIECE ? n : PIECE;
		uint32_t length = htonl((uint32_t)piece);
		if (!put(fd, &length, sizeof length, until_ms) || !put(fd, bytes, piece, until_ms))
			return false;
		bytes += piece;
		n -= piece;
	}
	const uint32_t end = 0;
	return put(fd, &end, sizeof end, until_ms);
}

/* One line, ended by '\0' as the 'z' asks for. */
static bool get_reply(int fd, char reply[REPLY_MAX], int64_t until_ms)
{
	for (size_t used = 0; used < REPLY_MAX && now_ms() < until_ms;) {
		ssize_t got = recv(fd, reply + used, REPLY_MAX - used, 0);
		if (got < 0 && errno == EINTR) continue;
		if (got <= 0) return false;
		used += (size_t)got;
		if (reply[used - 1] == '\0') return true;
	}
	return false;
}

static enum clamd_answer answer_of(const char *reply, struct error *error,
				   char ret_name[CLAMD_NAME])
{
	static const char head[] = "stream: ", found[] = " FOUND";
	size_t n = strlen(reply), n_head = strlen(head), n_found = strlen(found);
	if (strcmp(reply, "stream: OK") == 0) return CLAMD_CLEAN;
	if (n > n_head + n_found && strncmp(reply, head, n_head) == 0 &&
	    strcmp(reply + n - n_found, found) == 0) {
		snprintf(ret_name, CLAMD_NAME, "%.*s", (int)(n - n_head - n_found), reply + n_head);
		return CLAMD_INFECTED;
	}
	error_set(error, ERR_ENV, "See StreamMaxLength in clamd.conf, and clamd's log.",
		  "The virus scanner said: %s", reply);
	return CLAMD_AWAY;
}

static enum clamd_answer away(struct error *error, const char *address, const char *what)
{
	error_set(error, ERR_ENV, "Start clamd, or serve without --clamd.",
		  "The virus scanner at %s %s: %s.", address, what, strerror(errno));
	return CLAMD_AWAY;
}

enum clamd_answer clamd_scan(const char *address, const void *bytes, size_t n, struct error *error,
			     char ret_name[CLAMD_NAME])
{
	union place place;
	socklen_t n_place;
	BUG_IF(!place_of(address, &place, &n_place)); /* clamd_check() came first */
	int64_t until_ms = now_ms() + CLAMD_SECONDS * 1000;
	const struct timeval patience = {.tv_sec = PATIENCE_SECONDS};
	char reply[REPLY_MAX];
	int fd = socket(place.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0) return away(error, address, "cannot be asked");
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	enum clamd_answer answer;
	if (connect(fd, &place.any, n_place) != 0) {
		answer = away(error, address, "cannot be reached");
	} else {
		/* one that has heard enough answers before the end */
		bool sent = put_all(fd, bytes, n, until_ms);
		errno = ETIMEDOUT;
		answer = get_reply(fd, reply, until_ms)
				 ? answer_of(reply, error, ret_name)
				 : away(error, address, sent ? "did not answer" : "took no more");
	}
	close(fd);
	return answer;
}
