/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/notice.h"

#include <string.h>

#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

struct named {
	const char *code, *label;
};
static const struct named channels[NOTICE_CHANNEL__MAX] = {
#define CHANNEL(NAME, code, label) {code, label},
	NOTICE_CHANNEL_TABLE(CHANNEL)
#undef CHANNEL
};
static const struct named states[NOTICE_STATE__MAX] = {
#define STATE(NAME, code, label) {code, label},
	NOTICE_STATE_TABLE(STATE)
#undef STATE
};

const char *notice_channel_code(enum notice_channel channel)
{
	BUG_IF(channel >= NOTICE_CHANNEL__MAX);
	return channels[channel].code;
}

const char *notice_channel_label(enum notice_channel channel)
{
	BUG_IF(channel >= NOTICE_CHANNEL__MAX);
	return channels[channel].label;
}

const char *notice_state_code(enum notice_state state)
{
	BUG_IF(state >= NOTICE_STATE__MAX);
	return states[state].code;
}

const char *notice_state_label(enum notice_state state)
{
	BUG_IF(state >= NOTICE_STATE__MAX);
	return states[state].label;
}

bool notice_state_parse(const char *code, enum notice_state *ret_state)
{
	for (size_t i = 0; i < NOTICE_STATE__MAX; i++) {
		if (strcmp(states[i].code, code) != 0) continue;
		*ret_state = (enum notice_state)i;
		return true;
	}
	return false;
}

enum err notice_insert(struct store *store, const struct notice_row *notice, struct error *error,
		       int64_t *ret_id)
{
	store_must_write(store);
	return db_number(
		store->db,
		SQL("INSERT INTO notice (agency_id, matter_id, step_id, kind, channel, ref, "
		    "content, state, next_at, last_error, created_at) "
		    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id"),
		DB_VALUES(db_int(notice->agency_id), db_int(notice->matter_id),
			  db_int(notice->step_id), db_text(notice->kind),
			  db_text(channels[notice->channel].code), db_text(notice->ref),
			  blob_bind(notice->content), db_text(states[notice->state].code),
			  notice->next_at == 0 ? db_null() : db_int(notice->next_at),
			  db_text(notice->last_error), db_int(notice->created_at)),
		error, ret_id);
}

enum err notice_drop_step(struct store *store, int64_t matter_id, int64_t step_id,
			  struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE notice SET state = 'dropped', next_at = NULL, content = $3 "
			  "WHERE matter_id = $1 AND step_id = $2 "
			  "AND state IN ('waiting', 'sending', 'failed')"),
		      DB_VALUES(db_int(matter_id), db_int(step_id), db_blob("", 0)), error);
}

/* clang-format off */
#define NOTICE_ROW                                                                                 \
	"id, agency_id, matter_id, step_id, kind, channel, ref, state, tries, next_at, last_error, " \
	"reason, created_at, sent_at"
/* clang-format on */

static void read_notice(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct notice_row *notice = ret_item;
	*notice = (struct notice_row){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.matter_id = db_column_int(row, 2),
		.step_id = db_column_int(row, 3),
		.kind = row_text(row, 4, arena),
		.channel = strcmp(db_column_text(row, 5), channels[NOTICE_SMS].code) == 0
				   ? NOTICE_SMS
				   : NOTICE_MAIL,
		.ref = row_text(row, 6, arena),
		.tries = (int)db_column_int(row, 8),
		.next_at = db_column_int(row, 9),
		.last_error = row_text(row, 10, arena),
		.reason = row_text(row, 11, arena),
		.created_at = db_column_int(row, 12),
		.sent_at = db_column_int(row, 13),
		.number = "",
	};
	BUG_IF(!notice_state_parse(db_column_text(row, 7), &notice->state));
}

static void read_whole(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct notice_row *notice = ret_item;
	read_notice(row, arena, notice);
	notice->content = row_blob(row, 14, arena);
}

static void read_listed(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct notice_row *notice = ret_item;
	read_notice(row, arena, notice);
	notice->number = row_text(row, 14, arena);
}

static struct db_value by(unsigned ways, enum notice_channel channel)
{
	return db_int((ways & 1U << channel) != 0 ? 1 : 0);
}

