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
	/* one that was entered without steps ends with its entry */
	if (!facts.request && life->last == DAY_NONE && candidate->closed != DAY_NONE)
		facts.state = LIFE_SERVED;
	if (!facts.request) facts.ended = later(facts.ended, candidate->closed);
	if (facts.ended == DAY_NONE) facts.remedy_running = true;
	return facts;
}

enum err retention_line(struct office *office, const struct retention_frame *frame,
			const struct retention_candidate *candidate, struct arena *arena,
			struct error *error, struct retention_line *ret_line)
{
	struct matter_step *steps = NULL;
	struct service_row *services = NULL;
	size_t n = 0, n_services = 0, bad = 0;
	struct life life;
	struct life_words words;
	struct retention_line line = {.matter_id = candidate->matter_id,
				      .entry_id = candidate->entry_id,
				      .number = candidate->number};
	struct retention_facts facts;
	enum err err = matter_steps(office->store, candidate->matter_id, arena, error, &steps, &n);
	if (err == ERR_NONE)
		err = service_row_list(office->store, candidate->matter_id, arena, error, &services,
				       &n_services);
	if (err == ERR_NONE)
		err = retention_amounts(office->store, candidate->matter_id, error, line.amounts);
	if (err != ERR_NONE) return err;
	life_init(&life, frame->settings);
	err = matter_fold(steps, n, frame->calendar, &life, error, &bad, &words);
	facts = facts_of(candidate, &life, err == ERR_NONE);
	/* mail is signed for after it was posted, and remedies run from then */
	for (size_t i = 0; i < n_services; i++)
		if (facts.ended != DAY_NONE)
			facts.ended = later(facts.ended, services[i].signed_on);
	line.group = retention_group_of(&facts);
	line.ended = facts.ended;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		line.verdicts[i] = retention_judge(&facts, &frame->rules, (enum retention_class)i,
						   frame->remedy_years, frame->day);
		if (line.verdicts[i].why != RETENTION_DUE || line.amounts[i].things == 0) continue;
		line.goes |= 1U << i;
		line.things += line.amounts[i].things;
		line.bytes += line.amounts[i].bytes;
	}
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
	for (size_t i = 0; i < n; i++)
		buf_printf(&text, "%" PRId64 " %s %" PRId64 " %" PRId64 "\n", items[i].matter_id,
			   items[i].classes, items[i].things, items[i].bytes);
	BUG_IF(!buf_ok(&text));
	struct digest digest = digest_of(buf_text(&text), text.n);
	digest_hex(&digest, ret_hex);
	buf_release(&text);
}

struct retention_item *retention_items_of(const struct retention_plan *plan, struct arena *arena)
{
	struct retention_item *items = arena_array(arena, plan->n_go + 1, sizeof *items);
	for (size_t i = 0; i < plan->n_go; i++)
		items[i] = (struct retention_item){
			.matter_id = plan->go[i].matter_id,
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

enum err retention_reckon(struct office *office, const struct retention_frame *frame,
			  struct arena *arena, struct error *error, struct retention_plan *ret_plan)
{
	struct retention_plan plan = {.schedule = frame->schedule,
				      .remedy_years = frame->remedy_years,
				      .day = frame->day};
	struct arena steps = {0};
	int64_t after = 0;
	size_t n = 0;
	plan.go = arena_array(arena, RETENTION_GO_MOST, sizeof *plan.go);
	plan.stay = arena_array(arena, RETENTION_STAY_SHOWN, sizeof *plan.stay);
	enum err err = retention_others(office->store, frame->agency_id, error, &plan.archived,
					&plan.open);
	do {
		struct retention_candidate *candidates = NULL;
		if (err == ERR_NONE)
			err = retention_candidates(office->store, frame->agency_id, after,
						   CANDIDATES_AT_ONCE, arena, error, &candidates,
						   &n);
		for (size_t i = 0; i < n && err == ERR_NONE; i++) {
			struct retention_line line;
			err = retention_line(office, frame, &candidates[i], &steps, error, &line);
			arena_reset(&steps);
			if (err == ERR_NONE) sort_in(&plan, &line);
			after = candidates[i].matter_id;
		}
	} while (err == ERR_NONE && n == CANDIDATES_AT_ONCE);
	arena_release(&steps);
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
