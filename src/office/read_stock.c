/* SPDX-License-Identifier: MulanPSL-2.0
 * Table 2: each label with the values just after it. No identity within one year ties its cells
 * together, so that nothing here may rest on a proof: what is not plain is refused. */
#include <string.h>

#include "office/read_report.h"
#include "office/read_split.h"

static const char TABLE[] = "table2";

enum { MAX_VALUES = 16 };

/* The values printed after a label. */
struct values {
	size_t first, count, filled;	/* tokens */
	const struct source_line *line; /* of the first value */
	bool same_line;			/* the label stands on it */
	bool glued;
};

static struct span find_span(const struct reading *reading)
{
	static const char *const heads[] = {"第二十条第(一)项", "第二十条第(五)项", "信息内容本年",
					    "信息内容上一年"};
	const struct source *source = &reading->source;
	struct span span = {source->n, source->n};
	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		size_t at = source_find(source, 0, span.from, heads[i]);
		if (at != SIZE_MAX) span.from = at;
	}
	size_t next = source_find(source, span.from, source->n, "三、收到和处理");
	if (next != SIZE_MAX) span.to = next;
	if (reading->table3.from > span.from && reading->table3.from < span.to)
		span.to = reading->table3.from;
	if (reading->table4.to > 0 && reading->table4.from > span.from &&
	    reading->table4.from < span.to)
		span.to = reading->table4.from;
	return span;
}

static void note_columns(struct reading *reading)
{
	static const char *const old[] = {"本年新制作", "本年新公开", "对外公开总数",
					  "上一年项目数", "政府集中采购"};
	static const char *const new[] = {"本年制发", "本年废止", "现行有效件"};
	const struct span span = reading->table2;
	for (size_t i = 0; i < COUNT_OF(old); i++)
		if (source_find(&reading->source, span.from, span.to, old[i]) != SIZE_MAX)
			reading->marks.old_table2 = true;
	for (size_t i = 0; i < COUNT_OF(new); i++)
		if (source_find(&reading->source, span.from, span.to, new[i]) != SIZE_MAX)
			reading->marks.new_table2 = true;
}

/* "行政许可97件" is a sentence, "行政许可97第二十条" a row. */
static bool in_sentence(const struct source *source, const struct token *token)
{
	static const char *const units[] = {"件", "条", "项", "个", "起", "宗", "份", "次",
					    "余", "多", "万", "元", "家", "类", "例"};
	if (token->kind != TOKEN_TEXT || !token->glued) return false;
	for (size_t i = 0; i < COUNT_OF(units); i++)
		if (strncmp(source->text + token->at, units[i], strlen(units[i])) == 0) return true;
	return false;
}

/* The values right after the label that ends at byte `end`. */
static bool values_after(const struct source *source, size_t end, struct values *ret)
{
	size_t first = source_token_from(source, end);
	uint32_t label_line = source_line_of(source, end - 1);
	if (first == source->n_tokens || source->tokens[first].at != end ||
	    source->tokens[first].kind == TOKEN_TEXT)
		return false;
	*ret = (struct values){.first = first};
	uint32_t line = source->tokens[first].line;
	ret->line = &source->lines[line];
	ret->same_line = line == label_line;
	ret->glued = source->tokens[first].glued;
	if (ret->line->structured && !ret->same_line) return false;
	for (size_t i = first; i < source->n_tokens && source->tokens[i].kind != TOKEN_TEXT; i++) {
		if (ret->same_line && source->tokens[i].line != line) break;
		if (ret->count == MAX_VALUES) return true;
		ret->count++;
		ret->filled += source->tokens[i].kind != TOKEN_BLANK;
	}
	size_t after = first + ret->count;
	return after == source->n_tokens || !in_sentence(source, &source->tokens[after]);
}

/* The only place in the table where the label has values. -1: none, 0: several that differ. */
static int label_values(const struct reading *reading, const char *label, struct values *ret)
{
	const struct source *source = &reading->source;
	size_t length = strlen(label), found = 0;
	struct values values;
	for (size_t at = source_find(source, reading->table2.from, reading->table2.to, label);
	     at != SIZE_MAX; at = source_find(source, at + length, reading->table2.to, label)) {
		if (!values_after(source, at + length, &values)) continue;
		if (found++ == 0) *ret = values;
	}
	return found == 0 ? -1 : found == 1;
}

/* Cells of a structured row whose blank cells are real: the table's head, in the same block, is as
 * wide as the row. */
