/* SPDX-License-Identifier: MulanPSL-2.0
 * The man page and the bash completion, out of the same rows as help. */
#include <string.h>

#include "cli/manual.h"

/* troff: a backslash and a hyphen are escaped, a line never starts with a control character. */
static void troff(FILE *out, const char *text)
{
	for (const char *c = text; *c != '\0'; c++) {
		bool starts = c == text || c[-1] == '\n';
		if (starts && (*c == '.' || *c == '\'')) fputs("\\&", out);
		if (*c == '\\')
			fputs("\\e", out);
		else if (*c == '-')
			fputs("\\-", out);
		else if (*c == '\n' && c[1] == '\n')
			fputs("\n.PP", out);
		else
			fputc(*c, out);
	}
}

static void man_option(void *context, const struct option_row *option)
{
	FILE *out = context;
	fputs(".TP\n.B ", out);
	troff(out, "--");
	troff(out, option->name);
	if (option->kind != OPTION_FLAG) {
		fputs(" \\fI", out);
		troff(out, option->value);
		fputs("\\fR", out);
	}
	if (option->kind == OPTION_MANY) fputs(" (repeatable)", out);
	fputc('\n', out);
	troff(out, option->help);
	fputc('\n', out);
}

void manual_man(FILE *out)
{
	fprintf(out,
		".TH LIANXIN 1 \"\" \"lianxin %s\" \"Lianxin\"\n"
		".SH NAME\nlianxin \\- a government disclosure office in one program\n"
		".SH SYNOPSIS\n.B lianxin\n\\fISUBCOMMAND\\fR [\\fIOPERAND\\fR…] "
		"[\\fIOPTION\\fR…]\n.SH SUBCOMMANDS\n",
		LIANXIN_VERSION);
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		fputs(".SS ", out);
		troff(out, (*row)->name);
		fputc(' ', out);
		troff(out, (*row)->operands);
		fputc('\n', out);
		troff(out, (*row)->summary);
		fputs(".\n", out);
		if ((*row)->details[0] != '\0') {
			fputs(".PP\n", out);
			troff(out, (*row)->details);
			fputc('\n', out);
		}
		command_each_option(*row, man_option, out);
	}
	fputs(".SH EXIT STATUS\n"
	      ".TP\n.B 0\nfine\n"
	      ".TP\n.B 1\nthe answer is no: bad content in a given file, a certain finding, a "
	      "journal that does not verify\n"
	      ".TP\n.B 2\nwrong usage, or impossible values on the command line\n"
	      ".TP\n.B 3\nthe environment: a missing file, a port or database taken, a full disk, "
	      "a newer schema\n"
	      ".SH ENVIRONMENT\n.TP\n.B LIANXIN_DB\nthe database's URL where "
	      "\\fB\\-\\-db\\fR is not given\n",
	      out);
}

static void bash_name(void *context, const struct option_row *option)
{
	fprintf(context, " --%s", option->name);
}

struct bash_value {
	FILE *out;
	const char *command;
};

/* "counter|online" offers its words, FILE and DIR the file names, anything else nothing. */
static void bash_value(void *context, const struct option_row *option)
{
	const struct bash_value *at = context;
	if (option->kind == OPTION_FLAG) return;
	fprintf(at->out, "\t'%s --%s') ", at->command, option->name);
	if (strchr(option->value, '|') != NULL) {
		fputs("COMPREPLY=($(compgen -W '", at->out);
		for (const char *c = option->value; *c != '\0'; c++)
			fputc(*c == '|' ? ' ' : *c, at->out);
		fputs("' -- \"$word\"));;\n", at->out);
	} else if (strstr(option->value, "FILE") != NULL || strstr(option->value, "DIR") != NULL) {
		fputs("COMPREPLY=($(compgen -f -- \"$word\"));;\n", at->out);
	} else {
		fputs("COMPREPLY=();;\n", at->out);
	}
}

void manual_bash(FILE *out)
{
	fputs("# bash completion for lianxin, made by `lianxin help --complete bash`\n"
	      "_lianxin()\n{\n"
	      "\tlocal word=${COMP_WORDS[COMP_CWORD]} options=\n"
	      "\tif [ \"$COMP_CWORD\" = 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '",
	      out);
	for (const struct command_row *const *row = command_table; *row != NULL; row++)
		fprintf(out, "%s ", (*row)->name);
	fputs("--help --version' -- \"$word\"))\n\t\treturn\n\tfi\n"
	      "\tcase \"${COMP_WORDS[1]} ${COMP_WORDS[COMP_CWORD-1]}\" in\n",
	      out);
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		struct bash_value at = {out, (*row)->name};
		command_each_option(*row, bash_value, &at);
	}
	fputs("\t*)\n\t\tcase \"${COMP_WORDS[1]}\" in\n", out);
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		fprintf(out, "\t\t%s) options='", (*row)->name);
		command_each_option(*row, bash_name, out);
		fputs("';;\n", out);
	}
	fputs("\t\tesac\n"
	      "\t\tif [ \"${word#-}\" != \"$word\" ]; then\n"
	      "\t\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
	      "\t\telse\n\t\t\tCOMPREPLY=($(compgen -f -- \"$word\"))\n\t\tfi;;\n"
	      "\tesac\n}\ncomplete -F _lianxin lianxin\n",
	      out);
}
