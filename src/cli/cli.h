/* SPDX-License-Identifier: MulanPSL-2.0
 * The command line (shared contract). A subcommand is one file cmd_NAME.c that ends with its
 * `const struct command_row cmd_NAME`, and one line in cli/commands.c. The row drives dispatch,
 * help, man page, completion and the tests. */
#ifndef LIANXIN_CLI_CLI_H
#define LIANXIN_CLI_CLI_H

#include <stdio.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"

enum option_kind { OPTION_FLAG, OPTION_VALUE, OPTION_MANY };

struct option_row {
	const char *name; /* without "--" */
	enum option_kind kind;
	const char *value; /* placeholder in help, e.g. "DATE"; NULL for flags */
	const char *help;  /* one English line */
};

enum { CLI_MAX_OPTIONS = 32, CLI_MAX_MANY = 64 };

/* What a subcommand was given, already checked against its option table. */
struct cli {
	struct arena *arena;
	struct clock clock;
	const struct command_row *command;
	bool json;	      /* --json */
	const char *db;	      /* --db, $LIANXIN_DB, or "sqlite:lianxin.db" */
	const char *agency;   /* --agency or NULL */
	const char *key_file; /* --key-file, $LIANXIN_KEY_FILE, or NULL */
	char **operands;      /* what is left after the options */
	size_t n_operands;
	const char *values[CLI_MAX_OPTIONS]; /* by position in the option table; NULL: not given */
	const char *many[CLI_MAX_MANY];	     /* values of the one OPTION_MANY option, in order */
	size_t n_many;
};

typedef int command_run(struct cli *cli); /* returns the exit code */

struct command_row {
	const char *name;
	/* "" for none; else words: "DATE" one, "[COMMAND]" one or none, "FILE…" one or more. The
	 * number of operands is checked by it, and help prints it. */
	const char *operands;
	const char *summary; /* one English line */
	const char *details; /* English paragraphs parted by "\n\n", for help and man page; "" */
	command_run *run;
	const struct option_row *options; /* ends with name NULL; NULL for none of its own */
	bool uses_db, uses_agency;	  /* --db, --agency allowed */
	bool uses_key;			  /* --key-file allowed */
};

/* In the order of help; ends with NULL. Stands in cli/commands.c. */
extern const struct command_row *const command_table[];
/* NULL when there is no such subcommand. */
const struct command_row *command_find(const char *name);
/* Options every subcommand has, and those of `uses_db`, `uses_agency` and `uses_key`; end with name
 * NULL. */
extern const struct option_row option_json[], option_db[], option_agency[], option_key[];

/* Parses, runs, and makes sure that what was printed arrived. Returns the exit code. */
int cli_main(int argc, char **argv);
/* The value of an option, NULL when not given; BUG when the command has no such option. */
const char *cli_value(const struct cli *cli, const char *name);
bool cli_flag(const struct cli *cli, const char *name);
/* An option's value as a day, or as a whole number from min to max. *ret stays as it is when the
 * option was not given. Returns 0, or the exit code after saying what is wrong. */
int cli_day(const struct cli *cli, const char *name, day *ret_day) MUST_CHECK;
int cli_number(const struct cli *cli, const char *name, int64_t min, int64_t max,
	       int64_t *ret_number) MUST_CHECK;
/* "1 mistake", "2 mistakes", "0 mistakes". */
struct cli_count {
	char s[64];
};
struct cli_count cli_count(int64_t n, const char *one, const char *many);
/* Prints "lianxin: message\nhint" on stderr and returns the exit code. */
int cli_fail(const struct error *error);
/* Shorthand for ERR_USAGE with a hint to `lianxin help COMMAND`. */
int cli_usage(const struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* Prints one JSON value (jansson) on stdout, takes the reference. */
struct json_t;
int cli_print_json(struct json_t *value);

#endif
