/* SPDX-License-Identifier: MulanPSL-2.0
 * The search log of a matter: who searched where for what and what came of it. A reply 不存在
 * stands on it before a court (指导案例101号). */
#ifndef LIANXIN_STORE_SEARCH_LOG_H
#define LIANXIN_STORE_SEARCH_LOG_H

#include "store/matter.h"

struct search {
	int64_t id, matter_id;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	day day;
	const char *searcher, *place, *words, *found;
	int64_t account_id, at;
};
/* id, account and at are given. */
enum err search_insert(struct store *store, int64_t agency_id, const struct search *search,
		       const struct author *author, struct error *error,
		       int64_t *ret_id) MUST_CHECK;
enum err search_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
		       const char *reason, const struct author *author,
		       struct error *error) MUST_CHECK;
/* By day, struck ones too. */
enum err search_list(struct store *store, int64_t matter_id, struct arena *arena,
		     struct error *error, struct search **ret_searches, size_t *ret_n) MUST_CHECK;

#endif
