/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests on a big database, by the office's own functions beside SQLite's API doing the same with
 * the same rows: opening a case, finding similar ones, reckoning all open days, filing with two
 * files of 1 MB. Prints "NAME median_us p99_us cpu_median_us cpu_p99_us" lines; usage: cases
 * keys|measure|file PATH KEY */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/random.h"
#include "office/matter_side.h"
#include "office/sealing.h"
#include "store/similar.h"

enum {
	OPENED = 2000,
	LOOKED = 500,
	FILED = 25,
	MOST = OPENED,
	FILE_BYTES = 1000 * 1000,
	FIRST_ID = 1000001
};

static struct office office;
static struct arena arena;
static struct error error;
static sqlite3 *db;

static double read_us(clockid_t which)
{
	struct timespec at;
	clock_gettime(which, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

/* On the clock, and of this thread alone: what others do on the machine counts in the first. */
struct moment {
	double wall, cpu;
};

static struct moment moment_now(void)
{
	return (struct moment){read_us(CLOCK_MONOTONIC), read_us(CLOCK_THREAD_CPUTIME_ID)};
}

struct took {
	double wall[MOST], cpu[MOST];
	size_t n;
};

static void took_add(struct took *took, struct moment began)
{
	struct moment now = moment_now();
	took->wall[took->n] = now.wall - began.wall;
	took->cpu[took->n++] = now.cpu - began.cpu;
}

static void must(enum err err)
{
	if (err == ERR_NONE) return;
	fprintf(stderr, "cases: %s\n", error.message);
	exit(1);
}

static void engine_must(bool fine)
{
	if (fine) return;
	fprintf(stderr, "cases: %s\n", sqlite3_errmsg(db));
	exit(1);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void say(const char *name, struct took *took)
{
	size_t n = took->n;
	qsort(took->wall, n, sizeof *took->wall, by_size);
	qsort(took->cpu, n, sizeof *took->cpu, by_size);
	printf("%s %.1f %.1f %.1f %.1f\n", name, took->wall[n / 2], took->wall[n * 99 / 100],
	       took->cpu[n / 2], took->cpu[n * 99 / 100]);
	took->n = 0;
}

static int64_t count_of(const char *sql)
{
	sqlite3_stmt *statement = NULL;
	engine_must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK);
	engine_must(sqlite3_step(statement) == SQLITE_ROW);
	int64_t n = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return n;
}

static struct actor clerk(void)
{
	return (struct actor){
		.who = WHO_HOUSE, .login = "", .name = "", .agency_id = 1, .from = ""};
}

/* Ids in no order, so that no page is in the cache because its neighbour was read. */
static int64_t some_id(int64_t matters, size_t i)
{
	return FIRST_ID + (int64_t)((i * 2654435761u + 12345) % (uint64_t)matters);
}

static void fetch_rows(sqlite3_stmt *const *statements, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++) {
		sqlite3_bind_int64(statements[i], 1, id);
		while (sqlite3_step(statements[i]) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(statements[i]); c++)
				(void)sqlite3_column_blob(statements[i], c);
		sqlite3_reset(statements[i]);
	}
}

static void open_cases(int64_t matters)
{
	static const char *const sql[] = {
		"SELECT * FROM matter WHERE id = ?1",
		"SELECT * FROM request WHERE id = ?1",
		"SELECT * FROM matter_step WHERE matter_id = ?1 ORDER BY day, id",
		"SELECT * FROM matter_state WHERE matter_id = ?1",
		"SELECT * FROM attachment WHERE matter_id = ?1",
		"SELECT * FROM search_log WHERE matter_id = ?1",
		"SELECT * FROM letter WHERE matter_id = ?1",
		"SELECT * FROM assignment WHERE matter_id = ?1",
	};
	static struct took ours, bare;
	sqlite3_stmt *statements[COUNT_OF(sql)];
	struct actor actor = clerk();
	for (size_t i = 0; i < COUNT_OF(sql); i++)
		engine_must(sqlite3_prepare_v2(db, sql[i], -1, &statements[i], NULL) == SQLITE_OK);
	for (size_t i = 0; i < OPENED; i++) {
		struct matter_case found;
		struct matter_side side;
		struct moment began = moment_now();
		fetch_rows(statements, COUNT_OF(sql), some_id(matters, 2 * i));
		took_add(&bare, began);
		arena_reset(&arena);
		began = moment_now();
		must(matter_open(&office, &actor, some_id(matters, 2 * i + 1), &arena, &error,
				 &found));
		must(matter_side(&office, &actor, &found, &arena, &error, &side));
		took_add(&ours, began);
	}
	for (size_t i = 0; i < COUNT_OF(sql); i++) sqlite3_finalize(statements[i]);
	say("case", &ours);
	say("case-bare", &bare);
}

static void look_for_similar(int64_t matters)
{
	static struct took took;
	struct actor actor = clerk();
	size_t found_any = 0;
	for (size_t i = 0; i < LOOKED; i++) {
		struct matter_case now;
		struct matter_alike *alike;
		size_t n = 0;
		arena_reset(&arena);
		must(matter_open(&office, &actor, some_id(matters, i), &arena, &error, &now));
		struct moment began = moment_now();
		must(matter_resembles(&office, &actor, &now, &arena, &error, &alike, &n));
		took_add(&took, began);
		found_any += n > 0;
	}
	say("similar", &took);
	printf("similar-found %zu %d 0 0\n", found_any, LOOKED);
}

/* The same rows, written without being worked out: days, and each duty deleted and put back. */
static void rewrite_bare(void)
{
	static const char *const sql =
		"BEGIN IMMEDIATE;"
		"CREATE TEMP TABLE kept AS SELECT d.* FROM duty d JOIN matter_state s "
		"ON s.matter_id = d.matter_id WHERE s.state <> 'archived';";
	static const char *const each[] = {
		"UPDATE matter_state SET due = due, next_due = next_due, next_duty = next_duty, "
		"reckoned = reckoned WHERE matter_id = ?1",
		"DELETE FROM duty WHERE matter_id = ?1",
		"INSERT INTO duty SELECT * FROM kept WHERE matter_id = ?1",
	};
	sqlite3_stmt *statements[COUNT_OF(each)], *open = NULL;
	int64_t *ids = NULL, last = 0;
	size_t n = 0, room = (size_t)count_of("SELECT COUNT(*) FROM matter_state");
	engine_must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
	engine_must(sqlite3_exec(db, "CREATE INDEX kept_by ON kept (matter_id)", NULL, NULL,
				 NULL) == SQLITE_OK);
	ids = calloc(room + 1, sizeof *ids);
	engine_must(ids != NULL);
	engine_must(sqlite3_prepare_v2(db,
				       "SELECT matter_id FROM matter_state "
				       "WHERE state <> 'archived' ORDER BY matter_id",
				       -1, &open, NULL) == SQLITE_OK);
	while (sqlite3_step(open) == SQLITE_ROW) ids[n++] = sqlite3_column_int64(open, 0);
	sqlite3_finalize(open);
	for (size_t i = 0; i < COUNT_OF(each); i++)
		engine_must(sqlite3_prepare_v2(db, each[i], -1, &statements[i], NULL) == SQLITE_OK);
	struct moment began = moment_now(), ended;
	for (size_t k = 0; k < n; k++) {
		fetch_rows(statements, COUNT_OF(each), ids[k]);
		last = ids[k];
		if (k % 1000 == 999)
			engine_must(sqlite3_exec(db, "COMMIT; BEGIN IMMEDIATE", NULL, NULL, NULL) ==
				    SQLITE_OK);
	}
	engine_must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
	ended = moment_now();
	printf("reckon-bare %.1f %zu %.1f 0\n", ended.wall - began.wall, n, ended.cpu - began.cpu);
	for (size_t i = 0; i < COUNT_OF(each); i++) sqlite3_finalize(statements[i]);
	engine_must(last > 0 && sqlite3_exec(db, "DROP TABLE kept", NULL, NULL, NULL) == SQLITE_OK);
	free(ids);
}

static void reckon(void)
{
	int64_t reckoned = 0;
	must(matter_reckon(&office, true, &error, &reckoned)); /* the first fills the cache */
	rewrite_bare();
	struct moment began = moment_now();
	must(matter_reckon(&office, true, &error, &reckoned));
	struct moment ended = moment_now();
	printf("reckon %.1f %lld %.1f 0\n", ended.wall - began.wall, (long long)reckoned,
	       ended.cpu - began.cpu);
}

/* A database of its own, so that neither pays the checkpoint of what the other wrote. */
struct bare_file {
	sqlite3 *db;
	sqlite3_stmt *insert;
};

static void bare_open(const char *path, struct bare_file *bare)
{
	bool fine = sqlite3_open(arena_printf(&arena, "%s.bare", path), &bare->db) == SQLITE_OK;
	const char *begin = "PRAGMA page_size=8192; PRAGMA journal_mode=WAL;"
			    "PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
			    "DROP TABLE IF EXISTS bare;"
			    "CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB)";
	engine_must(fine && sqlite3_exec(bare->db, begin, NULL, NULL, NULL) == SQLITE_OK);
	engine_must(sqlite3_prepare_v2(bare->db, "INSERT INTO bare (bytes) VALUES (?)", -1,
				       &bare->insert, NULL) == SQLITE_OK);
}

static void bare_close(struct bare_file *bare)
{
	sqlite3_finalize(bare->insert);
	engine_must(sqlite3_exec(bare->db, "DROP TABLE bare", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(bare->db);
}

static void commit_bare(struct bare_file *bare, const unsigned char *bytes, struct took *took)
{
	struct moment began = moment_now();
	engine_must(sqlite3_exec(bare->db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK);
	for (int i = 0; i < 2; i++) {
		sqlite3_bind_blob(bare->insert, 1, bytes, FILE_BYTES, SQLITE_STATIC);
		engine_must(sqlite3_step(bare->insert) == SQLITE_DONE);
		sqlite3_reset(bare->insert);
	}
	engine_must(sqlite3_exec(bare->db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
	took_add(took, began);
}

static void file_one(const unsigned char *bytes, struct took *took)
{
	const struct matter_file files[] = {
		{ATTACHMENT_IDENTITY, "a.jpg", "image/jpeg", bytes, FILE_BYTES, NULL},
		{ATTACHMENT_IDENTITY, "b.jpg", "image/jpeg", bytes, FILE_BYTES, NULL}};
	struct matter_order order = {.agency_id = 1,
				     .channel = CHANNEL_COUNTER,
				     .day = clock_today(&office.clock),
				     .note = "",
				     .files = files,
				     .n_files = COUNT_OF(files),
				     .word = ""};
	struct actor actor = clerk();
	struct problems problems;
	struct matter_filed filed;
	filing_init(&order.filing);
	order.filing.values[FILING_kind] = "natural";
	order.filing.values[FILING_name] = "虚构人";
	order.filing.values[FILING_id_type] = "resident";
	order.filing.values[FILING_id_number] = "11010519491231002X";
	order.filing.values[FILING_phone] = "0911-1234567";
	order.filing.values[FILING_proof] = "counter";
	order.filing.values[FILING_info_name] = "2023年征地补偿安置方案";
	order.filing.values[FILING_delivery] = "counter";
	order.filing.values[FILING_medium] = "paper";
	arena_reset(&arena);
	problems_init(&problems, &arena);
	struct moment began = moment_now();
	must(matter_file(&office, &actor, &order, &arena, &problems, &error, &filed));
	took_add(took, began);
}

static void file_with_files(const char *path)
{
	static unsigned char bytes[FILE_BYTES];
	static struct took ours, bare;
	struct bare_file file = {0};
	random_bytes(bytes, sizeof bytes);
	bare_open(path, &file);
	/* what reckoning left in the log is not paid by the first applications */
	engine_must(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) ==
		    SQLITE_OK);
	for (size_t i = 0; i < FILED; i++) {
		file_one(bytes, &ours);
		commit_bare(&file, bytes, &bare);
	}
	bare_close(&file);
	say("file", &ours);
	say("file-bare", &bare);
}

int main(int argc, char **argv)
{
	struct vault *vault = NULL;
	if (argc != 4) return 2;
	must(vault_open(argv[3], &error, &vault));
	const char *url = arena_printf(&arena, "sqlite:%s", argv[2]);
	must(office_attach(url, (struct clock){0}, NULL, &error, &office));
	must(sealing_begin(&office, vault, &error));
	if (strcmp(argv[1], "keys") == 0) {
		store_bulk(office.store, true);
		must(similar_rebuild(office.store, &error));
	} else {
		engine_must(sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE, NULL) ==
			    SQLITE_OK);
		engine_must(sqlite3_exec(db,
					 "PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;"
					 "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
					 "PRAGMA busy_timeout=5000",
					 NULL, NULL, NULL) == SQLITE_OK);
		int64_t matters = count_of("SELECT COUNT(*) FROM matter WHERE id >= 1000001");
		arena = (struct arena){0};
		if (strcmp(argv[1], "measure") == 0) {
			open_cases(matters);
			look_for_similar(matters);
			reckon();
		}
		file_with_files(argv[2]);
		sqlite3_close(db);
	}
	office_detach(&office);
	vault_free(vault);
	return 0;
}
