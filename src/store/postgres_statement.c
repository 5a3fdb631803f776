/* SPDX-License-Identifier: MulanPSL-2.0
 * Statements on PostgreSQL: prepared once per connection, values and rows in binary, a cursor for
 * those that read whole tables. */
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/postgres_inside.h"

enum { MAX_PARAMETERS = 40, NAME_BYTES = 16, FETCH_ROWS = 1000, NUMBER_BYTES = 24, QUEUE_MAX = 64 };
/* oids of the types our schema and our statements can show (fixed by PostgreSQL's catalogue) */
enum {
	TYPE_BOOL = 16,
	TYPE_BYTEA = 17,
	TYPE_NAME = 19,
	TYPE_INT8 = 20,
	TYPE_INT2 = 21,
	TYPE_INT4 = 23,
	TYPE_TEXT = 25,
	TYPE_VARCHAR = 1043,
	TYPE_UNKNOWN = 705
};

struct postgres_statement {
	struct postgres *pg;
	const struct db_sql *sql;
	char name[NAME_BYTES];
	unsigned epoch;
	size_t n;
	Oid types[MAX_PARAMETERS];
	struct db_value values[MAX_PARAMETERS];
	PGresult *result;
	int row;
	bool cursor; /* rows come in pieces */
};

/* Values as libpq wants them. */
struct parameters {
	const char *values[MAX_PARAMETERS];
	int lengths[MAX_PARAMETERS], formats[MAX_PARAMETERS];
	char numbers[MAX_PARAMETERS][NUMBER_BYTES];
};

static enum err describe(struct postgres_statement *statement, struct error *error)
{
	struct postgres *pg = statement->pg;
	PGresult *result = PQdescribePrepared(pg->connection, statement->name);
	enum err err = ERR_NONE;
	if (PQresultStatus(result) != PGRES_COMMAND_OK) err = postgres_error(pg, result, error);
	if (err == ERR_NONE) {
		BUG_IF(PQnparams(result) > MAX_PARAMETERS);
		statement->n = (size_t)PQnparams(result);
		for (size_t i = 0; i < statement->n; i++)
			statement->types[i] = PQparamtype(result, (int)i);
	}
	PQclear(result);
	return err;
}

static enum err prepare_here(struct postgres_statement *statement, struct error *error)
{
	struct postgres *pg = statement->pg;
	enum err err = postgres_settle(pg, error);
	if (err != ERR_NONE) return err;
	snprintf(statement->name, sizeof statement->name, "s%u", ++pg->names);
	PGresult *result = PQprepare(pg->connection, statement->name,
				     db_sql_postgres(statement->sql), 0, NULL);
	if (PQresultStatus(result) != PGRES_COMMAND_OK) err = postgres_error(pg, result, error);
	PQclear(result);
	if (err == ERR_NONE) err = describe(statement, error);
	if (err == ERR_NONE) statement->epoch = pg->epoch;
	return err;
}

enum err postgres_prepare(void *handle, const struct db_sql *sql, struct error *error,
			  void **ret_statement)
{
	struct postgres *pg = handle;
	enum err err = postgres_ready(pg, error);
	if (err != ERR_NONE) return err;
	struct postgres_statement *statement = calloc(1, sizeof *statement);
	BUG_IF(statement == NULL);
	statement->pg = pg;
	statement->sql = sql;
	err = prepare_here(statement, error);
	/* the server had gone since the last use: outside a transaction nothing is lost with it */
	if (err != ERR_NONE && pg->lost && !pg->inside) {
		err = postgres_ready(pg, error);
		if (err == ERR_NONE) err = prepare_here(statement, error);
	}
	if (err != ERR_NONE) {
		free(statement);
		return err;
	}
	*ret_statement = statement;
	return ERR_NONE;
}

static void forget(struct postgres_statement *statement)
{
	struct postgres *pg = statement->pg;
	if (statement->epoch != pg->epoch || pg->lost || pg->queued > 0) return;
	char text[NAME_BYTES + 16];
	snprintf(text, sizeof text, "DEALLOCATE %s", statement->name);
	PQclear(PQexec(pg->connection, text));
}

void postgres_finalize(void *handle)
{
	struct postgres_statement *statement = handle;
	postgres_reset(statement);
	forget(statement);
	free(statement);
}

void postgres_bind(void *handle, size_t at, const struct db_value *value)
{
	struct postgres_statement *statement = handle;
	/* a new connection may have been made since: the count is the text's, not the connection's
	 */
	BUG_IF(at > statement->n);
	statement->values[at - 1] = *value;
}

