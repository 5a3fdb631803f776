/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin user`: accounts, for whoever holds the database file. */
#include <jansson.h>
#include <string.h>

#include "cli/operator.h"

static const struct option_row options[] = {
	{"name", OPTION_VALUE, "NAME", "add: the person's name, as printed beside signatures"},
	{"role", OPTION_VALUE, "ROLES",
	 "add, role: clerk,reviewer,approver,head,supervisor in any set, or one of system, "
	 "security, audit"},
	{"reason", OPTION_VALUE, "TEXT", "disable, enable, role: why; goes into the journal"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static const char *reason_of(const struct cli *cli)
{
	const char *reason = cli_value(cli, "reason");
	return reason == NULL ? "command line" : reason;
}

static int print_link(const struct cli *cli, const char *login, const struct staff_link *link)
{
	struct moment_text until = moment_iso(link->expires_at);
	const char *path = arena_printf(cli->arena, "/setup?token=%s", link->token);
	if (cli->json)
		return cli_print_json(json_pack("{ss,ss,ss,ss}", "login", login, "token",
						link->token, "path", path, "expires", until.s));
	printf("%s sets a password with this one-time link on the desk, good until %s:\n%s\n",
	       login, until.s, path);
	return 0;
}

static const char *agency_name(const struct agency *agencies, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (agencies[i].id == id) return agencies[i].name;
	return "";
}

static int user_list(struct cli *cli, struct desk *desk)
{
	struct error error;
	struct account *accounts = NULL;
	struct agency *agencies = NULL;
	size_t n = 0, n_agencies = 0;
	if (staff_list(&desk->office, &desk->actor, cli->arena, &error, &accounts, &n) !=
		    ERR_NONE ||
	    unit_list(&desk->office, &desk->actor, cli->arena, &error, &agencies, &n_agencies) !=
		    ERR_NONE)
		return cli_fail(&error);
	json_t *list = json_array();
	int64_t now = clock_now(&cli->clock);
	for (size_t i = 0; i < n; i++) {
		const struct account *a = &accounts[i];
		const char *roles = roles_text(a->kind, a->roles, cli->arena);
		const char *agency = agency_name(agencies, n_agencies, a->agency_id);
		bool locked = a->locked_until > now, ready = a->password[0] != '\0';
		json_array_append_new(list, json_pack("{ss,ss,ss,ss,sb,sb,sb}", "login", a->name,
						      "name", a->display_name, "agency", agency,
						      "roles", roles, "disabled", a->disabled,
						      "locked", locked, "password_set", ready));
		if (!cli->json)
			printf("%-16s %-24s %s, %s%s%s%s\n", a->name, roles, a->display_name,
			       agency, a->disabled ? ", disabled" : "", locked ? ", locked" : "",
			       ready ? "" : ", no password yet");
	}
	if (cli->json) return cli_print_json(json_pack("{so}", "users", list));
	json_decref(list);
	return 0;
}

static int read_roles(struct cli *cli, bool required, enum account_kind *kind, unsigned *roles)
{
	const char *text = cli_value(cli, "role");
	if (text == NULL && required) return cli_usage(cli, "--role is missing");
	if (text != NULL && !roles_parse(text, kind, roles))
		return cli_usage(cli,
				 "--role %s: office roles in any set, or one administrator alone "
				 "(nobody holds two of the three)",
				 text);
	return 0;
}

static int user_add(struct cli *cli, struct desk *desk, const char *login)
{
	struct staff_new fresh = {
		.login = login, .name = cli_value(cli, "name"), .agency_id = desk->agency.id};
	if (fresh.name == NULL) return cli_usage(cli, "--name is missing");
	int failed = read_roles(cli, false, &fresh.kind, &fresh.roles);
	if (failed != 0) return failed;
	struct problems problems;
	problems_init(&problems, cli->arena);
	struct error error;
	struct staff_link link;
	int64_t id;
	enum err err =
		staff_create(&desk->office, &desk->actor, &fresh, &problems, &error, &id, &link);
	if (err == ERR_CONTENT && problems.first != NULL)
		return cli_usage(cli, "%s: %s", problems.first->field, problems.first->text);
	if (err == ERR_CONFLICT)
		error_set(&error, err, "See `lianxin user list`.", "The login \"%s\" is taken.",
			  login);
	return err == ERR_NONE ? print_link(cli, login, &link) : cli_fail(&error);
}

static int done(const struct cli *cli, const char *login, const char *what)
{
	if (cli->json) return cli_print_json(json_pack("{ss,ss}", "login", login, "done", what));
	printf("%s: %s\n", login, what);
	return 0;
}

static int user_change(struct cli *cli, struct desk *desk, const char *action, const char *login)
{
	struct error error;
	struct account account;
	if (staff_find(&desk->office, &desk->actor, login, cli->arena, &error, &account) !=
	    ERR_NONE)
		return cli_fail(&error);
	if (strcmp(action, "reset") == 0) {
		struct staff_link link;
		if (staff_reset(&desk->office, &desk->actor, account.id, &error, &link) != ERR_NONE)
			return cli_fail(&error);
		return print_link(cli, login, &link);
	}
	enum err err;
	if (strcmp(action, "role") == 0) {
		enum account_kind kind = ACCOUNT_OFFICE;
		unsigned roles = 0;
		int failed = read_roles(cli, true, &kind, &roles);
		if (failed != 0) return failed;
		err = staff_grant(&desk->office, &desk->actor, account.id, kind, roles,
				  reason_of(cli), &error);
	} else {
		err = staff_disable(&desk->office, &desk->actor, account.id,
				    strcmp(action, "disable") == 0, reason_of(cli), &error);
	}
	return err == ERR_NONE ? done(cli, login, action) : cli_fail(&error);
}

static int run(struct cli *cli)
{
	static const char *const changes[] = {"disable", "enable", "reset", "role"};
	const char *action = cli->operands[0];
	const char *login = cli->n_operands > 1 ? cli->operands[1] : NULL;
	bool list = strcmp(action, "list") == 0, add = strcmp(action, "add") == 0,
	     known = list || add;
	for (size_t i = 0; i < COUNT_OF(changes); i++)
		known = known || strcmp(action, changes[i]) == 0;
	if (!known) return cli_usage(cli, "`user` knows no \"%s\"", action);
	if (list != (login == NULL))
		return cli_usage(cli, list ? "`user list` takes no login" : "LOGIN is missing");
	struct desk desk;
	int code = list ? desk_open_reading(cli, &desk) : desk_open(cli, &desk);
	if (code != 0) return code;
	if (list)
		code = user_list(cli, &desk);
	else if (add)
		code = user_add(cli, &desk, login);
	else
		code = user_change(cli, &desk, action, login);
	desk_close(&desk);
	return code;
}

const struct command_row cmd_user = {
	.name = "user",
	.operands = "ACTION [LOGIN]",
	.summary = "List, add, disable, enable, reset accounts and set their roles",
	.details =
		"Actions: list; add LOGIN --name NAME [--role ROLES] [--agency NAME]; disable "
		"LOGIN; "
		"enable LOGIN; reset LOGIN; role LOGIN --role ROLES.\n\n"
		"`add` and `reset` print a one-time link with which the person sets the password "
		"on "
		"the desk; no password is ever given on the command line. Roles are office roles "
		"in "
		"any set (clerk, reviewer, approver, head, supervisor) or exactly one "
		"administrator "
		"(system creates accounts, security grants roles, audit reads the journal). Every "
		"change is journalled.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
};
