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
/* A copy in a process of its own, killed at its step `fatal` (COPY_UNHURT: not at all); how many
 * steps it took. Then the same order in this process. */
enum { COPY_UNHURT = 1 << 30 };
int copy_until(struct office *office, const char *to, int fatal);
enum err copy_again(struct office *office, const char *to, struct copy_result *ret_result);
/* Would a server open it? */
bool copy_is_open(const char *url);
/* Fails unless both SQLite files hold the same rows in every table that is taken along, and the
 * second no sign-in. */
void copies_equal(const struct office *office, const char *to);
/* The first column of the first row of any SQLite database. */
int64_t copy_ask(const char *url, const char *sql);

#endif
