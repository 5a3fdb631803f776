/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

struct db_statement {
	struct db *db;
	const struct db_sql *sql;
	void *handle;
	bool running;
	enum err failed;
	struct db_statement *next; /* in its bucket */
};

enum { BUCKETS = 256 };

struct db {
	const struct db_driver *driver;
	void *handle;
	int transaction;
	bool lent;
	struct db_statement *buckets[BUCKETS];
};

/* provided by the linker, around the section SQL() and DB_STATEMENT fill */
extern const struct db_sql *const __start_lianxin_sql[];
extern const struct db_sql *const __stop_lianxin_sql[];

const struct db_sql *const *db_statements(size_t *ret_n)
{
	*ret_n = (size_t)(__stop_lianxin_sql - __start_lianxin_sql);
	return __start_lianxin_sql;
}

struct db_value db_null(void)
{
	return (struct db_value){.type = DB_NULL};
}

struct db_value db_int(int64_t number)
{
	return (struct db_value){.type = DB_INT, .number = number};
}

struct db_value db_text(const char *text)
{
	return text == NULL ? db_null() : db_text_n(text, strlen(text));
}

struct db_value db_text_n(const char *text, size_t n)
{
	return (struct db_value){.type = DB_TEXT, .bytes = text, .n = n};
}

struct db_value db_blob(const void *bytes, size_t n)
{
	return (struct db_value){.type = DB_BLOB, .bytes = bytes, .n = n};
}

const char *db_sql_postgres(const struct db_sql *sql)
{
	return sql->postgres == NULL ? sql->text : sql->postgres;
}

enum err db_engine(const char *url, struct error *error, const struct db_driver **ret_driver,
		   const char **ret_place)
{
	bool sqlite = strncmp(url, "sqlite:", 7) == 0 && url[7] != '\0';
	bool postgres =
		strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
	if (!sqlite && !postgres)
		return error_set(error, ERR_USAGE, "Write it as sqlite:PATH or postgresql://…",
				 "The value of --db is not a database URL.");
	*ret_driver = sqlite ? &db_driver_sqlite : &db_driver_postgres;
	*ret_place = sqlite ? url + 7 : url;
	return ERR_NONE;
}

enum err db_open(const struct db_driver *driver, const char *place, unsigned flags,
		 struct error *error, struct db **ret_db)
{
	void *handle = NULL;
	enum err err = driver->open(place, flags, error, &handle);
	if (err != ERR_NONE) return err;
	struct db *db = calloc(1, sizeof *db);
	BUG_IF(db == NULL);
	db->driver = driver;
	db->handle = handle;
	*ret_db = db;
	return ERR_NONE;
}

static void forget_statements(struct db *db)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		while (db->buckets[i] != NULL) {
			struct db_statement *statement = db->buckets[i];
			db->buckets[i] = statement->next;
			db->driver->finalize(statement->handle);
			free(statement);
		}
	}
}

enum err db_gate(struct db *db, const char *views, struct error *error)
{
	forget_statements(db);
	return db->driver->gate(db->handle, views, error);
}

void db_cache(struct db *db, enum db_cache size)
{
	BUG_IF(db->transaction != 0);
	db->driver->cache(db->handle, size);
}

void db_close(struct db *db)
{
	if (db == NULL) return;
	forget_statements(db);
	db->driver->close(db->handle);
	free(db);
}

static enum err prepare(struct db *db, const struct db_sql *sql, struct error *error,
			struct db_statement **ret_statement)
{
	BUG_IF(db->lent);
	size_t bucket = ((uintptr_t)sql / sizeof(struct db_sql)) % BUCKETS;
	struct db_statement *statement = db->buckets[bucket];
	while (statement != NULL && statement->sql != sql) statement = statement->next;
	if (statement == NULL) {
		void *handle = NULL;
		enum err err = db->driver->prepare(db->handle, sql, error, &handle);
		if (err != ERR_NONE) return err;
		statement = calloc(1, sizeof *statement);
		BUG_IF(statement == NULL);
		*statement = (struct db_statement){
			.db = db, .sql = sql, .handle = handle, .next = db->buckets[bucket]};
		db->buckets[bucket] = statement;
	}
	*ret_statement = statement;
	return ERR_NONE;
}

