/* SPDX-License-Identifier: MulanPSL-2.0
 * Forms that were kept, known by a digest of who sent them, their one-time word and all they held.
 * The row is written in the transaction that keeps the form's effect: both are there or neither. */
#ifndef LIANXIN_STORE_SENT_H
#define LIANXIN_STORE_SENT_H

#include "base/digest.h"
#include "store/store.h"

/* What came of it; ERR_MISSING when it was not kept (error untouched). */
enum err sent_look(struct store *store, const struct digest *digest, struct error *error,
		   int64_t *ret_result) MUST_CHECK;
/* Last in the transaction: nothing is read before, so that forms never wait for each other.
 * *ret_kept false: it was kept before, and what this transaction did must not be (let it fail). */
enum err sent_keep(struct store *store, const struct digest *digest, int64_t at, int64_t result,
		   struct error *error, bool *ret_kept) MUST_CHECK;
/* Forgets those kept before the moment. */
enum err sent_sweep(struct store *store, int64_t before, struct error *error) MUST_CHECK;

#endif