static bool head_is_as_wide(const struct source *source, const struct values *values)
{
	for (size_t i = 0; i < source->n_lines; i++) {
		const struct source_line *line = &source->lines[i];
		if (!line->structured || line->block != values->line->block ||
		    line->count != values->line->count)
			continue;
		size_t from, to;
		source_line_span(source, (uint32_t)i, &from, &to);
		if (source_find(source, from, to, "现行有效") != SIZE_MAX ||
		    source_find(source, from, to, "公开总数") != SIZE_MAX)
			return source->tokens[line->first + line->count - 1].kind == TOKEN_TEXT;
	}
	return false;
}

static void refuse_count(struct reading *reading, const char *id, const char *label, size_t want,
			 size_t got)
{
	reading_refuse(reading, TABLE, id,
		       "“%s”一行应有%zu格，读到%zu个数，无法确定缺的或多的是哪一格。", label, want,
		       got);
}

static const char *choices_text(const struct reading *reading, const struct stock_choices *choices)
{
	enum { SHOWN = 4 };
	const char *text = "";
	for (size_t i = 0; i < choices->count && i < SHOWN; i++)
		text = arena_printf(
			reading->arena, "%s%s%s", text, i == 0 ? "" : "、",
			split_text(reading->arena, choices->cells[i], STOCK_COLUMN__MAX));
	return choices->count > SHOWN ? arena_printf(reading->arena, "%s等", text) : text;
}

/* Glued digits: only one way to cut them is certain; otherwise every way is kept. */
static void split_stock(struct reading *reading, enum stock_row row, const struct values *values)
{
	const char *id = stock_row_id(row), *label = stock_row_label(row);
	struct splits *splits = ARENA_NEW(reading->arena, struct splits);
	struct stock_choices *choices = &reading->choices[row];
	bool forced;
	splits_of_tokens(&reading->source, values->first, values->count, STOCK_COLUMN__MAX, NULL,
			 &forced, splits);
	if (splits->count == 1) {
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			reading->tables.stock[row][column] =
				cell_number(splits->numbers[0][column]);
		return;
	}
	for (size_t i = 0; i < splits->count && splits->count <= READ_MAX_CHOICES; i++)
		memcpy(choices->cells[choices->count++], splits->numbers[i],
		       sizeof choices->cells[0]);
	if (choices->count > 0)
		reading_refuse(reading, TABLE, id,
			       "“%s”一行的数字连在一起，可以读成%s，没有勾稽关系能确定是哪一种。",
			       label, choices_text(reading, choices));
	else if (splits->too_many)
		reading_refuse(reading, TABLE, id,
			       "“%s”一行的数字连在一起，有许多种拆分，无法确定是哪一种。", label);
	else
		refuse_count(reading, id, label, STOCK_COLUMN__MAX, values->filled);
}

static void read_stock_row(struct reading *reading, enum stock_row row)
{
	/* the 2019 format, and some offices still, print 规范性文件 without 行政 */
	static const char *const labels[STOCK__MAX] = {"规章", "规范性文件"};
	struct values values;
	struct cell cells[STOCK_COLUMN__MAX];
	const char *id = stock_row_id(row), *label = stock_row_label(row);
	int found = label_values(reading, labels[row], &values);
	if (found < 0) return;
	if (found == 0) {
		reading_refuse(reading, TABLE, id, "“%s”一行出现不止一次，无法确定。", label);
		return;
	}
	const struct token *tokens = &reading->source.tokens[values.first];
	bool full = values.filled == STOCK_COLUMN__MAX;
	bool marked = values.line->structured && values.count == STOCK_COLUMN__MAX &&
		      head_is_as_wide(&reading->source, &values);
	if (!full && !marked) {
		bool glued = !values.line->structured && values.count == values.filled &&
			     values.filled < STOCK_COLUMN__MAX &&
			     (values.glued || reading->marks.glued);
		if (glued)
			split_stock(reading, row, &values);
		else
			refuse_count(reading, id, label, STOCK_COLUMN__MAX, values.filled);
		return;
	}
	size_t taken = 0;
	for (size_t i = 0; i < values.count && taken < STOCK_COLUMN__MAX; i++) {
		if (tokens[i].kind == TOKEN_BLANK && full) continue;
		cells[taken] = (struct cell){CELL_BLANK, 0};
		if (tokens[i].kind != TOKEN_BLANK &&
		    !token_cell(&reading->source, &tokens[i], &cells[taken])) {
			refuse_count(reading, id, label, STOCK_COLUMN__MAX, taken);
			return;
		}
		taken++;
	}
	memcpy(reading->tables.stock[row], cells, sizeof cells);
}

/* One value in the 2021 format; in the 2019 format the decisions are the third of three, and
 * charges are counted in items, not in money. */
