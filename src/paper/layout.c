/* SPDX-License-Identifier: MulanPSL-2.0
 * Setting a document: each node becomes a piece whose lines are known, then the pieces are put on
 * pages by three rules: a heading never stands apart from what it heads, no line of a paragraph
 * stands alone, and a signature always has text above it, not the names of attachments alone. */
#include <pango/pangocairo.h>
#include <string.h>

#include "paper/drawing.h"
#include "paper/layout.h"
#include "paper/measure.h"
#include "paper/signature.h"

/* clang-format off */
static const struct type
	TITLE     = {FONT_SERIF, SIZE_TITLE, PITCH_TITLE, 0, 0, true, false, DOC_ALIGN_CENTRE, INK_BLACK},
	BODY      = {FONT_SERIF, SIZE_BODY, LINE_PITCH, BODY_SPACING, 2 * BODY_CHARACTER, false, true, DOC_ALIGN_AUTO, INK_BLACK},
	NOTE      = {FONT_SERIF, SIZE_NOTE, PITCH_NOTE, 0, 0, false, true, DOC_ALIGN_AUTO, INK_BLACK},
	SIGNED    = {FONT_SERIF, SIZE_BODY, LINE_PITCH, BODY_SPACING, 0, false, false, DOC_ALIGN_AUTO, INK_BLACK},
	ORGAN     = {FONT_SERIF, SIZE_ORGAN, SIZE_ORGAN * 1.4, 0, 0, true, false, DOC_ALIGN_CENTRE, INK_RED};
/* by level from 1: 黑体, 楷体 (here bold), 仿宋 bold, 仿宋 */
static const struct { const char *family, *tag; bool bold; } HEADINGS[] = {
	{FONT_SANS,  "H2", true},
	{FONT_SERIF, "H3", true},
	{FONT_SERIF, "H4", true},
	{FONT_SERIF, "H5", false},
};
/* clang-format on */

enum piece_kind {
	PIECE_LINES,
	PIECE_TABLE,
	PIECE_DRAWING,
	PIECE_SIGNATURE,
	PIECE_LETTERHEAD,
	PIECE_BREAK
};

struct piece {
	enum piece_kind kind;
	const char *tag;
	struct block block,
		date;	     /* date: of a signature, whose organ is block; a letterhead's number */
	const char *outline; /* of a heading */
	int level;
	double before, after;
	bool open_list, close_list, attachment, seal;
	struct table_plan *plan;
	const struct drawing *drawing;
	double ink_above, ink_below; /* of a letterhead's name, from its baseline */
	double height;		     /* with before, without after */
	double lead;		     /* what must stand together at its start */
};

struct page_item *page_add(struct pages *pages, enum page_item_kind kind)
{
	struct page *page = pages->last;
	struct page_item *item = ARENA_NEW(pages->arena, struct page_item);
	item->kind = kind;
	if (page->last == NULL)
		page->first = item;
	else
		page->last->next = item;
	page->last = item;
	return item;
}

void page_open(struct pages *pages, const char *tag)
{
	page_add(pages, PAGE_OPEN)->tag = tag;
}

void page_close(struct pages *pages)
{
	page_add(pages, PAGE_CLOSE);
}

double flow_room(const struct flow *flow)
{
	return AREA_HEIGHT - flow->y + 0.01; /* sums of many lines are not exact */
}

void flow_turn(struct flow *flow)
{
	struct pages *pages = flow->pages;
	struct page *page = ARENA_NEW(pages->arena, struct page);
	page->number = ++pages->count;
	if (pages->last == NULL)
		pages->first = page;
	else
		pages->last->next = page;
	pages->last = page;
	flow->y = 0;
	frame_draw(flow, page->number);
}

static void set_lines(struct flow *flow, struct piece *piece, const struct type *type,
		      const struct doc_run *runs, const char *tag)
{
	piece->kind = PIECE_LINES;
	piece->tag = tag;
	piece->block = block_set(flow->pages, flow->fonts, type, runs, AREA_WIDTH);
	piece->height = piece->before + block_height(&piece->block);
}

