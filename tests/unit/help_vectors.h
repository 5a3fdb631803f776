/* SPDX-License-Identifier: MulanPSL-2.0
 * Replays tests/vectors/NAME.tsv: lines of tab-parted fields that a lawyer can read. Tests run
 * from the top of the checkout. */
#ifndef LIANXIN_TESTS_HELP_VECTORS_H
#define LIANXIN_TESTS_HELP_VECTORS_H

enum { VECTOR_FIELDS = 8 };

/* Fields not given are "". Returns what the house answers, as the line's expectation is written;
 * the text lives until the next call. */
typedef const char *vector_answer(char *fields[VECTOR_FIELDS]);

/* Calls answer for every line and compares with its field `expected`; fails once at the end, after
 * printing each line that differs. Fails also when there are fewer than `least` lines. */
void vectors_replay(const char *name, int expected, int least, vector_answer *answer);

#endif
