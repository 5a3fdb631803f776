/* SPDX-License-Identifier: MulanPSL-2.0
 * The last days on which a remedy may be sought: sixty days for reconsideration (行政复议法
 * 第二十条), six months for a suit (行政诉讼法第四十六条), from the day on which somebody came to
 * know what he may go against. */
#ifndef LIANXIN_LAW_REMEDY_UNTIL_H
#define LIANXIN_LAW_REMEDY_UNTIL_H

#include "law/calendar.h"

struct remedy_until {
	day review, suit; /* a day off goes on to the next working day (民法典 203) */
};
/* known: of a reply the day it was received, of silence the due date. Where the calendar does not
 * reach so far the day itself stands: never later than the law's. */
struct remedy_until remedy_until(day known, const struct calendar *calendar);

#endif
