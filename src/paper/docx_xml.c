/* SPDX-License-Identifier: MulanPSL-2.0 */
#include <stdio.h>

#include "paper/docx.h"

static const struct {
	const char *name, *uri;
} NAMESPACES[] = {
	{"xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"},
	{"xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"},
	{"xmlns:v", "urn:schemas-microsoft-com:vml"},
	{"xmlns:o", "urn:schemas-microsoft-com:office:office"},
};

/* utf8(would) drop const. */
static const xmlChar *utf8(const char *text)
{
	return (const xmlChar *)text;
}

/* libxml2 answers -1; our text is clean UTF-8 (doc.h), so only memory can fail. */
static void note(struct xml *xml, int result)
{
	if (result < 0) xml->failed = true;
}

void xml_init(struct xml *xml)
{
	xml->failed = false;
	xml->bytes = xmlBufferCreate();
	BUG_IF(xml->bytes == NULL);
	xml->writer = xmlNewTextWriterMemory(xml->bytes, 0);
	BUG_IF(xml->writer == NULL);
	note(xml, xmlTextWriterStartDocument(xml->writer, "1.0", "UTF-8", "yes"));
}

void xml_release(struct xml *xml)
{
	if (xml->writer != NULL) xmlFreeTextWriter(xml->writer);
	xmlBufferFree(xml->bytes);
}

void xml_open(struct xml *xml, const char *name)
{
	if (!xml->failed) note(xml, xmlTextWriterStartElement(xml->writer, utf8(name)));
}

void xml_close(struct xml *xml)
{
	if (!xml->failed) note(xml, xmlTextWriterEndElement(xml->writer));
}

void xml_attribute(struct xml *xml, const char *name, const char *value)
{
	if (xml->failed) return;
	note(xml, xmlTextWriterWriteAttribute(xml->writer, utf8(name), utf8(value)));
}

void xml_attribute_int(struct xml *xml, const char *name, int value)
{
	char digits[16];
	snprintf(digits, sizeof digits, "%d", value);
	xml_attribute(xml, name, digits);
}

void xml_text(struct xml *xml, const char *text)
{
	if (!xml->failed) note(xml, xmlTextWriterWriteString(xml->writer, utf8(text)));
}

void xml_leaf(struct xml *xml, const char *name, const char *value)
{
	xml_open(xml, name);
	if (value != NULL) xml_attribute(xml, "w:val", value);
	xml_close(xml);
}

void xml_leaf_int(struct xml *xml, const char *name, int value)
{
	xml_open(xml, name);
	xml_attribute_int(xml, "w:val", value);
	xml_close(xml);
}

void xml_namespaces(struct xml *xml)
{
	for (size_t i = 0; i < COUNT_OF(NAMESPACES); i++)
		xml_attribute(xml, NAMESPACES[i].name, NAMESPACES[i].uri);
}

void xml_finish(struct xml *xml)
{
	if (xml->failed) return;
	note(xml, xmlTextWriterEndDocument(xml->writer));
	note(xml, xmlTextWriterFlush(xml->writer));
}
