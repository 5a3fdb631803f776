/* SPDX-License-Identifier: MulanPSL-2.0
 * The calendar a subcommand reckons with: the compiled-in one, or an office's own. */
#ifndef LIANXIN_CLI_LOCAL_DAYS_H
#define LIANXIN_CLI_LOCAL_DAYS_H

#include "cli/cli.h"
#include "law/calendar.h"

/* The options --db and --agency of a command that needs no database: rows of its option table.
 * $LIANXIN_DB does not count here: without --db the answer is the same on every machine. */
/* clang-format off */
#define LOCAL_DAYS_OPTIONS                                                                         \
	{"db", OPTION_VALUE, "URL", "reckon with the notices and local days of this office"},      \
	{"agency", OPTION_VALUE, "NAME", "with the local days of this agency; the first unless given"}
/* clang-format on */

/* Returns 0, or the exit code after saying what is wrong. The calendar lives in cli's arena. */
int local_days_calendar(struct cli *cli, const struct calendar **ret_calendar) MUST_CHECK;

#endif
