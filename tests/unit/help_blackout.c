/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "unit/help_blackout.h"

#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

enum { OBJECTS_MAX = 700 };

struct writer {
	struct buf *out;
	size_t places[OBJECTS_MAX];
	int n;
};

static void begin(struct writer *writer, struct buf *out)
{
	writer->out = out;
	writer->n = 0;
	buf_puts(out, "%PDF-1.7\n");
}

/* Objects are numbered as they come, from 1. */
static void object(struct writer *writer, const char *text)
{
	BUG_IF(writer->n + 1 >= OBJECTS_MAX);
	writer->places[++writer->n] = writer->out->n;
	buf_printf(writer->out, "%d 0 obj\n%s\nendobj\n", writer->n, text);
}

static void stream(struct writer *writer, const char *facts, const char *data)
{
	struct buf text;
	buf_init(&text, 10000);
	buf_printf(&text, "<< %s /Length %zu >>\nstream\n%s\nendstream", facts, strlen(data), data);
	object(writer, buf_text(&text));
	buf_release(&text);
}

static void end(struct writer *writer, const char *info)
{
	size_t start = writer->out->n;
	buf_printf(writer->out, "xref\n0 %d\n0000000000 65535 f \n", writer->n + 1);
	for (int i = 1; i <= writer->n; i++)
		buf_printf(writer->out, "%010zu 00000 n \n", writer->places[i]);
	buf_printf(writer->out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%zu\n%%%%EOF\n",
		   writer->n + 1, info, start);
}

void hostile_pdf(struct buf *out)
{
	struct writer writer;
	begin(&writer, out);
	object(&writer, "<< /Type /Catalog /Pages 2 0 R /Metadata 9 0 R /OpenAction 8 0 R"
			" /OCProperties << /OCGs [ 10 0 R ] /D << /OFF [ 10 0 R ] >> >>"
			" /Names << /EmbeddedFiles << /Names [ (" SECRET ".txt) 11 0 R ] >> >> >>");
	object(&writer, "<< /Type /Pages /Count 2 /Kids [ 3 0 R 4 0 R ] >>");
	object(&writer,
	       "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 -100 595 842 ] /CropBox [ 0 0 595 842 ]"
	       " /Contents 5 0 R /Annots [ 7 0 R ] /Resources << /Font << /F 6 0 R >>"
	       " /Properties << /Hidden 10 0 R >> >> >>");
	object(&writer, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>");
	stream(&writer, "",
	       "BT /F 20 Tf 100 700 Td (OPEN-PART) Tj ET\n"
	       "BT /F 40 Tf 0 Tr 100 500 Td [ (SEC) -1 (RET) 1 (110101199003070011) ] TJ ET\n"
	       "BT /F 12 Tf 1 1 1 rg 100 300 Td (" SECRET ") Tj ET 0 g\n"
	       "BT /F 12 Tf 3 Tr 100 250 Td (" SECRET ") Tj ET\n"
	       "BT /F 12 Tf 0 Tr 100 -50 Td (" SECRET ") Tj ET\n"
	       "/OC /Hidden BDC BT /F 12 Tf 100 200 Td (" SECRET ") Tj ET EMC");
	object(&writer, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
	object(&writer, "<< /Type /Annot /Subtype /Text /Rect [ 10 10 30 30 ] /T (" SECRET ")"
			" /Contents (" SECRET ") >>");
	object(&writer, "<< /S /JavaScript /JS (app.alert\\('" SECRET "'\\)) >>");
	stream(&writer, "/Type /Metadata /Subtype /XML", "<x>" SECRET "</x>");
	object(&writer, "<< /Type /OCG /Name (" SECRET ") >>");
	object(&writer, "<< /Type /Filespec /F (" SECRET ".txt) /EF << /F 12 0 R >> >>");
	stream(&writer, "/Type /EmbeddedFile", SECRET);
	object(&writer, "<< /Title (" SECRET ") /Author (" SECRET ") >>");
	end(&writer, "/Info 13 0 R");
}

void blank_pdf(struct buf *out, int n, int width, int height, const char *extra)
{
	struct writer writer;
	struct buf text;
	begin(&writer, out);
	object(&writer, "<< /Type /Catalog /Pages 2 0 R >>");
	buf_init(&text, 100000);
	buf_printf(&text, "<< /Type /Pages /Count %d /Kids [", n);
	for (int i = 0; i < n; i++) buf_printf(&text, " %d 0 R", i + 3);
	buf_puts(&text, " ] >>");
	object(&writer, buf_text(&text));
	for (int i = 0; i < n; i++) {
		buf_clear(&text);
		buf_printf(&text, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 %d %d ] %s >>",
			   width, height, extra);
		object(&writer, buf_text(&text));
	}
	buf_release(&text);
	end(&writer, "");
}

void endless_pdf(struct buf *out)
{
	struct writer writer;
	begin(&writer, out);
	object(&writer, "<< /Type /Catalog /Pages 2 0 R >>");
	object(&writer, "<< /Type /Pages /Count 1 /Kids [ 3 0 R ] >>");
	object(&writer, "<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R"
			" /Resources << /XObject << /X 5 0 R >> >> >>");
	stream(&writer, "", "/X Do");
	for (int i = 6; i < 15; i++) {
		struct buf facts;
		buf_init(&facts, 1000);
		buf_printf(&facts,
			   "/Type /XObject /Subtype /Form /BBox [ 0 0 595 842 ]"
			   " /Resources << /XObject << /X %d 0 R >> >>",
			   i);
		stream(&writer, buf_text(&facts),
		       "/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do");
		buf_release(&facts);
	}
	stream(&writer, "/Type /XObject /Subtype /Form /BBox [ 0 0 595 842 ]", "0 0 595 842 re f");
	end(&writer, "");
}

void photograph(int width, int height, struct raster *ret)
{
	uint32_t seed = 12345;
	raster_init(ret, width, height);
	for (size_t i = 0; i < raster_size(ret); i++) {
		seed = seed * 1664525u + 1013904223u;
		ret->dots[i] = (unsigned char)(128 + (i / 3 % (size_t)width) * 100 / (size_t)width +
					       (seed >> 28));
	}
}

/* EXIF with one entry, big-endian, orientation at its 20th byte after the marker's length. */
static void exif(struct buf *out, int orientation)
{
	static const unsigned char head[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
					     'M',  'M',	 0, 42, 0,   0,	  0,   8,   0, 1,
					     1,	   0x12, 0, 3,	0,   0,	  0,   1};
	const unsigned char tail[] = {0, (unsigned char)orientation, 0, 0, 0, 0, 0, 0};
	buf_add(out, head, sizeof head);
	buf_add(out, tail, sizeof tail);
}

void jpeg_of(const struct raster *raster, int orientation, struct buf *out)
{
	unsigned char *bytes = NULL;
	unsigned long n = 0;
	tjhandle handle = tjInitCompress();
	int answer = tjCompress2(handle, raster->dots, raster->width, 0, raster->height, TJPF_RGB,
				 &bytes, &n, TJSAMP_444, 95, 0);
	BUG_IF(answer != 0);
	buf_add(out, bytes, 2); /* the mark of the beginning */
	if (orientation != 0) exif(out, orientation);
	buf_add(out, bytes + 2, n - 2);
	tjFree(bytes);
	tjDestroy(handle);
}
