/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_signin.h"

#include <string.h>

#include "office/signin.h"

/* A path of this desk, or "": never a way to another site. */
static const char *next_of(const char *next)
{
	return next[0] == '/' && next[1] != '/' && next[1] != '\\' ? next : "";
}

enum { LOGIN, PASSWORD, NEXT };
static const struct form_field fields[] = {
	[LOGIN] = {"login", "账号", FORM_LINE, .required = true, .autocomplete = "username"},
	[PASSWORD] = {"password", "密码", FORM_PASSWORD, .required = true,
		      .autocomplete = "current-password"},
	[NEXT] = FORM_CARRIED("next"),
};

static void show(struct desk *desk, const struct form *form, const char *reason)
{
	struct desk_signin view = {.reason = reason, .problems = desk_problems(desk, form)};
	view.form = form_view(form, "/signin", "登录", desk->request->csrf);
	desk->frame.alone = true;
	view.frame = desk->frame;
	render_desk_signin(&desk->reply->body, &view);
}

void page_signin(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "登录");
	FORM_INIT(&form, fields, desk.arena);
	form_set(&form, NEXT, next_of(request_query(request, "next")));
	const char *reason = NULL;
	if (strcmp(request_query(request, "why"), "ended") == 0)
		reason = "您有一段时间没有操作，为了保护数据，系统已经退出。登录后会回到刚才的页面"
			 "。";
	if (desk.actor != NULL) {
		reply_redirect(reply, *form.values[NEXT] != '\0' ? form.values[NEXT] : "/");
		return;
	}
	show(&desk, &form, reason);
}

void page_signin_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "登录");
	FORM_INIT(&form, fields, desk.arena);
	char *token = arena_alloc(desk.arena, SIGNIN_TOKEN);
	enum err err = ERR_NONE;
	if (form_read(&form, request))
		err = signin_start(desk.office, form.values[LOGIN], form.values[PASSWORD],
				   request->from, &desk.error, token);
	form_set(&form, NEXT, next_of(form.values[NEXT]));
	if (err == ERR_DENIED)
		form_wrong(&form, LOGIN, "%s%s", desk.error.message, desk.error.hint);
	if (!form_good(&form)) {
		show(&desk, &form, NULL);
	} else if (err != ERR_NONE) {
		desk_fail(&desk, err);
	} else {
		reply_set_cookie(reply, COOKIE_LOGIN, token, -1);
		reply_redirect(reply, *form.values[NEXT] != '\0' ? form.values[NEXT] : "/");
	}
}

void page_signout(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "退出");
	const char *token = request_cookie(request, COOKIE_LOGIN);
	enum err err = ERR_NONE;
	if (token != NULL && desk.actor != NULL)
		err = signin_end(desk.office, token, desk.actor, &desk.error);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	reply_set_cookie(reply, COOKIE_LOGIN, "", 0);
	reply_redirect(reply, "/signin");
}
