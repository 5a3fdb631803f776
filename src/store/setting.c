/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/setting.h"

#include "store/journal_inside.h"
#include "store/rows.h"

enum err setting_get(struct store *store, int64_t agency_id, const char *name, const char *fallback,
		     struct arena *arena, struct error *error, const char **ret_value)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db,
				SQL("SELECT value FROM setting WHERE name = $1 "
				    "AND (agency_id = $2 OR agency_id = 0) "
				    "ORDER BY agency_id DESC LIMIT 1"),
				DB_VALUES(db_text(name), db_int(agency_id)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	*ret_value = step == DB_ROW ? arena_text(arena, db_column_text(row, 0)) : fallback;
	db_end(row);
	return ERR_NONE;
}

static void read_setting(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct setting_row *)ret_item =
		(struct setting_row){row_text(row, 0, arena), row_text(row, 1, arena)};
}

enum err setting_list(struct store *store, int64_t agency_id, struct arena *arena,
		      struct error *error, struct setting_row **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct setting_row);
	enum err err = rows_list(store->db,
				 SQL("SELECT name, value FROM setting WHERE agency_id = $1 "
				     "OR agency_id = 0 ORDER BY agency_id"),
				 DB_VALUES(db_int(agency_id)), read_setting, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err setting_set(struct store *store, int64_t agency_id, const char *name, const char *value,
		     const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_SETTING, agency_id, NULL, author};
	return journal_change(
		store,
		SQL("INSERT INTO setting (agency_id, name, value) VALUES ($1, $2, $3) "
		    "ON CONFLICT (agency_id, name) DO UPDATE SET value = excluded.value "
		    "RETURNING " SETTING_ROW),
		DB_VALUES(db_int(agency_id), db_text(name), db_text(value)), &change, error, NULL);
}
