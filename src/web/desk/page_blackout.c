/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's pages of partial disclosure. A page of the file is shown at a time; its boxes are kept
 * when the form is sent, and nothing else of the file's. */
#include "web/desk/page_blackout.h"

#include <inttypes.h>
#include <string.h>

#include "office/matter_blackout.h"
#include "web/desk/page_case.h"

enum { SHOWN_WIDTH = 1100 };

struct blackout_view {
	struct desk desk;
	struct matter_case now;
	int64_t attachment_id;
	struct matter_blackout blackout;
	struct blackout_page size;
	int page;
	struct problems problems;
	struct desk_blackout view;
};

static const char *path_of(const struct blackout_view *page, const char *rest)
{
	return arena_printf(page->desk.arena, "/cases/%" PRId64 "/files/%" PRId64 "/blackout%s",
			    page->now.matter.id, page->attachment_id, rest);
}

static const char *page_path(const struct blackout_view *page, const char *kind, int number)
{
	return path_of(page, arena_printf(page->desk.arena, "%s?page=%d", kind, number));
}

/* False: answered. */
static bool begin(struct blackout_view *page, struct request *request, struct reply *reply,
		  const char *number)
{
	struct desk *desk = &page->desk;
	int64_t wanted = 0;
	desk_begin(desk, request, reply, "区分处理");
	problems_init(&page->problems, desk->arena);
	if (!page_case_open(desk, &page->now)) return false;
	if (!http_number(request->params[1], &page->attachment_id)) {
		desk_missing(desk);
		return false;
	}
	page->page = 1;
	if (http_number(number, &wanted) && wanted > 0 && wanted <= INT32_MAX)
		page->page = (int)wanted;
	enum err err = matter_blackout_open(desk->office, desk->actor, page->now.matter.id,
					    page->attachment_id, desk->arena, &desk->error,
					    &page->blackout);
	if (err != ERR_NONE) desk_fail(desk, err);
	return err == ERR_NONE;
}

/* What the clerk is told when the file cannot be opened stands on the page; NULL: it can. */
static enum err look(struct blackout_view *page)
{
	struct desk *desk = &page->desk;
	enum err err = matter_blackout_look(desk->office, desk->actor, page->now.matter.id,
					    page->attachment_id, page->page, SHOWN_WIDTH,
					    desk->arena, &desk->error, &page->size);
	if (err != ERR_CONTENT && err != ERR_ENV) return err;
	page->view.closed =
		arena_printf(desk->arena, "%s%s", desk->error.message, desk->error.hint);
	return ERR_NONE;
}

static size_t boxes_on(const struct blackout_view *page, int number)
{
	size_t n = 0;
	for (size_t i = 0; i < page->blackout.n_boxes; i++)
		n += page->blackout.boxes[i].page == number;
	return n;
}

static void list_pages(struct blackout_view *page, const char *kind)
{
	struct arena *arena = page->desk.arena;
	struct desk_blackout *view = &page->view;
	struct desk_blackout_page *rows = arena_array(arena, page->blackout.n_boxes, sizeof *rows);
	int last = 0;
	for (size_t i = 0; i < page->blackout.n_boxes; i++) {
		int number = page->blackout.boxes[i].page;
		if (number == last) continue;
		last = number;
		rows[view->n_marked++] = (struct desk_blackout_page){
			.href = page_path(page, kind, number),
			.label = arena_printf(arena, "第%d页", number),
			.count = arena_printf(arena, "%zu个框", boxes_on(page, number)),
			.here = number == page->page};
	}
	view->marked = rows;
	view->page = page->page;
	view->n_pages = page->size.n_pages;
	if (page->page > 1) view->before_href = page_path(page, kind, page->page - 1);
	if (page->page < page->size.n_pages)
		view->after_href = page_path(page, kind, page->page + 1);
}

