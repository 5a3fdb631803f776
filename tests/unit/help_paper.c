/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/help_paper.h"

static day day_of(const char *text)
{
	day date;
	assert_true(day_parse(text, &date));
	return date;
}

struct doc *sample_hostile(struct arena *arena)
{
	struct doc *doc = doc_new(arena, "<script>alert('标题')</script>&amp;]]>\"年报\"",
				  "古城回族乡人民政府 & \"Co\"", day_of("2025-01-03"));
	doc_watermark(doc, "演示数据");
	doc_header(doc, "古城回族乡 & <政府信息公开>");
	doc_letterhead(doc, "海东市平安区古城回族乡人民政府", "古政〔2025〕1号");
	doc_heading(doc, 1, "一、总体\x01情况 </h2><img src=x onerror=alert(1)>");
	struct doc_text *text =
		doc_paragraph(doc, "申请人玥旸、沨啰（𠮷）查询\xff“三安全一稳定”；");
	doc_run(text, true, "加粗<b>&</b>");
	doc_run(text, false, "\n换行之后，ＡＢＣ１２３，“引号”《书名》——破折号……省略。");
	doc_paragraph(doc,
		      "https://example.invalid/"
		      "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword"
		      "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongword");
	doc_heading(doc, 2, "（一）列表");
	struct doc_list *list = doc_list_begin(doc, true);
	doc_item(list, "第一项 </li>");
	doc_item(list, "第二项，很长的一项，超过一行的宽度，所以要折行，而且不能把标点放在行首，"
		       "也不能把左括号（放在行尾）。");
	list = doc_list_begin(doc, false);
	doc_item(list, "无序 ${x} {{y}}");
	struct doc_table *table =
		doc_table_begin(doc, "表一 <caption>", 3, (const int[]){2, 3, 3}, 1);
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 2, .head = DOC_HEAD_COLUMN_GROUP},
		 "</table>合并");
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "数\n量");
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 2, .head = DOC_HEAD_ROW_GROUP}, "行<组>");
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW}, "甲");
	doc_cell(table, (struct doc_form){.key = "t&\"1"}, "1,234.56");
	doc_row(table);
	doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW, .align = DOC_ALIGN_LEFT}, NULL);
	doc_run(doc_cell(table, (struct doc_form){.align = DOC_ALIGN_RIGHT}, "/")->text, true,
		"\n=cmd|'/C calc'!A0");
	doc_table_end(table);
	doc_heading(doc, 3, "1.三级");
	doc_heading(doc, 4, "（1）四级");
	doc_note(doc, "附注：数据来源 <b>");
	doc_page_break(doc);
	text = doc_paragraph(doc, "居中");
	text->align = DOC_ALIGN_CENTRE;
	text = doc_paragraph(doc, "主送机关：");
	text->flush = true;
	doc_attachments(doc,
			(const char *const[]){"附件 </ol>一",
					      "海东市平安区古城回族乡2024年危房改造补助资金"
					      "分配方案及其附表，很长，要折行"},
			2);
	doc_signature(doc, "海东市平安区古城回族乡人民政府", day_of("2025-01-03"), true);
	return doc;
}

static void section_two(struct doc *doc)
{
	struct doc_table *table =
		doc_table_begin(doc, "第二十条第（一）项", 4, (const int[]){1, 1, 1, 1}, 1);
	static const char *const cells[3][4] = {
		{"信息内容", "本年制发件数", "本年废止件数", "现行有效件数"},
		{"规章", "0", "0", "0"},
		{"行政规范性文件", "3", "1", "12"},
	};
	for (int row = 0; row < 3; row++) {
		doc_row(table);
		for (int column = 0; column < 4; column++) {
			enum doc_head head = row == 0	   ? DOC_HEAD_COLUMN
					     : column == 0 ? DOC_HEAD_ROW
							   : DOC_DATA;
			doc_cell(table, (struct doc_form){.head = head}, cells[row][column]);
		}
	}
	doc_table_end(table);
	static const struct {
		const char *caption, *unit, *rows[2];
	} small[] = {
		{"第二十条第（五）项", "本年处理决定数量", {"行政许可", NULL}},
		{"第二十条第（六）项", "本年处理决定数量", {"行政处罚", "行政强制"}},
		{"第二十条第（八）项", "本年收费金额（单位：万元）", {"行政事业性收费", NULL}},
	};
	for (size_t i = 0; i < COUNT_OF(small); i++) {
		table = doc_table_begin(doc, small[i].caption, 2, (const int[]){1, 1}, 1);
		doc_row(table);
		doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "信息内容");
		doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, small[i].unit);
		for (int row = 0; row < 2 && small[i].rows[row] != NULL; row++) {
			doc_row(table);
			doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW},
				 small[i].rows[row]);
			doc_cell(table, (struct doc_form){0}, i == 2 ? "12.3456" : "27");
		}
		doc_table_end(table);
	}
}

