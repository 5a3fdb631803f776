/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/random.h"
#include "store/copy_mark.h"
#include "store/inside.h"
#include "store/journal_inside.h"
#include "store/migrate.h"

enum { ROW_MAX = 4 << 20, ATTEMPTS = 3, RETRY_MS = 3000 };

static const char *const actor_codes[ACTOR__MAX] = {"system", "operator", "account", "visitor"};

const char *actor_code(enum actor_kind kind)
{
	BUG_IF(kind >= ACTOR__MAX);
	return actor_codes[kind];
}

bool actor_parse(const char *code, enum actor_kind *ret_kind)
{
	for (size_t i = 0; i < ACTOR__MAX; i++) {
		if (strcmp(code, actor_codes[i]) != 0) continue;
		*ret_kind = (enum actor_kind)i;
		return true;
	}
	return false;
}

bool store_is_file(const char *url)
{
	return strncmp(url, "sqlite:", 7) == 0;
}

enum err store_path(const char *url, struct error *error, const char **ret_path)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	enum err err = db_engine(url, error, &driver, &place);
	if (err != ERR_NONE) return err;
	if (driver->shares)
		return error_set(error, ERR_ENV, "Use sqlite:PATH.",
				 "This works on a database file alone, not on PostgreSQL.");
	*ret_path = place;
	return ERR_NONE;
}

bool store_file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

enum err store_open_raw(const struct db_driver *driver, const char *place, enum store_gate gate,
			unsigned flags, struct error *error, struct store **ret_store)
{
	struct db *db = NULL;
	if (gate != STORE_DESK) flags |= DB_READONLY;
	enum err err = db_open(driver, place, flags, error, &db);
	if (err != ERR_NONE) return err;
	struct store *store = calloc(1, sizeof *store);
	BUG_IF(store == NULL);
	store->db = db;
	store->gate = gate;
	db_cache(db, gate == STORE_DESK ? DB_CACHE_USUAL : DB_CACHE_SMALL);
	store->digester = digester_new();
	buf_init(&store->row, ROW_MAX);
	buf_init(&store->note, ROW_MAX);
	*ret_store = store;
	return ERR_NONE;
}

void store_close(struct store *store)
{
	if (store == NULL) return;
	db_rollback(store->db);
	db_close(store->db);
	digester_free(store->digester);
	buf_release(&store->row);
	buf_release(&store->note);
	free(store);
}

enum err store_open(const char *url, enum store_gate gate, unsigned flags, struct error *error,
		    struct store **ret_store)
{
	static const char *const views[] = {
		[STORE_DESK] = NULL, [STORE_PUBLIC] = "public_", [STORE_OWN] = "own_"};
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	enum err err = db_engine(url, error, &driver, &place);
	if (err != ERR_NONE) return err;
	if (!driver->shares && !store_file_exists(place))
		return error_set(error, ERR_ENV,
				 "Make one with `lianxin init`, or check the path given with --db.",
				 "There is no database at %s.", place);
	struct store *store = NULL;
	err = store_open_raw(driver, place, gate, (flags & STORE_READONLY) ? DB_READONLY : 0, error,
			     &store);
	if (err == ERR_NONE) err = migrate_check(store->db, error);
	bool looks = gate == STORE_DESK && (flags & STORE_READONLY);
	if (err == ERR_NONE) err = copy_may_open(store->db, !looks, error);
	/* to whoever opens, a right that lacks is the environment */
	if (err == ERR_DENIED) err = ERR_ENV;
	if (err == ERR_ENV && error != NULL) error->code = ERR_ENV;
	if (err == ERR_NONE && views[gate] != NULL) err = db_gate(store->db, views[gate], error);
	if (err != ERR_NONE) {
		store_close(store);
		return err;
	}
	*ret_store = store;
	return ERR_NONE;
}

/* The file is made first, so that nobody else may ever read it. */
static enum err make_file(const char *path, struct error *error)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
	struct stat facts;
	bool fine = fd >= 0 && fstat(fd, &facts) == 0;
	int saved = errno;
	if (fd >= 0) close(fd);
	if (!fine) {
		enum err err = error_set(error, ERR_ENV,
					 "Check that the directory exists and is writable.",
					 "No database can be made at %s.", path);
		error_detail(error, "%s", strerror(saved));
		return err;
	}
	if (facts.st_size == 0) return ERR_NONE;
	return error_set(error, ERR_ENV, "Choose another path with --db.",
			 "There is a file at %s already.", path);
}

