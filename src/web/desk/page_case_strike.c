/* SPDX-License-Identifier: MulanPSL-2.0
 * Striking out what was entered by mistake in a case: a step, a file, a row of the search log. */
#include <inttypes.h>
#include <string.h>

#include "law/letter.h"
#include "web/desk/page_case.h"

enum { VERSION, LATEST, REASON };
static const struct form_field fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[LATEST] = FORM_CARRIED("latest"),
	[REASON] = DESK_REASON("为什么作废", "会写在这一件的经过里，例如：日期登记错了"),
};

struct strike_page {
	struct desk desk;
	struct matter_case now;
	int64_t row_id;
	struct form form;
	struct desk_case_form view;
	const char *explain; /* in place of the target's; NULL: that */
};

/* One kind of thing that is struck out. */
struct target {
	const char *heading, *explain, *path;
	/* What it is, as a summary; false: it is not there, or struck already. */
	bool (*find)(struct strike_page *page);
	enum err (*strike)(struct strike_page *page, int64_t seen, struct problems *problems);
};

static void summary(struct strike_page *page, const struct desk_fact *rows, size_t n)
{
	struct desk_fact *kept = arena_array(page->desk.arena, n, sizeof *kept);
	memcpy(kept, rows, n * sizeof *kept);
	page->view.summary = (struct desk_summary){kept, n};
}

enum { STEP_FACTS = 5 };

/* The letters that go with the step, or that keep it. False: they cannot be read. */
static bool add_letters(struct strike_page *page, const struct matter_step *step,
			struct desk_fact *rows, size_t *n)
{
	struct desk *desk = &page->desk;
	struct matter_side side;
	struct letter_row *letters[STEP_LETTERS_MAX];
	if (step->letter_id == 0) return true;
	if (matter_side(desk->office, desk->actor, &page->now, desk->arena, &desk->error, &side) !=
	    ERR_NONE)
		return false;
	size_t n_letters = matter_step_letters(&side, step, letters);
	for (size_t i = 0; i < n_letters; i++) {
		enum letter kind;
		bool known = letter_parse(letters[i]->kind, &kind);
		rows[(*n)++] = (struct desk_fact){
			known ? letter_facts(kind)->noun : letters[i]->kind, letters[i]->number};
		page->view.closed |= !matter_letter_undone(&side, letters[i]);
	}
	if (n_letters > 0)
		page->explain = page->view.closed ? "随这一步在这里编号印发的文书已经发出，这一步不"
						    "能作废。有误的，另发"
						    "一份更正的文书，把更正的内容告知对方。"
						  : "作废以后仍留在经过里，写明理由；期限和状态按其"
						    "余的步骤重新计算。随这"
						    "一步登记的文书一并作废：文号仍算用过，不再用于"
						    "别的文书；扫描件留存。"
						    "登记错的，作废以后可以照原来的文号重新登记。";
	return true;
}

static bool find_step(struct strike_page *page)
{
	for (size_t i = 0; i < page->now.n_steps; i++) {
		const struct matter_step *step = &page->now.steps[i];
		if (step->id != page->row_id || step->struck) continue;
		struct desk_case_step shown = page_case_step_shown(&page->desk, &page->now, step);
		struct desk_fact rows[STEP_FACTS + STEP_LETTERS_MAX] = {{"步骤", shown.title},
									{"日期", shown.day},
									{"内容", shown.about},
									{"备注", shown.note},
									{"谁登记的", shown.who}};
		size_t n = STEP_FACTS;
		if (!add_letters(page, step, rows, &n)) return false;
		summary(page, rows, n);
		return true;
	}
	return false;
}

static enum err strike_step(struct strike_page *page, int64_t seen, struct problems *problems)
{
	struct desk *desk = &page->desk;
	return matter_strike(desk->office, desk->actor, page->now.matter.id, seen, page->row_id,
			     page->form.values[REASON], desk->arena, problems, &desk->error);
}

