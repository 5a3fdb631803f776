/* SPDX-License-Identifier: MulanPSL-2.0
 * A box is black; its number and label stand white in the middle, in the largest of a few sizes
 * that fits. They are drawn from the plan alone, never from the page. */
#include <pango/pangocairo.h>
#include <string.h>

#include "paper/blackout_inside.h"

static const double SIZES[] = {10.5, 9, 7.5, 6, 5}; /* points on paper */

struct raster_box blackout_place(const struct blackout_box *box, int dots_x, int dots_y)
{
	struct raster_box place = {
		.x = (int)((int64_t)box->x * dots_x / BLACKOUT_WHOLE),
		.y = (int)((int64_t)box->y * dots_y / BLACKOUT_WHOLE),
	};
	int64_t right = (int64_t)(box->x + box->width) * dots_x + BLACKOUT_WHOLE - 1;
	int64_t below = (int64_t)(box->y + box->height) * dots_y + BLACKOUT_WHOLE - 1;
	place.width = (int)(right / BLACKOUT_WHOLE) - place.x;
	place.height = (int)(below / BLACKOUT_WHOLE) - place.y;
	return place;
}

/* The layout's coverage, blended in as white. */
static void print(PangoLayout *layout, const PangoRectangle *ink, struct raster_box place,
		  struct raster *raster)
{
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_A8, place.width, place.height);
	cairo_t *cairo = cairo_create(surface);
	cairo_move_to(cairo, (place.width - ink->width) / 2 - ink->x,
		      (place.height - ink->height) / 2 - ink->y);
	pango_cairo_show_layout(cairo, layout);
	BUG_IF(cairo_status(cairo) != CAIRO_STATUS_SUCCESS);
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	for (int y = 0; y < place.height; y++) {
		const unsigned char *cover =
			cairo_image_surface_get_data(surface) + (size_t)y * stride;
		unsigned char *dot =
			raster->dots +
			((size_t)(place.y + y) * (size_t)raster->width + (size_t)place.x) * 3;
		for (int x = 0; x < place.width; x++, dot += 3) memset(dot, cover[x], 3);
	}
	cairo_surface_destroy(surface);
}

/* Prints the text if some size of it fits with a margin. */
static bool print_if_it_fits(const char *text, struct raster_box place, double dots_a_point,
			     PangoLayout *layout, struct raster *raster)
{
	pango_layout_set_text(layout, text, -1);
	PangoFontDescription *face = pango_font_description_from_string(FONT_SANS " Bold");
	bool fits = false;
	for (size_t i = 0; i < COUNT_OF(SIZES) && !fits; i++) {
		double size = SIZES[i] * dots_a_point, margin = size / 5;
		pango_font_description_set_absolute_size(face, size * PANGO_SCALE);
		pango_layout_set_font_description(layout, face);
		PangoRectangle ink;
		pango_layout_get_pixel_extents(layout, &ink, NULL);
		fits = ink.width > 0 && ink.width + 2 * margin <= place.width &&
		       ink.height + 2 * margin <= place.height;
		if (fits) print(layout, &ink, place, raster);
	}
	pango_font_description_free(face);
	return fits;
}

static void paint_box(const struct blackout_box *box, struct blackout_mark *mark,
		      double dots_a_point, PangoLayout *layout, struct raster *raster)
{
	struct raster_box place = blackout_place(box, raster->width, raster->height);
	struct arena scratch = {0};
	raster_fill(raster, place, 0, 0, 0);
	const char *number = arena_int(&scratch, mark->number);
	mark->labelled = mark->numbered = print_if_it_fits(
		box->label[0] == '\0' ? number : ARENA_JOIN(&scratch, number, " ", box->label),
		place, dots_a_point, layout, raster);
	if (!mark->labelled)
		mark->numbered = print_if_it_fits(number, place, dots_a_point, layout, raster);
	arena_release(&scratch);
}

void blackout_paint(const struct blackout_plan *plan, int page, double points_wide,
		    const struct fonts *fonts, struct raster *raster)
{
	PangoLayout *layout = pango_layout_new(fonts->context);
	pango_layout_set_single_paragraph_mode(layout, TRUE);
	for (size_t i = 0; i < plan->n; i++) {
		const struct blackout_box *box = &plan->boxes[plan->marks[i].box];
		if (box->page != page) continue;
		paint_box(box, &plan->marks[i], raster->width / points_wide, layout, raster);
	}
	g_object_unref(layout);
}

bool blackout_touches(const struct blackout_plan *plan, int page)
{
	for (size_t i = 0; i < plan->n; i++)
		if (plan->boxes[i].page == page) return true;
	return false;
}
