/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_signin.h"

#include <string.h>

#include "office/signin.h"
#include "web/retry.h"

/* A path of this desk, or "": never a way to another site. */
static const char *next_of(const char *next)
{
	return next[0] == '/' && next[1] != '/' && next[1] != '\\' ? next : "";
}

enum { LOGIN, PASSWORD, NEXT, FILE_LOST };
static const struct form_field fields[] = {
	[LOGIN] = {"login", "账号", FORM_LINE, .required = true, .autocomplete = "username"},
	[PASSWORD] = {"password", "密码", FORM_PASSWORD, .required = true,
		      .autocomplete = "current-password"},
	[NEXT] = FORM_CARRIED("next"),
	[FILE_LOST] = FORM_CARRIED("file"),
};

static const char ended_reason[] =
	"您有一段时间没有操作，为了保护数据，系统已经退出。登录后会回到刚才的页面。";

/* A form that was sent too late travels through the sign-in page in fields of these names. */
static const char kept_prefix[] = "kept-";
enum { KEPT_PREFIX = sizeof kept_prefix - 1 };

enum keeping { KEEP_FIRST, KEEP_ON, KEEP_OUT }; /* sent to its page; to /signin; to be sent again */

static bool is_kept(const struct field *field)
{
	return strncmp(field->name, kept_prefix, KEPT_PREFIX) == 0;
}

/* Adds the fields of the form that was sent too late, hidden. */
static void keep_fields(const struct request *request, enum keeping keeping, struct view_form *view)
{
	size_t n = view->n_fields;
	struct view_field *all =
		arena_array(request->arena, n + request->n_form_fields, sizeof *all);
	for (size_t i = 0; i < n; i++) all[i] = view->fields[i];
	for (size_t i = 0; i < request->n_form_fields; i++) {
		const struct field *field = &request->form_fields[i];
		if (keeping == KEEP_FIRST ? strcmp(field->name, "csrf") == 0 : !is_kept(field))
			continue;
		const char *name = field->name;
		if (keeping == KEEP_FIRST)
			name = ARENA_JOIN(request->arena, kept_prefix, name);
		else if (keeping == KEEP_OUT)
			name += KEPT_PREFIX;
		all[n++] = (struct view_field){
			.id = name, .name = name, .value = field->value, .is_hidden = true};
	}
	view->fields = all;
	view->n_fields = n;
}

static void show(struct desk *desk, const struct form *form, const char *reason,
		 enum keeping keeping)
{
	struct desk_signin view = {.reason = reason, .problems = desk_problems(desk, form)};
	view.form = form_view(form, "/signin", "登录", desk->request->csrf);
	size_t own = view.form.n_fields;
	keep_fields(desk->request, keeping, &view.form);
	view.kept = view.form.n_fields > own;
	view.file = strcmp(form->values[FILE_LOST], "1") == 0;
	desk->frame.alone = true;
	view.frame = desk->frame;
	render_desk_signin(&desk->reply->body, &view);
}

bool page_signin_keep(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	struct view_retry retry = retry_of(request);
	if (!retry.form || retry.action == NULL) return false;
	desk_begin(&desk, request, reply, "登录");
	FORM_INIT(&form, fields, desk.arena);
	form_set(&form, NEXT, next_of(retry.action));
	if (retry.file) form_set(&form, FILE_LOST, "1");
	reply->status = 403;
	show(&desk, &form, ended_reason, KEEP_FIRST);
	return true;
}

/* Let in again: what was kept waits for one more press of a button, as he may have thought better
 * of it. The token is the new login's. */
static void show_kept(struct desk *desk, const struct form *form, const char *token)
{
	struct desk_kept view = {.file = strcmp(form->values[FILE_LOST], "1") == 0};
	view.form = (struct view_form){.action = form->values[NEXT],
				       .csrf = csrf_of(token, desk->arena),
				       .button = "继续提交",
				       .cancel_href = "/",
				       .cancel = "不提交了"};
	keep_fields(desk->request, KEEP_OUT, &view.form);
	desk->frame.title = "刚才的内容还没有保存";
	view.frame = desk->frame;
	render_desk_kept(&desk->reply->body, &view);
}

static bool carries(const struct request *request)
{
	for (size_t i = 0; i < request->n_form_fields; i++)
		if (is_kept(&request->form_fields[i])) return true;
	return false;
}

void page_signin(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	desk_begin(&desk, request, reply, "登录");
	FORM_INIT(&form, fields, desk.arena);
	form_set(&form, NEXT, next_of(request_query(request, "next")));
	const char *reason = NULL;
	if (strcmp(request_query(request, "why"), "ended") == 0) reason = ended_reason;
	if (desk.actor != NULL) {
		reply_redirect(reply, *form.values[NEXT] != '\0' ? form.values[NEXT] : "/");
		return;
	}
	show(&desk, &form, reason, KEEP_ON);
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
		show(&desk, &form, NULL, KEEP_ON);
	} else if (err != ERR_NONE) {
		desk_fail(&desk, err);
	} else {
		reply_set_cookie(reply, COOKIE_LOGIN, token, -1);
		if (carries(request) && *form.values[NEXT] != '\0')
			show_kept(&desk, &form, token);
		else
			desk_done(&desk, *form.values[NEXT] != '\0' ? form.values[NEXT] : "/",
				  NOTICE_SIGNED_IN, "", 0);
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
