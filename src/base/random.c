/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/random.h"

#include <sys/random.h>

#include "base/hex.h"

void random_bytes(void *ret_bytes, size_t n)
{
	unsigned char *at = ret_bytes;
	while (n > 0) {
		ssize_t got = getrandom(at, n, 0);
		BUG_IF(got <= 0);
		at += got;
		n -= (size_t)got;
	}
}

void random_hex(char *ret_text, size_t n)
{
	unsigned char byte;
	for (size_t i = 0; i < n; i++) {
		random_bytes(&byte, 1);
		hex_write(&byte, 1, ret_text + 2 * i);
	}
}
