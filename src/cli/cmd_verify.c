/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin verify`: does the journal hold, and do the rows agree with it? */
#include <jansson.h>

#include "cli/operator.h"

static int run(struct cli *cli)
{
	struct error error;
	struct journal_verdict verdict = {0};
	if (house_verify(cli->db, cli->arena, &error, &verdict) != ERR_NONE)
		return cli_fail(&error);
	if (cli->json)
		cli_print_json(verdict_json(&verdict));
	else
		verdict_print(&verdict, stdout);
	return verdict.findings == 0 ? 0 : 1;
}

const struct command_row cmd_verify = {
	.name = "verify",
	.operands = "",
	.summary = "Check the journal, every row against it, and the published heads",
	.details =
		"Changes nothing. Exit 1 when something does not fit: an entry edited, removed "
		"or slipped in, a row that differs from its latest entry, a password that was not "
		"the one set last, a table, view, index or trigger that is not as the program's "
		"schema makes it, a published report whose head is not the journal's.\n\n"
		"Keep the printed head outside the machine: a journal cut together with "
		"everything that tells of it is found only by a head kept elsewhere (a published "
		"report, a backup, this output).",
	.run = run,
	.uses_db = true,
};
