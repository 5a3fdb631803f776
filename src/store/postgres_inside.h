/* SPDX-License-Identifier: MulanPSL-2.0
 * One connection to PostgreSQL, as the files of its driver share it; for them alone. */
#ifndef LIANXIN_STORE_POSTGRES_INSIDE_H
#define LIANXIN_STORE_POSTGRES_INSIDE_H

#include <libpq-fe.h>

#include "store/db.h"

struct postgres {
	PGconn *connection;
	char *url;
	const char *views; /* gate: the prefix of what may be read; NULL: everything */
	unsigned flags;
	unsigned epoch;	     /* one more by each new connection: what was prepared before is gone */
	unsigned lock_epoch; /* of the connection on which LOCK_NAME is prepared */
	unsigned queued;     /* statements sent whose results were not read yet */
	unsigned names;	     /* of prepared statements and cursors */
	bool lost;	     /* the connection broke; the next begin makes another */
	bool inside;	     /* a transaction */
	bool replica;	     /* there was no primary to connect to */
	int64_t back_ms;     /* when to look for one again */
	int old_process;     /* of the server, behind the connection before */
	bool listening;
	int64_t changed;
	int64_t generation; /* notices of commits, and new connections */
	bool copying;	    /* rows of a COPY are on their way */
	struct buf copy;    /* those not sent yet */
};

/* A new connection, set up and gated. ERR_ENV with a sentence for whoever set the URL; ERR_BUSY
 * when the server cannot be reached just now and this connection had worked before. */
enum err postgres_connect(struct postgres *pg, struct error *error);
/* Makes a lost connection anew, outside a transaction. */
enum err postgres_ready(struct postgres *pg, struct error *error);
/* Before the first command of a queue is sent. */
enum err postgres_enter(struct postgres *pg, struct error *error);
/* Reads the results of all that was queued: before anything that is sent alone. */
enum err postgres_settle(struct postgres *pg, struct error *error);
/* The result of a command that was just sent behind the queue; NULL and *ret_err when a queued one
 * failed, so that this one was not done. */
PGresult *postgres_behind_queue(struct postgres *pg, bool sent, struct error *error,
				enum err *ret_err);
/* Runs literal text without parameters; several statements are fine. */
enum err postgres_run(struct postgres *pg, const char *script, struct error *error);
/* First column of the first row as a number; 0 without a row. */
enum err postgres_ask(struct postgres *pg, const char *sql, struct error *error,
		      int64_t *ret_number);
/* What went wrong with result (NULL: with the connection), as one English sentence. Never quotes
 * values. Marks a broken connection as lost. */
enum err postgres_error(struct postgres *pg, const PGresult *result, struct error *error);
/* The same for a connection that could not be made. */
enum err postgres_refused(const PGconn *connection, struct error *error);

/* The statement part of the driver's table. */
enum err postgres_prepare(void *handle, const struct db_sql *sql, struct error *error,
			  void **ret_statement);
void postgres_finalize(void *statement);
void postgres_bind(void *statement, size_t at, const struct db_value *value);
enum db_step postgres_step(void *handle, void *statement, struct error *error, enum err *ret_err);
enum err postgres_later(void *handle, void *statement, struct error *error);
void postgres_reset(void *statement);
size_t postgres_columns(void *statement);
const char *postgres_column_name(void *statement, size_t column);
struct db_value postgres_column(void *statement, size_t column);

/* The office as a whole. */
enum err postgres_identity(void *handle, struct error *error, int64_t ret_identity[2]);
enum err postgres_empty(void *handle, struct error *error, bool *ret_empty);
enum err postgres_begin_schema(void *handle, struct error *error);
enum err postgres_finish_schema(void *handle, struct error *error);
enum err postgres_integrity(void *handle, struct error *error);
enum err postgres_rebuild(void *handle, struct error *error);
enum err postgres_copy(void *handle, const char *path, struct error *error);
enum err postgres_announce(void *handle, struct error *error);
enum err postgres_horizon(void *handle, struct error *error, int64_t *ret_horizon);
enum err postgres_wait_old(void *handle, struct error *error);

/* Filling a database from another one. */
enum err postgres_triggers(void *handle, const char *table, bool on, struct error *error);
enum err postgres_put(void *handle, const struct db_sql *insert, const struct db_value *values,
		      size_t n, struct error *error);
enum err postgres_put_end(void *handle, struct error *error);
enum err postgres_filled(void *handle, struct error *error);
enum err postgres_fill_alone(void *handle, struct error *error);
enum err postgres_refuse_entries(void *handle, bool on, struct error *error);

/* Of db_schema_sql(). */
extern const struct db_sql postgres_schema_sql;

#endif
