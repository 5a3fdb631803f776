/* SPDX-License-Identifier: MulanPSL-2.0
 * See the header. The tables stand as in the template of 国办公开办函〔2021〕30号. */
#include "office/report_document.h"

#include <inttypes.h>
#include <string.h>

struct writer {
	struct doc *doc;
	struct arena *arena;
	const struct report_face *face;
};

static struct doc_cell *head_cell(struct doc_table *table, enum doc_head head, int rowspan,
				  int colspan, const char *text)
{
	return doc_cell(table,
			(struct doc_form){.head = head, .rowspan = rowspan, .colspan = colspan},
			text);
}

static const char *cell_text(const struct writer *writer, struct cell cell)
{
	switch (cell.kind) {
	case CELL_NUMBER: return arena_printf(writer->arena, "%" PRId64, cell.value);
	case CELL_SLASH: return "/";
	case CELL_BLANK:
	case CELL_UNREAD: break;
	}
	return "";
}

static void number(const struct writer *writer, struct doc_table *table, struct cell cell,
		   const char *table_id, const char *row, const char *column, int colspan)
{
	const char *key = arena_printf(writer->arena, "%s.%s%s%s", table_id, row,
				       column[0] == '\0' ? "" : ".", column);
	if (cell.kind == CELL_NUMBER && cell.value == 0) key = NULL; /* nothing behind it */
	doc_cell(table, (struct doc_form){.key = key, .colspan = colspan}, cell_text(writer, cell));
}

static void write_stock(const struct writer *writer)
{
	struct doc_table *table =
		doc_table_begin(writer->doc, NULL, 4, (const int[]){4, 3, 3, 3}, 2);
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, 4, "第二十条第（一）项");
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN, 1, 1, "信息内容");
	for (int column = 0; column < STOCK_COLUMN__MAX; column++)
		head_cell(table, DOC_HEAD_COLUMN, 1, 1,
			  stock_column_label((enum stock_column)column));
	for (int row = 0; row < STOCK__MAX; row++) {
		doc_row(table);
		head_cell(table, DOC_HEAD_ROW, 1, 1, stock_row_label((enum stock_row)row));
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			number(writer, table, writer->face->tables->stock[row][column], "t2",
			       stock_row_id((enum stock_row)row),
			       stock_column_id((enum stock_column)column), 1);
	}
	doc_table_end(table);
}

static void write_decisions(const struct writer *writer, enum decision_kind first,
			    enum decision_kind last)
{
	struct doc_table *table = doc_table_begin(writer->doc, NULL, 2, (const int[]){4, 9}, 2);
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, 2, decision_paragraph(first));
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN, 1, 1, "信息内容");
	head_cell(table, DOC_HEAD_COLUMN, 1, 1,
		  first == DECISION_CHARGE ? "本年收费金额（单位：万元）" : "本年处理决定数量");
	for (int kind = first; kind <= (int)last; kind++) {
		struct cell cell = writer->face->tables->decisions[kind];
		const char *id = decision_id((enum decision_kind)kind);
		doc_row(table);
		head_cell(table, DOC_HEAD_ROW, 1, 1, decision_label((enum decision_kind)kind));
		if (kind == DECISION_CHARGE && cell.kind == CELL_NUMBER)
			doc_cell(table,
				 (struct doc_form){.key = arena_printf(writer->arena, "t2.%s", id)},
				 wan_text(cell.value).s);
		else
			number(writer, table, cell, "t2", id, "", 1);
	}
	doc_table_end(table);
}

enum { LABEL_COLUMNS = 3 };

static void write_requests_head(struct doc_table *table)
{
	doc_row(table);
	head_cell(table, DOC_HEAD_ROW_GROUP, 3, LABEL_COLUMNS, TABLE_IDENTITY_NOTE);
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, COLUMN__MAX, "申请人情况");
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN, 2, 1, table_column_label(REQUESTER_NATURAL));
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, REQUESTER__MAX - 1, "法人或其他组织");
	head_cell(table, DOC_HEAD_COLUMN, 2, 1, table_column_label(COLUMN_TOTAL));
	doc_row(table);
	for (int column = REQUESTER_NATURAL + 1; column < REQUESTER__MAX; column++)
		head_cell(table, DOC_HEAD_COLUMN, 1, 1, table_column_label(column));
}

/* Rows of the printed table that lie between two rows of the format, both included. */
static int rows_between(enum table_format format, int first, int last)
{
	int n = 0;
	for (int row = first; row <= last; row++) n += table_row_in(format, (enum table_row)row);
	return n;
}