static void set_text(struct flow *flow, struct piece *piece, const struct type *base,
		     const struct doc_text *text, const char *tag)
{
	struct type type = *base;
	if (text->flush || text->align != DOC_ALIGN_AUTO) type.indent = 0;
	if (text->align != DOC_ALIGN_AUTO) type.justify = false;
	type.align = text->align;
	set_lines(flow, piece, &type, text->first, tag);
}

static void set_heading(struct flow *flow, struct piece *piece, const struct doc_node *node)
{
	struct type type = BODY;
	type.family = HEADINGS[node->level - 1].family;
	type.bold = HEADINGS[node->level - 1].bold;
	type.justify = false;
	piece->outline = doc_plain(flow->pages->arena, node->text);
	piece->level = node->level;
	set_lines(flow, piece, &type, node->text->first, HEADINGS[node->level - 1].tag);
}

static void set_signature(struct flow *flow, struct piece *piece,
			  const struct doc_signature *signature)
{
	struct arena *arena = flow->pages->arena;
	piece->kind = PIECE_SIGNATURE;
	piece->seal = signature->seal;
	piece->block = block_set_text(flow->pages, flow->fonts, &SIGNED, signature->organ,
				      AREA_WIDTH - 2 * BODY_CHARACTER);
	piece->date = block_set_text(flow->pages, flow->fonts, &SIGNED,
				     doc_date(arena, signature->date), AREA_WIDTH);
	piece->before = LINE_PITCH * (signature->seal ? BLANK_ABOVE_SEAL : BLANK_ABOVE_SIGNATURE);
	piece->after = signature->seal ? BLANK_BELOW_SEAL * LINE_PITCH : 0;
	piece->height = piece->before + block_height(&piece->block) + block_height(&piece->date);
}

/* Where the name's ink ends. Pango's ink rectangle takes in the curves' control points, half a
 * millimetre below the ink. */
static void measure_organ(struct piece *piece)
{
	double left, top, right, bottom;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1);
	cairo_t *cairo = cairo_create(surface);
	cairo_move_to(cairo, 0, 0);
	pango_cairo_layout_line_path(cairo, piece->block.lines[0].line);
	cairo_fill_extents(cairo, &left, &top, &right, &bottom);
	cairo_destroy(cairo);
	cairo_surface_destroy(surface);
	piece->ink_above = -top;
	piece->ink_below = bottom;
}

static void set_letterhead(struct flow *flow, struct piece *piece,
			   const struct doc_letterhead *letterhead)
{
	struct type type = ORGAN, number = SIGNED;
	piece->kind = PIECE_LETTERHEAD;
	piece->block =
		block_set_text(flow->pages, flow->fonts, &type, letterhead->organ, PAGE_WIDTH);
	if (block_width(&piece->block) > AREA_WIDTH || piece->block.count > 1) {
		type.size *= AREA_WIDTH / (block_width(&piece->block) * piece->block.count);
		piece->block = block_set_text(flow->pages, flow->fonts, &type, letterhead->organ,
					      PAGE_WIDTH);
	}
	for (int i = 0; i < piece->block.count; i++)
		piece->block.lines[i].x -= (PAGE_WIDTH - AREA_WIDTH) / 2;
	measure_organ(piece);
	number.align = DOC_ALIGN_RIGHT;
	if (letterhead->number != NULL)
		piece->date = block_set_text(flow->pages, flow->fonts, &number, letterhead->number,
					     AREA_WIDTH);
	piece->height = block_height(&piece->block) + LINE_PITCH;
	piece->after = 2 * LINE_PITCH;
}

static int set_list(struct flow *flow, struct piece *pieces, const struct doc_list *list)
{
	int number = 0;
	for (const struct doc_item *item = list->first; item != NULL; item = item->next) {
		struct piece *piece = &pieces[number++];
		const char *mark =
			list->numbered ? arena_printf(flow->pages->arena, "%d.", number) : "·";
		const struct doc_run first = {.text = mark, .next = item->text->first};
		set_lines(flow, piece, &BODY, &first, "LI");
		piece->open_list = number == 1;
		piece->close_list = item->next == NULL;
	}
	return number;
}

/* 附件说明 (7.3.4): a line below the text, two characters in; further names under the first, a
 * name's further lines under itself. */
