/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/template.h"

#include "base/escape.h"

void template_text(struct buf *out, const char *text)
{
	if (text != NULL) escape_html(out, text);
}

void template_url(struct buf *out, const char *url)
{
	if (url != NULL) escape_href(out, url);
}

void template_url_part(struct buf *out, const char *text)
{
	if (text != NULL) escape_url(out, text);
}

void template_int(struct buf *out, int64_t value)
{
	buf_int(out, value);
}

void template_safe(struct buf *out, struct safe_html html)
{
	if (html.html != NULL) buf_add(out, html.html, html.n);
}

bool template_true_text(const char *text)
{
	return text != NULL && text[0] != '\0';
}

bool template_true_int(int64_t value)
{
	return value != 0;
}

bool template_true_safe(struct safe_html html)
{
	return html.html != NULL && html.n > 0;
}

bool template_true_pointer(const void *pointer)
{
	return pointer != NULL;
}