static enum err check_empty(struct store *store, struct error *error)
{
	bool empty = false;
	enum err err = db_empty(store->db, error, &empty);
	if (err != ERR_NONE || empty) return err;
	return error_set(error, ERR_ENV, "Make an empty one with createdb.",
			 "The PostgreSQL database holds something already.");
}

/* PostgreSQL takes back a schema that was not finished, SQLite's file is unlinked by the caller. */
static enum err make_schema(struct store *store, int64_t at, struct error *error)
{
	enum err err = db_begin(store->db, DB_BEGIN_SCHEMA, error);
	if (err == ERR_NONE && db_shares(store->db)) err = check_empty(store, error);
	if (err == ERR_NONE) err = migrate_apply(store->db, 0, at, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

enum err store_create(const char *url, int64_t at, struct error *error, struct store **ret_store)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	enum err err = db_engine(url, error, &driver, &place);
	if (err == ERR_NONE && !driver->shares) err = make_file(place, error);
	if (err != ERR_NONE) return err;
	struct store *store = NULL;
	err = store_open_raw(driver, place, STORE_DESK, DB_CREATE, error, &store);
	if (err == ERR_NONE) err = make_schema(store, at, error);
	if (err != ERR_NONE) {
		store_close(store);
		if (!driver->shares) unlink(place); /* it was empty before */
		return err;
	}
	*ret_store = store;
	return ERR_NONE;
}

void store_unmake(const char *url)
{
	const struct db_driver *driver = NULL;
	const char *place = NULL;
	if (db_engine(url, NULL, &driver, &place) == ERR_NONE) driver->unmake(place);
}

static void pause_ms(long ms)
{
	struct timespec length = {.tv_sec = 0, .tv_nsec = ms * 1000000};
	nanosleep(&length, NULL);
}

void store_forget(struct store *store)
{
	for (size_t i = 0; i < STORE_IDS; i++) {
		struct store_ids *ids = &store->ids[i];
		ids->last = 0;
		ids->n = ids->used = ids->asked = 0; /* the stock may stay: it is long */
	}
	store->last_entry.id = 0;
}

static enum err attempt(struct store *store, enum db_begin_mode mode, store_work *work,
			void *context, struct error *error)
{
	if (store->group != NULL)
		return group_transaction(store->group, store, work, context, error);
	store_forget(store);
	enum err err = db_begin(store->db, mode, error);
	if (err == ERR_NONE) err = work(store, context, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

/* The connection broke while committing. Each change has an entry with a salted digest: if the
 * entry is there, all is; if the lost transaction has ended without it, nothing is, and it may run
 * again. */
static enum err settle(struct store *store, struct error *error)
{
	if (store->last_entry.id == 0) return ERR_DOUBT;
	struct error unsettled;
	int64_t found = 0;
	enum err err = db_wait_old(store->db, &unsettled);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL("SELECT COUNT(*) FROM journal WHERE id = $1 AND digest = $2"),
				DB_VALUES(db_int(store->last_entry.id),
					  db_blob(store->last_entry.digest.bytes, DIGEST_BYTES)),
				&unsettled, &found);
	if (err != ERR_NONE) return ERR_DOUBT;
	if (found == 1) return ERR_NONE;
	return error_set(
		error, ERR_BUSY, "Try again in a moment.",
		"The connection to the database server was lost before anything was kept.");
}

/* Waits before the next attempt, longer each time and never in step with others. */
static void pause_before(int attempts)
{
	long longest = attempts < 5 ? 4L << attempts : 100;
	unsigned char chance;
	random_bytes(&chance, 1);
	pause_ms(1 + longest * chance / 256);
}

static enum err run_transaction(struct store *store, enum db_begin_mode mode, store_work *work,
				void *context, struct error *error)
{
	BUG_IF(store->gate != STORE_DESK);
	int64_t give_up = monotonic_ms() + RETRY_MS;
	for (int attempts = 1;; attempts++) {
		enum err err = attempt(store, mode, work, context, error);
		for (int tries = 0; err == ERR_DOUBT && tries < ATTEMPTS; tries++) {
			err = settle(store, error);
			if (err == ERR_DOUBT) pause_before(tries + 4);
		}
		bool late = attempts >= ATTEMPTS && monotonic_ms() > give_up;
		/* SQLite has waited for its lock already */
		late = late || (attempts >= ATTEMPTS && !db_shares(store->db));
		if (err != ERR_BUSY || late) return copy_explain(store->db, err, error);
		pause_before(attempts);
	}
}

enum err store_transaction(struct store *store, store_work *work, void *context,
			   struct error *error)
{
	if (store->together) {
		enum err err = work(store, context, error);
		store->spoilt = store->spoilt || err != ERR_NONE;
		return err;
	}
	return run_transaction(store, DB_BEGIN_WRITE, work, context, error);
}

enum err store_together(struct store *store, store_work *work, void *context, struct error *error)
{
	BUG_IF(store->gate != STORE_DESK || store->group != NULL || store->together);
	store_forget(store);
	enum err err = db_begin(store->db, DB_BEGIN_WRITE, error);
	store->together = true;
	store->spoilt = false;
	if (err == ERR_NONE) err = work(store, context, error);
	store->together = false;
	BUG_IF(err == ERR_NONE && store->spoilt);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

enum err store_seal(struct store *store, store_work *work, void *context, struct error *error)
{
	return run_transaction(store, DB_BEGIN_SEAL, work, context, error);
}

enum err store_read(struct store *store, store_work *work, void *context, struct error *error)
{
	if (db_transaction(store->db) != 0) return work(store, context, error);
	enum err err = db_begin(store->db, DB_BEGIN_READ, error);
	if (err != ERR_NONE) return err;
	err = work(store, context, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

void store_bulk(struct store *store, bool on)
{
	store->bulk = on;
	db_cache(store->db, on ? DB_CACHE_BULK : DB_CACHE_USUAL);
}

enum err store_generation(struct store *store, struct error *error, int64_t *ret_generation)
{
	return db_generation(store->db, error, ret_generation);
}

bool store_is_behind(const struct store *store)
{
	return db_is_behind(store->db);
}

void store_must_write(const struct store *store)
{
	BUG_IF(db_transaction(store->db) != 2);
}

const unsigned char *store_salt(struct store *store)
{
	if (store->salts_left == 0) {
		random_bytes(store->salts, sizeof store->salts);
		store->salts_left = SALT_STOCK;
	}
	store->salts_left--;
	return store->salts + store->salts_left * SALT_BYTES;
}

/* Engines that share give ids by sequences: one, then two, four… at a time, so that a small change
 * wastes none and a big one asks seldom. */
static enum err more_ids(struct store *store, struct store_ids *ids, const struct db_sql *sql,
			 struct error *error)
{
	struct db_statement *rows = NULL;
	struct store_ids *entries = &store->ids[JOURNAL_IDS];
	size_t want = ids->asked == 0 ? 1 : ids->asked * 2;
	if (want > STORE_ID_STOCK) want = STORE_ID_STOCK;
	enum err err = db_query(store->db, sql, DB_VALUES(db_int((int64_t)want)), error, &rows);
	if (err != ERR_NONE) return err;
	enum db_step step;
	ids->n = ids->used = 0;
	/* ids left over of entries that a row did not need are given up: gaps are no fault */
	if (ids != entries) entries->n = entries->used = 0;
	while ((step = db_step(rows, error)) == DB_ROW) {
		BUG_IF(ids->n == STORE_ID_STOCK);
		ids->stock[ids->n++] = db_column_int(rows, 0);
		if (ids != entries) entries->stock[entries->n++] = db_column_int(rows, 1);
	}
	if (step == DB_FAILED) return db_failed(rows);
	BUG_IF(ids->n != want);
	ids->asked = want;
	return ERR_NONE;
}

enum err store_new_id(struct store *store, size_t table, const struct db_sql *sql,
		      struct error *error, int64_t *ret_id)
{
	BUG_IF(table >= STORE_IDS);
	store_must_write(store);
	struct store_ids *ids = &store->ids[table];
	if (db_shares(store->db)) {
		enum err err = ids->used < ids->n ? ERR_NONE : more_ids(store, ids, sql, error);
		if (err == ERR_NONE) *ret_id = ids->stock[ids->used++];
		return err;
	}
	if (ids->last == 0) {
		enum err err = db_number(store->db, sql, DB_NO_VALUES, error, &ids->last);
		if (err != ERR_NONE) return err;
	}
	*ret_id = ++ids->last;
	return ERR_NONE;
}

enum err store_conflict(enum err err, struct error *error, const char *sentence)
{
	if (err == ERR_CONFLICT && error != NULL)
		snprintf(error->message, sizeof error->message, "%s", sentence);
	return err;
}
