/* SPDX-License-Identifier: MulanPSL-2.0
 * Help as plain text and as Markdown. */
#include "cli/manual.h"

#include <string.h>

#include "base/utf8.h"

enum { WIDTH = 78, NAME_COLUMN = 12, OPTION_COLUMN = 26 };

void command_each_option(const struct command_row *command, option_visit *visit, void *context)
{
	const struct option_row *const all[] = {
		command->options,
		command->uses_db ? option_db : NULL,
		command->uses_agency ? option_agency : NULL,
		command->uses_key ? option_key : NULL,
		option_json,
	};
	for (size_t i = 0; i < COUNT_OF(all); i++)
		for (const struct option_row *row = all[i]; row != NULL && row->name != NULL; row++)
			visit(context, row);
}

/* Prints text, which starts at column `at`, broken between words at WIDTH with `indent` spaces
 * before each further line; "\n\n" parts paragraphs. */
static void print_wrapped(FILE *out, const char *text, size_t at, size_t indent)
{
	size_t column = at;
	for (bool first = true; *text != '\0'; first = false) {
		size_t bytes = strcspn(text, " \n");
		size_t width = utf8_length(text) - utf8_length(text + bytes);
		if (!first && column + 1 + width > WIDTH) {
			fprintf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!first && column > indent) {
			fputc(' ', out);
			column++;
		}
		fwrite(text, 1, bytes, out);
		column += width;
		text += bytes;
		if (strncmp(text, "\n\n", 2) == 0) {
			fprintf(out, "\n\n%*s", (int)indent, "");
			column = indent;
		}
		text += strspn(text, " \n");
	}
	fputc('\n', out);
}

static void print_usage(FILE *out, const struct command_row *command)
{
	bool operands = command->operands[0] != '\0';
	fprintf(out, "lianxin %s%s%s [OPTION…]", command->name, operands ? " " : "",
		command->operands);
}

/* "--opt VALUE", and how wide it stands. */
static size_t option_words(const struct option_row *option, char *ret, size_t n)
{
	const char *value = option->kind == OPTION_FLAG ? "" : option->value;
	snprintf(ret, n, "--%s%s%s%s", option->name, value[0] == '\0' ? "" : " ", value,
		 option->kind == OPTION_MANY ? " (repeatable)" : "");
	return utf8_length(ret);
}

static void print_option(void *context, const struct option_row *option)
{
	FILE *out = context;
	char words[160];
	size_t width = option_words(option, words, sizeof words);
	size_t column = 2 + width;
	fprintf(out, "  %s", words);
	if (column + 2 > OPTION_COLUMN) {
		fputc('\n', out);
		column = 0;
	}
	fprintf(out, "%*s", (int)(OPTION_COLUMN - column), "");
	print_wrapped(out, option->help, OPTION_COLUMN, OPTION_COLUMN);
}

void manual_overview(FILE *out)
{
	fputs("lianxin (连心) — a government disclosure office in one program\n\n"
	      "usage: lianxin SUBCOMMAND [OPERAND…] [OPTION…]\n\n",
	      out);
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		fprintf(out, "  %-*s", NAME_COLUMN, (*row)->name);
		print_wrapped(out, (*row)->summary, NAME_COLUMN + 2, NAME_COLUMN + 2);
	}
	fputs("\n`lianxin help SUBCOMMAND` tells more; `lianxin --version` prints the version.\n"
	      "Exit code: 0 fine, 1 the answer is no, 2 wrong usage, 3 the environment.\n",
	      out);
}

void manual_command(FILE *out, const struct command_row *command)
{
	fputs("usage: ", out);
	print_usage(out, command);
	fputs("\n\n", out);
	print_wrapped(out, command->summary, 0, 0);
	if (command->details[0] != '\0') {
		fputc('\n', out);
		print_wrapped(out, command->details, 0, 0);
	}
	fputs("\nOptions:\n", out);
	command_each_option(command, print_option, out);
}

static void markdown_option(void *context, const struct option_row *option)
{
	char words[160];
	option_words(option, words, sizeof words);
	fprintf(context, "- `%s` — %s\n", words, option->help);
}

void manual_markdown(FILE *out)
{
	fputs("# The command line\n\n"
	      "Made by `lianxin help --markdown` out of the program's own tables; do not edit.\n\n"
	      "Exit code: 0 fine; 1 the answer is no; 2 wrong usage; 3 the environment.\n",
	      out);
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		fprintf(out, "\n## %s\n\n`", (*row)->name);
		print_usage(out, *row);
		fprintf(out, "`\n\n%s\n\n", (*row)->summary);
		if ((*row)->details[0] != '\0') fprintf(out, "%s\n\n", (*row)->details);
		command_each_option(*row, markdown_option, out);
	}
}
