/* SPDX-License-Identifier: MulanPSL-2.0
 * Names of the registers beside the requests: sealed in the matter of their entry, so that the one
 * code path of registers (office/entry.c) sees them masked. And the sealing of those that came in
 * before: imported, or entered without a key. */
#include <jansson.h>
#include <string.h>

#include "office/beside_inside.h"
#include "office/entry.h"
#include "store/beside.h"
#include "store/journal.h"

enum { BATCH = 200, SEALED_MAX = 64 * 1024 };
#define SEALED_REASON "姓名和联系方式改为加密保存"

const char *beside_person_json(const struct filing *person, struct arena *arena)
{
	json_t *object = json_object();
	for (int i = 0; i < FILING__MAX; i++)
		if (filing_facts((enum filing_field)i)->where != FILING_IN_OPEN &&
		    person->values[i][0] != '\0')
			json_object_set_new(object, filing_facts((enum filing_field)i)->name,
					    json_string(person->values[i]));
	char *text = json_dumps(object, JSON_COMPACT);
	BUG_IF(text == NULL);
	const char *json = arena_text(arena, text);
	free(text);
	json_decref(object);
	return json;
}

/* The matter of an entry; id 0: the register keeps none, or the entry has none. */
static enum err matter_at(struct office *office, enum register_id id, int64_t entry_id,
			  struct arena *arena, struct error *error, struct matter *ret_matter)
{
	enum matter_kind kind;
	*ret_matter = (struct matter){0};
	if (!matter_of_register(id, &kind) || kind == MATTER_REQUEST) return ERR_NONE;
	enum err err = matter_of_entry(office->store, kind, entry_id, arena, error, ret_matter);
	return err == ERR_MISSING ? ERR_NONE : err;
}

enum err beside_name(struct office *office, enum register_id id, int64_t entry_id,
		     struct arena *arena, struct error *error, const char **ret_name)
{
	struct matter matter;
	struct filing person;
	const char *name = NULL;
	enum err err = matter_at(office, id, entry_id, arena, error, &matter);
	if (err == ERR_NONE && matter.id != 0 && matter.key.n != 0 && office->vault != NULL) {
		filing_init(&person);
		err = matter_unseal(office, &matter, arena, error, &person);
		name = person.values[FILING_name];
	}
	if (err == ERR_NONE) *ret_name = name;
	return err;
}

/* A matter without steps: it holds the name. */
static enum err hold(struct office *office, enum matter_kind kind, const struct entry *entry,
		     const struct filing *person, const struct author *author, struct arena *arena,
		     struct error *error, struct matter *ret_matter)
{
	struct matter matter = {
		.agency_id = entry->agency_id, .kind = kind, .entry_id = entry->id, .form = "{}"};
	struct data_key key;
	enum err err =
		matter_seal(office, beside_person_json(person, arena), arena, error, &matter, &key);
	if (err != ERR_NONE) return err;
	data_key_wipe(&key);
	err = matter_insert(office->store, &matter, author, error, &matter.id);
	if (err == ERR_NONE) *ret_matter = matter;
	return err;
}

enum err beside_seal_new(struct office *office, enum register_id id, int64_t agency_id,
			 int64_t entry_id, const char *name, const char *kind,
			 const struct author *author, struct arena *arena, struct error *error)
{
	const struct entry entry = {.id = entry_id, .agency_id = agency_id};
	enum matter_kind of;
	struct matter matter;
	struct filing person;
	BUG_IF(!matter_of_register(id, &of) || of == MATTER_REQUEST);
	filing_init(&person);
	person.values[FILING_name] = name;
	person.values[FILING_kind] = kind;
	return hold(office, of, &entry, &person, author, arena, error, &matter);
}

bool beside_names(enum register_id id, const char *const *values)
{
	enum matter_kind kind;
	return matter_of_register(id, &kind) && kind != MATTER_REQUEST &&
	       values[matter_column(kind, "requester_name")][0] != '\0';
}

enum err beside_insert(struct office *office, enum register_id id, int64_t agency_id,
		       const char *const *given, const struct author *author, struct arena *arena,
		       struct error *error, int64_t *ret_id)
{
	const char *values[REGISTER_MAX_COLUMNS];
	enum matter_kind kind;
	size_t n = register_facts(id)->n_columns;
	if (office->vault == NULL || !beside_names(id, given) || !matter_of_register(id, &kind))
		return register_insert(office->store, id, agency_id, given, author, error, ret_id);
	size_t at = matter_column(kind, "requester_name");
	size_t of = matter_column(kind, "requester_kind");
	for (size_t i = 0; i < n; i++) values[i] = given[i];
	values[at] = entry_masked(given[at], arena);
	enum err err = register_insert(office->store, id, agency_id, values, author, error, ret_id);
	return err != ERR_NONE ? err
			       : beside_seal_new(office, id, agency_id, *ret_id, given[at],
						 of < n ? given[of] : "", author, arena, error);
}

