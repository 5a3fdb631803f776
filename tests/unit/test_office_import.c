/* SPDX-License-Identifier: MulanPSL-2.0
 * Registers' use cases and the import, with all the ways a file can be wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/help_office.h"

static int64_t total(enum register_id id)
{
	struct entry_filter filter = {0};
	struct entry_page page;
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], id, help.agency,
				    &filter, &help.arena, &help.error, &page));
	return page.total;
}

static struct import_result result;

static enum err import_n(enum register_id id, const char *bytes, size_t n, bool dry_run)
{
	struct import_source source = {.bytes = bytes, .n = n};
	return import_csv(&help.office, &help.actors[HELP_CLERK], id, help.agency, &source, dry_run,
			  &help.arena, &help.error, &result);
}

static enum err import(const char *text)
{
	return import_n(REGISTER_REQUESTS, text, strlen(text), false);
}

#define HEADER "number,received,channel,requester_kind,requester_name,subject,outcome,replied\n"

/* Nothing came in; the first mistake stands there. */
static void refused(const char *text, int64_t line, const char *column)
{
	int64_t before = total(REGISTER_REQUESTS);
	assert_int_equal(import(text), ERR_CONTENT);
	assert_int_equal(result.imported, 0);
	assert_true(result.n_errors >= 1);
	assert_int_equal(result.errors[0].line, line);
	assert_string_equal(result.errors[0].column, column);
	assert_true(result.errors[0].reason[0] != '\0');
	assert_int_equal(total(REGISTER_REQUESTS), before);
}

static void good_files(void **state)
{
	(void)state;
	help_good(&help, import(HEADER "1,2024-03-01,counter,natural,张三,某事,a,2024-03-20\n"
				       "2,2024-03-02,email,legal,某所,某事,,\n"));
	assert_int_equal(result.imported, 2);
	assert_int_equal(total(REGISTER_REQUESTS), 2);
	/* columns in any order, optional ones left out, BOM, CRLF, blanks around values */
	help_good(&help, import("\xEF\xBB\xBF received , number,requester_kind\r\n"
				"2024-03-03, 3 ,business\r\n"));
	/* GB18030 */
	help_good(&help, import("number,received,requester_kind,requester_name\n"
				"4,2024-03-03,natural,\xD5\xC5\xC8\xFD\n"));
	struct entry_filter filter = {.text = "4"};
	struct entry_page page;
	struct entry entry;
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				    help.agency, &filter, &help.arena, &help.error, &page));
	assert_int_equal(page.n, 1);
	help_good(&help,
		  entry_open(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS, help.agency,
			     page.entries[0].id, &help.arena, &help.error, &entry));
	size_t name = register_column(register_facts(REGISTER_REQUESTS), "requester_name");
	assert_string_equal(entry.values[name], "张三");
	/* each entry has its own journal entry, and each import one */
	assert_int_equal(help_journal_count(&help, ACTION_IMPORT), 3);
	struct journal_entry *history;
	size_t n;
	help_good(&help,
		  entry_history(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				help.agency, entry.id, &help.arena, &help.error, &history, &n));
	assert_int_equal(n, 2); /* added, opened */
	assert_int_equal(history[0].action, ACTION_ADD);
	assert_int_equal(history[1].action, ACTION_OPEN);
	/* only a header is a file with nothing in it */
	help_good(&help, import(HEADER));
	assert_int_equal(result.imported, 0);
}

static void bad_headers(void **state)
{
	(void)state;
	refused("", 1, "");
	refused("number,received,requester_kind,colour\n", 1, "colour");
	refused("number,received,requester_kind,number\n", 1, "number");
	refused("received,requester_kind\n1,2\n", 1, "number");
	refused("1,2024-03-01,counter\n", 1, "1");
}

