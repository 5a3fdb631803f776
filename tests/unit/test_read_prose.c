/* SPDX-License-Identifier: MulanPSL-2.0
 * The prose against the tables, sentence by sentence (tests/data/reports and the sentences agencies
 * really write), and years against each other. */
#include "office/read_facts.h"
#include "unit/help_cmocka.h"
#include "unit/help_reports.h"

/* r1, r2, g, r4 of natural persons and one business column; table 4's totals. */
struct figures {
	int64_t received, carried_in, closed, carried_out, reconsideration, direct, after;
};

enum verdict { FINE, PROBABLE, CERTAIN };

/* A report of that agency with this sentence and these tables. */
static struct reading read_sentence(const char *agency, const char *sentence,
				    const struct figures *f, struct arena *arena)
{
	const char *zero = "0 0 0 0 0";
	const char *text = arena_printf(
		arena,
		"%s2024年政府信息公开工作年度报告\n一、总体情况\n%s\n"
		"三、收到和处理政府信息公开申请情况\n"
		"一、本年新收政府信息公开申请数量 %lld %s %lld\n"
		"二、上年结转政府信息公开申请数量 %lld %s %lld\n"
		"（一）予以公开 %lld %s %lld\n"
		"（七）总计 %lld %s %lld\n四、结转下年度继续办理 %lld %s %lld\n"
		"四、政府信息公开行政复议、行政诉讼情况\n"
		"行政复议 行政诉讼\n未经复议直接起诉 复议后起诉\n"
		"结果维持 结果纠正 其他结果 尚未审结 总计\n"
		"%lld 0 0 0 %lld %lld 0 0 0 %lld %lld 0 0 0 %lld\n五、存在的主要问题\n",
		agency, sentence, (long long)f->received, zero, (long long)f->received,
		(long long)f->carried_in, zero, (long long)f->carried_in, (long long)f->closed,
		zero, (long long)f->closed, (long long)f->closed, zero, (long long)f->closed,
		(long long)f->carried_out, zero, (long long)f->carried_out,
		(long long)f->reconsideration, (long long)f->reconsideration, (long long)f->direct,
		(long long)f->direct, (long long)f->after, (long long)f->after);
	struct reading reading;
	struct error error;
	assert_int_equal(reading_of("x", text, strlen(text), arena, &error, &reading), ERR_NONE);
	assert_int_equal(reading.tables.requests[ROW_R1][COLUMN_TOTAL].value, f->received);
	assert_int_equal(reading.tables.cases[CASE_AFTER][RESULT_TOTAL].value, f->after);
	return reading;
}

static enum verdict verdict_of(const struct reading *reading)
{
	enum verdict verdict = FINE;
	for (const struct finding *f = reading->findings.first; f != NULL; f = f->next) {
		if (strncmp(f->identity, "prose.", strlen("prose.")) != 0) continue;
		if (f->severity == FINDING_CERTAIN) verdict = CERTAIN;
		if (f->severity == FINDING_PROBABLE && verdict == FINE) verdict = PROBABLE;
	}
	return verdict;
}

