/* SPDX-License-Identifier: MulanPSL-2.0
 * word/styles.xml out of one table. The typefaces are those an office has, by name; where one is
 * missing Word takes another of its kind. */
#include "paper/docx.h"
#include "paper/measure.h"

#define LATIN "Times New Roman"
#define FANGSONG "仿宋_GB2312"
#define KAITI "楷体_GB2312"
#define HEITI "黑体"
#define XIAOBIAOSONG "方正小标宋简体"
#define SONGTI "宋体"

struct style {
	const char *id, *name; /* Word knows built-in names, "heading 1", in any language */
	const char *font, *latin;
	double size, pitch; /* pitch 0: as the line needs */
	int level;	    /* of a heading, in the outline; 0: none */
	bool bold, indent;
	const char *jc, *colour; /* colour NULL: black */
	double after;
};

/* clang-format off */
static const struct style STYLES[] = {
	{STYLE_BODY,        "Normal",    FANGSONG, LATIN,            SIZE_BODY,   LINE_PITCH,        0, false, true,  "both",   NULL, 0},
	{STYLE_TITLE,       "Title",     XIAOBIAOSONG, XIAOBIAOSONG, SIZE_TITLE,  PITCH_TITLE,       0, false, false, "center", NULL, LINE_PITCH},
	{STYLE_HEADING "1", "heading 1", HEITI, HEITI,               SIZE_BODY,   LINE_PITCH,        1, false, true,  "left",   NULL, 0},
	{STYLE_HEADING "2", "heading 2", KAITI, LATIN,               SIZE_BODY,   LINE_PITCH,        2, false, true,  "left",   NULL, 0},
	{STYLE_HEADING "3", "heading 3", FANGSONG, LATIN,            SIZE_BODY,   LINE_PITCH,        3, true,  true,  "left",   NULL, 0},
	{STYLE_HEADING "4", "heading 4", FANGSONG, LATIN,            SIZE_BODY,   LINE_PITCH,        4, false, true,  "left",   NULL, 0},
	{STYLE_FLUSH,       "Flush",     FANGSONG, LATIN,            SIZE_BODY,   LINE_PITCH,        0, false, false, "both",   NULL, 0},
	{STYLE_NOTE,        "Note",      FANGSONG, LATIN,            SIZE_NOTE,   PITCH_NOTE,        0, false, false, "both",   NULL, 0},
	{STYLE_LETTERHEAD,  "Letterhead",XIAOBIAOSONG, XIAOBIAOSONG, SIZE_ORGAN,  SIZE_ORGAN * 1.4,  0, false, false, "center", DOCX_RED,  0},
	{STYLE_SIGNATURE,   "Signature", FANGSONG, LATIN,            SIZE_BODY,   LINE_PITCH,        0, false, false, "left",   NULL, 0},
	{STYLE_CELL,        "Cell",      SONGTI, LATIN,              SIZE_TABLE_WIDE, 0,             0, false, false, "center", NULL, 0},
	{STYLE_HEADER,      "header",    SONGTI, LATIN,              SIZE_HEADER, 14,                0, false, false, "center", NULL, 0},
	{STYLE_FOOTER,      "footer",    SONGTI, LATIN,              SIZE_FOLIO,  0,                 0, false, false, "left",   NULL, 0},
};
/* clang-format on */

/* What Word takes where an office lacks the typeface. */
static const struct {
	const char *name, *instead, *family;
} FONTS[] = {
	{FANGSONG, "仿宋", "modern"}, {KAITI, "楷体", "modern"},
	{HEITI, "SimHei", "modern"},  {XIAOBIAOSONG, "华文中宋", "roman"},
	{SONGTI, "SimSun", "roman"},
};

static void fonts(struct xml *xml, const char *font, const char *latin)
{
	xml_open(xml, "w:rFonts");
	xml_attribute(xml, "w:ascii", latin);
	xml_attribute(xml, "w:eastAsia", font);
	xml_attribute(xml, "w:hAnsi", latin);
	xml_attribute(xml, "w:cs", LATIN);
	xml_close(xml);
}

static void defaults(struct xml *xml)
{
	xml_open(xml, "w:docDefaults");
	xml_open(xml, "w:rPrDefault");
	xml_open(xml, "w:rPr");
	fonts(xml, FANGSONG, LATIN);
	xml_open(xml, "w:lang");
	xml_attribute(xml, "w:val", "en-US");
	xml_attribute(xml, "w:eastAsia", DOC_LANGUAGE);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	xml_leaf(xml, "w:pPrDefault", NULL);
	xml_close(xml);
}

