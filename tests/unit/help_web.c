/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "unit/help_web.h"
#include "web/form.h"
#include "web/health.h"
#include "web/listen.h"
#include "web/outgoing.h"

static struct web_fixture *world; /* the pages below have no other way to it */

static void page_count(struct request *request, struct reply *reply)
{
	int run = __atomic_add_fetch(&world->runs, 1, __ATOMIC_SEQ_CST);
	buf_printf(&reply->body, "run %d %s%s", run, request_query(request, "q"),
		   request->elder ? " elder" : "");
}

static void page_echo(struct request *request, struct reply *reply)
{
	const struct upload *file = request_upload(request, "file");
	buf_printf(&reply->body, "a=%s b=%s file=%s:%lld from=%s %s", request_form(request, "a"),
		   request_form(request, "b"), file == NULL ? "none" : file->filename,
		   file == NULL ? 0LL : (long long)file->bytes, request->from,
		   request->https ? "https" : "http");
	char bytes[8] = "";
	if (file != NULL && read(file->fd, bytes, sizeof bytes - 1) > 0)
		buf_printf(&reply->body, " begins %s", bytes);
}

static void page_token(struct request *request, struct reply *reply)
{
	buf_puts(&reply->body, request->csrf);
}

static void page_slow(struct request *request, struct reply *reply)
{
	(void)request;
	char byte;
	if (read(world->gate[0], &byte, 1) == 1) buf_puts(&reply->body, "slow");
}

static void page_save(struct request *request, struct reply *reply)
{
	char byte;
	if (read(world->gate[0], &byte, 1) == 1) page_count(request, reply);
}

static bool open_saver(struct web_thread *thread)
{
	(void)thread;
	if (__atomic_load_n(&world->locked, __ATOMIC_SEQ_CST)) return false;
	__atomic_add_fetch(&world->opened, 1, __ATOMIC_SEQ_CST);
	return true;
}

static void page_part(struct request *request, struct reply *reply)
{
	buf_puts(&reply->body, request->params[0]);
}

static void page_paper(struct request *request, struct reply *reply)
{
	buf_puts(&reply->body, "<script>alert(1)</script>");
	reply_file(reply, request_query(request, "name"), request_query(request, "type"),
		   request->arena);
}

/* As many lines as are asked for, written as an export is. */
static void page_long(struct request *request, struct reply *reply)
{
	struct outgoing outgoing;
	struct error error;
	enum err err = ERR_NONE;
	outgoing_init(&outgoing, request->site->spool);
	long n = strtol(request_query(request, "lines"), NULL, 10);
	for (long i = 0; i < n && err == ERR_NONE; i++)
		err = outgoing_write(WEB_LINE, strlen(WEB_LINE), &outgoing, &error);
	if (outgoing_end(&outgoing, err, reply, &error) != ERR_NONE)
		buf_puts(&reply->body, error.message);
}

static void page_away(struct request *request, struct reply *reply)
{
	reply_redirect(reply, request_query(request, "to"));
}

static void page_failed(struct request *request, struct reply *reply, int status, const char *text)
{
	(void)request;
	buf_printf(&reply->body, "error %d %s", status, text == NULL ? "" : text);
}

static bool guard(struct request *request, struct reply *reply)
{
	if (request->route->permission != 7) return true;
	reply->status = 403;
	buf_puts(&reply->body, "refused by the guard");
	return false;
}

