/* SPDX-License-Identifier: MulanPSL-2.0
 * How the rest of store/ writes the journal. */
#ifndef LIANXIN_STORE_JOURNAL_INSIDE_H
#define LIANXIN_STORE_JOURNAL_INSIDE_H

#include "store/agency.h"
#include "store/inside.h"
#include "store/journal.h"
#include "store/rows.h"

/* What a change is called in the journal. */
struct change {
	enum journal_action action;
	enum journal_object object;
	int64_t agency_id; /* 0: the whole office */
	const char *note;  /* reason; NULL when none */
	const struct author *author;
};

/* Runs a statement that writes one row and returns it (RETURNING, or a SELECT after other writes):
 * id first, then exactly the columns of journal_rows. Appends the entry. ERR_MISSING when no row
 * came back (error untouched). ret_id may be NULL. */
enum err journal_change(struct store *store, const struct db_sql *sql,
			const struct db_value *values, size_t n, const struct change *change,
			struct error *error, int64_t *ret_id) MUST_CHECK;
/* Appends the entry of a row whose canonical text stands in store->row. */
enum err journal_append(struct store *store, const struct change *change, int64_t object_id,
			struct error *error) MUST_CHECK;
/* Slot of the journal's ids; the tables' slots are their enum journal_object. */
enum { JOURNAL_IDS = OBJECT__MAX };
_Static_assert((int)JOURNAL_IDS < (int)STORE_IDS, "a slot for each table");
/* Runs a DELETE … RETURNING id and appends a REMOVE entry for each row; how many. */
enum err journal_remove(struct store *store, const struct db_sql *sql,
			const struct db_value *values, size_t n, const struct change *change,
			struct error *error, int64_t *ret_removed) MUST_CHECK;
/* Does an entry of this action hold the object's row? */
bool journal_action_row(enum journal_action action);

/* Salted digest of an entry's value. */
struct digest journal_digest(struct digester *digester, const void *salt, const char *content,
			     size_t n_content, const char *note, size_t n_note);

/* The columns an entry's bytes in the chain are made of, in this order. */
#define JOURNAL_COLUMNS                                                                            \
	"j.id AS id, j.at AS at, j.actor AS actor, j.account_id AS account_id, "                   \
	"j.from_address AS from_address, j.action AS action, j.object AS object, "                 \
	"j.object_id AS object_id, j.agency_id AS agency_id, j.algorithm AS algorithm, "           \
	"j.digest AS digest"
enum {
	JOURNAL_ID,
	JOURNAL_AT,
	JOURNAL_ACTOR,
	JOURNAL_ACCOUNT,
	JOURNAL_FROM,
	JOURNAL_ACTION,
	JOURNAL_OBJECT,
	JOURNAL_OBJECT_ID,
	JOURNAL_AGENCY,
	JOURNAL_ALGORITHM,
	JOURNAL_DIGEST,
	JOURNAL__COLUMNS
};
/* Adds the bytes of the statement's current row (its first JOURNAL__COLUMNS columns) to a digest.
 */
void journal_chain_add(struct digester *digester, struct db_statement *row);

/* For each table of JOURNAL_OBJECT_TABLE that has rows: all rows, by id; NULL for office. */
const struct db_sql *journal_rows(enum journal_object object);

/* Columns of each journalled table, in the order entries spell them. */
#define ENTRY_ROW "id, agency_id, version, struck, struck_reason"
#define DECISION_ROW ENTRY_ROW ", kind, first_day, last_day, source, quantity, amount, note"
#define AGENCY_NAME_OF(name, label, max, required, hint) ", " #name
#define AGENCY_ROW                                                                                 \
	"id, id AS agency_id, version, parent_id, level, receives_requests, channels, "            \
	"position" AGENCY_FIELDS(AGENCY_NAME_OF)
#define CORRECTION_ROW                                                                             \
	"id, agency_id, year, table_row, table_column, figure_before, figure_after, reason, "      \
	"signed_by, signed_name, signed_at"
