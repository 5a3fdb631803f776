/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/problem.h"

#include <stdio.h>
#include <string.h>

void problems_init(struct problems *problems, struct arena *arena)
{
	memset(problems, 0, sizeof *problems);
	problems->arena = arena;
}

void problem_add(struct problems *problems, const char *field, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	BUG_IF(n < 0);
	char *text = arena_alloc(problems->arena, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	struct problem *problem = ARENA_NEW(problems->arena, struct problem);
	problem->field = field;
	problem->text = text;
	if (problems->last == NULL)
		problems->first = problem;
	else
		problems->last->next = problem;
	problems->last = problem;
	problems->count++;
}

const char *problem_for(const struct problems *problems, const char *field)
{
	for (const struct problem *p = problems->first; p != NULL; p = p->next)
		if (strcmp(p->field, field) == 0) return p->text;
	return NULL;
}
