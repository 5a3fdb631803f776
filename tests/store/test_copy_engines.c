/* SPDX-License-Identifier: MulanPSL-2.0
 * An office copied from PostgreSQL to SQLite and back: every row, ids that go on, kills on the way,
 * and a writer who waits while the source is closed under him.
 * only postgresql: it copies between the two engines and needs the server */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/help_copy.h"
#include "store/help_store.h"

enum { STRIDE = 9, LAST = 2, WAIT_MS = 400 };

/* The office of another URL, with its things in the same folder. */
static struct office at(const struct office *office, const char *url)
{
	struct office other = *office;
	other.store = NULL;
	snprintf(other.url, sizeof other.url, "%s", url);
	if (strncmp(url, "sqlite:", 7) == 0)
		snprintf(other.path, sizeof other.path, "%s", url + strlen("sqlite:"));
	return other;
}

static void test_there_and_back(void **state)
{
	struct office office;
	struct copy_result first, second, third;
	struct journal_verdict verdict;
	char out[96], back[96], server[ENGINE_URL];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "out.db", out);
	copy_beside(&office, "back.db", back);
	engine_database(NULL, server);
	FINE(&office, copy_office(&office, out, COPY_SNAPSHOT, &first));
	struct office file = at(&office, out), other = at(&office, server);
	FINE(&office, copy_office(&file, server, COPY_SNAPSHOT, &second));
	FINE(&office, copy_office(&other, back, COPY_SNAPSHOT, &third));
	assert_true(digest_equal(&first.digest, &second.digest));
	assert_true(digest_equal(&first.digest, &third.digest));
	copies_equal(&file, back);
	/* ids go on above those that came along */
	FINE(&other, store_open(server, STORE_DESK, 0, &other.error, &other.store));
	FINE(&other, office_add(&other, REGISTER_REQUESTS,
				REQUEST("〔2024〕新1号", "2024-03-01", "natural", "", ""), NULL));
	FINE(&other, journal_seal(other.store, &other.error, NULL));
	FINE(&other, journal_verify(other.store, &other.arena, &other.error, &verdict));
	assert_int_equal(verdict.findings, 0);
	assert_int_equal(verdict.entries, third.verdict.entries + 1);
	store_close(other.store);
	assert_true(office_refuses(&other, "UPDATE report SET reason = 'x'"));
	assert_true(office_refuses(&other, "DELETE FROM journal"));
	engine_drop(server);
	office_close(&office);
}

/* A source that has moved stays as it is for a second go; so each try has a target of its own and
 * the source is opened again. */
static int kill_and_go_on(struct office *source, const char *to, int fatal)
{
	struct copy_result result;
	const char *moved_to = NULL;
	int steps = copy_until(source, to, fatal);
	if (fatal == COPY_UNHURT) {
		if (copy_is_open(source->url) || !copy_is_open(to)) fail_msg("not moved");
	} else {
		if (copy_is_open(to)) fail_msg("step %d: the target is open", fatal);
		FINE(source, copy_again(source, to, &result));
		if (copy_is_open(source->url) || !copy_is_open(to))
			fail_msg("step %d: not exactly the target is open", fatal);
		if (fatal > 2 && !result.went_on) fail_msg("step %d: begun anew", fatal);
	}
	FINE(source, store_copy_reopen(source->url, &source->author, &source->error, &moved_to,
				       &source->arena));
	return steps;
}

static void test_kills_towards_the_server(void **state)
{
	struct office office;
	struct copy_result result;
	char out[96], server[ENGINE_URL];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "out.db", out);
	FINE(&office, copy_office(&office, out, COPY_SNAPSHOT, &result));
	struct office file = at(&office, out);
	engine_database(NULL, server);
	int steps = kill_and_go_on(&file, server, COPY_UNHURT), kills = 0;
	engine_drop(server);
	for (int fatal = 1; fatal <= steps; fatal += fatal < steps - LAST ? STRIDE : 1) {
		engine_database(NULL, server);
		kill_and_go_on(&file, server, fatal);
		engine_drop(server);
		kills++;
	}
	print_message("%d kills in %d steps\n", kills, steps);
	office_close(&office);
}

static void test_kills_towards_the_file(void **state)
{
	struct office office;
	char out[96], name[24];
	(void)state;
	rich_office(&office);
	store_close(office.store);
	office.store = NULL;
	copy_beside(&office, "out.db", out);
	int steps = kill_and_go_on(&office, out, COPY_UNHURT), kills = 0;
	for (int fatal = 1; fatal <= steps; fatal += fatal < steps - LAST ? STRIDE : 1) {
		snprintf(name, sizeof name, "out%d.db", fatal);
		copy_beside(&office, name, out);
		kill_and_go_on(&office, out, fatal);
		kills++;
	}
	print_message("%d kills in %d steps\n", kills, steps);
	office_close(&office);
}

/* Somebody who has begun to write when the source stands still already. */
struct writer {
	struct office office;
	pthread_t thread;
	bool begun;
	enum err err;
};

static enum err write_event(struct store *store, void *context, struct error *error)
{
	struct office *office = context;
	return journal_event(store, ACTION_VERIFY, OBJECT_OFFICE, 0, 0, NULL, &office->author,
			     error);
}

static void *write_once(void *context)
{
	struct writer *writer = context;
	writer->err = store_transaction(writer->office.store, write_event, &writer->office,
					&writer->office.error);
	return NULL;
}

static void begin_to_write(void *context, const struct copy_progress *progress)
{
	struct writer *writer = context;
	const struct timespec pause = {0, WAIT_MS * 1000000L};
	if (progress->step != COPY_ROWS_DONE || writer->begun) return;
	writer->begun = true;
	assert_int_equal(pthread_create(&writer->thread, NULL, write_once, writer), 0);
	nanosleep(&pause, NULL); /* until it waits for the journal */
}

static void test_a_waiting_writer_is_not_lost_in_the_old_place(void **state)
{
	struct office office;
	struct copy_result result;
	struct writer writer = {.err = ERR_NONE};
	char out[96];
	(void)state;
	rich_office(&office);
	copy_beside(&office, "out.db", out);
	writer.office = office; /* its store is connected all the while */
	struct copy_order order = {.from = office.url,
				   .to = out,
				   .author = office.author,
				   .watch = begin_to_write,
				   .context = &writer};
	FINE(&office, store_copy(&order, &office.arena, &office.error, &result));
	assert_true(writer.begun);
	assert_int_equal(pthread_join(writer.thread, NULL), 0);
	assert_int_equal(writer.err, ERR_BUSY);
	assert_non_null(strstr(writer.office.error.message, "has moved to sqlite:"));
	assert_int_equal(office_ask(&office, "SELECT count(*) FROM journal"),
			 copy_ask(out, "SELECT count(*) FROM journal"));
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_kills_towards_the_server),
		cmocka_unit_test(test_kills_towards_the_file),
		cmocka_unit_test(test_a_waiting_writer_is_not_lost_in_the_old_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
