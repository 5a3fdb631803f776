/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads the command line against the subcommand's tables, runs it, and speaks for it. */
#include "cli/cli.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "cli/manual.h"

enum { MAX_MESSAGE = 256 };
#define DEFAULT_DB "sqlite:lianxin.db"

/* clang-format off */
const struct option_row option_json[] = {
	{"json", OPTION_FLAG, NULL, "print exactly one JSON value on stdout"},
	{"help", OPTION_FLAG, NULL, "print this help"},
	{NULL, OPTION_FLAG, NULL, NULL}};
const struct option_row option_db[] = {
	{"db", OPTION_VALUE, "URL", "sqlite:PATH or postgresql://…; default $LIANXIN_DB, else " DEFAULT_DB},
	{NULL, OPTION_FLAG, NULL, NULL}};
const struct option_row option_agency[] = {
	{"agency", OPTION_VALUE, "NAME", "the agency meant; default the database's root agency"},
	{NULL, OPTION_FLAG, NULL, NULL}};
const struct option_row option_key[] = {
	{"key-file", OPTION_VALUE, "PATH", "the key of personal data; default $LIANXIN_KEY_FILE, else PATH.key beside sqlite:PATH"},
	{NULL, OPTION_FLAG, NULL, NULL}};
/* clang-format on */

struct cli_count cli_count(int64_t n, const char *one, const char *many)
{
	struct cli_count count;
	int length = snprintf(count.s, sizeof count.s, "%" PRId64 " %s", n, n == 1 ? one : many);
	BUG_IF(length < 0 || (size_t)length >= sizeof count.s);
	return count;
}

int cli_fail(const struct error *error)
{
	fflush(stdout);
	fprintf(stderr, "lianxin: %s\n", error->message);
	if (error->hint[0] != '\0') fprintf(stderr, "%s\n", error->hint);
	return error_exit_code(error->code);
}

int cli_usage(const struct cli *cli, const char *format, ...)
{
	char message[MAX_MESSAGE], hint[MAX_MESSAGE];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	snprintf(hint, sizeof hint, "See `lianxin help %s`.", cli->command->name);
	struct error error;
	error_set(&error, ERR_USAGE, hint, "%s", message);
	return cli_fail(&error);
}

int cli_print_json(struct json_t *value)
{
	BUG_IF(value == NULL);
	int failed =
		json_dumpf(value, stdout, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15));
	json_decref(value);
	putchar('\n');
	BUG_IF(failed != 0 && !ferror(stdout));
	return 0;
}

static int option_index(const struct option_row *options, const char *name, size_t length)
{
	if (options == NULL) return -1;
	for (int i = 0; options[i].name != NULL; i++)
		if (strlen(options[i].name) == length && memcmp(options[i].name, name, length) == 0)
			return i;
	return -1;
}

const char *cli_value(const struct cli *cli, const char *name)
{
	int index = option_index(cli->command->options, name, strlen(name));
	BUG_IF(index < 0);
	return cli->values[index];
}

bool cli_flag(const struct cli *cli, const char *name)
{
	return cli_value(cli, name) != NULL;
}

int cli_day(const struct cli *cli, const char *name, day *ret_day)
{
	const char *text = cli_value(cli, name);
	if (text == NULL || day_parse(text, ret_day)) return 0;
	return cli_usage(cli, "--%s: \"%s\" is not a date that exists (YYYY-MM-DD)", name, text);
}

int cli_number(const struct cli *cli, const char *name, int64_t min, int64_t max,
	       int64_t *ret_number)
{
	enum { MAX_DIGITS = 18 };
	const char *text = cli_value(cli, name);
	if (text == NULL) return 0;
	size_t digits = strspn(text, "0123456789");
	bool good = digits > 0 && digits <= MAX_DIGITS && text[digits] == '\0';
	int64_t number = 0;
	for (size_t i = 0; good && i < digits; i++) number = number * 10 + (text[i] - '0');
	if (!good || number < min || number > max)
		return cli_usage(cli, "--%s: \"%s\" is not a whole number from %lld to %lld", name,
				 text, (long long)min, (long long)max);
	*ret_number = number;
	return 0;
}

