/* SPDX-License-Identifier: MulanPSL-2.0
 * Tables in WordprocessingML: every row names all its places, a merged cell once in each of its
 * rows ("vMerge"). */
#include <string.h>

#include "paper/docx.h"
#include "paper/label.h"
#include "paper/measure.h"
#include "paper/rows.h"

#define SPACER_PITCH 8.0
/* For the heading above, the space below, and rows a little higher than reckoned. */
#define RESERVE (2.5 * LINE_PITCH)

struct grid {
	const struct doc_table *table;
	int *edges;			  /* columns + 1, twips */
	const struct doc_cell **covering; /* the cell that covers each place of the row at hand */
	double size;
	bool whole; /* it can stand on one page, and does */
};

static double room_of(const struct grid *grid, const struct doc_cell *cell)
{
	const int end = cell->column + cell->form.colspan;
	return (grid->edges[end] - grid->edges[cell->column]) / 20.0 - 2 * TABLE_SIDE;
}

/* Nothing is measured here, for the typefaces are the reader's: a text's lines are reckoned by its
 * em, a figure's digits at six tenths. Negative: a figure would be cut. */
static double need_of(const struct grid *grid, const struct doc_cell *cell, struct arena *scratch)
{
	const double size = grid->size;
	const int figure = doc_cell_figure(cell);
	const double room = room_of(grid, cell);
	const int each = room > size ? (int)(room / size) : 1; /* characters a line */
	int lines = 0;
	if (figure * size * 0.6 > room) return -1;
	const char *text = label_cut(scratch, cell, room / size);
	if (text == NULL) text = doc_plain(scratch, cell->text);
	for (;;) {
		size_t n = strcspn(text, "\n");
		double em = docx_em(arena_text_n(scratch, text, n));
		lines += em * size <= room ? 1 : (int)(em / each) + 1;
		if (text[n] == '\0') break;
		text += n + 1;
	}
	return lines * TABLE_PITCH(size) + 2 * TABLE_PADDING(size, grid->table->columns);
}

/* Does the table, as reckoned, fit a page under a heading, with no figure cut? */
static bool fits(const struct grid *grid, bool *ret_figures_fit)
{
	const struct doc_table *table = grid->table;
	struct arena scratch = {0};
	size_t cells = 0;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) cells++;
	double *needs = arena_array(&scratch, cells, sizeof *needs);
	double *heights = arena_array(&scratch, (size_t)table->rows, sizeof *heights);
	*ret_figures_fit = true;
	cells = 0;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) {
		double need = need_of(grid, cell, &scratch);
		if (need < 0) *ret_figures_fit = false;
		needs[cells++] = need;
	}
	double total = rows_fit(table, needs, heights) + RESERVE;
	arena_release(&scratch);
	return *ret_figures_fit && total <= AREA_HEIGHT;
}

static double size_of(struct grid *grid)
{
	const double start = TABLE_START_SIZE(grid->table->columns);
	double whole = start; /* the largest size that cuts no figure */
	bool figures_fit = true, found = false;
	for (grid->size = start; grid->size >= SIZE_TABLE_LEAST; grid->size -= SIZE_TABLE_STEP) {
		grid->whole = fits(grid, &figures_fit);
		if (grid->whole) return grid->size;
		if (!found && (figures_fit || grid->size == SIZE_TABLE_LEAST)) {
			whole = grid->size;
			found = true;
		}
	}
	return whole;
}

static void width(struct xml *xml, const char *name, int value)
{
	xml_open(xml, name);
	xml_attribute_int(xml, "w:w", value);
	xml_attribute(xml, "w:type", "dxa");
	xml_close(xml);
}

static void properties(struct xml *xml, const struct grid *grid)
{
	static const char *const sides[] = {"w:top", "w:left", "w:bottom", "w:right"};
	const double padding = TABLE_PADDING(grid->size, grid->table->columns);
	const double margins[] = {padding, TABLE_SIDE, padding, TABLE_SIDE};
	xml_open(xml, "w:tblPr");
	xml_leaf(xml, "w:tblStyle", STYLE_TABLE);
	width(xml, "w:tblW", grid->edges[grid->table->columns]);
	xml_leaf(xml, "w:jc", "center");
	xml_open(xml, "w:tblLayout");
	xml_attribute(xml, "w:type", "fixed");
	xml_close(xml);
	xml_open(xml, "w:tblCellMar");
	for (size_t i = 0; i < COUNT_OF(sides); i++) width(xml, sides[i], twips(margins[i]));
	xml_close(xml);
	if (grid->table->caption != NULL) xml_leaf(xml, "w:tblCaption", grid->table->caption);
	xml_close(xml);
	xml_open(xml, "w:tblGrid");
	for (int i = 0; i < grid->table->columns; i++) {
		xml_open(xml, "w:gridCol");
		xml_attribute_int(xml, "w:w", grid->edges[i + 1] - grid->edges[i]);
		xml_close(xml);
	}
	xml_close(xml);
}

/* What a row's cells that stand in it alone ask for, in mm. */
static double row_height(const struct doc_table *table, int row)
{
	double height = 0;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next)
		if (cell->row == row && cell->form.rowspan == 1 && cell->form.height > height)
			height = cell->form.height;
	return height;
}

