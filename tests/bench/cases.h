/* SPDX-License-Identifier: MulanPSL-2.0
 * What the measurements of cases share: an office on a filled database, SQLite's API beside it, and
 * figures said as "NAME median_us p99_us cpu_median_us cpu_p99_us". */
#ifndef LIANXIN_TESTS_BENCH_CASES_H
#define LIANXIN_TESTS_BENCH_CASES_H

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "office/permission.h"
#include "office/sealing.h"

enum { MOST = 2000, FIRST_ID = 1000001 };

static struct office office;
static struct arena arena, kept; /* kept: until the end */
static struct error error;
static sqlite3 *db;

static inline double read_us(clockid_t which)
{
	struct timespec at;
	clock_gettime(which, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

/* On the clock, and the processor time of all our threads: what others do on the machine counts in
 * the first. */
struct moment {
	double wall, cpu;
};

static inline struct moment moment_now(void)
{
	return (struct moment){read_us(CLOCK_MONOTONIC), read_us(CLOCK_PROCESS_CPUTIME_ID)};
}

struct took {
	double wall[MOST], cpu[MOST];
	size_t n;
};

static inline void took_add(struct took *took, struct moment began)
{
	struct moment now = moment_now();
	took->wall[took->n] = now.wall - began.wall;
	took->cpu[took->n++] = now.cpu - began.cpu;
}

static inline void must(enum err err)
{
	if (err == ERR_NONE) return;
	fprintf(stderr, "cases: %s\n", error.message);
	exit(1);
}

static inline void engine_must(bool fine)
{
	if (fine) return;
	fprintf(stderr, "cases: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static inline int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static inline void say(const char *name, struct took *took)
{
	size_t n = took->n;
	qsort(took->wall, n, sizeof *took->wall, by_size);
	qsort(took->cpu, n, sizeof *took->cpu, by_size);
	printf("%s %.1f %.1f %.1f %.1f\n", name, took->wall[n / 2], took->wall[n * 99 / 100],
	       took->cpu[n / 2], took->cpu[n * 99 / 100]);
	took->n = 0;
}

static inline int64_t count_of(const char *sql)
{
	sqlite3_stmt *statement = NULL;
	engine_must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
	engine_must(sqlite3_step(statement) == SQLITE_ROW);
	int64_t n = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return n;
}

static inline struct actor clerk(void)
{
	return (struct actor){
		.who = WHO_HOUSE, .login = "", .name = "", .agency_id = 1, .from = ""};
}

/* Ids in no order, so that no page is in the cache because its neighbour was read. */
static inline int64_t some_id(int64_t matters, size_t i)
{
	return FIRST_ID + (int64_t)((i * 2654435761u + 12345) % (uint64_t)matters);
}

static inline void fetch_rows(sqlite3_stmt *const *statements, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_int64(statements[i], 1, id);
		while (sqlite3_step(statements[i]) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(statements[i]); c++)
				(void)sqlite3_column_blob(statements[i], c);
		sqlite3_reset(statements[i]);
	}
}

static inline const char *url_of(const char *path)
{
	return arena_printf(&kept, "sqlite:%s", path);
}

/* The office, and the engine's own connection beside it, set as the store sets its own. */
static inline struct vault *begin(const char *path, const char *key)
{
	struct vault *vault = NULL;
	must(vault_open(key, &error, &vault));
	must(office_attach(url_of(path), (struct clock){0}, NULL, &error, &office));
	must(sealing_begin(&office, vault, &error));
	engine_must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	engine_must(sqlite3_exec(db,
				 "PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
				 "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
				 "PRAGMA busy_timeout=5000",
				 NULL, NULL, NULL) == SQLITE_OK);
	return vault;
}

static inline void end(struct vault *vault)
{
	sqlite3_close(db);
	office_detach(&office);
	vault_free(vault);
}

static inline int64_t matters_there(void)
{
	return count_of("SELECT COUNT(*) FROM matter WHERE id >= 1000001");
}

#endif