/* Where an option's value goes, and how it is declared. */
struct option_place {
	const struct option_row *row;
	const char **value; /* NULL for OPTION_MANY */
	bool help;
};

static bool option_place(struct cli *cli, const char *name, size_t length, const char **ret_json,
			 struct option_place *ret)
{
	const struct command_row *command = cli->command;
	int index = option_index(command->options, name, length);
	if (index >= 0) {
		ret->row = &command->options[index];
		ret->value = ret->row->kind == OPTION_MANY ? NULL : &cli->values[index];
		return true;
	}
	if ((index = option_index(option_json, name, length)) >= 0) {
		ret->row = &option_json[index];
		ret->value = ret_json;
		ret->help = index == 1;
		return true;
	}
	if (command->uses_db && option_index(option_db, name, length) >= 0) {
		ret->row = option_db;
		ret->value = &cli->db;
		return true;
	}
	if (command->uses_agency && option_index(option_agency, name, length) >= 0) {
		ret->row = option_agency;
		ret->value = &cli->agency;
		return true;
	}
	if (command->uses_key && option_index(option_key, name, length) >= 0) {
		ret->row = option_key;
		ret->value = &cli->key_file;
		return true;
	}
	return false;
}

/* One "--name", "--name=value" or "--name" "value" at argv[*at]; moves *at past what it took. */
static int read_option(struct cli *cli, int argc, char **argv, int *at, const char **ret_json,
		       bool *ret_help)
{
	const char *name = argv[*at] + 2, *equals = strchr(name, '=');
	size_t length = equals == NULL ? strlen(name) : (size_t)(equals - name);
	struct option_place place = {NULL, NULL, false};
	if (!option_place(cli, name, length, ret_json, &place))
		return cli_usage(cli, "`%s` has no option --%.*s", cli->command->name, (int)length,
				 name);
	const char *value = "";
	if (place.row->kind == OPTION_FLAG) {
		if (equals != NULL) return cli_usage(cli, "--%s takes no value", place.row->name);
	} else if (equals != NULL) {
		value = equals + 1;
	} else if (*at + 1 < argc) {
		value = argv[++*at];
	} else {
		return cli_usage(cli, "--%s needs a value (%s)", place.row->name, place.row->value);
	}
	++*at;
	if (place.help) *ret_help = true;
	if (place.value == NULL) {
		if (cli->n_many == CLI_MAX_MANY)
			return cli_usage(cli, "--%s may be given at most %d times", place.row->name,
					 CLI_MAX_MANY);
		cli->many[cli->n_many++] = value;
		return 0;
	}
	if (*place.value != NULL && place.row->kind == OPTION_VALUE)
		return cli_usage(cli, "--%s is given twice", place.row->name);
	*place.value = value;
	return 0;
}

/* Does the number of operands suit the row's "DATE", "[COMMAND]" or "FILE…"? */
static int check_operands(const struct cli *cli)
{
	size_t least = 0, most = 0;
	bool many = false;
	for (const char *word = cli->command->operands; *word != '\0';) {
		size_t length = strcspn(word, " ");
		most++;
		if (*word != '[') least++;
		if (most == cli->n_operands + 1 && least == most)
			return cli_usage(cli, "%.*s is missing", (int)length, word);
		if (memmem(word, length, "…", strlen("…")) != NULL) many = true;
		word += length;
		word += strspn(word, " ");
	}
	if (cli->n_operands > most && !many)
		return cli_usage(cli, "`%s` does not expect \"%s\"", cli->command->name,
				 cli->operands[most]);
	return 0;
}

