/* SPDX-License-Identifier: MulanPSL-2.0
 * One public record, and what the index of records can be filtered by. */
#include "store/inside.h"
#include "store/public.h"
#include "store/register.h"
#include "store/rows.h"

const char *public_key_area_label(const char *code)
{
	const struct register_facts *facts = register_facts(REGISTER_RECORDS);
	return column_choice_label(&facts->columns[register_column(facts, "key_area")], code);
}

static const struct db_sql *choices_sql(enum public_facet facet)
{
	switch (facet) {
	case PUBLIC_FACET_KIND:
		return SQL("SELECT DISTINCT kind FROM public_record "
			   "WHERE agency_id = $1 AND kind <> '' ORDER BY kind");
	case PUBLIC_FACET_TOPIC:
		return SQL("SELECT DISTINCT topic FROM public_record "
			   "WHERE agency_id = $1 AND topic <> '' ORDER BY topic");
	case PUBLIC_FACET_KEY_AREA:
		return SQL("SELECT DISTINCT key_area FROM public_record "
			   "WHERE agency_id = $1 AND key_area <> '' ORDER BY key_area");
	case PUBLIC_FACET_YEAR:
	case PUBLIC_FACET__MAX: break;
	}
	BUG_IF(true);
	return NULL;
}

/* Every year from the newest record's to the oldest's: the index gives both ends at once. */
static enum err years(struct store *store, int64_t agency_id, struct arena *arena,
		      struct error *error, struct public_choice **ret_choices, size_t *ret_n)
{
	struct db_statement *row = NULL;
	struct rows rows = ROWS_OF(arena, struct public_choice);
	enum err err = db_query(store->db,
				SQL("SELECT MIN(published) AS oldest, MAX(published) AS newest "
				    "FROM public_record WHERE agency_id = $1"),
				DB_VALUES(db_int(agency_id)), error, &row);
	if (err != ERR_NONE) return err;
	if (db_step(row, error) == DB_FAILED) return db_failed(row);
	day oldest, newest;
	bool any = day_parse(db_column_text(row, 0), &oldest) &&
		   day_parse(db_column_text(row, 1), &newest);
	db_end(row);
	for (int year = any ? day_year(newest) : 0; any && year >= day_year(oldest); year--) {
		struct public_choice *choice = rows_next(&rows);
		choice->code = choice->label = arena_printf(arena, "%d", year);
	}
	*ret_choices = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err public_record_choices(struct store *store, int64_t agency_id, enum public_facet facet,
			       struct arena *arena, struct error *error,
			       struct public_choice **ret_choices, size_t *ret_n)
{
	if (facet == PUBLIC_FACET_YEAR)
		return years(store, agency_id, arena, error, ret_choices, ret_n);
	struct db_statement *row = NULL;
	struct rows rows = ROWS_OF(arena, struct public_choice);
	enum err err =
		db_query(store->db, choices_sql(facet), DB_VALUES(db_int(agency_id)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		struct public_choice *choice = rows_next(&rows);
		choice->code = arena_text(arena, db_column_text(row, 0));
		choice->label = facet == PUBLIC_FACET_KEY_AREA ? public_key_area_label(choice->code)
							       : choice->code;
	}
	if (step == DB_FAILED) return db_failed(row);
	*ret_choices = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
