/* SPDX-License-Identifier: MulanPSL-2.0
 * What a process knows of its database: whether somebody committed, and whether it can be written
 * to. A thread of its own looks, so that a database that is away makes nobody else wait: the event
 * loop reads here what was seen last. */
#ifndef LIANXIN_WEB_WATCH_H
#define LIANXIN_WEB_WATCH_H

#include "base/error.h"

enum {
	WATCH_GENERATION_MS = 100, /* how often each is looked at */
	WATCH_READY_MS = 1000,
	WATCH_AWAY_MS = 500,  /* both, while the database is away */
	WATCH_LATE_MS = 3000, /* a look that takes longer counts as "away" */
};

struct watch_options {
	void *context; /* what the two look through; the watch's thread alone uses it */
	/* A number that changes with every commit in any process (store_generation). */
	enum err (*generation)(void *context, struct error *error, int64_t *ret_generation);
	/* ERR_NONE when the database takes writes and has a schema that fits. */
	enum err (*ready)(void *context, struct error *error);
	/* ERR_NONE when the public's pages can be made, from a replica too; asked while it is not
	 * ready for a reason that passes (ERR_BUSY): a schema that does not fit suits nobody. */
	enum err (*readable)(void *context, struct error *error);
};

struct watch;
/* Looks once before it returns; a database that is away then is not an error. */
enum err watch_start(const struct watch_options *options, struct error *error,
		     struct watch **ret_watch) MUST_CHECK;
/* Waits for the look that runs. NULL is fine. */
void watch_stop(struct watch *watch);
/* fd is written to whenever the generation has moved, or is known or unknown again; -1: nobody. */
void watch_wake(struct watch *watch, int fd);
/* From here on the process is not ready: it is about to stop. NULL is fine. */
void watch_stopping(struct watch *watch);

/* These never wait for the database. */
/* False when it is not known now whether anybody committed. */
bool watch_generation(struct watch *watch, int64_t *ret_generation);
/* May a balancer send people here who write? why: one English sentence, also when it may. */
enum { WATCH_WHY = 256 };
bool watch_ready(struct watch *watch, char ret_why[WATCH_WHY]);
/* And people who only read? */
bool watch_readable(struct watch *watch);

#endif
