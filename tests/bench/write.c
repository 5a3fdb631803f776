/* SPDX-License-Identifier: MulanPSL-2.0
 * How many submissions a second become durable, each a request or a record with its journal entry,
 * in a transaction of its own: `ours` by the store's functions, as the office calls them, and
 * `engine` by SQLite alone: the same rows into the same tables, all values ready made, its
 * statements prepared once. Prints "rate N" and "median µs". usage: write WHO URL WRITERS SECONDS
 */
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "store/group.h"
#include "store/register.h"

enum { WRITERS_MAX = 64, KEPT = 1 << 20, AGENCY = 1 };

struct writer {
	const char *url;
	struct commit_group *group;
	double until_us;
	int number;
	size_t done;
	float *took;
	pthread_t thread;
};

static double now_us(void)
{
	struct timespec at;
	clock_gettime(CLOCK_MONOTONIC, &at);
	return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static _Noreturn void fail(const char *what)
{
	fprintf(stderr, "write: %s\n", what);
	exit(1);
}

static void must(enum err err, const struct error *error)
{
	if (err != ERR_NONE) fail(error->message);
}

/* What differs from one submission to the next: unique over rounds, by the process's number. */
struct words {
	char number[40], subject[80], title[80], day[16];
};

static void choose(const struct writer *writer, struct words *ret_words)
{
	size_t i = writer->done;
	snprintf(ret_words->number, sizeof ret_words->number, "W%d-%d-%zu", (int)getpid(),
		 writer->number, i);
	snprintf(ret_words->subject, sizeof ret_words->subject, "申请公开第%zu号事项的有关文件", i);
	snprintf(ret_words->title, sizeof ret_words->title, "关于第%zu号事项的通知", i);
	snprintf(ret_words->day, sizeof ret_words->day, "2024-%02zu-%02zu", 1 + i % 12, 1 + i % 28);
}

static bool is_request(const struct writer *writer)
{
	return writer->done % 2 == 0;
}

/* ---- ours ---- */

struct submission {
	enum register_id id;
	const char *const *values;
};

static enum err insert_work(struct store *store, void *context, struct error *error)
{
	const struct author author = {
		.kind = ACTOR_VISITOR, .from = "127.0.0.1", .at = 1700000000000};
	const struct submission *submission = context;
	int64_t id;
	return register_insert(store, submission->id, AGENCY, submission->values, &author, error,
			       &id);
}

static void submit(const struct writer *writer, struct store *store)
{
	struct words w;
	choose(writer, &w);
	const char *const request[] = {w.number, w.day,	    "online", "natural",
				       "虚构人", w.subject, "",	      ""};
	const char *const record[] = {w.title,	  "通知", "",
				      "fund",	  w.day,  w.day,
				      "政府网站", "",	  "https://www.example.gov.cn/1"};
	struct submission submission = {REGISTER_RECORDS, record};
	if (is_request(writer)) submission = (struct submission){REGISTER_REQUESTS, request};
	struct error error;
	must(store_transaction(store, insert_work, &submission, &error), &error);
}

static void note(struct writer *writer, double began)
{
	if (writer->done < KEPT) writer->took[writer->done] = (float)(now_us() - began);
	writer->done++;
}

static void *write_ours(void *context)
{
	struct writer *writer = context;
	struct store *store;
	struct error error;
	must(store_open(writer->url, STORE_DESK, 0, &error, &store), &error);
	store_join(store, writer->group);
	for (double began; (began = now_us()) < writer->until_us; note(writer, began))
		submit(writer, store);
	store_close(store);
	return NULL;
}

/* ---- the engine ---- */

struct engine {
	sqlite3 *db;
	sqlite3_stmt *begin, *request, *record, *journal, *value, *commit;
};

static void engine_must(bool fine, sqlite3 *db)
{
	if (!fine) fail(sqlite3_errmsg(db));
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement = NULL;
	engine_must(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) ==
			    SQLITE_OK,
		    db);
	return statement;
}

static void engine_open(const char *url, struct engine *ret_engine)
{
	sqlite3 *db = NULL;
	engine_must(sqlite3_open_v2(url + strlen("sqlite:"), &db,
				    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK,
		    db);
	/* as the office's own connection */
	engine_must(sqlite3_exec(db,
				 "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
				 "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY",
				 NULL, NULL, NULL) == SQLITE_OK,
		    db);
	*ret_engine = (struct engine){
		.db = db,
		.begin = prepare(db, "BEGIN IMMEDIATE"),
		.request = prepare(db, "INSERT INTO request (agency_id, version, number, received, "
				       "channel, requester_kind, requester_name, subject) VALUES "
				       "(1, 1, ?1, ?2, 'online', 'natural', '虚构人', ?3)"),
		.record = prepare(db, "INSERT INTO record (agency_id, version, title, kind, "
				      "key_area, formed, published, published_via, url) VALUES (1, "
				      "1, ?1, '通知', 'fund', ?2, ?2, '政府网站', "
				      "'https://www.example.gov.cn/1')"),
		.journal = prepare(db, "INSERT INTO journal (at, actor, account_id, from_address, "
				       "action, object, object_id, agency_id, algorithm, digest) "
				       "VALUES (1700000000000, 'visitor', 0, '127.0.0.1', 'add', "
				       "?1, ?2, 1, 'SM3', ?3)"),
		.value = prepare(db, "INSERT INTO journal_value (id, salt, content, note) VALUES "
				     "(?1, ?2, ?3, '')"),
		.commit = prepare(db, "COMMIT"),
	};
}

static void engine_step(struct engine *engine, sqlite3_stmt *statement)
{
	engine_must(sqlite3_step(statement) == SQLITE_DONE, engine->db);
	sqlite3_reset(statement);
}

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text, -1, SQLITE_STATIC);
}

