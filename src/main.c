/* SPDX-License-Identifier: MulanPSL-2.0
 * Dispatch to a subcommand, nothing else. */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
