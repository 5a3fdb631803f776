/* SPDX-License-Identifier: MulanPSL-2.0
 * What a serving process and its timed work need of the store. */
#ifndef LIANXIN_OFFICE_SERVING_H
#define LIANXIN_OFFICE_SERVING_H

#include "office/office.h"

/* Only one process serves a database. ERR_ENV when another does already; the lock ends with the
 * process, or with serving_end (NULL is fine). */
struct serve_lock;
enum err serving_begin(const char *url, struct error *error,
		       struct serve_lock **ret_lock) MUST_CHECK;
void serving_end(struct serve_lock *lock);

/* Makes the threads of one process share their commits (store/group.h): open it, join each office
 * attached, close it after all of them. */
struct commit_group;
enum err serving_share(const char *url, struct error *error,
		       struct commit_group **ret_group) MUST_CHECK;
void serving_join(struct office *office, struct commit_group *group);
void serving_unshare(struct commit_group *group);

/* Chains the journal entries committed since the last call; to be called about once a second.
 * ERR_BUSY is harmless: the next call does it. */
enum err serving_seal(struct office *office, struct error *error) MUST_CHECK;

/* Is the database across a network? Then it may be away for a while, and asking it may wait. */
bool serving_remote(const char *url);
/* ERR_NONE while the database answers, takes writes and has a schema that fits; may wait long. */
enum err serving_ready(struct office *office, struct error *error) MUST_CHECK;

/* A number that changes with every commit in any process; comes back to a lost server. May wait. */
enum err serving_generation(struct office *office, struct error *error,
			    int64_t *ret_generation) MUST_CHECK;

#endif
