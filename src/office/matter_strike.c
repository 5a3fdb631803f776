/* SPDX-License-Identifier: MulanPSL-2.0
 * Striking a step out: the case is folded anew without it, the letters that were entered with it as
 * gone out on paper go with it, and what follows is written down in the same transaction. */
#include <string.h>

#include "base/utf8.h"
#include "office/matter_inside.h"
#include "office/matter_letter.h"
#include "office/matter_side.h"
#include "office/notice.h"

enum { REASON_MAX = 500 };

struct striking {
	struct office *office;
	struct author author;
	int64_t id, seen, step_id;
	const char *reason;
	struct arena *arena;
	struct problems problems; /* of the latest try */
};

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示办理。", "这一步没有作废。");
}

static bool consults(const struct matter_step *step)
{
	enum life_event event;
	return life_event_find(step->event, &event) &&
	       (event == LIFE_EVENT_CONSULT_THIRD || event == LIFE_EVENT_CONSULT_COMAKER ||
		event == LIFE_EVENT_CONSULT_ORGAN);
}

const struct matter_step *matter_consult_after(const struct matter_step *steps, size_t n, size_t at)
{
	if (!consults(&steps[at])) return NULL;
	for (size_t i = n; i > at + 1; i--)
		if (!steps[i - 1].struck && consults(&steps[i - 1])) return &steps[i - 1];
	return NULL;
}

static void check_order(const struct matter_case *now, size_t at, struct problems *problems)
{
	const struct matter_step *step = matter_consult_after(now->steps, now->n_steps, at);
	if (step == NULL) return;
	problem_add(problems, "step",
		    "后面%s还有一次征求意见（%s），请先作废后面的，再作废这一步。",
		    day_words(step->day).s, step->party);
}

static bool goes_by(enum letter kind, const struct matter_step *step)
{
	enum letter kinds[MATTER_LETTER_KINDS];
	enum life_event event;
	size_t n = life_event_find(step->event, &event) ? matter_letters_demanded(event, kinds) : 0;
	for (size_t i = 0; i < n; i++)
		if (kinds[i] == kind) return true;
	return false;
}

size_t matter_step_letters(const struct matter_side *side, const struct matter_step *step,
			   struct letter_row *ret_rows[STEP_LETTERS_MAX])
{
	int consult = 0;
	size_t n = 0;
	if (step->letter_id == 0) return 0;
	for (size_t i = 0; i < side->n_letters; i++)
		if (side->letters[i].id == step->letter_id) consult = side->letters[i].consult;
	for (size_t i = 0; i < side->n_letters && n < STEP_LETTERS_MAX; i++) {
		struct letter_row *row = &side->letters[i];
		enum letter kind;
		if (row->struck || !row->issued || !letter_parse(row->kind, &kind)) continue;
		bool along = consult != 0 && row->consult == consult && goes_by(kind, step);
		if (row->id == step->letter_id || along) ret_rows[n++] = row;
	}
	return n;
}

bool matter_letter_undone(const struct matter_side *side, const struct letter_row *letter)
{
	enum letter kind;
	for (size_t i = 0; i < side->n_on_paper; i++)
		if (side->on_paper[i] == letter->id) return true;
	return letter_parse(letter->kind, &kind) && kind == LETTER_R15;
}

bool matter_step_undone(const struct matter_side *side, const struct matter_step *step)
{
	struct letter_row *rows[STEP_LETTERS_MAX];
	size_t n = matter_step_letters(side, step, rows);
	for (size_t i = 0; i < n; i++)
		if (!matter_letter_undone(side, rows[i])) return false;
	return true;
}

static enum err strike_letters(struct office *office, struct striking *striking,
			       const struct matter_step *step, int64_t agency_id,
			       struct error *error)
{
	struct matter_side side = {0};
	struct letter_row *rows[STEP_LETTERS_MAX];
	enum err err = letter_row_list(office->store, striking->id, striking->arena, error,
				       &side.letters, &side.n_letters);
	if (err == ERR_NONE)
		err = letter_row_on_paper(office->store, striking->id, striking->arena, error,
					  &side.on_paper, &side.n_on_paper);
	size_t n = err == ERR_NONE ? matter_step_letters(&side, step, rows) : 0;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		enum letter kind;
		if (matter_letter_undone(&side, rows[i])) {
			rows[i]->agency_id = agency_id;
			err = letter_row_strike(office->store, rows[i], striking->reason,
						&striking->author, error);
			continue;
		}
		problem_add(&striking->problems, "step",
			    "《%s》（%s）是随这一步在这里编号印发的，已经发出，不能作废；"
			    "有误的，另发一份更正的文书，把更正的内容告知对方。",
			    letter_parse(rows[i]->kind, &kind) ? letter_facts(kind)->noun
							       : rows[i]->kind,
			    rows[i]->number);
	}
	if (err != ERR_NONE) return err;
	return striking->problems.count > 0 ? content_error(error) : ERR_NONE;
}

