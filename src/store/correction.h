/* SPDX-License-Identifier: MulanPSL-2.0
 * Signed corrections of a year's figures: above all of the carry-over (r2 against last year's
 * frozen r4). A correction is a record of its own that can be opened; it is never changed. */
#ifndef LIANXIN_STORE_CORRECTION_H
#define LIANXIN_STORE_CORRECTION_H

#include "store/store.h"

struct correction {
	int64_t id, agency_id;
	int year;
	const char *row;    /* table row id, e.g. "r2" */
	const char *column; /* table column id, e.g. "natural" */
	int64_t before;	    /* last year's frozen figure */
	int64_t after;	    /* the figure counted from the records */
	const char *reason;
	int64_t signed_by; /* account */
	const char *signed_name;
	int64_t signed_at;
};
/* id, signed_by and signed_at come from the author (ERR_DENIED unless it is an account). The newest
 * correction of a cell counts. */
enum err correction_insert(struct store *store, const struct correction *correction,
			   const struct author *author, struct error *error,
			   int64_t *ret_id) MUST_CHECK;
enum err correction_get(struct store *store, int64_t agency_id, int64_t id, struct arena *arena,
			struct error *error, struct correction *ret_correction) MUST_CHECK;
/* Newest first. */
enum err correction_list(struct store *store, int64_t agency_id, int year, struct arena *arena,
			 struct error *error, struct correction **ret_corrections,
			 size_t *ret_n) MUST_CHECK;

#endif
