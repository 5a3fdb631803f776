/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/letter_row.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

static const char taken[] = "这个文号已经用过，不能再用。";

static enum err moved_on(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再改。",
			 "这份文书刚刚被别人改过，或者已经印发、作废，您的改动没有保存。");
}

enum err letter_row_insert(struct store *store, const struct letter_row *letter,
			   const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_LETTER, letter->agency_id, NULL, author};
	return journal_change(
		store,
		SQL("INSERT INTO letter (agency_id, matter_id, kind, consult, state, data) "
		    "VALUES ($1, $2, $3, $4, 'draft', $5) RETURNING " LETTER_ROW),
		DB_VALUES(db_int(letter->agency_id), db_int(letter->matter_id),
			  db_text(letter->kind), db_int(letter->consult), blob_bind(letter->data)),
		&change, error, ret_id);
}

enum err letter_row_update(struct store *store, const struct letter_row *letter,
			   const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_LETTER, letter->agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("UPDATE letter SET version = version + 1, data = $4 WHERE id = $1 "
		    "AND matter_id = $2 AND version = $3 AND state = 'draft' AND struck = 0 "
		    "RETURNING " LETTER_ROW),
		DB_VALUES(db_int(letter->id), db_int(letter->matter_id), db_int(letter->version),
			  blob_bind(letter->data)),
		&change, error, NULL);
	return moved_on(err, error);
}

enum err letter_row_issue(struct store *store, const struct letter_row *letter,
			  const struct author *author, struct error *error)
{
	struct change change = {ACTION_PUBLISH, OBJECT_LETTER, letter->agency_id, NULL, author};
	struct day_text on = day_text(letter->day);
	enum err err = journal_change(
		store,
		SQL("UPDATE letter SET version = version + 1, state = 'issued', number = $4, "
		    "day = $5, data = $6 WHERE id = $1 AND matter_id = $2 AND version = $3 "
		    "AND state = 'draft' AND struck = 0 RETURNING " LETTER_ROW),
		DB_VALUES(db_int(letter->id), db_int(letter->matter_id), db_int(letter->version),
			  db_text(letter->number), db_text(on.s), blob_bind(letter->data)),
		&change, error, NULL);
	return store_conflict(moved_on(err, error), error, taken);
}

enum err letter_row_strike(struct store *store, const struct letter_row *letter, const char *reason,
			   const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_LETTER, letter->agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE letter SET version = version + 1, struck = 1, struck_reason = $4 "
		    "WHERE id = $1 AND matter_id = $2 AND version = $3 AND struck = 0 "
		    "RETURNING " LETTER_ROW),
		DB_VALUES(db_int(letter->id), db_int(letter->matter_id), db_int(letter->version),
			  db_text(reason)),
		&change, error, NULL);
	return moved_on(err, error);
}

static void read_letter(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct letter_row *letter = ret_item;
	*letter = (struct letter_row){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.matter_id = db_column_int(row, 2),
		.version = db_column_int(row, 3),
		.struck = db_column_int(row, 4) != 0,
		.struck_reason = row_text(row, 5, arena),
		.kind = row_text(row, 6, arena),
		.consult = (int)db_column_int(row, 7),
		.issued = !db_column_null(row, 9),
		.number = row_text(row, 9, arena),
		.day = row_day(row, 10),
		.data = row_blob(row, 11, arena),
	};
}

enum err letter_row_get(struct store *store, int64_t matter_id, int64_t id, struct arena *arena,
			struct error *error, struct letter_row *ret_letter)
{
	return rows_one(store->db,
			SQL("SELECT " LETTER_ROW " FROM letter WHERE id = $1 AND matter_id = $2"),
			DB_VALUES(db_int(id), db_int(matter_id)), read_letter, arena, ret_letter,
			"没有这份文书。", error);
}

enum err letter_row_numbered(struct store *store, int64_t agency_id, int64_t matter_id,
			     const char *kind, const char *number, struct error *error,
			     int64_t *ret_count)
{
	return db_number(
		store->db,
		SQL("SELECT COUNT(*) FROM letter WHERE agency_id = $1 AND number = $2 "
		    "AND NOT (struck = 1 AND matter_id = $3 AND kind = $4)"),
		DB_VALUES(db_int(agency_id), db_text(number), db_int(matter_id), db_text(kind)),
		error, ret_count);
}

