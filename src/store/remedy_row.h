/* SPDX-License-Identifier: MulanPSL-2.0
 * Which reconsideration or suit is about which matter: links between matters and entries of the
 * registers of reconsiderations and litigation. One case may be about several matters, and counts
 * once, by its entry. */
#ifndef LIANXIN_STORE_REMEDY_ROW_H
#define LIANXIN_STORE_REMEDY_ROW_H

#include "store/register.h"

struct remedy_row {
	int64_t id, matter_id;
	int64_t version;
	bool struck;
	const char *struck_reason; /* "" unless struck */
	enum register_id kind;	   /* REGISTER_RECONSIDERATIONS or REGISTER_LITIGATION */
	int64_t entry_id;
	int64_t step_id;      /* by which the notice came in */
	int64_t over_step_id; /* by which it ended; 0 while it runs */
	int64_t account_id, at;
};

/* matter_id, kind, entry_id and step_id are given. ERR_CONFLICT, Chinese: linked already. */
enum err remedy_row_insert(struct store *store, int64_t agency_id, const struct remedy_row *row,
			   const struct author *author, struct error *error,
			   int64_t *ret_id) MUST_CHECK;
/* It ended by that step; again, when an earlier one was struck out. ERR_CONFLICT, Chinese: it is
 * not there, or struck. */
enum err remedy_row_end(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			int64_t over_step_id, const struct author *author,
			struct error *error) MUST_CHECK;
/* ERR_CONFLICT, Chinese: it is not there, or struck already. reason not empty. */
enum err remedy_row_strike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t id,
			   const char *reason, const struct author *author,
			   struct error *error) MUST_CHECK;
/* By id, struck ones too. */
enum err remedy_row_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct remedy_row **ret_rows,
			 size_t *ret_n) MUST_CHECK;

#endif
