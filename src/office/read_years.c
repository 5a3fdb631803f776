/* SPDX-License-Identifier: MulanPSL-2.0
 * Reports of one agency, year against year. */
#include <string.h>

#include "office/read_report.h"

void reading_settle(struct reading *reading, enum stock_row row, size_t choice)
{
	const char *id = stock_row_id(row);
	for (int column = 0; column < STOCK_COLUMN__MAX; column++)
		reading->tables.stock[row][column] =
			cell_number(reading->choices[row].cells[choice][column]);
	reading->choices[row].count = 0;
	struct refusal **at = &reading->refused;
	reading->last_refused = NULL;
	while (*at != NULL) {
		bool gone = strcmp((*at)->table, "table2") == 0 && strcmp((*at)->row, id) == 0;
		if (gone) {
			*at = (*at)->next;
			continue;
		}
		reading->last_refused = *at;
		at = &(*at)->next;
	}
}

/* The name without the words for a government: "淮安市洪泽区人民政府" and "洪泽区" are one. */
static size_t bare_length(const char *agency)
{
	static const char *const tails[] = {"人民政府", "管理委员会", "管委会"};
	size_t n = strlen(agency);
	for (size_t i = 0; i < COUNT_OF(tails); i++) {
		size_t tail = strlen(tails[i]);
		if (n > tail && strcmp(agency + n - tail, tails[i]) == 0) return n - tail;
	}
	return n;
}

static bool same_agency(const char *a, const char *b)
{
	enum { TWO_CHARACTERS = 6 };
	if (a == NULL || b == NULL) return false;
	size_t n = bare_length(a), m = bare_length(b);
	if (m > n) {
		const char *c = a;
		size_t k = n;
		a = b;
		b = c;
		n = m;
		m = k;
	}
	return m >= TWO_CHARACTERS && memcmp(a + n - m, b, m) == 0;
}

/* in force = in force the year before + made − repealed, on glued digits: the only way to cut them
 * that fits is the one printed. */
static bool stock_fits(int64_t before, const int64_t *cells)
{
	return before + cells[STOCK_MADE] - cells[STOCK_REPEALED] == cells[STOCK_IN_FORCE];
}

/* Every way a row can be read: one when it was read, several when its digits are glued. */
static const struct stock_choices *ways(const struct reading *reading, enum stock_row row,
					struct stock_choices *scratch)
{
	const struct cell *cells = reading->tables.stock[row];
	if (reading->choices[row].count > 0) return &reading->choices[row];
	scratch->count = 1;
	for (int column = 0; column < STOCK_COLUMN__MAX; column++) {
		if (cells[column].kind != CELL_NUMBER) scratch->count = 0;
		scratch->cells[0][column] = cells[column].value;
	}
	return scratch;
}

/* Glued digits on either side, and no way to cut them fits: the years disagree however they are
 * read. */
static void check_every_way(const struct reading *earlier, struct reading *later,
			    enum stock_row row)
{
	struct stock_choices one, other;
	const struct stock_choices *before = ways(earlier, row, &one);
	const struct stock_choices *now = ways(later, row, &other);
	if (before->count == 0 || now->count == 0 || before->count + now->count == 2) return;
	for (size_t i = 0; i < before->count; i++)
		for (size_t j = 0; j < now->count; j++)
			if (stock_fits(before->cells[i][STOCK_IN_FORCE], now->cells[j])) return;
	const char *id = stock_row_id(row);
	findings_add(&later->findings, later->arena,
		     &(struct finding){
			     .id = arena_printf(later->arena, "t2.stock:%s", id),
			     .identity = "t2.stock",
			     .severity = FINDING_PROBABLE,
			     .table = "table2",
			     .row = id,
			     .column = stock_column_id(STOCK_IN_FORCE),
			     .text = arena_printf(later->arena,
						  "“%"
						  "s”一行的数字连在一起，但无论怎样拆分，上年现行有"
						  "效件数加本年制发减本年废"
						  "止都不等于本年现行有效件数；有修改、失效或者补登"
						  "记的，请写明原因。",
						  stock_row_label(row)),
		     });
}

/* The later year's glued row by the earlier year's stock. */
static void settle_later(const struct reading *earlier, struct reading *later, enum stock_row row)
{
	struct cell before = earlier->tables.stock[row][STOCK_IN_FORCE];
	const struct stock_choices *choices = &later->choices[row];
	size_t fits = 0, choice = 0;
	if (before.kind != CELL_NUMBER) return;
	for (size_t i = 0; i < choices->count; i++)
		if (stock_fits(before.value, choices->cells[i])) {
			fits++;
			choice = i;
		}
	if (fits == 1) reading_settle(later, row, choice);
}

/* The earlier year's glued row by the later year's row. */
static void settle_earlier(struct reading *earlier, const struct reading *later, enum stock_row row)
{
	const struct cell *now = later->tables.stock[row];
	const struct stock_choices *choices = &earlier->choices[row];
	size_t fits = 0, choice = 0;
	for (int column = 0; column < STOCK_COLUMN__MAX; column++)
		if (now[column].kind != CELL_NUMBER) return;
	int64_t before =
		now[STOCK_IN_FORCE].value - now[STOCK_MADE].value + now[STOCK_REPEALED].value;
	for (size_t i = 0; i < choices->count; i++)
		if (choices->cells[i][STOCK_IN_FORCE] == before) {
			fits++;
			choice = i;
		}
	if (fits == 1) reading_settle(earlier, row, choice);
}

static void compare(struct reading *earlier, struct reading *later)
{
	bool stocks = earlier->tables.format == FORMAT_2021 && later->tables.format == FORMAT_2021;
	for (int row = 0; row < STOCK__MAX && stocks; row++) {
		settle_earlier(earlier, later, (enum stock_row)row);
		settle_later(earlier, later, (enum stock_row)row);
		check_every_way(earlier, later, (enum stock_row)row);
	}
	tables_check_years(&earlier->tables, &later->tables, later->arena, &later->findings);
}

void readings_compare(struct reading *readings, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			const struct tables *a = &readings[i].tables, *b = &readings[j].tables;
			if (a->year != 0 && a->year + 1 == b->year &&
			    same_agency(a->agency, b->agency))
				compare(&readings[i], &readings[j]);
		}
}
