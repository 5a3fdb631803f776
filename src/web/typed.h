/* SPDX-License-Identifier: MulanPSL-2.0
 * Reads what a person types the way a colleague would: blanks around it, full-width digits,
 * "2024年3月5日", "20240305", "2024/3/5", "1,200元". What is not understood stays as it was typed,
 * for a check to name. */
#ifndef LIANXIN_WEB_TYPED_H
#define LIANXIN_WEB_TYPED_H

#include "base/day.h"
#include "base/problem.h"

/* A line: without blanks around it, line breaks inside as blanks; as of all that is typed, without
 * the characters that nobody sees (utf8_hidden(), utf8_empty()). */
const char *typed_text(const char *typed, struct arena *arena);
/* Paragraphs: without blanks around them. */
const char *typed_paragraphs(const char *typed, struct arena *arena);
/* Digits, sign and point alone, when that is what was meant. */
const char *typed_number(const char *typed, struct arena *arena);
/* "2024-03-05", when a date was meant; whether there is such a day is not asked. */
const char *typed_date(const char *typed, struct arena *arena);
/* The day meant; DAY_NONE when nothing was typed, or, said in problems, no such day. label: what
 * the form calls the field. */
day typed_day(const char *typed, const char *field, const char *label, struct problems *problems);

#endif
