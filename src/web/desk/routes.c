/* SPDX-License-Identifier: MulanPSL-2.0
 * The desk's addresses. */
#include "web/desk/desk_routes.h"

#include "office/permission.h"
#include "web/desk/page_account.h"
#include "web/desk/page_entry.h"
#include "web/desk/page_import.h"
#include "web/desk/page_overview.h"
#include "web/desk/page_register.h"
#include "web/desk/page_signin.h"

enum { FORM_LIMIT = 64 * 1024, IMPORT_LIMIT = 256 * 1024 * 1024 };

/* clang-format off */
const struct route desk_routes[] = {
	{METHOD_GET, "/assets/{name}", page_asset, ROUTE_OPEN, ROUTE_QUICK, 0, 0, "Style, script, icon"},
	{METHOD_GET, "/signin", page_signin, ROUTE_OPEN, 0, 0, 0, "Sign-in form; ?next= leads back"},
	{METHOD_POST, "/signin", page_signin_send, ROUTE_OPEN, 0, FORM_LIMIT, 0, "Signs in"},
	{METHOD_POST, "/signout", page_signout, ROUTE_OPEN, 0, FORM_LIMIT, 0, "Signs out"},
	{METHOD_GET, "/setup", page_setup, ROUTE_OPEN, 0, 0, 0, "?token= of a one-time link: set a password"},
	{METHOD_POST, "/setup", page_setup_send, ROUTE_OPEN, 0, FORM_LIMIT, 0, "Sets the password and uses the link up"},
	{METHOD_GET, "/password", page_password, ROUTE_SIGNED_IN, 0, 0, 0, "Change one's own password"},
	{METHOD_POST, "/password", page_password_send, ROUTE_SIGNED_IN, 0, FORM_LIMIT, 0, "Changes it"},
	{METHOD_GET, "/", page_overview, ROUTE_SIGNED_IN, 0, 0, 0, "What is due, the year's figures, the registers"},
	{METHOD_GET, "/registers", page_registers, PERMIT_ENTRY_READ, 0, 0, 0, "All registers with their counts"},
	{METHOD_GET, "/registers/{register}", page_register, PERMIT_ENTRY_READ, 0, 0, 0, "Entries; ?q= from= to= struck= and the register's filters"},
	{METHOD_GET, "/registers/{register}/new", page_entry_new, PERMIT_ENTRY_ADD, 0, 0, 0, "Form of a new entry"},
	{METHOD_POST, "/registers/{register}/new", page_entry_add, PERMIT_ENTRY_ADD, 0, FORM_LIMIT, 0, "Adds it"},
	{METHOD_GET, "/registers/{register}/export.csv", page_register_export, PERMIT_ENTRY_EXPORT, 0, 0, 0, "The filtered entries as CSV"},
	{METHOD_GET, "/registers/{register}/template.csv", page_import_template, PERMIT_ENTRY_IMPORT, 0, 0, 0, "Header line for an import"},
	{METHOD_GET, "/registers/{register}/import", page_import, PERMIT_ENTRY_IMPORT, 0, 0, 0, "Import form"},
	{METHOD_POST, "/registers/{register}/import", page_import_send, PERMIT_ENTRY_IMPORT, 0, FORM_LIMIT, IMPORT_LIMIT, "Checks a CSV; imports it when it comes again unchanged"},
	{METHOD_GET, "/registers/{register}/{id}", page_entry, PERMIT_ENTRY_READ, 0, 0, 0, "One entry with its history"},
	{METHOD_GET, "/registers/{register}/{id}/edit", page_entry_edit, PERMIT_ENTRY_CORRECT, 0, 0, 0, "Form of a correction"},
	{METHOD_POST, "/registers/{register}/{id}/edit", page_entry_correct, PERMIT_ENTRY_CORRECT, 0, FORM_LIMIT, 0, "Corrects it"},
	{METHOD_GET, "/registers/{register}/{id}/strike", page_entry_strike_form, PERMIT_ENTRY_STRIKE, 0, 0, 0, "What striking it means"},
	{METHOD_POST, "/registers/{register}/{id}/strike", page_entry_strike, PERMIT_ENTRY_STRIKE, 0, FORM_LIMIT, 0, "Strikes it"},
	{METHOD_GET, "/accounts", page_accounts, PERMIT_ACCOUNT_READ, 0, 0, 0, "All accounts"},
	{METHOD_GET, "/accounts/new", page_account_new, PERMIT_ACCOUNT_WRITE, 0, 0, 0, "Form of a new account"},
	{METHOD_POST, "/accounts/new", page_account_create, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Creates it, shows its link once"},
	{METHOD_GET, "/accounts/{login}", page_account_of, PERMIT_ACCOUNT_READ, 0, 0, 0, "One account"},
	{METHOD_POST, "/accounts/{login}/roles", page_account_roles, PERMIT_ROLE_GRANT, 0, FORM_LIMIT, 0, "Grants roles"},
	{METHOD_POST, "/accounts/{login}/reset", page_account_reset, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Shows a one-time link once"},
	{METHOD_POST, "/accounts/{login}/state", page_account_state, PERMIT_ACCOUNT_WRITE, 0, FORM_LIMIT, 0, "Disables or enables"},
	{METHOD_GET, "/account", page_account, ROUTE_SIGNED_IN, 0, 0, 0, "One's own account"},
	{METHOD_GET, NULL, NULL, 0, 0, 0, 0, NULL},
};
/* clang-format on */
