/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/unit.h"

#include "law/requester.h"

enum err unit_list(struct office *office, const struct actor *actor, struct arena *arena,
		   struct error *error, struct agency **ret_agencies, size_t *ret_n)
{
	struct agency *all = NULL;
	size_t n = 0, kept = 0;
	enum err err = agency_list(office->store, arena, error, &all, &n);
	if (err != ERR_NONE) return err;
	if (actor->who == WHO_ACCOUNT) {
		/* parents come first, so one pass finds a whole subtree */
		for (size_t i = 0; i < n; i++) {
			bool within = all[i].id == actor->agency_id;
			for (size_t k = 0; !within && k < kept; k++)
				within = all[i].parent_id == all[k].id;
			if (within) all[kept++] = all[i];
		}
		n = kept;
	}
	*ret_agencies = all;
	*ret_n = n;
	return ERR_NONE;
}

enum err unit_get(struct office *office, const struct actor *actor, int64_t agency_id,
		  struct arena *arena, struct error *error, struct agency *ret_agency)
{
	if (actor->who != WHO_ACCOUNT || agency_id != actor->agency_id) {
		enum err err =
			permission_check(office, actor, PERMIT_AGENCY_READ, agency_id, error);
		if (err != ERR_NONE) return err;
	}
	return agency_get(office->store, agency_id, arena, error, ret_agency);
}

enum err unit_find(struct office *office, const char *name, struct arena *arena,
		   struct error *error, struct agency *ret_agency)
{
	enum err err = agency_find(office->store, name, arena, error, ret_agency);
	if (err != ERR_MISSING) return err;
	return error_set(
		error, ERR_USAGE,
		"Give --agency one of the names that `lianxin user list` or the desk show.",
		"There is no agency \"%.100s\" in this database.", name == NULL ? "" : name);
}

struct change {
	const struct agency *agency;
	const char *reason;
	struct author author;
	int64_t id;
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	return agency_insert(store, change->agency, &change->author, error, &change->id);
}

static enum err edit_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	return agency_update(store, change->agency, change->reason, &change->author, error);
}

/* Counter and post can never be refused (国办公开办函〔2017〕19号). */
static void check_channels(const struct agency *agency, struct problems *problems)
{
	unsigned needed = 1u << CHANNEL_COUNTER | 1u << CHANNEL_SIGNED_POST;
	if (agency->receives_requests && (agency->channels & needed) != needed)
		problem_add(problems, "channels", "当面和邮寄是必须接受的申请渠道，不能去掉");
}

static enum err checked(const struct agency *agency, struct problems *problems, struct error *error)
{
	size_t before = problems->count;
	check_channels(agency, problems);
	if (agency_check(agency, problems) && problems->count == before) return ERR_NONE;
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

/* Below which agency may the actor hang or unhang one? A root is beyond every account's tree. */
static enum err may_hang(struct office *office, const struct actor *actor, int64_t parent_id,
			 struct error *error)
{
	return permission_check(office, actor,
				parent_id == 0 ? PERMIT_MAINTAIN : PERMIT_AGENCY_WRITE, parent_id,
				error);
}

/* Moving an agency needs reach at both ends. */
static enum err may_move(struct office *office, const struct actor *actor,
			 const struct agency *agency, struct error *error)
{
	struct arena arena = {0};
	struct agency old;
	enum err err = agency_get(office->store, agency->id, &arena, error, &old);
	if (err == ERR_NONE && old.parent_id != agency->parent_id) {
		err = may_hang(office, actor, old.parent_id, error);
		if (err == ERR_NONE) err = may_hang(office, actor, agency->parent_id, error);
	}
	arena_release(&arena);
	return err;
}

enum err unit_add(struct office *office, const struct actor *actor, const struct agency *fresh,
		  struct problems *problems, struct error *error, int64_t *ret_id)
{
	enum err err =
		permission_check(office, actor, PERMIT_AGENCY_WRITE, fresh->parent_id, error);
	if (err == ERR_NONE) err = may_hang(office, actor, fresh->parent_id, error);
	if (err == ERR_NONE) err = checked(fresh, problems, error);
	if (err != ERR_NONE) return err;
	struct change change = {fresh, "", office_author(office, actor), 0};
	err = store_transaction(office->store, add_work, &change, error);
	if (err == ERR_NONE) *ret_id = change.id;
	return err;
}

enum err unit_edit(struct office *office, const struct actor *actor, const struct agency *agency,
		   const char *reason, struct problems *problems, struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_AGENCY_WRITE, agency->id, error);
	if (err == ERR_NONE) err = may_move(office, actor, agency, error);
	if (err == ERR_NONE) err = checked(agency, problems, error);
	if (err != ERR_NONE) return err;
	struct change change = {agency, reason, office_author(office, actor), 0};
	return store_transaction(office->store, edit_work, &change, error);
}
