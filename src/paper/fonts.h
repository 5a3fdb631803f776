/* SPDX-License-Identifier: MulanPSL-2.0
 * The typefaces of our papers, and only these: a private fontconfig configuration, made in memory
 * for each use, names four font files in one folder, so that nothing installed on the machine
 * can leak into a paper and the same tree gives the same bytes everywhere.
 * It reads fontconfig's caches (the system's, then the user's) but needs none. */
#ifndef LIANXIN_PAPER_FONTS_H
#define LIANXIN_PAPER_FONTS_H

#include <pango/pango.h>

#include "base/error.h"

#define FONT_SERIF "Noto Serif CJK SC"
#define FONT_SANS "Noto Sans CJK SC"

struct fonts {
	PangoFontMap *map;
	PangoContext
		*context; /* 1 unit is 1 point; no hinting, so that layout is the same anywhere */
};

/* dir: where the files lie. ERR_ENV when one is missing. */
enum err fonts_open(const char *dir, struct fonts *ret_fonts, struct error *error) MUST_CHECK;
void fonts_close(struct fonts *fonts);

#endif
