/* SPDX-License-Identifier: MulanPSL-2.0
 * Which earlier requests a new one resembles: of the same person, or for much the same information.
 */
#ifndef LIANXIN_STORE_MATTER_ALIKE_H
#define LIANXIN_STORE_MATTER_ALIKE_H

#include "store/matter.h"
#include "store/similar.h"

enum { ALIKE_MOST = 20, ALIKE_OF_PERSON = ALIKE_MOST - SIMILAR_MOST };

struct matter_alike {
	int64_t matter_id; /* 0: a bare entry of the register */
	int64_t entry_id;
	const char *number, *subject, *state; /* state: code of law/life.h, "" without a matter */
	day received;
	bool same_person;
	int alike; /* the subjects, in thousandths (base/shingle.h) */
};
/* At most ALIKE_MOST, the most alike first, of equally alike ones the newest; without the matter
 * itself and what is struck out: the newest ALIKE_OF_PERSON with its mark, whatever they are for,
 * and what similar_find() gives. A matter without a mark is nobody's. */
enum err matter_alike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t entry_id,
		      struct blob mark, const char *subject, struct arena *arena,
		      struct error *error, struct matter_alike **ret_alike,
		      size_t *ret_n) MUST_CHECK;

/* The same among what is asked beside requests: of the newest ALIKE_BESIDE of that kind at the
 * agency. */
enum { ALIKE_BESIDE = 500 };
enum err matter_alike_beside(struct store *store, const struct matter *matter, const char *subject,
			     struct arena *arena, struct error *error,
			     struct matter_alike **ret_alike, size_t *ret_n) MUST_CHECK;

#endif
