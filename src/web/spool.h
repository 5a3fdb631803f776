/* SPDX-License-Identifier: MulanPSL-2.0
 * The folder where files lie while they arrive: without a name, gone with their last descriptor,
 * also after a kill. */
#ifndef LIANXIN_WEB_SPOOL_H
#define LIANXIN_WEB_SPOOL_H

enum { SPOOL_RESERVE = 64 * 1024 * 1024 }; /* bytes of the disk that files may not take */

/* A new empty file to read and write, -1 when the folder takes none: no such folder, no right, too
 * many open files, or less than SPOOL_RESERVE left. folder NULL: TMPDIR, else /tmp. */
int spool_open(const char *folder);

#endif
