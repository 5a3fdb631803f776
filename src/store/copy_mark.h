/* SPDX-License-Identifier: MulanPSL-2.0
 * What a database knows of copies: "the office has moved to …" in the one they come from, "not all
 * is here yet" in the one they go to. For store/ alone. */
#ifndef LIANXIN_STORE_COPY_MARK_H
#define LIANXIN_STORE_COPY_MARK_H

#include "store/inside.h"

/* Where a copy stands, kept in the target until it is done. */
struct copy_mark {
	char office[DIGEST_HEX]; /* digest of the journal's first entry: the office, wherever it is
				  */
	int64_t last;		 /* the source's latest journal entry … */
	char digest[DIGEST_HEX]; /* … and its digest */
	char table[32];		 /* in work, "-" when all are there; the ones before are there */
	int64_t key;		 /* of its last row there */
	char from[512];		 /* the source's place */
};
/* The office and the latest entry of a database; ERR_MISSING when its journal is empty. */
enum err copy_mark_state(struct db *db, struct error *error, struct copy_mark *ret_mark) MUST_CHECK;
/* *ret_there false: nothing is being copied into this database. */
enum err copy_mark_read(struct db *db, struct error *error, bool *ret_there,
			struct copy_mark *ret_mark) MUST_CHECK;
enum err copy_mark_write(struct db *db, const struct copy_mark *mark,
			 struct error *error) MUST_CHECK;
enum err copy_mark_remove(struct db *db, struct error *error) MUST_CHECK;

/* Where this office has moved to; "" when it has not. */
enum err copy_moved(struct db *db, char ret_place[512], struct error *error) MUST_CHECK;
/* Marks as moved: no journal entry can be added from now on, by whatever program, also one that is
 * connected already. In a write transaction. */
enum err copy_move_away(struct db *db, const char *place, struct error *error) MUST_CHECK;
enum err copy_move_back(struct db *db, struct error *error) MUST_CHECK;

/* May this database be opened so? ERR_ENV with its sentence if not. `writes`: for entries or for
 * serving, not for looking alone. */
enum err copy_may_open(struct db *db, bool writes, struct error *error) MUST_CHECK;
/* After a refused write: ERR_BUSY with its sentence when that is because the office has moved;
 * otherwise the same error again. */
enum err copy_explain(struct db *db, enum err err, struct error *error);

#endif
