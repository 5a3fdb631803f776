/* SPDX-License-Identifier: MulanPSL-2.0
 * The document tree as HTML. All text passes base/escape.h; every tag is a literal of this file. */
#include <string.h>

#include "base/escape.h"
#include "paper/drawing.h"
#include "paper/paper.h"

struct html {
	const struct doc *doc;
	const struct paper_options *options;
	struct buf *out;
	const char *prefix;  /* of class names; NULL: presentation attributes instead */
	int heading;	     /* level of the title's element */
	const char *section; /* the last heading, which names what stands under it */
	int tables;	     /* tables begun */
};

/* For the page alone; the sites that embed fragments bring their own. Measures follow GB/T 9704. */
static const char STYLE[] =
	"body{margin:0;background:#fff;color:#1a1a1a;font:18px/1.75 'Noto Serif CJK SC',"
	"'Source Han Serif SC',FangSong,STFangsong,SimSun,serif}\n"
	"main{max-width:47rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}\n"
	"h1{font-size:1.7rem;line-height:1.5;text-align:center;margin:0 0 "
	"2.5rem;text-wrap:balance}\n"
	"h2,h3,h4,h5{font-family:'Noto Sans CJK SC',SimHei,'Microsoft YaHei',sans-serif;"
	"font-size:1.15rem;line-height:1.75;margin:2rem 0 .75rem}\n"
	"h3,h4,h5{font-size:1rem;margin-top:1.25rem}\n"
	"p{margin:0 0 .75rem;text-indent:2em;text-align:justify;overflow-wrap:anywhere}\n"
	"ul,ol{margin:0 0 .75rem;padding-left:3em}\n"
	".paper-flush,.paper-note,.paper-signature,.paper-letterhead,.paper-number,"
	".paper-watermark{text-indent:0}\n"
	".paper-left{text-align:left}.paper-centre{text-align:center}.paper-right{text-align:right}"
	"\n"
	".paper-letterhead{color:#c00;font-size:2rem;line-height:1.4;text-align:center;"
	"border-bottom:3px solid #c00;padding-bottom:.5rem;margin:0 0 2px;font-weight:bold}\n"
	".paper-number{text-align:right;border-top:1px solid #c00;padding-top:.4rem;"
	"margin-bottom:2.5rem}\n"
	".paper-note{font-size:.8rem;color:#444}\n"
	".paper-figure{margin:0 0 1rem;text-align:center}.paper-figure svg{max-width:100%;"
	"height:auto;font-family:'Noto Sans CJK SC',SimHei,'Microsoft YaHei',sans-serif}\n"
	".paper-attachments{margin-top:2.5rem}\n"
	".paper-signature{margin-top:3rem;text-align:right}\n"
	".paper-watermark{border:1px solid;text-align:center;color:#666;letter-spacing:.5em}\n"
	".paper-scroll{overflow-x:auto;margin:0 0 1rem}\n"
	".paper-scroll .paper-table{min-width:36rem}\n"
	".paper-table{border-collapse:collapse;width:100%;margin:0 0 1rem;font-size:.85rem;"
	"line-height:1.5;font-variant-numeric:tabular-nums;table-layout:fixed}\n"
	".paper-table caption{padding:.25rem;font-weight:bold}\n"
	".paper-table th,.paper-table td{border:1px solid #333;padding:.25rem .4rem;"
	"font-weight:normal;text-align:center;overflow-wrap:anywhere}\n"
	".paper-table th.paper-left,.paper-table td.paper-left{text-align:left}\n"
	".paper-table th.paper-right,.paper-table td.paper-right{text-align:right}\n"
	"@media print{@page{size:A4;margin:37mm 26mm 35mm 28mm}body{font-size:16pt;"
	"line-height:28.9pt}main{max-width:none;padding:0}h1{font-size:22pt}"
	"h2,h3,h4,h5{font-size:16pt;margin:0;text-indent:2em;break-after:avoid}p{margin:0}"
	".paper-letterhead{margin:-7mm 0 2px}"
	".paper-scroll{overflow:visible;break-inside:avoid}.paper-scroll .paper-table{min-width:0}"
	".paper-table{font-size:9.5pt;line-height:1.3}"
	".paper-table th,.paper-table td{padding:1.5pt 2pt}"
	"tr,.paper-signature{break-inside:avoid}.paper-break{break-after:page}"
	".paper-watermark{position:fixed;top:45%;left:0;right:0;border:0;font-size:72pt;opacity:."
	"12;"
	"letter-spacing:0;transform:rotate(-35deg)}}\n";

