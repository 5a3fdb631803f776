/* SPDX-License-Identifier: MulanPSL-2.0
 * Tables on pages: type small enough for one page where that is possible, merged cells centred in
 * what the page shows of them, the head repeated, never a head without a row. */
#include <math.h>

#include "paper/label.h"
#include "paper/layout.h"
#include "paper/measure.h"
#include "paper/rows.h"

#define SPACE_BEFORE 5.0
#define SPACE_AFTER 11.0
/* What is shown at least of a row higher than a page, in lines. */
#define TALL_LEAST 6

struct table_plan {
	const struct doc_table *table;
	int cells;
	struct block *blocks;		   /* one per cell, in reading order */
	const struct doc_cell **row_cells; /* the first cell of each row, or NULL */
	int *row_index;			   /* its place in blocks */
	struct block caption;		   /* of count 0 when there is none */
	double padding;			   /* above and below a cell's text */
	double caption_height;
	int head_rows;	 /* repeated on each page; 0 when they would fill half of it */
	bool *crossed;	 /* by row: does a merged cell reach down into it? */
	int *drawn;	 /* lines of each cell on paper so far */
	bool cut_figure; /* some number did not fit its column on one line */
	double *x;	 /* columns + 1 edges from the area's left */
	double *y;	 /* rows + 1 edges from the first row's top */
};

static double height_of(const struct table_plan *plan, int from, int to)
{
	return plan->y[to] - plan->y[from];
}

static double total(const struct table_plan *plan)
{
	return plan->caption_height + height_of(plan, 0, plan->table->rows);
}

static void set_cells(struct flow *flow, struct table_plan *plan, double size)
{
	const struct doc_table *table = plan->table;
	struct type type = {.family = FONT_SERIF, .size = size, .pitch = TABLE_PITCH(size)};
	int index = 0;
	plan->cut_figure = false;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) {
		double width = plan->x[cell->column + cell->form.colspan] - plan->x[cell->column];
		width = fmax(width - 2 * TABLE_SIDE, 1);
		const char *label = label_cut(flow->pages->arena, cell, width / size);
		type.align = doc_cell_align(table, cell);
		plan->blocks[index] = label == NULL ? block_set(flow->pages, flow->fonts, &type,
								cell->text->first, width)
						    : block_set_text(flow->pages, flow->fonts,
								     &type, label, width);
		if (plan->blocks[index++].count > 1 && doc_cell_figure(cell) > 0)
			plan->cut_figure = true;
	}
	type.align = DOC_ALIGN_CENTRE;
	plan->padding = TABLE_PADDING(size, table->columns);
	if (table->caption == NULL) return;
	plan->caption = block_set_text(flow->pages, flow->fonts, &type, table->caption,
				       AREA_WIDTH - 2 * TABLE_SIDE);
	plan->caption_height = block_height(&plan->caption) + 2 * plan->padding;
}

static void set_rows(struct table_plan *plan)
{
	const struct doc_table *table = plan->table;
	struct arena scratch = {0};
	double *needs = arena_array(&scratch, (size_t)plan->cells, sizeof *needs);
	double *heights = arena_array(&scratch, (size_t)table->rows, sizeof *heights);
	int index = 0;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) {
		const struct block *block = &plan->blocks[index];
		double need =
			fmax(block_height(block) + 2 * plan->padding, POINTS(cell->form.height));
		/* a text longer than a page loses a line's room and its padding on each, and a
		 * head may take half of each */
		if (need > AREA_HEIGHT / 2)
			need += (2 * need / AREA_HEIGHT + 1 + cell->form.rowspan) *
				(block->type.pitch + 2 * plan->padding);
		needs[index++] = need;
	}
	rows_fit(table, needs, heights);
	for (int row = 0; row < table->rows; row++) plan->y[row + 1] = plan->y[row] + heights[row];
	arena_release(&scratch);
}

