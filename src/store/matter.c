/* SPDX-License-Identifier: MulanPSL-2.0
 * The rows of matters and their steps. */
#include "store/matter.h"

#include <string.h>

#include "store/journal_inside.h"
#include "store/matter_inside.h"

static const struct {
	const char *code, *label;
} kinds[MATTER__MAX] = {
#define MATTER(NAME, code, label) {code, label},
	MATTER_TABLE(MATTER)
#undef MATTER
};

const char *matter_kind_code(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return kinds[kind].code;
}

const char *matter_kind_label(enum matter_kind kind)
{
	BUG_IF(kind >= MATTER__MAX);
	return kinds[kind].label;
}

bool matter_kind_parse(const char *code, enum matter_kind *ret_kind)
{
	for (size_t i = 0; i < MATTER__MAX; i++) {
		if (strcmp(kinds[i].code, code) != 0) continue;
		*ret_kind = (enum matter_kind)i;
		return true;
	}
	return false;
}

struct db_value blob_bind(struct blob blob)
{
	return db_blob(blob.n == 0 ? "" : blob.bytes, blob.n);
}

static struct db_value blob_or_null(struct blob blob)
{
	return blob.n == 0 ? db_null() : blob_bind(blob);
}

struct blob row_blob(struct db_statement *row, size_t column, struct arena *arena)
{
	struct db_value value = db_column(row, column);
	if (value.type != DB_BLOB || value.n == 0) return (struct blob){0};
	return (struct blob){arena_text_n(arena, value.bytes, value.n), value.n};
}

day row_day(struct db_statement *row, size_t column)
{
	day parsed = DAY_NONE;
	if (!db_column_null(row, column) && !day_parse(db_column_text(row, column), &parsed))
		return DAY_NONE;
	return parsed;
}

enum err matter_insert(struct store *store, const struct matter *matter,
		       const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_MATTER, matter->agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO matter (agency_id, kind, entry_id, filed_at, filed_by, form, key, "
		    "person, mark, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
		    "RETURNING " MATTER_ROW),
		DB_VALUES(db_int(matter->agency_id), db_text(matter_kind_code(matter->kind)),
			  db_int(matter->entry_id), db_int(author->at), db_int(author->account_id),
			  db_text(matter->form), blob_bind(matter->key), blob_bind(matter->person),
			  blob_or_null(matter->mark), blob_or_null(matter->code)),
		&change, error, ret_id);
	return store_conflict(err, error, "这一件已经在办理流程里。");
}

static enum err changed_meanwhile(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再试。",
			 "这一件刚刚被别人改动，您看到的不是最新内容。");
}

enum err matter_update(struct store *store, const struct matter *matter, const char *reason,
		       const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_MATTER, matter->agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE matter SET version = version + 1, form = $3, key = $4, person = $5, "
		    "mark = $6, code = $7 WHERE id = $1 AND version = $2 RETURNING " MATTER_ROW),
		DB_VALUES(db_int(matter->id), db_int(matter->version), db_text(matter->form),
			  blob_bind(matter->key), blob_bind(matter->person),
			  blob_or_null(matter->mark), blob_or_null(matter->code)),
		&change, error, NULL);
	return changed_meanwhile(err, error);
}

static void read_matter(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter *matter = ret_item;
	*matter = (struct matter){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.version = db_column_int(row, 2),
		.entry_id = db_column_int(row, 4),
		.filed_at = db_column_int(row, 5),
		.filed_by = db_column_int(row, 6),
		.form = row_text(row, 7, arena),
		.key = row_blob(row, 8, arena),
		.person = row_blob(row, 9, arena),
		.mark = row_blob(row, 10, arena),
		.code = row_blob(row, 11, arena),
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 3), &matter->kind));
}

enum err matter_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct matter *ret_matter)
{
	return rows_one(store->db, SQL("SELECT " MATTER_ROW " FROM matter WHERE id = $1"),
			DB_VALUES(db_int(id)), read_matter, arena, ret_matter, "没有这一件。",
			error);
}

