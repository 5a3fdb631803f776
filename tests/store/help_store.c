/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/help_store.h"

#include <dirent.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "base/digest.h"
#include "base/embedded.h"

void office_fine(struct office *office, enum err err, const char *what, const char *file, int line)
{
	if (err == ERR_NONE) return;
	print_error("%s: %d: %s [%s]\n", what, err, office->error.message, office->error.detail);
	_fail(file, line);
}

struct new_agency {
	struct office *office;
	const struct agency *agency;
};

static enum err add_agency(struct store *store, void *context, struct error *error)
{
	struct new_agency *new_agency = context;
	return agency_insert(store, new_agency->agency, &new_agency->office->author, error,
			     &new_agency->office->agency);
}

void office_open(struct office *office)
{
	static const struct agency agency = {.level = LEVEL_TOWNSHIP,
					     .receives_requests = true,
					     .channels = 63,
					     .name = "虚构县古城乡",
					     .short_name = "古城乡"};
	memset(office, 0, sizeof *office);
	snprintf(office->folder, sizeof office->folder, "/tmp/lianxin-store-XXXXXX");
	assert_non_null(mkdtemp(office->folder));
	snprintf(office->path, sizeof office->path, "%s/office.db", office->folder);
	engine_database(office->path, office->url);
	office->author = (struct author){.kind = ACTOR_OPERATOR, .from = "", .at = 1700000000000};
	arena_init(&office->arena);
	FINE(office, store_create(office->url, 1700000000000, &office->error, &office->store));
	struct new_agency context = {office, &agency};
	FINE(office, store_transaction(office->store, add_agency, &context, &office->error));
}

void office_close(struct office *office)
{
	store_close(office->store);
	arena_release(&office->arena);
	if (engine_is_postgres()) engine_drop(office->url);
	DIR *folder = opendir(office->folder);
	if (folder == NULL) return;
	for (struct dirent *file; (file = readdir(folder)) != NULL;) {
		if (file->d_name[0] == '.') continue;
		unlinkat(dirfd(folder), file->d_name, 0);
	}
	closedir(folder);
	rmdir(office->folder);
}

struct writing {
	struct office *office;
	enum register_id id;
	int64_t entry_id, version;
	const char *const *values;
	const char *reason;
};

static enum err write_entry(struct store *store, void *context, struct error *error)
{
	struct writing *w = context;
	const struct author *author = &w->office->author;
	if (w->version == 0)
		return register_insert(store, w->id, w->office->agency, w->values, author, error,
				       &w->entry_id);
	if (w->values != NULL)
		return register_update(store, w->id, w->office->agency, w->entry_id, w->version,
				       w->values, w->reason, author, error);
	return register_strike(store, w->id, w->office->agency, w->entry_id, w->version, w->reason,
			       author, error);
}

enum err office_add(struct office *office, enum register_id id, const char *const *values,
		    int64_t *ret_id)
{
	struct writing w = {.office = office, .id = id, .values = values};
	enum err err = store_transaction(office->store, write_entry, &w, &office->error);
	if (err == ERR_NONE && ret_id != NULL) *ret_id = w.entry_id;
	return err;
}

enum err office_change(struct office *office, enum register_id id, int64_t entry_id,
		       int64_t version, const char *const *values, const char *reason)
{
	struct writing w = {office, id, entry_id, version, values, reason};
	return store_transaction(office->store, write_entry, &w, &office->error);
}

enum err office_strike(struct office *office, enum register_id id, int64_t entry_id,
		       int64_t version, const char *reason)
{
	struct writing w = {office, id, entry_id, version, NULL, reason};
	return store_transaction(office->store, write_entry, &w, &office->error);
}