static void row_open(struct xml *xml, bool header, double height)
{
	xml_open(xml, "w:tr");
	xml_open(xml, "w:trPr");
	xml_leaf(xml, "w:cantSplit", NULL);
	if (height > 0) {
		xml_open(xml, "w:trHeight");
		xml_attribute_int(xml, "w:val", (int)(POINTS(height) * 20));
		xml_attribute(xml, "w:hRule", "atLeast");
		xml_close(xml);
	}
	if (header) xml_leaf(xml, "w:tblHeader", NULL);
	xml_close(xml);
}

static void cell_open(struct xml *xml, int wide, int colspan, const char *merge)
{
	xml_open(xml, "w:tc");
	xml_open(xml, "w:tcPr");
	width(xml, "w:tcW", wide);
	if (colspan > 1) xml_leaf_int(xml, "w:gridSpan", colspan);
	if (merge != NULL) xml_leaf(xml, "w:vMerge", merge);
	xml_leaf(xml, "w:vAlign", "center");
	xml_close(xml);
}

/* runs NULL: a merged cell goes on. keep: with the next row. */
static void cell_text(struct xml *xml, const struct grid *grid, const struct doc_run *runs,
		      enum doc_align align, bool keep)
{
	xml_open(xml, "w:p");
	xml_open(xml, "w:pPr");
	xml_leaf(xml, "w:pStyle", STYLE_CELL);
	if (keep) xml_leaf(xml, "w:keepNext", NULL);
	xml_open(xml, "w:spacing");
	xml_attribute_int(xml, "w:line", twips(TABLE_PITCH(grid->size)));
	xml_attribute(xml, "w:lineRule", "exact");
	xml_close(xml);
	if (align != DOC_ALIGN_CENTRE)
		xml_leaf(xml, "w:jc", align == DOC_ALIGN_LEFT ? "left" : "right");
	xml_open(xml, "w:rPr");
	xml_leaf_int(xml, "w:sz", half_points(grid->size));
	xml_leaf_int(xml, "w:szCs", half_points(grid->size));
	xml_close(xml);
	xml_close(xml);
	docx_runs(xml, runs, grid->size);
	xml_close(xml);
}

static void cell(struct xml *xml, const struct grid *grid, const struct doc_cell *cell, int row)
{
	const struct doc_form *form = &cell->form;
	const bool first = row == cell->row;
	const char *merge = form->rowspan == 1 ? NULL : first ? "restart" : "continue";
	int wide = grid->edges[cell->column + form->colspan] - grid->edges[cell->column];
	struct arena scratch = {0};
	struct doc_run label = {
		.text = label_cut(&scratch, cell, room_of(grid, cell) / grid->size)};
	const struct doc_run *runs = label.text == NULL ? cell->text->first : &label;
	cell_open(xml, wide, form->colspan, merge);
	cell_text(xml, grid, first ? runs : NULL, doc_cell_align(grid->table, cell),
		  row < grid->table->header_rows || (grid->whole && row + 1 < grid->table->rows));
	xml_close(xml);
	arena_release(&scratch);
}

static void caption(struct xml *xml, const struct grid *grid)
{
	const struct doc_table *table = grid->table;
	const struct doc_run run = {.text = table->caption};
	row_open(xml, table->header_rows > 0, 0);
	cell_open(xml, grid->edges[table->columns], table->columns, NULL);
	cell_text(xml, grid, &run, DOC_ALIGN_CENTRE, true);
	xml_close(xml);
	xml_close(xml);
}

static void rows(struct xml *xml, struct grid *grid)
{
	const struct doc_table *table = grid->table;
	const struct doc_cell *next = table->first;
	for (int row = 0; row < table->rows; row++) {
		for (; next != NULL && next->row == row; next = next->next)
			for (int i = 0; i < next->form.colspan; i++)
				grid->covering[next->column + i] = next;
		row_open(xml, row < table->header_rows, row_height(table, row));
		for (int column = 0; column < table->columns;) {
			const struct doc_cell *here = grid->covering[column];
			cell(xml, grid, here, row);
			column += here->form.colspan;
		}
		xml_close(xml);
	}
}

/* Two tables that touch would become one in Word, and a document may not end with one. */
static void spacer(struct xml *xml)
{
	xml_open(xml, "w:p");
	xml_open(xml, "w:pPr");
	xml_leaf(xml, "w:pStyle", STYLE_CELL);
	xml_open(xml, "w:spacing");
	xml_attribute_int(xml, "w:line", twips(SPACER_PITCH));
	xml_attribute(xml, "w:lineRule", "exact");
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

void docx_table(struct xml *xml, const struct doc_table *table)
{
	struct arena scratch = {0};
	struct grid grid = {.table = table};
	const size_t columns = (size_t)table->columns;
	int sum = 0, so_far = 0;
	grid.edges = arena_array(&scratch, columns + 1, sizeof *grid.edges);
	grid.covering = arena_array(&scratch, columns, sizeof *grid.covering);
	for (int i = 0; i < table->columns; i++) sum += table->widths[i];
	for (int i = 0; i < table->columns; i++) {
		so_far += table->widths[i];
		grid.edges[i + 1] = twips(AREA_WIDTH) * so_far / sum;
	}
	grid.size = size_of(&grid);
	xml_open(xml, "w:tbl");
	properties(xml, &grid);
	if (table->caption != NULL) caption(xml, &grid);
	rows(xml, &grid);
	xml_close(xml);
	spacer(xml);
	arena_release(&scratch);
}
