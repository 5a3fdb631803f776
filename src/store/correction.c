/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/correction.h"

#include "store/journal_inside.h"

enum err correction_insert(struct store *store, const struct correction *correction,
			   const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_CORRECTION, correction->agency_id, NULL, author};
	if (author->kind != ACTOR_ACCOUNT)
		return error_set(error, ERR_DENIED, NULL, "更正要由有账号的人签署。");
	return journal_change(
		store,
		SQL("INSERT INTO correction (agency_id, year, table_row, table_column, "
		    "figure_before, figure_after, reason, signed_by, signed_name, signed_at) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING " CORRECTION_ROW),
		DB_VALUES(db_int(correction->agency_id), db_int(correction->year),
			  db_text(correction->row), db_text(correction->column),
			  db_int(correction->before), db_int(correction->after),
			  db_text(correction->reason), db_int(author->account_id),
			  db_text(correction->signed_name), db_int(author->at)),
		&change, error, ret_id);
}

static void read_correction(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct correction *ret_correction = ret_item;
	*ret_correction = (struct correction){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.year = (int)db_column_int(row, 2),
		.row = row_text(row, 3, arena),
		.column = row_text(row, 4, arena),
		.before = db_column_int(row, 5),
		.after = db_column_int(row, 6),
		.reason = row_text(row, 7, arena),
		.signed_by = db_column_int(row, 8),
		.signed_name = row_text(row, 9, arena),
		.signed_at = db_column_int(row, 10),
	};
}

enum err correction_get(struct store *store, int64_t agency_id, int64_t id, struct arena *arena,
			struct error *error, struct correction *ret_correction)
{
	return rows_one(
		store->db,
		SQL("SELECT " CORRECTION_ROW " FROM correction WHERE agency_id = $1 AND id = $2"),
		DB_VALUES(db_int(agency_id), db_int(id)), read_correction, arena, ret_correction,
		"没有这条更正。", error);
}

enum err correction_list(struct store *store, int64_t agency_id, int year, struct arena *arena,
			 struct error *error, struct correction **ret_corrections, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct correction);
	enum err err = rows_list(store->db,
				 SQL("SELECT " CORRECTION_ROW " FROM correction "
				     "WHERE agency_id = $1 AND year = $2 ORDER BY id DESC"),
				 DB_VALUES(db_int(agency_id), db_int(year)), read_correction, &rows,
				 error);
	if (err != ERR_NONE) return err;
	*ret_corrections = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
