/* SPDX-License-Identifier: MulanPSL-2.0
 * Where matters stand, what they owe, and the numbers they are given: rows that are worked out,
 * not journalled. */
#include <stdio.h>

#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

#define STATE_ROW                                                                                  \
	"matter_id, agency_id, kind, version, state, ending, received, due, next_due, next_duty, " \
	"post_id, reckoned"

static struct db_value day_bind(day on, struct day_text *text)
{
	if (on == DAY_NONE) return db_null();
	*text = day_text(on);
	return db_text(text->s);
}

enum err matter_state_put(struct store *store, const struct matter_state *state, int64_t seen,
			  struct error *error)
{
	struct day_text received, due, reckoned = day_text(state->reckoned);
	struct db_value values[] = {
		db_int(state->matter_id),
		db_int(seen + 1),
		db_text(state->state),
		db_text(state->ending),
		day_bind(state->received, &received),
		day_bind(state->due, &due),
		db_text(state->next_due),
		db_text(state->next_duty),
		db_int(state->post_id),
		db_text(reckoned.s),
		db_int(state->agency_id),
		db_text(matter_kind_code(state->kind)),
	};
	int64_t changed = 0;
	enum err err = ERR_NONE;
	store_must_write(store);
	if (seen == 0)
		err = db_change(store->db,
				SQL("INSERT INTO matter_state (matter_id, version, state, ending, "
				    "received, due, next_due, next_duty, post_id, reckoned, "
				    "agency_id, kind) "
				    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) "
				    "ON CONFLICT (matter_id) DO NOTHING"),
				values, COUNT_OF(values), error, &changed);
	else
		err = db_change(
			store->db,
			SQL("UPDATE matter_state SET version = $2, state = $3, ending = $4, "
			    "received = $5, due = $6, next_due = $7, next_duty = $8, "
			    "post_id = $9, reckoned = $10 "
			    "WHERE matter_id = $1 AND version = $2 - 1"),
			values, 10, error, &changed);
	if (err != ERR_NONE) return err;
	if (changed != 0) return ERR_NONE;
	return error_set(error, ERR_CONFLICT, "请看清新的情况再决定。",
			 "这一件刚刚有别人办理过，您看到的不是最新情况，您的这一步没有保存。");
}

enum err matter_state_reckon(struct store *store, const struct matter_state *state,
			     struct error *error)
{
	struct day_text due, reckoned = day_text(state->reckoned);
	store_must_write(store);
	return db_run_later(store->db,
			    SQL("UPDATE matter_state SET due = $2, next_due = $3, next_duty = $4, "
				"reckoned = $5 WHERE matter_id = $1"),
			    DB_VALUES(db_int(state->matter_id), day_bind(state->due, &due),
				      db_text(state->next_due), db_text(state->next_duty),
				      db_text(reckoned.s)),
			    error);
}

static void read_state(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_state *state = ret_item;
	*state = (struct matter_state){
		.matter_id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.version = db_column_int(row, 3),
		.state = row_text(row, 4, arena),
		.ending = row_text(row, 5, arena),
		.received = row_day(row, 6),
		.due = row_day(row, 7),
		.next_due = row_text(row, 8, arena),
		.next_duty = row_text(row, 9, arena),
		.post_id = db_column_int(row, 10),
		.reckoned = row_day(row, 11),
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 2), &state->kind));
}

enum err matter_state_get(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct matter_state *ret_state)
{
	return rows_one(
		store->db, SQL("SELECT " STATE_ROW " FROM matter_state WHERE matter_id = $1"),
		DB_VALUES(db_int(matter_id)), read_state, arena, ret_state, "没有这一件。", error);
}

static void read_stale(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	*(struct matter_stale *)ret_item = (struct matter_stale){
		.agency_id = db_column_int(row, 0), .matter_id = db_column_int(row, 1)};
}

static void read_fold_step(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct matter_step *)ret_item = (struct matter_step){
		.matter_id = db_column_int(row, 0),
		.day = row_day(row, 1),
		.event = row_text(row, 2, arena),
		.n = (int)db_column_int(row, 3),
		.roles = (unsigned)db_column_int(row, 4),
		.account_id = db_column_int(row, 5),
	};
}