static void bad_rows(void **state)
{
	(void)state;
	help_entry(&help, REGISTER_REQUESTS, "number=7;received=2024-01-02;requester_kind=natural");
	refused(HEADER "1,2024-02-30,counter,natural,,,,\n", 2, "received");
	refused(HEADER "1,2024-03-01,counter,natural,,,a,\n", 2, "replied");
	refused(HEADER "1,2024-03-01,counter,natural,,,,2024-03-05\n", 2, "outcome");
	refused(HEADER "1,2024-03-01,counter,natural,,,a,2024-02-05\n", 2, "replied");
	refused(HEADER "1,2024-03-01,pigeon,natural,,,,\n", 2, "channel");
	refused(HEADER "1,2024-03-01,counter,martian,,,,\n", 2, "requester_kind");
	refused(HEADER "1,2024-03-01,counter,natural,,,zz,2024-03-05\n", 2, "outcome");
	refused(HEADER ",2024-03-01,counter,natural,,,,\n", 2, "number");
	refused(HEADER "1,2024-03-01,counter,natural\n", 2, "");
	refused(HEADER "1,2024-03-01,counter,natural,,,,,\n", 2, "");
	/* the same number twice in the file, and one already in the register */
	refused(HEADER "1,2024-03-01,counter,natural,,,,\n1,2024-03-02,counter,natural,,,,\n", 3,
		"number");
	refused(HEADER "8,2024-03-01,counter,natural,,,,\n7,2024-03-02,counter,natural,,,,\n", 3,
		"number");
	/* the file itself */
	refused(HEADER "1,2024-03-01,counter,natural,,\"broken\n", 2, "subject");
	refused(HEADER "1,2024-03-01,counter,natural,,\"bro\"ken,,\n", 2, "subject");
	assert_int_equal(import_n(REGISTER_REQUESTS, HEADER "1,2024\0,", sizeof HEADER + 7, false),
			 ERR_CONTENT);
	assert_string_equal(result.errors[0].column, "received");
	/* good rows around a bad one stay out too, and later mistakes are told as well */
	refused(HEADER "1,2024-03-01,counter,natural,,,,\n2,x,counter,natural,,,,\n"
		       "3,2024-03-01,counter,natural,,,,\n1,2024-03-01,counter,natural,,,,\n",
		3, "received");
	assert_int_equal(result.n_errors, 2);
	assert_int_equal(result.rows, 4);
	assert_int_equal(help_journal_count(&help, ACTION_IMPORT), 0);
}

static void many_mistakes(void **state)
{
	(void)state;
	struct buf file;
	buf_init(&file, 1024 * 1024);
	buf_puts(&file, HEADER);
	for (int i = 0; i < 500; i++) buf_printf(&file, "%d,never,counter,natural,,,,\n", i);
	assert_int_equal(import(buf_text(&file)), ERR_CONTENT);
	assert_int_equal(result.n_errors, 500);
	assert_int_equal(result.n_kept, IMPORT_ERRORS_KEPT);
	assert_int_equal(result.errors[99].line, 101);
	buf_release(&file);
}

static void dry_run(void **state)
{
	(void)state;
	static const char file[] = HEADER "1,2024-03-01,counter,natural,,,,\n";
	help_good(&help, import_n(REGISTER_REQUESTS, file, sizeof file - 1, true));
	assert_int_equal(result.imported, 1);
	assert_int_equal(total(REGISTER_REQUESTS), 0);
	help_good(&help, import_n(REGISTER_REQUESTS, file, sizeof file - 1, false));
	assert_int_equal(total(REGISTER_REQUESTS), 1);
	assert_int_equal(import_n(REGISTER_REQUESTS, file, sizeof file - 1, true), ERR_CONTENT);
	assert_int_equal(result.imported, 0);
	/* by role */
	struct import_source source = {.bytes = file, .n = sizeof file - 1};
	assert_int_equal(import_csv(&help.office, &help.actors[HELP_AUDIT], REGISTER_REQUESTS,
				    help.agency, &source, true, &help.arena, &help.error, &result),
			 ERR_DENIED);
	source = (struct import_source){.path = "/nonexistent/file.csv"};
	assert_int_equal(import_csv(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				    help.agency, &source, true, &help.arena, &help.error, &result),
			 ERR_ENV);
}

static enum err collect(const char *bytes, size_t n, void *context, struct error *error)
{
	(void)error;
	buf_add(context, bytes, n);
	return ERR_NONE;
}

/* What goes out comes back in, formula-like values too. */
static void round_trip(void **state)
{
	(void)state;
	help_entry(&help, REGISTER_RECORDS,
		   "title==SUM(A1)，“引号”\"和,逗号;kind=＋通知;published=2024-05-06;"
		   "published_via=政府网站");
	struct buf csv;
	buf_init(&csv, 1024 * 1024);
	struct entry_filter filter = {0};
	help_good(&help, entry_export(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS,
				      help.agency, &filter, collect, &csv, &help.error));
	assert_memory_equal(csv.p, "\xEF\xBB\xBFtitle,kind,", 14);
	assert_non_null(strstr(csv.p, "'=SUM"));
	assert_non_null(strstr(csv.p, "'＋通知"));
	assert_int_equal(help_journal_count(&help, ACTION_EXPORT), 1);
	help_good(&help, import_n(REGISTER_RECORDS, csv.p, csv.n, false));
	assert_int_equal(total(REGISTER_RECORDS), 2);
	struct entry_page page;
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS,
				    help.agency, &filter, &help.arena, &help.error, &page));
	assert_string_equal(page.entries[0].values[0], page.entries[1].values[0]);
	assert_string_equal(page.entries[0].values[1], page.entries[1].values[1]);
	buf_release(&csv);
	/* a template is what an import takes */
	for (int id = 0; id < REGISTER__MAX; id++) {
		const char *template = entry_template((enum register_id)id, &help.arena);
		help_good(&help, import_n((enum register_id)id, template, strlen(template), false));
	}
	assert_int_equal(entry_export(&help.office, &help.actors[HELP_SUPERVISOR], REGISTER_RECORDS,
				      help.agency, &filter, collect, &csv, &help.error),
			 ERR_DENIED);
}

