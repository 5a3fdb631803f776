/* SPDX-License-Identifier: MulanPSL-2.0
 * An answer too long for memory, such as an export: written to a file of the spool folder without a
 * name, and sent from there. */
#ifndef LIANXIN_WEB_OUTGOING_H
#define LIANXIN_WEB_OUTGOING_H

#include "base/buf.h"
#include "base/error.h"

enum { OUTGOING_PIECE = 64 * 1024 };
#define OUTGOING_MAX (1024LL * 1024 * 1024)

struct reply;
struct outgoing {
	const char *folder; /* the site's spool */
	int fd;		    /* -1 before the first piece */
	int64_t written;
	struct buf piece; /* not written yet */
};
void outgoing_init(struct outgoing *outgoing, const char *folder);
/* Adds n bytes; context is the struct outgoing. ERR_CONTENT, Chinese, beyond OUTGOING_MAX; ERR_ENV
 * when the disk takes no more. The work of entry_export() and its like. */
enum err outgoing_write(const char *bytes, size_t n, void *context, struct error *error) MUST_CHECK;
/* Gives what was written to the reply, when err, the export's own, is ERR_NONE; else forgets it and
 * hands err back. Always to be called. */
enum err outgoing_end(struct outgoing *outgoing, enum err err, struct reply *reply,
		      struct error *error) MUST_CHECK;

#endif
