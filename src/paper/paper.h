/* SPDX-License-Identifier: MulanPSL-2.0
 * The renderers: one document tree (paper/doc.h), many papers. Each adds the bytes of one file to
 * `out`, whose maximum bounds the file. The same tree gives the same bytes, on any day.
 * Errors: ERR_ENV when the machine lacks something (fonts) or the paper outgrows the buffer; then
 * `out` must not be served. */
#ifndef LIANXIN_PAPER_PAPER_H
#define LIANXIN_PAPER_PAPER_H

#include "base/buf.h"
#include "base/error.h"
#include "paper/doc.h"

/* All-zero, and NULL instead of a pointer to one, is right for a file of its own. */
struct paper_options {
	/* HTML alone */
	bool fragment;	 /* no html, head, body: to be pasted into another page */
	bool no_title;	 /* the page around it has the title already */
	int title_level; /* 1–2: h1 or h2 for the title, headings follow; 0 counts as 1 */
	const char *class_prefix; /* "paper" gives class="paper-table" …; NULL: no classes */
	const char *cell_link;	  /* URL prefix: a cell with a key links to prefix + key; or NULL */
	/* PDF alone */
	const char *font_dir; /* NULL: PAPER_FONT_DIR */
};

/* Where Debian's fonts-noto-cjk puts Noto Serif CJK and Noto Sans CJK. */
#define PAPER_FONT_DIR "/usr/share/fonts/opentype/noto"

/* HTML5, a page with its own screen and print style, or a fragment. A fragment without classes
 * carries nothing but semantic elements and the few attributes (border, align, colspan …) that the
 * editors of county portals keep; one with classes carries no presentation at all. Never a script,
 * never a style attribute. */
enum err paper_html(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error) MUST_CHECK;
/* The same as a fragment, whatever the options say of that. */
enum err paper_fragment(const struct doc *doc, const struct paper_options *options, struct buf *out,
			struct error *error) MUST_CHECK;
/* Plain text for a terminal or another program: a table's row is a line, its cells stand between
 * tabs and are padded to their columns by display width. A cell merged across columns is one field,
 * one merged down the rows is written in its first row and leaves blank fields below.  */
enum err paper_text(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error) MUST_CHECK;
/* PDF after GB/T 9704: A4, page numbers, embedded subsets, tagged structure, extractable text,
 * outline. Takes some 100 ms and 100 MB: print in a child process or a worker. */
enum err paper_pdf(const struct doc *doc, const struct paper_options *options, struct buf *out,
		   struct error *error) MUST_CHECK;
/* DOCX for Word, WPS and LibreOffice: named styles with outline levels, merged cells, repeated
 * table heads, page numbers; typefaces by the names offices have (仿宋_GB2312 …), none embedded. */
enum err paper_docx(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error) MUST_CHECK;

typedef enum err paper_render(const struct doc *doc, const struct paper_options *options,
			      struct buf *out, struct error *error);

/* One row a format: what a command line, a URL, an HTTP answer and a page say of it. */
struct paper_format {
	const char *code;	/* in commands, URLs and the database */
	const char *ending;	/* of a file, without the dot */
	const char *media_type; /* with its charset */
	const char *label;	/* for a page's link */
	bool binary;		/* not for a terminal, */
	paper_render *render;
};
enum { PAPER_FORMATS = 5 };
extern const struct paper_format paper_formats[PAPER_FORMATS];
/* NULL when there is no such format. */
const struct paper_format *paper_format_find(const char *code);

#endif
