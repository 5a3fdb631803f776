/* SPDX-License-Identifier: MulanPSL-2.0
 * Accounts, their roles, sign-ins and one-time links. Tokens are kept as SM3 digests only;
 * passwords as the hash text the office hands in. Nobody holds an office role and an
 * administrator's, or two administrators': one column with a check, and a foreign key on it. */
#ifndef LIANXIN_STORE_ACCOUNT_H
#define LIANXIN_STORE_ACCOUNT_H

#include "base/digest.h"
#include "store/store.h"

/* clang-format off */
/* KIND(NAME, code, Chinese) */
#define ACCOUNT_KIND_TABLE(KIND)                                                                   \
	KIND(OFFICE, "office", "办公人员")                                                           \
	KIND(SYSTEM, "system", "系统管理员")                                                         \
	KIND(SECURITY, "security", "安全管理员")                                                     \
	KIND(AUDIT, "audit", "审计管理员")
/* ROLE(NAME, bit, code, Chinese); held by OFFICE accounts only */
#define ACCOUNT_ROLE_TABLE(ROLE)                                                                   \
	ROLE(CLERK, 1, "clerk", "经办人")                                                            \
	ROLE(REVIEWER, 2, "reviewer", "审核人")                                                      \
	ROLE(APPROVER, 4, "approver", "签发人")                                                      \
	ROLE(HEAD, 8, "head", "工作机构负责人")                                                      \
	ROLE(SUPERVISOR, 16, "supervisor", "监督员")
/* clang-format on */
enum account_kind {
#define KIND(NAME, code, label) ACCOUNT_##NAME,
	ACCOUNT_KIND_TABLE(KIND)
#undef KIND
		ACCOUNT__MAX
};
enum account_role {
#define ROLE(NAME, bit, code, label) ROLE_##NAME = (bit),
	ACCOUNT_ROLE_TABLE(ROLE)
#undef ROLE
		ROLE__ALL = 31
};
const char *account_kind_code(enum account_kind kind);
const char *account_kind_label(enum account_kind kind);
bool account_kind_parse(const char *code, enum account_kind *ret_kind);
const char *account_role_code(enum account_role role);
const char *account_role_label(enum account_role role);
bool account_role_parse(const char *code, enum account_role *ret_role);

struct account {
	int64_t id, version;
	const char *name;	  /* sign-in name, unique */
	const char *display_name; /* the person's name, printed beside a signature */
	int64_t agency_id;
	enum account_kind kind;
	unsigned roles; /* enum account_role bits */
	bool disabled;
	bool must_change;     /* the password must be changed at the next sign-in */
	const char *password; /* hash text; "" when none is set yet */
	int64_t password_at;  /* when it was set; 0 never */
	int64_t failures;     /* wrong passwords in a row */
	int64_t locked_until; /* moment; 0 when not locked */
};

/* id, version, failures and locks are the store's. ERR_CONFLICT: name taken, or roles together with
 * an administrator's kind. */
enum err account_insert(struct store *store, const struct account *account,
			const struct author *author, struct error *error,
			int64_t *ret_id) MUST_CHECK;
/* Name of the person, agency, kind, roles, disabled; matches id and version. Disabling or changing
 * kind or roles ends its logins. */
enum err account_update(struct store *store, const struct account *account, const char *reason,
			const struct author *author, struct error *error) MUST_CHECK;
enum err account_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		     struct account *ret_account) MUST_CHECK;
enum err account_find(struct store *store, const char *name, struct arena *arena,
		      struct error *error, struct account *ret_account) MUST_CHECK;
/* By name. */
enum err account_list(struct store *store, struct arena *arena, struct error *error,
		      struct account **ret_accounts, size_t *ret_n) MUST_CHECK;
/* The office roles of each enabled account of one agency that has any: roles alone are filled. */
enum err account_staff(struct store *store, int64_t agency_id, struct arena *arena,
		       struct error *error, struct account **ret_accounts,
		       size_t *ret_n) MUST_CHECK;
