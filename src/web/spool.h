/* SPDX-License-Identifier: MulanPSL-2.0
 * The folder where files lie while they arrive: without a name, gone with their last descriptor,
 * also after a kill. */
#ifndef LIANXIN_WEB_SPOOL_H
#define LIANXIN_WEB_SPOOL_H

#include "base/arena.h"
#include "base/error.h"

enum { SPOOL_RESERVE = 64 * 1024 * 1024 }; /* bytes of the disk that files may not take */

/* Makes ready the folder to use: the one asked for; NULL: DATABASE-spool beside a SQLite file, else
 * lianxin-spool-UID in TMPDIR or /var/tmp. It is made when it is not there, for this user alone,
 * and what waited in it too long is removed. ERR_ENV when an asked one cannot be used, or none. */
enum err spool_prepare(const char *asked, const char *db_url, struct arena *arena,
		       struct error *error, const char **ret_folder) MUST_CHECK;

/* A new empty file to read and write, -1 when the folder takes none: no such folder, no right, too
 * many open files, or less than SPOOL_RESERVE left. folder NULL: TMPDIR, else /tmp. */
int spool_open(const char *folder);
/* The folder's path. */
const char *spool_folder(const char *folder);
/* Is more than SPOOL_RESERVE of its disk free? */
bool spool_has_room(const char *folder);

#endif