/* Without the statements that take triggers away: for a superuser they do not count. */
static void tamper_postgres(const struct office *office, const char *sql)
{
	PGconn *link = engine_admin(office->url, true);
	char kept[4096] = "";
	for (const char *at = sql; *at != '\0';) {
		size_t n = strcspn(at, ";");
		if (strncmp(at, "DROP TRIGGER", 12) != 0)
			snprintf(kept + strlen(kept), sizeof kept - strlen(kept), "%.*s;", (int)n,
				 at);
		at += n;
		at += strspn(at, "; ");
	}
	PGresult *result = PQexec(link, kept);
	if (PQresultStatus(result) != PGRES_COMMAND_OK)
		fail_msg("%s: %s", kept, PQerrorMessage(link));
	PQclear(result);
	PQfinish(link);
}

void office_tamper(struct office *office, const char *sql)
{
	sqlite3 *handle = NULL;
	char *message = NULL;
	if (engine_is_postgres()) {
		tamper_postgres(office, sql);
		return;
	}
	assert_int_equal(sqlite3_open(office->path, &handle), SQLITE_OK);
	if (sqlite3_exec(handle, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(handle);
}

static bool refused_by_postgres(const struct office *office, const char *sql)
{
	PGconn *link = engine_admin(office->url, false);
	PGresult *result = PQexec(link, sql);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	bool refused = state != NULL && strncmp(state, "23", 2) == 0;
	PQclear(result);
	PQfinish(link);
	return refused;
}

bool office_refuses(struct office *office, const char *sql)
{
	sqlite3 *handle = NULL;
	if (engine_is_postgres()) return refused_by_postgres(office, sql);
	assert_int_equal(sqlite3_open(office->path, &handle), SQLITE_OK);
	int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
	sqlite3_close(handle);
	return code == SQLITE_CONSTRAINT;
}

void office_old_schema(const struct office *office, int n, struct office *ret_old)
{
	static const char folder[] = "src/store/migrations/";
	int number = 0;
	*ret_old = *office;
	ret_old->store = NULL;
	snprintf(ret_old->path, sizeof ret_old->path, "%s/old.db", office->folder);
	snprintf(ret_old->url, sizeof ret_old->url, "sqlite:%s", ret_old->path);
	/* embedded in order of their names */
	for (const struct embedded *file = embedded_files; file->path != NULL && number < n;
	     file++) {
		char sql[256], hex[DIGEST_HEX];
		if (strncmp(file->path, folder, sizeof folder - 1) != 0) continue;
		struct digest digest = digest_of(file->bytes, file->n);
		digest_hex(&digest, hex);
		office_tamper(ret_old, file->bytes);
		snprintf(sql, sizeof sql, "INSERT INTO migration VALUES (%d, '%s', '%s', 1)",
			 ++number, file->path + sizeof folder - 1, hex);
		office_tamper(ret_old, sql);
	}
	assert_int_equal(number, n);
}

int64_t office_differences(struct office *office, const char *other)
{
	static const char compare[] =
		"SELECT (SELECT count(*) FROM (SELECT name, sql FROM main.sqlite_schema EXCEPT "
		"SELECT name, sql FROM other.sqlite_schema)) + (SELECT count(*) FROM (SELECT name, "
		"sql "
		"FROM other.sqlite_schema EXCEPT SELECT name, sql FROM main.sqlite_schema))";
	sqlite3 *handle = NULL;
	sqlite3_stmt *row = NULL;
	char attach[256];
	snprintf(attach, sizeof attach, "ATTACH '%s' AS other", other);
	assert_int_equal(sqlite3_open(office->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_exec(handle, attach, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle, compare, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(handle);
	return number;
}

static int64_t ask_postgres(const struct office *office, const char *sql)
{
	PGconn *link = engine_admin(office->url, false);
	PGresult *result = PQexec(link, sql);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(link));
	int64_t number = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	PQfinish(link);
	return number;
}

int64_t office_ask(struct office *office, const char *sql)
{
	sqlite3 *handle = NULL;
	sqlite3_stmt *row = NULL;
	if (engine_is_postgres()) return ask_postgres(office, sql);
	assert_int_equal(sqlite3_open(office->path, &handle), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &row, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(row), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(row, 0);
	sqlite3_finalize(row);
	sqlite3_close(handle);
	return number;
}
