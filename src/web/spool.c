/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/clock.h"
#include "web/held.h"

/* File systems without O_TMPFILE: a name for a moment. */
static int open_named(const char *folder)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/lianxin-XXXXXX", folder);
	if (n < 0 || (size_t)n >= sizeof path) return -1;
	int fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0) unlink(path);
	return fd;
}

const char *spool_folder(const char *folder)
{
	if (folder == NULL) folder = getenv("TMPDIR");
	return folder == NULL ? "/tmp" : folder;
}

/* The database may lie on the same disk: its last bytes are not for visitors' files. */
bool spool_has_room(const char *folder)
{
	struct statvfs disk;
	return statvfs(spool_folder(folder), &disk) != 0 || disk.f_blocks == 0 ||
	       (uint64_t)disk.f_bavail * disk.f_frsize >= SPOOL_RESERVE;
}

int spool_open(const char *folder)
{
	if (!spool_has_room(folder)) return -1;
	folder = spool_folder(folder);
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) fd = open_named(folder);
	return fd;
}

/* Ours alone, and files can be made in it; else why not. */
static const char *refusal_of(const char *folder)
{
	struct stat stat;
	if (mkdir(folder, 0700) != 0 && errno != EEXIST) return strerror(errno);
	if (lstat(folder, &stat) != 0) return strerror(errno);
	if (!S_ISDIR(stat.st_mode)) return "it is no folder";
	if (stat.st_uid != geteuid()) return "it belongs to another user";
	if (stat.st_mode & (S_IWGRP | S_IWOTH)) return "others may write into it";
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) fd = open_named(folder);
	if (fd < 0) return strerror(errno);
	close(fd);
	return NULL;
}

enum err spool_prepare(const char *asked, const char *db_url, struct arena *arena,
		       struct error *error, const char **ret_folder)
{
	static const char file[] = "sqlite:";
	const char *temporary = getenv("TMPDIR"), *folder = asked;
	if (folder == NULL && strncmp(db_url, file, strlen(file)) == 0)
		folder = arena_printf(arena, "%s-spool", db_url + strlen(file));
	const char *refusal = folder == NULL ? "" : refusal_of(folder);
	if (refusal != NULL && asked == NULL) {
		folder = arena_printf(arena, "%s/lianxin-spool-%u",
				      temporary == NULL ? "/var/tmp" : temporary,
				      (unsigned)geteuid());
		refusal = refusal_of(folder);
	}
	if (refusal != NULL)
		return error_set(error, ERR_ENV, "Name a folder of this user's own with --spool.",
				 "Files that visitors send cannot be kept in %s: %s.", folder,
				 refusal);
	int64_t bytes;
	size_t files;
	held_sweep(folder, clock_now(NULL), &bytes, &files);
	*ret_folder = folder;
	return ERR_NONE;
}
