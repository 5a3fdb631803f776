/* SPDX-License-Identifier: MulanPSL-2.0
 * Entries of the registers beside the requests that are there already: an open one is taken into
 * the flow, with what is known of who said it and a query code. */
#include <string.h>

#include "office/beside_inside.h"
#include "office/sealing.h"

struct bare {
	struct office *office;
	const struct beside_bare *order;
	unsigned roles;
	struct author author;
	struct arena *arena;
	int64_t id;
	const char *number;
	char code[QUERY_CODE];
	bool again;
};

/* What the clerk adds, to what is sealed already. */
static enum err add_person(struct office *inside, struct bare *bare, struct matter *matter,
			   struct error *error)
{
	struct arena *arena = bare->arena;
	struct filing person;
	filing_init(&person);
	enum err err = matter_unseal(inside, matter, arena, error, &person);
	if (err != ERR_NONE) return err;
	for (int i = 0; i < FILING__MAX && bare->order->more != NULL; i++)
		if (bare->order->more->values[i][0] != '\0')
			person.values[i] = bare->order->more->values[i];
	/* by which number he proves who he is; few registers ask for the kind */
	if (person.values[FILING_kind][0] == '\0' && person.values[FILING_credit_code][0] == '\0')
		person.values[FILING_kind] = "natural";
	err = matter_seal_anew(inside, beside_person_json(&person, arena), arena, error, matter);
	if (err != ERR_NONE) return err;
	matter->form = filing_json(&person, FILING_IN_OPEN, arena);
	matter_give_code(inside->vault, bare->order->word, bare->number, arena, matter, bare->code);
	matter_give_mark(inside->vault, filing_identity(&person, arena), arena, matter);
	return matter_update(inside->store, matter, "由台账转入办理", &bare->author, error);
}

/* In the flow already: by this very form, whose code it has, or by somebody. */
static enum err taken(struct office *inside, struct bare *bare, const struct matter *matter,
		      struct error *error)
{
	struct matter then = {0};
	matter_give_code(inside->vault, bare->order->word, bare->number, bare->arena, &then,
			 bare->code);
	bare->again = bare->order->word[0] != '\0' && matter->code.n == then.code.n &&
		      memcmp(matter->code.bytes, then.code.bytes, then.code.n) == 0;
	return bare->again ? ERR_NONE
			   : error_set(error, ERR_CONFLICT, NULL, "这一件已经在办理流程里。");
}

static enum err adopt_work(struct store *store, void *context, struct error *error)
{
	struct bare *bare = context;
	const struct beside_bare *order = bare->order;
	struct office inside = office_inside(bare->office, store);
	struct matter matter;
	struct matter_state state;
	struct entry entry;
	day received;
	enum err err = register_get(store, matter_register(order->kind), order->agency_id,
				    order->entry_id, bare->arena, error, &entry);
	if (err != ERR_NONE) return err;
	bare->number = entry.values[matter_column(order->kind, "number")];
	if (entry.struck || entry.values[matter_column(order->kind, "outcome")][0] != '\0')
		return error_set(error, ERR_CONFLICT, NULL,
				 entry.struck ? "这一件已经作废。"
					      : "这一件已经有处理结果，不用再办理。");
	BUG_IF(!day_parse(entry.values[matter_column(order->kind, "received")], &received));
	err = matter_of_entry(store, order->kind, entry.id, bare->arena, error, &matter);
	if (err == ERR_MISSING)
		err = beside_seal_entry(&inside, order->kind, &entry, &bare->author, bare->arena,
					error, &matter);
	if (err != ERR_NONE) return err;
	bare->id = matter.id;
	err = matter_state_get(store, matter.id, bare->arena, error, &state);
	if (err == ERR_NONE) return taken(&inside, bare, &matter, error);
	if (err != ERR_MISSING) return err;
	/* its version, where it was sealed just now */
	err = matter_get(store, matter.id, bare->arena, error, &matter);
	if (err == ERR_NONE) err = add_person(&inside, bare, &matter, error);
	return err != ERR_NONE ? err
			       : beside_begin(&inside, &matter, received, "由台账转入办理",
					      bare->roles, &bare->author, bare->arena, error);
}

/* The name stands in the entry; what is added to it is checked as at the counter. */
static enum err check(const struct beside_bare *order, struct problems *problems,
		      struct error *error)
{
	struct filing person;
	if (order->more == NULL) return ERR_NONE;
	person = *order->more;
	bool anything = false;
	for (int i = 0; i < FILING__MAX; i++)
		anything = anything ||
			   (person.values[i][0] != '\0' && strcmp(person.values[i], "none") != 0);
	if (!anything) return ERR_NONE;
	person.values[FILING_name] = "-";
	return filing_check_person(&person, true, problems)
		       ? ERR_NONE
		       : error_set(error, ERR_CONTENT, "请按提示改正后再提交。",
				   "填写的内容有误。");
}

enum err beside_adopt(struct office *office, const struct actor *actor,
		      const struct beside_bare *order, struct arena *arena,
		      struct problems *problems, struct error *error,
		      struct matter_filed *ret_filed)
{
	struct bare bare = {.office = office,
			    .order = order,
			    .roles = matter_roles(actor),
			    .author = office_author(office, actor),
			    .arena = arena};
	BUG_IF(order->kind == MATTER_REQUEST);
	enum err err = permission_check(office, actor, PERMIT_MATTER_FILE, order->agency_id, error);
	if (err == ERR_NONE) err = matter_need_vault(office, error);
	if (err == ERR_NONE) err = check(order, problems, error);
	if (err == ERR_NONE) err = store_transaction(office->store, adopt_work, &bare, error);
	if (err != ERR_NONE) return err;
	*ret_filed = (struct matter_filed){
		.id = bare.id, .number = arena_text(arena, bare.number), .again = bare.again};
	memcpy(ret_filed->code, bare.code, sizeof bare.code);
	return ERR_NONE;
}

enum err beside_of_entry(struct office *office, const struct actor *actor, enum register_id id,
			 int64_t agency_id, int64_t entry_id, struct arena *arena,
			 struct error *error, int64_t *ret_id)
{
	enum matter_kind kind;
	struct matter matter;
	struct matter_state state;
	*ret_id = 0;
	if (!matter_of_register(id, &kind)) return ERR_NONE;
	enum err err = permission_check(office, actor, PERMIT_MATTER_READ, agency_id, error);
	if (err != ERR_NONE) return err;
	err = matter_of_entry(office->store, kind, entry_id, arena, error, &matter);
	if (err == ERR_NONE) err = matter_state_get(office->store, matter.id, arena, error, &state);
	if (err == ERR_NONE && matter.agency_id == agency_id) *ret_id = matter.id;
	return err == ERR_MISSING ? ERR_NONE : err;
}
