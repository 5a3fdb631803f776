/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_cases.h"
#include "web/outgoing.h"

#include <inttypes.h>
#include <string.h>

#include "law/life_duty.h"
#include "office/post.h"

enum { TEXT_MAX = 100 };

enum { TEXT, STATE, LIGHT, POST, KIND, FIELDS };
static const struct form_field fields[] = {
	[TEXT] = {.name = "q",
		  .label = "编号或者内容",
		  .kind = FORM_LINE,
		  .plain = true,
		  .most = TEXT_MAX},
	[STATE] = {.name = "state", .label = "状态", .kind = FORM_SELECT, .plain = true},
	[LIGHT] = {.name = "light", .label = "期限", .kind = FORM_SELECT, .plain = true},
	[POST] = {.name = "post", .label = "承办岗位", .kind = FORM_SELECT, .plain = true},
	[KIND] = {.name = "kind", .label = "申请人类别", .kind = FORM_SELECT, .plain = true},
};

struct cases_page {
	struct desk desk;
	struct posts posts;
	struct form form;
	struct matter_query query;
	struct matter_counts counts;
	struct matter_page list;
	struct desk_cases view;
};

/* No post yet; ids begin at 1. */
#define NOBODY "0"

static void offer_choices(struct cases_page *page)
{
	struct form *form = &page->form;
	for (int field = STATE; field < FIELDS; field++)
		form_offer(form, (size_t)field, "", "不限");
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		enum life_state state = (enum life_state)i;
		if (state != LIFE_NEW && life_state_of_request(state))
			form_offer(form, STATE, life_state_code(state), life_state_label(state));
	}
	for (int i = 0; i < MATTER_LIGHT__MAX; i++)
		form_offer(form, LIGHT, matter_light_code((enum matter_light_of)i),
			   matter_light_label((enum matter_light_of)i));
	form_offer(form, POST, NOBODY, "还没有分派");
	for (size_t i = 0; i < page->posts.n_posts; i++)
		form_offer(form, POST,
			   arena_printf(page->desk.arena, "%" PRId64, page->posts.posts[i].id),
			   page->posts.posts[i].name);
	for (int i = 0; i < REQUESTER__MAX; i++)
		form_offer(form, KIND, requester_code((enum requester_kind)i),
			   requester_label((enum requester_kind)i));
}

static void read_query(struct cases_page *page)
{
	const struct form *form = &page->form;
	page->query = (struct matter_query){.light = matter_light_parse(form->values[LIGHT]),
					    .state = form->values[STATE],
					    .requester = form->values[KIND],
					    .text = form->values[TEXT],
					    .cursor = request_query(page->desk.request, "page"),
					    .posted = *form->values[POST] != '\0',
					    .post_id = form_number(form, POST)};
}

/* "?q=…&state=…" of what was asked. */
static const char *query_text(const struct cases_page *page)
{
	struct buf out;
	char between = '?';
	buf_init(&out, 4096);
	for (size_t i = 0; i < FIELDS; i++) {
		if (*page->form.values[i] == '\0') continue;
		buf_putc(&out, between);
		buf_puts(&out, fields[i].name);
		buf_putc(&out, '=');
		template_url_part(&out, page->form.values[i]);
		between = '&';
	}
	const char *text = arena_text(page->desk.arena, buf_ok(&out) ? buf_text(&out) : "");
	buf_release(&out);
	return text;
}

/* Counted only so far: 10000 件以上. */
static const char *figure(int64_t n, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64, n > COUNT_MOST ? COUNT_MOST : n);
}

static const char *measure(int64_t n)
{
	return n > COUNT_MOST ? "件以上" : "件";
}

static void show_counts(struct cases_page *page)
{
	struct arena *arena = page->desk.arena;
	size_t n = page->counts.n_states;
	struct desk_cases_count *lights = arena_array(arena, MATTER_LIGHT_NONE, sizeof *lights);
	struct desk_cases_count *states = arena_array(arena, n, sizeof *states);
	for (int i = 0; i < MATTER_LIGHT_NONE; i++) {
		enum matter_light_of light = (enum matter_light_of)i;
		lights[i] = (struct desk_cases_count){
			.href = arena_printf(arena, "/cases?light=%s", matter_light_code(light)),
			.label = matter_light_label(light),
			.class = page->counts.lights[i] == 0
					 ? ""
					 : arena_printf(arena, "light light-%s",
							matter_light_code(light)),
			.n = figure(page->counts.lights[i], arena),
			.measure = measure(page->counts.lights[i]),
			.here = page->query.light == light};
	}
	for (size_t i = 0; i < n; i++) {
		const char *code = page->counts.states[i].state, *label = code;
		for (int s = 0; s < LIFE_STATE__MAX; s++)
			if (strcmp(life_state_code((enum life_state)s), code) == 0)
				label = life_state_label((enum life_state)s);
		states[i] = (struct desk_cases_count){
			.href = arena_printf(arena, "/cases?state=%s", code),
			.label = label,
			.class = "",
			.n = figure(page->counts.states[i].n, arena),
			.measure = measure(page->counts.states[i].n),
			.here = strcmp(page->query.state, code) == 0};
	}
	page->view.lights = lights;
	page->view.n_lights = MATTER_LIGHT_NONE;
	page->view.states = states;
	page->view.n_states = n;
}

