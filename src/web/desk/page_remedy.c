/* SPDX-License-Identifier: MulanPSL-2.0
 * Which reconsiderations and suits a case has: on its page, and alone. */
#include "web/desk/page_remedy.h"

#include <inttypes.h>
#include <string.h>

#include "web/desk/page_case.h"

static const char *day_shown(day d, struct arena *arena)
{
	return d == DAY_NONE ? "—" : arena_text(arena, day_text(d).s);
}

static const char *value(const struct matter_remedy *remedy, const char *column)
{
	return remedy->entry.values[register_column(register_facts(remedy->row.kind), column)];
}

static void show_replies(const struct matter_remedies *remedies, struct arena *arena,
			 struct desk_remedies *view)
{
	struct desk_remedy_reply *rows = arena_array(arena, remedies->n_replies, sizeof *rows);
	for (size_t i = 0; i < remedies->n_replies; i++) {
		const struct matter_reply *reply = &remedies->replies[i];
		const struct life_ending_facts *facts = life_ending_facts(reply->ending);
		rows[i] = (struct desk_remedy_reply){
			arena_printf(arena, i == 0 ? "第 %zu 次答复" : "第 %zu 次答复（重新作出）",
				     i + 1),
			outcome_facts(facts->outcome)->label, day_shown(reply->served, arena)};
	}
	view->replies = rows;
	view->n_replies = remedies->n_replies;
}

static void show_notices(const struct desk *desk, const struct matter_case *now,
			 const struct matter_remedies *remedies, bool may,
			 struct desk_remedies *view)
{
	struct desk_remedy_notice *rows =
		arena_array(desk->arena, remedies->n_notices, sizeof *rows);
	for (size_t i = 0; i < remedies->n_notices; i++) {
		const struct matter_notice *notice = &remedies->notices[i];
		const struct register_facts *facts = register_facts(notice->kind);
		rows[i] = (struct desk_remedy_notice){.label = facts->label,
						      .day = day_shown(notice->on, desk->arena)};
		if (may)
			rows[i].href = arena_printf(
				desk->arena, "/cases/%" PRId64 "/remedies/new/%s?step=%" PRId64,
				now->matter.id, facts->name, notice->step_id);
	}
	view->notices = rows;
	view->n_notices = remedies->n_notices;
}

/* By when it is to be answered: the duty runs for the newest notice of its kind. */
static void show_answer(const struct desk *desk, const struct matter_case *now,
			const struct matter_remedy *remedy, bool may, struct desk_remedy *row)
{
	bool suit = remedy->row.kind == REGISTER_LITIGATION;
	day open = suit ? now->life.suit_noticed : now->life.review_noticed;
	enum life_event event = suit ? LIFE_EVENT_SUIT_ANSWERED : LIFE_EVENT_REVIEW_ANSWERED;
	row->answer = remedy->running ? "已提出" : "—";
	if (!remedy->running || open == DAY_NONE || open != remedy->noticed) return;
	for (size_t i = 0; i < now->duties.n; i++) {
		const struct life_duty *duty = &now->duties.rows[i];
		if (duty->kind != (suit ? LIFE_DUTY_ANSWER_SUIT : LIFE_DUTY_ANSWER_REVIEW))
			continue;
		row->answer =
			arena_printf(desk->arena, "%s 前提出", day_shown(duty->due, desk->arena));
		row->answer_late = duty->due != DAY_NONE &&
				   duty->due < clock_today(&desk->request->site->clock);
	}
	if (may)
		row->answer_href = arena_printf(desk->arena, "/cases/%" PRId64 "/step/%s",
						now->matter.id, life_event_code(event));
}

static void show_result(const struct matter_remedy *remedy, struct arena *arena,
			struct desk_remedy *row)
{
	const struct register_facts *facts = register_facts(remedy->row.kind);
	size_t result = register_column(facts, "result");
	const char *label =
		column_choice_label(&facts->columns[result], remedy->entry.values[result]);
	if (*label == '\0')
		row->result = "尚未审结";
	else
		row->result = arena_printf(arena, "%s（%s）", label, value(remedy, "closed"));
}

