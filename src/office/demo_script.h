/* SPDX-License-Identifier: MulanPSL-2.0
 * How rules/demo/gucheng-cases.txt is read: a word and its parts between ｜, then indented lines of
 * name=value. A file of ours: what does not fit is our bug. For demo_cases.c alone. */
#ifndef LIANXIN_OFFICE_DEMO_SCRIPT_H
#define LIANXIN_OFFICE_DEMO_SCRIPT_H

#include "base/arena.h"

enum { DEMO_PARTS = 5, DEMO_VALUES = 8 };

/* A line, and the indented ones below it. */
struct demo_line {
	int number;
	const char *word, *parts[DEMO_PARTS]; /* "" where there is none */
	const char *keys[DEMO_VALUES], *values[DEMO_VALUES];
	size_t n_values;
};
/* The next line that says something, in the arena; *at and *number, of the last line read, go on
 * behind it. false at the end. */
bool demo_line_read(const char **at, int *number, struct arena *arena, struct demo_line *ret_line);

#endif