/* The case without the step, folded; or why it does not hold. */
static enum err fold_without(struct matter_case *now, size_t at, struct striking *striking,
			     struct error *error)
{
	const struct life_settings *settings = now->life.settings;
	struct life_words words;
	size_t bad = 0;
	check_order(now, at, &striking->problems);
	if (striking->problems.count > 0) return content_error(error);
	now->steps[at].struck = true;
	life_init(&now->life, settings);
	enum err err = matter_fold(now->steps, now->n_steps, now->calendar, &now->life, error, &bad,
				   &words);
	if (err != ERR_CONTENT) return err;
	enum life_event event;
	bool known = life_event_find(now->steps[bad].event, &event);
	problem_add(&striking->problems, "step",
		    "没有这一步，后面%s的“%s”就不成立了：%s请先作废那一步。",
		    day_text(now->steps[bad].day).s,
		    known ? life_event_label(event) : now->steps[bad].event, words.s);
	return content_error(error);
}

static enum err strike_work(struct store *store, void *context, struct error *error)
{
	struct striking *striking = context;
	struct office inside = office_inside(striking->office, store);
	struct matter_case now;
	size_t at;
	problems_init(&striking->problems, striking->arena);
	enum err err = matter_load(&inside, striking->id, striking->arena, error, &now);
	if (err != ERR_NONE) return err;
	if (now.state.version != striking->seen) return matter_moved_on(&now, error);
	if (now.entry.struck)
		return error_set(error, ERR_CONFLICT, NULL, "这一件在台账里已经作废，不再办理。");
	for (at = 0; at < now.n_steps && now.steps[at].id != striking->step_id;) at++;
	if (at == now.n_steps || now.steps[at].struck)
		return error_set(error, ERR_CONFLICT, NULL, "没有这一步，或者它已经作废。");
	const struct matter_step step = now.steps[at];
	if (at == 0) {
		problem_add(&striking->problems, "step",
			    "收件不能作废。整件登记错的，请在台账里作废这一件。");
		return content_error(error);
	}
	int64_t agency_id = now.matter.agency_id;
	err = strike_letters(&inside, striking, &step, agency_id, error);
	if (err == ERR_NONE) err = fold_without(&now, at, striking, error);
	if (err == ERR_NONE)
		err = matter_step_strike(store, agency_id, striking->id, step.id, striking->reason,
					 &striking->author, error);
	if (err == ERR_NONE) err = notice_drop_step(store, striking->id, step.id, error);
	if (err == ERR_NONE)
		err = matter_keep_entry(store, &now, striking->reason, &striking->author,
					striking->arena, error);
	if (err == ERR_NONE)
		err = matter_fee_keep(&inside, &now, step.event, striking->reason,
				      &striking->author, striking->arena, error);
	return err != ERR_NONE
		       ? err
		       : matter_settle(&inside, &now, striking->seen, striking->arena, error);
}

enum err matter_strike(struct office *office, const struct actor *actor, int64_t id, int64_t seen,
		       int64_t step_id, const char *reason, struct arena *arena,
		       struct problems *problems, struct error *error)
{
	struct matter matter;
	struct striking striking = {.office = office,
				    .id = id,
				    .seen = seen,
				    .step_id = step_id,
				    .reason = reason,
				    .arena = arena};
	enum err err = matter_check(office, actor, PERMIT_MATTER_STRIKE, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (reason[strspn(reason, " \t\r\n")] == '\0' || !utf8_valid(reason, strlen(reason)) ||
	    utf8_length(reason) > REASON_MAX) {
		problem_add(problems, "reason", "请写明作废的理由，不超过%d字。", REASON_MAX);
		return content_error(error);
	}
	striking.author = office_author(office, actor);
	err = store_transaction(office->store, strike_work, &striking, error);
	for (const struct problem *p = striking.problems.first; p != NULL; p = p->next)
		problem_add(problems, p->field, "%s", p->text);
	return err;
}
