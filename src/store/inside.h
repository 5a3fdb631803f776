/* SPDX-License-Identifier: MulanPSL-2.0
 * What a store is made of; for store/ alone. */
#ifndef LIANXIN_STORE_INSIDE_H
#define LIANXIN_STORE_INSIDE_H

#include "base/digest.h"
#include "store/db.h"
#include "store/store.h"

enum { SALT_BYTES = 16, SALT_STOCK = 256, STORE_IDS = 32 };

struct store {
	struct db *db;
	enum store_gate gate;
	struct digester *digester;
	struct buf row, note; /* canonical text of the entry being journalled */
	unsigned char salts[SALT_STOCK * SALT_BYTES]; /* fetched many at once */
	size_t salts_left;
	int64_t last_ids[STORE_IDS]; /* highest id per table in this transaction; 0: not asked yet
				      */
};

enum { STORE_APPLICATION = 0x4c58494e }; /* "LXIN" in the file's head */

/* BUG unless the store is in a write transaction. */
void store_must_write(const struct store *store);
/* 16 fresh random bytes; valid until the next call. */
const unsigned char *store_salt(struct store *store);
/* The next id of a table: `table` is the caller's slot below STORE_IDS, `highest` the statement
 * that gives the highest id so far. Asked once per transaction: whoever writes is alone. */
enum err store_new_id(struct store *store, size_t table, const struct db_sql *highest,
		      struct error *error, int64_t *ret_id) MUST_CHECK;
/* Opens without looking at the schema. */
enum err store_open_raw(const char *path, enum store_gate gate, unsigned flags, struct error *error,
			struct store **ret_store) MUST_CHECK;
/* The conflict as a sentence for the clerk (Chinese), keeping the engine's detail. */
enum err store_conflict(enum err err, struct error *error, const char *sentence);
/* Is there a file at path? */
bool store_file_exists(const char *path);

#endif
