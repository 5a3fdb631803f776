/* SPDX-License-Identifier: MulanPSL-2.0
 * HTML into lines and cells by libxml2's SAX interface: no tree, no recursion, nothing of the
 * markup is kept (docs/decisions/report-reader.md). Merged cells need no grid: a row's numbers are
 * counted from its own cells. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "office/read_source.h"

enum { MAX_TABLES = 16, MAX_CELLS = 256 };

struct html {
	struct source_writer *writer;
	struct buf plain; /* text outside tables, by lines */
	struct buf cells; /* of the row being read, each ended by '\0' */
	size_t n_cells;
	unsigned tables; /* how deep */
	unsigned silent; /* inside <script>, <style> */
	bool in_row, in_cell, new_block;
	bool line_feeds; /* line feeds outside tables mean something: text with bits of HTML */
};

static void flush_plain(struct html *html)
{
	if (html->plain.n > 0) read_text(html->writer, buf_text(&html->plain), html->plain.n);
	buf_clear(&html->plain);
}

static void end_cell(struct html *html)
{
	if (!html->in_cell) return;
	html->in_cell = false;
	html->n_cells++;
	buf_putc(&html->cells, '\0');
}

/* A row of one cell is layout or a heading: its words are read as a plain line's. */
static void end_row(struct html *html)
{
	if (!html->in_row) return;
	end_cell(html);
	html->in_row = false;
	const char *cell = buf_text(&html->cells);
	if (html->n_cells == 1 && !html->cells.overflow) {
		source_plain_line(html->writer, cell, strlen(cell));
	} else if (html->n_cells > 1 && html->n_cells <= MAX_CELLS && !html->cells.overflow) {
		source_row_begin(html->writer, html->new_block, false);
		html->new_block = false;
		for (size_t i = 0; i < html->n_cells; i++) {
			size_t n = strlen(cell);
			source_cell(html->writer, cell, n);
			cell += n + 1;
		}
		source_row_end(html->writer);
	}
	buf_clear(&html->cells);
	html->n_cells = 0;
}

/* A table inside a cell: the outer table is layout, what its row held so far are lines. */
static void break_row(struct html *html)
{
	end_cell(html);
	const char *cell = buf_text(&html->cells);
	for (size_t i = 0; i < html->n_cells; i++) {
		size_t n = strlen(cell);
		source_plain_line(html->writer, cell, n);
		cell += n + 1;
	}
	buf_clear(&html->cells);
	html->n_cells = 0;
	html->in_row = false;
}

static bool is(const xmlChar *name, const char *tag)
{
	return strcmp((const char *)name, tag) == 0;
}

static bool is_line_breaker(const xmlChar *name)
{
	static const char *const tags[] = {
		"p",  "div", "br",	"li",	 "h1",	    "h2",     "h3", "h4",  "h5",    "h6",
		"ul", "ol",  "section", "title", "article", "center", "hr", "pre", "option"};
	for (size_t i = 0; i < COUNT_OF(tags); i++)
		if (is(name, tags[i])) return true;
	return false;
}

static void break_line(struct html *html)
{
	if (html->in_cell)
		buf_putc(&html->cells, ' ');
	else if (!html->in_row)
		buf_putc(&html->plain, '\n');
}

static void start(void *context, const xmlChar *name, const xmlChar **attributes)
{
	struct html *html = context;
	(void)attributes;
	if (is(name, "script") || is(name, "style")) html->silent++;
	if (is_line_breaker(name)) break_line(html);
	if (is(name, "table")) {
		break_row(html);
		flush_plain(html);
		if (html->tables < MAX_TABLES) html->tables++;
		html->new_block = true;
	} else if (is(name, "tr") && html->tables > 0) {
		end_row(html);
		html->in_row = true;
	} else if ((is(name, "td") || is(name, "th")) && html->tables > 0) {
		end_cell(html);
		html->in_row = html->in_cell = true;
	}
}

static void end(void *context, const xmlChar *name)
{
	struct html *html = context;
	if ((is(name, "script") || is(name, "style")) && html->silent > 0) html->silent--;
	if (is_line_breaker(name)) break_line(html);
	if (is(name, "td") || is(name, "th")) end_cell(html);
	if (is(name, "tr")) end_row(html);
	if (is(name, "table")) {
		end_row(html);
		flush_plain(html);
		if (html->tables > 0) html->tables--;
		html->new_block = true;
	}
}

static void characters(void *context, const xmlChar *bytes, int n)
{
	struct html *html = context;
	if (html->silent > 0) return;
	if (html->in_row && !html->in_cell) return;
	struct buf *to = html->in_cell ? &html->cells : &html->plain;
	bool feeds = html->line_feeds && !html->in_cell;
	for (int i = 0; i < n; i++) {
		char c = (char)bytes[i];
		buf_putc(to, c == '\0' || c == '\r' || (c == '\n' && !feeds) ? ' ' : c);
	}
}

static void quiet(void *context, const char *format, ...) PRINTF_LIKE(2, 3);
static void quiet(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

static size_t count_tag(const char *bytes, size_t n, const char *tag)
{
	size_t count = 0, length = strlen(tag);
	for (size_t i = 0; i + length < n; i++)
		if (bytes[i] == '<' && strncasecmp(bytes + i, tag, length) == 0 &&
		    memchr(" >/\t\r\n", bytes[i + length], 6) != NULL)
			count++;
	return count;
}

bool read_is_html(const char *bytes, size_t n)
{
	return count_tag(bytes, n, "<td") > 0 || count_tag(bytes, n, "<html") > 0 ||
	       count_tag(bytes, n, "<body") > 0 || count_tag(bytes, n, "<p") > 2 ||
	       count_tag(bytes, n, "<div") > 2;
}

static size_t last_of(const char *bytes, size_t n, const char *tag)
{
	size_t length = strlen(tag), last = 0;
	for (size_t i = 0; i + length <= n; i++)
		if (bytes[i] == '<' && strncasecmp(bytes + i, tag, length) == 0) last = i + 1;
	return last;
}

/* A page cut inside a row: the parser would close it, and cells would be blank that are not. */
static size_t without_cut_row(const char *bytes, size_t n)
{
	size_t row = last_of(bytes, n, "<tr");
	bool closed =
		row == 0 || last_of(bytes, n, "</tr") > row || last_of(bytes, n, "</table") > row;
	return closed ? n : row - 1;
}

void read_html(struct source_writer *writer, const char *bytes, size_t n)
{
	struct html html = {.writer = writer, .new_block = true};
	html.line_feeds = count_tag(bytes, n, "<p") < 3 && count_tag(bytes, n, "<div") < 3;
	buf_init(&html.plain, 2 * (size_t)READ_MAX_BYTES);
	buf_init(&html.cells, READ_MAX_BYTES);
	htmlSAXHandler sax = {
		.startElement = start,
		.endElement = end,
		.characters = characters,
		.cdataBlock = characters,
		.ignorableWhitespace = characters,
		.warning = quiet,
		.error = quiet,
	};
	htmlParserCtxtPtr parser =
		htmlCreatePushParserCtxt(&sax, &html, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
	BUG_IF(parser == NULL);
	htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
					   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	htmlParseChunk(parser, bytes, (int)without_cut_row(bytes, n), 1);
	htmlFreeParserCtxt(parser);
	break_row(&html);
	flush_plain(&html);
	buf_release(&html.plain);
	buf_release(&html.cells);
}