static int read_arguments(struct cli *cli, int argc, char **argv, bool *ret_help)
{
	const char *json = NULL;
	bool options_over = false;
	cli->operands = arena_array(cli->arena, (size_t)argc + 1, sizeof *cli->operands);
	for (int at = 0; at < argc;) {
		if (!options_over && strcmp(argv[at], "--") == 0) {
			options_over = true;
			at++;
		} else if (!options_over && strncmp(argv[at], "--", 2) == 0) {
			int failed = read_option(cli, argc, argv, &at, &json, ret_help);
			if (failed != 0) return failed;
		} else if (!options_over && argv[at][0] == '-' && argv[at][1] != '\0') {
			return cli_usage(cli, "`%s` has no option %s", cli->command->name,
					 argv[at]);
		} else {
			cli->operands[cli->n_operands++] = argv[at++];
		}
	}
	cli->json = json != NULL;
	return *ret_help ? 0 : check_operands(cli);
}

#ifdef LIANXIN_TEST_CLOCK
/* The checked flavour alone lets a test set the clock: LIANXIN_CLOCK=2026-11-23T09:30. */
static void set_test_clock(struct cli *cli)
{
	enum {
		TIME_AT = 11,
		LENGTH = 16,
		MINUTE_MS = 60000,
		DAY_MINUTES = 1440,
		ZONE_MINUTES = 480
	};
	const char *text = getenv("LIANXIN_CLOCK");
	if (text == NULL) return;
	day d = DAY_NONE;
	BUG_IF(strlen(text) != LENGTH || text[TIME_AT - 1] != 'T' ||
	       !day_parse(arena_text_n(cli->arena, text, TIME_AT - 1), &d));
	const char *time = text + TIME_AT;
	int hours = (time[0] - '0') * 10 + (time[1] - '0');
	int minutes = (time[3] - '0') * 10 + (time[4] - '0');
	BUG_IF(hours < 0 || hours > 23 || minutes < 0 || minutes > 59);
	cli->clock.fixed_ms =
		((int64_t)d * DAY_MINUTES + hours * 60 + minutes - ZONE_MINUTES) * MINUTE_MS;
}
#else
static void set_test_clock(struct cli *cli)
{
	(void)cli;
}
#endif

static int run_command(const struct command_row *command, int argc, char **argv)
{
	struct arena arena;
	arena_init(&arena);
	struct cli cli = {.arena = &arena, .command = command};
	set_test_clock(&cli);
	bool help = false;
	int code = read_arguments(&cli, argc, argv, &help);
	if (code == 0 && help) {
		manual_command(stdout, command);
	} else if (code == 0) {
		if (cli.db == NULL) cli.db = getenv("LIANXIN_DB");
		if (cli.db == NULL || cli.db[0] == '\0') cli.db = DEFAULT_DB;
		if (cli.key_file == NULL) cli.key_file = getenv("LIANXIN_KEY_FILE");
		if (cli.key_file != NULL && cli.key_file[0] == '\0') cli.key_file = NULL;
		code = command->run(&cli);
	}
	arena_release(&arena);
	return code;
}

static int wrong_command(const char *name)
{
	struct error error;
	error_set(&error, ERR_USAGE, "`lianxin help` lists the subcommands.",
		  name[0] == '-' ? "a subcommand comes before the option %.60s"
				 : "there is no subcommand \"%.60s\"",
		  name);
	return cli_fail(&error);
}

static int dispatch(int argc, char **argv)
{
	if (argc < 2) {
		manual_overview(stderr);
		return error_exit_code(ERR_USAGE);
	}
	if (strcmp(argv[1], "--help") == 0) {
		manual_overview(stdout);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("lianxin %s\n", LIANXIN_VERSION);
		return 0;
	}
	const struct command_row *command = command_find(argv[1]);
	return command == NULL ? wrong_command(argv[1]) : run_command(command, argc - 2, argv + 2);
}

/* A core file or a debugger of the same user would show keys, and what people wrote. Sanitizers
 * need to look into themselves. */
static void keep_memory_to_ourselves(void)
{
	const struct rlimit none = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &none);
#ifndef LIANXIN_TEST_CLOCK
	(void)prctl(PR_SET_DUMPABLE, 0);
#endif
}

int cli_main(int argc, char **argv)
{
	keep_memory_to_ourselves();
	int code = dispatch(argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		struct error error;
		error_set(&error, ERR_ENV, "Is the disk full, or was the pipe closed?",
			  "the output could not be written");
		return cli_fail(&error);
	}
	return code;
}
