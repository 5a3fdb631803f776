/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/given_row.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

enum err given_row_put(struct store *store, int64_t agency_id, const struct given_row *row,
		       const struct author *author, struct error *error)
{
	struct change change = {row->id == 0 ? ACTION_ADD : ACTION_CORRECT, OBJECT_LETTER_FILE,
				agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO letter_file (agency_id, matter_id, letter_id, attachment_id, "
		    "given, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
		    "ON CONFLICT (letter_id, attachment_id) DO UPDATE SET "
		    "version = letter_file.version + 1, given = excluded.given, "
		    "account_id = excluded.account_id, at = excluded.at "
		    "WHERE letter_file.given <> excluded.given "
		    "AND letter_file.matter_id = excluded.matter_id RETURNING " LETTER_FILE_ROW),
		DB_VALUES(db_int(agency_id), db_int(row->matter_id), db_int(row->letter_id),
			  db_int(row->attachment_id), db_int(row->given),
			  db_int(author->account_id), db_int(author->at)),
		&change, error, NULL);
	return err == ERR_MISSING ? ERR_NONE : err; /* it said so already */
}

static void read_given(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(struct given_row *)ret_item = (struct given_row){.id = db_column_int(row, 0),
							   .matter_id = db_column_int(row, 1),
							   .letter_id = db_column_int(row, 2),
							   .attachment_id = db_column_int(row, 3),
							   .given = db_column_int(row, 4) != 0};
}

enum err given_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			struct error *error, struct given_row **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct given_row);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, matter_id, letter_id, attachment_id, given "
				     "FROM letter_file WHERE matter_id = $1 ORDER BY id"),
				 DB_VALUES(db_int(matter_id)), read_given, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err given_row_out(struct store *store, int64_t attachment_id, struct error *error,
		       bool *ret_out)
{
	int64_t n = 0;
	enum err err = db_number(store->db, SQL("SELECT COUNT(*) FROM own_given WHERE id = $1"),
				 DB_VALUES(db_int(attachment_id)), error, &n);
	if (err == ERR_NONE) *ret_out = n > 0;
	return err;
}
