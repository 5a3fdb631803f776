/* SPDX-License-Identifier: MulanPSL-2.0
 * The generated text and what is found in a text; the document built of both. */
#include "office/narrative.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "office/prose.h"
#include "office/report_document.h"
#include "paper/paper.h"

static struct arena arena;
static struct agency agency;
static struct tables tables;
static struct count_facts counts;
static const struct narrative_facts facts = {&agency, 2024, &tables, &counts};
static const struct narrative_limits limits = {1000, 50};

static int begin(void **state)
{
	(void)state;
	memset(&agency, 0, sizeof agency);
	memset(&counts, 0, sizeof counts);
#define FIELD(field, label, max, required, hint) agency.field = "";
	AGENCY_FIELDS(FIELD)
#undef FIELD
	agency.name = "古城乡";
	agency.level = LEVEL_TOWNSHIP;
	tables_zero(&tables, FORMAT_2021);
	tables.year = 2024;
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static struct narrative draft(void)
{
	struct narrative narrative;
	narrative_draft(&facts, &arena, &narrative);
	return narrative;
}

static struct findings check(const struct narrative *narrative, const struct narrative *last)
{
	struct findings findings = {0};
	narrative_check(narrative, last, &facts, &limits, &arena, &findings);
	return findings;
}

static const struct finding *find(const struct findings *findings, const char *id)
{
	for (const struct finding *f = findings->first; f != NULL; f = f->next)
		if (strcmp(f->id, id) == 0) return f;
	return NULL;
}

#define HAS(text, part) assert_non_null(strstr(text, part))

static void quiet_year(void **state)
{
	(void)state;
	struct narrative n = draft();
	HAS(n.text[NARRATIVE_PREAMBLE], "2024年1月1日至12月31日");
	HAS(n.text[NARRATIVE_OVERVIEW], "全年未收到政府信息公开申请，无上年结转的申请。");
	HAS(n.text[NARRATIVE_OVERVIEW], "未发生政府信息公开行政复议、行政诉讼。");
	HAS(n.text[NARRATIVE_OVERVIEW], "年末无现行有效的行政规范性文件");
	assert_null(strstr(n.text[NARRATIVE_OVERVIEW], "规章")); /* a township makes none */
	HAS(n.text[NARRATIVE_OVERVIEW], "工作考核、社会评议和责任追究结果");
	assert_string_equal(n.text[NARRATIVE_OTHER],
			    "本年度未收取信息处理费，没有其他需要报告的事项。");
	/* of a fresh draft only the prompts are to be mended */
	struct findings findings = check(&n, NULL);
	for (const struct finding *f = findings.first; f != NULL; f = f->next)
		assert_string_equal(f->identity, "form.prompt");
	assert_int_equal(findings.count, 2);
	agency.level = LEVEL_DEPARTMENT;
	n = draft();
	assert_null(strstr(n.text[NARRATIVE_OVERVIEW], "社会评议"));
}

/* The largest plausible year: every number is one of the facts', and it stays within 1,000. */
static void busy_year(void **state)
{
	(void)state;
	static struct tally kinds[] = {{"通知", 12345}, {"公告", 2345}, {"报告", 345},
				       {"意见", 45},	{"决定", 5},	{"批复", 4}};
	static struct tally areas[] = {{"", 900}, {"fund", 30}, {"tender", 20}, {"project", 10}};
	static struct tally ways[] = {{"政府网站", 9000}, {"政务新媒体", 5000}};
	counts.records = 15089;
	counts.records_by_kind = (struct tallies){kinds, COUNT_OF(kinds)};
	counts.records_by_topic = (struct tallies){kinds, COUNT_OF(kinds)};
	counts.records_by_key_area = (struct tallies){areas, COUNT_OF(areas)};
	counts.records_by_via = (struct tallies){ways, COUNT_OF(ways)};
	counts.responses = 67;
	counts.interpretations = 31;
	counts.fee_collected = 1234550;
	for (int row = 0; row < ROW__MAX; row++)
		if (table_row_in(FORMAT_2021, (enum table_row)row) && row != ROW_G)
			tables.requests[row][REQUESTER_NATURAL] = cell_number(100000 + row);
	for (int group = 0; group < CASE__MAX; group++)
		tables.cases[group][RESULT_UPHELD] = cell_number(12345);
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			tables.stock[row][column] = cell_number(1000 + 10 * row + column);
	tables_total(&tables);
	struct narrative n = draft();
	assert_in_range(utf8_length(n.text[NARRATIVE_OVERVIEW]), 300, 1000);
	HAS(n.text[NARRATIVE_OVERVIEW], "主动公开政府信息15089条");
	HAS(n.text[NARRATIVE_OVERVIEW], "通知12345条、公告2345条、报告345条、意见45条、决定5条等");
	HAS(n.text[NARRATIVE_OVERVIEW], "财政专项资金30条、公共资源交易20条、重大建设项目10条。");
	HAS(n.text[NARRATIVE_OVERVIEW], "行政复议12345件、被提起行政诉讼24690件");
	HAS(n.text[NARRATIVE_OTHER], "2024年实际收取信息处理费共计12345.50元");
	struct findings findings = check(&n, NULL);
	for (const struct finding *f = findings.first; f != NULL; f = f->next)
		assert_string_equal(f->identity, "form.prompt"); /* its figures agree */
}

static void found(void **state)
{
	(void)state;
	counts.records = 85;
	counts.responses = 67;
	counts.interpretations = 0;
	counts.fee_collected = 40000;
	struct narrative n = {
		{[NARRATIVE_PREAMBLE] = "国办发〔2021〕30号",
		 [NARRATIVE_OVERVIEW] = "2023年，主动公开政府信息86条，平台建设良好。",
		 [NARRATIVE_PROBLEMS] = " 无。\n",
		 [NARRATIVE_OTHER] = "无"}};
	struct findings f = check(&n, NULL);
	assert_int_equal(find(&f, "form.empty:problems")->severity, FINDING_CERTAIN);
	assert_null(find(&f, "form.empty:other")); /* 无 is an answer there … */
	assert_int_equal(find(&f, "prose.fee:other")->severity,
			 FINDING_CERTAIN); /* … but not now */
	assert_int_equal(find(&f, "form.citation:preamble")->severity, FINDING_PROBABLE);
	assert_int_equal(find(&f, "prose.year:overview:2023")->severity, FINDING_PROBABLE);
	const struct finding *figure = find(&f, "prose.figure:主动公开政府信息:86");
	assert_non_null(figure);
	assert_int_equal(figure->expected, 85);
	const struct finding *topics = find(&f, "form.topics:overview");
	HAS(topics->text, "依申请公开、政府信息管理、监督保障、工作考核、社会评议、责任追究结果");
	n.text[NARRATIVE_OTHER] = "收取信息处理费400元，联系人身份证11010519491231002X。";
	n.text[NARRATIVE_PREAMBLE] = "";
	f = check(&n, NULL);
	assert_null(find(&f, "prose.fee:other"));
	assert_int_equal(find(&f, "prose.personal:other:identity")->severity, FINDING_CERTAIN);
	assert_int_equal(find(&f, "form.empty:preamble")->severity, FINDING_PROBABLE);
	agency.level = LEVEL_DEPARTMENT;
	f = check(&n, NULL);
	assert_null(strstr(find(&f, "form.topics:overview")->text, "社会评议"));
}

static void length_and_repetition(void **state)
{
	(void)state;
	struct buf text;
	buf_init(&text, 8000);
	for (int i = 0; i < 1001; i++) buf_puts(&text, "长");
	struct narrative n = {{"引言", buf_text(&text),
			       "一是培训不多，二是目录不全，三是人手不足。",
			       "没有其他需要报告的事项。"}};
	struct findings f = check(&n, NULL);
	HAS(find(&f, "form.length:overview")->text, "1001字");
	struct narrative last = n;
	f = check(&n, &last);
	HAS(find(&f, "prose.repeat:problems")->text, "100%");
	last.text[NARRATIVE_PROBLEMS] = "完全是另外的问题：网站打不开，热线没有人接听，答复超期。";
	f = check(&n, &last);
	assert_null(find(&f, "prose.repeat:problems"));
	buf_release(&text);
}

/* The printed report: six headings in order, exact labels, the identity's note, every number. */
static const char *const order[] = {
	"古城乡2024年政府信息公开工作年度报告",
	"引言文字",
	"一、总体情况",
	"第一段",
	"第二段",
	"二、主动公开政府信息情况",
	"第二十条第（一）项",
	"规章",
	"行政规范性文件",
	"第二十条第（五）项",
	"行政许可",
	"第二十条第（六）项",
	"行政处罚",
	"行政强制",
	"第二十条第（八）项",
	"本年收费金额（单位：万元）",
	"行政事业性收费",
	"0.0123",
	"三、收到和处理政府信息公开申请情况",
	"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
	"申请人情况",
	"自然人",
	"法人或其他组织",
	"总计",
	"商业企业",
	"一、本年新收政府信息公开申请数量",
	"三、本年度办理结果",
	"（一）予以公开",
	"（三）不予公开",
	"1.属于国家秘密",
	"（七）总计",
	"四、结转下年度继续办理",
	"四、政府信息公开行政复议、行政诉讼情况",
	"行政复议",
	"行政诉讼",
	"结果维持",
	"未经复议直接起诉",
	"复议后起诉",
	"五、存在的主要问题及改进情况",
	"六、其他需要报告的事项",
	"古城乡人民政府",
	"2025年1月3日",
	"更正说明：漏统计",
	"第77条",
	"SM3摘要：abcdef"};

static void document(void **state)
{
	(void)state;
	agency.signature = "古城乡人民政府";
	tables.decisions[DECISION_CHARGE] = cell_number(12300);
	struct narrative n = {{"引言文字", "第一段\n\n第二段\n", "问题", "其他"}};
	struct report_face face = {.agency = &agency,
				   .tables = &tables,
				   .narrative = &n,
				   .algorithm = "SM3",
				   .head = "abcdef",
				   .head_entry = 77,
				   .issue = 2,
				   .reason = "漏统计"};
	assert_true(day_parse("2025-01-03", &face.date));
	struct doc *doc = report_document(&face, &arena);
	struct buf out;
	struct error error;
	buf_init(&out, 1024 * 1024);
	assert_int_equal(paper_text(doc, NULL, &out, &error), ERR_NONE);
	const char *at = out.p;
	for (size_t i = 0; i < COUNT_OF(order); i++) {
		const char *next = strstr(at, order[i]);
		if (next == NULL) fail_msg("%s is missing or out of order", order[i]);
		at = next + strlen(order[i]);
	}
	buf_clear(&out);
	assert_int_equal(paper_html(doc, NULL, &out, &error), ERR_NONE);
	HAS(out.p, "rowspan=\"22\"");
	HAS(out.p, "colspan=\"10\"");
	buf_release(&out);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {TEST(quiet_year), TEST(busy_year), TEST(found),
					   TEST(length_and_repetition), TEST(document)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
