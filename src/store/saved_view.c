/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/saved_view.h"

#include "store/inside.h"
#include "store/rows.h"

static void read_view(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct saved_view *)ret_item =
		(struct saved_view){row_text(row, 0, arena), row_text(row, 1, arena)};
}

enum err saved_view_list(struct store *store, int64_t account_id, struct arena *arena,
			 struct error *error, struct saved_view **ret_views, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct saved_view);
	enum err err = rows_list(
		store->db,
		SQL("SELECT name, query FROM saved_view WHERE account_id = $1 ORDER BY name"),
		DB_VALUES(db_int(account_id)), read_view, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_views = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err saved_view_put(struct store *store, int64_t account_id, const struct saved_view *view,
			struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO saved_view (account_id, name, query) VALUES ($1, $2, $3) "
			  "ON CONFLICT (account_id, name) DO UPDATE SET query = excluded.query"),
		      DB_VALUES(db_int(account_id), db_text(view->name), db_text(view->query)),
		      error);
}

enum err saved_view_drop(struct store *store, int64_t account_id, const char *name,
			 struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM saved_view WHERE account_id = $1 AND name = $2"),
		      DB_VALUES(db_int(account_id), db_text(name)), error);
}
