/* SPDX-License-Identifier: MulanPSL-2.0
 * Reading entries: one, a page, all. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/register_read.h"
#include "store/register_value.h"

enum { PAGE = 50, PAGE_MAX = 500, FILTER_VALUES = 9 };

size_t entry_limit(size_t limit)
{
	if (limit == 0) return PAGE;
	return limit > PAGE_MAX ? PAGE_MAX : limit;
}

void entry_read(const struct register_facts *facts, struct db_statement *row, struct arena *arena,
		struct entry *ret_entry)
{
	memset(ret_entry, 0, sizeof *ret_entry);
	ret_entry->id = db_column_int(row, 0);
	ret_entry->agency_id = db_column_int(row, 1);
	ret_entry->version = db_column_int(row, 2);
	ret_entry->struck = db_column_int(row, 3) != 0;
	ret_entry->struck_reason = arena_text(arena, db_column_text(row, 4));
	for (size_t i = 0; i < facts->n_columns; i++) {
		struct db_value value = db_column(row, ENTRY_COLUMNS + i);
		ret_entry->values[i] = value_text(&facts->columns[i], &value, arena);
	}
}

enum err entry_read_page(const struct register_facts *facts, struct db_statement *rows,
			 size_t limit, struct arena *arena, struct error *error,
			 struct entry_page *ret_page, bool *ret_more)
{
	enum db_step step;
	ret_page->entries = arena_array(arena, limit, sizeof(struct entry));
	ret_page->n = 0;
	*ret_more = false;
	while ((step = db_step(rows, error)) == DB_ROW) {
		if (ret_page->n == limit) {
			*ret_more = true;
			db_end(rows);
			return ERR_NONE;
		}
		entry_read(facts, rows, arena, &ret_page->entries[ret_page->n++]);
	}
	return step == DB_FAILED ? db_failed(rows) : ERR_NONE;
}

enum err register_get(struct store *store, enum register_id id, int64_t agency_id, int64_t entry_id,
		      struct arena *arena, struct error *error, struct entry *ret_entry)
{
	struct db_statement *row = NULL;
	enum err err = db_query(store->db, register_sql[id].get,
				DB_VALUES(db_int(agency_id), db_int(entry_id)), error, &row);
	if (err != ERR_NONE) return err;
	enum db_step step = db_step(row, error);
	if (step == DB_FAILED) return db_failed(row);
	if (step == DB_DONE) return error_set(error, ERR_MISSING, NULL, "没有这个条目。");
	entry_read(register_facts(id), row, arena, ret_entry);
	db_end(row);
	return ERR_NONE;
}

/* $1…$9 of a filter; days must outlive the statement. */
static void bind_filter(const struct register_facts *facts, int64_t agency_id,
			const struct entry_filter *filter, struct day_text days[2],
			struct db_value *ret_bound)
{
	bool open_from = filter->from == 0 || filter->from == DAY_NONE;
	bool open_to = filter->to == 0 || filter->to == DAY_NONE;
	if (!open_from) days[0] = day_text(filter->from);
	if (!open_to) days[1] = day_text(filter->to);
	ret_bound[0] = db_int(agency_id);
	ret_bound[1] = db_text(open_from ? "" : days[0].s);
	ret_bound[2] = db_text(open_to ? "9999-12-31" : days[1].s);
	ret_bound[3] = db_int(filter->struck == STRUCK_ONLY);
	ret_bound[4] = db_int(filter->struck != STRUCK_WITHOUT);
	ret_bound[5] = db_text(filter->text == NULL ? "" : filter->text);
	for (size_t i = 0; i < REGISTER_MAX_FILTERS; i++) {
		bool chosen = i < facts->n_filters && filter->choices[i] != NULL;
		ret_bound[6 + i] = db_text(chosen ? filter->choices[i] : "");
	}
}

struct cursor {
	bool previous;
	char date[11];
	int64_t id;
};

/* "n2024-12-31.17": after that entry; "p…": before it. */
static bool cursor_parse(const char *text, struct cursor *ret_cursor)
{
	day date;
	char *end = NULL;
	*ret_cursor = (struct cursor){.date = "9999-12-31", .id = INT64_MAX};
	if (text == NULL || text[0] == '\0') return true;
	if ((text[0] != 'n' && text[0] != 'p') || strlen(text) < 13 || text[11] != '.')
		return false;
	ret_cursor->previous = text[0] == 'p';
	memcpy(ret_cursor->date, text + 1, 10);
	ret_cursor->date[10] = '\0';
	if (text[12] < '0' || text[12] > '9' || !day_parse(ret_cursor->date, &date)) return false;
	ret_cursor->id = strtoll(text + 12, &end, 10);
	return *end == '\0';
}

static const char *cursor_make(struct arena *arena, char way, const struct register_facts *facts,
			       const struct entry *entry)
{
	return arena_printf(arena, "%c%s.%lld", way, entry->values[facts->dated],
			    (long long)entry->id);
}

static void turn_around(struct entry_page *page)
{
	for (size_t i = 0; i < page->n / 2; i++) {
		struct entry swap = page->entries[i];
		page->entries[i] = page->entries[page->n - 1 - i];
		page->entries[page->n - 1 - i] = swap;
	}
}

