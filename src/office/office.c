/* SPDX-License-Identifier: MulanPSL-2.0
 * The office itself, actors and roles. */
#include "office/office.h"

#include <string.h>

#include "base/buf.h"
#include "office/setting.h"
#include "store/journal.h"

enum err office_attach(const char *url, struct clock clock, struct hash_gate *gate,
		       struct error *error, struct office *ret_office)
{
	struct office office = {.clock = clock, .gate = gate};
	enum err err = store_open(url, STORE_DESK, 0, error, &office.store);
	if (err == ERR_NONE) *ret_office = office;
	return err;
}

enum err office_attach_reading(const char *url, struct clock clock, struct error *error,
			       struct office *ret_office)
{
	struct office office = {.clock = clock};
	enum err err = store_open(url, STORE_DESK, STORE_READONLY, error, &office.store);
	if (err == ERR_NONE) *ret_office = office;
	return err;
}

void office_detach(struct office *office)
{
	if (office->store == NULL) return;
	struct error unsaid;
	enum err sealed = journal_seal(office->store, &unsaid, NULL);
	(void)sealed; /* what fails here is chained by whoever seals next */
	store_close(office->store);
	office->store = NULL;
}

enum err office_stopping(const struct office *office, struct error *error)
{
	if (office->stop == NULL || !atomic_load(office->stop)) return ERR_NONE;
	return error_set(error, ERR_BUSY, NULL, "系统正在停下，这项工作下次启动以后继续。");
}

struct office office_inside(const struct office *office, struct store *store)
{
	struct office inside = *office;
	inside.store = store;
	return inside;
}

enum err office_is_demo(struct office *office, struct error *error, bool *ret_demo)
{
	int64_t value;
	enum err err = setting_number(office, 0, SETTING_DEMO, error, &value);
	if (err == ERR_NONE) *ret_demo = value != 0;
	return err;
}

struct actor actor_operator(void)
{
	return (struct actor){.who = WHO_OPERATOR, .login = "", .name = "", .from = ""};
}

struct actor actor_house(void)
{
	return (struct actor){.who = WHO_HOUSE, .login = "", .name = "", .from = ""};
}

struct actor actor_visitor(const char *from)
{
	return (struct actor){.who = WHO_VISITOR, .login = "", .name = "", .from = from};
}

struct author office_author(const struct office *office, const struct actor *actor)
{
	static const enum actor_kind kinds[] = {[WHO_ACCOUNT] = ACTOR_ACCOUNT,
						[WHO_OPERATOR] = ACTOR_OPERATOR,
						[WHO_HOUSE] = ACTOR_SYSTEM,
						[WHO_VISITOR] = ACTOR_VISITOR};
	BUG_IF((actor->who == WHO_ACCOUNT) != (actor->account_id != 0));
	return (struct author){.kind = kinds[actor->who],
			       .account_id = actor->account_id,
			       .from = actor->from,
			       .at = clock_now(&office->clock)};
}

static bool take_word(const char *word, enum account_kind *kind, unsigned *roles)
{
	enum account_kind admin;
	enum account_role role;
	if (account_role_parse(word, &role)) {
		if (*kind != ACCOUNT_OFFICE || (*roles & role) != 0) return false;
		*roles |= role;
		return true;
	}
	if (!account_kind_parse(word, &admin) || admin == ACCOUNT_OFFICE) return false;
	if (*kind != ACCOUNT_OFFICE || *roles != 0) return false;
	*kind = admin;
	return true;
}

bool roles_parse(const char *text, enum account_kind *ret_kind, unsigned *ret_roles)
{
	enum account_kind kind = ACCOUNT_OFFICE;
	unsigned roles = 0;
	while (*text != '\0') {
		char word[24];
		size_t n = strcspn(text, ",");
		if (n >= sizeof word) return false;
		memcpy(word, text, n);
		word[n] = '\0';
		if (!take_word(word, &kind, &roles)) return false;
		text += n;
		if (*text == ',' && *++text == '\0') return false;
	}
	*ret_kind = kind;
	*ret_roles = roles;
	return true;
}

static const char *joined(enum account_kind kind, unsigned roles, bool labels, struct arena *arena)
{
	if (kind != ACCOUNT_OFFICE)
		return labels ? account_kind_label(kind) : account_kind_code(kind);
	struct buf buf;
	buf_init(&buf, 1024);
	for (unsigned role = 1; role <= ROLE__ALL; role <<= 1) {
		if ((roles & role) == 0) continue;
		if (buf.n != 0) buf_puts(&buf, labels ? "、" : ",");
		buf_puts(&buf, labels ? account_role_label((enum account_role)role)
				      : account_role_code((enum account_role)role));
	}
	const char *text = arena_text(arena, buf_text(&buf));
	buf_release(&buf);
	return text;
}

const char *roles_text(enum account_kind kind, unsigned roles, struct arena *arena)
{
	return joined(kind, roles, false, arena);
}

const char *roles_label(enum account_kind kind, unsigned roles, struct arena *arena)
{
	return joined(kind, roles, true, arena);
}
