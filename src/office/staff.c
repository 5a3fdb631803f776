/* SPDX-License-Identifier: MulanPSL-2.0
 * Creating, disabling, granting, listing accounts. One-time links and passwords: staff_link.c. */
#include "office/staff.h"

#include <string.h>

#include "base/utf8.h"
#include "office/staff_inside.h"

enum { LOGIN_MIN = 2, LOGIN_MAX = 32, NAME_CHARS = 40 };

static void check_new(const struct staff_new *fresh, struct problems *problems)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789._-";
	size_t n = strlen(fresh->login);
	if (n < LOGIN_MIN || n > LOGIN_MAX || strspn(fresh->login, allowed) != n ||
	    strchr(letters, fresh->login[0]) == NULL)
		problem_add(problems, "login", "登录名为2至32个小写字母、数字或 . _ -，以字母开头");
	if (fresh->name[0] == '\0' || !utf8_valid(fresh->name, strlen(fresh->name)) ||
	    utf8_length(fresh->name) > NAME_CHARS)
		problem_add(problems, "name", "请填写姓名，不超过%d字", NAME_CHARS);
	if (fresh->kind != ACCOUNT_OFFICE && fresh->roles != 0)
		problem_add(problems, "roles", "管理员不能兼任办公角色（三员分立）");
}

struct creation {
	struct account account;
	struct author author;
	const struct digest *digest;
	struct one_time_link link;
	int64_t id;
};

static enum err create_work(struct store *store, void *context, struct error *error)
{
	struct creation *creation = context;
	enum err err =
		account_insert(store, &creation->account, &creation->author, error, &creation->id);
	if (err != ERR_NONE) return err;
	creation->link.account_id = creation->id;
	return one_time_insert(store, creation->digest, LINK_SETUP, &creation->link,
			       &creation->author, error);
}

