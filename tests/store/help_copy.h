/* SPDX-License-Identifier: MulanPSL-2.0
 * An office with something in every table, and two databases compared row by row. */
#ifndef LIANXIN_TESTS_STORE_HELP_COPY_H
#define LIANXIN_TESTS_STORE_HELP_COPY_H

#include "store/copy.h"
#include "store/help_store.h"

/* office_open, then: agencies of which one is above an older one, accounts, a sign-in, a link,
 * NULL and '' and non-ASCII, a struck and an erased entry, a published report with its papers. */
void rich_office(struct office *office);
/* The office's own URL, and one beside it that is not there yet. */
void copy_beside(const struct office *office, const char *name, char ret_url[96]);
/* Closes the office's store and copies it; the office stays closed. */
enum err copy_office(struct office *office, const char *to, enum copy_purpose purpose,
		     struct copy_result *ret_result);
/* Fails unless both SQLite files hold the same rows in every table that is taken along, and the
 * second none in the others. */
void copies_equal(const struct office *office, const char *to);
/* The first column of the first row of any SQLite database. */
int64_t copy_ask(const char *url, const char *sql);

#endif
