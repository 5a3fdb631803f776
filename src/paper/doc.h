/* SPDX-License-Identifier: MulanPSL-2.0
 * The document tree: a letter or a report is built once, out of headings, paragraphs, tables and
 * a signature, and every renderer (paper/paper.h) prints the same tree. The tree knows nothing
 * of the law: the office fills it. It says what a thing is, never how many points it measures.
 *
 * Everything is copied into the arena given to doc_new() and lives as long. Text is plain UTF-8
 * (no markup): "\n" breaks the line, tab counts as a space; other control characters, bidi
 * overrides and invalid bytes never get into the tree (invalid bytes become U+FFFD).
 *
 *	struct doc *doc = doc_new(arena, "古城回族乡2024年政府信息公开工作年度报告", agency, date);
 *	doc_heading(doc, 1, "二、主动公开政府信息情况");
 *	struct doc_table *table = doc_table_begin(doc, NULL, 2, (const int[]){3, 5}, 1);
 *	doc_row(table);
 *	doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "信息内容");
 *	doc_cell(table, (struct doc_form){.head = DOC_HEAD_COLUMN}, "本年处理决定数量");
 *	doc_row(table);
 *	doc_cell(table, (struct doc_form){.head = DOC_HEAD_ROW}, "行政许可");
 *	doc_cell(table, (struct doc_form){.key = "t2.licences"}, "0");
 *	doc_table_end(table);
 */
#ifndef LIANXIN_PAPER_DOC_H
#define LIANXIN_PAPER_DOC_H

#include "base/arena.h"
#include "base/day.h"

/* The one language of our papers (BCP 47). */
#define DOC_LANGUAGE "zh-CN"

enum doc_align { DOC_ALIGN_AUTO = 0, DOC_ALIGN_LEFT, DOC_ALIGN_CENTRE, DOC_ALIGN_RIGHT };

struct doc_run {
	const char *text; /* clean; may hold '\n' */
	bool bold;
	struct doc_run *next;
};

/* A block of running text: one paragraph, one list item, the content of one cell. */
struct doc_text {
	struct arena *arena;
	struct doc_run *first, *last;
	enum doc_align align; /* AUTO: justified */
	bool flush;	      /* no indent of two characters on the first line */
};

/* What a cell heads; DATA cells head nothing. */
enum doc_head {
	DOC_DATA = 0,
	DOC_HEAD_COLUMN,
	DOC_HEAD_COLUMN_GROUP,
	DOC_HEAD_ROW,
	DOC_HEAD_ROW_GROUP
};

/* How a cell is to stand; all-zero is one plain data cell. */
struct doc_form {
	int rowspan, colspan; /* 0 counts as 1 */
	enum doc_head head;
	enum doc_align align; /* AUTO: centred; row heads in a table wider than 4 columns left */
	double height;	      /* at least so many mm, for what is written by hand; 0: its text's */
	const char *key; /* stable name of the number, e.g. "t3.r1.total", for links; or NULL */
};

struct doc_cell {
	struct doc_form form; /* spans at least 1 */
	int row, column;      /* of its upper left corner, from 0 */
	struct doc_text *text;
	struct doc_cell *next; /* in reading order */
};

struct doc_table {
	struct doc *doc;
	const char *caption; /* NULL: none */
	int columns, rows;
	int header_rows;   /* the first rows, repeated on every page the table goes on */
	const int *widths; /* relative, one per column */
	struct doc_cell *first, *last;
	int *covered; /* while building: rows still covered by a span, per column */
	bool ended;
};

struct doc_list {
	struct arena *arena;
	bool numbered;
	int count;
	struct doc_item *first, *last;
};

struct doc_item {
	struct doc_text *text;
	struct doc_item *next;
};

struct doc_letterhead {
	const char *organ;  /* 发文机关标志, printed in red */
	const char *number; /* 发文字号, or NULL */
};

struct doc_signature {
	const char *organ;
	day date;
	bool seal; /* room for a seal over name and date; no picture of one is ever printed */
};

