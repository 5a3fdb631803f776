/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_answer.h"

#include <string.h>

#include "base/log.h"
#include "web/desk/desk.h"

const char *desk_who_may(enum permission permission, struct arena *arena)
{
	unsigned roles = 0;
	const char *text = "";
	for (unsigned role = 1; role <= ROLE__ALL; role <<= 1) {
		struct actor actor = {.who = WHO_ACCOUNT, .kind = ACCOUNT_OFFICE, .roles = role};
		if (permission_may(&actor, permission)) roles |= role;
	}
	if (roles != 0) text = roles_label(ACCOUNT_OFFICE, roles, arena);
	for (int kind = ACCOUNT_OFFICE + 1; kind < ACCOUNT__MAX; kind++) {
		struct actor actor = {.who = WHO_ACCOUNT, .kind = (enum account_kind)kind};
		if (!permission_may(&actor, permission)) continue;
		text = arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : "、",
				    account_kind_label((enum account_kind)kind));
	}
	return text;
}

static const char *heading_of(int status)
{
	switch (status) {
	case 403: return "您的角色不能办这件事";
	case 404: return "没有找到";
	case 409: return "现在不能这样做";
	case 413: return "文件太大";
	default: return status < 500 ? "这个请求不完整" : "系统出了问题";
	}
}

static int status_of(enum err err)
{
	switch (err) {
	case ERR_NONE: return 200;
	case ERR_USAGE:
	case ERR_CONTENT: return 400;
	case ERR_BUSY:
	case ERR_DOUBT: return 503;
	case ERR_MISSING: return 404;
	case ERR_DENIED: return 403;
	case ERR_CONFLICT: return 409;
	case ERR_ENV: return 500;
	}
	return 500;
}

static void render(struct desk *desk, int status, struct desk_refusal *view)
{
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	desk->reply->status = status;
	render_desk_refusal(&desk->reply->body, view);
}

/* The page above a form's address: its list, its entry. */
static const char *page_above(struct desk *desk)
{
	const char *path = desk->request->path;
	for (;;) {
		size_t n = (size_t)(strrchr(path, '/') - path);
		if (n == 0) return desk_reaches(desk, path) ? path : "/";
		path = arena_text_n(desk->arena, path, n);
		if (desk_reaches(desk, path)) return path;
	}
}

static void answer(struct desk *desk, int status, const char *message, const char *hint)
{
	struct desk_refusal view = {.heading = heading_of(status),
				    .message = message == NULL ? status_text(status) : message,
				    .hint = hint,
				    .back = desk->actor == NULL ? "/signin" : "/",
				    .back_label = desk->actor == NULL ? "去登录" : "回到总览"};
	/* what does not go now is looked at where it stands */
	if (status == 409 && desk->actor != NULL) {
		view.back = page_above(desk);
		if (view.back[1] != '\0') view.back_label = "回去看一看";
	}
	render(desk, status, &view);
}

/* 503: calm, with the way to send the same once more. Nothing of ours is doubled by that: an entry
 * is known by its form, all else by its version or its name. */
static void answer_later(struct desk *desk, bool doubt)
{
	struct desk_refusal view = {.heading = "请稍后再试",
				    .message = status_text(503),
				    .retry = retry_of(desk->request),
				    .back = "/",
				    .back_label = "回到总览"};
	if (view.retry.form) {
		view.message = "系统暂时忙不过来，您刚才提交的内容没有保存，也没有生效。";
		if (view.retry.action == NULL)
			view.hint = "请过几秒返回上一页，重新填写。";
		else if (!view.retry.file)
			view.hint = "填写的都还在，请过几秒按“再试一次”。";
	}
	if (view.retry.form && doubt) {
		view.heading = "不能确定是否已经保存";
		view.message = "提交的时候，系统和数据库的连接断了，现在查不出这一次有没有保存。";
		/* a file sent anew comes in a form of its own, which nobody can tell from another
		 */
		view.hint =
			view.retry.file
				? "请先看一看是不是已经有了，没有再做一次。"
				: "请先看一看是不是已经有了。已经保存的，再提交一次也不会重复。";
		view.back = page_above(desk);
		view.back_label = "先去看一看";
	}
	desk->reply->retry_after = RETRY_SECONDS;
	render(desk, 503, &view);
}

void desk_fail(struct desk *desk, enum err err)
{
	const struct error *error = &desk->error;
	int status = status_of(err);
	if (status >= 500) {
		const struct route *route = desk->request->route;
		log_line(LOG_WARNING, "desk %s: %s %s", route == NULL ? "-" : route->pattern,
			 error->message, error->detail);
	}
	if (status == 503)
		answer_later(desk, err == ERR_DOUBT);
	else if (status >= 500)
		answer(desk, status, NULL, NULL);
	else
		answer(desk, status, error->message, error->hint);
}

void desk_missing(struct desk *desk)
{
	answer(desk, 404, "这个地址没有内容，可能是链接不完整，或者不在您的单位。", NULL);
}

void desk_error_page(struct request *request, struct reply *reply, int status, const char *text)
{
	struct desk desk;
	struct error error;
	/* The server answers before the guard has run. Of a broken office ask nothing. */
	bool ask = request->actor == NULL && request->thread != NULL &&
		   request->thread->office != NULL && status < 500;
	if (ask && desk_identify(request, &error) != ERR_NONE) request->actor = NULL;
	desk_begin(&desk, request, reply, "");
	if (status == 503)
		answer_later(&desk, false);
	else
		answer(&desk, status, text, NULL);
}
