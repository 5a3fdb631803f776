/* SPDX-License-Identifier: MulanPSL-2.0
 * Timed work of a serving process, on a thread and a store connection of its own: sealing the
 * journal, and the jobs of the database (office/job.h) that this process gets hold of. Nothing here
 * computes what an office owes; office/ does. */
#ifndef LIANXIN_BELL_BELL_H
#define LIANXIN_BELL_BELL_H

#include "base/clock.h"
#include "base/error.h"

struct bell;
struct commit_group;
struct vault;
/* vault: the office's key, or NULL; must outlive it. group: what its commits are shared with, must
 * outlive it; NULL: nothing. */
enum err bell_start(const char *url, struct clock clock, struct commit_group *group,
		    const struct vault *vault, struct error *error,
		    struct bell **ret_bell) MUST_CHECK;
/* Ends after the job that runs, with one more seal, so that nothing committed is left unsealed.
 * NULL is fine. */
void bell_stop(struct bell *bell);

#endif
