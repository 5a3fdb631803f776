/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/sealing.h"

#include <string.h>

#include "base/hex.h"
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

static const char *const names[] = {[SEALING_NOW] = "vault_key", [SEALING_NEXT] = "vault_next"};

static void read_value(struct db_statement *row, struct arena *arena, void *ret_item)
{
	const char **ret_text = ret_item;
	*ret_text = row_text(row, 0, arena);
}

enum err sealing_get(struct store *store, enum sealing_row row, struct error *error,
		     struct wrapped_key *ret_wrapped)
{
	struct arena arena = {0};
	const char *text = "";
	enum err err =
		rows_one(store->db, SQL("SELECT value FROM meta WHERE name = $1"),
			 DB_VALUES(db_text(names[row])), read_value, &arena, &text,
			 "The office has no key yet: `lianxin key make` gives it one.", error);
	bool good = err == ERR_NONE && strlen(text) == (size_t)WRAPPED_BYTES * 2 &&
		    hex_read(text, WRAPPED_BYTES, ret_wrapped->bytes);
	arena_release(&arena);
	if (err != ERR_NONE || good) return err;
	return error_set(error, ERR_ENV, "Compare with a backup.",
			 "What the database keeps of its key is damaged.");
}

enum err sealing_put(struct store *store, enum sealing_row row, const struct wrapped_key *wrapped,
		     struct error *error)
{
	char text[2 * WRAPPED_BYTES + 1];
	hex_write(wrapped->bytes, WRAPPED_BYTES, text);
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO meta (name, value) VALUES ($1, $2) "
			  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		      DB_VALUES(db_text(names[row]), db_text(text)), error);
}

enum err sealing_drop_next(struct store *store, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM meta WHERE name = $1"),
		      DB_VALUES(db_text(names[SEALING_NEXT])), error);
}

static void read_key(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_key_row *key = ret_item;
	*key = (struct matter_key_row){.id = db_column_int(row, 0),
				       .agency_id = db_column_int(row, 1),
				       .version = db_column_int(row, 2),
				       .entry_id = db_column_int(row, 4),
				       .key = row_blob(row, 5, arena)};
	BUG_IF(!matter_kind_parse(db_column_text(row, 3), &key->kind));
}

enum err matter_keys_under(struct store *store, const char *master_id, int64_t after, size_t limit,
			   struct arena *arena, struct error *error,
			   struct matter_key_row **ret_rows, size_t *ret_n)
{
	unsigned char id[VAULT_ID_BYTES];
	struct rows rows = ROWS_OF(arena, struct matter_key_row);
	BUG_IF(strlen(master_id) != (size_t)VAULT_ID_BYTES * 2 ||
	       !hex_read(master_id, VAULT_ID_BYTES, id));
	/* the id stands behind the format byte: base/vault.h */
	enum err err =
		rows_list(store->db,
			  SQL("SELECT id, agency_id, version, kind, entry_id, key FROM matter "
			      "WHERE id > $1 AND substr(key, 2, 8) = $2 ORDER BY id LIMIT $3"),
			  DB_VALUES(db_int(after), db_blob(id, sizeof id), db_int((int64_t)limit)),
			  read_key, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_rows = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err matter_key_replace(struct store *store, const struct matter_key_row *row,
			    const struct wrapped_key *wrapped, const char *reason,
			    const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_MATTER, row->agency_id, reason, author};
	enum err err = journal_change(store,
				      SQL("UPDATE matter SET version = version + 1, key = $3 "
					  "WHERE id = $1 AND version = $2 RETURNING " MATTER_ROW),
				      DB_VALUES(db_int(row->id), db_int(row->version),
						db_blob(wrapped->bytes, sizeof wrapped->bytes)),
				      &change, error, NULL);
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "Run the command again.",
			 "A case was changed at the same moment.");
}
