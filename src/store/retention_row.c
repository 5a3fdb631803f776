/* SPDX-License-Identifier: MulanPSL-2.0
 * Schedules, lists of what is to go, and their lines. */
#include "store/journal_inside.h"
#include "store/matter_inside.h"
#include "store/retention.h"

enum { LISTS_SHOWN = 100 };

enum err retention_schedule_insert(struct store *store, const struct retention_schedule *schedule,
				   const struct author *author, struct error *error,
				   int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_RETENTION_SCHEDULE, schedule->agency_id, NULL,
				author};
	struct day_text approved = day_text(schedule->approved);
	enum err err = journal_change(
		store,
		SQL("INSERT INTO retention_schedule (agency_id, number, approval, approved, rules, "
		    "account_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7) "
		    "RETURNING " RETENTION_SCHEDULE_ROW),
		DB_VALUES(db_int(schedule->agency_id), db_int(schedule->number),
			  db_text(schedule->approval), db_text(approved.s),
			  db_text(schedule->rules), db_int(author->account_id), db_int(author->at)),
		&change, error, ret_id);
	return store_conflict(err, error, "保管期限表刚刚被别人换过，请看清新的一版再改。");
}

static void read_schedule(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_schedule *schedule = ret_item;
	*schedule = (struct retention_schedule){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.number = db_column_int(row, 2),
		.approval = row_text(row, 3, arena),
		.approved = row_day(row, 4),
		.rules = row_text(row, 5, arena),
		.at = db_column_int(row, 6),
		.by_name = row_text(row, 7, arena),
	};
}

