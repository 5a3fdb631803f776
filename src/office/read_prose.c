/* SPDX-License-Identifier: MulanPSL-2.0
 * The prose's figures against the tables. Certain is only what no way of counting explains: offices
 * use 收到, 受理, 收办 for the year's own requests and for these with the carried ones, and a
 * government's prose may speak of its own office alone (annual-report-format.md section 5). */
#include <string.h>

#include "office/read_facts.h"

/* Values of a table that a fact may agree with. */
struct readings {
	int64_t values[6];
	size_t n;
	bool unread; /* a cell it needs was not read: nothing is judged */
};

static void add_cells(struct readings *to, const struct cell *const *cells, size_t n)
{
	int64_t sum = 0;
	for (size_t i = 0; i < n; i++) {
		if (cells[i]->kind == CELL_UNREAD || cells[i]->kind == CELL_BLANK)
			to->unread = true;
		sum += cells[i]->kind == CELL_NUMBER ? cells[i]->value : 0;
	}
	to->values[to->n++] = sum;
}

static void add_row_sums(struct readings *to, const struct tables *tables, int column)
{
	const struct cell *new = &tables->requests[ROW_R1][column];
	const struct cell *old = &tables->requests[ROW_R2][column];
	const struct cell *closed = &tables->requests[ROW_G][column];
	add_cells(to, (const struct cell *const[]){new}, 1);
	add_cells(to, (const struct cell *const[]){new, old}, 2);
	add_cells(to, (const struct cell *const[]){closed}, 1);
}

static void add_outcome(struct readings *to, const struct tables *tables, int first)
{
	const struct cell *cells[ROW__MAX];
	size_t n = 0;
	const char *group = table_row_group((enum table_row)first);
	for (int row = first; row <= ROW_F3; row++) {
		const char *own = table_row_group((enum table_row)row);
		bool in = row == first || (group != NULL && own != NULL && strcmp(own, group) == 0);
		if (in) cells[n++] = &tables->requests[row][COLUMN_TOTAL];
	}
	if (first == ROW_F1 && tables->requests[ROW_F][COLUMN_TOTAL].kind != CELL_UNREAD) {
		cells[0] = &tables->requests[ROW_F][COLUMN_TOTAL];
		n = 1;
	}
	add_cells(to, cells, n);
}

/* 法人或其他组织: the five columns together, of the year's own, with the carried ones, closed. */
static void add_organisations(struct readings *to, const struct tables *tables)
{
	struct readings natural = {.n = 0}, total = {.n = 0};
	add_row_sums(&natural, tables, REQUESTER_NATURAL);
	add_row_sums(&total, tables, COLUMN_TOTAL);
	to->unread = natural.unread || total.unread;
	for (size_t i = 0; i < total.n; i++)
		to->values[to->n++] = total.values[i] - natural.values[i];
}

static void readings_of(const struct tables *tables, const struct fact *fact, struct readings *to)
{
	const struct cell(*t3)[COLUMN__MAX] = tables->requests;
	const struct cell *stock = tables->stock[STOCK_NORMATIVE];
	const struct cell *one = NULL;
	switch (fact->kind) {
	case FACT_RECEIVED: one = &t3[ROW_R1][COLUMN_TOTAL]; break;
	case FACT_RECEIVED_ALL:
	case FACT_ACCEPTED:
	case FACT_CLOSED: add_row_sums(to, tables, COLUMN_TOTAL); break;
	case FACT_CARRIED_IN: one = &t3[ROW_R2][COLUMN_TOTAL]; break;
	case FACT_CARRIED_OUT: one = &t3[ROW_R4][COLUMN_TOTAL]; break;
	case FACT_OUTCOME: add_outcome(to, tables, fact->detail); break;
	case FACT_REQUESTER:
		if (fact->detail < 0)
			add_organisations(to, tables);
		else
			add_row_sums(to, tables, fact->detail);
		break;
	case FACT_RECONSIDERATION: one = &tables->cases[CASE_RECONSIDERATION][RESULT_TOTAL]; break;
	case FACT_LITIGATION:
		add_cells(to,
			  (const struct cell *const[]){&tables->cases[CASE_DIRECT][RESULT_TOTAL],
						       &tables->cases[CASE_AFTER][RESULT_TOTAL]},
			  2);
		break;
	case FACT_MADE: one = &stock[STOCK_MADE]; break;
	case FACT_REPEALED: one = &stock[STOCK_REPEALED]; break;
	case FACT_IN_FORCE: one = &stock[STOCK_IN_FORCE]; break;
	case FACT_NONE: to->unread = true; break;
	}
	if (one != NULL) add_cells(to, &one, 1);
}

static bool agrees(const struct readings *readings, int64_t value)
{
	for (size_t i = 0; i < readings->n; i++)
		if (readings->values[i] == value) return true;
	return false;
}

