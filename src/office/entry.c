/* SPDX-License-Identifier: MulanPSL-2.0
 * Adding, correcting and striking entries of the registers. */
#include "office/entry.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "law/life.h"
#include "office/beside.h"
#include "office/once.h"
#include "office/retention.h"
#include "store/similar.h"

enum { REASON_MAX = 500 };

enum journal_object entry_object(enum register_id id)
{
	static const enum journal_object objects[REGISTER__MAX] = {
		[REGISTER_RECORDS] = OBJECT_RECORD,
		[REGISTER_NORMATIVE] = OBJECT_NORMATIVE,
		[REGISTER_LICENCES] = OBJECT_DECISION,
		[REGISTER_PENALTIES] = OBJECT_DECISION,
		[REGISTER_COERCION] = OBJECT_DECISION,
		[REGISTER_CHARGES] = OBJECT_DECISION,
		[REGISTER_REQUESTS] = OBJECT_REQUEST,
		[REGISTER_RECONSIDERATIONS] = OBJECT_RECONSIDERATION,
		[REGISTER_LITIGATION] = OBJECT_LITIGATION,
		[REGISTER_CORRECTIONS] = OBJECT_CORRECTION_REQUEST,
		[REGISTER_SUGGESTIONS] = OBJECT_SUGGESTION,
		[REGISTER_COMPLAINTS] = OBJECT_COMPLAINT,
		[REGISTER_RESPONSES] = OBJECT_RESPONSE,
		[REGISTER_INTERPRETATIONS] = OBJECT_INTERPRETATION,
		[REGISTER_FEES] = OBJECT_FEE,
	};
	BUG_IF(id >= REGISTER__MAX);
	return objects[id];
}

/* One change on its way into a transaction. */
struct change {
	struct office *office;
	enum register_id id;
	int64_t agency_id, entry_id, version;
	const char *const *values;
	const char *reason;
	struct author author;
};

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "填写的内容有误。");
}

static void check_reason(const char *reason, struct problems *problems)
{
	if (reason == NULL || reason[strspn(reason, " \t\r\n")] == '\0')
		problem_add(problems, "reason", "请写明理由");
	else if (!utf8_valid(reason, strlen(reason)) || utf8_length(reason) > REASON_MAX)
		problem_add(problems, "reason", "理由请不超过 %d 字", REASON_MAX);
}

static const char *subject_of(const char *const *values)
{
	return values[register_column(register_facts(REGISTER_REQUESTS), "subject")];
}

static enum err insert_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	struct arena arena = {0};
	struct office inside = office_inside(change->office, store);
	enum err err = beside_insert(&inside, change->id, change->agency_id, change->values,
				     &change->author, &arena, error, &change->entry_id);
	arena_release(&arena);
	if (err != ERR_NONE || change->id != REGISTER_REQUESTS) return err;
	return similar_put(store, change->agency_id, change->entry_id, subject_of(change->values),
			   error);
}

/* The keys of a request follow its subject; those of what is struck out go. */
static enum err move_keys(struct store *store, const struct change *change, const char *before,
			  const char *after, struct error *error)
{
	if (after != NULL && strcmp(before, after) == 0) return ERR_NONE;
	enum err err = similar_drop(store, change->agency_id, change->entry_id, before, error);
	if (err != ERR_NONE || after == NULL) return err;
	return similar_put(store, change->agency_id, change->entry_id, after, error);
}

static bool check(const struct office *office, enum register_id id, const char *const *values,
		  struct problems *problems)
{
	return register_check(register_facts(id), values, clock_today(&office->clock), problems);
}

static struct once form_of(const struct office *office, const struct actor *actor,
			   enum register_id id, int64_t agency_id, const char *const *values,
			   const char *word)
{
	const struct register_facts *facts = register_facts(id);
	char what[80];
	int n = snprintf(what, sizeof what, "add:%s:%" PRId64, facts->name, agency_id);
	BUG_IF(n < 0 || (size_t)n >= sizeof what);
	return once_of(office, actor, what, word, values, facts->n_columns);
}

enum err entry_added_before(struct office *office, const struct actor *actor, enum register_id id,
			    int64_t agency_id, const char *const *values, const char *word,
			    struct error *error, int64_t *ret_id)
{
	struct once once = form_of(office, actor, id, agency_id, values, word);
	return once_look(office, &once, error, ret_id);
}