/* Sets the hash, clears failures and lock, ends all logins of the account. Journalled as PASSWORD,
 * with a digest of the hash, which verify holds against it. */
enum err account_password(struct store *store, int64_t id, const char *hash, bool must_change,
			  const struct author *author, struct error *error) MUST_CHECK;
/* The hashes the account has had, the present one among them, newest first; at most as many as are
 * kept (ACCOUNT_PASSWORDS_KEPT). */
enum { ACCOUNT_PASSWORDS_KEPT = 5 };
enum err account_passwords(struct store *store, int64_t id, struct arena *arena,
			   struct error *error, const char *ret_hashes[ACCOUNT_PASSWORDS_KEPT],
			   size_t *ret_n) MUST_CHECK;
/* After a sign-in attempt: the new count of failures and the lock (0: none). Not journalled by
 * itself: the caller appends SIGN_IN, SIGN_IN_REFUSED or LOCK. */
enum err account_attempt(struct store *store, int64_t id, int64_t failures, int64_t locked_until,
			 struct error *error) MUST_CHECK;

/* A login: what a cookie stands for. digest = SM3 of the token in the cookie. */
struct login {
	int64_t account_id;
	int64_t created_at, seen_at;
	int64_t expires_at; /* absolute end */
	const char *from;
};
enum err login_insert(struct store *store, const struct digest *digest, const struct login *login,
		      struct error *error) MUST_CHECK;
/* ERR_MISSING when there is none; idle and absolute expiry are judged by the caller. */
enum err login_get(struct store *store, const struct digest *digest, struct arena *arena,
		   struct error *error, struct login *ret_login) MUST_CHECK;
enum err login_seen(struct store *store, const struct digest *digest, int64_t at,
		    struct error *error) MUST_CHECK;
enum err login_end(struct store *store, const struct digest *digest,
		   struct error *error) MUST_CHECK;
enum err login_end_all(struct store *store, int64_t account_id, struct error *error) MUST_CHECK;
/* Removes logins and one-time links past their end; returns how many. */
enum err login_sweep(struct store *store, int64_t now, int64_t idle_ms, struct error *error,
		     int64_t *ret_removed) MUST_CHECK;

/* The newest sign-in of an account, the one before it, and how many were refused in between; out of
 * the journal. Moments 0 and from "": there was none. */
struct account_signins {
	int64_t last_at, before_at, refused;
	const char *last_from, *before_from;
};
enum err account_signins(struct store *store, int64_t id, struct arena *arena, struct error *error,
			 struct account_signins *ret_signins) MUST_CHECK;

/* A one-time link. purpose: "setup" or "reset". */
struct one_time_link {
	int64_t account_id, expires_at;
	bool confirmed; /* by a second administrator, or made by the operator */
};
enum err one_time_insert(struct store *store, const struct digest *digest, const char *purpose,
			 const struct one_time_link *link, const struct author *author,
			 struct error *error) MUST_CHECK;
/* Uses it up. ERR_MISSING when unknown, used, or expired at `now`. */
enum err one_time_take(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, struct one_time_link *ret_link) MUST_CHECK;
/* Looks without using. */
enum err one_time_look(struct store *store, const struct digest *digest, const char *purpose,
		       int64_t now, struct error *error, struct one_time_link *ret_link) MUST_CHECK;
/* Those that may still be used at `now`, by account. */
enum err one_time_list(struct store *store, int64_t now, struct arena *arena, struct error *error,
		       struct one_time_link **ret_links, size_t *ret_n) MUST_CHECK;
/* Marks the account's unconfirmed link with that end as confirmed, or removes it (confirmed false);
 * journalled. ERR_MISSING when there is none. */
enum err one_time_decide(struct store *store, const struct one_time_link *link,
			 const struct author *author, struct error *error) MUST_CHECK;
/* Takes an account's link out of use; journalled when there was one. */
enum err one_time_void(struct store *store, int64_t account_id, const struct author *author,
		       struct error *error) MUST_CHECK;

#endif
