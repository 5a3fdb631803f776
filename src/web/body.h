/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads a sent form piece by piece as it arrives: application/x-www-form-urlencoded and
 * multipart/form-data. Fields stay in memory, files go to unlinked temporary files; every size is
 * bounded, and anything not plainly well-formed is refused. */
#ifndef LIANXIN_WEB_BODY_H
#define LIANXIN_WEB_BODY_H

#include "web/http.h"

enum { BODY_MAX_FIELDS = 400 };

enum body_error {
	BODY_FINE,
	BODY_TOO_LARGE,	 /* 413 */
	BODY_BAD,	 /* 400: ill-formed, not UTF-8, too many fields */
	BODY_WRONG_TYPE, /* 415 */
	BODY_NO_SPACE,	 /* 507: a file could not be written */
};

struct body;
/* content_type as sent, may be NULL; limits as in struct route; folder: for spool_open(). The body
 * lives in the arena; its files are closed by body_close until body_finish hands them over. */
enum body_error body_open(struct arena *arena, const char *content_type, size_t form_limit,
			  const struct file_rule *files, const char *folder,
			  struct body **ret_body);
/* After an error every later call returns that error. */
enum body_error body_feed(struct body *body, const char *bytes, size_t n);
/* The end: sets the request's form fields and uploads; file fields left empty are not among them.
 */
enum body_error body_finish(struct body *body, struct request *request);
/* Closes the files; NULL is fine. */
void body_close(struct body *body);

/* Splits a=b&c=d and decodes; also for queries. False when ill-formed or more than max fields. */
bool body_split(struct arena *arena, const char *text, size_t n, struct field **ret_fields,
		size_t *ret_n);

#endif
