/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/holiday.h"

#include "store/journal_inside.h"

enum err holiday_insert(struct store *store, const struct holiday *holiday,
			const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_HOLIDAY, holiday->agency_id, NULL, author};
	struct day_text date = day_text(holiday->date);
	enum err err = journal_change(
		store,
		SQL("INSERT INTO holiday (agency_id, date, working, name, source) "
		    "VALUES ($1, $2, $3, $4, $5) RETURNING " HOLIDAY_ROW),
		DB_VALUES(db_int(holiday->agency_id), db_text(date.s), db_int(holiday->working),
			  db_text(holiday->name), db_text(holiday->source)),
		&change, error, ret_id);
	return store_conflict(err, error, "这一天已经登记过。");
}

enum err holiday_remove(struct store *store, int64_t id, const char *reason,
			const struct author *author, struct error *error)
{
	struct change change = {ACTION_REMOVE, OBJECT_HOLIDAY, 0, reason, author};
	int64_t removed = 0;
	enum err err = journal_remove(store, SQL("DELETE FROM holiday WHERE id = $1 RETURNING id"),
				      DB_VALUES(db_int(id)), &change, error, &removed);
	if (err != ERR_NONE || removed == 1) return err;
	return error_set(error, ERR_MISSING, NULL, "没有这一天的登记。");
}

static void read_holiday(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct holiday *holiday = ret_item;
	holiday->id = db_column_int(row, 0);
	holiday->agency_id = db_column_int(row, 1);
	if (!day_parse(db_column_text(row, 2), &holiday->date)) holiday->date = DAY_NONE;
	holiday->working = db_column_int(row, 3) != 0;
	holiday->name = row_text(row, 4, arena);
	holiday->source = row_text(row, 5, arena);
}

enum err holiday_list(struct store *store, int64_t agency_id, struct arena *arena,
		      struct error *error, struct holiday **ret_holidays, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct holiday);
	enum err err = rows_list(store->db,
				 SQL("SELECT " HOLIDAY_ROW " FROM holiday WHERE agency_id = 0 "
				     "OR agency_id = $1 ORDER BY date, agency_id"),
				 DB_VALUES(db_int(agency_id)), read_holiday, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_holidays = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