static void class_open(struct html *html, const char *name)
{
	if (html->prefix == NULL) return;
	BUF_LIT(html->out, " class=\"");
	escape_html(html->out, html->prefix);
	buf_printf(html->out, "-%s\"", name);
}

static void breaks(struct buf *out, struct arena *scratch, const char *text)
{
	for (;;) {
		size_t n = strcspn(text, "\n");
		escape_html(out, arena_text_n(scratch, text, n));
		if (text[n] == '\0') return;
		BUF_LIT(out, "<br>");
		text += n + 1;
	}
}

static void runs(struct html *html, const struct doc_text *text)
{
	struct arena scratch = {0};
	for (const struct doc_run *run = text->first; run != NULL; run = run->next) {
		if (run->bold) BUF_LIT(html->out, "<strong>");
		breaks(html->out, &scratch, run->text);
		if (run->bold) BUF_LIT(html->out, "</strong>");
	}
	arena_release(&scratch);
}

/* NULL for what is the element's habit anyway. */
static const char *align_name(enum doc_align align)
{
	switch (align) {
	case DOC_ALIGN_AUTO: return NULL;
	case DOC_ALIGN_LEFT: return "left";
	case DOC_ALIGN_CENTRE: return "centre";
	case DOC_ALIGN_RIGHT: return "right";
	}
	return NULL;
}

static void align_open(struct html *html, enum doc_align align)
{
	const char *name = align_name(align);
	if (name == NULL) return;
	if (html->prefix != NULL)
		class_open(html, name);
	else
		buf_printf(html->out, " align=\"%s\"", align == DOC_ALIGN_CENTRE ? "center" : name);
}

static void line(struct html *html, const char *class, enum doc_align align, const char *text)
{
	struct arena scratch = {0};
	BUF_LIT(html->out, "<p");
	if (html->prefix != NULL)
		class_open(html, class);
	else
		align_open(html, align);
	BUF_LIT(html->out, ">");
	breaks(html->out, &scratch, text);
	BUF_LIT(html->out, "</p>\n");
	arena_release(&scratch);
}

static void heading(struct html *html, int level, const char *text)
{
	struct arena scratch = {0};
	if (level > 6) level = 6;
	buf_printf(html->out, "<h%d>", level);
	breaks(html->out, &scratch, text);
	buf_printf(html->out, "</h%d>\n", level);
	arena_release(&scratch);
}

static void paragraph(struct html *html, const struct doc_text *text)
{
	BUF_LIT(html->out, "<p");
	if (text->align != DOC_ALIGN_AUTO)
		align_open(html, text->align);
	else if (text->flush)
		class_open(html, "flush");
	BUF_LIT(html->out, ">");
	runs(html, text);
	BUF_LIT(html->out, "</p>\n");
}

static void note(struct html *html, const struct doc_text *text)
{
	BUF_LIT(html->out, "<p");
	class_open(html, "note");
	BUF_LIT(html->out, "><small>");
	runs(html, text);
	BUF_LIT(html->out, "</small></p>\n");
}

static void list(struct html *html, const struct doc_list *list)
{
	const char *tag = list->numbered ? "ol" : "ul";
	buf_printf(html->out, "<%s>\n", tag);
	for (const struct doc_item *item = list->first; item != NULL; item = item->next) {
		BUF_LIT(html->out, "<li>");
		runs(html, item->text);
		BUF_LIT(html->out, "</li>\n");
	}
	buf_printf(html->out, "</%s>\n", tag);
}

/* One name stands beside the word; several are a list. */
static void attachments(struct html *html, const struct doc_list *names)
{
	BUF_LIT(html->out, "<p");
	class_open(html, "attachments");
	BUF_LIT(html->out, ">附件：");
	if (!names->numbered) runs(html, names->first->text);
	BUF_LIT(html->out, "</p>\n");
	if (names->numbered) list(html, names);
}

static const char *const SCOPES[] = {
	[DOC_DATA] = NULL,
	[DOC_HEAD_COLUMN] = "col",
	[DOC_HEAD_COLUMN_GROUP] = "colgroup",
	[DOC_HEAD_ROW] = "row",
	[DOC_HEAD_ROW_GROUP] = "rowgroup",
};

