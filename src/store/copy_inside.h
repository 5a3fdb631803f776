/* SPDX-License-Identifier: MulanPSL-2.0
 * The parts of a copy share this; for store/copy* alone. */
#ifndef LIANXIN_STORE_COPY_INSIDE_H
#define LIANXIN_STORE_COPY_INSIDE_H

#include "store/copy.h"
#include "store/copy_mark.h"
#include "store/copy_tables.h"

struct copying {
	const struct copy_order *order;
	struct arena *arena;
	struct store *from, *to;
	struct serve_lock *lock; /* on the target */
	const char *from_place, *to_place;
	struct copy_mark mark; /* as it stands in the target */
	struct copy_progress progress;
	struct copy_result result;
	struct digester *digester;
	struct buf row;
};

void copy_tell(struct copying *copying, enum copy_step step, const char *table);

/* Opens the source; ERR_ENV unless it holds an office that may be copied. */
enum err copy_open_source(struct copying *copying, struct error *error) MUST_CHECK;
/* Opens the target, or makes it. ERR_ENV when it holds anything but an unfinished copy of the same
 * office; *ret_begun: such a one, and copying->mark tells how far it is. */
enum err copy_open_target(struct copying *copying, struct error *error, bool *ret_begun) MUST_CHECK;

/* All rows of one table after copying->mark.key, in batches, each committed with the mark. */
enum err copy_table_rows(struct copying *copying, const struct copy_table *table,
			 struct error *error) MUST_CHECK;
/* A small table that an earlier run has copied, as it is now; the mark stays. */
enum err copy_table_again(struct copying *copying, const struct copy_table *table,
			  struct error *error) MUST_CHECK;
/* Empties the target, apart from what is not taken along. */
enum err copy_wipe(struct copying *copying, struct error *error) MUST_CHECK;
/* SM3 over the rows of a table in the order of its key, and how many. Equal for equal rows in any
 * database: NULL, '' and an empty blob are told apart, neighbouring values cannot flow together. */
enum err copy_table_digest(struct copying *copying, struct store *store,
			   const struct copy_table *table, struct error *error,
			   struct digest *ret_digest, int64_t *ret_rows) MUST_CHECK;

#endif
