/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/store.h"

struct serve_lock {
	int fd;
};

/* A file beside the database, never the database itself: closing any descriptor of that would drop
 * SQLite's own locks. */
enum err serve_lock_take(const char *url, struct error *error, struct serve_lock **ret_lock)
{
	const char *path = NULL;
	if (!store_is_file(url)) {
		*ret_lock = NULL; /* many processes serve a shared database */
		return ERR_NONE;
	}
	enum err err = store_path(url, error, &path);
	if (err != ERR_NONE) return err;
	char file[4096];
	char *real = realpath(path, NULL); /* by whatever links: one database, one lock */
	int n = snprintf(file, sizeof file, "%s-serve", real == NULL ? path : real);
	free(real);
	int fd = -1;
	if (n > 0 && (size_t)n < sizeof file)
		fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
	else
		errno = ENAMETOOLONG;
	if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) {
		struct serve_lock *lock = calloc(1, sizeof *lock);
		BUG_IF(lock == NULL);
		lock->fd = fd;
		*ret_lock = lock;
		return ERR_NONE;
	}
	int saved = errno;
	if (fd >= 0) close(fd);
	if (fd >= 0 && saved == EWOULDBLOCK)
		return error_set(error, ERR_ENV, "Stop the other `lianxin serve` first.",
				 "Another lianxin process serves this database already.");
	err = error_set(error, ERR_ENV, "Check that the database's directory is writable.",
			"The lock file beside the database cannot be made.");
	error_detail(error, "%s: %s", file, strerror(saved));
	return err;
}

void serve_lock_drop(struct serve_lock *lock)
{
	if (lock == NULL) return;
	close(lock->fd);
	free(lock);
}
