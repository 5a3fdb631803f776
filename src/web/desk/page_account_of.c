/* SPDX-License-Identifier: MulanPSL-2.0
 * One account: its roles, a one-time link, disabling. What each administrator sees is what he may
 * do; for the rest the page names who does it. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_account.h"
#include "web/http.h"

enum { ROLE, ROLE_REASON };
static const struct form_field role_fields[] = {
	[ROLE] = {"role", "选择角色", FORM_CHECKS, .plain = true},
	[ROLE_REASON] = DESK_REASON("理由", "会写进审计日志"),
};
enum { DISABLED, STATE_REASON };
static const struct form_field state_fields[] = {
	[DISABLED] = FORM_CARRIED("disabled"),
	[STATE_REASON] = DESK_REASON("理由", "会写进审计日志"),
};

/* The page's two forms: what it shows is what was read, or the account as it is. */
struct forms {
	struct form roles, state;
};

static void forms_init(struct forms *forms, struct arena *arena)
{
	FORM_INIT(&forms->roles, role_fields, arena);
	FORM_INIT(&forms->state, state_fields, arena);
	for (unsigned role = 1; role <= ROLE__ALL; role <<= 1)
		form_offer(&forms->roles, ROLE, account_role_code((enum account_role)role),
			   account_role_label((enum account_role)role));
	for (int kind = ACCOUNT_OFFICE + 1; kind < ACCOUNT__MAX; kind++)
		form_offer(&forms->roles, ROLE, account_kind_code((enum account_kind)kind),
			   account_kind_label((enum account_kind)kind));
}

static struct desk_summary summary_of(struct desk *desk, const struct account *account,
				      const char *agency)
{
	struct desk_fact *facts = arena_array(desk->arena, 5, sizeof *facts);
	const char *roles = roles_label(account->kind, account->roles, desk->arena);
	bool locked = account->locked_until > clock_now(&desk->office->clock);
	facts[0] = (struct desk_fact){"账号", account->name};
	facts[1] = (struct desk_fact){"单位", agency};
	facts[2] = (struct desk_fact){"角色", *roles != '\0' ? roles : "还没有授予"};
	facts[3] = (struct desk_fact){
		"状态", account->disabled	     ? "已停用"
			: *account->password == '\0' ? "还没有设置密码"
			: locked ? arena_printf(desk->arena, "密码多次填错，锁定到 %s",
						moment_text(account->locked_until).s)
				 : "正常"};
	facts[4] = (struct desk_fact){
		"密码设置时间",
		account->password_at == 0
			? ""
			: arena_text(desk->arena, moment_text(account->password_at).s)};
	return (struct desk_summary){facts, 5};
}

static enum err find(struct desk *desk, struct account *ret_account)
{
	return staff_find(desk->office, desk->actor, desk->request->params[0], desk->arena,
			  &desk->error, ret_account);
}

static void fail(struct desk *desk, enum err err)
{
	if (err == ERR_MISSING) /* its sentence is for the command line */
		desk_missing(desk);
	else
		desk_fail(desk, err);
}

static const char *duty_of(const struct desk_account_of *view, bool own, struct arena *arena)
{
	if (own) return "这是您自己的账号，停用和授权要由别人办理。";
	if (view->may_write)
		return arena_printf(arena, "角色由%s授予。",
				    desk_who_may(PERMIT_ROLE_GRANT, arena));
	if (view->may_grant)
		return arena_printf(arena, "停用和重置密码由%s办理。",
				    desk_who_may(PERMIT_ACCOUNT_WRITE, arena));
	return NULL;
}

static struct view_form path_form(const struct desk *desk, const struct form *form,
				  const char *what, const char *button)
{
	return form_view(
		form, arena_printf(desk->arena, "/accounts/%s/%s", desk->request->params[0], what),
		button, desk->request->csrf);
}

/* Resetting: a button, or why there is none. */
static void fill_link(const struct desk *desk, const struct account *account,
		      const struct staff_pending *pending, bool second,
		      struct desk_account_of *view)
{
	const char *until = arena_text(desk->arena, moment_text(pending->expires_at).s);
	view->second = second;
	view->reset_bar = staff_reset_bar(desk->actor, account);
	if (!pending->there) return;
	view->pending = arena_printf(desk->arena, "有一个还没有用的一次性链接，有效到 %s。%s",
				     until, pending->waits ? "它要等安全管理员确认后才能用。" : "");
	view->may_confirm = pending->waits && view->may_grant;
	view->link_end = arena_printf(desk->arena, "%" PRId64, pending->expires_at);
}

