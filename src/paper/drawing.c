/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/drawing.h"

#include <errno.h>
#include <qrencode.h>

#define LINE_WIDTH 0.25
#define HEAD_LENGTH 2.2
#define HEAD_HALF 0.8
enum { QUIET = 4 }; /* modules around a code */

struct drawing *drawing_new(struct arena *arena, double width, double height, const char *alt)
{
	struct drawing *drawing = ARENA_NEW(arena, struct drawing);
	BUG_IF(alt[0] == '\0' || width <= 0 || height <= 0);
	*drawing = (struct drawing){
		.arena = arena, .width = width, .height = height, .alt = arena_text(arena, alt)};
	return drawing;
}

static void add(struct drawing *drawing, const struct drawing_shape *shape)
{
	struct drawing_shape *copy = ARENA_NEW(drawing->arena, struct drawing_shape);
	*copy = *shape;
	if (drawing->last == NULL)
		drawing->first = copy;
	else
		drawing->last->next = copy;
	drawing->last = copy;
}

void drawing_fill(struct drawing *drawing, enum drawing_ink ink, double x, double y, double width,
		  double height)
{
	add(drawing, &(struct drawing_shape){.kind = DRAWING_FILL,
					     .ink = ink,
					     .x = x,
					     .y = y,
					     .to_x = x + width,
					     .to_y = y + height});
}

void drawing_line(struct drawing *drawing, double x, double y, double to_x, double to_y)
{
	add(drawing, &(struct drawing_shape){.kind = DRAWING_LINE,
					     .x = x,
					     .y = y,
					     .to_x = to_x,
					     .to_y = to_y,
					     .size = LINE_WIDTH});
}

void drawing_box(struct drawing *drawing, double x, double y, double width, double height,
		 bool pale)
{
	if (pale) drawing_fill(drawing, DRAWING_PALE, x, y, width, height);
	drawing_line(drawing, x, y, x + width, y);
	drawing_line(drawing, x + width, y, x + width, y + height);
	drawing_line(drawing, x + width, y + height, x, y + height);
	drawing_line(drawing, x, y + height, x, y);
}

void drawing_arrow(struct drawing *drawing, double x, double y, double to_x, double to_y)
{
	double along_x = to_x > x   ? 1
			 : to_x < x ? -1
				    : 0,
	       along_y = to_y > y   ? 1
			 : to_y < y ? -1
				    : 0;
	double back_x = to_x - along_x * HEAD_LENGTH, back_y = to_y - along_y * HEAD_LENGTH;
	BUG_IF((along_x == 0) == (along_y == 0));
	drawing_line(drawing, x, y, to_x, to_y);
	drawing_line(drawing, back_x + along_y * HEAD_HALF, back_y + along_x * HEAD_HALF, to_x,
		     to_y);
	drawing_line(drawing, back_x - along_y * HEAD_HALF, back_y - along_x * HEAD_HALF, to_x,
		     to_y);
}

void drawing_text(struct drawing *drawing, double x, double y, double size, bool bold,
		  const char *text)
{
	add(drawing, &(struct drawing_shape){.kind = DRAWING_TEXT,
					     .x = x,
					     .y = y,
					     .size = size,
					     .bold = bold,
					     .text = arena_text(drawing->arena, text)});
}

enum err drawing_code(struct drawing *drawing, const char *text, double x, double y, double side,
		      struct error *error)
{
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (code == NULL)
		return error_set(error, errno == ENOMEM ? ERR_ENV : ERR_USAGE, "shorten the text",
				 "no QR code holds this text");
	const double module = side / (code->width + 2 * QUIET);
	for (int row = 0; row < code->width; row++) {
		const unsigned char *modules = code->data + (ptrdiff_t)row * code->width;
		for (int from = 0, to; from < code->width; from = to + 1) {
			for (to = from; to < code->width && (modules[to] & 1) != 0; to++) continue;
			if (to == from) continue;
			drawing_fill(drawing, DRAWING_BLACK, x + (QUIET + from) * module,
				     y + (QUIET + row) * module, (to - from) * module, module);
		}
	}
	QRcode_free(code);
	return ERR_NONE;
}
