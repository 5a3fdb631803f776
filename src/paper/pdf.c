/* SPDX-License-Identifier: MulanPSL-2.0
 * Set pages as a tagged PDF, by cairo. Cairo reports trouble only as a sticky status, after which
 * it goes on writing a broken file: the status decides, never the bytes. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>

#include "paper/leak.h"
#include "paper/measure.h"
#include "paper/page.h"
#include "paper/paper.h"
#include "paper/pdf_finish.h"

static const double INKS[][3] = {
	[INK_BLACK] = {0, 0, 0},
	[INK_RED] = {0.8, 0, 0},
	[INK_GREY] = {0.4, 0.4, 0.4},
	[INK_PALE] = {0.93, 0.93, 0.93},
};
enum { TAGS_DEEP = 16, OUTLINE_DEEP = 6 };

struct painter {
	cairo_t *cairo;
	cairo_surface_t *surface;
	struct arena *scratch;
	const char *open[TAGS_DEEP]; /* elements may stay open from page to page */
	int deep;
	int parents[OUTLINE_DEEP + 1]; /* outline entry last seen on each level */
};

static cairo_status_t write_to(void *out, const unsigned char *bytes, unsigned int n)
{
	buf_add(out, bytes, n);
	return buf_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void paint_line(struct painter *painter, const struct page_item *item)
{
	cairo_t *cairo = painter->cairo;
	cairo_save(cairo);
	cairo_move_to(cairo, item->x, item->y);
	if (item->angle != 0) cairo_rotate(cairo, item->angle);
	pango_cairo_show_layout_line(cairo, item->line);
	cairo_restore(cairo);
}

static void paint_outline(struct painter *painter, const struct page_item *item, int page)
{
	int level = item->level < OUTLINE_DEEP ? item->level : OUTLINE_DEEP;
	int parent = CAIRO_PDF_OUTLINE_ROOT;
	for (int i = 1; i < level; i++)
		if (painter->parents[i] != 0) parent = painter->parents[i];
	const char *place =
		arena_printf(painter->scratch, "page=%d pos=[0 %d]", page, (int)item->y);
	painter->parents[level] =
		cairo_pdf_surface_add_outline(painter->surface, parent, item->text, place, 0);
	for (int i = level + 1; i <= OUTLINE_DEEP; i++) painter->parents[i] = 0;
}

static void paint_item(struct painter *painter, const struct page_item *item, int page)
{
	cairo_t *cairo = painter->cairo;
	const double *ink = INKS[item->ink];
	cairo_set_source_rgb(cairo, ink[0], ink[1], ink[2]);
	switch (item->kind) {
	case PAGE_LINE: paint_line(painter, item); break;
	case PAGE_FILL:
		cairo_rectangle(cairo, item->x, item->y, item->to_x - item->x,
				item->to_y - item->y);
		cairo_fill(cairo);
		break;
	case PAGE_RULE:
		cairo_set_line_width(cairo, item->width);
		cairo_set_line_cap(cairo, CAIRO_LINE_CAP_SQUARE);
		cairo_move_to(cairo, item->x, item->y);
		cairo_line_to(cairo, item->to_x, item->to_y);
		cairo_stroke(cairo);
		break;
	case PAGE_OPEN:
		BUG_IF(painter->deep == TAGS_DEEP);
		painter->open[painter->deep++] = item->tag;
		cairo_tag_begin(cairo, item->tag, NULL);
		break;
	case PAGE_CLOSE:
		BUG_IF(painter->deep == 0);
		cairo_tag_end(cairo, painter->open[--painter->deep]);
		break;
	case PAGE_OUTLINE: paint_outline(painter, item, page); break;
	}
}

static bool has_ink(const struct page *page)
{
	for (const struct page_item *item = page->first; item != NULL; item = item->next) {
		if (item->kind == PAGE_RULE || item->kind == PAGE_FILL) return true;
		if (item->kind != PAGE_LINE) continue;
		PangoRectangle ink;
		pango_layout_line_get_extents(item->line, &ink, NULL);
		if (ink.width > 0) return true;
	}
	return false;
}

/* Cairo forgets the structure of a page without a mark, and a tree of blank texts may make one. */
static void paint_page(struct painter *painter, const struct page *page)
{
	if (!has_ink(page)) {
		cairo_set_source_rgb(painter->cairo, 1, 1, 1);
		cairo_paint(painter->cairo);
	}
	for (const struct page_item *item = page->first; item != NULL; item = item->next)
		paint_item(painter, item, page->number);
	cairo_show_page(painter->cairo);
}

/* Only what the tree says: neither the clock nor the machine shows in the file. */
static void describe(cairo_surface_t *surface, const struct doc *doc)
{
	char created[40];
	snprintf(created, sizeof created, "%sT00:00:00+08:00", day_text(doc->date).s);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, doc->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, doc->author);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Lianxin");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, created);
}

static enum err too_large(struct error *error)
{
	return error_set(error, ERR_ENV, "split the document", "the PDF would be too large");
}

static enum err paint(const struct doc *doc, const struct pages *pages, struct buf *out,
		      struct error *error)
{
	struct arena scratch = {0};
	struct painter painter = {.scratch = &scratch};
	painter.surface =
		cairo_pdf_surface_create_for_stream(write_to, out, PAGE_WIDTH, PAGE_HEIGHT);
	describe(painter.surface, doc);
	painter.cairo = cairo_create(painter.surface);
	for (const struct page *page = pages->first; page != NULL; page = page->next)
		paint_page(&painter, page);
	BUG_IF(painter.deep != 0);
	cairo_status_t status = cairo_status(painter.cairo);
	cairo_destroy(painter.cairo);
	/* cairo 1.16 loses 768 bytes for each font it subsets, which it does here */
	LEAKS_FORGIVEN_FROM_HERE();
	cairo_surface_finish(painter.surface);
	LEAKS_WATCHED_AGAIN();
	if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(painter.surface);
	cairo_surface_destroy(painter.surface);
	arena_release(&scratch);
	if (!buf_ok(out)) return too_large(error);
	if (status == CAIRO_STATUS_SUCCESS) return ERR_NONE;
	return error_set(error, ERR_ENV, "see the log", "the PDF could not be drawn: %s",
			 cairo_status_to_string(status));
}

enum err paper_pdf(const struct doc *doc, const struct paper_options *options, struct buf *out,
		   struct error *error)
{
	const char *dir =
		options == NULL || options->font_dir == NULL ? PAPER_FONT_DIR : options->font_dir;
	struct arena arena = {0};
	struct fonts fonts;
	struct pages pages;
	struct buf drawn;
	enum err err = fonts_open(dir, &fonts, error);
	if (err != ERR_NONE) return err;
	pages_set(doc, &fonts, &arena, &pages);
	buf_init(&drawn, out->max);
	err = paint(doc, &pages, &drawn, error);
	if (err == ERR_NONE) err = pdf_finish(doc, &pages, &drawn, out, error);
	if (err == ERR_NONE && !buf_ok(out)) err = too_large(error);
	buf_release(&drawn);
	pages_release(&pages);
	fonts_close(&fonts);
	arena_release(&arena);
	return err;
}
