/* SPDX-License-Identifier: MulanPSL-2.0
 * SQLite behind the driver boundary: WAL with ordinary locking, every commit synced. */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/gate_sqlite.h"
#include "store/sqlite_error.h"

enum { BUSY_MS = 5000, MAX_PARAMETERS = 40 };

struct sqlite_statement {
	sqlite3_stmt *handle;
	size_t n;
	int at[MAX_PARAMETERS + 1]; /* $1 is a name to SQLite: its own index of each */
};

static enum err set_up(sqlite3 *handle, unsigned flags, struct error *error)
{
	static const char both[] = "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
				   "PRAGMA secure_delete=ON;"
				   "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
				   "PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=67108864;";
	sqlite3_busy_timeout(handle, BUSY_MS);
	sqlite3_extended_result_codes(handle, 1);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	int code = sqlite3_exec(handle, both, NULL, NULL, NULL);
	if (code == SQLITE_OK && (flags & DB_CREATE))
		code = sqlite3_exec(handle, "PRAGMA page_size=8192; PRAGMA journal_mode=WAL", NULL,
				    NULL, NULL);
	/* the first real read: says whether this is a database at all */
	if (code == SQLITE_OK)
		code = sqlite3_exec(handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
	return code == SQLITE_OK ? ERR_NONE : sqlite_error(handle, code, error);
}

/* Nobody asks SQLite how much memory it holds; counting it takes a lock of the whole process at
 * each allocation. Refused, and no harm done, once the library is in use. */
static void no_counting(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static enum err sqlite_open(const char *path, unsigned flags, struct error *error,
			    void **ret_handle)
{
	static pthread_once_t configured = PTHREAD_ONCE_INIT;
	sqlite3 *handle = NULL;
	pthread_once(&configured, no_counting);
	int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	mode |= (flags & DB_READONLY) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	if (flags & DB_CREATE) mode |= SQLITE_OPEN_CREATE;
	/* a limit on file size must come back as an error, not kill the process */
	signal(SIGXFSZ, SIG_IGN);
	errno = 0;
	int code = sqlite3_open_v2(path, &handle, mode, NULL);
	enum err err;
	if (code != SQLITE_OK)
		err = sqlite_error(handle, code, error);
	else
		err = set_up(handle, flags, error);
	if (err == ERR_NONE && !(flags & DB_READONLY) && sqlite3_db_readonly(handle, "main") == 1)
		err = sqlite_error(handle, SQLITE_READONLY, error);
	if (err != ERR_NONE) {
		sqlite3_close_v2(handle);
		return err;
	}
	*ret_handle = handle;
	return ERR_NONE;
}

static void sqlite_unmake(const char *path)
{
	unlink(path);
}

static enum err sqlite_gate(void *handle, const char *views, struct error *error)
{
	(void)error;
	gate_sqlite(handle, views);
	return ERR_NONE;
}

static void sqlite_cache(void *handle, enum db_cache size)
{
	static const char *const sizes[] = {[DB_CACHE_SMALL] = "PRAGMA cache_size=-2000",
					    [DB_CACHE_USUAL] = "PRAGMA cache_size=-16000",
					    [DB_CACHE_BULK] = "PRAGMA cache_size=-262144"};
	/* a wish: without it all is slower and nothing else */
	sqlite3_exec(handle, sizes[size], NULL, NULL, NULL);
	sqlite3_db_release_memory(handle);
}

static void sqlite_close(void *handle)
{
	sqlite3_close_v2(handle);
}

static enum err sqlite_prepare(void *handle, const struct db_sql *sql, struct error *error,
			       void **ret_statement)
{
	sqlite3_stmt *prepared = NULL;
	const char *tail = NULL;
	int code = sqlite3_prepare_v3(handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT, &prepared,
				      &tail);
	if (code != SQLITE_OK) return sqlite_error(handle, code, error);
	BUG_IF(prepared == NULL || *tail != '\0');
	struct sqlite_statement *statement = calloc(1, sizeof *statement);
	BUG_IF(statement == NULL);
	statement->handle = prepared;
	statement->n = (size_t)sqlite3_bind_parameter_count(prepared);
	BUG_IF(statement->n > MAX_PARAMETERS);
	for (size_t i = 1; i <= statement->n; i++) {
		char name[4] = {'$', (char)('0' + i % 10), 0, 0};
		if (i >= 10) {
			name[1] = (char)('0' + i / 10);
			name[2] = (char)('0' + i % 10);
		}
		statement->at[i] = sqlite3_bind_parameter_index(prepared, name);
		BUG_IF(statement->at[i] == 0); /* a gap in $1…$n */
	}
	*ret_statement = statement;
	return ERR_NONE;
}

static void sqlite_finalize(void *handle)
{
	struct sqlite_statement *statement = handle;
	sqlite3_finalize(statement->handle);
	free(statement);
}

static void sqlite_bind(void *handle, size_t at, const struct db_value *value)
{
	const struct sqlite_statement *statement = handle;
	BUG_IF(at > statement->n);
	int code = SQLITE_OK, index = statement->at[at];
	switch (value->type) {
	case DB_NULL: code = sqlite3_bind_null(statement->handle, index); break;
	case DB_INT: code = sqlite3_bind_int64(statement->handle, index, value->number); break;
	case DB_TEXT:
		code = sqlite3_bind_text64(statement->handle, index, value->bytes, value->n,
					   SQLITE_STATIC, SQLITE_UTF8);
		break;
	case DB_BLOB:
		code = sqlite3_bind_blob64(statement->handle, index,
					   value->n == 0 ? "" : value->bytes, value->n,
					   SQLITE_STATIC);
		break;
	}
	BUG_IF(code != SQLITE_OK);
}

static enum db_step sqlite_step(void *handle, void *statement_handle, struct error *error,
				enum err *ret_err)
{
	struct sqlite_statement *statement = statement_handle;
	errno = 0;
	int code = sqlite3_step(statement->handle);
	if (code == SQLITE_ROW) return DB_ROW;
	if (code == SQLITE_DONE) return DB_DONE;
	*ret_err = sqlite_error(handle, code, error);
	return DB_FAILED;
}

static void sqlite_reset(void *handle)
{
	struct sqlite_statement *statement = handle;
	sqlite3_reset(statement->handle);
}

static size_t sqlite_columns(void *handle)
{
	const struct sqlite_statement *statement = handle;
	return (size_t)sqlite3_column_count(statement->handle);
}

static const char *sqlite_column_name(void *handle, size_t column)
{
	const struct sqlite_statement *statement = handle;
	return sqlite3_column_name(statement->handle, (int)column);
}

static struct db_value sqlite_column(void *handle, size_t at)
{
	const struct sqlite_statement *statement = handle;
	int column = (int)at;
	switch (sqlite3_column_type(statement->handle, column)) {
	case SQLITE_INTEGER: return db_int(sqlite3_column_int64(statement->handle, column));
	case SQLITE_TEXT: {
		const unsigned char *text = sqlite3_column_text(statement->handle, column);
		BUG_IF(text == NULL);
		return (struct db_value){
			.type = DB_TEXT,
			.bytes = text,
			.n = (size_t)sqlite3_column_bytes(statement->handle, column)};
	}
	case SQLITE_BLOB: {
		const void *bytes = sqlite3_column_blob(statement->handle, column);
		return db_blob(bytes, (size_t)sqlite3_column_bytes(statement->handle, column));
	}
	case SQLITE_NULL: return db_null();
	default: break;
	}
	bug_found(__FILE__, __LINE__, "a column of a type that no table has");
}

static enum err sqlite_execute(void *handle, const char *script, struct error *error)
{
	errno = 0;
	int code = sqlite3_exec(handle, script, NULL, NULL, NULL);
	return code == SQLITE_OK ? ERR_NONE : sqlite_error(handle, code, error);
}

static int64_t sqlite_changes(void *handle)
{
	return sqlite3_changes64(handle);
}

static enum err sync_file(const char *path, struct error *error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	int saved = errno;
	if (fd >= 0) close(fd);
	if (fine) return ERR_NONE;
	enum err err = error_set(error, ERR_ENV, "Check the disk.",
				 "The copy could not be written safely to disk.");
	error_detail(error, "%s: %s", path, strerror(saved));
	return err;
}

static enum err sqlite_copy(void *handle, const char *path, struct error *error)
{
	sqlite3 *to = NULL;
	errno = 0;
	int code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (code == SQLITE_OK) {
		sqlite3_extended_result_codes(to, 1);
		sqlite3_backup *backup = sqlite3_backup_init(to, "main", handle, "main");
		if (backup != NULL) {
			sqlite3_backup_step(backup, -1);
			code = sqlite3_backup_finish(backup);
			/* one self-contained file, without a log beside it */
			if (code == SQLITE_OK)
				code = sqlite3_exec(to, "PRAGMA journal_mode=DELETE", NULL, NULL,
						    NULL);
		} else {
			code = sqlite3_errcode(to);
		}
	}
	enum err err = code == SQLITE_OK ? ERR_NONE : sqlite_error(to, code, error);
	sqlite3_close_v2(to);
	return err == ERR_NONE ? sync_file(path, error) : err;
}

/* The first column of a PRAGMA's or query's first row, as a number. */
static enum err ask(sqlite3 *handle, const char *sql, struct error *error, int64_t *ret_number)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(handle, sql, -1, &statement, NULL);
	if (code == SQLITE_OK) code = sqlite3_step(statement);
	int64_t number = code == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
	sqlite3_finalize(statement);
	if (code != SQLITE_ROW) return sqlite_error(handle, code, error);
	*ret_number = number;
	return ERR_NONE;
}

/* data_version alone misses this connection's own commits; total_changes sees only those. */
static enum err sqlite_generation(void *handle, struct error *error, int64_t *ret_generation)
{
	int64_t version = 0;
	enum err err = ask(handle, "PRAGMA data_version", error, &version);
	if (err == ERR_NONE)
		*ret_generation = version * 1000000007 + sqlite3_total_changes64(handle);
	return err;
}

static enum err sqlite_identity(void *handle, struct error *error, int64_t ret_identity[2])
{
	enum err err = ask(handle, "PRAGMA application_id", error, &ret_identity[0]);
	return err != ERR_NONE ? err : ask(handle, "PRAGMA user_version", error, &ret_identity[1]);
}

static enum err sqlite_empty(void *handle, struct error *error, bool *ret_empty)
{
	int64_t tables = 0;
	enum err err = ask(handle, "SELECT count(*) FROM sqlite_schema", error, &tables);
	if (err == ERR_NONE) *ret_empty = tables == 0;
	return err;
}

static enum err sqlite_integrity(void *handle, struct error *error)
{
	static const char *const checks[] = {"PRAGMA integrity_check(1)",
					     "PRAGMA foreign_key_check"};
	for (size_t i = 0; i < COUNT_OF(checks); i++) {
		sqlite3_stmt *statement = NULL;
		int code = sqlite3_prepare_v2(handle, checks[i], -1, &statement, NULL);
		if (code == SQLITE_OK) code = sqlite3_step(statement);
		const char *said =
			code == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
		bool fine = code == SQLITE_DONE || (said != NULL && strcmp(said, "ok") == 0);
		enum err err = ERR_NONE;
		if (code == SQLITE_ROW && !fine) {
			err = error_set(error, ERR_CONTENT,
					"Restore the latest backup with `lianxin restore`.",
					"The database file is damaged.");
			error_detail(error, "%s: %s", checks[i], said == NULL ? "" : said);
		} else if (!fine) {
			err = sqlite_error(handle, code, error);
		}
		sqlite3_finalize(statement);
		if (err != ERR_NONE) return err;
	}
	return ERR_NONE;
}

/* Kept prepared: each page of the public face begins and ends a transaction. */
static const struct db_sql begin_reading = {.text = "BEGIN", .file = __FILE__, .line = __LINE__};
static const struct db_sql begin_writing = {
	.text = "BEGIN IMMEDIATE", .file = __FILE__, .line = __LINE__};
static const struct db_sql end = {.text = "COMMIT", .file = __FILE__, .line = __LINE__};

static void sqlite_rollback(void *handle)
{
	/* fails only when the engine has rolled back by itself already */
	enum err ignored = sqlite_execute(handle, "ROLLBACK", NULL);
	(void)ignored;
}

static enum err sqlite_rebuild(void *handle, struct error *error)
{
	return sqlite_execute(handle, "REINDEX; ANALYZE; VACUUM", error);
}

static enum err sqlite_triggers(void *handle, const char *table, bool on, struct error *error)
{
	(void)table; /* the connection's own switch: for all tables, in no other connection */
	int code = sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, (int)on, NULL);
	return code == SQLITE_OK ? ERR_NONE : sqlite_error(handle, code, error);
}

