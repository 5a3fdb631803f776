/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/utf8.h"

#include <string.h>

size_t utf8_decode(const char *bytes, size_t n, uint32_t *ret_code_point)
{
	const unsigned char *b = (const unsigned char *)bytes;
	if (n == 0) return 0;
	if (b[0] < 0x80) {
		*ret_code_point = b[0];
		return 1;
	}
	/* nearly all of Chinese text, told apart quickly; e0 and ed have forbidden seconds */
	if (n >= 3 && b[0] >= 0xe1 && b[0] <= 0xef && b[0] != 0xed && (b[1] & 0xc0) == 0x80 &&
	    (b[2] & 0xc0) == 0x80) {
		*ret_code_point = (b[0] & 0xfU) << 12 | (b[1] & 0x3fU) << 6 | (b[2] & 0x3fU);
		return 3;
	}
	size_t length = b[0] >= 0xf0 ? 4 : b[0] >= 0xe0 ? 3 : 2;
	if (b[0] < 0xc2 || b[0] > 0xf4 || n < length) return 0;
	uint32_t point = b[0] & (0xffU >> (length + 1));
	for (size_t i = 1; i < length; i++) {
		if ((b[i] & 0xc0) != 0x80) return 0;
		point = point << 6 | (b[i] & 0x3fU);
	}
	if ((length == 3 && point < 0x800) || (length == 4 && point < 0x10000)) return 0;
	if ((point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return 0;
	*ret_code_point = point;
	return length;
}

bool utf8_valid(const char *bytes, size_t n)
{
	uint32_t point;
	for (size_t at = 0; at < n;) {
		size_t length = utf8_decode(bytes + at, n - at, &point);
		if (length == 0) return false;
		at += length;
	}
	return true;
}

size_t utf8_prefix(const char *text, size_t max)
{
	size_t n = strlen(text), at = 0;
	uint32_t point;
	for (size_t count = 0; at < n && count < max; count++) {
		size_t length = utf8_decode(text + at, n - at, &point);
		at += length == 0 ? 1 : length;
	}
	return at;
}

size_t utf8_length(const char *text)
{
	size_t n = strlen(text), count = 0;
	uint32_t point;
	for (size_t at = 0; at < n; count++) {
		size_t length = utf8_decode(text + at, n - at, &point);
		at += length == 0 ? 1 : length;
	}
	return count;
}

bool utf8_hidden(uint32_t point)
{
	if (point < 0x20) return true;
	if (point < 0x7f || (point >= 0xa0 && point < 0x2028)) return false;
	return point < 0xa0 || point <= 0x202e || (point >= 0x2066 && point <= 0x2069);
}

bool utf8_empty(uint32_t point)
{
	static const uint32_t points[] = {0x00AD, 0x115F, 0x1160, 0x200B,
					  0x2060, 0x3164, 0xFEFF, 0xFFA0};
	for (size_t i = 0; i < COUNT_OF(points); i++)
		if (point == points[i]) return true;
	return false;
}
