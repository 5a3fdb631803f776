/* SPDX-License-Identifier: MulanPSL-2.0
 * Setting a password, by a one-time link or signed in. */
#include <string.h>

#include "office/staff.h"
#include "web/desk/page_signin.h"

enum { FIELDS = 3 };

static void show(struct desk *desk, struct desk_password *view, const struct problems *problems)
{
	struct view_field fields[FIELDS];
	if (view->token == NULL && !view->dead_link)
		fields[view->n_fields++] =
			desk_field_password("current", "现在的密码", "current-password", problems);
	fields[view->n_fields++] =
		desk_field_password("password", "新密码", "new-password", problems);
	fields[view->n_fields++] =
		desk_field_password("repeat", "再填一次新密码", "new-password", problems);
	view->fields = fields;
	view->problems = desk_problems_of(problems, desk->arena);
	if (problems->count > 0) desk_form_failed(desk);
	desk->frame.title = view->heading;
	view->frame = desk->frame;
	render_desk_password(&desk->reply->body, view);
}

/* Were both new passwords typed, and alike? */
static void check_repeat(const struct request *request, struct problems *problems)
{
	const char *password = request_form(request, "password");
	if (*password == '\0')
		problem_add(problems, "password", "请填写新密码");
	else if (strcmp(password, request_form(request, "repeat")) != 0)
		problem_add(problems, "repeat", "两次填写的新密码不一样");
}

static void show_setup(struct desk *desk, const char *token, const struct problems *problems)
{
	struct account account;
	enum err err = staff_link_look(desk->office, token, desk->arena, &desk->error, &account);
	struct desk_password view = {.heading = "设置密码", .action = "/setup", .token = token};
	if (err == ERR_NONE) {
		view.lead = arena_printf(desk->arena, "%s，请为账号 %s 设置密码。",
					 account.display_name, account.name);
	} else if (err == ERR_MISSING) {
		view.heading = "这个链接不能用了";
		view.dead_link = true;
		desk->reply->status = 404;
	} else {
		desk_fail(desk, err);
		return;
	}
	show(desk, &view, problems);
}

void page_setup(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems none;
	desk_begin(&desk, request, reply, "设置密码");
	problems_init(&none, desk.arena);
	show_setup(&desk, request_query(request, "token"), &none);
}

void page_setup_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	desk_begin(&desk, request, reply, "设置密码");
	problems_init(&problems, desk.arena);
	const char *token = request_form(request, "token");
	check_repeat(request, &problems);
	enum err err = ERR_NONE;
	if (problems.count == 0)
		err = staff_link_use(desk.office, token, request_form(request, "password"),
				     request->from, &problems, &desk.error);
	if (problems.count > 0 || err == ERR_MISSING) {
		show_setup(&desk, token, &problems);
	} else if (err != ERR_NONE) {
		desk_fail(&desk, err);
	} else {
		desk_done(&desk, "/signin", NOTICE_PASSWORD, "", 0);
	}
}

static void show_own(struct desk *desk, const struct problems *problems)
{
	bool forced = desk->actor->must_change;
	struct desk_password view = {
		.heading = "修改密码",
		.action = "/password",
		.lead = forced ? "现在的密码到了该换的时候，换好以后才能继续办事。"
			       : "改好后，您在别处的登录会退出。",
		.cancel = forced ? NULL : "/account",
	};
	show(desk, &view, problems);
}

void page_password(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems none;
	desk_begin(&desk, request, reply, "修改密码");
	problems_init(&none, desk.arena);
	show_own(&desk, &none);
}

void page_password_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	desk_begin(&desk, request, reply, "修改密码");
	problems_init(&problems, desk.arena);
	if (*request_form(request, "current") == '\0')
		problem_add(&problems, "current", "请填写现在的密码");
	check_repeat(request, &problems);
	enum err err = ERR_NONE;
	if (problems.count == 0)
		err = staff_password(desk.office, desk.actor, request_form(request, "current"),
				     request_form(request, "password"), &problems, &desk.error);
	if (problems.count > 0)
		show_own(&desk, &problems);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, "/account", NOTICE_PASSWORD, "", 0);
}
