/* SPDX-License-Identifier: MulanPSL-2.0
 * Every number opens: a cell of the tables lists exactly the entries it counts. */
#ifndef LIANXIN_TESTS_STORE_HELP_CELLS_H
#define LIANXIN_TESTS_STORE_HELP_CELLS_H

#include "store/count.h"

struct counting {
	struct store *store;
	int64_t agency;
	int year;
	size_t limit; /* entries a page */
};
struct tables cells_count(const struct counting *counting);
/* Walks all pages of every cell; fails the test when what a cell lists does not make its number,
 * or lists an entry twice or a struck one. */
void cells_agree(const struct counting *counting);

#endif
