/* SPDX-License-Identifier: MulanPSL-2.0
 * Writing entries: insert, correct, strike. */
#include "store/canonical.h"
#include "store/register_sql.h"
#include "store/register_value.h"

static const char taken[] = "这个编号已经有别的条目在用。";

static void bind_all(const struct register_facts *facts, const char *const *values,
		     struct db_value *ret_bound)
{
	for (size_t i = 0; i < facts->n_columns; i++)
		ret_bound[3 + i] = value_bind(&facts->columns[i], values[i]);
}

/* The new row as ENTRY_ROW and its columns would be read back: a test holds the two together. */
static void spell_row(struct store *store, const struct register_facts *facts,
		      const struct db_value *bound)
{
	const struct db_value unstruck = db_int(0), no_reason = db_text("");
	struct buf *row = &store->row;
	buf_clear(row);
	buf_putc(row, '{');
	canonical_column(row, true, "id", &bound[1]);
	canonical_column(row, false, "agency_id", &bound[0]);
	canonical_column(row, false, "version", &bound[2]);
	canonical_column(row, false, "struck", &unstruck);
	canonical_column(row, false, "struck_reason", &no_reason);
	for (size_t i = 0; i < facts->n_columns; i++)
		canonical_column(row, false, facts->columns[i].name, &bound[3 + i]);
	buf_putc(row, '}');
}

enum err register_insert(struct store *store, enum register_id id, int64_t agency_id,
			 const char *const *values, const struct author *author,
			 struct error *error, int64_t *ret_id)
{
	const struct register_facts *facts = register_facts(id);
	const struct register_sql *sql = &register_sql[id];
	struct change change = {ACTION_ADD, sql->object, agency_id, NULL, author};
	int64_t entry_id = 0;
	enum err err = store_new_id(store, sql->object, sql->ids, error, &entry_id);
	if (err != ERR_NONE) return err;
	struct db_value bound[3 + REGISTER_MAX_COLUMNS] = {db_int(agency_id), db_int(entry_id),
							   db_int(1)};
	bind_all(facts, values, bound);
	int64_t added = 0;
	err = db_change(store->db, sql->insert, bound, 3 + facts->n_columns, error, &added);
	/* a number that is taken leaves the transaction as it was: an import looks on for more */
	if (err == ERR_NONE && added == 0) err = error_set(error, ERR_CONFLICT, NULL, "%s", taken);
	if (err != ERR_NONE) return store_conflict(err, error, taken);
	/* four registers share a table: its row has more columns than each of them */
	if (sql->object == OBJECT_DECISION) {
		err = journal_change(store,
				     SQL("SELECT " DECISION_ROW " FROM decision WHERE id = $1"),
				     DB_VALUES(db_int(entry_id)), &change, error, NULL);
	} else {
		spell_row(store, facts, bound);
		err = journal_append(store, &change, entry_id, error);
	}
	if (err == ERR_NONE) *ret_id = entry_id;
	return err;
}

/* Nothing changed: is the entry away, or did somebody else change it? */
static enum err why_not(struct store *store, enum register_id id, int64_t agency_id,
			int64_t entry_id, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db, register_sql[id].get,
				DB_VALUES(db_int(agency_id), db_int(entry_id)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return error_set(error, ERR_MISSING, NULL, "没有这个条目。");
	bool struck = db_column_int(row, 3) != 0;
	db_end(row);
	if (struck) return error_set(error, ERR_CONFLICT, NULL, "这个条目已经作废，不能再改。");
	return error_set(error, ERR_CONFLICT, "请重新打开后再改。",
			 "这个条目刚刚被别人改过，您看到的不是最新内容。");
}

enum err register_update(struct store *store, enum register_id id, int64_t agency_id,
			 int64_t entry_id, int64_t version, const char *const *values,
			 const char *reason, const struct author *author, struct error *error)
{
	const struct register_facts *facts = register_facts(id);
	struct db_value bound[3 + REGISTER_MAX_COLUMNS] = {db_int(agency_id), db_int(entry_id),
							   db_int(version)};
	struct change change = {ACTION_CORRECT, register_sql[id].object, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	bind_all(facts, values, bound);
	enum err err = journal_change(store, register_sql[id].update, bound, 3 + facts->n_columns,
				      &change, error, NULL);
	if (err == ERR_MISSING) return why_not(store, id, agency_id, entry_id, error);
	return store_conflict(err, error, taken);
}

enum err register_strike(struct store *store, enum register_id id, int64_t agency_id,
			 int64_t entry_id, int64_t version, const char *reason,
			 const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, register_sql[id].object, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store, register_sql[id].strike,
		DB_VALUES(db_int(agency_id), db_int(entry_id), db_int(version), db_text(reason)),
		&change, error, NULL);
	return err == ERR_MISSING ? why_not(store, id, agency_id, entry_id, error) : err;
}
