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
	const char *postgres; /* where PostgreSQL needs other words; NULL: the same */
	const char *file;
	int line;
	bool many; /* may give very many rows: fetched in pieces while in a transaction */
};
/* Only a literal compiles: "" in front of anything else is a syntax error. */
#define DB_STATEMENT_(name, text, postgres, many)                                                  \
	static const struct db_sql name = {"" text, postgres, __FILE__, __LINE__, many};           \
	static const struct db_sql *const name##_entry                                             \
		__attribute__((section("lianxin_sql"), used)) = &name
#define DB_STATEMENT(name, literal) DB_STATEMENT_(name, literal, NULL, false)
#define DB_STATEMENT_MANY(name, literal) DB_STATEMENT_(name, literal, NULL, true)
#define DB_STATEMENT2(name, sqlite, postgres) DB_STATEMENT_(name, sqlite, "" postgres, false)
#define SQL_(text, postgres, many)                                                                 \
	(__extension__({                                                                           \
		static const struct db_sql sql_here = {"" text, postgres, __FILE__, __LINE__,      \
						       many};                                      \
		static const struct db_sql *const sql_entry                                        \
			__attribute__((section("lianxin_sql"), used)) = &sql_here;                 \
		(void)sql_entry;                                                                   \
		&sql_here;                                                                         \
	}))
#define SQL(literal) SQL_(literal, NULL, false)
#define SQL_MANY(literal) SQL_(literal, NULL, true)
/* The few that engines read differently: both texts beside each other. tools/check-sql counts them.
 */
#define SQL2(sqlite, postgres) SQL_(sqlite, "" postgres, false)
/* The text for PostgreSQL. */
const char *db_sql_postgres(const struct db_sql *sql);
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
struct db_driver;
/* The engine of a "sqlite:PATH" or "postgresql://…" url, and what it opens: a path, or the url
 * itself. ERR_USAGE for any other. */
enum err db_engine(const char *url, struct error *error, const struct db_driver **ret_driver,
		   const char **ret_place) MUST_CHECK;
enum err db_open(const struct db_driver *driver, const char *place, unsigned flags,
		 struct error *error, struct db **ret_db) MUST_CHECK;
/* From now on the engine lets nothing through but reads of views whose names begin with `views`
 * ("public_"); the prefix must live as long as the connection. */
enum err db_gate(struct db *db, const char *views, struct error *error) MUST_CHECK;
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
/* The same for a write in a transaction whose outcome matters only at its end: where the engine is
 * across a network it is sent without waiting, and its error comes with the next statement or the
 * commit. */
enum err db_run_later(struct db *db, const struct db_sql *sql, const struct db_value *values,
		      size_t n, struct error *error) MUST_CHECK;
/* The same; how many rows it changed. */
enum err db_change(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_changed) MUST_CHECK;
/* First column of the only row as a number; ERR_MISSING without a row (error untouched). */
enum err db_number(struct db *db, const struct db_sql *sql, const struct db_value *values, size_t n,
		   struct error *error, int64_t *ret_number) MUST_CHECK;

/* READ: one unchanging snapshot. WRITE: as if nobody else wrote. SEAL: one at a time in all
 * processes, sees what others commit meanwhile. SCHEMA: one at a time, for migrations. For copies:
 * SNAPSHOT reads, and may rest a long time between two statements; FREEZE does so too, nobody
 * appends to the journal meanwhile, and it may write in the end; FILL writes where nobody else
 * does. */
enum db_begin_mode {
	DB_BEGIN_READ,
	DB_BEGIN_WRITE,
	DB_BEGIN_SEAL,
	DB_BEGIN_SCHEMA,
	DB_BEGIN_SNAPSHOT,
	DB_BEGIN_FREEZE,
	DB_BEGIN_FILL,
	DB_BEGIN__MAX
};
enum err db_begin(struct db *db, enum db_begin_mode mode, struct error *error) MUST_CHECK;
/* ERR_DOUBT: the connection broke on the way; whether it was kept is not known. */
enum err db_commit(struct db *db, struct error *error) MUST_CHECK;
/* After ERR_DOUBT: connects anew and waits until the lost transaction can no longer end either way.
 */
