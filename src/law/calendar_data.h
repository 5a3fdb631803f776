/* SPDX-License-Identifier: MulanPSL-2.0
 * The files of rules/calendar/, for the calendar and its reader alone. */
#ifndef LIANXIN_LAW_CALENDAR_DATA_H
#define LIANXIN_LAW_CALENDAR_DATA_H

#include "law/calendar.h"

/* The rows of rules/calendar/NAME.csv; n is 0 when there is no such file. BUG when it is bad. */
struct calendar_rows calendar_built_in(struct arena *arena, const char *name);

#endif