enum err notice_due(struct store *store, unsigned ways, int64_t now, struct error *error)
{
	int64_t id;
	return db_number(store->db,
			 SQL("SELECT id FROM notice WHERE next_at <= $1 "
			     "AND CASE WHEN channel = 'mail' THEN CAST($2 AS BIGINT) ELSE CAST($3 "
			     "AS BIGINT) END = 1 "
			     "ORDER BY next_at, id LIMIT 1"),
			 DB_VALUES(db_int(now), by(ways, NOTICE_MAIL), by(ways, NOTICE_SMS)), error,
			 &id);
}

/* up to the end of the inner SELECT */
#define TAKE                                                                                       \
	"UPDATE notice SET state = 'sending', tries = tries + 1, next_at = $2 WHERE id = "         \
	"(SELECT id FROM notice WHERE next_at <= $1 "                                              \
	"AND CASE WHEN channel = 'mail' THEN CAST($3 AS BIGINT) ELSE CAST($4 AS BIGINT) END = 1 "  \
	"ORDER BY next_at, id LIMIT 1"

enum err notice_take(struct store *store, unsigned ways, int64_t now, int64_t until,
		     struct arena *arena, struct error *error, struct notice_row *ret_notice)
{
	struct rows rows = ROWS_OF(arena, struct notice_row);
	store_must_write(store);
	enum err err = rows_list(
		store->db,
		SQL2(TAKE ") RETURNING " NOTICE_ROW ", content",
		     TAKE " FOR UPDATE SKIP LOCKED) RETURNING " NOTICE_ROW ", content"),
		DB_VALUES(db_int(now), db_int(until), by(ways, NOTICE_MAIL), by(ways, NOTICE_SMS)),
		read_whole, &rows, error);
	if (err != ERR_NONE) return err;
	if (rows.n == 0) return ERR_MISSING;
	*ret_notice = *(struct notice_row *)rows.items;
	return ERR_NONE;
}

enum err notice_sent(struct store *store, const struct notice_row *notice, int64_t at,
		     struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE notice SET state = 'sent', next_at = NULL, sent_at = $2, "
			  "last_error = '', content = $3 WHERE id = $1"),
		      DB_VALUES(db_int(notice->id), db_int(at), db_blob("", 0)), error);
}

enum err notice_not_sent(struct store *store, const struct notice_row *notice, int64_t next_at,
			 const char *why, struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE notice SET state = $3, next_at = $4, last_error = $5 "
			  "WHERE id = $1 AND state = 'sending' AND next_at = $2"),
		      DB_VALUES(db_int(notice->id), db_int(notice->next_at),
				db_text(states[next_at == 0 ? NOTICE_FAILED : NOTICE_WAITING].code),
				next_at == 0 ? db_null() : db_int(next_at), db_text(why)),
		      error);
}

enum err notice_over(struct store *store, const struct notice_row *notice, const char *why,
		     struct error *error)
{
	store_must_write(store);
	return db_run(store->db,
		      SQL("UPDATE notice SET state = 'dropped', next_at = NULL, last_error = $3, "
			  "content = $4 WHERE id = $1 AND state = 'sending' AND next_at = $2"),
		      DB_VALUES(db_int(notice->id), db_int(notice->next_at), db_text(why),
				db_blob("", 0)),
		      error);
}

static enum err moved_on(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请看清这条通知现在的状态再决定。",
			 "这条通知现在不能这样处理：它已经发出、不再发送，或者内容已经清除。");
}

/* A test has no content of its own: it goes to the agency's own address. */
enum err notice_retry(struct store *store, int64_t id, int64_t now, struct error *error)
{
	int64_t ours;
	store_must_write(store);
	return moved_on(
		db_number(store->db,
			  SQL("UPDATE notice SET state = 'waiting', tries = 0, next_at = $2, "
			      "last_error = '' WHERE id = $1 AND state IN ('waiting', 'failed') "
			      "AND (length(content) > 0 OR matter_id = 0) RETURNING id"),
			  DB_VALUES(db_int(id), db_int(now)), error, &ours),
		error);
}

enum err notice_give_up(struct store *store, int64_t id, const char *reason, struct error *error)
{
	int64_t ours;
	store_must_write(store);
	BUG_IF(reason[0] == '\0');
	return moved_on(
		db_number(store->db,
			  SQL("UPDATE notice SET state = 'dropped', next_at = NULL, reason = $2, "
			      "content = $3 WHERE id = $1 AND state IN ('waiting', 'failed') "
			      "RETURNING id"),
			  DB_VALUES(db_int(id), db_text(reason), db_blob("", 0)), error, &ours),
		error);
}

