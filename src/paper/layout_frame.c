/* SPDX-License-Identifier: MulanPSL-2.0
 * What stands on each page beside the text: watermark, running head, page number. */
#include <math.h>

#include "paper/layout.h"
#include "paper/measure.h"

/* clang-format off */
static const struct type
	FOLIO     = {FONT_SERIF, SIZE_FOLIO, SIZE_FOLIO, 0, 0, false, false, DOC_ALIGN_AUTO, INK_BLACK},
	HEADER    = {FONT_SERIF, SIZE_HEADER, SIZE_HEADER, 0, 0, false, false, DOC_ALIGN_CENTRE, INK_GREY},
	WATERMARK = {FONT_SANS, 100, 100, 0, 0, true, false, DOC_ALIGN_AUTO, INK_PALE};
/* clang-format on */
#define WATERMARK_ANGLE (-35 * 3.14159265358979 / 180)

static void draw_watermark(struct flow *flow)
{
	struct block block = block_set_text(flow->pages, flow->fonts, &WATERMARK,
					    flow->doc->watermark, PAGE_HEIGHT);
	double half = block_width(&block) / 2, down = WATERMARK.size * 0.38;
	struct page_item *item = page_add(flow->pages, PAGE_LINE);
	item->line = block.lines[0].line;
	item->ink = WATERMARK.ink;
	item->angle = WATERMARK_ANGLE;
	item->x = PAGE_WIDTH / 2 - half * cos(item->angle) - down * sin(item->angle);
	item->y = PAGE_HEIGHT / 2 - half * sin(item->angle) + down * cos(item->angle);
}

/* "— 1 —", odd pages on the right, even ones on the left; a letter's first page has none (10.1). */
static void draw_folio(struct flow *flow, int number)
{
	const struct doc *doc = flow->doc;
	bool letter = doc->first != NULL && doc->first->kind == DOC_LETTERHEAD;
	if (!doc->page_numbers || (letter && number == 1)) return;
	const char *text = arena_printf(flow->pages->arena, "— %d —", number);
	struct block block = block_set_text(flow->pages, flow->fonts, &FOLIO, text, AREA_WIDTH);
	double left = AREA_LEFT + SIZE_FOLIO;
	if (number % 2 == 1) left = AREA_LEFT + AREA_WIDTH - SIZE_FOLIO - block_width(&block);
	block_draw(flow->pages, &block, 0, 1, left,
		   AREA_TOP + AREA_HEIGHT + FOLIO_BELOW - SIZE_FOLIO / 2);
}

static void draw_header(struct flow *flow)
{
	struct block block =
		block_set_text(flow->pages, flow->fonts, &HEADER, flow->doc->header, AREA_WIDTH);
	block_draw(flow->pages, &block, 0, 1, AREA_LEFT, AREA_TOP - HEADER_ABOVE - SIZE_HEADER / 2);
}

void frame_draw(struct flow *flow, int number)
{
	if (flow->doc->watermark != NULL) draw_watermark(flow);
	if (flow->doc->header != NULL) draw_header(flow);
	draw_folio(flow, number);
}
