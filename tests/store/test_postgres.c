/* SPDX-License-Identifier: MulanPSL-2.0
 * PostgreSQL when something goes wrong: connections cut at every step of a write, writers that get
 * in each other's way, a sealer that dies, wrong addresses and passwords.
 * only postgresql: it is about the connection to a server */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>
#include <libpq-fe.h>

#include "store/backup.h"
#include "store/help_proxy.h"
#include "store/help_store.h"

static enum err add(struct office *office, const char *number)
{
	return office_add(office, REGISTER_REQUESTS,
			  REQUEST(number, "2024-03-01", "natural", "", ""), NULL);
}

static void assert_verifies(struct office *office, int64_t requests)
{
	struct journal_verdict verdict;
	FINE(office, journal_seal(office->store, &office->error, NULL));
	FINE(office, journal_verify(office->store, &office->arena, &office->error, &verdict));
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	assert_int_equal(verdict.unsealed, 0);
	assert_int_equal(office_ask(office, "SELECT count(*) FROM request"), requests);
	assert_int_equal(office_ask(office, "SELECT count(DISTINCT number) FROM request"),
			 requests);
}

/* The same office through a wire that can be cut. */
static void open_proxied(struct office *office, struct proxy **ret_proxy)
{
	char url[ENGINE_URL];
	office_open(office);
	struct proxy *proxy = proxy_open(office->url, url);
	store_close(office->store);
	office->store = NULL;
	FINE(office, store_open(url, STORE_DESK, 0, &office->error, &office->store));
	*ret_proxy = proxy;
}

/* A write cut before or after each of its messages is there exactly once, and said to be there. */
static void test_cut_anywhere_is_there_once(void **state)
{
	static const struct {
		enum cut cut;
		const char *word;
	} cuts[] = {
		{CUT_BEFORE, "BEGIN"}, {CUT_AFTER, "BEGIN"},   {CUT_BEFORE, "N2"},
		{CUT_AFTER, "COMMIT"}, {CUT_BEFORE, "COMMIT"},
	};
	struct office office;
	struct proxy *proxy = NULL;
	(void)state;
	open_proxied(&office, &proxy);
	for (size_t i = 0; i < COUNT_OF(cuts); i++) {
		char number[16];
		snprintf(number, sizeof number, "N%zu", i);
		proxy_cut(proxy, cuts[i].cut, cuts[i].word, 1);
		FINE(&office, add(&office, number));
		if (proxy_cuts(proxy) != (int)i + 1) fail_msg("%s was never cut", cuts[i].word);
	}
	/* and three times in a row, before it is kept */
	proxy_cut(proxy, CUT_BEFORE, "COMMIT", 3);
	FINE(&office, add(&office, "thrice"));
	assert_verifies(&office, COUNT_OF(cuts) + 1);
	store_close(office.store);
	office.store = NULL;
	proxy_close(proxy);
	office_close(&office);
}

/* Nobody there for longer than a writer waits: a clear refusal, nothing kept, and it works again.
 */
static void test_server_away(void **state)
{
	struct office office;
	struct proxy *proxy = NULL;
	(void)state;
	open_proxied(&office, &proxy);
	proxy_refuse(proxy, true);
	assert_int_equal(add(&office, "A"), ERR_BUSY);
	assert_true(office.error.hint[0] != '\0');
	proxy_refuse(proxy, false);
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM request"), 0);
	FINE(&office, add(&office, "A"));
	assert_verifies(&office, 1);
	store_close(office.store);
	office.store = NULL;
	proxy_close(proxy);
	office_close(&office);
}

struct skew {
	struct office *office, *other;
	int runs;
};

/* Adds a request when there is none yet; before its end somebody else has done the same. */
static enum err first_alone(struct store *store, void *context, struct error *error)
{
	struct skew *skew = context;
	struct entry_page page;
	int64_t id = 0;
	enum err err = register_list(store, REGISTER_REQUESTS, skew->office->agency,
				     &(struct entry_filter){0}, &skew->office->arena, error, &page);
	if (err != ERR_NONE) return err;
	if (skew->runs++ == 0) FINE(skew->other, add(skew->other, "theirs"));
	if (page.total > 0) return ERR_NONE;
	return register_insert(store, REGISTER_REQUESTS, skew->office->agency,
			       REQUEST("ours", "2024-03-01", "natural", "", ""),
			       &skew->office->author, error, &id);
}

/* What was read is what counts at the end, as if nobody had written meanwhile. */
static void test_writes_are_serializable(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	struct office other = office;
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &other.store));
	arena_init(&other.arena);
	/* both add the first of the year: read by each, so one of the two must give way */
	struct skew skew = {&office, &other, 0};
	FINE(&office, store_transaction(office.store, first_alone, &skew, &office.error));
	int64_t requests = office_ask(&office, "SELECT count(*) FROM request");
	assert_in_range(requests, 1, 2);
	assert_true(skew.runs >= 1);
	assert_verifies(&office, requests);
	store_close(other.store);
	arena_release(&other.arena);
	office_close(&office);
}

