/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_clamd.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "unit/help_cmocka.h"

enum { PIECE_MAX = 1 << 20 };

const char *help_eicar(void)
{
	static char text[80];
	snprintf(text, sizeof text, "%s%s", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD",
		 "-ANTIVIRUS-TEST-FILE!$H+H*");
	return text;
}

static bool get(int fd, void *ret_bytes, size_t n)
{
	char *to = ret_bytes;
	for (ssize_t got; n > 0; to += got, n -= (size_t)got)
		if ((got = read(fd, to, n)) <= 0) return false;
	return true;
}

static void serve_one(struct help_clamd *clamd, int fd)
{
	static char bytes[PIECE_MAX];
	char command[10];
	uint32_t length;
	bool found = false;
	clamd->bytes = 0;
	if (!get(fd, command, sizeof command) || memcmp(command, "zINSTREAM", 10) != 0) return;
	while (get(fd, &length, sizeof length) && length != 0) {
		size_t n = ntohl(length);
		if (n > sizeof bytes || !get(fd, bytes, n)) return;
		clamd->bytes += (int64_t)n;
		found |= memmem(bytes, n, help_eicar(), strlen(help_eicar())) != NULL;
	}
	__atomic_add_fetch(&clamd->scans, 1, __ATOMIC_SEQ_CST);
	const char *says = clamd->says != NULL ? clamd->says
			   : found	       ? "stream: Win.Test.EICAR_HDB-1 FOUND"
					       : "stream: OK";
	if (*says != '\0' && write(fd, says, strlen(says) + 1) < 0) return;
}

static void *serve(void *context)
{
	struct help_clamd *clamd = context;
	for (int fd; (fd = accept(clamd->listener, NULL, NULL)) >= 0; close(fd))
		serve_one(clamd, fd);
	return NULL;
}

void help_clamd_start(struct help_clamd *clamd)
{
	memset(clamd, 0, sizeof *clamd);
	struct sockaddr_un place = {.sun_family = AF_UNIX};
	snprintf(clamd->address, sizeof clamd->address, "/tmp/lianxin-clamd-%d", (int)getpid());
	snprintf(place.sun_path, sizeof place.sun_path, "%s", clamd->address);
	unlink(clamd->address);
	clamd->listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(clamd->listener, (void *)&place, sizeof place), 0);
	assert_int_equal(listen(clamd->listener, 8), 0);
	assert_int_equal(pthread_create(&clamd->thread, NULL, serve, clamd), 0);
}

void help_clamd_stop(struct help_clamd *clamd)
{
	shutdown(clamd->listener, SHUT_RDWR);
	pthread_join(clamd->thread, NULL);
	close(clamd->listener);
	unlink(clamd->address);
}
