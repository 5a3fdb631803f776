/* SPDX-License-Identifier: MulanPSL-2.0
 * What subcommands that work on the database share: opening the office as its operator, finding the
 * agency, printing a verdict. */
#ifndef LIANXIN_CLI_OPERATOR_H
#define LIANXIN_CLI_OPERATOR_H

#include "cli/cli.h"
#include "office/house.h"
#include "office/unit.h"

struct desk {
	struct office office;
	struct actor actor;
	struct agency agency; /* --agency, else the root */
	struct vault *vault;  /* the office's, of commands with `uses_key`; NULL: no key is there */
};
/* Returns 0, or the exit code after saying what is wrong; then nothing is left open. */
int desk_open(struct cli *cli, struct desk *ret_desk) MUST_CHECK;
/* For commands that only read; works on a read-only disk. */
int desk_open_reading(struct cli *cli, struct desk *ret_desk) MUST_CHECK;
void desk_close(struct desk *desk);

/* {"ok","entries",…,"findings":[…]}; a new reference. */
struct json_t *verdict_json(const struct journal_verdict *verdict);
void verdict_print(const struct journal_verdict *verdict, FILE *out);

#endif