static void set_columns(struct table_plan *plan)
{
	const struct doc_table *table = plan->table;
	int sum = 0, so_far = 0;
	for (int i = 0; i < table->columns; i++) sum += table->widths[i];
	for (int i = 0; i < table->columns; i++) {
		so_far += table->widths[i];
		plan->x[i + 1] = AREA_WIDTH * so_far / sum;
	}
}

static void index_rows(struct table_plan *plan)
{
	int index = 0;
	for (const struct doc_cell *cell = plan->table->first; cell != NULL; cell = cell->next) {
		if (plan->row_cells[cell->row] == NULL) {
			plan->row_cells[cell->row] = cell;
			plan->row_index[cell->row] = index;
		}
		for (int i = 1; i < cell->form.rowspan; i++) plan->crossed[cell->row + i] = true;
		index++;
	}
}

/* The largest size at which the table fits; where none does, a long table keeps its size and goes
 * on over pages, and only cut figures make it smaller. */
static void set_size(struct flow *flow, struct table_plan *plan, double limit)
{
	const double start = TABLE_START_SIZE(plan->table->columns);
	const double most = limit * (start / SIZE_TABLE_LEAST) * (start / SIZE_TABLE_LEAST);
	bool may_fit = true;
	for (double size = start; size >= SIZE_TABLE_LEAST; size -= SIZE_TABLE_STEP) {
		set_cells(flow, plan, size);
		set_rows(plan);
		if (size == start) may_fit = total(plan) < most;
		if (!plan->cut_figure && (!may_fit || total(plan) <= limit)) return;
	}
	if (plan->cut_figure || total(plan) <= limit) return;
	set_cells(flow, plan, start);
	set_rows(plan);
}

struct table_plan *table_plan(struct flow *flow, const struct doc_table *table, double limit)
{
	struct arena *arena = flow->pages->arena;
	struct table_plan *plan = ARENA_NEW(arena, struct table_plan);
	const size_t rows = (size_t)table->rows;
	plan->table = table;
	for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next)
		plan->cells++;
	plan->blocks = arena_array(arena, (size_t)plan->cells, sizeof *plan->blocks);
	plan->row_cells = arena_array(arena, rows, sizeof *plan->row_cells);
	plan->row_index = arena_array(arena, rows, sizeof *plan->row_index);
	plan->crossed = arena_array(arena, rows, sizeof *plan->crossed);
	plan->x = arena_array(arena, (size_t)table->columns + 1, sizeof *plan->x);
	plan->y = arena_array(arena, rows + 1, sizeof *plan->y);
	set_columns(plan);
	index_rows(plan);
	plan->drawn = arena_array(arena, (size_t)plan->cells, sizeof *plan->drawn);
	set_size(flow, plan, limit - SPACE_BEFORE);
	plan->head_rows = table->header_rows;
	if (height_of(plan, 0, plan->head_rows) > AREA_HEIGHT / 2) plan->head_rows = 0;
	return plan;
}

/* May a page end before this row? Not when a merged cell that crosses the edge would lack the room
 * above for its text. */
static bool may_break(const struct table_plan *plan, int row)
{
	const struct doc_table *table = plan->table;
	int index = 0;
	if (!plan->crossed[row]) return true;
	for (const struct doc_cell *cell = table->first; cell != NULL && cell->row < row;
	     cell = cell->next) {
		const struct block *block = &plan->blocks[index++];
		if (cell->row + cell->form.rowspan <= row) continue;
		if (height_of(plan, cell->row, row) < block_height(block) + 2 * plan->padding)
			return false;
	}
	return true;
}

/* The row before which a page with `room` for body rows from `from` on ends. */
static int break_row(const struct table_plan *plan, int from, double room)
{
	int best = from, row = from + 1;
	for (; row < plan->table->rows && height_of(plan, from, row) <= room; row++)
		if (may_break(plan, row)) best = row;
	if (row == plan->table->rows && height_of(plan, from, row) <= room) return row;
	return best;
}

