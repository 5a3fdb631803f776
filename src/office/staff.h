/* SPDX-License-Identifier: MulanPSL-2.0
 * Accounts of the staff: the system administrator creates and disables them and hands out one-time
 * links, the security administrator grants roles, the audit administrator reads what both did. */
#ifndef LIANXIN_OFFICE_STAFF_H
#define LIANXIN_OFFICE_STAFF_H

#include "office/permission.h"
#include "store/journal.h"

/* A one-time link's secret: shown once, kept only as a digest. The page is /setup?token=… */
enum { LINK_TOKEN = 65 };
struct staff_link {
	char token[LINK_TOKEN]; /* 64 hex digits */
	int64_t expires_at;
};

struct staff_new {
	const char *login; /* 2–32 of a–z 0–9 . _ -, beginning with a letter */
	const char *name;  /* the person's, 1–40 characters */
	int64_t agency_id;
	/* Roles: only the operator may give them here; for a system administrator they must be
	 * none, and the security administrator grants them afterwards. */
	enum account_kind kind;
	unsigned roles;
};
/* ERR_CONTENT with *problems; ERR_CONFLICT: the login is taken. The account has no password until
 * its one-time link is used. Needs ACCOUNT_WRITE. */
enum err staff_create(struct office *office, const struct actor *actor,
		      const struct staff_new *fresh, struct problems *problems, struct error *error,
		      int64_t *ret_id, struct staff_link *ret_link) MUST_CHECK;
/* Disabled accounts cannot sign in and lose their logins and a pending link. Nobody disables
 * himself: ERR_CONFLICT. */
enum err staff_disable(struct office *office, const struct actor *actor, int64_t account_id,
		       bool disabled, const char *reason, struct error *error) MUST_CHECK;
/* Office roles, or one administrator kind. Ends the account's logins, and a pending link: whoever
 * handed it out could take the place of the one who holds the new roles. A newcomer's first link
 * stays good for office roles, since accounts are made before roles are granted. Nobody changes his
 * own; needs ROLE_GRANT. */
enum err staff_grant(struct office *office, const struct actor *actor, int64_t account_id,
		     enum account_kind kind, unsigned roles, const char *reason,
		     struct error *error) MUST_CHECK;
/* A one-time link with which the person sets a new password; ends the account's logins. Needs
 * ACCOUNT_WRITE. ERR_CONFLICT where staff_reset_bar() says so. */
enum err staff_reset(struct office *office, const struct actor *actor, int64_t account_id,
		     struct error *error, struct staff_link *ret_link) MUST_CHECK;
/* Why this actor may not reset that account though he may reset others (Chinese); NULL: he may. The
 * link of another kind of administrator would make its holder two of the three (三员分立). */
const char *staff_reset_bar(const struct actor *actor, const struct account *account);
/* May nobody alone take this account's place? It can sign replies or reports, and its agency or one
 * above has a security administrator: then a link that the operator did not make works only when he
 * has confirmed it. One who is disabled counts too (else whoever disables him would be alone);
 * where there never was one, links work at once, and the journal tells who made them. */
enum err staff_second(struct office *office, const struct account *account, struct error *error,
		      bool *ret_second) MUST_CHECK;
/* An account's link that was not used yet. */
struct staff_pending {
	bool there, waits;  /* waits: for a confirmation */
	int64_t expires_at; /* tells this link from another of the same account */
};
/* One for each of the accounts. Needs ACCOUNT_READ. */
enum err staff_pending(struct office *office, const struct actor *actor,
		       const struct account *accounts, size_t n, struct arena *arena,
		       struct error *error, struct staff_pending **ret_pending) MUST_CHECK;
/* The security administrator, having asked the person, lets the waiting link with that end be used,
 * or voids it. Journalled. Needs ROLE_GRANT; nobody confirms his own. ERR_CONFLICT when none such
 * waits: a link made after he asked is another. */
enum err staff_confirm(struct office *office, const struct actor *actor, int64_t account_id,
		       int64_t expires_at, bool agreed, struct error *error) MUST_CHECK;
/* By login. Password hashes are left out ("" or "set"). Needs ACCOUNT_READ. */
enum err staff_list(struct office *office, const struct actor *actor, struct arena *arena,
		    struct error *error, struct account **ret_accounts, size_t *ret_n) MUST_CHECK;
/* The account of that login, without its hash. ERR_MISSING (English: the command line asks). */
enum err staff_find(struct office *office, const struct actor *actor, const char *login,
		    struct arena *arena, struct error *error,
		    struct account *ret_account) MUST_CHECK;

/* Who did something, as people read it: the person's name, or what it was that acted. Open to
 * everybody signed in; an account that cannot be read gives its sign-in name. */
const char *staff_author(struct office *office, const struct journal_entry *entry,
			 struct arena *arena);

/* Looks at a link without using it: whose it is. ERR_MISSING when unknown, used or expired;
 * ERR_CONFLICT while it waits for the security administrator. */
enum err staff_link_look(struct office *office, const char *token, struct arena *arena,
			 struct error *error, struct account *ret_account) MUST_CHECK;
/* Sets the password the link's owner chose and uses the link up. ERR_CONTENT with *problems (field
 * "password"). Slow (hashing). */
enum err staff_link_use(struct office *office, const char *token, const char *password,
			const char *from, struct problems *problems,
			struct error *error) MUST_CHECK;
/* The signed-in person changes his own password; ends his other logins. ERR_CONTENT with *problems
 * (fields "current", "password"). A wrong present password counts towards the lock like a wrong
 * sign-in, and the one that locks ends his logins too. Slow (hashing). */
enum err staff_password(struct office *office, const struct actor *actor, const char *current,
			const char *password, struct problems *problems,
			struct error *error) MUST_CHECK;

#endif
