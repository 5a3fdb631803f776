/* SPDX-License-Identifier: MulanPSL-2.0
 * Which requests of an agency are for much the same information, by their subjects: keys are stored
 * beside the requests (derived: made anew by similar_rebuild()), what they find is compared. */
#ifndef LIANXIN_STORE_SIMILAR_H
#define LIANXIN_STORE_SIMILAR_H

#include "store/store.h"

/* SIMILAR_LEAST: shared pairs of characters, in thousandths of all pairs of both, from which on two
 * subjects are called similar. SIMILAR_LOOKED_AT: newest requests looked at for each key;
 * SIMILAR_COMPARED: those of them, sharing most keys, whose subjects are compared. */
enum { SIMILAR_MOST = 10, SIMILAR_LEAST = 500, SIMILAR_LOOKED_AT = 64, SIMILAR_COMPARED = 128 };

/* Stores the keys of a request's subject, in the transaction that enters it. */
enum err similar_put(struct store *store, int64_t agency_id, int64_t request_id,
		     const char *subject, struct error *error) MUST_CHECK;

/* Takes them away again: the subject as it stood when they were put. */
enum err similar_drop(struct store *store, int64_t agency_id, int64_t request_id,
		      const char *subject, struct error *error) MUST_CHECK;

struct similar {
	int64_t request_id;
	int alike; /* thousandths, from SIMILAR_LEAST */
};
/* At most SIMILAR_MOST, the most alike first, of equally alike ones the newest; without the request
 * itself and what is struck out. Compared with the subjects that stand there now. A word for word
 * equal subject is found among the newest SIMILAR_LOOKED_AT of its kind; what is less alike with
 * the likelihood that base/shingle.h names, and only under a key that no more than that share,
 * among the SIMILAR_COMPARED nearest. */
enum err similar_find(struct store *store, int64_t agency_id, int64_t request_id,
		      const char *subject, struct arena *arena, struct error *error,
		      struct similar **ret_similar, size_t *ret_n) MUST_CHECK;
/* Makes the keys of the requests with these ids, struck entries left out; in transactions of its
 * own, so that others may write meanwhile. Outside a transaction. */
enum err similar_make(struct store *store, int64_t first, int64_t last,
		      struct error *error) MUST_CHECK;
/* Forgets all keys and makes them anew; as similar_make(). */
enum err similar_rebuild(struct store *store, struct error *error) MUST_CHECK;

#endif
