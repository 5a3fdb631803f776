/* SPDX-License-Identifier: MulanPSL-2.0
 * How long one due date takes: a million random cases in one process, as `due` computes them, with
 * and without the trace. Prints "cases plain_ns traced_ns" for four sizes, so that a reader sees
 * whether time grows with the number; usage: due [SEED] */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "law/deadline.h"

enum { SIZES = 4, MOST = 1000000 };
static const int sizes[SIZES] = {125000, 250000, 500000, MOST};

struct random {
	uint64_t state;
};

/* xorshift64*: the same cases for the same seed on every machine. */
static int random_below(struct random *random, int n)
{
	random->state ^= random->state >> 12;
	random->state ^= random->state << 25;
	random->state ^= random->state >> 27;
	return (int)((random->state * UINT64_C(2685821657736338717) >> 33) % (uint64_t)n);
}

struct one_case {
	struct deadline_order order;
	struct consultation consults[2];
};

/* A case as an office meets it: most are plain, one in four was confirmed later, one in eight
 * restarted, one in eight consulted somebody, one in sixteen prolonged. */
static void case_make(struct random *random, struct one_case *ret_case)
{
	struct deadline_order *order = &ret_case->order;
	*order = DEADLINE_ORDER_NONE;
	order->received = day_year_start(2019) + 134 + random_below(random, 2600);
	day start = order->received;
	if (random_below(random, 4) == 0) {
		order->channel = CHANNEL_ONLINE;
		start = order->confirmed = start + random_below(random, 5);
	}
	if (random_below(random, 8) == 0)
		start = order->clarified = start + 1 + random_below(random, 20);
	if (random_below(random, 8) == 0) {
		for (size_t i = 0; i < COUNT_OF(ret_case->consults); i++) {
			day from = start + random_below(random, 20);
			ret_case->consults[i] =
				(struct consultation){from, from + random_below(random, 15)};
		}
		order->consults = ret_case->consults;
		order->n_consults = COUNT_OF(ret_case->consults);
	}
	if (random_below(random, 16) == 0) order->extend = 1 + random_below(random, 20);
}

static double now_ns(void)
{
	struct timespec at;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at); /* another process's minute is not ours */
	return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* Nanoseconds per case over the first n; *sum keeps the compiler from leaving the work out. */
static double run(const struct one_case *cases, int n, const struct calendar *calendar,
		  struct arena *arena, int64_t *sum)
{
	double began = now_ns();
	for (int i = 0; i < n; i++) {
		struct deadline deadline;
		struct error error;
		struct trace trace;
		if (arena != NULL) {
			arena_reset(arena);
			trace_init(&trace, arena);
		}
		enum err err = deadline_compute(&cases[i].order, calendar,
						arena == NULL ? NULL : &trace, &deadline, &error);
		if (err != ERR_NONE) {
			fprintf(stderr, "case %d: %s\n", i, error.message);
			exit(1);
		}
		*sum += deadline.due;
	}
	return (now_ns() - began) / n;
}

int main(int argc, char **argv)
{
	struct random random = {argc > 1 ? strtoull(argv[1], NULL, 10) : 20241231};
	struct one_case *cases = calloc(MOST, sizeof(*cases));
	struct arena arena, steps;
	const struct calendar *calendar;
	struct error error;
	int64_t sum = 0;
	if (cases == NULL) return 1;
	arena_init(&arena);
	arena_init(&steps);
	if (calendar_build(&arena, NULL, 0, &calendar, &error) != ERR_NONE) return 1;
	for (int i = 0; i < MOST; i++) case_make(&random, &cases[i]);
	for (size_t i = 0; i < SIZES; i++) {
		double plain = run(cases, sizes[i], calendar, NULL, &sum);
		double traced = run(cases, sizes[i], calendar, &steps, &sum);
		printf("%d %.1f %.1f\n", sizes[i], plain, traced);
	}
	fprintf(stderr, "sum of due days %lld\n", (long long)sum);
	arena_release(&steps);
	arena_release(&arena);
	free(cases);
	return 0;
}
