/* SPDX-License-Identifier: MulanPSL-2.0
 * The reply assistant: the path of law/life_path.h, one question at a time, to one of the endings;
 * there it says what the letter must hold and what still has to be done. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_letter.h"

enum { DRAFTS_MAX = 8 };

struct reply_page {
	struct desk desk;
	struct matter_case now;
	struct desk_reply view;
	struct life_turn turn; /* where the answers lead */
};

static const char *path_with(const struct reply_page *page, const char *answers)
{
	return arena_printf(page->desk.arena, "/cases/%" PRId64 "/reply?a=%s", page->now.matter.id,
			    answers);
}

/* Walks the path by the answers so far, "nny"; stops at the first that is none. */
static const char *walk(struct reply_page *page, const char *answers)
{
	struct arena *arena = page->desk.arena;
	struct desk_reply_answer *rows = arena_array(arena, LIFE_QUESTION__MAX, sizeof *rows);
	size_t n = 0;
	page->turn = (struct life_turn){LIFE_ENDING_NONE, (enum life_question)0};
	while (page->turn.end == LIFE_ENDING_NONE && n < LIFE_QUESTION__MAX &&
	       (answers[n] == 'y' || answers[n] == 'n')) {
		const struct life_question_facts *facts = life_question_facts(page->turn.next);
		rows[n] = (struct desk_reply_answer){
			.stage = facts->stage,
			.question = facts->question,
			.answer = answers[n] == 'y' ? "是" : "否",
			.href = path_with(page, arena_text_n(arena, answers, n))};
		page->turn = answers[n] == 'y' ? facts->yes : facts->no;
		n++;
	}
	page->view.answers = rows;
	page->view.n_answers = n;
	return arena_text_n(arena, answers, n);
}

static void show_question(struct reply_page *page, const char *answers)
{
	const struct life_question_facts *facts = life_question_facts(page->turn.next);
	page->view.stage = facts->stage;
	page->view.question = facts->question;
	page->view.yes_href = path_with(page, ARENA_JOIN(page->desk.arena, answers, "y"));
	page->view.no_href = path_with(page, ARENA_JOIN(page->desk.arena, answers, "n"));
}

/* The step that makes good what an ending still needs. */
static const char *need_path(unsigned need)
{
	switch (need) {
	case LIFE_NEED_SEARCHED: return "/search-log";
	case LIFE_NEED_CLARIFIED: return "/letters/new?kind=P2";
	case LIFE_NEED_REASONS_ASKED: return "/letters/new?kind=P3";
	case LIFE_NEED_THIRD_UNWILLING: return "/letters/new?kind=P5&consult=1";
	case LIFE_NEED_CLARIFY_LAPSED: return "/step/lapse-clarification";
	case LIFE_NEED_FEE_LAPSED: return "/step/lapse-fee";
	default: return "/step/withdraw";
	}
}

static void show_needs(struct reply_page *page, const struct life_ending_facts *facts)
{
	struct view_link *links = arena_array(page->desk.arena, LIFE_NEED__MAX, sizeof *links);
	unsigned missing = facts->needs & ~page->now.life.facts;
	for (int at = 0; at < LIFE_NEED__MAX; at++) {
		unsigned need = 1U << at;
		if ((missing & need) == 0) continue;
		links[page->view.n_needs++] = (struct view_link){
			.href = page_case_path(&page->desk, page->now.matter.id, need_path(need)),
			.label = life_need_missing(need)};
	}
	page->view.needs = links;
}

static void show_ending(struct reply_page *page)
{
	const struct life_ending_facts *facts = life_ending_facts(page->turn.end);
	struct desk_reply *view = &page->view;
	enum letter kind;
	view->outcome = outcome_facts(facts->outcome)->label;
	view->article = outcome_facts(facts->outcome)->article;
	view->contains = facts->contains;
	view->judged = facts->judged;
	view->twice = facts->twice;
	BUG_IF(!letter_parse(facts->letter, &kind));
	view->letter = letter_facts(kind)->noun;
	if (view->article == NULL || view->article[0] == '\0')
		view->article = letter_facts(kind)->article;
	show_needs(page, facts);
	view->write_label = arena_printf(page->desk.arena, "起草%s", view->letter);
	view->write_href =
		arena_printf(page->desk.arena, "/cases/%" PRId64 "/letters/new?ending=%s",
			     page->now.matter.id, facts->code);
}

/* Drafts of replies there are: to go on with. */
static enum err show_drafts(struct reply_page *page)
{
	struct desk *desk = &page->desk;
	struct matter_letter *letters = NULL;
	struct view_link *links = arena_array(desk->arena, DRAFTS_MAX, sizeof *links);
	size_t n = 0;
	enum err err = matter_letter_list(desk->office, desk->actor, page->now.matter.id,
					  desk->arena, &desk->error, &letters, &n);
	for (size_t i = 0; err == ERR_NONE && i < n && page->view.n_drafts < DRAFTS_MAX; i++)
		if (!letters[i].struck && !letters[i].issued &&
		    page_letter_replies(letters[i].kind))
			links[page->view.n_drafts++] = (struct view_link){
				.href = page_letter_path(desk, page->now.matter.id, letters[i].id,
							 ""),
				.label = arena_printf(desk->arena, "%s（%s）草稿",
						      letter_facts(letters[i].kind)->noun,
						      letter_facts(letters[i].kind)->article)};
	page->view.drafts = links;
	return err;
}

void page_reply(struct request *request, struct reply *reply)
{
	struct reply_page *page = ARENA_NEW(request->arena, struct reply_page);
	struct desk *desk = &page->desk;
	struct desk_reply *view = &page->view;
	desk_begin(desk, request, reply, "答复助手");
	if (!page_case_open(desk, &page->now)) return;
	enum life_state state = page->now.life.state;
	view->number = page_case_value(&page->now, "number");
	view->subject = page_case_value(&page->now, "subject");
	enum err err = show_drafts(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	if (state == LIFE_HANDLING || state == LIFE_WITHDRAWN) {
		const char *answers =
			walk(page, state == LIFE_WITHDRAWN ? "y" : request_query(request, "a"));
		if (page->turn.end == LIFE_ENDING_NONE)
			show_question(page, answers);
		else
			show_ending(page);
	} else {
		view->closed = arena_printf(desk->arena, "这一件现在是“%s”，不用起草答复。",
					    life_state_label(state));
	}
	page_case_trail(desk, &page->now);
	view->frame = desk->frame;
	render_desk_reply(&reply->body, view);
}
