/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_wording.h"

#include <inttypes.h>
#include <string.h>

#include "office/wording.h"
#include "paper/paper.h"

enum { PREVIEW_MAX = 2 * 1024 * 1024, TEXT_ROWS = 24 };

enum { VERSION, TEXT, THEN, REASON };
static const struct form_choice thens[] = {
	{"look", "先看检查结果和预览"}, {"keep", "检查后保存"}, {NULL, NULL}};
static const struct form_field fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[TEXT] = {.name = "text",
		  .label = "文本",
		  .kind = FORM_TEXT,
		  .hint = "一行一段；{…}由系统填写，@…标明要素，[[…]]有内容才印",
		  .required = true,
		  .most = 20000},
	[THEN] = {.name = "then",
		  .label = "然后",
		  .kind = FORM_RADIOS,
		  .choices = thens,
		  .required = true},
	[REASON] = {.name = "reason",
		    .label = "为什么改",
		    .kind = FORM_TEXT,
		    .hint = "保存时要写",
		    .most = 500},
};
enum { BACK_VERSION, BACK_REASON };
static const struct form_field back_fields[] = {
	[BACK_VERSION] = FORM_CARRIED("version"),
	[BACK_REASON] = DESK_REASON("为什么改回", NULL),
};

struct wording_page {
	struct desk desk;
	struct wording wording;
	struct form form, back;
	struct desk_wording view;
};

/* Many replies bear one name: what they decide tells them apart. */
static const char *decides(const struct letter_facts *facts, struct arena *arena)
{
	const char *text = "", *at = facts->outcomes;
	while (*at != '\0') {
		size_t n = strcspn(at, " ");
		enum outcome outcome;
		if (outcome_parse(arena_text_n(arena, at, n), &outcome))
			text = ARENA_JOIN(arena, text, *text == '\0' ? "" : "、",
					  outcome_facts(outcome)->label);
		at += n + strspn(at + n, " ");
	}
	return *text == '\0' ? "—" : text;
}

void page_wordings(struct request *request, struct reply *reply)
{
	static const struct view_head heads[] = {{"文书", false},
						 {"种类", false},
						 {"办理结果", false},
						 {"依据", false},
						 {"文本", false}};
	struct desk desk;
	struct desk_wordings view = {0};
	struct wording *wordings = NULL;
	size_t n = 0;
	desk_begin(&desk, request, reply, "文书模板");
	enum err err =
		wording_list(desk.office, desk.actor, desk.arena, &desk.error, &wordings, &n);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct view_row *rows = arena_array(desk.arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct letter_facts *facts = letter_facts(wordings[i].kind);
		struct view_cell *cells = arena_array(desk.arena, COUNT_OF(heads), sizeof *cells);
		cells[0] = (struct view_cell){
			.label = "文书",
			.text = facts->noun,
			.href = arena_printf(desk.arena, "/letter-templates/%s", facts->code)};
		cells[1] = (struct view_cell){.label = "种类", .text = facts->code, .nowrap = true};
		cells[2] =
			(struct view_cell){.label = "办理结果", .text = decides(facts, desk.arena)};
		cells[3] = (struct view_cell){.label = "依据", .text = facts->article};
		cells[4] = (struct view_cell){.label = "文本",
					      .text = wordings[i].own ? "本单位改过" : "通用文本",
					      .nowrap = true};
		rows[i] = (struct view_row){.cells = cells, .n_cells = COUNT_OF(heads)};
	}
	view.table = (struct view_table){.heads = heads,
					 .n_heads = COUNT_OF(heads),
					 .rows = rows,
					 .n_rows = n,
					 .empty = "没有文书。"};
	view.frame = desk.frame;
	render_desk_wordings(&reply->body, &view);
}

static bool begin(struct wording_page *page, struct request *request, struct reply *reply)
{
	struct desk *desk = &page->desk;
	enum letter kind;
	desk_begin(desk, request, reply, "文书模板");
	if (!letter_parse(request->params[0], &kind)) {
		desk_missing(desk);
		return false;
	}
	enum err err = wording_get(desk->office, desk->actor, kind, desk->arena, &desk->error,
				   &page->wording);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return false;
	}
	const char *version = arena_printf(desk->arena, "%" PRId64, page->wording.version);
	FORM_INIT(&page->form, fields, desk->arena);
	FORM_INIT(&page->back, back_fields, desk->arena);
	page->back.id = "back";
	form_set(&page->form, VERSION, version);
	form_set(&page->form, TEXT, page->wording.text);
	form_set(&page->form, THEN, thens[0].code);
	form_set(&page->back, BACK_VERSION, version);
	return true;
}

