/* SPDX-License-Identifier: MulanPSL-2.0
 * A page as dots: rows from the top, three bytes a dot, red, green, blue; no gaps. */
#ifndef LIANXIN_PAPER_RASTER_H
#define LIANXIN_PAPER_RASTER_H

#include "base/buf.h"

struct raster {
	int width, height;
	unsigned char *dots; /* width * height * 3, from malloc */
};

/* A rectangle of dots; it may be empty, never reach out of its raster. */
struct raster_box {
	int x, y, width, height;
};

/* White. Aborts when the machine has no memory: whoever asks has bounded width and height. */
void raster_init(struct raster *raster, int width, int height);
void raster_release(struct raster *raster); /* and all-zero again */
size_t raster_size(const struct raster *raster);
void raster_fill(struct raster *raster, struct raster_box box, unsigned char red,
		 unsigned char green, unsigned char blue);
/* No dot has a colour. */
bool raster_is_grey(const struct raster *raster);
/* A grey of 256 as one of RASTER_SHADES, 0 black; and that shade as a grey again. */
enum { RASTER_SHADES = 16, RASTER_SHADE_STEP = 255 / (RASTER_SHADES - 1) };
unsigned char raster_shade(unsigned char grey);
/* Every dot to the nearest of these greys; of a picture without colour. */
void raster_coarsen(struct raster *raster);
/* The same picture in another size, each dot the mean of those it covers. ret is initialised. */
void raster_scale(const struct raster *from, int width, int height, struct raster *ret);
/* Turned until upright, for what a camera noted (EXIF orientation 1–8; anything else is 1). */
void raster_upright(struct raster *raster, int orientation);
/* Reads "P6 width height 255" and its dots, all n bytes of them; false for anything else. */
bool raster_from_ppm(const void *bytes, size_t n, struct raster *ret);
/* The head of such a file, without its dots. */
void raster_ppm_head(const struct raster *raster, struct buf *out);
/* Adds a PNG file. False when it outgrows the buffer. */
bool raster_png(const struct raster *raster, struct buf *out) MUST_CHECK;

#endif
