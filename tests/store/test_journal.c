/* SPDX-License-Identifier: MulanPSL-2.0
 * The journal: what it keeps, and what a tamperer with a shell cannot hide from verify. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/help_store.h"
#include "store/journal.h"

static void verdict_of(struct office *office, struct journal_verdict *ret_verdict)
{
	FINE(office, journal_verify(office->store, &office->arena, &office->error, ret_verdict));
}

/* Entries of every register: added, corrected, struck. */
static void populate(struct office *office)
{
	int64_t id = 0;
	for (int i = 0; i < 12; i++) {
		char number[32];
		snprintf(number, sizeof number, "N%d", i);
		FINE(office, office_add(office, REGISTER_REQUESTS,
					REQUEST(number, "2024-03-01", "natural", "", ""), &id));
	}
	FINE(office, office_change(office, REGISTER_REQUESTS, id, 1,
				   REQUEST("N\"\\\t11", "2024-03-01", "natural", "a", "2024-03-09"),
				   "答复“已作出”\n第二行"));
	FINE(office,
	     office_add(office, REGISTER_CHARGES,
			(const char *const[]){"2024-01-01", "2024-12-31", "台账", "12.5", ""},
			&id));
	FINE(office, office_strike(office, REGISTER_CHARGES, id, 1, "重复"));
	FINE(office, office_add(office, REGISTER_RECORDS,
				(const char *const[]){"某信息", "通知", "", "", "", "2024-05-01",
						      "", "", ""},
				NULL));
	FINE(office, journal_seal(office->store, &office->error, NULL));
}

static void test_untouched_verifies(void **state)
{
	struct office office;
	struct journal_verdict verdict;
	int64_t sealed = 0;
	(void)state;
	office_open(&office);
	populate(&office);
	verdict_of(&office, &verdict);
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	assert_int_equal(verdict.entries, 17);
	assert_int_equal(verdict.rows, 15);
	assert_int_equal(verdict.unsealed, 0);
	assert_int_equal(verdict.seals, 1);
	struct journal_head head;
	FINE(&office, journal_head(office.store, &office.error, &head));
	assert_string_equal(head.head, verdict.head.head);
	assert_int_equal(head.entry_id, 17);
	FINE(&office, journal_seal(office.store, &office.error, &sealed));
	assert_int_equal(sealed, 0);
	FINE(&office, office_add(&office, REGISTER_REQUESTS,
				 REQUEST("late", "2024-03-01", "natural", "", ""), NULL));
	verdict_of(&office, &verdict);
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.unsealed, 1);
	FINE(&office, journal_seal(office.store, &office.error, &sealed));
	assert_int_equal(sealed, 1);
	verdict_of(&office, &verdict);
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.seals, 2);
	office_close(&office);
}

struct tampering {
	const char *name, *sql;
	enum journal_fault fault; /* one of the findings must be this */
};
#define FREE_JOURNAL                                                                               \
	"DROP TRIGGER journal_update; DROP TRIGGER journal_delete; "                               \
	"DROP TRIGGER journal_seal_delete; DROP TRIGGER journal_seal_update; "                     \
	"DROP TRIGGER journal_value_update;"
static const struct tampering tamperings[] = {
	{"edited row", "UPDATE request SET received = '2024-03-02' WHERE id = 3", FAULT_ROW},
	{"blank turned to NULL", "UPDATE record SET key_area = ''", FAULT_ROW},
	{"unstruck", "UPDATE decision SET struck = 0", FAULT_ROW},
	{"removed row", "DELETE FROM request WHERE id = 4", FAULT_ROW_MISSING},
	{"slipped-in row",
	 "INSERT INTO request (agency_id, version, number, received, channel, requester_kind) "
	 "VALUES (1, 1, 'X', '2024-01-01', 'fax', 'other')",
	 FAULT_ROW_UNKNOWN},
	{"edited entry", FREE_JOURNAL "UPDATE journal SET at = at + 1 WHERE id = 5", FAULT_CHAIN},
	{"edited actor", FREE_JOURNAL "UPDATE journal SET account_id = 9 WHERE id = 5",
	 FAULT_CHAIN},
	{"removed entry",
	 FREE_JOURNAL "DELETE FROM journal_value WHERE id = 5; "
		      "DELETE FROM journal WHERE id = 5",
	 FAULT_GAP},
	{"slipped-in value",
	 "INSERT INTO journal_value (id, salt, content, note) SELECT 99, salt, content, note "
	 "FROM journal_value WHERE id = 3",
	 FAULT_ENTRY},
	{"edited value",
	 FREE_JOURNAL "UPDATE journal_value SET content = replace(content, '2024', '2023') "
		      "WHERE id = 3",
	 FAULT_ENTRY},
	{"edited reason", FREE_JOURNAL "UPDATE journal_value SET note = '\"x\"' WHERE id = 14",
	 FAULT_ENTRY},
	{"row and value alike",
	 FREE_JOURNAL "UPDATE request SET subject = 'x' WHERE id = 3; UPDATE journal_value SET "
		      "content = replace(content, '某项目预算', 'x') WHERE id = 4",
	 FAULT_ENTRY},
	{"cut tail",
	 FREE_JOURNAL "DELETE FROM journal_value WHERE id > 12; "
		      "DELETE FROM journal WHERE id > 12",
	 FAULT_GAP},
	{"cut tail with its seal",
	 FREE_JOURNAL "DELETE FROM journal_value; DELETE FROM journal; DELETE FROM journal_seal",
	 FAULT_TAIL},
	{"edited seal", FREE_JOURNAL "UPDATE journal_seal SET head = previous", FAULT_CHAIN},
};

