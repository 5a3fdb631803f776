/* SPDX-License-Identifier: MulanPSL-2.0
 * How `lianxin request` prints: one JSON value, or lines for people. Names stay masked. */
#ifndef LIANXIN_CLI_REQUEST_OUT_H
#define LIANXIN_CLI_REQUEST_OUT_H

#include "cli/operator.h"
#include "office/matter.h"

/* Each returns the exit code. */
int request_filed(struct cli *cli, const struct matter_filed *filed, const struct matter_case *now);
int request_taken(struct cli *cli, const struct matter_case *now, const char *warning);
int request_show(struct cli *cli, struct desk *desk, const struct matter_case *now);
int request_list(struct cli *cli, struct desk *desk);

#endif
