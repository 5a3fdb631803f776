/* SPDX-License-Identifier: MulanPSL-2.0
 * A register's entries from a CSV file: all of it or nothing, with the place of every mistake. */
#ifndef LIANXIN_OFFICE_IMPORT_H
#define LIANXIN_OFFICE_IMPORT_H

#include "office/permission.h"
#include "store/register.h"

enum { IMPORT_ERRORS_KEPT = 100 };

/* Where the CSV is: a path, or bytes in memory. */
struct import_source {
	const char *path; /* NULL: bytes */
	const char *bytes;
	size_t n;
	/* The word of the form it came with (office/once.h) and the file's digest, so that it is
	 * imported once; NULL: no form. */
	const char *word, *digest;
};

struct import_error {
	int64_t line;	    /* of the file, from 1 */
	const char *column; /* the header's name; "" for the whole line */
	const char *reason; /* Chinese */
};

struct import_result {
	int64_t rows;	  /* records read behind the header */
	int64_t imported; /* rows, or 0 when there was any error; in a dry run: would be imported */
	int64_t n_errors; /* all of them */
	struct import_error errors[IMPORT_ERRORS_KEPT]; /* the first ones */
	size_t n_kept;
	bool again; /* the same form had been sent before, and imported that many */
};

/* Header names in any order; an unknown, missing (required) or doubled column is an error. Fields
 * lose blanks around them, and the ' a spreadsheet-safe export puts before = + - @. Each entry gets
 * its journal entry, the whole one more (IMPORT), in one transaction. Names of the registers beside
 * the requests are sealed as they come in; without the office's key each is an error. dry_run: all
 * of it, then nothing is kept. ERR_CONTENT when there were errors: *ret_result tells them; it is
 * also set with ERR_NONE. Memory is bounded whatever the file's size. */
enum err import_csv(struct office *office, const struct actor *actor, enum register_id id,
		    int64_t agency_id, const struct import_source *source, bool dry_run,
		    struct arena *arena, struct error *error,
		    struct import_result *ret_result) MUST_CHECK;

#endif
