/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/count_cells.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool cell_ref_parse(const char *table, const char *row, const char *column,
		    struct cell_ref *ret_cell)
{
	struct cell_ref cell = {0};
	enum stock_row stock;
	enum stock_column stock_column;
	enum decision_kind decision;
	enum table_row table_row;
	enum case_group group;
	enum case_result result;
	if (strcmp(table, "stock") == 0) {
		if (!stock_row_parse(row, &stock) || !stock_column_parse(column, &stock_column))
			return false;
		cell = (struct cell_ref){CELLS_STOCK, (int)stock, (int)stock_column};
	} else if (strcmp(table, "decisions") == 0) {
		if (!decision_parse(row, &decision) || column[0] != '\0') return false;
		cell = (struct cell_ref){CELLS_DECISIONS, (int)decision, 0};
	} else if (strcmp(table, "requests") == 0) {
		if (!table_row_parse(row, &table_row) ||
		    !table_column_parse(column, &cell.column) ||
		    !table_row_in(FORMAT_2021, table_row))
			return false;
		cell.table = CELLS_REQUESTS;
		cell.row = (int)table_row;
	} else if (strcmp(table, "cases") == 0) {
		if (!case_group_parse(row, &group) || !case_result_parse(column, &result))
			return false;
		cell = (struct cell_ref){CELLS_CASES, (int)group, (int)result};
	} else {
		return false;
	}
	*ret_cell = cell;
	return true;
}

enum register_id cell_register(struct cell_ref cell)
{
	static const enum register_id decisions[DECISION__MAX] = {
		[DECISION_LICENCE] = REGISTER_LICENCES,
		[DECISION_PENALTY] = REGISTER_PENALTIES,
		[DECISION_COERCION] = REGISTER_COERCION,
		[DECISION_CHARGE] = REGISTER_CHARGES};
	switch (cell.table) {
	case CELLS_STOCK: return REGISTER_NORMATIVE;
	case CELLS_DECISIONS: return decisions[cell.row];
	case CELLS_REQUESTS: return REGISTER_REQUESTS;
	case CELLS_CASES: break;
	}
	return cell.row == CASE_RECONSIDERATION ? REGISTER_RECONSIDERATIONS : REGISTER_LITIGATION;
}

const char *walk_value(const struct walk *walk, const struct entry *entry, const char *name)
{
	size_t column = register_column(walk->facts, name);
	BUG_IF(column == walk->facts->n_columns);
	return entry->values[column];
}

void place_word(char to[12], const char *word)
{
	size_t n = strlen(word);
	BUG_IF(n > 11);
	memcpy(to, word, n + 1);
}

/* "segment~first~second~id" */
static const char *place_text(struct arena *arena, const struct place *place)
{
	return arena_printf(arena, "%lld~%s~%s~%lld", (long long)place->segment, place->first,
			    place->second, (long long)place->id);
}

static bool take_number(const char **text, int64_t *ret_number)
{
	char *end = NULL;
	if (**text < '0' || **text > '9') return false;
	*ret_number = strtoll(*text, &end, 10);
	*text = end;
	return true;
}

static bool take_word(const char **text, char ret_word[12])
{
	size_t n = strspn(*text, "0123456789-abcdefghijklmnopqrstuvwxyz");
	if (n > 11 || (*text)[n] != '~') return false;
	memcpy(ret_word, *text, n);
	ret_word[n] = '\0';
	*text += n + 1;
	return true;
}

static bool place_parse(const char *text, struct place *ret_place)
{
	struct place place = {0};
	if (!take_number(&text, &place.segment) || *text++ != '~' ||
	    !take_word(&text, place.first) || !take_word(&text, place.second) ||
	    !take_number(&text, &place.id) || *text != '\0')
		return false;
	*ret_place = place;
	return true;
}

/* Takes entries segment by segment until the page is full. */
static enum err walk_page(const struct walk *walk, const struct walker *walker, struct place place,
			  size_t limit, struct arena *arena, struct error *error,
			  struct entry_page *ret_page)
{
	struct entry_page page = {.entries = arena_array(arena, limit, sizeof(struct entry)),
				  .total = -1};
	enum err err = ERR_NONE;
	while (err == ERR_NONE && place.segment >= 0) {
		struct db_statement *rows = NULL;
		struct entry_page part = {0};
		bool more = false;
		/* one row more than there is room for tells whether a next page exists */
		err = walker->query(walk, &place, (int64_t)(limit - page.n) + 1, error, &rows);
		if (err == ERR_NONE)
			err = entry_read_page(walk->facts, rows, limit - page.n, arena, error,
					      &part, &more);
		if (err != ERR_NONE) return err;
		if (part.n > 0)
			memcpy(page.entries + page.n, part.entries, part.n * sizeof *part.entries);
		page.n += part.n;
		if (more) {
			struct place last = {.segment = place.segment};
			/* a segment none of whose entries is on the page starts at its beginning */
			if (part.n > 0) {
				walker->place(walk, &page.entries[page.n - 1], &last);
				last.id = page.entries[page.n - 1].id;
			}
			page.next = place_text(arena, &last);
			break;
		}
		int64_t next = -1;
		err = walker->next(walk, place.segment, error, &next);
		place = (struct place){.segment = next};
	}
	if (err == ERR_NONE) *ret_page = page;
	return err;
}

struct listing {
	struct walk walk;
	const struct walker *walker;
	const char *cursor;
	size_t limit;
	struct arena *arena;
	struct entry_page page;
};

/* A cursor comes back from a browser: its segment must be one of the cell's. */
static enum err find_segment(const struct listing *listing, int64_t wanted, struct error *error)
{
	int64_t segment = -1;
	enum err err;
	while ((err = listing->walker->next(&listing->walk, segment, error, &segment)) == ERR_NONE)
		if (segment == wanted || segment < 0) break;
	if (err != ERR_NONE || segment >= 0) return err;
	return error_set(error, ERR_USAGE, NULL, "页码不对，请从第一页看起。");
}

static enum err list_in_snapshot(struct store *store, void *context, struct error *error)
{
	struct listing *listing = context;
	struct place place = {.segment = -1};
	enum err err;
	(void)store;
	if (listing->cursor == NULL || listing->cursor[0] == '\0')
		err = listing->walker->next(&listing->walk, -1, error, &place.segment);
	else if (place_parse(listing->cursor, &place))
		err = find_segment(listing, place.segment, error);
	else
		err = error_set(error, ERR_USAGE, NULL, "页码不对，请从第一页看起。");
	if (err != ERR_NONE) return err;
	return walk_page(&listing->walk, listing->walker, place, listing->limit, listing->arena,
			 error, &listing->page);
}

enum err count_cell_list(struct store *store, int64_t agency_id, int year, struct cell_ref cell,
			 const char *cursor, size_t limit, struct arena *arena, struct error *error,
			 struct entry_page *ret_page)
{
	struct listing listing = {
		.walk = {store, agency_id, year, year_days(year), cell,
			 register_facts(cell_register(cell))},
		.walker = cell.table == CELLS_REQUESTS ? walker_of_requests(cell)
						       : walker_of_others(cell),
		.cursor = cursor,
		.limit = entry_limit(limit),
		.arena = arena,
	};
	enum err err = store_read(store, list_in_snapshot, &listing, error);
	if (err == ERR_NONE) *ret_page = listing.page;
	return err;
}
