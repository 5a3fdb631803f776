/* SPDX-License-Identifier: MulanPSL-2.0
 * Which earlier requests a new one resembles: of the same person, or for the same information. */
#ifndef LIANXIN_STORE_MATTER_ALIKE_H
#define LIANXIN_STORE_MATTER_ALIKE_H

#include "store/matter.h"

enum { ALIKE_MOST = 20, ALIKE_LOOKED_AT = 5000 };

struct matter_alike {
	int64_t matter_id;
	const char *number, *subject, *state; /* state: code of law/life.h */
	day received;
	bool same_person;
};
/* Newest first, at most ALIKE_MOST, without the matter itself and what is struck out: those with
 * its mark, or with word for word its subject among the agency's ALIKE_LOOKED_AT newest requests. A
 * matter without a mark is nobody's. */
enum err matter_alike(struct store *store, int64_t agency_id, int64_t matter_id, struct blob mark,
		      const char *subject, struct arena *arena, struct error *error,
		      struct matter_alike **ret_alike, size_t *ret_n) MUST_CHECK;

#endif
