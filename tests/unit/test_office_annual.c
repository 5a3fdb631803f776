/* SPDX-License-Identifier: MulanPSL-2.0
 * The annual report from draft to re-issue. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "office/tables_json.h"
#include "unit/help_office.h"

#define STEP(name, person, ...)                                                                    \
	annual_##name(&help.office, &help.actors[person], help.agency, __VA_ARGS__, &help.error)

static struct annual load(int year)
{
	struct annual annual;
	help_good(&help, annual_load(&help.office, &help.actors[HELP_CLERK], help.agency, year,
				     &help.arena, &help.error, &annual));
	return annual;
}

static int64_t version_of(int year, enum narrative_part part)
{
	return load(year).narrative_version[part];
}

static const struct finding *find(const struct annual *annual, const char *identity)
{
	for (const struct finding *f = annual->findings.first; f != NULL; f = f->next)
		if (strcmp(f->identity, identity) == 0) return f;
	return NULL;
}

static const char overview[] =
	"（一）主动公开。主动公开政府信息1条。（二）依申请公开。新收政府信息公开申请2件。"
	"（三）政府信息管理。（四）平台建设。（五）监督保障。工作考核、社会评议良好，无责任追究情形"
	"。";

/* A draft whose text has no findings. */
static void write_well(int year, const char *problems)
{
	help_good(&help, STEP(write, HELP_CLERK, year, NARRATIVE_OVERVIEW,
			      version_of(year, NARRATIVE_OVERVIEW), overview));
	help_good(&help, STEP(write, HELP_CLERK, year, NARRATIVE_PROBLEMS,
			      version_of(year, NARRATIVE_PROBLEMS), problems));
	help_good(&help, STEP(write, HELP_CLERK, year, NARRATIVE_OTHER,
			      version_of(year, NARRATIVE_OTHER), "没有其他需要报告的事项。"));
}

static void a_year(int year)
{
	char fields[200];
	snprintf(fields, sizeof fields, "title=通知;kind=通知;published=%d-03-04", year);
	help_entry(&help, REGISTER_RECORDS, fields);
	snprintf(fields, sizeof fields,
		 "number=%d-1;received=%d-03-04;requester_kind=natural;outcome=a;replied=%d-03-20",
		 year, year, year);
	help_entry(&help, REGISTER_REQUESTS, fields);
	snprintf(fields, sizeof fields, "number=%d-2;received=%d-12-20;requester_kind=business",
		 year, year);
	help_entry(&help, REGISTER_REQUESTS, fields);
}

static void publish(int year)
{
	struct annual annual = load(year);
	help_good(&help, STEP(freeze, HELP_CLERK, year, annual.report.version));
	help_good(&help, STEP(sign, HELP_APPROVER, year, "approver"));
	help_good(&help, STEP(sign, HELP_HEAD, year, "head"));
	help_good(&help, STEP(publish, HELP_HEAD, year));
}

static void draft(void **state)
{
	(void)state;
	a_year(2024);
	struct annual annual = load(2024);
	assert_false(annual.has_report);
	assert_int_equal(annual.tables.requests[ROW_R1][COLUMN_TOTAL].value, 2);
	assert_int_equal(annual.tables.requests[ROW_R4][REQUESTER_BUSINESS].value, 1);
	assert_non_null(strstr(annual.narrative.text[NARRATIVE_OVERVIEW], "主动公开政府信息1条"));
	help_good(&help, STEP(start, HELP_CLERK, 2024));
	assert_int_equal(STEP(start, HELP_CLERK, 2024), ERR_CONFLICT);
	assert_int_equal(STEP(start, HELP_APPROVER, 2023), ERR_DENIED);
	annual = load(2024);
	assert_true(annual.has_report);
	assert_int_equal(annual.report.state, REPORT_DRAFT);
	assert_false(annual.narrative_edited[NARRATIVE_OVERVIEW]);
	/* the draft's prompts must be filled before anything else */
	assert_int_equal(find(&annual, "form.prompt")->severity, FINDING_CERTAIN);
	assert_int_equal(STEP(freeze, HELP_CLERK, 2024, annual.report.version), ERR_CONFLICT);
	write_well(2024, "一是培训不多，二是目录不全，已列入下一年安排。");
	annual = load(2024);
	assert_int_equal(annual.findings.count, 0);
	assert_true(annual.narrative_edited[NARRATIVE_OVERVIEW]);
	help_good(&help, STEP(redraft, HELP_CLERK, 2024, NARRATIVE_OVERVIEW));
	annual = load(2024);
	assert_false(annual.narrative_edited[NARRATIVE_OVERVIEW]);
	assert_non_null(find(&annual, "form.prompt"));
	assert_int_equal(STEP(write, HELP_CLERK, 2024, NARRATIVE_OTHER,
			      version_of(2024, NARRATIVE_OTHER), "\xff"),
			 ERR_CONTENT);
}

