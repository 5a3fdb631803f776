/* SPDX-License-Identifier: MulanPSL-2.0
 * `lianxin key`: the key file that opens the office's personal data. */
#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "cli/key_file.h"
#include "cli/operator.h"
#include "office/beside.h"
#include "office/rekey.h"

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

/* The new key's file: as it is, or made. */
static enum err open_new(const char *path, struct error *error, struct vault **ret_vault)
{
	enum err err = vault_open(path, error, ret_vault);
	if (err != ERR_MISSING) return err;
	err = vault_make_file(path, error);
	return err == ERR_NONE ? vault_open(path, error, ret_vault) : err;
}

static enum err rotate_work(struct cli *cli, struct office *office, const char *path,
			    struct error *error, struct vault **ret_new,
			    struct rekey_result *ret_result)
{
	enum err err = open_new(path, error, ret_new);
	if (err != ERR_NONE) return err;
	if (strcmp(vault_id(*ret_new), vault_id(office->vault)) == 0)
		return error_set(error, ERR_USAGE, "Name a file that is not there yet.",
				 "%.150s holds the key that %.80s holds.", path,
				 key_file_path(cli));
	return rekey_office(office, *ret_new, error, ret_result);
}

static int say_rotated(struct cli *cli, const char *path, const struct vault *vault,
		       const struct rekey_result *result)
{
	int code = result->unopened == 0 ? 0 : error_exit_code(ERR_CONTENT);
	if (cli->json) {
		cli_print_json(json_pack("{ss,ss,sI,sI}", "key_file", path, "id", vault_id(vault),
					 "changed", (json_int_t)result->changed, "unopened",
					 (json_int_t)result->unopened));
		return code;
	}
	printf("The office has key %s, file %s; %s wrapped anew.\n"
	       "Keep a copy elsewhere. Name the file to the service, or put it in place of %s, and "
	       "start the service anew.\n"
	       "Keep the old key as long as any backup from before.\n",
	       vault_id(vault), path, cli_count(result->changed, "data key", "data keys").s,
	       key_file_path(cli));
	if (result->unopened > 0)
		printf("%s damaged and left as found, the first of matter %" PRId64 ".\n",
		       cli_count(result->unopened, "data key", "data keys").s,
		       result->first_matter);
	return code;
}

static int rotate(struct cli *cli)
{
	struct error error;
	struct office office;
	struct vault *old = NULL, *new = NULL;
	struct rekey_result result;
	const char *path = cli_value(cli, "new-key-file");
	if (path == NULL) return cli_usage(cli, "--new-key-file is missing");
	enum err err = office_attach(cli->db, cli->clock, NULL, &error, &office);
	if (err != ERR_NONE) return cli_fail(&error);
	err = key_file_use(cli, &office, &error, &old);
	if (err == ERR_NONE) err = rotate_work(cli, &office, path, &error, &new, &result);
	office_detach(&office);
	if (err == ERR_MISSING) error.code = ERR_ENV;
	int code = err != ERR_NONE ? cli_fail(&error) : say_rotated(cli, path, new, &result);
	vault_free(old);
	vault_free(new);
	return code;
}

static int seal(struct cli *cli)
{
	struct error error;
	struct office office;
	struct vault *vault = NULL;
	int64_t sealed = 0;
	enum err err = office_attach(cli->db, cli->clock, NULL, &error, &office);
	if (err != ERR_NONE) return cli_fail(&error);
	err = key_file_use(cli, &office, &error, &vault);
	if (err == ERR_NONE) err = beside_seal_rest(&office, &error, &sealed);
	office_detach(&office);
	if (err == ERR_MISSING) error.code = ERR_ENV;
	int code = 0;
	if (err != ERR_NONE)
		code = cli_fail(&error);
	else if (cli->json)
		code = cli_print_json(json_pack("{sI}", "sealed", (json_int_t)sealed));
	else
		printf("%s sealed.\n", cli_count(sealed, "name", "names").s);
	vault_free(vault);
	return code;
}

static int run(struct cli *cli)
{
	const char *action = cli->operands[0];
	if (strcmp(action, "rotate") == 0) return rotate(cli);
	if (cli_value(cli, "new-key-file") != NULL)
		return cli_usage(cli, "--new-key-file goes with `rotate`");
	if (strcmp(action, "make") == 0) return make(cli);
	if (strcmp(action, "check") == 0) return check(cli);
	if (strcmp(action, "seal") == 0) return seal(cli);
	return cli_usage(cli, "`key` knows no \"%s\"", action);
}

static const struct option_row options[] = {
	{"new-key-file", OPTION_VALUE, "PATH", "with rotate: the key to change to"},
	{NULL, OPTION_FLAG, NULL, NULL},
};

const struct command_row cmd_key = {
	.name = "key",
	.operands = "ACTION",
	.summary =
		"Make, check or change the key of the office's personal data, seal what is not yet",
	.details =
		"Identity numbers, contacts and attachments lie sealed in the database; what opens "
		"them is a key in a file outside it. `init` makes one.\n\n"
		"Actions: `make` gives an office that has no key yet the one in the key file, and "
		"makes that file when it is not there; an existing file is never written over. "
		"`check` tells whether the key file is this office's, for each machine that "
		"serves it. `rotate` changes to the key in --new-key-file, which is made when it "
		"is not there: it wraps the small data keys anew, one per case, and touches "
		"nothing "
		"else. Stop the service first: a running one cannot open what was done already, "
		"and "
		"takes no new cases afterwards. Interrupted, the same command goes on. `seal` "
		"seals the names that still stand in the clear in the registers of correction "
		"requests, suggestions and complaints: imported ones, and those of before names "
		"were sealed; what the journal kept of them is erased. It may run beside the "
		"service.\n\n"
		"The file must be readable by its owner alone. Keep a copy elsewhere, printed for "
		"example, apart from the backups: a lost key is lost personal data.",
	.run = run,
	.options = options,
	.uses_db = true,
	.uses_key = true,
};
