/* SPDX-License-Identifier: MulanPSL-2.0
 * The report for the desk's screen: HTML fragments with the classes the style sheet knows. */
#ifndef LIANXIN_OFFICE_ANNUAL_SCREEN_H
#define LIANXIN_OFFICE_ANNUAL_SCREEN_H

#include "office/annual.h"

/* The statutory tables with today's figures; a number leads to prefix + its key, "t3.r1.natural".
 */
enum err annual_print_tables(const struct office *office, const struct annual *annual,
			     const char *prefix, struct arena *arena, struct buf *out,
			     struct error *error) MUST_CHECK;
/* The whole report as it stands. */
enum err annual_print_screen(const struct office *office, const struct annual *annual,
			     struct arena *arena, struct buf *out, struct error *error) MUST_CHECK;

#endif
