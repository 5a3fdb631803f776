/* SPDX-License-Identifier: MulanPSL-2.0
 * The subcommands, in the order help prints them. A new one is a file cmd_NAME.c that defines
 * `const struct command_row cmd_NAME`, and its line here. */
#include <string.h>

#include "cli/cli.h"

#define COMMANDS(COMMAND)                                                                          \
	COMMAND(calendar)                                                                          \
	COMMAND(check)                                                                             \
	COMMAND(due)                                                                               \
	COMMAND(fee)                                                                               \
	COMMAND(init)                                                                              \
	COMMAND(import)                                                                            \
	COMMAND(letter)                                                                            \
	COMMAND(request)                                                                           \
	COMMAND(retention)                                                                         \
	COMMAND(report)                                                                            \
	COMMAND(user)                                                                              \
	COMMAND(notice)                                                                            \
	COMMAND(setting)                                                                           \
	COMMAND(key)                                                                               \
	COMMAND(migrate)                                                                           \
	COMMAND(verify)                                                                            \
	COMMAND(backup)                                                                            \
	COMMAND(restore)                                                                           \
	COMMAND(copy)                                                                              \
	COMMAND(rebuild)                                                                           \
	COMMAND(serve)                                                                             \
	COMMAND(help)

#define COMMAND(name) extern const struct command_row cmd_##name;
COMMANDS(COMMAND)
#undef COMMAND

const struct command_row *const command_table[] = {
#define COMMAND(name) &cmd_##name,
	COMMANDS(COMMAND)
#undef COMMAND
		NULL,
};

const struct command_row *command_find(const char *name)
{
	for (const struct command_row *const *row = command_table; *row != NULL; row++)
		if (strcmp((*row)->name, name) == 0) return *row;
	return NULL;
}
