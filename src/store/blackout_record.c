/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/blackout_record.h"

#include <string.h>

#include "store/journal_inside.h"
#include "store/matter_inside.h"

static const struct {
	const char *code, *label;
} states[BLACKOUT_STATE__MAX] = {
#define STATE(NAME, code, label) {code, label},
	BLACKOUT_STATE_TABLE(STATE)
#undef STATE
};

const char *blackout_state_label(enum blackout_state state)
{
	BUG_IF(state >= BLACKOUT_STATE__MAX);
	return states[state].label;
}

static enum blackout_state state_of(const char *code)
{
	int i = 0;
	while (i < BLACKOUT_STATE__MAX && strcmp(states[i].code, code) != 0) i++;
	BUG_IF(i == BLACKOUT_STATE__MAX);
	return (enum blackout_state)i;
}

enum err blackout_record_put(struct store *store, const struct blackout_record *row,
			     const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {row->version == 0 ? ACTION_ADD : ACTION_CORRECT, OBJECT_BLACKOUT,
				row->agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO blackout (agency_id, matter_id, version, source_id, state, boxes, "
		    "result_id, said, account_id, at) VALUES ($1, $2, $3 + 1, $4, $5, $6, $7, $8, "
		    "$9, $10) ON CONFLICT (source_id) DO UPDATE SET version = excluded.version, "
		    "state = excluded.state, boxes = excluded.boxes, "
		    "result_id = excluded.result_id, said = excluded.said, "
		    "account_id = excluded.account_id, at = excluded.at "
		    "WHERE blackout.version = excluded.version - 1 "
		    "AND blackout.matter_id = excluded.matter_id RETURNING " BLACKOUT_ROW),
		DB_VALUES(db_int(row->agency_id), db_int(row->matter_id), db_int(row->version),
			  db_int(row->source_id), db_text(states[row->state].code),
			  blob_bind(row->boxes),
			  row->result_id == 0 ? db_null() : db_int(row->result_id),
			  db_text(row->said), db_int(author->account_id), db_int(author->at)),
		&change, error, ret_id);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请看清新的情况再改。",
			 "这份文件要涂黑的地方刚刚被别人改过，您的改动没有保存。");
}

static void read_blackout(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct blackout_record *blackout = ret_item;
	*blackout = (struct blackout_record){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.matter_id = db_column_int(row, 2),
		.version = db_column_int(row, 3),
		.source_id = db_column_int(row, 4),
		.state = state_of(db_column_text(row, 5)),
		.boxes = row_blob(row, 6, arena),
		.result_id = db_column_int(row, 7),
		.said = row_text(row, 8, arena),
		.account_id = db_column_int(row, 9),
		.at = db_column_int(row, 10),
	};
}

enum err blackout_record_of(struct store *store, int64_t matter_id, int64_t source_id,
			    struct arena *arena, struct error *error,
			    struct blackout_record *ret_row)
{
	return rows_one(store->db,
			SQL("SELECT " BLACKOUT_ROW
			    " FROM blackout WHERE matter_id = $1 AND source_id = $2"),
			DB_VALUES(db_int(matter_id), db_int(source_id)), read_blackout, arena,
			ret_row, "这份文件还没有画框。", error);
}

enum err blackout_record_get(struct store *store, int64_t id, struct arena *arena,
			     struct error *error, struct blackout_record *ret_row)
{
	return rows_one(store->db, SQL("SELECT " BLACKOUT_ROW " FROM blackout WHERE id = $1"),
			DB_VALUES(db_int(id)), read_blackout, arena, ret_row,
			"这份文件还没有画框。", error);
}

enum err blackout_record_list(struct store *store, int64_t matter_id, struct arena *arena,
			      struct error *error, struct blackout_record **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct blackout_record);
	enum err err = rows_list(
		store->db,
		SQL("SELECT " BLACKOUT_ROW " FROM blackout WHERE matter_id = $1 ORDER BY id"),
		DB_VALUES(db_int(matter_id)), read_blackout, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
