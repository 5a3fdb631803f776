/* SPDX-License-Identifier: MulanPSL-2.0
 * Inside the DOCX writer only: a sticky XML writer, the styles' names, and the parts of the package
 * (ECMA-376 part 1, transitional). Word insists on the schema's order of child elements: write them
 * in that order (tests/unit/test_paper_docx.c holds it). */
#ifndef LIANXIN_PAPER_DOCX_H
#define LIANXIN_PAPER_DOCX_H

#include <libxml/xmlwriter.h>

#include "paper/doc.h"

/* docx_xml.c: an XML document written from top to bottom. Trouble is remembered in `failed` and
 * makes the rest a no-op. Elements are named with their prefix, "w:p". */
struct xml {
	xmlTextWriterPtr writer;
	xmlBufferPtr bytes;
	bool failed;
};
void xml_init(struct xml *xml);
void xml_release(struct xml *xml);
void xml_open(struct xml *xml, const char *name);
void xml_close(struct xml *xml);
void xml_attribute(struct xml *xml, const char *name, const char *value);
void xml_attribute_int(struct xml *xml, const char *name, int value);
void xml_text(struct xml *xml, const char *text);
/* <name w:val="value"/>; value NULL: <name/> */
void xml_leaf(struct xml *xml, const char *name, const char *value);
void xml_leaf_int(struct xml *xml, const char *name, int value);
/* Declares every namespace our parts use, on the root element just opened. */
void xml_namespaces(struct xml *xml);
/* Closes what is open. */
void xml_finish(struct xml *xml);

/* Twentieths of a point, and half points. */
static inline int twips(double points)
{
	return (int)(points * 20 + 0.5);
}
/* Of a line, rounded down: 22 lines must fit their page. */
static inline int pitch_twips(double points)
{
	return (int)(points * 20);
}
static inline int half_points(double points)
{
	return (int)(points * 2 + 0.5);
}

#define DOCX_RED "CC0000"

/* Styles by id; docx_styles.c defines each. */
#define STYLE_BODY "Body"
#define STYLE_TITLE "Title"
#define STYLE_FLUSH "Flush"
#define STYLE_NOTE "Note"
#define STYLE_LETTERHEAD "Letterhead"
#define STYLE_CELL "Cell"
#define STYLE_SIGNATURE "Signature"
#define STYLE_HEADER "Header"
#define STYLE_FOOTER "Footer"
#define STYLE_TABLE "PaperTable"
/* "Heading1" … "Heading4" */
#define STYLE_HEADING "Heading"

/* Relations of document.xml. */
#define RELATION_HEADER "rId1"
#define RELATION_FOOTER_ODD "rId2"
#define RELATION_FOOTER_EVEN "rId3"
#define RELATION_STYLES "rId4"
#define RELATION_SETTINGS "rId5"
#define RELATION_FONTS "rId6"

static inline bool docx_has_header(const struct doc *doc)
{
	return doc->header != NULL || doc->watermark != NULL;
}

/* Each part's writer: opens its root element and leaves closing to xml_finish(). */
void docx_document(struct xml *xml, const struct doc *doc);	 /* docx_body.c */
void docx_table(struct xml *xml, const struct doc_table *table); /* docx_table.c */
void docx_styles(struct xml *xml, const struct doc *doc);	 /* docx_styles.c */
void docx_fonts(struct xml *xml, const struct doc *doc);
void docx_header(struct xml *xml, const struct doc *doc); /* docx_parts.c, as the rest */
void docx_footer_odd(struct xml *xml, const struct doc *doc);
void docx_footer_even(struct xml *xml, const struct doc *doc);
void docx_settings(struct xml *xml, const struct doc *doc);
void docx_core(struct xml *xml, const struct doc *doc);

/* docx_body.c, for other parts too: runs of a paragraph; size 0: the style's. */
void docx_runs(struct xml *xml, const struct doc_run *runs, double size);
void docx_run(struct xml *xml, const char *text);
/* The width of a text in em, reckoned: a Chinese character is one, a Latin one half. */
double docx_em(const char *text);

#endif
