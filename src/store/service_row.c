/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/service_row.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

enum err service_row_insert(struct store *store, int64_t agency_id, const struct service_row *row,
			    const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_SERVICE, agency_id, NULL, author};
	struct day_text on = day_text(row->day), signed_on = day_text(row->signed_on);
	return journal_change(
		store,
		SQL("INSERT INTO service (agency_id, matter_id, step_id, manner, day, mail_number, "
		    "signed, facts, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, "
		    "$10) RETURNING " SERVICE_ROW),
		DB_VALUES(db_int(agency_id), db_int(row->matter_id), db_int(row->step_id),
			  db_text(row->manner), db_text(on.s), db_text(row->mail_number),
			  row->signed_on == DAY_NONE ? db_null() : db_text(signed_on.s),
			  blob_bind(row->facts), db_int(author->account_id), db_int(author->at)),
		&change, error, ret_id);
}

enum err service_row_sign(struct store *store, int64_t agency_id, const struct service_row *row,
			  const char *reason, const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_SERVICE, agency_id, reason, author};
	struct day_text signed_on = day_text(row->signed_on);
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE service SET version = version + 1, signed = $4, facts = $5 "
		    "WHERE id = $1 AND matter_id = $2 AND version = $3 RETURNING " SERVICE_ROW),
		DB_VALUES(db_int(row->id), db_int(row->matter_id), db_int(row->version),
			  row->signed_on == DAY_NONE ? db_null() : db_text(signed_on.s),
			  blob_bind(row->facts)),
		&change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新看过再提交。",
			 "这次送达的记录刚刚被别人改过，没有保存。");
}

static void read_service(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct service_row *service = ret_item;
	*service = (struct service_row){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 1),
		.step_id = db_column_int(row, 2),
		.manner = row_text(row, 3, arena),
		.day = row_day(row, 4),
		.mail_number = row_text(row, 5, arena),
		.signed_on = row_day(row, 6),
		.facts = row_blob(row, 7, arena),
		.version = db_column_int(row, 8),
	};
}

enum err service_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct service_row **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct service_row);
	enum err err = rows_list(
		store->db,
		SQL("SELECT v.id, v.matter_id, v.step_id, v.manner, v.day, "
		    "v.mail_number, v.signed, "
		    "v.facts, v.version FROM service v JOIN matter_step s ON s.id = v.step_id "
		    "WHERE v.matter_id = $1 AND s.struck = 0 ORDER BY v.id"),
		DB_VALUES(db_int(matter_id)), read_service, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
