/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/matter_alike.h"

#include <stdlib.h>

#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

#define ALIKE_ROW "m.id, r.number, r.subject, s.state, r.received"

static void read_alike(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_alike *alike = ret_item;
	*alike = (struct matter_alike){
		.matter_id = db_column_int(row, 0),
		.number = row_text(row, 1, arena),
		.subject = row_text(row, 2, arena),
		.state = row_text(row, 3, arena),
		.received = row_day(row, 4),
	};
}

static bool among(const struct rows *rows, size_t n, int64_t id)
{
	const struct matter_alike *items = rows->items;
	for (size_t i = 0; i < n; i++)
		if (items[i].matter_id == id) return true;
	return false;
}

static int newest_first(const void *a, const void *b)
{
	const struct matter_alike *x = a, *y = b;
	return (y->matter_id > x->matter_id) - (y->matter_id < x->matter_id);
}

enum err matter_alike(struct store *store, int64_t agency_id, int64_t matter_id, struct blob mark,
		      const char *subject, struct arena *arena, struct error *error,
		      struct matter_alike **ret_alike, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_alike);
	struct rows others = ROWS_OF(arena, struct matter_alike);
	enum err err = ERR_NONE;
	if (mark.n > 0)
		err = rows_list(
			store->db,
			SQL("SELECT " ALIKE_ROW " FROM matter m JOIN request r "
			    "ON r.id = m.entry_id JOIN matter_state s ON s.matter_id = m.id "
			    "WHERE m.mark = $1 AND m.kind = 'request' AND m.agency_id = $2 "
			    "AND m.id <> $3 AND r.struck = 0 ORDER BY m.id DESC LIMIT $4"),
			DB_VALUES(blob_bind(mark), db_int(agency_id), db_int(matter_id),
				  db_int(ALIKE_MOST)),
			read_alike, &rows, error);
	size_t same = rows.n;
	for (size_t i = 0; i < same; i++) ((struct matter_alike *)rows.items)[i].same_person = true;
	if (err == ERR_NONE && subject[0] != '\0')
		err = rows_list(
			store->db,
			SQL("SELECT " ALIKE_ROW " FROM (SELECT id, number, subject, received "
			    "FROM request WHERE agency_id = $1 AND struck = 0 "
			    "ORDER BY received DESC, id DESC LIMIT $5) r JOIN matter m "
			    "ON m.kind = 'request' AND m.entry_id = r.id "
			    "JOIN matter_state s ON s.matter_id = m.id "
			    "WHERE r.subject = $2 AND m.id <> $3 ORDER BY m.id DESC LIMIT $4"),
			DB_VALUES(db_int(agency_id), db_text(subject), db_int(matter_id),
				  db_int(ALIKE_MOST), db_int(ALIKE_LOOKED_AT)),
			read_alike, &others, error);
	if (err != ERR_NONE) return err;
	for (size_t i = 0; i < others.n; i++) {
		struct matter_alike *other = (struct matter_alike *)others.items + i;
		if (!among(&rows, same, other->matter_id))
			*(struct matter_alike *)rows_next(&rows) = *other;
	}
	if (rows.n > 0) qsort(rows.items, rows.n, sizeof(struct matter_alike), newest_first);
	*ret_alike = rows.items;
	*ret_n = rows.n < ALIKE_MOST ? rows.n : ALIKE_MOST;
	return ERR_NONE;
}
