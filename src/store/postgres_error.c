/* SPDX-License-Identifier: MulanPSL-2.0
 * PostgreSQL's refusals in the operator's words. Values never come along: its own messages may
 * quote what somebody typed. */
#include <stdlib.h>
#include <string.h>

#include "store/postgres_inside.h"

struct cause {
	const char *state; /* the first characters of SQLSTATE */
	enum err err;
	const char *message, *hint;
};

/* The first row that fits counts. */
static const struct cause causes[] = {
	{"40", ERR_BUSY, "Somebody else changed the same thing at the same moment.", "Try again."},
	{"55P03", ERR_BUSY, "Another program is holding what this change needs.",
	 "Wait until it has finished, then try again."},
	{"57014", ERR_BUSY, "The database server broke off the statement.", "Try again."},
	{"57P", ERR_BUSY, "The database server is going down or coming up.",
	 "Try again in a moment."},
	{"25006", ERR_BUSY, "The database server has become a replica.",
	 "Try again: the next connection goes to the primary."},
	{"25P0", ERR_BUSY, "The database server ended a transaction that took too long.",
	 "Try again."},
	{"0A000", ERR_BUSY, "The schema was just changed.", "Try again."},
	{"53100", ERR_ENV, "The database server's disk is full; nothing of this step was kept.",
	 "Free some space on the server's disk, then try again."},
	{"53300", ERR_BUSY, "The database server has no connection left.",
	 "Raise its max_connections, or run fewer workers."},
	{"53", ERR_ENV, "The database server ran out of memory or space.",
	 "Look at the server's log, then try again."},
	{"08", ERR_BUSY, "The connection to the database server was lost.",
	 "Try again in a moment."},
	{"58", ERR_ENV, "The database server could not read or write its disk.",
	 "Look at the server's log and its disk."},
	{"XX", ERR_ENV, "The database server found its data damaged, or a fault of its own.",
	 "Look at the server's log; restore the latest backup if data is damaged."},
	{"23", ERR_CONFLICT, "The database refuses this change: a rule forbids it.", ""},
	{"42501", ERR_DENIED, "The database user of this connection lacks a right.",
	 "Connect as the user that owns the office's tables."},
	{"42P01", ERR_ENV, "A table that this program needs is not there.",
	 "Check the URL given with --db."},
};

static const struct cause *cause_of(const char *state)
{
	for (size_t i = 0; i < COUNT_OF(causes); i++)
		if (strncmp(state, causes[i].state, strlen(causes[i].state)) == 0)
			return &causes[i];
	return NULL;
}

static const char *field(const PGresult *result, int code)
{
	const char *text = PQresultErrorField(result, code);
	return text == NULL ? "" : text;
}

static enum err connection_lost(struct error *error)
{
	return error_set(error, ERR_BUSY, "Try again in a moment.",
			 "The connection to the database server was lost.");
}

enum err postgres_error(struct postgres *pg, const PGresult *result, struct error *error)
{
	if (PQstatus(pg->connection) != CONNECTION_OK) pg->lost = true;
	const char *state = result == NULL ? "" : field(result, PG_DIAG_SQLSTATE);
	if (state[0] == '\0') {
		pg->lost = true;
		return connection_lost(error);
	}
	const struct cause *cause = cause_of(state);
	enum err err;
	if (strcmp(state, "25006") == 0 && (pg->flags & DB_READONLY))
		err = error_set(error, ERR_ENV, "Connect to write.",
				"The database was opened read-only.");
	else if (cause != NULL)
		err = error_set(error, cause->err, cause->hint, "%s", cause->message);
	else
		err = error_set(error, ERR_ENV, "Report this as a bug, with the log.",
				"The database engine failed.");
	/* messages of classes 22 and 23 may quote values; names of rules do not */
	bool quotes = strncmp(state, "22", 2) == 0 || strncmp(state, "23", 2) == 0;
	bool ours = strcmp(state, "23000") == 0; /* a trigger of the schema: a literal */
	error_detail(error, "postgresql %s %s %s: %s", state, field(result, PG_DIAG_TABLE_NAME),
		     field(result, PG_DIAG_CONSTRAINT_NAME),
		     quotes && !ours ? "" : field(result, PG_DIAG_MESSAGE_PRIMARY));
	return err;
}

/* Before a session exists there is no SQLSTATE, only words. */
static const struct cause refusals[] = {
	{"password authentication failed", ERR_ENV,
	 "The database server refuses the user or the password.",
	 "Check the user in the URL and the password (better in ~/.pgpass than in the URL)."},
	{"no password supplied", ERR_ENV, "The database server wants a password.",
	 "Put it into ~/.pgpass, or into PGPASSWORD."},
	{"no pg_hba.conf entry", ERR_ENV,
	 "The database server does not let this user in from here.",
	 "Add a line to its pg_hba.conf."},
	{"does not exist", ERR_ENV, "The database or the user named in the URL is not there.",
	 "Make it with createuser and createdb, or check the URL."},
	{"session is read-only", ERR_ENV, "The database server is a replica: it can only be read.",
	 "Name the primary in the URL, or all servers: postgresql://a,b,c/name."},
	{"server is in hot standby", ERR_ENV,
	 "The database server is a replica: it can only be read.",
	 "Name the primary in the URL, or all servers: postgresql://a,b,c/name."},
	{"too many clients", ERR_BUSY, "The database server has no connection left.",
	 "Raise its max_connections, or run fewer workers."},
	{"remaining connection slots", ERR_BUSY, "The database server has no connection left.",
	 "Raise its max_connections, or run fewer workers."},
	{"certificate", ERR_ENV, "The TLS connection to the database server is not trusted.",
	 "Check sslmode and sslrootcert in the URL."},
	{"SSL", ERR_ENV, "The TLS connection to the database server failed.",
	 "Check sslmode, sslrootcert and the server's ssl settings."},
	{"permission denied", ERR_ENV, "The database user lacks the right to connect.",
	 "Grant it CONNECT on the database."},
	{"starting up", ERR_BUSY, "The database server is starting up.", "Try again in a moment."},
	{"shutting down", ERR_BUSY, "The database server is shutting down.",
	 "Try again in a moment."},
};

enum err postgres_refused(const PGconn *connection, struct error *error)
{
	const char *said = PQerrorMessage(connection);
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(refusals) && err == ERR_NONE; i++)
		if (strstr(said, refusals[i].state) != NULL)
			err = error_set(error, refusals[i].err, refusals[i].hint, "%s",
					refusals[i].message);
	if (err == ERR_NONE)
		err = error_set(error, ERR_ENV,
				"Check the URL, and that the server runs and listens there.",
				"The database server cannot be reached.");
	error_detail(error, "%.*s", (int)strcspn(said, "\n"), said);
	return err;
}