static void show_rows(const struct desk *desk, const struct matter_case *now,
		      const struct matter_remedies *remedies, bool may, struct desk_remedies *view)
{
	struct arena *arena = desk->arena;
	struct desk_remedy *rows = arena_array(arena, remedies->n_rows, sizeof *rows);
	bool may_strike = !now->entry.struck && desk_may(desk, PERMIT_MATTER_STRIKE);
	for (size_t i = 0; i < remedies->n_rows; i++) {
		const struct matter_remedy *remedy = &remedies->rows[i];
		const struct register_facts *facts = register_facts(remedy->row.kind);
		struct desk_remedy *row = &rows[i];
		*row = (struct desk_remedy){.kind = facts->label,
					    .number = value(remedy, "number"),
					    .href = arena_printf(arena, "/registers/%s/%" PRId64,
								 facts->name, remedy->entry.id),
					    .filed = value(remedy, "filed"),
					    .noticed = day_shown(remedy->noticed, arena),
					    .struck = remedy->row.struck,
					    .struck_reason = remedy->row.struck_reason};
		show_answer(desk, now, remedy, may, row);
		show_result(remedy, arena, row);
		const char *path = arena_printf(arena, "/cases/%" PRId64 "/remedies/%" PRId64,
						now->matter.id, remedy->row.id);
		if (may && remedy->running)
			row->finish_href = arena_printf(arena, "%s/result", path);
		if (may_strike && !row->struck)
			row->strike_href = arena_printf(arena, "%s/strike", path);
	}
	view->rows = rows;
	view->n_rows = remedies->n_rows;
}

enum err page_remedies_fill(struct desk *desk, const struct matter_case *matter_case,
			    struct desk_remedies *ret_remedies)
{
	struct desk_remedies view = {0};
	struct matter_remedies remedies;
	enum life_state state = matter_case->life.state;
	enum err err = matter_remedies(desk->office, desk->actor, matter_case, desk->arena,
				       &desk->error, &remedies);
	if (err != ERR_NONE) return err;
	bool may = !matter_case->entry.struck && desk_may(desk, PERMIT_MATTER_STEP) &&
		   (matter_roles(desk->actor) & LIFE_BY_CLERK) != 0;
	show_replies(&remedies, desk->arena, &view);
	show_notices(desk, matter_case, &remedies, may, &view);
	show_rows(desk, matter_case, &remedies, may, &view);
	if (may && state != LIFE_NEW && state != LIFE_ARRIVED) {
		if (matter_case->life.review_noticed == DAY_NONE)
			view.review_href = page_case_path(desk, matter_case->matter.id,
							  "/remedies/new/reconsiderations");
		if (matter_case->life.suit_noticed == DAY_NONE)
			view.suit_href = page_case_path(desk, matter_case->matter.id,
							"/remedies/new/litigation");
	}
	*ret_remedies = view;
	return ERR_NONE;
}

const char *page_remedy_href(const struct desk *desk, const struct matter_case *matter_case,
			     const struct desk_remedies *remedies, enum life_event event)
{
	if (event == LIFE_EVENT_REVIEW_NOTICE) return remedies->review_href;
	if (event == LIFE_EVENT_SUIT_NOTICE) return remedies->suit_href;
	if (event != LIFE_EVENT_UPHELD && event != LIFE_EVENT_REMAKE) return NULL;
	for (size_t i = 0; i < remedies->n_rows; i++)
		if (remedies->rows[i].finish_href != NULL)
			return page_case_path(desk, matter_case->matter.id, "/remedies");
	return NULL;
}

void page_remedies(struct request *request, struct reply *reply)
{
	struct matter_case now;
	struct desk desk;
	struct desk_remedies_page view = {0};
	desk_begin(&desk, request, reply, "复议和诉讼");
	if (!page_case_open(&desk, &now)) return;
	enum err err = page_remedies_fill(&desk, &now, &view.remedies);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	page_case_trail(&desk, &now);
	view.number = page_case_value(&now, "number");
	view.subject = page_case_value(&now, "subject");
	view.frame = desk.frame;
	render_desk_remedies_page(&reply->body, &view);
}
