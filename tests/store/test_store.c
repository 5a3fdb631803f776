/* SPDX-License-Identifier: MulanPSL-2.0
 * The store against its surroundings: other writers, wrong files, full disks, upgrades, backups. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/backup.h"
#include "store/help_store.h"
#include "store/inside.h"
#include "store/journal.h"

static void add_some(struct office *office, const char *prefix, int n)
{
	for (int i = 0; i < n; i++) {
		char number[64];
		snprintf(number, sizeof number, "%s%d", prefix, i);
		FINE(office, office_add(office, REGISTER_REQUESTS,
					REQUEST(number, "2024-03-01", "natural", "", ""), NULL));
	}
}

static enum err fail_busy(struct store *store, void *context, struct error *error)
{
	int *runs = context;
	(void)store;
	if (++*runs < 3) return error_set(error, ERR_BUSY, NULL, "busy");
	return ERR_NONE;
}

static enum err insert_then_fail(struct store *store, void *context, struct error *error)
{
	struct office *office = context;
	int64_t id = 0;
	enum err err = register_insert(store, REGISTER_REQUESTS, office->agency,
				       REQUEST("gone", "2024-03-01", "natural", "", ""),
				       &office->author, error, &id);
	return err != ERR_NONE ? err : error_set(error, ERR_CONTENT, NULL, "no");
}

static void test_transactions(void **state)
{
	struct office office;
	int runs = 0;
	(void)state;
	office_open(&office);
	FINE(&office, store_transaction(office.store, fail_busy, &runs, &office.error));
	assert_int_equal(runs, 3);
	assert_int_equal(store_transaction(office.store, insert_then_fail, &office, &office.error),
			 ERR_CONTENT);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM request"), 0);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM journal"), 1);
	office_close(&office);
}

/* A second process writes 40 entries while we write 40: all 80 arrive. */
static void test_two_writers(void **state)
{
	struct office office;
	int status = 0;
	(void)state;
	office_open(&office);
	pid_t child = fork();
	if (child == 0) {
		struct office theirs = office;
		if (store_open(office.url, STORE_DESK, 0, &theirs.error, &theirs.store) != ERR_NONE)
			_exit(1);
		for (int i = 0; i < 40; i++) {
			char number[32];
			snprintf(number, sizeof number, "B%d", i);
			if (office_add(&theirs, REGISTER_REQUESTS,
				       REQUEST(number, "2024-03-01", "natural", "", ""),
				       NULL) != ERR_NONE)
				_exit(2);
		}
		_exit(0);
	}
	add_some(&office, "A", 40);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM request"), 80);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM journal"), 81);
	office_close(&office);
}

/* Where engines share, the sealer tells of commits. */
static void tell(struct office *office)
{
	if (engine_is_postgres()) FINE(office, journal_seal(office->store, &office->error, NULL));
}

/* Notice of a commit travels: from the sealer through the server, a moment. */
static int64_t moved_from(struct office *office, struct store *store, int64_t before)
{
	int64_t after = before;
	for (int i = 0; i < 200 && after == before; i++) {
		FINE(office, store_generation(store, &office->error, &after));
		if (after == before) usleep(5000);
	}
	return after;
}

static void test_generation_sees_everybody(void **state)
{
	struct office office;
	struct store *reader = NULL;
	int64_t before = 0, same = 0, after = 0;
	(void)state;
	office_open(&office);
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &reader));
	FINE(&office, store_generation(reader, &office.error, &before));
	FINE(&office, store_generation(reader, &office.error, &same));
	assert_int_equal(before, same);
	add_some(&office, "A", 1);
	tell(&office);
	after = moved_from(&office, reader, before);
	assert_int_not_equal(before, after);
	FINE(&office, store_generation(office.store, &office.error, &before));
	add_some(&office, "B", 1);
	tell(&office);
	after = moved_from(&office, office.store, before);
	assert_int_not_equal(before, after);
	store_close(reader);
	office_close(&office);
}

static void write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
}

static void refuses(const char *url, enum err expected, const char *words)
{
	struct store *store = NULL;
	struct error error = {0};
	enum err err = store_open(url, STORE_DESK, 0, &error, &store);
	if (err != expected || strstr(error.message, words) == NULL)
		fail_msg("%s gives %d: %s [%s]", url, err, error.message, error.detail);
	assert_true(error.hint[0] != '\0');
}

