/* SPDX-License-Identifier: MulanPSL-2.0
 * The working-day calendar: a year at a glance, local days, the November notice, and a reckoner
 * that explains a due date. */
#ifndef LIANXIN_WEB_DESK_PAGE_CALENDAR_H
#define LIANXIN_WEB_DESK_PAGE_CALENDAR_H

#include "web/desk/desk.h"
#include "web/desk/desk_field.h"

struct desk_calendar_day {
	const char *text;  /* "1", or "" before the month begins */
	const char *class; /* "", "off", "work", "weekend", "local" */
	const char *words; /* "10月1日，国庆节，放假"; "" for plain days */
	const char *mark;  /* "休", "班" or "" */
};
struct desk_calendar_week {
	const struct desk_calendar_day *days;
	size_t n_days;
};
struct desk_calendar_month {
	const char *label;
	int working;
	const struct desk_calendar_week *weeks;
	size_t n_weeks;
};
struct desk_calendar_row {
	const char *date, *name, *kind, *source;
	bool may_remove, open;
	struct view_form form; /* to remove it */
};

struct desk_calendar {
	struct desk_frame frame;
	int year, working;
	const struct view_link *years;
	size_t n_years;
	bool provisional, unknown, may_write, may_notice;
	const struct desk_calendar_month *months;
	size_t n_months;
	const struct desk_calendar_row *rows;
	size_t n_rows;
	struct view_problems problems;
	struct view_form form; /* to add a day */
	int notice_year;
	const char *checked; /* a dry run's result */
};
TEMPLATE(desk_calendar, desk_calendar);

/* A due date with its trace. */
struct desk_due {
	struct desk_frame frame;
	struct view_problems problems;
	const struct view_field *fields;
	size_t n_fields;
	bool computed, provisional;
	const char *due;
	struct view_steps trace;
};
TEMPLATE(desk_due, desk_due);

void page_calendar(struct request *request, struct reply *reply);
void page_calendar_add(struct request *request, struct reply *reply);
void page_calendar_remove(struct request *request, struct reply *reply);
void page_calendar_notice(struct request *request, struct reply *reply);
void page_due(struct request *request, struct reply *reply);

#endif
