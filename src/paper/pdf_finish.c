/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/pdf_finish.h"

#include <qpdf/qpdf-c.h>
#include <string.h>

#include "base/escape.h"

/* The opened elements of all pages, one after the other. */
struct opened {
	const struct page *page;
	const struct page_item *item;
};

static const struct page_item *opened_next(struct opened *at)
{
	while (at->page != NULL) {
		const struct page_item *item = at->item;
		if (item == NULL) {
			at->page = at->page->next;
			if (at->page != NULL) at->item = at->page->first;
			continue;
		}
		at->item = item->next;
		if (item->kind == PAGE_OPEN) return item;
	}
	return NULL;
}

static const char *scope(enum doc_head head)
{
	switch (head) {
	case DOC_DATA: return NULL;
	case DOC_HEAD_COLUMN:
	case DOC_HEAD_COLUMN_GROUP: return "/Column";
	case DOC_HEAD_ROW:
	case DOC_HEAD_ROW_GROUP: return "/Row";
	}
	return NULL;
}

/* PDF 32000-1, 14.8.5.7: table attributes. */
static void cell_attributes(qpdf_data qpdf, qpdf_oh element, const struct doc_form *form)
{
	const char *heads = scope(form->head);
	if (heads == NULL && form->rowspan == 1 && form->colspan == 1) return;
	qpdf_oh attributes = qpdf_oh_new_dictionary(qpdf);
	qpdf_oh_replace_key(qpdf, attributes, "/O", qpdf_oh_new_name(qpdf, "/Table"));
	if (heads != NULL)
		qpdf_oh_replace_key(qpdf, attributes, "/Scope", qpdf_oh_new_name(qpdf, heads));
	if (form->rowspan > 1)
		qpdf_oh_replace_key(qpdf, attributes, "/RowSpan",
				    qpdf_oh_new_integer(qpdf, form->rowspan));
	if (form->colspan > 1)
		qpdf_oh_replace_key(qpdf, attributes, "/ColSpan",
				    qpdf_oh_new_integer(qpdf, form->colspan));
	qpdf_oh_replace_key(qpdf, element, "/A", attributes);
}

static void visit(qpdf_data qpdf, qpdf_oh element, struct opened *opened);

static void visit_children(qpdf_data qpdf, qpdf_oh parent, struct opened *opened)
{
	qpdf_oh kids = qpdf_oh_get_key(qpdf, parent, "/K");
	if (qpdf_oh_is_dictionary(qpdf, kids)) visit(qpdf, kids, opened);
	if (!qpdf_oh_is_array(qpdf, kids)) return;
	int count = qpdf_oh_get_array_n_items(qpdf, kids);
	for (int i = 0; i < count; i++) visit(qpdf, qpdf_oh_get_array_item(qpdf, kids, i), opened);
}

/* Kids are elements, numbers of marked content, or references to it. */
static void visit(qpdf_data qpdf, qpdf_oh element, struct opened *opened)
{
	if (!qpdf_oh_is_dictionary(qpdf, element) || !qpdf_oh_has_key(qpdf, element, "/S")) return;
	const struct page_item *item = opened_next(opened);
	const char *tag = qpdf_oh_get_name(qpdf, qpdf_oh_get_key(qpdf, element, "/S"));
	BUG_IF(item == NULL || strcmp(tag + 1, item->tag) != 0);
	if (item->form != NULL) cell_attributes(qpdf, element, item->form);
	if (item->text != NULL)
		qpdf_oh_replace_key(qpdf, element, "/Alt",
				    qpdf_oh_new_unicode_string(qpdf, item->text));
	visit_children(qpdf, element, opened);
}

static void xmp(struct buf *out, const struct doc *doc)
{
	buf_puts(out,
		 "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		 "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		 "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		 "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		 " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
		 "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
	escape_xml(out, doc->title);
	buf_puts(out, "</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq><rdf:li>");
	escape_xml(out, doc->author);
	buf_puts(out,
		 "</rdf:li></rdf:Seq></dc:creator>\n<dc:language><rdf:Bag><rdf:li>" DOC_LANGUAGE
		 "</rdf:li></rdf:Bag></dc:language>\n");
	buf_printf(out,
		   "<xmp:CreateDate>%sT00:00:00+08:00</xmp:CreateDate>\n"
		   "<xmp:CreatorTool>Lianxin</xmp:CreatorTool>\n"
		   "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n",
		   day_text(doc->date).s);
}

static void describe(qpdf_data qpdf, qpdf_oh catalog, const struct doc *doc, struct buf *metadata)
{
	qpdf_oh preferences = qpdf_oh_new_dictionary(qpdf);
	qpdf_oh stream = qpdf_oh_new_stream(qpdf);
	qpdf_oh facts = qpdf_oh_get_dict(qpdf, stream);
	qpdf_oh none = qpdf_oh_new_null(qpdf);
	xmp(metadata, doc);
	qpdf_oh_replace_key(qpdf, catalog, "/Lang", qpdf_oh_new_string(qpdf, DOC_LANGUAGE));
	qpdf_oh_replace_key(qpdf, preferences, "/DisplayDocTitle",
			    qpdf_oh_new_bool(qpdf, QPDF_TRUE));
	qpdf_oh_replace_key(qpdf, catalog, "/ViewerPreferences", preferences);
	qpdf_oh_replace_key(qpdf, facts, "/Type", qpdf_oh_new_name(qpdf, "/Metadata"));
	qpdf_oh_replace_key(qpdf, facts, "/Subtype", qpdf_oh_new_name(qpdf, "/XML"));
	qpdf_oh_replace_stream_data(qpdf, stream, (const unsigned char *)metadata->p, metadata->n,
				    none, none);
	qpdf_oh_replace_key(qpdf, catalog, "/Metadata", stream);
}

enum err pdf_finish(const struct doc *doc, const struct pages *pages, const struct buf *drawn,
		    struct buf *out, struct error *error)
{
	struct opened opened = {.page = pages->first, .item = pages->first->first};
	struct buf metadata;
	qpdf_data qpdf = qpdf_init();
	qpdf_silence_errors(qpdf);
	qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
	buf_init(&metadata, out->max);
	bool good = qpdf_read_memory(qpdf, "paper", drawn->p, drawn->n, NULL) == QPDF_SUCCESS;
	if (good) {
		qpdf_oh catalog = qpdf_get_root(qpdf);
		qpdf_oh tree = qpdf_oh_get_key(qpdf, catalog, "/StructTreeRoot");
		describe(qpdf, catalog, doc, &metadata);
		visit_children(qpdf, tree, &opened);
		BUG_IF(opened_next(&opened) != NULL);
		good = qpdf_init_write_memory(qpdf) == QPDF_SUCCESS;
	}
	if (good) {
		qpdf_set_object_stream_mode(qpdf, qpdf_o_generate);
		qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
		good = qpdf_write(qpdf) == QPDF_SUCCESS && !qpdf_has_error(qpdf);
	}
	if (good) buf_add(out, qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
	qpdf_cleanup(&qpdf);
	buf_release(&metadata);
	if (good) return ERR_NONE;
	return error_set(error, ERR_ENV, "free some memory and try again",
			 "the PDF could not be completed");
}