static void cell(struct html *html, const struct doc_table *table, const struct doc_cell *cell)
{
	struct buf *out = html->out;
	const struct doc_form *form = &cell->form;
	const char *tag = form->head == DOC_DATA ? "td" : "th";
	bool linked = html->options->cell_link != NULL && form->key != NULL;
	buf_printf(out, "<%s", tag);
	if (form->head != DOC_DATA) buf_printf(out, " scope=\"%s\"", SCOPES[form->head]);
	if (form->colspan > 1) buf_printf(out, " colspan=\"%d\"", form->colspan);
	if (form->rowspan > 1) buf_printf(out, " rowspan=\"%d\"", form->rowspan);
	enum doc_align align = doc_cell_align(table, cell);
	/* a site's own style centres; a portal's table does not unless told */
	if (html->prefix == NULL || align != DOC_ALIGN_CENTRE) align_open(html, align);
	BUF_LIT(out, ">");
	if (linked) {
		struct buf url;
		buf_init(&url, out->max);
		buf_puts(&url, html->options->cell_link);
		escape_url(&url, form->key);
		BUF_LIT(out, "<a href=\"");
		escape_href(out, buf_text(&url));
		BUF_LIT(out, "\">");
		buf_release(&url);
	}
	runs(html, cell->text);
	if (linked) BUF_LIT(out, "</a>");
	buf_printf(out, "</%s>\n", tag);
}

static int width_percent(const struct doc_table *table, int column)
{
	int total = 0;
	for (int i = 0; i < table->columns; i++) total += table->widths[i];
	return (table->widths[column] * 1000 / total + 5) / 10;
}

static void table_open(struct html *html, const struct doc_table *table)
{
	struct buf *out = html->out;
	BUF_LIT(out, "<table");
	if (html->prefix == NULL) {
		BUF_LIT(out, " border=\"1\" cellspacing=\"0\" cellpadding=\"4\" width=\"100%\"");
	} else {
		BUF_LIT(out, " class=\"");
		escape_html(out, html->prefix);
		BUF_LIT(out, "-table ");
		escape_html(out, html->prefix);
		buf_printf(out, "-columns-%d", table->columns);
		if (!html->options->fragment) buf_printf(out, " paper-table-%d", html->tables);
		BUF_LIT(out, "\"");
	}
	BUF_LIT(out, ">\n");
	if (table->caption != NULL) {
		BUF_LIT(out, "<caption>");
		escape_html(out, table->caption);
		BUF_LIT(out, "</caption>\n");
	}
	BUF_LIT(out, "<colgroup>");
	for (int i = 0; i < table->columns; i++) {
		BUF_LIT(out, "<col");
		if (html->prefix == NULL)
			buf_printf(out, " width=\"%d%%\"", width_percent(table, i));
		BUF_LIT(out, ">");
	}
	BUF_LIT(out, "</colgroup>\n");
}

static void table_rows(struct html *html, const struct doc_table *table)
{
	struct buf *out = html->out;
	const struct doc_cell *at = table->first;
	for (int row = 0; row < table->rows; row++) {
		if (row == 0 && table->header_rows > 0) BUF_LIT(out, "<thead>\n");
		if (row == table->header_rows) BUF_LIT(out, "<tbody>\n");
		BUF_LIT(out, "<tr>\n");
		for (; at != NULL && at->row == row; at = at->next) cell(html, table, at);
		BUF_LIT(out, "</tr>\n");
		if (row + 1 == table->header_rows) BUF_LIT(out, "</thead>\n");
	}
	if (table->rows > table->header_rows) BUF_LIT(out, "</tbody>\n");
}

/* A wide table scrolls inside its own box on a phone, and the box can be reached by keyboard. */
static void table(struct html *html, const struct doc_table *table)
{
	bool scroll = html->prefix != NULL && table->columns > 4;
	const char *name = table->caption != NULL ? table->caption : html->section;
	html->tables++;
	if (scroll) {
		BUF_LIT(html->out, "<div");
		class_open(html, "scroll");
		BUF_LIT(html->out, " role=\"group\" tabindex=\"0\" aria-label=\"");
		escape_html(html->out, name);
		BUF_LIT(html->out, "\">\n");
	}
	table_open(html, table);
	table_rows(html, table);
	BUF_LIT(html->out, "</table>\n");
	if (scroll) BUF_LIT(html->out, "</div>\n");
}

