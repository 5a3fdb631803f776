/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/similar.h"

#include <stdlib.h>

#include "base/shingle.h"
#include "store/inside.h"
#include "store/rows.h"

enum { BATCH = 5000 };

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
		err = db_run_later(
			store->db,
			SQL("INSERT INTO request_band (band, request_id) VALUES ($1, $2) "
			    "ON CONFLICT (band, request_id) DO NOTHING"),
			DB_VALUES(db_int(bands[i]), db_int(request_id)), error);
	return err;
}

struct finding {
	const struct shingles *shingles;
	int64_t agency_id, request_id;
	struct rows rows; /* struct similar; one may stand there more than once */
};

static enum err look_under(struct store *store, struct finding *finding, int64_t band,
			   struct error *error)
{
	struct db_statement *found;
	enum db_step step;
	/* another agency's key may be the same number by chance: its requests drop out */
	enum err err =
		db_query(store->db,
			 SQL("SELECT r.id, r.subject FROM (SELECT request_id FROM request_band "
			     "WHERE band = $1 ORDER BY request_id DESC LIMIT $4) b "
			     "JOIN request r ON r.id = b.request_id "
			     "WHERE r.agency_id = $2 AND r.struck = 0 AND r.id <> $3"),
			 DB_VALUES(db_int(band), db_int(finding->agency_id),
				   db_int(finding->request_id), db_int(SIMILAR_LOOKED_AT)),
			 error, &found);
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
	struct shingles shingles;
	struct finding finding = {&shingles, agency_id, request_id, ROWS_OF(arena, struct similar)};
	int64_t bands[SHINGLE_BANDS];
	enum err err = ERR_NONE;
	size_t n = 0;
	shingles_of(subject, &shingles);
	shingle_bands(&shingles, agency_id, bands);
	for (size_t i = 0; i < SHINGLE_BANDS && shingles.n > 0 && err == ERR_NONE; i++)
		err = look_under(store, &finding, bands[i], error);
	if (err != ERR_NONE) return err;
	struct similar *all = finding.rows.items;
	if (finding.rows.n > 0) qsort(all, finding.rows.n, sizeof *all, most_alike_first);
	for (size_t i = 0; i < finding.rows.n && n < SIMILAR_MOST; i++)
		if (n == 0 || all[n - 1].request_id != all[i].request_id) all[n++] = all[i];
	*ret_similar = all;
	*ret_n = n;
	return ERR_NONE;
}

struct subject {
	int64_t id, agency_id;
	const char *text;
};

static void read_subject(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct subject *)ret_item = (struct subject){db_column_int(row, 0), db_column_int(row, 1),
						       row_text(row, 2, arena)};
}

struct rebuilding {
	int64_t after, done;
	size_t n;
};

static enum err forget_keys(struct store *store, void *context UNUSED, struct error *error)
{
	return db_run(store->db, SQL("DELETE FROM request_band"), DB_NO_VALUES, error);
}

static enum err make_keys(struct store *store, void *context, struct error *error)
{
	struct rebuilding *rebuilding = context;
	struct arena arena = {0};
	struct rows rows = ROWS_OF(&arena, struct subject);
	enum err err = rows_list(store->db,
				 SQL("SELECT id, agency_id, subject FROM request "
				     "WHERE id > $1 AND struck = 0 ORDER BY id LIMIT $2"),
				 DB_VALUES(db_int(rebuilding->after), db_int(BATCH)), read_subject,
				 &rows, error);
	const struct subject *subjects = rows.items;
	rebuilding->n = rows.n;
	rebuilding->done = rebuilding->after;
	for (size_t i = 0; i < rows.n && err == ERR_NONE; i++) {
		err = similar_put(store, subjects[i].agency_id, subjects[i].id, subjects[i].text,
				  error);
		rebuilding->done = subjects[i].id;
	}
	arena_release(&arena);
	return err;
}

enum err similar_rebuild(struct store *store, struct error *error)
{
	struct rebuilding rebuilding = {0};
	enum err err = store_transaction(store, forget_keys, NULL, error);
	do {
		if (err == ERR_NONE) err = store_transaction(store, make_keys, &rebuilding, error);
		rebuilding.after = rebuilding.done;
	} while (err == ERR_NONE && rebuilding.n > 0);
	return err;
}
