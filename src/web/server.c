/* SPDX-License-Identifier: MulanPSL-2.0
 * A request's way through the library's callbacks: guard, body, cache, page, reply. */
#include "web/server_int.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/log.h"
#include "web/body.h"

enum { SPARE_EXCHANGES = 64 };

/* A complete answer in the page cache: with its body, and as "304 not modified". */
struct page {
	struct MHD_Response *full, *unchanged;
	const struct route *route;
	char etag[24];
	size_t bytes;
};

int64_t server_now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void server_page_drop(void *value)
{
	struct page *page = value;
	MHD_destroy_response(page->full);
	MHD_destroy_response(page->unchanged);
	free(page);
}

/* ---- replies ---- */

static void add_header(void *context, const char *name, const char *value)
{
	if (MHD_add_response_header(context, name, value) != MHD_YES)
		log_line(LOG_WARNING, "header %s was refused", name);
}

static struct MHD_Response *response_for(struct exchange *exchange, bool unchanged)
{
	static char nothing[1];
	struct reply *reply = &exchange->reply;
	struct MHD_Response *response;
	if (unchanged) {
		response = MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
	} else if (reply->from_file) {
		response = MHD_create_response_from_fd((uint64_t)reply->n_file, reply->fd);
		reply->from_file = false; /* the response closes it */
	} else if (reply->fixed != NULL) {
		response = MHD_create_response_from_buffer(
			reply->n_fixed, (void *)(uintptr_t)reply->fixed, MHD_RESPMEM_PERSISTENT);
	} else {
		response = MHD_create_response_from_buffer(
			reply->body.n, reply->body.p == NULL ? nothing : reply->body.p,
			reply->body.p == NULL ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
		reply->body.p = NULL; /* the response frees it */
		buf_release(&reply->body);
	}
	BUG_IF(response == NULL);
	if (exchange->server->stopping) exchange->close = true;
	exchange_headers(exchange, unchanged, add_header, response);
	return response;
}

static enum MHD_Result queue(struct exchange *exchange, int status, struct MHD_Response *response,
			     size_t bytes)
{
	exchange->status = status;
	exchange->bytes = bytes;
	exchange->step = STEP_SENT;
	return MHD_queue_response(exchange->connection, (unsigned)status, response);
}

/* Keeps the answer for the next visitor; the cache and this connection share the response. */
static void keep(struct exchange *exchange, struct MHD_Response *full, size_t bytes)
{
	struct page *page = calloc(1, sizeof *page);
	BUG_IF(page == NULL);
	page->full = full;
	page->unchanged = response_for(exchange, true);
	page->route = exchange->request.route;
	page->bytes = bytes;
	snprintf(page->etag, sizeof page->etag, "%s", exchange->reply.etag);
	page_cache_put(exchange->server->cache, exchange->generation, exchange->target,
		       exchange->n_key, page, bytes);
}

static enum MHD_Result send_reply(struct exchange *exchange)
{
	struct server *server = exchange->server;
	struct reply *reply = &exchange->reply;
	const struct route *route = exchange->request.route;
	bool cached = exchange->n_key > 0 && route != NULL && route->flags & ROUTE_CACHED &&
		      reply->status == 200 && !reply->no_cache && !server->stopping;
	size_t bytes = reply->from_file	      ? (size_t)reply->n_file
		       : reply->fixed != NULL ? reply->n_fixed
					      : reply->body.n;
	if (reply->status == 200 && exchange_unchanged(exchange, reply->etag) && !cached) {
		struct MHD_Response *unchanged = response_for(exchange, true);
		enum MHD_Result done = queue(exchange, 304, unchanged, 0);
		MHD_destroy_response(unchanged);
		return done;
	}
	struct MHD_Response *response = response_for(exchange, false);
	enum MHD_Result done = queue(exchange, reply->status, response, bytes);
	if (cached)
		keep(exchange, response, bytes);
	else
		MHD_destroy_response(response);
	return done;
}

/* Refuses before the body was read; the library closes the connection after such an answer. */
static enum MHD_Result refuse(struct exchange *exchange, int status)
{
	if (exchange->guard.length > 0 || exchange->guard.n_encoding > 0)
		server_linger(exchange->server, exchange->connection);
	exchange_plain(exchange, status);
	return send_reply(exchange);
}

/* ---- a request's way ---- */

static enum MHD_Result on_header(void *context, enum MHD_ValueKind kind, const char *name,
				 size_t n_name, const char *value, size_t n_value)
{
	(void)kind;
	guard_header(context, name, n_name, value, n_value);
	return MHD_YES;
}

static void read_peer(struct exchange *exchange)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	char text[INET6_ADDRSTRLEN] = "";
	if (info != NULL && info->client_addr->sa_family == AF_INET) {
		const struct sockaddr_in *four = (const void *)info->client_addr;
		inet_ntop(AF_INET, &four->sin_addr, text, sizeof text);
	} else if (info != NULL) {
		const struct sockaddr_in6 *six = (const void *)info->client_addr;
		inet_ntop(AF_INET6, &six->sin6_addr, text, sizeof text);
	}
	exchange_sender(exchange, text, exchange->server->options.trusted_proxy);
}

