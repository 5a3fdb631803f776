/* SPDX-License-Identifier: MulanPSL-2.0
 * Choosing requests and a step, seeing what it would be for each, doing it, and what came of it. */
#include "web/desk/page_batch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "office/matter_side.h"
#include "office/post.h"
#include "web/desk/page_case.h"
#include "web/desk/page_letter.h"
#include "web/typed.h"

enum { ON, N, POST, NOTE, FIRST, FIELDS_MAX = FIRST + FIELD__MAX, OWN_MAX = 300, NOTE_MAX = 2000 };

struct batch_page {
	struct desk desk;
	struct batch_order order;
	bool chosen; /* a step is */
	struct batch_case *cases;
	size_t n;
	bool has_letter; /* new by the step: */
	enum letter kind;
	struct form_field fields[FIELDS_MAX];
	enum letter_field of[FIELDS_MAX];
	size_t n_fields;
	struct form form;
	struct desk_batch view;
};

static bool number_at(const char **at, char end, int64_t *ret_number)
{
	char *after;
	long long number = strtoll(*at, &after, 10);
	if (after == *at || number < 0 || (*after != end && *after != '\0')) return false;
	*at = after + (*after == end);
	*ret_number = number;
	return true;
}

/* Twice the same one is one. */
static void add_case(struct batch_page *page, int64_t id, int64_t seen)
{
	for (size_t i = 0; i < page->n; i++)
		if (page->cases[i].id == id) return;
	if (page->n < BATCH_MOST)
		page->cases[page->n++] = (struct batch_case){.id = id, .seen = seen};
}

/* "12:3,15:7" of the form. */
static bool read_cases(struct batch_page *page, const char *text)
{
	int64_t id, seen;
	while (*text != '\0') {
		if (!number_at(&text, ':', &id) || !number_at(&text, ',', &seen)) return false;
		add_case(page, id, seen);
	}
	return true;
}

/* One case and those whose subjects are like its own, unless they are archived. */
static enum err add_alike(struct batch_page *page, int64_t id)
{
	struct desk *desk = &page->desk;
	struct matter_case now;
	struct matter_alike *alike = NULL;
	size_t n = 0;
	enum err err = matter_open(desk->office, desk->actor, id, desk->arena, &desk->error, &now);
	if (err == ERR_NONE)
		err = matter_resembles(desk->office, desk->actor, &now, desk->arena, &desk->error,
				       &alike, &n);
	if (err != ERR_NONE) return err;
	add_case(page, id, 0);
	for (size_t i = 0; i < n; i++)
		if (alike[i].matter_id != 0 && alike[i].alike >= SIMILAR_LEAST &&
		    strcmp(alike[i].state, life_state_code(LIFE_ARCHIVED)) != 0)
			add_case(page, alike[i].matter_id, 0);
	return ERR_NONE;
}

static enum err read_which(struct batch_page *page, const struct request *request)
{
	int64_t id;
	for (size_t i = 0; i < request->n_query_fields; i++)
		if (strcmp(request->query_fields[i].name, "id") == 0 &&
		    http_number(request->query_fields[i].value, &id))
			add_case(page, id, 0);
	if (http_number(request_query(request, "like"), &id)) return add_alike(page, id);
	return ERR_NONE;
}

/* "register", "assign", "draft.published" */
static bool read_step(struct batch_page *page, const char *code)
{
	struct batch_order *order = &page->order;
	const char *dot = strchr(code, '.');
	if (*code == '\0') return true;
	page->chosen = true;
	order->assign = strcmp(code, BATCH_ASSIGN) == 0;
	if (order->assign) return true;
	const char *event =
		dot == NULL ? code : arena_text_n(page->desk.arena, code, (size_t)(dot - code));
	if (!batch_event_find(event, &order->event)) return false;
	bool draft = order->event == LIFE_EVENT_DRAFT;
	if (draft != (dot != NULL)) return false;
	return !draft || life_ending_parse(dot + 1, &order->ending);
}

