/* SPDX-License-Identifier: MulanPSL-2.0
 * The form of a report (国办公开办函〔2021〕30号): its six sections in their order, its tables
 * whole, one cell per figure. Findings of severity form; none of them makes a figure wrong. */
#include <string.h>

#include "base/utf8.h"
#include "office/read_report.h"

enum { SECTIONS = 6 };

static const struct {
	const char *numeral, *title; /* as printed */
	const char *cores[4];	     /* what every variant of the title holds */
} sections[SECTIONS] = {
	{"一", "总体情况", {"总体情况", NULL}},
	{"二", "主动公开政府信息情况", {"主动公开政府信息情况", "主动公开政府信息的情况", NULL}},
	{"三",
	 "收到和处理政府信息公开申请情况",
	 {"收到和处理政府信息公开申请情况", "收到和处理政府信息公开申请的情况", NULL}},
	{"四",
	 "政府信息公开行政复议、行政诉讼情况",
	 {"行政诉讼情况", "行政诉讼的情况", "行政诉讼等情况", NULL}},
	{"五", "存在的主要问题及改进情况", {"存在的主要问题", "存在主要问题", "存在问题", NULL}},
	{"六", "其他需要报告的事项", {"其他需要报告", "其它需要报告", NULL}},
};

struct heading {
	size_t at;	     /* SIZE_MAX: not found */
	const char *numeral; /* printed before it */
};

/* The numeral printed before a title that begins at `at`, looking over a few words between
 * ("四、政府信息公开行政复议、行政诉讼情况"); NULL when it is no heading. */
static const char *numeral_before(const struct source *source, size_t at, size_t *ret_at)
{
	enum { WORDS = 75 };
	for (size_t back = strlen("一、"); back <= at && back <= WORDS; back++) {
		for (int i = 0; i < SECTIONS; i++) {
			const char *numeral = sections[i].numeral;
			size_t n = strlen(numeral);
			const char *p = source->text + at - back;
			if (memcmp(p, numeral, n) != 0 || strncmp(p + n, "、", strlen("、")) != 0)
				continue;
			struct span between = {at - back + n + strlen("、"), at};
			if (source_find(source, between.from, between.to, "。") != SIZE_MAX ||
			    source_find(source, between.from, between.to, ",") != SIZE_MAX ||
			    source_find(source, between.from, between.to, "情况") != SIZE_MAX)
				return NULL;
			*ret_at = at - back;
			return numeral;
		}
	}
	return NULL;
}

static struct heading find_heading(const struct source *source, int section)
{
	struct heading found = {SIZE_MAX, NULL};
	for (size_t i = 0; sections[section].cores[i] != NULL; i++) {
		const char *core = sections[section].cores[i];
		for (size_t at = source_find(source, 0, source->n, core); at != SIZE_MAX;
		     at = source_find(source, at + 1, source->n, core)) {
			size_t begin;
			const char *numeral = numeral_before(source, at, &begin);
			if (numeral == NULL) continue;
			bool right = strcmp(numeral, sections[section].numeral) == 0;
			if (found.at == SIZE_MAX || right) found = (struct heading){begin, numeral};
			if (right) return found;
		}
	}
	return found;
}

static void check_sections(struct reading *reading, struct heading headings[SECTIONS])
{
	bool disorder = false;
	size_t before = 0;
	for (int i = 0; i < SECTIONS; i++) {
		headings[i] = find_heading(&reading->source, i);
		const char *title = sections[i].title, *numeral = sections[i].numeral;
		if (headings[i].at == SIZE_MAX) {
			reading_form(reading, "form.missing",
				     arena_printf(reading->arena, "section%d", i + 1),
				     "没有找到第%s部分“%s”。", numeral, title);
			continue;
		}
		if (strcmp(headings[i].numeral, numeral) != 0)
			reading_form(reading, "form.heading",
				     arena_printf(reading->arena, "section%d", i + 1),
				     "“%s”应是第%s部分，标题写的序号是%s。", title, numeral,
				     headings[i].numeral);
		disorder = disorder || headings[i].at < before;
		before = headings[i].at;
	}
	if (disorder)
		reading_form(reading, "form.order", "sections", "六个部分没有按规定的先后排列。");
}

static bool was_refused(const struct reading *reading, const char *table, const char *row)
{
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		if (strcmp(r->table, table) == 0 && (*r->row == '\0' || strcmp(r->row, row) == 0))
			return true;
	return false;
}

static bool any_read(const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].kind != CELL_UNREAD) return true;
	return false;
}

static void missing_table(struct reading *reading, const char *table, const char *words)
{
	for (const struct refusal *r = reading->refused; r != NULL; r = r->next)
		if (strcmp(r->table, table) == 0) return;
	reading_form(reading, "form.missing", table, "没有找到%s。", words);
}

/* Rows of table 3 that are neither read nor refused, in one sentence. */
static void check_rows(struct reading *reading)
{
	const struct tables *t = &reading->tables;
	const char *names = "";
	size_t missing = 0;
	for (int row = 0; row < ROW__MAX; row++) {
		enum table_format format = reading->marks.one_row_f ? FORMAT_2019 : t->format;
		const char *id = table_row_id((enum table_row)row);
		if (!table_row_in(format, (enum table_row)row) ||
		    any_read(t->requests[row], COLUMN__MAX) || was_refused(reading, "table3", id))
			continue;
		const char *group = table_row_group((enum table_row)row);
		if (missing++ < 3)
			names = arena_printf(reading->arena, "%s%s“%s%s”", names,
					     missing > 1 ? "、" : "", group == NULL ? "" : group,
					     table_row_label((enum table_row)row));
	}
	if (missing > 0)
		reading_form(reading, "form.missing", "table3.rows", "表三缺少%zu行：%s%s。",
			     missing, names, missing > 3 ? "等" : "");
}

