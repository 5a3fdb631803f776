/* SPDX-License-Identifier: MulanPSL-2.0
 * A backup of a database that is no file, and its way back: both are copies. */
#include <stdio.h>
#include <unistd.h>

#include "store/backup.h"
#include "store/copy_inside.h"

/* The copy while it grows, and what SQLite keeps beside it. */
static void remove_filling(const char *path, struct arena *arena)
{
	static const char *const tails[] = {"", "-wal", "-shm", "-serve"};
	for (size_t i = 0; i < COUNT_OF(tails); i++)
		unlink(arena_printf(arena, "%s%s", path, tails[i]));
}

static enum err pack(const char *filling, const char *path, struct error *error)
{
	struct store *store = NULL;
	enum err err =
		store_open_raw(&db_driver_sqlite, filling, STORE_DESK, DB_READONLY, error, &store);
	if (err == ERR_NONE) err = store_backup(store, path, error);
	store_close(store);
	return err;
}

enum err store_backup_shared(const char *url, const char *path, const struct author *author,
			     struct arena *arena, struct error *error)
{
	const char *filling = arena_printf(arena, "%s.filling", path);
	struct copy_result result;
	struct copy_order order = {.from = url,
				   .to = arena_printf(arena, "sqlite:%s", filling),
				   .purpose = COPY_SNAPSHOT,
				   .author = *author,
				   .as_it_is = true};
	if (store_file_exists(path))
		return error_set(error, ERR_ENV, "Choose another name or move that file away.",
				 "There is a file at %s already.", path);
	remove_filling(filling, arena); /* of a backup that was interrupted: its moment is past */
	enum err err = store_copy(&order, arena, error, &result);
	if (err == ERR_NONE) err = pack(filling, path, error);
	remove_filling(filling, arena);
	return err;
}

static enum err whole_file(const char *path, struct error *error)
{
	struct store *store = NULL;
	if (!store_file_exists(path))
		return error_set(error, ERR_ENV, "Check the path of the backup.",
				 "There is no file at %s.", path);
	enum err err =
		store_open_raw(&db_driver_sqlite, path, STORE_DESK, DB_READONLY, error, &store);
	if (err == ERR_NONE) err = store_integrity(store, error);
	store_close(store);
	return err;
}

enum err store_restore_shared(const char *url, const char *from, const struct author *author,
			      struct arena *arena, struct error *error,
			      struct journal_verdict *ret_verdict)
{
	struct copy_result result = {.rows = 0};
	struct copy_order order = {.from = arena_printf(arena, "sqlite:%s", from),
				   .to = url,
				   .purpose = COPY_SNAPSHOT,
				   .author = *author};
	enum err err = whole_file(from, error);
	if (err == ERR_NONE) err = store_copy(&order, arena, error, &result);
	*ret_verdict = result.verdict;
	return err;
}
