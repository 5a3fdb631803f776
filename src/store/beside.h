/* SPDX-License-Identifier: MulanPSL-2.0
 * The registers beside the requests (corrections, suggestions, complaints) where the one code path
 * of registers does not reach: names that are to be sealed, in struck entries too. */
#ifndef LIANXIN_STORE_BESIDE_H
#define LIANXIN_STORE_BESIDE_H

#include "store/matter.h"

/* Entries that hold a name and have no matter, by id after `after`; of each only id and agency. */
enum err beside_unsealed(struct store *store, enum matter_kind kind, int64_t after, size_t limit,
			 struct arena *arena, struct error *error, struct entry **ret_entries,
			 size_t *ret_n) MUST_CHECK;
/* Puts another name into the version seen, struck or not; journalled with the reason. ERR_CONFLICT
 * when the entry was changed meanwhile. */
enum err beside_mask(struct store *store, enum matter_kind kind, const struct entry *entry,
		     const char *name, const char *reason, const struct author *author,
		     struct error *error) MUST_CHECK;

/* One that is under way. */
struct beside_row {
	int64_t id; /* of the matter */
	enum matter_kind kind;
	const char *number, *subject;
	const char *state, *next_due, *next_duty; /* as in struct matter_state */
	day received;
};
struct beside_filter {
	enum matter_kind kind; /* MATTER__MAX any */
	const char *from, *to; /* of next_due, inclusive */
	bool at_once;	       /* DUE_AT_ONCE too, though it lies before `from` */
};
/* Those of an agency that are not archived yet, by next duty, the most urgent first, at most
 * `limit`. */
enum err beside_list(struct store *store, int64_t agency_id, const struct beside_filter *filter,
		     size_t limit, struct arena *arena, struct error *error,
		     struct beside_row **ret_rows, size_t *ret_n) MUST_CHECK;

/* How many have their next duty on one day, or at once. */
struct beside_due {
	const char *next_due;
	int64_t n;
};
/* By day up to `to`, all kinds together; of COUNT_MORE (store/count_some.h) in all. */
enum err beside_dues(struct store *store, int64_t agency_id, const char *to, struct arena *arena,
		     struct error *error, struct beside_due **ret_dues, size_t *ret_n) MUST_CHECK;

#endif
