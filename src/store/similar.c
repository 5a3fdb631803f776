/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/similar.h"

#include <stdlib.h>

#include "base/shingle.h"
#include "store/inside.h"
#include "store/rows.h"

/* Of what is made at once: subjects read (14 MB of keys), keys written in one transaction. */
enum { SUBJECTS = 100000, KEYS_AT_ONCE = 50000 };

static enum err put_key(struct store *store, int64_t band, int64_t request_id, struct error *error)
{
	return db_run_later(store->db,
			    SQL("INSERT INTO request_band (band, request_id) VALUES ($1, $2) "
				"ON CONFLICT (band, request_id) DO NOTHING"),
			    DB_VALUES(db_int(band), db_int(request_id)), error);
}

enum err similar_put(struct store *store, int64_t agency_id, int64_t request_id,
		     const char *subject, struct error *error)
{
	struct shingles shingles;
	int64_t bands[SHINGLE_BANDS];
	enum err err = ERR_NONE;
	store_must_write(store);
	shingles_of(subject, &shingles);
	if (shingles.n == 0) return ERR_NONE;
	shingle_bands(&shingles, agency_id, bands);
	for (size_t i = 0; i < SHINGLE_BANDS && err == ERR_NONE; i++)
		err = put_key(store, bands[i], request_id, error);
	return err;
}

enum err similar_drop(struct store *store, int64_t agency_id, int64_t request_id,
		      const char *subject, struct error *error)
{
	struct shingles shingles;
	int64_t bands[SHINGLE_BANDS];
	enum err err = ERR_NONE;
	store_must_write(store);
	shingles_of(subject, &shingles);
	if (shingles.n == 0) return ERR_NONE;
	shingle_bands(&shingles, agency_id, bands);
	for (size_t i = 0; i < SHINGLE_BANDS && err == ERR_NONE; i++)
		err = db_run_later(
			store->db,
			SQL("DELETE FROM request_band WHERE band = $1 AND request_id = $2"),
			DB_VALUES(db_int(bands[i]), db_int(request_id)), error);
	return err;
}

struct finding {
	const struct shingles *shingles;
	struct rows rows; /* struct similar */
};

/* The newest under one key. The first key is that of all pairs: who shares it comes before all. */
#define UNDER(n, weight)                                                                           \
	"SELECT request_id, " #weight " AS shared FROM (SELECT request_id FROM request_band "      \
	"WHERE band = $" #n " ORDER BY request_id DESC LIMIT $3) under_" #n
/* clang-format off */
#define AND_UNDER(n) " UNION ALL " UNDER(n, 1)
#define UNDER_ALL                                                                                  \
	UNDER(5, 9) AND_UNDER(6) AND_UNDER(7) AND_UNDER(8) AND_UNDER(9) AND_UNDER(10)                  \
	AND_UNDER(11) AND_UNDER(12) AND_UNDER(13)
/* clang-format on */

/* Another agency's key may be the same number by chance: its requests drop out. The CROSS JOIN
 * keeps SQLite from beginning at the requests. */
static enum err look(struct store *store, struct finding *finding, const struct db_value *values,
		     size_t n, struct error *error)
{
	struct db_statement *found;
	enum db_step step;
	enum err err =
		db_query(store->db,
			 SQL("SELECT r.id, r.subject FROM (SELECT request_id FROM (" UNDER_ALL
			     ") keyed GROUP BY request_id "
			     "ORDER BY SUM(shared) DESC, request_id DESC LIMIT $4) nearest "
			     "CROSS JOIN request r WHERE r.id = nearest.request_id "
			     "AND r.agency_id = $1 AND r.struck = 0 AND r.id <> $2"),
			 values, n, error, &found);
	if (err != ERR_NONE) return err;
	while ((step = db_step(found, error)) == DB_ROW) {
		struct shingles other;
		shingles_of(db_column_text(found, 1), &other);
		int alike = shingles_alike(finding->shingles, &other);
		if (alike >= SIMILAR_LEAST)
			*(struct similar *)rows_next(&finding->rows) =
				(struct similar){db_column_int(found, 0), alike};
	}
	return step == DB_FAILED ? db_failed(found) : ERR_NONE;
}

static int most_alike_first(const void *a, const void *b)
{
	const struct similar *x = a, *y = b;
	if (x->alike != y->alike) return x->alike < y->alike ? 1 : -1;
	return (y->request_id > x->request_id) - (y->request_id < x->request_id);
}