static const struct {
	const char *group; /* on its first row alone */
	int rows;	   /* of the group */
	const char *label;
} LEAVES[] = {
	{NULL, 0, "（一）予以公开"},
	{NULL, 0, "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"},
	{"（三）不予公开", 8, "1.属于国家秘密"},
	{NULL, 8, "2.其他法律行政法规禁止公开"},
	{NULL, 8, "3.危及“三安全一稳定”"},
	{NULL, 8, "4.保护第三方合法权益"},
	{NULL, 8, "5.属于三类内部事务信息"},
	{NULL, 8, "6.属于四类过程性信息"},
	{NULL, 8, "7.属于行政执法案卷"},
	{NULL, 8, "8.属于行政查询事项"},
	{"（四）无法提供", 3, "1.本机关不掌握相关政府信息"},
	{NULL, 3, "2.没有现成信息需要另行制作"},
	{NULL, 3, "3.补正后申请内容仍不明确"},
	{"（五）不予处理", 5, "1.信访举报投诉类申请"},
	{NULL, 5, "2.重复申请"},
	{NULL, 5, "3.要求提供公开出版物"},
	{NULL, 5, "4.无正当理由大量反复申请"},
	{NULL, 5, "5.要求行政机关确认或重新出具已获取信息"},
	{"（六）其他处理", 3, "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
	{NULL, 3, "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
	{NULL, 3, "3.其他"},
	{NULL, 0, "（七）总计"},
};

static void figures(struct doc_table *table, int row)
{
	for (int column = 0; column < 7; column++)
		doc_cell(table, (struct doc_form){.key = column == 6 ? "t3.total" : NULL},
			 arena_printf(table->doc->arena, "%d", column == 6 ? 14629 : row * column));
}

static void section_three(struct doc *doc)
{
	static const char *const bodies[] = {"商业企业", "科研机构", "社会公益组织", "法律服务机构",
					     "其他"};
	struct doc_table *table = doc_table_begin(
		doc, NULL, 10, (const int[]){11, 17, 50, 13, 10, 10, 10, 10, 10, 15}, 3);
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 3, .colspan = 3, .head = DOC_HEAD_COLUMN},
		 "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）");
	doc_cell(table, (struct doc_form){.colspan = 7, .head = DOC_HEAD_COLUMN_GROUP},
		 "申请人情况");
	doc_row(table);
	doc_cell(table, (struct doc_form){.rowspan = 2, .head = DOC_HEAD_COLUMN}, "自然人");
	doc_cell(table, (struct doc_form){.colspan = 5, .head = DOC_HEAD_COLUMN_GROUP},
		 "法人或其他组织");
	doc_cell(table, (struct doc_form){.rowspan = 2, .head = DOC_HEAD_COLUMN}, "总计");
	doc_row(table);
	for (size_t i = 0; i < COUNT_OF(bodies); i++)
		doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, bodies[i]);
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 3, .head = DOC_HEAD_ROW},
		 "一、本年新收政府信息公开申请数量");
	figures(table, 1);
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 3, .head = DOC_HEAD_ROW},
		 "二、上年结转政府信息公开申请数量");
	figures(table, 2);
	for (size_t i = 0; i < COUNT_OF(LEAVES); i++) {
		doc_row(table);
		if (i == 0)
			doc_cell(table,
				 (struct doc_form){.rowspan = (int)COUNT_OF(LEAVES),
						   .head = DOC_HEAD_ROW_GROUP},
				 "三、本年度办理结果");
		if (LEAVES[i].group != NULL)
			doc_cell(table,
				 (struct doc_form){.rowspan = LEAVES[i].rows,
						   .head = DOC_HEAD_ROW_GROUP,
						   .align = DOC_ALIGN_LEFT},
				 LEAVES[i].group);
		doc_cell(table,
			 (struct doc_form){.colspan = LEAVES[i].rows == 0 ? 2 : 1,
					   .head = DOC_HEAD_ROW},
			 LEAVES[i].label);
		figures(table, 3 + (int)i);
	}
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 3, .head = DOC_HEAD_ROW},
		 "四、结转下年度继续办理");
	figures(table, 25);
	doc_table_end(table);
}

