/* SPDX-License-Identifier: MulanPSL-2.0
 * Texts cut into lines. Pango breaks them (and keeps 避头尾); the justification is ours, because
 * Pango gives the whole slack of a Chinese line to the one blank in it. */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "paper/layout.h"

/* Where the ideographic square's middle stands above the baseline, in em: the Noto CJK families put
 * the square from −0.12 to 0.88. */
#define MIDDLE 0.38
/* A line that lacks more than this per gap (a long address follows) stays ragged. */
#define MOST_PER_GAP 0.3
#define LINE_SEPARATOR "\xe2\x80\xa8"
/* A tree in memory bounds its texts; nothing of them may be left out. */
#define TEXT_MAX (SIZE_MAX / 4)

struct page_layout {
	PangoLayout *layout;
	struct page_layout *next;
};

void pages_release(struct pages *pages)
{
	for (struct page_layout *at = pages->layouts; at != NULL; at = at->next)
		g_object_unref(at->layout);
	pages->layouts = NULL;
}

static int units(double points)
{
	return pango_units_from_double(points);
}

static void keep(struct pages *pages, PangoLayout *layout)
{
	struct page_layout *node = ARENA_NEW(pages->arena, struct page_layout);
	node->layout = layout;
	node->next = pages->layouts;
	pages->layouts = node;
}

/* A line break within a paragraph is U+2028 to Pango, so that no new indent begins. What could not
 * be read is printed as □, as editors of old texts do; the typefaces have no U+FFFD. */
static void add_run(struct buf *text, const char *run)
{
	while (*run != '\0') {
		if (*run == '\n') {
			buf_puts(text, LINE_SEPARATOR);
			run++;
		} else if (strncmp(run, "\xef\xbf\xbd", 3) == 0) {
			buf_puts(text, "□");
			run += 3;
		} else {
			buf_putc(text, *run++);
		}
	}
}

static void attribute_add(PangoAttrList *list, PangoAttribute *attribute, size_t from, size_t to)
{
	attribute->start_index = (guint)from;
	attribute->end_index = (guint)to;
	pango_attr_list_insert(list, attribute);
}

static bool ideograph(uint32_t point)
{
	return point >= 0x4e00 && point <= 0x9fff;
}

static bool one_of(const char *set, const char *at, size_t length)
{
	for (const char *each = set; length > 1 && *each != '\0'; each += 3)
		if (strncmp(each, at, length) == 0) return true;
	return false;
}

/* From an opening quote as far as a line must not end: over a number or Latin word, one character
 * more, and what may not begin a line. */
static size_t quote_length(const char *at, const char *end)
{
	const char *p = at + strlen("“");
	uint32_t point = 0;
	while (p < end && (unsigned char)*p < 0x80 && *p != ' ') p++;
	p += utf8_decode(p, (size_t)(end - p), &point);
	for (;;) {
		size_t length = utf8_decode(p, (size_t)(end - p), &point);
		if (length != 3 || ideograph(point) || one_of("“‘（《〈〔【「", p, length)) break;
		p += length;
	}
	return (size_t)(p - at);
}

/* "2024年" and "85条" are never parted, nor does a cut word get a hyphen it does not have. Before a
 * Chinese opening quote a line may end: Pango glues it to both sides, for elsewhere it closes. As
 * the beginning of a word it does not. */
static void keep_together(PangoAttrList *list, const struct buf *text)
{
	attribute_add(list, pango_attr_insert_hyphens_new(FALSE), 0, text->n);
	const char *all = buf_text(text);
	for (size_t at = 0; at + 1 < text->n; at++) {
		bool digit = all[at] >= '0' && all[at] <= '9';
		uint32_t point = 0;
		size_t length = utf8_decode(all + at + 1, text->n - at - 1, &point);
		if (digit && ideograph(point))
			attribute_add(list, pango_attr_allow_breaks_new(FALSE), at,
				      at + 1 + length);
	}
	for (size_t at = 3; at + 3 < text->n; at++)
		if ((unsigned char)all[at - 1] >= 0x80 && one_of("“‘", all + at, 3))
			attribute_add(list, pango_attr_word_new(), at,
				      at + quote_length(all + at, all + text->n));
}

