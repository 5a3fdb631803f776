/* SPDX-License-Identifier: MulanPSL-2.0
 * The DOCX package: parts, what they are, how they hang together, zipped with a fixed date so that
 * the same tree gives the same bytes. */
#include "paper/docx.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "paper/paper.h"

#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
/* 1980-01-01 00:00 as zip counts, the earliest it can say */
enum { DOS_TIME = 0, DOS_DATE = 1 << 5 | 1 };

struct package {
	zip_t *zip;
	const struct doc *doc;
	bool failed;
};

enum part_need { ALWAYS, WITH_HEADER, WITH_NUMBERS };

/* One row a part: it drives the content types, the relations and the writing. */
static const struct part {
	const char *path;
	const char *type;
	const char *relation; /* id in its source's relations */
	const char *kind;     /* of the relation */
	bool of_package;      /* hangs on the package, else on the document */
	enum part_need need;
	void (*write)(struct xml *xml, const struct doc *doc);
} PARTS[] = {
	/* clang-format off */
	{"word/document.xml", WORD "document.main+xml", "rId1", OFFICE "relationships/officeDocument", true, ALWAYS, docx_document},
	{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", "rId2", PACKAGE "relationships/metadata/core-properties", true, ALWAYS, docx_core},
	{"word/styles.xml", WORD "styles+xml", RELATION_STYLES, OFFICE "relationships/styles", false, ALWAYS, docx_styles},
	{"word/settings.xml", WORD "settings+xml", RELATION_SETTINGS, OFFICE "relationships/settings", false, ALWAYS, docx_settings},
	{"word/fontTable.xml", WORD "fontTable+xml", RELATION_FONTS, OFFICE "relationships/fontTable", false, ALWAYS, docx_fonts},
	{"word/header1.xml", WORD "header+xml", RELATION_HEADER, OFFICE "relationships/header", false, WITH_HEADER, docx_header},
	{"word/footer1.xml", WORD "footer+xml", RELATION_FOOTER_ODD, OFFICE "relationships/footer", false, WITH_NUMBERS, docx_footer_odd},
	{"word/footer2.xml", WORD "footer+xml", RELATION_FOOTER_EVEN, OFFICE "relationships/footer", false, WITH_NUMBERS, docx_footer_even},
	/* clang-format on */
};

static bool part_present(const struct part *part, const struct doc *doc)
{
	switch (part->need) {
	case ALWAYS: return true;
	case WITH_HEADER: return docx_has_header(doc);
	case WITH_NUMBERS: return doc->page_numbers;
	}
	return false;
}

static void content_default(struct xml *xml, const char *extension, const char *type)
{
	xml_open(xml, "Default");
	xml_attribute(xml, "Extension", extension);
	xml_attribute(xml, "ContentType", type);
	xml_close(xml);
}

static void content_types(struct xml *xml, const struct doc *doc)
{
	struct arena scratch = {0};
	xml_open(xml, "Types");
	xml_attribute(xml, "xmlns", PACKAGE "content-types");
	content_default(xml, "rels", "application/vnd.openxmlformats-package.relationships+xml");
	content_default(xml, "xml", "application/xml");
	for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
		if (!part_present(&PARTS[i], doc)) continue;
		xml_open(xml, "Override");
		xml_attribute(xml, "PartName", arena_printf(&scratch, "/%s", PARTS[i].path));
		xml_attribute(xml, "ContentType", PARTS[i].type);
		xml_close(xml);
	}
	arena_release(&scratch);
}

static void relations(struct xml *xml, const struct doc *doc, bool of_package)
{
	xml_open(xml, "Relationships");
	xml_attribute(xml, "xmlns", PACKAGE "relationships");
	for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
		const struct part *part = &PARTS[i];
		if (part->of_package != of_package || !part_present(part, doc)) continue;
		xml_open(xml, "Relationship");
		xml_attribute(xml, "Id", part->relation);
		xml_attribute(xml, "Type", part->kind);
		/* a target is relative to its source: the package, or the folder of the document */
		xml_attribute(xml, "Target", part->path + (of_package ? 0 : strlen("word/")));
		xml_close(xml);
	}
}

static void package_relations(struct xml *xml, const struct doc *doc)
{
	relations(xml, doc, true);
}

static void document_relations(struct xml *xml, const struct doc *doc)
{
	relations(xml, doc, false);
}

static void add(struct package *package, const char *path,
		void (*write)(struct xml *xml, const struct doc *doc))
{
	struct xml xml;
	if (package->failed) return;
	xml_init(&xml);
	write(&xml, package->doc);
	xml_finish(&xml);
	size_t n = (size_t)xmlBufferLength(xml.bytes);
	char *copy = malloc(n + 1); /* the zip frees it when it is closed */
	BUG_IF(copy == NULL);
	memcpy(copy, xmlBufferContent(xml.bytes), n);
	zip_source_t *source = zip_source_buffer(package->zip, copy, n, 1);
	BUG_IF(source == NULL);
	zip_int64_t index = zip_file_add(package->zip, path, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) zip_source_free(source);
	package->failed =
		xml.failed || index < 0 ||
		zip_file_set_dostime(package->zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) != 0;
	xml_release(&xml);
}

/* Reads the finished zip back out of its source. */
static bool read_back(zip_source_t *source, struct buf *out)
{
	char chunk[8192];
	zip_int64_t n;
	if (zip_source_open(source) != 0) return false;
	while ((n = zip_source_read(source, chunk, sizeof chunk)) > 0)
		buf_add(out, chunk, (size_t)n);
	zip_source_close(source);
	return n == 0;
}

static bool write_package(const struct doc *doc, struct buf *out)
{
	zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
	BUG_IF(source == NULL);
	zip_source_keep(source); /* our own reference, to read it after the zip's close */
	struct package package = {.doc = doc};
	package.zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
	BUG_IF(package.zip == NULL);
	/* Word wants the content types first */
	add(&package, "[Content_Types].xml", content_types);
	add(&package, "_rels/.rels", package_relations);
	for (size_t i = 0; i < COUNT_OF(PARTS); i++) {
		if (part_present(&PARTS[i], doc)) add(&package, PARTS[i].path, PARTS[i].write);
	}
	add(&package, "word/_rels/document.xml.rels", document_relations);
	bool good = !package.failed && zip_close(package.zip) == 0;
	if (!good) zip_discard(package.zip);
	if (good) good = read_back(source, out);
	zip_source_free(source);
	return good;
}

enum err paper_docx(const struct doc *doc, const struct paper_options *options, struct buf *out,
		    struct error *error)
{
	(void)options;
	if (!write_package(doc, out))
		return error_set(error, ERR_ENV, "free some memory and try again",
				 "the DOCX could not be packed");
	if (buf_ok(out)) return ERR_NONE;
	return error_set(error, ERR_ENV, "split the document", "the DOCX would be too large");
}
