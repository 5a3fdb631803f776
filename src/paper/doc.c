/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/doc.h"

#include <string.h>

#include "base/utf8.h"
#include "paper/drawing.h"
#include "paper/measure.h"

/* What must never reach a paper: what XML forbids, and marks that reorder figures on screen. */
static bool point_banned(uint32_t point)
{
	return point < 0x20 || (point >= 0x7f && point < 0xa0) || point == 0x200e ||
	       point == 0x200f || (point >= 0x202a && point <= 0x202e) ||
	       (point >= 0x2066 && point <= 0x2069) || point == 0xfeff ||
	       (point & 0xfffe) == 0xfffe || (point >= 0xfdd0 && point <= 0xfdef);
}

/* At most three bytes come out for one that goes in (U+FFFD for a broken byte). */
static const char *clean(struct arena *arena, const char *text)
{
	if (text == NULL) return NULL;
	size_t n = strlen(text), length = 0;
	char *copy = arena_alloc(arena, n * 3 + 1);
	for (size_t at = 0; at < n;) {
		uint32_t point = 0;
		size_t step = utf8_decode(text + at, n - at, &point);
		const char *from = text + at;
		size_t count = step;
		if (step == 0) {
			from = "\xef\xbf\xbd";
			count = 3;
			step = 1;
		} else if (point == '\t') {
			from = " ";
		} else if (point == 0x2028 || point == 0x2029) {
			from = "\n";
			count = 1;
		} else if (point != '\n' && point_banned(point)) {
			count = 0;
		}
		memcpy(copy + length, from, count);
		length += count;
		at += step;
	}
	copy[length] = '\0';
	return copy;
}

static struct doc_text *text_new(struct arena *arena, const char *text)
{
	struct doc_text *block = ARENA_NEW(arena, struct doc_text);
	block->arena = arena;
	if (text != NULL) doc_run(block, false, text);
	return block;
}

static struct doc_node *node_new(struct doc *doc, enum doc_kind kind)
{
	struct doc_node *node = ARENA_NEW(doc->arena, struct doc_node);
	node->kind = kind;
	BUG_IF(doc->last != NULL && doc->last->kind == DOC_TABLE && !doc->last->table->ended);
	if (doc->last == NULL)
		doc->first = node;
	else
		doc->last->next = node;
	doc->last = node;
	return node;
}

struct doc *doc_new(struct arena *arena, const char *title, const char *author, day date)
{
	BUG_IF(title == NULL || date == DAY_NONE);
	struct doc *doc = ARENA_NEW(arena, struct doc);
	doc->arena = arena;
	doc->title = clean(arena, title);
	doc->author = clean(arena, author == NULL ? "" : author);
	doc->date = date;
	doc->page_numbers = true;
	return doc;
}

void doc_watermark(struct doc *doc, const char *text)
{
	doc->watermark = clean(doc->arena, text);
}

void doc_header(struct doc *doc, const char *text)
{
	doc->header = clean(doc->arena, text);
}

void doc_heading(struct doc *doc, int level, const char *text)
{
	BUG_IF(level < 1 || level > 4 || text == NULL);
	struct doc_node *node = node_new(doc, DOC_HEADING);
	node->level = level;
	node->text = text_new(doc->arena, text);
}

struct doc_text *doc_paragraph(struct doc *doc, const char *text)
{
	struct doc_node *node = node_new(doc, DOC_PARAGRAPH);
	node->text = text_new(doc->arena, text);
	return node->text;
}

struct doc_text *doc_note(struct doc *doc, const char *text)
{
	struct doc_node *node = node_new(doc, DOC_NOTE);
	node->text = text_new(doc->arena, text);
	node->text->flush = true;
	return node->text;
}

void doc_run(struct doc_text *text, bool bold, const char *more)
{
	struct doc_run *run = ARENA_NEW(text->arena, struct doc_run);
	run->text = clean(text->arena, more);
	run->bold = bold;
	if (text->last == NULL)
		text->first = run;
	else
		text->last->next = run;
	text->last = run;
}

void doc_letterhead(struct doc *doc, const char *organ, const char *number)
{
	BUG_IF(doc->first != NULL || organ == NULL);
	struct doc_node *node = node_new(doc, DOC_LETTERHEAD);
	node->letterhead = ARENA_NEW(doc->arena, struct doc_letterhead);
	node->letterhead->organ = clean(doc->arena, organ);
	node->letterhead->number = clean(doc->arena, number);
}

void doc_signature(struct doc *doc, const char *organ, day date, bool seal)
{
	BUG_IF(organ == NULL || date == DAY_NONE);
	struct doc_node *node = node_new(doc, DOC_SIGNATURE);
	node->signature = ARENA_NEW(doc->arena, struct doc_signature);
	node->signature->organ = clean(doc->arena, organ);
	node->signature->date = date;
	node->signature->seal = seal;
}

void doc_drawing(struct doc *doc, const struct drawing *drawing)
{
	BUG_IF(POINTS(drawing->width) > AREA_WIDTH || POINTS(drawing->height) > AREA_HEIGHT);
	node_new(doc, DOC_DRAWING)->drawing = drawing;
}

void doc_page_break(struct doc *doc)
{
	node_new(doc, DOC_PAGE_BREAK);
}

