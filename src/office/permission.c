/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/permission.h"

#include "store/agency.h"
#include "store/journal.h"

static const struct {
	const char *code, *label;
	unsigned who;
} facts[PERMIT__MAX] = {
#define PERMIT(NAME, code, label, who) [PERMIT_##NAME] = {code, label, who},
	PERMISSION_TABLE(PERMIT)
#undef PERMIT
};

const char *permission_code(enum permission permission)
{
	BUG_IF(permission >= PERMIT__MAX);
	return facts[permission].code;
}

const char *permission_label(enum permission permission)
{
	BUG_IF(permission >= PERMIT__MAX);
	return facts[permission].label;
}

static unsigned bits_of(const struct actor *actor)
{
	static const unsigned admin[ACCOUNT__MAX] = {[ACCOUNT_SYSTEM] = MAY_SYSTEM,
						     [ACCOUNT_SECURITY] = MAY_SECURITY,
						     [ACCOUNT_AUDIT] = MAY_AUDIT};
	switch (actor->who) {
	case WHO_HOUSE: return ~0u;
	case WHO_OPERATOR: return MAY_OPERATOR;
	case WHO_VISITOR: return MAY_VISITOR;
	case WHO_ACCOUNT: break;
	}
	if (actor->must_change) return 0;
	return actor->kind == ACCOUNT_OFFICE ? actor->roles & ROLE__ALL : admin[actor->kind];
}

bool permission_may(const struct actor *actor, enum permission permission)
{
	BUG_IF(permission >= PERMIT__MAX);
	return (facts[permission].who & bits_of(actor)) != 0;
}

enum err agency_within(struct office *office, int64_t agency_id, int64_t above, struct error *error,
		       bool *ret_within)
{
	enum { DEEPEST = 32 }; /* the store keeps the tree free of rings; this is a second lock */
	struct arena arena = {0};
	struct agency agency;
	enum err err = ERR_NONE;
	bool within = agency_id == above;
	for (int depth = 0; err == ERR_NONE && !within && agency_id != 0 && depth < DEEPEST;
	     depth++) {
		err = agency_get(office->store, agency_id, &arena, error, &agency);
		if (err != ERR_NONE) break;
		agency_id = agency.parent_id;
		within = agency_id == above;
	}
	arena_release(&arena);
	if (err == ERR_NONE) *ret_within = within;
	return err;
}

struct refusal {
	const struct author *author;
	int64_t agency_id;
	const char *note;
};

static enum err write_refusal(struct store *store, void *context, struct error *error)
{
	const struct refusal *refusal = context;
	return journal_event(store, ACTION_DENIED, OBJECT_OFFICE, 0, refusal->agency_id,
			     refusal->note, refusal->author, error);
}

static enum err refuse(struct office *office, const struct actor *actor, enum permission permission,
		       int64_t agency_id, struct error *error)
{
	struct author author = office_author(office, actor);
	struct refusal refusal = {&author, agency_id, facts[permission].code};
	enum err err = store_transaction(office->store, write_refusal, &refusal, error);
	if (err != ERR_NONE) return err;
	if (actor->must_change)
		return error_set(error, ERR_DENIED, "请先更换密码。", "首次登录须先更换密码。");
	return error_set(error, ERR_DENIED, "需要时请联系安全管理员授权。", "您没有“%s”的权限。",
			 facts[permission].label);
}

enum err permission_check(struct office *office, const struct actor *actor,
			  enum permission permission, int64_t agency_id, struct error *error)
{
	if (!permission_may(actor, permission))
		return refuse(office, actor, permission, agency_id, error);
	if (agency_id == 0 || actor->who != WHO_ACCOUNT) return ERR_NONE;
	bool within = false;
	enum err err = agency_within(office, agency_id, actor->agency_id, error, &within);
	if (err != ERR_NONE) return err;
	return within ? ERR_NONE : refuse(office, actor, permission, agency_id, error);
}
