/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files of count.h share; for store/ alone. */
#ifndef LIANXIN_STORE_COUNT_YEAR_H
#define LIANXIN_STORE_COUNT_YEAR_H

#include "law/table.h"

/* First and last day of a year, as the database writes them. */
struct year_days {
	char first[16], last[16];
};
struct year_days year_days(int year);
/* decision.kind by enum decision_kind */
extern const char *const count_decision_kinds[DECISION__MAX];

#endif
