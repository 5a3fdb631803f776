/* SPDX-License-Identifier: MulanPSL-2.0
 * The document tree as plain text. */
#include <string.h>

#include "base/utf8.h"
#include "paper/drawing.h"
#include "paper/paper.h"

/* Code points that take two columns of a terminal (Unicode 15 East Asian Width W and F), and those
 * that take none. */
static const struct {
	uint32_t first, last;
	int columns;
} WIDTHS[] = {
	{0x0300, 0x036f, 0},   {0x1100, 0x115f, 2},   {0x200b, 0x200f, 0},   {0x20d0, 0x20ff, 0},
	{0x2329, 0x232a, 2},   {0x2e80, 0x303e, 2},   {0x3041, 0xa4cf, 2},   {0xa960, 0xa97f, 2},
	{0xac00, 0xd7a3, 2},   {0xf900, 0xfaff, 2},   {0xfe00, 0xfe0f, 0},   {0xfe10, 0xfe19, 2},
	{0xfe30, 0xfe6f, 2},   {0xff01, 0xff60, 2},   {0xffe0, 0xffe6, 2},   {0x16fe0, 0x18d08, 2},
	{0x1b000, 0x1b2fb, 2}, {0x1f300, 0x1faff, 2}, {0x20000, 0x3fffd, 2}, {0xe0100, 0xe01ef, 0},
};

static int point_width(uint32_t point)
{
	for (size_t i = 0; i < COUNT_OF(WIDTHS) && point >= WIDTHS[i].first; i++)
		if (point <= WIDTHS[i].last) return WIDTHS[i].columns;
	return 1;
}

static int text_width(const char *text)
{
	size_t n = strlen(text);
	int width = 0;
	uint32_t point = 0;
	for (size_t at = 0; at < n;) {
		size_t length = utf8_decode(text + at, n - at, &point);
		BUG_IF(length == 0);
		width += point_width(point);
		at += length;
	}
	return width;
}

static void spaces(struct buf *out, int count)
{
	for (int i = 0; i < count; i++) buf_putc(out, ' ');
}

static void paragraph(struct buf *out, struct arena *scratch, const struct doc_text *text)
{
	if (!text->flush && text->align == DOC_ALIGN_AUTO) buf_puts(out, "　　");
	buf_puts(out, doc_plain(scratch, text));
	BUF_LIT(out, "\n\n");
}

static void list(struct buf *out, struct arena *scratch, const struct doc_list *list)
{
	int number = 0;
	for (const struct doc_item *item = list->first; item != NULL; item = item->next) {
		number++;
		if (list->numbered)
			buf_printf(out, "%d. ", number);
		else
			buf_puts(out, "· ");
		buf_puts(out, doc_plain(scratch, item->text));
		BUF_LIT(out, "\n");
	}
	BUF_LIT(out, "\n");
}

static void attachments(struct buf *out, struct arena *scratch, const struct doc_list *list)
{
	int number = 0;
	for (const struct doc_item *item = list->first; item != NULL; item = item->next) {
		buf_puts(out, number++ == 0 ? "　　附件：" : "　　　　　");
		if (list->numbered) buf_printf(out, "%d.", number);
		buf_printf(out, "%s\n", doc_plain(scratch, item->text));
	}
	BUF_LIT(out, "\n");
}

/* A cell on one line: a line break inside becomes nothing between Chinese, as in "商业\n企业". */
static const char *cell_line(struct arena *scratch, const struct doc_cell *cell)
{
	const char *text = doc_plain(scratch, cell->text);
	char *joined = arena_alloc(scratch, strlen(text) + 1), *to = joined;
	for (const char *at = text; *at != '\0'; at++) {
		bool ascii = at > text && (unsigned char)at[-1] < 0x80;
		if (*at != '\n')
			*to++ = *at;
		else if (ascii)
			*to++ = ' ';
	}
	*to = '\0';
	return joined;
}

/* Columns end one short of a tab stop, so that the tab after a padded cell is one blank wide. */
static int round_to_stop(int width)
{
	return (width + 8) / 8 * 8 - 1;
}