/* Three entries; between the second and the third somebody else adds one of their own. */
static enum err in_between(struct store *store, void *context, struct error *error)
{
	static const char *const numbers[] = {"A", "B", "C"};
	struct skew *skew = context;
	enum err err = ERR_NONE;
	skew->runs++;
	for (size_t i = 0; i < COUNT_OF(numbers) && err == ERR_NONE; i++) {
		int64_t id = 0;
		if (i == 2 && skew->runs == 1) FINE(skew->other, add(skew->other, "theirs"));
		err = register_insert(store, REGISTER_REQUESTS, skew->office->agency,
				      REQUEST(numbers[i], "2024-03-01", "natural", "", ""),
				      &skew->office->author, error, &id);
	}
	return err;
}

/* Who decides nothing by what the other writes is not made to try again: neither register nor
 * journal reads, not even by a foreign key, where others add. */
static void test_strangers_do_not_conflict(void **state)
{
	struct office office;
	(void)state;
	office_open(&office);
	struct office other = office;
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &other.store));
	struct skew skew = {&office, &other, 0};
	FINE(&office, store_transaction(office.store, in_between, &skew, &office.error));
	assert_int_equal(skew.runs, 1);
	assert_verifies(&office, 4);
	store_close(other.store);
	office_close(&office);
}

struct between {
	struct office *office, *other, *sealer;
};

/* Holds an entry back while another commits a later one and the sealer comes by. */
static enum err held_back(struct store *store, void *context, struct error *error)
{
	struct between *between = context;
	int64_t id = 0, sealed = -1;
	enum err err = register_insert(store, REGISTER_REQUESTS, between->office->agency,
				       REQUEST("early", "2024-03-01", "natural", "", ""),
				       &between->office->author, error, &id);
	if (err != ERR_NONE) return err;
	FINE(between->other, add(between->other, "late"));
	FINE(between->sealer,
	     journal_seal(between->sealer->store, &between->sealer->error, &sealed));
	assert_int_equal(sealed, 0);
	return ERR_NONE;
}

static void test_sealer_stays_below_open_writes(void **state)
{
	struct office office;
	int64_t sealed = 0;
	(void)state;
	office_open(&office);
	struct office other = office, sealer = office;
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &other.store));
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &sealer.store));
	FINE(&office, journal_seal(office.store, &office.error, NULL));
	struct between between = {&office, &other, &sealer};
	FINE(&office, store_transaction(office.store, held_back, &between, &office.error));
	FINE(&office, journal_seal(sealer.store, &office.error, &sealed));
	assert_int_equal(sealed, 2);
	assert_verifies(&office, 2);
	store_close(other.store);
	store_close(sealer.store);
	office_close(&office);
}

/* A process killed while it seals: the next one seals within seconds. */
static void test_sealer_is_replaced(void **state)
{
	struct office office;
	int ready[2], status = 0;
	char told = 0;
	(void)state;
	office_open(&office);
	FINE(&office, add(&office, "A"));
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(ready[0]);
		alarm(30);
		PGconn *link = engine_admin(office.url, false);
		PQclear(PQexec(link, "BEGIN; SELECT pg_advisory_xact_lock(-1)"));
		if (write(ready[1], "x", 1) != 1) _exit(1);
		for (;;) pause();
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &told, 1), 1);
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	time_t begun = time(NULL);
	int64_t sealed = 0;
	FINE(&office, journal_seal(office.store, &office.error, &sealed));
	assert_int_equal(sealed, 2);
	assert_true(time(NULL) - begun < 5);
	close(ready[0]);
	assert_verifies(&office, 1);
	office_close(&office);
}

struct writer {
	pthread_t thread;
	const struct office *office;
	int name, failed;
};

enum { WRITERS = 8, EACH = 25 };

static void *write_many(void *argument)
{
	struct writer *writer = argument;
	struct office mine = *writer->office;
	if (store_open(mine.url, STORE_DESK, 0, &mine.error, &mine.store) != ERR_NONE) {
		writer->failed = EACH;
		return NULL;
	}
	for (int i = 0; i < EACH; i++) {
		char number[32];
		snprintf(number, sizeof number, "W%d-%d", writer->name, i);
		writer->failed += add(&mine, number) != ERR_NONE;
		if (i % 10 == 9)
			writer->failed += journal_seal(mine.store, &mine.error, NULL) != ERR_NONE;
	}
	store_close(mine.store);
	return NULL;
}

