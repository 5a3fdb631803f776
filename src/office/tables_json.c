/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/tables_json.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FEN_PER_WAN = 1000000 };

static json_t *cell_json(struct cell cell)
{
	switch (cell.kind) {
	case CELL_NUMBER: return json_integer(cell.value);
	case CELL_SLASH: return json_string("/");
	case CELL_UNREAD:
	case CELL_BLANK: break;
	}
	return json_null();
}

static json_t *charges_json(struct cell cell)
{
	if (cell.kind != CELL_NUMBER || cell.value % FEN_PER_WAN == 0) {
		if (cell.kind == CELL_NUMBER) cell.value /= FEN_PER_WAN;
		return cell_json(cell);
	}
	return json_real((double)cell.value / FEN_PER_WAN);
}

static json_t *row_json(const struct cell *cells, size_t n)
{
	json_t *row = json_array();
	bool any = false;
	for (size_t i = 0; i < n; i++) {
		json_array_append_new(row, cell_json(cells[i]));
		any = any || cells[i].kind != CELL_UNREAD;
	}
	if (any) return row;
	json_decref(row);
	return NULL;
}

/* An unread row leaves no key. */
static void put(json_t *object, const char *key, json_t *value)
{
	if (value != NULL) json_object_set_new(object, key, value);
}

json_t *tables_to_json(const struct tables *tables)
{
	json_t *root = json_object(), *table2 = json_object(), *table3 = json_object(),
	       *table4 = json_object();
	if (tables->agency != NULL) put(root, "agency", json_string(tables->agency));
	if (tables->year != 0) put(root, "year", json_integer(tables->year));
	put(root, "format", json_string(tables->format == FORMAT_2019 ? "2019" : "2021"));
	for (int row = 0; row < STOCK__MAX; row++)
		put(table2, stock_row_id((enum stock_row)row),
		    row_json(tables->stock[row], STOCK_COLUMN__MAX));
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		struct cell cell = tables->decisions[kind];
		if (cell.kind == CELL_UNREAD) continue;
		put(table2, decision_id((enum decision_kind)kind),
		    kind == DECISION_CHARGE ? charges_json(cell) : cell_json(cell));
	}
	for (int row = 0; row < ROW__MAX; row++)
		put(table3, table_row_id((enum table_row)row),
		    row_json(tables->requests[row], COLUMN__MAX));
	for (int group = 0; group < CASE__MAX; group++)
		put(table4, case_group_id((enum case_group)group),
		    row_json(tables->cases[group], RESULT__MAX));
	put(root, "table2", table2);
	put(root, "table3", table3);
	put(root, "table4", table4);
	return root;
}

static bool cell_read(const json_t *json, bool wan, struct cell *ret_cell)
{
	if (json_is_null(json)) {
		*ret_cell = (struct cell){CELL_BLANK, 0};
		return true;
	}
	if (json_is_string(json)) {
		*ret_cell = (struct cell){CELL_SLASH, 0};
		return strcmp(json_string_value(json), "/") == 0;
	}
	if (!json_is_number(json)) return false;
	double value = json_number_value(json) * (wan ? FEN_PER_WAN : 1);
	/* past 2^53 a double no longer holds every integer */
	if (!(value >= 0 && value <= 9007199254740992.0)) return false;
	int64_t whole = llround(value);
	if (fabs(value - (double)whole) > (wan ? 1e-3 : 0)) return false;
	*ret_cell = cell_number(whole);
	return true;
}

static void row_read(const json_t *json, struct cell *cells, size_t n, const char *id,
		     struct problems *problems)
{
	if (json == NULL) return;
	if (!json_is_array(json) || json_array_size(json) != n) {
		problem_add(problems, id, "%s 行应有 %zu 个单元格", id, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (!cell_read(json_array_get(json, i), false, &cells[i]))
			problem_add(problems, id, "%s 行第 %zu 格不是非负整数、空白或“/”", id,
				    i + 1);
}

static void table2_read(const json_t *json, struct tables *tables, struct problems *problems)
{
	for (int row = 0; row < STOCK__MAX; row++) {
		const char *id = stock_row_id((enum stock_row)row);
		row_read(json_object_get(json, id), tables->stock[row], STOCK_COLUMN__MAX, id,
			 problems);
	}
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		const char *id = decision_id((enum decision_kind)kind);
		const json_t *cell = json_object_get(json, id);
		if (cell != NULL &&
		    !cell_read(cell, kind == DECISION_CHARGE, &tables->decisions[kind]))
			problem_add(problems, id, "%s 不是非负的数、空白或“/”", id);
	}
}

static void table3_read(const json_t *json, struct tables *tables, struct problems *problems)
{
	const char *id;
	const json_t *row_value;
	void *at;
	json_t *object = (json_t *)(uintptr_t)json; /* jansson's iterator takes no const */
	for (at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
		id = json_object_iter_key(at);
		row_value = json_object_iter_value(at);
		enum table_row row;
		if (!table_row_parse(id, &row))
			problem_add(problems, "table3", "表三没有“%.20s”这一行", id);
		else
			row_read(row_value, tables->requests[row], COLUMN__MAX, table_row_id(row),
				 problems);
	}
}

static bool is_table(const json_t *json)
{
	return json == NULL || json_is_object(json);
}

bool tables_from_json(const json_t *json, struct arena *arena, struct tables *ret_tables,
		      struct problems *problems)
{
	size_t before = problems->count;
	struct tables tables = {0};
	const char *format = json_string_value(json_object_get(json, "format"));
	if (format != NULL && strncmp(format, "2019", 4) == 0)
		tables.format = FORMAT_2019;
	else if (format == NULL || strncmp(format, "2021", 4) != 0)
		problem_add(problems, "format", "format 应为“2021”或“2019”");
	tables.agency = arena_text(arena, json_string_value(json_object_get(json, "agency")));
	const json_t *year = json_object_get(json, "year");
	if (json_is_integer(year) && json_integer_value(year) > 1900 &&
	    json_integer_value(year) < 3000)
		tables.year = (int)json_integer_value(year);
	else if (year != NULL && !json_is_null(year))
		problem_add(problems, "year", "year 不是年份");
	const json_t *table2 = json_object_get(json, "table2"),
		     *table3 = json_object_get(json, "table3"),
		     *table4 = json_object_get(json, "table4");
	if (!is_table(table2) || !is_table(table3) || !is_table(table4))
		problem_add(problems, "", "table2、table3、table4 应为对象");
	table2_read(table2, &tables, problems);
	table3_read(table3, &tables, problems);
	for (int group = 0; group < CASE__MAX; group++) {
		const char *id = case_group_id((enum case_group)group);
		row_read(json_object_get(table4, id), tables.cases[group], RESULT__MAX, id,
			 problems);
	}
	if (problems->count != before) return false;
	*ret_tables = tables;
	return true;
}

const char *tables_to_text(const struct tables *tables, struct arena *arena)
{
	json_t *json = tables_to_json(tables);
	char *dump = json_dumps(json, JSON_COMPACT | JSON_REAL_PRECISION(15));
	BUG_IF(dump == NULL);
	const char *text = arena_text(arena, dump);
	free(dump);
	json_decref(json);
	return text;
}

bool tables_from_text(const char *text, struct arena *arena, struct tables *ret_tables)
{
	struct problems problems;
	problems_init(&problems, arena);
	json_t *json = json_loads(text, 0, NULL);
	bool good = json != NULL && tables_from_json(json, arena, ret_tables, &problems);
	json_decref(json);
	return good;
}
