/* SPDX-License-Identifier: MulanPSL-2.0
 * Escaping by the place the text goes to. The only escapers of the house: templates, papers and
 * exports all use these. C0 control characters other than tab and newline are dropped
 * everywhere; invalid UTF-8 becomes U+FFFD. */
#ifndef LIANXIN_BASE_ESCAPE_H
#define LIANXIN_BASE_ESCAPE_H

#include "base/buf.h"

/* HTML text and double-quoted attribute values: & < > " ' */
void escape_html(struct buf *out, const char *text);
/* One component of a URL's path or query, percent-encoded. */
void escape_url(struct buf *out, const char *text);
/* A whole URL for href, src or action inside a double-quoted attribute: only http, https, mailto,
 * tel, '#…', '?…' and relative paths not starting with '//' pass; anything else becomes
 * "#blocked". */
void escape_href(struct buf *out, const char *url);
/* XML text and attribute values. */
void escape_xml(struct buf *out, const char *text);
/* Would a spreadsheet take the text for a formula? One that begins with = + - @, also in full width
 * (Chinese editions read them alike), tab or line feed. */
bool escape_formula(const char *text);
/* One CSV field, quoted where needed; a formula gets a ' before it, so that a spreadsheet never
 * runs it. */
void escape_csv(struct buf *out, const char *text);
/* A JSON string with its quotes. */
void escape_json(struct buf *out, const char *text);

#endif
