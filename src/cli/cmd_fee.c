/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin fee`: the processing fee by either tariff, and why. */
#include <jansson.h>

#include "cli/cli.h"
#include "cli/trace_out.h"
#include "law/fee.h"

static const struct option_row options[] = {
	{"pieces", OPTION_VALUE, "N", "all applications of one person in one calendar month"},
	{"pages", OPTION_VALUE, "N", "the pages of one application"},
	{"on", OPTION_VALUE, "DATE", "day of the fee decision; there is no fee before 2021-01-01"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static int run(struct cli *cli)
{
	bool by_piece = cli_value(cli, "pieces") != NULL;
	if (by_piece == (cli_value(cli, "pages") != NULL))
		return cli_usage(cli, "give either --pieces or --pages, never both");
	int64_t count = 0, fen;
	day on = DAY_NONE;
	int failed = cli_number(cli, by_piece ? "pieces" : "pages", 0, FEE_MAX_COUNT, &count);
	if (failed == 0) failed = cli_day(cli, "on", &on);
	if (failed != 0) return failed;
	struct trace trace;
	struct error error;
	trace_init(&trace, cli->arena);
	if (fee_compute(by_piece ? FEE_BY_PIECE : FEE_BY_PAGE, count, on, &trace, &fen, &error) !=
	    ERR_NONE)
		return cli_fail(&error);
	if (cli->json)
		return cli_print_json(json_pack("{s:I, s:o}", "yuan", (json_int_t)(fen / 100),
						"trace", trace_json(&trace)));
	printf("%lld.%02lld元\n\n", (long long)(fen / 100), (long long)(fen % 100));
	trace_print(&trace);
	return 0;
}

const struct command_row cmd_fee = {
	.name = "fee",
	.operands = "",
	.summary = "Compute the processing fee by piece or by page",
	.details =
		"国办函〔2020〕109号: by piece, all applications of one person in one calendar "
		"month "
		"together; by page, one application. The agency picks one of the two, never both.",
	.run = run,
	.options = options,
};
