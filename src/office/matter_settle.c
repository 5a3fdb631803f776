/* SPDX-License-Identifier: MulanPSL-2.0
 * Where a matter stands and what it owes: worked out, stored, and worked out again when days pass
 * or the calendar changes. */
#include <string.h>

#include "office/holidays.h"
#include "office/matter_inside.h"

enum err matter_reckon_case(struct office *office, struct matter_case *matter_case,
			    struct arena *arena, struct error *error)
{
	struct matter_state *state = &matter_case->state;
	const struct life *life = &matter_case->life;
	day today = clock_today(&office->clock);
	enum err err =
		life_duties(life, today, matter_case->calendar, arena, &matter_case->duties, error);
	if (err != ERR_NONE) return err;
	state->state = life_state_code(life->state);
	state->ending =
		life->ending == LIFE_ENDING_NONE ? "" : life_ending_facts(life->ending)->code;
	state->received =
		receipt_day(life->order.channel, life->order.received, life->order.confirmed);
	state->due = DAY_NONE;
	state->next_due = DUE_NOTHING;
	state->next_duty = "";
	state->reckoned = today;
	for (size_t i = 0; i < matter_case->duties.n; i++) {
		const struct life_duty *duty = &matter_case->duties.rows[i];
		if (life_duty_answers(duty->kind)) state->due = duty->due;
		if (life_duty_whose(duty->kind) != LIFE_TURN_OFFICE || state->next_duty[0] != '\0')
			continue;
		state->next_duty = life_duty_code(duty->kind);
		state->next_due = duty->due == DAY_NONE ? DUE_AT_ONCE
							: arena_text(arena, day_text(duty->due).s);
	}
	return ERR_NONE;
}

enum err matter_put_duties(struct office *office, const struct matter_case *matter_case,
			   struct arena *arena, struct error *error)
{
	static const char *const turns[] = {[LIFE_TURN_OFFICE] = "office",
					    [LIFE_TURN_REQUESTER] = "requester",
					    [LIFE_TURN_OTHERS] = "others",
					    [LIFE_TURN_NOBODY] = "nobody"};
	const struct life_duties *duties = &matter_case->duties;
	struct duty_row *rows = arena_array(arena, duties->n + 1, sizeof *rows);
	for (size_t i = 0; i < duties->n; i++)
		rows[i] = (struct duty_row){
			.matter_id = matter_case->matter.id,
			.kind = life_duty_code(duties->rows[i].kind),
			.consult = (int)duties->rows[i].consult,
			.turn = turns[life_duty_whose(duties->rows[i].kind)],
			.due = duties->rows[i].due,
		};
	return duties_put(office->store, matter_case->matter.agency_id, matter_case->matter.id,
			  rows, duties->n, error);
}

enum err matter_settle(struct office *office, struct matter_case *matter_case, int64_t seen,
		       struct arena *arena, struct error *error)
{
	enum err err = matter_reckon_case(office, matter_case, arena, error);
	if (err != ERR_NONE) return err;
	matter_case->state.matter_id = matter_case->matter.id;
	matter_case->state.agency_id = matter_case->matter.agency_id;
	matter_case->state.kind = matter_case->matter.kind;
	err = matter_state_put(office->store, &matter_case->state, seen, error);
	if (err == ERR_NONE) matter_case->state.version = seen + 1;
	return err != ERR_NONE ? err : matter_put_duties(office, matter_case, arena, error);
}

enum { BATCH = 1000 };

struct batch {
	struct office *office;
	bool all;
	struct matter_stale after, done;
	size_t n;
};

/* What the cases of one agency have in common is read once for all of them. */
struct common {
	const struct life_settings *settings;
	const struct calendar *calendar;
};

static enum err reckon_one(struct office *office, const struct matter_stale *stale,
			   const struct common *common, struct arena *arena, struct error *error)
{
	struct matter_case now = {.matter = {.id = stale->matter_id, .agency_id = stale->agency_id},
				  .state = {.matter_id = stale->matter_id},
				  .calendar = common->calendar};
	life_init(&now.life, common->settings);
	enum err err = matter_fold_stored(stale->steps, stale->n_steps, common->calendar, &now.life,
					  error);
	if (err == ERR_NONE) err = matter_reckon_case(office, &now, arena, error);
	if (err == ERR_NONE) err = matter_state_reckon(office->store, &now.state, error);
	return err != ERR_NONE ? err : matter_put_duties(office, &now, arena, error);
}

static enum err reckon_work(struct store *store, void *context, struct error *error)
{
	struct batch *batch = context;
	struct office inside = office_inside(batch->office, store);
	struct arena list = {0}, arena = {0};
	struct matter_stale *stale = NULL;
	struct common common = {0};
	enum err err = matter_state_stale(store, batch->all, clock_today(&batch->office->clock),
					  &batch->after, BATCH, &list, error, &stale, &batch->n);
	batch->done = batch->after;
	if (err == ERR_NONE && batch->n > 0) {
		batch->done = stale[batch->n - 1];
		err = matter_settings(&inside, stale[0].agency_id, &list, error, &common.settings);
		if (err == ERR_NONE)
			err = holidays_calendar(&inside, stale[0].agency_id, &list, error,
						&common.calendar);
	}
	for (size_t i = 0; i < batch->n && err == ERR_NONE; i++) {
		err = reckon_one(&inside, &stale[i], &common, &arena, error);
		arena_reset(&arena);
	}
	arena_release(&arena);
	arena_release(&list);
	return err;
}

enum err matter_reckon(struct office *office, bool all, struct error *error, int64_t *ret_reckoned)
{
	struct batch batch = {.office = office, .all = all};
	int64_t reckoned = 0;
	do {
		batch.n = 0;
		enum err err = store_transaction(office->store, reckon_work, &batch, error);
		if (err != ERR_NONE) return err;
		reckoned += (int64_t)batch.n;
		batch.after = batch.done;
	} while (batch.n > 0);
	*ret_reckoned = reckoned;
	return ERR_NONE;
}

char matter_light(const char *next_due, day today, const struct calendar *calendar)
{
	enum { NEAR = 3 };
	day due;
	int left = 0;
	if (strcmp(next_due, DUE_NOTHING) == 0) return '\0';
	if (strcmp(next_due, DUE_AT_ONCE) == 0) return 'y';
	if (!day_parse(next_due, &due)) return '\0';
	if (due < today) return 'r';
	if (calendar_working_days(calendar, today, due, &left, NULL) != ERR_NONE) return 'g';
	return left <= NEAR ? 'y' : 'g';
}
