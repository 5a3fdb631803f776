/* SPDX-License-Identifier: MulanPSL-2.0
 * PNG by cairo, JPEG by libjpeg-turbo. Everything that looks into the file runs in a sealed child;
 * what comes back is the size, or the dots in the size asked for. */
#include <cairo.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <unistd.h>

#include "paper/exif.h"
#include "paper/scan_inside.h"

enum { PICTURE_MS = 60000, PICTURE_SECONDS = 10, SIDE_MAX = 32767, A4_POINTS = 842 };
#define PICTURE_MEMORY ((size_t)1 << 30)

struct reading {
	enum scan_kind kind;
	int dots_x, dots_y; /* 0: only the size is asked */
	struct buf file;
	size_t at;
};

/* The child's answer when only the size is asked. */
struct picture_size {
	int width, height; /* upright */
};

static bool read_file(struct buf *file)
{
	char block[64 * 1024];
	buf_init(file, SCAN_BYTES);
	for (;;) {
		ssize_t got = read(STDIN_FILENO, block, sizeof block);
		if (got < 0 && errno == EINTR) continue;
		if (got <= 0) return got == 0 && buf_ok(file) && file->n > 0;
		buf_add(file, block, (size_t)got);
	}
}

static bool good_size(int64_t width, int64_t height)
{
	return width > 0 && height > 0 && width <= SIDE_MAX && height <= SIDE_MAX &&
	       width * height <= SCAN_PICTURE;
}

static cairo_status_t next_bytes(void *reading, unsigned char *bytes, unsigned int n)
{
	struct reading *from = reading;
	if (n > from->file.n - from->at) return CAIRO_STATUS_READ_ERROR;
	memcpy(bytes, from->file.p + from->at, n);
	from->at += n;
	return CAIRO_STATUS_SUCCESS;
}

static int big_endian(const char *bytes)
{
	const unsigned char *at = (const unsigned char *)bytes;
	return at[0] > 0x7f ? -1 : at[0] << 24 | at[1] << 16 | at[2] << 8 | at[3];
}

static bool png_size(const struct reading *from, struct picture_size *ret)
{
	enum { WIDTH_AT = 16, HEAD = 24 };
	if (from->file.n < HEAD) return false;
	ret->width = big_endian(from->file.p + WIDTH_AT);
	ret->height = big_endian(from->file.p + WIDTH_AT + 4);
	return good_size(ret->width, ret->height);
}

/* Over white, where the picture lets something shine through. */
static bool read_png(struct reading *from, struct raster *ret)
{
	cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(next_bytes, from);
	if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) return false;
	cairo_format_t format = cairo_image_surface_get_format(surface);
	if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24) return false;
	raster_init(ret, cairo_image_surface_get_width(surface),
		    cairo_image_surface_get_height(surface));
	unsigned char *dot = ret->dots;
	for (int y = 0; y < ret->height; y++) {
		const unsigned char *row =
			cairo_image_surface_get_data(surface) +
			(size_t)y * (size_t)cairo_image_surface_get_stride(surface);
		for (int x = 0; x < ret->width; x++, dot += 3) {
			uint32_t colour;
			memcpy(&colour, row + (size_t)x * 4, 4);
			uint32_t white = format == CAIRO_FORMAT_ARGB32 ? 255 - (colour >> 24) : 0;
			for (int i = 0; i < 3; i++) {
				uint32_t part = (colour >> (16 - 8 * i) & 255) + white;
				dot[i] = (unsigned char)(part > 255 ? 255 : part);
			}
		}
	}
	cairo_surface_destroy(surface);
	return true;
}

struct jpeg {
	tjhandle handle;
	const unsigned char *bytes;
	int width, height, colours, orientation;
};

static bool jpeg_open(const struct reading *from, struct jpeg *ret)
{
	int samples;
	ret->handle = tjInitDecompress();
	ret->bytes = (const unsigned char *)from->file.p;
	ret->orientation = exif_orientation(ret->bytes, from->file.n);
	return ret->handle != NULL &&
	       tjDecompressHeader3(ret->handle, ret->bytes, from->file.n, &ret->width, &ret->height,
				   &samples, &ret->colours) == 0 &&
	       good_size(ret->width, ret->height);
}

/* Odd bytes are no harm; a picture that ends too early is another one than was meant. */
static bool jpeg_decoded(const struct jpeg *jpeg, int answer)
{
	return answer == 0 || (tjGetErrorCode(jpeg->handle) == TJERR_WARNING &&
			       strstr(tjGetErrorStr2(jpeg->handle), "Premature") == NULL);
}

/* Printers' files: four inks, which Adobe's programs and all after them store inverted. */
static bool read_inks(const struct jpeg *jpeg, size_t n, struct raster *raster)
{
	size_t count = (size_t)raster->width * (size_t)raster->height;
	unsigned char *inks = malloc(count * 4);
	bool good =
		inks != NULL &&
		jpeg_decoded(jpeg, tjDecompress2(jpeg->handle, jpeg->bytes, n, inks, raster->width,
						 0, raster->height, TJPF_CMYK, TJFLAG_LIMITSCANS));
	for (size_t i = 0; good && i < count; i++)
		for (int k = 0; k < 3; k++)
			raster->dots[i * 3 + (size_t)k] =
				(unsigned char)(inks[i * 4 + (size_t)k] * inks[i * 4 + 3] / 255);
	free(inks);
	return good;
}

