/* SPDX-License-Identifier: MulanPSL-2.0
 * Built once, every question is then an index: `before` counts the working days before each day,
 * `working` lists them in order. */
#include "law/calendar.h"

#include <pthread.h>

#include "base/embedded.h"
#include "law/calendar_data.h"

enum { FIRST_YEAR = 2019, MAX_YEARS = 100 };

struct calendar {
	day first, last, last_announced;
	struct calendar_day *days; /* by day − first */
	int *before;		   /* working days in [first, first + i) */
	day *working;
	int n_working;
};

struct calendar_rows calendar_built_in(struct arena *arena, const char *name)
{
	struct calendar_rows rows = {0, NULL, 0};
	const struct embedded *file =
		embedded_find(arena_printf(arena, "rules/calendar/%s.csv", name));
	if (file == NULL) return rows;
	struct problems problems;
	problems_init(&problems, arena);
	calendar_parse(file->bytes, file->n, 0, arena, &problems, &rows);
	BUG_IF(problems.count > 0);
	return rows;
}

/* The built-in announced years in a row; returns how many. */
static int built_in_years(struct arena *arena, struct calendar_rows ret_years[MAX_YEARS])
{
	int n = 0;
	while ((ret_years[n] = calendar_built_in(arena, arena_printf(arena, "%d", FIRST_YEAR + n)))
		       .n > 0) {
		n++;
		BUG_IF(n == MAX_YEARS);
	}
	return n;
}

/* The built-in tables, parsed once a process: every case that is opened builds a calendar. */
static struct calendar_rows parsed_years[MAX_YEARS], parsed_statutory;
static int n_parsed_years;

static void parse_built_in(void)
{
	static struct arena forever;
	n_parsed_years = built_in_years(&forever, parsed_years);
	parsed_statutory = calendar_built_in(&forever, "statutory");
}

/* The last year announced without a gap, when `year` is the last built-in one. */
static int last_announced_year(int year, const struct calendar_rows *extra, size_t n_extra)
{
	for (size_t i = 0; i < n_extra;) {
		bool next = extra[i].year == year + 1;
		year += next;
		i = next ? 0 : i + 1;
	}
	return year;
}

static void fill_weekdays(struct calendar *calendar)
{
	for (day d = calendar->first; d <= calendar->last; d++) {
		struct calendar_day *of = &calendar->days[d - calendar->first];
		of->working = day_of_week(d) < 5;
		of->provisional = d > calendar->last_announced;
	}
}

static void lay_rows(struct calendar *calendar, const struct calendar_rows *rows,
		     struct arena *arena, bool local)
{
	for (size_t i = 0; i < rows->n; i++) {
		const struct calendar_row *row = &rows->rows[i];
		if (row->date < calendar->first || row->date > calendar->last) continue;
		struct calendar_day *of = &calendar->days[row->date - calendar->first];
		of->working = row->kind == CALENDAR_WORKDAY;
		of->local = local;
		of->name = arena_text(arena, row->name);
		of->source = arena_text(arena, row->source);
	}
}

static void count_working(struct calendar *calendar, struct arena *arena)
{
	int n = calendar->last - calendar->first + 1;
	calendar->before = arena_array(arena, (size_t)n + 1, sizeof *calendar->before);
	calendar->working = arena_array(arena, (size_t)n, sizeof *calendar->working);
	for (int i = 0; i < n; i++) {
		calendar->before[i] = calendar->n_working;
		if (calendar->days[i].working)
			calendar->working[calendar->n_working++] = calendar->first + i;
	}
	calendar->before[n] = calendar->n_working;
}

