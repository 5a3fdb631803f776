/* SPDX-License-Identifier: MulanPSL-2.0
 * What the library does not bound: how long a header or a body may take in all, and how a client
 * that is refused while it still sends gets to read why. */
#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "web/server_int.h"

enum { SECOND = 1000000, LINGER_PIECE = 64 * 1024, LINGER_ROUNDS = 8 };

/* A connection, as long as it lives. */
struct visit {
	struct visit *next, *previous;
	int fd;
	int64_t until_us; /* when it is cut off; 0: not */
};

void server_on_connection(void *context, struct MHD_Connection *connection, void **ret_visit,
			  enum MHD_ConnectionNotificationCode code)
{
	struct server *server = ((struct door *)context)->server;
	struct visit *visit = *ret_visit;
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		visit = calloc(1, sizeof *visit);
		BUG_IF(visit == NULL);
		visit->fd = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)
				    ->connect_fd;
		visit->until_us = server_now_us() + server->options.header_seconds * SECOND;
		visit->next = server->visits;
		if (visit->next != NULL) visit->next->previous = visit;
		server->visits = visit;
		*ret_visit = visit;
		return;
	}
	if (visit->next != NULL) visit->next->previous = visit->previous;
	if (visit->previous != NULL) visit->previous->next = visit->next;
	if (server->visits == visit) server->visits = visit->next;
	free(visit);
	*ret_visit = NULL;
}

void server_visit_until(struct MHD_Connection *connection, int64_t seconds)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
	struct visit *visit = info == NULL ? NULL : info->socket_context;
	if (visit != NULL) visit->until_us = seconds == 0 ? 0 : server_now_us() + seconds * SECOND;
}

int64_t server_body_seconds(const struct server *server, int64_t length)
{
	int64_t seconds = server->options.body_seconds + length / SERVER_BODY_RATE;
	return seconds < SERVER_BODY_SECONDS_MAX ? seconds : SERVER_BODY_SECONDS_MAX;
}

static void linger_end(struct server *server, struct leaver *leaver)
{
	close(leaver->fd); /* takes it out of the epoll set too */
	*leaver = server->lingers[--server->n_lingers];
}

void server_visits_check(struct server *server)
{
	int64_t now = server_now_us();
	for (struct visit *visit = server->visits; visit != NULL; visit = visit->next) {
		if (visit->until_us == 0 || now < visit->until_us) continue;
		visit->until_us = 0;
		shutdown(visit->fd, SHUT_RDWR); /* the library sees its end and closes it */
	}
	for (size_t i = server->n_lingers; i-- > 0;)
		if (now >= server->lingers[i].until_us) linger_end(server, &server->lingers[i]);
}

/* The library closes after such an answer; with bytes unread the system would then tear the
 * connection down, and browsers show that instead of the answer. */
void server_linger(struct server *server, struct MHD_Connection *connection)
{
	if (server->n_lingers == SERVER_LINGERS) return;
	int fd = dup(
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
	if (fd < 0) return;
	if (epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
		close(fd);
		return;
	}
	server->lingers[server->n_lingers++] =
		(struct leaver){fd, server_now_us() + SERVER_LINGER_SECONDS * SECOND};
}

void server_linger_read(struct server *server, int fd)
{
	char dropped[LINGER_PIECE];
	for (size_t i = 0; i < server->n_lingers; i++) {
		if (server->lingers[i].fd != fd) continue;
		ssize_t n = 1;
		for (int round = 0; n > 0 && round < LINGER_ROUNDS; round++)
			n = recv(fd, dropped, sizeof dropped, MSG_DONTWAIT);
		if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
			linger_end(server, &server->lingers[i]);
		return;
	}
}

void server_linger_close(struct server *server)
{
	while (server->n_lingers > 0) linger_end(server, &server->lingers[0]);
}