static void answers(void **state)
{
	(void)state;
	a_year(2024);
	help_good(&help, STEP(start, HELP_CLERK, 2024));
	write_well(2024, "一是培训不多，二是目录不全，已列入下一年安排。");
	help_good(&help,
		  STEP(write, HELP_CLERK, 2024, NARRATIVE_OTHER, version_of(2024, NARRATIVE_OTHER),
		       "收到政府信息公开申请9件，其中本级1件。"));
	struct annual annual = load(2024);
	const struct finding *figure = find(&annual, "prose.figure");
	assert_non_null(figure);
	assert_int_equal(figure->severity, FINDING_PROBABLE);
	assert_int_equal(annual.unanswered, 1);
	assert_int_equal(STEP(freeze, HELP_CLERK, 2024, annual.report.version), ERR_CONFLICT);
	assert_int_equal(STEP(answer, HELP_CLERK, 2024, figure->id, " "), ERR_CONTENT);
	assert_int_equal(STEP(answer, HELP_CLERK, 2024, "prose.none", "因为"), ERR_MISSING);
	help_good(&help, STEP(answer, HELP_CLERK, 2024, figure->id, "九件是全区的数"));
	annual = load(2024);
	assert_int_equal(annual.unanswered, 0);
	assert_string_equal(annual_answer_for(&annual, find(&annual, "prose.figure"))->reason,
			    "九件是全区的数");
	/* the reason was for nine, not for eight */
	help_good(&help,
		  STEP(write, HELP_CLERK, 2024, NARRATIVE_OTHER, version_of(2024, NARRATIVE_OTHER),
		       "收到政府信息公开申请8件，其中本级1件。"));
	annual = load(2024);
	assert_int_equal(annual.unanswered, 1);
	assert_null(annual_answer_for(&annual, find(&annual, "prose.figure")));
	/* a certain one cannot be answered away */
	help_good(&help, STEP(write, HELP_CLERK, 2024, NARRATIVE_PROBLEMS,
			      version_of(2024, NARRATIVE_PROBLEMS), "无"));
	annual = load(2024);
	const struct finding *empty = find(&annual, "form.empty");
	assert_int_equal(empty->severity, FINDING_CERTAIN);
	assert_int_equal(STEP(answer, HELP_CLERK, 2024, empty->id, "没有问题"), ERR_CONFLICT);
}

static void two_people(void **state)
{
	(void)state;
	a_year(2024);
	help_good(&help, STEP(start, HELP_CLERK, 2024));
	write_well(2024, "一是培训不多，二是目录不全，已列入下一年安排。");
	struct annual annual = load(2024);
	assert_int_equal(STEP(sign, HELP_APPROVER, 2024, "approver"), ERR_CONFLICT); /* a draft */
	assert_int_equal(STEP(freeze, HELP_APPROVER, 2024, annual.report.version), ERR_DENIED);
	assert_int_equal(STEP(freeze, HELP_CLERK, 2024, annual.report.version + 1), ERR_CONFLICT);
	help_good(&help, STEP(freeze, HELP_CLERK, 2024, annual.report.version));
	annual = load(2024);
	assert_int_equal(annual.report.state, REPORT_FROZEN);
	assert_int_equal(strlen(annual.report.journal_head), 64);
	/* frozen text and answers stay */
	assert_int_equal(STEP(write, HELP_CLERK, 2024, NARRATIVE_OTHER,
			      version_of(2024, NARRATIVE_OTHER), "x"),
			 ERR_CONFLICT);
	assert_int_equal(STEP(publish, HELP_HEAD, 2024), ERR_CONFLICT);
	assert_int_equal(STEP(sign, HELP_HEAD, 2024, "approver"), ERR_DENIED);
	assert_int_equal(STEP(sign, HELP_CLERK, 2024, "head"), ERR_DENIED);
	assert_int_equal(STEP(sign, HELP_HEAD, 2024, "clerk"), ERR_USAGE);
	help_good(&help, STEP(sign, HELP_APPROVER, 2024, "approver"));
	assert_int_equal(STEP(sign, HELP_APPROVER, 2024, "approver"), ERR_CONFLICT);
	assert_int_equal(STEP(publish, HELP_HEAD, 2024), ERR_CONFLICT);
	/* one person with both roles signs once */
	help.actors[HELP_APPROVER].roles |= ROLE_HEAD;
	assert_int_equal(STEP(sign, HELP_APPROVER, 2024, "head"), ERR_CONFLICT);
	/* back to the desk: signatures fall */
	annual = load(2024);
	assert_int_equal(STEP(thaw, HELP_CLERK, 2024, annual.report.version, ""), ERR_CONTENT);
	help_good(&help, STEP(thaw, HELP_CLERK, 2024, annual.report.version, "数字有误"));
	annual = load(2024);
	assert_int_equal(annual.report.state, REPORT_DRAFT);
	assert_int_equal(annual.n_signatures, 0);
	publish(2024);
	annual = load(2024);
	assert_int_equal(annual.report.state, REPORT_PUBLISHED);
	assert_int_equal(annual.n_papers, PAPER_FORMATS);
	assert_string_equal(annual_signature(&annual, "head")->name, "head");
	assert_int_equal(STEP(thaw, HELP_CLERK, 2024, annual.report.version, "晚了"), ERR_CONFLICT);
	assert_int_equal(STEP(publish, HELP_HEAD, 2024), ERR_CONFLICT);
}