enum err staff_create(struct office *office, const struct actor *actor,
		      const struct staff_new *fresh, struct problems *problems, struct error *error,
		      int64_t *ret_id, struct staff_link *ret_link)
{
	enum err err =
		permission_check(office, actor, PERMIT_ACCOUNT_WRITE, fresh->agency_id, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	check_new(fresh, problems);
	bool plain = fresh->kind == ACCOUNT_OFFICE && fresh->roles == 0;
	if (!plain && !permission_may(actor, PERMIT_ROLE_GRANT))
		problem_add(problems, "roles", "角色由安全管理员授予");
	if (problems->count != before)
		return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
	struct staff_link link;
	struct digest digest;
	err = staff_link_make(office, error, &link, &digest);
	if (err != ERR_NONE) return err;
	struct creation creation = {
		.account = {.name = fresh->login,
			    .display_name = fresh->name,
			    .agency_id = fresh->agency_id,
			    .kind = fresh->kind,
			    .roles = fresh->roles,
			    .must_change = true,
			    .password = ""},
		.author = office_author(office, actor),
		.digest = &digest,
		.link = {.expires_at = link.expires_at, .confirmed = actor->who != WHO_ACCOUNT}};
	err = store_transaction(office->store, create_work, &creation, error);
	if (err != ERR_NONE) return err;
	*ret_id = creation.id;
	*ret_link = link;
	return ERR_NONE;
}

struct change {
	struct account account;
	const char *reason;
	bool voids; /* a pending link too */
	struct author author;
};

static enum err change_work(struct store *store, void *context, struct error *error)
{
	const struct change *change = context;
	enum err err =
		account_update(store, &change->account, change->reason, &change->author, error);
	if (err != ERR_NONE || !change->voids) return err;
	return one_time_void(store, change->account.id, &change->author, error);
}

enum err staff_begin(struct office *office, const struct actor *actor, enum permission permission,
		     int64_t account_id, struct arena *arena, struct error *error,
		     struct account *ret_account)
{
	struct account account;
	enum err err = account_get(office->store, account_id, arena, error, &account);
	if (err != ERR_NONE) return err;
	err = permission_check(office, actor, permission, account.agency_id, error);
	if (err != ERR_NONE) return err;
	if (actor->who == WHO_ACCOUNT && actor->account_id == account_id)
		return error_set(error, ERR_CONFLICT, "请另一位管理员办理。",
				 "不能更改自己的账号。");
	*ret_account = account;
	return ERR_NONE;
}

enum err staff_disable(struct office *office, const struct actor *actor, int64_t account_id,
		       bool disabled, const char *reason, struct error *error)
{
	struct arena arena = {0};
	struct change change = {.reason = reason, .author = office_author(office, actor)};
	enum err err = staff_begin(office, actor, PERMIT_ACCOUNT_WRITE, account_id, &arena, error,
				   &change.account);
	if (err == ERR_NONE) {
		change.account.disabled = disabled;
		change.voids = disabled;
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}

enum err staff_grant(struct office *office, const struct actor *actor, int64_t account_id,
		     enum account_kind kind, unsigned roles, const char *reason,
		     struct error *error)
{
	struct arena arena = {0};
	struct change change = {.reason = reason, .author = office_author(office, actor)};
	enum err err = staff_begin(office, actor, PERMIT_ROLE_GRANT, account_id, &arena, error,
				   &change.account);
	if (err == ERR_NONE && kind != ACCOUNT_OFFICE && roles != 0)
		err = error_set(error, ERR_CONFLICT, NULL, "管理员不能兼任办公角色（三员分立）。");
	if (err == ERR_NONE) {
		bool fresh = *change.account.password == '\0';
		bool other = kind != change.account.kind || roles != change.account.roles;
		change.voids = kind != ACCOUNT_OFFICE || (other && !fresh);
		change.account.kind = kind;
		change.account.roles = roles;
		err = store_transaction(office->store, change_work, &change, error);
	}
	arena_release(&arena);
	return err;
}

struct reset {
	const struct digest *digest;
	struct one_time_link link;
	struct author author;
};

static enum err reset_work(struct store *store, void *context, struct error *error)
{
	const struct reset *reset = context;
	enum err err = login_end_all(store, reset->link.account_id, error);
	if (err != ERR_NONE) return err;
	return one_time_insert(store, reset->digest, LINK_SETUP, &reset->link, &reset->author,
			       error);
}

const char *staff_reset_bar(const struct actor *actor, const struct account *account)
{
	if (actor->who != WHO_ACCOUNT || account->kind == ACCOUNT_OFFICE ||
	    account->kind == actor->kind)
		return NULL;
	return "不能重置另一类管理员的密码（三员分立），请运维人员用命令 lianxin user reset 办理。";
}

enum err staff_reset(struct office *office, const struct actor *actor, int64_t account_id,
		     struct error *error, struct staff_link *ret_link)
{
	struct arena arena = {0};
	struct account account;
	struct staff_link link;
	struct digest digest;
	enum err err = staff_begin(office, actor, PERMIT_ACCOUNT_WRITE, account_id, &arena, error,
				   &account);
	const char *bar = err == ERR_NONE ? staff_reset_bar(actor, &account) : NULL;
	if (bar != NULL) err = error_set(error, ERR_CONFLICT, NULL, "%s", bar);
	arena_release(&arena);
	if (err == ERR_NONE) err = staff_link_make(office, error, &link, &digest);
	if (err != ERR_NONE) return err;
	struct reset reset = {.digest = &digest,
			      .link = {.account_id = account_id,
				       .expires_at = link.expires_at,
				       .confirmed = actor->who != WHO_ACCOUNT},
			      .author = office_author(office, actor)};
	err = store_transaction(office->store, reset_work, &reset, error);
	if (err == ERR_NONE) *ret_link = link;
	return err;
}

static void hide_hash(struct account *account)
{
	account->password = account->password[0] == '\0' ? "" : "set";
}

enum err staff_list(struct office *office, const struct actor *actor, struct arena *arena,
		    struct error *error, struct account **ret_accounts, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_ACCOUNT_READ, 0, error);
	if (err != ERR_NONE) return err;
	struct account *accounts = NULL;
	size_t n = 0, kept = 0;
	err = account_list(office->store, arena, error, &accounts, &n);
	for (size_t i = 0; err == ERR_NONE && i < n; i++) {
		bool within = actor->who != WHO_ACCOUNT;
		if (!within)
			err = agency_within(office, accounts[i].agency_id, actor->agency_id, error,
					    &within);
		if (!within) continue;
		accounts[kept] = accounts[i];
		hide_hash(&accounts[kept++]);
	}
	if (err != ERR_NONE) return err;
	*ret_accounts = accounts;
	*ret_n = kept;
	return ERR_NONE;
}

enum err staff_find(struct office *office, const struct actor *actor, const char *login,
		    struct arena *arena, struct error *error, struct account *ret_account)
{
	enum err err = permission_check(office, actor, PERMIT_ACCOUNT_READ, 0, error);
	if (err != ERR_NONE) return err;
	err = account_find(office->store, login, arena, error, ret_account);
	if (err == ERR_MISSING)
		return error_set(error, ERR_USAGE, "See `lianxin user list`.",
				 "There is no account \"%.40s\".", login);
	if (err == ERR_NONE)
		err = permission_check(office, actor, PERMIT_ACCOUNT_READ, ret_account->agency_id,
				       error);
	if (err == ERR_NONE) hide_hash(ret_account);
	return err;
}

const char *staff_author(struct office *office, const struct journal_entry *entry,
			 struct arena *arena)
{
	static const char *const others[ACTOR__MAX] = {[ACTOR_SYSTEM] = "系统",
						       [ACTOR_OPERATOR] = "系统维护（命令行）",
						       [ACTOR_VISITOR] = "访客（未登录）"};
	if (entry->actor != ACTOR_ACCOUNT) return others[entry->actor];
	struct account account;
	struct error error;
	enum err err = account_get(office->store, entry->account_id, arena, &error, &account);
	return err == ERR_NONE ? account.display_name : entry->account_name;
}