static int set_attachments(struct flow *flow, struct piece *pieces, const struct doc_list *names)
{
	enum { INDENT = 2, WORD = 3 }; /* characters; the word is 附件： */
	struct arena *arena = flow->pages->arena;
	int number = 0;
	for (const struct doc_item *item = names->first; item != NULL; item = item->next) {
		struct piece *piece = &pieces[number++];
		const char *mark = names->numbered ? arena_printf(arena, "%d.", number) : "";
		const double left = (number == 1 ? INDENT : INDENT + WORD) * BODY_CHARACTER;
		struct doc_run label = {
			.text = arena_printf(arena, "%s%s", number == 1 ? "附件：" : "", mark)};
		struct type type = SIGNED;
		const struct block word =
			block_set(flow->pages, flow->fonts, &type, &label, AREA_WIDTH);
		type.indent = -block_width(&word);
		label.next = item->text->first;
		piece->kind = PIECE_LINES;
		piece->tag = "LI";
		piece->attachment = true;
		piece->before = number == 1 ? LINE_PITCH : 0;
		piece->block =
			block_set(flow->pages, flow->fonts, &type, &label, AREA_WIDTH - left);
		for (int i = 0; i < piece->block.count; i++) piece->block.lines[i].x += left;
		piece->height = piece->before + block_height(&piece->block);
		piece->open_list = number == 1;
		piece->close_list = item->next == NULL;
	}
	return number;
}

/* The height of the headings that directly precede the next piece. */
static double headings_above(const struct piece *pieces, int count)
{
	double height = 0;
	for (int i = count - 1; i >= 0 && pieces[i].outline != NULL; i--)
		height += pieces[i].height;
	return height;
}

/* Sets one node as the pieces from `at` on; their new count. */
static int set_node(struct flow *flow, struct piece *pieces, int at, const struct doc_node *node)
{
	struct piece *piece = &pieces[at];
	switch (node->kind) {
	case DOC_HEADING: set_heading(flow, piece, node); break;
	case DOC_PARAGRAPH: set_text(flow, piece, &BODY, node->text, "P"); break;
	case DOC_NOTE:
		piece->before = LINE_PITCH / 2;
		set_text(flow, piece, &NOTE, node->text, "P");
		break;
	case DOC_LIST: return at + set_list(flow, piece, node->list);
	case DOC_ATTACHMENTS: return at + set_attachments(flow, piece, node->list);
	case DOC_LETTERHEAD: set_letterhead(flow, piece, node->letterhead); break;
	case DOC_SIGNATURE: set_signature(flow, piece, node->signature); break;
	case DOC_TABLE:
		piece->kind = PIECE_TABLE;
		piece->plan =
			table_plan(flow, node->table, AREA_HEIGHT - headings_above(pieces, at));
		break;
	case DOC_DRAWING:
		piece->kind = PIECE_DRAWING;
		piece->drawing = node->drawing;
		piece->height = POINTS(node->drawing->height);
		break;
	case DOC_PAGE_BREAK: piece->kind = PIECE_BREAK; break;
	}
	return at + 1;
}

/* A title of two lines is cut after the organ's name, where both parts then fit. */
static void cut_after_organ(struct flow *flow, struct block *title)
{
	const struct doc *doc = flow->doc;
	const size_t organ = doc_title_organ(doc);
	if (title->count != 2 || organ == 0) return;
	const char *text = arena_printf(flow->pages->arena, "%.*s\n%s", (int)organ, doc->title,
					doc->title + organ);
	struct block cut = block_set_text(flow->pages, flow->fonts, &TITLE, text, AREA_WIDTH);
	if (cut.count == 2) *title = cut;
}

static int set_title(struct flow *flow, struct piece *piece)
{
	piece->kind = PIECE_LINES;
	piece->tag = "H1";
	piece->outline = flow->doc->title;
	piece->block =
		block_set_balanced(flow->pages, flow->fonts, &TITLE, flow->doc->title, AREA_WIDTH);
	cut_after_organ(flow, &piece->block);
	piece->after = LINE_PITCH;
	piece->height = block_height(&piece->block);
	return 1;
}

