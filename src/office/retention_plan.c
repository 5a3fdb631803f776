/* SPDX-License-Identifier: MulanPSL-2.0
 * The dry run: what a schedule would erase as of a day, and why the rest stays. */
#include <inttypes.h>
#include <string.h>

#include "base/buf.h"
#include "office/holidays.h"
#include "office/matter_inside.h"
#include "office/retention_inside.h"
#include "office/setting.h"
#include "store/service_row.h"

enum { CANDIDATES_AT_ONCE = 500, DIGEST_TEXT_MAX = 1 << 20 };

enum err retention_frame(struct office *office, int64_t agency_id, day on, struct arena *arena,
			 struct error *error, struct retention_frame *ret_frame)
{
	struct retention_frame frame = {.agency_id = agency_id, .day = on};
	struct retention_schedule *schedules = NULL;
	size_t n = 0;
	int64_t years = 0;
	enum err err =
		retention_schedule_list(office->store, agency_id, arena, error, &schedules, &n);
	if (err == ERR_NONE)
		err = setting_number(office, agency_id, SETTING_REMEDY_YEARS, error, &years);
	if (err == ERR_NONE)
		err = matter_settings(office, agency_id, arena, error, &frame.settings);
	if (err == ERR_NONE)
		err = holidays_calendar(office, agency_id, arena, error, &frame.calendar);
	if (err != ERR_NONE) return err;
	frame.remedy_years = (int)years;
	if (n > 0) {
		frame.schedule = &schedules[0];
		retention_rules_read(schedules[0].rules, &frame.rules);
	}
	*ret_frame = frame;
	return ERR_NONE;
}

static day later(day a, day b)
{
	return a > b ? a : b;
}

/* What the entry and the folded steps of a matter say. */
static struct retention_facts facts_of(const struct retention_candidate *candidate,
				       const struct life *life, bool folded)
{
	static const enum retention_group beside[MATTER__MAX] = {
		[MATTER_CORRECTION] = RETENTION_CORRECTION,
		[MATTER_SUGGESTION] = RETENTION_SUGGESTION,
		[MATTER_COMPLAINT] = RETENTION_COMPLAINT,
	};
	struct retention_facts facts = {.state = life->state,
					.is_void = candidate->struck,
					.request = candidate->kind == MATTER_REQUEST,
					.beside = beside[candidate->kind]};
	/* steps that nobody understands any more: whatever they mean, it stays */
	facts.remedy_running =
		candidate->remedy_linked || life->remedies > 0 ||
		life->review_noticed != DAY_NONE || life->suit_noticed != DAY_NONE || !folded ||
		(facts.request && !outcome_parse(candidate->outcome, &facts.outcome));
	facts.ended =
		later(life->last, candidate->struck ? moment_day(candidate->struck_at) : DAY_NONE);
	bool bare = candidate->matter_id == 0 || (!facts.request && life->last == DAY_NONE);
	/* one without steps ends with its entry; what a later correction was for nobody noted, so
	 * the later day counts */
	if (bare && candidate->closed != DAY_NONE) facts.state = LIFE_SERVED;
	if (bare && candidate->corrected_at != 0)
		facts.ended = later(facts.ended, moment_day(candidate->corrected_at));
	if (bare || !facts.request) facts.ended = later(facts.ended, candidate->closed);
	if (facts.ended == DAY_NONE) facts.remedy_running = true;
	return facts;
}

/* Of a class some things may go that are due. */
static void judge(const struct retention_frame *frame, const struct retention_facts *facts,
		  struct retention_line *line)
{
	line->group = retention_group_of(facts);
	line->ended = facts->ended;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		line->verdicts[i] = retention_judge(facts, &frame->rules, (enum retention_class)i,
						    frame->remedy_years, frame->day);
		if (line->verdicts[i].why != RETENTION_DUE || line->amounts[i].things == 0)
			continue;
		line->goes |= 1U << i;
		line->things += line->amounts[i].things;
		line->bytes += line->amounts[i].bytes;
	}
}

/* What its steps and services say of a matter. */
static enum err fold_matter(struct office *office, const struct retention_frame *frame,
			    const struct retention_candidate *candidate, struct arena *arena,
			    struct error *error, struct retention_facts *ret_facts)
{
	struct matter_step *steps = NULL;
	struct service_row *services = NULL;
	size_t n = 0, n_services = 0;
	struct life life;
	enum err err = matter_steps(office->store, candidate->matter_id, arena, error, &steps, &n);
	if (err == ERR_NONE)
		err = service_row_list(office->store, candidate->matter_id, arena, error, &services,
				       &n_services);
	if (err != ERR_NONE) return err;
	life_init(&life, frame->settings);
	err = matter_fold_stored(steps, n, frame->calendar, &life, error);
	*ret_facts = facts_of(candidate, &life, err == ERR_NONE);
	/* mail is signed for after it was posted, and remedies run from then */
	for (size_t i = 0; i < n_services; i++)
		if (ret_facts->ended != DAY_NONE)
			ret_facts->ended = later(ret_facts->ended, services[i].signed_on);
	return ERR_NONE;
}