static void signature(struct html *html, const struct doc_signature *signature)
{
	struct arena scratch = {0};
	const char *text = arena_printf(&scratch, "%s\n%s", signature->organ,
					doc_date(&scratch, signature->date));
	line(html, "signature", DOC_ALIGN_RIGHT, text);
	arena_release(&scratch);
}

static void drawing_node(struct html *html, const struct drawing *drawing)
{
	BUF_LIT(html->out, "<figure");
	class_open(html, "figure");
	BUF_LIT(html->out, ">");
	drawing_svg(drawing, html->out);
	BUF_LIT(html->out, "</figure>\n");
}

static void letterhead(struct html *html, const struct doc_letterhead *letterhead)
{
	line(html, "letterhead", DOC_ALIGN_CENTRE, letterhead->organ);
	if (letterhead->number != NULL) line(html, "number", DOC_ALIGN_RIGHT, letterhead->number);
}

static void title(struct html *html)
{
	html->section = html->doc->title;
	if (!html->options->no_title) heading(html, html->heading, html->doc->title);
}

static void node(struct html *html, const struct doc_node *node)
{
	switch (node->kind) {
	case DOC_HEADING:
		html->section = doc_plain(html->doc->arena, node->text);
		heading(html, html->heading + node->level, html->section);
		break;
	case DOC_PARAGRAPH: paragraph(html, node->text); break;
	case DOC_LETTERHEAD: letterhead(html, node->letterhead); break;
	case DOC_TABLE: table(html, node->table); break;
	case DOC_LIST: list(html, node->list); break;
	case DOC_ATTACHMENTS: attachments(html, node->list); break;
	case DOC_SIGNATURE: signature(html, node->signature); break;
	case DOC_NOTE: note(html, node->text); break;
	case DOC_DRAWING: drawing_node(html, node->drawing); break;
	case DOC_PAGE_BREAK:
		if (html->options->fragment) break;
		BUF_LIT(html->out, "<div");
		class_open(html, "break");
		BUF_LIT(html->out, "></div>\n");
		break;
	}
}

static void body(struct html *html)
{
	const struct doc_node *at = html->doc->first;
	if (html->doc->watermark != NULL)
		line(html, "watermark", DOC_ALIGN_CENTRE, html->doc->watermark);
	if (at != NULL && at->kind == DOC_LETTERHEAD) {
		node(html, at);
		at = at->next;
	}
	title(html);
	for (; at != NULL; at = at->next) node(html, at);
}

static void head(struct html *html)
{
	struct buf *out = html->out;
	const struct doc *doc = html->doc;
	BUF_LIT(out, "<!DOCTYPE html>\n<html lang=\"" DOC_LANGUAGE "\">\n<head>\n"
		     "<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		     "<title>");
	escape_html(out, doc->title);
	BUF_LIT(out, "</title>\n<meta name=\"author\" content=\"");
	escape_html(out, doc->author);
	buf_printf(out, "\">\n<meta name=\"dcterms.created\" content=\"%s\">\n<style>\n",
		   day_text(doc->date).s);
	buf_puts(out, STYLE);
	int number = 0;
	for (const struct doc_node *at = doc->first; at != NULL; at = at->next) {
		if (at->kind != DOC_TABLE) continue;
		number++;
		for (int i = 0; i < at->table->columns; i++)
			buf_printf(out, ".paper-table-%d col:nth-child(%d){width:%d%%}", number,
				   i + 1, width_percent(at->table, i));
		BUF_LIT(out, "\n");
	}
	BUF_LIT(out, "</style>\n</head>\n<body>\n<main>\n");
}

enum err paper_html(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error)
{
	static const struct paper_options none = {0};
	if (options == NULL) options = &none;
	struct html html = {
		.doc = doc,
		.options = options,
		.out = out,
		.prefix = options->fragment ? options->class_prefix : "paper",
		.heading = options->title_level == 0 ? 1 : options->title_level,
	};
	if (!options->fragment) head(&html);
	body(&html);
	if (!options->fragment) BUF_LIT(out, "</main>\n</body>\n</html>\n");
	if (buf_ok(out)) return ERR_NONE;
	return error_set(error, ERR_ENV, "split the document", "the HTML page would be too large");
}
