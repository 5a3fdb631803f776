/* SPDX-License-Identifier: MulanPSL-2.0
 * Erasing. Each kind of row is a line of one table: which of its rows hold something of the class,
 * and how such a row stands afterwards. */
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/register_columns.h"
#include "store/register_sql.h"
#include "store/retention.h"

#define GONE "'" RETENTION_ERASED "'"
#define REQUEST_ROW ENTRY_ROW REQUESTS_COLUMNS(REGISTER_NAME_OF)
#define CORRECTION_REQUEST_ROW ENTRY_ROW CORRECTIONS_COLUMNS(REGISTER_NAME_OF)
#define SUGGESTION_ROW ENTRY_ROW SUGGESTIONS_COLUMNS(REGISTER_NAME_OF)
#define COMPLAINT_ROW ENTRY_ROW COMPLAINTS_COLUMNS(REGISTER_NAME_OF)
#define OF_IDENTITY "(use = 'identity' OR use = 'authorisation')"
#define STRUCK_GONE "struck_reason = CASE WHEN struck = 1 THEN " GONE " ELSE '' END"

/* $1 the matter (of registers: its entry); ids alone. */
DB_STATEMENT(this_matter, "SELECT id FROM matter WHERE id = $1");
DB_STATEMENT(this_request, "SELECT id FROM request WHERE id = $1");
DB_STATEMENT(this_correction, "SELECT id FROM correction_request WHERE id = $1");
DB_STATEMENT(this_suggestion, "SELECT id FROM suggestion WHERE id = $1");
DB_STATEMENT(this_complaint, "SELECT id FROM complaint WHERE id = $1");
DB_STATEMENT(party_steps, "SELECT id FROM matter_step WHERE matter_id = $1 AND party <> ''");
DB_STATEMENT(noted_steps, "SELECT id FROM matter_step WHERE matter_id = $1 AND (note <> '' "
			  "OR (struck_reason <> '' AND struck_reason <> " GONE "))");
DB_STATEMENT(identity_files, "SELECT id FROM attachment WHERE matter_id = $1 "
			     "AND length(bytes) > 0 AND " OF_IDENTITY);
DB_STATEMENT(other_files, "SELECT id FROM attachment WHERE matter_id = $1 "
			  "AND length(bytes) > 0 AND NOT " OF_IDENTITY);
DB_STATEMENT(blackouts, "SELECT id FROM blackout WHERE matter_id = $1 AND length(boxes) > 0");
DB_STATEMENT(services, "SELECT id FROM service WHERE matter_id = $1 "
		       "AND (length(facts) > 0 OR mail_number <> '')");
DB_STATEMENT(letters, "SELECT id FROM letter WHERE matter_id = $1 AND length(data) > 0");
DB_STATEMENT(papers, "SELECT p.id FROM letter l JOIN letter_paper p ON p.letter_id = l.id "
		     "WHERE l.matter_id = $1 AND length(p.bytes) > 0");
DB_STATEMENT(searches, "SELECT id FROM search_log WHERE matter_id = $1 "
		       "AND (words <> " GONE " OR searcher <> " GONE ")");

DB_STATEMENT(unlinked, "SELECT id FROM remedy WHERE matter_id = $1 AND struck_reason <> '' "
		       "AND struck_reason <> " GONE);
DB_STATEMENT(handings, "SELECT id FROM assignment WHERE matter_id = $1 AND note <> ''");

/* $1 the row's id, $2 (where `empties`) no bytes; the journalled row comes back. */
DB_STATEMENT(person_gone, "UPDATE matter SET version = version + 1, person = $2, mark = NULL "
			  "WHERE id = $1 RETURNING " MATTER_ROW);
DB_STATEMENT(form_gone, "UPDATE matter SET version = version + 1, form = '{}' "
			"WHERE id = $1 RETURNING " MATTER_ROW);
DB_STATEMENT(name_gone, "UPDATE request SET version = version + 1, requester_name = '' "
			"WHERE id = $1 RETURNING " REQUEST_ROW);
DB_STATEMENT(subject_gone, "UPDATE request SET version = version + 1, subject = '', " STRUCK_GONE
			   " WHERE id = $1 RETURNING " REQUEST_ROW);
DB_STATEMENT(asker_gone, "UPDATE correction_request SET version = version + 1, name = '' "
			 "WHERE id = $1 RETURNING " CORRECTION_REQUEST_ROW);
DB_STATEMENT(said_wrong_gone, "UPDATE correction_request SET version = version + 1, record = " GONE
			      ", subject = " GONE ", " STRUCK_GONE
			      " WHERE id = $1 RETURNING " CORRECTION_REQUEST_ROW);
DB_STATEMENT(suggester_gone, "UPDATE suggestion SET version = version + 1, name = '' "
			     "WHERE id = $1 RETURNING " SUGGESTION_ROW);
DB_STATEMENT(suggested_gone, "UPDATE suggestion SET version = version + 1, subject = " GONE
			     ", " STRUCK_GONE " WHERE id = $1 RETURNING " SUGGESTION_ROW);
