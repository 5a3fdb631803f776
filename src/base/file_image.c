/* SPDX-License-Identifier: MulanPSL-2.0
 * Pictures: whole, and of a size that somebody may open. Nothing is decoded. */
#include <string.h>

#include "base/file_inside.h"

enum { TIFF_PAGES_MAX = 1000, TIFF_WIDTH = 256, TIFF_HEIGHT = 257, TIFF_SHORT = 3 };

static const char *look_size(uint32_t width, uint32_t height)
{
	if (width == 0 || height == 0) return "没有画面，可能已经损坏";
	bool absurd = width > FILE_SIDE_MAX || height > FILE_SIDE_MAX ||
		      (uint64_t)width * height > FILE_PIXELS_MAX;
	return absurd ? "的画面尺寸太大，打不开，请缩小后再发" : NULL;
}

static uint32_t big16(const unsigned char *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t big32(const unsigned char *p)
{
	return big16(p) << 16 | big16(p + 2);
}

/* A frame header among the markers C0 to CF. */
static bool is_frame(unsigned marker)
{
	return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
	       marker != 0xCC;
}

/* Telephones put more pictures, or a film, behind the end mark: that is no fault. */
const char *file_look_jpeg(const unsigned char *bytes, size_t n, struct file_seen *seen)
{
	size_t at = 2;
	while (n - at >= 4) {
		if (bytes[at] != 0xFF) return FILE_CUT_SHORT;
		unsigned marker = bytes[at + 1];
		if (marker == 0xFF) { /* padding */
			at++;
			continue;
		}
		size_t length = big16(bytes + at + 2);
		if (length < 2 || n - at - 2 < length) return FILE_CUT_SHORT;
		if (is_frame(marker)) {
			if (length < 8) return FILE_CUT_SHORT;
			seen->height = big16(bytes + at + 5);
			seen->width = big16(bytes + at + 7);
		}
		at += 2 + length;
		if (marker != 0xDA) continue;
		if (seen->width == 0 || memmem(bytes + at, n - at, "\xFF\xD9", 2) == NULL)
			return FILE_CUT_SHORT;
		return look_size(seen->width, seen->height);
	}
	return FILE_CUT_SHORT;
}

const char *file_look_png(const unsigned char *bytes, size_t n, struct file_seen *seen)
{
	if (n < 33 || big32(bytes + 8) != 13 || memcmp(bytes + 12, "IHDR", 4) != 0)
		return FILE_CUT_SHORT;
	seen->width = big32(bytes + 16);
	seen->height = big32(bytes + 20);
	const char *wrong = look_size(seen->width, seen->height);
	if (wrong != NULL) return wrong;
	bool drawn = false;
	for (size_t at = 8; n - at >= 12;) {
		size_t length = big32(bytes + at);
		if (length > n - at - 12) return FILE_CUT_SHORT;
		drawn |= memcmp(bytes + at + 4, "IDAT", 4) == 0;
		bool end = memcmp(bytes + at + 4, "IEND", 4) == 0;
		at += 12 + length;
		if (!end) continue;
		if (!drawn) return FILE_CUT_SHORT;
		/* cropped screenshots of some telephones keep what was cut off there */
		return at == n ? NULL : "的末尾夹带了别的内容，请重新保存后再发";
	}
	return FILE_CUT_SHORT;
}

struct tiff {
	const unsigned char *bytes;
	size_t n;
	bool big; /* big-endian */
};

static uint32_t tiff16(const struct tiff *tiff, size_t at)
{
	const unsigned char *p = tiff->bytes + at;
	return tiff->big ? big16(p) : (uint32_t)p[1] << 8 | p[0];
}

static uint32_t tiff32(const struct tiff *tiff, size_t at)
{
	return tiff->big ? tiff16(tiff, at) << 16 | tiff16(tiff, at + 2)
			 : tiff16(tiff, at + 2) << 16 | tiff16(tiff, at);
}

/* One page's size, and where the next page's directory stands. */
static const char *look_page(const struct tiff *tiff, size_t at, uint32_t *ret_width,
			     uint32_t *ret_height, size_t *ret_next)
{
	if (tiff->n < 6 || at > tiff->n - 6) return FILE_CUT_SHORT;
	size_t entries = tiff16(tiff, at);
	if (entries == 0 || tiff->n - at - 6 < entries * 12) return FILE_CUT_SHORT;
	uint32_t width = 0, height = 0;
	for (size_t i = 0; i < entries; i++) {
		size_t entry = at + 2 + i * 12;
		uint32_t tag = tiff16(tiff, entry);
		uint32_t value = tiff16(tiff, entry + 2) == TIFF_SHORT ? tiff16(tiff, entry + 8)
								       : tiff32(tiff, entry + 8);
		if (tag == TIFF_WIDTH) width = value;
		if (tag == TIFF_HEIGHT) height = value;
	}
	*ret_width = width;
	*ret_height = height;
	*ret_next = tiff32(tiff, at + 2 + entries * 12);
	return look_size(width, height);
}

const char *file_look_tiff(const unsigned char *bytes, size_t n, struct file_seen *seen)
{
	const struct tiff tiff = {bytes, n, bytes[0] == 'M'};
	if (n < 8) return FILE_CUT_SHORT;
	size_t at = tiff32(&tiff, 4);
	for (int page = 0; page < TIFF_PAGES_MAX; page++) {
		uint32_t width, height;
		const char *wrong = look_page(&tiff, at, &width, &height, &at);
		if (wrong != NULL) return wrong;
		if (page == 0) {
			seen->width = width;
			seen->height = height;
		}
		if (at == 0) return NULL;
	}
	return "的页数太多，或者已经损坏";
}
