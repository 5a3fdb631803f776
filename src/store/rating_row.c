/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/rating_row.h"

#include "store/inside.h"

enum err rating_get(struct store *store, const struct digest *mark, struct error *error,
		    int *ret_level, bool *ret_shown)
{
	int64_t both;
	enum err err =
		db_number(store->db, SQL("SELECT 2 * level + shown FROM rating WHERE mark = $1"),
			  DB_VALUES(db_blob(mark->bytes, DIGEST_BYTES)), error, &both);
	if (err != ERR_NONE) return err;
	*ret_level = (int)(both / 2);
	*ret_shown = both % 2 != 0;
	return ERR_NONE;
}

static enum err sum_up(struct store *store, int64_t agency_id, int year, int64_t lot,
		       struct error *error)
{
	int64_t waiting = 0;
	enum err err = db_number(store->db,
				 SQL("SELECT COUNT(*) FROM rating WHERE agency_id = $1 "
				     "AND year = $2 AND shown = 0"),
				 DB_VALUES(db_int(agency_id), db_int(year)), error, &waiting);
	if (err != ERR_NONE || waiting < lot) return err;
	return db_run(store->db,
		      SQL("UPDATE rating SET shown = 1 WHERE agency_id = $1 AND year = $2 "
			  "AND shown = 0"),
		      DB_VALUES(db_int(agency_id), db_int(year)), error);
}

enum err rating_put(struct store *store, const struct digest *mark, int64_t agency_id, int year,
		    int level, int64_t lot, struct error *error, bool *ret_kept)
{
	int64_t written;
	store_must_write(store);
	enum err err = db_number(
		store->db,
		SQL("INSERT INTO rating (mark, agency_id, year, level) VALUES ($1, $2, $3, $4) "
		    "ON CONFLICT (mark) DO UPDATE SET level = excluded.level "
		    "WHERE rating.shown = 0 RETURNING level"),
		DB_VALUES(db_blob(mark->bytes, DIGEST_BYTES), db_int(agency_id), db_int(year),
			  db_int(level)),
		error, &written);
	if (err != ERR_NONE && err != ERR_MISSING) return err;
	*ret_kept = err == ERR_NONE;
	return *ret_kept ? sum_up(store, agency_id, year, lot, error) : ERR_NONE;
}

enum err rating_count(struct store *store, int64_t agency_id, int year, struct error *error,
		      int64_t ret_counts[RATING_LEVELS])
{
	for (int level = 1; level <= RATING_LEVELS; level++) {
		enum err err = db_number(
			store->db,
			SQL("SELECT COUNT(*) FROM rating WHERE agency_id = $1 AND year = $2 "
			    "AND shown = 1 AND level = $3"),
			DB_VALUES(db_int(agency_id), db_int(year), db_int(level)), error,
			&ret_counts[level - 1]);
		if (err != ERR_NONE) return err;
	}
	return ERR_NONE;
}
