/* SPDX-License-Identifier: MulanPSL-2.0
 * The small parts: header with the watermark, page numbers, settings, properties. */
#include "paper/docx.h"
#include "paper/measure.h"

/* The drawing Word itself makes for a watermark (WordArt in VML). */
static void watermark(struct xml *xml, const char *text)
{
	xml_open(xml, "w:r");
	xml_open(xml, "w:pict");
	xml_open(xml, "v:shapetype");
	xml_attribute(xml, "id", "_x0000_t136");
	xml_attribute(xml, "coordsize", "21600,21600");
	xml_attribute(xml, "o:spt", "136");
	xml_attribute(xml, "adj", "10800");
	xml_attribute(xml, "path", "m@7,l@8,m@5,21600l@6,21600e");
	xml_open(xml, "v:path");
	xml_attribute(xml, "textpathok", "t");
	xml_attribute(xml, "o:connecttype", "rect");
	xml_close(xml);
	xml_open(xml, "v:textpath");
	xml_attribute(xml, "on", "t");
	xml_attribute(xml, "fitshape", "t");
	xml_close(xml);
	xml_close(xml);
	xml_open(xml, "v:shape");
	xml_attribute(xml, "id", "PowerPlusWaterMarkObject1");
	xml_attribute(xml, "type", "#_x0000_t136");
	xml_attribute(xml, "style",
		      "position:absolute;margin-left:0;margin-top:0;width:380pt;height:95pt;"
		      "rotation:325;z-index:-251658752;mso-position-horizontal:center;"
		      "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
		      "mso-position-vertical-relative:margin");
	xml_attribute(xml, "fillcolor", "#e6e6e6");
	xml_attribute(xml, "stroked", "f");
	xml_open(xml, "v:textpath");
	xml_attribute(xml, "style", "font-family:\"黑体\";font-size:1pt");
	xml_attribute(xml, "string", text);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
	xml_close(xml);
}

void docx_header(struct xml *xml, const struct doc *doc)
{
	xml_open(xml, "w:hdr");
	xml_namespaces(xml);
	xml_open(xml, "w:p");
	xml_open(xml, "w:pPr");
	xml_leaf(xml, "w:pStyle", STYLE_HEADER);
	xml_close(xml);
	if (doc->watermark != NULL) watermark(xml, doc->watermark);
	if (doc->header != NULL) docx_run(xml, doc->header);
}

/* "— 1 —" one character in from the outer edge. */
static void footer(struct xml *xml, const char *jc, const char *side)
{
	xml_open(xml, "w:ftr");
	xml_namespaces(xml);
	xml_open(xml, "w:p");
	xml_open(xml, "w:pPr");
	xml_leaf(xml, "w:pStyle", STYLE_FOOTER);
	xml_open(xml, "w:ind");
	xml_attribute_int(xml, side, twips(SIZE_FOLIO));
	xml_close(xml);
	xml_leaf(xml, "w:jc", jc);
	xml_close(xml);
	docx_run(xml, "— ");
	xml_open(xml, "w:fldSimple");
	xml_attribute(xml, "w:instr", " PAGE ");
	docx_run(xml, "1");
	xml_close(xml);
	docx_run(xml, " —");
}

void docx_footer_odd(struct xml *xml, const struct doc *doc)
{
	(void)doc;
	footer(xml, "right", "w:right");
}

void docx_footer_even(struct xml *xml, const struct doc *doc)
{
	(void)doc;
	footer(xml, "left", "w:left");
}

void docx_settings(struct xml *xml, const struct doc *doc)
{
	(void)doc;
	xml_open(xml, "w:settings");
	xml_namespaces(xml);
	xml_leaf_int(xml, "w:defaultTabStop", twips(2 * SIZE_BODY));
	xml_leaf(xml, "w:evenAndOddHeaders", NULL);
	xml_leaf(xml, "w:characterSpacingControl", "compressPunctuation");
	xml_open(xml, "w:compat");
	xml_open(xml, "w:compatSetting");
	xml_attribute(xml, "w:name", "compatibilityMode");
	xml_attribute(xml, "w:uri", "http://schemas.microsoft.com/office/word");
	xml_attribute(xml, "w:val", "15");
	xml_close(xml);
	xml_close(xml);
	xml_open(xml, "w:themeFontLang");
	xml_attribute(xml, "w:val", "en-US");
	xml_attribute(xml, "w:eastAsia", DOC_LANGUAGE);
	xml_close(xml);
}

static void property(struct xml *xml, const char *name, const char *text, bool moment)
{
	xml_open(xml, name);
	if (moment) xml_attribute(xml, "xsi:type", "dcterms:W3CDTF");
	xml_text(xml, text);
	xml_close(xml);
}

void docx_core(struct xml *xml, const struct doc *doc)
{
	struct arena scratch = {0};
	const char *moment = arena_printf(&scratch, "%sT00:00:00Z", day_text(doc->date).s);
	xml_open(xml, "cp:coreProperties");
	xml_attribute(xml, "xmlns:cp",
		      "http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
	xml_attribute(xml, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	xml_attribute(xml, "xmlns:dcterms", "http://purl.org/dc/terms/");
	xml_attribute(xml, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	property(xml, "dc:title", doc->title, false);
	property(xml, "dc:creator", doc->author, false);
	property(xml, "dc:language", DOC_LANGUAGE, false);
	property(xml, "dcterms:created", moment, true);
	property(xml, "dcterms:modified", moment, true);
	arena_release(&scratch);
}
