/* SPDX-License-Identifier: MulanPSL-2.0
 * JPEG segments up to the picture (ITU-T T.81, B.1.1); in APP1 a TIFF head whose first directory
 * may have tag 0x0112 (CIPA DC-008). Every offset is the file's word and is checked. */
#include "paper/exif.h"

#include <string.h>

struct bytes {
	const unsigned char *p;
	size_t n;
	bool little;
};

static unsigned number(const struct bytes *from, size_t at, size_t width)
{
	unsigned value = 0;
	if (at > from->n || from->n - at < width) return 0;
	for (size_t i = 0; i < width; i++)
		value = value << 8 | from->p[at + (from->little ? width - 1 - i : i)];
	return value;
}

static int in_tiff(struct bytes tiff)
{
	enum { ORIENTATION = 0x0112, SHORT = 3, ENTRY = 12 };
	if (tiff.n < 8) return 1;
	tiff.little = tiff.p[0] == 'I';
	if (number(&tiff, 2, 2) != 42) return 1;
	size_t at = number(&tiff, 4, 4);
	unsigned entries = number(&tiff, at, 2);
	for (at += 2; entries > 0; entries--, at += ENTRY) {
		if (at > tiff.n || tiff.n - at < ENTRY) return 1;
		if (number(&tiff, at, 2) != ORIENTATION || number(&tiff, at + 2, 2) != SHORT)
			continue;
		unsigned value = number(&tiff, at + 8, 2);
		return value >= 1 && value <= 8 ? (int)value : 1;
	}
	return 1;
}

int exif_orientation(const unsigned char *jpeg, size_t n)
{
	enum { APP1 = 0xe1, START_OF_SCAN = 0xda, HEAD = 6 };
	struct bytes file = {.p = jpeg, .n = n};
	for (size_t at = 2; at + 4 <= n && jpeg[at] == 0xff;) {
		unsigned mark = jpeg[at + 1], length = number(&file, at + 2, 2);
		if (mark == START_OF_SCAN || length < 2 || length > n - at - 2) return 1;
		if (mark == APP1 && length >= 2 + HEAD &&
		    memcmp(jpeg + at + 4, "Exif\0", HEAD) == 0)
			return in_tiff(
				(struct bytes){.p = jpeg + at + 4 + HEAD, .n = length - 2 - HEAD});
		at += 2 + length;
	}
	return 1;
}
