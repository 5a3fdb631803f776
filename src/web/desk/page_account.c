/* SPDX-License-Identifier: MulanPSL-2.0
 * All accounts; a new one; one's own. */
#include "web/desk/page_account.h"

#include <inttypes.h>

#include "office/signin.h"

const char *page_account_agency(const struct agency *agencies, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (agencies[i].id == id) return agencies[i].name;
	return "";
}

static const char *state_of(const struct account *account, const struct staff_pending *pending,
			    int64_t now)
{
	if (account->disabled) return "已停用";
	if (pending->waits) return "一次性链接等待确认";
	if (*account->password == '\0') return "还没有设置密码";
	if (account->locked_until > now) return "暂时锁定";
	return "正常";
}

static const char *roles_of(const struct account *account, struct arena *arena)
{
	const char *label = roles_label(account->kind, account->roles, arena);
	return *label != '\0' ? label : "还没有授予";
}

static void fill_table(struct desk *desk, const struct account *accounts, size_t n,
		       const struct staff_pending *pending, const struct agency *agencies,
		       size_t n_agencies, struct view_table *table)
{
	static const struct view_head heads[] = {{.label = "姓名"},
						 {.label = "账号"},
						 {.label = "单位"},
						 {.label = "角色"},
						 {.label = "状态"}};
	struct view_row *rows = arena_array(desk->arena, n, sizeof *rows);
	int64_t now = clock_now(&desk->office->clock);
	for (size_t r = 0; r < n; r++) {
		const struct account *account = &accounts[r];
		const char *texts[COUNT_OF(heads)] = {
			account->display_name, account->name,
			page_account_agency(agencies, n_agencies, account->agency_id),
			roles_of(account, desk->arena), state_of(account, &pending[r], now)};
		struct view_cell *cells = arena_array(desk->arena, COUNT_OF(heads), sizeof *cells);
		for (size_t c = 0; c < COUNT_OF(heads); c++)
			cells[c] = (struct view_cell){.label = heads[c].label, .text = texts[c]};
		cells[0].href = arena_printf(desk->arena, "/accounts/%s", account->name);
		rows[r] = (struct view_row){.cells = cells, .n_cells = COUNT_OF(heads)};
	}
	*table = (struct view_table){.heads = heads,
				     .n_heads = COUNT_OF(heads),
				     .rows = rows,
				     .n_rows = n,
				     .empty = "还没有账号。"};
}

void page_accounts(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "账号");
	struct account *accounts = NULL;
	struct agency *agencies = NULL;
	struct staff_pending *pending = NULL;
	size_t n = 0, n_agencies = 0;
	struct desk_accounts view = {.may_create = desk_may(&desk, PERMIT_ACCOUNT_WRITE)};
	enum err err = staff_list(desk.office, desk.actor, desk.arena, &desk.error, &accounts, &n);
	if (err == ERR_NONE)
		err = unit_list(desk.office, desk.actor, desk.arena, &desk.error, &agencies,
				&n_agencies);
	if (err == ERR_NONE)
		err = staff_pending(desk.office, desk.actor, accounts, n, desk.arena, &desk.error,
				    &pending);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	view.duty = arena_printf(desk.arena,
				 "新建、停用和重置密码由%s办理，角色由%s授予，两者都记入审计日志。",
				 desk_who_may(PERMIT_ACCOUNT_WRITE, desk.arena),
				 desk_who_may(PERMIT_ROLE_GRANT, desk.arena));
	fill_table(&desk, accounts, n, pending, agencies, n_agencies, &view.table);
	view.frame = desk.frame;
	render_desk_accounts(&reply->body, &view);
}

enum { NAME, LOGIN, AGENCY };
static const struct form_field new_fields[] = {
	[NAME] = {"name", "姓名", FORM_LINE, .required = true, .most = 40},
	[LOGIN] = {"login", "账号", FORM_LINE,
		   .hint = "登录时用，2 到 32 个小写字母、数字或 . _ -，以字母开头",
		   .required = true},
	[AGENCY] = {"agency", "单位", FORM_SELECT, .required = true},
};