static const char *state_words(const struct matter_row *row)
{
	for (int s = 0; s < LIFE_STATE__MAX; s++)
		if (strcmp(life_state_code((enum life_state)s), row->state) == 0)
			return life_state_label((enum life_state)s);
	return row->state;
}

static const char *next_words(const struct matter_row *row, struct arena *arena)
{
	const char *duty = row->next_duty;
	if (strcmp(row->next_due, DUE_NOTHING) == 0) return "—";
	for (int i = 0; i < LIFE_DUTY__MAX; i++)
		if (strcmp(life_duty_code((enum life_duty_kind)i), duty) == 0)
			duty = life_duty_label((enum life_duty_kind)i);
	return arena_printf(arena, "%s：%s", *row->next_due == '\0' ? "现在" : row->next_due, duty);
}

static const char *post_words(const struct cases_page *page, int64_t id)
{
	for (size_t i = 0; i < page->posts.n_posts; i++)
		if (page->posts.posts[i].id == id) return page->posts.posts[i].name;
	return "—";
}

static const char *day_shown(day d, struct arena *arena)
{
	return d == DAY_NONE ? "—" : arena_text(arena, day_text(d).s);
}

static void show_rows(struct cases_page *page, day today)
{
	static const struct view_head heads[] = {
		{"编号", false},     {"申请人", false},	  {"申请内容", false}, {"状态", false},
		{"下一件事", false}, {"答复期限", false}, {"承办岗位", false}};
	struct arena *arena = page->desk.arena;
	const struct matter_page *list = &page->list;
	struct view_row *rows = arena_array(arena, list->n, sizeof *rows);
	const char *now = arena_text(arena, day_text(today).s);
	for (size_t i = 0; i < list->n; i++) {
		const struct matter_row *row = &list->rows[i];
		struct view_cell *cells = arena_array(arena, COUNT_OF(heads), sizeof *cells);
		cells[0].text = row->number;
		cells[0].href = arena_printf(arena, "/cases/%" PRId64, row->id);
		cells[0].nowrap = true;
		if (page->view.may_batch) cells[0].check = arena_printf(arena, "%" PRId64, row->id);
		cells[1].text = row->name;
		cells[1].nowrap = true;
		cells[2].text = row->subject;
		cells[3].text = state_words(row);
		cells[3].nowrap = true;
		cells[4].text = next_words(row, arena);
		cells[4].late = *row->next_due != '\0' && strcmp(row->next_due, now) < 0;
		cells[5].text = day_shown(row->due, arena);
		cells[5].nowrap = true;
		cells[6].text = post_words(page, row->post_id);
		for (size_t c = 0; c < COUNT_OF(heads); c++) cells[c].label = heads[c].label;
		rows[i] = (struct view_row){cells, COUNT_OF(heads), row->struck};
	}
	page->view.table = (struct view_table){
		.heads = heads,
		.n_heads = COUNT_OF(heads),
		.rows = rows,
		.n_rows = list->n,
		.empty = list->cut ? "这一页查找的申请里没有符合条件的。"
			 : page->view.filtered ? "没有符合条件的申请。"
					       : "还没有登记过申请。收到申请后在这里登记、办理。"};
}

static const char *page_href(const struct cases_page *page, const char *query, const char *cursor)
{
	if (cursor == NULL) return NULL;
	return arena_printf(page->desk.arena, "/cases%s%spage=%s", query,
			    *query == '\0' ? "?" : "&", cursor);
}

/* Reads what was asked for. False: answered, or the filter has mistakes (then there is no list). */
static enum err begin(struct cases_page *page, struct request *request, struct reply *reply)
{
	struct desk *desk = &page->desk;
	desk_begin(desk, request, reply, "申请办理");
	FORM_INIT(&page->form, fields, desk->arena);
	enum err err = posts_open(desk->office, desk->actor, desk->agency_id, desk->arena,
				  &desk->error, &page->posts);
	if (err != ERR_NONE) return err;
	offer_choices(page);
	(void)form_read(&page->form, request);
	read_query(page);
	return ERR_NONE;
}

