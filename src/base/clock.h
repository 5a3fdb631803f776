/* SPDX-License-Identifier: MulanPSL-2.0
 * The only reader of real time. Everything above law/ is handed a clock, so that tests may set
 * it. Moments are milliseconds since 1970-01-01T00:00Z; civil days and times of day are those of
 * Asia/Shanghai, a fixed +08:00 (China has kept no summer time since 1991). */
#ifndef LIANXIN_BASE_CLOCK_H
#define LIANXIN_BASE_CLOCK_H

#include "base/day.h"

struct clock {
	int64_t fixed_ms; /* 0: the machine's clock; otherwise this moment, for tests */
};

struct moment_text {
	char s[40];
};

int64_t clock_now(const struct clock *clock);
/* For how long something takes: never set back, of no calendar. */
int64_t monotonic_ms(void);
day clock_today(const struct clock *clock);
day moment_day(int64_t ms);
/* "2024-12-31 09:30" in Asia/Shanghai, for people. */
struct moment_text moment_text(int64_t ms);
/* "2024-12-31T09:30:15.123+08:00", for data and logs. */
struct moment_text moment_iso(int64_t ms);

#endif
