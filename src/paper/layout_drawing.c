/* SPDX-License-Identifier: MulanPSL-2.0
 * A drawing on a set page. */
#include "paper/drawing.h"
#include "paper/layout.h"
#include "paper/measure.h"

static const enum page_ink inks[] = {
	[DRAWING_BLACK] = INK_BLACK, [DRAWING_GREY] = INK_GREY, [DRAWING_PALE] = INK_PALE};

static void words(struct flow *flow, const struct drawing_shape *shape, double left, double top)
{
	const double size = POINTS(shape->size);
	const struct type type = {.family = FONT_SANS,
				  .size = size,
				  .pitch = size,
				  .bold = shape->bold,
				  .ink = inks[shape->ink]};
	struct block block =
		block_set_text(flow->pages, flow->fonts, &type, shape->text, PAGE_WIDTH);
	block_draw(flow->pages, &block, 0, 1, left + POINTS(shape->x) - block_width(&block) / 2,
		   top + POINTS(shape->y) - size / 2);
}

static void mark(struct flow *flow, const struct drawing_shape *shape, double left, double top)
{
	struct page_item *item =
		page_add(flow->pages, shape->kind == DRAWING_FILL ? PAGE_FILL : PAGE_RULE);
	item->ink = inks[shape->ink];
	item->width = POINTS(shape->size);
	item->x = left + POINTS(shape->x);
	item->y = top + POINTS(shape->y);
	item->to_x = left + POINTS(shape->to_x);
	item->to_y = top + POINTS(shape->to_y);
}

void drawing_place(struct flow *flow, const struct drawing *drawing)
{
	const double left = AREA_LEFT + (AREA_WIDTH - POINTS(drawing->width)) / 2;
	const double top = AREA_TOP + flow->y;
	page_open(flow->pages, "Figure");
	flow->pages->last->last->text = drawing->alt;
	for (const struct drawing_shape *at = drawing->first; at != NULL; at = at->next)
		if (at->kind == DRAWING_TEXT)
			words(flow, at, left, top);
		else
			mark(flow, at, left, top);
	page_close(flow->pages);
	flow->y += POINTS(drawing->height);
}
