/* SPDX-License-Identifier: MulanPSL-2.0
 * The command line's framework: options, operands, help, exit codes, both streams. */
#include "cli/cli.h"

#include <unistd.h>

#include "cli/manual.h"
#include "store/register.h"
#include "unit/help_cmocka.h"

enum { MAX_WORDS = 160, MAX_OUTPUT = 65536 };

struct ran {
	int code;
	char out[MAX_OUTPUT], err[MAX_OUTPUT];
};

/* Both streams are files during the call, and what was written to them is read back. */
static void redirect(FILE *stream, FILE *to, int *ret_saved)
{
	fflush(stream);
	*ret_saved = dup(fileno(stream));
	assert_true(dup2(fileno(to), fileno(stream)) >= 0);
}

static void restore(FILE *stream, FILE *from, int saved, char *ret_text)
{
	fflush(stream);
	assert_true(dup2(saved, fileno(stream)) >= 0);
	close(saved);
	rewind(from);
	size_t n = fread(ret_text, 1, MAX_OUTPUT - 1, from);
	ret_text[n] = '\0';
	fclose(from);
}

static struct ran ran;

/* Runs `lianxin WORDS`, words parted by spaces. */
static void run(const char *words)
{
	static char text[8192];
	char program[] = "lianxin", *argv[MAX_WORDS] = {program}, *at = text;
	int argc = 1, saved[2];
	FILE *out = tmpfile(), *err = tmpfile();
	snprintf(text, sizeof text, "%s", words);
	while (text[0] != '\0' && at != NULL) argv[argc++] = strsep(&at, " ");
	assert_true(argc < MAX_WORDS);
	redirect(stdout, out, &saved[0]);
	redirect(stderr, err, &saved[1]);
	ran.code = cli_main(argc, argv);
	restore(stderr, err, saved[1], ran.err);
	restore(stdout, out, saved[0], ran.out);
}

static const struct {
	const char *words;
	int code;
	const char *out, *err; /* what the stream contains; NULL: it is empty */
} cases[] = {
	{"", 2, NULL, "usage: lianxin SUBCOMMAND"},
	{"--help", 0, "usage: lianxin SUBCOMMAND", NULL},
	{"--version", 0, LIANXIN_VERSION, NULL},
	{"nonsense", 2, NULL, "there is no subcommand \"nonsense\""},
	{"--json due", 2, NULL, "a subcommand comes before the option --json"},
	{"help due", 0, "--received DATE", NULL},
	{"due --help", 0, "--received DATE", NULL},
	{"due --received 2024-01-01 --help", 0, "usage: lianxin due", NULL},
	{"help nonsense", 2, NULL, "there is no subcommand"},
	{"help due fee", 2, NULL, "`help` does not expect \"fee\""},
	{"calendar", 2, NULL, "DATE is missing"},
	{"calendar 2024-05-11 2024-05-12", 2, NULL, "does not expect \"2024-05-12\""},
	{"calendar 2024-05-11 --json", 0, "{\"date\":\"2024-05-11\",\"working\":true", NULL},
	{"calendar --json 2024-05-11", 0, "\"name\":\"劳动节\",\"provisional\":false}", NULL},
	{"calendar --json=yes 2024-05-11", 2, NULL, "--json takes no value"},
	{"calendar -- 2024-05-11", 0, "工作日（劳动节调休上班）", NULL},
	{"calendar -- --json", 2, NULL, "\"--json\" is not a date that exists"},
	{"calendar -x 2024-05-11", 2, NULL, "`calendar` has no option -x"},
	{"calendar -", 2, NULL, "\"-\" is not a date"},
	{"calendar --db sqlite:x 2024-05-11", 3, NULL, "There is no database at x."},
	{"calendar --agency 古城 2024-05-11", 2, NULL, "local days are read from an office's --db"},
	{"fee --db sqlite:x --pieces 45", 2, NULL, "`fee` has no option --db"},
	{"calendar 2028-01-01 --json", 3, NULL, "no calendar of working days for 2028"},
	{"due --received=2024-04-26", 0, "2024-05-27\n", NULL},
	{"due --received 2024-04-26", 0, "2024-05-27\n", NULL},
	{"due --received", 2, NULL, "--received needs a value (DATE)"},
	{"due --received 2024-04-26 --received 2024-04-26", 2, NULL, "--received is given twice"},
	{"due --received= --json", 2, NULL, "\"\" is not a date that exists"},
	{"due --receive 2024-04-26", 2, NULL, "`due` has no option --receive"},
	{"due --received 2024-04-26 --channel pigeon", 2, NULL, "no channel \"pigeon\""},
	{"due --received 2024-04-26 --extend 5x", 2, NULL, "\"5x\" is not a whole number"},
	{"due --received 2024-04-26 --extend -1", 2, NULL, "\"-1\" is not a whole number"},
	{"due --received 2024-04-26 --delay 9999999999999999999", 2, NULL, "is not a whole number"},
	{"due --received 2024-04-26 --consult 2024-05-01", 2, NULL, "is not FROM..TO"},
	{"due --received 2024-04-26 --consult 2024-05-06..2024-02-30", 2, NULL, "is not FROM..TO"},
	{"due --received 2024-04-26 --consult 2024-05-06..2024-05-08 --consult "
	 "2024-05-07..2024-05-09",
	 0, "2024-05-30", NULL},
	{"fee --pieces 45", 0, "5500.00元", NULL},
	{"fee --pieces 45 --json", 0, "{\"yuan\":5500,\"trace\":[{\"date\":null,", NULL},
	{"fee --pieces 45 --pages 3", 2, NULL, "never both"},
	{"fee --pieces 45 --on 2020-12-31 --json", 0, "{\"yuan\":0,", NULL},
	{"help --complete zsh", 2, NULL, "no completion for \"zsh\""},
};