enum err db_wait_old(struct db *db, struct error *error) MUST_CHECK;
void db_rollback(struct db *db);
/* A part of the write transaction that can be undone alone: begin, then keep or undo. */
enum err db_part_begin(struct db *db, struct error *error) MUST_CHECK;
enum err db_part_keep(struct db *db, struct error *error) MUST_CHECK;
enum err db_part_undo(struct db *db, struct error *error) MUST_CHECK;
/* While it is lent, any use of the connection is a BUG: its owner's work runs on another one. */
void db_lend(struct db *db, bool lent);
/* How much of the file to keep in memory. */
enum db_cache { DB_CACHE_SMALL, DB_CACHE_USUAL, DB_CACHE_BULK };
void db_cache(struct db *db, enum db_cache size);
/* For a copy, inside a write transaction: the table's triggers do not fire for this connection, or
 * do again. Nobody else ever sees them off; keys and checks hold as ever. */
enum err db_triggers(struct db *db, const char *table, bool on, struct error *error) MUST_CHECK;
/* Many rows of one INSERT, as fast as the engine takes them: they are there after db_put_end, and
 * until then this connection does nothing else. A refused row may show as late as there. */
enum err db_put(struct db *db, const struct db_sql *insert, const struct db_value *values, size_t n,
		struct error *error) MUST_CHECK;
enum err db_put_end(struct db *db, struct error *error) MUST_CHECK;
/* For as long as the connection nobody else may take the same: who fills a shared database. ERR_ENV
 * when somebody has it. (A file has its lock beside it: serve_lock_take.) */
enum err db_fill_alone(struct db *db, struct error *error) MUST_CHECK;
/* In a write transaction: from its commit on the engine refuses every journal entry (ERR_CONFLICT),
 * of those too who are connected already; or takes them again. */
enum err db_refuse_entries(struct db *db, bool on, struct error *error) MUST_CHECK;
/* After a database was filled from elsewhere: ids go on above those there are, and what the engine
 * remembers of its rows is made anew. Outside a transaction. */
enum err db_filled(struct db *db, struct error *error) MUST_CHECK;
/* Between begin and the end of the transaction: 0 no, 1 reading, 2 writing. */
int db_transaction(const struct db *db);

/* A whole script of an embedded migration, inside the transaction. */
enum err db_script(struct db *db, const char *text, struct error *error) MUST_CHECK;
/* Changes when any connection of any process commits. */
enum err db_generation(struct db *db, struct error *error, int64_t *ret_generation) MUST_CHECK;
/* Waits up to timeout_ms until *ret_generation is no longer the one given; connects anew if need
 * be. For engines that share. */
enum err db_wait(struct db *db, int timeout_ms, struct error *error,
		 int64_t *ret_generation) MUST_CHECK;
/* Tells all other processes, at commit, that something was committed. */
enum err db_announce(struct db *db, struct error *error) MUST_CHECK;
/* In DB_BEGIN_SEAL: journal ids up to here can no longer be committed by anybody. */
enum err db_horizon(struct db *db, struct error *error, int64_t *ret_horizon) MUST_CHECK;
/* Connected to a replica? */
bool db_is_behind(const struct db *db);
/* May several processes serve it? */
bool db_shares(const struct db *db);
/* Around the scripts of migrations: what an engine needs before the first, and after the last. */
enum err db_begin_schema(struct db *db, struct error *error) MUST_CHECK;
enum err db_finish_schema(struct db *db, struct error *error) MUST_CHECK;
/* The engine's own number in the file's head: {application id, schema number}. */
enum err db_identity(struct db *db, struct error *error, int64_t ret_identity[2]) MUST_CHECK;
/* No table at all? */
enum err db_empty(struct db *db, struct error *error, bool *ret_empty) MUST_CHECK;
/* The engine's check of its file: ERR_CONTENT with the first complaint. */
enum err db_integrity(struct db *db, struct error *error) MUST_CHECK;
/* Indexes, statistics, free pages made anew. Outside a transaction. */
enum err db_rebuild(struct db *db, struct error *error) MUST_CHECK;
/* Asks for the schema's own objects: (type, name, table, text) by name; type is table, view, index
 * or trigger, those that work; text is NULL where the engine keeps none of its own. */