/* The kind of a letter that is written anew for each; the receipt has nothing to be typed. */
static void find_letter(struct batch_page *page)
{
	const struct batch_order *order = &page->order;
	const char *code = order->assign ? ""
			   : order->event == LIFE_EVENT_DRAFT
				   ? life_ending_facts(order->ending)->letter
			   : order->event == LIFE_EVENT_ASK_CLARIFICATION ? "P2"
			   : order->event == LIFE_EVENT_EXTEND_TOLD	  ? "P4"
									  : "";
	page->has_letter = letter_parse(code, &page->kind);
}

/* ---- the fields for all ---- */

static enum err make_fields(struct batch_page *page)
{
	struct arena *arena = page->desk.arena;
	const struct batch_order *order = &page->order;
	struct form_field *fields = page->fields;
	bool period = !order->assign && (order->event == LIFE_EVENT_EXTEND ||
					 order->event == LIFE_EVENT_ASK_CLARIFICATION);
	fields[ON] = order->assign ? (struct form_field)FORM_CARRIED("on")
				   : (struct form_field){.name = "on",
							 .label = "哪一天",
							 .kind = FORM_DAY,
							 .required = true};
	fields[N] = period ? (struct form_field){.name = "n",
						 .label = "期限（工作日）",
						 .kind = FORM_COUNT,
						 .required = order->event == LIFE_EVENT_EXTEND,
						 .least = 1,
						 .most = DEADLINE_MAX_DELAY}
			   : (struct form_field)FORM_CARRIED("n");
	fields[POST] = order->assign ? (struct form_field){.name = "post",
							   .label = "交给哪个岗位",
							   .kind = FORM_SELECT,
							   .required = true}
				     : (struct form_field)FORM_CARRIED("post");
	fields[NOTE] = (struct form_field){.name = "note",
					   .label = "备注",
					   .kind = FORM_LINE,
					   .hint = "每一件都记上，只在机关内部看到",
					   .most = NOTE_MAX};
	page->n_fields = FIRST;
	for (int i = 0; page->has_letter && i < FIELD__MAX; i++) {
		enum letter_field field = (enum letter_field)i;
		const struct letter_field_facts *facts = letter_field_facts(field);
		if (facts->key == NULL || !letter_among(page->kind, facts->kinds) ||
		    matter_letter_source(page->kind, field) != LETTER_FROM_CLERK)
			continue;
		fields[page->n_fields] = page_letter_field(page->kind, field, arena);
		page->of[page->n_fields++] = field;
	}
	form_init(&page->form, fields, page->n_fields, arena);
	if (!order->assign) return ERR_NONE;
	struct posts posts;
	struct desk *desk = &page->desk;
	enum err err =
		posts_open(desk->office, desk->actor, desk->agency_id, arena, &desk->error, &posts);
	form_offer(&page->form, POST, "", "请选择");
	for (size_t i = 0; err == ERR_NONE && i < posts.n_posts; i++)
		if (!posts.posts[i].struck)
			form_offer(&page->form, POST,
				   arena_printf(arena, "%" PRId64, posts.posts[i].id),
				   posts.posts[i].name);
	return err;
}

static void take_form(struct batch_page *page, const struct request *request)
{
	struct batch_order *order = &page->order;
	const struct form *form = &page->form;
	if (!order->assign) order->on = form_day(form, ON);
	if (page->fields[N].kind == FORM_COUNT) order->n = (int)form_number(form, N);
	if (order->assign) order->post_id = form_number(form, POST);
	order->note = form->values[NOTE];
	for (size_t i = FIRST; i < page->n_fields; i++)
		order->values[page->of[i]] = form->values[i];
	for (size_t i = 0; i < page->n; i++) {
		struct batch_case *one = &page->cases[i];
		const char *name = arena_printf(page->desk.arena, "leave-%" PRId64, one->id);
		one->left_out = *request_form(request, name) != '\0';
		for (size_t f = FIRST; f < page->n_fields; f++) {
			name = arena_printf(page->desk.arena, "%s-%" PRId64, page->fields[f].name,
					    one->id);
			one->values[page->of[f]] =
				typed_paragraphs(request_form(request, name), page->desk.arena);
		}
	}
}