enum err matter_of_entry(struct store *store, enum matter_kind kind, int64_t entry_id,
			 struct arena *arena, struct error *error, struct matter *ret_matter)
{
	return rows_one(store->db,
			SQL("SELECT " MATTER_ROW " FROM matter WHERE kind = $1 AND entry_id = $2"),
			DB_VALUES(db_text(matter_kind_code(kind)), db_int(entry_id)), read_matter,
			arena, ret_matter, "这一件没有进入办理流程。", error);
}

enum err matter_find(struct store *store, int64_t agency_id, const char *number,
		     struct error *error, int64_t *ret_id)
{
	enum err err =
		db_number(store->db,
			  SQL("SELECT m.id FROM request r JOIN matter m ON m.entry_id = r.id "
			      "AND m.kind = 'request' WHERE r.agency_id = $1 "
			      "AND r.number = $2 AND r.struck = 0"),
			  DB_VALUES(db_int(agency_id), db_text(number)), error, ret_id);
	return err == ERR_MISSING ? error_set(error, err, NULL, "没有编号为“%s”的办件。", number)
				  : err;
}

enum err matter_entry_find(struct store *store, int64_t agency_id, const char *number,
			   struct error *error, int64_t *ret_entry_id)
{
	enum err err = db_number(
		store->db,
		SQL("SELECT id FROM request WHERE agency_id = $1 AND number = $2 AND struck = 0"),
		DB_VALUES(db_int(agency_id), db_text(number)), error, ret_entry_id);
	return err == ERR_MISSING ? error_set(error, err, NULL, "没有编号为“%s”的申请。", number)
				  : err;
}

enum err matter_step_insert(struct store *store, int64_t agency_id, const struct matter_step *step,
			    const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_MATTER_STEP, agency_id, NULL, author};
	struct day_text on = day_text(step->day);
	return journal_change(
		store,
		SQL("INSERT INTO matter_step (agency_id, matter_id, day, event, n, roles, "
		    "account_id, party, note, letter_id, at) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
		    "RETURNING " MATTER_STEP_ROW),
		DB_VALUES(db_int(agency_id), db_int(step->matter_id), db_text(on.s),
			  db_text(step->event), db_int(step->n), db_int(step->roles),
			  db_int(author->account_id), db_text(step->party), db_text(step->note),
			  step->letter_id == 0 ? db_null() : db_int(step->letter_id),
			  db_int(author->at)),
		&change, error, ret_id);
}

enum err matter_step_strike(struct store *store, int64_t agency_id, int64_t matter_id,
			    int64_t step_id, const char *reason, const struct author *author,
			    struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_MATTER_STEP, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE matter_step SET version = version + 1, struck = 1, struck_reason = $3 "
		    "WHERE id = $1 AND matter_id = $2 AND struck = 0 "
		    "RETURNING " MATTER_STEP_ROW),
		DB_VALUES(db_int(step_id), db_int(matter_id), db_text(reason)), &change, error,
		NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "没有这一步，或者它已经作废。");
}

static void read_step(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_step *step = ret_item;
	*step = (struct matter_step){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 2),
		.struck = db_column_int(row, 4) != 0,
		.struck_reason = row_text(row, 5, arena),
		.day = row_day(row, 6),
		.event = row_text(row, 7, arena),
		.n = (int)db_column_int(row, 8),
		.roles = (unsigned)db_column_int(row, 9),
		.account_id = db_column_int(row, 10),
		.party = row_text(row, 11, arena),
		.note = row_text(row, 12, arena),
		.letter_id = db_column_int(row, 13),
		.at = db_column_int(row, 14),
	};
}

enum err matter_steps(struct store *store, int64_t matter_id, struct arena *arena,
		      struct error *error, struct matter_step **ret_steps, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_step);
	enum err err = rows_list(store->db,
				 SQL("SELECT " MATTER_STEP_ROW " FROM matter_step "
				     "WHERE matter_id = $1 ORDER BY day, id"),
				 DB_VALUES(db_int(matter_id)), read_step, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_steps = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