static void test_wrong_files(void **state)
{
	struct office office;
	char url[80], path[64];
	struct store *store = NULL;
	(void)state;
	ONLY_SQLITE("it is about files");
	office_open(&office);
	snprintf(path, sizeof path, "%s/other", office.folder);
	snprintf(url, sizeof url, "sqlite:%s", path);
	refuses(url, ERR_ENV, "There is no database at");
	write_file(path,
		   "just some text, long enough to be looked at as a header of a database file,"
		   " which has one hundred bytes of it");
	refuses(url, ERR_ENV, "not a database");
	assert_int_equal(store_create(url, 1, &office.error, &store), ERR_ENV);
	unlink(path);
	write_file(path, "");
	refuses(url, ERR_ENV, "There is no office in this database");
	refuses("sqlite:/", ERR_ENV, "cannot be opened");
	refuses("postgresql://nobody@/db?host=/nowhere", ERR_ENV, "cannot be reached");
	refuses("file.db", ERR_USAGE, "not a database URL");
	refuses("sqlite:", ERR_USAGE, "not a database URL");
	office_close(&office);
}

static void test_schema_numbers(void **state)
{
	struct office office;
	struct migrate_report report;
	(void)state;
	ONLY_SQLITE("the number stands in the file's head; test_postgres.c has the other");
	office_open(&office);
	FINE(&office, store_migrate(office.url, 1, &office.error, &report));
	assert_int_equal(report.from, store_schema());
	assert_string_equal(report.backup, "");
	office_tamper(&office, "PRAGMA user_version = 9999; UPDATE meta SET value = '9999' "
			       "WHERE name = 'compatible'");
	refuses(office.url, ERR_ENV, "newer than this program's");
	assert_int_equal(store_migrate(office.url, 1, &office.error, &report), ERR_ENV);
	office_tamper(&office, "PRAGMA user_version = 1; DELETE FROM migration WHERE number > 1");
	refuses(office.url, ERR_ENV, "older than this program's");
	office_tamper(&office, "UPDATE migration SET digest = 'x' WHERE number = 1");
	refuses(office.url, ERR_ENV, "not the one the database was made with");
	office_close(&office);
}

/* A database of the first file alone, upgraded, has the schema of a fresh one; the old is kept. */
static void test_migrated_equals_fresh(void **state)
{
	struct office office, old;
	struct migrate_report report;
	(void)state;
	ONLY_SQLITE("it compares files; test_postgres.c compares the engines");
	office_open(&office);
	office_old_schema(&office, 1, &old);
	FINE(&old, store_migrate(old.url, 5, &old.error, &report));
	assert_int_equal(report.from, 1);
	assert_int_equal(report.to, store_schema());
	assert_int_equal(access(report.backup, F_OK), 0);
	assert_int_equal(office_differences(&office, old.path), 0);
	assert_int_equal(office_ask(&old, "SELECT count(*) FROM migration WHERE at = 5"),
			 store_schema() - 1);
	office_close(&office);
}

static enum err note_events(struct store *store, void *context, struct error *error)
{
	const struct office *office = context;
	enum err err = ERR_NONE;
	for (int i = 0; i < 30 && err == ERR_NONE; i++)
		err = journal_event(store, ACTION_VERIFY, OBJECT_OFFICE, 0, 0, "无异常",
				    &office->author, error);
	return err;
}

/* 0008 makes the table of values anew: not one is lost, and none may change afterwards either. */
static void test_values_move_to_a_new_table(void **state)
{
	static const char sum[] = "SELECT count(*) * 1000000 + sum(id) + sum(length(salt)) + "
				  "sum(length(note)) FROM journal_value";
	struct office office, old;
	struct journal_verdict verdict;
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	(void)state;
	ONLY_SQLITE("PostgreSQL only drops the constraint");
	office_open(&office);
	office_old_schema(&office, 7, &old);
	FINE(&old, db_engine(old.url, &old.error, &driver, &place));
	FINE(&old, store_open_raw(driver, place, STORE_DESK, 0, &old.error, &old.store));
	FINE(&old, store_transaction(old.store, note_events, &old, &old.error));
	FINE(&old, journal_seal(old.store, &old.error, NULL));
	store_close(old.store);
	int64_t before = office_ask(&old, sum);
	assert_true(before > 30000000);
	FINE(&old, store_migrate(old.url, 5, &old.error, &(struct migrate_report){0}));
	assert_int_equal(office_ask(&old, sum), before);
	FINE(&old, store_open(old.url, STORE_DESK, 0, &old.error, &old.store));
	FINE(&old, journal_verify(old.store, &old.arena, &old.error, &verdict));
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	assert_int_equal(verdict.entries, 30);
	assert_int_equal(verdict.erased, 0);
	store_close(old.store);
	assert_true(office_refuses(&old, "UPDATE journal_value SET note = ''"));
	office_close(&office);
}

