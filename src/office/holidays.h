/* SPDX-License-Identifier: MulanPSL-2.0
 * An office's own days: local holidays of one agency, and each November's notice for the year to
 * come, both laid over the calendar compiled in. */
#ifndef LIANXIN_OFFICE_HOLIDAYS_H
#define LIANXIN_OFFICE_HOLIDAYS_H

#include "law/calendar.h"
#include "office/permission.h"
#include "store/holiday.h"

/* The calendar that holds for an agency: compiled in, national additions, its own days. It lives in
 * the arena. */
enum err holidays_calendar(struct office *office, int64_t agency_id, struct arena *arena,
			   struct error *error, const struct calendar **ret_calendar) MUST_CHECK;
/* National additions and the agency's own days, by date. */
enum err holidays_list(struct office *office, const struct actor *actor, int64_t agency_id,
		       struct arena *arena, struct error *error, struct holiday **ret_holidays,
		       size_t *ret_n) MUST_CHECK;
/* One local day of an agency. ERR_CONTENT with *problems (fields "date", "name"); ERR_CONFLICT: the
 * agency has a row for that day. Deadlines computed from now on follow it. */
enum err holidays_add(struct office *office, const struct actor *actor, const struct holiday *fresh,
		      struct problems *problems, struct error *error, int64_t *ret_id) MUST_CHECK;
enum err holidays_remove(struct office *office, const struct actor *actor, int64_t agency_id,
			 int64_t id, const char *reason, struct error *error) MUST_CHECK;
/* A year's national notice as CSV (columns date, kind holiday|workday, name, source). dry_run: only
 * checks. ERR_CONTENT with *problems, each naming its line; ERR_CONFLICT: the year follows no
 * announced one, or a day has a row already. *ret_rows: days read. */
enum err holidays_import(struct office *office, const struct actor *actor, int year,
			 const char *bytes, size_t n, bool dry_run, struct arena *arena,
			 struct problems *problems, struct error *error,
			 size_t *ret_rows) MUST_CHECK;

#endif
