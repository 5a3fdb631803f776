/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SHANGHAI_MS = 8 * 3600 * 1000 };
static const int64_t DAY_MS = 86400000;

int64_t clock_now(const struct clock *clock)
{
	if (clock != NULL && clock->fixed_ms != 0) return clock->fixed_ms;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static day split(int64_t ms, int *ret_ms_of_day)
{
	int64_t local = ms + SHANGHAI_MS;
	int64_t days = local / DAY_MS, rest = local % DAY_MS;
	if (rest < 0) {
		rest += DAY_MS;
		days--;
	}
	*ret_ms_of_day = (int)rest;
	return (day)days;
}

day moment_day(int64_t ms)
{
	int rest;
	return split(ms, &rest);
}

day clock_today(const struct clock *clock)
{
	return moment_day(clock_now(clock));
}

struct moment_text moment_text(int64_t ms)
{
	int rest;
	day d = split(ms, &rest);
	int hour = rest / 3600000 % 24, minute = rest / 60000 % 60;
	struct moment_text text = {""};
	memcpy(text.s, day_text(d).s, 10);
	text.s[10] = ' ';
	text.s[11] = (char)('0' + hour / 10);
	text.s[12] = (char)('0' + hour % 10);
	text.s[13] = ':';
	text.s[14] = (char)('0' + minute / 10);
	text.s[15] = (char)('0' + minute % 10);
	return text;
}

struct moment_text moment_iso(int64_t ms)
{
	int rest;
	day d = split(ms, &rest);
	struct moment_text text;
	snprintf(text.s, sizeof text.s, "%sT%02d:%02d:%02d.%03d+08:00", day_text(d).s,
		 rest / 3600000 % 24, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
	return text;
}
