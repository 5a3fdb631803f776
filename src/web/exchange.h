/* SPDX-License-Identifier: MulanPSL-2.0
 * One request on its way through the server, and what the server does with it that is not the
 * library's business: routing, cookies, the CSRF check, running the page, the headers of the
 * answer. Only server.c makes these. */
#ifndef LIANXIN_WEB_EXCHANGE_H
#define LIANXIN_WEB_EXCHANGE_H

#include "web/guard.h"
#include "web/pool.h"
#include "web/site.h"

enum exchange_step { STEP_NEW, STEP_BODY, STEP_READY, STEP_RUNNING, STEP_DONE, STEP_SENT };
enum { EXCHANGE_TARGET_MAX = 2048 };

struct MHD_Connection;
struct server;
struct body;

struct exchange {
	struct job job; /* first: the pool hands it back as this */
	struct exchange *next_spare;
	struct server *server;
	struct MHD_Connection *connection;
	enum exchange_step step;
	const char *method; /* "GET", "HEAD", "POST"; NULL for any other */
	struct guard guard;
	struct request request;
	struct reply reply;
	struct body *body;
	int body_status; /* what went wrong while the body arrived; 0: nothing */
	bool ran;	 /* the page has run */
	int refused;	 /* a worker is to refuse with this status; 0: to run the page */
	bool close;	 /* end the connection after this answer */
	int64_t generation, began_us, queued_us;
	int status; /* as sent, for the log */
	size_t bytes;
	size_t n_target, n_key;
	struct arena arena;
	/* path and query as sent; then '\0' and a flag for elder mode: the cache's key */
	char target[EXCHANGE_TARGET_MAX + 2];
};

void exchange_begin(struct exchange *exchange, const struct site *site, enum face face,
		    const char *uri);
void exchange_end(struct exchange *exchange);
void exchange_free(struct exchange *exchange);

/* The method's name for the log, NULL when the house does not speak it. */
const char *exchange_method(const char *method);
/* Completes `target` to the key of the page cache. */
void exchange_cache_key(struct exchange *exchange);
/* The sender's address; trusted: comma-separated proxies whose X-Forwarded-* headers count. */
void exchange_sender(struct exchange *exchange, const char *peer, const char *trusted);

/* These answer 0, or the status to refuse with. */
int exchange_route(struct exchange *exchange, enum method method) MUST_CHECK;
int exchange_body_open(struct exchange *exchange) MUST_CHECK;
int exchange_body_finish(struct exchange *exchange) MUST_CHECK;
/* Elder mode, CSRF token, and for a form that it came from our own page. */
int exchange_ready(struct exchange *exchange) MUST_CHECK;
void exchange_body_feed(struct exchange *exchange, const char *bytes, size_t n);

/* Runs the guard and the page, or refuses; fills the reply. On any thread. */
void exchange_run(struct exchange *exchange, struct web_thread *thread);
/* Fills the reply with the face's error page. */
void exchange_refuse(struct exchange *exchange, struct web_thread *thread, int status);
/* Fills it with a bare page, for requests that never became one; closes the connection. */
void exchange_plain(struct exchange *exchange, int status);

/* Whether the browser already holds the page with this tag. */
bool exchange_unchanged(const struct exchange *exchange, const char *etag);
typedef void header_add(void *context, const char *name, const char *value);
/* The answer's headers; unchanged: those of a 304. */
void exchange_headers(const struct exchange *exchange, bool unchanged, header_add *add,
		      void *context);

#endif
