/* SPDX-License-Identifier: MulanPSL-2.0
 * Which files of a matter go with which of its replies: a row for each that was looked at. */
#ifndef LIANXIN_STORE_GIVEN_ROW_H
#define LIANXIN_STORE_GIVEN_ROW_H

#include "store/matter.h"

struct given_row {
	int64_t id, matter_id, letter_id, attachment_id;
	bool given;
};
/* Keeps it, in place of what the letter said of the file before; nothing is written when it said
 * the same. id is given. */
enum err given_row_put(struct store *store, int64_t agency_id, const struct given_row *row,
		       const struct author *author, struct error *error) MUST_CHECK;
/* Of all letters of a matter, by id. */
enum err given_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			struct error *error, struct given_row **ret_rows, size_t *ret_n) MUST_CHECK;
/* Did the file go out with a reply that was issued? */
enum err given_row_out(struct store *store, int64_t attachment_id, struct error *error,
		       bool *ret_out) MUST_CHECK;

#endif