enum err register_count(struct store *store, enum register_id id, int64_t agency_id, day from,
			day to, struct error *error, int64_t *ret_n)
{
	struct day_text first = day_text(from), last = day_text(to);
	return db_number(
		store->db, register_sql[id].some,
		DB_VALUES(db_int(agency_id), db_text(first.s), db_text(last.s), db_int(COUNT_MORE)),
		error, ret_n);
}

enum err register_any(struct store *store, enum register_id id, int64_t agency_id, day from, day to,
		      struct error *error, bool *ret_any)
{
	struct day_text first = day_text(from), last = day_text(to);
	int64_t n = 0;
	enum err err = db_number(
		store->db, register_sql[id].any,
		DB_VALUES(db_int(agency_id), db_text(first.s), db_text(last.s), db_int(1)), error,
		&n);
	if (err == ERR_NONE) *ret_any = n > 0;
	return err;
}

static bool only_dated(const struct register_facts *facts, const struct entry_filter *filter)
{
	for (size_t i = 0; i < facts->n_filters; i++)
		if (filter->choices[i] != NULL && filter->choices[i][0] != '\0') return false;
	return filter->struck == STRUCK_WITHOUT &&
	       (filter->text == NULL || filter->text[0] == '\0');
}

/* A range of days is counted along its index; what else is asked for is looked up entry by entry,
 * and so only where they are few. bound: a filter's. */
static enum err count_total(struct store *store, const struct register_facts *facts,
			    const struct entry_filter *filter, const struct db_value *bound,
			    struct error *error, int64_t *ret_total)
{
	const struct register_sql *sql = &register_sql[facts->id];
	const struct db_value dated[] = {bound[0], bound[1], bound[2], db_int(COUNT_MORE)};
	if (only_dated(facts, filter))
		return db_number(store->db, sql->some, dated, COUNT_OF(dated), error, ret_total);
	int64_t in_days = 0;
	enum err err = db_number(store->db, sql->any, dated, COUNT_OF(dated), error, &in_days);
	if (err != ERR_NONE) return err;
	if (in_days < COUNT_MORE)
		return db_number(store->db, sql->count, bound, FILTER_VALUES, error, ret_total);
	*ret_total = -1;
	return ERR_NONE;
}

enum err register_list(struct store *store, enum register_id id, int64_t agency_id,
		       const struct entry_filter *filter, struct arena *arena, struct error *error,
		       struct entry_page *ret_page)
{
	const struct register_facts *facts = register_facts(id);
	size_t limit = entry_limit(filter->limit);
	struct db_value bound[FILTER_VALUES + 3];
	struct day_text days[2];
	struct cursor cursor;
	struct db_statement *rows = NULL;
	struct entry_page page = {0};
	bool more = false;
	if (!cursor_parse(filter->cursor, &cursor))
		return error_set(error, ERR_USAGE, NULL, "页码不对，请从第一页看起。");
	bind_filter(facts, agency_id, filter, days, bound);
	enum err err = count_total(store, facts, filter, bound, error, &page.total);
	if (err != ERR_NONE) return err;
	bound[9] = db_text(cursor.date);
	bound[10] = db_int(cursor.id);
	bound[11] = db_int((int64_t)limit + 1);
	err = db_query(store->db,
		       cursor.previous ? register_sql[id].previous : register_sql[id].next, bound,
		       FILTER_VALUES + 3, error, &rows);
	if (err == ERR_NONE) err = entry_read_page(facts, rows, limit, arena, error, &page, &more);
	if (err != ERR_NONE) return err;
	if (cursor.previous) turn_around(&page);
	bool first = filter->cursor == NULL || filter->cursor[0] == '\0';
	bool before = cursor.previous ? more : !first;
	bool after = cursor.previous ? true : more;
	if (page.n > 0 && before) page.previous = cursor_make(arena, 'p', facts, &page.entries[0]);
	if (page.n > 0 && after)
		page.next = cursor_make(arena, 'n', facts, &page.entries[page.n - 1]);
	*ret_page = page;
	return ERR_NONE;
}

enum err register_each(struct store *store, enum register_id id, int64_t agency_id,
		       const struct entry_filter *filter, entry_each *each, void *context,
		       struct error *error)
{
	const struct register_facts *facts = register_facts(id);
	struct db_value bound[FILTER_VALUES];
	struct day_text days[2];
	struct db_statement *rows = NULL;
	struct arena scratch;
	struct entry entry;
	bind_filter(facts, agency_id, filter, days, bound);
	enum err err =
		db_query(store->db, register_sql[id].each, bound, FILTER_VALUES, error, &rows);
	if (err != ERR_NONE) return err;
	arena_init(&scratch);
	enum db_step step;
	while (err == ERR_NONE && (step = db_step(rows, error)) == DB_ROW) {
		arena_reset(&scratch);
		entry_read(facts, rows, &scratch, &entry);
		err = each(&entry, context, error);
	}
	if (err != ERR_NONE)
		db_end(rows);
	else
		err = db_failed(rows);
	arena_release(&scratch);
	return err;
}
