/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/read_rows.h"

#include <string.h>

#include "office/read_report.h"

static bool is_value(const struct token *token)
{
	return token->kind != TOKEN_TEXT;
}

/* What is under way while the tokens are walked. */
struct collector {
	const struct source *source;
	struct row_runs *into;
	size_t chunk;
	struct arena *arena;
	size_t cap; /* of into->runs */
};

static size_t filled_in(const struct source *source, size_t first, size_t count)
{
	size_t filled = 0;
	for (size_t i = first; i < first + count; i++)
		filled += source->tokens[i].kind != TOKEN_BLANK;
	return filled;
}

static void add_run(struct collector *collector, size_t first, size_t count)
{
	const struct source *source = collector->source;
	const struct token *tokens = source->tokens;
	size_t filled = filled_in(source, first, count);
	if (count == 0 || (filled == 0 && count < COLUMN__MAX)) return;
	if (collector->into->n == ROW_RUNS_MAX) return;
	if (collector->into->n == collector->cap) {
		struct row_run *runs = collector->into->runs;
		size_t cap = collector->cap == 0 ? 64 : 2 * collector->cap;
		collector->into->runs = arena_array(collector->arena, cap, sizeof *runs);
		if (collector->cap > 0)
			memcpy(collector->into->runs, runs, collector->cap * sizeof *runs);
		collector->cap = cap;
	}
	uint32_t line = tokens[first].line;
	size_t line_from = tokens[source->lines[line].first].at;
	const struct token *last = &tokens[first + count - 1];
	collector->into->runs[collector->into->n++] = (struct row_run){
		.first = (uint32_t)first,
		.count = (uint32_t)count,
		.filled = filled,
		.chunk = collector->chunk,
		.line_at = line_from > collector->chunk ? line_from : collector->chunk,
		.at = tokens[first].at,
		.end = last->at + last->n,
		.one_line = last->line == line,
		.structured = source->lines[line].structured,
	};
	collector->chunk = last->at + last->n;
}

/* Values in a row without text between, on plain lines. Lines of exactly seven are rows, and then a
 * line of one is a page number or a drifted cell; otherwise it is one run. */
static void add_plain(struct collector *collector, size_t first, size_t count)
{
	const struct token *tokens = collector->source->tokens;
	size_t full = 0, single = 0, lines = 0;
	for (size_t i = first, n; i < first + count; i += n) {
		for (n = 1; i + n < first + count && tokens[i + n].line == tokens[i].line;) n++;
		lines++;
		full += n == COLUMN__MAX;
		single += n == 1;
	}
	if (full == 0 || full + single < lines) {
		add_run(collector, first, count);
		return;
	}
	for (size_t i = first, n; i < first + count; i += n) {
		for (n = 1; i + n < first + count && tokens[i + n].line == tokens[i].line;) n++;
		if (n == COLUMN__MAX)
			add_run(collector, i, n);
		else
			collector->into->stray = true;
	}
}

/* The values of a structured line are the cells after its last text. */
static void add_structured(struct collector *collector, const struct source_line *line)
{
	size_t end = line->first + line->count, first = end;
	while (first > line->first && is_value(&collector->source->tokens[first - 1])) first--;
	add_run(collector, first, end - first);
}

void rows_collect(const struct source *source, size_t from, size_t to, struct arena *arena,
		  struct row_runs *ret_runs)
{
	*ret_runs = (struct row_runs){.runs = NULL};
	struct collector collector = {source, ret_runs, from, arena, 0};
	size_t first = source_token_from(source, from), end = first, plain = first;
	while (end < source->n_tokens && source->tokens[end].at < to) end++;
	for (size_t i = first; i < end;) {
		const struct token *token = &source->tokens[i];
		const struct source_line *line = &source->lines[token->line];
		if (!line->structured && is_value(token)) {
			i++;
			continue;
		}
		add_plain(&collector, plain, i - plain);
		if (line->structured) {
			add_structured(&collector, line);
			i = line->first + line->count;
		} else {
			i++;
		}
		plain = i;
	}
	if (plain < end) add_plain(&collector, plain, end - plain);
}

static bool take(const struct source *source, struct row_run *run, const size_t places[COLUMN__MAX])
{
	struct cell cells[COLUMN__MAX];
	for (int column = 0; column < COLUMN__MAX; column++) {
		const struct token *token = &source->tokens[run->first + places[column]];
		if (token->kind == TOKEN_BLANK)
			cells[column] = (struct cell){CELL_BLANK, 0};
		else if (!token_cell(source, token, &cells[column]))
			return false;
	}
	memcpy(run->cells, cells, sizeof cells);
	run->readable = true;
	return true;
}

