/* SPDX-License-Identifier: MulanPSL-2.0
 * Which matters a schedule is asked about, and what there still is of each. */
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/retention_inside.h"

/* The entry of a matter, whatever its register: one of the four is there. */
#define ENTRY_JOIN                                                                                 \
	"LEFT JOIN request r ON m.kind = 'request' AND r.id = m.entry_id "                         \
	"LEFT JOIN correction_request c ON m.kind = 'correction' AND c.id = m.entry_id "           \
	"LEFT JOIN suggestion g ON m.kind = 'suggestion' AND g.id = m.entry_id "                   \
	"LEFT JOIN complaint k ON m.kind = 'complaint' AND k.id = m.entry_id "
#define ENTRY_STRUCK "COALESCE(r.struck, c.struck, g.struck, k.struck, 0)"
#define ENTRY_CLOSED "COALESCE(r.replied, c.replied, g.answered, k.answered)"
#define ENTRY_OBJECT                                                                               \
	"CASE m.kind WHEN 'request' THEN 'request' WHEN 'correction' THEN 'correction_request' "   \
	"WHEN 'suggestion' THEN 'suggestion' ELSE 'complaint' END"
#define CANDIDATE                                                                                  \
	"SELECT m.id, m.entry_id, m.kind, "                                                        \
	"COALESCE(r.number, c.number, g.number, k.number, ''), "                                   \
	"COALESCE(r.outcome, c.result, g.result, k.result, ''), " ENTRY_CLOSED ", " ENTRY_STRUCK   \
	", " RETENTION_STRUCK_AT(ENTRY_OBJECT, "m.entry_id") ", " RETENTION_CORRECTED_AT(          \
		ENTRY_OBJECT, "m.entry_id") ", "                                                   \
					    "(SELECT COUNT(*) FROM remedy x WHERE x.matter_id = "  \
					    "m.id AND x.struck = 0 "                               \
					    "AND x.over_step_id IS NULL) "                         \
					    "FROM matter m " ENTRY_JOIN

static void read_candidate(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_candidate *candidate = ret_item;
	*candidate = (struct retention_candidate){
		.matter_id = db_column_int(row, 0),
		.entry_id = db_column_int(row, 1),
		.number = row_text(row, 3, arena),
		.outcome = row_text(row, 4, arena),
		.closed = row_day(row, 5),
		.struck = db_column_int(row, 6) != 0,
		.struck_at = db_column_int(row, 7),
		.corrected_at = db_column_int(row, 8),
		.remedy_linked = db_column_int(row, 9) != 0,
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 2), &candidate->kind));
}

/* Of the kinds beside requests all those are taken whose entry is closed: the state of some says
 * nothing, they were entered without steps. */
#define STRUCK_OF(table, code)                                                                     \
	"UNION SELECT n.id FROM " table " q JOIN matter n ON n.kind = '" code "' "                 \
	"AND n.entry_id = q.id WHERE q.agency_id = $1 AND q.struck = 1 "
#define CLOSED_OF(table, code, ended)                                                              \
	"UNION SELECT n.id FROM " table " q JOIN matter n ON n.kind = '" code "' "                 \
	"AND n.entry_id = q.id LEFT JOIN matter_state t ON t.matter_id = n.id "                    \
	"WHERE q.agency_id = $1 AND (q.struck = 1 "                                                \
	"OR (q." ended " IS NOT NULL AND COALESCE(t.state, '') <> 'archived')) "

enum err retention_candidates(struct store *store, int64_t agency_id, int64_t after, size_t limit,
			      struct arena *arena, struct error *error,
			      struct retention_candidate **ret_candidates, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_candidate);
	enum err err = rows_list(
		store->db,
		SQL(CANDIDATE "WHERE m.id > $2 AND m.id IN "
			      "(SELECT t.matter_id FROM matter_state t WHERE t.agency_id = $1 "
			      "AND t.state = 'served' AND t.kind IN "
			      "('request', 'correction', 'suggestion', 'complaint') " STRUCK_OF(
				      "request", "request") CLOSED_OF("correction_request",
								      "correction", "replied")
				      CLOSED_OF("suggestion", "suggestion", "answered")
					      CLOSED_OF("complaint", "complaint",
							"answered") ") "
								    "ORDER BY m.id LIMIT $3"),
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
	return rows_one(store->db, SQL(CANDIDATE "WHERE m.id = $1"), DB_VALUES(db_int(matter_id)),
			read_candidate, arena, ret_candidate, "没有这一件。", error);
}

