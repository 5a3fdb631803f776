/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin letter`: a letter out of a template and the facts of one request, and the check of a
 * template that an office has edited. */
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/file.h"
#include "office/letter.h"

enum { DATA_MAX = 1024 * 1024 };

static const struct option_row options[] = {
	{"data", OPTION_VALUE, "FILE",
	 "the request's facts, one JSON object; - for standard input"},
	{"template", OPTION_VALUE, "FILE", "an office's own template instead of the house's"},
	{"format", OPTION_VALUE, "FORMAT", "text (unless given), html, fragment, pdf or docx"},
	{"out", OPTION_VALUE, "FILE", "write there instead of standard output"},
	{"show", OPTION_FLAG, NULL, "print the house's template of KIND, to be edited"},
	{"check", OPTION_VALUE, "TEMPLATE", "say what a template lacks; exit 1 when it lacks any"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

static json_t *problems_json(const struct problems *problems)
{
	json_t *array = json_array();
	for (const struct problem *p = problems->first; p != NULL; p = p->next)
		json_array_append_new(array,
				      json_pack("{s:s, s:s}", "where", p->field, "text", p->text));
	return array;
}

static void problems_print(const struct problems *problems, FILE *out)
{
	for (const struct problem *p = problems->first; p != NULL; p = p->next)
		fprintf(out, "%s%s%s\n", p->field, p->field[0] == '\0' ? "" : "：", p->text);
}

/* Bad content in a given file: exit 1, and with --json still one value. */
static int refuse(struct cli *cli, const char *file, const struct problems *problems)
{
	struct error error;
	error_set(&error, ERR_CONTENT, "Correct what is listed.", "%s: %zu found.", file,
		  problems->count);
	if (cli->json)
		cli_print_json(
			json_pack("{s:b, s:o}", "ok", 0, "problems", problems_json(problems)));
	else
		problems_print(problems, stderr);
	return cli_fail(&error);
}

static int read_file(struct cli *cli, const char *path, size_t max, const char **ret_bytes,
		     size_t *ret_n)
{
	struct buf bytes;
	struct error error;
	buf_init(&bytes, max);
	enum err err = cli_read_file(path, "A letter is far smaller.", &bytes, &error);
	if (err == ERR_NONE) {
		*ret_bytes = arena_text_n(cli->arena, buf_text(&bytes), bytes.n);
		*ret_n = bytes.n;
	}
	buf_release(&bytes);
	return err == ERR_NONE ? 0 : cli_fail(&error);
}

static int check(struct cli *cli, const char *path)
{
	struct problems problems;
	struct letter_template template;
	const char *bytes;
	size_t n;
	int failed = read_file(cli, path, LETTER_TEMPLATE_MAX + 1, &bytes, &n);
	if (failed != 0) return failed;
	problems_init(&problems, cli->arena);
	if (!letter_template_read(bytes, n, cli->arena, &problems, &template))
		return refuse(cli, path, &problems);
	const struct letter_facts *facts = letter_facts(template.kind);
	if (cli->json)
		return cli_print_json(
			json_pack("{s:b, s:s, s:[]}", "ok", 1, "kind", facts->code, "problems"));
	printf("%s %s：要素齐全。\n", facts->code, facts->noun);
	return 0;
}

static int list(struct cli *cli)
{
	json_t *array = cli->json ? json_array() : NULL;
	for (int i = 0; i < LETTER__MAX; i++) {
		const struct letter_facts *facts = letter_facts((enum letter)i);
		if (cli->json)
			json_array_append_new(array, json_pack("{s:s, s:s, s:s, s:s}", "kind",
							       facts->code, "title", facts->noun,
							       "article", facts->article,
							       "outcomes", facts->outcomes));
		else
			printf("%s\t%s\t%s\t%s\n", facts->code, facts->noun, facts->article,
			       facts->outcomes);
	}
	return cli->json ? cli_print_json(json_pack("{s:o}", "letters", array)) : 0;
}

static int load_template(struct cli *cli, enum letter kind, struct letter_template *ret_template)
{
	struct problems problems;
	const char *path = cli_value(cli, "template"), *bytes = letter_template_own(kind);
	size_t n = strlen(bytes);
	problems_init(&problems, cli->arena);
	int failed = path == NULL ? 0 : read_file(cli, path, LETTER_TEMPLATE_MAX + 1, &bytes, &n);
	if (failed != 0) return failed;
	if (!letter_template_read(bytes, n, cli->arena, &problems, ret_template)) {
		BUG_IF(path == NULL);
		return refuse(cli, path, &problems);
	}
	if (ret_template->kind != kind)
		return cli_usage(cli, "--template %s is of kind %s", path,
				 letter_facts(ret_template->kind)->code);
	return 0;
}

static int print_letter(struct cli *cli, enum letter kind, const struct paper_format *paper)
{
	struct letter_template template;
	struct letter_data data;
	struct problems problems;
	const char *path = cli_value(cli, "data"), *bytes;
	size_t n;
	int failed = load_template(cli, kind, &template);
	if (failed == 0) failed = read_file(cli, path, DATA_MAX, &bytes, &n);
	if (failed != 0) return failed;
	problems_init(&problems, cli->arena);
	struct doc *doc = NULL;
	if (letter_data_from_json(bytes, n, kind, cli->arena, &problems, &data))
		doc = letter_document(&template, &data, &problems);
	if (doc == NULL) return refuse(cli, path, &problems);
	return cli_hand_out_paper(cli, doc, paper);
}

static int run(struct cli *cli)
{
	const char *template = cli_value(cli, "check"), *format = cli_value(cli, "format");
	enum letter kind;
	if (template != NULL)
		return cli->n_operands == 0
			       ? check(cli, template)
			       : cli_usage(cli, "--check reads the kind from the template");
	if (cli->n_operands == 0) return list(cli);
	if (!letter_parse(cli->operands[0], &kind))
		return cli_usage(cli, "there is no letter \"%s\"", cli->operands[0]);
	if (cli_flag(cli, "show")) {
		const char *text = letter_template_own(kind);
		if (cli->json)
			return cli_print_json(json_pack("{s:s, s:s}", "kind", cli->operands[0],
							"template", text));
		return cli_hand_out(cli, "text", text, strlen(text));
	}
	if (cli_value(cli, "data") == NULL) return cli_usage(cli, "--data is missing");
	const struct paper_format *paper = paper_format_find(format == NULL ? "text" : format);
	if (paper == NULL)
		return cli_usage(cli, "--format %s: text, html, fragment, pdf or docx", format);
	bool to_stdout = cli_value(cli, "out") == NULL;
	if (cli->json && to_stdout) return cli_usage(cli, "--json needs --out FILE");
	if (paper->binary && to_stdout && isatty(STDOUT_FILENO))
		return cli_usage(cli, "--format %s needs --out FILE on a terminal", format);
	return print_letter(cli, kind, paper);
}

const struct command_row cmd_letter = {
	.name = "letter",
	.operands = "[KIND]",
	.summary = "Make a letter of disclosure on request, or check an edited template",
	.details =
		"Without KIND the letters are listed: P1–P12 procedure, R1–R18 replies, "
		"F1–F3 closing notices. --show prints the house's template; edit a copy, check it "
		"with --check, use it with --template. A template that lost what the law wants, "
		"or data that lack what the template names, make no letter: exit 1, with a line "
		"for each in Chinese.\n\n"
		"Every letter takes organ, number (古政公复〔2025〕3号), date and attachments; the "
		"remedy is worked out by the law in force on that date and takes "
		"reconsideration_organ. The further keys are in docs/how-to/edit-a-letter.md.",
	.run = run,
	.options = options,
};