enum err retention_line(struct office *office, const struct retention_frame *frame,
			const struct retention_candidate *candidate, struct arena *arena,
			struct error *error, struct retention_line *ret_line)
{
	struct retention_line line = {.matter_id = candidate->matter_id,
				      .kind = candidate->kind,
				      .entry_id = candidate->entry_id,
				      .number = candidate->number};
	struct retention_facts facts;
	struct life none;
	enum err err = ERR_NONE;
	if (candidate->matter_id == 0) {
		life_init(&none, frame->settings);
		facts = facts_of(candidate, &none, true);
		for (int i = 0; i < RETENTION_CLASS__MAX; i++)
			line.amounts[i].things = (candidate->left & 1U << i) != 0 ? 1 : 0;
	} else {
		err = fold_matter(office, frame, candidate, arena, error, &facts);
		if (err == ERR_NONE)
			err = retention_amounts(office->store, candidate->matter_id, error,
						line.amounts);
	}
	if (err != ERR_NONE) return err;
	judge(frame, &facts, &line);
	*ret_line = line;
	return ERR_NONE;
}

const char *retention_classes_text(unsigned classes, struct arena *arena)
{
	const char *text = "";
	for (int i = 0; i < RETENTION_CLASS__MAX; i++)
		if ((classes & 1U << i) != 0)
			text = ARENA_JOIN(arena, text, text[0] == '\0' ? "" : " ",
					  retention_class_code((enum retention_class)i));
	return text;
}

void retention_digest(int64_t schedule_id, day on, const struct retention_item *items, size_t n,
		      char ret_hex[DIGEST_HEX])
{
	struct buf text;
	buf_init(&text, DIGEST_TEXT_MAX);
	buf_printf(&text, "%" PRId64 " %s\n", schedule_id, day_text(on).s);
	for (size_t i = 0; i < n; i++) {
		if (items[i].matter_id == 0)
			buf_printf(&text, "%s:%" PRId64, matter_kind_code(items[i].kind),
				   items[i].entry_id);
		else
			buf_printf(&text, "%" PRId64, items[i].matter_id);
		buf_printf(&text, " %s %" PRId64 " %" PRId64 "\n", items[i].classes,
			   items[i].things, items[i].bytes);
	}
	BUG_IF(!buf_ok(&text));
	struct digest digest = digest_of(buf_text(&text), text.n);
	digest_hex(&digest, ret_hex);
	buf_release(&text);
}

/* Matters stand before entries without, which stand by kind. */
static int rank_of(const struct retention_item *item)
{
	return item->matter_id != 0 ? 0 : 1 + (int)item->kind;
}

int retention_item_order(const struct retention_item *a, const struct retention_item *b)
{
	int64_t of_a = a->matter_id != 0 ? a->matter_id : a->entry_id;
	int64_t of_b = b->matter_id != 0 ? b->matter_id : b->entry_id;
	if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b) ? -1 : 1;
	return (of_a > of_b) - (of_a < of_b);
}

enum err retention_item_candidate(struct store *store, int64_t agency_id,
				  const struct retention_item *item, struct arena *arena,
				  struct error *error, struct retention_candidate *ret_candidate)
{
	return item->matter_id != 0
		       ? retention_candidate_get(store, item->matter_id, arena, error,
						 ret_candidate)
		       : retention_entry_get(store, agency_id, item->kind, item->entry_id, arena,
					     error, ret_candidate);
}

struct retention_item *retention_items_of(const struct retention_plan *plan, struct arena *arena)
{
	struct retention_item *items = arena_array(arena, plan->n_go + 1, sizeof *items);
	for (size_t i = 0; i < plan->n_go; i++)
		items[i] = (struct retention_item){
			.matter_id = plan->go[i].matter_id,
			.kind = plan->go[i].kind,
			.entry_id = plan->go[i].entry_id,
			.number = plan->go[i].number,
			.classes = retention_classes_text(plan->go[i].goes, arena),
			.things = plan->go[i].things,
			.bytes = plan->go[i].bytes,
			.state = "waiting",
			.why = "",
			.day = DAY_NONE,
		};
	return items;
}