/* Where the seven values of a full run stand among its cells. */
static void places_of(const struct source *source, const struct row_run *run,
		      size_t ret[COLUMN__MAX])
{
	size_t column = 0;
	for (size_t i = 0; i < run->count && column < COLUMN__MAX; i++)
		if (source->tokens[run->first + i].kind != TOKEN_BLANK) ret[column++] = i;
}

/* Every full row of the same table has as many cells as this one, with its values in the same
 * places: then the blank ones of this row are known. same_block: of the same table of the source.
 */
static bool full_sibling(const struct source *source, const struct row_runs *runs,
			 const struct row_run *run, bool same_block, size_t ret_places[COLUMN__MAX])
{
	bool any = false;
	uint32_t block = source->lines[source->tokens[run->first].line].block;
	for (size_t i = 0; i < runs->n; i++) {
		const struct row_run *other = &runs->runs[i];
		if (other == run || !other->structured || other->filled != COLUMN__MAX) continue;
		if (same_block && source->lines[source->tokens[other->first].line].block != block)
			continue;
		size_t places[COLUMN__MAX];
		places_of(source, other, places);
		if (other->count != run->count) return false;
		if (any && memcmp(places, ret_places, sizeof places) != 0) return false;
		memcpy(ret_places, places, sizeof places);
		any = true;
	}
	return any;
}

static void align_structured(const struct source *source, const struct row_runs *runs,
			     struct row_run *run)
{
	size_t places[COLUMN__MAX], column = 0;
	if (run->count < COLUMN__MAX) return;
	if (!full_sibling(source, runs, run, true, places) &&
	    !full_sibling(source, runs, run, false, places))
		return;
	for (size_t i = 0; i < run->count; i++) {
		while (column < COLUMN__MAX && places[column] < i) column++;
		bool in_place = column < COLUMN__MAX && places[column] == i;
		if (!in_place && source->tokens[run->first + i].kind != TOKEN_BLANK) return;
	}
	take(source, run, places);
}

/* In a stream of cells ("0 |" on lines of their own) rows are filled up with blank cells to one
 * width. Cells of the row: those of its labels and its values. */
static size_t stream_width(const struct source *source, const struct row_run *run)
{
	size_t labels = 0;
	for (uint32_t line = source_line_of(source, run->chunk); run->chunk < run->at; line++) {
		if (line >= source->tokens[run->first].line) break;
		labels += source->tokens[source->lines[line].first].kind == TOKEN_TEXT;
	}
	return labels + run->count;
}

/* Do rows end, not begin, with the blank cells that fill them up? A row of table 2 has one value
 * and shows it. */
static bool stream_fills_at_end(const struct source *source, struct arena *arena)
{
	bool at_end = false;
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		const char *label = source_fold(arena, decision_label((enum decision_kind)kind));
		for (size_t i = 0; i + 2 < source->n_tokens; i++) {
			const struct token *t = &source->tokens[i];
			if (t->kind != TOKEN_TEXT || t->n != strlen(label) ||
			    memcmp(source->text + t->at, label, t->n) != 0)
				continue;
			if (t[1].kind == TOKEN_BLANK) return false;
			at_end = at_end || (t[1].kind != TOKEN_TEXT && t[2].kind == TOKEN_BLANK);
		}
	}
	return at_end;
}

static void align_stream(const struct source *source, struct row_runs *runs)
{
	size_t width = 0, rows = 0, places[COLUMN__MAX];
	for (size_t i = 0; i < runs->n; i++) {
		const struct row_run *run = &runs->runs[i];
		if (run->structured || run->count < COLUMN__MAX) continue;
		size_t own = stream_width(source, run);
		if (rows > 0 && own != width) return;
		width = own;
		rows++;
	}
	struct arena scratch = {0};
	bool sure = rows > 1 && stream_fills_at_end(source, &scratch);
	arena_release(&scratch);
	if (!sure) return;
	for (size_t i = 0; i < COLUMN__MAX; i++) places[i] = i;
	for (size_t i = 0; i < runs->n; i++) {
		struct row_run *run = &runs->runs[i];
		bool blank_rest = true;
		for (size_t j = COLUMN__MAX; j < run->count; j++)
			blank_rest =
				blank_rest && source->tokens[run->first + j].kind == TOKEN_BLANK;
		if (run->structured || run->readable || run->count < COLUMN__MAX || !blank_rest)
			continue;
		take(source, run, places);
	}
}

void rows_align(const struct source *source, struct row_runs *runs)
{
	bool stream = false;
	for (size_t i = 0; i < runs->n; i++) {
		struct row_run *run = &runs->runs[i];
		size_t places[COLUMN__MAX];
		if (run->filled == COLUMN__MAX) {
			places_of(source, run, places);
			take(source, run, places);
		} else if (run->structured && run->filled < COLUMN__MAX) {
			align_structured(source, runs, run);
		}
		stream = stream || (!run->structured && run->count > run->filled);
	}
	if (stream) align_stream(source, runs);
}
