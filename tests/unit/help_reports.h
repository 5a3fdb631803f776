/* SPDX-License-Identifier: MulanPSL-2.0
 * The published reports under tests/data/reports for the reader's tests. */
#ifndef TESTS_UNIT_HELP_REPORTS_H
#define TESTS_UNIT_HELP_REPORTS_H

#include <jansson.h>

#include "office/read_report.h"

/* Names of all samples, "001" …; ends with NULL. */
extern const char *const report_names[];
/* The whole file tests/data/reports/NAME.ENDING; *ret_n its bytes; NUL-terminated; free() it. */
char *report_bytes(const char *name, const char *ending, size_t *ret_n);
/* NAME.expect.json; a new reference. */
json_t *report_expectation(const char *name);
/* Reads NAME.txt. */
struct reading report_reading(const char *name, struct arena *arena);
/* Row "r1" of "table3" and so on, as JSON of the tables just read, with "/" as null; NULL when it
 * was not read. A new reference. */
json_t *reading_row(const struct reading *reading, const char *table, const char *row);
/* How many certain findings have an identity that begins so. */
size_t count_certain(const struct reading *reading, const char *identity);
/* Is there a refusal of the table? */
bool is_refused(const struct reading *reading, const char *table);

#endif
