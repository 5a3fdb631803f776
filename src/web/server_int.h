/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared by server.c (a request's way), server_loop.c (listeners, event loop, start and stop) and
 * server_visit.c (what takes too long), the files that touch libmicrohttpd. The library is used
 * from one thread alone, the loop's: workers hand finished requests back through the pool, so
 * suspended connections are resumed where they were suspended. */
#ifndef LIANXIN_WEB_SERVER_INT_H
#define LIANXIN_WEB_SERVER_INT_H

#include <microhttpd.h>

#include "web/access_log.h"
#include "web/exchange.h"
#include "web/page_cache.h"
#include "web/server.h"
#include "web/watch.h"

struct door {
	struct server *server;
	enum face face;
	struct MHD_Daemon *daemon;
	int listener; /* the daemon's own by now */
	int epoll;
	bool due; /* has work besides its sockets: something was resumed */
};

/* The dup of a refused connection that still sends. */
struct leaver {
	int fd;
	int64_t until_us;
};

struct visit; /* server_visit.c */

struct server {
	struct server_options options;
	struct door doors[FACE__MAX];
	int epoll, wake, signals;
	struct pool *workers, *savers, *drawers; /* NULL: none */
	struct page_cache *cache;
	struct access_log log;
	struct exchange *spare; /* finished exchanges kept for the next requests */
	size_t n_spare, n_active;
	/* Moves when anybody committed, and after each form sent to this process; 0 while that is
	 * not known. */
	int64_t generation;
	int64_t moved, shared; /* how often it has moved; the watch's number then */
	int64_t ticked_ms;
	/* since when the database cannot be asked, nor the public's pages made; 0: they can */
	int64_t away_ms, unreadable_ms;
	struct visit *visits;
	struct leaver lingers[SERVER_LINGERS];
	size_t n_lingers;
	int asked;     /* how often to stop */
	bool stopping; /* no more visitors are let in */
};

/* Interface to server_visit.c */
/* For MHD_OPTION_NOTIFY_CONNECTION. */
void server_on_connection(void *context, struct MHD_Connection *connection, void **ret_visit,
			  enum MHD_ConnectionNotificationCode code);
/* Cuts the connection off so many seconds from now; 0: no more. */
void server_visit_until(struct MHD_Connection *connection, int64_t seconds);
/* How long a body of so many bytes may take. */
int64_t server_body_seconds(const struct server *server, int64_t length);
/* Cuts off what took too long; each tick. */
void server_visits_check(struct server *server);
/* An answer is queued while the client still sends: reads on, to nowhere, for a while. */
void server_linger(struct server *server, struct MHD_Connection *connection);
/* Bytes have come on one of these, perhaps. */
void server_linger_read(struct server *server, int fd);
void server_linger_close(struct server *server);

/* Interface to server.c */
int64_t server_now_us(void);
/* Frees what the page cache holds. */
void server_page_drop(void *page);
/* Runs one request on a worker. */
void server_run_job(struct job *job, void *thread);
/* A form was answered: whoever sent it must find its effect on the next page. */
void server_form_sent(struct server *server);
/* The library's callbacks. */
void *server_on_uri(void *context, const char *uri, struct MHD_Connection *connection);
enum MHD_Result server_on_request(void *context, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *upload,
				  size_t *upload_size, void **con_cls);
void server_on_completed(void *context, struct MHD_Connection *connection, void **con_cls,
			 enum MHD_RequestTerminationCode why);

#endif
