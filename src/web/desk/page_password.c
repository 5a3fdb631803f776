/* SPDX-License-Identifier: MulanPSL-2.0
 * Setting a password, by a one-time link or signed in. */
#include <string.h>

#include "office/staff.h"
#include "web/desk/page_signin.h"

/* What proves the right to do it differs: a link, or the present password. */
enum { PROOF, PASSWORD, REPEAT };
/* clang-format off */
#define NEW_PASSWORD                                                                                \
	[PASSWORD] = {"password", "新密码", FORM_PASSWORD, .required = true,                         \
		      .autocomplete = "new-password"},                                               \
	[REPEAT] = {"repeat", "再填一次新密码", FORM_PASSWORD, .autocomplete = "new-password", .plain = true}
/* clang-format on */
static const struct form_field link_fields[] = {
	[PROOF] = FORM_CARRIED("token"),
	NEW_PASSWORD,
};
static const struct form_field own_fields[] = {
	[PROOF] = {"current", "现在的密码", FORM_PASSWORD, .required = true,
		   .autocomplete = "current-password"},
	NEW_PASSWORD,
};

static void show(struct desk *desk, const struct form *form, const char *action,
		 struct desk_password *view)
{
	view->form = form_view(form, action, "保存密码", desk->request->csrf);
	view->problems = desk_problems(desk, form);
	desk->frame.title = view->heading;
	view->frame = desk->frame;
}

/* True when all was filled in, and the new password twice alike. */
static bool read_new(struct form *form, const struct request *request)
{
	(void)form_read(form, request);
	if (*form->values[PASSWORD] != '\0' &&
	    strcmp(form->values[PASSWORD], form->values[REPEAT]) != 0)
		form_wrong(form, REPEAT, "两次填写的新密码不一样");
	return form_good(form);
}

static void show_setup(struct desk *desk, const struct form *form)
{
	struct account account;
	struct desk_password view = {.heading = "设置密码"};
	enum err err = staff_link_look(desk->office, form->values[PROOF], desk->arena, &desk->error,
				       &account);
	if (err == ERR_NONE) {
		view.lead = arena_printf(desk->arena, "%s，请为账号 %s 设置密码。",
					 account.display_name, account.name);
	} else if (err == ERR_MISSING) {
		view.heading = "这个链接不能用了";
		view.dead_link = "它已经用过，或者过期了。请向系统管理员要一个新的链接。";
		desk->reply->status = 404;
	} else if (err == ERR_CONFLICT) {
		view.heading = "这个链接还要确认";
		view.dead_link = arena_text(desk->arena, desk->error.message);
		desk->reply->status = 409;
	} else {
		desk_fail(desk, err);
		return;
	}
	show(desk, form, "/setup", &view);
	render_desk_password(&desk->reply->body, &view);
}

void page_setup(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "设置密码");
	FORM_INIT(&form, link_fields, desk.arena);
	form_set(&form, PROOF, request_query(request, "token"));
	show_setup(&desk, &form);
}

void page_setup_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "设置密码");
	FORM_INIT(&form, link_fields, desk.arena);
	enum err err = ERR_NONE;
	if (read_new(&form, request))
		err = staff_link_use(desk.office, form.values[PROOF], form.values[PASSWORD],
				     request->from, &form.problems, &desk.error);
	if (!form_good(&form) || err == ERR_MISSING || err == ERR_CONFLICT)
		show_setup(&desk, &form);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, "/signin", NOTICE_PASSWORD, "", 0);
}

static void show_own(struct desk *desk, const struct form *form)
{
	bool forced = desk->actor->must_change;
	struct desk_password view = {
		.heading = "修改密码",
		.lead = forced ? "现在的密码到了该换的时候，换好以后才能继续办事。"
			       : "改好后，您在别处的登录会退出。",
	};
	show(desk, form, "/password", &view);
	view.form.cancel_href = forced ? NULL : "/account";
	view.form.cancel = "不改了";
	render_desk_password(&desk->reply->body, &view);
}

void page_password(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "修改密码");
	FORM_INIT(&form, own_fields, desk.arena);
	show_own(&desk, &form);
}

void page_password_send(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "修改密码");
	FORM_INIT(&form, own_fields, desk.arena);
	enum err err = ERR_NONE;
	if (read_new(&form, request))
		err = staff_password(desk.office, desk.actor, form.values[PROOF],
				     form.values[PASSWORD], &form.problems, &desk.error);
	if (!form_good(&form))
		show_own(&desk, &form);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		desk_done(&desk, "/account", NOTICE_PASSWORD, "", 0);
}
