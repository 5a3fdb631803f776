/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin report`: the statutory report of a year, as data or as a paper. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/file.h"
#include "cli/operator.h"
#include "office/annual.h"
#include "office/tables_json.h"

enum { FIRST_YEAR = 2008, LAST_YEAR = 2100 };

static const struct option_row options[] = {
	{"year", OPTION_VALUE, "Y", "the year reported on"},
	{"format", OPTION_VALUE, "FORMAT",
	 "json, html, fragment, pdf, docx or text (unless given)"},
	{"out", OPTION_VALUE, "FILE", "write there instead of standard output"},
	{"live", OPTION_FLAG, NULL, "today's figures, also where the year is frozen or published"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static int print_data(struct cli *cli, struct desk *desk, int year, bool live)
{
	struct error error;
	struct tables tables;
	enum report_state state;
	if (annual_tables(&desk->office, &desk->actor, desk->agency.id, year, live, cli->arena,
			  &error, &tables, &state) != ERR_NONE)
		return cli_fail(&error);
	json_t *json = tables_to_json(&tables);
	json_object_set_new(json, "state", json_string(report_state_code(state)));
	if (cli_value(cli, "out") == NULL) return cli_print_json(json);
	char *text = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(json);
	BUG_IF(text == NULL);
	const char *line = arena_printf(cli->arena, "%s\n", text);
	free(text);
	return cli_hand_out(cli, "json", line, strlen(line));
}

/* A published year hands out the very paper that was published. */
static int print_kept(struct cli *cli, struct desk *desk, int year,
		      const struct paper_format *paper, bool *ret_found)
{
	struct error error;
	struct report_paper kept;
	enum err err = annual_paper_kept(&desk->office, &desk->actor, desk->agency.id, year, paper,
					 cli->arena, &error, &kept);
	*ret_found = err != ERR_MISSING;
	if (err == ERR_MISSING) return 0;
	if (err != ERR_NONE) return cli_fail(&error);
	return cli_hand_out(cli, kept.format, kept.bytes, kept.n);
}

static int print_paper(struct cli *cli, struct desk *desk, int year,
		       const struct paper_format *paper, bool live)
{
	if (!live) {
		bool found = false;
		int code = print_kept(cli, desk, year, paper, &found);
		if (found) return code;
	}
	struct error error;
	struct annual annual;
	if (annual_load(&desk->office, &desk->actor, desk->agency.id, year, cli->arena, &error,
			&annual) != ERR_NONE)
		return cli_fail(&error);
	struct doc *doc = annual_document(&desk->office, &annual, live, cli->arena);
	return cli_hand_out_paper(cli, doc, paper);
}

static int run(struct cli *cli)
{
	int64_t year = 0;
	int failed = cli_number(cli, "year", FIRST_YEAR, LAST_YEAR, &year);
	if (failed != 0) return failed;
	if (year == 0) return cli_usage(cli, "--year is missing");
	const char *format = cli_value(cli, "format");
	if (format == NULL) format = cli->json ? "json" : "text";
	bool data = strcmp(format, "json") == 0;
	const struct paper_format *paper = paper_format_find(format);
	if (!data && paper == NULL)
		return cli_usage(cli, "--format %s: json, html, fragment, pdf, docx or text",
				 format);
	bool to_stdout = cli_value(cli, "out") == NULL;
	if (!data && cli->json && to_stdout)
		return cli_usage(cli, "--json with --format %s needs --out FILE", format);
	if (!data && paper->binary && to_stdout && isatty(STDOUT_FILENO))
		return cli_usage(cli, "--format %s needs --out FILE on a terminal", format);
	struct desk desk;
	int code = desk_open_reading(cli, &desk);
	if (code != 0) return code;
	bool live = cli_flag(cli, "live");
	code = data ? print_data(cli, &desk, (int)year, live)
		    : print_paper(cli, &desk, (int)year, paper, live);
	desk_close(&desk);
	return code;
}

const struct command_row cmd_report = {
	.name = "report",
	.operands = "",
	.summary = "Print the annual report of a year",
	.details =
		"A published year prints the figures and papers that were published, a frozen "
		"one its frozen figures; --live counts today's. Drafts are watermarked.\n\n"
		"The JSON has agency, year, format, table2, table3, table4 (docs: the contract's "
		"tables.schema.json) and state: draft, frozen or published.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
};