/* ---- showing ---- */

static void offer_steps(struct batch_page *page, const char *chosen)
{
	static const enum life_event offered[] = {
#define STEP(NAME) LIFE_EVENT_##NAME,
		BATCH_TABLE(STEP)
#undef STEP
	};
	struct arena *arena = page->desk.arena;
	struct view_option *rows =
		arena_array(arena, 1 + COUNT_OF(offered) + LIFE_ENDING__MAX, sizeof *rows);
	size_t n = 0;
	if (desk_may(&page->desk, PERMIT_MATTER_ASSIGN))
		rows[n++] = (struct view_option){BATCH_ASSIGN, "分派到岗位", false};
	for (size_t i = 0; i < COUNT_OF(offered); i++) {
		enum life_event event = offered[i];
		if (event != LIFE_EVENT_DRAFT) {
			rows[n++] = (struct view_option){life_event_code(event),
							 life_event_label(event), false};
			continue;
		}
		for (int e = LIFE_ENDING_NONE + 1; e < LIFE_ENDING__MAX; e++) {
			const struct life_ending_facts *facts =
				life_ending_facts((enum life_ending)e);
			rows[n++] = (struct view_option){
				ARENA_JOIN(arena, "draft.", facts->code),
				arena_printf(arena, "提交答复稿：%s（%s）",
					     outcome_facts(facts->outcome)->label, facts->contains),
				false};
		}
	}
	for (size_t i = 0; i < n; i++) rows[i].chosen = strcmp(rows[i].value, chosen) == 0;
	page->view.steps = rows;
	page->view.n_steps = n;
}

static const char *cases_text(const struct batch_page *page)
{
	const char *text = "";
	for (size_t i = 0; i < page->n; i++)
		text = arena_printf(page->desk.arena, "%s%s%" PRId64 ":%" PRId64, text,
				    i == 0 ? "" : ",", page->cases[i].id,
				    page->cases[i].found ? page->cases[i].now.state.version
							 : page->cases[i].seen);
	return text;
}

static void show(struct batch_page *page, const char *step)
{
	struct desk *desk = &page->desk;
	struct desk_batch *view = &page->view;
	const struct batch_order *order = &page->order;
	size_t own = page->has_letter ? page->n_fields - FIRST : 0;
	view->too_many = own * page->n > OWN_MAX;
	view->heading = !page->chosen	? "批量办理"
			: order->assign ? "批量办理：分派到岗位"
					: ARENA_JOIN(desk->arena, "批量办理：",
						     life_event_label(order->event));
	view->step = page->chosen ? step : NULL;
	view->cases = cases_text(page);
	offer_steps(page, step);
	view->rows = page_batch_rows(desk, page->cases, page->n, page->kind, page->of + FIRST,
				     view->too_many ? 0 : own);
	view->n_rows = page->n;
	for (size_t i = 0; i < page->n; i++) view->n_possible += page->cases[i].possible;
	view->may_go = page->chosen && view->n_possible > 0;
	if (page->chosen) {
		view->fields = form_fields_view(&page->form);
		view->n_fields = page->n_fields;
		view->problems = desk_problems(desk, &page->form);
	}
	if (page->chosen && !order->assign && order->event == LIFE_EVENT_DRAFT)
		view->contains = life_ending_facts(order->ending)->contains;
	desk_trail(desk, "/cases", "申请办理");
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_batch(&desk->reply->body, view);
}