enum err matter_seal_anew(const struct office *office, const char *json, struct arena *arena,
			  struct error *error, struct matter *matter)
{
	struct data_key key;
	struct buf sealed;
	enum err err = matter_key(office, matter, error, &key);
	if (err != ERR_NONE) return err;
	buf_init(&sealed, SEALED_MAX);
	seal_bytes(&key, matter_person_place(matter, arena), json, strlen(json), &sealed);
	data_key_wipe(&key);
	BUG_IF(!buf_ok(&sealed));
	matter->person = (struct blob){arena_text_n(arena, buf_text(&sealed), sealed.n), sealed.n};
	buf_release(&sealed);
	return ERR_NONE;
}

enum err beside_rename(struct office *office, enum register_id id, int64_t entry_id,
		       const char *name, const char *reason, const struct author *author,
		       struct arena *arena, struct error *error)
{
	struct matter matter;
	struct filing person;
	enum err err = matter_at(office, id, entry_id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	BUG_IF(matter.id == 0);
	filing_init(&person);
	err = matter_unseal(office, &matter, arena, error, &person);
	person.values[FILING_name] = name;
	if (err == ERR_NONE)
		err = matter_seal_anew(office, beside_person_json(&person, arena), arena, error,
				       &matter);
	return err != ERR_NONE ? err : matter_update(office->store, &matter, reason, author, error);
}

enum err beside_seal_entry(struct office *office, enum matter_kind kind, const struct entry *entry,
			   const struct author *author, struct arena *arena, struct error *error,
			   struct matter *ret_matter)
{
	enum register_id id = matter_register(kind);
	const char *name = entry->values[matter_column(kind, "requester_name")];
	size_t of = matter_column(kind, "requester_kind");
	struct filing person;
	filing_init(&person);
	person.values[FILING_name] = name;
	if (of < register_facts(id)->n_columns) person.values[FILING_kind] = entry->values[of];
	enum err err = hold(office, kind, entry, &person, author, arena, error, ret_matter);
	if (err != ERR_NONE || name[0] == '\0') return err;
	err = journal_erase(office->store, entry_object(id), entry->id, entry->agency_id,
			    SEALED_REASON, author, error);
	return err != ERR_NONE ? err
			       : beside_mask(office->store, kind, entry, entry_masked(name, arena),
					     SEALED_REASON, author, error);
}

struct sealing_rest {
	struct office *office;
	enum matter_kind kind;
	int64_t after, last, sealed;
	size_t n;
	struct author author;
	struct arena *arena;
};

static enum err seal_work(struct store *store, void *context, struct error *error)
{
	struct sealing_rest *rest = context;
	struct office inside = office_inside(rest->office, store);
	struct entry *entries = NULL;
	struct matter matter;
	arena_reset(rest->arena);
	rest->sealed = 0;
	rest->n = 0;
	enum err err = beside_unsealed(store, rest->kind, rest->after, BATCH, rest->arena, error,
				       &entries, &rest->n);
	for (size_t i = 0; i < rest->n && err == ERR_NONE; i++) {
		struct entry entry;
		err = register_get(store, matter_register(rest->kind), entries[i].agency_id,
				   entries[i].id, rest->arena, error, &entry);
		if (err == ERR_NONE)
			err = beside_seal_entry(&inside, rest->kind, &entry, &rest->author,
						rest->arena, error, &matter);
		rest->last = entries[i].id;
		rest->sealed++;
	}
	return err;
}

enum err beside_seal_rest(struct office *office, struct error *error, int64_t *ret_sealed)
{
	const struct actor self = actor_operator();
	struct arena arena = {0};
	int64_t sealed = 0;
	enum err err = matter_need_vault(office, error);
	for (int kind = MATTER_REQUEST + 1; kind < MATTER__MAX && err == ERR_NONE; kind++) {
		struct sealing_rest rest = {.office = office,
					    .kind = (enum matter_kind)kind,
					    .author = office_author(office, &self),
					    .arena = &arena};
		do {
			err = store_transaction(office->store, seal_work, &rest, error);
			rest.after = rest.last;
			if (err == ERR_NONE) sealed += rest.sealed;
		} while (err == ERR_NONE && rest.n == BATCH);
	}
	arena_release(&arena);
	if (err == ERR_NONE) *ret_sealed = sealed;
	return err;
}