static void sort_in(struct retention_plan *plan, const struct retention_line *line)
{
	int64_t left = 0;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) left += line->amounts[i].things;
	if (left == 0) {
		plan->empty++;
	} else if (line->goes == 0) {
		plan->stays++;
		if (plan->n_stay < RETENTION_STAY_SHOWN) plan->stay[plan->n_stay++] = *line;
	} else if (plan->n_go == RETENTION_GO_MOST) {
		plan->more = true;
	} else {
		plan->go[plan->n_go++] = *line;
		plan->things += line->things;
		plan->bytes += line->bytes;
	}
}

/* Candidates after one another: matters, or entries of a kind that have none. */
struct source {
	bool bare;
	enum matter_kind kind; /* of bare ones */
};

static enum err next_ones(struct office *office, int64_t agency_id, const struct source *source,
			  int64_t after, struct arena *arena, struct error *error,
			  struct retention_candidate **ret_candidates, size_t *ret_n)
{
	return source->bare
		       ? retention_entries(office->store, agency_id, source->kind, after,
					   CANDIDATES_AT_ONCE, arena, error, ret_candidates, ret_n)
		       : retention_candidates(office->store, agency_id, after, CANDIDATES_AT_ONCE,
					      arena, error, ret_candidates, ret_n);
}

static enum err reckon_source(struct office *office, const struct retention_frame *frame,
			      const struct source *source, struct arena *arena, struct error *error,
			      struct retention_plan *plan)
{
	struct arena steps = {0};
	enum err err = ERR_NONE;
	int64_t after = 0;
	size_t n = 0;
	do {
		struct retention_candidate *candidates = NULL;
		err = next_ones(office, frame->agency_id, source, after, arena, error, &candidates,
				&n);
		for (size_t i = 0; i < n && err == ERR_NONE; i++) {
			struct retention_line line;
			err = retention_line(office, frame, &candidates[i], &steps, error, &line);
			arena_reset(&steps);
			if (err == ERR_NONE) sort_in(plan, &line);
			after = source->bare ? candidates[i].entry_id : candidates[i].matter_id;
		}
	} while (err == ERR_NONE && n == CANDIDATES_AT_ONCE);
	arena_release(&steps);
	return err;
}

/* The entries of a kind that were never taken into the flow. */
static enum err reckon_bare(struct office *office, const struct retention_frame *frame,
			    enum matter_kind kind, struct arena *arena, struct error *error,
			    struct retention_plan *plan)
{
	const struct source bare = {true, kind};
	int64_t open = 0;
	enum err err = reckon_source(office, frame, &bare, arena, error, plan);
	if (err == ERR_NONE)
		err = retention_entries_open(office->store, frame->agency_id, kind, error, &open);
	plan->open += open;
	return err;
}

enum err retention_reckon(struct office *office, const struct retention_frame *frame,
			  struct arena *arena, struct error *error, struct retention_plan *ret_plan)
{
	const struct source matters = {.bare = false};
	struct retention_plan plan = {.schedule = frame->schedule,
				      .remedy_years = frame->remedy_years,
				      .day = frame->day};
	plan.go = arena_array(arena, RETENTION_GO_MOST, sizeof *plan.go);
	plan.stay = arena_array(arena, RETENTION_STAY_SHOWN, sizeof *plan.stay);
	enum err err = retention_others(office->store, frame->agency_id, error, &plan.archived,
					&plan.open);
	if (err == ERR_NONE) err = reckon_source(office, frame, &matters, arena, error, &plan);
	for (int kind = 0; kind < MATTER__MAX && err == ERR_NONE; kind++)
		err = reckon_bare(office, frame, (enum matter_kind)kind, arena, error, &plan);
	if (err != ERR_NONE) return err;
	retention_digest(plan.schedule == NULL ? 0 : plan.schedule->id, plan.day,
			 retention_items_of(&plan, arena), plan.n_go, plan.digest);
	*ret_plan = plan;
	return ERR_NONE;
}

struct planning {
	struct office *office;
	int64_t agency_id;
	struct arena *arena;
	struct retention_plan *ret_plan;
};

static enum err plan_work(struct store *store, void *context, struct error *error)
{
	struct planning *planning = context;
	struct office inside = office_inside(planning->office, store);
	struct retention_frame frame;
	enum err err = retention_frame(&inside, planning->agency_id, clock_today(&inside.clock),
				       planning->arena, error, &frame);
	return err != ERR_NONE ? err
			       : retention_reckon(&inside, &frame, planning->arena, error,
						  planning->ret_plan);
}

enum err retention_plan(struct office *office, const struct actor *actor, int64_t agency_id,
			struct arena *arena, struct error *error, struct retention_plan *ret_plan)
{
	struct planning planning = {office, agency_id, arena, ret_plan};
	enum err err = permission_check(office, actor, PERMIT_RETENTION_READ, agency_id, error);
	return err != ERR_NONE ? err : store_read(office->store, plan_work, &planning, error);
}
