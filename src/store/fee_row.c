/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/fee_row.h"

#include "store/inside.h"
#include "store/rows.h"

static void read_row(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct fee_row *ret_row = ret_item;
	day noticed = DAY_NONE;
	(void)arena;
	BUG_IF(!day_parse(db_column_text(row, 1), &noticed));
	*ret_row = (struct fee_row){.id = db_column_int(row, 0), .noticed = noticed};
}

enum err fee_row_list(struct store *store, int64_t agency_id, const char *request_number,
		      struct arena *arena, struct error *error, struct fee_row **ret_rows,
		      size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct fee_row);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, noticed FROM fee WHERE agency_id = $1 "
				     "AND request_number = $2 AND struck = 0 ORDER BY noticed, id"),
				 DB_VALUES(db_int(agency_id), db_text(request_number)), read_row,
				 &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