#define ACCOUNT_ROW                                                                                \
	"id, agency_id, version, name, display_name, kind, disabled, must_change, password_at, "   \
	"(SELECT COUNT(*) FROM account_role r WHERE r.account_id = account.id "                    \
	"AND r.role = 'clerk') AS clerk, "                                                         \
	"(SELECT COUNT(*) FROM account_role r WHERE r.account_id = account.id "                    \
	"AND r.role = 'reviewer') AS reviewer, "                                                   \
	"(SELECT COUNT(*) FROM account_role r WHERE r.account_id = account.id "                    \
	"AND r.role = 'approver') AS approver, "                                                   \
	"(SELECT COUNT(*) FROM account_role r WHERE r.account_id = account.id "                    \
	"AND r.role = 'head') AS head, "                                                           \
	"(SELECT COUNT(*) FROM account_role r WHERE r.account_id = account.id "                    \
	"AND r.role = 'supervisor') AS supervisor"
#define SETTING_ROW "id, agency_id, name, value"
#define HOLIDAY_ROW "id, agency_id, date, working, name, source"
#define REPORT_ROW                                                                                 \
	"id, agency_id, version, year, issue, state, reason, tables, findings, drafted_by, "       \
	"frozen_at, published_at, journal_head, journal_entry"
#define REPORT_SECTION_ROW "id, version, report_id, section, text, edited"
#define REPORT_ANSWER_ROW "id, report_id, finding, reason, account_id, at"
#define REPORT_SIGNATURE_ROW "id, report_id, role, account_id, name, at"
#define REPORT_PAPER_ROW "id, report_id, format, media_type, digest, size, at, bytes"
/* A matter's code and mark are secrets' digests: they are journalled like any other column. */
#define MATTER_ROW                                                                                 \
	"id, agency_id, version, kind, entry_id, filed_at, filed_by, form, key, person, mark, "    \
	"code"
#define MATTER_STEP_ROW                                                                            \
	"id, agency_id, matter_id, version, struck, struck_reason, day, event, n, roles, "         \
	"account_id, party, note, letter_id, at"
#define POST_ROW ENTRY_ROW ", name"
#define POST_HOLDER_ROW "id, agency_id, version, post_id, account_id, since, until"
#define ASSIGNMENT_ROW "id, agency_id, matter_id, post_id, account_id, at, note"
#define SEARCH_LOG_ROW                                                                             \
	"id, agency_id, matter_id, version, struck, struck_reason, day, searcher, place, words, "  \
	"found, account_id, at"
#define REMEDY_ROW                                                                                 \
	"id, agency_id, matter_id, version, struck, struck_reason, kind, entry_id, step_id, "      \
	"over_step_id, account_id, at"
#define ATTACHMENT_ROW                                                                             \
	"id, agency_id, matter_id, version, struck, struck_reason, use, step_id, of_id, name, "    \
	"media_type, size, digest, account_id, at, bytes"
#define SERVICE_ROW                                                                                \
	"id, agency_id, matter_id, version, step_id, manner, day, mail_number, signed, facts, "    \
	"account_id, at"
#define BLACKOUT_ROW                                                                               \
	"id, agency_id, matter_id, version, source_id, state, boxes, result_id, said, "            \
	"account_id, at"
#define LETTER_ROW                                                                                 \
	"id, agency_id, matter_id, version, struck, struck_reason, kind, consult, state, number, " \
	"day, data"
#define LETTER_FILE_ROW                                                                            \
	"id, agency_id, matter_id, version, letter_id, attachment_id, given, account_id, at"
#define LETTER_PAPER_ROW "id, agency_id, letter_id, version, format, media_type, size, at, bytes"
#define LETTER_TEMPLATE_ROW "id, agency_id, version, kind, text"
#define RETENTION_SCHEDULE_ROW "id, agency_id, number, approval, approved, rules, account_id, at"
#define RETENTION_LIST_ROW                                                                         \
	"id, agency_id, version, schedule_id, state, day, digest, matters, things, bytes, "        \
	"proposed_by, proposed_at, decided_by, decided_at, reason, erased, kept"

/* What the entry of a set password says of it: a digest of the hash text, never the text. The text
 * has 128 bits of salt in it, so that nobody can try passwords against the digest. */
enum { CREDENTIAL_NOTE = 128 };
void credential_note(const char *hash, char ret_note[CREDENTIAL_NOTE]);

#endif
