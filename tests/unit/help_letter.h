/* SPDX-License-Identifier: MulanPSL-2.0
 * Sample facts for every letter. */
#ifndef LIANXIN_TESTS_UNIT_HELP_LETTER_H
#define LIANXIN_TESTS_UNIT_HELP_LETTER_H

#include "law/requester.h"
#include "office/letter.h"

struct letter_case {
	enum letter kind;
	enum outcome outcome; /* OPEN where the letter announces none */
	enum requester_kind requester;
	day date;
};

/* Everything the letter may name, finished; without the field left_out (FIELD__MAX: none). */
void letter_sample(const struct letter_case *of, enum letter_field left_out, struct arena *arena,
		   struct problems *problems, struct letter_data *ret_data);
/* The house's own template of a kind; fails the test when it is refused. */
struct letter_template letter_own(enum letter kind, struct arena *arena);
/* The letter as plain text; fails the test with the problems when there is none. */
const char *letter_text(const struct letter_case *of, struct arena *arena);

#endif