DB_STATEMENT(complainer_gone, "UPDATE complaint SET version = version + 1, name = '' "
			      "WHERE id = $1 RETURNING " COMPLAINT_ROW);
/* the number of a request leads to its requester */
DB_STATEMENT(complained_gone,
	     "UPDATE complaint SET version = version + 1, about_request = '', "
	     "subject = " GONE ", " STRUCK_GONE " WHERE id = $1 RETURNING " COMPLAINT_ROW);
DB_STATEMENT(unlinked_gone, "UPDATE remedy SET version = version + 1, " STRUCK_GONE
			    " WHERE id = $1 RETURNING " REMEDY_ROW);
DB_STATEMENT(handing_gone,
	     "UPDATE assignment SET note = '' WHERE id = $1 RETURNING " ASSIGNMENT_ROW);
DB_STATEMENT(party_gone, "UPDATE matter_step SET version = version + 1, party = '' "
			 "WHERE id = $1 RETURNING " MATTER_STEP_ROW);
DB_STATEMENT(note_gone, "UPDATE matter_step SET version = version + 1, note = '', " STRUCK_GONE
			" WHERE id = $1 RETURNING " MATTER_STEP_ROW);
DB_STATEMENT(file_gone,
	     "UPDATE attachment SET version = version + 1, name = " GONE
	     ", digest = '', bytes = $2, " STRUCK_GONE " WHERE id = $1 RETURNING " ATTACHMENT_ROW);
DB_STATEMENT(boxes_gone, "UPDATE blackout SET version = version + 1, boxes = $2 "
			 "WHERE id = $1 RETURNING " BLACKOUT_ROW);
DB_STATEMENT(service_gone, "UPDATE service SET version = version + 1, mail_number = '', facts = $2 "
			   "WHERE id = $1 RETURNING " SERVICE_ROW);
DB_STATEMENT(letter_gone, "UPDATE letter SET version = version + 1, data = $2, " STRUCK_GONE
			  " WHERE id = $1 RETURNING " LETTER_ROW);
DB_STATEMENT(paper_gone, "UPDATE letter_paper SET version = version + 1, bytes = $2 "
			 "WHERE id = $1 RETURNING " LETTER_PAPER_ROW);
DB_STATEMENT(search_gone, "UPDATE search_log SET version = version + 1, searcher = " GONE
			  ", place = " GONE ", words = " GONE ", found = " GONE ", " STRUCK_GONE
			  " WHERE id = $1 RETURNING " SEARCH_LOG_ROW);

/* The wrapped key, once nothing lies under it any more. */
DB_STATEMENT(key_gone,
	     "UPDATE matter SET version = version + 1, key = $2 WHERE id = $1 "
	     "AND length(key) > 0 AND length(person) = 0 "
	     "AND NOT EXISTS (SELECT 1 FROM attachment a WHERE a.matter_id = $1 "
	     "AND length(a.bytes) > 0) "
	     "AND NOT EXISTS (SELECT 1 FROM blackout b WHERE b.matter_id = $1 "
	     "AND length(b.boxes) > 0) "
	     "AND NOT EXISTS (SELECT 1 FROM service v WHERE v.matter_id = $1 "
	     "AND length(v.facts) > 0) "
	     "AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.matter_id = $1 "
	     "AND length(l.data) > 0) "
	     "AND NOT EXISTS (SELECT 1 FROM letter l JOIN letter_paper p ON p.letter_id = l.id "
	     "WHERE l.matter_id = $1 AND length(p.bytes) > 0) RETURNING " MATTER_ROW);

static const struct target {
	enum retention_class class;
	enum journal_object object;
	const struct db_sql *ids, *gone;
	bool empties;
} targets[] = {
	{RETENTION_PERSON, OBJECT_MATTER, &this_matter, &person_gone, true},
	{RETENTION_PERSON, OBJECT_REQUEST, &this_request, &name_gone, false},
	{RETENTION_PERSON, OBJECT_CORRECTION_REQUEST, &this_correction, &asker_gone, false},
	{RETENTION_PERSON, OBJECT_SUGGESTION, &this_suggestion, &suggester_gone, false},
	{RETENTION_PERSON, OBJECT_COMPLAINT, &this_complaint, &complainer_gone, false},
	{RETENTION_PERSON, OBJECT_MATTER_STEP, &party_steps, &party_gone, false},
	{RETENTION_PERSON, OBJECT_SERVICE, &services, &service_gone, true},
	{RETENTION_PERSON, OBJECT_ATTACHMENT, &identity_files, &file_gone, true},
	{RETENTION_FILES, OBJECT_ATTACHMENT, &other_files, &file_gone, true},
	{RETENTION_FILES, OBJECT_BLACKOUT, &blackouts, &boxes_gone, true},
	{RETENTION_LETTERS, OBJECT_LETTER, &letters, &letter_gone, true},
	{RETENTION_LETTERS, OBJECT_LETTER_PAPER, &papers, &paper_gone, true},
	{RETENTION_NOTES, OBJECT_SEARCH_LOG, &searches, &search_gone, false},
	{RETENTION_NOTES, OBJECT_MATTER_STEP, &noted_steps, &note_gone, false},
	{RETENTION_NOTES, OBJECT_REMEDY, &unlinked, &unlinked_gone, false},
	{RETENTION_NOTES, OBJECT_ASSIGNMENT, &handings, &handing_gone, false},
	{RETENTION_CONTENT, OBJECT_MATTER, &this_matter, &form_gone, false},
	{RETENTION_CONTENT, OBJECT_REQUEST, &this_request, &subject_gone, false},
	{RETENTION_CONTENT, OBJECT_CORRECTION_REQUEST, &this_correction, &said_wrong_gone, false},
	{RETENTION_CONTENT, OBJECT_SUGGESTION, &this_suggestion, &suggested_gone, false},
	{RETENTION_CONTENT, OBJECT_COMPLAINT, &this_complaint, &complained_gone, false},
};

