/* SPDX-License-Identifier: MulanPSL-2.0
 * What cairo cannot say in a PDF and a screen reader needs: the language, what a table's head cells
 * head and span, the title in the window's bar; and metadata in XMP. Done by qpdf on cairo's file.
 */
#ifndef LIANXIN_PAPER_PDF_FINISH_H
#define LIANXIN_PAPER_PDF_FINISH_H

#include "base/buf.h"
#include "paper/page.h"

/* Adds the finished file to `out`. The structure elements of `drawn` are those the pages opened, in
 * their order: anything else is a BUG. ERR_ENV when qpdf cannot read or write the file. */
enum err pdf_finish(const struct doc *doc, const struct pages *pages, const struct buf *drawn,
		    struct buf *out, struct error *error) MUST_CHECK;

#endif
