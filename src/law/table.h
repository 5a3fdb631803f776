/* SPDX-License-Identifier: MulanPSL-2.0
 * The statutory tables of the annual report, defined once: rows, columns, labels and identities
 * of the 2021 format (国办公开办函〔2021〕30号) and of the 2019 trial format (〔2019〕60号) for
 * reading old reports. The generator, the checker, the papers and the drill-down read this. */
#ifndef LIANXIN_LAW_TABLE_H
#define LIANXIN_LAW_TABLE_H

#include "law/outcome.h"
#include "law/requester.h"

/* A cell is a number, blank, or "/"; or it was never read (fragments of other reports). */
enum cell_kind { CELL_UNREAD = 0, CELL_NUMBER, CELL_BLANK, CELL_SLASH };
struct cell {
	enum cell_kind kind;
	int64_t value; /* pieces; fen in the charges cell */
};
static inline struct cell cell_number(int64_t value)
{
	return (struct cell){CELL_NUMBER, value};
}

enum table_format { FORMAT_2021, FORMAT_2019 };

/* Rows of section 三 in printed order. ROW_F stands in the 2019 format alone, F1–F3 in 2021's. */
enum table_row {
	ROW_R1,
	ROW_R2,
	ROW_A,
	ROW_B,
	ROW_C1,
	ROW_C2,
	ROW_C3,
	ROW_C4,
	ROW_C5,
	ROW_C6,
	ROW_C7,
	ROW_C8,
	ROW_D1,
	ROW_D2,
	ROW_D3,
	ROW_E1,
	ROW_E2,
	ROW_E3,
	ROW_E4,
	ROW_E5,
	ROW_F,
	ROW_F1,
	ROW_F2,
	ROW_F3,
	ROW_G,
	ROW_R4,
	ROW__MAX
};
/* Columns of section 三: the six kinds in enum requester_kind's order, then the total. */
enum { COLUMN_TOTAL = REQUESTER__MAX, COLUMN__MAX };

/* Groups of section 四 and the five cells of each. */
enum case_group { CASE_RECONSIDERATION, CASE_DIRECT, CASE_AFTER, CASE__MAX };
enum case_result {
	RESULT_UPHELD,
	RESULT_CORRECTED,
	RESULT_OTHER,
	RESULT_PENDING,
	RESULT_TOTAL,
	RESULT__MAX
};

/* Rows of section 二. */
enum stock_row { STOCK_RULES, STOCK_NORMATIVE, STOCK__MAX };
enum stock_column { STOCK_MADE, STOCK_REPEALED, STOCK_IN_FORCE, STOCK_COLUMN__MAX };
enum decision_kind {
	DECISION_LICENCE,
	DECISION_PENALTY,
	DECISION_COERCION,
	DECISION_CHARGE,
	DECISION__MAX
};

struct tables {
	const char *agency; /* may be NULL when unknown */
	int year;	    /* 0 when unknown */
	enum table_format format;
	struct cell stock[STOCK__MAX][STOCK_COLUMN__MAX];
	struct cell decisions[DECISION__MAX]; /* charge in fen, printed in 万元 */
	struct cell requests[ROW__MAX][COLUMN__MAX];
	struct cell cases[CASE__MAX][RESULT__MAX];
};

/* Stable ids used in JSON, URLs and findings: "r1", "a", "c1" …; "natural" … "total";
 * "reconsideration", "direct", "after"; "upheld" … "total"; "rules", "normative"; "made",
 * "repealed", "in_force"; "licences", "penalties", "coercion", "charges_wan". */
const char *table_row_id(enum table_row row);
const char *table_column_id(int column);
const char *case_group_id(enum case_group group);
const char *case_result_id(enum case_result result);
const char *stock_row_id(enum stock_row row);
const char *stock_column_id(enum stock_column column);
const char *decision_id(enum decision_kind kind);
bool table_row_parse(const char *id, enum table_row *ret_row);
bool table_column_parse(const char *id, int *ret_column);
bool case_group_parse(const char *id, enum case_group *ret_group);
bool case_result_parse(const char *id, enum case_result *ret_result);
bool stock_row_parse(const char *id, enum stock_row *ret_row);
bool stock_column_parse(const char *id, enum stock_column *ret_column);
bool decision_parse(const char *id, enum decision_kind *ret_kind);

/* Labels exactly as printed in the template. For rows inside a group the group's own label
 * ("（三）不予公开") is table_row_group(). */
const char *table_row_label(enum table_row row);
const char *table_row_group(enum table_row row); /* NULL for r1 r2 a b f g r4 */
const char *table_column_label(int column);
const char *case_group_label(enum case_group group);
const char *case_result_label(enum case_result result);
const char *stock_row_label(enum stock_row row);
const char *stock_column_label(enum stock_column column);
const char *decision_label(enum decision_kind kind);
/* 二十条 paragraph heading, e.g. "第二十条第（一）项" */
const char *decision_paragraph(enum decision_kind kind);
/* The printed identity note of section 三's corner cell, with its brackets. */
extern const char TABLE_IDENTITY_NOTE[];

/* Does the row stand in the format? */
bool table_row_in(enum table_format format, enum table_row row);
/* The row an outcome is counted in; ROW_G never. BUG on OUTCOME_OPEN. */
enum table_row table_row_of(enum outcome outcome);
/* The outcome a leaf row counts; OUTCOME_OPEN for r1, r2, f, g, r4. */
enum outcome table_outcome_of(enum table_row row);

/* All cells of the format set to the number 0. */
void tables_zero(struct tables *tables, enum table_format format);
/* Writes every total (column 总计, row g, table 4 totals) from its parts. */
void tables_total(struct tables *tables);
/* "12.3456" for fen in 万元: exact, at most six decimals, no trailing zeros. */
struct wan_text {
	char s[32];
};
struct wan_text wan_text(int64_t fen);
/* The reverse: 万元 as printed, at most twelve digits and six decimals, nothing around them. */
bool wan_parse(const char *text, int64_t *ret_fen);

enum finding_severity { FINDING_CERTAIN, FINDING_PROBABLE, FINDING_FORM };
struct finding {
	const char *id; /* stable: identity + place, e.g. "t3.row:c1" — reasons hang on it */
	const char *identity; /* "t3.balance", "t3.sum", "t3.row", "t4.total", "t2.stock",
				 "t3.carry", "form.blank", "form.missing", "form.…", "prose.…" */
	enum finding_severity severity;
	const char *table; /* "table2", "table3", "table4", "prose", "form" */
	const char *row;   /* ids as above; "" when it has none */
	const char *column;
	int64_t expected, found; /* meaningful when has_values */
	bool has_values;
	const char *text; /* one Chinese sentence a clerk understands, with both numbers */
	struct finding *next;
};
struct findings {
	struct finding *first, *last;
	size_t count, certain;
};

struct arena;
/* Appends; everything is copied into the arena. */
void findings_add(struct findings *findings, struct arena *arena, const struct finding *finding);
/* Identities within one year: t3.balance and t3.sum in every column, t3.row in every row, t4.total;
 * form.blank and form.slash for cells that must hold a number. An identity that touches an unread
 * cell is not judged. Sources: annual-report-format.md sections 2–4, 9. */
void tables_check(const struct tables *tables, struct arena *arena, struct findings *findings);
/* Between years: t3.carry (r2 = last year's r4, per column; certain) and t2.stock (in force = last
 * in force + made − repealed; probable). */
void tables_check_years(const struct tables *last, const struct tables *tables, struct arena *arena,
			struct findings *findings);

#endif
