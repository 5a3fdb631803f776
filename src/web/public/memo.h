/* SPDX-License-Identifier: MulanPSL-2.0
 * What each thread keeps between public pages until the store's generation moves: the agencies,
 * which every page needs, and what an agency's records can be filtered by, which takes a walk over
 * all of them. Read after the generation was asked, so never older than it. */
#ifndef LIANXIN_WEB_PUBLIC_MEMO_H
#define LIANXIN_WEB_PUBLIC_MEMO_H

#include "store/public.h"
#include "web/site.h"

struct public_memo *public_memo_new(void);
/* NULL is fine. */
void public_memo_free(struct public_memo *memo);

/* As public_agency_list(); valid while the request runs. */
enum err memo_agencies(struct request *request, struct error *error,
		       const struct public_agency **ret_agencies, size_t *ret_n) MUST_CHECK;
/* What was read last, however long ago, without asking; false: nothing is kept. */
bool memo_last(const struct request *request, const struct public_agency **ret_agencies,
	       size_t *ret_n);
/* As public_record_choices(), for an agency that memo_agencies() told of. */
enum err memo_choices(struct request *request, int64_t agency_id, enum public_facet facet,
		      struct error *error, const struct public_choice **ret_choices,
		      size_t *ret_n) MUST_CHECK;

#endif
