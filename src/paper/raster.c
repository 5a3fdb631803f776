/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/raster.h"

#include <cairo.h>
#include <stdlib.h>
#include <string.h>

enum { CHANNELS = 3 };

size_t raster_size(const struct raster *raster)
{
	return (size_t)raster->width * (size_t)raster->height * CHANNELS;
}

static unsigned char *dot_at(const struct raster *raster, int x, int y)
{
	return raster->dots + ((size_t)y * (size_t)raster->width + (size_t)x) * CHANNELS;
}

void raster_init(struct raster *raster, int width, int height)
{
	BUG_IF(width <= 0 || height <= 0);
	raster->width = width;
	raster->height = height;
	raster->dots = malloc(raster_size(raster));
	BUG_IF(raster->dots == NULL);
	memset(raster->dots, 0xff, raster_size(raster));
}

void raster_release(struct raster *raster)
{
	free(raster->dots);
	memset(raster, 0, sizeof *raster);
}

void raster_fill(struct raster *raster, struct raster_box box, unsigned char red,
		 unsigned char green, unsigned char blue)
{
	BUG_IF(box.x < 0 || box.y < 0 || box.x + box.width > raster->width ||
	       box.y + box.height > raster->height);
	for (int y = box.y; y < box.y + box.height; y++)
		for (int x = box.x; x < box.x + box.width; x++) {
			unsigned char *dot = dot_at(raster, x, y);
			dot[0] = red;
			dot[1] = green;
			dot[2] = blue;
		}
}

unsigned char raster_shade(unsigned char grey)
{
	return (unsigned char)((grey + RASTER_SHADE_STEP / 2) / RASTER_SHADE_STEP);
}

void raster_coarsen(struct raster *raster)
{
	for (size_t i = 0; i < raster_size(raster); i++)
		raster->dots[i] =
			(unsigned char)(raster_shade(raster->dots[i]) * RASTER_SHADE_STEP);
}

bool raster_is_grey(const struct raster *raster)
{
	const unsigned char *dot = raster->dots, *end = dot + raster_size(raster);
	for (; dot < end; dot += CHANNELS)
		if (dot[0] != dot[1] || dot[1] != dot[2]) return false;
	return true;
}

/* The mean of the dots that cover [x, to_x) and [y, to_y), at least one. */
static void mean(const struct raster *from, int x, int to_x, int y, int to_y, unsigned char *ret)
{
	uint64_t sums[CHANNELS] = {0}, count = 0;
	if (to_x <= x) to_x = x + 1;
	if (to_y <= y) to_y = y + 1;
	for (int row = y; row < to_y; row++) {
		const unsigned char *dot = dot_at(from, x, row);
		for (int column = x; column < to_x; column++, dot += CHANNELS, count++)
			for (int i = 0; i < CHANNELS; i++) sums[i] += dot[i];
	}
	for (int i = 0; i < CHANNELS; i++) ret[i] = (unsigned char)((sums[i] + count / 2) / count);
}

static int share(int at, int whole, int of)
{
	return (int)((int64_t)at * of / whole);
}

void raster_scale(const struct raster *from, int width, int height, struct raster *ret)
{
	raster_init(ret, width, height);
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			mean(from, share(x, width, from->width), share(x + 1, width, from->width),
			     share(y, height, from->height), share(y + 1, height, from->height),
			     dot_at(ret, x, y));
}

void raster_upright(struct raster *raster, int orientation)
{
	if (orientation < 2 || orientation > 8) return;
	bool turned = orientation >= 5; /* rows become columns */
	struct raster upright;
	raster_init(&upright, turned ? raster->height : raster->width,
		    turned ? raster->width : raster->height);
	for (int y = 0; y < upright.height; y++)
		for (int x = 0; x < upright.width; x++) {
			int from_x = turned ? y : x, from_y = turned ? x : y;
			bool right = orientation == 2 || orientation == 3 || orientation == 7 ||
				     orientation == 8;
			bool below = orientation == 3 || orientation == 4 || orientation == 6 ||
				     orientation == 7;
			if (right) from_x = raster->width - 1 - from_x;
			if (below) from_y = raster->height - 1 - from_y;
			memcpy(dot_at(&upright, x, y), dot_at(raster, from_x, from_y), CHANNELS);
		}
	raster_release(raster);
	*raster = upright;
}

/* A decimal number and the one blank behind it. */
static bool number(const char **at, const char *end, int *ret)
{
	int value = 0, digits = 0;
	for (; *at < end && **at >= '0' && **at <= '9' && digits < 6; (*at)++, digits++)
		value = value * 10 + (**at - '0');
	if (digits == 0 || *at == end || (**at != ' ' && **at != '\n')) return false;
	(*at)++;
	*ret = value;
	return true;
}

bool raster_from_ppm(const void *bytes, size_t n, struct raster *ret)
{
	const char *at = bytes, *end = at + n;
	int width = 0, height = 0, most = 0;
	if (n < 3 || memcmp(at, "P6", 2) != 0 || (at[2] != '\n' && at[2] != ' ')) return false;
	at += 3;
	if (!number(&at, end, &width) || !number(&at, end, &height) || !number(&at, end, &most) ||
	    width == 0 || height == 0 || most != 255 ||
	    (size_t)(end - at) != (size_t)width * (size_t)height * CHANNELS)
		return false;
	raster_init(ret, width, height);
	memcpy(ret->dots, at, raster_size(ret));
	return true;
}

void raster_ppm_head(const struct raster *raster, struct buf *out)
{
	buf_printf(out, "P6\n%d %d\n255\n", raster->width, raster->height);
}

static cairo_status_t write_to(void *out, const unsigned char *bytes, unsigned int n)
{
	buf_add(out, bytes, n);
	return buf_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

bool raster_png(const struct raster *raster, struct buf *out)
{
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, raster->width, raster->height);
	bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
	for (int y = 0; good && y < raster->height; y++) {
		unsigned char *row = cairo_image_surface_get_data(surface) +
				     (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
		const unsigned char *dot = dot_at(raster, 0, y);
		for (int x = 0; x < raster->width; x++, dot += CHANNELS) {
			uint32_t colour = (uint32_t)dot[0] << 16 | (uint32_t)dot[1] << 8 | dot[2];
			memcpy(row + (size_t)x * 4, &colour, 4);
		}
	}
	cairo_surface_mark_dirty(surface);
	good = good &&
	       cairo_surface_write_to_png_stream(surface, write_to, out) == CAIRO_STATUS_SUCCESS;
	cairo_surface_destroy(surface);
	return good && buf_ok(out);
}