static void show_head(struct blackout_view *page, const char *kind)
{
	struct desk *desk = &page->desk;
	struct desk_blackout *view = &page->view;
	const struct matter_blackout *blackout = &page->blackout;
	int64_t id = page->now.matter.id;
	view->number = page_case_value(&page->now, "number");
	view->subject = page_case_value(&page->now, "subject");
	view->name = blackout->source.name;
	view->state = blackout_state_label(blackout->state);
	view->said = blackout->said;
	view->asked = blackout->state == BLACKOUT_ASKED;
	view->here_href = page_path(page, kind, page->page);
	view->grounds = matter_blackout_grounds(blackout, desk->arena);
	if (blackout->result != NULL) {
		view->result_name = blackout->result->name;
		view->result_href = arena_printf(desk->arena, "/cases/%" PRId64 "/files/%" PRId64,
						 id, blackout->result->id);
	}
	view->version = arena_printf(desk->arena, "%" PRId64, blackout->version);
	view->action = path_of(page, "");
	view->make_action = path_of(page, "/make");
	view->preview_href = page_path(page, "/preview", page->page);
	view->draw_href = page_path(page, "", page->page);
	list_pages(page, kind);
	page_case_trail(desk, &page->now);
}

static void show(struct blackout_view *page, const struct blackout_row *rows, size_t n)
{
	struct desk *desk = &page->desk;
	struct desk_blackout *view = &page->view;
	show_head(page, "");
	if (view->closed == NULL)
		view->surface = blackout_surface_of(
			desk->request, page->page,
			path_of(page, arena_printf(desk->arena, "/page/%d", page->page)),
			page->size.width, page->size.height, rows, n);
	if (page->problems.count > 0) desk_form_failed(desk);
	view->problems = form_problems_of(&page->problems, NULL, desk->arena);
	desk->frame.title = arena_printf(desk->arena, "区分处理：%s", view->name);
	view->frame = desk->frame;
	render_desk_blackout(&desk->reply->body, view);
}

static void show_kept(struct blackout_view *page)
{
	size_t n = 0;
	struct blackout_row *rows = blackout_rows_saved(
		page->blackout.boxes, page->blackout.n_boxes, page->page, page->desk.arena, &n);
	show(page, rows, n);
}

void page_blackout(struct request *request, struct reply *reply)
{
	struct blackout_view *page = ARENA_NEW(request->arena, struct blackout_view);
	if (!begin(page, request, reply, request_query(request, "page"))) return;
	enum err err = look(page);
	if (err != ERR_NONE)
		desk_fail(&page->desk, err);
	else
		show_kept(page);
}

static void send_picture(struct request *request, struct reply *reply, bool painted)
{
	struct desk desk;
	int64_t id, file_id, number;
	desk_begin(&desk, request, reply, "区分处理");
	if (!http_number(request->params[0], &id) || !http_number(request->params[1], &file_id) ||
	    !http_number(request->params[2], &number) || number > INT32_MAX) {
		desk_missing(&desk);
		return;
	}
	enum err err =
		matter_blackout_page(desk.office, desk.actor, id, file_id, (int)number, SHOWN_WIDTH,
				     painted, desk.arena, &desk.error, &reply->body);
	if (err != ERR_NONE) {
		buf_clear(&reply->body);
		desk_fail(&desk, err);
		return;
	}
	reply->type = "image/png";
	reply->cache_control = "no-store";
}

void page_blackout_image(struct request *request, struct reply *reply)
{
	send_picture(request, reply, false);
}

void page_blackout_painted(struct request *request, struct reply *reply)
{
	send_picture(request, reply, true);
}

static void list_boxes(struct blackout_view *page)
{
	struct arena *arena = page->desk.arena;
	size_t n = page->blackout.n_boxes;
	struct desk_blackout_box *rows = arena_array(arena, n, sizeof *rows);
	for (size_t i = 0; i < n; i++) {
		const struct blackout_entry *box = &page->blackout.boxes[i];
		rows[i] = (struct desk_blackout_box){
			.number = arena_printf(arena, "%zu", i + 1),
			.place = arena_printf(arena, "第%d页", box->page),
			.ground = withheld_facts(box->ground)->words,
			.reason = box->reason};
	}
	page->view.boxes = rows;
	page->view.n_boxes = n;
}