static bool read_jpeg(struct reading *from, struct raster *ret)
{
	struct jpeg jpeg;
	if (!jpeg_open(from, &jpeg)) return false;
	raster_init(ret, jpeg.width, jpeg.height);
	bool good;
	if (jpeg.colours == TJCS_CMYK || jpeg.colours == TJCS_YCCK)
		good = read_inks(&jpeg, from->file.n, ret);
	else
		good = jpeg_decoded(&jpeg, tjDecompress2(jpeg.handle, jpeg.bytes, from->file.n,
							 ret->dots, jpeg.width, 0, jpeg.height,
							 TJPF_RGB, TJFLAG_LIMITSCANS));
	if (good) raster_upright(ret, jpeg.orientation);
	tjDestroy(jpeg.handle);
	return good;
}

static bool answer_size(const struct reading *from)
{
	struct picture_size size = {0};
	struct jpeg jpeg;
	if (from->kind == SCAN_PNG) return png_size(from, &size) && apart_write(&size, sizeof size);
	if (!jpeg_open(from, &jpeg)) return false;
	bool turned = jpeg.orientation >= 5;
	size.width = turned ? jpeg.height : jpeg.width;
	size.height = turned ? jpeg.width : jpeg.height;
	tjDestroy(jpeg.handle);
	return apart_write(&size, sizeof size);
}

static bool answer_dots(struct reading *from)
{
	struct picture_size size;
	struct raster whole = {0}, asked = {0};
	struct buf head;
	bool good = from->kind == SCAN_PNG ? png_size(from, &size) && read_png(from, &whole)
					   : read_jpeg(from, &whole);
	if (!good) return false;
	if (whole.width == from->dots_x && whole.height == from->dots_y)
		asked = whole;
	else
		raster_scale(&whole, from->dots_x, from->dots_y, &asked);
	buf_init(&head, 64);
	raster_ppm_head(&asked, &head);
	good = apart_write(head.p, head.n) && apart_write(asked.dots, raster_size(&asked));
	return good; /* the child ends here, and its memory with it */
}

static bool in_child(void *argument)
{
	struct reading *reading = argument;
	if (!read_file(&reading->file)) return false;
	return reading->dots_x == 0 ? answer_size(reading) : answer_dots(reading);
}

static enum err ask(const struct scan *scan, int dots_x, int dots_y, struct buf *out,
		    struct error *error)
{
	struct reading reading = {.kind = scan->kind, .dots_x = dots_x, .dots_y = dots_y};
	struct apart apart = {
		.run = in_child,
		.argument = &reading,
		.input = scan->input,
		.sealed = true,
		.memory = PICTURE_MEMORY,
		.cpu_seconds = PICTURE_SECONDS,
		.limit_ms = PICTURE_MS,
	};
	return scan_ended(apart_run(&apart, out, NULL), "这张图片", error);
}

/* As large as on paper at the resolution of scans, but no larger than A4. */
static void measure(struct picture_size size, struct scan_page *page)
{
	double x = size.width, y = size.height;
	double less = x * y > SCAN_DOTS ? sqrt(SCAN_DOTS / (x * y)) : 1;
	double points = fmin(72.0 / SCAN_DPI, A4_POINTS / fmax(x, y));
	page->dots_x = (int)fmax(1, floor(x * less));
	page->dots_y = (int)fmax(1, floor(y * less));
	page->width = x * points;
	page->height = y * points;
}

enum err scan_open_picture(struct scan *scan, struct arena *arena, struct error *error)
{
	struct picture_size size;
	struct buf out;
	buf_init(&out, sizeof size + 1);
	enum err err = ask(scan, 0, 0, &out, error);
	if (err == ERR_NONE && out.n != sizeof size)
		err = scan_ended(APART_FAILED, "这张图片", error);
	if (err == ERR_NONE) {
		memcpy(&size, out.p, sizeof size);
		scan->n_pages = 1;
		scan->pages = ARENA_NEW(arena, struct scan_page);
		measure(size, scan->pages);
	} else if (err == ERR_CONTENT) {
		error_set(error, err, "请重新扫描，或者另存为PDF再试。",
			  "这张图片打不开：已经损坏，或者超过%d万像素。", SCAN_PICTURE / 10000);
	}
	buf_release(&out);
	return err;
}

enum err scan_read_picture(const struct scan *scan, int dots_x, int dots_y, struct raster *ret,
			   struct error *error)
{
	struct buf out;
	buf_init(&out, (size_t)dots_x * (size_t)dots_y * 3 + 64);
	enum err err = ask(scan, dots_x, dots_y, &out, error);
	if (err == ERR_NONE && !raster_from_ppm(out.p, out.n, ret))
		err = scan_ended(APART_FAILED, "这张图片", error);
	buf_release(&out);
	return err;
}