static void paragraph(struct xml *xml, const struct style *style)
{
	xml_open(xml, "w:pPr");
	if (style->level > 0) {
		xml_leaf(xml, "w:keepNext", NULL);
		xml_leaf(xml, "w:keepLines", NULL);
	}
	/* a mark hung beyond the margin would be lost at a table's rule */
	xml_leaf(xml, "w:overflowPunct", "0");
	if (style->size != SIZE_BODY) {
		/* Word's blank between Chinese and figures is right in running text alone, and
		 * only running text stands on the page's line grid */
		xml_leaf(xml, "w:autoSpaceDE", "0");
		xml_leaf(xml, "w:autoSpaceDN", "0");
		xml_leaf(xml, "w:snapToGrid", "0");
	}
	if (style->pitch > 0 || style->after > 0) {
		xml_open(xml, "w:spacing");
		if (style->after > 0) xml_attribute_int(xml, "w:after", twips(style->after));
		if (style->pitch > 0) {
			xml_attribute_int(xml, "w:line", pitch_twips(style->pitch));
			xml_attribute(xml, "w:lineRule", "exact");
		}
		xml_close(xml);
	}
	if (style->indent) {
		xml_open(xml, "w:ind");
		xml_attribute(xml, "w:firstLineChars", "200");
		xml_attribute_int(xml, "w:firstLine", twips(2 * SIZE_BODY));
		xml_close(xml);
	}
	xml_leaf(xml, "w:jc", style->jc);
	if (style->level > 0) xml_leaf_int(xml, "w:outlineLvl", style->level - 1);
	xml_close(xml);
}

static void characters(struct xml *xml, const struct style *style)
{
	/* rounded so that 28 characters fit the line, never so that they miss it by a hair */
	const int tighter = (int)(-BODY_SPACING * 20) + 1;
	xml_open(xml, "w:rPr");
	fonts(xml, style->font, style->latin);
	if (style->bold) xml_leaf(xml, "w:b", NULL);
	if (style->colour != NULL) xml_leaf(xml, "w:color", style->colour);
	if (style->size == SIZE_BODY) xml_leaf_int(xml, "w:spacing", -tighter);
	xml_leaf_int(xml, "w:sz", half_points(style->size));
	xml_leaf_int(xml, "w:szCs", half_points(style->size));
	xml_close(xml);
}

static void style_write(struct xml *xml, const struct style *style, bool is_default)
{
	xml_open(xml, "w:style");
	xml_attribute(xml, "w:type", "paragraph");
	if (is_default) xml_attribute(xml, "w:default", "1");
	xml_attribute(xml, "w:styleId", style->id);
	xml_leaf(xml, "w:name", style->name);
	if (style->level > 0) xml_leaf(xml, "w:next", STYLE_BODY);
	xml_leaf(xml, "w:qFormat", NULL);
	paragraph(xml, style);
	characters(xml, style);
	xml_close(xml);
}

static void table_style(struct xml *xml)
{
	static const char *const sides[] = {"w:top",   "w:left",    "w:bottom",
					    "w:right", "w:insideH", "w:insideV"};
	xml_open(xml, "w:style");
	xml_attribute(xml, "w:type", "table");
	xml_attribute(xml, "w:default", "1");
	xml_attribute(xml, "w:styleId", STYLE_TABLE);
	xml_leaf(xml, "w:name", "Table Grid");
	xml_open(xml, "w:tblPr");
	xml_open(xml, "w:tblBorders");
	for (size_t i = 0; i < COUNT_OF(sides); i++) {
		xml_open(xml, sides[i]);
		xml_attribute(xml, "w:val", "single");
		xml_attribute_int(xml, "w:sz", (int)(RULE_WIDTH * 8));
		xml_attribute(xml, "w:space", "0");
		xml_attribute(xml, "w:color", "000000");
		xml_close(xml);
	}
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

void docx_styles(struct xml *xml, const struct doc *doc)
{
	(void)doc;
	xml_open(xml, "w:styles");
	xml_namespaces(xml);
	defaults(xml);
	for (size_t i = 0; i < COUNT_OF(STYLES); i++) style_write(xml, &STYLES[i], i == 0);
	table_style(xml);
}

void docx_fonts(struct xml *xml, const struct doc *doc)
{
	(void)doc;
	xml_open(xml, "w:fonts");
	xml_namespaces(xml);
	for (size_t i = 0; i < COUNT_OF(FONTS); i++) {
		xml_open(xml, "w:font");
		xml_attribute(xml, "w:name", FONTS[i].name);
		xml_leaf(xml, "w:altName", FONTS[i].instead);
		xml_leaf(xml, "w:charset", "86"); /* GB2312 */
		xml_leaf(xml, "w:family", FONTS[i].family);
		xml_leaf(xml, "w:pitch", "variable");
		xml_close(xml);
	}
}