static void every_command_line_answers_as_it_should(void **state)
{
	(void)state;
	int wrong = 0;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		run(cases[i].words);
		const char *const got[] = {ran.out, ran.err};
		const char *const wanted[] = {cases[i].out, cases[i].err};
		bool good = ran.code == cases[i].code;
		for (int k = 0; k < 2; k++)
			good = good && (wanted[k] == NULL ? got[k][0] == '\0'
							  : strstr(got[k], wanted[k]) != NULL);
		if (good) continue;
		print_error("lianxin %s: exit %d\n%s%s", cases[i].words, ran.code, ran.out,
			    ran.err);
		wrong++;
	}
	if (wrong > 0) fail_msg("%d command lines answer otherwise", wrong);
}

static void a_repeatable_option_has_a_limit(void **state)
{
	(void)state;
	char words[8192] = "due --received 2024-04-26";
	for (int i = 0; i < CLI_MAX_MANY; i++)
		snprintf(words + strlen(words), sizeof words - strlen(words),
			 " --consult=2024-05-06..2024-05-08");
	run(words);
	assert_int_equal(ran.code, 0);
	snprintf(words + strlen(words), sizeof words - strlen(words),
		 " --consult=2024-05-06..2024-05-08");
	run(words);
	assert_int_equal(ran.code, 2);
	assert_non_null(strstr(ran.err, "at most 64 times"));
}

static void count_option(void *context, const struct option_row *option)
{
	int *n = context;
	assert_true(option->help[0] != '\0');
	assert_int_equal(option->value == NULL, option->kind == OPTION_FLAG);
	++*n;
}

/* Help is complete by construction; this holds the tables to what it needs. */
static void every_row_can_be_told(void **state)
{
	(void)state;
	for (const struct command_row *const *row = command_table; *row != NULL; row++) {
		int options = 0;
		char words[100];
		assert_true((*row)->summary[0] != '\0');
		assert_non_null((*row)->details);
		assert_non_null((*row)->run);
		assert_ptr_equal(command_find((*row)->name), *row);
		command_each_option(*row, count_option, &options);
		int own = 0; /* each has a place for its value; those of all are kept apart */
		while ((*row)->options != NULL && (*row)->options[own].name != NULL) own++;
		assert_in_range(own, 0, CLI_MAX_OPTIONS);
		snprintf(words, sizeof words, "help %s", (*row)->name);
		run(words);
		assert_int_equal(ran.code, 0);
		assert_non_null(strstr(ran.out, (*row)->name));
		assert_null(strstr(ran.out, " \n")); /* no blanks at the end of lines */
	}
	run("help import");
	for (int id = 0; id < REGISTER__MAX; id++) {
		const struct register_facts *facts = register_facts((enum register_id)id);
		assert_non_null(strstr(ran.out, facts->name));
		for (size_t i = 0; i < facts->n_columns; i++)
			if (strstr(ran.out, facts->columns[i].name) == NULL)
				fail_msg("%s.%s", facts->name, facts->columns[i].name);
	}
	static const char *const all[] = {"help --man", "help --markdown", "help --complete bash",
					  "help --json", "help"};
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		run(all[i]);
		assert_int_equal(ran.code, 0);
		for (const struct command_row *const *row = command_table; *row != NULL; row++)
			assert_non_null(strstr(ran.out, (*row)->name));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_command_line_answers_as_it_should),
		cmocka_unit_test(a_repeatable_option_has_a_limit),
		cmocka_unit_test(every_row_can_be_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
