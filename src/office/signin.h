/* SPDX-License-Identifier: MulanPSL-2.0
 * Signing in and out. The answer to a wrong password, an unknown login, a locked or a disabled
 * account is one and the same sentence and takes as long; five failures in a row lock for 15
 * minutes (settings). Journalled: sign-in, refusal, lock, sign-out; never what was typed. */
#ifndef LIANXIN_OFFICE_SIGNIN_H
#define LIANXIN_OFFICE_SIGNIN_H

#include "office/permission.h"

/* The cookie's value; the database keeps its SM3 only. */
enum { SIGNIN_TOKEN = 65 };

/* Slow (hashing): from a worker thread. ERR_DENIED with the one sentence. A new token each time. */
enum err signin_start(struct office *office, const char *login, const char *password,
		      const char *from, struct error *error,
		      char ret_token[SIGNIN_TOKEN]) MUST_CHECK;
/* Who holds the cookie: fills *ret_actor (texts in the arena). ERR_DENIED when there is no such
 * login or it has ended (idle 30 minutes, absolute 12 hours; settings). Notes the visit, at most
 * once a minute. */
enum err signin_actor(struct office *office, const char *token, const char *from,
		      struct arena *arena, struct error *error, struct actor *ret_actor) MUST_CHECK;
enum err signin_end(struct office *office, const char *token, const struct actor *actor,
		    struct error *error) MUST_CHECK;
/* When and from where the actor's account signed in last, and the time before. */
enum err signin_last(struct office *office, const struct actor *actor, struct arena *arena,
		     struct error *error, struct account_signins *ret_signins) MUST_CHECK;
/* Removes what has ended: logins, one-time links, notes of forms. job: as in office/job.h; NULL:
 * just now. */
struct job;
enum err signin_sweep(struct office *office, const struct job *job, struct error *error) MUST_CHECK;

#endif
