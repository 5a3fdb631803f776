/* SPDX-License-Identifier: MulanPSL-2.0
 * Entries of the registers that were never taken into the flow, as a schedule is asked about them:
 * imported ones, and those that name nobody. */
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/retention_inside.h"

/* clang-format off */
#define LEFT(text) "(" text " <> '' AND " text " <> '" RETENTION_ERASED "')"
#define RUNNING(table, who, name)                                                                  \
	"(SELECT COUNT(*) FROM " table " v WHERE v.agency_id = e.agency_id AND v.struck = 0 "      \
	"AND v.closed IS NULL AND ((v." who " <> '' AND v." who " = e." name ") "                  \
	"OR instr(v.subject, e.number) > 0))"
/* What was said is one thing, with the reason of striking it out. */
#define BARE(table, name, result, closed, content)                                                 \
	"SELECT e.id, e.number, COALESCE(e." result ", ''), e." closed ", e.struck, "              \
	RETENTION_STRUCK_AT("'" table "'", "e.id") ", "                                            \
	RETENTION_CORRECTED_AT("'" table "'", "e.id") ", "                                         \
	RUNNING("reconsideration", "applicant", name) " + "                                        \
	RUNNING("litigation", "plaintiff", name) ", "                                              \
	"CASE WHEN " LEFT("e." name) " THEN 1 ELSE 0 END, "                                        \
	"CASE WHEN " content " OR " LEFT("e.struck_reason") " THEN 1 ELSE 0 END "                  \
	"FROM " table " e "
#define NO_MATTER(code)                                                                            \
	"NOT EXISTS (SELECT 1 FROM matter m WHERE m.kind = '" code "' AND m.entry_id = e.id) "
#define ENDED(closed) "(e.struck = 1 OR e." closed " IS NOT NULL) "
/* $1 agency, $2 after which, $3 at most; of one entry $2 is its id. */
#define STATEMENTS(id, code, table, name, result, closed, content)                                 \
	DB_STATEMENT(id##_each, BARE(table, name, result, closed, content)                         \
		     "WHERE e.agency_id = $1 AND e.id > $2 AND " ENDED(closed)                     \
		     "AND " NO_MATTER(code) "ORDER BY e.id LIMIT $3");                             \
	DB_STATEMENT(id##_one, BARE(table, name, result, closed, content)                          \
		     "WHERE e.agency_id = $1 AND e.id = $2 AND " ENDED(closed)                     \
		     "AND " NO_MATTER(code));                                                      \
	DB_STATEMENT(id##_open, "SELECT COUNT(*) FROM " table " e WHERE e.agency_id = $1 "         \
		     "AND e.struck = 0 AND e." closed " IS NULL AND " NO_MATTER(code))
/* clang-format on */

STATEMENTS(request, "request", "request", "requester_name", "outcome", "replied",
	   LEFT("e.subject"));
STATEMENTS(correction, "correction", "correction_request", "name", "result", "replied",
	   LEFT("e.record") " OR " LEFT("e.subject"));
STATEMENTS(suggestion, "suggestion", "suggestion", "name", "result", "answered", LEFT("e.subject"));
STATEMENTS(complaint, "complaint", "complaint", "name", "result", "answered",
	   LEFT("e.subject") " OR " LEFT("e.about_request"));

static const struct {
	const struct db_sql *each, *one, *open;
} statements[MATTER__MAX] = {
	[MATTER_REQUEST] = {&request_each, &request_one, &request_open},
	[MATTER_CORRECTION] = {&correction_each, &correction_one, &correction_open},
	[MATTER_SUGGESTION] = {&suggestion_each, &suggestion_one, &suggestion_open},
	[MATTER_COMPLAINT] = {&complaint_each, &complaint_one, &complaint_open},
};

/* All but its kind, which the statement knows. */
static void read_bare(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_candidate *candidate = ret_item;
	*candidate = (struct retention_candidate){
		.entry_id = db_column_int(row, 0),
		.number = row_text(row, 1, arena),
		.outcome = row_text(row, 2, arena),
		.closed = row_day(row, 3),
		.struck = db_column_int(row, 4) != 0,
		.struck_at = db_column_int(row, 5),
		.corrected_at = db_column_int(row, 6),
		.remedy_linked = db_column_int(row, 7) != 0,
		.left = (db_column_int(row, 8) != 0 ? 1U << RETENTION_PERSON : 0) |
			(db_column_int(row, 9) != 0 ? 1U << RETENTION_CONTENT : 0),
	};
}

enum err retention_entries(struct store *store, int64_t agency_id, enum matter_kind kind,
			   int64_t after, size_t limit, struct arena *arena, struct error *error,
			   struct retention_candidate **ret_candidates, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_candidate);
	BUG_IF(kind >= MATTER__MAX);
	enum err err =
		rows_list(store->db, statements[kind].each,
			  DB_VALUES(db_int(agency_id), db_int(after), db_int((int64_t)limit)),
			  read_bare, &rows, error);
	if (err != ERR_NONE) return err;
	struct retention_candidate *candidates = rows.items;
	for (size_t i = 0; i < rows.n; i++) candidates[i].kind = kind;
	*ret_candidates = candidates;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err retention_entry_get(struct store *store, int64_t agency_id, enum matter_kind kind,
			     int64_t entry_id, struct arena *arena, struct error *error,
			     struct retention_candidate *ret_candidate)
{
	struct retention_candidate candidate;
	BUG_IF(kind >= MATTER__MAX);
	enum err err = rows_one(store->db, statements[kind].one,
				DB_VALUES(db_int(agency_id), db_int(entry_id)), read_bare, arena,
				&candidate, "这条记录没有办结，或者已经转入办理。", error);
	if (err != ERR_NONE) return err;
	candidate.kind = kind;
	*ret_candidate = candidate;
	return ERR_NONE;
}

enum err retention_entries_open(struct store *store, int64_t agency_id, enum matter_kind kind,
				struct error *error, int64_t *ret_open)
{
	BUG_IF(kind >= MATTER__MAX);
	return db_number(store->db, statements[kind].open, DB_VALUES(db_int(agency_id)), error,
			 ret_open);
}
