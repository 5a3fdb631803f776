/* SPDX-License-Identifier: MulanPSL-2.0
 * Which requests a schedule is asked about, and what there still is of each. */
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/retention.h"

#define CANDIDATE                                                                                  \
	"SELECT s.matter_id, m.entry_id, r.number, COALESCE(r.outcome, ''), r.struck, "            \
	"(SELECT COALESCE(MAX(j.at), 0) FROM journal j WHERE j.object = 'request' "                \
	"AND j.object_id = r.id AND j.action = 'strike'), "                                        \
	"(SELECT COUNT(*) FROM remedy x WHERE x.matter_id = m.id AND x.struck = 0 "                \
	"AND x.over_step_id IS NULL) "                                                             \
	"FROM matter_state s JOIN matter m ON m.id = s.matter_id "                                 \
	"JOIN request r ON r.id = m.entry_id "

static void read_candidate(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_candidate *candidate = ret_item;
	*candidate = (struct retention_candidate){
		.matter_id = db_column_int(row, 0),
		.entry_id = db_column_int(row, 1),
		.number = row_text(row, 2, arena),
		.outcome = row_text(row, 3, arena),
		.struck = db_column_int(row, 4) != 0,
		.struck_at = db_column_int(row, 5),
		.remedy_linked = db_column_int(row, 6) != 0,
	};
}

enum err retention_candidates(struct store *store, int64_t agency_id, int64_t after, size_t limit,
			      struct arena *arena, struct error *error,
			      struct retention_candidate **ret_candidates, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_candidate);
	enum err err = rows_list(
		store->db,
		SQL(CANDIDATE
		    "WHERE m.kind = 'request' AND s.matter_id > $2 AND s.matter_id IN "
		    "(SELECT t.matter_id FROM matter_state t WHERE t.agency_id = $1 "
		    "AND t.kind = 'request' AND t.state = 'served' UNION SELECT n.id "
		    "FROM request q JOIN matter n ON n.kind = 'request' AND n.entry_id = q.id "
		    "WHERE q.agency_id = $1 AND q.struck = 1) ORDER BY s.matter_id LIMIT $3"),
		DB_VALUES(db_int(agency_id), db_int(after), db_int((int64_t)limit)), read_candidate,
		&rows, error);
	if (err != ERR_NONE) return err;
	*ret_candidates = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err retention_candidate_get(struct store *store, int64_t matter_id, struct arena *arena,
				 struct error *error, struct retention_candidate *ret_candidate)
{
	return rows_one(store->db, SQL(CANDIDATE "WHERE s.matter_id = $1 AND m.kind = 'request'"),
			DB_VALUES(db_int(matter_id)), read_candidate, arena, ret_candidate,
			"没有这一件。", error);
}

enum err retention_others(struct store *store, int64_t agency_id, struct error *error,
			  int64_t *ret_archived, int64_t *ret_open)
{
	int64_t archived = 0, struck = 0;
	/* whoever strikes an entry out closes its matter as archived: those are not */
	enum err err = db_number(store->db,
				 SQL("SELECT COUNT(*) FROM matter_state WHERE agency_id = $1 "
				     "AND kind = 'request' AND state = 'archived'"),
				 DB_VALUES(db_int(agency_id)), error, &archived);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL("SELECT COUNT(*) FROM request q JOIN matter n "
				    "ON n.kind = 'request' AND n.entry_id = q.id "
				    "JOIN matter_state t ON t.matter_id = n.id "
				    "WHERE q.agency_id = $1 AND q.struck = 1 "
				    "AND t.state = 'archived'"),
				DB_VALUES(db_int(agency_id)), error, &struck);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL("SELECT COUNT(*) FROM matter_state s JOIN matter m "
				    "ON m.id = s.matter_id JOIN request r ON r.id = m.entry_id "
				    "WHERE s.agency_id = $1 AND s.state <> 'archived' "
				    "AND s.state <> 'served' AND m.kind = 'request' "
				    "AND r.struck = 0"),
				DB_VALUES(db_int(agency_id)), error, ret_open);
	if (err == ERR_NONE) *ret_archived = archived - struck;
	return err;
}