/* 0025 makes the lines of lists anew: each stays what it was, a matter's. */
static void test_lines_of_lists_move_to_a_new_table(void **state)
{
	static const char sum[] = "SELECT count(*) * 1000000 + sum(id * matter_id) + sum(things) + "
				  "sum(length(classes || why || state)) FROM retention_item";
	struct office office, old;
	(void)state;
	ONLY_SQLITE("PostgreSQL alters the table in place");
	office_open(&office);
	office_old_schema(&office, 24, &old);
	office_tamper(&old, "INSERT INTO retention_item (list_id, matter_id, classes, things, "
			    "bytes, state, why, day) VALUES "
			    "(1, 7, 'person files', 3, 99, 'erased', '', '2030-01-20'), "
			    "(1, 9, 'person', 2, 0, 'kept', 'remedy', NULL), "
			    "(2, 9, 'notes', 1, 0, 'waiting', '', NULL)");
	int64_t before = office_ask(&old, sum);
	assert_true(before > 3000000);
	FINE(&old, store_migrate(old.url, 5, &old.error, &(struct migrate_report){0}));
	assert_int_equal(office_ask(&old, sum), before);
	assert_int_equal(office_ask(&old, "SELECT count(*) FROM retention_item WHERE kind = '' "
					  "AND entry_id IS NULL"),
			 3);
	/* one thing or the other, and each once a list */
	assert_true(office_refuses(&old, "INSERT INTO retention_item (list_id, classes, things, "
					 "bytes) VALUES (3, '', 1, 0)"));
	assert_true(office_refuses(&old, "INSERT INTO retention_item (list_id, matter_id, kind, "
					 "entry_id, classes, things, bytes) "
					 "VALUES (3, 1, 'request', 1, '', 1, 0)"));
	assert_true(office_refuses(&old,
				   "INSERT INTO retention_item (list_id, kind, entry_id, "
				   "classes, things, bytes) VALUES "
				   "(3, 'request', 1, '', 1, 0), (3, 'request', 1, '', 1, 0)"));
	office_close(&office);
}

static void test_read_only(void **state)
{
	struct office office;
	struct store *reader = NULL;
	struct entry_page page;
	(void)state;
	office_open(&office);
	add_some(&office, "A", 1);
	FINE(&office, store_open(office.url, STORE_DESK, STORE_READONLY, &office.error, &reader));
	struct office theirs = office;
	theirs.store = reader;
	FINE(&office,
	     register_list(reader, REGISTER_REQUESTS, office.agency, &(struct entry_filter){0},
			   &office.arena, &office.error, &page));
	assert_int_equal(page.total, 1);
	assert_int_equal(office_add(&theirs, REGISTER_REQUESTS,
				    REQUEST("B", "2024-03-01", "natural", "", ""), NULL),
			 ERR_ENV);
	assert_non_null(strstr(theirs.error.message, "read-only"));
	store_close(reader);
	store_close(office.store);
	office.store = NULL;
	/* root writes what it likes: for others a read-only file is refused when it is opened */
	if (geteuid() != 0 && !engine_is_postgres()) {
		assert_int_equal(chmod(office.path, 0400), 0);
		refuses(office.url, ERR_ENV, "read-only");
	}
	office_close(&office);
}

