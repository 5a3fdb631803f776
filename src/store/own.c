/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/own.h"

#include "store/inside.h"
#include "store/rows.h"

static day day_column(struct db_statement *row, size_t column)
{
	day found = DAY_NONE;
	return day_parse(db_column_text(row, column), &found) ? found : DAY_NONE;
}

static void read_matter(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_matter *ret_matter = ret_item;
	*ret_matter = (struct own_matter){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.filed_at = db_column_int(row, 2),
		.number = row_text(row, 3, arena),
		.subject = row_text(row, 4, arena),
		.outcome = row_text(row, 5, arena),
		.struck = db_column_int(row, 6) != 0,
		.state = row_text(row, 7, arena),
		.received = day_column(row, 8),
		.due = day_column(row, 9),
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 10), &ret_matter->kind));
}

enum err own_find(struct store *store, const struct digest *mark, struct arena *arena,
		  struct error *error, struct own_matter *ret_matter)
{
	static const char unknown[] = "登记编号或者查询码不对。";
	const struct db_value code = db_blob(mark->bytes, DIGEST_BYTES);
	enum err err = rows_one(
		store->db,
		SQL("SELECT m.id, m.agency_id, m.filed_at, m.number, m.subject, m.outcome, "
		    "m.struck, s.state, s.received, s.due, m.kind FROM own_matter m "
		    "JOIN own_state s ON s.matter_id = m.id WHERE m.code = $1"),
		&code, 1, read_matter, arena, ret_matter, unknown, error);
	if (err != ERR_MISSING) return err;
	return rows_one(store->db,
			SQL("SELECT m.id, m.agency_id, m.filed_at, m.number, m.subject, m.outcome, "
			    "m.struck, s.state, s.received, s.due, m.kind FROM own_beside m "
			    "JOIN own_state s ON s.matter_id = m.id WHERE m.code = $1"),
			&code, 1, read_matter, arena, ret_matter, unknown, error);
}

static void read_step(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_step *ret_step = ret_item;
	*ret_step = (struct own_step){.day = day_column(row, 0),
				      .event = row_text(row, 1, arena),
				      .letter_id = db_column_int(row, 2)};
}

enum err own_steps(struct store *store, int64_t matter_id, struct arena *arena, struct error *error,
		   struct own_step **ret_steps, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct own_step);
	enum err err = rows_list(store->db,
				 SQL("SELECT day, event, COALESCE(letter_id, 0) FROM own_step "
				     "WHERE matter_id = $1 ORDER BY day, id"),
				 DB_VALUES(db_int(matter_id)), read_step, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_steps = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_duty(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_duty *ret_duty = ret_item;
	*ret_duty = (struct own_duty){.kind = row_text(row, 0, arena), .due = day_column(row, 1)};
}

enum err own_duties(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_duty **ret_duties, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct own_duty);
	enum err err = rows_list(
		store->db,
		SQL("SELECT kind, due FROM own_duty WHERE matter_id = $1 ORDER BY due, kind"),
		DB_VALUES(db_int(matter_id)), read_duty, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_duties = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_letter(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_letter *ret_letter = ret_item;
	*ret_letter = (struct own_letter){.id = db_column_int(row, 0),
					  .kind = row_text(row, 1, arena),
					  .number = row_text(row, 2, arena),
					  .day = day_column(row, 3)};
}

enum err own_letters(struct store *store, int64_t matter_id, struct arena *arena,
		     struct error *error, struct own_letter **ret_letters, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct own_letter);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, kind, number, day FROM own_letter "
				     "WHERE matter_id = $1 ORDER BY day, id"),
				 DB_VALUES(db_int(matter_id)), read_letter, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_letters = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_erased(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_erased *ret_erased = ret_item;
	*ret_erased = (struct own_erased){.day = day_column(row, 0),
					  .classes = row_text(row, 1, arena),
					  .approval = row_text(row, 2, arena)};
}

enum err own_erased(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_erased **ret_rows, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct own_erased);
	enum err err = rows_list(store->db,
				 SQL("SELECT day, classes, approval FROM own_erased "
				     "WHERE matter_id = $1 ORDER BY day, classes"),
				 DB_VALUES(db_int(matter_id)), read_erased, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_given(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct own_given *ret_given = ret_item;
	*ret_given = (struct own_given){.id = db_column_int(row, 0),
					.name = row_text(row, 1, arena),
					.media_type = row_text(row, 2, arena),
					.size = db_column_int(row, 3),
					.letter_id = db_column_int(row, 4),
					.withdrawn = db_column_int(row, 5) != 0};
}

enum err own_givens(struct store *store, int64_t matter_id, struct arena *arena,
		    struct error *error, struct own_given **ret_givens, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct own_given);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, name, media_type, size, letter_id, withdrawn "
				     "FROM own_given WHERE matter_id = $1 ORDER BY step_id, id"),
				 DB_VALUES(db_int(matter_id)), read_given, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_givens = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
