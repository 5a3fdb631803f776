/* SPDX-License-Identifier: MulanPSL-2.0
 * What the reader's files on table 3 share: the rows found, and which of them are known. */
#ifndef LIANXIN_OFFICE_READ_TABLE3_H
#define LIANXIN_OFFICE_READ_TABLE3_H

#include "office/read_label.h"
#include "office/read_report.h"
#include "office/read_rows.h"

#define TABLE3_ID "table3"

struct table3 {
	struct reading *reading;
	const struct source *source;
	struct labels labels;
	struct row_runs runs;
	struct span span;
	bool whole; /* begins with the label of r1 */
	bool one_row_f;
};

/* Does the row stand in the format the table is printed in? */
bool table3_has(const struct table3 *table, int row);
/* Group and label, for sentences. */
const char *table3_row_name(const struct table3 *table, int row);
/* Cells of all known runs of a glued table, or the refusal of the table and no runs. */
void table3_read_glued(struct table3 *table);
/* False when some table of the source prints the kinds of requesters in another order. */
bool table3_columns_in_order(const struct table3 *table);
/* Labels that are printed otherwise than in the format, as findings. */
void table3_note_labels(const struct table3 *table, bool in_lines);

#endif