/* One row of things and bytes; ERR_NONE also when there is nothing. */
static enum err amount_of(struct store *store, const struct db_sql *sql, int64_t matter_id,
			  struct retention_amount *amount, struct error *error)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db, sql, DB_VALUES(db_int(matter_id)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		amount->things += db_column_int(row, 0);
		amount->bytes += db_column_int(row, 1);
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

DB_STATEMENT(person_amount, "SELECT CASE WHEN length(m.person) > 0 THEN 1 ELSE 0 END + "
			    "CASE WHEN m.mark IS NOT NULL THEN 1 ELSE 0 END + "
			    "CASE WHEN r.requester_name <> '' THEN 1 ELSE 0 END, 0 "
			    "FROM matter m JOIN request r ON r.id = m.entry_id WHERE m.id = $1");
DB_STATEMENT(party_amount,
	     "SELECT COUNT(*), 0 FROM matter_step WHERE matter_id = $1 AND party <> ''");
DB_STATEMENT(identity_amount,
	     "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachment "
	     "WHERE matter_id = $1 AND length(bytes) > 0 "
	     "AND (use = 'identity' OR use = 'authorisation')");
DB_STATEMENT(file_amount, "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachment "
			  "WHERE matter_id = $1 AND length(bytes) > 0 "
			  "AND use <> 'identity' AND use <> 'authorisation'");
DB_STATEMENT(service_amount,
	     "SELECT COUNT(*), 0 FROM service WHERE matter_id = $1 AND length(facts) > 0");
DB_STATEMENT(box_amount,
	     "SELECT COUNT(*), 0 FROM blackout WHERE matter_id = $1 AND length(boxes) > 0");
DB_STATEMENT(letter_amount, "SELECT COUNT(*), CAST(COALESCE(SUM(length(data)), 0) AS BIGINT) "
			    "FROM letter WHERE matter_id = $1 AND length(data) > 0");
DB_STATEMENT(paper_amount,
	     "SELECT COUNT(*), CAST(COALESCE(SUM(p.size), 0) AS BIGINT) FROM letter l "
	     "JOIN letter_paper p ON p.letter_id = l.id WHERE l.matter_id = $1 "
	     "AND length(p.bytes) > 0");
DB_STATEMENT(search_amount,
	     "SELECT COUNT(*), 0 FROM search_log WHERE matter_id = $1 "
	     "AND (words <> '" RETENTION_ERASED "' OR searcher <> '" RETENTION_ERASED "')");
DB_STATEMENT(note_amount,
	     "SELECT COUNT(*), 0 FROM matter_step WHERE matter_id = $1 AND (note <> '' "
	     "OR (struck_reason <> '' AND struck_reason <> '" RETENTION_ERASED "'))");
DB_STATEMENT(content_amount, "SELECT CASE WHEN r.subject <> '' THEN 1 ELSE 0 END + "
			     "CASE WHEN m.form <> '{}' THEN 1 ELSE 0 END, 0 "
			     "FROM matter m JOIN request r ON r.id = m.entry_id WHERE m.id = $1");

enum err retention_amounts(struct store *store, int64_t matter_id, struct error *error,
			   struct retention_amount ret_amounts[RETENTION_CLASS__MAX])
{
	static const struct {
		enum retention_class class;
		const struct db_sql *sql;
	} rows[] = {
		{RETENTION_PERSON, &person_amount},   {RETENTION_PERSON, &party_amount},
		{RETENTION_PERSON, &identity_amount}, {RETENTION_FILES, &file_amount},
		{RETENTION_PERSON, &service_amount},  {RETENTION_FILES, &box_amount},
		{RETENTION_LETTERS, &letter_amount},  {RETENTION_LETTERS, &paper_amount},
		{RETENTION_NOTES, &search_amount},    {RETENTION_NOTES, &note_amount},
		{RETENTION_CONTENT, &content_amount},
	};
	struct retention_amount amounts[RETENTION_CLASS__MAX] = {0};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(rows) && err == ERR_NONE; i++)
		err = amount_of(store, rows[i].sql, matter_id, &amounts[rows[i].class], error);
	for (size_t i = 0; i < RETENTION_CLASS__MAX && err == ERR_NONE; i++)
		ret_amounts[i] = amounts[i];
	return err;
}
