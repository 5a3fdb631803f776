/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/hex.h"

#include <string.h>

static const char digits[] = "0123456789abcdef";

void hex_write(const void *bytes, size_t n, char *ret_text)
{
	const unsigned char *in = bytes;
	for (size_t i = 0; i < n; i++) {
		ret_text[2 * i] = digits[in[i] >> 4];
		ret_text[2 * i + 1] = digits[in[i] & 15];
	}
	ret_text[2 * n] = '\0';
}

static int value_of(char c)
{
	const char *at = c == '\0' ? NULL : strchr(digits, c);
	return at == NULL ? -1 : (int)(at - digits);
}

bool hex_read(const char *text, size_t n, void *ret_bytes)
{
	unsigned char *out = ret_bytes;
	for (size_t i = 0; i < n; i++) {
		int high = value_of(text[2 * i]);
		int low = high < 0 ? -1 : value_of(text[2 * i + 1]);
		if (low < 0) return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}
