/* SPDX-License-Identifier: MulanPSL-2.0
 * The cells of sections 二 and 四 as segments. */
#include "store/count_cells.h"
#include "store/register_columns.h"

#define NORMATIVE                                                                                  \
	"SELECT " ENTRY_ROW NORMATIVE_COLUMNS(                                                     \
		REGISTER_NAME_OF) " FROM normative "                                               \
				  "WHERE agency_id = $1 AND struck = 0 "

static enum err next_only(const struct walk *walk, int64_t segment, struct error *error,
			  int64_t *ret_segment)
{
	(void)walk, (void)error;
	*ret_segment = segment < 0 ? 0 : -1;
	return ERR_NONE;
}

static struct db_value level_of(const struct walk *walk)
{
	return db_text(stock_row_id((enum stock_row)walk->cell.row));
}

static enum err made_query(const struct walk *walk, const struct place *place, int64_t limit,
			   struct error *error, struct db_statement **ret_rows)
{
	return db_query(walk->store->db,
			SQL(NORMATIVE "AND level = $2 AND made >= $3 AND made <= $4 "
				      "AND (made, id) > ($5, $6) ORDER BY made, id LIMIT $7"),
			DB_VALUES(db_int(walk->agency_id), level_of(walk),
				  db_text(walk->days.first), db_text(walk->days.last),
				  db_text(place->first), db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void made_place(const struct walk *walk, const struct entry *entry, struct place *ret_place)
{
	place_word(ret_place->first, walk_value(walk, entry, "made"));
}

static enum err repealed_query(const struct walk *walk, const struct place *place, int64_t limit,
			       struct error *error, struct db_statement **ret_rows)
{
	return db_query(walk->store->db,
			SQL(NORMATIVE "AND level = $2 AND gone >= $3 AND gone <= $4 "
				      "AND (gone, made, id) > ($5, $6, $7) "
				      "ORDER BY gone, made, id LIMIT $8"),
			DB_VALUES(db_int(walk->agency_id), level_of(walk),
				  db_text(walk->days.first), db_text(walk->days.last),
				  db_text(place->first), db_text(place->second), db_int(place->id),
				  db_int(limit)),
			error, ret_rows);
}

static enum err in_force_query(const struct walk *walk, const struct place *place, int64_t limit,
			       struct error *error, struct db_statement **ret_rows)
{
	return db_query(walk->store->db,
			SQL(NORMATIVE "AND level = $2 AND gone > $3 AND made <= $3 "
				      "AND (gone, made, id) > ($4, $5, $6) "
				      "ORDER BY gone, made, id LIMIT $7"),
			DB_VALUES(db_int(walk->agency_id), level_of(walk), db_text(walk->days.last),
				  db_text(place->first), db_text(place->second), db_int(place->id),
				  db_int(limit)),
			error, ret_rows);
}

static void gone_place(const struct walk *walk, const struct entry *entry, struct place *ret_place)
{
	const char *repealed = walk_value(walk, entry, "repealed");
	place_word(ret_place->first, repealed[0] == '\0' ? "9999-12-31" : repealed);
	place_word(ret_place->second, walk_value(walk, entry, "made"));
}

#define DECISIONS(COLUMNS)                                                                         \
	SQL("SELECT " ENTRY_ROW COLUMNS(REGISTER_NAME_OF) " FROM decision WHERE agency_id = $1 "   \
							  "AND struck = 0 AND kind = $2 "          \
							  "AND first_day >= $3 "                   \
							  "AND first_day <= $4 "                   \
							  "AND (first_day, id) > ($5, $6) "        \
							  "ORDER BY first_day, id LIMIT $7")

static enum err decision_query(const struct walk *walk, const struct place *place, int64_t limit,
			       struct error *error, struct db_statement **ret_rows)
{
	const struct db_sql *charges = DECISIONS(CHARGES_COLUMNS);
	const struct db_sql *others = DECISIONS(DECISIONS_COLUMNS);
	return db_query(walk->store->db, walk->cell.row == DECISION_CHARGE ? charges : others,
			DB_VALUES(db_int(walk->agency_id),
				  db_text(count_decision_kinds[walk->cell.row]),
				  db_text(walk->days.first), db_text(walk->days.last),
				  db_text(place->first), db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void decision_place(const struct walk *walk, const struct entry *entry,
			   struct place *ret_place)
{
	place_word(ret_place->first, walk_value(walk, entry, "first_day"));
}

/* Segments of a case cell: the result itself, or all four for the total. */
static enum err next_result(const struct walk *walk, int64_t segment, struct error *error,
			    int64_t *ret_segment)
{
	(void)error;
	if (walk->cell.column == RESULT_TOTAL)
		*ret_segment = segment + 1 < RESULT_TOTAL ? segment + 1 : -1;
	else
		*ret_segment = segment < 0 ? walk->cell.column : -1;
	return ERR_NONE;
}

#define RECONSIDERATIONS                                                                           \
	"SELECT " ENTRY_ROW RECONSIDERATIONS_COLUMNS(                                              \
		REGISTER_NAME_OF) " FROM reconsideration WHERE agency_id = $1 AND struck = 0 "
#define LITIGATION                                                                                 \
	"SELECT " ENTRY_ROW LITIGATION_COLUMNS(                                                    \
		REGISTER_NAME_OF) " FROM litigation WHERE agency_id = $1 AND struck = 0 "

static enum err reconsideration_query(const struct walk *walk, const struct place *place,
				      int64_t limit, struct error *error,
				      struct db_statement **ret_rows)
{
	if (place->segment == RESULT_PENDING)
		return db_query(walk->store->db,
				SQL(RECONSIDERATIONS "AND closed_year > $2 AND filed_year <= $2 "
						     "AND id > $3 ORDER BY id LIMIT $4"),
				DB_VALUES(db_int(walk->agency_id), db_int(walk->year),
					  db_int(place->id), db_int(limit)),
				error, ret_rows);
	return db_query(walk->store->db,
			SQL(RECONSIDERATIONS "AND closed_year = $2 AND result = $3 AND id > $4 "
					     "ORDER BY id LIMIT $5"),
			DB_VALUES(db_int(walk->agency_id), db_int(walk->year),
				  db_text(case_result_id((enum case_result)place->segment)),
				  db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static enum err litigation_query(const struct walk *walk, const struct place *place, int64_t limit,
				 struct error *error, struct db_statement **ret_rows)
{
	struct db_value route = db_text(case_group_id((enum case_group)walk->cell.row));
	if (place->segment == RESULT_PENDING)
		return db_query(walk->store->db,
				SQL(LITIGATION "AND route = $2 AND closed_year > $3 "
					       "AND filed_year <= $3 AND id > $4 "
					       "ORDER BY id LIMIT $5"),
				DB_VALUES(db_int(walk->agency_id), route, db_int(walk->year),
					  db_int(place->id), db_int(limit)),
				error, ret_rows);
	return db_query(walk->store->db,
			SQL(LITIGATION "AND route = $2 AND closed_year = $3 AND result = $4 "
				       "AND id > $5 ORDER BY id LIMIT $6"),
			DB_VALUES(db_int(walk->agency_id), route, db_int(walk->year),
				  db_text(case_result_id((enum case_result)place->segment)),
				  db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void case_place(const struct walk *walk, const struct entry *entry, struct place *ret_place)
{
	(void)walk, (void)entry, (void)ret_place; /* by id alone */
}

const struct walker *walker_of_others(struct cell_ref cell)
{
	static const struct walker stock[STOCK_COLUMN__MAX] = {
		[STOCK_MADE] = {made_query, made_place, next_only},
		[STOCK_REPEALED] = {repealed_query, gone_place, next_only},
		[STOCK_IN_FORCE] = {in_force_query, gone_place, next_only},
	};
	static const struct walker decisions = {decision_query, decision_place, next_only};
	static const struct walker reconsiderations = {reconsideration_query, case_place,
						       next_result};
	static const struct walker litigation = {litigation_query, case_place, next_result};
	switch (cell.table) {
	case CELLS_STOCK: return &stock[cell.column];
	case CELLS_DECISIONS: return &decisions;
	default: break;
	}
	return cell.row == CASE_RECONSIDERATION ? &reconsiderations : &litigation;
}
