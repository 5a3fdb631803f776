/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_ratings.h"

#include <inttypes.h>

#include "office/rating.h"
#include "office/setting.h"

enum { AGENCY, FIRST_LEVEL, TOTAL = FIRST_LEVEL + RATING_LEVELS, COLUMNS };

static const struct view_head *heads(struct arena *arena)
{
	struct view_head *made = arena_array(arena, COLUMNS, sizeof *made);
	made[AGENCY].label = "单位";
	for (int i = 0; i < RATING_LEVELS; i++)
		made[FIRST_LEVEL + i] = (struct view_head){rating_label(RATING_LEVELS - i), true};
	made[TOTAL] = (struct view_head){"合计", true};
	return made;
}

/* An agency without a sum says so in one cell's words, and counts nothing. */
static struct view_row row_of(const struct rating_sums *sums, const struct view_head *head,
			      struct arena *arena)
{
	struct view_cell *cells = arena_array(arena, COLUMNS, sizeof *cells);
	cells[AGENCY] = (struct view_cell){.label = head[AGENCY].label, .text = sums->agency};
	for (int i = FIRST_LEVEL; i <= TOTAL; i++) {
		int64_t n = i == TOTAL ? sums->total
				       : sums->counts[RATING_LEVELS - 1 - (i - FIRST_LEVEL)];
		const char *none = i == TOTAL ? "还没有汇总" : "—";
		cells[i] = (struct view_cell){
			.label = head[i].label,
			.text = sums->total == 0 ? none : arena_printf(arena, "%" PRId64, n),
			.number = sums->total > 0};
	}
	return (struct view_row){.cells = cells, .n_cells = COLUMNS};
}

void page_ratings(struct request *request, struct reply *reply)
{
	struct desk desk;
	struct desk_ratings view = {.year = 0};
	struct rating_sums *sums = NULL;
	int64_t lot = 0;
	size_t n = 0;
	desk_begin(&desk, request, reply, "满意度");
	enum err err = desk_year(&desk, "/cases/ratings", &view.years);
	if (err == ERR_NONE)
		err = rating_list(desk.office, desk.actor, desk.agency_id, desk.year, desk.arena,
				  &desk.error, &sums, &n);
	if (err == ERR_NONE)
		err = setting_number(desk.office, desk.agency_id, SETTING_RATING_LOT, &desk.error,
				     &lot);
	if (err != ERR_NONE) {
		desk_fail(&desk, err);
		return;
	}
	struct view_row *rows = arena_array(desk.arena, n, sizeof *rows);
	const struct view_head *head = heads(desk.arena);
	for (size_t i = 0; i < n; i++) rows[i] = row_of(&sums[i], head, desk.arena);
	view.table = (struct view_table){.heads = head,
					 .n_heads = COLUMNS,
					 .rows = rows,
					 .n_rows = n,
					 .empty = "没有单位。"};
	view.year = desk.year;
	view.lot = arena_printf(desk.arena, "%" PRId64, lot);
	if (desk_reaches(&desk, "/cases")) desk_trail(&desk, "/cases", "申请办理");
	view.frame = desk.frame;
	render_desk_ratings(&reply->body, &view);
}
