/* SPDX-License-Identifier: MulanPSL-2.0
 * The steps behind a date or a sum: each with the day it leads to, the article it rests on, and
 * a Chinese sentence a citizen understands. */
#ifndef LIANXIN_LAW_TRACE_H
#define LIANXIN_LAW_TRACE_H

#include "base/arena.h"
#include "base/day.h"

struct trace_step {
	day date; /* DAY_NONE when the step is not about a day */
	/* a stable id: "reg.33" the Regulation, "reg2007.24" its text before 2019-05-15, "fee.4"
	 * 国办函〔2020〕109号, "review.23" 行政复议法, "review2017.9" its text before 2024,
	 * "suit.46" 行政诉讼法, "court.2" 法释〔2025〕8号, "civil.201" 民法典, "cal.2024" the
	 * calendar of a year, "cal.local" days off of the agency alone */
	const char *rule;
	const char *text;
	bool warning; /* something in the case is not as the law wants it; the result stands */
	struct trace_step *next;
};

struct trace {
	struct arena *arena;
	struct trace_step *first, *last;
	size_t count;
};

void trace_init(struct trace *trace, struct arena *arena);
/* Adds a step; everything is copied into the arena. A NULL trace takes no notes, for callers that
 * want the result alone. */
void trace_add(struct trace *trace, day date, const char *rule, const char *format, ...)
	PRINTF_LIKE(4, 5);
void trace_warn(struct trace *trace, day date, const char *rule, const char *format, ...)
	PRINTF_LIKE(4, 5);

/* What of a trace the requester reads: all but its warnings, which are advice to the office. Texts
 * are shared with the trace, the chain is the arena's. */
struct trace trace_told(const struct trace *trace, struct arena *arena);

/* "2024年5月27日", as letters and citizens write it. */
struct day_words {
	char s[40];
};
struct day_words day_words(day d);

#endif
