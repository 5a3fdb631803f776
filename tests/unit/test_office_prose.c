/* SPDX-License-Identifier: MulanPSL-2.0
 * Figures, years and personal data in running text. Sentences are those real reports print
 * (reports/prose-phrasing.md), agreeing and disagreeing with their tables. */
#include "office/prose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct tables table(int64_t r1, int64_t r2, int64_t a, int64_t b, int64_t r4)
{
	struct tables tables = {0};
	tables_zero(&tables, FORMAT_2021);
	tables.requests[ROW_R1][REQUESTER_NATURAL] = cell_number(r1);
	tables.requests[ROW_R2][REQUESTER_NATURAL] = cell_number(r2);
	tables.requests[ROW_A][REQUESTER_NATURAL] = cell_number(a);
	tables.requests[ROW_B][REQUESTER_NATURAL] = cell_number(b);
	tables.requests[ROW_R4][REQUESTER_NATURAL] = cell_number(r4);
	tables.cases[CASE_RECONSIDERATION][RESULT_UPHELD] = cell_number(36);
	tables.cases[CASE_DIRECT][RESULT_UPHELD] = cell_number(2);
	tables.cases[CASE_AFTER][RESULT_OTHER] = cell_number(7);
	tables_total(&tables);
	return tables;
}

static const struct prose_facts known = {
	.records = 85, .responses = 67, .interpretations = 3, .fee = 40000};

static size_t found(const char *text, const struct tables *tables)
{
	struct arena arena = {0};
	struct findings findings = {0};
	prose_check_figures(text, tables, &known, &arena, &findings);
	size_t count = findings.count;
	for (const struct finding *f = findings.first; f != NULL; f = f->next) {
		assert_string_equal(f->identity, "prose.figure");
		assert_int_equal(f->severity, FINDING_PROBABLE);
		assert_true(f->expected != f->found);
	}
	arena_release(&arena);
	return count;
}

static void agreeing(void **state)
{
	(void)state;
	struct tables t = table(154, 0, 140, 8, 6);
	assert_int_equal(found("共收到政府信息公开申请154件，共办结148件，结转至2026年6件。"
			       "行政复议36起，行政诉讼9起。",
			       &t),
			 0);
	assert_int_equal(found("全年累计主动公开政府信息 85 条，回应群众关注热点信息达 67 次", &t),
			 0);
	assert_int_equal(found("2025年实际收取信息处理费共计400元。", &t), 0);
	assert_int_equal(found("予以公开140件，部分公开８件；予以公开及部分公开 148 件（96%）", &t),
			 0);
	t = table(713, 36, 718, 0, 31);
	assert_int_equal(
		found("全县全年共受理政府信息公开申请 749 件，其中自然人申请 741 件；共办理 718 "
		      "件，结转下一年 31 件",
		      &t),
		0);
	t = table(3511, 96, 3000, 486, 121);
	assert_int_equal(
		found("全市全年共收办政府信息公开申请案件3,607件（市政府349件）。转下年度办理121件",
		      &t),
		0);
	assert_int_equal(found("未收到政府信息公开申请。无行政复议、行政诉讼案件。", &t), 0);
}

static void contradicting(void **state)
{
	(void)state;
	struct tables t = table(74, 0, 73, 0, 1);
	assert_int_equal(found("全区收到政府信息公开申请75件", &t), 1);
	assert_int_equal(found("办结74件，结转下年度继续办理0件", &t), 2);
	assert_int_equal(found("主动公开政府信息86条", &t), 1);
	assert_int_equal(found("行政复议35件、行政诉讼8件", &t), 2);
	assert_int_equal(found("收取信息处理费500元", &t), 1);
	assert_int_equal(found("年末现行有效393件", &t), 1);
}

static void unknown_is_not_judged(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct findings findings = {0};
	struct tables unread = {0};
	struct prose_facts nothing = {-1, -1, -1, -1};
	prose_check_figures("主动公开政府信息86条，新收申请9件，收取信息处理费5元，行政复议1件",
			    &unread, &nothing, &arena, &findings);
	assert_int_equal(findings.count, 0);
	arena_release(&arena);
}

static size_t years(const char *text, bool may_plan)
{
	struct arena arena = {0};
	struct findings findings = {0};
	prose_check_years(text, "overview", 2024, may_plan, &arena, &findings);
	size_t count = findings.count;
	arena_release(&arena);
	return count;
}

static void years_near_by(void **state)
{
	(void)state;
	assert_int_equal(years("2024 年，全乡……2024年", false), 0);
	assert_int_equal(years("2022年，全乡主动公开", false), 1);
	assert_int_equal(years("2022年和2022年、2023年", false), 2);
	assert_int_equal(years("2019年修订的《条例》", false), 0);
	assert_int_equal(years("2025年，我们将", true), 0);
	assert_int_equal(years("2025年，我们将", false), 1);
	assert_int_equal(years("编号12022年", false), 0);
	assert_int_equal(years("年", false), 0);
}

static size_t personal(const char *text, size_t *ret_certain)
{
	struct arena arena = {0};
	struct findings findings = {0};
	prose_check_personal(text, "other", &arena, &findings);
	size_t count = findings.count;
	*ret_certain = findings.certain;
	for (const struct finding *f = findings.first; f != NULL; f = f->next)
		assert_null(strstr(f->text, "1101"));
	arena_release(&arena);
	return count;
}

static void personal_data(void **state)
{
	(void)state;
	size_t certain;
	assert_int_equal(personal("身份证11010519491231002X。", &certain), 1);
	assert_int_equal(certain, 1);
	assert_int_equal(personal("身份证１１０１０５ 19491231 002x", &certain), 1);
	assert_int_equal(certain, 1);
	assert_int_equal(personal("110101199003070012", &certain), 0); /* wrong check digit */
	assert_int_equal(personal("110101199013070011", &certain), 0); /* no such month */
	assert_int_equal(personal("电话13812345678", &certain), 1);
	assert_int_equal(certain, 0);
	assert_int_equal(personal("电话0972-8612345，金额1381234567890元", &certain), 0);
}

static void shared_text(void **state)
{
	(void)state;
	struct arena arena = {0};
	const char *last = "一是公开内容还不够全面，二是平台建设还需加强，三是人员培训有待深入。";
	assert_int_equal(prose_shared_percent(last, last, &arena), 100);
	assert_int_equal(
		prose_shared_percent("完全不同的一段文字，讲的是另外的事情和打算。", last, &arena),
		0);
	int half = prose_shared_percent(
		"一是公开内容还不够全面，二是另外一个全新的问题，与往年所写都不一样。", last,
		&arena);
	assert_in_range(half, 25, 50);
	assert_int_equal(prose_shared_percent("短", last, &arena), 0);
	/* punctuation and blanks do not hide a copy */
	assert_int_equal(prose_shared_percent("一是 公开内容，还不够全面；", last, &arena), 100);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agreeing),
		cmocka_unit_test(contradicting),
		cmocka_unit_test(unknown_is_not_judged),
		cmocka_unit_test(years_near_by),
		cmocka_unit_test(personal_data),
		cmocka_unit_test(shared_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
