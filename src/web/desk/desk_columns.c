/* SPDX-License-Identifier: MulanPSL-2.0
 * The columns of a list of entries, on a register's page and behind a number alike. */
#include <inttypes.h>

#include "web/desk/desk_entry.h"

enum { LONG_TEXT = 200 };

struct desk_columns desk_columns_shown(const struct register_facts *facts)
{
	struct desk_columns shown = {.n = 0};
	bool wanted[REGISTER_MAX_COLUMNS] = {false};
	shown.at[shown.n++] = facts->title;
	if (facts->dated != facts->title) shown.at[shown.n++] = facts->dated;
	size_t room = DESK_COLUMNS - shown.n;
	for (size_t i = 0; i < facts->n_filters && room > 0; i++) {
		size_t column = facts->filters[i];
		if (column == facts->title || column == facts->dated) continue;
		wanted[column] = true;
		room--;
	}
	for (size_t i = 0; i < facts->n_columns && room > 0; i++) {
		const struct column *column = &facts->columns[i];
		bool placed = wanted[i] || i == facts->title || i == facts->dated;
		if (placed || (column->type == VALUE_TEXT && column->max >= LONG_TEXT)) continue;
		wanted[i] = true;
		room--;
	}
	for (size_t i = 0; i < facts->n_columns; i++)
		if (wanted[i]) shown.at[shown.n++] = i;
	return shown;
}

static bool is_number(const struct column *column)
{
	return column->type == VALUE_COUNT || column->type == VALUE_YUAN;
}

const struct view_head *desk_columns_heads(const struct register_facts *facts,
					   const struct desk_columns *shown, struct arena *arena)
{
	struct view_head *heads = arena_array(arena, shown->n, sizeof *heads);
	for (size_t c = 0; c < shown->n; c++) {
		const struct column *column = &facts->columns[shown->at[c]];
		heads[c] = (struct view_head){.label = column->label, .number = is_number(column)};
	}
	return heads;
}

const struct view_cell *desk_columns_cells(const struct register_facts *facts,
					   const struct desk_columns *shown,
					   const struct entry *entry, struct arena *arena)
{
	struct view_cell *cells = arena_array(arena, shown->n, sizeof *cells);
	for (size_t c = 0; c < shown->n; c++) {
		const struct column *column = &facts->columns[shown->at[c]];
		cells[c] = (struct view_cell){
			.label = column->label,
			.text = desk_value_brief(column, entry->values[shown->at[c]], arena),
			.number = is_number(column),
			.nowrap = column->type == VALUE_DAY};
	}
	cells[0].text = desk_entry_title(facts, entry);
	cells[0].href = arena_printf(arena, "/registers/%s/%" PRId64, facts->name, entry->id);
	return cells;
}