double table_lead(const struct table_plan *plan)
{
	const struct doc_table *table = plan->table;
	if (total(plan) + SPACE_BEFORE <= AREA_HEIGHT) return total(plan) + SPACE_BEFORE;
	int row = plan->head_rows + 1;
	while (row < table->rows && !may_break(plan, row)) row++;
	if (row > table->rows) row = table->rows;
	double body = height_of(plan, plan->head_rows, row);
	double head = SPACE_BEFORE + plan->caption_height + height_of(plan, 0, plan->head_rows);
	if (head + body > AREA_HEIGHT) body = TALL_LEAST * SIZE_TABLE_NARROW;
	double least = head + body;
	return least < AREA_HEIGHT ? least : AREA_HEIGHT;
}

static void rule(struct pages *pages, double x, double y, double to_x, double to_y)
{
	struct page_item *item = page_add(pages, PAGE_RULE);
	item->x = AREA_LEFT + x;
	item->y = AREA_TOP + y;
	item->to_x = AREA_LEFT + to_x;
	item->to_y = AREA_TOP + to_y;
	item->width = RULE_WIDTH;
}

/* What one page shows: rows [from, to), of them what lies between the plan's heights above and
 * below, put with its top at y. Only a row higher than a page is shown in several strips. */
struct strip {
	int from, to;
	double above, below, y;
	bool tagged;
};

/* The lines of a cell that go on this strip. A cell that is seen whole, or whose text fits what is
 * seen first, has them all, in the middle; else they follow one another from strip to strip. Once
 * all are drawn they are only repeated, for the eye alone: the table's head on each page, a head
 * merged down the rows where it fits. */
static int lines_here(struct table_plan *plan, int index, double height, bool whole, bool head,
		      int *ret_from)
{
	const struct block *block = &plan->blocks[index];
	const bool fits = block_height(block) + 2 * plan->padding <= height + 0.01;
	int from = plan->drawn[index], count = block->count - from;
	*ret_from = 0;
	if (count == 0) return whole || (head && fits) ? block->count : 0;
	if (from == 0 && (fits || whole)) return plan->drawn[index] = block->count;
	int room = (int)((height - 2 * plan->padding + 0.01) / block->type.pitch);
	*ret_from = from;
	if (count > room) count = room > 0 ? room : 0;
	plan->drawn[index] += count;
	return count;
}

static void draw_cell(struct flow *flow, struct table_plan *plan, const struct strip *strip,
		      const struct doc_cell *cell, int index)
{
	const double begin = plan->y[cell->row], end = plan->y[cell->row + cell->form.rowspan];
	const double seen = fmax(begin, strip->above), height = fmin(end, strip->below) - seen;
	const double top = strip->y + seen - strip->above;
	const double left = plan->x[cell->column];
	const double right = plan->x[cell->column + cell->form.colspan];
	const bool again = plan->drawn[index] == plan->blocks[index].count;
	int from = 0;
	int count = lines_here(plan, index, height, height >= end - begin,
			       cell->form.head != DOC_DATA, &from);
	bool part = count < plan->blocks[index].count;
	double text = count * plan->blocks[index].type.pitch;
	rule(flow->pages, right, top, right, top + height);
	rule(flow->pages, left, top + height, right, top + height);
	if (strip->tagged && !again) {
		page_open(flow->pages, cell->form.head == DOC_DATA ? "TD" : "TH");
		flow->pages->last->last->form = &cell->form;
	}
	block_draw(flow->pages, &plan->blocks[index], from, from + count,
		   AREA_LEFT + left + TABLE_SIDE,
		   AREA_TOP + top + (part ? plan->padding : (height - text) / 2));
	if (strip->tagged && !again) page_close(flow->pages);
}

/* Cells begun on the page before go with the strip's first row. */
static void draw_begun(struct flow *flow, struct table_plan *plan, const struct strip *strip)
{
	int index = 0;
	if (!plan->crossed[strip->from]) return;
	for (const struct doc_cell *cell = plan->table->first;
	     cell != NULL && cell->row < strip->from; cell = cell->next, index++)
		if (cell->row + cell->form.rowspan > strip->from)
			draw_cell(flow, plan, strip, cell, index);
}