static bool send_cached(struct exchange *exchange, enum MHD_Result *ret_done)
{
	struct server *server = exchange->server;
	const struct page *page = page_cache_get(server->cache, exchange->target, exchange->n_key);
	if (page == NULL || server->stopping) return false;
	exchange->request.route = page->route;
	bool unchanged = exchange_unchanged(exchange, page->etag);
	*ret_done = unchanged ? queue(exchange, 304, page->unchanged, 0)
			      : queue(exchange, 200, page->full, page->bytes);
	return true;
}

void server_run_job(struct job *job, void *context)
{
	struct exchange *exchange = (struct exchange *)(void *)job;
	struct web_thread *thread = context;
	if (thread->open != NULL && thread->open(thread)) thread->open = NULL;
	int64_t waited_us = server_now_us() - exchange->queued_us;
	if (thread->open != NULL || waited_us > SERVER_QUEUE_SECONDS * 1000000LL)
		exchange->refused = 503;
	exchange_run(exchange, thread);
}

/* Would it only wait in a worker for a server that has been away for a while? */
static bool is_hopeless(const struct exchange *exchange)
{
	const struct server *server = exchange->server;
	int64_t since =
		exchange->request.face == FACE_DESK ? server->away_ms : server->unreadable_ms;
	return server->options.remote && since != 0 &&
	       !(exchange->request.route->flags & ROUTE_BARE) &&
	       server_now_us() / 1000 - since >= SERVER_PATIENCE_MS;
}

/* Is it answered at once, by the event loop? The public face's error pages wear what the database
 * knows; the desk's 503 asks nobody. */
static bool on_loop(const struct exchange *exchange)
{
	unsigned flags = exchange->refused != 0 ? ROUTE_QUICK : exchange->request.route->flags;
	if (flags & ROUTE_BARE) return true;
	if (exchange->refused == 503 && exchange->request.face == FACE_DESK) return true;
	return flags & ROUTE_QUICK && !exchange->server->options.remote;
}

static struct pool *pool_for(const struct exchange *exchange)
{
	const struct server *server = exchange->server;
	unsigned flags = exchange->refused == 0 ? exchange->request.route->flags : 0;
	if (flags & ROUTE_SAVES && server->savers != NULL) return server->savers;
	if (flags & ROUTE_DRAWS && server->drawers != NULL) return server->drawers;
	return server->workers;
}

/* Runs the page, or the refusal, now or on a thread. */
static enum MHD_Result answer(struct exchange *exchange, int status)
{
	struct server *server = exchange->server;
	exchange->refused = status;
	if (on_loop(exchange)) {
		exchange_run(exchange, server->options.loop_thread);
		if (exchange->request.method == METHOD_POST && status == 0)
			server_form_sent(server);
		return send_reply(exchange);
	}
	struct pool *pool = pool_for(exchange);
	exchange->queued_us = server_now_us();
	if (pool == NULL || !pool_push(pool, &exchange->job)) {
		exchange_refuse(exchange, server->options.loop_thread, 503);
		return send_reply(exchange);
	}
	exchange->step = STEP_RUNNING;
	MHD_suspend_connection(exchange->connection);
	return MHD_YES;
}

/* Refuses what is announced before a byte of it is taken, with the face's own page. */
static enum MHD_Result refuse_body(struct exchange *exchange, int status)
{
	server_linger(exchange->server, exchange->connection);
	read_peer(exchange);
	exchange->generation = exchange->server->generation;
	exchange->close = true;
	return answer(exchange, status);
}

static enum MHD_Result begin_body(struct exchange *exchange)
{
	const struct route *route = exchange->request.route;
	int64_t most =
		(int64_t)route->body_limit + (route->files == NULL ? 0 : route->files->total);
	int status = exchange->guard.length > most ? 413 : exchange_body_open(exchange);
	if (status != 0) return refuse_body(exchange, status);
	server_visit_until(exchange->connection,
			   server_body_seconds(exchange->server, exchange->guard.length));
	exchange->step = STEP_BODY;
	return MHD_YES;
}

