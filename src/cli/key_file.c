/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "cli/key_file.h"

#include <unistd.h>

const char *key_file_path(const struct cli *cli)
{
	return cli->key_file != NULL ? cli->key_file : sealing_beside(cli->db, cli->arena);
}

static enum err open_file(const struct cli *cli, struct error *error, struct vault **ret_vault)
{
	const char *path = key_file_path(cli);
	if (path == NULL)
		return error_set(error, ERR_MISSING, "Name it with --key-file or LIANXIN_KEY_FILE.",
				 "No key file is named for this database.");
	enum err err = vault_open(path, error, ret_vault);
	if (err != ERR_MISSING || cli->key_file == NULL) return err;
	error->code = ERR_ENV;
	return ERR_ENV;
}

enum err key_file_use(const struct cli *cli, struct office *office, struct error *error,
		      struct vault **ret_vault)
{
	struct vault *vault = NULL;
	enum err err = open_file(cli, error, &vault);
	if (err == ERR_NONE) err = sealing_begin(office, vault, error);
	if (err == ERR_NONE)
		*ret_vault = vault;
	else
		vault_free(vault);
	return err;
}

enum err key_file_prepare(const struct cli *cli, struct error *error, struct vault **ret_vault,
			  bool *ret_made)
{
	const char *path = key_file_path(cli);
	struct vault *vault = NULL;
	bool made = false;
	enum err err = path == NULL ? ERR_NONE : vault_open(path, error, &vault);
	if (err == ERR_MISSING) {
		err = vault_make_file(path, error);
		made = err == ERR_NONE;
		if (made) err = vault_open(path, error, &vault);
	}
	if (err != ERR_NONE) return err;
	*ret_vault = vault;
	*ret_made = made;
	return ERR_NONE;
}

void key_file_unmake(const struct cli *cli)
{
	unlink(key_file_path(cli));
}
