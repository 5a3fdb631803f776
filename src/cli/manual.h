/* SPDX-License-Identifier: MulanPSL-2.0
 * Everything that is said about the subcommands, printed out of their rows. */
#ifndef LIANXIN_CLI_MANUAL_H
#define LIANXIN_CLI_MANUAL_H

#include "cli/cli.h"

/* The list of subcommands, for `lianxin help`. */
void manual_overview(FILE *out);
/* One subcommand, for `lianxin help NAME` and `lianxin NAME --help`. */
void manual_command(FILE *out, const struct command_row *command);
/* lianxin.1 for man(1). */
void manual_man(FILE *out);
/* docs/cli.md */
void manual_markdown(FILE *out);
/* docs/life-of-a-request.md */
void manual_life(FILE *out);
/* docs/personal-data.md */
void manual_personal(FILE *out);
/* A completion script for bash. */
void manual_bash(FILE *out);

/* Calls visit for each option the command takes, its own first. */
typedef void option_visit(void *context, const struct option_row *option);
void command_each_option(const struct command_row *command, option_visit *visit, void *context);

#endif