static void test_tampering_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(tamperings); i++) {
		struct office office;
		struct journal_verdict verdict;
		bool found = false;
		office_open(&office);
		populate(&office);
		office_tamper(&office, tamperings[i].sql);
		verdict_of(&office, &verdict);
		for (const struct journal_finding *f = verdict.first; f != NULL; f = f->next)
			found = found || f->fault == tamperings[i].fault;
		if (!found)
			fail_msg("%s: %lld findings, first: %s", tamperings[i].name,
				 (long long)verdict.findings,
				 verdict.first == NULL ? "none" : verdict.first->text);
		office_close(&office);
	}
}

/* Neither is a row. PostgreSQL keeps no text of its own: an edited body does not show there. */
static void test_an_edited_schema_is_found(void **state)
{
	static const struct {
		const char *sqlite, *postgres;
		int findings;
	} edits[] = {
		{"DROP TRIGGER journal_update",
		 "ALTER TABLE journal DISABLE TRIGGER journal_update", 1},
		{"DROP VIEW public_report_section", NULL, 1},
		{"DROP INDEX journal_by_object", NULL, 1},
		{"CREATE VIEW public_secret AS SELECT password FROM account", NULL, 1},
		{"CREATE TABLE aside (id INTEGER); CREATE INDEX aside_id ON aside (id)", NULL, 2},
		{"DROP TRIGGER journal_update; CREATE TRIGGER journal_update BEFORE UPDATE ON "
		 "journal BEGIN SELECT 1; END",
		 "", 1},
		{"DROP VIEW public_report_section; CREATE VIEW public_report_section AS "
		 "SELECT id, password FROM account",
		 "", 1},
		{"ANALYZE", "ANALYZE", 0},
	};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(edits); i++) {
		const char *sql = edits[i].sqlite;
		if (engine_is_postgres() && edits[i].postgres != NULL) sql = edits[i].postgres;
		struct office office;
		struct journal_verdict verdict;
		if (*sql == '\0') continue;
		office_open(&office);
		office_tamper(&office, sql);
		verdict_of(&office, &verdict);
		if (verdict.findings != edits[i].findings)
			fail_msg("%s: %lld findings", sql, (long long)verdict.findings);
		for (const struct journal_finding *f = verdict.first; f != NULL; f = f->next)
			assert_int_equal(f->fault, FAULT_SCHEMA);
		office_close(&office);
	}
}

/* Someone who rewrites entries, seals and the mark alike is caught by a head printed elsewhere. */
static void test_printed_head_anchors(void **state)
{
	struct office office;
	struct journal_head printed, now;
	(void)state;
	office_open(&office);
	populate(&office);
	FINE(&office, journal_head(office.store, &office.error, &printed));
	office_tamper(&office, FREE_JOURNAL "UPDATE journal SET at = at + 1 WHERE id = 5; "
					    "DELETE FROM journal_seal; DELETE FROM meta");
	FINE(&office, journal_seal(office.store, &office.error, NULL));
	FINE(&office, journal_head(office.store, &office.error, &now));
	assert_int_equal(now.entry_id, printed.entry_id);
	assert_string_not_equal(now.head, printed.head);
	office_close(&office);
}

static void test_journal_is_append_only(void **state)
{
	static const char *const refused[] = {"UPDATE journal SET at = 0", "DELETE FROM journal",
					      "UPDATE journal_value SET note = ''",
					      "DELETE FROM journal_seal",
					      "UPDATE journal_seal SET total = 0"};
	struct office office;
	(void)state;
	office_open(&office);
	populate(&office);
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		assert_true(office_refuses(&office, refused[i]));
	office_close(&office);
}

