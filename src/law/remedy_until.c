/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/remedy_until.h"

enum { REVIEW_DAYS = 60, SUIT_MONTHS = 6 };

static day working(day end, const struct calendar *calendar)
{
	day on;
	return calendar_add_working_days(calendar, end - 1, 1, &on, NULL) == ERR_NONE ? on : end;
}

struct remedy_until remedy_until(day known, const struct calendar *calendar)
{
	return (struct remedy_until){working(known + REVIEW_DAYS, calendar),
				     working(day_months_on(known, SUIT_MONTHS), calendar)};
}
