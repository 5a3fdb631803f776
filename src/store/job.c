/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/job.h"

#include "store/inside.h"
#include "store/rows.h"

#define JOB_ROW "name, payload, due_at, taken_until, taken_by, attempts, done_at, last_error"

/* up to the end of the inner SELECT */
#define TAKE                                                                                       \
	"UPDATE job SET taken_until = $3, taken_by = $4, attempts = attempts + 1 WHERE name = $1 " \
	"AND payload = (SELECT payload FROM job WHERE name = $1 AND due_at <= $2 "                 \
	"AND taken_until <= $2 ORDER BY due_at, payload LIMIT 1"

static void read_job(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct job *ret_job = ret_item;
	*ret_job = (struct job){.name = row_text(row, 0, arena),
				.payload = row_text(row, 1, arena),
				.due_at = db_column_int(row, 2),
				.taken_until = db_column_int(row, 3),
				.taken_by = row_text(row, 4, arena),
				.attempts = db_column_int(row, 5),
				.done_at = db_column_int(row, 6),
				.last_error = row_text(row, 7, arena)};
}

enum err job_add(struct store *store, const char *name, const char *payload, int64_t due_at,
		 struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("INSERT INTO job (name, payload, due_at) VALUES ($1, $2, $3) "
			  "ON CONFLICT (name, payload) DO NOTHING"),
		      DB_VALUES(db_text(name), db_text(payload), db_int(due_at)), error);
}

enum err job_due(struct store *store, const char *name, int64_t now, struct error *error)
{
	int64_t due_at;
	return db_number(store->db,
			 SQL("SELECT due_at FROM job WHERE name = $1 AND due_at <= $2 "
			     "AND taken_until <= $2 ORDER BY due_at LIMIT 1"),
			 DB_VALUES(db_text(name), db_int(now)), error, &due_at);
}

enum err job_take(struct store *store, const char *name, int64_t now, int64_t until,
		  const char *taken_by, struct arena *arena, struct error *error,
		  struct job *ret_job)
{
	struct rows rows = ROWS_OF(arena, struct job);
	store_must_write(store);
	enum err err =
		rows_list(store->db,
			  SQL2(TAKE ") RETURNING " JOB_ROW,
			       TAKE " FOR UPDATE SKIP LOCKED) RETURNING " JOB_ROW),
			  DB_VALUES(db_text(name), db_int(now), db_int(until), db_text(taken_by)),
			  read_job, &rows, error);
	if (err != ERR_NONE) return err;
	if (rows.n == 0) return ERR_MISSING;
	*ret_job = *(struct job *)rows.items;
	return ERR_NONE;
}

static enum err lost(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, NULL,
			 "The work took longer than its lease, and another process has it now.");
}

enum err job_done(struct store *store, const struct job *job, int64_t now, int64_t next_due_at,
		  struct error *error)
{
	int64_t ours;
	store_must_write(store);
	if (next_due_at == 0)
		return lost(db_number(store->db,
				      SQL("DELETE FROM job WHERE name = $1 AND payload = $2 "
					  "AND taken_by = $3 AND taken_until = $4 "
					  "RETURNING attempts"),
				      DB_VALUES(db_text(job->name), db_text(job->payload),
						db_text(job->taken_by), db_int(job->taken_until)),
				      error, &ours),
			    error);
	return lost(db_number(store->db,
			      SQL("UPDATE job SET taken_until = 0, taken_by = '', attempts = 0, "
				  "last_error = '', done_at = $5, due_at = $6 WHERE name = $1 "
				  "AND payload = $2 AND taken_by = $3 AND taken_until = $4 "
				  "RETURNING attempts"),
			      DB_VALUES(db_text(job->name), db_text(job->payload),
					db_text(job->taken_by), db_int(job->taken_until),
					db_int(now), db_int(next_due_at)),
			      error, &ours),
		    error);
}

enum err job_failed(struct store *store, const struct job *job, int64_t due_at, const char *why,
		    struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE job SET taken_until = 0, taken_by = '', due_at = $5, "
			  "last_error = $6 WHERE name = $1 AND payload = $2 AND taken_by = $3 "
			  "AND taken_until = $4"),
		      DB_VALUES(db_text(job->name), db_text(job->payload), db_text(job->taken_by),
				db_int(job->taken_until), db_int(due_at), db_text(why)),
		      error);
}

enum err job_list(struct store *store, size_t limit, struct arena *arena, struct error *error,
		  struct job **ret_jobs, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct job);
	enum err err = rows_list(store->db,
				 SQL("SELECT " JOB_ROW " FROM job ORDER BY "
				     "CASE WHEN last_error = '' THEN 1 ELSE 0 END, due_at, name, "
				     "payload LIMIT $1"),
				 DB_VALUES(db_int((int64_t)limit)), read_job, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_jobs = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
