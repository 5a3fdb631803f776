/* SPDX-License-Identifier: MulanPSL-2.0
 * Ratings of replies, each under a mark that leads nowhere (migration of ratings). They go into the
 * sums in lots, so that no sum tells what the last one said. */
#ifndef LIANXIN_STORE_RATING_ROW_H
#define LIANXIN_STORE_RATING_ROW_H

#include "base/digest.h"
#include "store/store.h"

enum { RATING_LEVELS = 5 };

/* One rating, new or in place of the one under this mark; *ret_kept false: that one is in the sums
 * already and stays. When `lot` of the agency's year wait, they go into the sums. In a transaction.
 */
enum err rating_put(struct store *store, const struct digest *mark, int64_t agency_id, int year,
		    int level, int64_t lot, struct error *error, bool *ret_kept) MUST_CHECK;
/* ERR_MISSING: there is none. */
enum err rating_get(struct store *store, const struct digest *mark, struct error *error,
		    int *ret_level, bool *ret_shown) MUST_CHECK;
/* How many of each level, the lowest first, are in the sums. */
enum err rating_count(struct store *store, int64_t agency_id, int year, struct error *error,
		      int64_t ret_counts[RATING_LEVELS]) MUST_CHECK;

#endif