/* What `count` columns from `column` offer one merged cell: their own room and the tabs between. */
static int room_of(const int *widths, int column, int count)
{
	int room = -1;
	for (int i = column; i < column + count; i++) room += widths[i] + 1;
	return room;
}

/* A merged cell may be wider than its columns: then its last column grows. */
static int *column_widths(struct arena *scratch, const struct doc_table *table)
{
	int *widths = arena_array(scratch, (size_t)table->columns, sizeof *widths);
	for (int i = 0; i < table->columns; i++) widths[i] = round_to_stop(0);
	for (int span = 1; span <= table->columns; span++) {
		for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) {
			if (cell->form.colspan != span) continue;
			int need = round_to_stop(text_width(cell_line(scratch, cell)));
			int have = room_of(widths, cell->column, span);
			if (need > have) widths[cell->column + span - 1] += need - have;
		}
	}
	return widths;
}

/* at: the row's own cells. Places that a cell above covers are left blank. */
static const struct doc_cell *row_print(struct buf *out, struct arena *scratch,
					const struct doc_table *table, const int *widths, int row,
					const struct doc_cell *at)
{
	for (int column = 0; column < table->columns;) {
		bool own = at != NULL && at->row == row && at->column == column;
		int count = own ? at->form.colspan : 1, room = room_of(widths, column, count);
		const char *text = own ? cell_line(scratch, at) : "";
		bool figure = own && at->form.head == DOC_DATA &&
			      doc_cell_align(table, at) != DOC_ALIGN_LEFT;
		bool last = column + count == table->columns;
		if (figure) spaces(out, room - text_width(text));
		buf_puts(out, text);
		if (!figure && !last) spaces(out, room - text_width(text));
		if (!last) BUF_LIT(out, "\t");
		if (own) at = at->next;
		column += count;
	}
	BUF_LIT(out, "\n");
	return at;
}

static void table(struct buf *out, struct arena *scratch, const struct doc_table *table)
{
	const int *widths = column_widths(scratch, table);
	const struct doc_cell *at = table->first;
	if (table->caption != NULL) buf_printf(out, "%s\n", table->caption);
	for (int row = 0; row < table->rows; row++)
		at = row_print(out, scratch, table, widths, row, at);
	BUF_LIT(out, "\n");
}

static void node(struct buf *out, struct arena *scratch, const struct doc_node *node)
{
	switch (node->kind) {
	case DOC_HEADING: buf_printf(out, "%s\n\n", doc_plain(scratch, node->text)); break;
	case DOC_PARAGRAPH:
	case DOC_NOTE: paragraph(out, scratch, node->text); break;
	case DOC_LETTERHEAD:
		buf_printf(out, "%s\n", node->letterhead->organ);
		if (node->letterhead->number != NULL)
			buf_printf(out, "%s\n", node->letterhead->number);
		BUF_LIT(out, "\n");
		break;
	case DOC_TABLE: table(out, scratch, node->table); break;
	case DOC_LIST: list(out, scratch, node->list); break;
	case DOC_ATTACHMENTS: attachments(out, scratch, node->list); break;
	case DOC_SIGNATURE:
		buf_printf(out, "%s\n%s\n\n", node->signature->organ,
			   doc_date(scratch, node->signature->date));
		break;
	case DOC_DRAWING: buf_printf(out, "（图：%s）\n\n", node->drawing->alt); break;
	case DOC_PAGE_BREAK: BUF_LIT(out, "\n"); break;
	}
}

enum err paper_text(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error)
{
	struct arena scratch = {0};
	const struct doc_node *at = doc->first;
	if (doc->watermark != NULL) buf_printf(out, "【%s】\n\n", doc->watermark);
	if (at != NULL && at->kind == DOC_LETTERHEAD) {
		node(out, &scratch, at);
		at = at->next;
	}
	if (options == NULL || !options->no_title) buf_printf(out, "%s\n\n", doc->title);
	for (; at != NULL; at = at->next) {
		node(out, &scratch, at);
		arena_reset(&scratch);
	}
	arena_release(&scratch);
	if (buf_ok(out)) return ERR_NONE;
	return error_set(error, ERR_ENV, "split the document", "the text would be too large");
}