static void read_decision(struct reading *reading, enum decision_kind kind)
{
	struct values values;
	const char *id = decision_id(kind), *label = decision_label(kind);
	size_t want = reading->marks.old_table2 ? 3 : 1;
	if (reading->marks.old_table2 && kind == DECISION_CHARGE) return;
	int found = label_values(reading, label, &values);
	if (found < 0) return;
	if (found == 0) {
		reading_refuse(reading, TABLE, id, "“%s”一行出现不止一次，无法确定。", label);
		return;
	}
	const struct token *tokens = &reading->source.tokens[values.first];
	struct cell *cell = &reading->tables.decisions[kind];
	if (values.filled == 0 && values.line->structured && want == 1) {
		*cell = (struct cell){CELL_BLANK, 0};
		return;
	}
	size_t at = want - 1;
	bool fills_first =
		values.count > want && tokens[0].kind == TOKEN_BLANK && !values.line->structured;
	if (values.glued && values.filled < want) {
		reading_refuse(reading, TABLE, id,
			       "“%s”一行的数字连在一起，没有勾稽关系能确定怎样拆分。", label);
		return;
	}
	if (values.filled != want || fills_first) {
		refuse_count(reading, id, label, want, values.filled);
		return;
	}
	for (size_t i = 0, seen = 0; i < values.count; i++)
		if (tokens[i].kind != TOKEN_BLANK && seen++ == want - 1) at = i;
	bool read = kind == DECISION_CHARGE ? token_charge(&reading->source, &tokens[at], cell)
					    : token_cell(&reading->source, &tokens[at], cell);
	if (!read)
		reading_refuse(reading, TABLE, id, "“%s”一行的数字不是规定的写法，无法确定。",
			       label);
}

/* Values between the heads and the first label belong to some row: then all values may stand before
 * their labels. */
static bool values_before(const struct reading *reading)
{
	const struct source *source = &reading->source;
	size_t first = reading->table2.to;
	const char *labels[1 + DECISION__MAX] = {stock_row_label(STOCK_RULES)};
	for (int kind = 0; kind < DECISION__MAX; kind++)
		labels[1 + kind] = decision_label((enum decision_kind)kind);
	for (size_t i = 0; i < COUNT_OF(labels); i++) {
		struct values values;
		size_t n = strlen(labels[i]), at = reading->table2.from;
		while ((at = source_find(source, at, first, labels[i])) != SIZE_MAX) {
			if (values_after(source, at + n, &values)) first = at;
			at += n;
		}
	}
	size_t token = source_token_from(source, first + 1);
	/* the token of the label itself, then the one before it */
	return first < reading->table2.to && token >= 2 && source->tokens[token - 1].at == first &&
	       source->tokens[token - 2].at >= reading->table2.from &&
	       source->tokens[token - 2].kind == TOKEN_NUMBER;
}

static bool heads_in_order(const struct reading *reading)
{
	static const char *const heads[][3] = {{"制发件", "废止件", "现行有效"},
					       {"新制作", "新公开", "公开总数"},
					       {"上一年项目", "本年增", "处理决定"}};
	for (size_t i = 0; i < COUNT_OF(heads); i++) {
		size_t before = 0;
		for (size_t j = 0; j < COUNT_OF(heads[i]); j++) {
			size_t at = source_find(&reading->source, reading->table2.from,
						reading->table2.to, heads[i][j]);
			if (at == SIZE_MAX) continue;
			if (at < before) return false;
			before = at;
		}
	}
	return true;
}

void read_stock(struct reading *reading)
{
	reading->table2 = find_span(reading);
	if (reading->table2.from >= reading->table2.to) return;
	note_columns(reading);
	if (values_before(reading)) {
		reading_refuse(reading, TABLE, "",
			       "表二的数字与标签可能错开一行，无法确定哪些数字属于哪一行。");
		return;
	}
	if (reading->marks.disordered) {
		reading_refuse(
			reading, TABLE, "",
			"这份文字的单元格没有按行排列（见表三、表四），表二没有勾稽关系可以验证，"
			"不予采用。");
		return;
	}
	if (!heads_in_order(reading)) {
		reading_refuse(reading, TABLE, "",
			       "表二各列的先后与规定格式不一致，无法确定各列是什么数。");
		return;
	}
	const struct refusal *before = reading->last_refused;
	bool any = false;
	for (int row = 0; row < STOCK__MAX; row++) {
		read_stock_row(reading, (enum stock_row)row);
		any = any || reading->tables.stock[row][0].kind != CELL_UNREAD;
	}
	for (int kind = 0; kind < DECISION__MAX; kind++) {
		read_decision(reading, (enum decision_kind)kind);
		any = any || reading->tables.decisions[kind].kind != CELL_UNREAD;
	}
	if (!any && reading->last_refused == before)
		reading_refuse(reading, TABLE, "", "表二只有行标签，没有能够确定的数字。");
}
