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
#include "store/inside.h"
#include "store/migrate.h"

enum { ROW_MAX = 4 << 20, ATTEMPTS = 3 };

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

enum err store_path(const char *url, struct error *error, const char **ret_path)
{
	if (strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0)
		return error_set(error, ERR_ENV, "Use sqlite:PATH.",
				 "This version does not speak to PostgreSQL yet.");
	if (strncmp(url, "sqlite:", 7) != 0 || url[7] == '\0')
		return error_set(error, ERR_USAGE, "Write it as sqlite:PATH.",
				 "The database '%s' is not a database URL.", url);
	*ret_path = url + 7;
	return ERR_NONE;
}

bool store_file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

enum err store_open_raw(const char *path, enum store_gate gate, unsigned flags, struct error *error,
			struct store **ret_store)
{
	struct db *db = NULL;
	if (gate != STORE_DESK) flags |= DB_READONLY;
	enum err err = db_open(path, flags, error, &db);
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
	const char *path = NULL;
	enum err err = store_path(url, error, &path);
	if (err != ERR_NONE) return err;
	if (!store_file_exists(path))
		return error_set(error, ERR_ENV,
				 "Make one with `lianxin init`, or check the path given with --db.",
				 "There is no database at %s.", path);
	struct store *store = NULL;
	err = store_open_raw(path, gate, (flags & STORE_READONLY) ? DB_READONLY : 0, error, &store);
	if (err == ERR_NONE) err = migrate_check(store->db, error);
	if (err != ERR_NONE) {
		store_close(store);
		return err;
	}
	if (views[gate] != NULL) db_gate(store->db, views[gate]);
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

enum err store_create(const char *url, int64_t at, struct error *error, struct store **ret_store)
{
	const char *path = NULL;
	enum err err = store_path(url, error, &path);
	if (err == ERR_NONE) err = make_file(path, error);
	if (err != ERR_NONE) return err;
	struct store *store = NULL;
	err = store_open_raw(path, STORE_DESK, DB_CREATE, error, &store);
	if (err == ERR_NONE) err = db_begin(store->db, true, error);
	if (err == ERR_NONE) err = migrate_apply(store->db, 0, at, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) {
		store_close(store);
		unlink(path); /* it was empty before */
		return err;
	}
	*ret_store = store;
	return ERR_NONE;
}

static void pause_ms(long ms)
{
	struct timespec length = {.tv_sec = 0, .tv_nsec = ms * 1000000};
	nanosleep(&length, NULL);
}

enum err store_transaction(struct store *store, store_work *work, void *context,
			   struct error *error)
{
	BUG_IF(store->gate != STORE_DESK);
	enum err err = ERR_BUSY;
	for (int attempt = 0; attempt < ATTEMPTS && err == ERR_BUSY; attempt++) {
		if (attempt > 0) pause_ms(20L * attempt);
		memset(store->last_ids, 0, sizeof store->last_ids);
		err = db_begin(store->db, true, error);
		if (err == ERR_NONE) err = work(store, context, error);
		if (err == ERR_NONE) err = db_commit(store->db, error);
		if (err != ERR_NONE) db_rollback(store->db);
	}
	return err;
}

enum err store_read(struct store *store, store_work *work, void *context, struct error *error)
{
	if (db_transaction(store->db) != 0) return work(store, context, error);
	enum err err = db_begin(store->db, false, error);
	if (err != ERR_NONE) return err;
	err = work(store, context, error);
	if (err == ERR_NONE) err = db_commit(store->db, error);
	if (err != ERR_NONE) db_rollback(store->db);
	return err;
}

void store_bulk(struct store *store, bool on)
{
	db_cache(store->db, on ? DB_CACHE_BULK : DB_CACHE_USUAL);
}

enum err store_generation(struct store *store, struct error *error, int64_t *ret_generation)
{
	return db_generation(store->db, error, ret_generation);
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

enum err store_new_id(struct store *store, size_t table, const struct db_sql *highest,
		      struct error *error, int64_t *ret_id)
{
	BUG_IF(table >= STORE_IDS);
	store_must_write(store);
	if (store->last_ids[table] == 0) {
		enum err err =
			db_number(store->db, highest, DB_NO_VALUES, error, &store->last_ids[table]);
		if (err != ERR_NONE) return err;
	}
	*ret_id = ++store->last_ids[table];
	return ERR_NONE;
}

enum err store_conflict(enum err err, struct error *error, const char *sentence)
{
	if (err == ERR_CONFLICT && error != NULL)
		snprintf(error->message, sizeof error->message, "%s", sentence);
	return err;
}
