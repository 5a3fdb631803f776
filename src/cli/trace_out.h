/* SPDX-License-Identifier: MulanPSL-2.0
 * A trace on the command line: as the contract's JSON, or as lines. */
#ifndef LIANXIN_CLI_TRACE_OUT_H
#define LIANXIN_CLI_TRACE_OUT_H

#include "law/trace.h"

struct json_t;
/* [{"date","rule","text"}…], with "warning": true where it is one. A new reference. */
struct json_t *trace_json(const struct trace *trace);
/* One line per step on stdout. */
void trace_print(const struct trace *trace);

#endif
