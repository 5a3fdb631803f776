/* SPDX-License-Identifier: MulanPSL-2.0
 * The schema that migrations make, as each engine describes it, is one schema.
 * only postgresql: it compares a server's schema with a file's */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "store/help_store.h"

/* Each pair answers with lines of text, in the same order, for the same thing. */
struct view_of_schema {
	const char *name, *sqlite, *postgres;
};
/* clang-format off */
static const struct view_of_schema views_of_schema[] = {
	{"columns: table, name, type, not null, generated",
	 "SELECT t.name || ' ' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || (c.hidden = 3) "
	 "FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid",
	 "SELECT c.relname || ' ' || a.attname || ' ' || CASE format_type(a.atttypid, a.atttypmod) "
	 "WHEN 'bigint' THEN 'INTEGER' WHEN 'text' THEN 'TEXT' WHEN 'bytea' THEN 'BLOB' ELSE '?' END || ' ' || "
	 "a.attnotnull::int || ' ' || (a.attgenerated <> '')::int FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
	 "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped "
	 "ORDER BY c.relname COLLATE \"C\", a.attnum"},
	{"text compared by bytes",
	 "SELECT 0",
	 "SELECT count(*) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relkind = 'r' AND "
	 "c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND a.atttypid = 'text'::regtype AND "
	 "a.attcollation <> 'pg_catalog.\"C\"'::regcollation"},
	{"defaults other than the next id",
	 "SELECT t.name || ' ' || c.name || ' ' || c.dflt_value FROM sqlite_schema t JOIN pragma_table_xinfo(t.name) c "
	 "WHERE t.type = 'table' AND c.dflt_value IS NOT NULL ORDER BY t.name, c.name",
	 "SELECT c.relname || ' ' || a.attname || ' ' || replace(replace(pg_get_expr(d.adbin, d.adrelid), '::text', ''), "
	 "'::bigint', '') FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid JOIN pg_attribute a ON a.attrelid = c.oid "
	 "AND a.attnum = d.adnum WHERE c.relnamespace = 'public'::regnamespace AND a.attgenerated = '' AND "
	 "pg_get_expr(d.adbin, d.adrelid) NOT LIKE 'nextval%' ORDER BY c.relname COLLATE \"C\", a.attname COLLATE \"C\""},
	{"primary keys",
	 "SELECT t.name || ' ' || (SELECT group_concat(name, ',') FROM (SELECT x.name AS name FROM pragma_table_info(t.name) x "
	 "WHERE x.pk > 0 ORDER BY x.pk)) FROM sqlite_schema t WHERE t.type = 'table' ORDER BY t.name",
	 "SELECT c.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.n) FROM pg_constraint p JOIN pg_class c ON c.oid = p.conrelid "
	 "CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (at, n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.at "
	 "WHERE p.contype = 'p' AND c.relnamespace = 'public'::regnamespace GROUP BY c.relname ORDER BY c.relname COLLATE \"C\""},
	{"indexes: name, table, unique, partial, columns",
	 "SELECT i.name || ' ' || t.name || ' ' || i.\"unique\" || ' ' || i.partial || ' ' || (SELECT group_concat(name, ',') FROM "
	 "(SELECT COALESCE(x.name, '(expression)') AS name FROM pragma_index_xinfo(i.name) x WHERE x.key = 1 ORDER BY x.seqno)) "
	 "FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'c' ORDER BY i.name",
	 "SELECT i.relname || ' ' || t.relname || ' ' || x.indisunique::int || ' ' || (x.indpred IS NOT NULL)::int || ' ' || "
	 "(SELECT string_agg(CASE WHEN k.at = 0 THEN '(expression)' ELSE a.attname END, ',' ORDER BY k.n) FROM unnest(x.indkey::int2[]) "
	 "WITH ORDINALITY AS k (at, n) LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.at AND k.at > 0) FROM pg_index x "
	 "JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid WHERE t.relnamespace = 'public'::regnamespace AND "
	 "NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conindid = i.oid AND p.contype IN ('p', 'u')) ORDER BY i.relname COLLATE \"C\""},
	{"unique constraints: table, columns",
	 "SELECT t.name || ' ' || (SELECT group_concat(name, ',') FROM (SELECT x.name AS name FROM pragma_index_info(i.name) x ORDER BY "
	 "x.seqno)) AS line FROM sqlite_schema t JOIN pragma_index_list(t.name) i WHERE t.type = 'table' AND i.origin = 'u' ORDER BY line",
	 "SELECT c.relname || ' ' || string_agg(a.attname, ',' ORDER BY k.n) AS line FROM pg_constraint p JOIN pg_class c ON c.oid = "
	 "p.conrelid CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (at, n) JOIN pg_attribute a ON a.attrelid = c.oid AND "
	 "a.attnum = k.at WHERE p.contype = 'u' AND c.relnamespace = 'public'::regnamespace GROUP BY p.oid, c.relname ORDER BY line"},
	{"foreign keys: table, column, table, column",
	 "SELECT t.name || ' ' || f.\"from\" || ' ' || f.\"table\" || ' ' || f.\"to\" AS line FROM sqlite_schema t JOIN "
	 "pragma_foreign_key_list(t.name) f WHERE t.type = 'table' ORDER BY line",
	 "SELECT c.relname || ' ' || a.attname || ' ' || r.relname || ' ' || b.attname COLLATE \"C\" AS line FROM pg_constraint p JOIN pg_class c "
	 "ON c.oid = p.conrelid JOIN pg_class r ON r.oid = p.confrelid CROSS JOIN LATERAL unnest(p.conkey, p.confkey) AS k (f, t) JOIN "
	 "pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.f JOIN pg_attribute b ON b.attrelid = r.oid AND b.attnum = k.t WHERE "
	 "p.contype = 'f' AND c.relnamespace = 'public'::regnamespace ORDER BY line"},
	{"triggers: name, table, event",
	 "SELECT name || ' ' || tbl_name || ' ' || substr(sql, instr(sql, 'BEFORE ') + 7, 6) FROM sqlite_schema WHERE type = 'trigger' "
	 "ORDER BY name",
	 "SELECT t.tgname || ' ' || c.relname || ' ' || CASE WHEN t.tgtype & 4 > 0 THEN 'INSERT' WHEN t.tgtype & 8 > 0 THEN 'DELETE' "
	 "ELSE 'UPDATE' END FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND "
	 "t.tgtype & 2 > 0 ORDER BY t.tgname COLLATE \"C\""},
	{"views: name, columns",
	 "SELECT v.name || ' ' || c.name FROM sqlite_schema v JOIN pragma_table_info(v.name) c WHERE v.type = 'view' ORDER BY v.name, c.cid",
	 "SELECT c.relname || ' ' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid WHERE c.relkind = 'v' AND "
	 "c.relnamespace = 'public'::regnamespace AND a.attnum > 0 ORDER BY c.relname COLLATE \"C\", a.attnum"},
	{"checks: table, how many",
	 "SELECT name || ' ' || ((length(sql) - length(replace(sql, 'CHECK (', ''))) / 7) FROM sqlite_schema WHERE type = 'table' "
	 "AND sql GLOB '*CHECK (*' ORDER BY name",
	 "SELECT c.relname || ' ' || count(*) FROM pg_constraint p JOIN pg_class c ON c.oid = p.conrelid WHERE p.contype = 'c' AND "
	 "c.relnamespace = 'public'::regnamespace GROUP BY c.relname ORDER BY c.relname COLLATE \"C\""},
};
/* clang-format on */