static enum err show_views(struct cases_page *page, const char *query)
{
	struct desk *desk = &page->desk;
	struct saved_view *views = NULL;
	size_t n = 0;
	enum err err =
		matter_views(desk->office, desk->actor, desk->arena, &desk->error, &views, &n);
	if (err != ERR_NONE) return err;
	struct desk_cases_view *rows = arena_array(desk->arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++)
		rows[i] = (struct desk_cases_view){
			arena_printf(desk->arena, "/cases?%s", views[i].query), views[i].name};
	page->view.views = rows;
	page->view.n_views = n;
	page->view.may_keep = *query != '\0';
	page->view.query = *query == '\0' ? "" : query + 1;
	return ERR_NONE;
}

/* Only what the filter itself writes: names and values of its fields. */
static bool good_query(const char *query)
{
	return strspn(query,
		      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=&%-._~") ==
	       strlen(query);
}

void page_cases_keep(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	struct saved_view view = {request_form(request, "name"), request_form(request, "query")};
	desk_begin(&desk, request, reply, "申请办理");
	problems_init(&problems, desk.arena);
	if (!good_query(view.query)) {
		desk_missing(&desk);
		return;
	}
	enum err err = matter_view_keep(desk.office, desk.actor, &view, desk.arena, &problems,
					&desk.error);
	if (err == ERR_CONTENT && problems.first != NULL)
		err = error_set(&desk.error, ERR_CONTENT, "请返回上一页再试。", "%s。",
				problems.first->text);
	if (err == ERR_NONE)
		desk_done(&desk, arena_printf(desk.arena, "/cases?%s", view.query),
			  NOTICE_VIEW_KEPT, "", 0);
	else
		desk_fail(&desk, err);
}

void page_cases_drop(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "申请办理");
	enum err err = matter_view_drop(desk.office, desk.actor, request_form(request, "name"),
					&desk.error);
	if (err == ERR_NONE)
		desk_done(&desk, "/cases", NOTICE_VIEW_DROPPED, "", 0);
	else
		desk_fail(&desk, err);
}

/* What is late beside the requests, so that nobody has to look there to know. */
static enum err count_beside(struct cases_page *page)
{
	struct desk *desk = &page->desk;
	struct matter_counts counts;
	enum err err = besides_count(desk->office, desk->actor, desk->agency_id, false, desk->arena,
				     &desk->error, &counts);
	if (err == ERR_NONE && counts.lights[MATTER_LIGHT_RED] > 0)
		page->view.beside_late =
			desk_count(counts.lights[MATTER_LIGHT_RED], "件", desk->arena);
	return err;
}

void page_cases(struct request *request, struct reply *reply)
{
	struct cases_page *page = ARENA_NEW(request->arena, struct cases_page);
	struct desk *desk = &page->desk;
	enum err err = begin(page, request, reply);
	if (err == ERR_NONE)
		err = matters_count(desk->office, desk->actor, desk->agency_id, desk->arena,
				    &desk->error, &page->counts);
	if (err == ERR_NONE) err = count_beside(page);
	if (err == ERR_NONE && form_good(&page->form))
		err = matters_list(desk->office, desk->actor, desk->agency_id, &page->query,
				   desk->arena, &desk->error, &page->list);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	const char *query = query_text(page);
	err = show_views(page, query);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	page->view.filtered = *query != '\0';
	page->view.may_file = desk_may(desk, PERMIT_MATTER_FILE);
	if (desk_may(desk, PERMIT_ENTRY_EXPORT))
		page->view.export_href = arena_printf(desk->arena, "/cases/export.csv%s", query);
	show_counts(page);
	page->view.may_batch = page->list.n > 0 && desk_may(desk, PERMIT_MATTER_STEP);
	show_rows(page, clock_today(&request->site->clock));
	page->view.fields = form_fields_view(&page->form);
	page->view.n_fields = FIELDS;
	page->view.problems = form_problems(&page->form);
	page->view.pager.previous_href = page_href(page, query, page->list.previous);
	page->view.pager.next_href = page_href(page, query, page->list.next);
	page->view.cut = page->list.cut;
	page->view.searched = MATTER_SEARCHED;
	page->view.paged = page->list.previous != NULL || page->list.next != NULL;
	page->view.frame = desk->frame;
	render_desk_cases(&reply->body, &page->view);
}

void page_cases_export(struct request *request, struct reply *reply)
{
	struct cases_page *page = ARENA_NEW(request->arena, struct cases_page);
	struct desk *desk = &page->desk;
	struct outgoing outgoing;
	outgoing_init(&outgoing, request->site->spool);
	enum err err = begin(page, request, reply);
	if (err == ERR_NONE && !form_good(&page->form))
		err = error_set(&desk->error, ERR_CONTENT, NULL, "%s",
				page->form.problems.first->text);
	if (err == ERR_NONE)
		err = matters_export(desk->office, desk->actor, desk->agency_id, &page->query,
				     outgoing_write, &outgoing, &desk->error);
	err = outgoing_end(&outgoing, err, reply, &desk->error);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	reply->type = "text/csv; charset=utf-8";
	reply->disposition = "attachment; filename=\"cases.csv\"";
}
