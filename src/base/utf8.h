/* SPDX-License-Identifier: MulanPSL-2.0
 * UTF-8, no more than the house needs. */
#ifndef LIANXIN_BASE_UTF8_H
#define LIANXIN_BASE_UTF8_H

/* Decodes one code point from n bytes; returns its length in bytes, or 0 when the bytes are not
 * valid UTF-8 (overlong, surrogate, cut, past U+10FFFF). */
size_t utf8_decode(const char *bytes, size_t n, uint32_t *ret_code_point);
bool utf8_valid(const char *bytes, size_t n);
/* Code points in a valid text; an invalid byte counts as one. */
size_t utf8_length(const char *text);
/* Bytes of the longest prefix with at most max code points. */
size_t utf8_prefix(const char *text, size_t max);
/* Controls (C0, also tab and line feed, and C1), line and paragraph separators, and what turns the
 * direction of writing: a text with those shows another one than it holds. */
bool utf8_hidden(uint32_t point);
/* Has neither a glyph nor a meaning where people write: zero width spaces, fillers, the soft
 * hyphen. Joiners and variation selectors do: names need them. */
bool utf8_empty(uint32_t point);

#endif
