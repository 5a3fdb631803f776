/* SPDX-License-Identifier: MulanPSL-2.0
 * Files that subcommands read, and papers they hand out. */
#ifndef LIANXIN_CLI_FILE_H
#define LIANXIN_CLI_FILE_H

#include "base/buf.h"
#include "cli/cli.h"
#include "paper/paper.h"

/* Adds a file's bytes, "-" for standard input, to the buffer, whose maximum bounds it: past that
 * ERR_CONTENT with the hint. */
enum err cli_read_file(const char *file, const char *hint, struct buf *buf,
		       struct error *error) MUST_CHECK;
/* Writes to --out, or to standard output without it; with --json and --out says so on standard
 * output. format: the paper's code. The exit code. */
int cli_hand_out(struct cli *cli, const char *format, const void *bytes, size_t n);
/* Prints the document in this format first. */
int cli_hand_out_paper(struct cli *cli, const struct doc *doc, const struct paper_format *paper);

/* Where the virus scanner listens: --clamd, else $LIANXIN_CLAMD; NULL: there is none. */
const char *cli_clamd(const struct cli *cli);

#endif
