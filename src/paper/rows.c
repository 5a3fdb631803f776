/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "paper/rows.h"

double rows_fit(const struct doc_table *table, const double *needs, double *ret_heights)
{
	double total = 0;
	for (int row = 0; row < table->rows; row++) ret_heights[row] = 0;
	for (int merged = 0; merged < 2; merged++) {
		int index = 0;
		for (const struct doc_cell *cell = table->first; cell != NULL; cell = cell->next) {
			double *rows = ret_heights + cell->row, have = 0, need = needs[index++];
			int span = cell->form.rowspan;
			if ((span > 1) != (merged == 1)) continue;
			for (int i = 0; i < span; i++) have += rows[i];
			for (int i = 0; i < span && need > have; i++)
				rows[i] += (need - have) / span;
		}
	}
	for (int row = 0; row < table->rows; row++) total += ret_heights[row];
	return total;
}
