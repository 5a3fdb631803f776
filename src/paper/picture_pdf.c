/* SPDX-License-Identifier: MulanPSL-2.0
 * ISO 32000-1: 7.5 (file structure), 8.9.5 (images), 7.4.4 and 7.4.8 (filters). */
#include "paper/picture_pdf.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <zlib.h>

enum { CATALOG = 1, PAGES, FIRST_PAGE, OBJECTS_A_PAGE = 3 };
enum { JPEG_QUALITY = 80, LEVEL = 6 };

static int page_object(int page)
{
	return FIRST_PAGE + page * OBJECTS_A_PAGE;
}

static void object(struct picture_pdf *pdf, int number)
{
	pdf->places[number] = pdf->out->n;
	buf_printf(pdf->out, "%d 0 obj\n", number);
}

void picture_pdf_begin(struct picture_pdf *pdf, struct buf *out, int n_pages)
{
	memset(pdf, 0, sizeof *pdf);
	pdf->out = out;
	pdf->n_pages = n_pages;
	pdf->places = calloc((size_t)page_object(n_pages), sizeof *pdf->places);
	BUG_IF(pdf->places == NULL || out->n != 0);
	/* four bytes above 127 tell mailers that the file is not text */
	buf_puts(out, "%PDF-1.5\n%\xe2\xe3\xcf\xd3\n");
	object(pdf, CATALOG);
	buf_printf(out, "<< /Type /Catalog /Pages %d 0 R /Lang (zh-CN) >>\nendobj\n", PAGES);
	object(pdf, PAGES);
	buf_printf(out, "<< /Type /Pages /Count %d /Kids [", n_pages);
	for (int i = 0; i < n_pages; i++) buf_printf(out, " %d 0 R", page_object(i));
	buf_puts(out, " ] >>\nendobj\n");
}

struct packed {
	unsigned char *bytes;
	size_t n;
	const char *filter;
};

/* Two dots a byte, rows at whole bytes: printed pages in sixteen shades, half as many bytes. */
static unsigned char *shades_of(const struct raster *raster, size_t *ret_n)
{
	enum { SHADE_BITS = 4 };
	size_t width = (size_t)raster->width, row = (width + 1) / 2;
	*ret_n = row * (size_t)raster->height;
	unsigned char *shades = calloc(*ret_n, 1);
	BUG_IF(shades == NULL);
	for (size_t y = 0; y < (size_t)raster->height; y++)
		for (size_t x = 0; x < width; x++) {
			unsigned shade = raster_shade(raster->dots[(y * width + x) * 3]);
			shades[y * row + x / 2] |=
				(unsigned char)(x % 2 == 0 ? shade << SHADE_BITS : shade);
		}
	return shades;
}

static struct packed pack_exactly(const struct raster *raster, bool grey)
{
	size_t n = raster_size(raster);
	unsigned char *one = grey ? shades_of(raster, &n) : NULL;
	const unsigned char *plain = grey ? one : raster->dots;
	uLongf room = compressBound(n);
	struct packed packed = {.bytes = malloc(room), .filter = "/FlateDecode"};
	BUG_IF(packed.bytes == NULL || compress2(packed.bytes, &room, plain, n, LEVEL) != Z_OK);
	free(one);
	packed.n = room;
	return packed;
}

static struct packed pack_photograph(const struct raster *raster, bool grey)
{
	struct packed packed = {.filter = "/DCTDecode"};
	int samples = grey ? TJSAMP_GRAY : TJSAMP_444;
	unsigned long room = tjBufSize(raster->width, raster->height, samples), n = room;
	tjhandle handle = tjInitCompress();
	packed.bytes = malloc(room);
	BUG_IF(handle == NULL || packed.bytes == NULL);
	int answer = tjCompress2(handle, raster->dots, raster->width, 0, raster->height, TJPF_RGB,
				 &packed.bytes, &n, samples, JPEG_QUALITY, TJFLAG_NOREALLOC);
	BUG_IF(answer != 0);
	tjDestroy(handle);
	packed.n = n;
	return packed;
}

static void stream(struct picture_pdf *pdf, const void *bytes, size_t n)
{
	buf_printf(pdf->out, " /Length %zu >>\nstream\n", n);
	buf_add(pdf->out, bytes, n);
	buf_puts(pdf->out, "\nendstream\nendobj\n");
}

/* The image ends a trace before the page does: poppler, asked for one dot a dot, would otherwise
 * count the far edge as one more and blur all of the image. */
static void page_objects(struct picture_pdf *pdf, double width, double height)
{
	static const double trace = 0.002;
	struct buf content;
	int page = page_object(pdf->done);
	buf_init(&content, 200);
	buf_printf(&content, "q %.4f 0 0 %.4f %.4f %.4f cm /P Do Q", width - 2 * trace,
		   height - 2 * trace, trace, trace);
	object(pdf, page);
	buf_printf(pdf->out,
		   "<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 %.4f %.4f ] /Contents %d 0 R"
		   " /Resources << /XObject << /P %d 0 R >> >> >>\nendobj\n",
		   PAGES, width, height, page + 1, page + 2);
	object(pdf, page + 1);
	buf_puts(pdf->out, "<<");
	stream(pdf, content.p, content.n);
	buf_release(&content);
}

void picture_pdf_page(struct picture_pdf *pdf, const struct raster *raster, double width,
		      bool *ret_lossy)
{
	enum { WORTH = 2 }; /* exactness may cost this many times the bytes */
	BUG_IF(pdf->done == pdf->n_pages);
	bool grey = raster_is_grey(raster);
	struct packed exact = pack_exactly(raster, grey),
		      photograph = pack_photograph(raster, grey);
	bool lossy = exact.n > photograph.n * WORTH;
	const struct packed *best = lossy ? &photograph : &exact;
	page_objects(pdf, width, width * raster->height / raster->width);
	object(pdf, page_object(pdf->done) + 2);
	buf_printf(pdf->out,
		   "<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s"
		   " /BitsPerComponent %d /Filter %s",
		   raster->width, raster->height, grey ? "/DeviceGray" : "/DeviceRGB",
		   grey && !lossy ? 4 : 8, best->filter);
	stream(pdf, best->bytes, best->n);
	free(exact.bytes);
	free(photograph.bytes);
	pdf->done++;
	*ret_lossy = lossy;
}

bool picture_pdf_end(struct picture_pdf *pdf)
{
	BUG_IF(pdf->done != pdf->n_pages);
	int count = page_object(pdf->n_pages);
	size_t start = pdf->out->n;
	buf_printf(pdf->out, "xref\n0 %d\n0000000000 65535 f \n", count);
	for (int i = 1; i < count; i++) buf_printf(pdf->out, "%010zu 00000 n \n", pdf->places[i]);
	buf_printf(pdf->out, "trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
		   count, CATALOG, start);
	free(pdf->places);
	pdf->places = NULL;
	return buf_ok(pdf->out);
}
