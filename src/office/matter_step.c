/* SPDX-License-Identifier: MulanPSL-2.0
 * Taking a step: the case is folded anew with it, and what follows is written down in the same
 * transaction. */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "law/deadline.h"
#include "office/matter_inside.h"
#include "office/matter_letter.h"
#include "office/matter_published.h"
#include "office/matter_service_inside.h"
#include "office/notice.h"

enum { PARTY_MAX = 100, NOTE_MAX = 2000 };

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "这一步没有保存。");
}

enum err matter_moved_on(const struct matter_case *now, struct error *error)
{
	const struct matter_step *last = NULL;
	for (size_t i = 0; i < now->n_steps; i++)
		if (last == NULL || now->steps[i].id > last->id) last = &now->steps[i];
	return error_set(error, ERR_CONFLICT, "请看清新的情况再决定。",
			 "这一件刚刚有别人办理过（现在是“%s”%s），您的这一步没有保存。",
			 life_state_label(now->life.state),
			 last != NULL && last->struck ? "，有一步被作废" : "");
}

/* How a matter ended, in its register's own code; "" while it has not. */
static const char *ended_as(const struct life *life)
{
	bool done = life->state == LIFE_SERVED || life->state == LIFE_PUBLISHING ||
		    life->state == LIFE_ARCHIVED;
	if (done && life->kind != LIFE_OF_REQUEST) return life_result_code(life->result);
	if (!done || life->ending == LIFE_ENDING_NONE) return "";
	return outcome_facts(life_ending_facts(life->ending)->outcome)->code;
}

/* The address under which an adopted suggestion was published; NULL: none was told. */
static const char *published_at(const struct matter_case *now)
{
	const char *found = NULL;
	for (size_t i = 0; i < now->n_steps; i++) {
		const struct matter_step *step = &now->steps[i];
		if (!step->struck && published_address(step->note) &&
		    strcmp(step->event, life_event_code(LIFE_EVENT_PUBLISHED)) == 0)
			found = step->note;
	}
	return found;
}

/* Days and outcome of the register's entry as the steps have them. A reply that has to be made
 * anew counts as what it was until the new one is served, and on the day of the first. */
static void entry_values(const struct matter_case *now, const char **values, struct arena *arena)
{
	enum matter_kind kind = now->matter.kind;
	size_t outcome = matter_column(kind, "outcome"), replied = matter_column(kind, "replied");
	const struct life *life = &now->life;
	const char *published = published_at(now);
	day receipt = receipt_day(life->order.channel, life->order.received, life->order.confirmed);
	const char *end = ended_as(life);
	for (size_t i = 0; i < register_facts(matter_register(kind))->n_columns; i++)
		values[i] = now->entry.values[i];
	if (published != NULL)
		values[register_column(register_facts(matter_register(kind)), "url")] = published;
	if (receipt != DAY_NONE)
		values[matter_column(kind, "received")] = arena_text(arena, day_text(receipt).s);
	if (end[0] != '\0') {
		values[outcome] = end;
		if (life->version == 0 || values[replied][0] == '\0')
			values[replied] = arena_text(arena, day_text(life->served).s);
	} else if (life->version == 0) {
		values[outcome] = values[replied] = "";
	}
}

enum err matter_keep_entry(struct store *store, const struct matter_case *now, const char *why,
			   const struct author *author, struct arena *arena, struct error *error)
{
	enum register_id id = matter_register(now->matter.kind);
	const char *values[REGISTER_MAX_COLUMNS];
	bool same = true;
	entry_values(now, values, arena);
	for (size_t i = 0; i < register_facts(id)->n_columns; i++)
		same = same && strcmp(values[i], now->entry.values[i]) == 0;
	if (same) return ERR_NONE;
	return register_update(store, id, now->matter.agency_id, now->entry.id, now->entry.version,
			       values, why, author, error);
}

struct taking {
	struct office *office;
	const struct actor *actor;
	struct author author;
	int64_t id, seen;
	const struct matter_event *event;
	matter_before *before;
	matter_beside *beside;
	void *context;
	struct arena *arena;
	struct data_key key; /* of the matter, when files come along */
	struct sealed_file *files;
	struct problems problems; /* of the latest try */
	const char *warning;
};

