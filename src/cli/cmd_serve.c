/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin serve`: both faces and the timed work, in the foreground, until a signal. */
#include <errno.h>
#include <grp.h>
#include <jansson.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/timed.h"
#include "bell/bell.h"
#include "bell/notify.h"
#include "bell/postman.h"
#include "cli/file.h"
#include "cli/key_file.h"
#include "office/demo.h"
#include "office/notice_send.h"
#include "office/password.h"
#include "office/scan.h"
#include "office/serving.h"
#include "web/desk/desk.h"
#include "web/desk/desk_routes.h"
#include "web/held.h"
#include "web/listen.h"
#include "web/public/door.h"
#include "web/public/pages.h"
#include "web/server.h"
#include "web/spool.h"
#include "web/watch.h"

/* DRAWERS: page pictures made at once; each is a child process that fills a processor. */
enum { WORKERS_MAX = 64, DRAWERS = 2, FILES_WANTED = 4096, CACHE_BYTES = 16 * 1024 * 1024 };

/* A thread's doors with what they lead to. */
struct house_thread {
	struct web_thread doors;
	struct office office;
	struct serve *serve;
};

struct serve {
	struct cli *cli;
	struct listen_address addresses[FACE__MAX];
	int listeners[FACE__MAX], ports[FACE__MAX];
	struct serve_lock *lock;
	struct commit_group *group;
	struct hash_gate *gate;
	struct vault *vault; /* NULL: no key is there */
	/* the workers', the watch's, the loop's, which keeps to itself when the database is remote
	 */
	struct house_thread threads[WORKERS_MAX + 2];
	struct house_thread saving[WORKERS_MAX]; /* each opened by its own thread */
	struct house_thread drawing[DRAWERS];	 /* likewise */
	struct web_thread *workers[WORKERS_MAX], *savers[WORKERS_MAX], *drawers[DRAWERS];
	size_t n_threads, n_workers, n_savers;
	int drain_seconds;
	bool remote;
	struct site site;
	struct bell *bell;
	struct notice_route *route;
	struct postman *postman;
	struct timed *sweeping; /* files that wait for a form */
	struct server *server;
};

static const char *value_or(const struct cli *cli, const char *name, const char *fallback)
{
	const char *value = cli_value(cli, name);
	return value == NULL ? fallback : value;
}

static enum err bind_faces(struct serve *serve, struct error *error)
{
	static const char *const options[FACE__MAX][2] = {
		[FACE_PUBLIC] = {"public", "127.0.0.1:8080"},
		[FACE_DESK] = {"desk", "127.0.0.1:8081"}};
	enum err err = ERR_NONE;
	for (int face = 0; face < FACE__MAX && err == ERR_NONE; face++)
		err = listen_parse(value_or(serve->cli, options[face][0], options[face][1]), error,
				   &serve->addresses[face]);
	for (int face = 0; face < FACE__MAX && err == ERR_NONE; face++)
		err = listen_bind(&serve->addresses[face], error, &serve->listeners[face],
				  &serve->ports[face]);
	return err;
}

/* From here on the process is the given user; ports below 1024 are bound already. */
static enum err become_user(const char *name, struct error *error)
{
	if (name == NULL) return ERR_NONE;
	const struct passwd *user = getpwnam(name);
	if (user == NULL)
		return error_set(error, ERR_USAGE, "Name a user of this machine.",
				 "There is no user %s.", name);
	if (getuid() == user->pw_uid && getuid() != 0) return ERR_NONE;
	if (initgroups(name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 ||
	    setuid(user->pw_uid) != 0)
		return error_set(error, ERR_ENV, "Start as root, or without --user.",
				 "Cannot become user %s: %s.", name, strerror(errno));
	return ERR_NONE;
}

static enum err open_thread(struct serve *serve, struct house_thread *thread, struct error *error)
{
	enum err err = office_attach(serve->cli->db, serve->cli->clock, serve->gate, error,
				     &thread->office);
	if (err != ERR_NONE) return err;
	thread->office.vault = serve->vault;
	serving_join(&thread->office, serve->group);
	thread->doors.office = &thread->office;
	return public_door_open(serve->cli->db, error, &thread->doors);
}

/* Also one that was never opened, or in part. */
static void close_thread(struct house_thread *thread)
{
	public_door_close(&thread->doors);
	office_detach(&thread->office);
}

/* On the saver's or drawer's own thread, when it is first needed. */
static bool open_late(struct web_thread *doors)
{
	struct house_thread *thread = (struct house_thread *)(void *)doors;
	struct error error;
	if (open_thread(thread->serve, thread, &error) == ERR_NONE) return true;
	close_thread(thread);
	log_line(LOG_WARNING, "a thread cannot open the database: %s", error.message);
	return false;
}

/* By the first thread's connection. Without its key the house serves what it can; a wrong one is a
 * mistake to be mended first. */
static enum err open_vault(struct serve *serve, struct error *error)
{
	enum err err = key_file_use(serve->cli, &serve->threads[0].office, error, &serve->vault);
	if (err != ERR_MISSING) return err;
	log_line(LOG_WARNING, "personal data can be neither taken nor shown: %s %s", error->message,
		 error->hint);
	return ERR_NONE;
}

static enum err open_house(struct serve *serve, struct error *error)
{
	enum err err = serving_begin(serve->cli->db, error, &serve->lock);
	if (err == ERR_NONE) err = serving_share(serve->cli->db, error, &serve->group);
	serve->gate = hash_gate_new();
	serve->remote = serving_remote(serve->cli->db);
	size_t n = serve->n_workers + (serve->remote ? 1 : 2);
	for (size_t i = 0; i < serve->n_workers; i++) serve->workers[i] = &serve->threads[i].doors;
	for (; serve->n_threads < n && err == ERR_NONE; serve->n_threads++) {
		err = open_thread(serve, &serve->threads[serve->n_threads], error);
		if (err == ERR_NONE && serve->n_threads == 0) err = open_vault(serve, error);
	}
	for (size_t i = 0; i < serve->n_savers; i++) {
		serve->saving[i].serve = serve;
		serve->saving[i].doors.open = open_late;
		serve->savers[i] = &serve->saving[i].doors;
	}
	for (size_t i = 0; i < DRAWERS; i++) {
		serve->drawing[i].serve = serve;
		serve->drawing[i].doors.open = open_late;
		serve->drawers[i] = &serve->drawing[i].doors;
	}
	if (err != ERR_NONE) return err;
	err = office_is_demo(&serve->threads[0].office, error, &serve->site.demo);
	if (err != ERR_NONE || !serve->site.demo) return err;
	for (int face = 0; face < FACE__MAX; face++)
		if (!serve->addresses[face].loopback)
			return error_set(
				error, ERR_USAGE,
				"Its passwords are known to everybody: use 127.0.0.1.",
				"A demonstration database is served on loopback only, not on %s.",
				serve->addresses[face].host);
	return ERR_NONE;
}

static enum err look_generation(void *context, struct error *error, int64_t *ret_generation)
{
	struct house_thread *thread = context;
	return serving_generation(&thread->office, error, ret_generation);
}

static enum err look_ready(void *context, struct error *error)
{
	struct house_thread *thread = context;
	return serving_ready(&thread->office, error);
}

static enum err look_readable(void *context, struct error *error)
{
	struct house_thread *thread = context;
	return public_door_ready(&thread->doors, error);
}

/* They are let go on the day even when nobody sends another. */
static int64_t sweep_held(void *context)
{
	enum { HOUR_MS = 3600 * 1000 };
	const struct serve *serve = context;
	int64_t bytes;
	size_t files;
	held_sweep(serve->site.spool, clock_now(NULL), &bytes, &files);
	return HOUR_MS;
}

static enum err open_watch(struct serve *serve, struct error *error)
{
	const struct watch_options options = {.context = &serve->threads[serve->n_workers],
					      .generation = look_generation,
					      .ready = look_ready,
					      .readable = look_readable};
	return watch_start(&options, error, &serve->site.watch);
}

static enum err open_server(struct serve *serve, struct error *error)
{
	struct cli *cli = serve->cli;
	struct site *site = &serve->site;
	site->clock = cli->clock;
	site->domain = value_or(cli, "domain", "");
	assets_init(&site->assets);
	site->faces[FACE_PUBLIC] = (struct face_rules){
		.routes = public_routes, .error_page = public_error_page, .run = public_door_run};
	site->faces[FACE_DESK] = (struct face_rules){
		.routes = desk_routes, .error_page = desk_error_page, .guard = desk_guard};
	struct server_options options = {
		.site = site,
		.loop_thread = &serve->threads[serve->n_workers + 1].doors,
		.workers = serve->workers,
		.n_workers = serve->n_workers,
		.savers = serve->savers,
		.n_savers = serve->n_savers,
		.drawers = serve->drawers,
		.n_drawers = DRAWERS,
		.cache_bytes = cli_flag(cli, "no-cache") ? 0 : CACHE_BYTES,
		.trusted_proxy = cli_value(cli, "trusted-proxy"),
		.access_log = cli_value(cli, "access-log"),
		.remote = serve->remote,
		.drain_seconds = serve->drain_seconds,
	};
	site->clamd = cli_clamd(cli);
	enum err err = site->clamd == NULL ? ERR_NONE : scan_address_check(site->clamd, error);
	if (err == ERR_NONE)
		err = spool_prepare(cli_value(cli, "spool"), cli->db, cli->arena, error,
				    &site->spool);
	if (err != ERR_NONE) return err;
	for (int face = 0; face < FACE__MAX; face++) {
		options.listeners[face] = serve->listeners[face];
		serve->listeners[face] = -1; /* the server closes it */
	}
	return server_open(&options, error, &serve->server);
}

static const char *face_url(const struct serve *serve, int face)
{
	const char *host = serve->addresses[face].host;
	bool six = strchr(host, ':') != NULL;
	return arena_printf(serve->cli->arena, "http://%s%s%s:%d/", six ? "[" : "", host,
			    six ? "]" : "", serve->ports[face]);
}

static void say_where(const struct serve *serve)
{
	static const char *const names[FACE__MAX] = {
		[FACE_PUBLIC] = "Public face", [FACE_DESK] = "Desk"};
	if (serve->cli->json) {
		cli_print_json(json_pack("{ss,ss,sb}", "public", face_url(serve, FACE_PUBLIC),
					 "desk", face_url(serve, FACE_DESK), "demo",
					 serve->site.demo));
		fflush(stdout);
		return;
	}
	for (int face = 0; face < FACE__MAX; face++)
		printf("%-12s %s\n", names[face], face_url(serve, face));
	if (serve->site.demo) {
		size_t n;
		const struct demo_account *accounts = demo_accounts(&n);
		printf("Demonstration accounts, all with the password %s:\n", DEMO_PASSWORD);
		for (size_t i = 0; i < n; i++)
			printf("  %-16s %-24s %s\n", accounts[i].login, accounts[i].roles,
			       demo_agency_name(accounts[i].agency));
	}
	fflush(stdout);
}

static void close_house(struct serve *serve)
{
	if (serve->server != NULL) server_close(serve->server);
	timed_stop(serve->sweeping);
	watch_stop(serve->site.watch);
	postman_stop(serve->postman);
	bell_stop(serve->bell);
	notice_route_close(serve->route);
	for (size_t i = 0; i < serve->n_threads; i++) close_thread(&serve->threads[i]);
	for (size_t i = 0; i < serve->n_savers; i++) close_thread(&serve->saving[i]);
	for (size_t i = 0; i < DRAWERS; i++) close_thread(&serve->drawing[i]);
	serving_unshare(serve->group);
	vault_free(serve->vault);
	hash_gate_free(serve->gate);
	serving_end(serve->lock);
	for (int face = 0; face < FACE__MAX; face++)
		if (serve->listeners[face] >= 0) close(serve->listeners[face]);
	free(serve);
}

/* A visitor is an open file, and the usual soft limit of 1,024 is fewer than the server lets in. */
static void raise_file_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
	rlim_t want = FILES_WANTED < limit.rlim_max ? FILES_WANTED : limit.rlim_max;
	if (limit.rlim_cur >= want) return;
	limit.rlim_cur = want;
	if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
		log_line(LOG_WARNING, "the limit of open files stays at %llu",
			 (unsigned long long)limit.rlim_cur);
}

static enum err serve_until_signal(struct serve *serve, struct error *error)
{
	enum err err = listen_proxies_check(cli_value(serve->cli, "trusted-proxy"), error);
	if (err == ERR_NONE) err = bind_faces(serve, error);
	if (err == ERR_NONE) err = become_user(cli_value(serve->cli, "user"), error);
	if (err == ERR_NONE)
		err = notice_route_open(cli_value(serve->cli, "notices"),
					value_or(serve->cli, "domain", ""), error, &serve->route);
	if (err == ERR_NONE) err = open_house(serve, error);
	if (err == ERR_NONE) err = open_watch(serve, error);
	if (err == ERR_NONE) err = open_server(serve, error);
	if (err == ERR_NONE) err = timed_start(sweep_held, serve, error, &serve->sweeping);
	if (err == ERR_NONE)
		err = bell_start(serve->cli->db, serve->cli->clock, serve->group, serve->vault,
				 error, &serve->bell);
	if (err == ERR_NONE)
		err = postman_start(serve->cli->db, serve->cli->clock, serve->group, serve->vault,
				    serve->route, error, &serve->postman);
	if (err != ERR_NONE) return err;
	say_where(serve);
	err = server_listen(serve->server, error);
	if (err != ERR_NONE) return err;
	notify_service("READY=1");
	err = server_run(serve->server, error);
	notify_service("STOPPING=1");
	return err;
}

/* The number an option holds. False: none, or out of bounds. */
static bool take_number(const struct cli *cli, const char *name, const char *standard, int least,
			int most, int *ret_number)
{
	const char *text = value_or(cli, name, standard);
	size_t n = strlen(text);
	if (n < 1 || n > 4 || strspn(text, "0123456789") != n) return false;
	*ret_number = (int)strtol(text, NULL, 10);
	return *ret_number >= least && *ret_number <= most;
}

static int run(struct cli *cli)
{
	int n, savers, drain;
	/* PostgreSQL shares commits by itself, and each thread is a connection there */
	const char *usual = serving_remote(cli->db) ? "0" : "16";
	if (!take_number(cli, "workers", "4", 1, WORKERS_MAX, &n))
		return cli_usage(cli, "--workers takes a number from 1 to %d", (int)WORKERS_MAX);
	if (!take_number(cli, "savers", usual, 0, WORKERS_MAX, &savers))
		return cli_usage(cli, "--savers takes a number from 0 to %d", (int)WORKERS_MAX);
	if (!take_number(cli, "drain", "0", 0, SERVER_DRAIN_MAX, &drain))
		return cli_usage(cli, "--drain takes seconds from 0 to %d", (int)SERVER_DRAIN_MAX);
	struct serve *serve = calloc(1, sizeof *serve);
	BUG_IF(serve == NULL);
	serve->cli = cli;
	serve->n_workers = (size_t)n;
	serve->n_savers = (size_t)savers;
	serve->drain_seconds = drain;
	for (int face = 0; face < FACE__MAX; face++) serve->listeners[face] = -1;
	server_block_signals();
	raise_file_limit();
	struct error error;
	enum err err = serve_until_signal(serve, &error);
	close_house(serve);
	return err == ERR_NONE ? 0 : cli_fail(&error);
}

static const struct option_row options[] = {
	{"public", OPTION_VALUE, "ADDRESS:PORT", "where the public face listens (127.0.0.1:8080)"},
	{"desk", OPTION_VALUE, "ADDRESS:PORT", "where the desk listens (127.0.0.1:8081)"},
	{"domain", OPTION_VALUE, "NAME", "the public host name, for meta tags and the site map"},
	{"trusted-proxy", OPTION_VALUE, "ADDRESSES",
	 "comma-separated proxies whose X-Forwarded-For and -Proto count"},
	{"user", OPTION_VALUE, "NAME", "become this user once the ports are bound"},
	{"access-log", OPTION_VALUE, "FILE", "append a line per request, - for stdout (none)"},
	{"spool", OPTION_VALUE, "FOLDER",
	 "where files that visitors send lie until they are stored (DATABASE-spool)"},
	{"clamd", OPTION_VALUE, "SOCKET|ADDRESS:PORT",
	 "ClamAV's daemon on this machine, shown every file sent in; default $LIANXIN_CLAMD"},
	{"notices", OPTION_VALUE, "FILE",
	 "by which mail server and SMS gateway notices go out, with passwords: 0600 (none)"},
	{"workers", OPTION_VALUE, "N", "threads for slow pages, 1 to 64 (4)"},
	{"savers", OPTION_VALUE, "N",
	 "threads, opened when needed, that save entries and share commits, 0 to 64 (16; "
	 "PostgreSQL 0: the workers save)"},
	{"drain", OPTION_VALUE, "SECONDS",
	 "serve on so long after SIGTERM while /readyz says no, for a balancer (0)"},
	{"no-cache", OPTION_FLAG, NULL, "make every public page anew"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

const struct command_row cmd_serve = {
	.name = "serve",
	.operands = "",
	.summary = "Serve the public face and the desk, in the foreground",
	.details = "Stops on SIGTERM or SIGINT after finishing what runs. One process serves a "
		   "database file at a time, any number serve a PostgreSQL database; other "
		   "commands may run beside them.\n\n"
		   "A balancer asks /healthz and /readyz on either face; "
		   "--drain should outlast its check.\n\n"
		   "Access log lines carry no address, query or account. TLS is a proxy's: name it "
		   "with "
		   "--trusted-proxy, so that cookies become Secure and addresses are those of the "
		   "visitors.\n\n"
		   "Without its key file the office is served, and says in the log that personal "
		   "data can be neither taken nor shown; with another office's key it is not.\n\n"
		   "A demonstration database is served on loopback only.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_key = true,
};
