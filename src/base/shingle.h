/* SPDX-License-Identifier: MulanPSL-2.0
 * How like two short texts are, and keys under which like ones find each other: pairs of
 * neighbouring characters, compared by Jaccard's measure, found by MinHash (A. Broder, 1997). */
#ifndef LIANXIN_BASE_SHINGLE_H
#define LIANXIN_BASE_SHINGLE_H

enum { SHINGLES_MOST = 256, SHINGLE_BANDS = 9 };

/* The pairs of a text, each once, in ascending order. */
struct shingles {
	size_t n;
	uint64_t items[SHINGLES_MOST];
};
/* Spaces, signs and the width and case of letters do not count; a text of one character is one
 * shingle, what comes after the first SHINGLES_MOST pairs is left out, an invalid byte too. */
void shingles_of(const char *text, struct shingles *ret_shingles);
/* What they share of all they have together, in thousandths; 0 when either is empty. */
int shingles_alike(const struct shingles *a, const struct shingles *b);
/* Keys of a text within `space`: those equal in all pairs share the first key, and of those alike
 * by 500 (600, 700, 800) thousandths about 90 (97, 99.5, 99.97) of a hundred share at least one of
 * the others. Texts that are little alike seldom do. The same for ever: they are stored. */
void shingle_bands(const struct shingles *shingles, int64_t space,
		   int64_t ret_bands[SHINGLE_BANDS]);

#endif
