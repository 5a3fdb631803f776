/* SPDX-License-Identifier: MulanPSL-2.0
 * A number of the statutory tables: its key, its words, its value, when an entry counts in it. */
#include <inttypes.h>
#include <string.h>

#include "web/desk/page_figures.h"

/* Cuts "a.b.c" at its dots; returns how many parts, at most 3, or 0 for more. */
static size_t split(char *text, const char *parts[3])
{
	size_t n = 0;
	for (char *at = text; at != NULL;) {
		if (n == 3) return 0;
		parts[n++] = at;
		at = strchr(at, '.');
		if (at != NULL) *at++ = '\0';
	}
	return n;
}

bool figure_parse(const char *key, struct arena *arena, struct cell_ref *ret_cell)
{
	const char *parts[3];
	size_t n = split(arena_text(arena, key), parts);
	if (n == 2 && strcmp(parts[0], "t2") == 0)
		return cell_ref_parse("decisions", parts[1], "", ret_cell);
	if (n != 3) return false;
	const char *table = strcmp(parts[0], "t2") == 0	  ? "stock"
			    : strcmp(parts[0], "t3") == 0 ? "requests"
			    : strcmp(parts[0], "t4") == 0 ? "cases"
							  : "";
	return cell_ref_parse(table, parts[1], parts[2], ret_cell);
}

const char *figure_words(struct cell_ref cell, struct arena *arena)
{
	switch (cell.table) {
	case CELLS_STOCK:
		return arena_printf(arena, "%s，%s", stock_row_label((enum stock_row)cell.row),
				    stock_column_label((enum stock_column)cell.column));
	case CELLS_DECISIONS: return decision_label((enum decision_kind)cell.row);
	case CELLS_CASES:
		return arena_printf(arena, "%s，%s", case_group_label((enum case_group)cell.row),
				    case_result_label((enum case_result)cell.column));
	case CELLS_REQUESTS: break;
	}
	enum table_row row = (enum table_row)cell.row;
	const char *group = table_row_group(row);
	return arena_printf(arena, "%s%s%s，%s", group == NULL ? "" : group,
			    group == NULL ? "" : " ", table_row_label(row),
			    table_column_label(cell.column));
}

struct cell figure_value(const struct tables *tables, struct cell_ref cell)
{
	switch (cell.table) {
	case CELLS_STOCK: return tables->stock[cell.row][cell.column];
	case CELLS_DECISIONS: return tables->decisions[cell.row];
	case CELLS_CASES: return tables->cases[cell.row][cell.column];
	case CELLS_REQUESTS: break;
	}
	return tables->requests[cell.row][cell.column];
}

const char *figure_text(const struct tables *tables, struct cell_ref cell, struct arena *arena)
{
	struct cell value = figure_value(tables, cell);
	if (value.kind == CELL_SLASH) return "/";
	if (value.kind != CELL_NUMBER) return "空白";
	if (cell.table == CELLS_DECISIONS && cell.row == DECISION_CHARGE)
		return arena_printf(arena, "%s 万元", wan_text(value.value).s);
	return arena_printf(arena, "%" PRId64 " 件", value.value);
}
