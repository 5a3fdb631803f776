/* SPDX-License-Identifier: MulanPSL-2.0
 * A drawing as an SVG element. Attributes alone carry its looks: a page's policy forbids styles. */
#include "base/escape.h"
#include "paper/drawing.h"

static const char *const inks[] = {
	[DRAWING_BLACK] = "#1a1a1a", [DRAWING_GREY] = "#595959", [DRAWING_PALE] = "#f0f0f0"};

/* Rectangles of one ink are one path: a code has hundreds. */
static const struct drawing_shape *fills(const struct drawing_shape *shape, struct buf *out)
{
	const enum drawing_ink ink = shape->ink;
	buf_printf(out, "<path shape-rendering=\"crispEdges\" fill=\"%s\" d=\"", inks[ink]);
	for (; shape != NULL && shape->kind == DRAWING_FILL && shape->ink == ink;
	     shape = shape->next)
		buf_printf(out, "M%.3f %.3fH%.3fV%.3fH%.3fz", shape->x, shape->y, shape->to_x,
			   shape->to_y, shape->x);
	BUF_LIT(out, "\"/>");
	return shape;
}

static const struct drawing_shape *lines(const struct drawing_shape *shape, struct buf *out)
{
	buf_printf(out,
		   "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%.2f\" "
		   "stroke-linecap=\"square\" d=\"",
		   inks[shape->ink], shape->size);
	for (; shape != NULL && shape->kind == DRAWING_LINE; shape = shape->next)
		buf_printf(out, "M%.2f %.2fL%.2f %.2f", shape->x, shape->y, shape->to_x,
			   shape->to_y);
	BUF_LIT(out, "\"/>");
	return shape;
}

static const struct drawing_shape *words(const struct drawing_shape *shape, struct buf *out)
{
	buf_printf(out,
		   "<text x=\"%.2f\" y=\"%.2f\" dy=\"0.36em\" font-size=\"%.2f\" "
		   "text-anchor=\"middle\" fill=\"%s\"%s>",
		   shape->x, shape->y, shape->size, inks[shape->ink],
		   shape->bold ? " font-weight=\"bold\"" : "");
	escape_html(out, shape->text);
	BUF_LIT(out, "</text>");
	return shape->next;
}

void drawing_svg(const struct drawing *drawing, struct buf *out)
{
	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.2f %.2f\" "
		   "width=\"%.2fmm\" height=\"%.2fmm\" overflow=\"visible\" role=\"img\" "
		   "aria-label=\"",
		   drawing->width, drawing->height, drawing->width, drawing->height);
	escape_html(out, drawing->alt);
	BUF_LIT(out, "\">");
	for (const struct drawing_shape *at = drawing->first; at != NULL;)
		at = at->kind == DRAWING_FILL	? fills(at, out)
		     : at->kind == DRAWING_LINE ? lines(at, out)
						: words(at, out);
	BUF_LIT(out, "</svg>\n");
}