static void test_many_writers_and_sealers(void **state)
{
	struct office office;
	struct writer writers[WRITERS];
	(void)state;
	office_open(&office);
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){.office = &office, .name = i};
		assert_int_equal(pthread_create(&writers[i].thread, NULL, write_many, &writers[i]),
				 0);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(writers[i].thread, NULL);
		assert_int_equal(writers[i].failed, 0);
	}
	assert_verifies(&office, WRITERS * EACH);
	office_close(&office);
}

static void refuses(const char *url, enum err expected, const char *words)
{
	struct store *store = NULL;
	struct error error = {0};
	enum err err = store_open(url, STORE_DESK, 0, &error, &store);
	if (err != expected || strstr(error.message, words) == NULL)
		fail_msg("%s gives %d: %s [%s]", url, err, error.message, error.detail);
	assert_true(error.hint[0] != '\0');
	assert_null(strstr(error.message, "geheim"));
	assert_null(strstr(error.detail, "geheim"));
}

static void test_wrong_addresses(void **state)
{
	struct office office;
	char url[ENGINE_URL + 128], role[64];
	(void)state;
	office_open(&office);
	const char *host = strstr(office.url, "?host="), *name = strstr(office.url, "@/");
	refuses("postgresql://a@/b?host=/nowhere", ERR_ENV, "cannot be reached");
	refuses("postgresql://127.0.0.1:1/b", ERR_ENV, "cannot be reached");
	refuses("postgresql://a:geheim@[/b", ERR_ENV, "not one that PostgreSQL understands");
	refuses("mysql://a/b", ERR_USAGE, "not a database URL");
	snprintf(url, sizeof url, "postgresql://lianxin@/none%s", host);
	refuses(url, ERR_ENV, "not there");
	snprintf(role, sizeof role, "asked_%d", (int)getpid());
	snprintf(url, sizeof url,
		 "DO $$ BEGIN IF to_regrole('asks_password') IS NULL THEN CREATE ROLE "
		 "asks_password; "
		 "END IF; END $$; CREATE ROLE %s LOGIN PASSWORD 'richtig' IN ROLE asks_password",
		 role);
	PGconn *link = engine_admin(office.url, false);
	PGresult *result = PQexec(link, url);
	if (PQresultStatus(result) != PGRES_COMMAND_OK) fail_msg("%s", PQerrorMessage(link));
	PQclear(result);
	snprintf(url, sizeof url, "postgresql://%s:geheim%s", role, name);
	refuses(url, ERR_ENV, "refuses the user or the password");
	snprintf(url, sizeof url, "postgresql://%s%s", role, name);
	refuses(url, ERR_ENV, "wants a password");
	/* in, but no owner: it sees the tables and may read none */
	snprintf(url, sizeof url, "postgresql://%s:richtig%s", role, name);
	refuses(url, ERR_ENV, "lacks a right");
	snprintf(url, sizeof url, "DROP ROLE %s", role);
	PQclear(PQexec(link, url));
	PQfinish(link);
	office_close(&office);
}

static void test_schema_numbers(void **state)
{
	struct office office;
	struct migrate_report report;
	struct store *store = NULL;
	(void)state;
	office_open(&office);
	FINE(&office, store_migrate(office.url, 1, &office.error, &report));
	assert_int_equal(report.from, store_schema());
	/* something else lives there, or an office does */
	assert_int_equal(store_create(office.url, 1, &office.error, &store), ERR_ENV);
	assert_non_null(strstr(office.error.message, "holds something already"));
	/* an expanded schema is served, a contracted one is not */
	office_tamper(&office, "INSERT INTO migration SELECT max(number) + 1, 'later', 'x', 1 "
			       "FROM migration");
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &store));
	store_close(store);
	office_tamper(&office, "UPDATE meta SET value = '9999' WHERE name = 'compatible'");
	refuses(office.url, ERR_ENV, "newer than this program's");
	assert_int_equal(store_migrate(office.url, 1, &office.error, &report), ERR_ENV);
	office_tamper(&office,
		      "DELETE FROM migration WHERE number > 1; UPDATE meta SET value = '1' "
		      "WHERE name = 'compatible'");
	refuses(office.url, ERR_ENV, "older than this program's");
	office_tamper(&office, "UPDATE migration SET digest = 'x' WHERE number = 1");
	refuses(office.url, ERR_ENV, "not the one the database was made with");
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut_anywhere_is_there_once),
		cmocka_unit_test(test_server_away),
		cmocka_unit_test(test_writes_are_serializable),
		cmocka_unit_test(test_strangers_do_not_conflict),
		cmocka_unit_test(test_sealer_stays_below_open_writes),
		cmocka_unit_test(test_sealer_is_replaced),
		cmocka_unit_test(test_many_writers_and_sealers),
		cmocka_unit_test(test_wrong_addresses),
		cmocka_unit_test(test_schema_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
