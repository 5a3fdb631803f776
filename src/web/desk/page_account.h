/* SPDX-License-Identifier: MulanPSL-2.0
 * Accounts: the system administrator's and the security administrator's pages, and everybody's own.
 */
#ifndef LIANXIN_WEB_DESK_PAGE_ACCOUNT_H
#define LIANXIN_WEB_DESK_PAGE_ACCOUNT_H

#include "office/staff.h"
#include "office/unit.h"
#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_accounts {
	struct desk_frame frame;
	bool may_create;
	const char *duty; /* who does what with accounts */
	struct view_table table;
};
struct desk_account_new {
	struct desk_frame frame;
	struct view_problems problems;
	struct view_form form;
};
struct desk_account_link {
	struct desk_frame frame;
	const char *heading, *person, *until, *link, *after;
};
struct desk_account_of {
	struct desk_frame frame;
	struct view_problems problems;
	const char *login, *person, *duty;
	struct desk_summary summary;
	bool may_grant, may_write, disabled;
	bool second;	       /* its links need the security administrator */
	const char *reset_bar; /* why this reader may not reset it; NULL: he may */
	const char *pending;   /* of a one-time link that was not used yet; NULL: none */
	const char *link_end;  /* tells the link that is confirmed from another */
	bool may_confirm;
	struct view_form roles, state;
};
struct desk_ability {
	const char *label;
};
struct desk_account {
	struct desk_frame frame;
	struct desk_summary summary;
	const struct desk_ability *abilities;
	size_t n_abilities;
};

TEMPLATE(desk_accounts, desk_accounts);
TEMPLATE(desk_account_new, desk_account_new);
TEMPLATE(desk_account_link, desk_account_link);
TEMPLATE(desk_account_of, desk_account_of);
TEMPLATE(desk_account, desk_account);

page_handler page_accounts, page_account_new, page_account_create, page_account_of,
	page_account_roles, page_account_reset, page_account_confirm, page_account_state,
	page_account;

/* The agency's name, "" when it is not in reach. */
const char *page_account_agency(const struct agency *agencies, size_t n, int64_t id);
/* Shows a one-time link; this answer is the only place where it ever stands. */
void page_account_link(struct desk *desk, const char *heading, const char *person,
		       const struct staff_link *link, const char *after);

#endif
