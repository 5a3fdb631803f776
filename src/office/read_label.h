/* SPDX-License-Identifier: MulanPSL-2.0
 * Finds the labels of table 3's rows in a report, tolerant of what extraction does to them. The
 * labels are law/table.h's: a label is found by its first characters, as many as no other label
 * has. */
#ifndef LIANXIN_OFFICE_READ_LABEL_H
#define LIANXIN_OFFICE_READ_LABEL_H

#include "law/table.h"
#include "office/read_source.h"

struct label_hit {
	enum table_row row;
	uint32_t at; /* the byte its text begins at, after the ordinal */
};

struct labels {
	const char *core[ROW__MAX];   /* folded, without ordinal */
	size_t prefix[ROW__MAX];      /* bytes of core that only this row has */
	int ordinal[ROW__MAX];	      /* 1 … 8 of "1." … "8."; 0 for other rows */
	const struct label_hit *hits; /* by place */
	size_t n_hits;
};

/* All labels in a document; memory of the arena. */
void labels_find(const struct source *source, struct arena *arena, struct labels *ret_labels);
/* How many different rows have a label that begins in [from, to); *ret_row is the first of them.
 * Row （六） of the 2019 format is not counted: its label is also a group's. */
size_t labels_in(const struct labels *labels, size_t from, size_t to, enum table_row *ret_row);
/* Does row's label begin in [from, to)? */
bool label_in(const struct labels *labels, enum table_row row, size_t from, size_t to);
/* Share of the characters of text[from, to) that stand in label in this order, 0 … 100; signs and
 * digits do not count. */
int label_likeness(const char *text, size_t from, size_t to, const char *label);

#endif
