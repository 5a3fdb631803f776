/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/visit.h"

#include "store/inside.h"

enum err visit_add(struct store *store, const char *what, const struct digest *mark, int64_t hour,
		   struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO visit (what, mark, hour, n) VALUES ($1, $2, $3, 1) "
			  "ON CONFLICT (what, mark, hour) DO UPDATE SET n = visit.n + 1"),
		      DB_VALUES(db_text(what), db_blob(mark->bytes, DIGEST_BYTES), db_int(hour)),
		      error);
}

enum err visit_count(struct store *store, const char *what, const struct digest *mark, int64_t hour,
		     struct error *error, int64_t *ret_n)
{
	return db_number(
		store->db,
		SQL("SELECT CAST(COALESCE(SUM(n), 0) AS BIGINT) FROM visit WHERE what = $1 "
		    "AND mark = $2 AND hour >= $3"),
		DB_VALUES(db_text(what), db_blob(mark->bytes, DIGEST_BYTES), db_int(hour - 1)),
		error, ret_n);
}

enum err visit_sweep(struct store *store, int64_t before_hour, struct error *error)
{
	store_must_write(store);
	return db_run(store->db, SQL("DELETE FROM visit WHERE hour < $1"),
		      DB_VALUES(db_int(before_hour)), error);
}