static void section_four(struct doc *doc)
{
	static const char *const results[] = {"结果维持", "结果纠正", "其他结果", "尚未审结",
					      "总计"};
	int widths[15];
	for (int i = 0; i < 15; i++) widths[i] = 1;
	struct doc_table *table = doc_table_begin(doc, NULL, 15, widths, 3);
	doc_row(table);
	doc_cell(table, (struct doc_form){.colspan = 5, .head = DOC_HEAD_COLUMN_GROUP}, "行政复议");
	doc_cell(table, (struct doc_form){.colspan = 10, .head = DOC_HEAD_COLUMN_GROUP},
		 "行政诉讼");
	doc_row(table);
	for (int i = 0; i < 5; i++)
		doc_cell(table, (struct doc_form){.rowspan = 2, .head = DOC_HEAD_COLUMN},
			 results[i]);
	doc_cell(table, (struct doc_form){.colspan = 5, .head = DOC_HEAD_COLUMN_GROUP},
		 "未经复议直接起诉");
	doc_cell(table, (struct doc_form){.colspan = 5, .head = DOC_HEAD_COLUMN_GROUP},
		 "复议后起诉");
	doc_row(table);
	for (int i = 0; i < 10; i++)
		doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, results[i % 5]);
	doc_row(table);
	for (int i = 0; i < 15; i++)
		doc_cell(table, (struct doc_form){0},
			 arena_printf(doc->arena, "%d", i == 4 ? 1024 : i));
	doc_table_end(table);
}

struct doc *sample_report(struct arena *arena)
{
	struct doc *doc = doc_new(arena, "海东市平安区古城回族乡2024年政府信息公开工作年度报告",
				  "海东市平安区古城回族乡人民政府", day_of("2025-01-03"));
	doc_watermark(doc, "演示数据");
	doc_paragraph(doc,
		      "根据《中华人民共和国政府信息公开条例》第五十条规定，编制本报告。本报告所列"
		      "数据的统计期限自2024年1月1日起至12月31日止。");
	doc_heading(doc, 1, "一、总体情况");
	doc_paragraph(doc, "2024年，古城回族乡严格依据《中华人民共和国政府信息公开条例》的规定，秉"
			   "持“公开透明、服"
			   "务群众”的理念，全年累计主动公开政府信息85条，主要类别包括通知、报告、请"
			   "示，涵盖乡村振"
			   "兴工作进展、民生实事落实情况、环境保护举措以及文化活动开展等多个方面；"
			   "回应群众关注热点"
			   "信息67次。");
	doc_heading(doc, 1, "二、主动公开政府信息情况");
	section_two(doc);
	doc_heading(doc, 1, "三、收到和处理政府信息公开申请情况");
	section_three(doc);
	doc_heading(doc, 1, "四、政府信息公开行政复议、行政诉讼情况");
	section_four(doc);
	doc_heading(doc, 1, "五、存在的主要问题及改进情况");
	struct doc_text *text = doc_paragraph(doc, "一是");
	doc_run(text, true, "深化信息公开内容。");
	doc_run(text, false, "进一步梳理重点领域信息，细化公开事项，加大对政策解读的力度。");
	doc_heading(doc, 1, "六、其他需要报告的事项");
	doc_paragraph(doc, "本年度未收取信息处理费。没有其他需要报告的事项。");
	doc_signature(doc, "海东市平安区古城回族乡人民政府", day_of("2025-01-03"), true);
	return doc;
}