enum err notice_get(struct store *store, int64_t id, struct arena *arena, struct error *error,
		    struct notice_row *ret_notice)
{
	return rows_one(store->db, SQL("SELECT " NOTICE_ROW ", content FROM notice WHERE id = $1"),
			DB_VALUES(db_int(id)), read_whole, arena, ret_notice, "没有这条通知。",
			error);
}

/* clang-format off */
#define LISTED                                                                                     \
	"SELECT n.id, n.agency_id, n.matter_id, n.step_id, n.kind, n.channel, n.ref, n.state, "    \
	"n.tries, n.next_at, n.last_error, n.reason, n.created_at, n.sent_at, "                    \
	"COALESCE(r.number, c.number, s.number, p.number, '') "                                    \
	"FROM notice n LEFT JOIN matter m ON m.id = n.matter_id "                                  \
	"LEFT JOIN request r ON r.id = m.entry_id AND m.kind = 'request' "                         \
	"LEFT JOIN correction_request c ON c.id = m.entry_id AND m.kind = 'correction' "           \
	"LEFT JOIN suggestion s ON s.id = m.entry_id AND m.kind = 'suggestion' "                   \
	"LEFT JOIN complaint p ON p.id = m.entry_id AND m.kind = 'complaint' WHERE "
/* clang-format on */

static enum err list(struct store *store, const struct db_sql *sql, const struct db_value *values,
		     size_t n_values, struct arena *arena, struct error *error,
		     struct notice_row **ret_notices, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct notice_row);
	enum err err = rows_list(store->db, sql, values, n_values, read_listed, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_notices = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err notice_list(struct store *store, int64_t agency_id, enum notice_state state,
		     int64_t before, size_t limit, struct arena *arena, struct error *error,
		     struct notice_row **ret_notices, size_t *ret_n)
{
	if (before == 0) before = INT64_MAX;
	if (state == NOTICE_STATE__MAX)
		return list(store,
			    SQL(LISTED "n.agency_id = $1 AND n.id < $2 ORDER BY n.id DESC "
				       "LIMIT $3"),
			    DB_VALUES(db_int(agency_id), db_int(before), db_int((int64_t)limit)),
			    arena, error, ret_notices, ret_n);
	return list(store,
		    SQL(LISTED "n.agency_id = $1 AND n.id < $2 AND n.state = $4 "
			       "ORDER BY n.id DESC LIMIT $3"),
		    DB_VALUES(db_int(agency_id), db_int(before), db_int((int64_t)limit),
			      db_text(states[state].code)),
		    arena, error, ret_notices, ret_n);
}

enum err notice_of_matter(struct store *store, int64_t matter_id, struct arena *arena,
			  struct error *error, struct notice_row **ret_notices, size_t *ret_n)
{
	return list(store, SQL(LISTED "n.matter_id = $1 ORDER BY n.id"),
		    DB_VALUES(db_int(matter_id)), arena, error, ret_notices, ret_n);
}

struct counted {
	enum notice_state state;
	int64_t n;
};

static void read_count(struct db_statement *row, struct arena *arena UNUSED, void *ret_item)
{
	struct counted *counted = ret_item;
	BUG_IF(!notice_state_parse(db_column_text(row, 0), &counted->state));
	counted->n = db_column_int(row, 1);
}

enum err notice_count(struct store *store, int64_t agency_id, struct error *error,
		      int64_t ret_counts[NOTICE_STATE__MAX])
{
	struct arena arena = {0};
	struct rows rows = ROWS_OF(&arena, struct counted);
	enum err err = rows_list(store->db,
				 SQL("SELECT state, COUNT(*) FROM notice WHERE agency_id = $1 "
				     "GROUP BY state"),
				 DB_VALUES(db_int(agency_id)), read_count, &rows, error);
	memset(ret_counts, 0, NOTICE_STATE__MAX * sizeof *ret_counts);
	for (size_t i = 0; i < rows.n; i++) {
		const struct counted *counted = (const struct counted *)rows.items + i;
		ret_counts[counted->state] = counted->n;
	}
	arena_release(&arena);
	return err;
}

enum err notice_since(struct store *store, int64_t matter_id, const char *kind, int64_t since,
		      struct error *error, int64_t *ret_n)
{
	return db_number(store->db,
			 SQL("SELECT COUNT(*) FROM notice WHERE matter_id = $1 AND kind = $2 "
			     "AND created_at >= $3"),
			 DB_VALUES(db_int(matter_id), db_text(kind), db_int(since)), error, ret_n);
}
