/* SPDX-License-Identifier: MulanPSL-2.0
 * How high a table's rows must be for its cells, measured or reckoned. */
#ifndef LIANXIN_PAPER_ROWS_H
#define LIANXIN_PAPER_ROWS_H

#include "paper/doc.h"

/* needs: the height each cell wants, in reading order. Cells of one row decide first; a merged cell
 * that still lacks room stretches all its rows alike. Writes table->rows heights; their sum comes
 * back. */
double rows_fit(const struct doc_table *table, const double *needs, double *ret_heights);

#endif
