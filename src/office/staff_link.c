/* SPDX-License-Identifier: MulanPSL-2.0
 * One-time links and the change of passwords. */
#include <string.h>

#include "base/random.h"
#include "office/password.h"
#include "office/setting.h"
#include "office/staff_inside.h"

enum { TOKEN_BYTES = 32, HOUR_MS = 3600 * 1000 };

struct digest token_digest(const char *token)
{
	size_t n = strnlen(token, LINK_TOKEN);
	bool good = n == LINK_TOKEN - 1 && strspn(token, "0123456789abcdef") == n;
	return good ? digest_of(token, n) : digest_of("", 0);
}

enum err staff_link_make(struct office *office, struct error *error, struct staff_link *ret_link,
			 struct digest *ret_digest)
{
	int64_t hours;
	enum err err = setting_number(office, 0, SETTING_LINK_HOURS, error, &hours);
	if (err != ERR_NONE) return err;
	random_hex(ret_link->token, TOKEN_BYTES);
	ret_link->expires_at = clock_now(&office->clock) + hours * HOUR_MS;
	*ret_digest = token_digest(ret_link->token);
	return ERR_NONE;
}

static enum err link_gone(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_MISSING, "请系统管理员重新发放。",
			 "链接无效：已经用过，或者已经过期。");
}

/* Whose link it is, when it may be used now. */
static enum err link_owner(struct office *office, const struct one_time_link *link,
			   struct arena *arena, struct error *error, struct account *ret_account)
{
	struct account account;
	bool waits = false;
	enum err err = account_get(office->store, link->account_id, arena, error, &account);
	if (err == ERR_NONE && account.disabled) err = link_gone(ERR_MISSING, error);
	if (err == ERR_NONE) err = staff_link_waits(office, link, &account, error, &waits);
	if (err == ERR_NONE && waits)
		err = error_set(
			error, ERR_CONFLICT, NULL,
			"这个账号能签发文件，链接要等安全管理员向您本人核实并确认后才能用。");
	if (err == ERR_NONE) *ret_account = account;
	return err;
}

enum err staff_link_look(struct office *office, const char *token, struct arena *arena,
			 struct error *error, struct account *ret_account)
{
	struct digest digest = token_digest(token);
	struct one_time_link link;
	enum err err = one_time_look(office->store, &digest, LINK_SETUP, clock_now(&office->clock),
				     error, &link);
	if (err != ERR_NONE) return link_gone(err, error);
	return link_owner(office, &link, arena, error, ret_account);
}

struct change {
	const struct digest *digest; /* of the link; NULL: the person knew the old password */
	const char *known;	     /* hash of that old password */
	const struct office *office; /* for a link */
	int64_t account_id, now;
	char hash[PASSWORD_HASH];
	struct author author;
};

static enum err take_link(struct store *store, const struct change *change, struct error *error)
{
	struct arena arena = {0};
	struct office inside = *change->office;
	struct one_time_link link;
	struct account account;
	enum err err = one_time_take(store, change->digest, LINK_SETUP, change->now, error, &link);
	if (err != ERR_NONE) return link_gone(err, error);
	BUG_IF(link.account_id != change->account_id);
	inside.store = store;
	/* once more: a role may have been granted while the password was hashed */
	err = link_owner(&inside, &link, &arena, error, &account);
	arena_release(&arena);
	return err;
}

/* Tries side by side get no further than one after the other: a lock set meanwhile counts. */
static enum err still_knows(struct store *store, const struct change *change, struct error *error)
{
	struct arena arena = {0};
	struct account now;
	enum err err = account_get(store, change->account_id, &arena, error, &now);
	if (err == ERR_NONE && (now.disabled || now.locked_until > change->now ||
				strcmp(now.password, change->known) != 0))
		err = error_set(error, ERR_CONFLICT, "请重新登录后再改。",
				"这个账号刚刚被锁定、停用或者改过密码。");
	arena_release(&arena);
	return err;
}

static enum err change_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	enum err err = change->digest != NULL ? take_link(store, change, error)
					      : still_knows(store, change, error);
	if (err != ERR_NONE) return err;
	return account_password(store, change->account_id, change->hash, false, &change->author,
				error);
}

static enum err bad_password(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "密码不合要求。");
}

/* The rules, and not one of the last five. */
static enum err check_fresh(struct office *office, const struct account *account,
			    const char *password, struct arena *arena, struct problems *problems,
			    struct error *error)
{
	if (!password_check(password, account->name, account->display_name, problems))
		return bad_password(error);
	const char *had[ACCOUNT_PASSWORDS_KEPT];
	size_t n = 0;
	enum err err = account_passwords(office->store, account->id, arena, error, had, &n);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n; i++) {
		if (!password_matches(office->gate, had[i], password)) continue;
		problem_add(problems, "password", "不能与最近%d次用过的密码相同",
			    ACCOUNT_PASSWORDS_KEPT);
		return bad_password(error);
	}
	return ERR_NONE;
}

enum err staff_link_use(struct office *office, const char *token, const char *password,
			const char *from, struct problems *problems, struct error *error)
{
	struct arena arena = {0};
	struct account account;
	enum err err = staff_link_look(office, token, &arena, error, &account);
	if (err == ERR_NONE) err = check_fresh(office, &account, password, &arena, problems, error);
	if (err == ERR_NONE) {
		struct digest digest = token_digest(token);
		struct actor self = {.who = WHO_ACCOUNT, .account_id = account.id, .from = from};
		struct change change = {.digest = &digest,
					.office = office,
					.account_id = account.id,
					.now = clock_now(&office->clock),
					.author = office_author(office, &self)};
		password_hash(office->gate, password, change.hash);
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}

static enum err wrong_current(struct office *office, const struct actor *actor,
			      const struct account *account, struct problems *problems,
			      struct error *error)
{
	bool locked = false;
	enum err err = signin_wrong(office, actor, account, error, &locked);
	if (err != ERR_NONE) return err;
	problem_add(problems, "current",
		    locked ? "密码连续多次填错，账号已经锁定，请过些时候重新登录再改"
			   : "现在的密码不对");
	return bad_password(error);
}

/* Guessing here is guessing at the door: it is counted, it locks, and while the lock holds the
 * right one says the same as a wrong one. */
static enum err check_current(struct office *office, const struct actor *actor,
			      const struct account *account, const char *current,
			      struct problems *problems, struct error *error)
{
	bool matches = password_matches(office->gate, account->password, current);
	bool locked = account->locked_until > clock_now(&office->clock);
	if (matches && !locked) return ERR_NONE;
	return wrong_current(office, actor, account, problems, error);
}

enum err staff_password(struct office *office, const struct actor *actor, const char *current,
			const char *password, struct problems *problems, struct error *error)
{
	BUG_IF(actor->who != WHO_ACCOUNT);
	struct arena arena = {0};
	struct account account;
	enum err err = account_get(office->store, actor->account_id, &arena, error, &account);
	if (err == ERR_NONE) err = check_current(office, actor, &account, current, problems, error);
	if (err == ERR_NONE) err = check_fresh(office, &account, password, &arena, problems, error);
	if (err == ERR_NONE) {
		struct change change = {.known = account.password,
					.account_id = account.id,
					.now = clock_now(&office->clock),
					.author = office_author(office, actor)};
		password_hash(office->gate, password, change.hash);
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}