static void check_texts(const struct matter_event *event, struct problems *problems)
{
	if (!utf8_valid(event->party, strlen(event->party)) ||
	    utf8_length(event->party) > PARTY_MAX)
		problem_add(problems, "party", "名称最多%d个字。", PARTY_MAX);
	if (!utf8_valid(event->note, strlen(event->note)) || utf8_length(event->note) > NOTE_MAX)
		problem_add(problems, "note", "备注最多%d个字。", NOTE_MAX);
	bool asks = event->event == LIFE_EVENT_CONSULT_THIRD ||
		    event->event == LIFE_EVENT_CONSULT_COMAKER ||
		    event->event == LIFE_EVENT_CONSULT_ORGAN || event->event == LIFE_EVENT_ASSIST;
	if (event->event == LIFE_EVENT_PUBLISHED &&
	    event->note[strspn(event->note, " \t\r\n")] == '\0')
		problem_add(problems, "note",
			    "请写明公开在哪里：已经公开的那一条信息，或者别的网站的网址。");
	if (asks && event->party[0] == '\0')
		problem_add(problems, "party", "请写明征求谁的意见、请哪个科室协办。");
	if (event->event == LIFE_EVENT_ADVISE_TRANSFER && event->party[0] == '\0')
		problem_add(problems, "party", "请写明由哪个机关负责公开。");
}

/* What was usual on that day is the period of that notice: a setting changed later is of later
 * ones. */
static int said_days(const struct taking *taking, const struct matter_case *now)
{
	const struct matter_event *event = taking->event;
	return event->n != 0 ? event->n : life_usual_days(now->life.settings, event->event);
}

/* The steps with the new one where its day puts it; its place in *ret_at. */
static struct matter_step *with_step(const struct taking *taking, const struct matter_case *now,
				     size_t *ret_at)
{
	const struct matter_event *event = taking->event;
	struct matter_step *steps =
		arena_array(taking->arena, now->n_steps + 1, sizeof(struct matter_step));
	size_t at = now->n_steps;
	while (at > 0 && now->steps[at - 1].day > event->on) at--;
	if (at > 0) memcpy(steps, now->steps, at * sizeof *steps);
	if (at < now->n_steps)
		memcpy(steps + at + 1, now->steps + at, (now->n_steps - at) * sizeof *steps);
	steps[at] = (struct matter_step){
		.matter_id = now->matter.id,
		.struck_reason = "",
		.day = event->on,
		.event = life_event_code(event->event),
		.n = said_days(taking, now),
		.roles = matter_roles(taking->actor),
		.account_id = taking->author.account_id,
		.party = event->party,
		.note = event->note,
		.at = taking->author.at,
	};
	*ret_at = at;
	return steps;
}

/* Is the event one of that state, so that something else is what keeps it? */
static bool of_state(enum life_event event, enum life_state state)
{
	for (size_t i = 0; i < life_row_count(); i++)
		if (life_rows[i].event == event && (life_rows[i].from & 1U << state) != 0)
			return true;
	return false;
}

/* The step that was refused as the case stood on its day, which was not today:
 * "那时这一件是“待补正”， 不能办理“登记检索”。" */
static const char *why_then(const struct life *then, const struct matter_step *step,
			    const struct life_words *words, struct arena *arena)
{
	enum life_event event;
	if (!life_event_find(step->event, &event)) return words->s;
	return of_state(event, then->state)
		       ? words->s
		       : arena_printf(arena, "那时这一件是“%s”，不能办理“%s”。",
				      life_state_label(then->state), life_event_label(event));
}

/* The first day after its own on which the step at `at` would hold; DAY_NONE: none. Behind which
 * step in *ret_behind. */
static day later_day(const struct taking *taking, const struct matter_case *now, size_t at,
		     const char **ret_behind)
{
	struct matter_step *steps = arena_array(taking->arena, now->n_steps, sizeof *steps);
	memcpy(steps, now->steps, now->n_steps * sizeof *steps);
	for (size_t k = at + 1; k < now->n_steps; k++) {
		struct life life;
		struct life_words words;
		struct error unsaid;
		enum life_event behind;
		size_t bad;
		steps[k] = now->steps[at];
		steps[k - 1] = now->steps[k];
		steps[k].day = steps[k - 1].day;
		if (steps[k - 1].struck || !life_event_find(steps[k - 1].event, &behind) ||
		    (k + 1 < now->n_steps && steps[k].day == now->steps[k + 1].day))
			continue;
		life_init(&life, now->life.settings);
		if (matter_fold(steps, now->n_steps, now->calendar, &life, &unsaid, &bad, &words) !=
		    ERR_NONE)
			continue;
		*ret_behind = life_event_label(behind);
		return steps[k].day;
	}
	return DAY_NONE;
}

/* Folds, and says in the form's terms why it does not hold: of a day that is past, which is
 * allowed. */