enum err retention_schedule_list(struct store *store, int64_t agency_id, struct arena *arena,
				 struct error *error, struct retention_schedule **ret_schedules,
				 size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_schedule);
	enum err err = rows_list(store->db,
				 SQL("SELECT s.id, s.agency_id, s.number, s.approval, s.approved, "
				     "s.rules, s.at, COALESCE(a.display_name, '') "
				     "FROM retention_schedule s LEFT JOIN account a "
				     "ON a.id = s.account_id WHERE s.agency_id = $1 "
				     "ORDER BY s.number DESC"),
				 DB_VALUES(db_int(agency_id)), read_schedule, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_schedules = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static enum err insert_items(struct store *store, int64_t list_id,
			     const struct retention_item *items, size_t n, struct error *error)
{
	enum err err = ERR_NONE;
	for (size_t i = 0; i < n && err == ERR_NONE; i++) {
		bool bare = items[i].matter_id == 0;
		err = db_run_later(
			store->db,
			SQL("INSERT INTO retention_item (list_id, matter_id, kind, entry_id, "
			    "classes, things, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7)"),
			DB_VALUES(db_int(list_id), bare ? db_null() : db_int(items[i].matter_id),
				  db_text(bare ? matter_kind_code(items[i].kind) : ""),
				  bare ? db_int(items[i].entry_id) : db_null(),
				  db_text(items[i].classes), db_int(items[i].things),
				  db_int(items[i].bytes)),
			error);
	}
	return err;
}

enum err retention_list_insert(struct store *store, const struct retention_list *list,
			       const struct retention_item *items, size_t n,
			       const struct author *author, struct error *error, int64_t *ret_id)
{
	struct change change = {ACTION_ADD, OBJECT_RETENTION_LIST, list->agency_id, NULL, author};
	struct day_text on = day_text(list->day);
	int64_t id = 0;
	enum err err = journal_change(
		store,
		SQL("INSERT INTO retention_list (agency_id, schedule_id, state, day, digest, "
		    "matters, things, bytes, proposed_by, proposed_at) "
		    "VALUES ($1, $2, 'proposed', $3, $4, $5, $6, $7, $8, $9) "
		    "ON CONFLICT DO NOTHING RETURNING " RETENTION_LIST_ROW),
		DB_VALUES(db_int(list->agency_id), db_int(list->schedule_id), db_text(on.s),
			  db_text(list->digest), db_int(list->matters), db_int(list->things),
			  db_int(list->bytes), db_int(author->account_id), db_int(author->at)),
		&change, error, &id);
	if (err == ERR_MISSING)
		return error_set(error, ERR_CONFLICT, "请先确认、撤回它，或者等它执行完毕。",
				 "已经有一份清除清单还没有办完。");
	if (err == ERR_NONE) err = insert_items(store, id, items, n, error);
	if (err == ERR_NONE) *ret_id = id;
	return err;
}

static enum err moved_on(enum err err, struct error *error)
{
	if (err != ERR_MISSING) return err;
	return error_set(error, ERR_CONFLICT, "请重新打开后再看。",
			 "这份清除清单刚刚被别人办理过，您看到的不是最新情况。");
}

enum err retention_list_decide(struct store *store, const struct retention_list *list,
			       const char *state, const char *reason, const struct author *author,
			       struct error *error)
{
	struct change change = {ACTION_SIGN, OBJECT_RETENTION_LIST, list->agency_id, reason,
				author};
	enum err err = journal_change(
		store,
		SQL("UPDATE retention_list SET version = version + 1, state = $3, reason = $4, "
		    "decided_by = $5, decided_at = $6 WHERE id = $1 AND version = $2 "
		    "AND state = 'proposed' RETURNING " RETENTION_LIST_ROW),
		DB_VALUES(db_int(list->id), db_int(list->version), db_text(state), db_text(reason),
			  db_int(author->account_id), db_int(author->at)),
		&change, error, NULL);
	return moved_on(err, error);
}

enum err retention_list_finish(struct store *store, const struct retention_list *list,
			       const struct author *author, struct error *error)
{
	struct change change = {ACTION_CORRECT, OBJECT_RETENTION_LIST, list->agency_id, "执行完毕",
				author};
	enum err err = journal_change(
		store,
		SQL("UPDATE retention_list SET version = version + 1, state = 'done', "
		    "erased = (SELECT COUNT(*) FROM retention_item i WHERE i.list_id = $1 "
		    "AND i.state = 'erased'), "
		    "kept = (SELECT COUNT(*) FROM retention_item i WHERE i.list_id = $1 "
		    "AND i.state = 'kept') WHERE id = $1 AND state = 'confirmed' "
		    "RETURNING " RETENTION_LIST_ROW),
		DB_VALUES(db_int(list->id)), &change, error, NULL);
	return moved_on(err, error);
}

#define LIST_SHOWN                                                                                 \
	"SELECT l.id, l.agency_id, l.version, l.schedule_id, s.number, s.approval, l.state, "      \
	"l.day, l.digest, l.matters, l.things, l.bytes, l.proposed_by, l.proposed_at, "            \
	"COALESCE(p.display_name, ''), COALESCE(l.decided_by, 0), COALESCE(l.decided_at, 0), "     \
	"COALESCE(d.display_name, ''), l.reason, "                                                 \
	"(SELECT COUNT(*) FROM retention_item i WHERE i.list_id = l.id AND i.state = 'erased'), "  \
	"(SELECT COUNT(*) FROM retention_item i WHERE i.list_id = l.id AND i.state = 'kept'), "    \
	"(SELECT COUNT(*) FROM retention_item i WHERE i.list_id = l.id AND i.state = 'waiting') "  \
	"FROM retention_list l JOIN retention_schedule s ON s.id = l.schedule_id "                 \
	"LEFT JOIN account p ON p.id = l.proposed_by LEFT JOIN account d ON d.id = l.decided_by "

static void read_list(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_list *list = ret_item;
	*list = (struct retention_list){
		.id = db_column_int(row, 0),
		.agency_id = db_column_int(row, 1),
		.version = db_column_int(row, 2),
		.schedule_id = db_column_int(row, 3),
		.schedule_number = db_column_int(row, 4),
		.approval = row_text(row, 5, arena),
		.state = row_text(row, 6, arena),
		.day = row_day(row, 7),
		.digest = row_text(row, 8, arena),
		.matters = db_column_int(row, 9),
		.things = db_column_int(row, 10),
		.bytes = db_column_int(row, 11),
		.proposed_by = db_column_int(row, 12),
		.proposed_at = db_column_int(row, 13),
		.proposed_name = row_text(row, 14, arena),
		.decided_by = db_column_int(row, 15),
		.decided_at = db_column_int(row, 16),
		.decided_name = row_text(row, 17, arena),
		.reason = row_text(row, 18, arena),
		.erased = db_column_int(row, 19),
		.kept = db_column_int(row, 20),
		.waiting = db_column_int(row, 21),
	};
}

enum err retention_list_get(struct store *store, int64_t id, struct arena *arena,
			    struct error *error, struct retention_list *ret_list)
{
	return rows_one(store->db, SQL(LIST_SHOWN "WHERE l.id = $1"), DB_VALUES(db_int(id)),
			read_list, arena, ret_list, "没有这份清除清单。", error);
}

enum err retention_list_all(struct store *store, int64_t agency_id, struct arena *arena,
			    struct error *error, struct retention_list **ret_lists, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_list);
	enum err err = rows_list(
		store->db, SQL(LIST_SHOWN "WHERE l.agency_id = $1 ORDER BY l.id DESC LIMIT $2"),
		DB_VALUES(db_int(agency_id), db_int(LISTS_SHOWN)), read_list, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_lists = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

static void read_item(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_item *item = ret_item;
	*item = (struct retention_item){
		.id = db_column_int(row, 0),
		.matter_id = db_column_int(row, 1),
		.entry_id = db_column_int(row, 3),
		.number = row_text(row, 4, arena),
		.classes = row_text(row, 5, arena),
		.things = db_column_int(row, 6),
		.bytes = db_column_int(row, 7),
		.state = row_text(row, 8, arena),
		.why = row_text(row, 9, arena),
		.day = row_day(row, 10),
	};
	BUG_IF(!matter_kind_parse(db_column_text(row, 2), &item->kind));
}

#define ITEM_KIND "COALESCE(m.kind, i.kind)"
#define ITEM_ENTRY "COALESCE(m.entry_id, i.entry_id)"

enum err retention_items(struct store *store, int64_t list_id, bool waiting, size_t limit,
			 struct arena *arena, struct error *error,
			 struct retention_item **ret_items, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_item);
	enum err err = rows_list(
		store->db,
		SQL("SELECT i.id, COALESCE(i.matter_id, 0), "
		    "COALESCE(NULLIF(" ITEM_KIND ", ''), 'request'), COALESCE(" ITEM_ENTRY ", 0), "
		    "COALESCE(r.number, c.number, g.number, k.number, ''), i.classes, i.things, "
		    "i.bytes, i.state, i.why, i.day FROM retention_item i "
		    "LEFT JOIN matter m ON m.id = i.matter_id "
		    "LEFT JOIN request r ON " ITEM_KIND " = 'request' AND r.id = " ITEM_ENTRY
		    " LEFT JOIN correction_request c ON " ITEM_KIND
		    " = 'correction' AND c.id = " ITEM_ENTRY " LEFT JOIN suggestion g ON " ITEM_KIND
		    " = 'suggestion' AND g.id = " ITEM_ENTRY " LEFT JOIN complaint k ON " ITEM_KIND
		    " = 'complaint' AND k.id = " ITEM_ENTRY
		    " WHERE i.list_id = $1 AND ($2 = 0 OR i.state = 'waiting') "
		    "ORDER BY i.id LIMIT $3"),
		DB_VALUES(db_int(list_id), db_int(waiting ? 1 : 0), db_int((int64_t)limit)),
		read_item, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_items = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err retention_item_done(struct store *store, int64_t item_id, const char *why, day on,
			     struct error *error)
{
	struct day_text text = day_text(on);
	bool kept = why[0] != '\0';
	return db_run(store->db,
		      SQL("UPDATE retention_item SET state = $2, why = $3, day = $4 "
			  "WHERE id = $1 AND state = 'waiting'"),
		      DB_VALUES(db_int(item_id), db_text(kept ? "kept" : "erased"), db_text(why),
				kept ? db_null() : db_text(text.s)),
		      error);
}

static void read_mark(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct retention_mark *mark = ret_item;
	*mark = (struct retention_mark){.day = row_day(row, 0),
					.classes = row_text(row, 1, arena),
					.approval = row_text(row, 2, arena),
					.schedule_number = db_column_int(row, 3),
					.list_id = db_column_int(row, 4)};
}

enum err retention_marks(struct store *store, int64_t matter_id, struct arena *arena,
			 struct error *error, struct retention_mark **ret_marks, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_mark);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT i.day, i.classes, s.approval, s.number, l.id "
			      "FROM retention_item i JOIN retention_list l ON l.id = i.list_id "
			      "JOIN retention_schedule s ON s.id = l.schedule_id "
			      "WHERE i.matter_id = $1 AND i.state = 'erased' ORDER BY i.id DESC"),
			  DB_VALUES(db_int(matter_id)), read_mark, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_marks = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err retention_entry_marks(struct store *store, enum matter_kind kind, int64_t entry_id,
			       struct arena *arena, struct error *error,
			       struct retention_mark **ret_marks, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct retention_mark);
	enum err err = rows_list(
		store->db,
		SQL("SELECT i.day, i.classes, s.approval, s.number, l.id "
		    "FROM retention_item i JOIN retention_list l ON l.id = i.list_id "
		    "JOIN retention_schedule s ON s.id = l.schedule_id WHERE i.id IN "
		    "(SELECT n.id FROM retention_item n WHERE n.kind = $1 AND n.entry_id = $2 "
		    "UNION SELECT n.id FROM matter m JOIN retention_item n ON n.matter_id = m.id "
		    "WHERE m.kind = $1 AND m.entry_id = $2) "
		    "AND i.state = 'erased' ORDER BY i.id DESC"),
		DB_VALUES(db_text(matter_kind_code(kind)), db_int(entry_id)), read_mark, &rows,
		error);
	if (err != ERR_NONE) return err;
	*ret_marks = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
