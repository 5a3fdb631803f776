/* SPDX-License-Identifier: MulanPSL-2.0
 * Set pages: what stands where, ready for any back-end that can place lines of glyphs and rules
 * (today cairo's PDF; OFD can read the same). Lengths in points, from the page's upper left. */
#ifndef LIANXIN_PAPER_PAGE_H
#define LIANXIN_PAPER_PAGE_H

#include "base/arena.h"
#include "base/error.h"
#include "paper/doc.h"
#include "paper/fonts.h"

enum page_ink { INK_BLACK, INK_RED, INK_GREY, INK_PALE };

enum page_item_kind {
	PAGE_LINE, /* a line of glyphs, its baseline beginning at x, y */
	PAGE_FILL, /* a rectangle from x, y to to_x, to_y, all ink */
	PAGE_RULE, /* from x, y to to_x, to_y, `width` thick */
	PAGE_OPEN, /* a structure element begins: everything up to its close belongs to it */
	PAGE_CLOSE,
	PAGE_OUTLINE, /* an entry of the document's outline, at y */
};

struct page_item {
	enum page_item_kind kind;
	enum page_ink ink;
	double x, y, to_x, to_y, width;
	double angle;	       /* of a line, in radians, about x, y; 0 but for the watermark */
	PangoLayoutLine *line; /* owned by the pages */
	const char *tag;       /* "P", "H1" … "TD" */
	const struct doc_form *form; /* of a cell's element; NULL for others */
	const char *text; /* of an outline entry; of a "Figure" element, its alternative */
	int level;	  /* of an outline entry, from 1 */
	struct page_item *next;
};

struct page {
	int number; /* from 1 */
	struct page_item *first, *last;
	struct page *next;
};

struct pages {
	struct arena *arena;
	struct page *first, *last;
	int count;
	struct page_layout *layouts; /* what keeps the lines alive */
};

/* Sets a document. The pages live in the arena, their glyphs until pages_release(). */
void pages_set(const struct doc *doc, const struct fonts *fonts, struct arena *arena,
	       struct pages *ret_pages);
void pages_release(struct pages *pages);

#endif
