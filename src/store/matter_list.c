/* SPDX-License-Identifier: MulanPSL-2.0
 * Each statement walks the index whose columns its conditions fix, in the order of the list; the
 * CROSS JOIN keeps SQLite from beginning at another table. */
#include "store/matter_list.h"

#include <stdlib.h>
#include <string.h>

#include "law/life.h"
#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

enum { PAGE = 50, PAGE_MAX = 500, BATCH = 500 };

/* What of the cursor's own day is left, then the other days: one condition on (next_due, matter_id)
 * would walk that day from its beginning in SQLite, and all archived requests share a day. Nothing
 * else is said of next_due there, or a planner with poor statistics takes that for the way in. */
#define LIST(name, more)                                                                           \
	DB_STATEMENT(name##_same, LIST_HEAD more " AND s.next_due = $2 AND s.matter_id > $3 "      \
						 "ORDER BY s.matter_id LIMIT $4");                 \
	DB_STATEMENT(name##_later, LIST_HEAD more " AND s.next_due >= $2 AND s.next_due <= $3 "    \
						  "ORDER BY s.next_due, s.matter_id LIMIT $4");    \
	DB_STATEMENT(name##_same_back, LIST_HEAD more " AND s.next_due = $2 AND s.matter_id < $3 " \
						      "ORDER BY s.matter_id DESC LIMIT $4");       \
	DB_STATEMENT(name##_sooner,                                                                \
		     LIST_HEAD more " AND s.next_due >= $2 AND s.next_due < $3 "                   \
				    "ORDER BY s.next_due DESC, s.matter_id DESC LIMIT $4");        \
	static const struct walks name = {{&name##_same, &name##_same_back},                       \
					  {&name##_later, &name##_sooner}}
/* Of one day, and of others: forwards and back. */
struct walks {
	const struct db_sql *day[2], *others[2];
};
#define LIST_ROW                                                                                   \
	"SELECT s.matter_id, r.id AS entry_id, s.post_id, r.number, r.subject, r.requester_kind, " \
	"r.requester_name, s.state, s.next_due, s.next_duty, s.ending, s.received, s.due, "        \
	"r.struck FROM "
#define LIST_HEAD                                                                                  \
	LIST_ROW "matter_state s CROSS JOIN matter m CROSS JOIN request r "                        \
		 "WHERE m.id = s.matter_id AND r.id = m.entry_id AND s.agency_id = $1 "            \
		 "AND s.kind = 'request'"

LIST(all, "");
LIST(of_state, " AND s.state = $5");
LIST(of_post, " AND s.post_id = $5 AND (s.state < 'archived' OR s.state > 'archived')");
LIST(of_post_state, " AND s.post_id = $5 AND s.state = $6");
DB_STATEMENT(of_number, LIST_ROW
	     "request r JOIN matter m ON m.kind = 'request' "
	     "AND m.entry_id = r.id JOIN matter_state s "
	     "ON s.matter_id = m.id WHERE r.agency_id = $1 AND r.number = $2 AND r.struck = 0");

struct cursor {
	bool previous;
	char due[11];
	int64_t id;
};

/* "n2026-12-01.17": after that row; "p…": before it. */
static bool cursor_parse(const char *text, struct cursor *ret_cursor)
{
	char *end = NULL;
	*ret_cursor = (struct cursor){0};
	if (text == NULL || text[0] == '\0') return true;
	const char *dot = strchr(text, '.');
	if ((text[0] != 'n' && text[0] != 'p') || dot == NULL) return false;
	size_t n = (size_t)(dot - text) - 1;
	if (n != 0 && n != 10) return false;
	ret_cursor->previous = text[0] == 'p';
	memcpy(ret_cursor->due, text + 1, n);
	if (dot[1] < '0' || dot[1] > '9') return false;
	ret_cursor->id = strtoll(dot + 1, &end, 10);
	return *end == '\0';
}

static const char *cursor_make(struct arena *arena, char way, const struct matter_row *row)
{
	return arena_printf(arena, "%c%s.%lld", way, row->next_due, (long long)row->id);
}

static void read_row(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct matter_row *)ret_item = (struct matter_row){
		.id = db_column_int(row, 0),
		.entry_id = db_column_int(row, 1),
		.post_id = db_column_int(row, 2),
		.number = row_text(row, 3, arena),
		.subject = row_text(row, 4, arena),
		.requester = row_text(row, 5, arena),
		.name = row_text(row, 6, arena),
		.state = row_text(row, 7, arena),
		.next_due = row_text(row, 8, arena),
		.next_duty = row_text(row, 9, arena),
		.ending = row_text(row, 10, arena),
		.received = row_day(row, 11),
		.due = row_day(row, 12),
		.struck = db_column_int(row, 13) != 0,
	};
}

static const char *or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

static const struct walks *walks_of(const struct matter_filter *filter)
{
	if (filter->posted) return filter->state != NULL ? &of_post_state : &of_post;
	return filter->state != NULL ? &of_state : &all;
}

/* The days a filter lets pass: `least` to `most`, and of those before `from` DUE_AT_ONCE alone. */
struct bounds {
	const char *least, *from, *most;
};

static struct bounds bounds_of(const struct matter_filter *filter)
{
	const char *from = or_empty(filter->from);
	return (struct bounds){.least = filter->at_once ? DUE_AT_ONCE : from,
			       .from = from,
			       .most = filter->to == NULL ? DUE_NOTHING : filter->to};
}

static bool passes(const struct bounds *bounds, const char *due)
{
	return strcmp(due, bounds->least) >= 0 && strcmp(due, bounds->most) <= 0 &&
	       (*due == '\0' || strcmp(due, bounds->from) >= 0);
}

static void turn_around(struct matter_page *page)
{
	for (size_t i = 0; i < page->n / 2; i++) {
		struct matter_row swap = page->rows[i];
		page->rows[i] = page->rows[page->n - 1 - i];
		page->rows[page->n - 1 - i] = swap;
	}
}

/* A whole number typed, and nothing else asked: there is one such request. */
static enum err list_number(struct store *store, int64_t agency_id,
			    const struct matter_filter *filter, struct rows *rows,
			    struct error *error)
{
	if (filter->text == NULL || filter->state != NULL || filter->posted ||
	    filter->requester != NULL || filter->from != NULL || filter->to != NULL)
		return ERR_NONE;
	return rows_list(store->db, &of_number, DB_VALUES(db_int(agency_id), db_text(filter->text)),
			 read_row, rows, error);
}

struct listing {
	struct store *store;
	int64_t agency_id;
	const struct matter_filter *filter;
	struct bounds bounds;
	struct cursor cursor; /* of the last row looked at */
	struct rows *rows;    /* that pass */
	bool cut;	      /* it stopped at MATTER_SEARCHED rows */
};

/* Adds rows of one walk until there are `most`. low, high: its day and id, or its days. */
static enum err add_rows(const struct listing *listing, const struct db_sql *sql,
			 struct db_value low, struct db_value high, size_t most, struct rows *rows,
			 struct error *error)
{
	const struct matter_filter *filter = listing->filter;
	struct db_value bound[6] = {db_int(listing->agency_id), low, high,
				    db_int((int64_t)(most - rows->n))};
	size_t n = 4;
	if (rows->n >= most) return ERR_NONE;
	if (filter->posted) bound[n++] = db_int(filter->post_id);
	if (filter->state != NULL) bound[n++] = db_text(filter->state);
	return rows_list(listing->store->db, sql, bound, n, read_row, rows, error);
}

/* The next rows behind the cursor, or before it, at most `most`. */
static enum err walk(const struct listing *listing, size_t most, struct rows *rows,
		     struct error *error)
{
	const struct walks *walks = walks_of(listing->filter);
	const struct bounds *bounds = &listing->bounds;
	const struct cursor *cursor = &listing->cursor;
	bool back = cursor->previous;
	/* after that day's text, before any other day's */
	char next[sizeof cursor->due + 1];
	size_t end = strlen(cursor->due);
	memcpy(next, cursor->due, end);
	memcpy(next + end, "!", 2);
	const char *low = back || strcmp(next, bounds->from) < 0 ? bounds->from : next;
	enum err err = add_rows(listing, walks->day[back], db_text(cursor->due), db_int(cursor->id),
				most, rows, error);
	if (err == ERR_NONE)
		err = add_rows(listing, walks->others[back], db_text(low),
			       db_text(back ? cursor->due : bounds->most), most, rows, error);
	/* those owed at once lie before a gap of days that the filter leaves out */
	if (err == ERR_NONE && back && *cursor->due != '\0' && *bounds->from != '\0' &&
	    *bounds->least == '\0')
		err = add_rows(listing, walks->day[back], db_text(DUE_AT_ONCE), db_int(INT64_MAX),
			       most, rows, error);
	return err;
}

static bool found(const struct matter_filter *filter, const struct matter_row *row)
{
	if (filter->requester != NULL && strcmp(row->requester, filter->requester) != 0)
		return false;
	return filter->text == NULL || strstr(row->number, filter->text) != NULL ||
	       strstr(row->subject, filter->text) != NULL;
}

static struct matter_row kept(const struct matter_row *row, struct arena *arena)
{
	struct matter_row copy = *row;
	const char **texts[] = {&copy.number, &copy.subject,  &copy.requester, &copy.name,
				&copy.state,  &copy.next_due, &copy.next_duty, &copy.ending};
	for (size_t i = 0; i < COUNT_OF(texts); i++) *texts[i] = arena_text(arena, *texts[i]);
	return copy;
}

/* No index knows texts: what passes is picked out of the walk, until a page is full or
 * MATTER_SEARCHED rows were looked at. */
static enum err search(struct listing *listing, size_t limit, struct error *error)
{
	struct arena scratch = {0};
	size_t looked_at = 0, n = BATCH;
	enum err err = ERR_NONE;
	while (err == ERR_NONE && n == BATCH && listing->rows->n < limit &&
	       looked_at < MATTER_SEARCHED) {
		struct rows batch = ROWS_OF(&scratch, struct matter_row);
		err = walk(listing, BATCH, &batch, error);
		n = err == ERR_NONE ? batch.n : 0;
		looked_at += n;
		const struct matter_row *row = batch.items;
		for (size_t i = 0; i < n && listing->rows->n < limit; i++, row++) {
			memcpy(listing->cursor.due, row->next_due, strlen(row->next_due) + 1);
			listing->cursor.id = row->id;
			if (found(listing->filter, row))
				*(struct matter_row *)rows_next(listing->rows) =
					kept(row, listing->rows->arena);
		}
		arena_reset(&scratch);
	}
	listing->cut = n == BATCH && listing->rows->n < limit;
	arena_release(&scratch);
	return err;
}

/* The pages before and after, by the first and last row shown, or where a search stopped. */
static void turn_pages(const struct listing *listing, const struct cursor *began, bool more,
		       struct arena *arena, struct matter_page *page)
{
	bool back = began->previous;
	bool first = listing->filter->cursor == NULL || listing->filter->cursor[0] == '\0';
	const struct matter_row at = {.id = listing->cursor.id, .next_due = listing->cursor.due};
	/* behind the row where the page before stopped */
	const struct matter_row from = {.id = began->id + 1, .next_due = began->due};
	const struct matter_row *top = page->n > 0 ? &page->rows[0] : &from;
	const struct matter_row *end = page->n > 0 ? &page->rows[page->n - 1] : &at;
	if (back ? more : !first)
		page->previous = cursor_make(arena, 'p', back && listing->cut ? &at : top);
	if (back || more) page->next = cursor_make(arena, 'n', !back && listing->cut ? &at : end);
	if (page->n == 0 && !listing->cut) page->next = NULL;
}

enum err matter_list(struct store *store, int64_t agency_id, const struct matter_filter *filter,
		     struct arena *arena, struct error *error, struct matter_page *ret_page)
{
	struct rows rows = ROWS_OF(arena, struct matter_row);
	struct listing listing = {.store = store,
				  .agency_id = agency_id,
				  .filter = filter,
				  .bounds = bounds_of(filter),
				  .rows = &rows};
	size_t limit = filter->limit == 0 ? PAGE : filter->limit;
	if (limit > PAGE_MAX) limit = PAGE_MAX;
	bool first = filter->cursor == NULL || filter->cursor[0] == '\0';
	bool good = cursor_parse(filter->cursor, &listing.cursor);
	if (first)
		memcpy(listing.cursor.due, listing.bounds.least, strlen(listing.bounds.least) + 1);
	if (!good || !passes(&listing.bounds, listing.cursor.due))
		return error_set(error, ERR_USAGE, NULL, "页码不对，请从第一页看起。");
	struct cursor began = listing.cursor;
	enum err err = list_number(store, agency_id, filter, &rows, error);
	if (err == ERR_NONE && rows.n == 0)
		err = filter->text == NULL && filter->requester == NULL
			      ? walk(&listing, limit + 1, &rows, error)
			      : search(&listing, limit + 1, error);
	if (err != ERR_NONE) return err;
	bool more = rows.n > limit || listing.cut;
	struct matter_page page = {
		.rows = rows.items, .n = rows.n > limit ? limit : rows.n, .cut = listing.cut};
	if (began.previous) turn_around(&page);
	turn_pages(&listing, &began, more, arena, &page);
	*ret_page = page;
	return ERR_NONE;
}

static void read_count(struct db_statement *row, struct arena *arena, void *ret_item)
{
	*(struct matter_count *)ret_item =
		(struct matter_count){row_text(row, 0, arena), db_column_int(row, 1)};
}

/* All of the open ones are few: two ranges of the index, so that the archived are not walked. */
static enum err count_all_states(struct store *store, int64_t agency_id, struct rows *rows,
				 struct error *error)
{
	return rows_list(
		store->db,
		SQL("SELECT state, COUNT(*) FROM matter_state WHERE agency_id = $1 "
		    "AND kind = 'request' AND state < 'archived' GROUP BY state "
		    "UNION ALL SELECT state, COUNT(*) FROM matter_state WHERE agency_id = $1 "
		    "AND kind = 'request' AND state > 'archived' GROUP BY state"),
		DB_VALUES(db_int(agency_id)), read_count, rows, error);
}

/* State by state, each to COUNT_MORE. */
static enum err count_each_state(struct store *store, int64_t agency_id, struct rows *rows,
				 struct error *error)
{
	enum err err = ERR_NONE;
	for (int i = 0; i < LIFE_STATE__MAX && err == ERR_NONE; i++) {
		const char *state = life_state_code((enum life_state)i);
		int64_t n = 0;
		if (i == LIFE_ARCHIVED || !life_state_of_request((enum life_state)i)) continue;
		err = db_number(store->db,
				SQL(SOME_OF("matter_state WHERE agency_id = $1 "
					    "AND kind = 'request' AND state = $2",
					    "$3")),
				DB_VALUES(db_int(agency_id), db_text(state), db_int(COUNT_MORE)),
				error, &n);
		if (err == ERR_NONE && n > 0)
			*(struct matter_count *)rows_next(rows) = (struct matter_count){state, n};
	}
	return err;
}

enum err matter_count_states(struct store *store, int64_t agency_id, struct arena *arena,
			     struct error *error, struct matter_count **ret_counts, size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_count);
	const struct db_value values[] = {db_int(agency_id), db_int(COUNT_MORE)};
	int64_t before = 0, behind = 0;
	enum err err =
		db_number(store->db,
			  SQL(SOME_OF("matter_state WHERE agency_id = $1 AND kind = 'request' "
				      "AND state < 'archived'",
				      "$2")),
			  values, COUNT_OF(values), error, &before);
	if (err == ERR_NONE)
		err = db_number(
			store->db,
			SQL(SOME_OF("matter_state WHERE agency_id = $1 AND kind = 'request' "
				    "AND state > 'archived'",
				    "$2")),
			values, COUNT_OF(values), error, &behind);
	if (err == ERR_NONE)
		err = before + behind < COUNT_MORE
			      ? count_all_states(store, agency_id, &rows, error)
			      : count_each_state(store, agency_id, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_counts = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}

enum err matter_any_open(struct store *store, int64_t agency_id, struct error *error, bool *ret_any)
{
	int64_t n = 0;
	enum err err = db_number(
		store->db,
		SQL("SELECT COUNT(*) FROM (SELECT * FROM (SELECT 1 AS one FROM matter_state "
		    "WHERE agency_id = $1 AND kind = 'request' AND state < 'archived' ORDER BY "
		    "state LIMIT 1) a "
		    "UNION ALL SELECT * FROM (SELECT 1 AS one FROM matter_state "
		    "WHERE agency_id = $1 AND kind = 'request' AND state > 'archived' ORDER BY "
		    "state LIMIT 1) b) "
		    "any_open"),
		DB_VALUES(db_int(agency_id)), error, &n);
	if (err == ERR_NONE) *ret_any = n > 0;
	return err;
}

enum err matter_count_due(struct store *store, int64_t agency_id, const char *from, const char *to,
			  struct error *error, int64_t *ret_n)
{
	return db_number(
		store->db,
		SQL(SOME_OF("matter_state WHERE agency_id = $1 AND kind = 'request' "
			    "AND next_due >= $2 AND next_due <= $3",
			    "$4")),
		DB_VALUES(db_int(agency_id), db_text(from), db_text(to), db_int(COUNT_MORE)), error,
		ret_n);
}