enum err entry_add(struct office *office, const struct actor *actor, enum register_id id,
		   int64_t agency_id, const char *const *values, const char *word,
		   struct problems *problems, struct error *error, struct entry_added *ret_added)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_ADD, agency_id, error);
	if (err != ERR_NONE) return err;
	if (!check(office, id, values, problems)) return content_error(error);
	struct change change = {.office = office,
				.id = id,
				.agency_id = agency_id,
				.values = values,
				.author = office_author(office, actor)};
	struct once once = form_of(office, actor, id, agency_id, values, word);
	bool again;
	err = once_transaction(office, &once, insert_work, &change, &change.entry_id, error,
			       &again);
	if (err == ERR_NONE) *ret_added = (struct entry_added){change.entry_id, again};
	return err;
}

/* The matter under way behind an entry; id 0: there is none. */
static enum err matter_behind(struct store *store, const struct change *change, struct arena *arena,
			      struct error *error, struct matter *ret_matter,
			      struct matter_state *ret_state)
{
	enum matter_kind kind;
	struct matter matter;
	*ret_matter = (struct matter){0};
	if (!matter_of_register(change->id, &kind)) return ERR_NONE;
	enum err err = matter_of_entry(store, kind, change->entry_id, arena, error, &matter);
	if (err == ERR_NONE) err = matter_state_get(store, matter.id, arena, error, ret_state);
	if (err == ERR_NONE) *ret_matter = matter;
	return err == ERR_MISSING ? ERR_NONE : err;
}

/* Of a matter under way, what its steps say is not corrected beside them. */
static enum err check_steps(struct store *store, const struct change *change,
			    const struct entry *before, struct arena *arena, struct error *error)
{
	static const char *const derived[] = {"received", "outcome", "replied", "channel"};
	const struct register_facts *facts = register_facts(change->id);
	struct matter matter;
	struct matter_state state;
	enum err err = matter_behind(store, change, arena, error, &matter, &state);
	if (err != ERR_NONE || matter.id == 0) return err;
	/* the channel is the law's affair of a request alone */
	size_t n = COUNT_OF(derived) - (matter.kind == MATTER_REQUEST ? 0 : 1);
	for (size_t i = 0; i < n; i++) {
		size_t at = matter_column(matter.kind, derived[i]);
		if (strcmp(before->values[at], change->values[at]) == 0) continue;
		return error_set(error, ERR_CONFLICT,
				 "请打开这一件的办理情况，在经过里更正登记错的步骤。",
				 "这一件正在办理，%s由办理的步骤得出，不能在台账里更正。",
				 facts->columns[at].label);
	}
	return ERR_NONE;
}

/* An entry that had no name gets one. What stands there in the clear waits for `key seal`, which
 * takes it out of the journal too. */
static enum err seal_first(struct office *office, const struct change *change,
			   enum matter_kind kind, const char **values, struct arena *arena,
			   struct error *error)
{
	size_t at = matter_column(kind, "requester_name"),
	       of = matter_column(kind, "requester_kind");
	size_t n = register_facts(change->id)->n_columns;
	struct matter matter;
	struct entry before;
	const char *given = values[at];
	if (office->vault == NULL || !beside_names(change->id, values)) return ERR_NONE;
	enum err err =
		matter_of_entry(office->store, kind, change->entry_id, arena, error, &matter);
	if (err != ERR_MISSING) return err;
	err = register_get(office->store, change->id, change->agency_id, change->entry_id, arena,
			   error, &before);
	if (err != ERR_NONE || before.values[at][0] != '\0') return err;
	values[at] = entry_masked(given, arena);
	return beside_seal_new(office, change->id, change->agency_id, change->entry_id, given,
			       of < n ? values[of] : "", &change->author, arena, error);
}

/* A sealed name comes from the form as it was shown, masked or in the clear: it stays; another one
 * is sealed in its place. The column holds it masked. */
static enum err keep_name(struct office *office, const struct change *change, const char **values,
			  struct arena *arena, struct error *error)
{
	enum matter_kind kind;
	const char *name = NULL;
	enum err err = beside_name(office, change->id, change->entry_id, arena, error, &name);
	if (err != ERR_NONE || !matter_of_register(change->id, &kind)) return err;
	if (name == NULL) return seal_first(office, change, kind, values, arena, error);
	size_t at = matter_column(kind, "requester_name");
	const char *masked = entry_masked(name, arena), *given = values[at];
	values[at] = masked;
	if (strcmp(given, name) == 0 || strcmp(given, masked) == 0) return ERR_NONE;
	values[at] = entry_masked(given, arena);
	return beside_rename(office, change->id, change->entry_id, given, change->reason,
			     &change->author, arena, error);
}

static enum err update_entry(struct store *store, struct change *change, struct arena *arena,
			     struct error *error)
{
	struct office inside = office_inside(change->office, store);
	const char *values[REGISTER_MAX_COLUMNS];
	for (size_t i = 0; i < register_facts(change->id)->n_columns; i++)
		values[i] = change->values[i];
	enum err err = keep_name(&inside, change, values, arena, error);
	return err != ERR_NONE ? err
			       : register_update(store, change->id, change->agency_id,
						 change->entry_id, change->version, values,
						 change->reason, &change->author, error);
}