/* Between the first and the last matter may be others that are not stale: passed over. */
static void share_out(const struct rows *steps, struct matter_stale *stale, size_t n)
{
	struct matter_step *all = steps->items;
	size_t at = 0;
	for (size_t i = 0; i < n; i++) {
		while (at < steps->n && all[at].matter_id < stale[i].matter_id) at++;
		stale[i].steps = all + at;
		while (at < steps->n && all[at].matter_id == stale[i].matter_id) at++;
		stale[i].n_steps = (size_t)(all + at - stale[i].steps);
	}
}

enum err matter_state_stale(struct store *store, bool all, day today,
			    const struct matter_stale *after, size_t limit, struct arena *arena,
			    struct error *error, struct matter_stale **ret_stale, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_stale);
	struct rows steps = ROWS_OF(arena, struct matter_step);
	struct day_text now = day_text(today);
	enum err err = rows_list(
		store->db,
		SQL("SELECT agency_id, matter_id FROM matter_state "
		    "WHERE (agency_id, matter_id) > (CAST($1 AS BIGINT), CAST($2 AS BIGINT)) "
		    "AND state <> 'archived' AND (CAST($3 AS BIGINT) = 1 "
		    "OR (state = 'consulting' AND reckoned < $4)) "
		    "ORDER BY agency_id, matter_id LIMIT $5"),
		DB_VALUES(db_int(after->agency_id), db_int(after->matter_id), db_int(all),
			  db_text(now.s), db_int((int64_t)limit)),
		read_stale, &rows, error);
	struct matter_stale *stale = rows.items;
	size_t n = 0;
	while (n < rows.n && stale[n].agency_id == stale[0].agency_id) n++;
	if (err == ERR_NONE && n > 0)
		err = rows_list(
			store->db,
			SQL_MANY("SELECT t.matter_id, t.day, t.event, t.n, t.roles, t.account_id "
				 "FROM matter_state s JOIN matter_step t "
				 "ON t.matter_id = s.matter_id WHERE s.agency_id = $1 "
				 "AND s.matter_id >= $2 AND s.matter_id <= $3 "
				 "AND s.state <> 'archived' AND t.struck = 0 "
				 "ORDER BY s.matter_id, t.day, t.id"),
			DB_VALUES(db_int(stale[0].agency_id), db_int(stale[0].matter_id),
				  db_int(stale[n - 1].matter_id)),
			read_fold_step, &steps, error);
	if (err != ERR_NONE) return err;
	if (n > 0) share_out(&steps, stale, n);
	*ret_stale = stale;
	*ret_n = n;
	return ERR_NONE;
}

enum err duties_put(struct store *store, int64_t agency_id, int64_t matter_id,
		    const struct duty_row *duties, size_t n, struct error *error)
{
	store_must_write(store);
	enum err err = db_run_later(store->db, SQL("DELETE FROM duty WHERE matter_id = $1"),
				    DB_VALUES(db_int(matter_id)), error);
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		struct day_text due;
		err = db_run_later(
			store->db,
			SQL("INSERT INTO duty (matter_id, kind, consult, agency_id, turn, due) "
			    "VALUES ($1, $2, $3, $4, $5, $6)"),
			DB_VALUES(db_int(matter_id), db_text(duties[i].kind),
				  db_int(duties[i].consult), db_int(agency_id),
				  db_text(duties[i].turn), day_bind(duties[i].due, &due)),
			error);
	}
	return err;
}

enum err document_series_next(struct store *store, int64_t agency_id, const char *sign, int year,
			      struct error *error, int64_t *ret_number)
{
	store_must_write(store);
	return db_number(store->db,
			 SQL("INSERT INTO document_series (agency_id, sign, year, last) "
			     "VALUES ($1, $2, $3, 1) ON CONFLICT (agency_id, sign, year) "
			     "DO UPDATE SET last = document_series.last + 1 RETURNING last"),
			 DB_VALUES(db_int(agency_id), db_text(sign), db_int(year)), error,
			 ret_number);
}

enum err document_series_raise(struct store *store, int64_t agency_id, const char *sign, int year,
			       int64_t number, struct error *error)
{
	int64_t last;
	store_must_write(store);
	return db_number(store->db,
			 SQL("INSERT INTO document_series (agency_id, sign, year, last) "
			     "VALUES ($1, $2, $3, $4) ON CONFLICT (agency_id, sign, year) "
			     "DO UPDATE SET last = CASE WHEN document_series.last < excluded.last "
			     "THEN excluded.last ELSE document_series.last END RETURNING last"),
			 DB_VALUES(db_int(agency_id), db_text(sign), db_int(year), db_int(number)),
			 error, &last);
}
