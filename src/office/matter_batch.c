/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/matter_batch.h"

#include <string.h>

#include "office/matter_side.h"

static const enum life_event events[] = {
#define STEP(NAME) LIFE_EVENT_##NAME,
	BATCH_TABLE(STEP)
#undef STEP
};

bool batch_event_find(const char *code, enum life_event *ret_event)
{
	enum life_event event;
	if (!life_event_find(code, &event)) return false;
	for (size_t i = 0; i < COUNT_OF(events); i++) {
		if (events[i] != event) continue;
		*ret_event = event;
		return true;
	}
	return false;
}

const char *batch_result_label(enum batch_result result)
{
	static const char *const labels[] = {
#define RESULT(NAME, label) label,
		BATCH_RESULT_TABLE(RESULT)
#undef RESULT
	};
	BUG_IF(result >= BATCH_RESULT__MAX);
	return labels[result];
}

struct batch {
	struct office *office;
	const struct actor *actor;
	const struct batch_order *order;
	struct arena *arena;
	struct error *error;
};

static void impossible(struct batch_case *one, const char *why)
{
	one->possible = false;
	one->why = why;
}

/* ---- looking ---- */

/* The law's answer, as for a single case. */
static void ask_law(const struct batch *batch, struct batch_case *one)
{
	const struct batch_order *order = batch->order;
	struct life_words words;
	struct life_step step = {.event = order->event,
				 .on = order->on,
				 .by = matter_roles(batch->actor),
				 .person = batch->actor->account_id,
				 .n = order->event == LIFE_EVENT_DRAFT ? (int)order->ending
								       : order->n};
	one->why = "";
	if (one->now.entry.struck)
		impossible(one, "这一件在台账里已经作废。");
	else if (order->on < one->now.life.last)
		impossible(one, arena_printf(batch->arena,
					     "最近的一步是 %s 办的，补记更早的日子请在这一件里办。",
					     day_text(one->now.life.last).s));
	else if (life_ask(&one->now.life, &step, one->now.calendar, &words) == NULL)
		impossible(one, arena_text(batch->arena, words.s));
	else
		one->why = arena_text(batch->arena, words.s);
}

/* Which letter is new by this step; false: none. */
static bool new_letter(const struct batch *batch, const struct batch_case *one,
		       enum letter *ret_kind)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	enum life_event event = batch->order->event;
	if (event == LIFE_EVENT_DRAFT)
		return letter_parse(life_ending_facts(batch->order->ending)->letter, ret_kind);
	if (event == LIFE_EVENT_ISSUE || matter_letter_kinds(&one->now, event, kinds) == 0)
		return false;
	*ret_kind = kinds[0];
	return true;
}

static enum err check_letter(const struct batch *batch, struct batch_case *one)
{
	struct problems problems;
	problems_init(&problems, batch->arena);
	enum err err = matter_letter_check(batch->office, batch->actor, one->id, &one->letter,
					   batch->order->on, batch->arena, &problems, batch->error,
					   &one->doc);
	if (err == ERR_NONE && one->doc == NULL && one->possible)
		impossible(one, problems.first->text);
	return err;
}

static enum err begin_letter(const struct batch *batch, struct batch_case *one, enum letter kind)
{
	const struct batch_order *order = batch->order;
	struct matter_letter there;
	enum err err = matter_letter_draft(batch->office, batch->actor, one->id, kind, batch->arena,
					   batch->error, &there);
	if (err == ERR_NONE)
		impossible(one, arena_printf(batch->arena, "这一件已经有%s的草稿，请在这一件里办。",
					     letter_facts(kind)->noun));
	if (err != ERR_MISSING) return err;
	one->has_letter = true;
	one->letter = (struct matter_letter){
		.kind = kind,
		.n = order->n,
		.ending = order->event == LIFE_EVENT_DRAFT ? order->ending : LIFE_ENDING_NONE};
	for (int i = 0; i < FIELD__MAX; i++) {
		const char *own = one->values[i], *all = order->values[i];
		one->letter.values[i] = own != NULL && own[0] != '\0' ? own
					: all != NULL		      ? all
								      : "";
	}
	err = matter_letter_begin(batch->office, batch->actor, one->id, batch->arena, batch->error,
				  &one->letter);
	return err != ERR_NONE ? err : check_letter(batch, one);
}

