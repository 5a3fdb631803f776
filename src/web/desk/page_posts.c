/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_posts.h"

#include <inttypes.h>
#include <string.h>

enum { NAME_MAX_POST = 40 };

/* ---- all of them ---- */

enum { NAME };
static const struct form_field add_fields[] = {
	[NAME] = {.name = "name",
		  .label = "岗位名称",
		  .kind = FORM_LINE,
		  .hint = "例如：依申请公开岗",
		  .required = true,
		  .most = NAME_MAX_POST},
};

static bool goes_on(const struct post_holder *holder, day today)
{
	return holder->since <= today && (holder->until == DAY_NONE || holder->until >= today);
}

/* "演示经办人、演示负责人（已停用）" */
static const char *holders_of(const struct posts *posts, int64_t post_id, day today,
			      struct arena *arena)
{
	const char *text = "";
	for (size_t i = 0; i < posts->n_holders; i++) {
		const struct post_holder *holder = &posts->holders[i];
		if (holder->post_id != post_id || !goes_on(holder, today)) continue;
		text = arena_printf(arena, "%s%s%s%s", text, *text == '\0' ? "" : "、",
				    holder->display_name,
				    posts_holder_away(posts, holder) ? "（不能登录）" : "");
	}
	return text;
}

static void show_posts(struct desk *desk, struct form *form)
{
	struct desk_posts view = {0};
	struct posts posts;
	day today = clock_today(&desk->request->site->clock);
	enum err err = posts_open(desk->office, desk->actor, desk->agency_id, desk->arena,
				  &desk->error, &posts);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return;
	}
	struct desk_posts_row *rows = arena_array(desk->arena, posts.n_posts, sizeof *rows);
	for (size_t i = 0; i < posts.n_posts; i++) {
		const struct post *post = &posts.posts[i];
		rows[i] = (struct desk_posts_row){
			.href = arena_printf(desk->arena, "/posts/%" PRId64, post->id),
			.name = post->name,
			.holders = holders_of(&posts, post->id, today, desk->arena),
			.open = post->open,
			.struck = post->struck,
			.struck_reason = post->struck_reason,
			.unheld = post->open > 0 && !posts_held(&posts, post->id, today)};
	}
	view.rows = rows;
	view.n_rows = posts.n_posts;
	view.problems = desk_problems(desk, form);
	view.form = form_view(form, "/posts", "设立岗位", desk->request->csrf);
	view.frame = desk->frame;
	render_desk_posts(&desk->reply->body, &view);
}

void page_posts(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "岗位");
	FORM_INIT(&form, add_fields, desk.arena);
	show_posts(&desk, &form);
}

void page_posts_add(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	enum err err = ERR_CONTENT;
	desk_begin(&desk, request, reply, "岗位");
	FORM_INIT(&form, add_fields, desk.arena);
	if (form_read(&form, request))
		err = posts_add(desk.office, desk.actor, desk.agency_id, form.values[NAME],
				&form.problems, &desk.error);
	if (err == ERR_CONFLICT) form_wrong(&form, NAME, "%s", desk.error.message);
	if (err == ERR_NONE)
		desk_done(&desk, "/posts", NOTICE_POST_SAVED, "", 0);
	else if (!form_good(&form))
		show_posts(&desk, &form);
	else
		desk_fail(&desk, err);
}

/* ---- one of them ---- */

enum { VERSION };
enum { BEGIN_ACCOUNT, BEGIN_DAY };
static const struct form_field begin_fields[] = {
	[BEGIN_ACCOUNT] = {.name = "account", .label = "谁", .kind = FORM_SELECT, .required = true},
	[BEGIN_DAY] = {.name = "day", .label = "从哪一天起", .kind = FORM_DAY, .required = true},
};
enum { RENAME_NAME = 1, RENAME_REASON };
static const struct form_field rename_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[RENAME_NAME] = {.name = "name",
			 .label = "岗位名称",
			 .kind = FORM_LINE,
			 .required = true,
			 .most = NAME_MAX_POST},
	[RENAME_REASON] = DESK_REASON("为什么改名", NULL),
};
enum { STRIKE_REASON = 1 };
static const struct form_field strike_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[STRIKE_REASON] = DESK_REASON("为什么撤销", NULL),
};
enum { END_DAY = 1, END_REASON };
static const struct form_field end_fields[] = {
	[VERSION] = FORM_CARRIED("version"),
	[END_DAY] = {.name = "day", .label = "最后一天", .kind = FORM_DAY, .required = true},
	[END_REASON] = DESK_REASON("为什么离岗", "例如：调离、轮岗"),
};

