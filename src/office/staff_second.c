/* SPDX-License-Identifier: MulanPSL-2.0
 * The second administrator: links to accounts that sign wait for him (GB/T 22239: 三员分立). */
#include "office/staff_inside.h"

/* Can the account sign a reply, or sign or publish a report? */
static bool signs(const struct account *account)
{
	const struct actor as = {
		.who = WHO_ACCOUNT, .kind = account->kind, .roles = account->roles};
	return permission_may(&as, PERMIT_REPORT_APPROVE) ||
	       permission_may(&as, PERMIT_REPORT_HEAD) ||
	       permission_may(&as, PERMIT_REPORT_PUBLISH);
}

enum err staff_second(struct office *office, const struct account *account, struct error *error,
		      bool *ret_second)
{
	struct arena arena = {0};
	struct account *all = NULL;
	size_t n = 0;
	bool found = false;
	enum err err = ERR_NONE;
	if (signs(account)) err = account_list(office->store, &arena, error, &all, &n);
	for (size_t i = 0; i < n && err == ERR_NONE && !found; i++)
		if (all[i].kind == ACCOUNT_SECURITY)
			err = agency_within(office, account->agency_id, all[i].agency_id, error,
					    &found);
	arena_release(&arena);
	if (err == ERR_NONE) *ret_second = found;
	return err;
}

enum err staff_link_waits(struct office *office, const struct one_time_link *link,
			  const struct account *account, struct error *error, bool *ret_waits)
{
	if (!link->confirmed) return staff_second(office, account, error, ret_waits);
	*ret_waits = false;
	return ERR_NONE;
}

enum err staff_pending(struct office *office, const struct actor *actor,
		       const struct account *accounts, size_t n, struct arena *arena,
		       struct error *error, struct staff_pending **ret_pending)
{
	struct one_time_link *links = NULL;
	size_t n_links = 0;
	enum err err = permission_check(office, actor, PERMIT_ACCOUNT_READ, 0, error);
	if (err == ERR_NONE)
		err = one_time_list(office->store, clock_now(&office->clock), arena, error, &links,
				    &n_links);
	struct staff_pending *pending = arena_array(arena, n, sizeof *pending);
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; at < n_links && err == ERR_NONE; at++) {
			if (links[at].account_id != accounts[i].id) continue;
			pending[i] = (struct staff_pending){.there = true,
							    .expires_at = links[at].expires_at};
			err = staff_link_waits(office, &links[at], &accounts[i], error,
					       &pending[i].waits);
		}
	if (err == ERR_NONE) *ret_pending = pending;
	return err;
}

struct decision {
	int64_t account_id, expires_at;
	bool agreed;
	struct author author;
};

static enum err decide_work(struct store *store, void *context, struct error *error)
{
	const struct decision *decision = context;
	const struct one_time_link link = {.account_id = decision->account_id,
					   .expires_at = decision->expires_at,
					   .confirmed = decision->agreed};
	return one_time_decide(store, &link, &decision->author, error);
}

enum err staff_confirm(struct office *office, const struct actor *actor, int64_t account_id,
		       int64_t expires_at, bool agreed, struct error *error)
{
	struct arena arena = {0};
	struct account account;
	struct staff_pending *pending = NULL;
	enum err err =
		staff_begin(office, actor, PERMIT_ROLE_GRANT, account_id, &arena, error, &account);
	if (err == ERR_NONE)
		err = staff_pending(office, actor, &account, 1, &arena, error, &pending);
	if (err == ERR_NONE && (!pending->waits || pending->expires_at != expires_at))
		err = error_set(error, ERR_CONFLICT, "请重新打开这个账号看看。",
				"等待确认的一次性链接已经不是刚才那一个。");
	arena_release(&arena);
	if (err != ERR_NONE) return err;
	struct decision decision = {account_id, expires_at, agreed, office_author(office, actor)};
	err = store_transaction(office->store, decide_work, &decision, error);
	return err == ERR_MISSING ? ERR_CONFLICT : err;
}