static void fill_number(struct parameters *p, size_t i, int64_t number, Oid type)
{
	char *place = p->numbers[i];
	p->values[i] = place;
	if (type == TYPE_INT8) {
		uint64_t bytes = htobe64((uint64_t)number);
		memcpy(place, &bytes, sizeof bytes);
		p->lengths[i] = sizeof bytes;
		p->formats[i] = 1;
	} else {
		p->lengths[i] = snprintf(place, NUMBER_BYTES, "%lld", (long long)number);
		p->formats[i] = 0;
	}
}

static void fill(const struct postgres_statement *statement, struct parameters *p)
{
	for (size_t i = 0; i < statement->n; i++) {
		const struct db_value *value = &statement->values[i];
		p->values[i] = NULL;
		p->lengths[i] = 0;
		p->formats[i] = 1;
		if (value->type == DB_INT) {
			fill_number(p, i, value->number, statement->types[i]);
		} else if (value->type != DB_NULL) {
			/* text and bytes travel as they are, so the type must be theirs */
			bool bytes = statement->types[i] == TYPE_BYTEA;
			BUG_IF(bytes != (value->type == DB_BLOB));
			BUG_IF(!bytes && statement->types[i] != TYPE_TEXT &&
			       statement->types[i] != TYPE_VARCHAR);
			p->values[i] = value->n == 0 ? "" : value->bytes;
			p->lengths[i] = (int)value->n;
		}
	}
}

/* Rows in pieces need a cursor, and a cursor a transaction. */
static PGresult *open_cursor(struct postgres_statement *statement, const struct parameters *p)
{
	struct postgres *pg = statement->pg;
	const char *sql = db_sql_postgres(statement->sql);
	size_t n = strlen(sql) + 64;
	char *text = malloc(n);
	BUG_IF(text == NULL);
	snprintf(text, n, "DECLARE c%s NO SCROLL CURSOR FOR %s", statement->name, sql);
	PGresult *result = PQexecParams(pg->connection, text, (int)statement->n, statement->types,
					p->values, p->lengths, p->formats, 1);
	free(text);
	if (PQresultStatus(result) == PGRES_COMMAND_OK) statement->cursor = true;
	return result;
}

static PGresult *fetch(struct postgres_statement *statement)
{
	char text[64];
	snprintf(text, sizeof text, "FETCH %d FROM c%s", FETCH_ROWS, statement->name);
	return PQexecParams(statement->pg->connection, text, 0, NULL, NULL, NULL, NULL, 1);
}

/* NULL: *ret_err says why something queued before it failed. */
static PGresult *execute(struct postgres_statement *statement, struct error *error,
			 enum err *ret_err)
{
	struct postgres *pg = statement->pg;
	struct parameters p;
	fill(statement, &p);
	*ret_err = ERR_NONE;
	if (statement->sql->many && pg->inside) {
		*ret_err = postgres_settle(pg, error);
		if (*ret_err != ERR_NONE) return NULL;
		PGresult *result = open_cursor(statement, &p);
		if (!statement->cursor) return result;
		PQclear(result);
		return fetch(statement);
	}
	if (pg->queued == 0)
		return PQexecPrepared(pg->connection, statement->name, (int)statement->n, p.values,
				      p.lengths, p.formats, 1);
	bool sent = PQsendQueryPrepared(pg->connection, statement->name, (int)statement->n,
					p.values, p.lengths, p.formats, 1);
	return postgres_behind_queue(pg, sent, error, ret_err);
}

enum err postgres_later(void *handle, void *statement_handle, struct error *error)
{
	struct postgres *pg = handle;
	struct postgres_statement *statement = statement_handle;
	struct parameters p;
	enum err err = postgres_ready(pg, error);
	if (err == ERR_NONE && statement->epoch != pg->epoch) err = prepare_here(statement, error);
	if (err == ERR_NONE) err = postgres_enter(pg, error);
	if (err != ERR_NONE) return err;
	fill(statement, &p);
	if (!PQsendQueryPrepared(pg->connection, statement->name, (int)statement->n, p.values,
				 p.lengths, p.formats, 1))
		return postgres_error(pg, NULL, error);
	/* neither side may fill the other's pockets while nobody reads */
	return ++pg->queued < QUEUE_MAX ? ERR_NONE : postgres_settle(pg, error);
}