enum post_form { FORM_BEGIN, FORM_RENAME, FORM_STRIKE, FORM_END, FORM_NONE };

struct post_page {
	struct desk desk;
	struct posts posts;
	const struct post *post;
	day today;
	enum post_form sent; /* the form that came back, in `form` */
	int64_t holder_id;   /* of FORM_END */
	struct form form;
};

static const char *number_text(struct post_page *page, int64_t number)
{
	return arena_printf(page->desk.arena, "%" PRId64, number);
}

static void init_form(struct post_page *page, enum post_form which, struct form *form)
{
	struct arena *arena = page->desk.arena;
	if (which == FORM_BEGIN) FORM_INIT(form, begin_fields, arena);
	if (which == FORM_RENAME) FORM_INIT(form, rename_fields, arena);
	if (which == FORM_STRIKE) FORM_INIT(form, strike_fields, arena);
	if (which == FORM_END) FORM_INIT(form, end_fields, arena);
	if (which != FORM_BEGIN) return;
	form_offer(form, BEGIN_ACCOUNT, "", "请选择");
	for (size_t i = 0; i < page->posts.n_accounts; i++)
		form_offer(form, BEGIN_ACCOUNT, number_text(page, page->posts.accounts[i].id),
			   page->posts.accounts[i].display_name);
}

/* The form as it was sent, or as it begins. */
static struct view_form form_shown(struct post_page *page, enum post_form which, int64_t holder_id,
				   int64_t version, const char *path, const char *button)
{
	struct arena *arena = page->desk.arena;
	struct form fresh, *form = &fresh;
	static const char *const ids[] = {"begin", "rename", "strike", "end"};
	bool sent = page->sent == which && page->holder_id == holder_id;
	if (sent) {
		form = &page->form;
	} else {
		init_form(page, which, &fresh);
		if (which == FORM_RENAME) form_set(&fresh, RENAME_NAME, page->post->name);
		if (which == FORM_BEGIN || which == FORM_END)
			form_set(&fresh, which == FORM_BEGIN ? BEGIN_DAY : END_DAY,
				 arena_text(arena, day_text(page->today).s));
	}
	form->id = which == FORM_END ? arena_printf(arena, "end-%" PRId64, holder_id) : ids[which];
	if (which != FORM_BEGIN) form_set(form, VERSION, number_text(page, version));
	struct view_form view =
		form_view(form, arena_printf(arena, "/posts/%" PRId64 "%s", page->post->id, path),
			  button, page->desk.request->csrf);
	view.button_class = which == FORM_STRIKE ? "grave" : "second";
	return view;
}

static void show_holders(struct post_page *page, struct desk_post *view)
{
	struct arena *arena = page->desk.arena;
	struct desk_post_holder *rows = arena_array(arena, page->posts.n_holders, sizeof *rows);
	for (size_t i = 0; i < page->posts.n_holders; i++) {
		const struct post_holder *holder = &page->posts.holders[i];
		if (holder->post_id != page->post->id) continue;
		rows[view->n_holders++] = (struct desk_post_holder){
			.name = holder->display_name,
			.since = arena_text(arena, day_text(holder->since).s),
			.until = holder->until == DAY_NONE
					 ? ""
					 : arena_text(arena, day_text(holder->until).s),
			.away = posts_holder_away(&page->posts, holder),
			.going_on = holder->until == DAY_NONE,
			.form = form_shown(
				page, FORM_END, holder->id, holder->version,
				arena_printf(arena, "/holders/%" PRId64 "/end", holder->id),
				"登记离岗")};
	}
	view->holders = rows;
}

