/* SPDX-License-Identifier: MulanPSL-2.0
 * Founding, backing up, restoring; agencies, days off, the audit's view. */
#include "office/house.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "office/audit.h"
#include "office/holidays.h"
#include "office/unit.h"
#include "unit/help_office.h"

static void founding(void **state)
{
	(void)state;
	char path[80], url[ENGINE_URL];
	struct house_founded founded;
	snprintf(path, sizeof path, "%s-new", help.path);
	engine_database(path, url);
	struct clock clock = help.office.clock;
	assert_int_equal(house_found(url, clock, "", LEVEL_TOWNSHIP, NULL, &help.error, &founded),
			 ERR_USAGE);
	assert_int_equal(access(path, F_OK), -1); /* nothing is left behind */
	help_good(&help,
		  house_found(url, clock, "新设乡", LEVEL_TOWNSHIP, NULL, &help.error, &founded));
	assert_string_equal(founded.login, HOUSE_FIRST_LOGIN);
	assert_int_equal(
		house_found(url, clock, "新设乡", LEVEL_TOWNSHIP, NULL, &help.error, &founded),
		ERR_ENV);
	struct office fresh;
	struct account account;
	struct journal_verdict verdict;
	help_good(&help, office_attach(url, clock, NULL, &help.error, &fresh));
	help_good(&help,
		  staff_link_look(&fresh, founded.link.token, &help.arena, &help.error, &account));
	assert_int_equal(account.kind, ACCOUNT_SYSTEM);
	bool demo = true;
	help_good(&help, office_is_demo(&fresh, &help.error, &demo));
	assert_false(demo);
	office_detach(&fresh);
	help_good(&help, house_verify(url, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	help_good(&help, house_rebuild(url, &help.error));
	struct migrate_report report;
	help_good(&help, house_migrate(url, clock, &help.error, &report));
	assert_int_equal(report.from, report.to);
	engine_drop(url);
}

static void backup_and_restore(void **state)
{
	(void)state;
	ONLY_SQLITE(
		"on PostgreSQL a backup comes back into an empty database, test_copy_engines.c");
	char copy[80];
	struct journal_verdict verdict;
	struct entry_filter filter = {0};
	struct entry_page page;
	snprintf(copy, sizeof copy, "%s-copy", help.path);
	help_entry(&help, REGISTER_RECORDS, "title=甲;kind=通知;published=2024-05-06");
	help_good(&help, house_backup(help.url, help.office.clock, copy, &help.error));
	assert_int_equal(house_backup(help.url, help.office.clock, copy, &help.error), ERR_ENV);
	help_entry(&help, REGISTER_RECORDS, "title=乙;kind=通知;published=2024-05-07");
	office_detach(&help.office);
	help_good(&help, house_restore(help.url, help.office.clock, copy, &help.arena, &help.error,
				       &verdict));
	assert_int_equal(verdict.findings, 0);
	help_good(&help,
		  office_attach(help.url, help.office.clock, NULL, &help.error, &help.office));
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS,
				    help.agency, &filter, &help.arena, &help.error, &page));
	assert_int_equal(page.total, 1);
	assert_int_equal(help_journal_count(&help, ACTION_BACKUP), 1);
	assert_int_equal(help_journal_count(&help, ACTION_RESTORE), 1);
	assert_int_not_equal(house_restore(help.url, help.office.clock, "/nonexistent", &help.arena,
					   &help.error, &verdict),
			     ERR_NONE);
	unlink(copy);
	char before[96];
	snprintf(before, sizeof before, "%s.before-restore", help.path);
	unlink(before);
}

