/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin migrate`: an older database to this program's schema. */
#include <jansson.h>

#include "cli/operator.h"

static int run(struct cli *cli)
{
	struct error error;
	struct migrate_report report;
	if (house_migrate(cli->db, cli->clock, &error, &report) != ERR_NONE)
		return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack(
			"{si,si,so}", "from", report.from, "to", report.to, "backup",
			report.backup[0] == '\0' ? json_null() : json_string(report.backup)));
	if (report.from == report.to)
		printf("The schema is already number %d.\n", report.to);
	else if (report.backup[0] == '\0') /* a server's backup is the server's */
		printf("Migrated from schema %d to %d.\n", report.from, report.to);
	else
		printf("Migrated from schema %d to %d. The database as it was: %s\n", report.from,
		       report.to, report.backup);
	return 0;
}

const struct command_row cmd_migrate = {
	.name = "migrate",
	.operands = "",
	.summary = "Bring an older database to this program's schema",
	.details = "Copies the database beside itself first, then applies the missing migrations "
		   "in one transaction. Exit 3 for a schema newer than this program, or when an "
		   "applied migration was changed afterwards.",
	.run = run,
	.uses_db = true,
};
