/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

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

int spool_open(const char *folder)
{
	if (folder == NULL) folder = getenv("TMPDIR");
	if (folder == NULL) folder = "/tmp";
	struct statvfs disk;
	/* the database may lie on the same disk: its last bytes are not for visitors' files */
	bool full = statvfs(folder, &disk) == 0 && disk.f_blocks > 0 &&
		    (uint64_t)disk.f_bavail * disk.f_frsize < SPOOL_RESERVE;
	if (full) return -1;
	int fd = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	if (fd < 0 && (errno == EOPNOTSUPP || errno == EISDIR)) fd = open_named(folder);
	return fd;
}
