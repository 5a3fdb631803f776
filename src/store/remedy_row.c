/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/remedy_row.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

enum err remedy_row_insert(struct store *store, int64_t agency_id, const struct remedy_row *row,
			   const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_REMEDY, agency_id, NULL, author};
	BUG_IF(row->kind != REGISTER_RECONSIDERATIONS && row->kind != REGISTER_LITIGATION);
	enum err err = journal_change(
		store,
		SQL("INSERT INTO remedy (agency_id, matter_id, kind, entry_id, step_id, "
		    "account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
		    "ON CONFLICT DO NOTHING RETURNING " REMEDY_ROW),
		DB_VALUES(db_int(agency_id), db_int(row->matter_id),
			  db_text(register_facts(row->kind)->name), db_int(row->entry_id),
			  db_int(row->step_id), db_int(author->account_id), db_int(author->at)),
		&change, error, ret_id);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "这个案件已经关联到这一件申请。");
}

enum err remedy_row_end(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			int64_t over_step_id, const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_REMEDY, agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("UPDATE remedy SET version = version + 1, over_step_id = $3 WHERE id = $1 "
		    "AND matter_id = $2 AND struck = 0 RETURNING " REMEDY_ROW),
		DB_VALUES(db_int(id), db_int(matter_id), db_int(over_step_id)), &change, error,
		NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "没有这个案件的关联，或者它已经作废。");
}

enum err remedy_row_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			   const char *reason, const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_REMEDY, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE remedy SET version = version + 1, struck = 1, struck_reason = $3 "
		    "WHERE id = $1 AND matter_id = $2 AND struck = 0 RETURNING " REMEDY_ROW),
		DB_VALUES(db_int(id), db_int(matter_id), db_text(reason)), &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "没有这个案件的关联，或者它已经作废。");
}

static void read_remedy(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct remedy_row *remedy = ret_item;
	const struct register_facts *facts = register_find(row_text(row, 6, arena));
	*remedy = (struct remedy_row){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 2),
		.version = db_column_int(row, 3),
		.struck = db_column_int(row, 4) != 0,
		.struck_reason = row_text(row, 5, arena),
		.kind = facts == NULL ? REGISTER__MAX : facts->id,
		.entry_id = db_column_int(row, 7),
		.step_id = db_column_int(row, 8),
		.over_step_id = db_column_int(row, 9),
		.account_id = db_column_int(row, 10),
		.at = db_column_int(row, 11),
	};
}

enum err remedy_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct remedy_row **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct remedy_row);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT " REMEDY_ROW " FROM remedy WHERE matter_id = $1 ORDER BY id"),
			  DB_VALUES(db_int(matter_id)), read_remedy, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
