/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin init`: a new office, or the demonstration. */
#include <inttypes.h>
#include <jansson.h>

#include "cli/operator.h"
#include "office/demo.h"

static const struct option_row options[] = {
	{"demo", OPTION_FLAG, NULL,
	 "a demonstration: two agencies, invented people, known passwords"},
	{"level", OPTION_VALUE, "LEVEL",
	 "province, city, county, township (unless given) or department"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static int found(struct cli *cli)
{
	enum agency_level level = LEVEL_TOWNSHIP;
	const char *text = cli_value(cli, "level");
	if (text != NULL && !agency_level_parse(text, &level))
		return cli_usage(cli, "--level %s: province, city, county, township or department",
				 text);
	struct error error;
	struct house_founded founded;
	if (house_found(cli->db, cli->clock, cli->agency, level, &error, &founded) != ERR_NONE)
		return cli_fail(&error);
	struct moment_text until = moment_iso(founded.link.expires_at);
	if (cli->json)
		return cli_print_json(json_pack(
			"{ss,ss,ss,ss,ss,ss}", "database", house_place(cli->db, cli->arena),
			"agency", cli->agency, "login", founded.login, "token", founded.link.token,
			"path", arena_printf(cli->arena, "/setup?token=%s", founded.link.token),
			"expires", until.s));
	printf("Made %s for %s.\n\n"
	       "The system administrator \"%s\" sets a password with this one-time link on the "
	       "desk,\ngood until %s (`lianxin user reset %s` makes another):\n/setup?token=%s\n\n"
	       "Then add a security administrator, who grants roles, and an audit administrator:\n"
	       "  lianxin user add LOGIN --name NAME --role security\n"
	       "  lianxin user add LOGIN --name NAME --role audit\n",
	       house_place(cli->db, cli->arena), cli->agency, founded.login, until.s, founded.login,
	       founded.link.token);
	return 0;
}

static int demo(struct cli *cli)
{
	struct error error;
	if (demo_make(cli->db, cli->clock, &error) != ERR_NONE) return cli_fail(&error);
	size_t n;
	const struct demo_account *accounts = demo_accounts(&n);
	if (cli->json) {
		json_t *list = json_array();
		for (size_t i = 0; i < n; i++)
			json_array_append_new(list,
					      json_pack("{ss,ss,ss,ss}", "login", accounts[i].login,
							"password", DEMO_PASSWORD, "roles",
							accounts[i].roles, "agency",
							demo_agency_name(accounts[i].agency)));
		return cli_print_json(json_pack(
			"{ss,so}", "database", house_place(cli->db, cli->arena), "accounts", list));
	}
	printf("Made the demonstration %s. Its accounts, all with the password %s:\n",
	       house_place(cli->db, cli->arena), DEMO_PASSWORD);
	for (size_t i = 0; i < n; i++)
		printf("  %-14s %-18s %s\n", accounts[i].login, accounts[i].roles,
		       demo_agency_name(accounts[i].agency));
	return 0;
}

static int run(struct cli *cli)
{
	bool as_demo = cli_flag(cli, "demo");
	if (as_demo == (cli->agency != NULL))
		return cli_usage(cli, "give either --agency NAME or --demo");
	if (as_demo && cli_value(cli, "level") != NULL)
		return cli_usage(cli, "--level goes with --agency");
	return as_demo ? demo(cli) : found(cli);
}

const struct command_row cmd_init = {
	.name = "init",
	.operands = "",
	.summary = "Make the database of a new office, or a demonstration",
	.details = "`init --agency NAME` makes a database with that agency and prints a one-time "
		   "link for its first system administrator. `init --demo` makes the demonstration "
		   "and prints its accounts; such a database is watermarked and refuses to be "
		   "served beyond loopback. An existing file is refused.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
};
