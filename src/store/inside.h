/* SPDX-License-Identifier: MulanPSL-2.0
 * What a store is made of; for store/ alone. */
#ifndef LIANXIN_STORE_INSIDE_H
#define LIANXIN_STORE_INSIDE_H

#include "base/digest.h"
#include "store/db.h"
#include "store/store.h"

enum { SALT_BYTES = 16, SALT_STOCK = 256, STORE_IDS = 64, STORE_ID_STOCK = 64 };

/* Ids of one table in the present transaction. */
struct store_ids {
	int64_t last;	       /* where whoever writes is alone: the highest; 0: not asked yet */
	size_t n, used, asked; /* where ids come from a sequence */
	int64_t stock[STORE_ID_STOCK];
};

struct commit_group;

struct store {
	struct db *db;
	enum store_gate gate;
	struct commit_group *group; /* NULL: commits alone */
	bool bulk;
	bool together, spoilt; /* store_together(): inside it; something in it failed */
	struct digester *digester;
	struct buf row, note; /* canonical text of the entry being journalled */
	unsigned char salts[SALT_STOCK * SALT_BYTES]; /* fetched many at once */
	size_t salts_left;
	struct store_ids ids[STORE_IDS];
	struct { /* the newest journal entry of this transaction; id 0: none */
		int64_t id;
		struct digest digest;
	} last_entry;
	int64_t announced; /* highest entry id told to the other processes */
};

enum { STORE_APPLICATION = 0x4c58494e }; /* "LXIN" in the file's head */

/* At the beginning of a transaction, and when some of it was undone: no ids asked for, no entry
 * written yet. */
void store_forget(struct store *store);
/* BUG unless the store is in a write transaction. */
void store_must_write(const struct store *store);
/* 16 fresh random bytes; valid until the next call. */
const unsigned char *store_salt(struct store *store);
/* The statement store_new_id needs, for a table named by a literal. Where ids come from sequences,
 * the journal's come along: a row has an entry, and so asks the server once for both. */
#define ID_STATEMENT(name, table)                                                                  \
	DB_STATEMENT2(name, "SELECT COALESCE(MAX(id), 0) FROM " table,                             \
		      "SELECT nextval('" table "_id'), nextval('journal_id') "                     \
		      "FROM generate_series(1, CAST($1 AS INTEGER))")
/* The next id of a table: `table` is the caller's slot below STORE_IDS, `sql` an ID_STATEMENT. */
enum err store_new_id(struct store *store, size_t table, const struct db_sql *sql,
		      struct error *error, int64_t *ret_id) MUST_CHECK;
/* Like store_transaction(), for the sealer: see DB_BEGIN_SEAL. */
enum err store_seal(struct store *store, store_work *work, void *context,
		    struct error *error) MUST_CHECK;
/* One try of store_transaction() together with the group's other members. */
enum err group_transaction(struct commit_group *group, struct store *store, store_work *work,
			   void *context, struct error *error) MUST_CHECK;
/* Opens without looking at the schema. */
enum err store_open_raw(const struct db_driver *driver, const char *place, enum store_gate gate,
			unsigned flags, struct error *error, struct store **ret_store) MUST_CHECK;
/* The conflict as a sentence for the clerk (Chinese), keeping the engine's detail. */
enum err store_conflict(enum err err, struct error *error, const char *sentence);
/* Is there a file at path? */
bool store_file_exists(const char *path);

#endif
