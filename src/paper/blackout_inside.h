/* SPDX-License-Identifier: MulanPSL-2.0
 * The steps of paper/blackout.h: painting, and the proof. */
#ifndef LIANXIN_PAPER_BLACKOUT_INSIDE_H
#define LIANXIN_PAPER_BLACKOUT_INSIDE_H

#include "paper/blackout.h"
#include "paper/fonts.h"
#include "paper/scan.h"

/* Boxes in the order of their numbers. */
struct blackout_plan {
	const struct blackout_box *boxes; /* as handed in */
	struct blackout_mark *marks;	  /* the n of them, sorted */
	size_t n;
};

/* Where a box stands on a picture of so many dots: whole dots, rounded outwards. */
struct raster_box blackout_place(const struct blackout_box *box, int dots_x, int dots_y);
/* Draws the boxes of a page, in order, and notes in the plan which labels found room. */
void blackout_paint(const struct blackout_plan *plan, int page, double points_wide,
		    const struct fonts *fonts, struct raster *raster);
/* Are there boxes on this page? */
bool blackout_touches(const struct blackout_plan *plan, int page);

/* Of a PDF just made of `scan`: as many pages, no text, and inside the boxes what we drew.
 * lossy: by page, from the first. ERR_ENV when that is not so. */
enum err blackout_prove(const struct buf *made, const struct scan *scan,
			const struct blackout_plan *plan, const bool *lossy,
			const struct fonts *fonts, struct arena *arena,
			struct error *error) MUST_CHECK;

#endif
