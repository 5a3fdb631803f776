/* SPDX-License-Identifier: MulanPSL-2.0
 * The search log, and to which post a case is given: forms beside the steps. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_case.h"

enum { FILES_MAX = 10, TEXT_MAX = 500, SEARCHER_MAX = 50, NOTE_MAX = 500 };

struct beside_page {
	struct desk desk;
	struct matter_case now;
	struct matter_side side;
	struct form form;
	struct desk_case_form view;
};

/* Both forms begin so. */
enum { VERSION, LATEST };

/* What the reader saw. False: answered. */
static bool read_seen(struct beside_page *page, int64_t *ret_seen, int64_t *ret_latest)
{
	if (http_number(page->form.values[VERSION], ret_seen) &&
	    http_number(page->form.values[LATEST], ret_latest))
		return true;
	desk_missing(&page->desk);
	return false;
}

static void show(struct beside_page *page, const char *path, const char *button)
{
	struct arena *arena = page->desk.arena;
	form_set(&page->form, VERSION, arena_printf(arena, "%" PRId64, page->now.state.version));
	form_set(&page->form, LATEST,
		 arena_printf(arena, "%" PRId64, page_case_latest(&page->now)));
	page->view.form =
		form_view(&page->form, page_case_path(&page->desk, page->now.matter.id, path),
			  button, page->desk.request->csrf);
	page_case_show_form(&page->desk, &page->now, &page->form, &page->view);
}

/* After a call of the office. True: the form is to be shown again. */
static bool again(struct beside_page *page, enum err err, int64_t latest, enum notice_code code)
{
	struct desk *desk = &page->desk;
	if (err == ERR_NONE) {
		desk_done(desk, page_case_path(desk, page->now.matter.id, ""), code, "", 0);
		return false;
	}
	if (err == ERR_CONFLICT) {
		if (!page_case_open(desk, &page->now)) return false;
		page_case_changed(desk, &page->now, latest, &page->view);
		return true;
	}
	if (err == ERR_CONTENT && !form_good(&page->form)) return true;
	desk_fail(desk, err);
	return false;
}

/* ---- the search log ---- */

enum { DAY = LATEST + 1, SEARCHER, PLACE, WORDS, FOUND, FILES };
static const struct form_field search_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[LATEST] = FORM_CARRIED("latest"),
	[DAY] = {.name = "on", .label = "哪一天检索", .kind = FORM_DAY, .required = true},
	[SEARCHER] = {.name = "searcher",
		      .label = "谁检索",
		      .kind = FORM_LINE,
		      .required = true,
		      .most = SEARCHER_MAX},
	[PLACE] = {.name = "place",
		   .label = "在哪里",
		   .kind = FORM_LINE,
		   .hint = "例如：综合档案室2019至2023年卷，OA系统，业务科室",
		   .required = true,
		   .most = TEXT_MAX},
	[WORDS] = {.name = "words",
		   .label = "检索词和范围",
		   .kind = FORM_TEXT,
		   .hint = "用了哪些词，查了哪些年份、哪些目录",
		   .required = true,
		   .most = TEXT_MAX},
	[FOUND] = {.name = "found",
		   .label = "结果",
		   .kind = FORM_TEXT,
		   .hint = "找到什么；没有找到的写明没有",
		   .required = true,
		   .most = TEXT_MAX},
	[FILES] = {.name = "files",
		   .label = "附上检索证明",
		   .kind = FORM_FILE,
		   .most = FILES_MAX,
		   .files = FILE_SET_DESK},
};

static struct beside_page *begin(struct request *request, struct reply *reply, const char *title,
				 const struct form_field *fields, size_t n)
{
	struct beside_page *page = ARENA_NEW(request->arena, struct beside_page);
	desk_begin(&page->desk, request, reply, title);
	page->view.heading = title;
	form_init(&page->form, fields, n, request->arena);
	page->form.rule = request->route->files;
	return page_case_open(&page->desk, &page->now) ? page : NULL;
}

static void show_search(struct beside_page *page)
{
	page->view.explain =
		"答复“政府信息不存在”，要能证明尽到了检索义务：由谁、在哪里、用什么词、结果怎样。";
	show(page, "/search-log", "登记");
}

