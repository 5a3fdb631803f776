/* SPDX-License-Identifier: MulanPSL-2.0
 * What every use case is given: the office (where its things are) and the actor (who asks). A use
 * case authorises, loads, asks law/, saves and journals, in that order; a page or a command only
 * calls it. Times come from the office's clock alone. */
#ifndef LIANXIN_OFFICE_OFFICE_H
#define LIANXIN_OFFICE_OFFICE_H

#include <stdatomic.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/problem.h"
#include "store/account.h"

struct hash_gate;
struct vault;

struct office;
/* Is this office's long work to end? Then *error says so. */
enum err office_stopping(const struct office *office, struct error *error) MUST_CHECK;

/* One per thread that serves: a store handle is not shared between threads. */
struct office {
	struct store *store;	   /* STORE_DESK; owned by whoever opened it */
	struct clock clock;	   /* all zero: the machine's */
	const struct vault *vault; /* keys of personal data, shared by all threads; NULL: none, and
				      nothing is sealed or opened (office/sealing.h) */
	struct hash_gate *gate;	 /* bounds password hashing; shared by all threads; NULL in programs
				    of one thread */
	const atomic_bool *stop; /* true: long work is to end soon, and comes again; NULL: never */
};

/* Opens the desk's store for one thread. Errors of store_open(). */
enum err office_attach(const char *url, struct clock clock, struct hash_gate *gate,
		       struct error *error, struct office *ret_office) MUST_CHECK;
/* Seals the journal, as far as it can, and closes: an operator's command leaves no loose tail. Does
 * nothing when nothing is attached. */
/* The same for reading alone, from a read-only disk too. What would write fails with ERR_ENV. */
enum err office_attach_reading(const char *url, struct clock clock, struct error *error,
			       struct office *ret_office) MUST_CHECK;
void office_detach(struct office *office);
/* The same office for what runs inside a transaction: it reads through the store the work was
 * given, which need not be its own. Valid as long as the work runs. */
struct office office_inside(const struct office *office, struct store *store);
/* Is this a demonstration database (`init --demo`)? Such a one is watermarked, carries accounts
 * with known passwords, and must be served on loopback only. */
enum err office_is_demo(struct office *office, struct error *error, bool *ret_demo) MUST_CHECK;

/* WHO_VISITOR: a citizen at the public face, without an account. */
enum actor_who { WHO_ACCOUNT, WHO_OPERATOR, WHO_HOUSE, WHO_VISITOR };
struct actor {
	enum actor_who who;
	int64_t account_id; /* WHO_ACCOUNT; 0 otherwise */
	const char *login, *name;
	int64_t agency_id; /* the account's agency: it and everything below is in reach */
	enum account_kind kind;
	unsigned roles;	  /* ROLE_… bits */
	bool must_change; /* may do nothing but change the password */
	const char *from; /* network address, or "" */
};
/* The person at the machine, through the command line: whoever can read the database file. */
struct actor actor_operator(void);
/* Timed work, and the first steps of a new office. */
struct actor actor_house(void);
/* A citizen; from: the network address, or "". */
struct actor actor_visitor(const char *from);
/* The actor as the journal names it, at the office's present moment. */
struct author office_author(const struct office *office, const struct actor *actor);

/* "clerk,head", "system" or "" to kind and roles; false for anything unknown, doubled, or that
 * mixes an administrator with another role (三员分立). */
bool roles_parse(const char *text, enum account_kind *ret_kind, unsigned *ret_roles);
/* The reverse, in the arena: codes, or labels joined by "、". */
const char *roles_text(enum account_kind kind, unsigned roles, struct arena *arena);
const char *roles_label(enum account_kind kind, unsigned roles, struct arena *arena);

#endif
