/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/matter_alike.h"

#include <stdlib.h>

#include "base/shingle.h"
#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

#define ALIKE_ROW "COALESCE(m.id, 0), r.id, r.number, r.subject, COALESCE(s.state, ''), r.received"

static void read_alike(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_alike *alike = ret_item;
	*alike = (struct matter_alike){
		.matter_id = db_column_int(row, 0),
		.entry_id = db_column_int(row, 1),
		.number = row_text(row, 2, arena),
		.subject = row_text(row, 3, arena),
		.state = row_text(row, 4, arena),
		.received = row_day(row, 5),
	};
}

static enum err of_person(struct store *store, int64_t agency_id, int64_t matter_id,
			  struct blob mark, const char *subject, struct rows *rows,
			  struct error *error)
{
	struct shingles ours, theirs;
	if (mark.n == 0) return ERR_NONE;
	enum err err =
		rows_list(store->db,
			  SQL("SELECT " ALIKE_ROW " FROM matter m JOIN request r "
			      "ON r.id = m.entry_id JOIN matter_state s ON s.matter_id = m.id "
			      "WHERE m.mark = $1 AND m.kind = 'request' AND m.agency_id = $2 "
			      "AND m.id <> $3 AND r.struck = 0 ORDER BY m.id DESC LIMIT $4"),
			  DB_VALUES(blob_bind(mark), db_int(agency_id), db_int(matter_id),
				    db_int(ALIKE_OF_PERSON)),
			  read_alike, rows, error);
	if (err != ERR_NONE) return err;
	shingles_of(subject, &ours);
	for (size_t i = 0; i < rows->n; i++) {
		struct matter_alike *alike = (struct matter_alike *)rows->items + i;
		shingles_of(alike->subject, &theirs);
		alike->alike = shingles_alike(&ours, &theirs);
		alike->same_person = true;
	}
	return ERR_NONE;
}

static bool among(const struct rows *rows, int64_t entry_id)
{
	const struct matter_alike *items = rows->items;
	for (size_t i = 0; i < rows->n; i++)
		if (items[i].entry_id == entry_id) return true;
	return false;
}

static enum err add_similar(struct store *store, const struct similar *similar, struct rows *rows,
			    struct error *error)
{
	if (among(rows, similar->request_id)) return ERR_NONE;
	enum err err = rows_list(store->db,
				 SQL("SELECT " ALIKE_ROW " FROM request r LEFT JOIN matter m "
				     "ON m.kind = 'request' AND m.entry_id = r.id "
				     "LEFT JOIN matter_state s ON s.matter_id = m.id "
				     "WHERE r.id = $1"),
				 DB_VALUES(db_int(similar->request_id)), read_alike, rows, error);
	if (err == ERR_NONE)
		((struct matter_alike *)rows->items)[rows->n - 1].alike = similar->alike;
	return err;
}

static int most_alike_first(const void *a, const void *b)
{
	const struct matter_alike *x = a, *y = b;
	if (x->alike != y->alike) return x->alike < y->alike ? 1 : -1;
	return (y->entry_id > x->entry_id) - (y->entry_id < x->entry_id);
}

struct asking {
	int64_t agency_id, matter_id, entry_id;
	struct blob mark;
	const char *subject;
	struct arena *arena;
	struct rows rows;
};

static enum err ask(struct store *store, void *context, struct error *error)
{
	struct asking *asking = context;
	struct similar *similar = NULL;
	size_t n = 0;
	asking->rows = (struct rows)ROWS_OF(asking->arena, struct matter_alike);
	enum err err = of_person(store, asking->agency_id, asking->matter_id, asking->mark,
				 asking->subject, &asking->rows, error);
	if (err == ERR_NONE)
		err = similar_find(store, asking->agency_id, asking->entry_id, asking->subject,
				   asking->arena, error, &similar, &n);
	for (size_t i = 0; i < n && err == ERR_NONE; i++)
		err = add_similar(store, &similar[i], &asking->rows, error);
	return err;
}

enum err matter_alike(struct store *store, int64_t agency_id, int64_t matter_id, int64_t entry_id,
		      struct blob mark, const char *subject, struct arena *arena,
		      struct error *error, struct matter_alike **ret_alike, size_t *ret_n)
{
	struct asking asking = {.agency_id = agency_id,
				.matter_id = matter_id,
				.entry_id = entry_id,
				.mark = mark,
				.subject = subject,
				.arena = arena};
	enum err err = store_read(store, ask, &asking, error);
	if (err != ERR_NONE) return err;
	struct rows *rows = &asking.rows;
	if (rows->n > 0) qsort(rows->items, rows->n, sizeof(struct matter_alike), most_alike_first);
	*ret_alike = rows->items;
	*ret_n = rows->n;
	return ERR_NONE;
}

static void read_beside(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_alike *alike = ret_item;
	read_alike(row, arena, alike);
	alike->same_person = db_column_int(row, 6) != 0;
}

enum err matter_alike_beside(struct store *store, const struct matter *matter, const char *subject,
			     struct arena *arena, struct error *error,
			     struct matter_alike **ret_alike, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_alike);
	struct shingles ours, theirs;
	size_t n = 0;
	enum err err = rows_list(
		store->db,
		SQL("SELECT m.id, m.entry_id, b.number, b.subject, s.state, s.received, "
		    "CASE WHEN m.mark = $4 AND length(m.mark) > 0 THEN 1 ELSE 0 END "
		    "FROM matter_state s JOIN matter m ON m.id = s.matter_id "
		    "JOIN own_beside b ON b.id = s.matter_id "
		    "WHERE s.agency_id = $1 AND s.kind = $2 AND s.matter_id <> $3 AND b.struck = 0 "
		    "ORDER BY s.received DESC, s.matter_id DESC LIMIT $5"),
		DB_VALUES(db_int(matter->agency_id), db_text(matter_kind_code(matter->kind)),
			  db_int(matter->id), blob_bind(matter->mark), db_int(ALIKE_BESIDE)),
		read_beside, &rows, error);
	if (err != ERR_NONE) return err;
	struct matter_alike *items = rows.items;
	shingles_of(subject, &ours);
	for (size_t i = 0; i < rows.n; i++) {
		shingles_of(items[i].subject, &theirs);
		items[i].alike = shingles_alike(&ours, &theirs);
		if (items[i].same_person || items[i].alike >= SIMILAR_LEAST) items[n++] = items[i];
	}
	if (n > 0) qsort(items, n, sizeof *items, most_alike_first);
	*ret_alike = items;
	*ret_n = n < ALIKE_MOST ? n : ALIKE_MOST;
	return ERR_NONE;
}
