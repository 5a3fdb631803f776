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

enum err staff_link_look(struct office *office, const char *token, struct arena *arena,
			 struct error *error, struct account *ret_account)
{
	struct digest digest = token_digest(token);
	int64_t id;
	enum err err = one_time_look(office->store, &digest, LINK_SETUP, clock_now(&office->clock),
				     error, &id);
	if (err != ERR_NONE) return link_gone(err, error);
	err = account_get(office->store, id, arena, error, ret_account);
	if (err != ERR_NONE) return err;
	if (ret_account->disabled) return link_gone(ERR_MISSING, error);
	return ERR_NONE;
}

struct change {
	const struct digest *digest; /* of the link; NULL: the person knew the old password */
	int64_t account_id, now;
	char hash[PASSWORD_HASH];
	struct author author;
};

static enum err change_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	if (change->digest != NULL) {
		int64_t id;
		enum err err =
			one_time_take(store, change->digest, LINK_SETUP, change->now, error, &id);
		if (err != ERR_NONE) return link_gone(err, error);
		BUG_IF(id != change->account_id);
	}
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
					.account_id = account.id,
					.now = clock_now(&office->clock),
					.author = office_author(office, &self)};
		password_hash(office->gate, password, change.hash);
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}

enum err staff_password(struct office *office, const struct actor *actor, const char *current,
			const char *password, struct problems *problems, struct error *error)
{
	BUG_IF(actor->who != WHO_ACCOUNT);
	struct arena arena = {0};
	struct account account;
	enum err err = account_get(office->store, actor->account_id, &arena, error, &account);
	if (err == ERR_NONE && !password_matches(office->gate, account.password, current)) {
		problem_add(problems, "current", "现在的密码不对");
		err = bad_password(error);
	}
	if (err == ERR_NONE) err = check_fresh(office, &account, password, &arena, problems, error);
	if (err == ERR_NONE) {
		struct change change = {.account_id = account.id,
					.author = office_author(office, actor)};
		password_hash(office->gate, password, change.hash);
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}