static PangoLayout *layout_new(const struct fonts *fonts, const struct type *type,
			       const struct doc_run *runs, double width)
{
	struct buf text;
	buf_init(&text, TEXT_MAX);
	PangoAttrList *attributes = pango_attr_list_new();
	for (const struct doc_run *run = runs; run != NULL; run = run->next) {
		size_t from = text.n;
		add_run(&text, run->text);
		if (run->bold)
			attribute_add(attributes, pango_attr_weight_new(PANGO_WEIGHT_BOLD), from,
				      text.n);
	}
	keep_together(attributes, &text);
	if (type->spacing != 0)
		pango_attr_list_insert(attributes,
				       pango_attr_letter_spacing_new(units(type->spacing)));
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family(font, type->family);
	pango_font_description_set_absolute_size(font, type->size * PANGO_SCALE);
	pango_font_description_set_weight(font,
					  type->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	PangoLayout *layout = pango_layout_new(fonts->context);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_attributes(layout, attributes);
	pango_layout_set_text(layout, buf_text(&text), (int)text.n);
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(layout, units(width));
	pango_layout_set_indent(layout, units(type->indent));
	if (type->align == DOC_ALIGN_CENTRE) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
	if (type->align == DOC_ALIGN_RIGHT) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
	pango_font_description_free(font);
	pango_attr_list_unref(attributes);
	buf_release(&text);
	return layout;
}

/* May a line be stretched beside this character? Not inside Latin words and numbers. */
static bool stretches(const char *at, const char *end)
{
	uint32_t point = 0;
	size_t length = utf8_decode(at, (size_t)(end - at), &point);
	return length > 0 && (point >= 0x2000 || point == ' ');
}

/* Spreads slack over the gaps of a line, when there are gaps and it is not too much.
 * With slack 0 it only counts them. */
static int spread(PangoLayoutLine *line, const char *text, double slack, int gaps)
{
	int count = 0, given = 0;
	PangoGlyphItem *before = NULL;
	int before_glyph = 0;
	bool before_stretches = false;
	for (GSList *at = line->runs; at != NULL; at = at->next) {
		PangoGlyphItem *run = at->data;
		const char *end = text + run->item->offset + run->item->length;
		PangoGlyphItemIter iter;
		for (gboolean more = pango_glyph_item_iter_init_start(&iter, run, text); more;
		     more = pango_glyph_item_iter_next_cluster(&iter)) {
			bool here = stretches(text + iter.start_index, end);
			if (before != NULL && (here || before_stretches)) {
				count++;
				if (gaps > 0) {
					int upto = (int)(slack * PANGO_SCALE * count / gaps);
					before->glyphs->glyphs[before_glyph].geometry.width +=
						upto - given;
					given = upto;
				}
			}
			before = run;
			before_glyph = iter.end_glyph - 1;
			before_stretches = here;
		}
	}
	return count;
}

static void justify(PangoLayoutLine *line, const char *text, const struct type *type, double slack)
{
	int gaps = spread(line, text, 0, 0);
	if (gaps == 0 || slack <= 0 || slack > gaps * type->size * MOST_PER_GAP) return;
	spread(line, text, slack, gaps);
}

/* A fallback face with a BASE table and one without are offset against each other (Pango 1.50);
 * all our lines stand on one baseline. */
static void level(PangoLayoutLine *line)
{
	for (GSList *at = line->runs; at != NULL; at = at->next) {
		PangoGlyphItem *run = at->data;
		run->y_offset = 0;
	}
}

/* Does the text's own line break, or its end, end the line? */
static bool breaks_after(const PangoLayoutLine *line, const char *text)
{
	const char *end = text + line->start_index + line->length;
	return *end == '\0' || strncmp(end, LINE_SEPARATOR, 3) == 0 ||
	       (line->length >= 3 && strncmp(end - 3, LINE_SEPARATOR, 3) == 0);
}

struct block block_set(struct pages *pages, const struct fonts *fonts, const struct type *type,
		       const struct doc_run *runs, double width)
{
	PangoLayout *layout = layout_new(fonts, type, runs, width);
	keep(pages, layout);
	const char *text = pango_layout_get_text(layout);
	struct block block = {.type = *type, .count = pango_layout_get_line_count(layout)};
	block.lines = arena_array(pages->arena, (size_t)block.count, sizeof *block.lines);
	PangoLayoutIter *iter = pango_layout_get_iter(layout);
	for (int i = 0; i < block.count; i++, pango_layout_iter_next_line(iter)) {
		PangoRectangle logical;
		PangoLayoutLine *line = pango_layout_iter_get_line(iter);
		pango_layout_iter_get_line_extents(iter, NULL, &logical);
		level(line);
		block.lines[i].line = line;
		block.lines[i].x = pango_units_to_double(logical.x);
		if (type->justify && !breaks_after(line, text))
			justify(line, text, type,
				width - pango_units_to_double(logical.x + logical.width));
	}
	pango_layout_iter_free(iter);
	return block;
}

struct block block_set_text(struct pages *pages, const struct fonts *fonts, const struct type *type,
			    const char *text, double width)
{
	const struct doc_run run = {.text = text};
	return block_set(pages, fonts, type, &run, width);
}

struct block block_set_balanced(struct pages *pages, const struct fonts *fonts,
				const struct type *type, const char *text, double width)
{
	const struct doc_run run = {.text = text};
	PangoLayout *trial = layout_new(fonts, type, &run, width);
	int count = pango_layout_get_line_count(trial);
	double enough = width, short_of = width / (count + 1);
	while (enough - short_of > type->size / 4) {
		double middle = (enough + short_of) / 2;
		pango_layout_set_width(trial, units(middle));
		if (pango_layout_get_line_count(trial) > count)
			short_of = middle;
		else
			enough = middle;
	}
	g_object_unref(trial);
	struct block block = block_set(pages, fonts, type, &run, enough);
	for (int i = 0; i < block.count; i++) block.lines[i].x += (width - enough) / 2;
	return block;
}

double block_height(const struct block *block)
{
	return block->count * block->type.pitch;
}

double block_width(const struct block *block)
{
	double widest = 0;
	for (int i = 0; i < block->count; i++) {
		PangoRectangle logical;
		pango_layout_line_get_extents(block->lines[i].line, NULL, &logical);
		if (pango_units_to_double(logical.width) > widest)
			widest = pango_units_to_double(logical.width);
	}
	return widest;
}

void block_draw(struct pages *pages, const struct block *block, int from, int to, double left,
		double top)
{
	const struct type *type = &block->type;
	for (int i = from; i < to; i++) {
		if (block->lines[i].line->runs == NULL) continue;
		struct page_item *item = page_add(pages, PAGE_LINE);
		item->line = block->lines[i].line;
		item->ink = type->ink;
		item->x = left + block->lines[i].x;
		item->y = top + (i - from) * type->pitch + type->pitch / 2 + MIDDLE * type->size;
	}
}
