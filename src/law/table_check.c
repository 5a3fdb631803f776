/* SPDX-License-Identifier: MulanPSL-2.0
 * The identities between the cells of the statutory tables, and what is said when one fails. */
#include <string.h>

#include "base/arena.h"
#include "law/table.h"

/* The people's word for a row: its group and its label, "（三）不予公开1.属于国家秘密". */
static const char *row_words(struct arena *arena, enum table_row row)
{
	const char *group = table_row_group(row);
	return arena_printf(arena, "%s%s", group == NULL ? "" : group, table_row_label(row));
}

void findings_add(struct findings *findings, struct arena *arena, const struct finding *finding)
{
	struct finding *copy = ARENA_NEW(arena, struct finding);
	*copy = *finding;
	copy->id = arena_text(arena, finding->id);
	copy->identity = arena_text(arena, finding->identity);
	copy->table = arena_text(arena, finding->table);
	copy->row = arena_text(arena, finding->row);
	copy->column = arena_text(arena, finding->column);
	copy->text = arena_text(arena, finding->text);
	copy->next = NULL;
	if (findings->last == NULL)
		findings->first = copy;
	else
		findings->last->next = copy;
	findings->last = copy;
	findings->count++;
	if (copy->severity == FINDING_CERTAIN) findings->certain++;
}

/* Adds a cell to a sum that is known so far; a cell without a number makes it unknown. A sum past
 * int64 stays at its end: such a figure is wrong anyway and must not be undefined behaviour. */
static bool sum_add(int64_t *sum, struct cell cell)
{
	if (cell.kind != CELL_NUMBER) return false;
	if (__builtin_add_overflow(*sum, cell.value, sum)) *sum = INT64_MAX;
	return true;
}

static void unequal(struct findings *findings, struct arena *arena, struct finding finding,
		    int64_t expected, int64_t found)
{
	if (expected == found) return;
	finding.expected = expected;
	finding.found = found;
	finding.has_values = true;
	findings_add(findings, arena, &finding);
}

/* 第一项加第二项之和，等于第三项加第四项之和 */
static void check_balance(const struct tables *tables, int column, struct arena *arena,
			  struct findings *findings)
{
	int64_t come = 0, gone = 0;
	bool known = sum_add(&come, tables->requests[ROW_R1][column]) &&
		     sum_add(&come, tables->requests[ROW_R2][column]) &&
		     sum_add(&gone, tables->requests[ROW_G][column]) &&
		     sum_add(&gone, tables->requests[ROW_R4][column]);
	if (!known) return;
	const char *id = table_column_id(column);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t3.balance:%s", id),
			.identity = "t3.balance",
			.severity = FINDING_CERTAIN,
			.table = "table3",
			.row = "",
			.column = id,
			.text = arena_printf(arena,
					     "“%s”一列：本年新收加上年结转共%lld件，办理结果总计加"
					     "结转下年度共%lld件，两者应当相等。",
					     table_column_label(column), (long long)come,
					     (long long)gone),
		},
		come, gone);
}

/* The leaves add up to row （七）. A report printed with the one row （六） of the 2019 format is
 * added up with it, whatever format it says it has. */
static void check_sum(const struct tables *tables, int column, struct arena *arena,
		      struct findings *findings)
{
	bool one_row_f = tables->requests[ROW_F][column].kind != CELL_UNREAD;
	int64_t sum = 0;
	for (int row = ROW_A; row <= ROW_F3; row++) {
		bool skipped = one_row_f ? row > ROW_F : row == ROW_F;
		if (!skipped && !sum_add(&sum, tables->requests[row][column])) return;
	}
	struct cell total = tables->requests[ROW_G][column];
	if (total.kind != CELL_NUMBER) return;
	const char *id = table_column_id(column);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t3.sum:%s", id),
			.identity = "t3.sum",
			.severity = FINDING_CERTAIN,
			.table = "table3",
			.row = table_row_id(ROW_G),
			.column = id,
			.text = arena_printf(arena,
					     "“%s”一列：（一）至（六）各项合计%lld件，“（七）总计”"
					     "填的是%lld件。",
					     table_column_label(column), (long long)sum,
					     (long long)total.value),
		},
		sum, total.value);
}