/* What went by the approved schedule does not come back under another name. */
static enum err check_gone(struct store *store, const struct change *change,
			   const struct entry *before, struct arena *arena, struct error *error)
{
	const struct register_facts *facts = register_facts(change->id);
	struct office inside = office_inside(change->office, store);
	const char *words = "";
	unsigned gone = 0;
	enum err err = retention_entry_words(&inside, change->id, change->entry_id, arena, error,
					     &words, &gone);
	for (size_t i = 0; i < facts->n_columns && err == ERR_NONE; i++)
		if (retention_column_gone(change->id, facts->columns[i].name, gone) &&
		    strcmp(before->values[i], change->values[i]) != 0)
			err = error_set(error, ERR_CONFLICT, NULL, "“%s”已按期销毁，不能再更正。%s",
					facts->columns[i].label, words);
	return err;
}

/* Of an entry that has, or may have, a matter. */
static enum err update_matter(struct store *store, struct change *change, struct arena *arena,
			      struct error *error)
{
	struct entry before;
	enum err err = register_get(store, change->id, change->agency_id, change->entry_id, arena,
				    error, &before);
	if (err == ERR_NONE) err = check_steps(store, change, &before, arena, error);
	if (err == ERR_NONE) err = check_gone(store, change, &before, arena, error);
	if (err == ERR_NONE) err = update_entry(store, change, arena, error);
	if (err != ERR_NONE || change->id != REGISTER_REQUESTS) return err;
	return move_keys(store, change, subject_of(before.values), subject_of(change->values),
			 error);
}

static enum err update_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	struct arena arena = {0};
	enum matter_kind kind;
	enum err err = matter_of_register(change->id, &kind)
			       ? update_matter(store, change, &arena, error)
			       : update_entry(store, change, &arena, error);
	arena_release(&arena);
	return err;
}

enum err entry_correct(struct office *office, const struct actor *actor, enum register_id id,
		       int64_t agency_id, int64_t entry_id, int64_t version,
		       const char *const *values, const char *reason, struct problems *problems,
		       struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_CORRECT, agency_id, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	check_reason(reason, problems);
	if (!check(office, id, values, problems) || problems->count != before)
		return content_error(error);
	struct change change = {office,	 id,	 agency_id, entry_id,
				version, values, reason,    office_author(office, actor)};
	return store_transaction(office->store, update_work, &change, error);
}

/* A request struck out is nobody's duty any more. */
static enum err close_matter(struct store *store, const struct change *change, struct arena *arena,
			     struct error *error)
{
	struct matter matter;
	struct matter_state state;
	enum err err = matter_behind(store, change, arena, error, &matter, &state);
	if (err != ERR_NONE || matter.id == 0) return err;
	err = duties_put(store, matter.agency_id, matter.id, NULL, 0, error);
	if (err != ERR_NONE) return err;
	state.state = life_state_code(LIFE_ARCHIVED);
	state.next_due = DUE_NOTHING;
	state.next_duty = "";
	return matter_state_put(store, &state, state.version, error);
}

static enum err forget_keys(struct store *store, const struct change *change, struct arena *arena,
			    struct error *error)
{
	struct entry struck;
	if (change->id != REGISTER_REQUESTS) return ERR_NONE;
	enum err err = register_get(store, change->id, change->agency_id, change->entry_id, arena,
				    error, &struck);
	if (err != ERR_NONE) return err;
	return move_keys(store, change, subject_of(struck.values), NULL, error);
}

static enum err strike_work(struct store *store, void *context, struct error *error)
{
	struct change *change = context;
	struct arena arena = {0};
	enum err err = register_strike(store, change->id, change->agency_id, change->entry_id,
				       change->version, change->reason, &change->author, error);
	if (err == ERR_NONE) err = close_matter(store, change, &arena, error);
	if (err == ERR_NONE) err = forget_keys(store, change, &arena, error);
	arena_release(&arena);
	return err;
}

enum err entry_strike(struct office *office, const struct actor *actor, enum register_id id,
		      int64_t agency_id, int64_t entry_id, int64_t version, const char *reason,
		      struct problems *problems, struct error *error)
{
	enum err err = permission_check(office, actor, PERMIT_ENTRY_STRIKE, agency_id, error);
	if (err != ERR_NONE) return err;
	size_t before = problems->count;
	check_reason(reason, problems);
	if (problems->count != before) return content_error(error);
	struct change change = {office,	 id,   agency_id, entry_id,
				version, NULL, reason,	  office_author(office, actor)};
	return store_transaction(office->store, strike_work, &change, error);
}
