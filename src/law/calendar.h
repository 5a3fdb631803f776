/* SPDX-License-Identifier: MulanPSL-2.0
 * Working days: public holidays and make-up days as announced by the State Council for each year
 * (rules/calendar/, a source per row), an agency's local holidays, and for the one year after the
 * last announced one the statutory holidays alone (provisional). Periods of the Regulation are
 * counted in working days; the day a period starts from is not counted (民法典 201). */
#ifndef LIANXIN_LAW_CALENDAR_H
#define LIANXIN_LAW_CALENDAR_H

#include "base/arena.h"
#include "base/day.h"
#include "base/error.h"
#include "base/problem.h"

enum calendar_kind {
	CALENDAR_HOLIDAY, /* a day off */
	CALENDAR_WORKDAY, /* a Saturday or Sunday that is worked */
};

struct calendar_row {
	day date;
	enum calendar_kind kind;
	const char *name; /* "春节" */
	const char *source;
};

/* Rows beyond the built-in ones. Later rows win over earlier ones for the same day. */
struct calendar_rows {
	int year; /* the year a notice announces; 0 for the local days of an agency */
	const struct calendar_row *rows;
	size_t n;
};

struct calendar_day {
	bool working;
	bool provisional;
	bool local;	  /* by a row of the agency's own */
	const char *name; /* of the holiday, for make-up days too; NULL for any other day */
	const char *source;
};

struct calendar;

/* The calendar out of the built-in data and `extra` (NULL when n_extra is 0). Lives in the arena
 * with copies of what it needs; thread-safe once built. ERR_CONFLICT when a notice skips a year. */
enum err calendar_build(struct arena *arena, const struct calendar_rows *extra, size_t n_extra,
			const struct calendar **ret_calendar, struct error *error) MUST_CHECK;

/* First and last day the calendar knows, the provisional year included. */
day calendar_first(const struct calendar *calendar);
day calendar_last(const struct calendar *calendar);
/* Results on later days are provisional. */
day calendar_last_announced(const struct calendar *calendar);

/* ERR_ENV for a day outside the calendar. */
enum err calendar_look(const struct calendar *calendar, day d, struct calendar_day *ret_day,
		       struct error *error) MUST_CHECK;
/* The n-th working day after start, n >= 1; start need not be a working day. In constant time.
 * ERR_ENV when start or the result lies outside the calendar. */
enum err calendar_add_working_days(const struct calendar *calendar, day start, int n, day *ret_day,
				   struct error *error) MUST_CHECK;
/* Working days in (from, to]: 0 when to <= from. In constant time. ERR_ENV when a needed day lies
 * outside the calendar. */
enum err calendar_working_days(const struct calendar *calendar, day from, day to, int *ret_n,
			       struct error *error) MUST_CHECK;

/* Reads a notice or a list of local days: CSV with the columns date, kind, name and, if wanted,
 * source, in any order. year as in struct calendar_rows; a notice may also hold the last days of
 * December before its year (元旦). Every mistake becomes a problem whose field is the line's number
 * ("" for the file) and whose sentence is Chinese; the rows are good only when there is none. A
 * notice that lacks a statutory holiday of its year is a mistake too. */
void calendar_parse(const char *bytes, size_t n, int year, struct arena *arena,
		    struct problems *problems, struct calendar_rows *ret_rows);

#endif
