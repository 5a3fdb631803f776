/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/beside.h"

#include "store/count_some.h"
#include "store/matter_inside.h"
#include "store/register_columns.h"
#include "store/register_sql.h"
#include "store/rows.h"

/* clang-format off */
#define TABLE(NAME, table, code, COLUMNS)                                                          \
	DB_STATEMENT(NAME##_unsealed, "SELECT id, agency_id FROM " table " e WHERE id > $1 AND name <> '' " \
		"AND NOT EXISTS (SELECT 1 FROM matter m WHERE m.kind = '" code "' AND m.entry_id = e.id) " \
		"ORDER BY id LIMIT $2");                                                           \
	DB_STATEMENT(NAME##_mask, "UPDATE " table " SET version = version + 1, name = $3 "         \
		"WHERE id = $1 AND version = $2 RETURNING " ENTRY_ROW COLUMNS(REGISTER_NAME_OF))
TABLE(CORRECTION, "correction_request", "correction", CORRECTIONS_COLUMNS);
TABLE(SUGGESTION, "suggestion", "suggestion", SUGGESTIONS_COLUMNS);
TABLE(COMPLAINT, "complaint", "complaint", COMPLAINTS_COLUMNS);
/* clang-format on */

static const struct {
	const struct db_sql *unsealed, *mask;
	enum journal_object object;
} tables[MATTER__MAX] = {
	[MATTER_CORRECTION] = {&CORRECTION_unsealed, &CORRECTION_mask, OBJECT_CORRECTION_REQUEST},
	[MATTER_SUGGESTION] = {&SUGGESTION_unsealed, &SUGGESTION_mask, OBJECT_SUGGESTION},
	[MATTER_COMPLAINT] = {&COMPLAINT_unsealed, &COMPLAINT_mask, OBJECT_COMPLAINT},
};

static void read_entry(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(struct entry *)ret_item =
		(struct entry){.id = db_column_int(row, 0), .agency_id = db_column_int(row, 1)};
}

enum err beside_unsealed(struct store *store, enum matter_kind kind, int64_t after, size_t limit,
			 struct arena *arena, struct error *error, struct entry **ret_entries,
			 size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct entry);
	BUG_IF(tables[kind].unsealed == NULL);
	enum err err = rows_list(store->db, tables[kind].unsealed,
				 DB_VALUES(db_int(after), db_int((int64_t)limit)), read_entry,
				 &rows, error);
	if (err != ERR_NONE) return err;
	*ret_entries = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err beside_mask(struct store *store, enum matter_kind kind, const struct entry *entry,
		     const char *name, const char *reason, const struct author *author,
		     struct error *error)
{
	struct change change = {ACTION_CORRECT, tables[kind].object, entry->agency_id, reason,
				author};
	BUG_IF(tables[kind].mask == NULL);
	enum err err =
		journal_change(store, tables[kind].mask,
			       DB_VALUES(db_int(entry->id), db_int(entry->version), db_text(name)),
			       &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再试。",
			 "这一件刚刚被别人改动，您看到的不是最新内容。");
}

static void read_row(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct beside_row *beside = ret_item;
	*beside = (struct beside_row){
		.id = db_column_int(row, 0),
		.state = row_text(row, 2, arena),
		.next_due = row_text(row, 3, arena),
		.next_duty = row_text(row, 4, arena),
		.received = row_day(row, 5),
		.number = row_text(row, 6, arena),
		.subject = row_text(row, 7, arena),
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 1), &beside->kind));
}

enum err beside_list(struct store *store, int64_t agency_id, const struct beside_filter *filter,
		     size_t limit, struct arena *arena, struct error *error,
		     struct beside_row **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct beside_row);
	bool one = filter->kind < MATTER__MAX;
	enum err err = rows_list(
		store->db,
		SQL("SELECT s.matter_id, s.kind, s.state, s.next_due, s.next_duty, s.received, "
		    "b.number, b.subject FROM matter_state s JOIN own_beside b "
		    "ON b.id = s.matter_id WHERE s.agency_id = $1 "
		    "AND s.kind IN ('correction', 'suggestion', 'complaint') "
		    "AND (s.kind = $3 OR $3 = '') AND s.next_due <= $5 "
		    "AND (s.next_due >= $4 OR (s.next_due = '' AND CAST($6 AS BIGINT) = 1)) "
		    "AND s.state <> 'archived' ORDER BY s.next_due, s.matter_id LIMIT $2"),
		DB_VALUES(db_int(agency_id), db_int((int64_t)limit),
			  db_text(one ? matter_kind_code(filter->kind) : ""), db_text(filter->from),
			  db_text(filter->to), db_int(filter->at_once ? 1 : 0)),
		read_row, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_due(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct beside_due *)ret_item =
		(struct beside_due){row_text(row, 0, arena), db_column_int(row, 1)};
}

enum err beside_dues(struct store *store, int64_t agency_id, const char *to, struct arena *arena,
		     struct error *error, struct beside_due **ret_dues, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct beside_due);
	/* a walk of matter_state_by_due for each kind */
	enum err err = rows_list(
		store->db,
		SQL("SELECT next_due, COUNT(*) FROM (SELECT next_due FROM matter_state "
		    "WHERE agency_id = $1 AND kind IN ('correction', 'suggestion', 'complaint') "
		    "AND next_due <= $2 LIMIT $3) due_rows GROUP BY next_due ORDER BY next_due"),
		DB_VALUES(db_int(agency_id), db_text(to), db_int(COUNT_MORE)), read_due, &rows,
		error);
	if (err != ERR_NONE) return err;
	*ret_dues = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
