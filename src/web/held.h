/* SPDX-License-Identifier: MulanPSL-2.0
 * Files that were sent with a form which comes back for another field, or goes on to its next page.
 * They wait in the spool folder for at most a day, enciphered under a key that only the page in the
 * visitor's browser holds: who has the disk but not the page reads nothing, and the name on disk
 * tells but which ones the same sender left. Of this machine alone: behind another node, after a
 * day, or with the folder full, the page names the files that must be chosen again. Nobody without
 * an account fills the folder for all: one sender has a share, and they all together leave room for
 * the desk. */
#ifndef LIANXIN_WEB_HELD_H
#define LIANXIN_WEB_HELD_H

#include "web/upload.h"

enum {
	HELD_HOURS = 24,
	HELD_FILES_MAX = 2000,	 /* waiting at once; together: */
	HELD_SENDER_FILES = 200, /* of one sender */
	HELD_DESK_PART = 4,	 /* one in so many is for the desk alone */
	HELD_SENDER = 8,
	HELD_KEY_BYTES = 16,
	HELD_TOKEN = HELD_SENDER + 2 * HELD_KEY_BYTES + 1,
};
#define HELD_BYTES_MAX (2LL * 1024 * 1024 * 1024)
#define HELD_SENDER_BYTES (256LL * 1024 * 1024)

/* Keeps a good upload and writes the word that gets it back. False when the folder takes no more,
 * or no more of this sender. folder as for spool_open(); sender: HELD_SENDER hexadecimal digits
 * that mark him (visitor_mark()); NULL: the desk, which has no share. */
bool held_keep(const char *folder, const struct upload *upload, const char *sender,
	       char ret_token[HELD_TOKEN]);
/* Brings it back as an upload of its field, with bytes, digest, name, scanned or not; it stays
 * kept. False when it is not there. */
bool held_take(const char *folder, const char *token, struct arena *arena,
	       struct upload *ret_upload);
/* Forgets it. */
void held_drop(const char *folder, const char *token);
/* Forgets what is older than HELD_HOURS; the bytes and files that wait. */
void held_sweep(const char *folder, int64_t now_ms, int64_t *ret_bytes, size_t *ret_files);

#endif
