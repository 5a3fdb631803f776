/* SPDX-License-Identifier: MulanPSL-2.0
 * Inside the layout only: text blocks, and what layout.c and layout_table.c ask of each other.
 * A y of a flow is measured from the top of the type area. */
#ifndef LIANXIN_PAPER_LAYOUT_H
#define LIANXIN_PAPER_LAYOUT_H

#include "paper/page.h"

struct flow {
	const struct doc *doc;
	const struct fonts *fonts;
	struct pages *pages;
	double y; /* where the next thing goes on the last page */
};

/* How a text is set. */
struct type {
	const char *family;
	double size, pitch; /* pitch: from line to line */
	double spacing;	    /* added to every character */
	double indent;	    /* of the first line */
	bool bold, justify;
	enum doc_align align; /* AUTO counts as left */
	enum page_ink ink;
};

struct block_line {
	PangoLayoutLine *line;
	double x;
};

/* A text cut into lines. */
struct block {
	struct type type;
	int count;
	struct block_line *lines;
};

/* layout_text.c */

/* Cuts runs into lines of at most width points. Memory: the pages' arena. */
struct block block_set(struct pages *pages, const struct fonts *fonts, const struct type *type,
		       const struct doc_run *runs, double width);
struct block block_set_text(struct pages *pages, const struct fonts *fonts, const struct type *type,
			    const char *text, double width);
/* The same number of lines, of about the same length: for centred titles. */
struct block block_set_balanced(struct pages *pages, const struct fonts *fonts,
				const struct type *type, const char *text, double width);
double block_height(const struct block *block);
/* The widest line. */
double block_width(const struct block *block);
/* Adds lines [from, to) to the page, the first line's top at left, top. */
void block_draw(struct pages *pages, const struct block *block, int from, int to, double left,
		double top);
/* layout.c */

struct page_item *page_add(struct pages *pages, enum page_item_kind kind);
void page_open(struct pages *pages, const char *tag);
void page_close(struct pages *pages);
/* Ends the page; the next thing stands at the top of a new one. */
void flow_turn(struct flow *flow);
/* What is left of the page. */
double flow_room(const struct flow *flow);

/* layout_frame.c */

/* Draws what stands on each page beside the text on the last one: watermark, head, page number. */
void frame_draw(struct flow *flow, int number);

/* layout_drawing.c */

struct drawing;
/* Draws it in the middle of the type area, at the flow's place. */
void drawing_place(struct flow *flow, const struct drawing *drawing);

/* layout_table.c */

struct table_plan;
/* limit: the height the whole table should fit, when its type can be made small enough. */
struct table_plan *table_plan(struct flow *flow, const struct doc_table *table, double limit);
/* The height that must stand on one page with what goes before: the whole table if a page can hold
 * it, else its head and first rows. */
double table_lead(const struct table_plan *plan);
/* Sets the table at the flow's place, on as many pages as it takes, its head on each. */
void table_place(struct flow *flow, struct table_plan *plan);

#endif
