/* SPDX-License-Identifier: MulanPSL-2.0
 * What a process that serves looks at all the time, on a thread that has the time: both find a lost
 * server again, and may wait as long as that takes. */
#ifndef LIANXIN_STORE_READY_H
#define LIANXIN_STORE_READY_H

#include "store/store.h"

/* ERR_NONE when the database answers, takes writes and has a schema this program works with. */
enum err store_ready(struct store *store, struct error *error) MUST_CHECK;
/* store_generation() that says when the database is away, and comes back to it. */
enum err store_look(struct store *store, struct error *error, int64_t *ret_generation) MUST_CHECK;

#endif