/* A published report stays what it was; what changed since shows, and a re-issue keeps both. */
static void since_the_freeze(void **state)
{
	(void)state;
	a_year(2024);
	help_good(&help, STEP(start, HELP_CLERK, 2024));
	write_well(2024, "一是培训不多，二是目录不全，已列入下一年安排。");
	publish(2024);
	struct report_paper before, after;
	help_good(&help,
		  annual_paper_kept(&help.office, &help.actors[HELP_CLERK], help.agency, 2024,
				    &paper_formats[0], &help.arena, &help.error, &before));
	struct annual annual = load(2024);
	struct findings drift = {0};
	annual_drift(&annual, &help.arena, &drift);
	assert_int_equal(drift.count, 0);
	help_entry(&help, REGISTER_REQUESTS,
		   "number=2024-3;received=2024-06-01;requester_kind=natural;outcome=c8;"
		   "replied=2024-06-10");
	annual = load(2024);
	annual_drift(&annual, &help.arena, &drift);
	assert_int_equal(drift.count, 6); /* r1, c8, g: natural and total */
	assert_string_equal(drift.first->identity, "since.freeze");
	assert_int_equal(annual.tables.requests[ROW_R1][COLUMN_TOTAL].value, 2);
	assert_int_equal(annual.live.requests[ROW_R1][COLUMN_TOTAL].value, 3);
	struct tables tables;
	enum report_state at;
	help_good(&help, annual_tables(&help.office, &help.actors[HELP_CLERK], help.agency, 2024,
				       false, &help.arena, &help.error, &tables, &at));
	assert_int_equal(tables.requests[ROW_R1][COLUMN_TOTAL].value, 2);
	assert_int_equal(at, REPORT_PUBLISHED);
	help_good(&help, annual_tables(&help.office, &help.actors[HELP_CLERK], help.agency, 2024,
				       true, &help.arena, &help.error, &tables, &at));
	assert_int_equal(tables.requests[ROW_R1][COLUMN_TOTAL].value, 3);
	/* re-issue */
	assert_int_equal(STEP(reissue, HELP_CLERK, 2024, "漏统计一件"), ERR_DENIED);
	assert_int_equal(STEP(reissue, HELP_HEAD, 2024, ""), ERR_CONTENT);
	help_good(&help, STEP(reissue, HELP_HEAD, 2024, "漏统计一件"));
	assert_int_equal(STEP(reissue, HELP_HEAD, 2024, "再来"), ERR_CONFLICT);
	annual = load(2024);
	assert_int_equal(annual.report.issue, 2);
	assert_string_equal(annual.narrative.text[NARRATIVE_OVERVIEW], overview);
	assert_non_null(find(&annual, "prose.figure")); /* 新收2件 is 3 now */
	/* the old one is still what a year prints until the new one is out */
	help_good(&help,
		  annual_paper_kept(&help.office, &help.actors[HELP_CLERK], help.agency, 2024,
				    &paper_formats[0], &help.arena, &help.error, &after));
	assert_string_equal(before.digest, after.digest);
	help_good(&help,
		  STEP(answer, HELP_CLERK, 2024, find(&annual, "prose.figure")->id, "见更正"));
	publish(2024);
	help_good(&help,
		  annual_paper_kept(&help.office, &help.actors[HELP_CLERK], help.agency, 2024,
				    &paper_formats[0], &help.arena, &help.error, &after));
	assert_string_not_equal(before.digest, after.digest);
	assert_non_null(memmem(after.bytes, after.n, "漏统计一件", strlen("漏统计一件")));
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.reports, 2);
}

