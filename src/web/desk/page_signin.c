/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_signin.h"

#include <string.h>

#include "office/signin.h"

/* A path of this desk, or "": never a way to another site. */
static const char *next_of(const char *next)
{
	return next[0] == '/' && next[1] != '/' && next[1] != '\\' ? next : "";
}

static void show(struct desk *desk, const char *login, const char *reason, const char *next,
		 const struct problems *problems)
{
	struct view_field fields[2];
	struct desk_signin view = {.reason = reason,
				   .next = next_of(next),
				   .fields = fields,
				   .n_fields = COUNT_OF(fields)};
	fields[0] = desk_field_line("login", "账号", NULL, login, problems);
	fields[0].optional_mark = false;
	fields[0].autocomplete = "username";
	fields[1] = desk_field_password("password", "密码", "current-password", problems);
	view.problems = desk_problems_of(problems, desk->arena);
	desk->frame.alone = true;
	view.frame = desk->frame;
	render_desk_signin(&desk->reply->body, &view);
}

void page_signin(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems none;
	desk_begin(&desk, request, reply, "登录");
	problems_init(&none, desk.arena);
	const char *next = request_query(request, "next"), *reason = NULL;
	if (strcmp(request_query(request, "why"), "ended") == 0)
		reason = "您有一段时间没有操作，为了保护数据，系统已经退出。登录后会回到刚才的页面"
			 "。";
	if (desk.actor != NULL) {
		reply_redirect(reply, *next_of(next) != '\0' ? next : "/");
		return;
	}
	show(&desk, "", reason, next, &none);
}

void page_signin_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "登录");
	const char *login = desk_normalise(VALUE_TEXT, request_form(request, "login"), desk.arena);
	const char *password = request_form(request, "password");
	const char *next = request_form(request, "next");
	struct problems problems;
	problems_init(&problems, desk.arena);
	if (*login == '\0') problem_add(&problems, "login", "请填写账号");
	if (*password == '\0') problem_add(&problems, "password", "请填写密码");
	char *token = arena_alloc(desk.arena, SIGNIN_TOKEN);
	enum err err = ERR_NONE;
	if (problems.count == 0)
		err = signin_start(desk.office, login, password, request->from, &desk.error, token);
	if (err == ERR_DENIED)
		problem_add(&problems, "login", "%s%s", desk.error.message, desk.error.hint);
	if (problems.count > 0) {
		desk_form_failed(&desk);
		show(&desk, login, NULL, next, &problems);
	} else if (err != ERR_NONE) {
		desk_fail(&desk, err);
	} else {
		reply_set_cookie(reply, COOKIE_LOGIN, token, -1);
		reply_redirect(reply, *next_of(next) != '\0' ? next : "/");
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