static void agencies(void **state)
{
	(void)state;
	struct agency agency;
	int64_t id;
	struct actor *system = &help.actors[HELP_SYSTEM];
	help_good(&help,
		  unit_get(&help.office, system, help.agency, &help.arena, &help.error, &agency));
	struct agency child = agency;
	child.parent_id = help.agency;
	child.name = "测试乡文化站";
	child.level = LEVEL_DEPARTMENT;
	help_good(&help, unit_add(&help.office, system, &child, &help.problems, &help.error, &id));
	assert_int_equal(unit_add(&help.office, system, &child, &help.problems, &help.error, &id),
			 ERR_CONFLICT); /* name taken */
	child.name = "";
	assert_int_equal(unit_add(&help.office, system, &child, &help.problems, &help.error, &id),
			 ERR_CONTENT);
	/* a new tree is the operator's alone */
	child.name = "另一棵树";
	child.parent_id = 0;
	assert_int_equal(unit_add(&help.office, system, &child, &help.problems, &help.error, &id),
			 ERR_DENIED);
	struct actor self = actor_operator();
	help_good(&help, unit_add(&help.office, &self, &child, &help.problems, &help.error, &id));
	/* counter and post can never be refused */
	problems_init(&help.problems, &help.arena);
	agency.channels = 0;
	assert_int_equal(
		unit_edit(&help.office, system, &agency, "改", &help.problems, &help.error),
		ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "channels"));
	agency.channels = 63;
	agency.phone = "0972-8600000";
	help_good(&help,
		  unit_edit(&help.office, system, &agency, "补电话", &help.problems, &help.error));
	assert_int_equal(
		unit_edit(&help.office, system, &agency, "旧版本", &help.problems, &help.error),
		ERR_CONFLICT);
	assert_int_equal(unit_edit(&help.office, &help.actors[HELP_CLERK], &agency, "x",
				   &help.problems, &help.error),
			 ERR_DENIED);
	/* nobody moves his own agency out of its tree, or a child to another's */
	help_good(&help,
		  unit_get(&help.office, system, help.village, &help.arena, &help.error, &agency));
	agency.parent_id = 0;
	assert_int_equal(
		unit_edit(&help.office, system, &agency, "独立", &help.problems, &help.error),
		ERR_DENIED);
	agency.parent_id = id; /* the other tree */
	assert_int_equal(
		unit_edit(&help.office, system, &agency, "划转", &help.problems, &help.error),
		ERR_DENIED);
	agency.parent_id = help.beside;
	help_good(&help,
		  unit_edit(&help.office, system, &agency, "归并", &help.problems, &help.error));
	struct agency *all;
	size_t n;
	help_good(&help, unit_list(&help.office, system, &help.arena, &help.error, &all, &n));
	assert_int_equal(n, 4); /* its own tree, not the other */
	help_good(&help, unit_list(&help.office, &help.actors[HELP_OUTSIDER], &help.arena,
				   &help.error, &all, &n));
	assert_int_equal(n, 2);
	help_good(&help, unit_list(&help.office, &self, &help.arena, &help.error, &all, &n));
	assert_int_equal(n, 5);
	assert_int_equal(unit_find(&help.office, "没有", &help.arena, &help.error, &agency),
			 ERR_USAGE);
}

static bool works(const char *date)
{
	const struct calendar *calendar;
	struct calendar_day looked;
	day d;
	assert_true(day_parse(date, &d));
	help_good(&help, holidays_calendar(&help.office, help.agency, &help.arena, &help.error,
					   &calendar));
	help_good(&help, calendar_look(calendar, d, &looked, &help.error));
	return looked.working;
}

static void local_days(void **state)
{
	(void)state;
	struct holiday fresh = {.agency_id = help.agency, .name = "开斋节", .source = "县通知"};
	struct actor *head = &help.actors[HELP_HEAD];
	int64_t id;
	assert_true(day_parse("2024-04-10", &fresh.date));
	assert_true(works("2024-04-10"));
	help_good(&help,
		  holidays_add(&help.office, head, &fresh, &help.problems, &help.error, &id));
	assert_false(works("2024-04-10"));
	assert_int_equal(holidays_add(&help.office, head, &fresh, &help.problems, &help.error, &id),
			 ERR_CONFLICT);
	struct holiday bad = {.agency_id = help.agency, .name = "", .date = DAY_NONE};
	assert_int_equal(holidays_add(&help.office, head, &bad, &help.problems, &help.error, &id),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "date"));
	assert_non_null(problem_for(&help.problems, "name"));
	assert_int_equal(holidays_add(&help.office, &help.actors[HELP_CLERK], &fresh,
				      &help.problems, &help.error, &id),
			 ERR_DENIED);
	struct holiday *holidays;
	size_t n;
	help_good(&help, holidays_list(&help.office, head, help.agency, &help.arena, &help.error,
				       &holidays, &n));
	assert_int_equal(n, 1);
	/* not through another agency */
	assert_int_equal(holidays_remove(&help.office, head, help.village, holidays[0].id, "错",
					 &help.error),
			 ERR_MISSING);
	help_good(&help, holidays_remove(&help.office, head, help.agency, holidays[0].id, "错",
					 &help.error));
	assert_true(works("2024-04-10"));
}

