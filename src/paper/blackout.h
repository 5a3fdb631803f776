/* SPDX-License-Identifier: MulanPSL-2.0
 * Blacking out (区分处理, Art. 37): what may not be given is painted over on pictures of the pages,
 * and the file that goes out is made of those pictures alone, so that nothing lies under the black:
 * no text layer, no notes, layers, attachments, scripts, nor what the file said of its author.
 * The work is proved before it is handed back: text is taken out of the new file again (there must
 * be none), and each of its pages is drawn again (inside the boxes there must be nothing but
 * what we drew).
 * Everything runs in child processes (docs/decisions/blackout.md): a hostile, broken or endless
 * file costs a sentence, never the server. It takes about half a second a page: not for a thread
 * that others wait for. */
#ifndef LIANXIN_PAPER_BLACKOUT_H
#define LIANXIN_PAPER_BLACKOUT_H

#include <stdatomic.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/problem.h"

enum {
	BLACKOUT_BOXES = 2000,		   /* in one file */
	BLACKOUT_WHOLE = 1000,		   /* a page's width or height in the units of a box */
	BLACKOUT_LEAST = 2,		   /* the least width and height of a box */
	BLACKOUT_LABEL = 40,		   /* bytes of a label */
	BLACKOUT_BYTES = 64 * 1024 * 1024, /* of the file that goes out */
	BLACKOUT_WIDEST = 4000,		   /* dots across a page's picture */
};

/* Thousandths of the page as one sees it, from its upper left corner; page counts from 1. */
struct blackout_box {
	int page, x, y, width, height;
	const char *label; /* the ground in few words (law/withheld.h), printed white on the black
			    * where there is room; "" for none */
};

/* What was painted: the boxes by page, then from top to bottom, then from left to right. A letter
 * may name a box by its number, which is printed before its label. */
struct blackout_mark {
	size_t box;    /* which of those handed in */
	int number;    /* from 1 through the file */
	bool labelled; /* number and label found room; otherwise the number alone, */
	bool numbered; /* or nothing */
};

struct blackout_done {
	int n_pages;
	struct blackout_mark *marks; /* one a box, in the caller's arena */
};

struct blackout_page {
	int n_pages;
	int width, height; /* of the picture, in dots */
};

/* A page of a file that was handed in (PDF, PNG, JPEG; paper/scan.h says how large it may be) as
 * PNG, for somebody to draw on. page counts from 1; width 50–BLACKOUT_WIDEST dots, the height
 * follows. *out is added to.
 * ERR_CONTENT: the file or the page number is no good; the error's sentence, in Chinese, says why.
 * ERR_ENV: this machine cannot. */
enum err blackout_page(const void *bytes, size_t n, int page, int width, struct buf *out,
		       struct blackout_page *ret, struct error *error) MUST_CHECK;

/* How many pages there are and how large that picture would be, without drawing it. Errors as of
 * blackout_page(). */
enum err blackout_look(const void *bytes, size_t n, int page, int width, struct blackout_page *ret,
		       struct error *error) MUST_CHECK;
/* The page's picture with its boxes painted as blackout_make() would: numbers and labels with them.
 * The boxes of other pages count for the numbers alone. Errors as of blackout_make(). */
enum err blackout_preview(const void *bytes, size_t n, const struct blackout_box *boxes,
			  size_t n_boxes, int page, int width, struct arena *arena,
			  struct problems *problems, struct buf *out, struct blackout_page *ret,
			  struct error *error) MUST_CHECK;

/* Adds the blacked-out PDF to *out, which is empty and holds up to BLACKOUT_BYTES. Boxes may
 * overlap. The lower boxes' labels are then hidden by the later ones. ERR_CONTENT: *problems says
 * why in Chinese, by field "file", "boxes" or "box-N" (N from 0, as handed in). ERR_ENV: this
 * machine cannot, or the proof failed: then nothing is handed back. ERR_BUSY: *stop became true
 * (NULL: nothing stops it). */
enum err blackout_make(const void *bytes, size_t n, const struct blackout_box *boxes,
		       size_t n_boxes, const atomic_bool *stop, struct arena *arena,
		       struct problems *problems, struct buf *out, struct blackout_done *ret,
		       struct error *error) MUST_CHECK;

#endif
