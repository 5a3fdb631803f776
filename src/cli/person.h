/* SPDX-License-Identifier: MulanPSL-2.0
 * Commands that somebody of the office gives: --as LOGIN, with the password in the environment. */
#ifndef LIANXIN_CLI_PERSON_H
#define LIANXIN_CLI_PERSON_H

#include "cli/operator.h"

typedef int cli_person_run(struct cli *cli, struct desk *desk, const struct actor *actor);
/* Signs --as in for what is done, and out again; the exit code. */
int cli_as_person(struct cli *cli, struct desk *desk, cli_person_run *run) MUST_CHECK;

#endif
