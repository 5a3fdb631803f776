/* SPDX-License-Identifier: MulanPSL-2.0
 * One account: its roles, a one-time link, disabling. What each administrator sees is what he may
 * do; for the rest the page names who does it. */
#include <string.h>

#include "web/desk/page_account.h"

static bool is_ticked(const struct request *request, const char *code)
{
	for (size_t i = 0; i < request->n_form_fields; i++)
		if (strcmp(request->form_fields[i].name, "role") == 0 &&
		    strcmp(request->form_fields[i].value, code) == 0)
			return true;
	return false;
}

/* One choice of the roles' list: an office role, or an administrator's kind alone. */
enum { ROLE_CHOICES = 8 };
static size_t role_choices(const struct account *account, const struct request *request,
			   struct view_option **ret_options)
{
	struct arena *arena = request->arena;
	struct view_option *options = arena_array(arena, ROLE_CHOICES, sizeof *options);
	size_t n = 0;
	for (unsigned role = 1; role <= ROLE__ALL; role <<= 1)
		options[n++] = (struct view_option){account_role_code((enum account_role)role),
						    account_role_label((enum account_role)role),
						    account->kind == ACCOUNT_OFFICE &&
							    (account->roles & role) != 0};
	for (int kind = ACCOUNT_OFFICE + 1; kind < ACCOUNT__MAX; kind++)
		options[n++] = (struct view_option){account_kind_code((enum account_kind)kind),
						    account_kind_label((enum account_kind)kind),
						    account->kind == (enum account_kind)kind};
	BUG_IF(n > ROLE_CHOICES);
	/* a form that comes back shows what was ticked */
	for (size_t i = 0; request->method == METHOD_POST && i < n; i++)
		options[i].chosen = is_ticked(request, options[i].value);
	*ret_options = options;
	return n;
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

static void show(struct desk *desk, const struct problems *problems)
{
	struct account account;
	struct agency *agencies = NULL;
	size_t n_agencies = 0;
	enum err err = find(desk, &account);
	if (err == ERR_NONE)
		err = unit_list(desk->office, desk->actor, desk->arena, &desk->error, &agencies,
				&n_agencies);
	if (err != ERR_NONE) {
		fail(desk, err);
		return;
	}
	bool own = account.id == desk->actor->account_id;
	struct desk_account_of view = {
		.login = account.name,
		.person = account.display_name,
		.problems = desk_problems_of(problems, desk->arena),
		.summary = summary_of(desk, &account,
				      page_account_agency(agencies, n_agencies, account.agency_id)),
		.may_grant = !own && desk_may(desk, PERMIT_ROLE_GRANT),
		.may_write = !own && desk_may(desk, PERMIT_ACCOUNT_WRITE),
		.disabled = account.disabled,
		.reason = desk_field_reason("理由", "会写进审计日志",
					    request_form(desk->request, "reason"), problems)};
	if (own)
		view.duty = "这是您自己的账号，停用和授权要由别人办理。";
	else if (view.may_write)
		view.duty = arena_printf(desk->arena, "角色由%s授予。",
					 desk_who_may(PERMIT_ROLE_GRANT, desk->arena));
	else if (view.may_grant)
		view.duty = arena_printf(desk->arena, "停用和重置密码由%s办理。",
					 desk_who_may(PERMIT_ACCOUNT_WRITE, desk->arena));
	struct view_option *options = NULL;
	view.roles = desk_field_line("role", "选择角色", NULL, "", problems);
	view.roles.is_line = view.roles.optional_mark = false;
	view.roles.is_checks = true;
	view.roles.n_options = role_choices(&account, desk->request, &options);
	view.roles.options = options;
	desk_trail(desk, "/accounts", "账号");
	if (problems->count > 0) desk_form_failed(desk);
	desk->frame.title = view.person;
	view.frame = desk->frame;
	render_desk_account_of(&desk->reply->body, &view);
}

void page_account_of(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems none;
	desk_begin(&desk, request, reply, "账号");
	problems_init(&none, desk.arena);
	show(&desk, &none);
}

/* All boxes that were ticked, as the office reads them: "clerk,head". */
static const char *ticked(const struct request *request, struct arena *arena)
{
	const char *text = "";
	for (size_t i = 0; i < request->n_form_fields; i++) {
		const struct field *field = &request->form_fields[i];
		if (strcmp(field->name, "role") == 0)
			text = arena_printf(arena, "%s%s%s", text, *text == '\0' ? "" : ",",
					    field->value);
	}
	return text;
}

static const char *reason_of(struct desk *desk, struct problems *problems)
{
	const char *reason =
		desk_normalise(VALUE_TEXT, request_form(desk->request, "reason"), desk->arena);
	if (*reason == '\0') problem_add(problems, "reason", "请写明理由");
	return reason;
}

static void finish(struct desk *desk, enum err err, const struct problems *problems,
		   enum notice_code notice)
{
	if (problems->count > 0)
		show(desk, problems);
	else if (err != ERR_NONE)
		fail(desk, err);
	else
		desk_done(desk, arena_printf(desk->arena, "/accounts/%s", desk->request->params[0]),
			  notice, "", 0);
}

void page_account_roles(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	struct account account;
	enum account_kind kind = ACCOUNT_OFFICE;
	unsigned roles = 0;
	desk_begin(&desk, request, reply, "角色");
	problems_init(&problems, desk.arena);
	if (!roles_parse(ticked(request, desk.arena), &kind, &roles))
		problem_add(&problems, "role",
			    "系统管理员、安全管理员、审计管理员只能单独担任一个，不能再兼别的角色");
	const char *reason = reason_of(&desk, &problems);
	enum err err = find(&desk, &account);
	if (err == ERR_NONE && problems.count == 0)
		err = staff_grant(desk.office, desk.actor, account.id, kind, roles, reason,
				  &desk.error);
	finish(&desk, err, &problems, NOTICE_GRANTED);
}

void page_account_state(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct problems problems;
	struct account account;
	desk_begin(&desk, request, reply, "账号");
	problems_init(&problems, desk.arena);
	bool disabled = strcmp(request_form(request, "disabled"), "yes") == 0;
	const char *reason = reason_of(&desk, &problems);
	enum err err = find(&desk, &account);
	if (err == ERR_NONE && problems.count == 0)
		err = staff_disable(desk.office, desk.actor, account.id, disabled, reason,
				    &desk.error);
	finish(&desk, err, &problems, disabled ? NOTICE_DISABLED : NOTICE_ENABLED);
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
	if (err != ERR_NONE)
		fail(&desk, err);
	else
		page_account_link(&desk, "重置密码", account.display_name, &link, NULL);
}
