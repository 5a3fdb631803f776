/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/canonical.h"

#include <string.h>

void canonical_text(struct buf *out, const char *text, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	size_t start = 0;
	buf_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c >= 0x20 && c != '"' && c != '\\') continue;
		buf_add(out, text + start, i - start);
		start = i + 1;
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
	if (!first) buf_putc(out, ',');
	canonical_text(out, name, strlen(name));
	buf_putc(out, ':');
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