/* A small application: what was understood, or what is wrong with it. */
static void page_apply(struct request *request, struct reply *reply)
{
	enum { NAME, PROOF, PAPERS, FIELDS };
	static const struct form_field fields[FIELDS] = {
		[NAME] = {"name", "姓名", FORM_LINE, .required = true},
		[PROOF] = {"proof", "身份证明", FORM_FILE, .files = FILE_SET_PROOFS,
			   .required = true},
		[PAPERS] = {"papers", "材料", FORM_FILE, .files = FILE_SET_PUBLIC, .most = 2},
	};
	struct form form;
	FORM_INIT(&form, fields, request->arena);
	if (!form_read(&form, request)) form_hold(&form, request);
	const struct problem *problem = form.problems.first;
	for (; problem != NULL; problem = problem->next)
		buf_printf(&reply->body, "%s: %s\n", problem->field, problem->text);
	for (int at = PROOF; at <= PAPERS; at++) {
		struct form_files files = form_files(&form, (size_t)at);
		for (size_t i = 0; i < files.n; i++) {
			const struct upload *file = files.rows[i];
			char digest[DIGEST_HEX], last = 0;
			digest_hex(&file->digest, digest);
			if (!upload_read(file, file->bytes - 1, &last, 1)) last = 0;
			bool same = last == ((const char *)upload_bytes(file))[file->bytes - 1];
			buf_printf(&reply->body, "%s %s %s %lld %.8s%s%s\n", fields[at].name,
				   file->name, file->media_type, (long long)file->bytes, digest,
				   same ? "" : " differs", file->unscanned ? " unscanned" : "");
			if (file->held != NULL)
				buf_printf(&reply->body, "%s.held=%s;%s\n", fields[at].name,
					   file->held, file->name);
		}
	}
}

static const struct file_rule few_files = {3, 5000, 12000, FILE_SET_PUBLIC};
static const struct file_rule small_file = {1, 5000, 5000, 0}, any_file = {2, 300000, 300000, 0};

