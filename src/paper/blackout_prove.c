/* SPDX-License-Identifier: MulanPSL-2.0
 * The proof that the black is all there is: the finished file is read like a stranger's. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/apart.h"
#include "paper/blackout_inside.h"
#include "paper/scan_inside.h"

/* How far a dot may be from what was drawn, of 255: not at all, but for rounding; JPEG is
 * uneasy beside the letters of a label and the box's edge, and quiet in the mean. */
static const struct {
	int most;
	double mean;
} EXACT = {1, 0.01}, LOSSY = {96, 6};

static enum err unproved(const char *what, struct error *error)
{
	error_set(error, ERR_ENV, "请联系系统管理员，不要用别的办法把原件发出去。",
		  "涂黑之后的核对没有通过，所以没有生成文件。");
	error_detail(error, "blackout not proved: %s", what);
	return ERR_ENV;
}

static bool same_inside(const struct raster *drawn, const struct raster *read,
			struct raster_box place, bool lossy)
{
	int most = lossy ? LOSSY.most : EXACT.most;
	double mean = lossy ? LOSSY.mean : EXACT.mean;
	uint64_t sum = 0, count = (uint64_t)place.width * (uint64_t)place.height * 3;
	for (int y = place.y; y < place.y + place.height; y++) {
		size_t at = ((size_t)y * (size_t)drawn->width + (size_t)place.x) * 3;
		for (size_t i = at; i < at + (size_t)place.width * 3; i++) {
			int apart = abs(drawn->dots[i] - read->dots[i]);
			if (apart > most) return false;
			sum += (uint64_t)apart;
		}
	}
	return (double)sum <= mean * (double)count;
}

static enum err prove_page(const struct scan *made, const struct scan *scan, int page,
			   const struct blackout_plan *plan, bool lossy, const struct fonts *fonts,
			   struct error *error)
{
	const struct scan_page *size = &scan->pages[page - 1];
	struct raster read, drawn;
	enum err err = scan_read(made, page, size->dots_x, size->dots_y, &read, error);
	if (err != ERR_NONE) return unproved("a page cannot be read", error);
	raster_init(&drawn, size->dots_x, size->dots_y);
	blackout_paint(plan, page, size->width, fonts, &drawn);
	/* as paper/picture_pdf.h packs a page without colour */
	if (!lossy && raster_is_grey(&read)) raster_coarsen(&drawn);
	for (size_t i = 0; i < plan->n && err == ERR_NONE; i++)
		if (plan->boxes[i].page == page &&
		    !same_inside(&drawn, &read,
				 blackout_place(&plan->boxes[i], size->dots_x, size->dots_y),
				 lossy))
			err = unproved("a box shows something else", error);
	raster_release(&read);
	raster_release(&drawn);
	return err;
}

static enum err prove(struct scan *made, const struct scan *scan, const struct blackout_plan *plan,
		      const bool *lossy, const struct fonts *fonts, struct arena *arena,
		      struct error *error)
{
	size_t letters = 1;
	if (scan_open_pdf(made, arena, error) != ERR_NONE)
		return unproved("the file cannot be opened", error);
	if (made->n_pages != scan->n_pages) return unproved("the pages are not as many", error);
	if (scan_text(made, &letters, error) != ERR_NONE)
		return unproved("the text cannot be looked for", error);
	if (letters != 0) return unproved("there is text", error);
	enum err err = ERR_NONE;
	for (int page = 1; page <= scan->n_pages && err == ERR_NONE; page++)
		if (blackout_touches(plan, page))
			err = prove_page(made, scan, page, plan, lossy[page - 1], fonts, error);
	return err;
}

enum err blackout_prove(const struct buf *file, const struct scan *scan,
			const struct blackout_plan *plan, const bool *lossy,
			const struct fonts *fonts, struct arena *arena, struct error *error)
{
	struct scan made = {.kind = SCAN_PDF, .input = apart_input(file->p, file->n)};
	if (made.input < 0) return unproved(strerror(errno), error);
	enum err err = prove(&made, scan, plan, lossy, fonts, arena, error);
	scan_close(&made);
	return err;
}
