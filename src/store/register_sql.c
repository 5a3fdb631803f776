/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/register_sql.h"

#include "store/register_columns.h"

#define PARAMETER_OF(n, name, ...) ", $" #n
#define SET_OF(n, name, ...) ", " #name " = $" #n

/* A choice filter: '' passes all, '-' those without a value. */
#define CHOSEN(n, name) " AND ($" #n " = '' OR COALESCE(NULLIF(" name ", ''), '-') = $" #n ")"
#define NO_CHOICE(n) " AND $" #n " = ''"

/* table, its journalled columns, the dating column, the searched text, the filters, a constant
 * column and its value (decisions share a table), what narrows the table to the register, and its
 * columns */
#define STATEMENTS(NAME, table, row, dated, searched, filters, constant, value, narrow, COLUMNS)   \
	DB_STATEMENT(NAME##_insert,                                                                \
		     "INSERT INTO " table " (agency_id, id, version" constant                      \
			     COLUMNS(REGISTER_NAME_OF) ") VALUES ($1, $2, $3" value COLUMNS(       \
				     PARAMETER_OF) ") ON CONFLICT DO NOTHING");                    \
	ID_STATEMENT(NAME##_ids, table);                                                           \
	DB_STATEMENT(NAME##_update,                                                                \
		     "UPDATE " table " SET version = version + 1" COLUMNS(                         \
			     SET_OF) " WHERE agency_id = $1 AND id = $2 AND version = $3 "         \
				     "AND struck = 0" narrow " RETURNING " row);                   \
	DB_STATEMENT(NAME##_strike,                                                                \
		     "UPDATE " table " SET version = version + 1, struck = 1, "                    \
		     "struck_reason = $4 WHERE agency_id = $1 AND id = $2 AND version = $3 "       \
		     "AND struck = 0" narrow " RETURNING " row);                                   \
	DB_STATEMENT(NAME##_get,                                                                   \
		     "SELECT " ENTRY_ROW COLUMNS(                                                  \
			     REGISTER_NAME_OF) " FROM " table                                      \
					       " WHERE agency_id = $1 AND id = $2" narrow);        \
	DB_STATEMENT(NAME##_count,                                                                 \
		     "SELECT COUNT(*) FROM " table WHERE(dated, searched, filters, narrow));       \
	DB_STATEMENT(NAME##_some, SOME_OF(table DATED(dated, narrow) " AND struck = 0", "$4"));    \
	DB_STATEMENT(NAME##_any, SOME_OF(table DATED(dated, narrow), "$4"));                       \
	DB_STATEMENT_MANY(NAME##_each,                                                             \
			  "SELECT " ENTRY_ROW COLUMNS(REGISTER_NAME_OF) " FROM " table WHERE(      \
				  dated, searched, filters, narrow) " ORDER BY " dated ", id");    \
	DB_STATEMENT(NAME##_next,                                                                  \
		     "SELECT " ENTRY_ROW COLUMNS(REGISTER_NAME_OF) " FROM " table WHERE(           \
			     dated, searched, filters,                                             \
			     narrow) " AND (" dated ", id) < ($10, $11) ORDER BY " dated           \
				     " DESC, id DESC LIMIT $12");                                  \
	DB_STATEMENT(NAME##_previous,                                                              \
		     "SELECT " ENTRY_ROW COLUMNS(REGISTER_NAME_OF) " FROM " table WHERE(           \
			     dated, searched, filters,                                             \
			     narrow) " AND (" dated ", id) > ($10, $11) ORDER BY " dated           \
				     ", id LIMIT $12")
#define DATED(dated, narrow)                                                                       \
	" WHERE agency_id = $1" narrow " AND " dated " >= $2 AND " dated " <= $3"
#define WHERE(dated, searched, filters, narrow)                                                    \
	DATED(dated, narrow)                                                                       \
	" "                                                                                        \
	"AND struck >= $4 AND struck <= $5 AND ($6 = '' OR instr(" searched ", $6) > 0)" filters
#define ROWS(NAME, table, row)                                                                     \
	DB_STATEMENT_MANY(NAME##_rows, "SELECT " row " FROM " table " ORDER BY id")
#define OWN_ROW(COLUMNS) ENTRY_ROW COLUMNS(REGISTER_NAME_OF)

/* clang-format off */
STATEMENTS(RECORDS, "record", OWN_ROW(RECORDS_COLUMNS), "published", "title || ' ' || document_number",
	CHOSEN(7, "kind") CHOSEN(8, "topic") CHOSEN(9, "key_area"), "", "", "", RECORDS_COLUMNS);
ROWS(RECORDS, "record", OWN_ROW(RECORDS_COLUMNS));
STATEMENTS(NORMATIVE, "normative", OWN_ROW(NORMATIVE_COLUMNS), "made", "title || ' ' || document_number",
	CHOSEN(7, "level") NO_CHOICE(8) NO_CHOICE(9), "", "", "", NORMATIVE_COLUMNS);
ROWS(NORMATIVE, "normative", OWN_ROW(NORMATIVE_COLUMNS));
#define DECISIONS(NAME, kind, COLUMNS)                                                             \
	STATEMENTS(NAME, "decision", DECISION_ROW, "first_day", "source || ' ' || note",               \
		NO_CHOICE(7) NO_CHOICE(8) NO_CHOICE(9), ", kind", ", '" kind "'", " AND kind = '" kind "'", COLUMNS)
DECISIONS(LICENCES, "licence", DECISIONS_COLUMNS);
DECISIONS(PENALTIES, "penalty", DECISIONS_COLUMNS);
DECISIONS(COERCION, "coercion", DECISIONS_COLUMNS);
DECISIONS(CHARGES, "charge", CHARGES_COLUMNS);
ROWS(DECISIONS, "decision", DECISION_ROW);
STATEMENTS(REQUESTS, "request", OWN_ROW(REQUESTS_COLUMNS), "received",
	"number || ' ' || requester_name || ' ' || subject",
	CHOSEN(7, "outcome") CHOSEN(8, "requester_kind") CHOSEN(9, "channel"), "", "", "", REQUESTS_COLUMNS);
ROWS(REQUESTS, "request", OWN_ROW(REQUESTS_COLUMNS));
STATEMENTS(RECONSIDERATIONS, "reconsideration", OWN_ROW(RECONSIDERATIONS_COLUMNS), "filed",
	"number || ' ' || applicant || ' ' || subject",
	CHOSEN(7, "result") NO_CHOICE(8) NO_CHOICE(9), "", "", "", RECONSIDERATIONS_COLUMNS);
ROWS(RECONSIDERATIONS, "reconsideration", OWN_ROW(RECONSIDERATIONS_COLUMNS));
STATEMENTS(LITIGATION, "litigation", OWN_ROW(LITIGATION_COLUMNS), "filed",
	"number || ' ' || plaintiff || ' ' || subject",
	CHOSEN(7, "route") CHOSEN(8, "result") NO_CHOICE(9), "", "", "", LITIGATION_COLUMNS);
ROWS(LITIGATION, "litigation", OWN_ROW(LITIGATION_COLUMNS));
STATEMENTS(CORRECTIONS, "correction_request", OWN_ROW(CORRECTIONS_COLUMNS), "received",
	"number || ' ' || name || ' ' || record || ' ' || subject",
	CHOSEN(7, "result") CHOSEN(8, "channel") NO_CHOICE(9), "", "", "", CORRECTIONS_COLUMNS);
ROWS(CORRECTIONS, "correction_request", OWN_ROW(CORRECTIONS_COLUMNS));
STATEMENTS(SUGGESTIONS, "suggestion", OWN_ROW(SUGGESTIONS_COLUMNS), "received",
	"number || ' ' || name || ' ' || subject",
	CHOSEN(7, "result") NO_CHOICE(8) NO_CHOICE(9), "", "", "", SUGGESTIONS_COLUMNS);
ROWS(SUGGESTIONS, "suggestion", OWN_ROW(SUGGESTIONS_COLUMNS));
STATEMENTS(COMPLAINTS, "complaint", OWN_ROW(COMPLAINTS_COLUMNS), "received",
	"number || ' ' || name || ' ' || about || ' ' || about_request || ' ' || subject",
	CHOSEN(7, "result") CHOSEN(8, "channel") NO_CHOICE(9), "", "", "", COMPLAINTS_COLUMNS);
ROWS(COMPLAINTS, "complaint", OWN_ROW(COMPLAINTS_COLUMNS));
STATEMENTS(RESPONSES, "response", OWN_ROW(RESPONSES_COLUMNS), "answered", "title",
	CHOSEN(7, "topic") NO_CHOICE(8) NO_CHOICE(9), "", "", "", RESPONSES_COLUMNS);
ROWS(RESPONSES, "response", OWN_ROW(RESPONSES_COLUMNS));
STATEMENTS(INTERPRETATIONS, "interpretation", OWN_ROW(INTERPRETATIONS_COLUMNS), "published",
	"title || ' ' || of_title", CHOSEN(7, "form") NO_CHOICE(8) NO_CHOICE(9), "", "", "", INTERPRETATIONS_COLUMNS);
ROWS(INTERPRETATIONS, "interpretation", OWN_ROW(INTERPRETATIONS_COLUMNS));
STATEMENTS(FEES, "fee", OWN_ROW(FEES_COLUMNS), "noticed", "request_number || ' ' || note",
	NO_CHOICE(7) NO_CHOICE(8) NO_CHOICE(9), "", "", "", FEES_COLUMNS);
ROWS(FEES, "fee", OWN_ROW(FEES_COLUMNS));

#define OF(NAME, object, rows)                                                                     \
	[REGISTER_##NAME] = {object, &NAME##_insert, &NAME##_ids, &NAME##_update, &NAME##_strike, &NAME##_get,      \
		&NAME##_count, &NAME##_each, &NAME##_some, &NAME##_any, &NAME##_next, &NAME##_previous, &rows##_rows}
const struct register_sql register_sql[REGISTER__MAX] = {
	OF(RECORDS, OBJECT_RECORD, RECORDS),
	OF(NORMATIVE, OBJECT_NORMATIVE, NORMATIVE),
	OF(LICENCES, OBJECT_DECISION, DECISIONS),
	OF(PENALTIES, OBJECT_DECISION, DECISIONS),
	OF(COERCION, OBJECT_DECISION, DECISIONS),
	OF(CHARGES, OBJECT_DECISION, DECISIONS),
	OF(REQUESTS, OBJECT_REQUEST, REQUESTS),
	OF(RECONSIDERATIONS, OBJECT_RECONSIDERATION, RECONSIDERATIONS),
	OF(LITIGATION, OBJECT_LITIGATION, LITIGATION),
	OF(CORRECTIONS, OBJECT_CORRECTION_REQUEST, CORRECTIONS),
	OF(SUGGESTIONS, OBJECT_SUGGESTION, SUGGESTIONS),
	OF(COMPLAINTS, OBJECT_COMPLAINT, COMPLAINTS),
	OF(RESPONSES, OBJECT_RESPONSE, RESPONSES),
	OF(INTERPRETATIONS, OBJECT_INTERPRETATION, INTERPRETATIONS),
	OF(FEES, OBJECT_FEE, FEES),
};
/* clang-format on */