const struct db_sql *db_schema_sql(const struct db *db);
/* A consistent copy into a new file, synced. */
enum err db_copy(struct db *db, const char *path, struct error *error) MUST_CHECK;

/* What an engine provides; one table per engine. Handles are the engine's own. */
struct db_driver {
	const char *name;
	bool shares; /* ids come from sequences, and many processes serve */
	enum err (*open)(const char *place, unsigned flags, struct error *error, void **ret_handle);
	void (*unmake)(const char *place); /* all of it, made a moment ago */
	enum err (*gate)(void *handle, const char *views, struct error *error);
	void (*cache)(void *handle, enum db_cache size);
	void (*close)(void *handle);
	enum err (*prepare)(void *handle, const struct db_sql *sql, struct error *error,
			    void **ret_handle);
	void (*finalize)(void *statement);
	void (*bind)(void *statement, size_t at, const struct db_value *value);
	enum db_step (*step)(void *handle, void *statement, struct error *error, enum err *ret_err);
	enum err (*later)(void *handle, void *statement, struct error *error); /* NULL: at once */
	void (*reset)(void *statement);
	size_t (*columns)(void *statement);
	const char *(*column_name)(void *statement, size_t column);
	struct db_value (*column)(void *statement, size_t column);
	/* statements that are kept prepared; NULL: the functions below them */
	const struct db_sql *begin_reading, *begin_writing, *end;
	enum err (*begin)(void *handle, enum db_begin_mode mode, struct error *error);
	enum err (*commit)(void *handle, struct error *error);
	void (*rollback)(void *handle);
	enum err (*script)(void *handle, const char *script, struct error *error);
	enum err (*refuse_entries)(void *handle, bool on, struct error *error);
	/* for copies; NULL: each row by itself, nothing to settle, nobody to shut out */
	enum err (*triggers)(void *handle, const char *table, bool on, struct error *error);
	enum err (*put)(void *handle, const struct db_sql *insert, const struct db_value *values,
			size_t n, struct error *error);
	enum err (*put_end)(void *handle, struct error *error);
	enum err (*filled)(void *handle, struct error *error);
	enum err (*fill_alone)(void *handle, struct error *error);
	enum err (*identity)(void *handle, struct error *error, int64_t ret_identity[2]);
	enum err (*empty)(void *handle, struct error *error, bool *ret_empty);
	enum err (*integrity)(void *handle, struct error *error);
	enum err (*rebuild)(void *handle, struct error *error);
	const struct db_sql *schema; /* of db_schema_sql() */
	int64_t (*changes)(void *handle);
	enum err (*generation)(void *handle, struct error *error, int64_t *ret_generation);
	enum err (*copy)(void *handle, const char *path, struct error *error);
	/* of engines that share alone */
	enum err (*begin_schema)(void *handle, struct error *error);
	enum err (*finish_schema)(void *handle, struct error *error);
	enum err (*wait)(void *handle, int timeout_ms, struct error *error,
			 int64_t *ret_generation);
	bool (*is_behind)(const void *handle);
	enum err (*announce)(void *handle, struct error *error);
	enum err (*horizon)(void *handle, struct error *error, int64_t *ret_horizon);
	enum err (*wait_old)(void *handle, struct error *error);
};
extern const struct db_driver db_driver_sqlite;
extern const struct db_driver db_driver_postgres;

#endif
