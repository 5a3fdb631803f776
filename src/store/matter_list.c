/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/matter_list.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "store/inside.h"
#include "store/matter_inside.h"
#include "store/rows.h"

enum { PAGE = 50, PAGE_MAX = 500 };

#define LINES(condition)                                                                           \
	"SELECT s.matter_id, m.entry_id, s.post_id, r.number, r.subject, r.requester_name, "       \
	"r.received, s.due, s.state, s.next_duty, s.next_due FROM matter_state s "                 \
	"JOIN matter m ON m.id = s.matter_id JOIN request r ON r.id = m.entry_id "                 \
	"WHERE s.agency_id = $1 AND s.kind = 'request' AND " condition                             \
	"(s.next_due, s.matter_id) > ($2, $3) AND s.next_due <= $4 AND r.struck = 0 "              \
	"ORDER BY s.next_due, s.matter_id LIMIT $5"

DB_STATEMENT(any_lines, LINES(""));
DB_STATEMENT(lines_of_state, LINES("s.state = $6 AND "));
DB_STATEMENT(lines_of_post, LINES("s.post_id = $6 AND "));
DB_STATEMENT(lines_of_both, LINES("s.state = $6 AND s.post_id = $7 AND "));

static void read_line(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_line *line = ret_item;
	*line = (struct matter_line){
		.id = db_column_int(row, 0),
		.entry_id = db_column_int(row, 1),
		.post_id = db_column_int(row, 2),
		.number = row_text(row, 3, arena),
		.subject = row_text(row, 4, arena),
		.name = row_text(row, 5, arena),
		.received = row_day(row, 6),
		.due = row_day(row, 7),
		.state = row_text(row, 8, arena),
		.next_duty = row_text(row, 9, arena),
		.next_due = row_text(row, 10, arena),
	};
}

/* "2025-01-31.17", ".17": after that line. */
static bool cursor_parse(const char *text, struct arena *arena, const char **ret_due,
			 int64_t *ret_id)
{
	const char *dot = strchr(text, '.');
	char *end = NULL;
	day on;
	if (dot == NULL || dot[1] < '0' || dot[1] > '9') return false;
	const char *due = arena_text_n(arena, text, (size_t)(dot - text));
	if (due[0] != '\0' && !day_parse(due, &on)) return false;
	*ret_id = strtoll(dot + 1, &end, 10);
	*ret_due = due;
	return *end == '\0';
}

static const struct db_sql *lines(const struct matter_filter *filter, struct db_value *values,
				  size_t *n)
{
	bool state = filter->state != NULL && filter->state[0] != '\0';
	if (state) values[(*n)++] = db_text(filter->state);
	if (filter->post_id != 0) values[(*n)++] = db_int(filter->post_id);
	if (state) return filter->post_id != 0 ? &lines_of_both : &lines_of_state;
	return filter->post_id != 0 ? &lines_of_post : &any_lines;
}

enum err matter_list(struct store *store, int64_t agency_id, const struct matter_filter *filter,
		     struct arena *arena, struct error *error, struct matter_page *ret_page)
{
	struct rows rows = ROWS_OF(arena, struct matter_line);
	size_t limit = filter->limit == 0 ? PAGE : filter->limit, n = 5;
	const char *due = filter->from == NULL ? "" : filter->from;
	const char *to = filter->nothing ? DUE_NOTHING : "9999-12-30";
	int64_t id = 0;
	if (limit > PAGE_MAX) limit = PAGE_MAX;
	if (filter->to != NULL && strcmp(filter->to, to) < 0) to = filter->to;
	if (filter->cursor != NULL && filter->cursor[0] != '\0' &&
	    !cursor_parse(filter->cursor, arena, &due, &id))
		return error_set(error, ERR_USAGE, NULL, "没有这一页。");
	struct db_value values[7] = {db_int(agency_id), db_text(due), db_int(id), db_text(to),
				     db_int((int64_t)limit + 1)};
	const struct db_sql *sql = lines(filter, values, &n);
	enum err err = rows_list(store->db, sql, values, n, read_line, &rows, error);
	if (err != ERR_NONE) return err;
	*ret_page = (struct matter_page){.lines = rows.items, .n = rows.n};
	if (rows.n <= limit) return ERR_NONE;
	const struct matter_line *last = &ret_page->lines[limit - 1];
	ret_page->n = limit;
	ret_page->next = arena_printf(arena, "%s.%" PRId64, last->next_due, last->id);
	return ERR_NONE;
}

static void read_count(struct db_statement *row, struct arena *arena, void *ret_item)
{
	struct matter_count *count = ret_item;
	*count = (struct matter_count){row_text(row, 0, arena), db_column_int(row, 1),
				       db_column_int(row, 2), db_column_int(row, 3)};
}

enum err matter_counts(struct store *store, int64_t agency_id, day today, day near,
		       struct arena *arena, struct error *error, struct matter_count **ret_counts,
		       size_t *ret_n)
{
	struct rows rows = ROWS_OF(arena, struct matter_count);
	struct day_text now = day_text(today), soon = day_text(near);
	enum err err =
		rows_list(store->db,
			  SQL("SELECT state, COUNT(*), "
			      "SUM(CASE WHEN next_due > '' AND next_due < $2 THEN 1 ELSE 0 END), "
			      "SUM(CASE WHEN next_due = '' OR (next_due >= $2 AND next_due <= $3) "
			      "THEN 1 ELSE 0 END) FROM matter_state WHERE agency_id = $1 "
			      "AND kind = 'request' AND next_due < '9999-12-31' GROUP BY state "
			      "ORDER BY state"),
			  DB_VALUES(db_int(agency_id), db_text(now.s), db_text(soon.s)), read_count,
			  &rows, error);
	if (err != ERR_NONE) return err;
	*ret_counts = rows.items;
	*ret_n = rows.n;
	return ERR_NONE;
}
