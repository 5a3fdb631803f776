/* SPDX-License-Identifier: MulanPSL-2.0
 * Files to be blacked out, made by hand, with SECRET in every corner a PDF has. */
#ifndef LIANXIN_TESTS_UNIT_HELP_BLACKOUT_H
#define LIANXIN_TESTS_UNIT_HELP_BLACKOUT_H

#include "paper/raster.h"

#define SECRET "SECRET110101199003070011"

/* Two A4 pages. On the first, SECRET is printed 40 points high from (100, 500) points, counted from
 * below, and a word that may be given at (100, 700); it is also in a text field's note, a switched-
 * off layer, white on white, outside the crop box, in a script, an attached file, the title, XMP.
 */
void hostile_pdf(struct buf *out);
/* n blank pages of that size in points, with `extra` in each page's dictionary. */
void blank_pdf(struct buf *out, int n, int width, int height, const char *extra);
/* Forms that call forms: 10^9 drawings out of some hundred bytes. */
void endless_pdf(struct buf *out);
/* A picture that compresses badly, like a photograph; not grey. */
void photograph(int width, int height, struct raster *ret);
/* As JPEG, with a camera's note of which way is up when orientation is not 0. */
void jpeg_of(const struct raster *raster, int orientation, struct buf *out);

#endif
