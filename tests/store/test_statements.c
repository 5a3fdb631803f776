/* SPDX-License-Identifier: MulanPSL-2.0
 * Every statement of the program: prepared, within the written subset, and each on its side of the
 * public gate. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/embedded.h"
#include "store/account.h"
#include "store/backup.h"
#include "store/code.h"
#include "store/copy.h"
#include "store/correction.h"
#include "store/count.h"
#include "store/fee_row.h"
#include "store/help_store.h"
#include "store/holiday.h"
#include "store/inside.h"
#include "store/matter_list.h"
#include "store/notice.h"
#include "store/public.h"
#include "store/rating_row.h"
#include "store/report.h"
#include "store/retention.h"
#include "store/setting.h"
#include "store/similar.h"

/* One function of each file of store/, so that the linker brings all their statements along. */
typedef void any_function(void);
#define LINKED(name) ((any_function *)(name))
static any_function *const linked[] = {
	LINKED(account_get),
	LINKED(login_get),
	LINKED(agency_get),
	LINKED(correction_get),
	LINKED(count_tables),
	LINKED(matter_count_due),
	LINKED(similar_find),
	LINKED(count_facts),
	LINKED(count_cell_list),
	LINKED(holiday_list),
	LINKED(journal_list),
	LINKED(notice_take),
	LINKED(proof_code_put),
	LINKED(journal_seal),
	LINKED(journal_verify),
	LINKED(public_report_get),
	LINKED(public_record_choices),
	LINKED(register_list),
	LINKED(register_insert),
	LINKED(report_get),
	LINKED(setting_get),
	LINKED(report_section_set),
	LINKED(store_migrate),
	LINKED(store_backup),
	LINKED(store_copy),
	LINKED(retention_marks),
	LINKED(retention_amounts),
	LINKED(retention_erase),
	LINKED(fee_row_list),
	LINKED(rating_put),
};

static bool is_public(const struct db_sql *sql)
{
	return strstr(sql->file, "store/public") != NULL;
}

/* Of the program, not of these tests. */
static bool is_ours(const struct db_sql *sql)
{
	return strncmp(sql->file, "src/", 4) == 0;
}

/* Ends what db_query began, without running it; PostgreSQL asks for rights only when it runs. */
static enum err allowed(struct store *store, const struct db_sql *sql, struct error *error)
{
	struct db_statement *statement = NULL;
	/* without its value a sequence would not be asked at all */
	const struct db_value one[] = {db_int(1)};
	bool sequence = engine_is_postgres() && sql->postgres != NULL;
	enum err err = db_query(store->db, sql, one, sequence ? 1 : 0, error, &statement);
	if (err == ERR_NONE && engine_is_postgres() && db_step(statement, error) == DB_FAILED)
		err = db_failed(statement);
	else if (err == ERR_NONE)
		db_end(statement);
	return err;
}

static enum err prepared(struct store *store, const struct db_sql *sql, struct error *error)
{
	struct db_statement *statement = NULL;
	enum err err = db_query(store->db, sql, DB_NO_VALUES, error, &statement);
	if (err == ERR_NONE) db_end(statement);
	return err;
}

static void test_every_statement_prepares(void **state)
{
	struct office office;
	size_t n = 0;
	(void)state;
	office_open(&office);
	const struct db_sql *const *all = db_statements(&n);
	for (size_t i = 0; i < COUNT_OF(linked); i++) assert_non_null(linked[i]);
	for (size_t i = 0; i < n; i++)
		if (is_ours(all[i]) && prepared(office.store, all[i], &office.error) != ERR_NONE)
			fail_msg("%s:%d: %s\n%s", all[i]->file, all[i]->line, office.error.detail,
				 all[i]->text);
	print_message("%zu statements\n", n);
	assert_true(n > 180);
	office_close(&office);
}

/* What PostgreSQL does not have, or means otherwise. */
static void test_every_statement_is_portable(void **state)
{
	static const char *const words[] = {
		"::",	" LIKE ",	"AUTOINCREMENT", "rowid",    "OR REPLACE",
		"GLOB", "IFNULL",	" ISNULL",	 "PRAGMA",   "?",
		"\"",	"group_concat", "strftime",	 "julianday"};
	size_t n = 0;
	const struct db_sql *const *all = db_statements(&n);
	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t w = 0; is_ours(all[i]) && w < COUNT_OF(words); w++)
			if (strstr(all[i]->text, words[w]) != NULL)
				fail_msg("%s:%d uses %s", all[i]->file, all[i]->line, words[w]);
}

