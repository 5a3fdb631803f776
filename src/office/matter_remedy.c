/* SPDX-License-Identifier: MulanPSL-2.0
 * Entering a reconsideration or a suit about a matter, its result, and striking its link. */
#include "office/matter_remedy.h"

#include <string.h>

#include "base/utf8.h"
#include "law/remedy.h"
#include "office/entry.h"
#include "office/matter_inside.h"

enum { REASON_MAX = 500, SAME_NUMBER_MAX = 500 };

static enum err content_error(struct error *error)
{
	return error_set(error, ERR_CONTENT, "请按提示改正后再提交。", "这一步没有保存。");
}

const char *matter_remedy_words(const struct matter_remedies *remedies,
				const struct matter_remedy_order *order)
{
	const struct register_facts *facts = register_facts(order->kind);
	const struct matter_reply *about = NULL;
	day filed;
	if (order->kind != REGISTER_LITIGATION) return "";
	if (strcmp(order->values[register_column(facts, "route")], "direct") != 0) return "";
	if (!day_parse(order->values[register_column(facts, "filed")], &filed)) return "";
	for (size_t i = 0; i < remedies->n_replies; i++)
		if (remedies->replies[i].served <= filed) about = &remedies->replies[i];
	if (about == NULL) return "";
	return remedy_direct_words(life_ending_facts(about->ending)->outcome, about->served);
}

/* ---- entering ---- */

struct entering {
	const struct matter_remedy_order *order;
	struct author author;
	struct arena *arena;
	int64_t id, agency_id, seen;
};

/* The entry of that number which is not struck out; 0 none. */
static enum err find_number(struct office *office, int64_t agency_id,
			    const struct matter_remedy_order *order, struct arena *arena,
			    struct error *error, int64_t *ret_id)
{
	size_t number = register_column(register_facts(order->kind), "number");
	struct entry_filter filter = {.text = order->values[number], .limit = SAME_NUMBER_MAX};
	struct entry_page page;
	*ret_id = 0;
	if (order->values[number][0] == '\0') return ERR_NONE;
	enum err err =
		register_list(office->store, order->kind, agency_id, &filter, arena, error, &page);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < page.n; i++)
		if (strcmp(page.entries[i].values[number], order->values[number]) == 0)
			*ret_id = page.entries[i].id;
	return ERR_NONE;
}

/* Days that cannot stand beside each other: the register knows neither the notice nor the request.
 */
static void check_days(const struct matter_case *now, const struct matter_remedy_order *order,
		       struct problems *problems)
{
	size_t at = register_column(register_facts(order->kind), "filed");
	day filed;
	if (!day_parse(order->values[at], &filed)) return;
	if (now->state.received != DAY_NONE && filed < now->state.received)
		problem_add(problems, "filed", "早于收到申请之日（%s），请核对",
			    day_text(now->state.received).s);
	if (order->step_id == 0 && order->on != DAY_NONE && order->on < filed)
		problem_add(problems, "on", "收到通知之日早于申请复议、起诉的日期");
}

static enum err link_entry(struct store *store, const struct entering *entering, int64_t step_id,
			   struct error *error)
{
	const struct matter_remedy_order *order = entering->order;
	int64_t entry_id = order->known, id = 0;
	enum err err = ERR_NONE;
	if (entry_id == 0)
		err = register_insert(store, order->kind, entering->agency_id, order->values,
				      &entering->author, error, &entry_id);
	struct remedy_row row = {.matter_id = entering->id,
				 .kind = order->kind,
				 .entry_id = entry_id,
				 .step_id = step_id};
	if (err != ERR_NONE) return err;
	return remedy_row_insert(store, entering->agency_id, &row, &entering->author, error, &id);
}

static enum err enter_beside(struct office *office, struct matter_case *after UNUSED,
			     int64_t step_id, void *context, struct error *error)
{
	return link_entry(office->store, context, step_id, error);
}

/* The notice is a step already: it must be there, of this kind, and not linked yet. */
static enum err link_work(struct store *store, void *context, struct error *error)
{
	const struct entering *entering = context;
	const struct matter_remedy_order *order = entering->order;
	const char *event =
		life_event_code(order->kind == REGISTER_LITIGATION ? LIFE_EVENT_SUIT_NOTICE
								   : LIFE_EVENT_REVIEW_NOTICE);
	struct matter_step *steps = NULL;
	struct remedy_row *rows = NULL;
	size_t n_steps = 0, n_rows = 0;
	bool found = false;
	enum err err = matter_steps(store, entering->id, entering->arena, error, &steps, &n_steps);
	if (err == ERR_NONE)
		err = remedy_row_list(store, entering->id, entering->arena, error, &rows, &n_rows);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < n_steps; i++)
		found = found || (steps[i].id == order->step_id && !steps[i].struck &&
				  strcmp(steps[i].event, event) == 0);
	for (size_t i = 0; i < n_rows; i++)
		found = found && (rows[i].struck || rows[i].step_id != order->step_id);
	if (!found)
		return error_set(error, ERR_CONFLICT, NULL,
				 "这份通知的登记已经作废，或者已经补登过案号。");
	return link_entry(store, entering, order->step_id, error);
}