enum err retention_others(struct store *store, int64_t agency_id, struct error *error,
			  int64_t *ret_archived, int64_t *ret_open)
{
	int64_t archived = 0, struck = 0, open = 0, bare = 0;
	/* whoever strikes an entry out closes its matter as archived: those are not */
	enum err err = db_number(store->db,
				 SQL("SELECT COUNT(*) FROM matter_state WHERE agency_id = $1 "
				     "AND kind IN ('request', 'correction', 'suggestion', "
				     "'complaint') AND state = 'archived'"),
				 DB_VALUES(db_int(agency_id)), error, &archived);
	if (err == ERR_NONE)
		err = db_number(
			store->db,
			SQL("SELECT COUNT(*) FROM matter_state t WHERE t.agency_id = $1 "
			    "AND t.state = 'archived' AND t.matter_id IN (SELECT 0 " STRUCK_OF(
				    "request", "request")
				    STRUCK_OF("correction_request", "correction")
					    STRUCK_OF("suggestion", "suggestion")
						    STRUCK_OF("complaint", "complaint") ")"),
			DB_VALUES(db_int(agency_id)), error, &struck);
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL("SELECT COUNT(*) FROM matter_state s JOIN matter m "
				    "ON m.id = s.matter_id " ENTRY_JOIN
				    "WHERE s.agency_id = $1 AND s.state <> 'archived' "
				    "AND s.state <> 'served' AND " ENTRY_STRUCK " = 0 "
				    "AND (m.kind = 'request' OR " ENTRY_CLOSED " IS NULL)"),
				DB_VALUES(db_int(agency_id)), error, &open);
	/* those that have no steps */
	if (err == ERR_NONE)
		err = db_number(store->db,
				SQL("SELECT COUNT(*) FROM matter m " ENTRY_JOIN
				    "LEFT JOIN matter_state s ON s.matter_id = m.id "
				    "WHERE m.kind IN ('correction', 'suggestion', 'complaint') "
				    "AND m.agency_id = $1 AND s.matter_id IS NULL "
				    "AND " ENTRY_STRUCK " = 0 AND " ENTRY_CLOSED " IS NULL"),
				DB_VALUES(db_int(agency_id)), error, &bare);
	if (err == ERR_NONE) {
		*ret_archived = archived - struck;
		*ret_open = open + bare;
	}
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

#define NOT_GONE(text) text " <> '' AND " text " <> '" RETENTION_ERASED "'"
#define ENTRY_NAME "COALESCE(r.requester_name, c.name, g.name, k.name, '')"
#define ENTRY_SUBJECT "COALESCE(r.subject, c.subject, g.subject, k.subject, '')"

DB_STATEMENT(person_amount, "SELECT CASE WHEN length(m.person) > 0 THEN 1 ELSE 0 END + "
			    "CASE WHEN m.mark IS NOT NULL THEN 1 ELSE 0 END + "
			    "CASE WHEN " ENTRY_NAME " <> '' THEN 1 ELSE 0 END, 0 "
			    "FROM matter m " ENTRY_JOIN "WHERE m.id = $1");
DB_STATEMENT(party_amount,
	     "SELECT COUNT(*), 0 FROM matter_step WHERE matter_id = $1 AND party <> ''");
DB_STATEMENT(identity_amount,
	     "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachment "
	     "WHERE matter_id = $1 AND length(bytes) > 0 "
	     "AND (use = 'identity' OR use = 'authorisation')");
DB_STATEMENT(file_amount, "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachment "
			  "WHERE matter_id = $1 AND length(bytes) > 0 "
			  "AND use <> 'identity' AND use <> 'authorisation'");
DB_STATEMENT(service_amount, "SELECT COUNT(*), 0 FROM service WHERE matter_id = $1 "
			     "AND (length(facts) > 0 OR mail_number <> '')");
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
DB_STATEMENT(unlinked_amount,
	     "SELECT COUNT(*), 0 FROM remedy WHERE matter_id = $1 AND struck_reason <> '' "
	     "AND struck_reason <> '" RETENTION_ERASED "'");
DB_STATEMENT(handed_amount,
	     "SELECT COUNT(*), 0 FROM assignment WHERE matter_id = $1 AND note <> ''");
DB_STATEMENT(notice_amount,
	     "SELECT COUNT(*), 0 FROM notice WHERE matter_id = $1 AND length(content) > 0");
/* a struck entry's reason goes with its content */
DB_STATEMENT(content_amount, "SELECT CASE WHEN " NOT_GONE(
				     ENTRY_SUBJECT) " THEN 1 ELSE 0 END + "
						    "CASE WHEN m.form <> '{}' THEN 1 ELSE 0 END, 0 "
						    "FROM matter m " ENTRY_JOIN "WHERE m.id = $1");

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
		{RETENTION_NOTES, &handed_amount},    {RETENTION_NOTES, &unlinked_amount},
		{RETENTION_PERSON, &notice_amount},   {RETENTION_CONTENT, &content_amount},
	};
	struct retention_amount amounts[RETENTION_CLASS__MAX] = {0};
	enum err err = ERR_NONE;
	for (size_t i = 0; i < COUNT_OF(rows) && err == ERR_NONE; i++)
		err = amount_of(store, rows[i].sql, matter_id, &amounts[rows[i].class], error);
	for (size_t i = 0; i < RETENTION_CLASS__MAX && err == ERR_NONE; i++)
		ret_amounts[i] = amounts[i];
	return err;
}
