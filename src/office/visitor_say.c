/* SPDX-License-Identifier: MulanPSL-2.0
 * What a citizen says without asking for information: a correction request (Art. 41), a suggestion
 * (Art. 44), a complaint (Art. 51), each an entry of its register. */
#include <inttypes.h>

#include "office/once.h"
#include "office/visitor_inside.h"

enum { NUMBER_TRIES = 1000 };

struct saying {
	enum register_id id;
	int64_t agency_id;
	const char **values;
	int year;
	struct author author;
	struct arena *arena;
	int64_t entry_id;
};

/* A number that an imported entry has already is passed over. */
static enum err say_work(struct store *store, void *context, struct error *error)
{
	struct saying *saying = context;
	const struct register_facts *facts = register_facts(saying->id);
	enum err err = ERR_CONFLICT;
	for (int i = 0; i < NUMBER_TRIES && err == ERR_CONFLICT; i++) {
		int64_t number = 0;
		err = document_series_next(store, saying->agency_id, facts->name, saying->year,
					   error, &number);
		if (err != ERR_NONE) return err;
		saying->values[register_column(facts, "number")] =
			arena_printf(saying->arena, "%d-%05" PRId64, saying->year, number);
		err = register_insert(store, saying->id, saying->agency_id, saying->values,
				      &saying->author, error, &saying->entry_id);
	}
	return err;
}

static enum err check(const struct register_facts *facts, const char *const *values, day today,
		      struct problems *problems, struct error *error)
{
	const char *full[REGISTER_MAX_COLUMNS];
	for (size_t i = 0; i < facts->n_columns; i++) full[i] = values[i];
	full[register_column(facts, "number")] = "-";
	return register_check(facts, full, today, problems)
		       ? ERR_NONE
		       : error_set(error, ERR_CONTENT, NULL, "填写的内容有误。");
}

/* Said for the first time. */
static enum err say(struct office *office, struct saying *saying, const char *from,
		    const struct once *once, day today, struct problems *problems,
		    struct error *error)
{
	const struct register_facts *facts = register_facts(saying->id);
	bool again = false;
	struct error uncounted;
	enum err err = visitor_allowed(office, VISITOR_APPLICATION, from,
				       "从您这里提交的太多，暂时不能再提交。请一小时以后再试，"
				       "或者用信函、当面提出。",
				       error);
	if (err != ERR_NONE) return err;
	saying->values[register_column(facts, "received")] =
		arena_text(saying->arena, day_text(today).s);
	err = check(facts, saying->values, today, problems, error);
	if (err == ERR_NONE)
		err = once_transaction(office, once, say_work, saying, &saying->entry_id, error,
				       &again);
	if (err == ERR_NONE && !again)
		(void)!visitor_counted(office, VISITOR_APPLICATION, from, &uncounted);
	return err;
}

enum err visitor_say(struct office *office, const char *from, enum register_id id,
		     int64_t agency_id, const char **values, const char *word, struct arena *arena,
		     struct problems *problems, struct error *error, const char **ret_number)
{
	const struct register_facts *facts = register_facts(id);
	const struct actor actor = actor_visitor(from);
	day today = clock_today(&office->clock);
	struct saying saying = {.id = id,
				.agency_id = agency_id,
				.values = values,
				.year = day_year(today),
				.author = office_author(office, &actor),
				.arena = arena};
	struct entry entry;
	BUG_IF(id != REGISTER_CORRECTIONS && id != REGISTER_SUGGESTIONS &&
	       id != REGISTER_COMPLAINTS);
	/* before these are given: the same form after midnight is still the same */
	values[register_column(facts, "number")] = values[register_column(facts, "received")] = "";
	struct once once = once_of(office, &actor, facts->name, word, values, facts->n_columns);
	enum err err = once_look(office, &once, error, &saying.entry_id);
	if (err == ERR_MISSING) err = say(office, &saying, from, &once, today, problems, error);
	if (err == ERR_NONE)
		err = register_get(office->store, id, agency_id, saying.entry_id, arena, error,
				   &entry);
	if (err == ERR_NONE) *ret_number = entry.values[register_column(facts, "number")];
	return err;
}