static enum err take_notice(struct office *office, const struct actor *actor,
			    struct entering *entering, struct problems *problems,
			    struct error *error)
{
	const struct matter_remedy_order *order = entering->order;
	bool suit = order->kind == REGISTER_LITIGATION;
	struct matter_event event = {.event = suit ? LIFE_EVENT_SUIT_NOTICE
						   : LIFE_EVENT_REVIEW_NOTICE,
				     .on = order->on,
				     .n = !suit && order->summary,
				     .party = "",
				     .note = order->note,
				     .files = order->files,
				     .n_files = order->n_files};
	const char *warning = "";
	return matter_take(office, actor, entering->id, entering->seen, &event, enter_beside,
			   entering, entering->arena, problems, error, &warning);
}

enum err matter_remedy_enter(struct office *office, const struct actor *actor, int64_t id,
			     int64_t seen, const struct matter_remedy_order *order,
			     struct arena *arena, struct problems *problems, struct error *error,
			     int64_t *ret_known)
{
	struct matter matter;
	struct matter_case now;
	int64_t same = 0;
	size_t before = problems->count;
	BUG_IF(order->kind != REGISTER_RECONSIDERATIONS && order->kind != REGISTER_LITIGATION);
	enum err err = matter_check(office, actor, PERMIT_MATTER_STEP, id, arena, error, &matter);
	if (err == ERR_NONE)
		err = permission_check(office, actor, PERMIT_ENTRY_ADD, matter.agency_id, error);
	if (err == ERR_NONE) err = matter_open(office, actor, id, arena, error, &now);
	if (err == ERR_NONE)
		err = find_number(office, matter.agency_id, order, arena, error, &same);
	if (err != ERR_NONE) return err;
	if (same != order->known) {
		problem_add(
			problems, "number",
			same == 0 ? "台账里已经没有这个案号，请核对"
				  : "台账里已有这个案号。是同一个案件的，再提交一次就关联到这一件");
		*ret_known = same;
	} else if (same == 0) {
		register_check(register_facts(order->kind), order->values,
			       clock_today(&office->clock), problems);
	}
	if (order->known == 0) check_days(&now, order, problems);
	if (problems->count != before) return content_error(error);
	struct entering entering = {.order = order,
				    .author = office_author(office, actor),
				    .arena = arena,
				    .id = id,
				    .agency_id = matter.agency_id,
				    .seen = seen};
	if (order->step_id != 0)
		return store_transaction(office->store, link_work, &entering, error);
	return take_notice(office, actor, &entering, problems, error);
}

/* ---- the result ---- */

struct finishing {
	const struct matter_remedy_end *end;
	struct remedy_row row;
	struct author author;
	struct arena *arena;
};

/* The register's entry with its result; ret_same: it stands there already. */
static enum err ended_values(struct store *store, int64_t agency_id,
			     const struct finishing *finishing, struct error *error,
			     struct entry *ret_entry, bool *ret_same)
{
	const struct register_facts *facts = register_facts(finishing->row.kind);
	size_t closed = register_column(facts, "closed"), result = register_column(facts, "result");
	enum err err = register_get(store, facts->id, agency_id, finishing->row.entry_id,
				    finishing->arena, error, ret_entry);
	if (err != ERR_NONE) return err;
	if (ret_entry->struck)
		return error_set(error, ERR_CONFLICT, "请先作废这里的关联，再重新登记。",
				 "这个案件在%s台账里已经作废。", facts->label);
	const char *on = "";
	if (finishing->end->closed != DAY_NONE)
		on = arena_text(finishing->arena, day_text(finishing->end->closed).s);
	*ret_same = strcmp(ret_entry->values[closed], on) == 0 &&
		    strcmp(ret_entry->values[result], finishing->end->result) == 0;
	ret_entry->values[closed] = on;
	ret_entry->values[result] = finishing->end->result;
	return ERR_NONE;
}

