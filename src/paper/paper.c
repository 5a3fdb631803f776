/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/paper.h"

#include <string.h>

#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

/* clang-format off */
const struct paper_format paper_formats[PAPER_FORMATS] = {
	{"html", "html", "text/html; charset=utf-8", "网页", false, paper_html},
	{"fragment", "html", "text/html; charset=utf-8", "网页代码（粘贴到上级门户网站）", false, paper_fragment},
	{"pdf", "pdf", "application/pdf", "PDF", true, paper_pdf},
	{"docx", "docx", WORD_TYPE, "Word 文档", true, paper_docx},
	{"text", "txt", "text/plain; charset=utf-8", "纯文本", false, paper_text},
};
/* clang-format on */

const struct paper_format *paper_format_find(const char *code)
{
	for (size_t i = 0; i < COUNT_OF(paper_formats); i++)
		if (strcmp(paper_formats[i].code, code) == 0) return &paper_formats[i];
	return NULL;
}

enum err paper_fragment(const struct doc *doc, const struct paper_options *options, struct buf *out,
			struct error *error)
{
	struct paper_options with = {0};
	if (options != NULL) with = *options;
	with.fragment = true;
	return paper_html(doc, &with, out, error);
}
