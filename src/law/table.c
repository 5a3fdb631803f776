/* SPDX-License-Identifier: MulanPSL-2.0
 * The statutory tables' facts. Labels are those of the official templates; the leaf rows take
 * code and label from law/outcome.h, so that neither stands in two places. */
#include "law/table.h"

#include <stdio.h>
#include <string.h>

const char TABLE_IDENTITY_NOTE[] =
	"（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";

/* An id and a printed label, by enum value. */
struct named {
	const char *id, *label;
};

/* Rows that count no outcome; a leaf has id NULL here and takes both from its outcome. */
static const struct table_row_facts {
	const char *id, *label;
	enum outcome outcome;
	bool in_2021, in_2019;
} rows[ROW__MAX] = {
#define LEAF(name, in_2019) [ROW_##name] = {NULL, NULL, OUTCOME_##name, true, in_2019}
	[ROW_R1] = {"r1", "一、本年新收政府信息公开申请数量", OUTCOME_OPEN, true, true},
	[ROW_R2] = {"r2", "二、上年结转政府信息公开申请数量", OUTCOME_OPEN, true, true},
	LEAF(A, true),
	LEAF(B, true),
	LEAF(C1, true),
	LEAF(C2, true),
	LEAF(C3, true),
	LEAF(C4, true),
	LEAF(C5, true),
	LEAF(C6, true),
	LEAF(C7, true),
	LEAF(C8, true),
	LEAF(D1, true),
	LEAF(D2, true),
	LEAF(D3, true),
	LEAF(E1, true),
	LEAF(E2, true),
	LEAF(E3, true),
	LEAF(E4, true),
	LEAF(E5, true),
	[ROW_F] = {"f", "（六）其他处理", OUTCOME_OPEN, false, true},
	LEAF(F1, false),
	LEAF(F2, false),
	LEAF(F3, false),
	[ROW_G] = {"g", "（七）总计", OUTCOME_OPEN, true, true},
	[ROW_R4] = {"r4", "四、结转下年度继续办理", OUTCOME_OPEN, true, true},
#undef LEAF
};

static const struct named case_groups[CASE__MAX] = {
	[CASE_RECONSIDERATION] = {"reconsideration", "行政复议"},
	[CASE_DIRECT] = {"direct", "未经复议直接起诉"},
	[CASE_AFTER] = {"after", "复议后起诉"},
};

static const struct named case_results[RESULT__MAX] = {
	[RESULT_UPHELD] = {"upheld", "结果维持"}, [RESULT_CORRECTED] = {"corrected", "结果纠正"},
	[RESULT_OTHER] = {"other", "其他结果"},	  [RESULT_PENDING] = {"pending", "尚未审结"},
	[RESULT_TOTAL] = {"total", "总计"},
};

static const struct named stock_rows[STOCK__MAX] = {
	[STOCK_RULES] = {"rules", "规章"},
	[STOCK_NORMATIVE] = {"normative", "行政规范性文件"},
};

static const struct named stock_columns[STOCK_COLUMN__MAX] = {
	[STOCK_MADE] = {"made", "本年制发件数"},
	[STOCK_REPEALED] = {"repealed", "本年废止件数"},
	[STOCK_IN_FORCE] = {"in_force", "现行有效件数"},
};

static const struct named decisions[DECISION__MAX] = {
	[DECISION_LICENCE] = {"licences", "行政许可"},
	[DECISION_PENALTY] = {"penalties", "行政处罚"},
	[DECISION_COERCION] = {"coercion", "行政强制"},
	[DECISION_CHARGE] = {"charges_wan", "行政事业性收费"},
};

static const char *const decision_paragraphs[DECISION__MAX] = {
	[DECISION_LICENCE] = "第二十条第（五）项",
	[DECISION_PENALTY] = "第二十条第（六）项",
	[DECISION_COERCION] = "第二十条第（六）项",
	[DECISION_CHARGE] = "第二十条第（八）项",
};

static bool named_parse(const struct named *all, int n, const char *id, int *ret_index)
{
	for (int i = 0; i < n; i++) {
		if (strcmp(all[i].id, id) != 0) continue;
		*ret_index = i;
		return true;
	}
	return false;
}

static const struct named *named_at(const struct named *all, size_t n, size_t index)
{
	BUG_IF(index >= n);
	return &all[index];
}

/* One family of functions for each small table above. */
#define NAMED(prefix, table, type, arg)                                                            \
	const char *prefix##_id(type arg)                                                          \
	{                                                                                          \
		return named_at(table, COUNT_OF(table), (size_t)arg)->id;                          \
	}                                                                                          \
	const char *prefix##_label(type arg)                                                       \
	{                                                                                          \
		return named_at(table, COUNT_OF(table), (size_t)arg)->label;                       \
	}                                                                                          \
	bool prefix##_parse(const char *id, type *ret)                                             \
	{                                                                                          \
		int index = 0;                                                                     \
		bool found = named_parse(table, (int)COUNT_OF(table), id, &index);                 \
		if (found) *ret = (type)index;                                                     \
		return found;                                                                      \
	}
NAMED(case_group, case_groups, enum case_group, group)
NAMED(case_result, case_results, enum case_result, result)
NAMED(stock_row, stock_rows, enum stock_row, row)
NAMED(stock_column, stock_columns, enum stock_column, column)
NAMED(decision, decisions, enum decision_kind, kind)
#undef NAMED

