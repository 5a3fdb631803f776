/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin key`: the key file that opens the office's personal data. */
#include <jansson.h>
#include <string.h>

#include "cli/key_file.h"
#include "cli/operator.h"

static int say(struct cli *cli, const struct vault *vault, const char *sentence)
{
	if (cli->json)
		return cli_print_json(json_pack("{ss,ss}", "key_file", key_file_path(cli), "id",
						vault_id(vault)));
	printf("%s\nKey %s, file %s\n", sentence, vault_id(vault), key_file_path(cli));
	return 0;
}

static enum err make_work(struct cli *cli, struct error *error, struct vault **ret_vault,
			  bool *ret_made)
{
	struct office office;
	enum err err = office_attach(cli->db, cli->clock, NULL, error, &office);
	if (err != ERR_NONE) return err;
	err = key_file_prepare(cli, error, ret_vault, ret_made);
	if (err == ERR_NONE && *ret_vault == NULL)
		err = error_set(error, ERR_USAGE, "Name it with --key-file.",
				"Where the key file is to be must be said for this database.");
	if (err == ERR_NONE) err = sealing_found(&office, *ret_vault, error);
	office_detach(&office);
	return err;
}

static int make(struct cli *cli)
{
	struct error error;
	struct vault *vault = NULL;
	bool made = false;
	enum err err = make_work(cli, &error, &vault, &made);
	/* a new file that is not the office's key would be taken for it */
	if (err != ERR_NONE && made) key_file_unmake(cli);
	int code = err != ERR_NONE
			   ? cli_fail(&error)
			   : say(cli, vault,
				 "The office has its key. Keep a copy elsewhere, apart from the "
				 "backups: a lost key is lost personal data.");
	vault_free(vault);
	return code;
}

static int check(struct cli *cli)
{
	struct error error;
	struct office office;
	struct vault *vault = NULL;
	enum err err = office_attach_reading(cli->db, cli->clock, &error, &office);
	if (err != ERR_NONE) return cli_fail(&error);
	err = key_file_use(cli, &office, &error, &vault);
	office_detach(&office);
	/* what others go on without is here the answer */
	if (err == ERR_MISSING) error.code = ERR_ENV;
	int code = err != ERR_NONE ? cli_fail(&error)
				   : say(cli, vault, "The key file is this office's.");
	vault_free(vault);
	return code;
}

static int run(struct cli *cli)
{
	const char *action = cli->operands[0];
	if (strcmp(action, "make") == 0) return make(cli);
	if (strcmp(action, "check") == 0) return check(cli);
	return cli_usage(cli, "`key` knows no \"%s\"", action);
}

const struct command_row cmd_key = {
	.name = "key",
	.operands = "ACTION",
	.summary = "Make the key of the office's personal data, or check it",
	.details =
		"Identity numbers, contacts and attachments lie sealed in the database; what opens "
		"them is a key in a file outside it. `init` makes one.\n\n"
		"Actions: `make` gives an office that has no key yet the one in the key file, and "
		"makes that file when it is not there; an existing file is never written over. "
		"`check` tells whether the key file is this office's, for each machine that "
		"serves it.\n\n"
		"The file must be readable by its owner alone. Keep a copy elsewhere, printed for "
		"example, apart from the backups: a lost key is lost personal data.",
	.run = run,
	.options = NULL,
	.uses_db = true,
	.uses_key = true,
};
