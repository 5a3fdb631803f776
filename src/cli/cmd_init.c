/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin init`: a new office, or the demonstration. */
#include <inttypes.h>
#include <jansson.h>

#include "cli/key_file.h"
#include "cli/operator.h"
#include "office/demo.h"

static const struct option_row options[] = {
	{"demo", OPTION_FLAG, NULL,
	 "a demonstration: two agencies, invented people, known passwords"},
	{"no-cases", OPTION_FLAG, NULL, "with --demo: without its requests under way"},
	{"level", OPTION_VALUE, "LEVEL",
	 "province, city, county, township (unless given) or department"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

/* Said once, when it can still be followed. */
static void say_key(const struct cli *cli)
{
	const char *path = key_file_path(cli);
	if (path == NULL)
		printf("\nThe office has no key yet, and can take no personal data: `lianxin key "
		       "make "
		       "--key-file PATH` gives it one.\n");
	else
		printf("\nThe key of its personal data is %s. Keep a copy elsewhere, apart from "
		       "the "
		       "backups: a lost key is lost personal data.\n",
		       path);
}

static int found(struct cli *cli, struct vault *vault)
{
	enum agency_level level = LEVEL_TOWNSHIP;
	const char *text = cli_value(cli, "level");
	if (text != NULL && !agency_level_parse(text, &level))
		return cli_usage(cli, "--level %s: province, city, county, township or department",
				 text);
	struct error error;
	struct house_founded founded;
	if (house_found(cli->db, cli->clock, cli->agency, level, vault, &error, &founded) !=
	    ERR_NONE)
		return cli_fail(&error);
	struct moment_text until = moment_iso(founded.link.expires_at);
	if (cli->json)
		return cli_print_json(json_pack(
			"{ss,ss,ss,ss,ss,ss,ss?}", "database", house_place(cli->db, cli->arena),
			"agency", cli->agency, "login", founded.login, "token", founded.link.token,
			"path", arena_printf(cli->arena, "/setup?token=%s", founded.link.token),
			"expires", until.s, "key_file", key_file_path(cli)));
	printf("Made %s for %s.\n\n"
	       "The system administrator \"%s\" sets a password with this one-time link on the "
	       "desk,\ngood until %s (`lianxin user reset %s` makes another):\n/setup?token=%s\n\n"
	       "Then add a security administrator, who grants roles, and an audit administrator:\n"
	       "  lianxin user add LOGIN --name NAME --role security\n"
	       "  lianxin user add LOGIN --name NAME --role audit\n",
	       house_place(cli->db, cli->arena), cli->agency, founded.login, until.s, founded.login,
	       founded.link.token);
	say_key(cli);
	return 0;
}

static json_t *told_json(const struct demo_made *made)
{
	json_t *list = json_array();
	for (size_t i = 0; i < made->n_told; i++)
		json_array_append_new(list, json_pack("{ss,ss,ss}", "number", made->told[i].number,
						      "code", made->told[i].code, "id_tail",
						      made->told[i].tail));
	return list;
}

/* Once, as a requester is told: the codes are kept nowhere. */
static void say_told(const struct demo_made *made)
{
	if (made->n_told == 0) return;
	printf("\nRequests to follow at /track (number, query code; the end of the identity number "
	       "opens the letters):\n");
	for (size_t i = 0; i < made->n_told; i++)
		printf("  %-14s %-18s %s\n", made->told[i].number, made->told[i].code,
		       made->told[i].tail);
}

static int demo(struct cli *cli, struct vault *vault)
{
	struct error error;
	struct demo_made made;
	if (demo_make(cli->db, cli->clock, vault, !cli_flag(cli, "no-cases"), cli->arena, &error,
		      &made) != ERR_NONE)
		return cli_fail(&error);
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
			"{ss,so,so,ss?}", "database", house_place(cli->db, cli->arena), "accounts",
			list, "requests", told_json(&made), "key_file", key_file_path(cli)));
	}
	printf("Made the demonstration %s. Its accounts, all with the password %s:\n",
	       house_place(cli->db, cli->arena), DEMO_PASSWORD);
	for (size_t i = 0; i < n; i++)
		printf("  %-14s %-18s %s\n", accounts[i].login, accounts[i].roles,
		       demo_agency_name(accounts[i].agency));
	say_told(&made);
	say_key(cli);
	return 0;
}

static int run(struct cli *cli)
{
	bool as_demo = cli_flag(cli, "demo");
	if (as_demo == (cli->agency != NULL))
		return cli_usage(cli, "give either --agency NAME or --demo");
	if (!as_demo && cli_flag(cli, "no-cases"))
		return cli_usage(cli, "--no-cases goes with --demo");
	if (as_demo && cli_value(cli, "level") != NULL)
		return cli_usage(cli, "--level goes with --agency");
	struct error error;
	struct vault *vault = NULL;
	bool made = false;
	/* the key first: an office without one would have to be mended */
	if (key_file_prepare(cli, &error, &vault, &made) != ERR_NONE) return cli_fail(&error);
	int code = as_demo ? demo(cli, vault) : found(cli, vault);
	if (code != 0 && made) key_file_unmake(cli);
	vault_free(vault);
	return code;
}

const struct command_row cmd_init = {
	.name = "init",
	.operands = "",
	.summary = "Make the database of a new office, or a demonstration",
	.details = "`init --agency NAME` makes a database with that agency and prints a one-time "
		   "link for its first system administrator. `init --demo` makes the demonstration "
		   "and prints its accounts and the query codes of two requests; such a "
		   "database is watermarked and refuses to be "
		   "served beyond loopback. An existing file is refused.\n\n"
		   "The key that personal data is sealed with is made too, in a file of its own, "
		   "unless there is one where it is looked for. For a PostgreSQL database name it "
		   "with --key-file. Keep a copy elsewhere: a lost key is lost personal data.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
	.uses_key = true,
};
