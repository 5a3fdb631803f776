/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin import`: a register's entries from a CSV file, all or nothing. */
#include <inttypes.h>
#include <jansson.h>

#include "cli/operator.h"
#include "office/import.h"

static const struct option_row options[] = {
	{"register", OPTION_VALUE, "NAME",
	 "records, normative, licences, penalties, coercion, charges, requests, reconsiderations, "
	 "litigation, corrections, suggestions, complaints, responses, interpretations or fees"},
	{"dry-run", OPTION_FLAG, NULL, "check everything, keep nothing"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static json_t *result_json(const struct import_result *result)
{
	json_t *errors = json_array();
	for (size_t i = 0; i < result->n_kept; i++)
		json_array_append_new(errors, json_pack("{sI,ss,ss}", "line",
							(json_int_t)result->errors[i].line,
							"column", result->errors[i].column,
							"reason", result->errors[i].reason));
	return json_pack("{sI,so,sI,sI}", "imported", (json_int_t)result->imported, "errors",
			 errors, "error_count", (json_int_t)result->n_errors, "rows",
			 (json_int_t)result->rows);
}

static void result_print(const struct import_result *result, bool dry_run)
{
	for (size_t i = 0; i < result->n_kept; i++)
		fprintf(stderr, "line %" PRId64 "%s%s: %s\n", result->errors[i].line,
			result->errors[i].column[0] == '\0' ? "" : ", column ",
			result->errors[i].column, result->errors[i].reason);
	if (result->n_errors == 0)
		printf(dry_run ? "%s found good; nothing was kept (dry run).\n" : "Imported %s.\n",
		       cli_count(result->imported, "entry", "entries").s);
}

static int import(struct cli *cli, const struct register_facts *facts)
{
	struct desk desk;
	int failed = desk_open(cli, &desk);
	if (failed != 0) return failed;
	struct import_source source = {.path = cli->operands[0]};
	struct import_result *result = ARENA_NEW(cli->arena, struct import_result);
	struct error error;
	bool dry_run = cli_flag(cli, "dry-run");
	enum err err = import_csv(&desk.office, &desk.actor, facts->id, desk.agency.id, &source,
				  dry_run, cli->arena, &error, result);
	desk_close(&desk);
	if (err != ERR_NONE && err != ERR_CONTENT) return cli_fail(&error);
	if (cli->json)
		cli_print_json(result_json(result));
	else
		result_print(result, dry_run);
	if (err != ERR_NONE) {
		error_set(&error, err, "Mend the file and import it again.",
			  "Nothing was imported: %s in %s.",
			  cli_count(result->n_errors, "mistake", "mistakes").s, cli->operands[0]);
		return cli_fail(&error);
	}
	return 0;
}

static int run(struct cli *cli)
{
	const char *name = cli_value(cli, "register");
	if (name == NULL) return cli_usage(cli, "--register is missing");
	const struct register_facts *facts = register_find(name);
	if (facts == NULL) return cli_usage(cli, "there is no register \"%s\"", name);
	return import(cli, facts);
}

const struct command_row cmd_import = {
	.name = "import",
	.operands = "FILE",
	.summary = "Take a register's entries from a CSV file, all or nothing",
	.details =
		"UTF-8, with or without byte order mark, or GB18030. The first line names the "
		"columns, in any order; an unknown, doubled or missing one is a mistake. With any "
		"mistake nothing is imported and the exit code is 1; the first hundred are printed "
		"with line and column.\n\n"
		"requests: number, received, channel, requester_kind, requester_name, subject, "
		"outcome, replied. requester_kind: natural, business, research, social, legal, "
		"other. outcome: a, b, c1–c8, d1–d3, e1–e5, f1–f3, or empty while open, then "
		"replied is empty too. The date received is the receipt (Art. 31).\n\n"
		"records: title, kind, topic, key_area, formed, published, published_via, "
		"document_number, url. normative: title, document_number, level, made, repealed, "
		"url. licences, penalties, coercion: first_day, last_day, source, quantity, note. "
		"charges: first_day, last_day, source, amount, note. reconsiderations: number, "
		"filed, applicant, subject, closed, result. litigation: number, route, filed, "
		"plaintiff, subject, closed, result. corrections: number, received, channel, "
		"requester_kind, name, record, subject, result, replied. suggestions: number, "
		"received, name, subject, result, answered, url. complaints: number, received, "
		"channel, name, about, about_request, subject, result, answered. responses: "
		"title, topic, raised, answered, answered_via, url. interpretations: title, "
		"of_title, form, published, "
		"published_via, url. fees: request_number, noticed, amount, paid, note.\n\n"
		"Names in corrections, suggestions and complaints are sealed with the office's "
		"key; without it a row with a name is a mistake.\n\n"
		"Dates are YYYY-MM-DD, money is yuan with at most two decimals.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_agency = true,
	.uses_key = true,
};
