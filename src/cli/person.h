/* SPDX-License-Identifier: MulanPSL-2.0
 * Commands made of verbs, and those that somebody of the office gives: --as LOGIN, with the
 * password in the environment. */
#ifndef LIANXIN_CLI_PERSON_H
#define LIANXIN_CLI_PERSON_H

#include "cli/operator.h"

typedef int cli_person_run(struct cli *cli, struct desk *desk, const struct actor *actor);
/* Signs --as in for what is done, and out again; the exit code. */
int cli_as_person(struct cli *cli, struct desk *desk, cli_person_run *run) MUST_CHECK;

/* "request event …": the first operand chooses. Either run or as_person. */
struct cli_verb {
	const char *name;
	size_t least, most; /* operands, the verb itself among them */
	bool writes;	    /* else a read-only disk will do */
	int (*run)(struct cli *cli, struct desk *desk);
	cli_person_run *as_person;
};
/* Opens the office for the verb that was asked for and runs it; the exit code. */
int cli_run_verb(struct cli *cli, const struct cli_verb *verbs, size_t n) MUST_CHECK;

#endif