static void draw_strip(struct flow *flow, struct table_plan *plan, const struct strip *strip)
{
	rule(flow->pages, 0, strip->y, 0, strip->y + strip->below - strip->above);
	for (int row = strip->from; row < strip->to; row++) {
		const struct doc_cell *cell = plan->row_cells[row];
		int index = plan->row_index[row];
		if (strip->tagged) page_open(flow->pages, "TR");
		if (row == strip->from) draw_begun(flow, plan, strip);
		for (; cell != NULL && cell->row == row; cell = cell->next)
			draw_cell(flow, plan, strip, cell, index++);
		if (strip->tagged) page_close(flow->pages);
	}
}

static void draw_caption(struct flow *flow, const struct table_plan *plan)
{
	struct pages *pages = flow->pages;
	double bottom = flow->y + plan->caption_height;
	rule(pages, 0, flow->y, 0, bottom);
	rule(pages, AREA_WIDTH, flow->y, AREA_WIDTH, bottom);
	page_open(pages, "Caption");
	block_draw(pages, &plan->caption, 0, plan->caption.count, AREA_LEFT + TABLE_SIDE,
		   AREA_TOP + flow->y + plan->padding);
	page_close(pages);
}

static struct strip strip_of(const struct table_plan *plan, int from, int to, double y, bool tagged)
{
	return (struct strip){from, to, plan->y[from], plan->y[to], y, tagged};
}

/* The top of the table's part on a page: caption on the first, head on each. */
static void draw_head(struct flow *flow, struct table_plan *plan, bool first)
{
	rule(flow->pages, 0, flow->y, AREA_WIDTH, flow->y);
	if (first && plan->caption_height > 0) {
		draw_caption(flow, plan);
		flow->y += plan->caption_height;
		rule(flow->pages, 0, flow->y, AREA_WIDTH, flow->y);
	}
	struct strip strip = strip_of(plan, 0, plan->head_rows, flow->y, first);
	draw_strip(flow, plan, &strip);
	flow->y += strip.below - strip.above;
}

/* A row higher than a page: as much of it on each as there is room for. */
static void draw_tall_row(struct flow *flow, struct table_plan *plan, int row)
{
	struct strip strip = strip_of(plan, row, row + 1, flow->y, true);
	const double end = strip.below;
	while (end - strip.above > flow_room(flow)) {
		strip.below = strip.above + flow_room(flow);
		strip.y = flow->y;
		draw_strip(flow, plan, &strip);
		strip.above = strip.below;
		flow_turn(flow);
		draw_head(flow, plan, false);
	}
	strip.below = end;
	strip.y = flow->y;
	draw_strip(flow, plan, &strip);
	flow->y += strip.below - strip.above;
}

void table_place(struct flow *flow, struct table_plan *plan)
{
	const int rows = plan->table->rows;
	int row = plan->head_rows;
	if (flow->y > 0 && flow_room(flow) < table_lead(plan)) flow_turn(flow);
	if (flow->y > 0) flow->y += SPACE_BEFORE;
	page_open(flow->pages, "Table");
	draw_head(flow, plan, true);
	while (row < rows) {
		int to = break_row(plan, row, flow_room(flow));
		if (to > row) {
			struct strip strip = strip_of(plan, row, to, flow->y, true);
			draw_strip(flow, plan, &strip);
			flow->y += strip.below - strip.above;
		} else {
			draw_tall_row(flow, plan, row);
			to = row + 1;
		}
		row = to;
		if (row == rows || break_row(plan, row, flow_room(flow)) > row) continue;
		flow_turn(flow);
		draw_head(flow, plan, false);
	}
	for (int i = 0; i < plan->cells; i++) BUG_IF(plan->drawn[i] < plan->blocks[i].count);
	page_close(flow->pages);
	flow->y += SPACE_AFTER;
}
