/* SPDX-License-Identifier: MulanPSL-2.0
 * What the readers of a handed-in file share: paper/scan.h by kind. */
#ifndef LIANXIN_PAPER_SCAN_INSIDE_H
#define LIANXIN_PAPER_SCAN_INSIDE_H

#include "base/apart.h"
#include "paper/scan.h"

/* The sentence for a child that did not end well. what: "这个文件" or "第3页". */
enum err scan_ended(enum apart_end end, const char *what, struct error *error);

/* Fill n_pages and pages of a scan whose kind and input are known. */
enum err scan_open_pdf(struct scan *scan, struct arena *arena, struct error *error);
enum err scan_open_picture(struct scan *scan, struct arena *arena, struct error *error);
/* As scan_shut, of a scan whose kind and input are known. */
const char *scan_shut_pdf(const struct scan *scan);
/* As scan_read. */
enum err scan_read_pdf(const struct scan *scan, int page, int dots_x, int dots_y,
		       struct raster *ret, struct error *error);
enum err scan_read_picture(const struct scan *scan, int dots_x, int dots_y, struct raster *ret,
			   struct error *error);

#endif