static void show_post(struct post_page *page)
{
	struct desk *desk = &page->desk;
	const struct post *post = page->post;
	struct desk_post view = {.id = post->id,
				 .open = post->open,
				 .name = post->name,
				 .struck = post->struck,
				 .struck_reason = post->struck_reason,
				 .unheld = post->open > 0 &&
					   !posts_held(&page->posts, post->id, page->today),
				 .may_begin = page->posts.n_accounts > 0};
	show_holders(page, &view);
	view.begin = form_shown(page, FORM_BEGIN, 0, 0, "/begin", "登记上岗");
	view.rename = form_shown(page, FORM_RENAME, 0, post->version, "/rename", "改名");
	view.strike = form_shown(page, FORM_STRIKE, 0, post->version, "/strike", "撤销岗位");
	if (page->sent != FORM_NONE) view.problems = desk_problems(desk, &page->form);
	desk_trail(desk, "/posts", "岗位");
	desk->frame.title = post->name;
	view.frame = desk->frame;
	render_desk_post(&desk->reply->body, &view);
}

static struct post_page *begin(struct request *request, struct reply *reply, enum post_form sent)
{
	struct post_page *page = ARENA_NEW(request->arena, struct post_page);
	struct desk *desk = &page->desk;
	int64_t id = 0;
	desk_begin(desk, request, reply, "岗位");
	page->today = clock_today(&request->site->clock);
	page->sent = sent;
	enum err err = posts_open(desk->office, desk->actor, desk->agency_id, desk->arena,
				  &desk->error, &page->posts);
	if (err != ERR_NONE) {
		desk_fail(desk, err);
		return NULL;
	}
	if (http_number(request->params[0], &id))
		for (size_t i = 0; i < page->posts.n_posts; i++)
			if (page->posts.posts[i].id == id) page->post = &page->posts.posts[i];
	if (page->post == NULL) {
		desk_missing(desk);
		return NULL;
	}
	if (sent != FORM_NONE) init_form(page, sent, &page->form);
	return page;
}

void page_post(struct request *request, struct reply *reply)
{
	struct post_page *page = begin(request, reply, FORM_NONE);
	if (page != NULL) show_post(page);
}

/* After a change: back to the post, or the form again. at: the field that a conflict is about. */
static void finish(struct post_page *page, enum err err, size_t at)
{
	struct desk *desk = &page->desk;
	if (err == ERR_CONFLICT) form_wrong(&page->form, at, "%s", desk->error.message);
	if (err == ERR_NONE)
		desk_done(desk, arena_printf(desk->arena, "/posts/%" PRId64, page->post->id),
			  NOTICE_POST_SAVED, "", 0);
	else if (!form_good(&page->form))
		show_post(page);
	else
		desk_fail(desk, err);
}

void page_post_begin(struct request *request, struct reply *reply)
{
	struct post_page *page = begin(request, reply, FORM_BEGIN);
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (form_read(&page->form, request))
		err = posts_begin(desk->office, desk->actor, desk->agency_id, page->post->id,
				  form_number(&page->form, BEGIN_ACCOUNT),
				  form_day(&page->form, BEGIN_DAY), &page->form.problems,
				  &desk->error);
	finish(page, err, BEGIN_ACCOUNT);
}

void page_post_rename(struct request *request, struct reply *reply)
{
	struct post_page *page = begin(request, reply, FORM_RENAME);
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (form_read(&page->form, request))
		err = posts_rename(desk->office, desk->actor, desk->agency_id, page->post->id,
				   form_number(&page->form, VERSION),
				   page->form.values[RENAME_NAME], page->form.values[RENAME_REASON],
				   &page->form.problems, &desk->error);
	finish(page, err, RENAME_NAME);
}

void page_post_strike(struct request *request, struct reply *reply)
{
	struct post_page *page = begin(request, reply, FORM_STRIKE);
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (form_read(&page->form, request))
		err = posts_strike(desk->office, desk->actor, desk->agency_id, page->post->id,
				   form_number(&page->form, VERSION),
				   page->form.values[STRIKE_REASON], &page->form.problems,
				   &desk->error);
	finish(page, err, STRIKE_REASON);
}

void page_post_end(struct request *request, struct reply *reply)
{
	struct post_page *page = begin(request, reply, FORM_END);
	enum err err = ERR_CONTENT;
	if (page == NULL) return;
	struct desk *desk = &page->desk;
	if (!http_number(request->params[1], &page->holder_id)) {
		desk_missing(desk);
		return;
	}
	if (form_read(&page->form, request))
		err = posts_end(desk->office, desk->actor, desk->agency_id, page->holder_id,
				form_number(&page->form, VERSION), form_day(&page->form, END_DAY),
				page->form.values[END_REASON], &page->form.problems, &desk->error);
	finish(page, err, END_DAY);
}
