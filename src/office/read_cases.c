/* SPDX-License-Identifier: MulanPSL-2.0
 * Table 4: fifteen values after its heads. The heads are printed whole, wrapped, or character by
 * character; what they have in common are their characters. */
#include <string.h>

#include "base/utf8.h"
#include "office/read_label.h"
#include "office/read_report.h"
#include "office/read_rows.h"
#include "office/read_split.h"

enum { CASE_CELLS = CASE__MAX * RESULT__MAX };

static const char TABLE[] = "table4";

/* Letters of the heads in text[from, to), looked at from its end; stops at another letter. */
static size_t head_letters(const struct source *source, size_t from, size_t to)
{
	static const char letters[] = "结果维持纠正其他尚未审总计复议后起诉直接经行政讼";
	enum { FAR = 20 };
	size_t count = 0;
	while (to > from && count < FAR) {
		size_t at = to - 1;
		while (at > from && ((unsigned char)source->text[at] & 0xc0) == 0x80) at--;
		bool sign = (unsigned char)source->text[at] < 0x80;
		if (!sign &&
		    memmem(letters, sizeof letters - 1, source->text + at, to - at) == NULL)
			return count == FAR ? count : 0;
		count += !sign;
		to = at;
	}
	return count;
}

/* Where the text before a run turns into the heads: a run right after the heads alone counts. */
static bool after_heads(const struct source *source, const struct row_run *run, size_t least)
{
	enum { NEAR = 24 };
	size_t from = run->at > run->chunk + NEAR ? run->at - NEAR : run->chunk;
	while (from < run->at && ((unsigned char)source->text[from] & 0xc0) == 0x80) from++;
	return head_letters(source, from, run->at) >= least;
}

static void refuse(struct reading *reading, const char *why)
{
	reading_refuse(reading, TABLE, "", "表四应有15格，%s", why);
}

static bool take(struct reading *reading, const struct row_run *run, struct cell *ret, size_t n)
{
	size_t taken = 0;
	bool blanks = run->filled != n;
	for (size_t i = 0; i < run->count; i++) {
		const struct token *token = &reading->source.tokens[run->first + i];
		if (token->kind == TOKEN_BLANK && !blanks) continue;
		if (taken == n) return false;
		ret[taken] = (struct cell){CELL_BLANK, 0};
		if (token->kind != TOKEN_BLANK && !token_cell(&reading->source, token, &ret[taken]))
			return false;
		taken++;
	}
	return taken == n;
}

/* Glued digits: read when exactly one way to cut them satisfies the three totals, else refused. */
static void read_glued(struct reading *reading, const struct row_run *run)
{
	struct splits *splits = ARENA_NEW(reading->arena, struct splits);
	bool forced;
	splits_of_tokens(&reading->source, run->first, run->count, CASE_CELLS, split_cases_allowed,
			 &forced, splits);
	if (splits->count == 0 || splits->count > 1) {
		refuse(reading, splits->count == 0
					? "数字连在一起，没有一种拆分能使三组总计都成立，无法确定。"
					: arena_printf(reading->arena,
						       "数字连在一起，可以读成%s，也可以读成%"
						       "s，总计都成立，无法确"
						       "定是哪一种。",
						       split_text(reading->arena,
								  splits->numbers[0], CASE_CELLS),
						       split_text(reading->arena,
								  splits->numbers[1], CASE_CELLS)));
		return;
	}
	for (int group = 0, i = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			reading->tables.cases[group][result] = cell_number(splits->numbers[0][i++]);
	reading->marks.glued = true;
}

static void read_one(struct reading *reading, const struct row_run *run)
{
	struct cell cells[CASE_CELLS];
	const struct source_line *line =
		&reading->source.lines[reading->source.tokens[run->first].line];
	bool marked = run->structured && run->count == CASE_CELLS &&
		      !(line->tabs &&
			reading->source.tokens[run->first + run->count - 1].kind == TOKEN_BLANK);
	bool read =
		run->filled == CASE_CELLS || marked ? take(reading, run, cells, CASE_CELLS) : false;
	bool glued = !run->structured && run->filled < CASE_CELLS &&
		     (reading->marks.glued || run->count == 1);
	if (read)
		memcpy(reading->tables.cases, cells, sizeof cells);
	else if (glued)
		read_glued(reading, run);
	else
		refuse(reading, "读到的格数不对，无法确定缺的或多的是哪一格。");
}

/* Three small tables, each under its group's name. */
static void read_three(struct reading *reading, struct row_run *const runs[CASE__MAX])
{
	struct cell cells[CASE__MAX][RESULT__MAX];
	for (int group = 0; group < CASE__MAX; group++) {
		const struct row_run *run = runs[group];
		const char *name = case_group_label((enum case_group)group);
		bool named = source_find(&reading->source, run->chunk, run->at, name) != SIZE_MAX;
		if (!named || !take(reading, run, cells[group], RESULT__MAX)) {
			refuse(reading, "分成几处，无法确定各处是哪一组。");
			return;
		}
	}
	memcpy(reading->tables.cases, cells, sizeof cells);
}

/* The heads just before the values name the groups in the printed order. */
static bool groups_in_order(const struct source *source, size_t to)
{
	enum { NEAR = 1200 };
	size_t from = to > NEAR ? to - NEAR : 0, last[CASE__MAX];
	for (int group = 0; group < CASE__MAX; group++) {
		const char *label = case_group_label((enum case_group)group);
		last[group] = SIZE_MAX;
		for (size_t at = source_find(source, from, to, label); at != SIZE_MAX;
		     at = source_find(source, at + 1, to, label))
			last[group] = at;
	}
	return last[CASE_DIRECT] == SIZE_MAX || last[CASE_AFTER] == SIZE_MAX ||
	       last[CASE_DIRECT] < last[CASE_AFTER];
}

void read_cases(struct reading *reading)
{
	enum { MAX_RUNS = 4, LEAST_FIRST = 6, LEAST = 2 };
	struct row_runs all;
	struct row_run *runs[MAX_RUNS];
	size_t n = 0;
	rows_collect(&reading->source, 0, reading->source.n, reading->arena, &all);
	for (size_t i = 0; i < all.n && n < MAX_RUNS; i++) {
		struct row_run *run = &all.runs[i];
		bool in_table3 = run->at >= reading->table3.from && run->at < reading->table3.to;
		if (in_table3 || run->filled == 0 ||
		    !after_heads(&reading->source, run, n == 0 ? LEAST_FIRST : LEAST))
			continue;
		if (n > 0 && run->at > runs[n - 1]->end + 400) break;
		runs[n++] = run;
	}
	if (n == 0) {
		if (source_find(&reading->source, 0, reading->source.n, "未经复议直接起诉") !=
		    SIZE_MAX)
			refuse(reading, "只有表头，没有能够确定的数字。");
		return;
	}
	reading->table4 = (struct span){runs[0]->at, runs[n - 1]->end};
	if (!groups_in_order(&reading->source, runs[n - 1]->at)) {
		refuse(reading, "各组的先后与规定格式不一致，无法确定。");
		return;
	}
	bool fives = n == CASE__MAX;
	for (size_t i = 0; i < n; i++) fives = fives && runs[i]->filled == RESULT__MAX;
	if (n == 1) {
		read_one(reading, runs[0]);
	} else if (fives) {
		read_three(reading, runs);
	} else {
		bool loose = true;
		for (size_t i = 0; i < n; i++) loose = loose && !runs[i]->structured;
		reading->marks.disordered = reading->marks.disordered || loose;
		refuse(reading, "表头和数字没有按行排列，无法确定。");
	}
}
