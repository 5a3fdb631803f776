/* SPDX-License-Identifier: MulanPSL-2.0
 * Randomness for salts, tokens and codes, from the kernel. */
#ifndef LIANXIN_BASE_RANDOM_H
#define LIANXIN_BASE_RANDOM_H

void random_bytes(void *ret_bytes, size_t n);
/* A token of n random bytes as lower-case hex; ret_text has 2*n+1 chars. */
void random_hex(char *ret_text, size_t n);

#endif