static bool find_file(struct strike_page *page)
{
	for (size_t i = 0; i < page->now.n_attachments; i++) {
		const struct attachment *file = &page->now.attachments[i];
		if (file->id != page->row_id || file->struck) continue;
		const struct desk_fact rows[] = {
			{"材料", file->name},
			{"用途", attachment_use_label(file->use)},
			{"大小", upload_size(file->size, page->desk.arena)}};
		summary(page, rows, COUNT_OF(rows));
		return true;
	}
	return false;
}

static enum err strike_file(struct strike_page *page, int64_t seen UNUSED,
			    struct problems *problems)
{
	struct desk *desk = &page->desk;
	return matter_file_strike(desk->office, desk->actor, page->now.matter.id, page->row_id,
				  page->form.values[REASON], desk->arena, problems, &desk->error);
}

static bool find_search(struct strike_page *page)
{
	struct matter_side side;
	struct desk *desk = &page->desk;
	if (matter_side(desk->office, desk->actor, &page->now, desk->arena, &desk->error, &side) !=
	    ERR_NONE)
		return false;
	for (size_t i = 0; i < side.n_searches; i++) {
		const struct search *search = &side.searches[i];
		if (search->id != page->row_id || search->struck) continue;
		const struct desk_fact rows[] = {
			{"日期", arena_text(desk->arena, day_text(search->day).s)},
			{"谁检索", search->searcher},
			{"在哪里", search->place},
			{"检索词和范围", search->words},
			{"结果", search->found}};
		summary(page, rows, COUNT_OF(rows));
		return true;
	}
	return false;
}

static enum err strike_search(struct strike_page *page, int64_t seen UNUSED,
			      struct problems *problems)
{
	struct desk *desk = &page->desk;
	return matter_search_strike(desk->office, desk->actor, page->now.matter.id, page->row_id,
				    page->form.values[REASON], desk->arena, problems, &desk->error);
}

static bool find_remedy(struct strike_page *page)
{
	struct desk_remedies remedies;
	struct desk *desk = &page->desk;
	const char *ours =
		arena_printf(desk->arena, "/cases/%" PRId64 "/remedies/%" PRId64 "/strike",
			     page->now.matter.id, page->row_id);
	if (page_remedies_fill(desk, &page->now, &remedies) != ERR_NONE) return false;
	for (size_t i = 0; i < remedies.n_rows; i++) {
		const struct desk_remedy *row = &remedies.rows[i];
		if (row->strike_href == NULL || strcmp(row->strike_href, ours) != 0) continue;
		const struct desk_fact rows[] = {{row->kind, row->number},
						 {"收到通知", row->noticed},
						 {"审理结果", row->result}};
		summary(page, rows, COUNT_OF(rows));
		return true;
	}
	return false;
}

static enum err strike_remedy(struct strike_page *page, int64_t seen UNUSED,
			      struct problems *problems)
{
	struct desk *desk = &page->desk;
	return matter_remedy_strike(desk->office, desk->actor, page->now.matter.id, page->row_id,
				    page->form.values[REASON], desk->arena, problems, &desk->error);
}

static const struct target step_target = {
	"作废这一步", "作废以后仍留在经过里，写明理由；期限和状态按其余的步骤重新计算。", "steps",
	find_step, strike_step};
static const struct target file_target = {
	"作废这份材料",
	"作废以后仍能查到，但不再提供：已经随答复发出的，收到答复的人那里会写明已经撤下。", "files",
	find_file, strike_file};
static const struct target search_target = {"作废这条检索记录",
					    "作废以后仍能查到。经过里的“登记检索”另外作废。",
					    "search-log", find_search, strike_search};

static const struct target remedy_target = {
	"作废这个案件的关联",
	"只作废这一件和案件的关联。收到通知、登记结果的步骤在经过里另外作废，台账里的案件在台账里"
	"另外作废。",
	"remedies", find_remedy, strike_remedy};