enum doc_kind {
	DOC_HEADING,
	DOC_PARAGRAPH,
	DOC_LETTERHEAD,
	DOC_TABLE,
	DOC_LIST,
	DOC_ATTACHMENTS,
	DOC_SIGNATURE,
	DOC_NOTE,
	DOC_DRAWING,
	DOC_PAGE_BREAK
};

struct doc_node {
	enum doc_kind kind;
	int level; /* of a heading, 1–4 */
	union {
		struct doc_text *text; /* heading, paragraph, note */
		struct doc_table *table;
		struct doc_list *list; /* of attachments too */
		struct doc_letterhead *letterhead;
		struct doc_signature *signature;
		const struct drawing *drawing; /* paper/drawing.h */
	};
	struct doc_node *next;
};

struct doc {
	struct arena *arena;
	const char *title, *author;
	day date;	       /* of the paper; its metadata carry this day and no other */
	const char *watermark; /* e.g. "演示数据"; NULL: none. Set with doc_watermark(). */
	const char *header;    /* running head; NULL: none. Set with doc_header(). */
	bool page_numbers;     /* on unless switched off */
	struct doc_node *first, *last;
};

/* An empty document. The title is printed above everything but a letterhead; the author is the
 * agency. BUG without a title or with DAY_NONE. */
struct doc *doc_new(struct arena *arena, const char *title, const char *author, day date);
void doc_watermark(struct doc *doc, const char *text);
void doc_header(struct doc *doc, const char *text);

/* Level 1 "一、", 2 "（一）", 3 "1.", 4 "（1）" (GB/T 9704 7.3.3); the number is part of the text.
 */
void doc_heading(struct doc *doc, int level, const char *text);
/* A body paragraph, indented by two characters and justified. text may be NULL to begin empty;
 * further runs are added to the result, whose flush and align may be set. */
struct doc_text *doc_paragraph(struct doc *doc, const char *text);
/* Small type, flush left: 附注, the source of figures, a digest. */
struct doc_text *doc_note(struct doc *doc, const char *text);
void doc_run(struct doc_text *text, bool bold, const char *more);
/* number may be NULL. At most one, before all else. */
void doc_letterhead(struct doc *doc, const char *organ, const char *number);
void doc_signature(struct doc *doc, const char *organ, day date, bool seal);
void doc_page_break(struct doc *doc);
/* 附件说明 (7.3.4), below the text and before the signature: the names of what is attached, without
 * marks at their ends; numbered when there are several. Nothing when n is 0. */
void doc_attachments(struct doc *doc, const char *const *names, size_t n);

struct doc_list *doc_list_begin(struct doc *doc, bool numbered);
struct doc_text *doc_item(struct doc_list *list, const char *text);

/* A table: caption or NULL; widths holds `columns` relative widths > 0; the first header_rows rows
 * are its head. Then doc_row() and its cells from left to right, those covered by a span from
 * above left out, and so on; doc_table_end() closes it. Cells that do not tile the grid exactly are
 * a BUG, and so is a header cell that reaches into the body. */
struct doc_table *doc_table_begin(struct doc *doc, const char *caption, int columns,
				  const int *widths, int header_rows);
void doc_row(struct doc_table *table);
/* text may be NULL; further runs may be added to the result's text. */
struct doc_cell *doc_cell(struct doc_table *table, struct doc_form form, const char *text);
void doc_table_end(struct doc_table *table);

/* The runs of a text, one after the other; in the arena. */
const char *doc_plain(struct arena *arena, const struct doc_text *text);
/* How many bytes at the title's head are the author's name, which no line may cut in two; 0 when
 * the title does not begin with it, or is nothing else. */
size_t doc_title_organ(const struct doc *doc);
/* "2025年1月3日": Arabic figures, no leading zeros (GB/T 9704 7.3.5.4). */
const char *doc_date(struct arena *arena, day date);
/* Where a cell's text stands once AUTO is resolved; never AUTO. */
enum doc_align doc_cell_align(const struct doc_table *table, const struct doc_cell *cell);
/* When a cell holds one ASCII word (a number, "/"), which no paper may cut in two: its length in
 * characters. 0 for other texts. */
int doc_cell_figure(const struct doc_cell *cell);

#endif
