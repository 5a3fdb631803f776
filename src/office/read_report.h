/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads somebody's published annual report: the statutory tables as they are printed, and what a
 * careful reader finds wrong. What cannot be read with certainty is refused, never guessed
 * (docs/decisions/report-reader.md). */
#ifndef LIANXIN_OFFICE_READ_REPORT_H
#define LIANXIN_OFFICE_READ_REPORT_H

#include "base/arena.h"
#include "base/error.h"
#include "law/table.h"
#include "office/read_source.h"

enum { READ_MAX_CHOICES = 64 };

/* A table, or one row of it, that was there and could not be read with certainty. */
struct refusal {
	const char *table;  /* "table2", "table3", "table4" */
	const char *row;    /* its id; "" for the whole table */
	const char *reason; /* Chinese */
	struct refusal *next;
};

struct span {
	size_t from, to; /* bytes of source.text; empty when not found */
};

/* Every way glued digits of a row of table 2 can be read: no identity within one year decides. */
struct stock_choices {
	size_t count; /* 0: the row was read, or is not there */
	int64_t cells[READ_MAX_CHOICES][STOCK_COLUMN__MAX];
};

/* What the layout of a report showed while its tables were read. */
struct read_marks {
	bool glued;	 /* cells printed without anything between them */
	bool disordered; /* loose cells that do not follow their labels: no order can be trusted */
	bool one_row_f;	 /* （六） printed as one row */
	bool old_table2; /* the columns of the 2019 format */
	bool new_table2; /* the columns of the 2021 format */
	bool stray;	 /* a number that stands outside every row */
};

struct reading {
	struct arena *arena;
	const char *file; /* as given */
	struct tables tables;
	struct findings findings;
	struct refusal *refused, *last_refused;
	struct source source; /* empty for our own JSON */
	bool own;	      /* our own JSON: no text around the tables */
	struct span table2, table3, table4;
	struct read_marks marks;
	struct stock_choices choices[STOCK__MAX];
};

/* Reads n bytes; texts go into the arena. ERR_CONTENT when it is no text at all. A text without any
 * table is ERR_NONE with every cell unread. */
enum err reading_of(const char *file, const char *bytes, size_t n, struct arena *arena,
		    struct error *error, struct reading *ret_reading) MUST_CHECK;
/* Findings between years of one agency, added to the later year's; glued rows of table 2 that only
 * the other year decides are read. */
void readings_compare(struct reading *readings, size_t n);
/* Is any cell of any table read? */
bool reading_has_cells(const struct reading *reading);

/* The readers of the parts, in the order reading_of() calls them. */
void read_requests(struct reading *reading);
void read_cases(struct reading *reading);
void read_stock(struct reading *reading);
void read_title(struct reading *reading);
void read_form(struct reading *reading);
void read_prose(struct reading *reading);

/* For these. */
/* The row is what choice number `choice` says; its refusal is withdrawn. */
void reading_settle(struct reading *reading, enum stock_row row, size_t choice);
void reading_refuse(struct reading *reading, const char *table, const char *row, const char *format,
		    ...) PRINTF_LIKE(4, 5);
/* A finding of severity form: identity "form.…", place as words of the id. */
void reading_form(struct reading *reading, const char *identity, const char *place,
		  const char *format, ...) PRINTF_LIKE(4, 5);
/* The token as a cell of pieces; false for a text, a fraction, or a number nobody writes so
 * (leading zeros, more than 15 digits). */
bool token_cell(const struct source *source, const struct token *token, struct cell *ret_cell);
/* The token as fen, printed in 万元. */
bool token_charge(const struct source *source, const struct token *token, struct cell *ret_cell);

#endif