void page_blackout_preview(struct request *request, struct reply *reply)
{
	struct blackout_view *page = ARENA_NEW(request->arena, struct blackout_view);
	struct desk *desk = &page->desk;
	if (!begin(page, request, reply, request_query(request, "page"))) return;
	enum err err = look(page);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	show_head(page, "/preview");
	list_boxes(page);
	page->view.image = path_of(page, arena_printf(desk->arena, "/preview/%d", page->page));
	page->view.width = page->size.width;
	page->view.height = page->size.height;
	desk_trail(desk, page->view.draw_href, "区分处理");
	desk->frame.title = arena_printf(desk->arena, "预览：%s", page->view.name);
	page->view.frame = desk->frame;
	render_desk_blackout_preview(&reply->body, &page->view);
}

/* Somebody else drew meanwhile: what was typed stays on the page, with the newest version, so that
 * sending it again keeps it. */
static void show_changed(struct blackout_view *page, const struct blackout_row *rows, size_t n)
{
	page->view.changed =
		"这份文件刚刚被别人改过，您这一页还没有保存。下面是您画的；再按一次“保存”"
		"，就以您画的为准。";
	page->desk.reply->status = 409;
	show(page, rows, n);
}

void page_blackout_save(struct request *request, struct reply *reply)
{
	struct blackout_view *page = ARENA_NEW(request->arena, struct blackout_view);
	struct desk *desk = &page->desk;
	struct blackout_entry boxes[BLACKOUT_ROWS];
	int64_t seen = 0;
	size_t n = 0;
	if (!begin(page, request, reply, request_form(request, "page"))) return;
	enum err err = look(page);
	if (err != ERR_NONE || page->view.closed != NULL ||
	    !http_number(request_form(request, "version"), &seen)) {
		if (err != ERR_NONE)
			desk_fail(desk, err);
		else
			show_kept(page);
		return;
	}
	struct blackout_row *rows = blackout_rows_typed(request, &n);
	size_t good = blackout_rows_check(rows, n, page->page, &page->problems, boxes);
	if (page->problems.count > 0) {
		show(page, rows, n);
		return;
	}
	err = matter_blackout_save(desk->office, desk->actor, page->now.matter.id,
				   page->attachment_id, seen, page->page, boxes, good, desk->arena,
				   &desk->error);
	bool on = strcmp(request_form(request, "then"), "next") == 0 &&
		  page->page < page->size.n_pages;
	if (err == ERR_NONE)
		desk_done(desk, page_path(page, "", page->page + (on ? 1 : 0)), NOTICE_BOXES, "",
			  0);
	else if (err == ERR_CONFLICT)
		show_changed(page, rows, n);
	else
		desk_fail(desk, err);
}

void page_blackout_make(struct request *request, struct reply *reply)
{
	struct blackout_view *page = ARENA_NEW(request->arena, struct blackout_view);
	struct desk *desk = &page->desk;
	int64_t seen = 0;
	if (!begin(page, request, reply, request_form(request, "page"))) return;
	if (!http_number(request_form(request, "version"), &seen)) {
		desk_missing(desk);
		return;
	}
	enum err err = matter_blackout_ask(desk->office, desk->actor, page->now.matter.id,
					   page->attachment_id, seen, desk->arena, &page->problems,
					   &desk->error);
	if (err == ERR_NONE) {
		desk_done(desk, page_path(page, "", page->page), NOTICE_BLACKOUT_ASKED, "", 0);
		return;
	}
	/* the same button pressed twice: it is being made */
	bool twice = err == ERR_CONFLICT && page->blackout.state == BLACKOUT_ASKED;
	if (twice) {
		reply_redirect(reply, page_path(page, "", page->page));
		return;
	}
	if (err == ERR_CONFLICT) {
		page->view.changed = "这份文件要涂黑的地方刚刚被别人改过，请看过再制作。";
		reply->status = 409;
	} else if (err != ERR_CONTENT) {
		desk_fail(desk, err);
		return;
	}
	err = look(page);
	if (err != ERR_NONE)
		desk_fail(desk, err);
	else
		show_kept(page);
}
