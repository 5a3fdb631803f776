/* SPDX-License-Identifier: MulanPSL-2.0
 * The surface on which a clerk blacks out one page of a document: the page's picture to draw on,
 *and the same boxes as lines of a form, which is all there is without scripts. A part of a page's
 *form:
 *
 *	struct blackout_row *rows = blackout_rows_saved(boxes, n, arena, &n_rows);   on GET
 *	rows = blackout_rows_typed(request, &n_rows);                                on POST
 *	n = blackout_rows_check(rows, n_rows, page, &problems, boxes);
 *	view.surface = blackout_surface_of(request, page, "/…/page/1.png", 900, 1273, rows, n_rows);
 *
 *	<form …> {{> blackout_surface surface}} <button>保存</button> </form>
 *
 * The picture comes from blackout_page() (paper/blackout.h), served as image/png without a cache;
 * what goes out, from blackout_make() with the words of the ground (law/withheld.h) as label.
 * assets/blackout.js keeps drawing and lines the same; it needs style-src 'self' alone. */
#ifndef LIANXIN_WEB_DESK_BLACKOUT_SURFACE_H
#define LIANXIN_WEB_DESK_BLACKOUT_SURFACE_H

#include "base/problem.h"
#include "office/matter_blackout.h"
#include "web/view.h"

struct request;

enum {
	BLACKOUT_ROWS = 50,    /* boxes on one page; a form holds no more fields */
	BLACKOUT_SPARE = 3,    /* empty lines below what is there */
	BLACKOUT_REASON = 200, /* characters of a reason */
};

/* A line of the form, as it was typed. */
struct blackout_row {
	int index, number; /* from 0, for the fields' names; from 1, for people */
	const char *left, *top, *width, *height, *ground, *reason;
	bool remove;
	const char *error;
	const struct view_option *grounds;
	size_t n_grounds;
};

struct blackout_tick {
	const char *text;
};

struct blackout_surface {
	const char *image, *script;
	int page, width, height; /* the picture's dots */
	struct blackout_tick marks[11];
	size_t n_marks;
	const struct blackout_row *rows;
	size_t n_rows;
};
TEMPLATE(blackout_surface, blackout_surface);

/* Lines of saved boxes; those of other pages are left out. */
struct blackout_row *blackout_rows_saved(const struct blackout_entry *boxes, size_t n, int page,
					 struct arena *arena, size_t *ret_n);
/* Lines as they were sent. */
struct blackout_row *blackout_rows_typed(const struct request *request, size_t *ret_n);
/* What the lines say: at most BLACKOUT_ROWS boxes in ret, their number comes back. Empty and
 * removed lines are left out. A mistake is said in its row and in problems, under "left-3" and the
 * like. */
size_t blackout_rows_check(struct blackout_row *rows, size_t n, int page, struct problems *problems,
			   struct blackout_entry *ret);
/* The view, with empty lines below the rows. image: the picture's address. */
struct blackout_surface blackout_surface_of(const struct request *request, int page,
					    const char *image, int width, int height,
					    const struct blackout_row *rows, size_t n);

#endif
