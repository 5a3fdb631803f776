/* SPDX-License-Identifier: MulanPSL-2.0
 * What a matter's steps and links say about reconsideration and suits: which cases, about which of
 * its replies, and notices that no case is linked to yet. */
#include <string.h>

#include "office/entry.h"
#include "office/matter_inside.h"
#include "office/matter_remedy.h"

/* A step that is not struck out; NULL: none of that id. */
static const struct matter_step *live_step(const struct matter_case *now, int64_t id)
{
	for (size_t i = 0; i < now->n_steps; i++)
		if (now->steps[i].id == id && !now->steps[i].struck) return &now->steps[i];
	return NULL;
}

static bool is(const struct matter_step *step, enum life_event event)
{
	return !step->struck && strcmp(step->event, life_event_code(event)) == 0;
}

/* A letter that came back is served again and the first service counts, as in the fold. */
static void find_replies(const struct matter_case *now, struct arena *arena,
			 struct matter_remedies *remedies)
{
	enum life_ending ending = LIFE_ENDING_NONE;
	bool served = false;
	remedies->replies = arena_array(arena, now->n_steps, sizeof *remedies->replies);
	if (now->life.kind != LIFE_OF_REQUEST) return;
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		if (is(step, LIFE_EVENT_DRAFT)) ending = (enum life_ending)step->n;
		if (is(step, LIFE_EVENT_REMAKE)) served = false;
		if (!is(step, LIFE_EVENT_SERVE) || served) continue;
		served = true;
		remedies->replies[remedies->n_replies++] = (struct matter_reply){ending, step->day};
	}
}

static void find_notices(const struct matter_case *now, struct arena *arena,
			 struct matter_remedies *remedies)
{
	remedies->notices = arena_array(arena, now->n_steps, sizeof *remedies->notices);
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		bool suit = is(step, LIFE_EVENT_SUIT_NOTICE), linked = false;
		if (!suit && !is(step, LIFE_EVENT_REVIEW_NOTICE)) continue;
		for (size_t j = 0; j < remedies->n_rows; j++)
			linked = linked || (!remedies->rows[j].row.struck &&
					    remedies->rows[j].row.step_id == step->id);
		if (linked) continue;
		remedies->notices[remedies->n_notices++] = (struct matter_notice){
			step->id, suit ? REGISTER_LITIGATION : REGISTER_RECONSIDERATIONS,
			step->day};
	}
}

static void mask(struct entry *entry, enum register_id kind, struct arena *arena)
{
	const struct register_facts *facts = register_facts(kind);
	for (size_t i = 0; i < facts->n_columns; i++)
		if (facts->columns[i].personal)
			entry->values[i] = entry_masked(entry->values[i], arena);
}

enum err matter_remedies(struct office *office, const struct actor *actor,
			 const struct matter_case *matter_case, struct arena *arena,
			 struct error *error, struct matter_remedies *ret_remedies)
{
	const struct matter *matter = &matter_case->matter;
	struct matter_remedies remedies = {0};
	struct remedy_row *rows = NULL;
	enum err err =
		permission_check(office, actor, PERMIT_MATTER_READ, matter->agency_id, error);
	if (err == ERR_NONE)
		err = remedy_row_list(office->store, matter->id, arena, error, &rows,
				      &remedies.n_rows);
	if (err != ERR_NONE) return err;
	remedies.rows = arena_array(arena, remedies.n_rows, sizeof *remedies.rows);
	for (size_t i = 0; i < remedies.n_rows && err == ERR_NONE; i++) {
		struct matter_remedy *remedy = &remedies.rows[i];
		const struct matter_step *notice = live_step(matter_case, rows[i].step_id);
		bool over = live_step(matter_case, rows[i].over_step_id) != NULL;
		*remedy = (struct matter_remedy){.row = rows[i],
						 .noticed = notice == NULL ? DAY_NONE : notice->day,
						 .running = notice != NULL && !over &&
							    !rows[i].struck};
		err = register_get(office->store, rows[i].kind, matter->agency_id, rows[i].entry_id,
				   arena, error, &remedy->entry);
		if (err == ERR_NONE) mask(&remedy->entry, rows[i].kind, arena);
	}
	if (err != ERR_NONE) return err;
	find_replies(matter_case, arena, &remedies);
	find_notices(matter_case, arena, &remedies);
	*ret_remedies = remedies;
	return ERR_NONE;
}