/* What must stand on the page of a text's last lines: a signature, with the attachments named above
 * it unless they fill a page by themselves. `rest` pieces follow. */
static double tail_of(const struct piece *next, int rest)
{
	double height = 0;
	int i = 0;
	for (; i < rest && next[i].attachment; i++) height += next[i].height;
	if (i == rest || next[i].kind != PIECE_SIGNATURE) return 0;
	height += next[i].height;
	return height < AREA_HEIGHT - 3 * LINE_PITCH ? height : 0;
}

/* What must stand with a piece's beginning, known from the last piece backwards. */
static void set_leads(struct piece *pieces, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		struct piece *piece = &pieces[i];
		const struct piece *next = i + 1 < count ? &pieces[i + 1] : NULL;
		double least = piece->height;
		if (piece->kind == PIECE_TABLE)
			least = table_lead(piece->plan);
		else if (piece->outline != NULL)
			least += piece->after + (next == NULL ? 0 : next->lead);
		else if (piece->kind == PIECE_LINES && piece->block.count > 3)
			least = piece->before + 2 * piece->block.type.pitch;
		else
			least += tail_of(next, count - i - 1);
		piece->lead = least < AREA_HEIGHT ? least : AREA_HEIGHT;
	}
}

/* How many of the `rest` last lines go on this page; tail: what must follow them on it. */
static int lines_here(const struct flow *flow, double pitch, int rest, double tail)
{
	int fit = (int)(flow_room(flow) / pitch), take = rest;
	if (rest > fit) {
		take = rest - fit == 1 ? fit - 1 : fit;
	} else if (tail > 0 && flow_room(flow) - rest * pitch < tail) {
		take = rest > 3 ? rest - 2 : 0;
	}
	if (take == 1 && rest > 1) take = 0;
	if (take > 0 || flow->y > 0) return take;
	return fit < rest && fit > 0 ? fit : rest; /* a fresh page takes what it can */
}

static void place_lines(struct flow *flow, const struct piece *piece, double tail)
{
	const double pitch = piece->block.type.pitch;
	for (int from = 0; from < piece->block.count;) {
		int take = lines_here(flow, pitch, piece->block.count - from, tail);
		if (take > 0) {
			page_open(flow->pages, piece->tag);
			block_draw(flow->pages, &piece->block, from, from + take, AREA_LEFT,
				   AREA_TOP + flow->y);
			page_close(flow->pages);
		}
		flow->y += take * pitch;
		from += take;
		if (from < piece->block.count) flow_turn(flow);
	}
}

static void place_signature(struct flow *flow, const struct piece *piece)
{
	const double organ = block_width(&piece->block), date = block_width(&piece->date);
	const double right = AREA_LEFT + AREA_WIDTH;
	struct signature_place place = signature_place(piece->seal, organ, date, BODY_CHARACTER);
	double organ_left = right - place.organ_right - organ;
	double date_left = right - place.date_right - date;
	page_open(flow->pages, "P");
	block_draw(flow->pages, &piece->block, 0, piece->block.count, organ_left,
		   AREA_TOP + flow->y);
	flow->y += block_height(&piece->block);
	block_draw(flow->pages, &piece->date, 0, 1, date_left, AREA_TOP + flow->y);
	page_close(flow->pages);
	flow->y += block_height(&piece->date);
}

/* One line of a letter's double rule, its upper edge at `top` of the page; its lower edge. */
static double red_rule(struct flow *flow, double top, double width)
{
	struct page_item *rule = page_add(flow->pages, PAGE_RULE);
	rule->ink = INK_RED;
	rule->width = width;
	/* the pen's square ends add half its width on either side */
	rule->x = LETTER_RULE_LEFT + width / 2;
	rule->to_x = LETTER_RULE_LEFT + LETTER_RULE_LENGTH - width / 2;
	rule->y = rule->to_y = top + width / 2;
	return top + width;
}

/* What is measured from the page's edges, so that it stands there on any paper; the text follows
 * below. */
