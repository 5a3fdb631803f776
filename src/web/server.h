/* SPDX-License-Identifier: MulanPSL-2.0
 * The HTTP server: two listeners, one event loop, a few workers, more savers, two who draw. Only
 * server.c, server_loop.c and server_visit.c know libmicrohttpd. A request goes: guard (ambiguous →
 * 400) → route → page cache → on the loop when the route is quick, otherwise on a worker, saver or
 * drawer → reply. The library is driven from our own epoll loop; its internal thread stalls when a
 * batch returns exactly 128 events. */
#ifndef LIANXIN_WEB_SERVER_H
#define LIANXIN_WEB_SERVER_H

#include <signal.h>

#include "base/error.h"
#include "web/site.h"

struct server_options {
	const struct site *site;
	int listeners[FACE__MAX];	   /* bound sockets; the server closes them */
	struct web_thread *loop_thread;	   /* for what runs on the loop; its doors stay closed
					    * when the database is remote */
	struct web_thread *const *workers; /* one worker each */
	size_t n_workers;
	/* Those of ROUTE_SAVES, beside the workers; none: the workers do it. */
	struct web_thread *const *savers;
	size_t n_savers;
	/* Those of ROUTE_DRAWS, so many at once; the others wait in line, and are refused as all
	 * are after SERVER_QUEUE_SECONDS; none: the workers do it. */
	struct web_thread *const *drawers;
	size_t n_drawers;
	size_t cache_bytes;	   /* 0: no page cache */
	const char *trusted_proxy; /* addresses, comma-separated, whose X-Forwarded-* count */
	const char *access_log;	   /* a file, "-" for stdout, NULL for none */
	/* The database is across a network, and may be away: whatever asks it runs on a worker. */
	bool remote;
	/* After a signal, how long to go on as before while /readyz says no already. */
	int drain_seconds;
	int header_seconds; /* how long a header may take; 0: SERVER_HEADER_SECONDS */
	int body_seconds;   /* the least a body may; 0: SERVER_BODY_SECONDS */
};

enum {
	SERVER_QUEUE = 256,	   /* before the workers, the savers, the drawers */
	SERVER_QUEUE_SECONDS = 10, /* who waited there longer is refused, not made to wait on */
	SERVER_CONNECTIONS = 1000,
	SERVER_IDLE_SECONDS = 30,
	SERVER_STOP_SECONDS = 10,
	/* From the connection to the end of its first header. Of a later one: SERVER_IDLE_SECONDS
	 * more. */
	SERVER_HEADER_SECONDS = 20,
	/* For a body: so long, and a second for so many bytes, but no longer than the third. */
	SERVER_BODY_SECONDS = 60,
	SERVER_BODY_RATE = 16 * 1024,
	SERVER_BODY_SECONDS_MAX = 1800,
	/* How long a refused client may go on sending, so that it reads the refusal; so many. */
	SERVER_LINGER_SECONDS = 10,
	SERVER_LINGERS = 64,
	SERVER_DRAIN_MAX = 300,
	/* How long a remote database may be away before requests are refused at once, instead of
	 * waiting for it in the workers. */
	SERVER_PATIENCE_MS = 2000,
	/* How long cached pages are shown while nobody knows whether they still hold. */
	SERVER_STALE_SECONDS = 300,
};

struct server;
/* The options' contents must outlive the server. */
enum err server_open(const struct server_options *options, struct error *error,
		     struct server **ret_server) MUST_CHECK;
/* From here on visitors are let in (and wait until server_run). ERR_ENV when a port was taken since
 * it was bound. */
enum err server_listen(struct server *server, struct error *error) MUST_CHECK;
/* Serves until server_stop, or SIGTERM or SIGINT (which it blocks for the calling thread), drains,
 * then finishes what runs, at most SERVER_STOP_SECONDS. A second signal ends the draining. */
enum err server_run(struct server *server, struct error *error) MUST_CHECK;
/* Holds SIGTERM and SIGINT back until server_run looks at them; called early, so that a signal
 * during the start still ends in order. Returns the two. */
sigset_t server_block_signals(void);
/* From any thread. */
void server_stop(struct server *server);
void server_close(struct server *server);

#endif
