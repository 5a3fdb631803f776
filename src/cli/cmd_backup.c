/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin backup FILE`: a consistent copy while others work. */
#include <jansson.h>

#include "cli/operator.h"

static int run(struct cli *cli)
{
	struct error error;
	const char *path = cli->operands[0];
	if (house_backup(cli->db, cli->clock, path, &error) != ERR_NONE) return cli_fail(&error);
	if (cli->json) return cli_print_json(json_pack("{ss}", "backup", path));
	printf("Backed up to %s.\nThe key of its personal data is not in it: keep a copy of the "
	       "key "
	       "file elsewhere.\n",
	       path);
	return 0;
}

const struct command_row cmd_backup = {
	.name = "backup",
	.operands = "FILE",
	.summary = "Copy the database to FILE while it is in use",
	.details =
		"FILE must not exist. It is complete and on disk, or not there at all. The "
		"backup is journalled. Put it back with `lianxin restore FILE`.\n\n"
		"Personal data is in it as it lies in the database, sealed. The key file is not: "
		"keep a copy of it elsewhere, for without it nobody opens that data again, and "
		"with both in one place the seal is worth nothing.\n\n"
		"Of a PostgreSQL database FILE is an SQLite copy of one moment, without sign-ins: "
		"complete for the office, yet no replacement for the server's own backups, which "
		"can go back to any moment.",
	.run = run,
	.uses_db = true,
};
