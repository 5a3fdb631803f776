/* SPDX-License-Identifier: MulanPSL-2.0
 * An office copied into another database: nothing forgotten, nothing changed, nothing open twice.
 * only sqlite: it looks into both files with SQLite itself; test_copy_engines crosses over. */
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/backup.h"
#include "store/copy_tables.h"
#include "store/help_copy.h"
#include "store/help_store.h"

static const struct copy_table *find_table(const char *name, size_t *ret_place)
{
	size_t n = 0;
	const struct copy_table *tables = copy_tables(&n), *found = NULL;
	for (size_t i = 0; i < n; i++) {
		if (strcmp(tables[i].name, name) != 0) continue;
		if (found != NULL) fail_msg("table %s stands twice", name);
		found = &tables[i];
		*ret_place = i;
	}
	if (found == NULL) fail_msg("table %s is not in src/store/copy_tables.h", name);
	return found;
}

/* Columns in the schema's order, generated ones left out; the key first. */
static void check_columns(sqlite3 *handle, const struct copy_table *table)
{
	char sql[128], columns[1024] = "", key[64] = "";
	sqlite3_stmt *row = NULL;
	size_t n = 0;
	snprintf(sql, sizeof sql, "SELECT name, pk FROM pragma_table_xinfo('%s') WHERE hidden = 0",
		 table->name);
	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(row, 0);
		snprintf(columns + strlen(columns), sizeof columns - strlen(columns), "%s%s",
			 n++ == 0 ? "" : ", ", name);
		if (sqlite3_column_int(row, 1) == 1) snprintf(key, sizeof key, "%s", name);
	}
	sqlite3_finalize(row);
	assert_string_equal(table->columns, columns);
	assert_int_equal(table->n_columns, n);
	if (table->kind != COPY_ROWS) return;
	if (strncmp(columns, key, strlen(key)) != 0)
		fail_msg("the key of %s is not its first column", table->name);
	if (strstr(table->read->text, key) == NULL) fail_msg("%s is read by no key", table->name);
}

static void check_references(sqlite3 *handle, const struct copy_table *table, size_t place)
{
	char sql[128];
	sqlite3_stmt *row = NULL;
	bool self = false;
	snprintf(sql, sizeof sql, "SELECT \"table\", \"from\" FROM pragma_foreign_key_list('%s')",
		 table->name);
	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &row, NULL), SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		const char *other = (const char *)sqlite3_column_text(row, 0);
		size_t other_place = 0;
		find_table(other, &other_place);
		if (other_place > place) fail_msg("%s comes before %s", table->name, other);
		if (other_place != place) continue;
		self = true;
		char head[64];
		snprintf(head, sizeof head, "id, version, %s,",
			 (const char *)sqlite3_column_text(row, 1));
		assert_memory_equal(table->columns, head, strlen(head));
	}
	sqlite3_finalize(row);
	assert_int_equal(self, copy_relink(table) != NULL);
}

static void test_no_table_is_forgotten(void **state)
{
	struct office office;
	sqlite3 *handle = NULL;
	sqlite3_stmt *row = NULL;
	size_t n = 0, seen = 0;
	(void)state;
	office_open(&office);
	assert_int_equal(sqlite3_open(office.path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle,
					    "SELECT name FROM sqlite_schema WHERE type = 'table'",
					    -1, &row, NULL),
			 SQLITE_OK);
	while (sqlite3_step(row) == SQLITE_ROW) {
		size_t place = 0;
		const struct copy_table *table =
			find_table((const char *)sqlite3_column_text(row, 0), &place);
		seen++;
		if (table->kind == COPY_LEFT) {
			assert_true(strlen(table->reason) > 20);
			continue;
		}
		check_columns(handle, table);
		check_references(handle, table, place);
	}
	sqlite3_finalize(row);
	sqlite3_close(handle);
	copy_tables(&n);
	assert_int_equal(seen, n);
	office_close(&office);
}