static void show(struct desk *desk, struct forms *forms)
{
	struct account account;
	struct agency *agencies = NULL;
	struct staff_pending *pending = NULL;
	size_t n_agencies = 0;
	enum err err = find(desk, &account);
	if (err == ERR_NONE)
		err = staff_pending(desk->office, desk->actor, &account, 1, desk->arena,
				    &desk->error, &pending);
	if (err == ERR_NONE)
		err = unit_list(desk->office, desk->actor, desk->arena, &desk->error, &agencies,
				&n_agencies);
	bool second = false;
	if (err == ERR_NONE) err = staff_second(desk->office, &account, &desk->error, &second);
	if (err != ERR_NONE) {
		fail(desk, err);
		return;
	}
	bool own = account.id == desk->actor->account_id;
	struct desk_account_of view = {
		.login = account.name,
		.person = account.display_name,
		.summary = summary_of(desk, &account,
				      page_account_agency(agencies, n_agencies, account.agency_id)),
		.may_grant = !own && desk_may(desk, PERMIT_ROLE_GRANT),
		.may_write = !own && desk_may(desk, PERMIT_ACCOUNT_WRITE),
		.disabled = account.disabled,
		.problems = desk_problems(desk, form_good(&forms->roles) ? &forms->state
									 : &forms->roles)};
	view.duty = duty_of(&view, own, desk->arena);
	fill_link(desk, &account, pending, second, &view);
	/* a form that comes back shows what was ticked */
	if (form_good(&forms->roles))
		form_set(&forms->roles, ROLE, roles_text(account.kind, account.roles, desk->arena));
	form_set(&forms->state, DISABLED, account.disabled ? "no" : "yes");
	view.roles = path_form(desk, &forms->roles, "roles", "保存角色");
	view.state =
		path_form(desk, &forms->state, "state", account.disabled ? "启用账号" : "停用账号");
	view.state.button_class = "second";
	desk_trail(desk, "/accounts", "账号");
	desk->frame.title = view.person;
	view.frame = desk->frame;
	render_desk_account_of(&desk->reply->body, &view);
}

void page_account_of(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	desk_begin(&desk, request, reply, "账号");
	forms_init(&forms, desk.arena);
	show(&desk, &forms);
}

static void finish(struct desk *desk, enum err err, struct forms *forms, enum notice_code notice)
{
	if (!form_good(&forms->roles) || !form_good(&forms->state))
		show(desk, forms);
	else if (err != ERR_NONE)
		fail(desk, err);
	else
		desk_done(desk, arena_printf(desk->arena, "/accounts/%s", desk->request->params[0]),
			  notice, "", 0);
}

void page_account_roles(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	struct account account;
	enum account_kind kind = ACCOUNT_OFFICE;
	unsigned roles = 0;
	desk_begin(&desk, request, reply, "角色");
	forms_init(&forms, desk.arena);
	struct form *form = &forms.roles;
	(void)form_read(form, request);
	if (!roles_parse(form->values[ROLE], &kind, &roles))
		form_wrong(form, ROLE,
			   "系统管理员、安全管理员、审计管理员只能单独担任一个，不能再兼别的角色");
	enum err err = find(&desk, &account);
	if (err == ERR_NONE && form_good(form))
		err = staff_grant(desk.office, desk.actor, account.id, kind, roles,
				  form->values[ROLE_REASON], &desk.error);
	finish(&desk, err, &forms, NOTICE_GRANTED);
}

void page_account_state(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct forms forms;
	struct account account;
	desk_begin(&desk, request, reply, "账号");
	forms_init(&forms, desk.arena);
	struct form *form = &forms.state;
	bool good = form_read(form, request);
	bool disabled = strcmp(form->values[DISABLED], "yes") == 0;
	enum err err = find(&desk, &account);
	if (err == ERR_NONE && good)
		err = staff_disable(desk.office, desk.actor, account.id, disabled,
				    form->values[STATE_REASON], &desk.error);
	finish(&desk, err, &forms, disabled ? NOTICE_DISABLED : NOTICE_ENABLED);
}

void page_account_reset(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct account account;
	struct staff_link link;
	desk_begin(&desk, request, reply, "重置密码");
	enum err err = find(&desk, &account);
	if (err == ERR_NONE)
		err = staff_reset(desk.office, desk.actor, account.id, &desk.error, &link);
	bool second = false;
	if (err == ERR_NONE) err = staff_second(desk.office, &account, &desk.error, &second);
	if (err != ERR_NONE)
		fail(&desk, err);
	else
		page_account_link(&desk, "重置密码", account.display_name, &link,
				  second ? "这个账号能签发文件：请安全管理员向本人核实后，在"
					   "这个账号的页面上确认，链接才能用。"
					 : NULL);
}

void page_account_confirm(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct account account;
	desk_begin(&desk, request, reply, "一次性链接");
	bool agreed = strcmp(request_form(request, "agreed"), "yes") == 0;
	int64_t end = 0; /* of no link */
	(void)http_number(request_form(request, "link"), &end);
	enum err err = find(&desk, &account);
	if (err == ERR_NONE)
		err = staff_confirm(desk.office, desk.actor, account.id, end, agreed, &desk.error);
	if (err != ERR_NONE)
		fail(&desk, err);
	else
		desk_done(&desk, arena_printf(desk.arena, "/accounts/%s", request->params[0]),
			  agreed ? NOTICE_CONFIRMED : NOTICE_VOIDED, "", 0);
}
