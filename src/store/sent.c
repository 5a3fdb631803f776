/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/sent.h"

#include "store/inside.h"

enum err sent_look(struct store *store, const struct digest *digest, struct error *error,
		   int64_t *ret_result)
{
	return db_number(store->db, SQL("SELECT result FROM form_sent WHERE digest = $1"),
			 DB_VALUES(db_blob(digest->bytes, DIGEST_BYTES)), error, ret_result);
}

enum err sent_keep(struct store *store, const struct digest *digest, int64_t at, int64_t result,
		   struct error *error, bool *ret_kept)
{
	int64_t written;
	store_must_write(store);
	enum err err = db_number(
		store->db,
		SQL("INSERT INTO form_sent (digest, at, result) VALUES ($1, $2, $3) "
		    "ON CONFLICT (digest) DO NOTHING RETURNING result"),
		DB_VALUES(db_blob(digest->bytes, DIGEST_BYTES), db_int(at), db_int(result)), error,
		&written);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	*ret_kept = err == ERR_NONE;
	return ERR_NONE;
}

enum err sent_sweep(struct store *store, int64_t before, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM form_sent WHERE at < $1"),
		      DB_VALUES(db_int(before)), error);
}