static struct strike_page *begin(struct request *request, struct reply *reply,
				 const struct target *target)
{
	struct strike_page *page = ARENA_NEW(request->arena, struct strike_page);
	desk_begin(&page->desk, request, reply, "作废");
	FORM_INIT(&page->form, fields, request->arena);
	if (!http_number(request->params[1], &page->row_id)) {
		desk_missing(&page->desk);
		return NULL;
	}
	if (!page_case_open(&page->desk, &page->now)) return NULL;
	if (target->find(page)) return page;
	desk_fail(&page->desk,
		  error_set(&page->desk.error, ERR_CONFLICT, NULL, "没有这一条，或者它已经作废。"));
	return NULL;
}

static void show(struct strike_page *page, const struct target *target)
{
	struct arena *arena = page->desk.arena;
	int64_t id = page->now.matter.id;
	form_set(&page->form, VERSION, arena_printf(arena, "%" PRId64, page->now.state.version));
	form_set(&page->form, LATEST,
		 arena_printf(arena, "%" PRId64, page_case_latest(&page->now)));
	page->view.heading = target->heading;
	page->view.explain = page->explain != NULL ? page->explain : target->explain;
	page->view.form = form_view(&page->form,
				    arena_printf(arena, "/cases/%" PRId64 "/%s/%" PRId64 "/strike",
						 id, target->path, page->row_id),
				    "作废", page->desk.request->csrf);
	page->view.form.button_class = "grave";
	page->view.form.cancel_href = page_case_path(&page->desk, id, "");
	page->view.form.cancel = "不作废，返回";
	page_case_show_form(&page->desk, &page->now, &page->form, &page->view);
}

static void ask(struct request *request, struct reply *reply, const struct target *target)
{
	struct strike_page *page = begin(request, reply, target);
	if (page != NULL) show(page, target);
}

static void send(struct request *request, struct reply *reply, const struct target *target)
{
	struct strike_page *page = begin(request, reply, target);
	struct problems problems;
	int64_t seen = 0, latest = 0;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	problems_init(&problems, request->arena);
	bool good = form_read(&page->form, request);
	if (!http_number(page->form.values[VERSION], &seen) ||
	    !http_number(page->form.values[LATEST], &latest)) {
		desk_missing(&page->desk);
		return;
	}
	if (good) err = target->strike(page, seen, &problems);
	for (const struct problem *p = problems.first; p != NULL; p = p->next)
		form_wrong(&page->form, REASON, "%s", p->text);
	if (err == ERR_NONE) {
		desk_done(&page->desk, page_case_path(&page->desk, page->now.matter.id, ""),
			  NOTICE_STRUCK_OUT, "", 0);
		return;
	}
	if (err == ERR_CONFLICT && page->now.state.version != seen)
		page_case_changed(&page->desk, &page->now, latest, &page->view);
	else if (err != ERR_CONTENT || form_good(&page->form)) {
		desk_fail(&page->desk, err);
		return;
	}
	show(page, target);
}

void page_case_strike(struct request *request, struct reply *reply)
{
	ask(request, reply, &step_target);
}

void page_case_strike_send(struct request *request, struct reply *reply)
{
	send(request, reply, &step_target);
}

void page_case_file_strike(struct request *request, struct reply *reply)
{
	ask(request, reply, &file_target);
}

void page_case_file_strike_send(struct request *request, struct reply *reply)
{
	send(request, reply, &file_target);
}

void page_case_search_strike(struct request *request, struct reply *reply)
{
	ask(request, reply, &search_target);
}

void page_case_search_strike_send(struct request *request, struct reply *reply)
{
	send(request, reply, &search_target);
}

void page_case_remedy_strike(struct request *request, struct reply *reply)
{
	ask(request, reply, &remedy_target);
}

void page_case_remedy_strike_send(struct request *request, struct reply *reply)
{
	send(request, reply, &remedy_target);
}
