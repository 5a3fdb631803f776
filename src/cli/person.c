/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/person.h"

#include <stdlib.h>
#include <string.h>

#include "office/signin.h"

int cli_as_person(struct cli *cli, struct desk *desk, cli_person_run *run)
{
	const char *login = cli_value(cli, "as"), *password = getenv("LIANXIN_PASSWORD");
	char token[SIGNIN_TOKEN];
	struct actor actor;
	struct error error;
	if (login == NULL || password == NULL)
		return cli_usage(cli, "--as LOGIN and $LIANXIN_PASSWORD are needed");
	if (signin_start(&desk->office, login, password, "", &error, token) != ERR_NONE ||
	    signin_actor(&desk->office, token, "", cli->arena, &error, &actor) != ERR_NONE)
		return cli_fail(&error);
	int code = run(cli, desk, &actor);
	enum err ended = signin_end(&desk->office, token, &actor, &error);
	(void)ended; /* the login ends by itself in half an hour */
	return code;
}

int cli_run_verb(struct cli *cli, const struct cli_verb *verbs, size_t n)
{
	const char *command = cli->command->name;
	for (size_t i = 0; i < n; i++) {
		const struct cli_verb *verb = &verbs[i];
		struct desk desk;
		if (strcmp(cli->operands[0], verb->name) != 0) continue;
		if (cli->n_operands < verb->least || cli->n_operands > verb->most)
			return cli_usage(cli, "%s %s: too few or too many operands", command,
					 verb->name);
		int code = verb->writes ? desk_open(cli, &desk) : desk_open_reading(cli, &desk);
		if (code != 0) return code;
		code = verb->run != NULL ? verb->run(cli, &desk)
					 : cli_as_person(cli, &desk, verb->as_person);
		desk_close(&desk);
		return code;
	}
	return cli_usage(cli, "there is no \"%s %s\"", command, cli->operands[0]);
}
