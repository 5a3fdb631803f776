/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/migrate.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/embedded.h"
#include "store/backup.h"
#include "store/inside.h"

static const char folder[] = "src/store/migrations/";

/* "src/store/migrations/0001-office.sql" is number 1; 0 for any other embedded file. */
static int number_of(const struct embedded *file)
{
	if (strncmp(file->path, folder, sizeof folder - 1) != 0) return 0;
	const char *digits = file->path + sizeof folder - 1;
	int number = 0;
	for (size_t i = 0; i < 4; i++) {
		BUG_IF(!isdigit((unsigned char)digits[i]));
		number = number * 10 + (digits[i] - '0');
	}
	return number;
}

static const struct embedded *file_of(int number)
{
	for (const struct embedded *file = embedded_files; file->path != NULL; file++)
		if (number_of(file) == number) return file;
	return NULL;
}

int store_schema(void)
{
	int number = 0;
	while (file_of(number + 1) != NULL) number++;
	return number;
}

static enum err compare_files(struct db *db, int number, struct error *error)
{
	struct db_statement *rows = NULL;
	enum err err = db_query(db, SQL("SELECT number, digest FROM migration ORDER BY number"),
				DB_NO_VALUES, error, &rows);
	if (err != ERR_NONE) return err;
	enum db_step step;
	int expected = 0;
	while ((step = db_step(rows, error)) == DB_ROW) {
		const struct embedded *file = file_of(++expected);
		if (file == NULL && expected == db_column_int(rows, 0)) continue; /* newer */
		char hex[DIGEST_HEX] = "";
		if (file != NULL) {
			struct digest digest = digest_of(file->bytes, file->n);
			digest_hex(&digest, hex);
		}
		if (db_column_int(rows, 0) == expected && strcmp(hex, db_column_text(rows, 1)) == 0)
			continue;
		db_end(rows);
		return error_set(error, ERR_ENV, "Use the released program that made it.",
				 "Schema file %d of this program is not the one the database was "
				 "made with.",
				 expected);
	}
	if (step == DB_FAILED) return db_failed(rows);
	if (expected == number) return ERR_NONE;
	return error_set(error, ERR_ENV, "Restore the latest backup with `lianxin restore`.",
			 "The database's list of schema files does not match its schema number.");
}

/* The lowest schema number of a program that may still work on what this file makes: "--
 * compatible: N" in it, otherwise its own number. */
static int compatible_of(const struct embedded *file)
{
	static const char word[] = "\n-- compatible: ";
	const char *at = strstr(file->bytes, word);
	return at == NULL ? number_of(file) : (int)strtol(at + sizeof word - 1, NULL, 10);
}

/* An older program serves a newer schema that only added to what it knows. */
static enum err check_newer(struct db *db, int number, struct error *error)
{
	int64_t lowest = 0;
	enum err err = db_number(db,
				 SQL("SELECT CAST(value AS BIGINT) FROM meta "
				     "WHERE name = 'compatible'"),
				 DB_NO_VALUES, error, &lowest);
	if (err == ERR_MISSING)
		lowest = number;
	else if (err != ERR_NONE)
		return err;
	if (store_schema() >= lowest) return ERR_NONE;
	return error_set(error, ERR_ENV, "Install the newer program.",
			 "The database has schema %d, newer than this program's %d.", number,
			 store_schema());
}

static enum err not_an_office(struct db *db, struct error *error)
{
	bool empty = false;
	enum err err = db_empty(db, error, &empty);
	if (err != ERR_NONE) return err;
	if (empty)
		return error_set(error, ERR_ENV, "Make one with `lianxin init`, or check --db.",
				 "There is no office in this database.");
	return error_set(error, ERR_ENV, "Check the path given with --db.",
			 "This is a database, but not one of Lianxin's.");
}

enum err migrate_number(struct db *db, struct error *error, int *ret_number)
{
	int64_t identity[2] = {0, 0};
	enum err err = db_identity(db, error, identity);
	if (err != ERR_NONE) return err;
	if (identity[0] != STORE_APPLICATION) return not_an_office(db, error);
	if (identity[1] > store_schema()) err = check_newer(db, (int)identity[1], error);
	if (err == ERR_NONE) err = compare_files(db, (int)identity[1], error);
	if (err == ERR_NONE) *ret_number = (int)identity[1];
	return err;
}

