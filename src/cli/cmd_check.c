/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin check`: reads published annual reports and says what is wrong with them. */
#include <jansson.h>
#include <string.h>

#include "base/buf.h"
#include "cli/file.h"
#include "office/read_report.h"
#include "office/tables_json.h"

/* A report, and why it could not be opened when it could not. */
struct given {
	struct reading reading;
	struct error error; /* code ERR_NONE: it was read */
};

static void read_given(struct cli *cli, const char *file, struct given *given)
{
	struct buf bytes;
	buf_init(&bytes, READ_MAX_BYTES);
	enum err err =
		cli_read_file(file, "An annual report is far smaller.", &bytes, &given->error);
	if (err == ERR_NONE)
		err = reading_of(file, buf_text(&bytes), bytes.n, cli->arena, &given->error,
				 &given->reading);
	if (err != ERR_NONE) given->reading = (struct reading){.arena = cli->arena, .file = file};
	if (err == ERR_CONTENT) {
		struct error unnamed = given->error;
		error_set(&given->error, err, unnamed.hint, "%s: %s", file, unnamed.message);
	}
	given->error.code = err;
	buf_release(&bytes);
}

static const char *severity_word(enum finding_severity severity)
{
	static const char *const words[] = {[FINDING_CERTAIN] = "certain",
					    [FINDING_PROBABLE] = "probable",
					    [FINDING_FORM] = "form"};
	return words[severity];
}

static json_t *finding_json(const struct finding *finding)
{
	json_t *json =
		json_pack("{s:s, s:s, s:s, s:{s:s, s:s, s:s}}", "id", finding->id, "identity",
			  finding->identity, "severity", severity_word(finding->severity), "where",
			  "table", finding->table, "row", finding->row, "column", finding->column);
	json_object_set_new(json, "expected",
			    finding->has_values ? json_integer(finding->expected) : json_null());
	json_object_set_new(json, "found",
			    finding->has_values ? json_integer(finding->found) : json_null());
	json_object_set_new(json, "text", json_string(finding->text));
	return json;
}

static json_t *given_json(const struct given *given)
{
	const struct reading *reading = &given->reading;
	json_t *json = json_object(), *findings = json_array(), *refused = json_array();
	json_t *tables = tables_to_json(&reading->tables);
	json_object_set_new(json, "file", json_string(reading->file));
	json_object_set_new(json, "agency", json_null());
	json_object_set_new(json, "year", json_null());
	json_object_update(json, tables);
	if (!reading_has_cells(reading)) json_object_set_new(json, "format", json_null());
	json_decref(tables);
	for (const struct finding *f = reading->findings.first; f != NULL; f = f->next)
		json_array_append_new(findings, finding_json(f));
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		json_array_append_new(refused, json_pack("{s:s, s:s, s:s}", "table", r->table,
							 "row", r->row, "reason", r->reason));
	json_object_set_new(json, "findings", findings);
	json_object_set_new(json, "refused", refused);
	if (given->error.code != ERR_NONE)
		json_object_set_new(json, "error", json_string(given->error.message));
	return json;
}

static const char *table_word(const char *table)
{
	static const struct {
		const char *table, *word;
	} words[] = {{"table2", "表二"}, {"table3", "表三"}, {"table4", "表四"}};
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(words[i].table, table) == 0) return words[i].word;
	return table;
}

/* A report with a hundred blank cells says so in one line, not in a hundred. */
static void print_findings(const struct findings *findings, enum finding_severity severity)
{
	static const char *const marks[] = {
		[FINDING_CERTAIN] = "错误", [FINDING_PROBABLE] = "疑问", [FINDING_FORM] = "格式"};
	enum { SHOWN = 5 };
	for (const struct finding *f = findings->first; f != NULL; f = f->next) {
		size_t before = 0, after = 0;
		if (f->severity != severity) continue;
		for (const struct finding *g = findings->first; g != f; g = g->next)
			before += strcmp(g->identity, f->identity) == 0;
		for (const struct finding *g = f->next; g != NULL; g = g->next)
			after += strcmp(g->identity, f->identity) == 0;
		bool folds = severity == FINDING_FORM && before + after >= 2 * SHOWN;
		if (folds && before == SHOWN)
			printf("  %s  同样的问题还有%zu处。\n", marks[severity], after + 1);
		if (!folds || before < SHOWN) printf("  %s  %s\n", marks[severity], f->text);
	}
}

static void print_given(const struct given *given)
{
	const struct reading *reading = &given->reading;
	bool any = reading_has_cells(reading);
	printf("%s", reading->file);
	if (reading->tables.agency != NULL) printf("  %s", reading->tables.agency);
	if (reading->tables.year != 0) printf("  %d年度", reading->tables.year);
	if (any) printf("  %s格式", reading->tables.format == FORMAT_2019 ? "2019年" : "2021年");
	printf("\n");
	if (given->error.code != ERR_NONE)
		printf("  未读  文件无法读取。\n");
	else if (!any && reading->refused == NULL)
		printf("  没有找到年度报告的统计表。\n");
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		printf("  未读  %s：%s\n", table_word(r->table), r->reason);
	for (int severity = FINDING_CERTAIN; severity <= FINDING_FORM; severity++)
		print_findings(&reading->findings, (enum finding_severity)severity);
	if (any && reading->findings.count == 0 && reading->refused == NULL)
		printf("  没有发现问题。\n");
	printf("\n");
}

static int run(struct cli *cli)
{
	size_t n = cli->n_operands;
	struct given *given = arena_array(cli->arena, n, sizeof *given);
	struct reading *readings = arena_array(cli->arena, n, sizeof *readings);
	bool any = false, unreadable = false;
	size_t certain = 0;
	for (size_t i = 0; i < n; i++) {
		read_given(cli, cli->operands[i], &given[i]);
		readings[i] = given[i].reading;
	}
	readings_compare(readings, n);
	json_t *files = json_array();
	for (size_t i = 0; i < n; i++) {
		given[i].reading = readings[i];
		any = any || reading_has_cells(&readings[i]);
		certain += readings[i].findings.certain;
		unreadable = unreadable || given[i].error.code == ERR_ENV;
		if (given[i].error.code != ERR_NONE) cli_fail(&given[i].error);
		if (cli->json)
			json_array_append_new(files, given_json(&given[i]));
		else
			print_given(&given[i]);
	}
	if (cli->json)
		cli_print_json(json_pack("{s:o}", "files", files));
	else
		json_decref(files);
	if (certain > 0) return 1;
	return any && !unreadable ? 0 : error_exit_code(ERR_ENV);
}

const struct command_row cmd_check = {
	.name = "check",
	.operands = "FILE…",
	.summary = "Read published annual reports and say what is wrong with them",
	.details =
		"Reads plain text (of a PDF: pdftotext -layout), Markdown, HTML or the JSON of "
		"`lianxin report`, in UTF-8 or GB18030; \"-\" is standard input. What cannot be "
		"read "
		"with certainty is refused with the reason, never guessed. Several files of one "
		"agency are compared year by year. Exit 1 when some finding is certain, 3 when no "
		"table could be read or a file could not be opened.",
	.run = run,
};
