/* SPDX-License-Identifier: MulanPSL-2.0
 * Filling a PostgreSQL database: rows of one INSERT travel as COPY in binary, which takes them ten
 * times as fast as statements one by one. */
#include <endian.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/postgres_inside.h"

enum { PIECE = 1 << 18, PIECE_MAX = 1 << 30, STATEMENT_BYTES = 2048 };

enum err postgres_triggers(void *handle, const char *table, bool on, struct error *error)
{
	char sql[128];
	/* the owner may, inside a transaction; keys stay, they are no USER triggers */
	snprintf(sql, sizeof sql, "ALTER TABLE %s %s TRIGGER USER", table,
		 on ? "ENABLE" : "DISABLE");
	return postgres_run(handle, sql, error);
}

/* "INSERT INTO t (a, b) VALUES ($1, $2)" says all that COPY wants to know. */
static enum err begin_copy(struct postgres *pg, const struct db_sql *insert, struct error *error)
{
	static const char start[] = "INSERT INTO ", end[] = " VALUES (";
	/* signature, flags, no extension */
	static const char head[19] = "PGCOPY\n\377\r\n";
	const char *sql = db_sql_postgres(insert), *values = strstr(sql, end);
	char text[STATEMENT_BYTES];
	BUG_IF(strncmp(sql, start, sizeof start - 1) != 0 || values == NULL);
	int n = snprintf(text, sizeof text, "COPY %.*s FROM STDIN (FORMAT binary)",
			 (int)(values - sql - (ptrdiff_t)(sizeof start - 1)),
			 sql + sizeof start - 1);
	BUG_IF(n < 0 || n >= STATEMENT_BYTES);
	PGresult *result = PQexec(pg->connection, text);
	enum err err = ERR_NONE;
	if (PQresultStatus(result) != PGRES_COPY_IN) err = postgres_error(pg, result, error);
	PQclear(result);
	if (err != ERR_NONE) return err;
	if (pg->copy.max == 0) buf_init(&pg->copy, PIECE_MAX);
	buf_clear(&pg->copy);
	buf_add(&pg->copy, head, sizeof head);
	pg->copying = true;
	return ERR_NONE;
}

static void add_value(struct buf *out, const struct db_value *value)
{
	uint32_t length = htobe32((uint32_t)value->n);
	if (value->type == DB_NULL) length = htobe32(UINT32_MAX);
	if (value->type == DB_INT) length = htobe32(sizeof(int64_t));
	buf_add(out, &length, sizeof length);
	if (value->type == DB_INT) {
		uint64_t number = htobe64((uint64_t)value->number);
		buf_add(out, &number, sizeof number);
	} else if (value->type != DB_NULL) {
		buf_add(out, value->bytes, value->n);
	}
}

static enum err send_piece(struct postgres *pg, struct error *error)
{
	BUG_IF(!buf_ok(&pg->copy));
	int sent = PQputCopyData(pg->connection, buf_text(&pg->copy), (int)pg->copy.n);
	buf_clear(&pg->copy);
	return sent == 1 ? ERR_NONE : postgres_error(pg, NULL, error);
}

enum err postgres_put(void *handle, const struct db_sql *insert, const struct db_value *values,
		      size_t n, struct error *error)
{
	struct postgres *pg = handle;
	enum err err = pg->copying ? ERR_NONE : begin_copy(pg, insert, error);
	if (err != ERR_NONE) return err;
	uint16_t fields = htobe16((uint16_t)n);
	buf_add(&pg->copy, &fields, sizeof fields);
	for (size_t i = 0; i < n; i++) add_value(&pg->copy, &values[i]);
	return pg->copy.n < PIECE ? ERR_NONE : send_piece(pg, error);
}

enum err postgres_put_end(void *handle, struct error *error)
{
	struct postgres *pg = handle;
	if (!pg->copying) return ERR_NONE;
	pg->copying = false;
	uint16_t no_more = UINT16_MAX;
	buf_add(&pg->copy, &no_more, sizeof no_more);
	enum err err = send_piece(pg, error);
	if (err == ERR_NONE && PQputCopyEnd(pg->connection, NULL) != 1)
		err = postgres_error(pg, NULL, error);
	if (err != ERR_NONE) return err;
	for (PGresult *result; (result = PQgetResult(pg->connection)) != NULL;) {
		if (err == ERR_NONE && PQresultStatus(result) != PGRES_COMMAND_OK)
			err = postgres_error(pg, result, error);
		PQclear(result);
	}
	return err;
}

enum err postgres_filled(void *handle, struct error *error)
{
	/* every sequence that a column owns, so that a new table needs no new line here */
	static const char sequences[] =
		"DO $body$ DECLARE s RECORD; BEGIN "
		"FOR s IN SELECT d.objid::regclass AS name, d.refobjid::regclass AS owner, "
		"a.attname AS attribute FROM pg_depend d JOIN pg_class c ON c.oid = d.objid "
		"JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid "
		"WHERE c.relkind = 'S' AND d.deptype = 'a' AND c.relnamespace = "
		"'public'::regnamespace LOOP "
		"EXECUTE format('SELECT setval(%L, GREATEST(max(%I), 1), max(%I) IS NOT NULL) "
		"FROM %s', s.name, s.attribute, s.attribute, s.owner); "
		"END LOOP; END $body$";
	enum err err = postgres_run(handle, sequences, error);
	return err != ERR_NONE ? err : postgres_run(handle, "ANALYZE", error);
}

enum err postgres_fill_alone(void *handle, struct error *error)
{
	/* the server needs a moment to see that a process it served has died */
	enum { TRIES = 30, PAUSE_MS = 100 };
	int64_t mine = 0;
	for (int try = 0; try < TRIES && mine == 0; try++) {
		const struct timespec pause = {0, try == 0 ? 0 : PAUSE_MS * 1000000L};
		nanosleep(&pause, NULL);
		enum err err = postgres_ask(
			handle, "SELECT CASE WHEN pg_try_advisory_lock(-3) THEN 1 ELSE 0 END",
			error, &mine);
		if (err != ERR_NONE) return err;
	}
	if (mine == 1) return ERR_NONE;
	return error_set(error, ERR_ENV, "Wait until it has ended.",
			 "Another lianxin process is copying into this database.");
}

/* A trigger and not a mark that writers would look at: one who began before and waits for the
 * journal's lock reads on an older snapshot, but fires the triggers there are when he inserts. */
enum err postgres_refuse_entries(void *handle, bool on, struct error *error)
{
	static const char refuse[] =
		"CREATE OR REPLACE FUNCTION journal_moved() RETURNS trigger LANGUAGE plpgsql AS "
		"'BEGIN RAISE EXCEPTION USING ERRCODE = ''integrity_constraint_violation'', "
		"MESSAGE = ''the office has moved''; END';"
		"CREATE TRIGGER journal_moved BEFORE INSERT ON journal "
		"FOR EACH ROW EXECUTE FUNCTION journal_moved()";
	return postgres_run(handle, on ? refuse : "DROP FUNCTION IF EXISTS journal_moved() CASCADE",
			    error);
}
