/* SPDX-License-Identifier: MulanPSL-2.0
 * Sealing: bytes that only the holder of a data key can read, and only at the place they were
 * sealed for. A data key comes out of a vault (base/vault.h) and is held as briefly as possible.
 *
 * A sealed value: format byte, algorithm byte, nonce (12), the enciphered bytes, tag (16). What is
 * written today is AES-256-GCM with a random nonce; format and algorithm are read first, so that
 * another algorithm can join (docs/decisions/sealed-data.md). The length is not hidden. */
#ifndef LIANXIN_BASE_SEAL_H
#define LIANXIN_BASE_SEAL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

enum {
	DATA_KEY_BYTES = 32,
	SEAL_OVERHEAD = 30,	     /* a sealed value is this much longer than what it holds */
	SEAL_MAX = 256 * 1024 * 1024 /* the most that is sealed in one piece */
};

struct data_key {
	unsigned char bytes[DATA_KEY_BYTES];
};
/* Draws a new one, at random. */
void data_key_draw(struct data_key *ret_key);
/* Overwrites the key; the compiler may not leave it out. */
void data_key_wipe(struct data_key *key);

/* Adds bytes, sealed, to the buffer; its maximum bounds it as always (buf_ok). place names where
 * the value will be kept, e.g. "matter.person:42", and is needed to open it: a value moved to
 * another row, column or case does not open. n up to SEAL_MAX; bytes may be NULL when n is 0. */
void seal_bytes(const struct data_key *key, const char *place, const void *bytes, size_t n,
		struct buf *ret_sealed);
/* The reverse, into the arena, NUL-terminated behind ret_n bytes. ERR_ENV, naming the place, when
 * anything differs: a byte, the place, the key; then no byte of it is handed out. The message is
 * for the log, not for clerks. */
enum err seal_open(const struct data_key *key, const char *place, const void *sealed, size_t n,
		   struct arena *arena, struct error *error, const char **ret_bytes,
		   size_t *ret_n) MUST_CHECK;

#endif
