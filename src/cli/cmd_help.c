/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin help`: the list of subcommands, one of them, and the forms the tools ask for. */
#include <jansson.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/manual.h"

static const struct option_row options[] = {
	{"man", OPTION_FLAG, NULL, "print the man page lianxin.1"},
	{"markdown", OPTION_FLAG, NULL, "print docs/cli.md"},
	{"life", OPTION_FLAG, NULL, "print docs/life-of-a-request.md"},
	{"personal", OPTION_FLAG, NULL, "print docs/personal-data.md"},
	{"complete", OPTION_VALUE, "bash", "print the completion script of this shell"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static void json_option(void *context, const struct option_row *option)
{
	json_array_append_new(context,
			      json_pack("{s:s, s:s?, s:b, s:s}", "name", option->name, "value",
					option->value, "many", option->kind == OPTION_MANY, "help",
					option->help));
}

static json_t *json_command(const struct command_row *command)
{
	json_t *list = json_array();
	command_each_option(command, json_option, list);
	return json_pack("{s:s, s:s, s:s, s:s, s:o}", "name", command->name, "operands",
			 command->operands, "summary", command->summary, "details",
			 command->details, "options", list);
}

static int print_all_json(void)
{
	json_t *list = json_array();
	for (const struct command_row *const *row = command_table; *row != NULL; row++)
		json_array_append_new(list, json_command(*row));
	return cli_print_json(
		json_pack("{s:s, s:o}", "version", LIANXIN_VERSION, "commands", list));
}

static int run(struct cli *cli)
{
	const char *shell = cli_value(cli, "complete");
	const struct command_row *command = NULL;
	if (cli->n_operands == 1) {
		command = command_find(cli->operands[0]);
		if (command == NULL)
			return cli_usage(cli, "there is no subcommand \"%s\"", cli->operands[0]);
	}
	if (shell != NULL && strcmp(shell, "bash") != 0)
		return cli_usage(cli, "there is no completion for \"%s\", only for bash", shell);
	if (cli->json)
		return command == NULL ? print_all_json() : cli_print_json(json_command(command));
	if (shell != NULL)
		manual_bash(stdout);
	else if (cli_flag(cli, "man"))
		manual_man(stdout);
	else if (cli_flag(cli, "markdown"))
		manual_markdown(stdout);
	else if (cli_flag(cli, "life"))
		manual_life(stdout);
	else if (cli_flag(cli, "personal"))
		manual_personal(stdout);
	else if (command != NULL)
		manual_command(stdout, command);
	else
		manual_overview(stdout);
	return 0;
}

const struct command_row cmd_help = {
	.name = "help",
	.operands = "[SUBCOMMAND]",
	.summary = "Print what the subcommands do, or one of them in full",
	.details = "",
	.run = run,
	.options = options,
};