enum err calendar_build(struct arena *arena, const struct calendar_rows *extra, size_t n_extra,
			const struct calendar **ret_calendar, struct error *error)
{
	static pthread_once_t parsed = PTHREAD_ONCE_INIT;
	pthread_once(&parsed, parse_built_in);
	const struct calendar_rows *years = parsed_years;
	int n_years = n_parsed_years;
	int last_year = last_announced_year(FIRST_YEAR + n_years - 1, extra, n_extra);
	for (size_t i = 0; i < n_extra; i++)
		if (extra[i].year > last_year)
			return error_set(error, ERR_CONFLICT,
					 "Import the notices of the years in between first.",
					 "the calendar of %d cannot follow that of %d",
					 extra[i].year, last_year);
	struct calendar_rows statutory = parsed_statutory;
	struct calendar *calendar = ARENA_NEW(arena, struct calendar);
	calendar->first = day_year_start(FIRST_YEAR);
	calendar->last = calendar->last_announced = day_year_end(last_year);
	for (size_t i = 0; i < statutory.n; i++)
		if (day_year(statutory.rows[i].date) == last_year + 1)
			calendar->last = day_year_end(last_year + 1);
	size_t n = (size_t)(calendar->last - calendar->first + 1);
	calendar->days = arena_array(arena, n, sizeof *calendar->days);
	fill_weekdays(calendar);
	for (size_t i = 0; i < statutory.n; i++) {
		struct calendar_rows one = {0, &statutory.rows[i], 1};
		if (statutory.rows[i].date > calendar->last_announced)
			lay_rows(calendar, &one, arena, false);
	}
	for (int i = 0; i < n_years; i++) lay_rows(calendar, &years[i], arena, false);
	for (size_t i = 0; i < n_extra; i++)
		if (extra[i].year != 0) lay_rows(calendar, &extra[i], arena, false);
	for (size_t i = 0; i < n_extra; i++)
		if (extra[i].year == 0) lay_rows(calendar, &extra[i], arena, true);
	count_working(calendar, arena);
	*ret_calendar = calendar;
	return ERR_NONE;
}

day calendar_first(const struct calendar *calendar)
{
	return calendar->first;
}

day calendar_last(const struct calendar *calendar)
{
	return calendar->last;
}

day calendar_last_announced(const struct calendar *calendar)
{
	return calendar->last_announced;
}

static enum err outside(const struct calendar *calendar, day needed, struct error *error)
{
	if (needed < calendar->first)
		return error_set(error, ERR_ENV, "Periods that begin before it cannot be computed.",
				 "there is no calendar of working days before %s",
				 day_text(calendar->first).s);
	return error_set(
		error, ERR_ENV, "Import the State Council's notice for it when it appears.",
		"there is no calendar of working days for %d yet", day_year(calendar->last) + 1);
}

static bool covers(const struct calendar *calendar, day d)
{
	return d >= calendar->first && d <= calendar->last;
}

enum err calendar_look(const struct calendar *calendar, day d, struct calendar_day *ret_day,
		       struct error *error)
{
	if (!covers(calendar, d)) return outside(calendar, d, error);
	*ret_day = calendar->days[d - calendar->first];
	return ERR_NONE;
}

enum err calendar_add_working_days(const struct calendar *calendar, day start, int n, day *ret_day,
				   struct error *error)
{
	BUG_IF(n < 1);
	if (!covers(calendar, start)) return outside(calendar, start, error);
	/* working days up to and with the start day: the next one in the list is day 1 */
	int used = calendar->before[start - calendar->first + 1];
	if (n > calendar->n_working - used) return outside(calendar, calendar->last + 1, error);
	*ret_day = calendar->working[used + n - 1];
	return ERR_NONE;
}

enum err calendar_working_days(const struct calendar *calendar, day from, day to, int *ret_n,
			       struct error *error)
{
	if (to > from) {
		if (!covers(calendar, from)) return outside(calendar, from, error);
		if (!covers(calendar, to)) return outside(calendar, to, error);
		*ret_n = calendar->before[to - calendar->first + 1] -
			 calendar->before[from - calendar->first + 1];
	} else {
		*ret_n = 0;
	}
	return ERR_NONE;
}
