/* SPDX-License-Identifier: MulanPSL-2.0
 * Files that were sent with a form which comes back for another field, or goes on to its next page.
 * They wait in the spool folder for at most a day, enciphered under a key that only the page in the
 * visitor's browser holds: who has the disk but not the page reads nothing, and the name on disk
 * tells nothing. Of this machine alone: behind another node, after a day, or with the folder full,
 * the page names the files that must be chosen again. */
#ifndef LIANXIN_WEB_HELD_H
#define LIANXIN_WEB_HELD_H

#include "web/upload.h"

enum {
	HELD_HOURS = 24,
	HELD_FILES_MAX = 2000, /* waiting at once; together: */
	HELD_TOKEN_BYTES = 16,
	HELD_TOKEN = 2 * HELD_TOKEN_BYTES + 1,
};
#define HELD_BYTES_MAX (2LL * 1024 * 1024 * 1024)

/* Keeps a good upload and writes the word that gets it back. False when the folder takes no more.
 * folder as for spool_open(). */
bool held_keep(const char *folder, const struct upload *upload, char ret_token[HELD_TOKEN]);
/* Brings it back as an upload of its field, with bytes, digest, name, scanned or not; it stays
 * kept. False when it is not there. */
bool held_take(const char *folder, const char *token, struct arena *arena,
	       struct upload *ret_upload);
/* Forgets it. */
void held_drop(const char *folder, const char *token);
/* Forgets what is older than HELD_HOURS; the bytes and files that wait. */
void held_sweep(const char *folder, int64_t now_ms, int64_t *ret_bytes, size_t *ret_files);

#endif
