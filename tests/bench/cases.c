/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests on a big database, by the office's own functions beside SQLite's API doing the same with
 * the same rows: opening a case, finding similar ones, reckoning all open days, filing with two
 * files of 1 MB. usage: cases keys|reckon|measure|file PATH KEY */
#include "bench/cases.h"
#include "base/random.h"
#include "office/matter_side.h"
#include "store/similar.h"

enum { OPENED = 2000, LOOKED = 500, FILED = 25, FILE_BYTES = 1000 * 1000 };

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

/* As the server does it: the digest was taken when the file arrived (upload.c measures that). */
static void file_one(const unsigned char *bytes, const struct digest *digest, struct took *took)
{
	const struct matter_file files[] = {
		{ATTACHMENT_IDENTITY, "a.jpg", "image/jpeg", bytes, FILE_BYTES, digest},
		{ATTACHMENT_IDENTITY, "b.jpg", "image/jpeg", bytes, FILE_BYTES, digest}};
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
	struct digest digest = digest_of(bytes, sizeof bytes);
	bare_open(path, &file);
	/* what reckoning left in the log is not paid by the first applications */
	engine_must(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL) ==
		    SQLITE_OK);
	for (size_t i = 0; i < FILED; i++) {
		file_one(bytes, &digest, &ours);
		commit_bare(&file, bytes, &bare);
	}
	bare_close(&file);
	say("file", &ours);
	say("file-bare", &bare);
}

int main(int argc, char **argv)
{
	if (argc != 4) return 2;
	struct vault *vault = begin(argv[2], argv[3]);
	if (strcmp(argv[1], "keys") == 0) {
		store_bulk(office.store, true);
		must(similar_rebuild(office.store, &error));
	} else if (strcmp(argv[1], "reckon") == 0) {
		int64_t reckoned = 0;
		must(matter_reckon(&office, true, &error, &reckoned));
	} else {
		int64_t matters = matters_there();
		if (strcmp(argv[1], "measure") == 0) {
			open_cases(matters);
			look_for_similar(matters);
			reckon();
		}
		file_with_files(argv[2]);
	}
	end(vault);
	return 0;
}