/* In a child, since a lowered limit on file size cannot be raised again by an ordinary user. */
static void test_full_disk(void **state)
{
	struct office office;
	int status = 0;
	(void)state;
	ONLY_SQLITE("it limits the size of the process's own files; tests/cluster fills a server's "
		    "disk");
	office_open(&office);
	add_some(&office, "A", 3);
	pid_t child = fork();
	if (child == 0) {
		struct office theirs = office;
		struct stat facts;
		char wal[128];
		snprintf(wal, sizeof wal, "%s-wal", office.path);
		if (stat(wal, &facts) != 0) _exit(1);
		struct rlimit limit = {(rlim_t)facts.st_size, (rlim_t)facts.st_size};
		if (store_open(office.url, STORE_DESK, 0, &theirs.error, &theirs.store) !=
			    ERR_NONE ||
		    setrlimit(RLIMIT_FSIZE, &limit) != 0)
			_exit(2);
		enum err err = ERR_NONE;
		for (int i = 0; i < 2000 && err == ERR_NONE; i++) {
			char number[32];
			snprintf(number, sizeof number, "B%d", i);
			err = office_add(&theirs, REGISTER_REQUESTS,
					 REQUEST(number, "2024-03-01", "natural", "", ""), NULL);
		}
		if (err != ERR_ENV) _exit(3);
		_exit(strstr(theirs.error.message, "disk is full") != NULL ? 0 : 4);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	add_some(&office, "C", 1);
	FINE(&office, store_integrity(office.store, &office.error));
	office_close(&office);
}

static void test_one_server(void **state)
{
	struct office office;
	struct serve_lock *lock = NULL, *second = NULL;
	int status = 0;
	(void)state;
	ONLY_SQLITE("a shared database is served by many");
	office_open(&office);
	FINE(&office, serve_lock_take(office.url, &office.error, &lock));
	assert_int_equal(serve_lock_take(office.url, &office.error, &second), ERR_ENV);
	assert_non_null(strstr(office.error.message, "serves this database already"));
	struct migrate_report report;
	assert_int_equal(store_migrate(office.url, 1, &office.error, &report), ERR_ENV);
	serve_lock_drop(lock);
	pid_t child = fork();
	if (child == 0) {
		if (serve_lock_take(office.url, &office.error, &lock) != ERR_NONE) _exit(1);
		_exit(0); /* dies with the lock held */
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	FINE(&office, serve_lock_take(office.url, &office.error, &lock));
	serve_lock_drop(lock);
	office_close(&office);
}

static void test_backup_and_restore(void **state)
{
	struct office office;
	struct journal_verdict verdict;
	struct serve_lock *lock = NULL;
	char backup[64];
	(void)state;
	ONLY_SQLITE("a file's own; PostgreSQL's goes through lianxin copy");
	office_open(&office);
	snprintf(backup, sizeof backup, "%s/backup.db", office.folder);
	add_some(&office, "A", 3);
	FINE(&office, journal_seal(office.store, &office.error, NULL));
	FINE(&office, store_backup(office.store, backup, &office.error));
	assert_int_equal(store_backup(office.store, backup, &office.error), ERR_ENV);
	struct stat facts;
	assert_int_equal(stat(backup, &facts), 0);
	assert_int_equal(facts.st_mode & 077, 0);
	add_some(&office, "B", 2);
	store_close(office.store);
	office.store = NULL;
	FINE(&office, serve_lock_take(office.url, &office.error, &lock));
	assert_int_equal(store_restore(office.url, backup, &office.arena, &office.error, &verdict),
			 ERR_ENV);
	serve_lock_drop(lock);
	FINE(&office, store_restore(office.url, backup, &office.arena, &office.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM request"), 3);
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &office.store));
	add_some(&office, "C", 1);
	/* a tampered backup is refused, and what is there stays */
	struct office tampered = office;
	snprintf(tampered.path, sizeof tampered.path, "%s", backup);
	office_tamper(&tampered, "UPDATE request SET subject = 'x' WHERE id = 1");
	assert_int_equal(store_restore(office.url, backup, &office.arena, &office.error, &verdict),
			 ERR_CONTENT);
	assert_int_equal(verdict.findings, 1);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM request"), 4);
	office_close(&office);
}

static void test_rebuild(void **state)
{
	struct office office;
	struct journal_verdict verdict;
	(void)state;
	office_open(&office);
	add_some(&office, "A", 3);
	FINE(&office, store_rebuild(office.store, &office.error));
	FINE(&office, store_integrity(office.store, &office.error));
	FINE(&office, journal_verify(office.store, &office.arena, &office.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	add_some(&office, "B", 1);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_transactions),
		cmocka_unit_test(test_two_writers),
		cmocka_unit_test(test_generation_sees_everybody),
		cmocka_unit_test(test_wrong_files),
		cmocka_unit_test(test_schema_numbers),
		cmocka_unit_test(test_migrated_equals_fresh),
		cmocka_unit_test(test_lines_of_lists_move_to_a_new_table),
		cmocka_unit_test(test_values_move_to_a_new_table),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_one_server),
		cmocka_unit_test(test_backup_and_restore),
		cmocka_unit_test(test_rebuild),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