/* False: answered. */
static bool new_begin(struct desk *desk, struct request *request, struct reply *reply,
		      struct form *form)
{
	struct agency *agencies = NULL;
	size_t n = 0;
	desk_begin(desk, request, reply, "新建账号");
	FORM_INIT(form, new_fields, desk->arena);
	enum err err =
		unit_list(desk->office, desk->actor, desk->arena, &desk->error, &agencies, &n);
	if (err != ERR_NONE) desk_fail(desk, err);
	for (size_t i = 0; err == ERR_NONE && i < n; i++)
		form_offer(form, AGENCY, arena_printf(desk->arena, "%" PRId64, agencies[i].id),
			   agencies[i].name);
	return err == ERR_NONE;
}

static void show_new(struct desk *desk, const struct form *form)
{
	struct desk_account_new view = {.problems = desk_problems(desk, form)};
	view.form = form_view(form, "/accounts/new", "新建账号", desk->request->csrf);
	view.form.cancel_href = "/accounts";
	view.form.cancel = "返回";
	desk_trail(desk, "/accounts", "账号");
	view.frame = desk->frame;
	render_desk_account_new(&desk->reply->body, &view);
}

void page_account_new(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	if (new_begin(&desk, request, reply, &form)) show_new(&desk, &form);
}

void page_account_link(struct desk *desk, const char *heading, const char *person,
		       const struct staff_link *link, const char *after)
{
	struct desk_account_link view = {
		.heading = heading,
		.person = person,
		.until = arena_text(desk->arena, moment_text(link->expires_at).s),
		.link = arena_printf(desk->arena, "%s://%s/setup?token=%s",
				     desk->request->https ? "https" : "http", desk->request->host,
				     link->token),
		.after = after};
	desk->frame.title = heading;
	desk_trail(desk, "/accounts", "账号");
	view.frame = desk->frame;
	render_desk_account_link(&desk->reply->body, &view);
}

void page_account_create(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct form form;
	struct staff_link link;
	int64_t id = 0;
	if (!new_begin(&desk, request, reply, &form)) return;
	enum err err = ERR_NONE;
	if (form_read(&form, request)) {
		const struct staff_new fresh = {.login = form.values[LOGIN],
						.name = form.values[NAME],
						.agency_id = form_number(&form, AGENCY),
						.kind = ACCOUNT_OFFICE};
		err = staff_create(desk.office, desk.actor, &fresh, &form.problems, &desk.error,
				   &id, &link);
	}
	if (err == ERR_CONFLICT) form_wrong(&form, LOGIN, "%s", desk.error.message);
	if (!form_good(&form))
		show_new(&desk, &form);
	else if (err != ERR_NONE)
		desk_fail(&desk, err);
	else
		page_account_link(&desk, "账号已建好", form.values[NAME], &link,
				  "还要请安全管理员授予角色，本人才能办事。");
}

static const char *signin_words(int64_t at, const char *from, struct arena *arena)
{
	if (at == 0) return "没有";
	return arena_printf(arena, "%s，来自 %s", moment_text(at).s, from);
}

void page_account(struct request *request, struct reply *reply)
{
	struct desk desk;
	desk_begin(&desk, request, reply, "我的账号");
	const struct actor *actor = desk.actor;
	struct agency agency;
	struct account_signins signins;
	enum err err =
		unit_get(desk.office, actor, actor->agency_id, desk.arena, &desk.error, &agency);
	if (err == ERR_NONE)
		err = signin_last(desk.office, actor, desk.arena, &desk.error, &signins);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	const char *roles = roles_label(actor->kind, actor->roles, desk.arena);
	struct desk_fact facts[] = {
		{"姓名", actor->name},
		{"账号", actor->login},
		{"单位", agency.name},
		{"角色", *roles != '\0' ? roles : "还没有授予，请找安全管理员"},
		{"最近一次登录", signin_words(signins.last_at, signins.last_from, desk.arena)},
		{"再上一次登录", signin_words(signins.before_at, signins.before_from, desk.arena)},
	};
	struct desk_ability abilities[PERMIT__MAX];
	struct desk_account view = {.summary = {facts, COUNT_OF(facts)}, .abilities = abilities};
	for (int p = 0; p < PERMIT__MAX; p++)
		if (permission_may(actor, (enum permission)p))
			abilities[view.n_abilities++].label = permission_label((enum permission)p);
	view.frame = desk.frame;
	render_desk_account(&reply->body, &view);
}