static const char notice[] = "date,kind,name\n"
			     "2027-01-01,holiday,元旦\n"
			     "2027-02-05,holiday,春节\n"
			     "2027-02-06,holiday,春节\n"
			     "2027-02-07,holiday,春节\n"
			     "2027-02-08,holiday,春节\n"
			     "2027-02-09,holiday,春节\n"
			     "2027-02-20,workday,春节\n"
			     "2027-04-05,holiday,清明节\n"
			     "2027-05-01,holiday,劳动节\n"
			     "2027-05-02,holiday,劳动节\n"
			     "2027-06-09,holiday,端午节\n"
			     "2027-09-15,holiday,中秋节\n"
			     "2027-10-01,holiday,国庆节\n"
			     "2027-10-02,holiday,国庆节\n"
			     "2027-10-03,holiday,国庆节\n";

static void november(void **state)
{
	(void)state;
	struct actor *head = &help.actors[HELP_HEAD];
	size_t rows;
	assert_false(works("2027-02-20")); /* a Saturday of a year nobody has announced */
#define IMPORT(text, year, dry_run)                                                                \
	holidays_import(&help.office, head, year, text, strlen(text), dry_run, &help.arena,        \
			&help.problems, &help.error, &rows)
	enum err err = IMPORT(notice, 2027, true);
	if (err != ERR_NONE)
		fail_msg("%s %s", help.error.message,
			 help.problems.first == NULL ? "" : help.problems.first->text);
	assert_int_equal(rows, 15);
	assert_false(works("2027-02-20"));
	help_good(&help, IMPORT(notice, 2027, false));
	assert_true(works("2027-02-20"));
	assert_int_equal(IMPORT(notice, 2027, false), ERR_CONFLICT);
	assert_int_equal(IMPORT("date,kind\n2028-13-01,holiday\n", 2028, true), ERR_CONTENT);
	assert_true(help.problems.count > 0);
	problems_init(&help.problems, &help.arena);
	assert_int_equal(IMPORT("", 2028, true), ERR_CONTENT);
}

static enum err collect(const char *bytes, size_t n, void *context, struct error *error)
{
	(void)error;
	buf_add(context, bytes, n);
	return ERR_NONE;
}

static void audit(void **state)
{
	(void)state;
	struct actor *auditor = &help.actors[HELP_AUDIT];
	struct journal_filter filter = {0};
	struct journal_page page;
	help_entry(&help, REGISTER_REQUESTS,
		   "number=1;received=2024-01-02;requester_kind=natural;requester_name=王某");
	help_good(&help,
		  audit_list(&help.office, auditor, &filter, &help.arena, &help.error, &page));
	assert_true(page.n > 5);
	assert_int_equal(page.entries[0].action, ACTION_ADD);
	for (size_t i = 0; i < page.n; i++) assert_null(page.entries[i].content);
	for (int i = 0; i < HELP_PERSON__MAX; i++) {
		if (i == HELP_AUDIT) continue;
		assert_int_equal(audit_list(&help.office, &help.actors[i], &filter, &help.arena,
					    &help.error, &page),
				 ERR_DENIED);
	}
	struct journal_verdict verdict;
	help_good(&help, audit_verify(&help.office, auditor, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.unsealed, 0);
	struct buf lines;
	buf_init(&lines, 1024 * 1024);
	help_good(&help,
		  audit_export(&help.office, auditor, &filter, collect, &lines, &help.error));
	assert_true(lines.n > 0);
	buf_release(&lines);
	assert_int_equal(help_journal_count(&help, ACTION_VERIFY), 1);
	assert_int_equal(help_journal_count(&help, ACTION_EXPORT), 1);
	help_good(&help, audit_seal(&help.office, &help.error));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(founding), TEST(backup_and_restore),
					   TEST(agencies), TEST(local_days),
					   TEST(november), TEST(audit)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
