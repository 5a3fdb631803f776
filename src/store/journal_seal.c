/* SPDX-License-Identifier: MulanPSL-2.0
 * The sealer: chains committed entries in batches. */
#include <endian.h>
#include <stdio.h>
#include <string.h>

#include "store/canonical.h"
#include "store/journal_inside.h"

enum { BATCH = 10000 };

void journal_chain_add(struct digester *digester, struct db_statement *row)
{
	/* lengths in front keep neighbouring fields apart; numbers as 8 bytes, big-endian. Short
	 * fields are gathered: each handing over to the digester costs as much as hashing them. */
	unsigned char gathered[512];
	size_t n = 0;
	for (size_t i = 0; i < JOURNAL__COLUMNS; i++) {
		struct db_value value = db_column(row, i);
		size_t bytes = value.type == DB_INT ? 0 : value.n;
		uint64_t number = value.type == DB_INT ? (uint64_t)value.number : (uint64_t)value.n;
		if (n + 8 + (bytes < 256 ? bytes : 0) > sizeof gathered) {
			digester_add(digester, gathered, n);
			n = 0;
		}
		number = htobe64(number);
		memcpy(gathered + n, &number, 8);
		n += 8;
		if (bytes > 0 && bytes < 256) {
			memcpy(gathered + n, value.bytes, bytes);
			n += bytes;
		} else if (bytes > 0) {
			digester_add(digester, gathered, n);
			digester_add(digester, value.bytes, bytes);
			n = 0;
		}
	}
	digester_add(digester, gathered, n);
}

struct batch {
	int64_t number;	     /* of the seal before */
	int64_t last, total; /* of the seal before, then of this one */
	int64_t first, added;
	struct digest previous, head;
};

static enum err last_seal(struct store *store, struct error *error, struct batch *ret_batch)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db,
				SQL("SELECT number, last_id, total, head FROM journal_seal "
				    "ORDER BY number DESC LIMIT 1"),
				DB_NO_VALUES, error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	memset(ret_batch, 0, sizeof *ret_batch);
	if (step == DB_DONE) return ERR_NONE;
	ret_batch->number = db_column_int(row, 0);
	ret_batch->last = db_column_int(row, 1);
	ret_batch->total = db_column_int(row, 2);
	struct db_value head = db_column(row, 3);
	if (head.n == DIGEST_BYTES) memcpy(ret_batch->previous.bytes, head.bytes, DIGEST_BYTES);
	db_end(row);
	return ERR_NONE;
}

static enum err chain(struct store *store, struct batch *batch, struct error *error)
{
	struct db_statement *row = NULL;
	int64_t horizon = 0;
	enum err err = db_horizon(store->db, error, &horizon);
	if (err == ERR_NONE)
		err = db_query(store->db,
			       SQL("SELECT " JOURNAL_COLUMNS " FROM journal j WHERE j.id > $1 "
				   "AND j.id <= $2 ORDER BY j.id LIMIT $3"),
			       DB_VALUES(db_int(batch->last), db_int(horizon), db_int(BATCH)),
			       error, &row);
	if (err != ERR_NONE) return err;
	digester_begin(store->digester);
	digester_add(store->digester, batch->previous.bytes, DIGEST_BYTES);
	enum db_step step;
	while ((step = db_step(row, error)) == DB_ROW) {
		batch->last = db_column_int(row, JOURNAL_ID);
		if (batch->added++ == 0) batch->first = batch->last;
		journal_chain_add(store->digester, row);
	}
	batch->head = digester_end(store->digester);
	batch->total += batch->added;
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

/* The mark counts all entries: a tail cut together with its seals still shows. */
static enum err mark(struct store *store, const struct batch *batch, struct error *error)
{
	char hex[DIGEST_HEX], text[128];
	digest_hex(&batch->head, hex);
	snprintf(text, sizeof text, "%lld %lld %s", (long long)batch->last, (long long)batch->total,
		 hex);
	return db_run(store->db,
		      SQL("INSERT INTO meta (name, value) VALUES ('journal_mark', $1) "
			  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		      DB_VALUES(db_text(text)), error);
}

struct sealing {
	int64_t newest; /* entry seen before */
	int64_t added;
};

static enum err write_seal(struct store *store, const struct batch *batch, struct error *error)
{
	return db_run(store->db,
		      SQL("INSERT INTO journal_seal (number, first_id, last_id, total, algorithm, "
			  "previous, head) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
		      DB_VALUES(db_int(batch->number + 1), db_int(batch->first),
				db_int(batch->last), db_int(batch->total),
				db_text(DIGEST_ALGORITHM),
				db_blob(batch->previous.bytes, DIGEST_BYTES),
				db_blob(batch->head.bytes, DIGEST_BYTES)),
		      error);
}

/* Each commit is told to the other processes once: with its seal, or before when that has to wait.
 */
static enum err seal_batch(struct store *store, void *context, struct error *error)
{
	struct sealing *sealing = context;
	struct batch batch;
	sealing->added = 0;
	enum err err = last_seal(store, error, &batch);
	if (err == ERR_NONE) err = chain(store, &batch, error);
	if (err == ERR_NONE && batch.added > 0) err = write_seal(store, &batch, error);
	if (err == ERR_NONE && batch.added > 0) err = mark(store, &batch, error);
	if (err == ERR_NONE && (batch.added > 0 || sealing->newest > store->announced))
		err = db_announce(store->db, error);
	if (err != ERR_NONE) return err;
	sealing->added = batch.added;
	store->announced = sealing->newest;
	return ERR_NONE;
}

/* Reading first keeps an idle sealer from taking the write lock every second. */
static enum err newest_unsealed(struct store *store, struct error *error, int64_t *ret_newest)
{
	return db_number(store->db,
			 SQL("SELECT COALESCE(MAX(id), 0) FROM journal WHERE id > "
			     "(SELECT COALESCE(MAX(last_id), 0) FROM journal_seal)"),
			 DB_NO_VALUES, error, ret_newest);
}

enum err journal_seal(struct store *store, struct error *error, int64_t *ret_sealed)
{
	struct sealing sealing = {0};
	int64_t sealed = 0;
	enum err err;
	/* an entry beside one that is still being written stays for the next time */
	while ((err = newest_unsealed(store, error, &sealing.newest)) == ERR_NONE &&
	       sealing.newest != 0) {
		err = store_seal(store, seal_batch, &sealing, error);
		if (err != ERR_NONE || sealing.added == 0) break;
		sealed += sealing.added;
	}
	if (err == ERR_NONE && ret_sealed != NULL) *ret_sealed = sealed;
	return err;
}

enum err journal_head(struct store *store, struct error *error, struct journal_head *ret_head)
{
	struct batch batch;
	enum err err = last_seal(store, error, &batch);
	if (err != ERR_NONE) return err;
	ret_head->entry_id = batch.last;
	snprintf(ret_head->algorithm, sizeof ret_head->algorithm, "%s", DIGEST_ALGORITHM);
	digest_hex(&batch.previous, ret_head->head);
	return ERR_NONE;
}