static void check_row(const struct tables *tables, enum table_row row, struct arena *arena,
		      struct findings *findings)
{
	int64_t sum = 0;
	for (int column = 0; column < COLUMN_TOTAL; column++)
		if (!sum_add(&sum, tables->requests[row][column])) return;
	struct cell total = tables->requests[row][COLUMN_TOTAL];
	if (total.kind != CELL_NUMBER) return;
	const char *id = table_row_id(row);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t3.row:%s", id),
			.identity = "t3.row",
			.severity = FINDING_CERTAIN,
			.table = "table3",
			.row = id,
			.column = table_column_id(COLUMN_TOTAL),
			.text = arena_printf(
				arena, "“%s”一行：六类申请人合计%lld件，“总计”填的是%lld件。",
				row_words(arena, row), (long long)sum, (long long)total.value),
		},
		sum, total.value);
}

static void check_case_total(const struct tables *tables, enum case_group group,
			     struct arena *arena, struct findings *findings)
{
	int64_t sum = 0;
	for (int result = 0; result < RESULT_TOTAL; result++)
		if (!sum_add(&sum, tables->cases[group][result])) return;
	struct cell total = tables->cases[group][RESULT_TOTAL];
	if (total.kind != CELL_NUMBER) return;
	const char *id = case_group_id(group);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t4.total:%s", id),
			.identity = "t4.total",
			.severity = FINDING_CERTAIN,
			.table = "table4",
			.row = id,
			.column = case_result_id(RESULT_TOTAL),
			.text = arena_printf(arena,
					     "“%s”：维持、纠正、其他和尚未审结合计%lld件，“总计”填"
					     "的是%lld件。",
					     case_group_label(group), (long long)sum,
					     (long long)total.value),
		},
		sum, total.value);
}

/* A statutory cell holds a number; where there is nothing to report it holds 0. */
static void check_cell(struct cell cell, const char *table, const char *row, const char *column,
		       const char *words, struct arena *arena, struct findings *findings)
{
	const char *identity, *text;
	if (cell.kind == CELL_BLANK) {
		identity = "form.blank";
		text = "是空白，没有数量时应填0。";
	} else if (cell.kind == CELL_SLASH) {
		identity = "form.slash";
		text = "填的是“/”，没有数量时应填0。";
	} else if (cell.kind == CELL_NUMBER && cell.value < 0) {
		identity = "form.negative";
		text = "填的是负数，应填0或者正数。";
	} else {
		return;
	}
	findings_add(findings, arena,
		     &(struct finding){
			     .id = arena_printf(arena, "%s:%s.%s.%s", identity, table, row, column),
			     .identity = identity,
			     .severity = FINDING_FORM,
			     .table = table,
			     .row = row,
			     .column = column,
			     .text = arena_printf(arena, "%s%s", words, text),
		     });
}

static void check_cells(const struct tables *tables, struct arena *arena, struct findings *findings)
{
	for (int row = 0; row < STOCK__MAX; row++)
		for (int column = 0; column < STOCK_COLUMN__MAX; column++)
			check_cell(tables->stock[row][column], "table2",
				   stock_row_id((enum stock_row)row),
				   stock_column_id((enum stock_column)column),
				   arena_printf(arena, "“%s”的“%s”",
						stock_row_label((enum stock_row)row),
						stock_column_label((enum stock_column)column)),
				   arena, findings);
	for (int kind = 0; kind < DECISION__MAX; kind++)
		check_cell(tables->decisions[kind], "table2", decision_id((enum decision_kind)kind),
			   "",
			   arena_printf(arena, "“%s”", decision_label((enum decision_kind)kind)),
			   arena, findings);
	for (int row = 0; row < ROW__MAX; row++)
		for (int column = 0; column < COLUMN__MAX; column++)
			check_cell(tables->requests[row][column], "table3",
				   table_row_id((enum table_row)row), table_column_id(column),
				   arena_printf(arena, "“%s”的“%s”",
						row_words(arena, (enum table_row)row),
						table_column_label(column)),
				   arena, findings);
	for (int group = 0; group < CASE__MAX; group++)
		for (int result = 0; result < RESULT__MAX; result++)
			check_cell(tables->cases[group][result], "table4",
				   case_group_id((enum case_group)group),
				   case_result_id((enum case_result)result),
				   arena_printf(arena, "“%s”的“%s”",
						case_group_label((enum case_group)group),
						case_result_label((enum case_result)result)),
				   arena, findings);
}

