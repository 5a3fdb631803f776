/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/desk_answer.h"

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
	case 503: return "系统正忙";
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

static void answer(struct desk *desk, int status, const char *message, const char *hint)
{
	struct desk_refusal view = {.heading = heading_of(status),
				    .message = message == NULL ? status_text(status) : message,
				    .hint = hint,
				    .back = desk->actor == NULL ? "/signin" : "/",
				    .back_label = desk->actor == NULL ? "去登录" : "回到总览"};
	desk->frame.title = view.heading;
	view.frame = desk->frame;
	desk->reply->status = status;
	if (status == 503) desk->reply->retry_after = RETRY_SECONDS;
	render_desk_refusal(&desk->reply->body, &view);
}

void desk_fail(struct desk *desk, enum err err)
{
	const struct error *error = &desk->error;
	if (err == ERR_ENV || err == ERR_BUSY || err == ERR_DOUBT) {
		log_line(LOG_WARNING, "desk %s: %s %s", desk->request->path, error->message,
			 error->detail);
		answer(desk, status_of(err), NULL, NULL);
		return;
	}
	answer(desk, status_of(err), error->message, error->hint);
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
	answer(&desk, status, text, NULL);
}
