/* SPDX-License-Identifier: MulanPSL-2.0
 * The entries behind one number, page by page. */
#include <string.h>

#include "base/escape.h"
#include "office/annual.h"
#include "web/desk/desk_entry.h"
#include "web/desk/page_figures.h"

enum { FIGURE_PAGE = 50 };

/* When an entry is counted in the cell: the counting rules in a clerk's words. */
static const char *explain(struct cell_ref cell, int year, struct arena *arena)
{
	switch (cell.table) {
	case CELLS_STOCK:
		if (cell.column == STOCK_IN_FORCE)
			return arena_printf(arena, "%d年12月31日有效的全部文件，不论哪一年制发。",
					    year);
		return arena_printf(arena, "%d年%s的文件。", year,
				    cell.column == STOCK_MADE ? "制发" : "废止");
	case CELLS_DECISIONS:
		return arena_printf(arena, "%d年内各批登记的合计，已公开的和依法未公开的都算。",
				    year);
	case CELLS_CASES:
		if (cell.column == RESULT_PENDING)
			return arena_printf(arena, "到%d年12月31日还没有审结的案件。", year);
		return arena_printf(arena, "%d年审结的按结果计；年底没有审结的计入尚未审结。",
				    year);
	case CELLS_REQUESTS: break;
	}
	switch (cell.row) {
	case ROW_R1: return arena_printf(arena, "收到之日（条例第三十一条）在%d年内的申请。", year);
	case ROW_R2: return arena_printf(arena, "%d年以前收到、到上年底还没有办结的申请。", year);
	case ROW_R4: return arena_printf(arena, "到%d年12月31日收到而没有办结的申请。", year);
	default: return arena_printf(arena, "%d年内答复的申请，每件只按一个结果计一次。", year);
	}
}

static void fill_table(const struct desk *desk, const struct register_facts *facts,
		       const struct entry_page *page, struct view_table *ret_table)
{
	struct desk_columns shown = desk_columns_shown(facts);
	struct view_row *rows = arena_array(desk->arena, page->n, sizeof *rows);
	for (size_t r = 0; r < page->n; r++)
		rows[r] = (struct view_row){
			.cells = desk_columns_cells(facts, &shown, &page->entries[r], desk->arena),
			.n_cells = shown.n};
	*ret_table = (struct view_table){.heads = desk_columns_heads(facts, &shown, desk->arena),
					 .n_heads = shown.n,
					 .rows = rows,
					 .n_rows = page->n,
					 .empty = "没有记录计入这个数字。"};
}

static const char *page_href(const struct desk *desk, const char *key, const char *cursor)
{
	if (cursor == NULL) return NULL;
	struct buf code;
	buf_init(&code, 4096);
	escape_url(&code, cursor);
	const char *href = arena_printf(desk->arena, "/figures/%d/%s?page=%s", desk->year, key,
					buf_text(&code));
	buf_release(&code);
	return href;
}

/* The year in the address. */
static bool year_part(struct desk *desk, const char *text)
{
	int64_t year;
	if (strlen(text) != 4 || !http_number(text, &year) || year < 1949) return false;
	desk->year = (int)year;
	return true;
}

void page_figure(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_behind view = {0};
	struct annual annual;
	struct entry_page page;
	struct cell_ref cell;
	const char *key = request->params[1], *cursor = request_query(request, "page");
	desk_begin(&desk, request, reply, "统计");
	if (!year_part(&desk, request->params[0]) || !figure_parse(key, desk.arena, &cell)) {
		desk_missing(&desk);
		return;
	}
	enum err err = annual_load(desk.office, desk.actor, desk.agency_id, desk.year, desk.arena,
				   &desk.error, &annual);
	if (err == ERR_NONE)
		err = entry_behind(desk.office, desk.actor, desk.agency_id, desk.year, cell, cursor,
				   FIGURE_PAGE, desk.arena, &desk.error, &page);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	const struct register_facts *facts = register_facts(cell_register(cell));
	view.words = figure_words(cell, desk.arena);
	view.value = figure_text(&annual.live, cell, desk.arena);
	const char *frozen = figure_text(&annual.tables, cell, desk.arena);
	if (strcmp(frozen, view.value) != 0) view.frozen = frozen;
	view.explain = explain(cell, desk.year, desk.arena);
	view.register_label = facts->label;
	view.register_href =
		arena_printf(desk.arena, "/registers/%s?year=%d", facts->name, desk.year);
	fill_table(&desk, facts, &page, &view.table);
	view.pager.next_href = page_href(&desk, key, page.next);
	if (*cursor != '\0') view.pager.first_href = page_href(&desk, key, "");
	desk_trail(&desk, arena_printf(desk.arena, "/figures?year=%d", desk.year),
		   arena_printf(desk.arena, "%d 年统计", desk.year));
	desk.frame.title = view.words;
	view.frame = desk.frame;
	render_desk_behind(&reply->body, &view);
}