static enum MHD_Result begin(struct exchange *exchange, const char *method, const char *url,
			     const char *version)
{
	struct guard *guard = &exchange->guard;
	guard_init(guard);
	MHD_get_connection_values_n(exchange->connection, MHD_HEADER_KIND, on_header, guard);
	exchange->method = exchange_method(method);
	bool body = exchange->method != NULL && strcmp(exchange->method, "POST") == 0;
	switch (guard_judge(guard, url, version, body)) {
	case GUARD_FINE: break;
	case GUARD_BAD: return refuse(exchange, 400);
	case GUARD_LENGTH_MISSING: return refuse(exchange, 411);
	}
	if (exchange->n_target == 0) return refuse(exchange, 414);
	if (exchange->method == NULL) return refuse(exchange, 405);
	exchange->step = STEP_READY;
	server_visit_until(exchange->connection, 0);
	if (!body) return MHD_YES;
	int status = exchange_route(exchange, METHOD_POST);
	return status == 0 ? begin_body(exchange) : refuse(exchange, status);
}

/* The whole request was read: answer it. */
static enum MHD_Result dispatch(struct exchange *exchange)
{
	struct server *server = exchange->server;
	enum MHD_Result done;
	server_visit_until(exchange->connection, 0);
	bool get = exchange->method[0] != 'P';
	if (get && exchange->request.face == FACE_PUBLIC && server->cache != NULL) {
		exchange_cache_key(exchange);
		if (send_cached(exchange, &done)) return done;
	}
	exchange->generation = server->generation;
	read_peer(exchange);
	int status = get ? exchange_route(exchange, METHOD_GET) : exchange_body_finish(exchange);
	if (status == 0) status = exchange_ready(exchange);
	if (status == 0 && is_hopeless(exchange)) status = 503;
	return answer(exchange, status);
}

enum MHD_Result server_on_request(void *context, struct MHD_Connection *connection, const char *url,
				  const char *method, const char *version, const char *upload,
				  size_t *upload_size, void **con_cls)
{
	(void)context, (void)connection;
	struct exchange *exchange = *con_cls;
	switch (exchange->step) {
	case STEP_NEW: return begin(exchange, method, url, version);
	case STEP_BODY:
		if (*upload_size == 0) return dispatch(exchange);
		exchange_body_feed(exchange, upload, *upload_size);
		*upload_size = 0;
		return MHD_YES;
	case STEP_READY: return dispatch(exchange);
	case STEP_DONE:
		/* the server stopped before a worker took it */
		if (!exchange->ran)
			exchange_refuse(exchange, exchange->server->options.loop_thread, 503);
		return send_reply(exchange);
	case STEP_RUNNING:
	case STEP_SENT: return MHD_YES;
	}
	return MHD_NO;
}

void *server_on_uri(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct door *door = context;
	struct server *server = door->server;
	struct exchange *exchange = server->spare;
	if (exchange != NULL) {
		server->spare = exchange->next_spare;
		server->n_spare--;
	} else {
		exchange = calloc(1, sizeof *exchange);
		BUG_IF(exchange == NULL);
	}
	server->n_active++;
	exchange_begin(exchange, server->options.site, door->face, uri);
	exchange->server = server;
	exchange->connection = connection;
	exchange->began_us = server_now_us();
	return exchange;
}

void server_on_completed(void *context, struct MHD_Connection *connection, void **con_cls,
			 enum MHD_RequestTerminationCode why)
{
	(void)why;
	struct door *door = context;
	struct server *server = door->server;
	struct exchange *exchange = *con_cls;
	if (exchange == NULL) return;
	*con_cls = NULL;
	server_visit_until(connection, SERVER_IDLE_SECONDS + server->options.header_seconds);
	const struct route *route = exchange->request.route;
	bool logged = route == NULL || !(route->flags & ROUTE_UNLOGGED);
	if (exchange->step == STEP_SENT && logged)
		access_log_add(&server->log, clock_now(NULL),
			       door->face == FACE_PUBLIC ? "public" : "desk",
			       exchange->method == NULL ? "-" : exchange->method,
			       route == NULL ? "-" : route->pattern, exchange->status,
			       exchange->bytes, server_now_us() - exchange->began_us);
	exchange_end(exchange);
	server->n_active--;
	if (server->n_spare == SPARE_EXCHANGES) {
		exchange_free(exchange);
		return;
	}
	exchange->next_spare = server->spare;
	server->spare = exchange;
	server->n_spare++;
}
