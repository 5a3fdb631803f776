/* SPDX-License-Identifier: MulanPSL-2.0
 * Which tables `lianxin copy` takes along, and how: one row per table of the schema, in an order in
 * which no row comes before what it refers to. A test holds it to the schema, so that no table and
 * no column is forgotten. For store/ alone. */
#ifndef LIANXIN_STORE_COPY_TABLES_H
#define LIANXIN_STORE_COPY_TABLES_H

#include "store/db.h"

/* ROWS(name, key, number of columns, rows of one batch, columns): a table with a number as its key,
 * which is the first column; read and committed in batches, so that a copy can go on in its middle.
 * WHOLE(name, order, where, number of columns, columns): a small one, copied in one transaction.
 * LEFT(name, reason): not taken along.
 * Generated columns are not named: the other database makes them. */
/* clang-format off */
#define COPY_TABLES(ROWS, WHOLE, LEFT)                                                                                 \
	LEFT(migration, "the target has applied the same files itself")                                                \
	LEFT(request_band, "derived: `rebuild` makes it anew in the target")                                            \
	LEFT(login, "a sign-in must not be good in two places: everybody signs in again")                              \
	WHOLE(meta, "name", " WHERE name <> 'copy' AND name <> 'moved'", 2, "name, value")                             \
	ROWS(agency, id, 28, 1000, "id, version, parent_id, level, receives_requests, channels, position, name, "      \
		"short_name, signature, credit_code, document_prefix, letterhead, authority, reconsideration_organ, "  \
		"disclosure_office, disclosure_head, address, postcode, phone, fax, email, office_hours, site_name, "  \
		"site_host, site_code, site_icp, site_police")                                                         \
	ROWS(account, id, 12, 1000, "id, version, name, display_name, agency_id, kind, disabled, must_change, "        \
		"password, password_at, failures, locked_until")                                                       \
	WHOLE(account_role, "account_id, role", "", 3, "account_id, kind, role")                                       \
	ROWS(account_password, id, 3, 10000, "id, account_id, password")                                               \
	/* the first administrator of a young office has nothing but such a link */                                    \
	WHOLE(one_time_token, "digest", "", 5, "digest, account_id, purpose, expires_at, confirmed")                           \
	/* a form sent once more after the move must not be kept twice; what was to be done is still to be done */         \
	LEFT(visit, "who asked too often in this hour counts anew")                                                    \
	LEFT(code_ask, "asked within the last seconds: who gets no code asks once more")                                 \
	LEFT(proof_code, "good for minutes: the requester asks for another")                                            \
	WHOLE(saved_view, "account_id, name", "", 3, "account_id, name, query")                                        \
	WHOLE(rating, "mark", "", 5, "mark, agency_id, year, level, shown")                                            \
	WHOLE(form_sent, "digest", "", 3, "digest, at, result")                                                        \
	WHOLE(job, "name, payload", "", 8, "name, payload, due_at, taken_until, taken_by, attempts, done_at, last_error") \
	ROWS(setting, id, 4, 10000, "id, agency_id, name, value")                                                      \
	ROWS(holiday, id, 6, 10000, "id, agency_id, date, working, name, source")                                      \
	ROWS(record, id, 14, 10000, "id, agency_id, version, struck, struck_reason, title, kind, topic, key_area, "    \
		"formed, published, published_via, document_number, url")                                              \
	ROWS(normative, id, 11, 10000, "id, agency_id, version, struck, struck_reason, title, document_number, "       \
		"level, made, repealed, url")                                                                          \
	ROWS(decision, id, 12, 10000, "id, agency_id, version, struck, struck_reason, kind, first_day, last_day, "     \
		"source, quantity, amount, note")                                                                      \
	ROWS(request, id, 13, 10000, "id, agency_id, version, struck, struck_reason, number, received, channel, "      \
		"requester_kind, requester_name, subject, outcome, replied")                                           \
	ROWS(reconsideration, id, 11, 10000, "id, agency_id, version, struck, struck_reason, number, filed, "          \
		"applicant, subject, closed, result")                                                                  \
	ROWS(litigation, id, 12, 10000, "id, agency_id, version, struck, struck_reason, number, route, filed, "        \
		"plaintiff, subject, closed, result")                                                                  \
	ROWS(correction_request, id, 14, 10000, "id, agency_id, version, struck, struck_reason, number, received, "     \
		"channel, requester_kind, name, record, subject, result, replied")                                     \
	ROWS(suggestion, id, 12, 10000, "id, agency_id, version, struck, struck_reason, number, received, name, "      \
		"subject, result, answered, url")                                                                      \
	ROWS(complaint, id, 14, 10000, "id, agency_id, version, struck, struck_reason, number, received, channel, "    \
		"name, about, about_request, subject, result, answered")                                               \
	ROWS(response, id, 11, 10000, "id, agency_id, version, struck, struck_reason, title, topic, raised, "          \
		"answered, answered_via, url")                                                                         \
	ROWS(interpretation, id, 11, 10000, "id, agency_id, version, struck, struck_reason, title, of_title, form, "   \
		"published, published_via, url")                                                                       \
	ROWS(fee, id, 10, 10000, "id, agency_id, version, struck, struck_reason, request_number, noticed, amount, "    \
		"paid, note")                                                                                          \
	ROWS(correction, id, 11, 10000, "id, agency_id, year, table_row, table_column, figure_before, figure_after, "  \
		"reason, signed_by, signed_name, signed_at")                                                           \
	ROWS(report, id, 14, 100, "id, version, agency_id, year, issue, state, reason, tables, findings, drafted_by, " \
		"frozen_at, published_at, journal_head, journal_entry")                                                \
	ROWS(report_section, id, 6, 1000, "id, version, report_id, section, text, edited")                             \
	ROWS(report_answer, id, 6, 1000, "id, report_id, finding, reason, account_id, at")                             \
	ROWS(report_signature, id, 6, 10000, "id, report_id, role, account_id, name, at")                              \
	ROWS(report_paper, id, 8, 10, "id, report_id, format, media_type, digest, size, at, bytes")                    \
	ROWS(matter, id, 12, 10000, "id, agency_id, version, kind, entry_id, filed_at, filed_by, form, key, person, mark, code") \
	ROWS(matter_step, id, 15, 10000, "id, agency_id, matter_id, version, struck, struck_reason, day, event, n, roles, account_id, party, note, letter_id, at") \
	ROWS(matter_state, matter_id, 12, 10000, "matter_id, agency_id, kind, version, state, ending, received, due, next_due, next_duty, post_id, reckoned") \
	WHOLE(duty, "matter_id, kind, consult", "", 6, "matter_id, kind, consult, agency_id, turn, due") \
	ROWS(post, id, 6, 10000, "id, agency_id, version, struck, struck_reason, name") \
	ROWS(post_holder, id, 7, 10000, "id, agency_id, version, post_id, account_id, since, until") \
	ROWS(assignment, id, 7, 10000, "id, agency_id, matter_id, post_id, account_id, at, note") \
	ROWS(search_log, id, 13, 10000, "id, agency_id, matter_id, version, struck, struck_reason, day, searcher, place, words, found, account_id, at") \
	ROWS(remedy, id, 12, 10000, "id, agency_id, matter_id, version, struck, struck_reason, kind, entry_id, step_id, over_step_id, account_id, at") \
	ROWS(attachment, id, 16, 10, "id, agency_id, matter_id, version, struck, struck_reason, use, step_id, of_id, name, media_type, size, digest, account_id, at, bytes") \
	ROWS(service, id, 12, 10000, "id, agency_id, matter_id, version, step_id, manner, day, mail_number, signed, facts, account_id, at") \
	ROWS(blackout, id, 11, 1000, "id, agency_id, matter_id, version, source_id, state, boxes, result_id, said, account_id, at") \
	ROWS(letter, id, 12, 1000, "id, agency_id, matter_id, version, struck, struck_reason, kind, consult, state, number, day, data") \
	ROWS(letter_file, id, 9, 10000, "id, agency_id, matter_id, version, letter_id, attachment_id, given, account_id, at") \
	ROWS(letter_paper, id, 9, 10, "id, agency_id, letter_id, version, format, media_type, size, at, bytes") \
	ROWS(letter_template, id, 5, 10000, "id, agency_id, version, kind, text") \
	ROWS(notice, id, 15, 1000, "id, agency_id, matter_id, step_id, kind, channel, ref, content, state, tries, next_at, last_error, reason, created_at, sent_at") \
	ROWS(retention_schedule, id, 8, 1000, "id, agency_id, number, approval, approved, rules, account_id, at") \
	ROWS(retention_list, id, 17, 1000, "id, agency_id, version, schedule_id, state, day, digest, matters, things, bytes, proposed_by, proposed_at, decided_by, decided_at, reason, erased, kept") \
	ROWS(retention_item, id, 11, 10000, "id, list_id, matter_id, classes, things, bytes, state, why, day, kind, entry_id") \
	WHOLE(document_series, "agency_id, sign, year", "", 4, "agency_id, sign, year, last") \
	ROWS(journal, id, 11, 10000, "id, at, actor, account_id, from_address, action, object, object_id, "            \
		"agency_id, algorithm, digest")                                                                        \
	ROWS(journal_value, id, 4, 5000, "id, salt, content, note")                                                    \
	ROWS(journal_seal, number, 7, 10000, "number, first_id, last_id, total, algorithm, previous, head")
/* clang-format on */

enum copy_kind { COPY_ROWS, COPY_WHOLE, COPY_LEFT };
struct copy_table {
	const char *name;
	enum copy_kind kind;
	const char *reason; /* of COPY_LEFT */
	/* NULL for COPY_LEFT. read: $1 the key before, $2 how many (COPY_ROWS). */
	const struct db_sql *read, *put, *count, *wipe;
	size_t n_columns;
	int64_t batch;
	const char *columns;
};
const struct copy_table *copy_tables(size_t *ret_n);
/* A table whose rows refer to each other is put with COPY_SELF_COLUMN empty, and linked by this
 * statement ($1 the key, $2 what it refers to) when all are there; NULL for the others. */
enum { COPY_SELF_COLUMN = 2 };
const struct db_sql *copy_relink(const struct copy_table *table);

#endif
