/* SPDX-License-Identifier: MulanPSL-2.0
 * What compiled templates are made of (tools/template.py writes code that uses these macros).
 * A template NAME over struct VIEW becomes render_NAME(out, view); the header that declares the
 * view declares the function too, with TEMPLATE or TEMPLATE_AROUND. Types a view may hold:
 * const char * (NULL prints nothing), char arrays, integers, struct safe_html (text places only);
 * bool for conditions. Anything else is a compile error at the template's line. */
#ifndef LIANXIN_WEB_TEMPLATE_H
#define LIANXIN_WEB_TEMPLATE_H

#include "base/buf.h"

/* HTML that needs no escaping: a report's stored fragment, rendered by paper/ itself. The one way
 * past the escaping, so make one only from what our own renderers wrote. */
struct safe_html {
	const char *html; /* NULL: nothing */
	size_t n;
};

#define TEMPLATE(name, view) void render_##name(struct buf *out, const struct view *v)
#define TEMPLATE_AROUND(name, view)                                                                \
	void render_##name##_head(struct buf *out, const struct view *v);                          \
	void render_##name##_foot(struct buf *out, const struct view *v)

void template_text(struct buf *out, const char *text);
void template_url(struct buf *out, const char *url);
void template_url_part(struct buf *out, const char *text);
void template_int(struct buf *out, int64_t value);
void template_safe(struct buf *out, struct safe_html html);
bool template_true_text(const char *text);
bool template_true_int(int64_t value);
bool template_true_safe(struct safe_html html);
bool template_true_pointer(const void *pointer);

/* clang-format off */
#define TEMPLATE_INTS(use) short: use, unsigned short: use, int: use, unsigned: use, long: use, \
	unsigned long: use, long long: use, unsigned long long: use
/* clang-format on */
#define TEMPLATE_TEXT(out, x)                                                                      \
	_Generic((x), char *: template_text, const char *: template_text,                          \
		 struct safe_html: template_safe, TEMPLATE_INTS(template_int))(out, x)
/* title, textarea and plain attributes: no safe_html */
#define TEMPLATE_PLAIN(out, x)                                                                     \
	_Generic((x), char *: template_text, const char *: template_text,                          \
		 TEMPLATE_INTS(template_int))(out, x)
#define TEMPLATE_URL(out, x)                                                                       \
	_Generic((x), char * : template_url, const char * : template_url)(out, x)
#define TEMPLATE_URL_PART(out, x)                                                                  \
	_Generic((x), char *: template_url_part, const char *: template_url_part,                  \
		 TEMPLATE_INTS(template_int))(out, x)
#define TEMPLATE_TRUE(x)                                                                           \
	_Generic((x), bool: template_true_int, char *: template_true_text,                         \
		 const char *: template_true_text, struct safe_html: template_true_safe,           \
		 TEMPLATE_INTS(template_true_int), default: template_true_pointer)(x)
#define TEMPLATE_ITEM(name, list, index)                                                           \
	const __typeof__((list)[0]) *const name = &(list)[index];                                  \
	(void)name

#endif
