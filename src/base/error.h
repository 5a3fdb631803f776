/* SPDX-License-Identifier: MulanPSL-2.0
 * Environment errors and refusals: what went wrong (message), with what (detail, for the log),
 * and what to do (hint). Our own bugs abort (BUG_IF); a user's mistakes are problems (problem.h).
 */
#ifndef LIANXIN_BASE_ERROR_H
#define LIANXIN_BASE_ERROR_H

enum err {
	ERR_NONE = 0,
	ERR_USAGE,   /* wrong usage, impossible value on the command line: exit 2 */
	ERR_CONTENT, /* the answer is "no": bad content in a given file, a certain finding: exit 1
		      */
	ERR_ENV,     /* the environment: file, disk, port, database: exit 3 */
	ERR_BUSY,    /* nothing was kept, trying again is safe: another writer, a lost connection, a
		      * failover; exit 3, HTTP 503 */
	ERR_DOUBT,   /* the connection was lost while committing, and whether it was kept could not
		      * be found out: look before trying again; exit 3, HTTP 503 */
	ERR_MISSING, /* no such thing: HTTP 404 */
	ERR_DENIED,  /* not allowed for this actor: HTTP 403 */
	ERR_CONFLICT, /* somebody else changed it meanwhile, or the state forbids it: HTTP 409 */
};

struct error {
	enum err code;
	char message[256]; /* one sentence; English for operators, Chinese when a desk user reads it
			    */
	char detail[256];  /* for the log only; never personal data */
	char hint[256];	   /* what to do next; may be empty */
};

/* Fills *error (NULL allowed) and returns code, so that `return error_set(...)` reads well.
 * hint may be NULL. */
enum err error_set(struct error *error, enum err code, const char *hint, const char *format, ...)
	PRINTF_LIKE(4, 5);
/* Adds the log's detail to an error already set. */
void error_detail(struct error *error, const char *format, ...) PRINTF_LIKE(2, 3);
/* The contract's exit code for err: 0, 1, 2 or 3. */
int error_exit_code(enum err code);

#endif
