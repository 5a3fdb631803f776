/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/post.h"

#include "store/journal_inside.h"
#include "store/matter_inside.h"

static const char name_taken[] = "已经有这个名称的岗位。";

static enum err moved_on(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再改。",
			 "这个岗位刚刚被别人改过，或者已经撤销。");
}

enum err post_insert(struct store *store, int64_t agency_id, const char *name,
		     const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_POST, agency_id, NULL, author};
	enum err err = journal_change(
		store,
		SQL("INSERT INTO post (agency_id, name) VALUES ($1, $2) RETURNING " POST_ROW),
		DB_VALUES(db_int(agency_id), db_text(name)), &change, error, ret_id);
	return store_conflict(err, error, name_taken);
}

enum err post_rename(struct store *store, int64_t agency_id, int64_t id, int64_t version,
		     const char *name, const char *reason, const struct author *author,
		     struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_POST, agency_id, reason, author};
	enum err err = journal_change(
		store,
		SQL("UPDATE post SET version = version + 1, name = $4 WHERE id = $1 "
		    "AND agency_id = $2 AND version = $3 AND struck = 0 RETURNING " POST_ROW),
		DB_VALUES(db_int(id), db_int(agency_id), db_int(version), db_text(name)), &change,
		error, NULL);
	return store_conflict(moved_on(err, error), error, name_taken);
}

enum err post_strike(struct store *store, int64_t agency_id, int64_t id, int64_t version,
		     const char *reason, const struct author *author, struct error *error)
{
	struct change change = {ACTION_STRIKE, OBJECT_POST, agency_id, reason, author};
	int64_t open = 0;
	enum err err = db_number(store->db,
				 SQL("SELECT COUNT(*) FROM matter_state WHERE agency_id = $1 "
				     "AND post_id = $2 AND state <> 'archived'"),
				 DB_VALUES(db_int(agency_id), db_int(id)), error, &open);
	if (err != ERR_NONE) return err;
	if (open > 0)
		return error_set(error, ERR_CONFLICT, "请先把它们移交给别的岗位。",
				 "这个岗位还有%lld件没有办结的事项。", (long long)open);
	err = journal_change(
		store,
		SQL("UPDATE post SET version = version + 1, struck = 1, struck_reason = $4 "
		    "WHERE id = $1 AND agency_id = $2 AND version = $3 AND struck = 0 "
		    "RETURNING " POST_ROW),
		DB_VALUES(db_int(id), db_int(agency_id), db_int(version), db_text(reason)), &change,
		error, NULL);
	return moved_on(err, error);
}

static void read_post(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct post *post = ret_item;
	*post = (struct post){
		.id = db_column_int(row, 0),
		.version = db_column_int(row, 1),
		.struck = db_column_int(row, 2) != 0,
		.struck_reason = row_text(row, 3, arena),
		.name = row_text(row, 4, arena),
		.open = db_column_int(row, 5),
	};
}

enum err post_list(struct store *store, int64_t agency_id, struct arena *arena, struct error *error,
		   struct post **ret_posts, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct post);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT id, version, struck, struck_reason, name, (SELECT COUNT(*) "
			      "FROM matter_state WHERE matter_state.agency_id = post.agency_id "
			      "AND post_id = post.id AND state <> 'archived') AS open "
			      "FROM post WHERE agency_id = $1 ORDER BY struck, name"),
			  DB_VALUES(db_int(agency_id)), read_post, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_posts = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err post_holder_insert(struct store *store, int64_t agency_id, int64_t post_id,
			    int64_t account_id, day since, const struct author *author,
			    struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_POST_HOLDER, agency_id, NULL, author};
	struct day_text from = day_text(since);
	return journal_change(
		store,
		SQL("INSERT INTO post_holder (agency_id, post_id, account_id, since) "
		    "VALUES ($1, $2, $3, $4) RETURNING " POST_HOLDER_ROW),
		DB_VALUES(db_int(agency_id), db_int(post_id), db_int(account_id), db_text(from.s)),
		&change, error, ret_id);
}

enum err post_holder_end(struct store *store, int64_t agency_id, int64_t id, int64_t version,
			 day until, const char *reason, const struct author *author,
			 struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_POST_HOLDER, agency_id, reason, author};
	struct day_text to = day_text(until);
	enum err err = journal_change(
		store,
		SQL("UPDATE post_holder SET version = version + 1, until = $4 WHERE id = $1 "
		    "AND agency_id = $2 AND version = $3 AND until IS NULL "
		    "RETURNING " POST_HOLDER_ROW),
		DB_VALUES(db_int(id), db_int(agency_id), db_int(version), db_text(to.s)), &change,
		error, NULL);
	return store_conflict(moved_on(err, error), error, "离岗日期不能早于到岗日期。");
}

static void read_holder(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct post_holder *holder = ret_item;
	*holder = (struct post_holder){
		.id = db_column_int(row, 0),
		.version = db_column_int(row, 1),
		.post_id = db_column_int(row, 2),
		.account_id = db_column_int(row, 3),
		.display_name = row_text(row, 4, arena),
		.since = row_day(row, 5),
		.until = row_day(row, 6),
	};
}

enum err post_holder_list(struct store *store, int64_t agency_id, struct arena *arena,
			  struct error *error, struct post_holder **ret_holders, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct post_holder);
	enum err err = rows_list(
		store->db,
		SQL("SELECT h.id, h.version, h.post_id, h.account_id, a.display_name, h.since, "
		    "h.until FROM post_holder h JOIN account a ON a.id = h.account_id "
		    "WHERE h.agency_id = $1 ORDER BY h.since DESC, h.id DESC"),
		DB_VALUES(db_int(agency_id)), read_holder, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_holders = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err assignment_insert(struct store *store, int64_t agency_id,
			   const struct assignment *assignment, const struct author *author,
			   struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_ASSIGNMENT, agency_id, NULL, author};
	return journal_change(
		store,
		SQL("INSERT INTO assignment (agency_id, matter_id, post_id, account_id, at, note) "
		    "VALUES ($1, $2, $3, $4, $5, $6) RETURNING " ASSIGNMENT_ROW),
		DB_VALUES(db_int(agency_id), db_int(assignment->matter_id),
			  db_int(assignment->post_id), db_int(author->account_id),
			  db_int(author->at), db_text(assignment->note)),
		&change, error, ret_id);
}

static void read_assignment(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct assignment *assignment = ret_item;
	*assignment = (struct assignment){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 2),
		.post_id = db_column_int(row, 3),
		.account_id = db_column_int(row, 4),
		.at = db_column_int(row, 5),
		.note = row_text(row, 6, arena),
	};
}

enum err assignment_list(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct assignment **ret_assignments, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct assignment);
	enum err err = rows_list(store->db,
				 SQL("SELECT " ASSIGNMENT_ROW " FROM assignment "
				     "WHERE matter_id = $1 ORDER BY id DESC"),
				 DB_VALUES(db_int(matter_id)), read_assignment, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_assignments = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
