/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/search_log.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

enum err search_insert(struct store *store, int64_t agency_id, const struct search *search,
		       const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_SEARCH_LOG, agency_id, NULL, author};
	struct day_text on = day_text(search->day);
	return journal_change(
		store,
		SQL("INSERT INTO search_log (agency_id, matter_id, day, searcher, place, words, "
		    "found, account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
		    "RETURNING " SEARCH_LOG_ROW),
		DB_VALUES(db_int(agency_id), db_int(search->matter_id), db_text(on.s),
			  db_text(search->searcher), db_text(search->place), db_text(search->words),
			  db_text(search->found), db_int(author->account_id), db_int(author->at)),
		&change, error, ret_id);
}

enum err search_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
		       const char *reason, const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_SEARCH_LOG, agency_id, reason, author};
	BUG_IF(reason == NULL || reason[0] == '\0');
	enum err err = journal_change(
		store,
		SQL("UPDATE search_log SET version = version + 1, struck = 1, struck_reason = $3 "
		    "WHERE id = $1 AND matter_id = $2 AND struck = 0 RETURNING " SEARCH_LOG_ROW),
		DB_VALUES(db_int(id), db_int(matter_id), db_text(reason)), &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL, "没有这条检索记录，或者它已经作废。");
}

static void read_search(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct search *search = ret_item;
	*search = (struct search){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 2),
		.struck = db_column_int(row, 4) != 0,
		.struck_reason = row_text(row, 5, arena),
		.day = row_day(row, 6),
		.searcher = row_text(row, 7, arena),
		.place = row_text(row, 8, arena),
		.words = row_text(row, 9, arena),
		.found = row_text(row, 10, arena),
		.account_id = db_column_int(row, 11),
		.at = db_column_int(row, 12),
	};
}

enum err search_list(struct store *store, int64_t matter_id, struct arena *arena,
		     struct error *error, struct search **ret_searches, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct search);
	enum err err = rows_list(store->db,
				 SQL("SELECT " SEARCH_LOG_ROW " FROM search_log "
				     "WHERE matter_id = $1 ORDER BY day, id"),
				 DB_VALUES(db_int(matter_id)), read_search, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_searches = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