/* Names for ids and sentences. */
static const struct {
	const char *identity, *table, *row, *words;
} names[] = {
	[FACT_NONE] = {"", "", "", ""},
	[FACT_RECEIVED] = {"prose.received", "table3", "r1", "本年新收"},
	[FACT_RECEIVED_ALL] = {"prose.received", "table3", "r1", "本年新收"},
	[FACT_ACCEPTED] = {"prose.received", "table3", "r1", "本年新收"},
	[FACT_CLOSED] = {"prose.closed", "table3", "g", "（七）总计"},
	[FACT_CARRIED_IN] = {"prose.carried-in", "table3", "r2", "上年结转"},
	[FACT_CARRIED_OUT] = {"prose.carried-out", "table3", "r4", "结转下年度继续办理"},
	[FACT_OUTCOME] = {"prose.outcome", "table3", "", "办理结果"},
	[FACT_REQUESTER] = {"prose.requester", "table3", "r1", "申请人情况"},
	[FACT_RECONSIDERATION] = {"prose.cases", "table4", "reconsideration", "行政复议总计"},
	[FACT_LITIGATION] = {"prose.cases", "table4", "", "行政诉讼总计"},
	[FACT_MADE] = {"prose.stock", "table2", "normative", "行政规范性文件本年制发件数"},
	[FACT_REPEALED] = {"prose.stock", "table2", "normative", "行政规范性文件本年废止件数"},
	[FACT_IN_FORCE] = {"prose.stock", "table2", "normative", "行政规范性文件现行有效件数"},
};

/* Facts that leave one way of counting; the others are probable at most. */
static bool is_plain(enum fact_kind kind)
{
	return kind == FACT_RECEIVED || kind == FACT_RECEIVED_ALL || kind == FACT_CARRIED_IN ||
	       kind == FACT_CARRIED_OUT;
}

static void report(struct reading *reading, const struct fact *fact, size_t number, bool certain)
{
	struct readings readings = {.n = 0};
	readings_of(&reading->tables, fact, &readings);
	const char *quote = arena_text_n(reading->arena, reading->source.text + fact->quote.from,
					 fact->quote.to - fact->quote.from);
	const char *text = arena_printf(reading->arena, "正文写“%s”，表中“%s”是%lld件%s", quote,
					names[fact->kind].words, (long long)readings.values[0],
					certain ? "，两者不符。" : "，请核对是否口径不同。");
	const struct cell *carried = &reading->tables.requests[ROW_R2][COLUMN_TOTAL];
	if (certain && fact->kind == FACT_RECEIVED && carried->kind == CELL_NUMBER &&
	    carried->value > 0 && fact->value == readings.values[0] + carried->value)
		text = arena_printf(
			reading->arena,
			"正文写“%s”，表三“本年新收”是%lld件；正文把上年结转的%lld件也算作"
			"本年收到，两者不符。",
			quote, (long long)readings.values[0], (long long)carried->value);
	findings_add(&reading->findings, reading->arena,
		     &(struct finding){
			     .id = arena_printf(reading->arena, "%s:%zu",
						names[fact->kind].identity, number),
			     .identity = names[fact->kind].identity,
			     .severity = certain ? FINDING_CERTAIN : FINDING_PROBABLE,
			     .table = names[fact->kind].table,
			     .row = names[fact->kind].row,
			     .column = "",
			     .expected = readings.values[0],
			     .found = fact->value,
			     .has_values = true,
			     .text = text,
		     });
}

/* Another sentence gives the table's figure for the same thing: then this one counts otherwise. */
static bool told_elsewhere(const struct reading *reading, const struct fact *facts, size_t n,
			   const struct fact *fact)
{
	for (size_t i = 0; i < n; i++) {
		struct readings readings = {.n = 0};
		bool same =
			strcmp(names[facts[i].kind].identity, names[fact->kind].identity) == 0 &&
			facts[i].detail == fact->detail;
		if (&facts[i] == fact || !same) continue;
		readings_of(&reading->tables, &facts[i], &readings);
		if (!readings.unread && readings.values[0] == facts[i].value) return true;
	}
	return false;
}

/* Glued digits of table 2's second row: when the prose names both what was made and what is in
 * force, and exactly one way to cut the digits has both figures, that way is what is printed. */
static void settle_stock(struct reading *reading, const struct fact *facts, size_t n)
{
	struct stock_choices *choices = &reading->choices[STOCK_NORMATIVE];
	int64_t made = -1, in_force = -1;
	for (size_t i = 0; i < n; i++) {
		int64_t *to = facts[i].kind == FACT_MADE       ? &made
			      : facts[i].kind == FACT_IN_FORCE ? &in_force
							       : NULL;
		if (to == NULL) continue;
		if (*to >= 0 && *to != facts[i].value) return;
		*to = facts[i].value;
	}
	size_t found = 0, choice = 0;
	for (size_t i = 0; i < choices->count; i++)
		if (choices->cells[i][STOCK_MADE] == made &&
		    choices->cells[i][STOCK_IN_FORCE] == in_force) {
			found++;
			choice = i;
		}
	if (found != 1) return;
	reading_settle(reading, STOCK_NORMATIVE, choice);
}

void read_prose(struct reading *reading)
{
	struct fact facts[FACTS_MAX];
	size_t n = facts_find(reading, facts);
	settle_stock(reading, facts, n);
	for (size_t i = 0; i < n; i++) {
		const struct fact *fact = &facts[i];
		struct readings readings = {.n = 0};
		readings_of(&reading->tables, fact, &readings);
		if (readings.unread || fact->scope == SCOPE_OTHER ||
		    agrees(&readings, fact->value) || told_elsewhere(reading, facts, n, fact))
			continue;
		report(reading, fact, i, is_plain(fact->kind) && fact->scope == SCOPE_WHOLE);
	}
}
