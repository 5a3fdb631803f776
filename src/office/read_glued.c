/* SPDX-License-Identifier: MulanPSL-2.0
 * Table 3 with its cells glued together: read when the printed identities leave one way to cut the
 * digits, refused with two of the ways otherwise. */
#include <string.h>

#include "office/read_split.h"
#include "office/read_table3.h"

static const char TABLE[] = TABLE3_ID;

/* Why a row of glued digits leaves no or several readings, into the refusal of the whole table. */
static void refuse_splits(struct table3 *table, const struct split_row *rows, size_t n,
			  enum split_answer answer)
{
	for (size_t i = 0; i < n; i++) {
		const struct splits *splits = rows[i].splits;
		if (answer != SPLIT_SEVERAL || splits->count < 2) continue;
		reading_refuse(
			table->reading, TABLE, "",
			"表三各格数字连在一起，例如“%s”一行可以读成%s，也可以读成%s，勾稽关系"
			"不能确定是哪一种。",
			table3_row_name(table, (int)rows[i].row),
			split_text(table->reading->arena, splits->numbers[0], COLUMN__MAX),
			split_text(table->reading->arena, splits->numbers[1], COLUMN__MAX));
		return;
	}
	reading_refuse(table->reading, TABLE, "",
		       "表三各格数字连在一起，没有一种拆分能满足全部勾稽关系，无法确定。");
}

/* The text ends or begins inside the table: its columns cannot be added up, its rows can. */
static bool is_cut(const struct table3 *table)
{
	return !table->whole || table->span.to == table->source->n;
}

static bool each_has_one(const struct split_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (rows[i].splits->count != 1) return false;
	return true;
}

void table3_read_glued(struct table3 *table)
{
	struct arena *arena = table->reading->arena;
	struct split_row rows[ROW__MAX];
	size_t n = 0;
	bool all_forced = true, complete = true, present[ROW__MAX] = {false};
	for (size_t i = 0; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		struct splits *splits = ARENA_NEW(arena, struct splits);
		bool forced = false;
		if (!splits_of_tokens(table->source, run->first, run->count, COLUMN__MAX,
				      split_row_allowed, &forced, splits)) {
			reading_refuse(
				table->reading, TABLE, "",
				"表三各格数字连在一起，“%s”一行不能拆成七个数而使各类申请人之"
				"和等于总计，无法确定。",
				table3_row_name(table, (int)run->row));
			table->runs.n = 0;
			return;
		}
		all_forced = all_forced && forced;
		present[run->row] = true;
		rows[n++] = (struct split_row){run->row, splits, 0};
	}
	for (int row = 0; row < ROW__MAX; row++)
		complete = complete && (!table3_has(table, row) || present[row]);
	enum split_answer answer = all_forced ? SPLIT_ONE : SPLIT_NONE;
	if (!all_forced && complete)
		answer = splits_solve(rows, n);
	else if (!all_forced && is_cut(table))
		answer = each_has_one(rows, n) ? SPLIT_ONE : SPLIT_SEVERAL;
	if (answer != SPLIT_ONE) {
		refuse_splits(table, rows, n, answer);
		table->runs.n = 0;
		return;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < table->runs.n; j++) {
			struct row_run *run = &table->runs.runs[j];
			if (run->row != rows[i].row) continue;
			for (int column = 0; column < COLUMN__MAX; column++)
				run->cells[column] = cell_number(
					rows[i].splits->numbers[rows[i].chosen][column]);
			run->readable = true;
		}
}
