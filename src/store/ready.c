/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/ready.h"

#include <string.h>

#include "store/inside.h"
#include "store/migrate.h"

bool store_remote(const char *url)
{
	return strncmp(url, "sqlite:", strlen("sqlite:")) != 0;
}

enum err store_ready(struct store *store, struct error *error)
{
	return migrate_check(store->db, error);
}