static enum err fold_with(struct taking *taking, struct matter_case *now, size_t at,
			  struct error *error)
{
	const struct life_settings *settings = now->life.settings;
	struct arena *arena = taking->arena;
	const char *behind = "", *allowed = "";
	struct life_words words;
	size_t bad = 0;
	bool last = at + 1 == now->n_steps;
	life_init(&now->life, settings);
	enum err err = matter_fold(now->steps, now->n_steps, now->calendar, &now->life, error, &bad,
				   &words);
	if (err == ERR_NONE) taking->warning = last ? arena_text(arena, words.s) : "";
	if (err != ERR_CONTENT) return err;
	if (last || at == 0) {
		problem_add(&taking->problems, "event", "%s", words.s);
		return content_error(error);
	}
	const struct matter_step *step = &now->steps[bad];
	const char *why = why_then(&now->life, step, &words, arena);
	day from = later_day(taking, now, at, &behind);
	if (from != DAY_NONE)
		allowed = arena_printf(arena, "最早可以填%s，“%s”办过以后。", day_words(from).s,
				       behind);
	enum life_event event;
	if (bad == at)
		problem_add(&taking->problems, "event", "不能填%s：%s%s", day_words(step->day).s,
			    why, allowed);
	else
		problem_add(&taking->problems, "on", "放在这一天，后面%s的“%s”就不成立了：%s%s",
			    day_words(step->day).s,
			    life_event_find(step->event, &event) ? life_event_label(event)
								 : step->event,
			    why, allowed);
	return content_error(error);
}

bool matter_before_adoption(const struct matter_case *now, day on)
{
	const struct matter_step *first = now->n_steps > 0 ? &now->steps[0] : NULL;
	return first != NULL && strcmp(first->note, MATTER_ADOPTED) == 0 &&
	       on < moment_day(first->at);
}

/* "《征求第三方意见书》和《征求意见告知书》" */
static const char *letters_named(const enum letter *kinds, size_t n, struct arena *arena)
{
	const char *text = "";
	for (size_t i = 0; i < n; i++)
		text = arena_printf(arena, "%s%s《%s》", text, i == 0 ? "" : "和",
				    letter_facts(kinds[i])->noun);
	return text;
}

/* The letters the step sends out; a step that is a letter is not taken without. */
static enum err send_letters(struct office *office, struct taking *taking, struct matter_case *now,
			     size_t at, struct error *error)
{
	const struct matter_event *event = taking->event;
	enum letter kinds[MATTER_LETTER_KINDS];
	int64_t letter_id = 0;
	enum err err = ERR_NONE;
	if (taking->before != NULL)
		err = taking->before(office, now, &letter_id, taking->context, error);
	if (err != ERR_NONE) return err;
	now->steps[at].letter_id = letter_id;
	size_t n = matter_letters_demanded(event->event, kinds);
	if (n == 0 || letter_id != 0 || matter_before_adoption(now, event->on)) return ERR_NONE;
	problem_add(&taking->problems, "event",
		    "请先拟制并印发%s，或者登记已经发出的纸质文书，再办理“%s”。",
		    letters_named(kinds, n, taking->arena), life_event_label(event->event));
	return content_error(error);
}

static enum err keep_files(struct office *office, const struct taking *taking,
			   const struct matter *matter, int64_t step_id, struct error *error)
{
	int64_t id;
	if (taking->event->n_files == 0) return ERR_NONE;
	enum err err = matter_sealed(matter->key, error); /* not erased since it was opened */
	for (size_t i = 0; i < taking->event->n_files && err == ERR_NONE; i++)
		err = matter_keep_sealed(office, &taking->author, matter, &taking->key,
					 &taking->files[i], step_id, 0, error, &id);
	return err;
}

/* Mail that somebody signed for did not come back. */
static enum err check_return(struct office *inside, const struct matter_case *now,
			     struct taking *taking, struct error *error)
{
	const char *why = NULL;
	if (taking->event->event != LIFE_EVENT_SERVE_FAILED) return ERR_NONE;
	enum err err = service_returns(inside, now, taking->arena, error, &why);
	if (err != ERR_NONE || why == NULL) return err;
	problem_add(&taking->problems, "event", "%s", why);
	return content_error(error);
}

/* What was adopted is published where the public finds it at this moment. */
static enum err check_published(struct office *inside, const struct matter_case *now,
				struct taking *taking, struct error *error)
{
	const char *why = NULL;
	if (taking->event->event != LIFE_EVENT_PUBLISHED) return ERR_NONE;
	enum err err = published_check(inside, now->matter.agency_id, taking->event->note,
				       taking->arena, error, &why);
	if (err != ERR_NONE || why == NULL) return err;
	problem_add(&taking->problems, "note", "%s", why);
	return content_error(error);
}

