/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/ready.h"

#include "store/copy_mark.h"
#include "store/inside.h"
#include "store/migrate.h"

enum err store_ready(struct store *store, struct error *error)
{
	int64_t read_only = 0;
	enum err err = db_number(store->db,
				 SQL2("SELECT 0", "SELECT CASE WHEN pg_is_in_recovery() OR "
						  "current_setting('transaction_read_only') = 'on' "
						  "THEN 1 ELSE 0 END"),
				 DB_NO_VALUES, error, &read_only);
	if (err == ERR_NONE && read_only != 0)
		err = error_set(error, ERR_BUSY, "Wait for a primary.",
				"The database can only be read.");
	if (err == ERR_NONE) err = migrate_check(store->db, error);
	return err == ERR_NONE ? copy_may_open(store->db, true, error) : err;
}

enum err store_look(struct store *store, struct error *error, int64_t *ret_generation)
{
	int64_t generation = 0;
	enum err err = db_shares(store->db) ? db_wait(store->db, 0, error, &generation)
					    : db_generation(store->db, error, &generation);
	if (err == ERR_NONE) *ret_generation = generation;
	return err;
}