static void change(void **state)
{
	(void)state;
	int64_t id = help_entry(&help, REGISTER_REQUESTS,
				"number=1;received=2024-01-02;requester_kind=natural");
	const char **values = help_values(&help, REGISTER_REQUESTS,
					  "number=1;received=2024-01-02;channel=counter;"
					  "requester_kind=natural;outcome=a;replied=2024-01-20");
	const struct actor *clerk = &help.actors[HELP_CLERK];
#define CORRECT(version, reason)                                                                   \
	entry_correct(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, version, values,    \
		      reason, &help.problems, &help.error)
	assert_int_equal(CORRECT(1, ""), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "reason"));
	help_good(&help, CORRECT(1, "漏填结果"));
	assert_int_equal(CORRECT(1, "旧版本"), ERR_CONFLICT);
	values = help_values(&help, REGISTER_REQUESTS, "number=1;received=x");
	assert_int_equal(CORRECT(2, "错"), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "received"));
	assert_int_equal(entry_strike(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, 2,
				      "  ", &help.problems, &help.error),
			 ERR_CONTENT);
	help_good(&help, entry_strike(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, 2,
				      "重复登记", &help.problems, &help.error));
	assert_int_equal(total(REGISTER_REQUESTS), 0);
	struct entry entry;
	help_good(&help, entry_open(&help.office, clerk, REGISTER_REQUESTS, help.agency, id,
				    &help.arena, &help.error, &entry));
	assert_true(entry.struck);
	assert_string_equal(entry.struck_reason, "重复登记");
	/* its number is free again */
	help_entry(&help, REGISTER_REQUESTS, "number=1;received=2024-01-02;requester_kind=natural");
}

static void personal(void **state)
{
	(void)state;
	int64_t id = help_entry(&help, REGISTER_REQUESTS,
				"number=1;received=2024-01-02;requester_kind=natural;"
				"requester_name=欧阳某某");
	size_t name = register_column(register_facts(REGISTER_REQUESTS), "requester_name");
	struct entry_filter filter = {0};
	struct entry_page page;
	struct entry entry;
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				    help.agency, &filter, &help.arena, &help.error, &page));
	assert_string_equal(page.entries[0].values[name], "欧＊＊");
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), 0);
	/* who may not see a name may not find it out by asking */
	struct entry_filter guess = {.text = "欧阳"};
	assert_int_equal(entry_list(&help.office, &help.actors[HELP_SUPERVISOR], REGISTER_REQUESTS,
				    help.agency, &guess, &help.arena, &help.error, &page),
			 ERR_DENIED);
	help_good(&help, entry_list(&help.office, &help.actors[HELP_SUPERVISOR], REGISTER_RECORDS,
				    help.agency, &guess, &help.arena, &help.error, &page));
	help_good(&help, entry_open(&help.office, &help.actors[HELP_SUPERVISOR], REGISTER_REQUESTS,
				    help.agency, id, &help.arena, &help.error, &entry));
	assert_string_equal(entry.values[name], "欧＊＊");
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), 0);
	help_good(&help, entry_open(&help.office, &help.actors[HELP_HEAD], REGISTER_REQUESTS,
				    help.agency, id, &help.arena, &help.error, &entry));
	assert_string_equal(entry.values[name], "欧阳某某");
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), 1);
	/* an entry of one agency is not reached through another */
	assert_int_equal(entry_open(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				    help.village, id, &help.arena, &help.error, &entry),
			 ERR_MISSING);
	struct journal_entry *history;
	size_t n;
	help_good(&help,
		  entry_history(&help.office, &help.actors[HELP_SUPERVISOR], REGISTER_REQUESTS,
				help.agency, id, &help.arena, &help.error, &history, &n));
	for (size_t i = 0; i < n; i++) assert_null(history[i].content);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(good_files), TEST(bad_headers), TEST(bad_rows), TEST(many_mistakes),
		TEST(dry_run),	  TEST(round_trip),  TEST(change),   TEST(personal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
