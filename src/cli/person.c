/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/person.h"

#include <stdlib.h>

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
