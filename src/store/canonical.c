/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/canonical.h"

#include <string.h>

/* Eight bytes at once: none below 0x20, no quote, no backslash. May take a byte behind one of those
 * for another; never misses one. */
static bool eight_plain(const char *text)
{
	const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
	uint64_t word, quote, slash;
	memcpy(&word, text, sizeof word);
	quote = word ^ (ones * '"');
	slash = word ^ (ones * '\\');
	return (((word - ones * 0x20) | (quote - ones) | (slash - ones)) & ~word & tops) == 0;
}

/* The first byte at or after `at` that has to be escaped. */
static size_t plain_until(const char *text, size_t at, size_t n)
{
	for (; at < n; at++) {
		while (n - at >= 8 && eight_plain(text + at)) at += 8;
		if (at == n) break;
		unsigned char c = (unsigned char)text[at];
		if (c < 0x20 || c == '"' || c == '\\') break;
	}
	return at;
}

void canonical_text(struct buf *out, const char *text, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	size_t start = 0, end;
	buf_putc(out, '"');
	while ((end = plain_until(text, start, n)) < n) {
		unsigned char c = (unsigned char)text[end];
		buf_add(out, text + start, end - start);
		start = end + 1;
		if (c >= 0x20) {
			char escaped[2] = {'\\', (char)c};
			buf_add(out, escaped, sizeof escaped);
		} else {
			char escaped[6] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
			buf_add(out, escaped, sizeof escaped);
		}
	}
	buf_add(out, text + start, n - start);
	buf_putc(out, '"');
}

static void canonical_value(struct buf *out, const struct db_value *value)
{
	switch (value->type) {
	case DB_NULL: BUF_LIT(out, "null"); break;
	case DB_INT: buf_int(out, value->number); break;
	case DB_TEXT: canonical_text(out, value->bytes, value->n); break;
	case DB_BLOB: {
		char hex[DIGEST_HEX];
		struct digest digest = digest_of(value->bytes, value->n);
		digest_hex(&digest, hex);
		canonical_text(out, hex, DIGEST_HEX - 1);
		break;
	}
	}
}

void canonical_column(struct buf *out, bool first, const char *name, const struct db_value *value)
{
	size_t n = strlen(name);
	char *at = buf_grow(out, n + (first ? 3 : 4));
	if (at == NULL) return;
	if (!first) *at++ = ',';
	*at++ = '"';
	memcpy(at, name, n);
	at[n] = '"';
	at[n + 1] = ':';
	canonical_value(out, value);
}

void canonical_row(struct buf *out, struct db_statement *row)
{
	size_t n = db_columns(row);
	buf_putc(out, '{');
	for (size_t i = 0; i < n; i++) {
		struct db_value value = db_column(row, i);
		canonical_column(out, i == 0, db_column_name(row, i), &value);
	}
	buf_putc(out, '}');
}
