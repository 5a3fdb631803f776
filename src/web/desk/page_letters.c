/* SPDX-License-Identifier: MulanPSL-2.0
 * The letters of a case, and which may be written now. */
#include <inttypes.h>

#include "web/desk/page_letter.h"

enum { OFFERS_MAX = 32 };

static struct view_table table_of(const struct desk *desk, int64_t id,
				  const struct matter_letter *letters, size_t n)
{
	static const struct view_head heads[] = {
		{"文书", false}, {"文号", false}, {"日期", false}, {"状态", false}};
	struct view_row *rows = arena_array(desk->arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct matter_letter *letter = &letters[i];
		struct view_cell *cells = arena_array(desk->arena, COUNT_OF(heads), sizeof *cells);
		cells[0] = (struct view_cell){.label = heads[0].label,
					      .text = letter_facts(letter->kind)->noun,
					      .href = page_letter_path(desk, id, letter->id, "")};
		cells[1] = (struct view_cell){.label = heads[1].label, .text = letter->number};
		cells[2] = (struct view_cell){
			.label = heads[2].label,
			.text = letter->day == DAY_NONE
					? ""
					: arena_text(desk->arena, day_text(letter->day).s),
			.nowrap = true};
		cells[3] = (struct view_cell){.label = heads[3].label,
					      .text = page_letter_state(letter)};
		rows[i] = (struct view_row){cells, COUNT_OF(heads), letter->struck};
	}
	return (struct view_table){.caption = "这一件的文书",
				   .heads = heads,
				   .n_heads = COUNT_OF(heads),
				   .rows = rows,
				   .n_rows = n,
				   .empty = "还没有文书。"};
}

static void offer_letters(const struct desk *desk, const struct matter_case *now,
			  struct desk_letters *view)
{
	struct life_offers offers = page_letter_offers(desk, now);
	struct desk_letter_offer *rows = arena_array(desk->arena, OFFERS_MAX, sizeof *rows);
	for (size_t i = 0; i < offers.n; i++) {
		enum life_event event = offers.rows[i].event;
		enum letter kinds[MATTER_LETTER_KINDS];
		if (!offers.rows[i].allowed || event == LIFE_EVENT_DRAFT ||
		    event == LIFE_EVENT_ISSUE)
			continue;
		size_t n = matter_letter_kinds(now, event, kinds);
		bool pair = n > 1;
		if (matter_letter_optional(now, event, &kinds[0])) n = 1;
		/* those that go along are written with the first */
		for (size_t k = 0; k < (n > 1 ? 1 : n) && view->n_offers < OFFERS_MAX; k++)
			rows[view->n_offers++] = (struct desk_letter_offer){
				.href = arena_printf(desk->arena,
						     "/cases/%" PRId64
						     "/letters/new?kind=%s&consult=%zu",
						     now->matter.id, letter_facts(kinds[k])->code,
						     pair ? now->life.n_consults + 1 : (size_t)0),
				.label = letter_facts(kinds[k])->noun,
				.words = life_event_label(event)};
	}
	view->offers = rows;
}

void page_letters(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct matter_case now;
	struct matter_letter *letters = NULL;
	struct desk_letters view = {0};
	size_t n = 0;
	desk_begin(&desk, request, reply, "文书");
	if (!page_case_open(&desk, &now)) return;
	enum err err = matter_letter_list(desk.office, desk.actor, now.matter.id, desk.arena,
					  &desk.error, &letters, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.number = page_case_value(&now, "number");
	view.subject = page_case_value(&now, "subject");
	view.letters = table_of(&desk, now.matter.id, letters, n);
	if (desk_may(&desk, PERMIT_MATTER_STEP)) {
		offer_letters(&desk, &now, &view);
		if (now.matter.kind == MATTER_REQUEST)
			view.reply_href = page_case_path(&desk, now.matter.id, "/reply");
	}
	page_case_trail(&desk, &now);
	view.frame = desk.frame;
	render_desk_letters(&reply->body, &view);
}
