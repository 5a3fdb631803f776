/* SPDX-License-Identifier: MulanPSL-2.0
 * The conversion counts days from 1 March of year 0, so that leap days end a year. */
#include "base/day.h"

#include <stdio.h>

static const int DAYS_PER_ERA = 146097; /* 400 years */
static const int EPOCH_FROM_MARCH_0 = 719468;

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap(year) ? 29 : lengths[month - 1];
}

bool day_make(int year, int month, int of_month, day *ret_day)
{
	if (year < 1900 || year > 2999 || month < 1 || month > 12) return false;
	if (of_month < 1 || of_month > month_length(year, month)) return false;
	int y = month <= 2 ? year - 1 : year;
	int era = y / 400, year_of_era = y % 400;
	int month_from_march = (month + 9) % 12;
	int day_of_year = (153 * month_from_march + 2) / 5 + of_month - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	*ret_day = era * DAYS_PER_ERA + day_of_era - EPOCH_FROM_MARCH_0;
	return true;
}

static bool digits(const char *text, int n, int *ret_value)
{
	int value = 0;
	for (int i = 0; i < n; i++) {
		if (text[i] < '0' || text[i] > '9') return false;
		value = value * 10 + (text[i] - '0');
	}
	*ret_value = value;
	return true;
}

bool day_parse(const char *text, day *ret_day)
{
	int year, month, of_month;
	return text != NULL && digits(text, 4, &year) && text[4] == '-' &&
	       digits(text + 5, 2, &month) && text[7] == '-' && digits(text + 8, 2, &of_month) &&
	       text[10] == '\0' && day_make(year, month, of_month, ret_day);
}

void day_split(day d, int *ret_year, int *ret_month, int *ret_of_month)
{
	int shifted = d + EPOCH_FROM_MARCH_0;
	int era = (shifted >= 0 ? shifted : shifted - DAYS_PER_ERA + 1) / DAYS_PER_ERA;
	int day_of_era = shifted - era * DAYS_PER_ERA;
	int year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int month_from_march = (5 * day_of_year + 2) / 153;
	*ret_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	*ret_month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
	*ret_year = year_of_era + era * 400 + (*ret_month <= 2 ? 1 : 0);
}

struct day_text day_text(day d)
{
	struct day_text text = {""};
	if (d == DAY_NONE) return text;
	int year, month, of_month;
	day_split(d, &year, &month, &of_month);
	text.s[0] = (char)('0' + year / 1000 % 10);
	text.s[1] = (char)('0' + year / 100 % 10);
	text.s[2] = (char)('0' + year / 10 % 10);
	text.s[3] = (char)('0' + year % 10);
	text.s[4] = text.s[7] = '-';
	text.s[5] = (char)('0' + month / 10);
	text.s[6] = (char)('0' + month % 10);
	text.s[8] = (char)('0' + of_month / 10);
	text.s[9] = (char)('0' + of_month % 10);
	text.s[10] = '\0';
	return text;
}

int day_year(day d)
{
	int year, month, of_month;
	day_split(d, &year, &month, &of_month);
	return year;
}

int day_of_week(day d)
{
	int of_week = (d + 3) % 7; /* 1970-01-01 was a Thursday */
	return of_week < 0 ? of_week + 7 : of_week;
}

day day_months_on(day from, int months)
{
	enum { YEAR = 12 };
	int year, month, of_month;
	day end = DAY_NONE;
	BUG_IF(months < 0);
	day_split(from, &year, &month, &of_month);
	month += months % YEAR;
	year += months / YEAR + (month > YEAR ? 1 : 0);
	if (month > YEAR) month -= YEAR;
	while (!day_make(year, month, of_month, &end)) BUG_IF(--of_month == 0);
	return end;
}

day day_year_start(int year)
{
	day d = DAY_NONE;
	BUG_IF(!day_make(year, 1, 1, &d));
	return d;
}

day day_year_end(int year)
{
	day d = DAY_NONE;
	BUG_IF(!day_make(year, 12, 31, &d));
	return d;
}
