/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin rebuild`: everything derived, anew. */
#include <jansson.h>

#include "cli/operator.h"

static int run(struct cli *cli)
{
	struct error error;
	if (house_rebuild(cli->db, &error) != ERR_NONE) return cli_fail(&error);
	if (cli->json) return cli_print_json(json_pack("{sb}", "rebuilt", true));
	printf("Rebuilt keys of similar requests, indexes and statistics.\n");
	return 0;
}

const struct command_row cmd_rebuild = {
	.name = "rebuild",
	.operands = "",
	.summary = "Rebuild everything that is derived from the records",
	.details = "Keys by which similar requests are found, indexes, statistics, free pages. "
		   "Records and journal stay as they are.",
	.run = run,
	.uses_db = true,
};
