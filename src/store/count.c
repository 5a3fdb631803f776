/* SPDX-License-Identifier: MulanPSL-2.0
 * The statutory tables, counted. What each cell counts is said once more, as ranges to walk, in
 * count_cells.c; a test holds the two together on random years. */
#include "store/count.h"

#include <stdio.h>
#include <string.h>

#include "store/count_year.h"
#include "store/inside.h"
#include "store/rows.h"

struct year_days year_days(int year)
{
	struct year_days days;
	BUG_IF(year < 1900 || year > 2999);
	snprintf(days.first, sizeof days.first, "%04d-01-01", year);
	snprintf(days.last, sizeof days.last, "%04d-12-31", year);
	return days;
}

struct counting {
	int64_t agency_id;
	int year;
	struct year_days days;
	struct tables *tables;
};

static void add(struct cell *cell, int64_t count)
{
	cell->value += count;
}

/* A group of requests that share kind, year of receipt and, once replied, outcome. */
static enum err count_group(struct tables *tables, int year, struct db_statement *row,
			    bool finished, struct error *error)
{
	enum requester_kind kind;
	enum outcome outcome = OUTCOME_OPEN;
	if (!requester_parse(db_column_text(row, 0), &kind) ||
	    (finished &&
	     (!outcome_parse(db_column_text(row, 1), &outcome) || outcome == OUTCOME_OPEN)))
		return error_set(error, ERR_ENV, "Run `lianxin verify`.",
				 "The requests hold a code this program does not know.");
	int64_t received = db_column_int(row, 2), count = db_column_int(row, 3);
	add(&tables->requests[received == year ? ROW_R1 : ROW_R2][kind], count);
	add(&tables->requests[finished ? table_row_of(outcome) : ROW_R4][kind], count);
	return ERR_NONE;
}

/* Every request received by the end of the year and not finished before it stands in r1 or r2, and
 * in one leaf or r4: the identities hold by construction. */