void tables_check(const struct tables *tables, struct arena *arena, struct findings *findings)
{
	for (int column = 0; column < COLUMN__MAX; column++) {
		check_balance(tables, column, arena, findings);
		check_sum(tables, column, arena, findings);
	}
	for (int row = 0; row < ROW__MAX; row++)
		check_row(tables, (enum table_row)row, arena, findings);
	for (int group = 0; group < CASE__MAX; group++)
		check_case_total(tables, (enum case_group)group, arena, findings);
	check_cells(tables, arena, findings);
}

static void check_carry(const struct tables *last, const struct tables *tables, int column,
			struct arena *arena, struct findings *findings)
{
	struct cell closing = last->requests[ROW_R4][column];
	struct cell opening = tables->requests[ROW_R2][column];
	if (closing.kind != CELL_NUMBER || opening.kind != CELL_NUMBER) return;
	const char *id = table_column_id(column);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t3.carry:%s", id),
			.identity = "t3.carry",
			.severity = FINDING_CERTAIN,
			.table = "table3",
			.row = table_row_id(ROW_R2),
			.column = id,
			.text = arena_printf(arena,
					     "“%s”一列：上年度报告结转下年度%lld件，本年度“上年结转"
					     "”填的是%lld件。",
					     table_column_label(column), (long long)closing.value,
					     (long long)opening.value),
		},
		closing.value, opening.value);
}

static void check_stock(const struct tables *last, const struct tables *tables, enum stock_row row,
			struct arena *arena, struct findings *findings)
{
	const struct cell *now = tables->stock[row];
	int64_t before = 0, repealed = 0;
	bool known = sum_add(&before, last->stock[row][STOCK_IN_FORCE]) &&
		     sum_add(&before, now[STOCK_MADE]) && sum_add(&repealed, now[STOCK_REPEALED]);
	if (!known || now[STOCK_IN_FORCE].kind != CELL_NUMBER || before < 0 || repealed < 0) return;
	const char *id = stock_row_id(row);
	unequal(findings, arena,
		(struct finding){
			.id = arena_printf(arena, "t2.stock:%s", id),
			.identity = "t2.stock",
			.severity = FINDING_PROBABLE,
			.table = "table2",
			.row = id,
			.column = stock_column_id(STOCK_IN_FORCE),
			.text = arena_printf(
				arena,
				"“%s”：上年现行有效%lld件加本年制发%lld件减本年废止%lld件，应为"
				"%lld件，“现行有效件数”填的是%"
				"lld件；有修改、失效或者补登记的，请写明原因。",
				stock_row_label(row),
				(long long)last->stock[row][STOCK_IN_FORCE].value,
				(long long)now[STOCK_MADE].value, (long long)repealed,
				(long long)(before - repealed),
				(long long)now[STOCK_IN_FORCE].value),
		},
		before - repealed, now[STOCK_IN_FORCE].value);
}

void tables_check_years(const struct tables *last, const struct tables *tables, struct arena *arena,
			struct findings *findings)
{
	if (last->year != 0 && tables->year != 0 && last->year + 1 != tables->year) return;
	for (int column = 0; column < COLUMN__MAX; column++)
		check_carry(last, tables, column, arena, findings);
	/* the 2019 format counts other things in table 2 */
	if (last->format != FORMAT_2021 || tables->format != FORMAT_2021) return;
	for (int row = 0; row < STOCK__MAX; row++)
		check_stock(last, tables, (enum stock_row)row, arena, findings);
}
