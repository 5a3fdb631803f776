/* SPDX-License-Identifier: MulanPSL-2.0
 * word/document.xml: the tree's nodes as paragraphs and tables, then the section's measures. */
#include <string.h>

#include "paper/docx.h"
#include "paper/drawing.h"
#include "paper/measure.h"
#include "paper/signature.h"

#define ORGAN_PITCH 1.4
#define RULE_PITCH 2.0

/* A paragraph's beginning: open until docx_end. */
struct paragraph {
	const char *style;
	enum doc_align align;	  /* AUTO: the style's */
	int left, hanging, right; /* indents, twips */
	bool new_page, keep;	  /* keep: on one page with the next */
	/* a frame that begins this far from the page's upper and left edge, so wide; points; 0: in
	 * the text */
	double frame_top, frame_left, frame_width;
	double pitch;	    /* of its lines; 0: the style's */
	const char *border; /* below it, in red; NULL: none */
};

static const char *const ALIGNS[] = {
	[DOC_ALIGN_AUTO] = NULL,
	[DOC_ALIGN_LEFT] = "left",
	[DOC_ALIGN_CENTRE] = "center",
	[DOC_ALIGN_RIGHT] = "right",
};

static void frame(struct xml *xml, const struct paragraph *paragraph)
{
	xml_open(xml, "w:framePr");
	xml_attribute_int(xml, "w:w", twips(paragraph->frame_width));
	xml_attribute(xml, "w:wrap", "notBeside");
	xml_attribute(xml, "w:vAnchor", "page");
	xml_attribute(xml, "w:hAnchor", "page");
	xml_attribute_int(xml, "w:x", twips(paragraph->frame_left));
	xml_attribute_int(xml, "w:y", twips(paragraph->frame_top));
	xml_close(xml);
}

/* A double rule; Word's own kind of three quarters of its width thick and a quarter thin. */
static void border(struct xml *xml, const struct paragraph *paragraph)
{
	xml_open(xml, "w:pBdr");
	xml_open(xml, "w:bottom");
	xml_attribute(xml, "w:val", paragraph->border);
	xml_attribute_int(xml, "w:sz", (int)((LETTER_RULE_THICK + LETTER_RULE_THIN) * 8));
	xml_attribute_int(xml, "w:space", 0);
	xml_attribute(xml, "w:color", DOCX_RED);
	xml_close(xml);
	xml_close(xml);
}

static void begin(struct xml *xml, const struct paragraph *paragraph)
{
	xml_open(xml, "w:p");
	xml_open(xml, "w:pPr");
	xml_leaf(xml, "w:pStyle", paragraph->style);
	if (paragraph->keep) xml_leaf(xml, "w:keepNext", NULL);
	if (paragraph->new_page) xml_leaf(xml, "w:pageBreakBefore", NULL);
	if (paragraph->frame_top > 0) frame(xml, paragraph);
	if (paragraph->border != NULL) border(xml, paragraph);
	if (paragraph->pitch > 0) {
		xml_open(xml, "w:spacing");
		xml_attribute_int(xml, "w:line", twips(paragraph->pitch));
		xml_attribute(xml, "w:lineRule", "exact");
		xml_close(xml);
	}
	if (paragraph->left > 0 || paragraph->right > 0) {
		xml_open(xml, "w:ind");
		if (paragraph->left > 0) xml_attribute_int(xml, "w:left", paragraph->left);
		if (paragraph->right > 0) xml_attribute_int(xml, "w:right", paragraph->right);
		if (paragraph->hanging > 0) xml_attribute_int(xml, "w:hanging", paragraph->hanging);
		xml_close(xml);
	}
	if (paragraph->align != DOC_ALIGN_AUTO) xml_leaf(xml, "w:jc", ALIGNS[paragraph->align]);
	xml_close(xml);
}

static void end(struct xml *xml)
{
	xml_close(xml);
}

static void run_text(struct xml *xml, const char *text)
{
	struct arena scratch = {0};
	for (;;) {
		size_t n = strcspn(text, "\n");
		xml_open(xml, "w:t");
		xml_attribute(xml, "xml:space", "preserve");
		xml_text(xml, arena_text_n(&scratch, text, n));
		xml_close(xml);
		if (text[n] == '\0') break;
		xml_leaf(xml, "w:br", NULL);
		text += n + 1;
	}
	arena_release(&scratch);
}

