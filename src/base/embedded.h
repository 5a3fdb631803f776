/* SPDX-License-Identifier: MulanPSL-2.0
 * Files compiled into the binary by tools/embed.py: everything under rules/, assets/ and
 * src/store/migrations/. Paths are those of the checkout, e.g. "rules/calendar/2024.csv". */
#ifndef LIANXIN_BASE_EMBEDDED_H
#define LIANXIN_BASE_EMBEDDED_H

struct embedded {
	const char *path;
	const char *bytes; /* NUL-terminated beyond n */
	size_t n;
};

/* Sorted by path; ends with a row whose path is NULL. */
extern const struct embedded embedded_files[];
/* NULL when no such file was compiled in. */
const struct embedded *embedded_find(const char *path);

#endif
