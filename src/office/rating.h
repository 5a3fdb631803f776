/* SPDX-License-Identifier: MulanPSL-2.0
 * How content requesters are with what became of their requests: sums alone, and only of lots of
 * several (setting public.rating_lot). What the requester's side does stands in office/visitor.h.
 */
#ifndef LIANXIN_OFFICE_RATING_H
#define LIANXIN_OFFICE_RATING_H

#include "office/office.h"
#include "office/permission.h"
#include "store/rating_row.h"

/* "满意"; level 1 to RATING_LEVELS, 5 the best. */
const char *rating_label(int level);

struct rating_sums {
	int64_t agency_id;
	const char *agency;
	int64_t counts[RATING_LEVELS]; /* the lowest level first */
	int64_t total;		       /* 0: too few yet */
};
/* Of the agency and those below it, in a year, as unit_list() orders them. Needs MATTER_READ. */
enum err rating_list(struct office *office, const struct actor *actor, int64_t agency_id, int year,
		     struct arena *arena, struct error *error, struct rating_sums **ret_sums,
		     size_t *ret_n) MUST_CHECK;

#endif
