/* SPDX-License-Identifier: MulanPSL-2.0
 * The driver boundary, for store/ alone: one connection, prepared statements, one SQL text for all
 * engines. A statement is a literal written with SQL() (inside a function) or DB_STATEMENT (at file
 * level); both also enter it in a table, so that a test prepares every statement there is.
 * Parameters are $1…$n. Errors come back as enum err with one English sentence per cause. */
#ifndef LIANXIN_STORE_DB_H
#define LIANXIN_STORE_DB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

struct db_sql {
	const char *text;
	const char *file;
	int line;
};
/* Only a literal compiles: "" in front of anything else is a syntax error. */
#define DB_STATEMENT(name, literal)                                                                \
	static const struct db_sql name = {"" literal, __FILE__, __LINE__};                        \
	static const struct db_sql *const name##_entry                                             \
		__attribute__((section("lianxin_sql"), used)) = &name
#define SQL(literal)                                                                               \
	(__extension__({                                                                           \
		static const struct db_sql sql_here = {"" literal, __FILE__, __LINE__};            \
		static const struct db_sql *const sql_entry                                        \
			__attribute__((section("lianxin_sql"), used)) = &sql_here;                 \
		(void)sql_entry;                                                                   \
		&sql_here;                                                                         \
	}))
/* Every statement of the program, for tests: n of them. */
const struct db_sql *const *db_statements(size_t *ret_n);

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };
struct db_value {
	enum db_type type;
	int64_t number;
	const void *bytes;
	size_t n;
};
struct db_value db_null(void);
struct db_value db_int(int64_t number);
struct db_value db_text(const char *text); /* NULL binds NULL */
struct db_value db_text_n(const char *text, size_t n);
struct db_value db_blob(const void *bytes, size_t n);
/* The values of one statement, written at the call: DB_VALUES(db_int(id), db_text(name)). */
#define DB_VALUES(...)                                                                             \
	(const struct db_value[]){__VA_ARGS__},                                                    \
		(sizeof((const struct db_value[]){__VA_ARGS__}) / sizeof(struct db_value))
#define DB_NO_VALUES NULL, 0

enum db_flags { DB_CREATE = 1, DB_READONLY = 2 };
struct db;
enum err db_open(const char *path, unsigned flags, struct error *error,
		 struct db **ret_db) MUST_CHECK;
/* From now on the engine lets nothing through but reads of views whose names begin with `views`
 * ("public_"); the prefix must live as long as the connection. */
void db_gate(struct db *db, const char *views);
void db_close(struct db *db);

struct db_statement;
/* A prepared statement with values bound, ready to step; cached by its literal. Ends by itself at
 * the last row or an error; call db_end when leaving earlier. A statement is not used while it
 * still runs (BUG). Values must live until it ended. */
enum err db_query(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		  struct error *error, struct db_statement **ret_statement) MUST_CHECK;
enum db_step { DB_ROW, DB_DONE, DB_FAILED };
enum db_step db_step(struct db_statement *statement, struct error *error) MUST_CHECK;
void db_end(struct db_statement *statement);
/* The code db_step failed with. */
enum err db_failed(const struct db_statement *statement);

size_t db_columns(const struct db_statement *statement);
const char *db_column_name(const struct db_statement *statement, size_t column);
int64_t db_column_int(struct db_statement *statement, size_t column);
/* "" for NULL; valid until the next step. */
const char *db_column_text(struct db_statement *statement, size_t column);
struct db_value db_column(struct db_statement *statement, size_t column);
bool db_column_null(struct db_statement *statement, size_t column);

/* Runs to the end, ignoring rows. */
enum err db_run(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		struct error *error) MUST_CHECK;
/* The same; how many rows it changed. */
enum err db_change(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_changed) MUST_CHECK;
/* First column of the only row as a number; ERR_MISSING without a row (error untouched). */
enum err db_number(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_number) MUST_CHECK;

enum err db_begin(struct db *db, bool write, struct error *error) MUST_CHECK;
enum err db_commit(struct db *db, struct error *error) MUST_CHECK;
void db_rollback(struct db *db);
/* How much of the file to keep in memory. */
enum db_cache { DB_CACHE_SMALL, DB_CACHE_USUAL, DB_CACHE_BULK };
void db_cache(struct db *db, enum db_cache size);
/* Between begin and the end of the transaction: 0 no, 1 reading, 2 writing. */
int db_transaction(const struct db *db);

/* A whole script of an embedded migration, inside the transaction. */
enum err db_script(struct db *db, const char *text, struct error *error) MUST_CHECK;
/* Changes when any connection of any process commits. */
enum err db_generation(struct db *db, struct error *error, int64_t *ret_generation) MUST_CHECK;
/* The engine's own number in the file's head: {application id, schema number}. */
enum err db_identity(struct db *db, struct error *error, int64_t ret_identity[2]) MUST_CHECK;
/* No table at all? */
enum err db_empty(struct db *db, struct error *error, bool *ret_empty) MUST_CHECK;
/* The engine's check of its file: ERR_CONTENT with the first complaint. */
enum err db_integrity(struct db *db, struct error *error) MUST_CHECK;
/* Indexes, statistics, free pages made anew. Outside a transaction. */
enum err db_rebuild(struct db *db, struct error *error) MUST_CHECK;
/* A consistent copy into a new file, synced. */
enum err db_copy(struct db *db, const char *path, struct error *error) MUST_CHECK;

/* What an engine provides; one table per engine. Handles are the engine's own. */
struct db_driver {
	const char *name;
	enum err (*open)(const char *path, unsigned flags, struct error *error, void **ret_handle);
	void (*gate)(void *handle, const char *views);
	void (*cache)(void *handle, enum db_cache size);
	void (*close)(void *handle);
	enum err (*prepare)(void *handle, const char *sql, struct error *error, void **ret_handle);
	void (*finalize)(void *statement);
	void (*bind)(void *statement, size_t at, const struct db_value *value);
	enum db_step (*step)(void *handle, void *statement, struct error *error, enum err *ret_err);
	void (*reset)(void *statement);
	size_t (*columns)(void *statement);
	const char *(*column_name)(void *statement, size_t column);
	struct db_value (*column)(void *statement, size_t column);
	const char *begin_write, *begin_read;
	enum err (*execute)(void *handle, const char *script, struct error *error);
	enum err (*identity)(void *handle, struct error *error, int64_t ret_identity[2]);
	enum err (*empty)(void *handle, struct error *error, bool *ret_empty);
	enum err (*integrity)(void *handle, struct error *error);
	enum err (*rebuild)(void *handle, struct error *error);
	int64_t (*changes)(void *handle);
	enum err (*generation)(void *handle, struct error *error, int64_t *ret_generation);
	enum err (*copy)(void *handle, const char *path, struct error *error);
};
extern const struct db_driver db_driver_sqlite;

#endif