static void test_everything_arrives(void **state)
{
	struct office office;
	struct copy_result result;
	struct store *store = NULL;
	char to[96];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "new.db", to);
	FINE(&office, copy_office(&office, to, COPY_MOVE, &result));
	assert_true(result.marked && !result.went_on);
	assert_int_equal(result.rows, result.put);
	assert_int_equal(result.verdict.findings, 0);
	assert_int_equal(result.verdict.erased, 1);
	copies_equal(&office, to);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM login"), 1);
	assert_int_equal(copy_ask(to, "SELECT count(*) FROM meta WHERE name IN ('copy', 'moved')"),
			 0);
	/* the engine's own checks, and the triggers that were off while it was filled */
	FINE(&office, store_open(to, STORE_DESK, 0, &office.error, &store));
	FINE(&office, store_integrity(store, &office.error));
	store_close(store);
	snprintf(office.path, sizeof office.path, "%s/new.db", office.folder);
	assert_true(office_refuses(&office, "UPDATE report SET reason = 'x'"));
	assert_true(office_refuses(&office, "DELETE FROM report_paper"));
	assert_true(office_refuses(&office, "DELETE FROM journal"));
	office_close(&office);
}

static enum err work_event(struct store *store, void *context, struct error *error)
{
	struct office *office = context;
	return journal_event(store, ACTION_VERIFY, OBJECT_OFFICE, 0, 0, NULL, &office->author,
			     error);
}

static void test_the_source_refuses_afterwards(void **state)
{
	struct office office;
	struct copy_result result;
	struct store *served = NULL, *looking = NULL;
	char to[96], other[96];
	const char *moved_to = NULL;
	(void)state;
	rich_office(&office);
	copy_beside(&office, "new.db", to);
	copy_beside(&office, "other.db", other);
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &served));
	FINE(&office, copy_office(&office, to, COPY_MOVE, &result));
	/* who was connected all the while */
	assert_int_equal(store_transaction(served, work_event, &office, &office.error), ERR_BUSY);
	assert_non_null(strstr(office.error.message, "new.db; nothing was kept"));
	store_close(served);
	/* who comes now, and who only looks */
	assert_int_equal(store_open(office.url, STORE_DESK, 0, &office.error, &served), ERR_ENV);
	assert_non_null(strstr(office.error.message, "has moved to sqlite:"));
	assert_int_equal(store_open(office.url, STORE_PUBLIC, 0, &office.error, &served), ERR_ENV);
	FINE(&office, store_open(office.url, STORE_DESK, STORE_READONLY, &office.error, &looking));
	store_close(looking);
	assert_int_equal(copy_office(&office, other, COPY_MOVE, &result), ERR_ENV);
	assert_int_equal(access(other + strlen("sqlite:"), F_OK), -1);
	assert_int_equal(copy_office(&office, to, COPY_MOVE, &result), ERR_ENV);
	/* and the way back */
	FINE(&office, store_copy_reopen(office.url, &office.author, &office.error, &moved_to,
					&office.arena));
	assert_non_null(strstr(moved_to, "new.db"));
	assert_int_equal(store_copy_reopen(office.url, &office.author, &office.error, &moved_to,
					   &office.arena),
			 ERR_CONFLICT);
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &office.store));
	FINE(&office, store_transaction(office.store, work_event, &office, &office.error));
	FINE(&office, copy_office(&office, other, COPY_MOVE, &result));
	copies_equal(&office, other);
	office_close(&office);
}

static void test_a_rehearsal_leaves_the_source_open(void **state)
{
	struct office office;
	struct copy_result result;
	char to[96];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "new.db", to);
	FINE(&office, copy_office(&office, to, COPY_KEEP, &result));
	assert_false(result.marked);
	copies_equal(&office, to);
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &office.store));
	FINE(&office, store_transaction(office.store, work_event, &office, &office.error));
	office_close(&office);
}

/* At each batch another program tries to write, and reads. */
struct onlooker {
	struct office *office;
	int writes, refused, reads;
};

