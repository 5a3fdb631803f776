/* SPDX-License-Identifier: MulanPSL-2.0
 * Bytes of a file into a document: the encoding, then the reader. */
#include <iconv.h>
#include <string.h>

#include "base/utf8.h"
#include "office/read_source.h"

static const char PLAIN_TEXT_HINT[] = "Give plain text, Markdown, HTML or our own JSON; of a PDF "
				      "the output of pdftotext -layout.";

/* GB18030, every byte of it valid, as UTF-8. */
static bool decode_gb18030(const char *bytes, size_t n, struct buf *ret)
{
	iconv_t converter = iconv_open("UTF-8", "GB18030");
	BUG_IF((intptr_t)converter == -1);
	char chunk[1 << 14];
	char *in = (char *)(uintptr_t)bytes; /* iconv takes no const, and writes nothing there */
	size_t left = n;
	bool good = true;
	while (left > 0 && good) {
		char *out = chunk;
		size_t room = sizeof chunk, before = left;
		size_t converted = iconv(converter, &in, &left, &out, &room);
		buf_add(ret, chunk, sizeof chunk - room);
		good = converted != (size_t)-1 || left < before;
		if (converted != (size_t)-1) break;
	}
	iconv_close(converter);
	return good && left == 0 && buf_ok(ret);
}

/* Bytes of the longest valid text, when all that is wrong is a character cut at the very end. */
static size_t without_cut_character(const char *bytes, size_t n)
{
	enum { LONGEST = 4 };
	for (size_t cut = 1; cut < LONGEST && cut <= n; cut++)
		if (((unsigned char)bytes[n - cut] & 0xc0) == 0xc0)
			return utf8_valid(bytes, n - cut) ? n - cut : n;
	return n;
}

static enum err read_utf8(const char *bytes, size_t n, struct arena *arena, struct error *error,
			  struct source *ret_source)
{
	struct source_writer writer;
	source_writer_init(&writer);
	if (read_is_html(bytes, n))
		read_html(&writer, bytes, n);
	else
		read_text(&writer, bytes, n);
	/* a text that ends in a digit or a point may have been cut inside a number */
	if (n > 0 && strchr(".0123456789", bytes[n - 1]) != NULL) source_drop_last_number(&writer);
	enum err err = source_finish(&writer, arena, error, ret_source);
	source_writer_release(&writer);
	return err;
}

enum err source_read(const char *bytes, size_t n, struct arena *arena, struct error *error,
		     struct source *ret_source)
{
	if (n > READ_MAX_BYTES)
		return error_set(error, ERR_CONTENT, "An annual report is far smaller.",
				 "the file is larger than %d MB", READ_MAX_BYTES >> 20);
	if (memchr(bytes, '\0', n) != NULL || (n > 4 && memcmp(bytes, "%PDF", 4) == 0))
		return error_set(error, ERR_CONTENT, PLAIN_TEXT_HINT, "the file is no text");
	if (n >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
		bytes += 3;
		n -= 3;
	}
	n = without_cut_character(bytes, n);
	if (utf8_valid(bytes, n)) return read_utf8(bytes, n, arena, error, ret_source);
	struct buf text;
	buf_init(&text, 2 * (size_t)READ_MAX_BYTES);
	enum err err = decode_gb18030(bytes, n, &text)
			       ? read_utf8(buf_text(&text), text.n, arena, error, ret_source)
			       : error_set(error, ERR_CONTENT, PLAIN_TEXT_HINT,
					   "the file is neither UTF-8 nor GB18030");
	buf_release(&text);
	return err;
}
