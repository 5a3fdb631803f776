/* SPDX-License-Identifier: MulanPSL-2.0
 * What is blacked out in a file of a matter: the boxes, sealed before they come here, and how far
 * the work is. One row a file. */
#ifndef LIANXIN_STORE_BLACKOUT_RECORD_H
#define LIANXIN_STORE_BLACKOUT_RECORD_H

#include "store/matter.h"

/* clang-format off */
/* STATE(NAME, code, Chinese) */
#define BLACKOUT_STATE_TABLE(STATE)                                                                \
	STATE(DRAFT, "draft", "还没有制作")                                                        \
	STATE(ASKED, "asked", "正在制作")                                                          \
	STATE(MADE, "made", "已经制作")                                                            \
	STATE(FAILED, "failed", "没有做成")
/* clang-format on */
enum blackout_state {
#define STATE(NAME, code, label) BLACKOUT_##NAME,
	BLACKOUT_STATE_TABLE(STATE)
#undef STATE
		BLACKOUT_STATE__MAX
};
const char *blackout_state_label(enum blackout_state state);

struct blackout_record {
	int64_t id, agency_id, matter_id;
	int64_t version;
	int64_t source_id; /* attachment */
	enum blackout_state state;
	struct blob boxes; /* sealed */
	int64_t result_id; /* attachment, 0: none yet */
	const char *said;  /* of FAILED; "" otherwise */
	int64_t account_id, at;
};
/* Keeps it, in place of the version it carries; 0: there is none yet. version, account and at
 * follow. ERR_CONFLICT, Chinese: somebody else changed it meanwhile. */
enum err blackout_record_put(struct store *store, const struct blackout_record *row,
			     const struct author *author, struct error *error,
			     int64_t *ret_id) MUST_CHECK;
/* ERR_MISSING: nothing was begun with this file. */
enum err blackout_record_of(struct store *store, int64_t matter_id, int64_t source_id,
			    struct arena *arena, struct error *error,
			    struct blackout_record *ret_row) MUST_CHECK;
enum err blackout_record_get(struct store *store, int64_t id, struct arena *arena,
			     struct error *error, struct blackout_record *ret_row) MUST_CHECK;
/* Of a matter, by id. */
enum err blackout_record_list(struct store *store, int64_t matter_id, struct arena *arena,
			      struct error *error, struct blackout_record **ret_rows,
			      size_t *ret_n) MUST_CHECK;

#endif