static void look_on(void *context, const struct copy_progress *progress)
{
	struct onlooker *onlooker = context;
	sqlite3 *handle = NULL;
	if (progress->step != COPY_ROWS_DONE && progress->step != COPY_COMPARES) return;
	assert_int_equal(sqlite3_open(onlooker->office->path, &handle), SQLITE_OK);
	onlooker->writes++;
	if (sqlite3_exec(handle, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_BUSY)
		onlooker->refused++;
	if (sqlite3_exec(handle, "SELECT * FROM request", NULL, NULL, NULL) == SQLITE_OK)
		onlooker->reads++;
	sqlite3_close(handle);
}

static void test_the_source_stands_still_meanwhile(void **state)
{
	struct office office;
	struct onlooker onlooker = {.office = &office};
	struct copy_result result;
	char to[96];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "new.db", to);
	struct copy_order order = {.from = office.url,
				   .to = to,
				   .author = office.author,
				   .watch = look_on,
				   .context = &onlooker};
	FINE(&office, store_copy(&order, &office.arena, &office.error, &result));
	assert_true(onlooker.writes > 40);
	assert_int_equal(onlooker.refused, onlooker.writes);
	assert_int_equal(onlooker.reads, onlooker.writes);
	office_close(&office);
}

static void expect(struct office *office, const char *to, enum err err, const char *words)
{
	struct copy_result result;
	enum err is = copy_office(office, to, COPY_MOVE, &result);
	if (is != err || strstr(office->error.message, words) == NULL)
		fail_msg("%s: %d, %s", words, is, office->error.message);
}

static void test_refusals(void **state)
{
	struct office office, other;
	struct copy_result result;
	char to[96];
	(void)state;
	rich_office(&office);
	office_open(&other);
	expect(&office, office.url, ERR_USAGE, "are one database");
	expect(&office, "mysql:x", ERR_USAGE, "not a database URL");
	expect(&office, "sqlite:/nonexistent/x.db", ERR_ENV, "No database can be made");
	expect(&office, other.url, ERR_ENV, "holds an office already");
	copy_beside(&office, "text", to);
	FILE *file = fopen(to + strlen("sqlite:"), "w");
	assert_non_null(file);
	for (int i = 0; i < 1000; i++) fputs("no database at all\n", file);
	assert_int_equal(fclose(file), 0);
	expect(&office, to, ERR_ENV, "not a database");
	/* a copy of another office, begun and left */
	store_close(other.store);
	other.store = NULL;
	office_tamper(&other,
		      "INSERT INTO meta VALUES ('copy', 'abc 1 def meta 0 sqlite:/x/y.db')");
	expect(&office, other.url, ERR_ENV, "unfinished copy of another office, from sqlite:/x/y");
	assert_int_equal(store_open(other.url, STORE_DESK, 0, &other.error, &other.store), ERR_ENV);
	assert_non_null(strstr(other.error.message, "copy of sqlite:/x/y.db into this database"));
	/* an office whose journal does not hold is not spread */
	copy_beside(&office, "new.db", to);
	office_tamper(&office, "UPDATE request SET subject = 'x' WHERE id = 1");
	assert_int_equal(copy_office(&office, to, COPY_MOVE, &result), ERR_CONTENT);
	assert_int_equal(result.verdict.findings, 1);
	assert_int_equal(access(to + strlen("sqlite:"), F_OK), -1);
	office_close(&other);
	office_close(&office);
}

static void test_places(void **state)
{
	struct arena arena;
	(void)state;
	static const char *const samples[][2] = {
		{"postgresql://u:secret@h/d", "postgresql://u@h/d"},
		{"postgresql://h1,h2:5433/d?password=x&target_session_attrs=primary",
		 "postgresql://h1,h2:5433/d"},
		{"postgresql:///d?host=/tmp/s&password=x&port=5433",
		 "postgresql:///d?host=/tmp/s&port=5433"},
		{"sqlite:/nonexistent/a", "sqlite:/nonexistent/a"},
		{"nonsense", "nonsense"},
	};
	arena_init(&arena);
	for (size_t i = 0; i < COUNT_OF(samples); i++)
		assert_string_equal(copy_place(samples[i][0], &arena), samples[i][1]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_table_is_forgotten),
		cmocka_unit_test(test_everything_arrives),
		cmocka_unit_test(test_the_source_refuses_afterwards),
		cmocka_unit_test(test_a_rehearsal_leaves_the_source_open),
		cmocka_unit_test(test_the_source_stands_still_meanwhile),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
