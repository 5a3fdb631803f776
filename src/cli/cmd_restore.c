/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin restore FILE`: a backup in the database's place, once it has been checked. */
#include <jansson.h>

#include "cli/operator.h"

static int run(struct cli *cli)
{
	struct error error;
	struct journal_verdict verdict = {0};
	enum err err =
		house_restore(cli->db, cli->clock, cli->operands[0], cli->arena, &error, &verdict);
	if (err == ERR_CONTENT && verdict.findings > 0) verdict_print(&verdict, stderr);
	if (err != ERR_NONE) return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack("{ss,so}", "restored", cli->operands[0], "verdict",
						verdict_json(&verdict)));
	printf("Restored from %s.\n", cli->operands[0]);
	verdict_print(&verdict, stdout);
	return 0;
}

const struct command_row cmd_restore = {
	.name = "restore",
	.operands = "FILE",
	.summary = "Put a backup in the database's place",
	.details =
		"The backup is checked first: file, schema, journal; exit 1 when it does not "
		"verify, and nothing is replaced. The present database is kept beside it as "
		"PATH.before-restore. Stop `lianxin serve` before.\n\n"
		"A PostgreSQL database must be empty: make a new one with createdb, restore into "
		"it, and give the service its name; the old one stays as it was. Interrupted, the "
		"same command goes on where it stopped.",
	.run = run,
	.uses_db = true,
};
