/* SPDX-License-Identifier: MulanPSL-2.0
 * A drawing in a paper, out of boxes, lines and words: built once, printed as vectors by PDF and
 * HTML (an SVG), by its text alternative in text and DOCX. Lengths in mm from its upper left
 * corner. Everything is copied into the arena. */
#ifndef LIANXIN_PAPER_DRAWING_H
#define LIANXIN_PAPER_DRAWING_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "paper/doc.h"

enum drawing_ink { DRAWING_BLACK, DRAWING_GREY, DRAWING_PALE };
enum drawing_kind { DRAWING_FILL, DRAWING_LINE, DRAWING_TEXT };

struct drawing_shape {
	enum drawing_kind kind;
	enum drawing_ink ink;
	double x, y, to_x, to_y; /* of a text: its middle, to_x and to_y unused */
	double size;		 /* of a text, its character; of a line, its width */
	bool bold;
	const char *text;
	struct drawing_shape *next;
};

struct drawing {
	struct arena *arena;
	double width, height;
	const char *alt; /* what it shows, in words that may stand for it; never "" */
	struct drawing_shape *first, *last;
};

struct drawing *drawing_new(struct arena *arena, double width, double height, const char *alt);
/* A filled rectangle. */
void drawing_fill(struct drawing *drawing, enum drawing_ink ink, double x, double y, double width,
		  double height);
void drawing_line(struct drawing *drawing, double x, double y, double to_x, double to_y);
/* A rectangle's outline, filled with the page's pale grey when so asked. */
void drawing_box(struct drawing *drawing, double x, double y, double width, double height,
		 bool pale);
/* A line with a head at its end; it runs level or upright. */
void drawing_arrow(struct drawing *drawing, double x, double y, double to_x, double to_y);
/* One line of words about its middle, characters `size` mm wide. */
void drawing_text(struct drawing *drawing, double x, double y, double size, bool bold,
		  const char *text);
/* A QR code (GB/T 18284, error correction M) of side `side` mm, its quiet zone within. ERR_USAGE
 * when the text does not go into one. */
enum err drawing_code(struct drawing *drawing, const char *text, double x, double y, double side,
		      struct error *error) MUST_CHECK;

/* Puts it into the document, in the middle of the line; no wider than the type area. */
void doc_drawing(struct doc *doc, const struct drawing *drawing);
/* As an SVG element whose alternative is read out; for pages that are no papers. */
void drawing_svg(const struct drawing *drawing, struct buf *out);

#endif