void golden_check(const char *name, const void *bytes, size_t n)
{
	char path[256];
	snprintf(path, sizeof path, "tests/golden/paper/%s", name);
	if (getenv("UPDATE_GOLDEN") != NULL) {
		FILE *file = fopen(path, "wb");
		assert_non_null(file);
		assert_int_equal(fwrite(bytes, 1, n, file), n);
		assert_int_equal(fclose(file), 0);
		return;
	}
	FILE *file = fopen(path, "rb");
	if (file == NULL) fail_msg("%s is missing; run the test with UPDATE_GOLDEN=1", path);
	char *golden = malloc(n + 1);
	assert_non_null(golden);
	size_t have = fread(golden, 1, n + 1, file);
	fclose(file);
	bool same = have == n && memcmp(golden, bytes, n) == 0;
	free(golden);
	if (!same) fail_msg("%s differs; run with UPDATE_GOLDEN=1 and read `git diff`", path);
}

const char *temp_file(struct arena *arena, const char *name, const struct buf *bytes)
{
	char folder[] = "/tmp/lianxin-paper-XXXXXX";
	assert_non_null(mkdtemp(folder));
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes->p, 1, bytes->n, file), bytes->n);
	assert_int_equal(fclose(file), 0);
	return path;
}

void temp_file_remove(const char *path)
{
	char folder[256];
	snprintf(folder, sizeof folder, "%s", path);
	*strrchr(folder, '/') = '\0';
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
}

const char *tool_output(struct arena *arena, const char *const *argv)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		union {
			const char *const *plain;
			char *const *writable; /* what exec wants, though it never writes */
		} words = {argv};
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execvp(argv[0], words.writable);
		_exit(127);
	}
	close(ends[1]);
	struct buf out;
	char chunk[4096];
	ssize_t n;
	buf_init(&out, 16 << 20);
	while ((n = read(ends[0], chunk, sizeof chunk)) > 0) buf_add(&out, chunk, (size_t)n);
	close(ends[0]);
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	const char *text = arena_text(arena, buf_text(&out));
	buf_release(&out);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail_msg("%s ended with status %d", argv[0], status);
	return text;
}

const char *without_blanks(struct arena *arena, const char *text)
{
	char *kept = arena_alloc(arena, strlen(text) + 1), *to = kept;
	while (*text != '\0') {
		if (strncmp(text, "\xe3\x80\x80", 3) == 0)
			text += 3;
		else if ((unsigned char)*text <= ' ')
			text++;
		else
			*to++ = *text++;
	}
	*to = '\0';
	return kept;
}

void printed_make(struct printed *printed, paper_render *render, const struct doc *doc,
		  const char *file_name)
{
	struct error error = {0};
	buf_init(&printed->bytes, 16 << 20);
	if (render(doc, NULL, &printed->bytes, &error) != ERR_NONE) fail_msg("%s", error.message);
	printed->path = temp_file(&printed->arena, file_name, &printed->bytes);
}

void printed_release(struct printed *printed)
{
	temp_file_remove(printed->path);
	buf_release(&printed->bytes);
	arena_release(&printed->arena);
}

void too_large_check(paper_render *render)
{
	struct arena arena = {0};
	struct error error = {0};
	struct buf out;
	buf_init(&out, 1000);
	assert_int_equal(render(sample_report(&arena), NULL, &out, &error), ERR_ENV);
	assert_int_equal(error.code, ERR_ENV);
	assert_true(error.message[0] != '\0' && error.hint[0] != '\0');
	buf_release(&out);
	arena_release(&arena);
}

int count_of(const char *text, const char *what)
{
	int count = 0;
	for (const char *at = strstr(text, what); at != NULL; at = strstr(at + 1, what)) count++;
	return count;
}
