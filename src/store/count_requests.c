/* SPDX-License-Identifier: MulanPSL-2.0
 * The cells of section 三 as segments.
 *   leaf rows, row g: one segment per kind of requester (index request_replied)
 *   r1:               one per kind (request_received)
 *   r2, r4:           one per year of receipt, newest first (request_carried,
 * request_carried_total) */
#include <stdio.h>
#include <string.h>

#include "store/count_cells.h"
#include "store/register_columns.h"

#define ENTRIES                                                                                    \
	"SELECT " ENTRY_ROW REQUESTS_COLUMNS(                                                      \
		REGISTER_NAME_OF) " FROM request "                                                 \
				  "WHERE agency_id = $1 AND struck = 0 "

static bool of_total(const struct walk *walk)
{
	return walk->cell.column == COLUMN_TOTAL;
}

/* Segments that are kinds: the column's own, or all six for the total. */
static enum err next_kind(const struct walk *walk, int64_t segment, struct error *error,
			  int64_t *ret_segment)
{
	(void)error;
	if (of_total(walk))
		*ret_segment = segment + 1 < REQUESTER__MAX ? segment + 1 : -1;
	else
		*ret_segment = segment < 0 ? walk->cell.column : -1;
	return ERR_NONE;
}

static struct db_value kind_of(int64_t segment)
{
	return db_text(segment >= 0 && segment < REQUESTER__MAX
			       ? requester_code((enum requester_kind)segment)
			       : "");
}

static void year_word(char to[12], const char *date)
{
	snprintf(to, 12, "%.4s", date[0] == '\0' ? "9999" : date);
}

static struct db_value year_value(const char *word)
{
	int64_t year = 0;
	for (; *word >= '0' && *word <= '9'; word++) year = year * 10 + (*word - '0');
	return db_int(year);
}

static enum err leaf_query(const struct walk *walk, const struct place *place, int64_t limit,
			   struct error *error, struct db_statement **ret_rows)
{
	enum outcome outcome = table_outcome_of((enum table_row)walk->cell.row);
	return db_query(walk->store->db,
			SQL(ENTRIES
			    "AND replied_year = $2 AND requester_kind = $3 AND outcome = $4 "
			    "AND (received_year, id) > ($5, $6) "
			    "ORDER BY received_year, id LIMIT $7"),
			DB_VALUES(db_int(walk->agency_id), db_int(walk->year),
				  kind_of(place->segment), db_text(outcome_facts(outcome)->code),
				  year_value(place->first), db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void leaf_place(const struct walk *walk, const struct entry *entry, struct place *ret_place)
{
	year_word(ret_place->first, walk_value(walk, entry, "received"));
}

static enum err g_query(const struct walk *walk, const struct place *place, int64_t limit,
			struct error *error, struct db_statement **ret_rows)
{
	return db_query(walk->store->db,
			SQL(ENTRIES "AND replied_year = $2 AND requester_kind = $3 "
				    "AND (outcome, received_year, id) > ($4, $5, $6) "
				    "ORDER BY outcome, received_year, id LIMIT $7"),
			DB_VALUES(db_int(walk->agency_id), db_int(walk->year),
				  kind_of(place->segment), db_text(place->first),
				  year_value(place->second), db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void g_place(const struct walk *walk, const struct entry *entry, struct place *ret_place)
{
	place_word(ret_place->first, walk_value(walk, entry, "outcome"));
	year_word(ret_place->second, walk_value(walk, entry, "received"));
}

static enum err received_query(const struct walk *walk, const struct place *place, int64_t limit,
			       struct error *error, struct db_statement **ret_rows)
{
	return db_query(walk->store->db,
			SQL(ENTRIES "AND received_year = $2 AND requester_kind = $3 AND id > $4 "
				    "ORDER BY id LIMIT $5"),
			DB_VALUES(db_int(walk->agency_id), db_int(walk->year),
				  kind_of(place->segment), db_int(place->id), db_int(limit)),
			error, ret_rows);
}

static void received_place(const struct walk *walk, const struct entry *entry,
			   struct place *ret_place)
{
	(void)walk, (void)entry, (void)ret_place; /* by id alone */
}

/* Steps down through the years of receipt that have requests carried across a year. */
static enum err next_carried(const struct walk *walk, int64_t segment, struct error *error,
			     int64_t *ret_segment)
{
	int64_t last = walk->cell.row == ROW_R2 ? walk->year - 1 : walk->year;
	int64_t year = 0;
	enum err err = db_number(
		walk->store->db,
		SQL("SELECT COALESCE(MAX(received_year), 0) FROM request "
		    "WHERE agency_id = $1 AND struck = 0 "
		    "AND replied_year > received_year AND received_year <= $2"),
		DB_VALUES(db_int(walk->agency_id), db_int(segment < 0 ? last : segment - 1)), error,
		&year);
	if (err == ERR_NONE) *ret_segment = year == 0 ? -1 : year;
	return err;
}

static enum err carried_query(const struct walk *walk, const struct place *place, int64_t limit,
			      struct error *error, struct db_statement **ret_rows)
{
	/* r2: not finished before the year; r4: not finished in it */
	int64_t from = walk->cell.row == ROW_R2 ? walk->year : walk->year + 1;
	struct db_value first = year_value(place->first);
	if (first.number < from) first.number = from;
	/* the place comes before the index's own condition: SQLite takes the first bound it meets
	 */
	if (of_total(walk))
		return db_query(walk->store->db,
				SQL(ENTRIES "AND received_year = $2 "
					    "AND (replied_year, requester_kind, id) > ($3, $4, $5) "
					    "AND replied_year > received_year "
					    "ORDER BY replied_year, requester_kind, id LIMIT $6"),
				DB_VALUES(db_int(walk->agency_id), db_int(place->segment), first,
					  db_text(place->second), db_int(place->id), db_int(limit)),
				error, ret_rows);
	return db_query(walk->store->db,
			SQL(ENTRIES "AND received_year = $2 AND requester_kind = $3 "
				    "AND (replied_year, id) > ($4, $5) "
				    "AND replied_year > received_year "
				    "ORDER BY replied_year, id LIMIT $6"),
			DB_VALUES(db_int(walk->agency_id), db_int(place->segment),
				  kind_of(walk->cell.column), first, db_int(place->id),
				  db_int(limit)),
			error, ret_rows);
}

static void carried_place(const struct walk *walk, const struct entry *entry,
			  struct place *ret_place)
{
	year_word(ret_place->first, walk_value(walk, entry, "replied"));
	place_word(ret_place->second, walk_value(walk, entry, "requester_kind"));
}

const struct walker *walker_of_requests(struct cell_ref cell)
{
	static const struct walker leaf = {leaf_query, leaf_place, next_kind};
	static const struct walker g = {g_query, g_place, next_kind};
	static const struct walker received = {received_query, received_place, next_kind};
	static const struct walker carried = {carried_query, carried_place, next_carried};
	switch (cell.row) {
	case ROW_R1: return &received;
	case ROW_R2:
	case ROW_R4: return &carried;
	case ROW_G: return &g;
	default: return &leaf;
	}
}
