/* SPDX-License-Identifier: MulanPSL-2.0
 * Table 3: which run of values is which row. Two kinds of text exist. In lines (a row's seven
 * values stand on one line) rows follow each other as printed, labels on the line are anchors, and
 * a row without one is known by its place between two anchors. In loose text (one cell per line, or
 * glued) nothing but the label just before its values tells, and one row out of place means that no
 * row can be trusted. */
#include <stdlib.h>
#include <string.h>

#include "office/read_table3.h"

static const char TABLE[] = TABLE3_ID;

static enum table_row next_row(const struct table3 *table, enum table_row row)
{
	do {
		row++;
	} while (row < ROW__MAX && !table3_has(table, row));
	return row;
}

/* Does a row's worth of values follow before the next text of any length? */
static bool values_follow(const struct source *source, size_t at)
{
	enum { LABEL_TOKENS = 12, ENOUGH = 3 };
	size_t values = 0, texts = 0;
	for (size_t i = source_token_from(source, at + 1); i < source->n_tokens; i++) {
		const struct token *token = &source->tokens[i];
		if (token->kind == TOKEN_TEXT) {
			if (values > 0 || ++texts > LABEL_TOKENS) break;
		} else if (token->n >= COLUMN__MAX || ++values >= ENOUGH) {
			return true;
		}
	}
	return false;
}

/* Is （六） printed in three rows? Their labels may be cut short, but their ordinals stand between
 * the last row of （五） and （七）. */
static bool has_parts_of_f(const struct table3 *table)
{
	static const char *const ordinals[] = {"1.", "2.", "3.", "1、", "2、", "3、"};
	size_t from = table->span.to, to = table->span.to;
	for (int row = ROW_F1; row <= ROW_F3; row++)
		if (label_in(&table->labels, (enum table_row)row, table->span.from, table->span.to))
			return true;
	for (size_t i = 0; i < table->labels.n_hits; i++) {
		const struct label_hit *hit = &table->labels.hits[i];
		if (hit->at < table->span.from || hit->at >= table->span.to) continue;
		if (hit->row == ROW_E5 || (hit->row == ROW_F && from == table->span.to))
			from = hit->at;
		if (hit->row == ROW_G) to = hit->at;
	}
	for (size_t i = 0; i < COUNT_OF(ordinals); i++)
		if (source_find(table->source, from, to, ordinals[i]) != SIZE_MAX) return true;
	return false;
}

/* From the label of r1 to the heads of table 4 or section 五. A fragment may begin below it. */
static void find_span(struct table3 *table)
{
	static const char *const ends[] = {"未经复议直接起诉", "结果维持", "五、存在",
					   "六、其他需"};
	const struct source *source = table->source;
	size_t from = SIZE_MAX;
	for (size_t i = 0; i < table->labels.n_hits; i++) {
		const struct label_hit *hit = &table->labels.hits[i];
		if (hit->row != ROW_R1) continue;
		if (from == SIZE_MAX) from = hit->at;
		if (!values_follow(source, hit->at)) continue;
		from = hit->at;
		break;
	}
	table->whole = from != SIZE_MAX;
	table->span.from = table->whole ? from : 0;
	table->span.to = source->n;
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		size_t at = source_find(source, table->span.from, table->span.to, ends[i]);
		if (at != SIZE_MAX) table->span.to = at;
	}
	table->one_row_f = !has_parts_of_f(table);
}

/* A label cut short or misspelt, by its ordinal and its likeness to the row expected next. */
static bool known_by_ordinal(const struct table3 *table, struct row_run *run,
			     enum table_row expected)
{
	enum { ALIKE = 60 };
	const char *text = table->source->text;
	for (size_t at = run->chunk; at + 1 < run->at; at++) {
		if (text[at] - '0' != table->labels.ordinal[expected] || text[at] == '0') continue;
		if (text[at + 1] != '.' && strncmp(text + at + 1, "、", strlen("、")) != 0)
			continue;
		if (label_likeness(text, at, run->at, table->labels.core[expected]) < ALIKE)
			continue;
		run->anchored = at >= run->line_at;
		return true;
	}
	return false;
}