/* The canonical text that ours puts together, of the same length. */
static int spell(const struct writer *writer, const struct words *w, long long id, char *out,
		 size_t n)
{
	if (is_request(writer))
		return snprintf(
			out, n,
			"{\"id\":%lld,\"agency_id\":1,\"version\":1,\"struck\":0,\"struck_reason\":"
			"\"\",\"number\":\"%s\",\"received\":\"%s\",\"channel\":\"online\","
			"\"requester_kind\":\"natural\",\"requester_name\":\"虚构人\",\"subject\":"
			"\"%s\",\"outcome\":null,\"replied\":null}",
			id, w->number, w->day, w->subject);
	return snprintf(
		out, n,
		"{\"id\":%lld,\"agency_id\":1,\"version\":1,\"struck\":0,\"struck_reason\":\"\","
		"\"title\":\"%s\",\"kind\":\"通知\",\"topic\":\"\",\"key_area\":\"fund\","
		"\"formed\":\"%s\",\"published\":\"%s\",\"published_via\":\"政府网站\","
		"\"document_number\":\"\",\"url\":\"https://www.example.gov.cn/1\"}",
		id, w->title, w->day, w->day);
}

static void engine_submit(const struct writer *writer, struct engine *engine)
{
	struct words w;
	unsigned char bytes[48];
	char content[1024];
	choose(writer, &w);
	for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (unsigned char)(writer->done * 7 + i);
	bool request = is_request(writer);
	sqlite3_stmt *row = request ? engine->request : engine->record;
	engine_step(engine, engine->begin);
	bind_text(row, 1, request ? w.number : w.title);
	bind_text(row, 2, w.day);
	if (request) bind_text(row, 3, w.subject);
	engine_step(engine, row);
	long long id = sqlite3_last_insert_rowid(engine->db);
	bind_text(engine->journal, 1, request ? "request" : "record");
	sqlite3_bind_int64(engine->journal, 2, id);
	sqlite3_bind_blob(engine->journal, 3, bytes, 32, SQLITE_STATIC);
	engine_step(engine, engine->journal);
	int n = spell(writer, &w, id, content, sizeof content);
	sqlite3_bind_int64(engine->value, 1, sqlite3_last_insert_rowid(engine->db));
	sqlite3_bind_blob(engine->value, 2, bytes + 32, 16, SQLITE_STATIC);
	sqlite3_bind_text(engine->value, 3, content, n, SQLITE_STATIC);
	engine_step(engine, engine->value);
	engine_step(engine, engine->commit);
}

static void *write_engine(void *context)
{
	struct writer *writer = context;
	struct engine engine;
	engine_open(writer->url, &engine);
	for (double began; (began = now_us()) < writer->until_us; note(writer, began))
		engine_submit(writer, &engine);
	sqlite3_stmt *all[] = {engine.begin,   engine.request, engine.record,
			       engine.journal, engine.value,   engine.commit};
	for (size_t i = 0; i < COUNT_OF(all); i++) sqlite3_finalize(all[i]);
	sqlite3_close(engine.db);
	return NULL;
}

static int by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;
	return x < y ? -1 : x > y;
}

static void say(struct writer *writers, int n, double seconds)
{
	size_t done = 0, kept = 0;
	for (int i = 0; i < n; i++) done += writers[i].done;
	float *all = calloc(done + 1, sizeof *all);
	if (all == NULL) fail("no memory");
	for (int i = 0; i < n; i++)
		for (size_t k = 0; k < writers[i].done && k < KEPT; k++)
			all[kept++] = writers[i].took[k];
	qsort(all, kept, sizeof *all, by_size);
	printf("rate %.1f median %.1f\n", (double)done / seconds, (double)all[kept / 2]);
	free(all);
}

int main(int argc, char **argv)
{
	static struct writer writers[WRITERS_MAX];
	if (argc != 5) return 2;
	bool ours = strcmp(argv[1], "ours") == 0;
	int n = atoi(argv[3]), seconds = atoi(argv[4]);
	if (n < 1 || n > WRITERS_MAX || (!ours && n != 1)) return 2;
	struct commit_group *group = NULL;
	struct error error;
	if (ours) must(commit_group_open(argv[2], &error, &group), &error);
	double began = now_us();
	for (int i = 0; i < n; i++) {
		writers[i] = (struct writer){.url = argv[2],
					     .group = group,
					     .until_us = began + seconds * 1e6,
					     .number = i,
					     .took = calloc(KEPT, sizeof(float))};
		if (writers[i].took == NULL ||
		    pthread_create(&writers[i].thread, NULL, ours ? write_ours : write_engine,
				   &writers[i]) != 0)
			fail("no thread");
	}
	for (int i = 0; i < n; i++) pthread_join(writers[i].thread, NULL);
	say(writers, n, (now_us() - began) / 1e6);
	for (int i = 0; i < n; i++) free(writers[i].took);
	commit_group_close(group);
	return 0;
}
