/* SPDX-License-Identifier: MulanPSL-2.0
 * Passwords: what a good one is, and argon2id (19 MiB, two passes; about 25 ms). Hashing is slow on
 * purpose: call it from worker threads, never from the event loop. At most two run at once. */
#ifndef LIANXIN_OFFICE_PASSWORD_H
#define LIANXIN_OFFICE_PASSWORD_H

#include "base/problem.h"

enum { PASSWORD_HASH = 128, PASSWORD_MAX = 128 };

/* Lets two threads hash at a time, so that a flood of sign-ins cannot take the machine's memory. */
struct hash_gate;
struct hash_gate *hash_gate_new(void);
void hash_gate_free(struct hash_gate *gate);

/* The rules: at least 12 characters, or at least 8 with three of lower case, upper case, digits and
 * others; at most 128 bytes; valid UTF-8 without control characters; not containing the login or
 * the name. Sentences (Chinese) go to the field "password". */
bool password_check(const char *password, const char *login, const char *name,
		    struct problems *problems);
/* gate may be NULL. */
void password_hash(struct hash_gate *gate, const char *password, char ret_hash[PASSWORD_HASH]);
/* hash NULL or "": takes as long and answers false, so that an unknown login cannot be told from a
 * wrong password. */
bool password_matches(struct hash_gate *gate, const char *hash, const char *password);

#endif
