/* SPDX-License-Identifier: MulanPSL-2.0
 * The first page behind each cell of table 3, beside a point lookup of one request by its id;
 * prints "point µs" and "cell ROW KIND µs", each the median of many. usage: drill URL YEAR */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "law/outcome.h"
#include "law/requester.h"
#include "store/count.h"

enum { POINTS = 2000, PAGES = 30, PAGE = 20 };

static double now_us(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double median(double *figures, size_t n)
{
	qsort(figures, n, sizeof(*figures), by_size);
	return figures[n / 2];
}

static void must(enum err err, const struct error *error)
{
	if (err == ERR_NONE) return;
	fprintf(stderr, "drill: %s\n", error->message);
	exit(1);
}

static double point(struct store *store, struct arena *arena)
{
	static double figures[POINTS];
	for (size_t i = 0; i < POINTS; i++) {
		struct entry entry;
		struct error error;
		arena_reset(arena);
		double began = now_us();
		must(register_get(store, REGISTER_REQUESTS, 1, 1 + (int64_t)(i * 337 % 100000),
				  arena, &error, &entry),
		     &error);
		figures[i] = now_us() - began;
	}
	return median(figures, POINTS);
}

static double page(struct store *store, struct arena *arena, int year, struct cell_ref cell)
{
	double figures[PAGES];
	for (size_t i = 0; i < PAGES; i++) {
		struct entry_page entries;
		struct error error;
		arena_reset(arena);
		double began = now_us();
		must(count_cell_list(store, 1, year, cell, "", PAGE, arena, &error, &entries),
		     &error);
		figures[i] = now_us() - began;
	}
	return median(figures, PAGES);
}

int main(int argc, char **argv)
{
	static const char *const rows[] = {"r1", "r2", "g", "r4"};
	static const char *const kinds[] = {"natural", "business", "research", "social",
					    "legal",   "other",	   "total"};
	if (argc != 3) return 2;
	int year = atoi(argv[2]);
	struct store *store;
	struct error error;
	struct arena arena;
	arena_init(&arena);
	must(store_open(argv[1], STORE_DESK, 0, &error, &store), &error);
	printf("point %.2f\n", point(store, &arena));
	for (size_t i = 0; i < COUNT_OF(rows) + OUTCOME__MAX - 1; i++) {
		const char *row =
			i < COUNT_OF(rows)
				? rows[i]
				: outcome_facts((enum outcome)(i - COUNT_OF(rows) + 1))->code;
		for (size_t k = 0; k < COUNT_OF(kinds); k++) {
			struct cell_ref cell;
			if (!cell_ref_parse("requests", row, kinds[k], &cell)) return 1;
			printf("cell %s %s %.2f\n", row, kinds[k], page(store, &arena, year, cell));
		}
	}
	store_close(store);
	arena_release(&arena);
	return 0;
}