static enum err first_step(struct postgres_statement *statement, struct error *error)
{
	struct postgres *pg = statement->pg;
	/* values were bound by the types of the first connection, which the schema fixes */
	enum err err = postgres_ready(pg, error);
	if (err == ERR_NONE && statement->epoch != pg->epoch) err = prepare_here(statement, error);
	if (err != ERR_NONE) return err;
	statement->result = execute(statement, error, &err);
	if (err != ERR_NONE) return err;
	statement->row = -1;
	if (PQstatus(pg->connection) != CONNECTION_OK && !pg->inside) {
		/* the server was away since the last use, and nothing else hangs on this statement
		 */
		PQclear(statement->result);
		statement->result = NULL;
		pg->lost = true;
		err = postgres_ready(pg, error);
		if (err == ERR_NONE) err = prepare_here(statement, error);
		if (err == ERR_NONE) statement->result = execute(statement, error, &err);
		if (err != ERR_NONE) return err;
	}
	ExecStatusType status = PQresultStatus(statement->result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
		err = postgres_error(pg, statement->result, error);
		/* a plan of an older schema: prepared anew next time */
		if (err == ERR_BUSY) statement->epoch = 0;
		return err;
	}
	const char *changed = PQcmdTuples(statement->result);
	pg->changed = strtoll(changed, NULL, 10);
	return ERR_NONE;
}

static enum err next_piece(struct postgres_statement *statement, struct error *error)
{
	enum err err = postgres_settle(statement->pg, error);
	if (err != ERR_NONE) return err;
	PQclear(statement->result);
	statement->result = fetch(statement);
	statement->row = 0;
	if (PQresultStatus(statement->result) == PGRES_TUPLES_OK) return ERR_NONE;
	return postgres_error(statement->pg, statement->result, error);
}

enum db_step postgres_step(void *handle, void *statement_handle, struct error *error,
			   enum err *ret_err)
{
	struct postgres_statement *statement = statement_handle;
	enum err err = ERR_NONE;
	(void)handle;
	if (statement->result == NULL) err = first_step(statement, error);
	if (err == ERR_NONE && ++statement->row >= PQntuples(statement->result) &&
	    statement->cursor && PQntuples(statement->result) == FETCH_ROWS)
		err = next_piece(statement, error);
	if (err != ERR_NONE) {
		*ret_err = err;
		return DB_FAILED;
	}
	return statement->row < PQntuples(statement->result) ? DB_ROW : DB_DONE;
}

void postgres_reset(void *handle)
{
	struct postgres_statement *statement = handle;
	struct postgres *pg = statement->pg;
	PQclear(statement->result);
	statement->result = NULL;
	if (!statement->cursor) return;
	statement->cursor = false;
	/* an error of what was queued comes again with the next statement: the transaction has
	 * failed */
	if (postgres_settle(pg, NULL) != ERR_NONE || pg->lost ||
	    PQtransactionStatus(pg->connection) != PQTRANS_INTRANS)
		return;
	char text[NAME_BYTES + 16];
	snprintf(text, sizeof text, "CLOSE c%s", statement->name);
	PQclear(PQexec(pg->connection, text));
}

size_t postgres_columns(void *handle)
{
	const struct postgres_statement *statement = handle;
	return (size_t)PQnfields(statement->result);
}

const char *postgres_column_name(void *handle, size_t column)
{
	const struct postgres_statement *statement = handle;
	return PQfname(statement->result, (int)column);
}

static int64_t number_of(const char *bytes, int n)
{
	uint64_t number = 0;
	for (int i = 0; i < n; i++) number = number << 8 | (unsigned char)bytes[i];
	/* the sign of the narrower types */
	if (n == 4) return (int32_t)number;
	if (n == 2) return (int16_t)number;
	return (int64_t)number;
}

struct db_value postgres_column(void *handle, size_t at)
{
	const struct postgres_statement *statement = handle;
	int column = (int)at;
	if (PQgetisnull(statement->result, statement->row, column)) return db_null();
	const char *bytes = PQgetvalue(statement->result, statement->row, column);
	int n = PQgetlength(statement->result, statement->row, column);
	switch (PQftype(statement->result, column)) {
	case TYPE_INT8:
	case TYPE_INT4:
	case TYPE_INT2:
	case TYPE_BOOL: return db_int(number_of(bytes, n));
	case TYPE_TEXT:
	case TYPE_VARCHAR:
	case TYPE_NAME:
	case TYPE_UNKNOWN: return db_text_n(bytes, (size_t)n);
	case TYPE_BYTEA: return db_blob(bytes, (size_t)n);
	default: break;
	}
	bug_found(__FILE__, __LINE__, "a column of a type that no table has");
}
