/* SPDX-License-Identifier: MulanPSL-2.0
 * What the narrative tells beside the tables. */
#include "store/count.h"

#include "store/count_year.h"
#include "store/inside.h"
#include "store/rows.h"

struct telling {
	struct arena *arena;
	struct db_value values[3]; /* agency, first day, last day */
	struct count_facts facts;
};

#define BY(column, table, dated)                                                                   \
	SQL("SELECT COALESCE(" column ", '') AS k, COUNT(*) AS n FROM " table                      \
	    " WHERE agency_id = $1 AND struck = 0 AND " dated " >= $2 AND " dated " <= $3 "        \
	    "GROUP BY COALESCE(" column ", '') ORDER BY n DESC, k")
#define NUMBER(what, table, dated)                                                                 \
	SQL("SELECT " what " FROM " table " WHERE agency_id = $1 AND struck = 0 AND " dated        \
	    " >= $2 AND " dated " <= $3")
#define COLLECTED NUMBER("CAST(COALESCE(SUM(amount), 0) AS BIGINT)", "fee", "paid")

static void read_tally(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct tally *tally = ret_item;
	tally->key = row_text(row, 0, arena);
	tally->count = db_column_int(row, 1);
}

static enum err tell(struct store *store, struct telling *telling, const struct db_sql *sql,
		     struct error *error, struct tallies *ret_tallies)
{
	struct rows rows = ROWS_OF(telling->arena, struct tally);
	enum err err = rows_list(store->db, sql, telling->values, 3, read_tally, &rows, error);
	if (err == ERR_NONE) *ret_tallies = (struct tallies){rows.items, rows.n};
	return err;
}

static enum err tell_all(struct store *store, void *context, struct error *error)
{
	struct telling *telling = context;
	struct count_facts *facts = &telling->facts;
	struct {
		const struct db_sql *sql;
		struct tallies *to;
	} const lists[] = {
		{BY("kind", "record", "published"), &facts->records_by_kind},
		{BY("topic", "record", "published"), &facts->records_by_topic},
		{BY("key_area", "record", "published"), &facts->records_by_key_area},
		{BY("published_via", "record", "published"), &facts->records_by_via},
		{BY("form", "interpretation", "published"), &facts->interpretations_by_form},
		{BY("channel", "request", "received"), &facts->requests_by_channel},
	};
	struct {
		const struct db_sql *sql;
		int64_t *to;
	} const numbers[] = {
		{NUMBER("COUNT(*)", "record", "published"), &facts->records},
		{NUMBER("COUNT(*)", "response", "answered"), &facts->responses},
		{NUMBER("COUNT(*)", "interpretation", "published"), &facts->interpretations},
		{NUMBER("COUNT(*)", "fee", "noticed"), &facts->fee_notices},
		{COLLECTED, &facts->fee_collected},
	};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(lists) && err == ERR_NONE; i++)
		err = tell(store, telling, lists[i].sql, error, lists[i].to);
	for (size_t i = 0; i < COUNT_OF(numbers) && err == ERR_NONE; i++)
		err = db_number(store->db, numbers[i].sql, telling->values, 3, error,
				numbers[i].to);
	return err;
}

enum err count_facts(struct store *store, int64_t agency_id, int year, struct arena *arena,
		     struct error *error, struct count_facts *ret_facts)
{
	struct year_days days = year_days(year);
	struct telling telling = {
		.arena = arena,
		.values = {db_int(agency_id), db_text(days.first), db_text(days.last)}};
	enum err err = store_read(store, tell_all, &telling, error);
	if (err == ERR_NONE) *ret_facts = telling.facts;
	return err;
}

enum err count_collected(struct store *store, int64_t agency_id, int year, struct error *error,
			 int64_t *ret_fen)
{
	struct year_days days = year_days(year);
	return db_number(store->db, COLLECTED,
			 DB_VALUES(db_int(agency_id), db_text(days.first), db_text(days.last)),
			 error, ret_fen);
}

#define NEWEST(table, dated)                                                                       \
	"SELECT MAX(" dated ") AS newest FROM " table " WHERE agency_id = $1 AND " dated " < $2"
#define NEWEST_DECISION(kind)                                                                      \
	"SELECT MAX(first_day) AS newest FROM decision WHERE agency_id = $1 AND kind = '" kind     \
	"' AND first_day < $2"

/* The newest year before that of a day: each register answers from its index by date. */
static enum err year_before(struct store *store, int64_t agency_id, const char *before,
			    struct error *error, int *ret_year)
{
	struct db_statement *row = NULL;
	day newest = DAY_NONE;
	enum err err = db_query(
		store->db,
		SQL("SELECT COALESCE(MAX(newest), '') FROM (" NEWEST(
			"record",
			"publis"
			"hed") " UNION ALL " NEWEST("normative",
						    "made") " UNION ALL " NEWEST("reques"
										 "t",
										 "receive"
										 "d") " U"
										      "NI"
										      "ON"
										      " A"
										      "LL"
										      " " NEWEST(
											      "reco"
											      "nsid"
											      "erat"
											      "ion",
											      "file"
											      "d") " UNION "
												   "ALL " NEWEST(
													   "l"
													   "i"
													   "t"
													   "i"
													   "g"
													   "a"
													   "t"
													   "i"
													   "o"
													   "n",
													   "f"
													   "i"
													   "l"
													   "e"
													   "d") " UNION ALL " NEWEST("response", "answered") " UNION ALL " NEWEST("interpretation", "published") " UNION ALL " NEWEST("fee", "noticed") " UNION ALL " NEWEST_DECISION("licence") " UNION ALL " NEWEST_DECISION("penalty") " UNION ALL " NEWEST_DECISION("coercion") " UNION ALL " NEWEST_DECISION("charge") ") AS registers"),
		DB_VALUES(db_int(agency_id), db_text(before)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	*ret_year = day_parse(db_column_text(row, 0), &newest) ? day_year(newest) : 0;
	db_end(row);
	return ERR_NONE;
}

enum err count_years(struct store *store, int64_t agency_id, struct arena *arena,
		     struct error *error, int **ret_years, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, int);
	struct year_days days = {.first = "9999-12-31"};
	for (;;) {
		int year = 0;
		enum err err = year_before(store, agency_id, days.first, error, &year);
		if (err != ERR_NONE) return err;
		if (year == 0) break;
		*(int *)rows_next(&rows) = year;
		days = year_days(year);
	}
	*ret_years = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