static void find_labels(struct table3 *table)
{
	enum table_row before = ROW__MAX;
	for (size_t i = 0; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		size_t inside = labels_in(&table->labels, run->line_at, run->at, &run->row);
		size_t near = inside > 0
				      ? inside
				      : labels_in(&table->labels, run->chunk, run->at, &run->row);
		run->anchored = inside == 1;
		run->known = near == 1;
		if (near == 0 && before != ROW__MAX) {
			enum table_row expected = next_row(table, before);
			if (table->one_row_f && expected == ROW_F &&
			    label_in(&table->labels, ROW_F, run->chunk, run->at)) {
				run->known = true;
				run->anchored =
					label_in(&table->labels, ROW_F, run->line_at, run->at);
			} else if (expected != ROW__MAX) {
				run->known = known_by_ordinal(table, run, expected);
			}
			if (run->known) run->row = expected;
		}
		if (run->known) before = run->row;
		if (run->known && run->row == ROW_R4) {
			table->runs.n = i + 1;
			table->span.to = run->end;
		}
	}
}

/* One or two numbers on a line of their own among rows of seven are page numbers or drifted cells:
 * the text before them belongs to what follows. */
static void drop_strays(struct table3 *table)
{
	size_t rows = 0, full = 0, kept = 0;
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		rows += run->filled > 2;
		full += run->one_line && run->filled == COLUMN__MAX;
	}
	if (full < 2 || 2 * full < rows) return;
	for (size_t i = 0; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		bool stray = !run->structured && run->filled <= 2 && run->line_at == run->at;
		if (!stray) {
			table->runs.runs[kept++] = *run;
			continue;
		}
		table->runs.stray = true;
		if (i + 1 < table->runs.n) table->runs.runs[i + 1].chunk = run->chunk;
	}
	table->runs.n = kept;
}

/* Numbers before the first label of a fragment, and among rows in lines what has no label and far
 * too few values, are no rows. */
static void drop_junk(struct table3 *table, bool in_lines)
{
	size_t kept = 0;
	bool begun = table->whole;
	for (size_t i = 0; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		begun = begun || run->known;
		bool junk = !begun || (in_lines && !run->known && run->filled <= 2);
		if (junk && begun && run->filled > 0) table->runs.stray = true;
		if (!junk) table->runs.runs[kept++] = *run;
	}
	table->runs.n = kept;
}

static bool stands_in_lines(const struct table3 *table)
{
	size_t known = 0, lines = 0;
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (!run->known) continue;
		known++;
		lines += run->one_line && (run->structured || run->filled == COLUMN__MAX);
	}
	return known > 0 && 2 * lines >= known;
}

static bool in_order(const struct table3 *table, bool anchors_only)
{
	int before = -1;
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (!run->known || (anchors_only && !run->anchored)) continue;
		if ((int)run->row <= before) return false;
		before = (int)run->row;
	}
	return true;
}

static void refuse_gap(struct table3 *table, int first, int last)
{
	for (int row = first; row <= last; row++)
		if (table3_has(table, row))
			reading_refuse(table->reading, TABLE, table_row_id((enum table_row)row),
				       "“%s”一行：标签与数字分开排列，无法确定哪一行数字属于它。",
				       table3_row_name(table, row));
}

/* Rows between two anchors (or the first and the table's begin). *ret_moved: a run got a row other
 * than its nearest label says. False when they cannot be told apart. */
static bool fill_gap(struct table3 *table, size_t first, size_t end, int after, int before,
		     bool *ret_moved)
{
	int rows[ROW__MAX];
	size_t n = 0;
	for (int row = after + 1; row < before; row++)
		if (table3_has(table, row)) rows[n++] = row;
	if (end - first == n) {
		for (size_t i = 0; i < n; i++) {
			struct row_run *run = &table->runs.runs[first + i];
			if (!label_in(&table->labels, (enum table_row)rows[i], table->span.from,
				      table->span.to) &&
			    !(run->known && (int)run->row == rows[i]))
				return false;
			if (!run->known || (int)run->row != rows[i]) *ret_moved = true;
			run->known = true;
			run->row = (enum table_row)rows[i];
		}
		return true;
	}
	/* a row is missing: then only a label of its own makes a run certain */
	for (size_t i = first; i < end; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (!run->known || (int)run->row <= after || (int)run->row >= before) return false;
		after = (int)run->row;
	}
	return true;
}

