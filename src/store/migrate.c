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

enum err migrate_number(struct db *db, struct error *error, int *ret_number)
{
	int64_t identity[2] = {0, 0};
	enum err err = db_identity(db, error, identity);
	if (err != ERR_NONE) return err;
	if (identity[0] != STORE_APPLICATION)
		return error_set(error, ERR_ENV, "Check the path given with --db.",
				 "The file is a database, but not one of Lianxin's.");
	if (identity[1] > store_schema())
		return error_set(error, ERR_ENV, "Install the newer program.",
				 "The database has schema %d, newer than this program's %d.",
				 (int)identity[1], store_schema());
	err = compare_files(db, (int)identity[1], error);
	if (err == ERR_NONE) *ret_number = (int)identity[1];
	return err;
}

enum err migrate_check(struct db *db, struct error *error)
{
	int number = 0;
	enum err err = migrate_number(db, error, &number);
	if (err != ERR_NONE || number == store_schema()) return err;
	return error_set(error, ERR_ENV, "Run `lianxin migrate`; it makes a backup first.",
			 "The database has schema %d, older than this program's %d.", number,
			 store_schema());
}

enum err migrate_apply(struct db *db, int from, int64_t at, struct error *error)
{
	enum err err = ERR_NONE;
	for (int number = from + 1; err == ERR_NONE && number <= store_schema(); number++) {
		const struct embedded *file = file_of(number);
		struct digest digest = digest_of(file->bytes, file->n);
		char hex[DIGEST_HEX];
		digest_hex(&digest, hex);
		err = db_script(db, file->bytes, error);
		if (err == ERR_NONE)
			err = db_run(db,
				     SQL("INSERT INTO migration (number, name, digest, at) "
					 "VALUES ($1, $2, $3, $4)"),
				     DB_VALUES(db_int(number),
					       db_text(file->path + sizeof folder - 1),
					       db_text(hex), db_int(at)),
				     error);
	}
	return err;
}

static enum err migrate_open(struct store *store, const char *path, int64_t at, struct error *error,
			     struct migrate_report *ret_report)
{
	struct migrate_report report = {.to = store_schema()};
	enum err err = migrate_number(store->db, error, &report.from);
	if (err != ERR_NONE) return err;
	if (report.from < report.to) {
		int n = snprintf(report.backup, sizeof report.backup, "%s.before-%04d", path,
				 report.from + 1);
		if (n < 0 || (size_t)n >= sizeof report.backup)
			return error_set(error, ERR_ENV, "Move the database to a shorter path.",
					 "The database's path is too long.");
		err = store_backup(store, report.backup, error);
		if (err == ERR_NONE) err = db_begin(store->db, true, error);
		if (err == ERR_NONE) err = migrate_apply(store->db, report.from, at, error);
		if (err == ERR_NONE) err = db_commit(store->db, error);
		if (err != ERR_NONE) db_rollback(store->db);
	}
	if (err == ERR_NONE) *ret_report = report;
	return err;
}

enum err store_migrate(const char *url, int64_t at, struct error *error,
		       struct migrate_report *ret_report)
{
	const char *path = NULL;
	struct store *store = NULL;
	struct serve_lock *lock = NULL;
	enum err err = store_path(url, error, &path);
	if (err != ERR_NONE) return err;
	if (!store_file_exists(path))
		return error_set(error, ERR_ENV, "Check the path given with --db.",
				 "There is no database at %s.", path);
	/* a server must not go on with another schema than it was built for */
	err = serve_lock_take(url, error, &lock);
	if (err == ERR_NONE) err = store_open_raw(path, STORE_DESK, 0, error, &store);
	if (err == ERR_NONE) err = migrate_open(store, path, at, error, ret_report);
	store_close(store);
	serve_lock_drop(lock);
	return err;
}