static const struct route public_routes[] = {
	{METHOD_GET, "/count", page_count, ROUTE_OPEN, ROUTE_QUICK | ROUTE_CACHED, 0, 0, ""},
	{METHOD_GET, "/worker", page_count, ROUTE_OPEN, ROUTE_CACHED, 0, 0, ""},
	{METHOD_GET, "/healthz", page_health, ROUTE_OPEN, ROUTE_BARE, 0, 0, ""},
	{METHOD_GET, "/readyz", page_ready, ROUTE_OPEN, ROUTE_BARE, 0, 0, ""},
	{METHOD_GET, "/slow", page_slow, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_GET, "/part/{id}", page_part, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_GET, "/paper", page_paper, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_GET, "/long", page_long, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_GET, "/away", page_away, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};
static const struct route desk_routes[] = {
	{METHOD_GET, "/token", page_token, ROUTE_OPEN, 0, 0, 0, ""},
	{METHOD_POST, "/echo", page_echo, ROUTE_OPEN, 0, 1000, &small_file, ""},
	{METHOD_POST, "/open", page_echo, ROUTE_OPEN, ROUTE_NO_CSRF, 1000, &any_file, ""},
	{METHOD_POST, "/form", page_count, ROUTE_OPEN, ROUTE_NO_CSRF, 1000, 0, ""},
	{METHOD_POST, "/save", page_save, ROUTE_OPEN, ROUTE_NO_CSRF | ROUTE_SAVES, 1000, 0, ""},
	{METHOD_GET, "/draw", page_save, ROUTE_OPEN, ROUTE_DRAWS, 0, 0, ""},
	{METHOD_POST, "/apply", page_apply, ROUTE_OPEN, ROUTE_NO_CSRF, 1000, &few_files, ""},
	{METHOD_GET, "/readyz", page_ready, ROUTE_OPEN, ROUTE_BARE, 0, 0, ""},
	{METHOD_GET, "/locked", page_token, 7, 0, 0, 0, ""},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};

static enum err look(void *context, struct error *error, int64_t *ret_generation)
{
	struct web_fixture *fixture = context;
	*ret_generation = __atomic_load_n(&fixture->generation, __ATOMIC_SEQ_CST);
	return *ret_generation == 0 ? error_set(error, ERR_BUSY, NULL, "away") : ERR_NONE;
}

static enum err look_readable(void *context, struct error *error)
{
	const struct web_fixture *fixture = context;
	bool readable = __atomic_load_n(&fixture->readable, __ATOMIC_SEQ_CST);
	return readable ? ERR_NONE : error_set(error, ERR_BUSY, NULL, "away");
}

static enum err look_ready(void *context, struct error *error)
{
	int64_t generation;
	return look(context, error, &generation);
}

static void *serve(void *argument)
{
	struct web_fixture *fixture = argument;
	struct error error;
	return server_run(fixture->server, &error) == ERR_NONE ? fixture : NULL;
}

static int start(void **state, int drain_seconds, int header_seconds, bool remote)
{
	struct web_fixture *fixture = calloc(1, sizeof *fixture);
	world = fixture;
	fixture->generation = 1;
	assert_int_equal(pipe(fixture->gate), 0);
	fixture->site.faces[FACE_PUBLIC] =
		(struct face_rules){.routes = public_routes, .error_page = page_failed};
	fixture->site.faces[FACE_DESK] = (struct face_rules){
		.routes = desk_routes, .error_page = page_failed, .guard = guard};
	struct web_thread *workers[] = {&fixture->threads[1]};
	struct web_thread *savers[WEB_FIXTURE_SAVERS];
	for (size_t i = 0; i < WEB_FIXTURE_SAVERS; i++) {
		fixture->savers[i].open = open_saver;
		savers[i] = &fixture->savers[i];
	}
	struct web_thread *drawers[WEB_FIXTURE_DRAWERS];
	for (size_t i = 0; i < WEB_FIXTURE_DRAWERS; i++) {
		fixture->drawers[i].open = open_saver;
		drawers[i] = &fixture->drawers[i];
	}
	struct server_options options = {.site = &fixture->site,
					 .loop_thread = &fixture->threads[0],
					 .workers = workers,
					 .n_workers = 1,
					 .savers = savers,
					 .n_savers = WEB_FIXTURE_SAVERS,
					 .drawers = drawers,
					 .n_drawers = WEB_FIXTURE_DRAWERS,
					 .cache_bytes = 1 << 20,
					 .trusted_proxy = "127.0.0.1",
					 .drain_seconds = drain_seconds,
					 .header_seconds = header_seconds,
					 .body_seconds = header_seconds,
					 .remote = remote};
	struct error error;
	const struct watch_options watch = {fixture, look, look_ready, look_readable};
	assert_int_equal(watch_start(&watch, &error, &fixture->site.watch), ERR_NONE);
	for (int face = 0; face < FACE__MAX; face++) {
		struct listen_address address;
		assert_int_equal(listen_parse("127.0.0.1:0", &error, &address), ERR_NONE);
		assert_true(address.loopback);
		assert_int_equal(listen_bind(&address, &error, &options.listeners[face],
					     &fixture->port[face]),
				 ERR_NONE);
	}
	assert_int_equal(server_open(&options, &error, &fixture->server), ERR_NONE);
	assert_int_equal(server_listen(fixture->server, &error), ERR_NONE);
	assert_int_equal(pthread_create(&fixture->runner, NULL, serve, fixture), 0);
	*state = fixture;
	return 0;
}

int web_fixture_start(void **state)
{
	return start(state, 0, 0, false);
}

int web_fixture_start_draining(void **state)
{
	return start(state, 3, 0, false);
}

int web_fixture_start_hasty(void **state)
{
	return start(state, 0, 1, true);
}

int web_fixture_stop(void **state)
{
	struct web_fixture *fixture = *state;
	void *result;
	time_t began = time(NULL);
	server_stop(fixture->server);
	server_stop(fixture->server); /* a second time: no draining */
	pthread_join(fixture->runner, &result);
	assert_true(time(NULL) - began < SERVER_STOP_SECONDS / 2);
	assert_ptr_equal(result, fixture);
	server_close(fixture->server);
	watch_stop(fixture->site.watch);
	close(fixture->gate[0]);
	close(fixture->gate[1]);
	free(fixture);
	return 0;
}
