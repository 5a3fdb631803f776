/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/sealing.h"

#include <string.h>

#include "base/hex.h"
#include "store/inside.h"
#include "store/rows.h"

static void read_value(struct db_statement *row, struct arena *arena, void *ret_item)
{
	const char **ret_text = ret_item;
	*ret_text = row_text(row, 0, arena);
}

enum err sealing_get(struct store *store, struct error *error, struct wrapped_key *ret_wrapped)
{
	struct arena arena = {0};
	const char *text = "";
	enum err err =
		rows_one(store->db, SQL("SELECT value FROM meta WHERE name = 'vault_key'"),
			 DB_NO_VALUES, read_value, &arena, &text,
			 "The office has no key yet: `lianxin key make` gives it one.", error);
	bool good = err == ERR_NONE && strlen(text) == (size_t)WRAPPED_BYTES * 2 &&
		    hex_read(text, WRAPPED_BYTES, ret_wrapped->bytes);
	arena_release(&arena);
	if (err != ERR_NONE || good) return err;
	return error_set(error, ERR_ENV, "Compare with a backup.",
			 "What the database keeps of its key is damaged.");
}

enum err sealing_put(struct store *store, const struct wrapped_key *wrapped, struct error *error)
{
	char text[2 * WRAPPED_BYTES + 1];
	hex_write(wrapped->bytes, WRAPPED_BYTES, text);
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO meta (name, value) VALUES ('vault_key', $1) "
			  "ON CONFLICT (name) DO UPDATE SET value = excluded.value"),
		      DB_VALUES(db_text(text)), error);
}
