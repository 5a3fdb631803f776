/* SPDX-License-Identifier: MulanPSL-2.0
 * How replies were served: one row a step of service. What is about persons is sealed before it
 * comes here. */
#ifndef LIANXIN_STORE_SERVICE_ROW_H
#define LIANXIN_STORE_SERVICE_ROW_H

#include "store/matter.h"

struct service_row {
	int64_t id, matter_id, step_id;
	int64_t version;
	const char *manner; /* code of law/service.h */
	day day;	    /* posted, signed for, confirmed, published */
	const char *mail_number;
	day signed_on;	   /* DAY_NONE: not known */
	struct blob facts; /* sealed */
};
enum err service_row_insert(struct store *store, int64_t agency_id, const struct service_row *row,
			    const struct author *author, struct error *error,
			    int64_t *ret_id) MUST_CHECK;
/* Puts signed_on and facts in place of those of the version it carries. reason: not empty.
 * ERR_CONFLICT, Chinese: somebody else changed it meanwhile. */
enum err service_row_sign(struct store *store, int64_t agency_id, const struct service_row *row,
			  const char *reason, const struct author *author,
			  struct error *error) MUST_CHECK;
/* Of a matter, by id; those of steps that were struck out are left out. */
enum err service_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct service_row **ret_rows,
			  size_t *ret_n) MUST_CHECK;

#endif
