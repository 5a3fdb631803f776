/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin setting`: what an office may set, read and changed by its operator. */
#include <inttypes.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "cli/operator.h"
#include "office/setting.h"

static int64_t own_agency(const struct cli *cli, const struct desk *desk)
{
	return cli->agency == NULL ? 0 : desk->agency.id;
}

static int show(struct cli *cli, struct desk *desk, const char *only)
{
	json_t *list = json_array();
	for (int i = 0; i < SETTING__MAX; i++) {
		const struct setting_facts *facts = setting_facts((enum setting)i);
		int64_t value = 0;
		struct error error;
		if (only != NULL && strcmp(only, facts->name) != 0) continue;
		if (setting_number(&desk->office, own_agency(cli, desk), (enum setting)i, &error,
				   &value) != ERR_NONE) {
			json_decref(list);
			return cli_fail(&error);
		}
		json_array_append_new(list, json_pack("{ss,sI,sI,sI,sI}", "name", facts->name,
						      "value", (json_int_t)value, "least",
						      (json_int_t)facts->least, "most",
						      (json_int_t)facts->most, "default",
						      (json_int_t)facts->standard));
		if (!cli->json)
			printf("%-24s %6" PRId64 "  %" PRId64 "–%" PRId64 ", default %" PRId64
			       ": %s\n",
			       facts->name, value, facts->least, facts->most, facts->standard,
			       facts->help);
	}
	if (cli->json) return cli_print_json(json_pack("{so}", "settings", list));
	json_decref(list);
	return 0;
}

static int change(struct cli *cli, struct desk *desk, enum setting setting, const char *text)
{
	const struct setting_facts *facts = setting_facts(setting);
	char *end;
	long long value = strtoll(text, &end, 10);
	if (text[0] == '\0' || *end != '\0' || value < facts->least || value > facts->most)
		return cli_usage(cli, "%s: a whole number from %" PRId64 " to %" PRId64,
				 facts->name, facts->least, facts->most);
	if (setting == SETTING_DEMO) return cli_usage(cli, "demo is set by `init --demo` alone");
	if (cli->agency != NULL && !facts->per_agency)
		return cli_usage(cli, "%s holds for the whole office; leave --agency out",
				 facts->name);
	struct error error;
	if (setting_change(&desk->office, &desk->actor, own_agency(cli, desk), setting, value,
			   &error) != ERR_NONE)
		return cli_fail(&error);
	return show(cli, desk, facts->name);
}

static int run(struct cli *cli)
{
	enum setting setting = SETTING__MAX;
	if (cli->n_operands > 0 && !setting_parse(cli->operands[0], &setting))
		return cli_usage(cli, "there is no setting \"%s\"", cli->operands[0]);
	struct desk desk;
	int code = cli->n_operands < 2 ? desk_open_reading(cli, &desk) : desk_open(cli, &desk);
	if (code != 0) return code;
	if (cli->n_operands < 2)
		code = show(cli, &desk, cli->n_operands == 0 ? NULL : cli->operands[0]);
	else
		code = change(cli, &desk, setting, cli->operands[1]);
	desk_close(&desk);
	return code;
}

#define SETTING(NAME, name, least, most, standard, agency, label, help)                            \
	name " (" #least "–" #most ", default " #standard "): " help ".\n\n"

const struct command_row cmd_setting = {
	.name = "setting",
	.operands = "[NAME] [VALUE]",
	.summary = "Show the office's settings, or change one",
	.details =
		"Without NAME all are shown. With --agency the value for that agency, where one "
		"may have its own (report.…). Changes are journalled. All are whole "
		"numbers:\n\n" SETTING_TABLE(SETTING) "A running `lianxin serve` follows at once.",
	.run = run,
	.options = NULL,
	.uses_db = true,
	.uses_agency = true,
};
