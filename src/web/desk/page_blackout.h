/* SPDX-License-Identifier: MulanPSL-2.0
 * Blacking out a file of a case, page by page; what it will look like; asking for the file that is
 * given. */
#ifndef LIANXIN_WEB_DESK_PAGE_BLACKOUT_H
#define LIANXIN_WEB_DESK_PAGE_BLACKOUT_H

#include "web/desk/blackout_surface.h"
#include "web/desk/desk.h"

struct desk_blackout_page {
	const char *href, *label; /* "第3页" */
	const char *count;	  /* "2个框" */
	bool here;
};
struct desk_blackout_box {
	const char *number, *place, *ground, *reason;
};
struct desk_blackout {
	struct desk_frame frame;
	struct view_problems problems;
	const char *number, *subject, *name;
	const char *state, *said; /* said: why it could not be made, "" otherwise */
	const char *changed;	  /* somebody was faster; NULL: nobody */
	const char *closed;	  /* why the file cannot be opened; NULL: it can */
	bool asked;
	const char *here_href; /* this page again */
	const char *result_href, *result_name;
	const char *grounds; /* "" none */
	int page, n_pages;
	const char *before_href, *after_href;
	const struct desk_blackout_page *marked; /* the pages with boxes */
	size_t n_marked;
	const char *version, *action, *make_action;
	struct blackout_surface surface;
	const char *preview_href, *draw_href;
	/* of the preview */
	const char *image;
	int width, height;
	const struct desk_blackout_box *boxes;
	size_t n_boxes;
};
TEMPLATE(desk_blackout, desk_blackout);
TEMPLATE(desk_blackout_preview, desk_blackout);

page_handler page_blackout, page_blackout_save, page_blackout_image, page_blackout_preview,
	page_blackout_painted, page_blackout_make;

#endif