static enum err check_order(struct taking *taking, const struct matter_case *now, size_t at,
			    struct error *error)
{
	const struct matter_step *later = matter_consult_after(now->steps, now->n_steps, at);
	if (later == NULL) return ERR_NONE;
	struct day_words on = day_words(later->day);
	problem_add(
		&taking->problems, "on",
		"%s已经登记过一次征求意见（%s），更早的不能补在它前面。后面那一次可以作废的，请先"
		"作废，再按先后登记；不能作废的，请填%s，在备注里写明实际发出的日期：这样算出的"
		"答复期限只会提前，不会延后。",
		on.s, later->party, on.s);
	return content_error(error);
}

static enum err take_work(struct store *store, void *context, struct error *error)
{
	struct taking *taking = context;
	struct office inside = office_inside(taking->office, store);
	struct matter_case now;
	size_t at = 0;
	int64_t step_id = 0;
	problems_init(&taking->problems, taking->arena);
	enum err err = matter_load(&inside, taking->id, taking->arena, error, &now);
	if (err != ERR_NONE) return err;
	if (now.state.version != taking->seen) return matter_moved_on(&now, error);
	if (now.entry.struck)
		return error_set(error, ERR_CONFLICT, NULL, "这一件在台账里已经作废，不再办理。");
	err = check_return(&inside, &now, taking, error);
	if (err == ERR_NONE) err = check_published(&inside, &now, taking, error);
	if (err != ERR_NONE) return err;
	now.steps = with_step(taking, &now, &at);
	now.n_steps++;
	err = check_order(taking, &now, at, error);
	if (err == ERR_NONE) err = fold_with(taking, &now, at, error);
	if (err == ERR_NONE) err = send_letters(&inside, taking, &now, at, error);
	if (err == ERR_NONE)
		err = matter_step_insert(store, now.matter.agency_id, &now.steps[at],
					 &taking->author, error, &step_id);
	if (err == ERR_NONE) err = keep_files(&inside, taking, &now.matter, step_id, error);
	if (err == ERR_NONE)
		err = matter_keep_entry(store, &now, life_event_label(taking->event->event),
					&taking->author, taking->arena, error);
	if (err == ERR_NONE) err = matter_settle(&inside, &now, taking->seen, taking->arena, error);
	if (err == ERR_NONE && taking->beside != NULL)
		err = taking->beside(&inside, &now, step_id, taking->context, error);
	if (err == ERR_NONE)
		err = matter_fee_keep(&inside, &now, now.steps[at].event,
				      life_event_label(taking->event->event), &taking->author,
				      taking->arena, error);
	return err != ERR_NONE ? err
			       : notice_of_step(&inside, &now, taking->event->event, step_id,
						taking->arena, error);
}

static void hand_over(const struct problems *from, struct problems *to)
{
	for (const struct problem *p = from->first; p != NULL; p = p->next)
		problem_add(to, p->field, "%s", p->text);
}

enum err matter_take(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		     const struct matter_event *event, matter_beside *beside, void *context,
		     struct arena *arena, struct problems *problems, struct error *error,
		     const char **ret_warning)
{
	return matter_take_between(office, actor, id, seen, event, NULL, beside, context, arena,
				   problems, error, ret_warning);
}

enum err matter_take_between(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_event *event, matter_before *before,
			     matter_beside *beside, void *context, struct arena *arena,
			     struct problems *problems, struct error *error,
			     const char **ret_warning)
{
	struct matter matter;
	struct taking taking = {.office = office,
				.actor = actor,
				.id = id,
				.seen = seen,
				.event = event,
				.before = before,
				.beside = beside,
				.context = context,
				.arena = arena,
				.warning = ""};
	enum err err = matter_check(office, actor, PERMIT_MATTER_STEP, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	size_t so_far = problems->count;
	check_texts(event, problems);
	bool reply = matter_submits(event->event) || event->event == LIFE_EVENT_ISSUE;
	if (reply && beside == NULL)
		problem_add(problems, "event", "答复须有文书：请先起草，再办理这一步。");
	if (event->event == LIFE_EVENT_SERVE && beside == NULL)
		problem_add(problems, "event", "请写明怎样送达，留下送达的凭据。");
	if (event->on == DAY_NONE)
		problem_add(problems, "on", "请填写日期。");
	else if (event->on > clock_today(&office->clock))
		problem_add(problems, "on", "不能登记今天以后的事。");
	if (problems->count != so_far) return content_error(error);
	taking.author = office_author(office, actor);
	if (event->n_files > 0) err = matter_key(office, &matter, error, &taking.key);
	if (err != ERR_NONE) return err;
	taking.files = matter_files_seal(event->files, event->n_files, &taking.key, arena);
	err = store_transaction(office->store, take_work, &taking, error);
	matter_files_release(taking.files, event->n_files);
	data_key_wipe(&taking.key);
	hand_over(&taking.problems, problems);
	if (err == ERR_NONE) *ret_warning = taking.warning;
	return err;
}