static void sentences(void **state)
{
	(void)state;
	/* clang-format off */
	static const struct {
		const char *agency, *sentence;
		struct figures figures;
		enum verdict verdict;
	} cases[] = {
		/* as published, agreeing */
		{"平潭综合实验区", "本年度全区共收到70件申请,及时依法依规办结69件,1件结转下年度继续办理。", {70, 0, 69, 1, 0, 0, 0}, FINE},
		{"平潭综合实验区", "全年办理政府信息公开申请218件。", {218, 0, 218, 0, 0, 0, 0}, FINE},
		{"平潭综合实验区", "2024年全区共收到政府信息公开申请154件，共办结148件，结转至2025年6件。行政复议36起，行政诉讼9起。", {150, 4, 148, 6, 36, 4, 5}, FINE},
		{"沭阳县人民政府", "全县全年共受理政府信息公开申请 749 件，共办理 718 件，结转下一年 31 件。", {713, 36, 718, 31, 61, 3, 10}, FINE},
		{"上海市科委", "全年收到政府信息公开申请 34 件，上年结转政府信息公开申请 2 件，转下一年度办理答复的有 1 件。", {34, 2, 35, 1, 0, 0, 0}, FINE},
		{"上海市人民政府办公厅", "市政府共受理政府信息公开申请1295 件，办结 1191 件（含上年结转 189 件）。", {1295, 190, 1191, 294, 0, 0, 0}, FINE},
		{"宿迁市", "全市全年共收办政府信息公开申请案件3607件（市政府349件、泗洪县874件），转下年度办理121件。", {3511, 96, 3486, 121, 0, 0, 0}, FINE},
		{"淮安市洪泽区人民政府", "2024年，区政府办代表区政府受理政府信息公开申请17件，均已在法定期限内予以答复。", {95, 0, 95, 0, 0, 0, 0}, FINE},
		{"嘉善县大云镇", "2024年，大云镇全年共收到依申请公开件1件，已按期答复1件，无转结下年度继续办理件。涉及复议0件，诉讼0件。", {1, 0, 1, 0, 0, 0, 0}, FINE},
		{"良村镇", "共收到申请0件，共办结0件。", {0, 0, 0, 0, 0, 0, 0}, FINE},
		{"某某镇", "全年未收到政府信息公开申请。", {0, 0, 0, 0, 0, 0, 0}, FINE},
		{"武汉市审计局", "全年共受理政府信息公开申请6件，全部依法依规按时办结。", {6, 0, 6, 0, 0, 0, 0}, FINE},
		/* scope, channel, other years: nothing certain */
		{"某某市人民政府", "市政府办公室收到政府信息公开申请12件。", {95, 0, 95, 0, 0, 0, 0}, FINE},
		{"某某市人民政府", "全市通过网络渠道收到政府信息公开申请12件。", {95, 0, 95, 0, 0, 0, 0}, FINE},
		{"某某镇", "2023年全镇收到政府信息公开申请12件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		{"某某市人民政府", "全年收到政府信息公开申请12件。", {95, 0, 95, 0, 0, 0, 0}, PROBABLE},
		{"某某市人民政府", "全市受理政府信息公开申请90件。", {95, 0, 95, 0, 0, 0, 0}, PROBABLE},
		{"某某镇", "全年收到群众来信12件，收到政府信息公开申请9件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		{"某某局", "全年收到申请人补正材料12件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		{"某某局", "全年收到政府信息公开申请9件，其中转下级机关办理3件，顺延答复期限2件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		{"某某局", "局属各单位和下属事业单位收到政府信息公开申请3件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		{"某某局", "收到公民申请公开政府信息9件，全部答复，另收到信访举报4件。", {9, 0, 9, 0, 0, 0, 0}, FINE},
		/* contradictions */
		{"平潭综合实验区", "2024年，全区收到政府信息公开申请75件，均在法定期限内予以答复。", {74, 1, 75, 0, 0, 0, 0}, CERTAIN},
		{"某某镇", "全年收到政府信息公开申请12件。", {9, 0, 9, 0, 0, 0, 0}, CERTAIN},
		{"某某市人民政府", "全市共收到政府信息公开申请90件。", {95, 2, 97, 0, 0, 0, 0}, CERTAIN},
		{"某某镇", "全年未收到政府信息公开申请。", {9, 0, 9, 0, 0, 0, 0}, CERTAIN},
		{"某某县", "全县政府信息公开申请结转下年度继续办理3件。", {9, 0, 7, 2, 0, 0, 0}, CERTAIN},
		{"某某县", "全县政府信息公开行政复议4件。", {9, 0, 9, 0, 3, 0, 0}, PROBABLE},
	};
	/* clang-format on */
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct arena arena = {0};
		struct reading reading = read_sentence(cases[i].agency, cases[i].sentence,
						       &cases[i].figures, &arena);
		enum verdict verdict = verdict_of(&reading);
		if (verdict != cases[i].verdict) {
			printf("%s: %d, expected %d\n", cases[i].sentence, verdict,
			       cases[i].verdict);
			for (const struct finding *f = reading.findings.first; f; f = f->next)
				if (f->severity != FINDING_FORM) printf("   %s\n", f->text);
			wrong++;
		}
		arena_release(&arena);
	}
	assert_int_equal(wrong, 0);
}

static struct reading read_bytes(const char *text, struct arena *arena)
{
	struct reading reading;
	struct error error;
	assert_int_equal(reading_of("x", text, strlen(text), arena, &error, &reading), ERR_NONE);
	return reading;
}

static size_t count(const struct reading *reading, const char *identity)
{
	size_t n = 0;
	for (const struct finding *f = reading->findings.first; f != NULL; f = f->next)
		n += strcmp(f->identity, identity) == 0;
	return n;
}

/* 006 is glued: no cut of it follows 470 in force, or 470 glued. */
static void years_are_compared(void **state)
{
	(void)state;
	struct arena arena = {0};
	static const char *const before[] = {
		"平潭综合实验区2023年政府信息公开工作年度报告\n第二十条第（一）项\n"
		"信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n行政规范性文件\t77\t305\t470"
		"\n",
		"平潭综合实验区2023年政府信息公开工作年度报告\n第二十条第（一）项信息内容本年制发件"
		"数"
		"本年废止件数现行有效件数规章000行政规范性文件770470第二十条第（五）项\n"};
	for (size_t i = 0; i < COUNT_OF(before); i++) {
		struct reading readings[] = {report_reading("006", &arena),
					     read_bytes(before[i], &arena)};
		readings_compare(readings, 2);
		assert_int_equal(count(&readings[0], "t2.stock"), 1);
		assert_int_equal(readings[0].findings.certain, 0);
		assert_int_equal(count(&readings[1], "t2.stock"), 0);
	}
	arena_release(&arena);
}

/* 2021's 693665 ends in 665 by 2022's row, but two cuts do; 2022's row is named by its prose. */
static void another_year_settles_only_what_it_can(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct reading readings[] = {report_reading("004", &arena), report_reading("003", &arena)};
	readings_compare(readings, 2);
	assert_int_equal(readings[0].tables.stock[STOCK_NORMATIVE][STOCK_IN_FORCE].value, 698);
	assert_int_equal(readings[1].tables.stock[STOCK_NORMATIVE][STOCK_IN_FORCE].kind,
			 CELL_UNREAD);
	assert_true(is_refused(&readings[1], "table2"));
	assert_int_equal(count(&readings[0], "t3.carry"), 0);
	assert_int_equal(count(&readings[0], "t2.stock"), 0);
	arena_release(&arena);
}

static void what_was_carried_must_come_in(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct figures last = {9, 0, 7, 2, 0, 0, 0}, now = {5, 1, 6, 0, 0, 0, 0};
	struct reading readings[] = {read_sentence("某某区人民政府", "", &last, &arena),
				     read_sentence("某某市某某区", "", &now, &arena),
				     read_sentence("别的区", "", &now, &arena)};
	readings[0].tables.year = 2023;
	readings_compare(readings, 3);
	assert_int_equal(count_certain(&readings[0], "t3.carry"), 0);
	assert_int_equal(count_certain(&readings[1], "t3.carry"), 2); /* natural and total */
	assert_int_equal(count_certain(&readings[2], "t3.carry"), 0);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentences),
		cmocka_unit_test(years_are_compared),
		cmocka_unit_test(another_year_settles_only_what_it_can),
		cmocka_unit_test(what_was_carried_must_come_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
