/* SPDX-License-Identifier: MulanPSL-2.0
 * May people be sent to a process that works on this database? */
#ifndef LIANXIN_STORE_READY_H
#define LIANXIN_STORE_READY_H

#include "store/store.h"

/* Is the database across a network, so that it may be away for a while? */
bool store_remote(const char *url);
/* ERR_NONE when it answers, takes writes and has a schema this program works with; a few reads.
 * May wait as long as a lost connection lets it: for a thread that has the time. */
enum err store_ready(struct store *store, struct error *error) MUST_CHECK;

#endif
