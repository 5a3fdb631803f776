/* SPDX-License-Identifier: MulanPSL-2.0
 * Turns a year's tables and text into the document tree that every paper of the report is printed
 * from: six headings, the template's tables with their merged cells, closing organ and date. Pure.
 */
#ifndef LIANXIN_OFFICE_REPORT_DOCUMENT_H
#define LIANXIN_OFFICE_REPORT_DOCUMENT_H

#include "office/narrative.h"
#include "paper/doc.h"

struct report_face {
	const struct agency *agency;
	const struct tables *tables;
	const struct narrative *narrative;
	day date;	       /* of the paper */
	const char *watermark; /* "演示数据", "草稿"; NULL: none */
	const char *algorithm; /* of the journal's head, "SM3" */
	const char *head;      /* hex; NULL or "" while not frozen */
	int64_t head_entry;    /* the last journal entry the head covers */
	int issue;	       /* from 2 on the reason is printed */
	const char *reason;    /* why re-issued */
};

/* "海东市平安区古城回族乡2024年政府信息公开工作年度报告"; in the arena. */
const char *report_title(const struct agency *agency, int year, struct arena *arena);
/* Keys of cells (of those that count anything): "t2.rules.made", "t2.licences", "t3.r1.natural",
 * "t4.direct.pending". */
struct doc *report_document(const struct report_face *face, struct arena *arena);
/* Sections two to four alone, with the same keys; the text is left out. */
struct doc *report_tables(const struct report_face *face, struct arena *arena);

#endif