/* The reply that is reviewed, approved, issued. */
static enum err open_reply(const struct batch *batch, struct batch_case *one)
{
	enum letter kind;
	bool needs = batch->order->event == LIFE_EVENT_ISSUE;
	if (!letter_parse(life_letter(&one->now.life), &kind)) return ERR_NONE;
	enum err err = matter_letter_draft(batch->office, batch->actor, one->id, kind, batch->arena,
					   batch->error, &one->letter);
	if (err == ERR_MISSING) {
		if (needs) impossible(one, "这一件没有答复稿。");
		return ERR_NONE;
	}
	if (err == ERR_NONE)
		err = matter_letter_open(batch->office, batch->actor, one->id, one->letter.id,
					 batch->arena, batch->error, &one->letter);
	if (err != ERR_NONE) return err;
	one->has_letter = true;
	return check_letter(batch, one);
}

static enum err look_letter(const struct batch *batch, struct batch_case *one)
{
	enum letter kind;
	enum life_event event = batch->order->event;
	if (batch->order->assign || !one->possible) return ERR_NONE;
	if (event == LIFE_EVENT_REVIEW || event == LIFE_EVENT_CHECK ||
	    event == LIFE_EVENT_APPROVE || event == LIFE_EVENT_ISSUE)
		return open_reply(batch, one);
	return new_letter(batch, one, &kind) ? begin_letter(batch, one, kind) : ERR_NONE;
}

/* One case that cannot be opened holds up no other; what the machine lacks does. */
static enum err look_one(const struct batch *batch, struct batch_case *one)
{
	const struct batch_order *order = batch->order;
	one->found = one->has_letter = false;
	one->doc = NULL;
	one->possible = true;
	one->why = one->said = "";
	one->result = BATCH_OPEN;
	enum err err = matter_open(batch->office, batch->actor, one->id, batch->arena, batch->error,
				   &one->now);
	if (err == ERR_MISSING) {
		impossible(one, "没有这一件。");
		return ERR_NONE;
	}
	if (err != ERR_NONE) return err;
	one->found = true;
	if (!order->assign)
		ask_law(batch, one);
	else if (one->now.entry.struck)
		impossible(one, "这一件在台账里已经作废。");
	else if (one->now.state.post_id == order->post_id && order->post_id != 0)
		impossible(one, "这一件已经在这个岗位。");
	err = look_letter(batch, one);
	if (err != ERR_DENIED) return err;
	impossible(one, arena_text(batch->arena, batch->error->message));
	return ERR_NONE;
}

static enum err permitted(const struct batch *batch)
{
	return permission_check(batch->office, batch->actor,
				batch->order->assign ? PERMIT_MATTER_ASSIGN : PERMIT_MATTER_STEP,
				batch->actor->agency_id, batch->error);
}

enum err matter_batch_look(struct office *office, const struct actor *actor,
			   const struct batch_order *order, struct batch_case *cases, size_t n,
			   struct arena *arena, struct error *error)
{
	struct batch batch = {office, actor, order, arena, error};
	BUG_IF(n > BATCH_MOST);
	enum err err = permitted(&batch);
	for (size_t i = 0; i < n && err == ERR_NONE; i++) err = look_one(&batch, &cases[i]);
	return err;
}

/* ---- taking ---- */

static void answer(struct batch_case *one, enum batch_result result, const char *said)
{
	one->result = result;
	one->said = said;
}

/* Was it this very step of this person, and nothing since? */
static bool done_already(const struct batch *batch, const struct batch_case *one)
{
	const struct matter_step *last = NULL;
	if (batch->order->assign) return one->now.state.post_id == batch->order->post_id;
	for (size_t i = 0; i < one->now.n_steps; i++)
		if (last == NULL || one->now.steps[i].id > last->id) last = &one->now.steps[i];
	return last != NULL && !last->struck && last->account_id == batch->actor->account_id &&
	       strcmp(last->event, life_event_code(batch->order->event)) == 0;
}

