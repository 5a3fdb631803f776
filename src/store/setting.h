/* SPDX-License-Identifier: MulanPSL-2.0
 * Settings of the office (agency 0) or of one agency: named texts. Which names exist, and what they
 * mean, is the office's table. */
#ifndef LIANXIN_STORE_SETTING_H
#define LIANXIN_STORE_SETTING_H

#include "store/store.h"

/* The agency's own value, else the office's (agency 0), else fallback. */
enum err setting_get(struct store *store, int64_t agency_id, const char *name, const char *fallback,
		     struct arena *arena, struct error *error, const char **ret_value) MUST_CHECK;
struct setting_row {
	const char *name, *value;
};
/* All there are of the office and of the agency, its own after the office's of the same name. */
enum err setting_list(struct store *store, int64_t agency_id, struct arena *arena,
		      struct error *error, struct setting_row **ret_rows, size_t *ret_n) MUST_CHECK;
enum err setting_set(struct store *store, int64_t agency_id, const char *name, const char *value,
		     const struct author *author, struct error *error) MUST_CHECK;

#endif
