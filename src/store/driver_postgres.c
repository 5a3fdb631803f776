/* SPDX-License-Identifier: MulanPSL-2.0
 * PostgreSQL behind the driver boundary. Writes are SERIALIZABLE, so that what holds on SQLite,
 * where one writes at a time, holds here; the sealer alone reads what others have committed
 * meanwhile. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "store/postgres_inside.h"

enum { OLDEST_SERVER = 150000, BACK_MS = 2000 };

/* Says nothing on stderr: what matters comes back as an error. */
static void no_notice(void *context, const char *message)
{
	(void)context;
	(void)message;
}

enum err postgres_run(struct postgres *pg, const char *script, struct error *error)
{
	enum err err = postgres_settle(pg, error);
	if (err != ERR_NONE) return err;
	PGresult *result = PQexec(pg->connection, script);
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
		err = postgres_error(pg, result, error);
	PQclear(result);
	return err;
}

enum err postgres_ask(struct postgres *pg, const char *sql, struct error *error,
		      int64_t *ret_number)
{
	enum err err = postgres_settle(pg, error);
	if (err != ERR_NONE) return err;
	PGresult *result = PQexec(pg->connection, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		err = postgres_error(pg, result, error);
	else
		*ret_number =
			PQntuples(result) == 0 ? 0 : strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	return err;
}

static enum err check_server(const struct postgres *pg, struct error *error)
{
	PGconn *connection = pg->connection;
	int version = PQserverVersion(connection);
	const char *encoding = PQparameterStatus(connection, "server_encoding");
	if (version < OLDEST_SERVER)
		return error_set(error, ERR_ENV, "Use PostgreSQL 15 or later.",
				 "The database server is PostgreSQL %d, too old for this program.",
				 version / 10000);
	if (encoding == NULL || strcmp(encoding, "UTF8") != 0)
		return error_set(error, ERR_ENV, "Make it with createdb -T template0 -E UTF8.",
				 "The database's encoding is %s, not UTF8.",
				 encoding == NULL ? "unknown" : encoding);
	return ERR_NONE;
}

static enum err set_up(struct postgres *pg, struct error *error)
{
	static const char settings[] =
		"SET search_path = public, pg_temp; SET lock_timeout = '5s'; SET jit = off;"
		"SET idle_in_transaction_session_timeout = '60s'; SET datestyle = 'ISO';"
		"SET standard_conforming_strings = on; SET bytea_output = 'hex'";
	enum err err = check_server(pg, error);
	if (err == ERR_NONE) err = postgres_run(pg, settings, error);
	int64_t replica = 0;
	if (err == ERR_NONE)
		err = postgres_ask(pg, "SELECT pg_is_in_recovery()::int", error, &replica);
	pg->replica = replica != 0;
	pg->back_ms = monotonic_ms() + BACK_MS;
	if (err == ERR_NONE && replica && !(pg->flags & DB_READONLY))
		return error_set(error, ERR_ENV,
				 "Name the primary in the URL, or all servers with "
				 "target_session_attrs=read-write.",
				 "The database server is a replica: it can only be read.");
	if (err == ERR_NONE && (pg->flags & DB_READONLY))
		err = postgres_run(pg, "SET default_transaction_read_only = on", error);
	return err;
}

/* The gate is a role that has been granted the views and nothing else. */
static enum err enter_gate(struct postgres *pg, struct error *error)
{
	static const char *const roles[][2] = {{"public_", "SET ROLE lianxin_public"},
					       {"own_", "SET ROLE lianxin_own"}};
	for (size_t i = 0; pg->views != NULL && i < COUNT_OF(roles); i++) {
		if (strcmp(pg->views, roles[i][0]) != 0) continue;
		enum err err = postgres_run(pg, roles[i][1], error);
		if (err == ERR_DENIED || err == ERR_ENV)
			err = error_set(error, ERR_ENV,
					"Grant lianxin_public and lianxin_own to the user of the "
					"URL (docs/operations/cluster.md).",
					"The database user may not become the role that reads for "
					"the public.");
		return err;
	}
	return ERR_NONE;
}

static enum err listen(struct postgres *pg, struct error *error)
{
	pg->listening = true;
	return postgres_run(pg, "LISTEN lianxin", error);
}

/* What the URL says itself comes later than our defaults, and counts. */
static PGconn *connect_to(const char *url, const char *session)
{
	const char *const options[][2] = {
		{"connect_timeout", "4"},	 {"target_session_attrs", session},
		{"keepalives_idle", "10"},	 {"keepalives_interval", "3"},
		{"keepalives_count", "3"},	 {"tcp_user_timeout", "10000"},
		{"application_name", "lianxin"}, {"dbname", url},
		{"client_encoding", "UTF8"},
	};
	const char *names[COUNT_OF(options) + 1] = {NULL}, *values[COUNT_OF(options) + 1] = {NULL};
	for (size_t i = 0; i < COUNT_OF(options); i++) {
		names[i] = options[i][0];
		values[i] = options[i][1];
	}
	PGconn *connection = PQconnectdbParams(names, values, 1);
	BUG_IF(connection == NULL);
	return connection;
}

static void take_connection(struct postgres *pg, PGconn *connection)
{
	PQsetNoticeProcessor(connection, no_notice, NULL);
	if (pg->connection != NULL) pg->old_process = PQbackendPID(pg->connection);
	PQfinish(pg->connection);
	pg->connection = connection;
	pg->epoch++;
	pg->generation++;
	pg->lost = false;
	pg->inside = false;
	pg->queued = 0;
	pg->copying = false;
}

enum err postgres_connect(struct postgres *pg, struct error *error)
{
	PGconn *connection = connect_to(pg->url, "read-write");
	/* what only reads may go on at a replica while there is no primary */
	if (PQstatus(connection) != CONNECTION_OK && (pg->flags & DB_READONLY)) {
		PGconn *other = connect_to(pg->url, "any");
		PQfinish(connection);
		connection = other;
	}
	if (PQstatus(connection) != CONNECTION_OK) {
		enum err err = postgres_refused(connection, error);
		PQfinish(connection);
		return err;
	}
	take_connection(pg, connection);
	enum err err = set_up(pg, error);
	if (err == ERR_NONE) err = enter_gate(pg, error);
	if (err == ERR_NONE && pg->listening) err = listen(pg, error);
	if (err != ERR_NONE) pg->lost = true;
	return err;
}
enum err postgres_ready(struct postgres *pg, struct error *error)
{
	if (!pg->lost) return ERR_NONE;
	/* inside a transaction the rest of it is lost as well */
	if (pg->inside)
		return error_set(error, ERR_BUSY, "Try again in a moment.",
				 "The connection to the database server was lost.");
	enum err err = postgres_connect(pg, error);
	if (err == ERR_NONE) return err;
	/* it has worked before: whoever waits a little finds it again */
	pg->lost = true;
	if (error != NULL) error->code = ERR_BUSY;
	return ERR_BUSY;
}

static void postgres_close(void *handle)
{
	struct postgres *pg = handle;
	PQfinish(pg->connection);
	buf_release(&pg->copy);
	free(pg->url);
	free(pg);
}

static enum err postgres_open(const char *url, unsigned flags, struct error *error,
			      void **ret_handle)
{
	char *complaint = NULL;
	PQconninfoOption *parsed = PQconninfoParse(url, &complaint);
	if (parsed == NULL) {
		/* libpq's own words may quote the password */
		PQfreemem(complaint);
		return error_set(error, ERR_ENV,
				 "Write it as postgresql://USER@HOST[:PORT][,HOST…]/DATABASE.",
				 "The database URL is not one that PostgreSQL understands.");
	}
	PQconninfoFree(parsed);
	struct postgres *pg = calloc(1, sizeof *pg);
	BUG_IF(pg == NULL);
	pg->url = strdup(url);
	BUG_IF(pg->url == NULL);
	pg->flags = flags;
	enum err err = postgres_connect(pg, error);
	if (err != ERR_NONE) {
		postgres_close(pg);
		return err;
	}
	*ret_handle = pg;
	return ERR_NONE;
}

static void postgres_unmake(const char *url)
{
	void *handle = NULL;
	if (postgres_open(url, 0, NULL, &handle) != ERR_NONE) return;
	enum err ignored =
		postgres_run(handle, "DROP SCHEMA public CASCADE; CREATE SCHEMA public", NULL);
	(void)ignored;
	postgres_close(handle);
}

static enum err postgres_gate(void *handle, const char *views, struct error *error)
{
	struct postgres *pg = handle;
	pg->views = views;
	return enter_gate(pg, error);
}

static void postgres_cache(void *handle, enum db_cache size)
{
	(void)handle; /* the server's shared_buffers */
	(void)size;
}

/* The shared lock says "ids from here on may still be written": the sealer stays below it. */
static const char lock_name[] = "lock";
static const char lock_text[] = "SELECT pg_advisory_xact_lock_shared(last_value) FROM journal_id";
static const char begin_write[] = "BEGIN ISOLATION LEVEL SERIALIZABLE";
static const char *const begins[] = {
	[DB_BEGIN_READ] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
	[DB_BEGIN_SEAL] = "BEGIN ISOLATION LEVEL READ COMMITTED;"
			  "SET LOCAL idle_in_transaction_session_timeout = '5s';"
			  "SELECT pg_advisory_xact_lock(-1)",
	[DB_BEGIN_SCHEMA] = "BEGIN ISOLATION LEVEL SERIALIZABLE;"
			    "SELECT pg_advisory_xact_lock(-2)",
	[DB_BEGIN_SNAPSHOT] = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
			      "SET LOCAL idle_in_transaction_session_timeout = 0",
	/* the lock before the first statement that would fix the snapshot */
	[DB_BEGIN_FREEZE] = "BEGIN ISOLATION LEVEL REPEATABLE READ;"
			    "SET LOCAL idle_in_transaction_session_timeout = 0;"
			    "LOCK TABLE journal IN EXCLUSIVE MODE",
	[DB_BEGIN_FILL] = "BEGIN ISOLATION LEVEL READ COMMITTED",
};

/* A replica was better than nothing; a primary is better still. */
static void look_for_primary(struct postgres *pg)
{
	if (!pg->replica || monotonic_ms() < pg->back_ms) return;
	pg->back_ms = monotonic_ms() + BACK_MS;
	PGconn *connection = connect_to(pg->url, "read-write");
	bool found = PQstatus(connection) == CONNECTION_OK;
	PQfinish(connection);
	if (found) pg->lost = true; /* so that the next use connects there */
}

static bool postgres_is_behind(const void *handle)
{
	const struct postgres *pg = handle;
	return pg->replica;
}

/* Goes out with the first statement of the transaction, which waits for all three; so does its
 * error. */
static enum err begin_writing(struct postgres *pg, struct error *error)
{
	if (pg->lock_epoch != pg->epoch) {
		PGresult *result = PQprepare(pg->connection, lock_name, lock_text, 0, NULL);
		bool prepared = PQresultStatus(result) == PGRES_COMMAND_OK;
		enum err err = prepared ? ERR_NONE : postgres_error(pg, result, error);
		PQclear(result);
		if (err != ERR_NONE) return err;
		pg->lock_epoch = pg->epoch;
	}
	enum err err = postgres_enter(pg, error);
	if (err != ERR_NONE) return err;
	if (!PQsendQueryParams(pg->connection, begin_write, 0, NULL, NULL, NULL, NULL, 0))
		return postgres_error(pg, NULL, error);
	pg->queued++;
	if (!PQsendQueryPrepared(pg->connection, lock_name, 0, NULL, NULL, NULL, 1))
		return postgres_error(pg, NULL, error);
	pg->queued++;
	return ERR_NONE;
}

static enum err begin_as(struct postgres *pg, enum db_begin_mode mode, struct error *error)
{
	return mode == DB_BEGIN_WRITE ? begin_writing(pg, error)
				      : postgres_run(pg, begins[mode], error);
}

static enum err postgres_begin(void *handle, enum db_begin_mode mode, struct error *error)
{
	struct postgres *pg = handle;
	look_for_primary(pg);
	enum err err = postgres_ready(pg, error);
	if (err == ERR_NONE) err = begin_as(pg, mode, error);
	/* the server may have been away since the last use: once more with a new connection */
	if (err == ERR_BUSY && pg->lost) {
		err = postgres_ready(pg, error);
		if (err == ERR_NONE) err = begin_as(pg, mode, error);
	}
	pg->inside = err == ERR_NONE;
	if (err != ERR_NONE && !pg->lost) PQclear(PQexec(pg->connection, "ROLLBACK"));
	return err;
}

static PGresult *send_commit(struct postgres *pg, struct error *error, enum err *ret_err)
{
	if (pg->queued == 0) return PQexec(pg->connection, "COMMIT");
	bool sent = PQsendQueryParams(pg->connection, "COMMIT", 0, NULL, NULL, NULL, NULL, 0);
	return postgres_behind_queue(pg, sent, error, ret_err);
}

static enum err postgres_commit(void *handle, struct error *error)
{
	struct postgres *pg = handle;
	enum err err = ERR_NONE;
	PGresult *result = send_commit(pg, error, &err);
	bool done = result != NULL && PQresultStatus(result) == PGRES_COMMAND_OK;
	if (!done && err == ERR_NONE) err = postgres_error(pg, result, error);
	/* a transaction that had failed before ends with ROLLBACK, politely */
	if (done && strcmp(PQcmdStatus(result), "COMMIT") != 0)
		err = error_set(error, ERR_BUSY, "Try again.",
				"The database server rolled the transaction back.");
	PQclear(result);
	if (pg->lost)
		err = error_set(error, ERR_DOUBT, "Look whether it is there before trying again.",
				"The connection to the database server was lost while saving.");
	if (err == ERR_NONE) pg->inside = false;
	return err;
}

static void postgres_rollback(void *handle)
{
	struct postgres *pg = handle;
	enum err ignored = pg->lost ? ERR_NONE : postgres_settle(pg, NULL); /* it all goes anyway */
	(void)ignored;
	if (!pg->lost) PQclear(PQexec(pg->connection, "ROLLBACK"));
	if (PQstatus(pg->connection) != CONNECTION_OK) pg->lost = true;
	pg->inside = false;
	pg->copying = false;
}

static enum err postgres_script(void *handle, const char *script, struct error *error)
{
	return postgres_run(handle, script, error);
}

static int64_t postgres_changes(void *handle)
{
	const struct postgres *pg = handle;
	return pg->changed;
}

static void take_notices(struct postgres *pg)
{
	if (!pg->lost && !PQconsumeInput(pg->connection)) pg->lost = true;
	for (PGnotify *notice; !pg->lost && (notice = PQnotifies(pg->connection)) != NULL;) {
		PQfreemem(notice);
		pg->generation++;
	}
}

/* Never waits for a lost server: what was cached stays until something can be asked again. */
static enum err postgres_generation(void *handle, struct error *error, int64_t *ret_generation)
{
	struct postgres *pg = handle;
	enum err err = ERR_NONE;
	if (!pg->listening && !pg->lost) err = listen(pg, error);
	take_notices(pg);
	if (err == ERR_NONE) *ret_generation = pg->generation;
	return err;
}

static enum err postgres_wait(void *handle, int timeout_ms, struct error *error,
			      int64_t *ret_generation)
{
	struct postgres *pg = handle;
	enum err err = postgres_ready(pg, error);
	if (err == ERR_NONE && !pg->listening) err = listen(pg, error);
	if (err != ERR_NONE) return err;
	struct pollfd socket = {.fd = PQsocket(pg->connection), .events = POLLIN};
	take_notices(pg);
	if (pg->generation == *ret_generation && poll(&socket, 1, timeout_ms) > 0) take_notices(pg);
	*ret_generation = pg->generation;
	return ERR_NONE;
}

const struct db_driver db_driver_postgres = {
	.name = "postgresql",
	.shares = true,
	.open = postgres_open,
	.unmake = postgres_unmake,
	.gate = postgres_gate,
	.cache = postgres_cache,
	.close = postgres_close,
	.prepare = postgres_prepare,
	.finalize = postgres_finalize,
	.bind = postgres_bind,
	.step = postgres_step,
	.later = postgres_later,
	.reset = postgres_reset,
	.columns = postgres_columns,
	.column_name = postgres_column_name,
	.column = postgres_column,
	.begin = postgres_begin,
	.commit = postgres_commit,
	.rollback = postgres_rollback,
	.script = postgres_script,
	.triggers = postgres_triggers,
	.put = postgres_put,
	.put_end = postgres_put_end,
	.filled = postgres_filled,
	.fill_alone = postgres_fill_alone,
	.refuse_entries = postgres_refuse_entries,
	.identity = postgres_identity,
	.begin_schema = postgres_begin_schema,
	.finish_schema = postgres_finish_schema,
	.empty = postgres_empty,
	.integrity = postgres_integrity,
	.rebuild = postgres_rebuild,
	.schema = &postgres_schema_sql,
	.changes = postgres_changes,
	.is_behind = postgres_is_behind,
	.generation = postgres_generation,
	.wait = postgres_wait,
	.announce = postgres_announce,
	.horizon = postgres_horizon,
	.wait_old = postgres_wait_old,
	.copy = postgres_copy,
};