/* The sample; what the check found stands at the text. */
static enum err preview(struct wording_page *page)
{
	static const struct paper_options options = {.class_prefix = "paper", .title_level = 2};
	struct desk *desk = &page->desk;
	struct problems problems;
	struct buf out;
	problems_init(&problems, desk->arena);
	struct doc *doc =
		wording_sample(page->wording.kind, page->form.values[TEXT],
			       clock_today(&desk->request->site->clock), desk->arena, &problems);
	bool told = page->form.problems.count > 0;
	for (const struct problem *p = problems.first; !told && p != NULL; p = p->next)
		form_wrong(&page->form, TEXT, "%s%s%s", p->field, p->field[0] == '\0' ? "" : "：",
			   p->text);
	if (doc == NULL) return ERR_NONE;
	buf_init(&out, PREVIEW_MAX);
	enum err err = paper_fragment(doc, &options, &out, &desk->error);
	page->view.paper = (struct safe_html){arena_text(desk->arena, buf_text(&out)), out.n};
	page->view.whole = true;
	buf_release(&out);
	return err;
}

static void show(struct wording_page *page)
{
	struct desk *desk = &page->desk;
	struct desk_wording *view = &page->view;
	const struct letter_facts *facts = letter_facts(page->wording.kind);
	enum err err = preview(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	view->heading = arena_printf(desk->arena, "%s（%s）", facts->noun, facts->code);
	view->article = facts->article;
	view->own = page->wording.own;
	view->form = form_view(&page->form,
			       arena_printf(desk->arena, "/letter-templates/%s", facts->code),
			       "提交", desk->request->csrf);
	struct view_field *shown = form_fields_view(&page->form);
	shown[TEXT].rows = TEXT_ROWS;
	view->form.fields = shown;
	view->back = form_view(&page->back,
			       arena_printf(desk->arena, "/letter-templates/%s/back", facts->code),
			       "改回通用文本", desk->request->csrf);
	view->back.button_class = "second";
	view->problems = desk_problems(desk, form_good(&page->form) ? &page->back : &page->form);
	desk_trail(desk, "/letter-templates", "文书模板");
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_wording(&desk->reply->body, view);
}

void page_wording(struct request *request, struct reply *reply)
{
	struct wording_page *page = ARENA_NEW(request->arena, struct wording_page);
	if (begin(page, request, reply)) show(page);
}

/* After wording_put(): where it leads. */
static void ended(struct wording_page *page, enum err err)
{
	struct desk *desk = &page->desk;
	if (err == ERR_NONE) {
		desk_done(desk, "/letter-templates", NOTICE_WORDED, "", 0);
	} else if (err == ERR_CONFLICT) {
		page->view.changed = desk->error.message;
		desk->reply->status = 409;
		show(page);
	} else if (err == ERR_CONTENT) {
		show(page);
	} else {
		desk_fail(desk, err);
	}
}

void page_wording_put(struct request *request, struct reply *reply)
{
	struct wording_page *page = ARENA_NEW(request->arena, struct wording_page);
	struct desk *desk = &page->desk;
	struct problems problems;
	int64_t version = 0;
	if (!begin(page, request, reply)) return;
	bool good = form_read(&page->form, request);
	bool keep = strcmp(page->form.values[THEN], "keep") == 0;
	if (!good || !keep || !http_number(page->form.values[VERSION], &version)) {
		show(page);
		return;
	}
	problems_init(&problems, desk->arena);
	enum err err = wording_put(desk->office, desk->actor, page->wording.kind,
				   page->form.values[TEXT], version, page->form.values[REASON],
				   desk->arena, &problems, &desk->error);
	for (const struct problem *p = problems.first; p != NULL; p = p->next)
		form_wrong(&page->form, strcmp(p->field, "reason") == 0 ? REASON : TEXT, "%s%s",
			   strcmp(p->field, "reason") == 0 ? "" : p->field, p->text);
	ended(page, err);
}

void page_wording_back(struct request *request, struct reply *reply)
{
	struct wording_page *page = ARENA_NEW(request->arena, struct wording_page);
	struct desk *desk = &page->desk;
	int64_t version = 0;
	if (!begin(page, request, reply)) return;
	if (!form_read(&page->back, request) ||
	    !http_number(page->back.values[BACK_VERSION], &version)) {
		show(page);
		return;
	}
	ended(page, wording_put(desk->office, desk->actor, page->wording.kind, "", version,
				page->back.values[BACK_REASON], desk->arena, &page->back.problems,
				&desk->error));
}