enum err db_query(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		  struct error *error, struct db_statement **ret_statement)
{
	struct db_statement *statement = NULL;
	enum err err = prepare(db, sql, error, &statement);
	if (err != ERR_NONE) return err;
	BUG_IF(statement->running);
	for (size_t i = 0; i < n; i++) db->driver->bind(statement->handle, i + 1, &values[i]);
	statement->running = true;
	statement->failed = ERR_NONE;
	*ret_statement = statement;
	return ERR_NONE;
}

enum db_step db_step(struct db_statement *statement, struct error *error)
{
	struct db *db = statement->db;
	BUG_IF(!statement->running);
	enum db_step step =
		db->driver->step(db->handle, statement->handle, error, &statement->failed);
	if (step != DB_ROW) db_end(statement);
	return step;
}

void db_end(struct db_statement *statement)
{
	if (!statement->running) return;
	statement->db->driver->reset(statement->handle);
	statement->running = false;
}

enum err db_failed(const struct db_statement *statement)
{
	return statement->failed;
}

size_t db_columns(const struct db_statement *statement)
{
	return statement->db->driver->columns(statement->handle);
}

const char *db_column_name(const struct db_statement *statement, size_t column)
{
	return statement->db->driver->column_name(statement->handle, column);
}

struct db_value db_column(struct db_statement *statement, size_t column)
{
	return statement->db->driver->column(statement->handle, column);
}

int64_t db_column_int(struct db_statement *statement, size_t column)
{
	return db_column(statement, column).number;
}

const char *db_column_text(struct db_statement *statement, size_t column)
{
	struct db_value value = db_column(statement, column);
	return value.type == DB_TEXT ? value.bytes : "";
}

bool db_column_null(struct db_statement *statement, size_t column)
{
	return db_column(statement, column).type == DB_NULL;
}

enum err db_run(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		struct error *error)
{
	struct db_statement *statement = NULL;
	enum err err = db_query(db, sql, values, n, error, &statement);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(statement, error)) == DB_ROW) continue;
	return step == DB_FAILED ? statement->failed : ERR_NONE;
}

enum err db_run_later(struct db *db, const struct db_sql *sql, const struct db_value *values,
		      size_t n, struct error *error)
{
	struct db_statement *statement = NULL;
	if (db->driver->later == NULL) return db_run(db, sql, values, n, error);
	BUG_IF(db->transaction != 2);
	enum err err = db_query(db, sql, values, n, error, &statement);
	if (err == ERR_NONE) err = db->driver->later(db->handle, statement->handle, error);
	if (statement != NULL) db_end(statement);
	return err;
}

enum err db_change(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_changed)
{
	enum err err = db_run(db, sql, values, n, error);
	if (err != ERR_NONE) return err;
	*ret_changed = db->driver->changes(db->handle);
	return ERR_NONE;
}

enum err db_number(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_number)
{
	struct db_statement *statement = NULL;
	enum err err = db_query(db, sql, values, n, error, &statement);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(statement, error);
	if (step == DB_FAILED) return statement->failed;
	if (step == DB_DONE) return ERR_MISSING;
	*ret_number = db_column_int(statement, 0);
	/* run on, so that a RETURNING statement has done all its work */
	while ((step = db_step(statement, error)) == DB_ROW) continue;
	return step == DB_FAILED ? statement->failed : ERR_NONE;
}

enum err db_begin(struct db *db, enum db_begin_mode mode, struct error *error)
{
	BUG_IF(db->transaction != 0 || db->lent);
	const struct db_driver *driver = db->driver;
	bool reads = mode == DB_BEGIN_READ || mode == DB_BEGIN_SNAPSHOT;
	const struct db_sql *sql = reads ? driver->begin_reading : driver->begin_writing;
	enum err err = sql == NULL ? driver->begin(db->handle, mode, error)
				   : db_run(db, sql, DB_NO_VALUES, error);
	if (err == ERR_NONE) db->transaction = reads ? 1 : 2;
	return err;
}

enum err db_commit(struct db *db, struct error *error)
{
	BUG_IF(db->transaction == 0);
	enum err err = db->driver->end == NULL ? db->driver->commit(db->handle, error)
					       : db_run(db, db->driver->end, DB_NO_VALUES, error);
	if (err == ERR_NONE) db->transaction = 0;
	return err;
}

static void end_statements(struct db *db)
{
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct db_statement *s = db->buckets[i]; s != NULL; s = s->next) db_end(s);
}

void db_rollback(struct db *db)
{
	if (db->transaction == 0) return;
	end_statements(db);
	db->driver->rollback(db->handle);
	db->transaction = 0;
}

