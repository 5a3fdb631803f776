/* SPDX-License-Identifier: MulanPSL-2.0
 * How often somebody without an account did something in an hour, by a mark that tells nobody who:
 * in the database, so that all processes count together. */
#ifndef LIANXIN_STORE_VISIT_H
#define LIANXIN_STORE_VISIT_H

#include "base/digest.h"
#include "store/store.h"

/* One more, in a transaction. hour: since 1970. */
enum err visit_add(struct store *store, const char *what, const struct digest *mark, int64_t hour,
		   struct error *error) MUST_CHECK;
/* In that hour and the one before, so that an hour's turn is no way round; 0 for never. */
enum err visit_count(struct store *store, const char *what, const struct digest *mark, int64_t hour,
		     struct error *error, int64_t *ret_n) MUST_CHECK;
/* Forgets what is older than the hour. */
enum err visit_sweep(struct store *store, int64_t before_hour, struct error *error) MUST_CHECK;

#endif