/* Keeps the new letter, and drops it again when its step was refused meanwhile. */
static enum err take_with_letter(const struct batch *batch, struct batch_case *one,
				 const struct matter_event *event, struct problems *problems,
				 const char **warning)
{
	bool fresh = one->letter.id == 0;
	enum err err = ERR_NONE;
	if (fresh)
		err = matter_letter_save(batch->office, batch->actor, one->id, &one->letter,
					 batch->arena, batch->error);
	if (err != ERR_NONE) return err;
	struct matter_letter_seen seen = {one->letter.id, one->letter.version};
	err = matter_take_numbered(batch->office, batch->actor, one->id, one->seen, event, &seen, 1,
				   batch->arena, problems, batch->error, warning);
	if (err == ERR_NONE || err == ERR_DOUBT || !fresh) return err;
	struct error unsaid;
	struct problems none;
	problems_init(&none, batch->arena);
	if (matter_letter_strike(batch->office, batch->actor, one->id, seen.id, seen.version,
				 "批量办理没有办成", batch->arena, &none, &unsaid) != ERR_NONE)
		one->said = "草稿留在这一件的文书里。";
	return err;
}

static const char *number_of(const struct batch *batch, const struct batch_case *one)
{
	struct matter_letter *letters = NULL;
	size_t n = 0;
	struct error unsaid;
	if (!one->has_letter || matter_letter_list(batch->office, batch->actor, one->id,
						   batch->arena, &unsaid, &letters, &n) != ERR_NONE)
		return "";
	for (size_t i = 0; i < n; i++)
		if (letters[i].id == one->letter.id && letters[i].issued) return letters[i].number;
	return "";
}

static enum err take_step(const struct batch *batch, struct batch_case *one,
			  struct problems *problems, const char **warning)
{
	const struct batch_order *order = batch->order;
	struct matter_event event = {.event = order->event,
				     .on = order->on,
				     .n = order->event == LIFE_EVENT_DRAFT ? (int)order->ending
									   : order->n,
				     .party = "",
				     .note = order->note};
	bool looks_alone = order->event == LIFE_EVENT_REVIEW || order->event == LIFE_EVENT_CHECK ||
			   order->event == LIFE_EVENT_APPROVE;
	if (order->assign)
		return matter_assign(batch->office, batch->actor, one->id, one->seen,
				     order->post_id, order->note, batch->arena, problems,
				     batch->error);
	if (one->has_letter && !looks_alone)
		return take_with_letter(batch, one, &event, problems, warning);
	return matter_take(batch->office, batch->actor, one->id, one->seen, &event, NULL, NULL,
			   batch->arena, problems, batch->error, warning);
}

static void take_one(const struct batch *batch, struct batch_case *one)
{
	struct problems problems;
	const char *warning = "";
	problems_init(&problems, batch->arena);
	enum err err = take_step(batch, one, &problems, &warning);
	const char *message =
		arena_text(batch->arena, err == ERR_NONE ? "" : batch->error->message);
	switch (err) {
	case ERR_NONE:
		answer(one, BATCH_DONE, warning[0] != '\0' ? warning : number_of(batch, one));
		break;
	case ERR_CONTENT:
		answer(one, BATCH_REFUSED, problems.first != NULL ? problems.first->text : message);
		break;
	case ERR_CONFLICT: answer(one, BATCH_FASTER, message); break;
	case ERR_DENIED: answer(one, BATCH_REFUSED, message); break;
	default: answer(one, BATCH_FAILED, message); break;
	}
}

enum err matter_batch_take(struct office *office, const struct actor *actor,
			   const struct batch_order *order, struct batch_case *cases, size_t n,
			   struct arena *arena, struct error *error)
{
	struct batch batch = {office, actor, order, arena, error};
	BUG_IF(n > BATCH_MOST);
	enum err err = permitted(&batch);
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		struct batch_case *one = &cases[i];
		err = look_one(&batch, one);
		if (err != ERR_NONE && i == 0) break;
		if (err != ERR_NONE) {
			/* what was done is told; the others stay open, to be sent once more */
			answer(one, BATCH_FAILED, arena_text(arena, error->message));
			return ERR_NONE;
		}
		bool gone_on = one->found && one->seen != 0 && one->now.state.version != one->seen;
		if (one->left_out)
			answer(one, BATCH_LEFT_OUT, "");
		else if (gone_on && done_already(&batch, one))
			answer(one, BATCH_ALREADY, "");
		else if (gone_on)
			answer(one, BATCH_FASTER,
			       arena_printf(arena, "现在是“%s”，请看清以后再办。",
					    life_state_label(one->now.life.state)));
		else if (!one->possible)
			answer(one, BATCH_REFUSED, one->why);
		else {
			if (one->seen == 0) one->seen = one->now.state.version;
			take_one(&batch, one);
		}
	}
	return err;
}
