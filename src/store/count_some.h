/* SPDX-License-Identifier: MulanPSL-2.0
 * Counts for a page, which nobody waits for: they stop one above COUNT_MOST, and whoever shows such
 * a number says "more than". The year's tables count all (store/count.h). */
#ifndef LIANXIN_STORE_COUNT_SOME_H
#define LIANXIN_STORE_COUNT_SOME_H

enum { COUNT_MOST = 10000, COUNT_MORE = COUNT_MOST + 1 };

/* How many rows a FROM with its WHERE gives, at most the parameter named last. An ORDER BY that is
 * an index's own keeps PostgreSQL from reading the table through for the first rows that fit.
 * Whether there are so many is asked first: SQLite passes over rows in two thirds of the time in
 * which it counts them, and few are counted fast in any case. */
#define SOME_OF(rows, limit)                                                                       \
	"SELECT CASE WHEN EXISTS (SELECT 1 FROM " rows " LIMIT 1 OFFSET CAST(" limit               \
	" AS INTEGER) - 1) THEN CAST(" limit " AS INTEGER) ELSE "                                  \
	"(SELECT COUNT(*) FROM (SELECT 1 AS one FROM " rows " LIMIT " limit ") some_rows) END"

#endif