enum err similar_find(struct store *store, int64_t agency_id, int64_t request_id,
		      const char *subject, struct arena *arena, struct error *error,
		      struct similar **ret_similar, size_t *ret_n)
{
	enum { BEFORE_BANDS = 4 };
	struct shingles shingles;
	struct finding finding = {&shingles, ROWS_OF(arena, struct similar)};
	int64_t bands[SHINGLE_BANDS];
	struct db_value values[BEFORE_BANDS + SHINGLE_BANDS] = {
		db_int(agency_id), db_int(request_id), db_int(SIMILAR_LOOKED_AT),
		db_int(SIMILAR_COMPARED)};
	enum err err = ERR_NONE;
	shingles_of(subject, &shingles);
	shingle_bands(&shingles, agency_id, bands);
	for (size_t i = 0; i < SHINGLE_BANDS; i++) values[BEFORE_BANDS + i] = db_int(bands[i]);
	if (shingles.n > 0) err = look(store, &finding, values, COUNT_OF(values), error);
	if (err != ERR_NONE) return err;
	struct similar *all = finding.rows.items;
	if (finding.rows.n > 0) qsort(all, finding.rows.n, sizeof *all, most_alike_first);
	*ret_similar = all;
	*ret_n = finding.rows.n < SIMILAR_MOST ? finding.rows.n : SIMILAR_MOST;
	return ERR_NONE;
}

/* ---- keys of many ---- */

struct key {
	int64_t band, request_id;
};
struct making {
	int64_t first, last; /* what is left */
	struct key *keys;
	size_t n, written;
	int64_t read_to; /* the last request read; 0: none was left */
};

static enum err read_subjects(struct store *store, void *context, struct error *error)
{
	struct making *making = context;
	struct db_statement *row;
	enum db_step step;
	making->n = making->written = 0;
	making->read_to = 0;
	enum err err =
		db_query(store->db,
			 SQL("SELECT id, agency_id, subject FROM request WHERE id >= $1 "
			     "AND id <= $2 AND struck = 0 ORDER BY id LIMIT $3"),
			 DB_VALUES(db_int(making->first), db_int(making->last), db_int(SUBJECTS)),
			 error, &row);
	if (err != ERR_NONE) return err;
	while ((step = db_step(row, error)) == DB_ROW) {
		struct shingles shingles;
		int64_t bands[SHINGLE_BANDS];
		making->read_to = db_column_int(row, 0);
		shingles_of(db_column_text(row, 2), &shingles);
		if (shingles.n == 0) continue;
		shingle_bands(&shingles, db_column_int(row, 1), bands);
		for (size_t i = 0; i < SHINGLE_BANDS; i++)
			making->keys[making->n++] = (struct key){bands[i], making->read_to};
	}
	return step == DB_FAILED ? db_failed(row) : ERR_NONE;
}

static size_t portion(const struct making *making)
{
	size_t left = making->n - making->written;
	return left < KEYS_AT_ONCE ? left : KEYS_AT_ONCE;
}

static enum err write_keys(struct store *store, void *context, struct error *error)
{
	const struct making *making = context;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < portion(making) && err == ERR_NONE; i++)
		err = put_key(store, making->keys[making->written + i].band,
			      making->keys[making->written + i].request_id, error);
	return err;
}

static int in_order_of_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->band != y->band) return x->band < y->band ? -1 : 1;
	return (x->request_id > y->request_id) - (x->request_id < y->request_id);
}

/* Many subjects' keys sorted, so that each page of the table is written once for all of them. */
static enum err make_some(struct store *store, struct making *making, struct error *error)
{
	enum err err = store_read(store, read_subjects, making, error);
	if (err == ERR_NONE && making->n > 0)
		qsort(making->keys, making->n, sizeof *making->keys, in_order_of_keys);
	while (err == ERR_NONE && making->written < making->n) {
		err = store_transaction(store, write_keys, making, error);
		making->written += portion(making);
	}
	making->first = making->read_to + 1;
	return err;
}

enum err similar_make(struct store *store, int64_t first, int64_t last, struct error *error)
{
	struct making making = {.first = first, .last = last};
	enum err err = ERR_NONE;
	making.keys = malloc((size_t)SUBJECTS * SHINGLE_BANDS * sizeof *making.keys);
	BUG_IF(making.keys == NULL);
	do err = make_some(store, &making, error);
	while (err == ERR_NONE && making.read_to != 0);
	free(making.keys);
	return err;
}

static enum err forget_keys(struct store *store, void *context UNUSED, struct error *error)
{
	return db_run(store->db, SQL("DELETE FROM request_band"), DB_NO_VALUES, error);
}

enum err similar_rebuild(struct store *store, struct error *error)
{
	enum err err = store_transaction(store, forget_keys, NULL, error);
	return err != ERR_NONE ? err : similar_make(store, 1, INT64_MAX, error);
}