static enum err finish_beside(struct office *office, struct matter_case *after, int64_t step_id,
			      void *context, struct error *error)
{
	const struct finishing *finishing = context;
	int64_t agency = after->matter.agency_id;
	struct entry entry;
	bool same = false;
	enum err err = ended_values(office->store, agency, finishing, error, &entry, &same);
	if (err == ERR_NONE && !same)
		err = register_update(office->store, finishing->row.kind, agency, entry.id,
				      entry.version, entry.values, "登记审理结果",
				      &finishing->author, error);
	if (err != ERR_NONE) return err;
	return remedy_row_end(office->store, agency, after->matter.id, finishing->row.id, step_id,
			      &finishing->author, error);
}

static void check_end(const struct matter_remedy_end *end, struct problems *problems)
{
	if (end->closed == DAY_NONE) problem_add(problems, "closed", "请填写审结日期");
	if (end->result[0] == '\0') problem_add(problems, "result", "请选择审理结果");
	if (end->closed != DAY_NONE && end->on != DAY_NONE && end->on < end->closed)
		problem_add(problems, "on", "收到决定书、裁判文书的日期早于审结日期");
	if (end->remake && strcmp(end->result, "corrected") != 0)
		problem_add(problems, "remake", "责令重新答复的，审理结果应当是结果纠正");
}

/* The link, which must still run. */
static enum err find_running(struct office *office, const struct actor *actor, int64_t id,
			     int64_t remedy_id, struct arena *arena, struct error *error,
			     struct remedy_row *ret_row)
{
	struct matter_case now;
	struct matter_remedies remedies;
	enum err err = matter_open(office, actor, id, arena, error, &now);
	if (err == ERR_NONE) err = matter_remedies(office, actor, &now, arena, error, &remedies);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < remedies.n_rows; i++) {
		if (remedies.rows[i].row.id != remedy_id || !remedies.rows[i].running) continue;
		*ret_row = remedies.rows[i].row;
		return ERR_NONE;
	}
	return error_set(error, ERR_CONFLICT, NULL, "没有这个案件，或者它已经审结、作废。");
}

enum err matter_remedy_finish(struct office *office, const struct actor *actor, int64_t id,
			      int64_t seen, int64_t remedy_id, const struct matter_remedy_end *end,
			      struct arena *arena, struct problems *problems, struct error *error)
{
	struct finishing finishing = {.end = end, .arena = arena};
	struct matter matter;
	struct entry entry;
	const char *warning = "";
	bool same;
	size_t before = problems->count;
	enum err err = matter_check(office, actor, PERMIT_MATTER_STEP, id, arena, error, &matter);
	if (err == ERR_NONE)
		err = permission_check(office, actor, PERMIT_ENTRY_CORRECT, matter.agency_id,
				       error);
	if (err == ERR_NONE)
		err = find_running(office, actor, id, remedy_id, arena, error, &finishing.row);
	if (err == ERR_NONE)
		err = ended_values(office->store, matter.agency_id, &finishing, error, &entry,
				   &same);
	if (err != ERR_NONE) return err;
	check_end(end, problems);
	if (problems->count == before)
		register_check(register_facts(finishing.row.kind), entry.values,
			       clock_today(&office->clock), problems);
	if (problems->count != before) return content_error(error);
	struct matter_event event = {.event = end->remake ? LIFE_EVENT_REMAKE : LIFE_EVENT_UPHELD,
				     .on = end->on,
				     .n = end->remake ? end->days : 0,
				     .party = "",
				     .note = end->note,
				     .files = end->files,
				     .n_files = end->n_files};
	finishing.author = office_author(office, actor);
	return matter_take(office, actor, id, seen, &event, finish_beside, &finishing, arena,
			   problems, error, &warning);
}

/* ---- striking the link ---- */

struct striking {
	int64_t agency_id, matter_id, id;
	const char *reason;
	struct author author;
};

static enum err strike_work(struct store *store, void *context, struct error *error)
{
	const struct striking *s = context;
	return remedy_row_strike(store, s->agency_id, s->matter_id, s->id, s->reason, &s->author,
				 error);
}

enum err matter_remedy_strike(struct office *office, const struct actor *actor, int64_t id,
			      int64_t remedy_id, const char *reason, struct arena *arena,
			      struct problems *problems, struct error *error)
{
	struct matter matter;
	enum err err = matter_check(office, actor, PERMIT_MATTER_STRIKE, id, arena, error, &matter);
	if (err != ERR_NONE) return err;
	if (reason[strspn(reason, " \t\r\n")] == '\0' || !utf8_valid(reason, strlen(reason)) ||
	    utf8_length(reason) > REASON_MAX) {
		problem_add(problems, "reason", "请写明作废的理由，不超过 %d 字", REASON_MAX);
		return content_error(error);
	}
	struct striking striking = {matter.agency_id, id, remedy_id, reason,
				    office_author(office, actor)};
	return store_transaction(office->store, strike_work, &striking, error);
}