struct doc_list *doc_list_begin(struct doc *doc, bool numbered)
{
	struct doc_node *node = node_new(doc, DOC_LIST);
	node->list = ARENA_NEW(doc->arena, struct doc_list);
	node->list->arena = doc->arena;
	node->list->numbered = numbered;
	return node->list;
}

struct doc_text *doc_item(struct doc_list *list, const char *text)
{
	BUG_IF(text == NULL);
	struct arena *arena = list->arena;
	struct doc_item *item = ARENA_NEW(arena, struct doc_item);
	item->text = text_new(arena, text);
	if (list->last == NULL)
		list->first = item;
	else
		list->last->next = item;
	list->last = item;
	list->count++;
	return item->text;
}

void doc_attachments(struct doc *doc, const char *const *names, size_t n)
{
	if (n == 0) return;
	struct doc_list *list = doc_list_begin(doc, n > 1);
	doc->last->kind = DOC_ATTACHMENTS;
	for (size_t i = 0; i < n; i++) doc_item(list, names[i]);
}

size_t doc_title_organ(const struct doc *doc)
{
	const size_t n = strlen(doc->author);
	return strncmp(doc->title, doc->author, n) == 0 && doc->title[n] != '\0' ? n : 0;
}

struct doc_table *doc_table_begin(struct doc *doc, const char *caption, int columns,
				  const int *widths, int header_rows)
{
	BUG_IF(columns < 1 || header_rows < 0);
	struct doc_table *table = ARENA_NEW(doc->arena, struct doc_table);
	int *copy = arena_array(doc->arena, (size_t)columns, sizeof *copy);
	for (int i = 0; i < columns; i++) {
		BUG_IF(widths[i] <= 0);
		copy[i] = widths[i];
	}
	table->doc = doc;
	table->caption = clean(doc->arena, caption);
	table->columns = columns;
	table->header_rows = header_rows;
	table->widths = copy;
	table->covered = arena_array(doc->arena, (size_t)columns, sizeof *table->covered);
	node_new(doc, DOC_TABLE)->table = table;
	return table;
}

/* The first column of the current row that no cell covers; columns when the row is full. */
static int next_free(const struct doc_table *table)
{
	int column = 0;
	while (column < table->columns && table->covered[column] > 0) column++;
	return column;
}

static void row_close(struct doc_table *table)
{
	BUG_IF(next_free(table) != table->columns);
	for (int i = 0; i < table->columns; i++) table->covered[i]--;
}

static bool spans_open(const struct doc_table *table)
{
	for (int i = 0; i < table->columns; i++)
		if (table->covered[i] > 0) return true;
	return false;
}

void doc_row(struct doc_table *table)
{
	BUG_IF(table->ended);
	if (table->rows > 0) row_close(table);
	BUG_IF(table->rows == table->header_rows && spans_open(table));
	table->rows++;
}

struct doc_cell *doc_cell(struct doc_table *table, struct doc_form form, const char *text)
{
	struct arena *arena = table->doc->arena;
	BUG_IF(table->rows == 0 || table->ended);
	if (form.rowspan == 0) form.rowspan = 1;
	if (form.colspan == 0) form.colspan = 1;
	int column = next_free(table);
	BUG_IF(form.rowspan < 0 || form.colspan < 0 || form.colspan > table->columns - column);
	for (int i = column; i < column + form.colspan; i++) {
		BUG_IF(table->covered[i] > 0);
		table->covered[i] = form.rowspan;
	}
	struct doc_cell *cell = ARENA_NEW(arena, struct doc_cell);
	cell->form = form;
	cell->form.key = clean(arena, form.key);
	cell->row = table->rows - 1;
	cell->column = column;
	cell->text = text_new(arena, text);
	if (table->last == NULL)
		table->first = cell;
	else
		table->last->next = cell;
	table->last = cell;
	return cell;
}

void doc_table_end(struct doc_table *table)
{
	BUG_IF(table->ended || table->rows == 0 || table->rows < table->header_rows);
	row_close(table);
	BUG_IF(spans_open(table));
	table->ended = true;
}

const char *doc_plain(struct arena *arena, const struct doc_text *text)
{
	size_t n = 0;
	for (const struct doc_run *run = text->first; run != NULL; run = run->next)
		n += strlen(run->text);
	char *all = arena_alloc(arena, n + 1), *at = all;
	for (const struct doc_run *run = text->first; run != NULL; run = run->next) {
		size_t length = strlen(run->text);
		memcpy(at, run->text, length);
		at += length;
	}
	*at = '\0';
	return all;
}

const char *doc_date(struct arena *arena, day date)
{
	int year, month, of_month;
	day_split(date, &year, &month, &of_month);
	return arena_printf(arena, "%d年%d月%d日", year, month, of_month);
}

enum doc_align doc_cell_align(const struct doc_table *table, const struct doc_cell *cell)
{
	if (cell->form.align != DOC_ALIGN_AUTO) return cell->form.align;
	bool wide = table->columns > 4 && cell->row >= table->header_rows;
	return wide && cell->form.head == DOC_HEAD_ROW ? DOC_ALIGN_LEFT : DOC_ALIGN_CENTRE;
}

int doc_cell_figure(const struct doc_cell *cell)
{
	int count = 0;
	for (const struct doc_run *run = cell->text->first; run != NULL; run = run->next) {
		for (const char *at = run->text; *at != '\0'; at++, count++)
			if (*at <= ' ' || *at > '~') return 0;
	}
	return count;
}
