/* SPDX-License-Identifier: MulanPSL-2.0
 * Which key file a subcommand is to use, and opening it for the office. */
#ifndef LIANXIN_CLI_KEY_FILE_H
#define LIANXIN_CLI_KEY_FILE_H

#include "cli/cli.h"
#include "office/sealing.h"

/* --key-file, $LIANXIN_KEY_FILE, else beside a database file; NULL for a database on a server when
 * none is named. */
const char *key_file_path(const struct cli *cli);
/* Opens the key file, if it is there, and makes the office use it; the caller frees the vault after
 * all who use it. ERR_MISSING with its sentence, and nothing to free, when the office has no key
 * yet, or no file was named and there is none where it is looked for: many commands go on then.
 * ERR_ENV for a file that was named and is not there, is not safe, or belongs to another office. */
enum err key_file_use(const struct cli *cli, struct office *office, struct error *error,
		      struct vault **ret_vault) MUST_CHECK;
/* The key file of an office about to be founded: opened, or made when there is none. *ret_vault
 * NULL when none is named for a database on a server. *ret_made: made now, to be taken away again
 * with key_file_unmake() when the office does not come about. */
enum err key_file_prepare(const struct cli *cli, struct error *error, struct vault **ret_vault,
			  bool *ret_made) MUST_CHECK;
void key_file_unmake(const struct cli *cli);

#endif
