/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared by the files about accounts; nobody else includes it. */
#ifndef LIANXIN_OFFICE_STAFF_INSIDE_H
#define LIANXIN_OFFICE_STAFF_INSIDE_H

#include "office/staff.h"
#include "store/account.h"

/* The purpose of links as the store keeps it: one kind serves set-up and reset. */
#define LINK_SETUP "setup"

/* A fresh secret with its end by the settings, and the digest that is kept of it. */
enum err staff_link_make(struct office *office, struct error *error, struct staff_link *ret_link,
			 struct digest *ret_digest) MUST_CHECK;
/* Loads an account, checks the actor against its agency, and keeps his hands off his own:
 * ERR_CONFLICT. */
enum err staff_begin(struct office *office, const struct actor *actor, enum permission permission,
		     int64_t account_id, struct arena *arena, struct error *error,
		     struct account *ret_account) MUST_CHECK;
/* Does the link wait for the security administrator? Asked anew each time it is used, so that a
 * role granted meanwhile counts. */
enum err staff_link_waits(struct office *office, const struct one_time_link *link,
			  const struct account *account, struct error *error,
			  bool *ret_waits) MUST_CHECK;
/* Counts a wrong present password of somebody signed in towards the lock, and journals it as a
 * sign-in refused. *ret_locked: the account is locked now; by the one that locks it his logins
 * ended. */
enum err signin_wrong(struct office *office, const struct actor *actor,
		      const struct account *account, struct error *error,
		      bool *ret_locked) MUST_CHECK;
/* Of a token as it came from a cookie or a link; anything else than 64 hex digits gives a digest
 * that no token has. */
struct digest token_digest(const char *token);

#endif
