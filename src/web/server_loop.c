/* SPDX-License-Identifier: MulanPSL-2.0
 * Listeners, the event loop, start and stop. */
#include "web/server_int.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"

/* Of a connection, for one request's head and the answer's; the library zeroes all of it for each
 * request, which at 256 connections cost a tenth of a cached page while it was 24 KiB. */
enum { CONNECTION_MEMORY = 16 * 1024 };
enum { TICK_MS = 500, BACKLOG = 1024 };

/* Paths and queries come to us as they were sent. */
static size_t no_unescape(void *context, struct MHD_Connection *connection, char *text)
{
	(void)context, (void)connection;
	return strlen(text);
}

static enum err watch(struct server *server, int fd, struct error *error)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
	if (fd < 0 || epoll_ctl(server->epoll, EPOLL_CTL_ADD, fd, &event) != 0)
		return error_set(error, ERR_ENV, "Raise the limit of open files (ulimit -n).",
				 "Cannot set up the event loop: %s.", strerror(errno));
	return ERR_NONE;
}

static enum err door_open(struct server *server, enum face face, struct error *error)
{
	struct door *door = &server->doors[face];
	door->server = server;
	door->face = face;
	door->daemon = MHD_start_daemon(
		MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, server_on_request, door,
		MHD_OPTION_LISTEN_SOCKET, server->options.listeners[face],
		MHD_OPTION_URI_LOG_CALLBACK, server_on_uri, door, MHD_OPTION_NOTIFY_COMPLETED,
		server_on_completed, door, MHD_OPTION_NOTIFY_CONNECTION, server_on_connection, door,
		MHD_OPTION_UNESCAPE_CALLBACK, no_unescape, NULL, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
		(size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT,
		(unsigned)SERVER_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
		(unsigned)SERVER_IDLE_SECONDS, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
	if (door->daemon == NULL)
		return error_set(error, ERR_ENV, "Raise the limit of open files (ulimit -n).",
				 "Cannot start the HTTP server: %s.", strerror(errno));
	door->listener = server->options.listeners[face];
	server->options.listeners[face] = -1; /* the daemon closes it */
	const union MHD_DaemonInfo *info =
		MHD_get_daemon_info(door->daemon, MHD_DAEMON_INFO_EPOLL_FD);
	door->epoll = info == NULL ? -1 : info->epoll_fd;
	return watch(server, door->epoll, error);
}

enum err server_open(const struct server_options *options, struct error *error,
		     struct server **ret_server)
{
	struct server *server = calloc(1, sizeof *server);
	BUG_IF(server == NULL);
	server->options = *options;
	if (options->header_seconds == 0) server->options.header_seconds = SERVER_HEADER_SECONDS;
	if (options->body_seconds == 0) server->options.body_seconds = SERVER_BODY_SECONDS;
	server->signals = -1;
	server->epoll = epoll_create1(EPOLL_CLOEXEC);
	server->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	enum err err = watch(server, server->wake, error);
	if (!access_log_open(&server->log, options->access_log) && err == ERR_NONE)
		err = error_set(error, ERR_ENV, "Choose a file this user may write, or -.",
				"Cannot write the access log %s: %s.", options->access_log,
				strerror(errno));
	for (int face = 0; face < FACE__MAX && err == ERR_NONE; face++)
		err = door_open(server, (enum face)face, error);
	if (err == ERR_NONE && options->n_workers > 0)
		err = pool_new(server_run_job, (void *const *)options->workers, options->n_workers,
			       SERVER_QUEUE, server->wake, error, &server->workers);
	if (err == ERR_NONE && options->n_savers > 0)
		err = pool_new(server_run_job, (void *const *)options->savers, options->n_savers,
			       SERVER_QUEUE, server->wake, error, &server->savers);
	if (err == ERR_NONE && options->n_drawers > 0)
		err = pool_new(server_run_job, (void *const *)options->drawers, options->n_drawers,
			       SERVER_QUEUE, server->wake, error, &server->drawers);
	if (err != ERR_NONE) {
		server_close(server);
		return err;
	}
	if (options->cache_bytes > 0) {
		server->cache = page_cache_new(options->cache_bytes, server_page_drop);
		page_cache_generation(server->cache, -1); /* keeps nothing yet */
	}
	*ret_server = server;
	return ERR_NONE;
}

enum err server_listen(struct server *server, struct error *error)
{
	for (int face = 0; face < FACE__MAX; face++)
		if (listen(server->doors[face].listener, BACKLOG) != 0)
			return error_set(
				error, ERR_ENV,
				"Another program listens there: stop it, or choose another port.",
				"Cannot listen: %s.",
				errno == EADDRINUSE ? "the port is taken" : strerror(errno));
	return ERR_NONE;
}

/* Everything kept so far is dropped. */
static void move(struct server *server)
{
	server->moved++;
	if (server->cache != NULL) page_cache_generation(server->cache, server->moved);
}

void server_form_sent(struct server *server)
{
	move(server);
	if (server->generation != 0) server->generation = server->moved;
}

/* While the database is away nothing new is kept, and what was kept is shown on for a while: a
 * published report need not vanish during a failover. */
static void ask_generation(struct server *server)
{
	int64_t now_ms = server_now_us() / 1000, shared = 0;
	if (watch_readable(server->options.site->watch))
		server->unreadable_ms = 0;
	else if (server->unreadable_ms == 0)
		server->unreadable_ms = now_ms;
	if (watch_generation(server->options.site->watch, &shared)) {
		bool same = server->generation != 0 && shared == server->shared;
		server->shared = shared;
		server->away_ms = 0;
		if (same) return;
		move(server);
		server->generation = server->moved;
		return;
	}
	server->generation = 0;
	if (server->away_ms == 0) server->away_ms = now_ms;
	if (server->cache != NULL && now_ms - server->away_ms >= SERVER_STALE_SECONDS * 1000LL)
		page_cache_generation(server->cache, -1);
}

/* Was a form among them that may have changed something? */
static bool resume_jobs(struct server *server, struct pool *pool)
{
	bool sent_form = false;
	for (struct job *job = pool == NULL ? NULL : pool_finished(pool), *next; job != NULL;
	     job = next) {
		next = job->next;
		struct exchange *exchange = (struct exchange *)(void *)job;
		/* one that was refused, or told to try again, has changed nothing as far as anybody
		 * knows */
		sent_form |= exchange->request.method == METHOD_POST && exchange->refused == 0 &&
			     exchange->reply.status != 503;
		exchange->step = STEP_DONE;
		server->doors[exchange->request.face].due = true;
		MHD_resume_connection(exchange->connection);
	}
	return sent_form;
}

static void resume_finished(struct server *server)
{
	uint64_t count;
	if (read(server->wake, &count, sizeof count) < 0 && errno != EAGAIN)
		log_line(LOG_WARNING, "eventfd: %s", strerror(errno));
	bool sent_form = resume_jobs(server, server->workers);
	sent_form |= resume_jobs(server, server->savers);
	sent_form |= resume_jobs(server, server->drawers);
	if (sent_form) server_form_sent(server);
}

static int wait_ms(struct server *server)
{
	uint64_t wait = TICK_MS;
	for (int face = 0; face < FACE__MAX; face++) {
		MHD_UNSIGNED_LONG_LONG ms;
		if (MHD_get_timeout(server->doors[face].daemon, &ms) == MHD_YES && ms < wait) {
			wait = ms;
			if (ms == 0) server->doors[face].due = true;
		}
	}
	return (int)wait;
}

static void run_doors(struct server *server, bool all)
{
	for (int face = 0; face < FACE__MAX; face++) {
		struct door *door = &server->doors[face];
		if (!door->due && !all) continue;
		door->due = false;
		MHD_run(door->daemon);
	}
}

static void take_signal(struct server *server)
{
	struct signalfd_siginfo info;
	if (read(server->signals, &info, sizeof info) == sizeof info) server_stop(server);
}

static void turn(struct server *server)
{
	struct epoll_event events[8];
	int n = epoll_wait(server->epoll, events, COUNT_OF(events), wait_ms(server));
	for (int i = 0; i < n; i++) {
		int fd = events[i].data.fd;
		if (fd == server->wake) {
			ask_generation(server);
			resume_finished(server);
		}
		if (fd == server->signals) take_signal(server);
		server_linger_read(server, fd);
		for (int face = 0; face < FACE__MAX; face++)
			if (fd == server->doors[face].epoll) server->doors[face].due = true;
	}
	bool tick = server_now_us() / 1000 - server->ticked_ms >= TICK_MS;
	if (tick) {
		server->ticked_ms = server_now_us() / 1000;
		ask_generation(server);
		access_log_flush(&server->log);
		server_visits_check(server);
	}
	run_doors(server, tick);
}

static void stop_listening(struct server *server)
{
	for (int face = 0; face < FACE__MAX; face++) {
		int fd = MHD_quiesce_daemon(server->doors[face].daemon);
		if (fd >= 0) close(fd);
	}
}

sigset_t server_block_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	return set;
}

static int times_asked(struct server *server)
{
	return __atomic_load_n(&server->asked, __ATOMIC_RELAXED);
}

/* A balancer reads in /readyz that it should send nobody here any more, before it is refused. */
static void drain(struct server *server)
{
	int64_t until = server_now_us() + server->options.drain_seconds * 1000000LL;
	watch_stopping(server->options.site->watch);
	while (times_asked(server) < 2 && server_now_us() < until) turn(server);
}

enum err server_run(struct server *server, struct error *error)
{
	const sigset_t set = server_block_signals();
	server->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	enum err err = watch(server, server->signals, error);
	if (err != ERR_NONE) return err;
	watch_wake(server->options.site->watch, server->wake);
	while (times_asked(server) == 0) turn(server);
	drain(server);
	server->stopping = true;
	stop_listening(server);
	alarm(SERVER_STOP_SECONDS + 5); /* a page that never ends must not keep the process */
	int64_t deadline = server_now_us() + SERVER_STOP_SECONDS * 1000000LL;
	while (server->n_active > 0 && server_now_us() < deadline) turn(server);
	alarm(0);
	return ERR_NONE;
}

void server_stop(struct server *server)
{
	__atomic_add_fetch(&server->asked, 1, __ATOMIC_RELAXED);
	const uint64_t one = 1;
	if (write(server->wake, &one, sizeof one) < 0) return;
}

void server_close(struct server *server)
{
	watch_wake(server->options.site->watch, -1);
	/* workers end first: the library may not stop while a connection is suspended */
	if (server->workers != NULL) {
		pool_stop(server->workers);
		if (server->savers != NULL) pool_stop(server->savers);
		if (server->drawers != NULL) pool_stop(server->drawers);
		resume_finished(server);
		run_doors(server, true);
		pool_free(server->workers);
		pool_free(server->savers);
		pool_free(server->drawers);
	}
	for (int face = 0; face < FACE__MAX; face++)
		if (server->doors[face].daemon != NULL) MHD_stop_daemon(server->doors[face].daemon);
	server_linger_close(server);
	page_cache_free(server->cache);
	while (server->spare != NULL) {
		struct exchange *next = server->spare->next_spare;
		exchange_free(server->spare);
		server->spare = next;
	}
	access_log_close(&server->log);
	for (int face = 0; face < FACE__MAX; face++)
		if (server->options.listeners[face] >= 0) close(server->options.listeners[face]);
	if (server->signals >= 0) close(server->signals);
	if (server->wake >= 0) close(server->wake);
	if (server->epoll >= 0) close(server->epoll);
	free(server);
}