static void ask_sqlite(const char *path, const char *sql, struct buf *out)
{
	sqlite3 *handle = NULL;
	sqlite3_stmt *rows = NULL;
	assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
	if (sqlite3_prepare_v2(handle, sql, -1, &rows, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(handle));
	while (sqlite3_step(rows) == SQLITE_ROW) {
		buf_puts(out, (const char *)sqlite3_column_text(rows, 0));
		buf_putc(out, '\n');
	}
	sqlite3_finalize(rows);
	sqlite3_close(handle);
}

static void ask_postgres(const char *url, const char *sql, struct buf *out)
{
	PGconn *link = engine_admin(url, false);
	PGresult *result = PQexec(link, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(link));
	for (int row = 0; row < PQntuples(result); row++) {
		buf_puts(out, PQgetvalue(result, row, 0));
		buf_putc(out, '\n');
	}
	PQclear(result);
	PQfinish(link);
}

/* The first line that differs, of each. */
static void compare(const char *name, const char *sqlite, const char *postgres)
{
	const char *a = sqlite, *b = postgres;
	for (;;) {
		size_t n = strcspn(a, "\n"), m = strcspn(b, "\n");
		if (n != m || memcmp(a, b, n) != 0)
			fail_msg("%s\n  sqlite:     %.*s\n  postgresql: %.*s", name, (int)n, a,
				 (int)m, b);
		if (a[n] == '\0') break;
		a += n + 1;
		b += m + 1;
	}
	assert_string_equal(sqlite, postgres);
}

static void test_engines_describe_one_schema(void **state)
{
	struct office office;
	char folder[] = "/tmp/lianxin-schema-XXXXXX", url[64];
	struct store *file = NULL;
	struct buf sqlite, postgres;
	(void)state;
	office_open(&office);
	assert_non_null(mkdtemp(folder));
	snprintf(url, sizeof url, "sqlite:%s/office.db", folder);
	FINE(&office, store_create(url, 1, &office.error, &file));
	store_close(file);
	buf_init(&sqlite, 1 << 20);
	buf_init(&postgres, 1 << 20);
	for (size_t i = 0; i < COUNT_OF(views_of_schema); i++) {
		buf_clear(&sqlite);
		buf_clear(&postgres);
		ask_sqlite(url + strlen("sqlite:"), views_of_schema[i].sqlite, &sqlite);
		ask_postgres(office.url, views_of_schema[i].postgres, &postgres);
		assert_true(sqlite.n > 0);
		compare(views_of_schema[i].name, buf_text(&sqlite), buf_text(&postgres));
	}
	buf_release(&sqlite);
	buf_release(&postgres);
	unlink(url + strlen("sqlite:"));
	rmdir(folder);
	office_close(&office);
}

/* The public's role: the views, and no table, sequence or writing at all. */
static void test_public_role_has_views_alone(void **state)
{
	static const char rights[] =
		"SELECT count(*) FROM pg_class c, (VALUES ('lianxin_public', 'public_%'), "
		"('lianxin_own', "
		"'own_%')) AS role (name, views), (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), "
		"('DELETE'), ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) AS wanted (privilege) "
		"WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm', "
		"'p') AND "
		"has_table_privilege(role.name, c.oid, wanted.privilege) AND NOT (c.relkind = 'v' "
		"AND "
		"c.relname LIKE role.views AND wanted.privilege = 'SELECT')";
	static const char sequences[] =
		"SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND "
		"c.relkind = 'S' AND (has_sequence_privilege('lianxin_public', c.oid, 'USAGE') OR "
		"has_sequence_privilege('lianxin_public', c.oid, 'SELECT'))";
	static const char views[] =
		"SELECT count(*) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND "
		"c.relname LIKE 'public_%' AND NOT has_table_privilege('lianxin_public', c.oid, "
		"'SELECT')";
	struct office office;
	(void)state;
	ONLY_POSTGRES("SQLite's gate is an authorizer; test_statements.c walks it");
	office_open(&office);
	assert_int_equal(office_ask(&office, rights), 0);
	assert_int_equal(office_ask(&office, sequences), 0);
	assert_int_equal(office_ask(&office, views), 0);
	assert_true(office_ask(&office, "SELECT count(*) FROM pg_class WHERE relname LIKE "
					"'public_%' AND relkind = 'v'") >= 5);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_engines_describe_one_schema),
		cmocka_unit_test(test_public_role_has_views_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