void docx_runs(struct xml *xml, const struct doc_run *runs, double size)
{
	for (const struct doc_run *run = runs; run != NULL; run = run->next) {
		xml_open(xml, "w:r");
		if (run->bold || size > 0) {
			xml_open(xml, "w:rPr");
			if (run->bold) xml_leaf(xml, "w:b", NULL);
			if (size > 0) xml_leaf_int(xml, "w:sz", half_points(size));
			if (size > 0) xml_leaf_int(xml, "w:szCs", half_points(size));
			xml_close(xml);
		}
		run_text(xml, run->text);
		xml_close(xml);
	}
}

void docx_run(struct xml *xml, const char *text)
{
	docx_runs(xml, &(struct doc_run){.text = text}, 0);
}

static void line(struct xml *xml, const struct paragraph *paragraph, const char *text)
{
	begin(xml, paragraph);
	docx_run(xml, text);
	end(xml);
}

static void list(struct xml *xml, const struct doc_list *list, bool new_page)
{
	struct arena scratch = {0};
	int number = 0;
	for (const struct doc_item *item = list->first; item != NULL; item = item->next) {
		struct paragraph paragraph = {.style = STYLE_BODY,
					      .new_page = new_page && number == 0};
		number++;
		begin(xml, &paragraph);
		docx_run(xml, list->numbered ? arena_printf(&scratch, "%d.", number) : "·");
		docx_runs(xml, item->text->first, 0);
		end(xml);
	}
	arena_release(&scratch);
}

double docx_em(const char *text)
{
	double width = 0;
	for (const char *at = text; *at != '\0'; at++) {
		unsigned char byte = (unsigned char)*at;
		if (byte < 0x80)
			width += 0.5;
		else if (byte >= 0xc0)
			width += 1;
	}
	return width;
}

static void blank_lines(struct xml *xml, int count, bool new_page)
{
	struct paragraph blank = {.style = STYLE_SIGNATURE, .new_page = new_page, .keep = true};
	for (int i = 0; i < count; i++) {
		begin(xml, &blank);
		end(xml);
		blank.new_page = false;
	}
}

/* 附件说明 (7.3.4): further names under the first, a name's further lines under itself. */
static void attachments(struct xml *xml, const struct doc_list *names, bool new_page, bool keep)
{
	enum { INDENT = 2, WORD = 3 }; /* characters; the word is 附件： */
	struct arena scratch = {0};
	int number = 0;
	blank_lines(xml, 1, new_page);
	for (const struct doc_item *item = names->first; item != NULL; item = item->next) {
		number++;
		const char *mark = names->numbered ? arena_printf(&scratch, "%d.", number) : "";
		const char *label =
			arena_printf(&scratch, "%s%s", number == 1 ? "附件：" : "", mark);
		const double before = number == 1 ? INDENT : INDENT + WORD, word = docx_em(label);
		begin(xml, &(struct paragraph){.style = STYLE_FLUSH,
					       .left = twips((before + word) * BODY_CHARACTER),
					       .hanging = twips(word * BODY_CHARACTER),
					       .keep = keep});
		docx_run(xml, label);
		docx_runs(xml, item->text->first, 0);
		end(xml);
	}
	arena_release(&scratch);
}

static void signature(struct xml *xml, const struct doc_signature *signature, bool new_page)
{
	struct arena scratch = {0};
	const char *date = doc_date(&scratch, signature->date);
	struct signature_place place =
		signature_place(signature->seal, docx_em(signature->organ) * BODY_CHARACTER,
				docx_em(date) * BODY_CHARACTER, BODY_CHARACTER);
	struct paragraph paragraph = {
		.style = STYLE_SIGNATURE, .align = DOC_ALIGN_RIGHT, .keep = true};
	blank_lines(xml, signature->seal ? BLANK_ABOVE_SEAL : BLANK_ABOVE_SIGNATURE, new_page);
	paragraph.right = twips(place.organ_right);
	line(xml, &paragraph, signature->organ);
	paragraph.right = twips(place.date_right);
	paragraph.keep = false;
	line(xml, &paragraph, date);
	arena_release(&scratch);
}

/* One line of nothing whose lower border is a letter's double rule, that begins at `top`; where the
 * rule ends. */
static double double_rule(struct xml *xml, double top, const char *kind)
{
	begin(xml, &(struct paragraph){.style = STYLE_LETTERHEAD,
				       .pitch = RULE_PITCH,
				       .frame_top = top - RULE_PITCH,
				       .frame_left = LETTER_RULE_LEFT,
				       .frame_width = LETTER_RULE_LENGTH,
				       .border = kind});
	end(xml);
	return top + LETTER_RULE_THICK + LETTER_RULE_GAP + LETTER_RULE_THIN;
}