static void place_letterhead(struct flow *flow, const struct piece *piece)
{
	double baseline = LETTER_TOP + piece->ink_above - piece->block.type.pitch;
	page_open(flow->pages, "P");
	for (int i = 0; i < piece->block.count; i++) {
		baseline += piece->block.type.pitch;
		if (piece->block.lines[i].line->runs == NULL) continue;
		struct page_item *item = page_add(flow->pages, PAGE_LINE);
		item->line = piece->block.lines[i].line;
		item->ink = INK_RED;
		item->x = AREA_LEFT + piece->block.lines[i].x;
		item->y = baseline;
	}
	page_close(flow->pages);
	double bottom = baseline + piece->ink_below;
	double y = red_rule(flow, bottom + LETTER_RULE_BELOW, LETTER_RULE_THICK);
	y = red_rule(flow, y + LETTER_RULE_GAP, LETTER_RULE_THIN);
	double foot = PAGE_HEIGHT - LETTER_RULE_FOOT - LETTER_RULE_THICK - LETTER_RULE_GAP -
		      LETTER_RULE_THIN;
	foot = red_rule(flow, foot, LETTER_RULE_THIN);
	red_rule(flow, foot + LETTER_RULE_GAP, LETTER_RULE_THICK);
	if (piece->date.count > 0) {
		/* a line's characters stand in the middle of its pitch */
		y += LETTER_NUMBER_BELOW - (LINE_PITCH - SIZE_BODY) / 2;
		page_open(flow->pages, "P");
		block_draw(flow->pages, &piece->date, 0, 1, AREA_LEFT, y);
		page_close(flow->pages);
		y += LINE_PITCH;
	}
	flow->y = y - AREA_TOP;
}

/* `rest` pieces follow this one. */
static void place(struct flow *flow, const struct piece *piece, int rest)
{
	const struct piece *next = piece + 1;
	if (piece->kind == PIECE_BREAK) {
		if (flow->y > 0 && rest > 0) flow_turn(flow);
		return;
	}
	if (flow->y > 0 && piece->kind != PIECE_TABLE && flow_room(flow) < piece->lead)
		flow_turn(flow);
	if (flow->y > 0 || piece->kind == PIECE_SIGNATURE) flow->y += piece->before;
	if (piece->outline != NULL) {
		struct page_item *item = page_add(flow->pages, PAGE_OUTLINE);
		item->text = piece->outline;
		item->level = piece->level + 1;
		item->y = AREA_TOP + flow->y;
	}
	if (piece->open_list) page_open(flow->pages, "L");
	switch (piece->kind) {
	case PIECE_LINES: place_lines(flow, piece, tail_of(next, rest)); break;
	case PIECE_TABLE: table_place(flow, piece->plan); break;
	case PIECE_DRAWING: drawing_place(flow, piece->drawing); break;
	case PIECE_SIGNATURE: place_signature(flow, piece); break;
	case PIECE_LETTERHEAD: place_letterhead(flow, piece); break;
	case PIECE_BREAK: break;
	}
	if (piece->close_list) page_close(flow->pages);
	flow->y += piece->after;
}

void pages_set(const struct doc *doc, const struct fonts *fonts, struct arena *arena,
	       struct pages *ret_pages)
{
	struct pages *pages = ret_pages;
	memset(pages, 0, sizeof *pages);
	pages->arena = arena;
	struct flow flow = {.doc = doc, .fonts = fonts, .pages = pages};
	size_t most = 1;
	for (const struct doc_node *node = doc->first; node != NULL; node = node->next)
		most += node->kind == DOC_LIST || node->kind == DOC_ATTACHMENTS
				? (size_t)node->list->count
				: 1;
	struct piece *pieces = arena_array(arena, most, sizeof *pieces);
	int count = 0;
	const struct doc_node *node = doc->first;
	if (node != NULL && node->kind == DOC_LETTERHEAD) {
		count = set_node(&flow, pieces, count, node);
		node = node->next;
	}
	count += set_title(&flow, &pieces[count]);
	for (; node != NULL; node = node->next) count = set_node(&flow, pieces, count, node);
	set_leads(pieces, count);
	flow_turn(&flow);
	page_open(pages, "Document");
	for (int i = 0; i < count; i++) place(&flow, &pieces[i], count - i - 1);
	page_close(pages);
}