static void check_table2(struct reading *reading)
{
	const struct tables *t = &reading->tables;
	for (int row = 0; row < STOCK__MAX; row++)
		if (!any_read(t->stock[row], STOCK_COLUMN__MAX) &&
		    !was_refused(reading, "table2", stock_row_id((enum stock_row)row)))
			reading_form(reading, "form.missing",
				     arena_printf(reading->arena, "table2.%s",
						  stock_row_id((enum stock_row)row)),
				     "表二没有“%s”一行的数字。",
				     stock_row_label((enum stock_row)row));
	for (int kind = 0; kind < DECISION__MAX; kind++)
		if (t->decisions[kind].kind == CELL_UNREAD && t->format == FORMAT_2021 &&
		    !was_refused(reading, "table2", decision_id((enum decision_kind)kind)))
			reading_form(reading, "form.missing",
				     arena_printf(reading->arena, "table2.%s",
						  decision_id((enum decision_kind)kind)),
				     "表二没有“%s”一行的数字。",
				     decision_label((enum decision_kind)kind));
}

static void check_tables(struct reading *reading)
{
	const struct tables *t = &reading->tables;
	bool table2 = any_read(&t->stock[0][0], sizeof t->stock / sizeof(struct cell)) ||
		      any_read(t->decisions, DECISION__MAX);
	if (table2)
		check_table2(reading);
	else
		missing_table(reading, "table2", "表二（主动公开政府信息情况）");
	if (any_read(&t->requests[0][0], sizeof t->requests / sizeof(struct cell)))
		check_rows(reading);
	else
		missing_table(reading, "table3", "表三（收到和处理政府信息公开申请情况）");
	if (!any_read(&t->cases[0][0], sizeof t->cases / sizeof(struct cell)))
		missing_table(reading, "table4", "表四（行政复议、行政诉讼情况）");
	if (table2 && reading->table3.to > 0 && reading->table3.from < reading->table2.from)
		reading_form(reading, "form.order", "tables", "表三印在表二之前。");
}

static void check_marks(struct reading *reading)
{
	if (reading->marks.one_row_f && reading->tables.format == FORMAT_2021)
		reading_form(reading, "form.one-row-f", "table3",
			     "“（六）其他处理”只有一行，2021年的格式分为三行。");
	if (reading->marks.glued)
		reading_form(reading, "form.glued", "tables", "各格数字连在一起，之间没有分隔。");
	if (reading->marks.stray)
		reading_form(reading, "form.stray", "table3", "表三各行之间有游离的数字。");
}

/* "由七个部分组成" where the format has six. */
static void check_parts(struct reading *reading)
{
	static const char *const wrong[] = {"三", "四", "五", "七", "八", "九", "3",
					    "4",  "5",	"7",  "8",  "9",  NULL};
	const struct source *source = &reading->source;
	for (size_t at = source_find(source, 0, source->n, "部分"); at != SIZE_MAX;
	     at = source_find(source, at + 1, source->n, "部分")) {
		size_t end = at, far = at > 900 ? at - 900 : 0;
		if (end >= 3 && memcmp(source->text + end - 3, "个", 3) == 0) end -= 3;
		if (source_find(source, far, end, "总体情况") == SIZE_MAX ||
		    source_find(source, far, end, "其他需要报告") == SIZE_MAX)
			continue;
		for (size_t i = 0; wrong[i] != NULL; i++) {
			size_t n = strlen(wrong[i]);
			if (end < n || memcmp(source->text + end - n, wrong[i], n) != 0) continue;
			reading_form(reading, "form.parts", "preamble",
				     "开头说报告有%s个部分，规定的是六个部分。", wrong[i]);
			return;
		}
	}
}

static void check_text(struct reading *reading, const struct heading headings[SECTIONS])
{
	enum { GUIDANCE = 1000, TOO_SHORT = 20 };
	const struct source *source = &reading->source;
	const struct heading *first = &headings[0], *second = &headings[1];
	if (first->at != SIZE_MAX && second->at != SIZE_MAX && first->at < second->at &&
	    reading->tables.format == FORMAT_2021) {
		const char *text = arena_text_n(reading->arena, source->text + first->at,
						second->at - first->at);
		size_t length = utf8_length(text);
		if (length > GUIDANCE)
			reading_form(reading, "form.length", "section1",
				     "总体情况约%zu字，原则上不超过一千字。", length);
	}
	const struct heading *fifth = &headings[4], *sixth = &headings[5];
	if (fifth->at != SIZE_MAX && sixth->at != SIZE_MAX && fifth->at < sixth->at) {
		const char *text = arena_text_n(reading->arena, source->text + fifth->at,
						sixth->at - fifth->at);
		if (utf8_length(text) < utf8_length(sections[4].title) + TOO_SHORT)
			reading_form(reading, "form.empty", "section5",
				     "第五部分没有写明存在的主要问题及改进情况。");
	}
	if (source_find(source, 0, source->n, "国办发〔2021〕30号") != SIZE_MAX)
		reading_form(reading, "form.citation", "notice",
			     "年度报告格式的文号应为国办公开办函〔2021〕30号，文中写成了国办发〔202"
			     "1〕30号"
			     "。");
}

void read_form(struct reading *reading)
{
	struct heading headings[SECTIONS];
	/* without any of its tables a text is no annual report, and nothing of it is missing */
	if (!reading_has_cells(reading) && reading->refused == NULL) return;
	check_sections(reading, headings);
	check_tables(reading);
	check_marks(reading);
	check_parts(reading);
	check_text(reading, headings);
}