static void read_id(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(int64_t *)ret_item = db_column_int(row, 0);
}

enum err letter_row_on_paper(struct store *store, int64_t matter_id, struct arena *arena,
			     struct error *error, int64_t **ret_ids, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, int64_t);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT l.id FROM letter l JOIN letter_paper p ON p.letter_id = l.id "
			      "WHERE l.matter_id = $1 AND p.format = 'scan' ORDER BY l.id"),
			  DB_VALUES(db_int(matter_id)), read_id, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_ids = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err letter_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct letter_row **ret_letters, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct letter_row);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT " LETTER_ROW " FROM letter WHERE matter_id = $1 ORDER BY id"),
			  DB_VALUES(db_int(matter_id)), read_letter, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_letters = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err letter_paper_insert(struct store *store, int64_t agency_id, int64_t letter_id,
			     const char *format, const char *media_type, int64_t size,
			     struct blob sealed, const struct author *author, struct error *error)
{
	struct change change = {ACTION_ADD, OBJECT_LETTER_PAPER, agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO letter_paper (agency_id, letter_id, format, media_type, size, at, "
		    "bytes) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING " LETTER_PAPER_ROW),
		DB_VALUES(db_int(agency_id), db_int(letter_id), db_text(format),
			  db_text(media_type), db_int(size), db_int(author->at), blob_bind(sealed)),
		&change, error, NULL);
	return store_conflict(err, error, "这份文书已经印过，不能再印一次。");
}

struct paper {
	const char *media_type;
	struct blob sealed;
};

static void read_paper(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct paper *paper = ret_item;
	paper->media_type = row_text(row, 0, arena);
	paper->sealed = row_blob(row, 1, arena);
}

enum err letter_paper_get(struct store *store, int64_t letter_id, const char *format,
			  struct arena *arena, struct error *error, const char **ret_media_type,
			  struct blob *ret_sealed)
{
	struct paper paper;
	enum err err = rows_one(store->db,
				SQL("SELECT media_type, bytes FROM letter_paper "
				    "WHERE letter_id = $1 AND format = $2"),
				DB_VALUES(db_int(letter_id), db_text(format)), read_paper, arena,
				&paper, "没有这种格式的文件。", error);
	if (err != ERR_NONE) return err;
	*ret_media_type = paper.media_type;
	*ret_sealed = paper.sealed;
	return ERR_NONE;
}

struct wording {
	const char *text;
	int64_t version;
};

static void read_wording(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct wording *wording = ret_item;
	wording->text = row_text(row, 0, arena);
	wording->version = db_column_int(row, 1);
}

enum err letter_template_get(struct store *store, int64_t agency_id, const char *kind,
			     struct arena *arena, struct error *error, const char **ret_text,
			     int64_t *ret_version)
{
	struct wording wording;
	enum err err = rows_one(store->db,
				SQL("SELECT text, version FROM letter_template "
				    "WHERE agency_id = $1 AND kind = $2"),
				DB_VALUES(db_int(agency_id), db_text(kind)), read_wording, arena,
				&wording, "没有本单位的文书模板。", error);
	if (err != ERR_NONE) return err;
	*ret_text = wording.text;
	*ret_version = wording.version;
	return ERR_NONE;
}

enum err letter_template_put(struct store *store, int64_t agency_id, const char *kind,
			     const char *text, int64_t version, const char *reason,
			     const struct author *author, struct error *error)
{
	struct change change = {version == 0 ? ACTION_ADD : ACTION_CORRECT, OBJECT_LETTER_TEMPLATE,
				agency_id, reason, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO letter_template (agency_id, version, kind, text) "
		    "VALUES ($1, $4 + 1, $2, $3) ON CONFLICT (agency_id, kind) DO UPDATE "
		    "SET version = excluded.version, text = excluded.text "
		    "WHERE letter_template.version = excluded.version - 1 "
		    "RETURNING " LETTER_TEMPLATE_ROW),
		DB_VALUES(db_int(agency_id), db_text(kind), db_text(text), db_int(version)),
		&change, error, NULL);
	return moved_on(err, error);
}
