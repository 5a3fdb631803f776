/* SPDX-License-Identifier: MulanPSL-2.0
 * The pages of a file somebody handed in (PDF, PNG, JPEG), as pictures. The bytes are not trusted:
 * PDF is read by poppler's programs, pictures by our own functions, each in a sealed child of its
 * own (base/apart.h) with a bound on memory, time and output. What one sees of a page is what a
 * viewer shows: its crop box, upright, layers and notes as they are switched on.
 * Errors of all functions: ERR_CONTENT with a Chinese sentence, what is wrong with the file;
 * ERR_ENV when the machine lacks something. */
#ifndef LIANXIN_PAPER_SCAN_H
#define LIANXIN_PAPER_SCAN_H

#include "base/arena.h"
#include "base/error.h"
#include "paper/raster.h"

enum {
	SCAN_BYTES = 20 * 1024 * 1024,
	SCAN_PAGES = 200,
	SCAN_SIDE_MM = 1200,	 /* the longer side of a page: A0 fits */
	SCAN_DPI = 200,		 /* of the pictures of a PDF's pages, */
	SCAN_DOTS = 24000000,	 /* unless one would have more dots than this */
	SCAN_PICTURE = 64000000, /* dots of a picture handed in, before it is made smaller */
};

struct scan_page {
	double width, height; /* as seen, in points (1/72 inch) */
	int dots_x, dots_y;   /* in which it is read at its best */
	bool turned;	      /* a PDF's page that is shown on its side */
};

enum scan_kind { SCAN_PDF, SCAN_PNG, SCAN_JPEG };

struct scan {
	enum scan_kind kind;
	int input; /* base/apart.h */
	int n_pages;
	struct scan_page *pages; /* in the arena */
};

/* n: at most SCAN_BYTES, or it is refused. Close it when it was opened. */
enum err scan_open(const void *bytes, size_t n, struct arena *arena, struct scan *ret,
		   struct error *error) MUST_CHECK;
void scan_close(struct scan *scan);
/* One page, counted from 1, in that many dots, at most SCAN_DOTS. */
enum err scan_read(const struct scan *scan, int page, int dots_x, int dots_y, struct raster *ret,
		   struct error *error) MUST_CHECK;
/* Why a viewer would show nothing of such a file: damaged, without a page, behind a password,
 * a picture of more than SCAN_PICTURE dots; a Chinese sentence in the arena. NULL: it opens, or
 * nobody can say here (another kind of file, more than SCAN_BYTES, no program, no time). Takes a
 * fraction of a second. */
const char *scan_shut(const void *bytes, size_t n, struct arena *arena);
/* How many characters of text a PDF gives, blanks and page ends not counted. */
enum err scan_text(const struct scan *scan, size_t *ret_n, struct error *error) MUST_CHECK;

#endif
