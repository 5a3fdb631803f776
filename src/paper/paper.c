/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/paper.h"

#include <string.h>

const struct paper_format paper_formats[PAPER_FORMATS] = {
	{"html", "html", "text/html; charset=utf-8", "网页", paper_html},
	{"pdf", "pdf", "application/pdf", "PDF", paper_pdf},
	{"docx", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	 "Word", paper_docx},
	{"text", "txt", "text/plain; charset=utf-8", "纯文本", paper_text},
};

const struct paper_format *paper_format_find(const char *code)
{
	for (size_t i = 0; i < COUNT_OF(paper_formats); i++)
		if (strcmp(paper_formats[i].code, code) == 0) return &paper_formats[i];
	return NULL;
}