static void test_public_gate_lets_only_public_views_through(void **state)
{
	struct office office;
	struct store *gate = NULL, *own = NULL;
	size_t n = 0, public = 0;
	(void)state;
	office_open(&office);
	const struct db_sql *const *all = db_statements(&n);
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &gate));
	FINE(&office, store_open(office.url, STORE_OWN, 0, &office.error, &own));
	for (size_t i = 0; i < n; i++) {
		if (!is_ours(all[i])) continue;
		enum err err = allowed(gate, all[i], &office.error);
		public += is_public(all[i]);
		/* a statement without a table says nothing to anybody */
		if (err == ERR_NONE && strstr(all[i]->text, " FROM ") == NULL) continue;
		if ((err == ERR_NONE) != is_public(all[i]))
			fail_msg("%s:%d gives %d: %s", all[i]->file, all[i]->line, err,
				 office.error.detail);
		if (allowed(own, all[i], &office.error) == ERR_NONE)
			fail_msg("%s:%d passes the requester's gate", all[i]->file, all[i]->line);
	}
	assert_true(public >= 9);
	store_close(gate);
	store_close(own);
	office_close(&office);
}

/* Ways around the gate that a mistake in a page might take. */
static void test_public_gate_refuses(void **state)
{
	struct office office;
	struct store *gate = NULL;
	(void)state;
	office_open(&office);
	FINE(&office, store_open(office.url, STORE_PUBLIC, 0, &office.error, &gate));
	const struct db_sql *const refused[] = {
		SQL("SELECT password FROM account"),
		SQL("SELECT COUNT(*) FROM request"),
		SQL("SELECT requester_name FROM request"),
		SQL("SELECT content FROM journal_value"),
		SQL("SELECT * FROM record"),
		SQL("SELECT tables FROM report"),
		SQL("SELECT id FROM public_record WHERE id IN (SELECT id FROM request)"),
		SQL("WITH public_x AS (SELECT id FROM account) SELECT id FROM public_x"),
		SQL("DELETE FROM login"),
		SQL("SELECT load_extension('x') FROM public_agency"),
		SQL("SELECT name FROM sqlite_schema"),
		SQL("ATTACH 'x' AS y"),
		SQL("SELECT p FROM (SELECT password AS p FROM account) AS public_y"),
		SQL("SELECT (SELECT password FROM account LIMIT 1) AS p FROM public_agency"),
		SQL("WITH public_x AS (WITH y AS (SELECT password FROM account) "
		    "SELECT password FROM y) SELECT password FROM public_x"),
		SQL("SELECT public_b.password FROM public_agency a JOIN account public_b "
		    "ON public_b.agency_id = a.id"),
		SQL("SELECT COUNT(*) FROM public_agency WHERE EXISTS (SELECT 1 FROM account)"),
		SQL("VALUES ((SELECT password FROM account LIMIT 1))"),
		SQL("CREATE TEMP VIEW public_v AS SELECT password FROM account"),
		SQL("CREATE TEMP TABLE public_t AS SELECT password FROM account"),
		SQL("EXPLAIN SELECT password FROM account"),
		SQL("SELECT id FROM public_record UNION SELECT id FROM request"),
		SQL("SELECT id FROM public_record ORDER BY (SELECT COUNT(*) FROM login)"),
	};
	for (size_t i = 0; i < COUNT_OF(refused); i++)
		if (allowed(gate, refused[i], &office.error) == ERR_NONE)
			fail_msg("passed: %s", refused[i]->text);
	int64_t generation = 0;
	FINE(&office, store_generation(gate, &office.error, &generation));
	store_close(gate);
	office_close(&office);
}

/* Each column of the schema says what it holds, in its unit. */
static void test_every_column_is_explained(void **state)
{
	size_t columns = 0;
	(void)state;
	for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
		if (strncmp(file->path, "src/store/migrations/", 21) != 0) continue;
		bool table = false;
		char line[400];
		for (const char *at = file->bytes; *at != '\0'; at += strcspn(at, "\n") + 1) {
			snprintf(line, sizeof line, "%.*s", (int)strcspn(at, "\n"), at);
			if (strncmp(line, "CREATE TABLE", 12) == 0) table = true;
			if (line[0] == ')') table = false;
			/* a column begins in lower case at four blanks; it may go on below */
			bool column = table && strncmp(line, "    ", 4) == 0 && line[4] >= 'a' &&
				      line[4] <= 'z';
			const char *last = at + strcspn(at, "\n");
			bool whole = last > at && last[-1] == ',';
			columns += column;
			if (column && whole && strstr(line, "--") == NULL)
				fail_msg("%s: %s", file->path, line);
		}
	}
	assert_true(columns > 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_statement_prepares),
		cmocka_unit_test(test_every_statement_is_portable),
		cmocka_unit_test(test_public_gate_lets_only_public_views_through),
		cmocka_unit_test(test_public_gate_refuses),
		cmocka_unit_test(test_every_column_is_explained),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
