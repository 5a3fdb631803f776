/* SPDX-License-Identifier: MulanPSL-2.0
 * Days off and make-up days an office adds to the compiled-in calendar: a newly announced year
 * (agency 0, national) or an agency's own days, such as a 回族乡's festivals. */
#ifndef LIANXIN_STORE_HOLIDAY_H
#define LIANXIN_STORE_HOLIDAY_H

#include "base/day.h"
#include "store/store.h"

struct holiday {
	int64_t id;
	int64_t agency_id; /* 0: national */
	day date;
	bool working;	    /* a make-up working day, otherwise a day off */
	const char *name;   /* 春节 */
	const char *source; /* the notice it comes from */
};
/* ERR_CONFLICT when the agency already has a row for that day. */
enum err holiday_insert(struct store *store, const struct holiday *holiday,
			const struct author *author, struct error *error,
			int64_t *ret_id) MUST_CHECK;
enum err holiday_remove(struct store *store, int64_t id, const char *reason,
			const struct author *author, struct error *error) MUST_CHECK;
/* National rows and the agency's own (agency 0: national only), by date. */
enum err holiday_list(struct store *store, int64_t agency_id, struct arena *arena,
		      struct error *error, struct holiday **ret_holidays, size_t *ret_n) MUST_CHECK;

#endif
