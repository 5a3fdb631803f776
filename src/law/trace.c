/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/trace.h"

#include <stdio.h>
#include <string.h>

void trace_init(struct trace *trace, struct arena *arena)
{
	memset(trace, 0, sizeof *trace);
	trace->arena = arena;
}

static void link_step(struct trace *trace, struct trace_step facts)
{
	struct trace_step *step = ARENA_NEW(trace->arena, struct trace_step);
	*step = facts;
	step->next = NULL;
	if (trace->last == NULL)
		trace->first = step;
	else
		trace->last->next = step;
	trace->last = step;
	trace->count++;
}

static void PRINTF_LIKE(5, 0) append(struct trace *trace, day date, const char *rule, bool warning,
				     const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	BUG_IF(n < 0);
	char *text = arena_alloc(trace->arena, (size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);
	link_step(trace, (struct trace_step){.date = date,
					     .rule = arena_text(trace->arena, rule),
					     .text = text,
					     .warning = warning});
}

void trace_add(struct trace *trace, day date, const char *rule, const char *format, ...)
{
	if (trace == NULL) return;
	va_list args;
	va_start(args, format);
	append(trace, date, rule, false, format, args);
	va_end(args);
}

void trace_warn(struct trace *trace, day date, const char *rule, const char *format, ...)
{
	if (trace == NULL) return;
	va_list args;
	va_start(args, format);
	append(trace, date, rule, true, format, args);
	va_end(args);
}

struct trace trace_told(const struct trace *trace, struct arena *arena)
{
	struct trace told;
	trace_init(&told, arena);
	for (const struct trace_step *step = trace->first; step != NULL; step = step->next)
		if (!step->warning) link_step(&told, *step);
	return told;
}

struct day_words day_words(day d)
{
	int year, month, of_month;
	day_split(d, &year, &month, &of_month);
	struct day_words words;
	snprintf(words.s, sizeof words.s, "%d年%d月%d日", year, month, of_month);
	return words;
}
