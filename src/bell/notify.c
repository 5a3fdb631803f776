/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "bell/notify.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

void notify_service(const char *state)
{
	const char *path = getenv("NOTIFY_SOCKET");
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (path == NULL || (path[0] != '/' && path[0] != '@')) return;
	size_t n = strlen(path);
	if (n >= sizeof address.sun_path) return;
	memcpy(address.sun_path, path, n);
	if (path[0] == '@') address.sun_path[0] = '\0'; /* the abstract name space */
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0) return;
	/* nobody to tell when this fails: the supervisor's own time-out speaks then */
	ssize_t sent = sendto(fd, state, strlen(state), MSG_NOSIGNAL, (const void *)&address,
			      (socklen_t)(offsetof(struct sockaddr_un, sun_path) + n));
	(void)sent;
	close(fd);
}