void page_case_search(struct request *request, struct reply *reply)
{
	struct beside_page *page =
		begin(request, reply, "登记检索", search_fields, COUNT_OF(search_fields));
	if (page == NULL) return;
	day today = clock_today(&request->site->clock);
	form_set(&page->form, DAY, arena_text(request->arena, day_text(today).s));
	form_set(&page->form, SEARCHER, page->desk.actor->name);
	show_search(page);
}

void page_case_search_add(struct request *request, struct reply *reply)
{
	struct beside_page *page =
		begin(request, reply, "登记检索", search_fields, COUNT_OF(search_fields));
	int64_t seen, latest;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct form *form = &page->form;
	bool good = form_read(form, request);
	if (!read_seen(page, &seen, &latest)) return;
	if (good) {
		struct problems problems;
		struct matter_file *files = NULL;
		size_t n = page_case_files(form, FILES, ATTACHMENT_SEARCH, &files);
		struct search search = {.day = form_day(form, DAY),
					.searcher = form->values[SEARCHER],
					.place = form->values[PLACE],
					.words = form->values[WORDS],
					.found = form->values[FOUND]};
		problems_init(&problems, request->arena);
		err = matter_search(page->desk.office, page->desk.actor, page->now.matter.id, seen,
				    &search, files, n, request->arena, &problems,
				    &page->desk.error);
		for (const struct problem *p = problems.first; p != NULL; p = p->next)
			problem_add(&form->problems,
				    strcmp(p->field, "event") == 0 ? "on" : p->field, "%s",
				    p->text);
	}
	if (again(page, err, latest, NOTICE_STEPPED)) show_search(page);
}

/* ---- the posts ---- */

enum { POST = LATEST + 1, NOTE };
static const struct form_field assign_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[LATEST] = FORM_CARRIED("latest"),
	[POST] = {.name = "post", .label = "承办岗位", .kind = FORM_SELECT, .required = true},
	[NOTE] = {.name = "note",
		  .label = "说明",
		  .kind = FORM_TEXT,
		  .hint = "例如：原经办人调离",
		  .most = NOTE_MAX},
};

/* The form with the posts there are. NULL: answered. */
static struct beside_page *begin_assign(struct request *request, struct reply *reply)
{
	struct beside_page *page =
		begin(request, reply, "分派和移交", assign_fields, COUNT_OF(assign_fields));
	if (page == NULL) return NULL;
	struct desk *desk = &page->desk;
	enum err err = matter_side(desk->office, desk->actor, &page->now, desk->arena, &desk->error,
				   &page->side);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return NULL;
	}
	size_t n = 0;
	form_offer(&page->form, POST, "", "请选择");
	for (size_t i = 0; i < page->side.n_posts; i++) {
		const struct post *post = &page->side.posts[i];
		if (post->struck || post->id == page->now.state.post_id) continue;
		form_offer(&page->form, POST, arena_printf(desk->arena, "%" PRId64, post->id),
			   post->name);
		n++;
	}
	const char *now = matter_post_name(&page->side, page->now.state.post_id);
	if (n == 0)
		page->view.explain = "没有可以分派的岗位。请先由工作机构负责人在“岗位”里设立。";
	else if (*now != '\0')
		page->view.explain = arena_printf(desk->arena, "现在由%s承办。", now);
	page->view.closed = n == 0;
	return page;
}

void page_case_assign(struct request *request, struct reply *reply)
{
	struct beside_page *page = begin_assign(request, reply);
	if (page != NULL) show(page, "/assign", "移交");
}

void page_case_assign_send(struct request *request, struct reply *reply)
{
	struct beside_page *page = begin_assign(request, reply);
	int64_t seen, latest;
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct form *form = &page->form;
	bool good = form_read(form, request);
	if (!read_seen(page, &seen, &latest)) return;
	if (good)
		err = matter_assign(page->desk.office, page->desk.actor, page->now.matter.id, seen,
				    form_number(form, POST), form->values[NOTE], request->arena,
				    &form->problems, &page->desk.error);
	if (again(page, err, latest, NOTICE_ASSIGNED)) show(page, "/assign", "移交");
}
