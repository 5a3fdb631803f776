/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/shingle.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { ROWS_OF_BAND = 2, MINIMA = (SHINGLE_BANDS - 1) * ROWS_OF_BAND };

/* The finaliser of SplitMix64 (Steele, Lea, Flood, 2014): each bit of the input moves all. */
static uint64_t mixed(uint64_t x)
{
	x += 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return x ^ (x >> 31);
}

/* The character as it counts; 0 when it does not. */
static uint32_t plain(uint32_t c)
{
	if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0; /* full-width forms of ASCII */
	if (c >= 'A' && c <= 'Z') return c + 32;
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
	if (c <= 0xBF || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F)) return 0;
	return c >= 0xFF5F && c <= 0xFFEF ? 0 : c;
}

static int ascending(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

void shingles_of(const char *text, struct shingles *ret_shingles)
{
	size_t left = strlen(text), n = 0, different = 0;
	uint32_t before = 0, c;
	uint64_t *items = ret_shingles->items;
	while (left > 0 && n < SHINGLES_MOST) {
		size_t length = utf8_decode(text, left, &c);
		c = length == 0 ? 0 : plain(c);
		text += length == 0 ? 1 : length;
		left -= length == 0 ? 1 : length;
		if (c == 0) continue;
		if (before != 0) items[n++] = (uint64_t)before << 32 | c;
		before = c;
	}
	if (n == 0 && before != 0) items[n++] = before;
	qsort(items, n, sizeof *items, ascending);
	for (size_t i = 0; i < n; i++)
		if (different == 0 || items[different - 1] != items[i])
			items[different++] = items[i];
	ret_shingles->n = different;
}

int shingles_alike(const struct shingles *a, const struct shingles *b)
{
	size_t i = 0, k = 0, both = 0;
	if (a->n == 0 || b->n == 0) return 0;
	while (i < a->n && k < b->n) {
		uint64_t x = a->items[i], y = b->items[k];
		both += x == y;
		i += x <= y;
		k += y <= x;
	}
	return (int)(both * 1000 / (a->n + b->n - both));
}

void shingle_bands(const struct shingles *shingles, int64_t space, int64_t ret_bands[SHINGLE_BANDS])
{
	uint64_t least[MINIMA], whole = shingles->n;
	memset(least, 0xFF, sizeof least);
	for (size_t i = 0; i < shingles->n; i++) {
		uint64_t item = mixed(shingles->items[i]);
		whole = mixed(whole ^ item);
		for (size_t k = 0; k < MINIMA; k++) {
			uint64_t hash = mixed(item ^ ((uint64_t)(k + 1) << 56));
			if (hash < least[k]) least[k] = hash;
		}
	}
	for (size_t band = 0; band < SHINGLE_BANDS; band++) {
		uint64_t key = mixed((uint64_t)space << 8 | band);
		if (band == 0) key = mixed(key ^ whole);
		for (size_t k = 0; band > 0 && k < ROWS_OF_BAND; k++)
			key = mixed(key ^ least[(band - 1) * ROWS_OF_BAND + k]);
		ret_bands[band] = (int64_t)(key >> 1);
	}
}
