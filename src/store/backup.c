/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/backup.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/inside.h"
#include "store/migrate.h"
#include "store/similar.h"

enum { PATH_BYTES = 4096 };

static enum err name_beside(const char *path, const char *suffix, char ret_name[PATH_BYTES],
			    struct error *error)
{
	int n = snprintf(ret_name, PATH_BYTES, "%s%s", path, suffix);
	if (n >= 0 && n < PATH_BYTES) return ERR_NONE;
	return error_set(error, ERR_ENV, "Use a shorter path.", "The path is too long.");
}

static enum err file_error(struct error *error, const char *what, const char *path)
{
	int saved = errno;
	enum err err = error_set(error, ERR_ENV, "Check the directory, its permissions and space.",
				 "%s cannot be %s.", path, what);
	error_detail(error, "%s", strerror(saved));
	return err;
}

/* A rename is on disk only when its directory is. */
static enum err sync_folder(const char *path, struct error *error)
{
	char copy[PATH_BYTES];
	snprintf(copy, sizeof copy, "%s", path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool fine = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0) close(fd);
	return fine ? ERR_NONE : file_error(error, "written to disk", path);
}

/* Copies into a file of our own beside `path`, readable by its owner alone. */
static enum err copy_beside(struct store *store, const char *path, char ret_partial[PATH_BYTES],
			    struct error *error)
{
	enum err err = name_beside(path, ".partial", ret_partial, error);
	if (err != ERR_NONE) return err;
	int fd = open(ret_partial, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (fd < 0) return file_error(error, "made", ret_partial);
	close(fd);
	err = db_copy(store->db, ret_partial, error);
	if (err != ERR_NONE) unlink(ret_partial);
	return err;
}

enum err store_backup(struct store *store, const char *path, struct error *error)
{
	char partial[PATH_BYTES];
	if (store_file_exists(path))
		return error_set(error, ERR_ENV, "Choose another name or move that file away.",
				 "There is a file at %s already.", path);
	enum err err = copy_beside(store, path, partial, error);
	if (err != ERR_NONE) return err;
	if (rename(partial, path) != 0) {
		err = file_error(error, "made", path);
		unlink(partial);
		return err;
	}
	return sync_folder(path, error);
}

static enum err check_backup(struct store *store, struct arena *arena, struct error *error,
			     struct journal_verdict *ret_verdict)
{
	int number = 0;
	memset(ret_verdict, 0, sizeof *ret_verdict);
	enum err err = migrate_number(store->db, error, &number);
	if (err == ERR_NONE) err = store_integrity(store, error);
	/* an older schema is verified once `migrate` has brought it up to date */
	if (err != ERR_NONE || number < store_schema()) return err;
	err = journal_verify(store, arena, error, ret_verdict);
	if (err == ERR_NONE && ret_verdict->findings > 0)
		err = error_set(error, ERR_CONTENT, "Choose another backup.",
				"The backup's journal does not verify: %lld findings.",
				(long long)ret_verdict->findings);
	return err;
}

/* Keeps what is at path as path.before-restore, with its log. */
static enum err set_aside(const char *path, struct error *error)
{
	static const char *const parts[] = {"-wal", "-shm", ""};
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		char from[PATH_BYTES], to[PATH_BYTES], suffix[32];
		snprintf(suffix, sizeof suffix, ".before-restore%s", parts[i]);
		enum err err = name_beside(path, parts[i], from, error);
		if (err == ERR_NONE) err = name_beside(path, suffix, to, error);
		if (err != ERR_NONE) return err;
		unlink(to); /* of an earlier restore */
		if (rename(from, to) != 0 && errno != ENOENT)
			return file_error(error, "set aside", from);
	}
	return ERR_NONE;
}

/* The copy is a plain file; the server wants it in WAL. */
static enum err into_wal(const char *path, struct error *error)
{
	struct store *store = NULL;
	enum err err =
		store_open_raw(&db_driver_sqlite, path, STORE_DESK, DB_CREATE, error, &store);
	store_close(store);
	return err;
}

static enum err put_in_place(struct store *backup, const char *path, struct error *error)
{
	char partial[PATH_BYTES];
	enum err err = copy_beside(backup, path, partial, error);
	if (err != ERR_NONE) return err;
	err = into_wal(partial, error);
	if (err == ERR_NONE) err = set_aside(path, error);
	if (err == ERR_NONE && rename(partial, path) != 0) err = file_error(error, "made", path);
	if (err == ERR_NONE) return sync_folder(path, error);
	unlink(partial);
	return err;
}

enum err store_restore(const char *url, const char *from, struct arena *arena, struct error *error,
		       struct journal_verdict *ret_verdict)
{
	const char *path = NULL;
	struct serve_lock *lock = NULL;
	struct store *backup = NULL;
	enum err err = store_path(url, error, &path);
	if (err != ERR_NONE) return err;
	if (!store_file_exists(from))
		return error_set(error, ERR_ENV, "Check the path of the backup.",
				 "There is no file at %s.", from);
	err = serve_lock_take(url, error, &lock);
	if (err != ERR_NONE) return err;
	err = store_open_raw(&db_driver_sqlite, from, STORE_DESK, DB_READONLY, error, &backup);
	if (err == ERR_NONE) err = check_backup(backup, arena, error, ret_verdict);
	if (err == ERR_NONE) err = put_in_place(backup, path, error);
	store_close(backup);
	serve_lock_drop(lock);
	return err;
}

enum err store_rebuild(struct store *store, struct error *error)
{
	enum err err = similar_rebuild(store, error);
	return err != ERR_NONE ? err : db_rebuild(store->db, error);
}

enum err store_integrity(struct store *store, struct error *error)
{
	return db_integrity(store->db, error);
}