static enum err count_requests(struct store *store, struct counting *counting, bool finished,
			       struct error *error)
{
	const struct db_sql *open =
		SQL("SELECT requester_kind, '' AS outcome, received_year, COUNT(*) FROM request "
		    "WHERE agency_id = $1 AND struck = 0 AND replied_year > received_year "
		    "AND received_year <= $2 AND replied_year > $2 "
		    "GROUP BY requester_kind, received_year");
	const struct db_sql *closed =
		SQL("SELECT requester_kind, outcome, received_year, COUNT(*) FROM request "
		    "WHERE agency_id = $1 AND struck = 0 AND replied_year = $2 "
		    "GROUP BY requester_kind, outcome, received_year");
	struct db_statement *row = NULL;
	enum err err = db_query(store->db, finished ? closed : open,
				DB_VALUES(db_int(counting->agency_id), db_int(counting->year)),
				error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = DB_DONE;
	while (err == ERR_NONE && (step = db_step(row, error)) == DB_ROW)
		err = count_group(counting->tables, counting->year, row, finished, error);
	if (err != ERR_NONE) {
		db_end(row);
		return err;
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

/* One column of the stock: made, repealed in the year; in force at its end. */
static enum err count_stock(struct store *store, struct counting *counting,
			    enum stock_column column, struct error *error)
{
	const struct db_sql *sql = NULL;
	struct db_statement *row = NULL;
	switch (column) {
	case STOCK_MADE:
		sql = SQL(
			"SELECT level, COUNT(*) FROM normative WHERE agency_id = $1 AND struck = 0 "
			"AND made >= $2 AND made <= $3 GROUP BY level");
		break;
	case STOCK_REPEALED:
		sql = SQL(
			"SELECT level, COUNT(*) FROM normative WHERE agency_id = $1 AND struck = 0 "
			"AND gone >= $2 AND gone <= $3 GROUP BY level");
		break;
	default:
		sql = SQL(
			"SELECT level, COUNT(*) FROM normative WHERE agency_id = $1 AND struck = 0 "
			"AND $2 <= $3 AND made <= $3 AND gone > $3 GROUP BY level");
		break;
	}
	enum err err =
		db_query(store->db, sql,
			 DB_VALUES(db_int(counting->agency_id), db_text(counting->days.first),
				   db_text(counting->days.last)),
			 error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		enum stock_row level;
		if (stock_row_parse(db_column_text(row, 0), &level))
			add(&counting->tables->stock[level][column], db_column_int(row, 1));
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

const char *const count_decision_kinds[DECISION__MAX] = {"licence", "penalty", "coercion",
							 "charge"};

static enum err count_decisions(struct store *store, struct counting *counting, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err =
		db_query(store->db,
			 SQL("SELECT kind, CAST(SUM(COALESCE(quantity, amount)) AS BIGINT) "
			     "FROM decision WHERE agency_id = $1 AND struck = 0 "
			     "AND first_day >= $2 AND first_day <= $3 GROUP BY kind"),
			 DB_VALUES(db_int(counting->agency_id), db_text(counting->days.first),
				   db_text(counting->days.last)),
			 error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW)
		for (size_t i = 0; i < DECISION__MAX; i++)
			if (strcmp(count_decision_kinds[i], db_column_text(row, 0)) == 0)
				add(&counting->tables->decisions[i], db_column_int(row, 1));
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

/* Columns: group, result ("" while pending), count. */
static enum err count_case_rows(struct store *store, struct counting *counting,
				const struct db_sql *sql, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db, sql,
				DB_VALUES(db_int(counting->agency_id), db_int(counting->year)),
				error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		enum case_group group;
		enum case_result result = RESULT_PENDING;
		const char *word = db_column_text(row, 1);
		if (!case_group_parse(db_column_text(row, 0), &group)) continue;
		if (word[0] == '\0' || case_result_parse(word, &result))
			add(&counting->tables->cases[group][result], db_column_int(row, 2));
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

static enum err count_cases(struct store *store, struct counting *counting, struct error *error)
{
	const struct db_sql *const sql[] = {
		SQL("SELECT 'reconsideration' AS grouped, result, COUNT(*) FROM reconsideration "
		    "WHERE agency_id = $1 AND struck = 0 AND closed_year = $2 GROUP BY result"),
		SQL("SELECT 'reconsideration' AS grouped, '' AS result, COUNT(*) "
		    "FROM reconsideration WHERE agency_id = $1 AND struck = 0 "
		    "AND closed_year > $2 AND filed_year <= $2"),
		SQL("SELECT route, result, COUNT(*) FROM litigation "
		    "WHERE agency_id = $1 AND struck = 0 AND closed_year = $2 "
		    "GROUP BY route, result"),
		SQL("SELECT route, '' AS result, COUNT(*) FROM litigation WHERE agency_id = $1 "
		    "AND struck = 0 AND closed_year > $2 AND filed_year <= $2 GROUP BY route"),
	};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(sql) && err == ERR_NONE; i++)
		err = count_case_rows(store, counting, sql[i], error);
	return err;
}

/* Everything but the requests. */
static enum err count_others(struct store *store, struct counting *counting, struct error *error)
{
	enum err err = ERR_NONE;
	tables_zero(counting->tables, FORMAT_2021);
	counting->tables->agency = NULL;
	counting->tables->year = counting->year;
	for (int column = 0; column < STOCK_COLUMN__MAX && err == ERR_NONE; column++)
		err = count_stock(store, counting, (enum stock_column)column, error);
	if (err == ERR_NONE) err = count_decisions(store, counting, error);
	return err == ERR_NONE ? count_cases(store, counting, error) : err;
}

static enum err count_all(struct store *store, void *context, struct error *error)
{
	struct counting *counting = context;
	enum err err = count_others(store, counting, error);
	if (err == ERR_NONE) err = count_requests(store, counting, true, error);
	if (err == ERR_NONE) err = count_requests(store, counting, false, error);
	if (err == ERR_NONE) tables_total(counting->tables);
	return err;
}

/* Those carried into the year (r2: not finished before it) or out of it (r4): year of receipt by
 * year of receipt, as the index of those that were carried at all holds them. */
static enum err count_carried(struct store *store, const struct counting *counting, int first_reply,
			      int last_receipt, struct error *error, int64_t *ret_n)
{
	int64_t receipt = last_receipt, all = 0, some = 0;
	enum err err = ERR_NONE;
	while (err == ERR_NONE && all < COUNT_MORE) {
		err = db_number(store->db,
				SQL("SELECT COALESCE(MAX(received_year), 0) FROM request "
				    "WHERE agency_id = $1 AND struck = 0 "
				    "AND replied_year > received_year AND received_year <= $2"),
				DB_VALUES(db_int(counting->agency_id), db_int(receipt)), error,
				&receipt);
		if (err != ERR_NONE || receipt == 0) break;
		err = db_number(store->db,
				SQL(SOME_OF("request WHERE agency_id = $1 AND struck = 0 "
					    "AND received_year = $2 AND replied_year >= $3 "
					    "AND replied_year > received_year "
					    "ORDER BY replied_year, requester_kind, id",
					    "$4")),
				DB_VALUES(db_int(counting->agency_id), db_int(receipt),
					  db_int(first_reply), db_int(COUNT_MORE)),
				error, &some);
		all += some;
		receipt--;
	}
	*ret_n = all < COUNT_MORE ? all : COUNT_MORE;
	return err;
}

static enum err count_some(struct store *store, void *context, struct error *error)
{
	struct counting *counting = context;
	const struct db_value values[] = {db_int(counting->agency_id), db_int(counting->year),
					  db_int(COUNT_MORE)};
	struct cell(*requests)[COLUMN__MAX] = counting->tables->requests;
	int64_t n[4] = {0};
	enum err err = count_others(store, counting, error);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL(SOME_OF("request WHERE agency_id = $1 AND struck = 0 "
					    "AND received_year = $2 ORDER BY requester_kind, id",
					    "$3")),
				values, COUNT_OF(values), error, &n[0]);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL(SOME_OF("request WHERE agency_id = $1 AND struck = 0 "
					    "AND replied_year = $2 "
					    "ORDER BY requester_kind, outcome, received_year, id",
					    "$3")),
				values, COUNT_OF(values), error, &n[1]);
	if (err == ERR_NONE)
		err = count_carried(store, counting, counting->year, counting->year - 1, error,
				    &n[2]);
	if (err == ERR_NONE)
		err = count_carried(store, counting, counting->year + 1, counting->year, error,
				    &n[3]);
	if (err != ERR_NONE) return err;
	tables_total(counting->tables);
	requests[ROW_R1][COLUMN_TOTAL].value = n[0];
	requests[ROW_G][COLUMN_TOTAL].value = n[1];
	requests[ROW_R2][COLUMN_TOTAL].value = n[2];
	requests[ROW_R4][COLUMN_TOTAL].value = n[3];
	return ERR_NONE;
}

static enum err count(struct store *store, int64_t agency_id, int year, store_work *work,
		      struct error *error, struct tables *ret_tables)
{
	struct tables tables;
	struct counting counting = {agency_id, year, year_days(year), &tables};
	enum err err = store_read(store, work, &counting, error);
	if (err == ERR_NONE) *ret_tables = tables;
	return err;
}

enum err count_tables(struct store *store, int64_t agency_id, int year, struct error *error,
		      struct tables *ret_tables)
{
	return count(store, agency_id, year, count_all, error, ret_tables);
}

enum err count_brief(struct store *store, int64_t agency_id, int year, struct error *error,
		     struct tables *ret_tables)
{
	return count(store, agency_id, year, count_some, error, ret_tables);
}
