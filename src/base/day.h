/* SPDX-License-Identifier: MulanPSL-2.0
 * Civil days: no clock, no time zone. A day is the number of days since 1970-01-01 in the
 * proleptic Gregorian calendar. */
#ifndef LIANXIN_BASE_DAY_H
#define LIANXIN_BASE_DAY_H

typedef int32_t day;
#define DAY_NONE INT32_MIN

/* For text "YYYY-MM-DD". */
struct day_text {
	char s[12];
};

/* True and *ret_day only for a date that exists, year 1900–2999. */
bool day_make(int year, int month, int of_month, day *ret_day);
/* Exactly "YYYY-MM-DD", nothing before or after. */
bool day_parse(const char *text, day *ret_day);
/* "YYYY-MM-DD"; DAY_NONE gives "". */
struct day_text day_text(day d);
void day_split(day d, int *ret_year, int *ret_month, int *ret_of_month);
int day_year(day d);
/* 0 Monday … 6 Sunday */
int day_of_week(day d);
/* The day that ends a period of months counted from the day after `from`: of the same number, or
 * the month's last (民法典 202). months >= 0; the result must lie before 3000. */
day day_months_on(day from, int months);
/* First and last day of a year. */
day day_year_start(int year);
day day_year_end(int year);

#endif
