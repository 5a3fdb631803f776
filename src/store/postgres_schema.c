/* SPDX-License-Identifier: MulanPSL-2.0
 * What PostgreSQL knows of the office as a whole: its schema, its rights, its commits. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "store/inside.h"
#include "store/postgres_inside.h"

enum err postgres_identity(void *handle, struct error *error, int64_t ret_identity[2])
{
	struct postgres *pg = handle;
	int64_t ours = 0, number = 0;
	enum err err = postgres_ready(pg, error);
	if (err == ERR_NONE)
		err = postgres_ask(
			pg,
			"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname IN "
			"('migration', 'journal', 'journal_seal') AND relnamespace = "
			"'public'::regnamespace",
			error, &ours);
	if (err == ERR_NONE && ours == 3)
		err = postgres_ask(pg, "SELECT max(number) FROM migration", error, &number);
	if (err != ERR_NONE) return err;
	ret_identity[0] = ours == 3 ? STORE_APPLICATION : 0;
	ret_identity[1] = number;
	return ERR_NONE;
}

enum err postgres_empty(void *handle, struct error *error, bool *ret_empty)
{
	int64_t objects = 0;
	enum err err = postgres_ask(handle,
				    "SELECT count(*) FROM pg_class WHERE relnamespace = "
				    "'public'::regnamespace",
				    error, &objects);
	if (err == ERR_NONE) *ret_empty = objects == 0;
	return err;
}

/* Roles belong to the whole server, so another office may have made them already. */
static enum err make_roles(struct postgres *pg, struct error *error)
{
	static const char script[] =
		"DO $body$ BEGIN "
		"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'lianxin_public') THEN "
		"CREATE ROLE lianxin_public NOLOGIN; END IF; "
		"IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'lianxin_own') THEN "
		"CREATE ROLE lianxin_own NOLOGIN; END IF; "
		"IF NOT pg_has_role(current_user, 'lianxin_public', 'MEMBER') THEN "
		"EXECUTE format('GRANT lianxin_public TO %I', current_user); END IF; "
		"IF NOT pg_has_role(current_user, 'lianxin_own', 'MEMBER') THEN "
		"EXECUTE format('GRANT lianxin_own TO %I', current_user); END IF; "
		"END $body$";
	enum err err = postgres_run(pg, script, error);
	if (err != ERR_DENIED) return err;
	return error_set(error, ERR_ENV,
			 "As a database administrator: CREATE ROLE lianxin_public NOLOGIN; CREATE "
			 "ROLE lianxin_own NOLOGIN; GRANT lianxin_public, lianxin_own TO <user>;",
			 "The database user may not make the two roles that read for the public.");
}

enum err postgres_begin_schema(void *handle, struct error *error)
{
	/* a function SQLite has and PostgreSQL calls otherwise, so that statements have one text */
	static const char helper[] =
		"CREATE FUNCTION instr(TEXT, TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE "
		"PARALLEL SAFE AS 'SELECT CAST(strpos($1, $2) AS BIGINT)'";
	struct postgres *pg = handle;
	enum err err = make_roles(pg, error);
	if (err == ERR_NONE) err = postgres_run(pg, helper, error);
	if (err == ERR_DENIED)
		err = error_set(
			error, ERR_ENV,
			"Make the user of the URL the owner of the database: ALTER DATABASE "
			"<name> OWNER TO <user>;",
			"The database user may not make tables.");
	return err;
}

/* Views made since the last time get their readers; nobody else reads anything. */
enum err postgres_finish_schema(void *handle, struct error *error)
{
	static const char script[] =
		"DO $body$ DECLARE v RECORD; BEGIN "
		"FOR v IN SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = "
		"'public'::regnamespace LOOP "
		"IF starts_with(v.relname, 'public_') THEN "
		"EXECUTE format('GRANT SELECT ON %I TO lianxin_public', v.relname); "
		"ELSIF starts_with(v.relname, 'own_') THEN "
		"EXECUTE format('GRANT SELECT ON %I TO lianxin_own', v.relname); END IF; "
		"END LOOP; END $body$;"
		"GRANT USAGE ON SCHEMA public TO lianxin_public, lianxin_own";
	return postgres_run(handle, script, error);
}

/* Its checksums and its replicas are the server's own business. */
enum err postgres_integrity(void *handle, struct error *error)
{
	return postgres_run(handle, "SELECT 1", error);
}