enum err db_wait_old(struct db *db, struct error *error)
{
	BUG_IF(db->transaction != 0);
	return db->driver->shares ? db->driver->wait_old(db->handle, error) : ERR_NONE;
}

enum err db_part_begin(struct db *db, struct error *error)
{
	BUG_IF(db->transaction != 2);
	return db->driver->script(db->handle, "SAVEPOINT part", error);
}

enum err db_part_keep(struct db *db, struct error *error)
{
	return db->driver->script(db->handle, "RELEASE SAVEPOINT part", error);
}

enum err db_part_undo(struct db *db, struct error *error)
{
	end_statements(db);
	return db->driver->script(db->handle, "ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part",
				  error);
}

void db_lend(struct db *db, bool lent)
{
	BUG_IF(db->lent == lent || db->transaction != 0);
	db->lent = lent;
}

int db_transaction(const struct db *db)
{
	return db->transaction;
}

enum err db_script(struct db *db, const char *text, struct error *error)
{
	return db->driver->script(db->handle, text, error);
}

enum err db_generation(struct db *db, struct error *error, int64_t *ret_generation)
{
	return db->driver->generation(db->handle, error, ret_generation);
}

enum err db_copy(struct db *db, const char *path, struct error *error)
{
	return db->driver->copy(db->handle, path, error);
}

enum err db_identity(struct db *db, struct error *error, int64_t ret_identity[2])
{
	return db->driver->identity(db->handle, error, ret_identity);
}

enum err db_empty(struct db *db, struct error *error, bool *ret_empty)
{
	return db->driver->empty(db->handle, error, ret_empty);
}

enum err db_integrity(struct db *db, struct error *error)
{
	return db->driver->integrity(db->handle, error);
}

enum err db_rebuild(struct db *db, struct error *error)
{
	BUG_IF(db->transaction != 0);
	return db->driver->rebuild(db->handle, error);
}

bool db_is_behind(const struct db *db)
{
	return db->driver->shares && db->driver->is_behind(db->handle);
}

bool db_shares(const struct db *db)
{
	return db->driver->shares;
}

const struct db_sql *db_schema_sql(const struct db *db)
{
	return db->driver->schema;
}

enum err db_wait(struct db *db, int timeout_ms, struct error *error, int64_t *ret_generation)
{
	BUG_IF(!db->driver->shares);
	return db->driver->wait(db->handle, timeout_ms, error, ret_generation);
}

enum err db_announce(struct db *db, struct error *error)
{
	/* the others see it by themselves in a file */
	return db->driver->shares ? db->driver->announce(db->handle, error) : ERR_NONE;
}

enum err db_horizon(struct db *db, struct error *error, int64_t *ret_horizon)
{
	*ret_horizon = INT64_MAX; /* whoever writes is alone */
	return db->driver->shares ? db->driver->horizon(db->handle, error, ret_horizon) : ERR_NONE;
}

enum err db_begin_schema(struct db *db, struct error *error)
{
	return db->driver->shares ? db->driver->begin_schema(db->handle, error) : ERR_NONE;
}

enum err db_finish_schema(struct db *db, struct error *error)
{
	return db->driver->shares ? db->driver->finish_schema(db->handle, error) : ERR_NONE;
}

enum err db_triggers(struct db *db, const char *table, bool on, struct error *error)
{
	BUG_IF(db->transaction != 2);
	return db->driver->triggers(db->handle, table, on, error);
}

enum err db_put(struct db *db, const struct db_sql *insert, const struct db_value *values, size_t n,
		struct error *error)
{
	if (db->driver->put == NULL) return db_run(db, insert, values, n, error);
	return db->driver->put(db->handle, insert, values, n, error);
}

enum err db_put_end(struct db *db, struct error *error)
{
	return db->driver->put_end == NULL ? ERR_NONE : db->driver->put_end(db->handle, error);
}

enum err db_filled(struct db *db, struct error *error)
{
	return db->driver->filled == NULL ? ERR_NONE : db->driver->filled(db->handle, error);
}

enum err db_fill_alone(struct db *db, struct error *error)
{
	return db->driver->fill_alone == NULL ? ERR_NONE
					      : db->driver->fill_alone(db->handle, error);
}

enum err db_refuse_entries(struct db *db, bool on, struct error *error)
{
	BUG_IF(db->transaction != 2);
	return db->driver->refuse_entries(db->handle, on, error);
}
