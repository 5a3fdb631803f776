/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/escape.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"

typedef const char *entity_for(unsigned char c);

/* What no way of escaping changes: most of ASCII. */
static bool plain(unsigned char c)
{
	static const bool changes[128] = {['&'] = true, ['<'] = true,  ['>'] = true,
					  ['"'] = true, ['\''] = true, ['\\'] = true};
	return c >= 0x20 && c < 0x80 && !changes[c];
}

/* Copies text in runs, replacing what `entity` names and dropping or mending bad bytes. */
static void escape_with(struct buf *out, const char *text, entity_for *entity)
{
	size_t n = strlen(text), from = 0, at = 0;
	while (at < n) {
		unsigned char c = (unsigned char)text[at];
		const char *instead = NULL;
		size_t length = 1;
		uint32_t point;
		if (plain(c)) {
			at++;
			continue;
		}
		if (c >= 0x80) {
			length = utf8_decode(text + at, n - at, &point);
			if (length == 0) {
				length = 1;
				instead = "\xef\xbf\xbd";
			}
		} else {
			instead = entity(c);
			if (c < 0x20 && c != '\t' && c != '\n' && instead == NULL) instead = "";
		}
		if (instead != NULL) {
			buf_add(out, text + from, at - from);
			buf_puts(out, instead);
			from = at + length;
		}
		at += length;
	}
	buf_add(out, text + from, n - from);
}

static const char *html_entity(unsigned char c)
{
	switch (c) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\'': return "&#39;";
	default: return NULL;
	}
}

void escape_html(struct buf *out, const char *text)
{
	escape_with(out, text, html_entity);
}

void escape_xml(struct buf *out, const char *text)
{
	escape_with(out, text, html_entity);
}

static bool unreserved(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

void escape_url(struct buf *out, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";
	const unsigned char *at = (const unsigned char *)text;
	for (;;) {
		const unsigned char *from = at;
		while (unreserved(*at)) at++;
		buf_add(out, from, (size_t)(at - from));
		if (*at == '\0') return;
		char escaped[3] = {'%', hex[*at >> 4], hex[*at & 15]};
		buf_add(out, escaped, sizeof escaped);
		at++;
	}
}

static bool starts_with(const char *text, const char *prefix)
{
	return strncasecmp(text, prefix, strlen(prefix)) == 0;
}

static bool href_allowed(const char *url)
{
	static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:"};
	for (size_t i = 0; i < COUNT_OF(schemes) && url[0] != '/'; i++)
		if (starts_with(url, schemes[i])) return true;
	for (const unsigned char *c = (const unsigned char *)url; *c != '\0'; c++)
		if (*c <= 0x20 || *c == '\\') return false;
	if (url[0] == '/' && url[1] == '/') return false;
	size_t before_slash = strcspn(url, "/?#");
	return memchr(url, ':', before_slash) == NULL;
}

void escape_href(struct buf *out, const char *url)
{
	escape_html(out, href_allowed(url) ? url : "#blocked");
}

static const char *csv_entity(unsigned char c)
{
	return c == '"' ? "\"\"" : NULL;
}

bool escape_formula(const char *text)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	if (*text != '\0' && strchr("=+-@\t\n", *text) != NULL) return true;
	for (size_t i = 0; i < COUNT_OF(wide); i++)
		if (strncmp(text, wide[i], strlen(wide[i])) == 0) return true;
	return false;
}

void escape_csv(struct buf *out, const char *text)
{
	/* what the reader of the file meets first, once dropped control characters are gone */
	const char *first = text;
	while (*first > 0 && *first < 0x20 && *first != '\t' && *first != '\n') first++;
	bool formula = escape_formula(first);
	bool quoted = formula || strpbrk(text, ",\"\n") != NULL;
	if (quoted) buf_putc(out, '"');
	if (formula) buf_putc(out, '\'');
	escape_with(out, text, csv_entity);
	if (quoted) buf_putc(out, '"');
}

static const char *json_entity(unsigned char c)
{
	switch (c) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\n': return "\\n";
	case '\t': return "\\t";
	default: return NULL;
	}
}

void escape_json(struct buf *out, const char *text)
{
	buf_putc(out, '"');
	escape_with(out, text, json_entity);
	buf_putc(out, '"');
}