static void show_done(struct batch_page *page)
{
	static const struct view_head heads[] = {{"编号", false}, {"结果", false}, {"说明", false}};
	struct desk *desk = &page->desk;
	struct arena *arena = desk->arena;
	struct view_row *rows = arena_array(arena, page->n, sizeof *rows);
	struct desk_batch_done view = {
		.heading = page->order.assign ? "分派到岗位" : life_event_label(page->order.event)};
	for (size_t i = 0; i < page->n; i++) {
		const struct batch_case *one = &page->cases[i];
		struct view_cell *cells = arena_array(arena, COUNT_OF(heads), sizeof *cells);
		bool done = one->result == BATCH_DONE || one->result == BATCH_ALREADY;
		view.done += done;
		view.not_done += !done;
		cells[0].text = one->found ? page_case_value(&one->now, "number")
					   : arena_printf(arena, "%" PRId64, one->id);
		cells[0].href = page_case_path(desk, one->id, "");
		cells[0].nowrap = true;
		cells[1].text = batch_result_label(one->result);
		cells[1].late = !done && one->result != BATCH_LEFT_OUT;
		cells[2].text = one->said;
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[i] = (struct view_row){cells, COUNT_OF(heads), false};
	}
	view.table = (struct view_table){.caption = "每一件的结果",
					 .heads = heads,
					 .n_heads = COUNT_OF(heads),
					 .rows = rows,
					 .n_rows = page->n,
					 .empty = "没有选中申请。"};
	desk_trail(desk, "/cases", "申请办理");
	desk->frame.title = "批量办理的结果";
	view.frame = desk->frame;
	render_desk_batch_done(&desk->reply->body, &view);
}

/* Before a step is chosen: only which they are. */
static enum err open_all(struct batch_page *page)
{
	struct desk *desk = &page->desk;
	for (size_t i = 0; i < page->n; i++) {
		struct batch_case *one = &page->cases[i];
		enum err err = matter_open(desk->office, desk->actor, one->id, desk->arena,
					   &desk->error, &one->now);
		if (err != ERR_NONE && err != ERR_MISSING && err != ERR_DENIED) return err;
		one->found = err == ERR_NONE;
	}
	return ERR_NONE;
}

static enum err look(struct batch_page *page)
{
	struct desk *desk = &page->desk;
	return matter_batch_look(desk->office, desk->actor, &page->order, page->cases, page->n,
				 desk->arena, &desk->error);
}

/* Which cases and which step. NULL: answered. */
static struct batch_page *begin(struct request *request, struct reply *reply, const char *step)
{
	struct batch_page *page = ARENA_NEW(request->arena, struct batch_page);
	struct desk *desk = &page->desk;
	desk_begin(desk, request, reply, "批量办理");
	page->cases = arena_array(request->arena, BATCH_MOST, sizeof *page->cases);
	page->order.on = clock_today(&request->site->clock);
	page->order.note = "";
	bool known = read_step(page, step) && read_cases(page, request_form(request, "cases"));
	enum err err = known ? read_which(page, request) : ERR_MISSING;
	if (err == ERR_NONE && page->chosen) {
		find_letter(page);
		err = make_fields(page);
	}
	if (err == ERR_NONE) return page;
	if (known)
		desk_fail(desk, err);
	else
		desk_missing(desk);
	return NULL;
}

void page_batch(struct request *request, struct reply *reply)
{
	const char *step = request_query(request, "step");
	struct batch_page *page = begin(request, reply, step);
	if (page == NULL) return;
	if (page->chosen && !page->order.assign)
		form_set(&page->form, ON, arena_text(request->arena, day_text(page->order.on).s));
	enum err err = page->chosen ? look(page) : open_all(page);
	if (err != ERR_NONE) {
		desk_fail(&page->desk, err);
		return;
	}
	show(page, step);
}

void page_batch_send(struct request *request, struct reply *reply)
{
	const char *step = request_form(request, "step");
	struct batch_page *page = begin(request, reply, step);
	if (page == NULL) return;
	if (!page->chosen) {
		desk_missing(&page->desk);
		return;
	}
	struct desk *desk = &page->desk;
	bool good = form_read(&page->form, request);
	bool go = *request_form(request, "go") != '\0';
	if (good) take_form(page, request);
	enum err err = good && go
			       ? matter_batch_take(desk->office, desk->actor, &page->order,
						   page->cases, page->n, desk->arena, &desk->error)
			       : look(page);
	if (err != ERR_NONE)
		desk_fail(desk, err);
	else if (good && go)
		show_done(page);
	else
		show(page, step);
}