static bool identities_hold(const struct table3 *table)
{
	struct tables tables = {.format = FORMAT_2021};
	struct findings findings = {0};
	for (size_t i = 0; i < table->runs.n; i++)
		if (table->runs.runs[i].known && table->runs.runs[i].readable)
			memcpy(tables.requests[table->runs.runs[i].row], table->runs.runs[i].cells,
			       sizeof table->runs.runs[i].cells);
	tables_check(&tables, table->reading->arena, &findings);
	return findings.certain == 0;
}

static void assign_lines(struct table3 *table)
{
	int after = table->whole ? -1 : ROW__MAX;
	size_t first = 0;
	bool moved = false;
	if (!in_order(table, true)) {
		reading_refuse(table->reading, TABLE, "",
			       "表三各行的先后与规定格式不一致，或者同一行出现两次，无法确定。");
		table->runs.n = 0;
		return;
	}
	for (size_t i = 0; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		if (!run->anchored) continue;
		int row = (int)run->row;
		/* a fragment begins in the middle: what stands before its first anchor is unsure */
		for (size_t j = first; after == ROW__MAX && j < i; j++)
			table->runs.runs[j].known = false;
		if (after != ROW__MAX && !fill_gap(table, first, i, after, row, &moved)) {
			refuse_gap(table, after + 1, row - 1);
			for (size_t j = first; j < i; j++) table->runs.runs[j].known = false;
		}
		after = row;
		first = i + 1;
	}
	/* the text ends inside the table: rows with labels of their own, one after the other */
	for (size_t i = first; i < table->runs.n; i++) {
		struct row_run *run = &table->runs.runs[i];
		if (run->known && after != ROW__MAX &&
		    run->row != next_row(table, (enum table_row)after))
			run->known = false;
		if (run->known) after = (int)run->row;
	}
	if (moved && !identities_hold(table)) {
		reading_refuse(
			table->reading, TABLE, "",
			"表三有的行标签与数字分开排列，按行次对应后勾稽关系不成立，无法确定。");
		table->runs.n = 0;
	}
}

/* Loose text: every run just after its own label and nothing else. */
static bool loose_is_sure(const struct table3 *table)
{
	enum { ALIKE = 60 };
	if (!in_order(table, false)) return false;
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (!run->known) return false;
		size_t at = run->chunk;
		for (size_t j = 0; j < table->labels.n_hits; j++) {
			const struct label_hit *hit = &table->labels.hits[j];
			if (hit->row == run->row && hit->at >= run->chunk && hit->at < run->at)
				at = hit->at;
		}
		if (label_likeness(table->source->text, at, run->at, table->labels.core[run->row]) <
		    ALIKE)
			return false;
		if (run->filled >= 2 * COLUMN__MAX) return false;
	}
	return true;
}

static bool is_glued(const struct table3 *table)
{
	size_t single = 0;
	for (size_t i = 0; i < table->runs.n; i++)
		single += table->runs.runs[i].count == 1 && !table->runs.runs[i].structured;
	return table->runs.n > 0 && 2 * single >= table->runs.n;
}

static void assign_loose(struct table3 *table)
{
	if (!loose_is_sure(table)) {
		reading_refuse(table->reading, TABLE, "",
			       "表三的标签和数字没有按行排列，无法确定哪些数字属于哪一行。");
		table->reading->marks.disordered = true;
		table->runs.n = 0;
		return;
	}
	if (is_glued(table)) {
		table->reading->marks.glued = true;
		table3_read_glued(table);
		return;
	}
	for (size_t i = 0; i < table->runs.n; i++) {
		const struct row_run *run = &table->runs.runs[i];
		if (run->readable) continue;
		reading_refuse(table->reading, TABLE, "",
			       "表三“%s”一行应有7格，只能分出%zu个数，无法确定缺的是哪一格。",
			       table3_row_name(table, (int)run->row), run->filled);
		table->runs.n = 0;
	}
}