static bool same_group(const char *a, const char *b)
{
	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static void write_row_labels(struct doc_table *table, enum table_format format, enum table_row row)
{
	const char *group = table_row_group(row), *label = table_row_label(row);
	if (row == ROW_R1 || row == ROW_R2 || row == ROW_R4) {
		head_cell(table, DOC_HEAD_ROW, 1, LABEL_COLUMNS, label);
		return;
	}
	if (row == ROW_A)
		head_cell(table, DOC_HEAD_ROW_GROUP, rows_between(format, ROW_A, ROW_G), 1,
			  "三、本年度办理结果");
	if (group == NULL) {
		head_cell(table, DOC_HEAD_ROW, 1, 2, label);
		return;
	}
	if (!same_group(group, table_row_group((enum table_row)(row - 1)))) {
		int last = row;
		while (same_group(group, table_row_group((enum table_row)(last + 1)))) last++;
		head_cell(table, DOC_HEAD_ROW_GROUP, rows_between(format, row, last), 1, group);
	}
	head_cell(table, DOC_HEAD_ROW, 1, 1, label);
}

static void write_requests(const struct writer *writer)
{
	const struct tables *tables = writer->face->tables;
	static const int widths[LABEL_COLUMNS + COLUMN__MAX] = {11, 17, 50, 13, 10,
								10, 10, 10, 10, 15};
	struct doc_table *table =
		doc_table_begin(writer->doc, NULL, LABEL_COLUMNS + COLUMN__MAX, widths, 3);
	write_requests_head(table);
	for (int i = 0; i < ROW__MAX; i++) {
		enum table_row row = (enum table_row)i;
		if (!table_row_in(tables->format, row)) continue;
		doc_row(table);
		write_row_labels(table, tables->format, row);
		for (int column = 0; column < COLUMN__MAX; column++)
			number(writer, table, tables->requests[row][column], "t3",
			       table_row_id(row), table_column_id(column), 1);
	}
	doc_table_end(table);
}

static void write_cases(const struct writer *writer)
{
	static const int widths[CASE__MAX * RESULT__MAX] = {1, 1, 1, 1, 1, 1, 1, 1,
							    1, 1, 1, 1, 1, 1, 1};
	struct doc_table *table =
		doc_table_begin(writer->doc, NULL, CASE__MAX * RESULT__MAX, widths, 3);
	doc_row(table);
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, RESULT__MAX,
		  case_group_label(CASE_RECONSIDERATION));
	head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, 2 * RESULT__MAX, "行政诉讼");
	doc_row(table);
	for (int result = 0; result < RESULT__MAX; result++)
		head_cell(table, DOC_HEAD_COLUMN, 2, 1,
			  case_result_label((enum case_result)result));
	for (int group = CASE_DIRECT; group < CASE__MAX; group++)
		head_cell(table, DOC_HEAD_COLUMN_GROUP, 1, RESULT__MAX,
			  case_group_label((enum case_group)group));
	doc_row(table);
	for (int group = CASE_DIRECT; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			head_cell(table, DOC_HEAD_COLUMN, 1, 1,
				  case_result_label((enum case_result)result));
	doc_row(table);
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			number(writer, table, writer->face->tables->cases[group][result], "t4",
			       case_group_id((enum case_group)group),
			       case_result_id((enum case_result)result), 1);
	doc_table_end(table);
}

static void write_part(const struct writer *writer, enum narrative_part part)
{
	if (narrative_heading(part)[0] != '\0')
		doc_heading(writer->doc, 1, narrative_heading(part));
	const char *text = writer->face->narrative->text[part];
	while (text != NULL && *text != '\0') {
		size_t n = strcspn(text, "\n");
		const char *paragraph = arena_text_n(writer->arena, text, n);
		if (paragraph[strspn(paragraph, " \t\r")] != '\0')
			doc_paragraph(writer->doc, paragraph);
		text += n + (text[n] == '\n');
	}
}

static void write_close(const struct writer *writer)
{
	const struct report_face *face = writer->face;
	const struct agency *agency = face->agency;
	doc_signature(writer->doc, agency->signature[0] != '\0' ? agency->signature : agency->name,
		      face->date, false);
	if (face->issue > 1)
		doc_note(writer->doc,
			 arena_printf(writer->arena, "本报告为第%d次发布的更正版。更正说明：%s",
				      face->issue, face->reason));
	if (face->head != NULL && face->head[0] != '\0')
		doc_note(writer->doc, arena_printf(writer->arena,
						   "数据固化于办理日志第%" PRId64 "条，%s摘要：%s",
						   face->head_entry, face->algorithm, face->head));
}

const char *report_title(const struct agency *agency, int year, struct arena *arena)
{
	return arena_printf(arena, "%s%d年政府信息公开工作年度报告", agency->name, year);
}

static void write_tables(const struct writer *writer)
{
	doc_heading(writer->doc, 1, "二、主动公开政府信息情况");
	write_stock(writer);
	write_decisions(writer, DECISION_LICENCE, DECISION_LICENCE);
	write_decisions(writer, DECISION_PENALTY, DECISION_COERCION);
	write_decisions(writer, DECISION_CHARGE, DECISION_CHARGE);
	doc_heading(writer->doc, 1, "三、收到和处理政府信息公开申请情况");
	write_requests(writer);
	doc_heading(writer->doc, 1, "四、政府信息公开行政复议、行政诉讼情况");
	write_cases(writer);
}

struct doc *report_document(const struct report_face *face, struct arena *arena)
{
	const char *title = report_title(face->agency, face->tables->year, arena);
	struct writer writer = {doc_new(arena, title, face->agency->name, face->date), arena, face};
	if (face->watermark != NULL) doc_watermark(writer.doc, face->watermark);
	write_part(&writer, NARRATIVE_PREAMBLE);
	write_part(&writer, NARRATIVE_OVERVIEW);
	write_tables(&writer);
	write_part(&writer, NARRATIVE_PROBLEMS);
	write_part(&writer, NARRATIVE_OTHER);
	write_close(&writer);
	return writer.doc;
}

struct doc *report_tables(const struct report_face *face, struct arena *arena)
{
	const char *title = report_title(face->agency, face->tables->year, arena);
	struct writer writer = {doc_new(arena, title, face->agency->name, face->date), arena, face};
	write_tables(&writer);
	return writer.doc;
}
