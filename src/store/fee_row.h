/* SPDX-License-Identifier: MulanPSL-2.0
 * Which entries of the register of fees belong to a request, by its number. */
#ifndef LIANXIN_STORE_FEE_ROW_H
#define LIANXIN_STORE_FEE_ROW_H

#include "base/arena.h"
#include "base/day.h"
#include "store/store.h"

struct fee_row {
	int64_t id;
	day noticed;
};
/* Those not struck, oldest notice first. */
enum err fee_row_list(struct store *store, int64_t agency_id, const char *request_number,
		      struct arena *arena, struct error *error, struct fee_row **ret_rows,
		      size_t *ret_n) MUST_CHECK;

#endif