enum err postgres_rebuild(void *handle, struct error *error)
{
	enum err err = postgres_run(handle, "REINDEX SCHEMA CONCURRENTLY public", error);
	if (err == ERR_NONE) err = postgres_run(handle, "VACUUM (ANALYZE)", error);
	return err;
}

enum err postgres_copy(void *handle, const char *path, struct error *error)
{
	(void)handle;
	return error_set(error, ERR_ENV, "Use `lianxin copy --from DB --to sqlite:FILE`.",
			 "A PostgreSQL database is no file that could be copied to %s.", path);
}

enum err postgres_announce(void *handle, struct error *error)
{
	return postgres_run(handle, "NOTIFY lianxin", error);
}

/* Whoever may still write entries holds a shared lock named by the sequence's value before its
 * first entry. The sequence is read before the locks: a writer unseen in the locks either has
 * ended, and is visible to every later statement, or takes its ids after this reading, above
 * `last`. */
enum err postgres_horizon(void *handle, struct error *error, int64_t *ret_horizon)
{
	struct postgres *pg = handle;
	int64_t last = 0, lowest = 0;
	enum err err = postgres_ask(pg, "SELECT last_value FROM journal_id", error, &last);
	if (err == ERR_NONE)
		err = postgres_ask(
			pg,
			"SELECT COALESCE(MIN(CAST(classid AS BIGINT) << 32 | CAST(objid AS "
			"BIGINT)), "
			"9223372036854775807) FROM pg_locks WHERE locktype = 'advisory' AND "
			"objsubid = 1 AND granted AND mode = 'ShareLock' AND database = "
			"(SELECT oid FROM pg_database WHERE datname = current_database())",
			error, &lowest);
	if (err == ERR_NONE) *ret_horizon = lowest <= last ? lowest - 1 : last;
	return err;
}

/* Until the server side of the connection that broke has ended, its COMMIT may still happen. */
enum err postgres_wait_old(void *handle, struct error *error)
{
	enum { TRIES = 50, PAUSE_MS = 100 };
	struct postgres *pg = handle;
	char sql[160];
	snprintf(sql, sizeof sql,
		 "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = %d "
		 "AND pid <> pg_backend_pid()",
		 pg->old_process);
	for (int try = 0; try < TRIES; try++) {
		int64_t held = 0;
		enum err err = postgres_ready(pg, error);
		if (err == ERR_NONE) err = postgres_ask(pg, sql, error, &held);
		if (err != ERR_NONE) return err;
		if (held == 0) return ERR_NONE;
		const struct timespec pause = {0, PAUSE_MS * 1000000L};
		nanosleep(&pause, NULL);
	}
	return error_set(error, ERR_BUSY, "Try again in a moment.",
			 "The database server is still busy with the connection that broke.");
}

/* Neither what belongs to an extension, nor the indexes that constraints make by themselves. */
const struct db_sql postgres_schema_sql = {
	.text = "SELECT o.type, o.name, o.tbl_name, NULL FROM (SELECT CASE c.relkind WHEN 'r' THEN "
		"'table' WHEN 'i' THEN 'index' WHEN 'v' THEN 'view' ELSE 'relation' END AS type, "
		"CAST(c.relname AS TEXT) AS name, CAST(COALESCE(t.relname, c.relname) AS TEXT) AS "
		"tbl_name FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid = c.oid "
		"LEFT JOIN pg_class t ON t.oid = x.indrelid WHERE c.relnamespace = "
		"'public'::regnamespace AND c.relkind IN ('r', 'i', 'v', 'm', 'f', 'p') AND NOT "
		"EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conindid = c.oid AND p.contype IN "
		"('p', 'u')) AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND "
		"d.classid = 'pg_class'::regclass AND d.deptype = 'e') UNION ALL SELECT 'trigger', "
		"CAST(g.tgname AS TEXT), CAST(c.relname AS TEXT) FROM pg_trigger g JOIN pg_class c "
		"ON c.oid = g.tgrelid WHERE NOT g.tgisinternal AND g.tgenabled <> 'D' AND "
		"c.relnamespace = 'public'::regnamespace) o "
		"ORDER BY o.name COLLATE \"C\", o.type COLLATE \"C\"",
	.file = __FILE__,
	.line = __LINE__};
