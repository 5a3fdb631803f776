/* SPDX-License-Identifier: MulanPSL-2.0
 * Bytes as lower-case hexadecimal digits, and back. */
#ifndef LIANXIN_BASE_HEX_H
#define LIANXIN_BASE_HEX_H

/* ret_text takes 2*n+1 chars. */
void hex_write(const void *bytes, size_t n, char *ret_text);
/* Exactly 2*n lower-case digits at text, which need not end there, to n bytes. False, with what is
 * in ret_bytes undefined, at any other character. */
bool hex_read(const char *text, size_t n, void *ret_bytes) MUST_CHECK;

#endif
