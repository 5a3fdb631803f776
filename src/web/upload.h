/* SPDX-License-Identifier: MulanPSL-2.0
 * Files sent with a form. body.c puts them into unlinked files of the spool folder as they arrive;
 * before the page runs each is looked at (base/file_check.h), digested, and shown to the virus
 * scanner where there is one. What is wrong with a file is said to its field: the form comes back
 * with everything else. A page reads them through web/form.h, or request_upload(). */
#ifndef LIANXIN_WEB_UPLOAD_H
#define LIANXIN_WEB_UPLOAD_H

#include "base/digest.h"
#include "base/file_check.h"

enum { UPLOADS_MAX = 24 };

/* What a route's files must be. */
struct file_rule {
	size_t most;	     /* files in one form, below UPLOADS_MAX */
	int64_t each, total; /* bytes */
	/* FILE_SET_…; 0: whatever comes, unchecked, for a page that reads it itself (a CSV): then
	 * what is too large or too many is 413 */
	unsigned kinds;
};
/* What the public sends: five files of 10 MiB; proofs alone, or papers of every public kind. */
extern const struct file_rule upload_proofs, upload_public;
/* What the desk attaches: scans and documents of 50 MiB, 200 MiB at once. */
extern const struct file_rule upload_desk;

struct upload {
	const char *field, *filename; /* as sent; never use this name, not even to show it */
	int fd;			      /* at offset 0, -1 without bytes; the server closes it */
	int64_t bytes;
	/* Set where the route's rule names kinds. */
	const char *wrong; /* why it is refused, a Chinese sentence naming it; NULL: it is good */
	enum file_kind kind;
	const char *name; /* clean, the extension that of its kind */
	const char *media_type;
	struct digest digest;
	bool unscanned; /* kept though the virus scanner did not answer, as the office chose */
	const char
		*held; /* the word by which it waits between two pages (held.h); NULL: sent now */
	const void *mapped; /* its bytes; read them with upload_bytes() */
};

/* With a file that waits between two pages come FIELD.held, its token, ';' and name; FIELD.drop
 * with the token when the visitor takes it back. */
#define UPLOAD_HELD ".held"
#define UPLOAD_DROP ".drop"

struct request;
/* All bytes of a good file of a rule with kinds, until the request ends. In the page cache, not in
 * our memory. */
const void *upload_bytes(const struct upload *upload);
/* Reads n bytes from offset `at`; false when they are not there. */
bool upload_read(const struct upload *upload, int64_t at, void *ret_bytes, size_t n) MUST_CHECK;
/* What may be chosen, under a file field: kinds of FILE_SET_…, `most` files. */
const char *upload_hint(const struct file_rule *rule, unsigned kinds, size_t most,
			struct arena *arena);
/* "850 KB", "1.2 MB", as people say it. */
const char *upload_size(int64_t bytes, struct arena *arena);

/* Server only. Looks at the files of a request, on a worker. */
void uploads_check(struct request *request);
/* Closes all files. */
void uploads_close(struct request *request);

#endif