struct erasing {
	int64_t agency_id;
	const char *note;
	const struct author *author;
};

static void read_id(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(int64_t *)ret_item = db_column_int(row, 0);
}

static enum err erase_row(struct store *store, const struct erasing *erasing,
			  const struct target *target, int64_t id, struct error *error)
{
	struct change change = {ACTION_CORRECT, target->object, erasing->agency_id, erasing->note,
				erasing->author};
	const struct db_value values[] = {db_int(id), db_blob("", 0)};
	enum err err = journal_erase(store, target->object, id, erasing->agency_id, erasing->note,
				     erasing->author, error);
	if (err != ERR_NONE) return err;
	return journal_change(store, target->gone, values, target->empties ? 2 : 1, &change, error,
			      NULL);
}

static enum err erase_target(struct store *store, const struct erasing *erasing,
			     const struct target *target, int64_t of, struct error *error)
{
	struct arena arena = {0};
	struct rows rows = ROWS_OF(&arena, int64_t);
	enum err err =
		rows_list(store->db, target->ids, DB_VALUES(db_int(of)), read_id, &rows, error);
	const int64_t *ids = rows.items;
	for (size_t i = 0; i < rows.n && err == ERR_NONE; i++)
		err = erase_row(store, erasing, target, ids[i], error);
	arena_release(&arena);
	return err;
}

/* The object of a kind's entries. */
static enum journal_object entry_object(enum matter_kind kind)
{
	static const enum journal_object objects[MATTER__MAX] = {
		[MATTER_REQUEST] = OBJECT_REQUEST,
		[MATTER_CORRECTION] = OBJECT_CORRECTION_REQUEST,
		[MATTER_SUGGESTION] = OBJECT_SUGGESTION,
		[MATTER_COMPLAINT] = OBJECT_COMPLAINT,
	};
	return objects[kind];
}

/* Which row's things a target's `ids` asks for; 0: it is of another register, or of a matter that
 * there is not. */
static int64_t target_of(const struct target *target, const struct retention_candidate *candidate)
{
	for (int kind = 0; kind < MATTER__MAX; kind++)
		if (target->object == entry_object((enum matter_kind)kind))
			return (enum matter_kind)kind == candidate->kind ? candidate->entry_id : 0;
	return candidate->matter_id;
}

enum err retention_erase(struct store *store, int64_t agency_id,
			 const struct retention_candidate *candidate, enum retention_class class,
			 const char *note, const struct author *author, struct error *error)
{
	const struct erasing erasing = {agency_id, note, author};
	struct change change = {ACTION_CORRECT, OBJECT_MATTER, agency_id, note, author};
	const struct db_value matter = db_int(candidate->matter_id), none = db_blob("", 0);
	enum err err = ERR_NONE;
	store_must_write(store);
	for (size_t i = 0; i < COUNT_OF(targets) && err == ERR_NONE; i++) {
		int64_t of = target_of(&targets[i], candidate);
		if (targets[i].class == class && of != 0)
			err = erase_target(store, &erasing, &targets[i], of, error);
	}
	/* the outbox is not journalled row by row */
	if (err == ERR_NONE && class == RETENTION_PERSON && candidate->matter_id != 0)
		err = db_run(store->db,
			     SQL("UPDATE notice SET content = $2, reason = '', next_at = NULL, "
				 "state = CASE WHEN next_at IS NULL THEN state ELSE 'dropped' END "
				 "WHERE matter_id = $1"),
			     DB_VALUES(matter, none), error);
	if (err == ERR_NONE && class == RETENTION_CONTENT && candidate->kind == MATTER_REQUEST)
		err = db_run(store->db, SQL("DELETE FROM request_band WHERE request_id = $1"),
			     DB_VALUES(db_int(candidate->entry_id)), error);
	if (err == ERR_NONE && candidate->matter_id != 0)
		err = journal_change(store, &key_gone, DB_VALUES(matter, none), &change, error,
				     NULL);
	return err == ERR_MISSING ? ERR_NONE : err;
}