static enum err sqlite_refuse_entries(void *handle, bool on, struct error *error)
{
	return sqlite_execute(handle,
			      on ? "CREATE TRIGGER journal_moved BEFORE INSERT ON journal "
				   "BEGIN SELECT RAISE(ABORT, 'the office has moved'); END"
				 : "DROP TRIGGER IF EXISTS journal_moved",
			      error);
}

/* tables of the engine itself, such as statistics, are nobody's schema */
static const struct db_sql schema = {.text = "SELECT type, name, tbl_name, sql FROM sqlite_schema "
					     "WHERE substr(name, 1, 7) <> 'sqlite_' "
					     "ORDER BY name, type",
				     .file = __FILE__,
				     .line = __LINE__};

const struct db_driver db_driver_sqlite = {
	.name = "sqlite",
	.open = sqlite_open,
	.unmake = sqlite_unmake,
	.gate = sqlite_gate,
	.cache = sqlite_cache,
	.close = sqlite_close,
	.prepare = sqlite_prepare,
	.finalize = sqlite_finalize,
	.bind = sqlite_bind,
	.step = sqlite_step,
	.reset = sqlite_reset,
	.columns = sqlite_columns,
	.column_name = sqlite_column_name,
	.column = sqlite_column,
	.begin_reading = &begin_reading,
	.begin_writing = &begin_writing,
	.end = &end,
	.rollback = sqlite_rollback,
	.script = sqlite_execute,
	.triggers = sqlite_triggers,
	.refuse_entries = sqlite_refuse_entries,
	.identity = sqlite_identity,
	.empty = sqlite_empty,
	.integrity = sqlite_integrity,
	.rebuild = sqlite_rebuild,
	.schema = &schema,
	.changes = sqlite_changes,
	.generation = sqlite_generation,
	.copy = sqlite_copy,
};