/* Values before the first label, where the table's head stands, belong to some row: then the labels
 * may stand after their values. A table 2 in between has no seven values in a row. */
static bool values_before(const struct table3 *table)
{
	enum { NEAR = 400 };
	size_t head = source_find(table->source, 0, table->span.from, "申请人情况"), row = 0;
	if (!table->whole) return false;
	if (head == SIZE_MAX) head = table->span.from > NEAR ? table->span.from - NEAR : 0;
	for (size_t i = source_token_from(table->source, head); i < table->source->n_tokens; i++) {
		const struct token *token = &table->source->tokens[i];
		if (token->at >= table->span.from) break;
		row = token->kind == TOKEN_NUMBER ? row + 1 : 0;
		if (row >= COLUMN__MAX) return true;
	}
	return false;
}

/* The same at the table's end: its last label has no values although the text goes on. */
static bool label_without_values(const struct table3 *table)
{
	if (table->runs.n == 0 || table->span.to == table->source->n) return false;
	size_t end = table->runs.runs[table->runs.n - 1].end;
	enum table_row ignored;
	return labels_in(&table->labels, end, table->span.to, &ignored) > 0;
}

static bool has_anchor(const struct table3 *table)
{
	for (size_t i = 0; i < table->runs.n; i++)
		if (table->runs.runs[i].anchored && table->runs.runs[i].filled == COLUMN__MAX)
			return true;
	return false;
}

void read_requests(struct reading *reading)
{
	struct table3 table = {.reading = reading, .source = &reading->source};
	labels_find(table.source, reading->arena, &table.labels);
	find_span(&table);
	rows_collect(table.source, table.span.from, table.span.to, reading->arena, &table.runs);
	drop_strays(&table);
	find_labels(&table);
	bool in_lines = stands_in_lines(&table), any = false;
	drop_junk(&table, in_lines);
	/* without its first row, a text is of this table only when some row has its seven values */
	for (size_t i = 0; i < table.runs.n; i++)
		any = any || (table.runs.runs[i].known &&
			      (table.whole || table.runs.runs[i].count >= COLUMN__MAX));
	if (!any && table.whole)
		reading_refuse(reading, TABLE, "", "表三只有行标签，没有能够确定的数字。");
	if (!any) return;
	reading->table3 = table.span;
	rows_align(table.source, &table.runs);
	if (values_before(&table) || (!has_anchor(&table) && label_without_values(&table))) {
		reading_refuse(reading, TABLE, "",
			       "表三的数字与标签可能错开一行，无法确定哪些数字属于哪一行。");
		reading->marks.disordered = true;
		return;
	}
	if (!table3_columns_in_order(&table)) {
		reading_refuse(reading, TABLE, "",
			       "表三各列的先后与规定格式不一致，无法确定各列是哪一类申请人。");
		return;
	}
	if (in_lines)
		assign_lines(&table);
	else
		assign_loose(&table);
	for (size_t i = 0; i < table.runs.n; i++) {
		const struct row_run *run = &table.runs.runs[i];
		if (!run->known) continue;
		if (run->readable)
			memcpy(reading->tables.requests[run->row], run->cells, sizeof run->cells);
		else
			reading_refuse(reading, TABLE, table_row_id(run->row),
				       "“%s”一行应有7格，读到%zu个数，无法确定缺的或多的是哪一格。",
				       table3_row_name(&table, (int)run->row), run->filled);
	}
	table3_note_labels(&table, in_lines);
	reading->marks.stray = reading->marks.stray || table.runs.stray;
	reading->marks.one_row_f = reading->tables.requests[ROW_F][0].kind != CELL_UNREAD;
}
