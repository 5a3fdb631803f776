/* SPDX-License-Identifier: MulanPSL-2.0
 * A user's mistakes: a list of (field, sentence). The sentences are Chinese where a desk user or
 * a citizen reads them. An empty list means the input is good. */
#ifndef LIANXIN_BASE_PROBLEM_H
#define LIANXIN_BASE_PROBLEM_H

#include "base/arena.h"

struct problem {
	const char *field; /* the field's name in the form or file; "" for the whole */
	const char *text;
	struct problem *next;
};

struct problems {
	struct arena *arena;
	struct problem *first, *last;
	size_t count;
};

void problems_init(struct problems *problems, struct arena *arena);
/* field must outlive the list; the sentence is copied into the arena. */
void problem_add(struct problems *problems, const char *field, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* The first sentence for a field, or NULL. */
const char *problem_for(const struct problems *problems, const char *field);

#endif
