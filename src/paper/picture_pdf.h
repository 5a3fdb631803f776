/* SPDX-License-Identifier: MulanPSL-2.0
 * A PDF that is pictures and nothing else: a page is one image, drawn over all of it. No fonts, no
 * text, no notes, no title, author or date, no XMP, no attachments: the file has no place for them.
 * Written by hand, so that nothing gets in by a library's good will. */
#ifndef LIANXIN_PAPER_PICTURE_PDF_H
#define LIANXIN_PAPER_PICTURE_PDF_H

#include "paper/raster.h"

struct picture_pdf {
	struct buf *out;
	size_t *places; /* of the objects, from the file's beginning */
	int n_pages, done;
};

/* out: empty. */
void picture_pdf_begin(struct picture_pdf *pdf, struct buf *out, int n_pages);
/* The next page, so many points wide and as high as its dots are square. A text stays exactly as it
 * is, in sixteen shades where there is no colour; a photograph or a scan, which would be many times
 * larger, is stored as JPEG and then *ret_lossy is true. */
void picture_pdf_page(struct picture_pdf *pdf, const struct raster *raster, double width,
		      bool *ret_lossy);
/* After all pages. False when the file outgrew its buffer. */
bool picture_pdf_end(struct picture_pdf *pdf) MUST_CHECK;

#endif
