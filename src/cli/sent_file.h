/* SPDX-License-Identifier: MulanPSL-2.0
 * Files given on the command line that the office keeps: looked at like what is sent to the desk.
 */
#ifndef LIANXIN_CLI_SENT_FILE_H
#define LIANXIN_CLI_SENT_FILE_H

#include "cli/operator.h"
#include "office/matter.h"

/* Reads the file at path into the arena. ERR_CONTENT when its content is not of `set` (FILE_SET_…),
 * is no sound file (base/file_check.h), or holds a virus, which is journalled; ERR_ENV when it
 * cannot be read, or the scanner does not answer and the office does not take files without. */
enum err cli_sent_file(struct cli *cli, struct desk *desk, const struct actor *actor,
		       const char *path, unsigned set, struct error *error,
		       struct matter_file *ret_file) MUST_CHECK;

#endif