static void test_history_and_filters(void **state)
{
	struct office office;
	struct journal_entry *entries = NULL;
	struct journal_page page;
	size_t n = 0;
	(void)state;
	office_open(&office);
	populate(&office);
	FINE(&office, journal_history(office.store, OBJECT_REQUEST, 12, &office.arena,
				      &office.error, &entries, &n));
	assert_int_equal(n, 2);
	assert_int_equal(entries[0].action, ACTION_ADD);
	assert_int_equal(entries[1].action, ACTION_CORRECT);
	assert_string_equal(entries[1].note, "答复“已作出”\n第二行");
	assert_non_null(strstr(entries[1].content, "\"number\":\"N\\\"\\\\\\u000911\""));
	assert_true(entries[1].sealed);
	struct journal_filter filter = {.limit = 5};
	size_t seen = 0;
	do {
		FINE(&office,
		     journal_list(office.store, &filter, &office.arena, &office.error, &page));
		seen += page.n;
		filter.before = page.next;
	} while (page.next != 0);
	assert_int_equal(seen, 17);
	filter = (struct journal_filter){.has_action = true, .action = ACTION_STRIKE};
	FINE(&office, journal_list(office.store, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.n, 1);
	assert_int_equal(page.entries[0].object, OBJECT_DECISION);
	filter = (struct journal_filter){.has_object = true, .object = OBJECT_AGENCY};
	FINE(&office, journal_list(office.store, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.n, 1);
	filter = (struct journal_filter){.from_at = office.author.at + 1};
	FINE(&office, journal_list(office.store, &filter, &office.arena, &office.error, &page));
	assert_int_equal(page.n, 0);
	office_close(&office);
}

struct exported {
	size_t lines, bytes;
	char first[512];
};

static enum err take_line(const char *bytes, size_t n, void *context, struct error *error)
{
	struct exported *exported = context;
	(void)error;
	assert_int_equal(bytes[n - 1], '\n');
	assert_null(memchr(bytes, '\n', n - 1));
	if (exported->lines++ == 0)
		snprintf(exported->first, sizeof exported->first, "%.*s", (int)n, bytes);
	exported->bytes += n;
	return ERR_NONE;
}

static void test_export_is_json_lines(void **state)
{
	struct office office;
	struct exported exported = {0};
	struct journal_filter filter = {0};
	(void)state;
	office_open(&office);
	populate(&office);
	FINE(&office, journal_export(office.store, &filter, take_line, &exported, &office.error));
	assert_int_equal(exported.lines, 17);
	assert_non_null(strstr(exported.first, "{\"id\":1,\"at\":1700000000000,"));
	assert_non_null(strstr(exported.first, "\"time\":\"2023-11-15T06:13:20"));
	assert_non_null(strstr(exported.first, "\"object\":\"agency\""));
	/* who did what and when; the rows' values, with people's names, stay here */
	assert_null(strstr(exported.first, "content"));
	assert_non_null(strstr(exported.first, "\"note\":"));
	office_close(&office);
}

static enum err erase_request(struct store *store, void *context, struct error *error)
{
	struct office *office = context;
	return journal_erase(store, OBJECT_REQUEST, 12, office->agency, "申请人要求删除",
			     &office->author, error);
}

static void test_erased_values_leave_digests(void **state)
{
	struct office office;
	struct journal_verdict verdict;
	struct journal_entry *entries = NULL;
	size_t n = 0;
	(void)state;
	office_open(&office);
	populate(&office);
	FINE(&office, store_transaction(office.store, erase_request, &office, &office.error));
	FINE(&office, journal_seal(office.store, &office.error, NULL));
	verdict_of(&office, &verdict);
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.erased, 2);
	FINE(&office, journal_history(office.store, OBJECT_REQUEST, 12, &office.arena,
				      &office.error, &entries, &n));
	assert_int_equal(n, 3);
	assert_null(entries[0].content);
	assert_null(entries[1].note);
	assert_int_equal(strlen(entries[0].digest), 64);
	assert_string_equal(entries[2].note, "申请人要求删除");
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM journal_value WHERE content "
					     "LIKE '%\"id\":12,%' AND content LIKE '%N12%'"),
			 0);
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_untouched_verifies),
		cmocka_unit_test(test_tampering_is_found),
		cmocka_unit_test(test_an_edited_schema_is_found),
		cmocka_unit_test(test_printed_head_anchors),
		cmocka_unit_test(test_journal_is_append_only),
		cmocka_unit_test(test_history_and_filters),
		cmocka_unit_test(test_export_is_json_lines),
		cmocka_unit_test(test_erased_values_leave_digests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
