/* SPDX-License-Identifier: MulanPSL-2.0
 * SM3 (GB/T 32905), the house's digest; 32 bytes. */
#ifndef LIANXIN_BASE_DIGEST_H
#define LIANXIN_BASE_DIGEST_H

enum { DIGEST_BYTES = 32, DIGEST_HEX = 65 };
#define DIGEST_ALGORITHM "SM3"

struct digest {
	unsigned char bytes[DIGEST_BYTES];
};

/* A running digest; open once, begin/add/end as often as wanted. Not for several threads. */
struct digester;
struct digester *digester_new(void);
void digester_free(struct digester *digester);
void digester_begin(struct digester *digester);
void digester_add(struct digester *digester, const void *bytes, size_t n);
struct digest digester_end(struct digester *digester);

struct digest digest_of(const void *bytes, size_t n);
void digest_hex(const struct digest *digest, char ret_text[DIGEST_HEX]);
/* In constant time. */
bool digest_equal(const struct digest *a, const struct digest *b);

#endif