/* What is measured from the page's edges stands in frames (信函格式, 10.1): the organ's name, the
 * rules, the number. Where a name's ink is in its line is told for 小标宋, whose characters reach
 * 0.81 em above the baseline and 0.09 em below it; the line ends 0.14 em below it. */
static void letterhead(struct xml *xml, const struct doc_letterhead *letterhead)
{
	const double fits = AREA_WIDTH / (docx_em(letterhead->organ) + 0.5);
	const double size = fits < SIZE_ORGAN ? fits : SIZE_ORGAN;
	begin(xml, &(struct paragraph){.style = STYLE_LETTERHEAD,
				       .pitch = size * ORGAN_PITCH,
				       .frame_top = LETTER_TOP - size * (ORGAN_PITCH - 0.14 - 0.81),
				       .frame_left = LETTER_RULE_LEFT,
				       .frame_width = LETTER_RULE_LENGTH});
	docx_runs(xml, &(struct doc_run){.text = letterhead->organ}, size);
	end(xml);
	double_rule(xml,
		    PAGE_HEIGHT - LETTER_RULE_FOOT - LETTER_RULE_THICK - LETTER_RULE_GAP -
			    LETTER_RULE_THIN,
		    "thinThickSmallGap");
	double y = double_rule(xml, LETTER_TOP + size * (0.81 + 0.09) + LETTER_RULE_BELOW,
			       "thickThinSmallGap");
	/* a line's characters stand in the middle of its pitch */
	if (letterhead->number != NULL)
		line(xml,
		     &(struct paragraph){
			     .style = STYLE_SIGNATURE,
			     .align = DOC_ALIGN_RIGHT,
			     .pitch = LINE_PITCH,
			     .frame_top = y + LETTER_NUMBER_BELOW - (LINE_PITCH - SIZE_BODY) / 2,
			     .frame_left = AREA_LEFT,
			     .frame_width = AREA_WIDTH,
		     },
		     letterhead->number);
	blank_lines(xml, 2, false);
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Where a title of two lines breaks, in bytes: as near the middle as may be, never beside a
 * figure's digit but before its first. */
static size_t middle_break(const char *text)
{
	const double middle = docx_em(text) / 2;
	struct arena scratch = {0};
	size_t best = 0;
	double least = middle;
	for (size_t at = 1; text[at] != '\0'; at++) {
		if (((unsigned char)text[at] & 0xc0) == 0x80 || digit(text[at - 1])) continue;
		double off = docx_em(arena_text_n(&scratch, text, at)) - middle;
		if (off < 0) off = -off;
		if (off < least) {
			least = off;
			best = at;
		}
	}
	arena_release(&scratch);
	return best;
}

static bool title_fits(const char *text)
{
	return docx_em(text) * SIZE_TITLE <= AREA_WIDTH;
}

/* After the organ's name, which must not be cut, where both parts then fit. */
static size_t title_break(const struct doc *doc)
{
	struct arena scratch = {0};
	size_t at = doc_title_organ(doc);
	if (at == 0 || !title_fits(arena_text_n(&scratch, doc->title, at)) ||
	    !title_fits(doc->title + at))
		at = middle_break(doc->title);
	arena_release(&scratch);
	return at;
}

static void title(struct xml *xml, const struct doc *doc)
{
	const char *text = doc->title;
	const double lines = docx_em(text) * SIZE_TITLE / AREA_WIDTH;
	struct arena scratch = {0};
	if (lines > 1 && lines < 2) {
		size_t at = title_break(doc);
		text = arena_printf(&scratch, "%.*s%s%s", (int)at, text, at > 0 ? "\n" : "",
				    text + at);
	}
	line(xml, &(struct paragraph){.style = STYLE_TITLE}, text);
	arena_release(&scratch);
}

/* A signature never stands on a page without text, nor with the attachments' names alone. */
static bool signature_follows(const struct doc_node *node)
{
	const struct doc_node *next = node->next;
	if (next != NULL && next->kind == DOC_ATTACHMENTS) next = next->next;
	return next != NULL && next->kind == DOC_SIGNATURE;
}

static void node(struct xml *xml, const struct doc_node *node, bool new_page)
{
	static const char *const headings[] = {STYLE_HEADING "1", STYLE_HEADING "2",
					       STYLE_HEADING "3", STYLE_HEADING "4"};
	struct paragraph paragraph = {.style = STYLE_BODY, .new_page = new_page};
	paragraph.keep = signature_follows(node);
	switch (node->kind) {
	case DOC_HEADING:
		paragraph.style = headings[node->level - 1];
		begin(xml, &paragraph);
		docx_runs(xml, node->text->first, 0);
		end(xml);
		break;
	case DOC_PARAGRAPH:
	case DOC_NOTE:
		if (node->kind == DOC_NOTE)
			paragraph.style = STYLE_NOTE;
		else if (node->text->flush || node->text->align != DOC_ALIGN_AUTO)
			paragraph.style = STYLE_FLUSH;
		paragraph.align = node->text->align;
		begin(xml, &paragraph);
		docx_runs(xml, node->text->first, 0);
		end(xml);
		break;
	case DOC_TABLE:
		if (new_page) blank_lines(xml, 1, true);
		docx_table(xml, node->table);
		break;
	case DOC_LIST: list(xml, node->list, new_page); break;
	case DOC_ATTACHMENTS: attachments(xml, node->list, new_page, paragraph.keep); break;
	case DOC_SIGNATURE: signature(xml, node->signature, new_page); break;
	case DOC_LETTERHEAD: letterhead(xml, node->letterhead); break;
	case DOC_DRAWING:
		line(xml, &(struct paragraph){.style = STYLE_NOTE, .new_page = new_page},
		     node->drawing->alt);
		break;
	case DOC_PAGE_BREAK: break;
	}
}

static void reference(struct xml *xml, const char *name, const char *type, const char *relation)
{
	xml_open(xml, name);
	xml_attribute(xml, "w:type", type);
	xml_attribute(xml, "r:id", relation);
	xml_close(xml);
}

static void section(struct xml *xml, const struct doc *doc)
{
	const bool letter = doc->first != NULL && doc->first->kind == DOC_LETTERHEAD;
	xml_open(xml, "w:sectPr");
	if (docx_has_header(doc)) {
		reference(xml, "w:headerReference", "default", RELATION_HEADER);
		reference(xml, "w:headerReference", "even", RELATION_HEADER);
		if (letter) reference(xml, "w:headerReference", "first", RELATION_HEADER);
	}
	if (doc->page_numbers) {
		reference(xml, "w:footerReference", "default", RELATION_FOOTER_ODD);
		reference(xml, "w:footerReference", "even", RELATION_FOOTER_EVEN);
	}
	xml_open(xml, "w:pgSz");
	xml_attribute_int(xml, "w:w", twips(PAGE_WIDTH));
	xml_attribute_int(xml, "w:h", twips(PAGE_HEIGHT));
	xml_close(xml);
	xml_open(xml, "w:pgMar");
	xml_attribute_int(xml, "w:top", twips(AREA_TOP));
	xml_attribute_int(xml, "w:right", twips(AREA_RIGHT_MARGIN));
	xml_attribute_int(xml, "w:bottom", twips(AREA_BOTTOM_MARGIN));
	xml_attribute_int(xml, "w:left", twips(AREA_LEFT));
	xml_attribute_int(xml, "w:header", twips(AREA_TOP - HEADER_ABOVE - SIZE_HEADER / 2));
	xml_attribute_int(xml, "w:footer",
			  twips(AREA_BOTTOM_MARGIN - FOLIO_BELOW - SIZE_FOLIO / 2));
	xml_attribute_int(xml, "w:gutter", 0);
	xml_close(xml);
	/* a letter's first page has no number (10.1) */
	if (letter) xml_leaf(xml, "w:titlePg", NULL);
	/* "linesAndChars" makes LibreOffice space every character widely */
	xml_open(xml, "w:docGrid");
	xml_attribute(xml, "w:type", "lines");
	xml_attribute_int(xml, "w:linePitch", pitch_twips(LINE_PITCH));
	xml_close(xml);
	xml_close(xml);
}

void docx_document(struct xml *xml, const struct doc *doc)
{
	const struct doc_node *at = doc->first;
	bool new_page = false;
	xml_open(xml, "w:document");
	xml_namespaces(xml);
	xml_open(xml, "w:body");
	if (at != NULL && at->kind == DOC_LETTERHEAD) {
		node(xml, at, false);
		at = at->next;
	}
	title(xml, doc);
	for (; at != NULL; at = at->next) {
		node(xml, at, new_page);
		new_page = at->kind == DOC_PAGE_BREAK;
	}
	section(xml, doc);
}
