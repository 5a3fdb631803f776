/* SPDX-License-Identifier: MulanPSL-2.0
 * From which day a text is in force: every rule with a date asks here (regulation.md 10.11). */
#ifndef LIANXIN_LAW_FORCE_H
#define LIANXIN_LAW_FORCE_H

#include "base/day.h"

/* clang-format off */
/* TEXT(name, year, month, day of month) */
#define LAW_TEXT_TABLE(TEXT)                                                                       \
	TEXT(REGULATION_2019, 2019, 5, 15) /* 国务院令第711号：20 + 20 working days, Art. 30, 35 */   \
	TEXT(FEE_2021, 2021, 1, 1)         /* 国办函〔2020〕109号：the processing fee */              \
	TEXT(REVIEW_2024, 2024, 1, 1)      /* 行政复议法（2023修订）：reconsideration first */
/* clang-format on */

enum law_text {
#define TEXT(name, year, month, of_month) LAW_##name,
	LAW_TEXT_TABLE(TEXT)
#undef TEXT
};

/* Is the text in force on that day? */
bool law_in_force(enum law_text text, day on);

#endif