enum err migrate_check(struct db *db, struct error *error)
{
	int number = 0;
	enum err err = migrate_number(db, error, &number);
	if (err != ERR_NONE || number >= store_schema()) return err;
	return error_set(error, ERR_ENV, "Run `lianxin migrate`; it makes a backup first.",
			 "The database has schema %d, older than this program's %d.", number,
			 store_schema());
}

/* PostgreSQL's text of a file, made of it by tools/postgres_schema.py. */
static const struct embedded *script_of(const struct db *db, const struct embedded *file)
{
	char path[128];
	if (!db_shares(db)) return file;
	snprintf(path, sizeof path, "build/gen/postgresql/%s", file->path + sizeof folder - 1);
	const struct embedded *made = embedded_find(path);
	BUG_IF(made == NULL);
	return made;
}

static enum err write_compatible(struct db *db, struct error *error)
{
	int lowest = 0;
	for (int number = 1; number <= store_schema(); number++) {
		int needed = compatible_of(file_of(number));
		if (needed > lowest) lowest = needed;
	}
	char text[16];
	snprintf(text, sizeof text, "%d", lowest);
	return db_run(db,
		      SQL("INSERT INTO meta (name, value) VALUES ('compatible', $1) "
			  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		      DB_VALUES(db_text(text)), error);
}

enum err migrate_apply(struct db *db, int from, int64_t at, struct error *error)
{
	enum err err = ERR_NONE;
	if (from == 0) err = db_begin_schema(db, error);
	for (int number = from + 1; err == ERR_NONE && number <= store_schema(); number++) {
		const struct embedded *file = file_of(number);
		struct digest digest = digest_of(file->bytes, file->n);
		char hex[DIGEST_HEX];
		digest_hex(&digest, hex);
		err = db_script(db, script_of(db, file)->bytes, error);
		if (err == ERR_NONE)
			err = db_run(db,
				     SQL("INSERT INTO migration (number, name, digest, at) "
					 "VALUES ($1, $2, $3, $4)"),
				     DB_VALUES(db_int(number),
					       db_text(file->path + sizeof folder - 1),
					       db_text(hex), db_int(at)),
				     error);
	}
	if (err == ERR_NONE) err = write_compatible(db, error);
	return err == ERR_NONE ? db_finish_schema(db, error) : err;
}

static enum err apply_newer(struct store *store, int from, int64_t at, struct error *error)
{
	enum err err = db_begin(store->db, DB_BEGIN_SCHEMA, error);
	if (err == ERR_NONE) err = migrate_apply(store->db, from, at, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

static enum err backup_before(struct store *store, const char *path, int number,
			      struct migrate_report *report, struct error *error)
{
	int n = snprintf(report->backup, sizeof report->backup, "%s.before-%04d", path, number);
	if (n < 0 || (size_t)n >= sizeof report->backup)
		return error_set(error, ERR_ENV, "Move the database to a shorter path.",
				 "The database's path is too long.");
	return store_backup(store, report->backup, error);
}

static enum err migrate_open(struct store *store, const char *path, int64_t at, struct error *error,
			     struct migrate_report *ret_report)
{
	struct migrate_report report = {.to = store_schema()};
	enum err err = migrate_number(store->db, error, &report.from);
	if (err == ERR_NONE && report.from > report.to)
		err = error_set(error, ERR_ENV, "Install the newer program.",
				"The database has schema %d, newer than this program's %d.",
				report.from, report.to);
	if (err == ERR_NONE && report.from < report.to) {
		/* a server's backup is the server's: docs/operations/cluster.md */
		if (!db_shares(store->db))
			err = backup_before(store, path, report.from + 1, &report, error);
		if (err == ERR_NONE) err = apply_newer(store, report.from, at, error);
	}
	if (err == ERR_NONE) *ret_report = report;
	return err;
}

enum err store_migrate(const char *url, int64_t at, struct error *error,
		       struct migrate_report *ret_report)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	struct store *store = NULL;
	struct serve_lock *lock = NULL;
	enum err err = db_engine(url, error, &driver, &place);
	if (err != ERR_NONE) return err;
	if (!driver->shares && !store_file_exists(place))
		return error_set(error, ERR_ENV, "Check the path given with --db.",
				 "There is no database at %s.", place);
	/* a file's server must not go on with another schema than it was built for; servers of a
	 * shared database go on as long as the schema says it is compatible */
	err = serve_lock_take(url, error, &lock);
	if (err == ERR_NONE) err = store_open_raw(driver, place, STORE_DESK, 0, error, &store);
	if (err == ERR_NONE) err = migrate_open(store, place, at, error, ret_report);
	store_close(store);
	serve_lock_drop(lock);
	return err;
}
