/* SPDX-License-Identifier: MulanPSL-2.0
 * Filters of the list of requests that somebody keeps under a name. */
#ifndef LIANXIN_STORE_SAVED_VIEW_H
#define LIANXIN_STORE_SAVED_VIEW_H

#include "store/store.h"

struct saved_view {
	const char *name, *query; /* query: "state=…&light=…", without the '?' */
};
/* By name. */
enum err saved_view_list(struct store *store, int64_t account_id, struct arena *arena,
			 struct error *error, struct saved_view **ret_views,
			 size_t *ret_n) MUST_CHECK;
/* In place of one of the same name. */
enum err saved_view_put(struct store *store, int64_t account_id, const struct saved_view *view,
			struct error *error) MUST_CHECK;
/* Does nothing when there is none. */
enum err saved_view_drop(struct store *store, int64_t account_id, const char *name,
			 struct error *error) MUST_CHECK;

#endif
