/* SPDX-License-Identifier: MulanPSL-2.0
 * The one spelling of a row that digests are taken of: a JSON object in column order, without
 * spaces; integers in decimal; text as UTF-8 with only '"', '\' and bytes below 0x20 escaped, so
 * that two different texts never share a spelling (base/escape.h drops characters and would); blobs
 * as the hex of their SM3. */
#ifndef LIANXIN_STORE_CANONICAL_H
#define LIANXIN_STORE_CANONICAL_H

#include "store/inside.h"

void canonical_text(struct buf *out, const char *text, size_t n);
/* One column: name (an identifier), value; a comma in front of all but the first. Braces are the
 * caller's. */
void canonical_column(struct buf *out, bool first, const char *name, const struct db_value *value);
/* The current row of a running statement. */
void canonical_row(struct buf *out, struct db_statement *row);

#endif