const char *decision_paragraph(enum decision_kind kind)
{
	BUG_IF((size_t)kind >= COUNT_OF(decision_paragraphs));
	return decision_paragraphs[kind];
}

const char *table_row_id(enum table_row row)
{
	BUG_IF((size_t)row >= COUNT_OF(rows));
	return rows[row].id != NULL ? rows[row].id : outcome_facts(rows[row].outcome)->code;
}

const char *table_row_label(enum table_row row)
{
	BUG_IF((size_t)row >= COUNT_OF(rows));
	return rows[row].label != NULL ? rows[row].label : outcome_facts(rows[row].outcome)->label;
}

const char *table_row_group(enum table_row row)
{
	static const struct {
		enum table_row first, last;
		const char *label;
	} groups[] = {
		{ROW_C1, ROW_C8, "（三）不予公开"},
		{ROW_D1, ROW_D3, "（四）无法提供"},
		{ROW_E1, ROW_E5, "（五）不予处理"},
		{ROW_F1, ROW_F3, "（六）其他处理"},
	};
	for (size_t i = 0; i < COUNT_OF(groups); i++)
		if (row >= groups[i].first && row <= groups[i].last) return groups[i].label;
	return NULL;
}

bool table_row_parse(const char *id, enum table_row *ret_row)
{
	for (int row = 0; row < ROW__MAX; row++) {
		if (strcmp(table_row_id((enum table_row)row), id) != 0) continue;
		*ret_row = (enum table_row)row;
		return true;
	}
	return false;
}

const char *table_column_id(int column)
{
	return column == COLUMN_TOTAL ? "total" : requester_code((enum requester_kind)column);
}

const char *table_column_label(int column)
{
	return column == COLUMN_TOTAL ? "总计" : requester_label((enum requester_kind)column);
}

bool table_column_parse(const char *id, int *ret_column)
{
	for (int column = 0; column < COLUMN__MAX; column++) {
		if (strcmp(table_column_id(column), id) != 0) continue;
		*ret_column = column;
		return true;
	}
	return false;
}

bool table_row_in(enum table_format format, enum table_row row)
{
	BUG_IF((size_t)row >= COUNT_OF(rows));
	return format == FORMAT_2021 ? rows[row].in_2021 : rows[row].in_2019;
}

enum table_row table_row_of(enum outcome outcome)
{
	BUG_IF(outcome == OUTCOME_OPEN);
	enum table_row row = ROW_R1;
	while (rows[row].outcome != outcome) {
		row++;
		BUG_IF(row == ROW__MAX);
	}
	return row;
}

enum outcome table_outcome_of(enum table_row row)
{
	BUG_IF((size_t)row >= COUNT_OF(rows));
	return rows[row].outcome;
}

void tables_zero(struct tables *tables, enum table_format format)
{
	const struct cell zero = cell_number(0);
	tables->format = format;
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			tables->requests[row][column] = table_row_in(format, (enum table_row)row)
								? zero
								: (struct cell){CELL_UNREAD, 0};
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			tables->stock[row][column] = zero;
	for (int kind = 0; kind < DECISION__MAX; kind++) tables->decisions[kind] = zero;
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			tables->cases[group][result] = zero;
}

void tables_total(struct tables *tables)
{
	for (int column = 0; column < REQUESTER__MAX; column++) {
		int64_t done = 0;
		for (int row = ROW_A; row <= ROW_F3; row++)
			done += tables->requests[row][column].value;
		tables->requests[ROW_G][column] = cell_number(done);
	}
	for (int row = 0; row < ROW__MAX; row++) {
		if (!table_row_in(tables->format, (enum table_row)row)) continue;
		int64_t all = 0;
		for (int column = 0; column < REQUESTER__MAX; column++)
			all += tables->requests[row][column].value;
		tables->requests[row][COLUMN_TOTAL] = cell_number(all);
	}
	for (int group = 0; group < CASE__MAX; group++) {
		int64_t all = 0;
		for (int result = 0; result < RESULT_TOTAL; result++)
			all += tables->cases[group][result].value;
		tables->cases[group][RESULT_TOTAL] = cell_number(all);
	}
}

struct wan_text wan_text(int64_t fen)
{
	const uint64_t fen_per_wan = 1000000;
	uint64_t amount = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
	struct wan_text text;
	int n = snprintf(text.s, sizeof text.s, "%s%llu.%06llu", fen < 0 ? "-" : "",
			 (unsigned long long)(amount / fen_per_wan),
			 (unsigned long long)(amount % fen_per_wan));
	while (text.s[n - 1] == '0') n--;
	if (text.s[n - 1] == '.') n--;
	text.s[n] = '\0';
	return text;
}

bool wan_parse(const char *text, int64_t *ret_fen)
{
	enum { MAX_WHOLE = 12, MAX_DECIMALS = 6 };
	size_t whole = strspn(text, "0123456789");
	const char *rest = text + whole;
	size_t decimals = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;
	if (whole == 0 || whole > MAX_WHOLE || decimals > MAX_DECIMALS) return false;
	if (*rest == '.' && decimals == 0) return false;
	if (rest[*rest == '.' ? decimals + 1 : 0] != '\0') return false;
	int64_t fen = 0;
	for (size_t i = 0; i < whole; i++) fen = fen * 10 + (text[i] - '0');
	for (size_t i = 0; i < MAX_DECIMALS; i++)
		fen = fen * 10 + (i < decimals ? rest[1 + i] - '0' : 0);
	*ret_fen = fen;
	return true;
}