/* r2 is counted from the records; where it differs from last year's frozen r4, a head must sign. */
static void carry_over(void **state)
{
	(void)state;
	a_year(2023);
	help_good(&help, STEP(start, HELP_CLERK, 2023));
	write_well(2023, "一是培训不多，二是目录不全，已列入下一年安排。");
	publish(2023);
	a_year(2024);
	/* found late: a request of 2023 nobody had registered, answered in 2024 */
	help_entry(&help, REGISTER_REQUESTS,
		   "number=2023-9;received=2023-12-28;requester_kind=natural;outcome=a;"
		   "replied=2024-01-12");
	help_good(&help, STEP(start, HELP_CLERK, 2024));
	write_well(2024, "平台栏目较少；今后逐步补齐，并按季度检查。");
	struct annual annual = load(2024);
	assert_int_equal(annual.live.requests[ROW_R2][COLUMN_TOTAL].value, 2);
	const struct finding *carry = find(&annual, "t3.carry");
	assert_non_null(carry);
	assert_int_equal(carry->severity, FINDING_CERTAIN);
	assert_string_equal(carry->column, "natural");
	assert_int_equal(STEP(freeze, HELP_CLERK, 2024, annual.report.version), ERR_CONFLICT);
	assert_int_equal(STEP(answer, HELP_CLERK, 2024, carry->id, "说明"), ERR_CONFLICT);
	assert_int_equal(STEP(correct_carry, HELP_CLERK, 2024, "natural", "漏登"), ERR_DENIED);
	assert_int_equal(STEP(correct_carry, HELP_HEAD, 2024, "business", "漏登"), ERR_CONFLICT);
	assert_int_equal(STEP(correct_carry, HELP_HEAD, 2024, "nobody", "漏登"), ERR_USAGE);
	assert_int_equal(STEP(correct_carry, HELP_HEAD, 2024, "total", "漏登"), ERR_USAGE);
	help_good(&help, STEP(correct_carry, HELP_HEAD, 2024, "natural", "2023年漏登一件"));
	help_good(&help, STEP(correct_carry, HELP_HEAD, 2024, "natural", "2023年漏登一件"));
	annual = load(2024);
	assert_int_equal(annual.findings.certain, 0);
	assert_int_equal(annual.n_corrections, 1); /* the total follows */
	assert_int_equal(find(&annual, "t3.carry")->severity, FINDING_FORM);
	/* the signature is for these figures: another late find opens the question again */
	help_entry(&help, REGISTER_REQUESTS,
		   "number=2023-10;received=2023-12-28;requester_kind=natural;outcome=a;"
		   "replied=2024-01-12");
	annual = load(2024);
	assert_int_equal(find(&annual, "t3.carry")->severity, FINDING_CERTAIN);
	help_good(&help, STEP(correct_carry, HELP_HEAD, 2024, "natural", "又一件"));
	write_well(2024, "平台栏目较少；今后逐步补齐，并按季度检查。");
	annual = load(2024);
	for (const struct finding *f = annual.findings.first; f != NULL; f = f->next)
		if (f->severity == FINDING_PROBABLE)
			help_good(&help, STEP(answer, HELP_CLERK, 2024, f->id, "已核对"));
	publish(2024);
}

static void a_running_year(void **state)
{
	(void)state;
	help_office_clock(&help, "2025-12-31T09:00");
	a_year(2025);
	help_good(&help, STEP(start, HELP_CLERK, 2025));
	write_well(2025, "一是培训不多，二是目录不全，已列入下一年安排。");
	struct annual annual = load(2025);
	assert_int_equal(STEP(freeze, HELP_CLERK, 2025, annual.report.version), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "还没有结束"));
	help_office_clock(&help, "2026-01-01T00:00");
	help_good(&help, STEP(freeze, HELP_CLERK, 2025, annual.report.version));
	int *years;
	size_t n;
	help_good(&help, annual_years(&help.office, &help.actors[HELP_CLERK], help.agency,
				      &help.arena, &help.error, &years, &n));
	assert_int_equal(years[0], 2026);
	assert_int_equal(years[1], 2025);
	for (size_t i = 1; i < n; i++) assert_true(years[i] < years[i - 1]);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(draft),	  TEST(answers),	TEST(two_people), TEST(since_the_freeze),
		TEST(carry_over), TEST(a_running_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
