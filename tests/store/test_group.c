/* SPDX-License-Identifier: MulanPSL-2.0
 * Writers that share commits: many threads, members that fail, commits that fail. Exactly what was
 * acknowledged is there, and the journal verifies.
 * only sqlite: PostgreSQL shares commits by itself */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/group.h"
#include "store/help_store.h"
#include "store/inside.h"
#include "store/journal.h"

enum { THREADS = 16, EACH = 40, MEMBERS = 5 };

/* The default VFS, with syncs counted and failing when told to. */
struct counted {
	sqlite3_io_methods methods; /* first: a file's pMethods points here */
	const sqlite3_io_methods *real;
};
static struct counted counted[4];
static sqlite3_vfs *real_vfs, counted_vfs;
static int syncs, broken_disk; /* atomics */

static int counted_sync(sqlite3_file *file, int flags)
{
	__atomic_add_fetch(&syncs, 1, __ATOMIC_SEQ_CST);
	if (__atomic_load_n(&broken_disk, __ATOMIC_SEQ_CST)) return SQLITE_IOERR_FSYNC;
	return ((const struct counted *)file->pMethods)->real->xSync(file, flags);
}

static int counted_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags,
			int *ret_flags)
{
	(void)vfs;
	int code = real_vfs->xOpen(real_vfs, name, file, flags, ret_flags);
	if (code != SQLITE_OK || file->pMethods == NULL) return code;
	struct counted *mine = counted;
	while (mine->real != NULL && mine->real != file->pMethods) mine++;
	if (mine->real == NULL) {
		mine->real = file->pMethods;
		mine->methods = *file->pMethods;
		mine->methods.xSync = counted_sync;
	}
	file->pMethods = &mine->methods;
	return code;
}

struct world {
	struct office office;
	struct commit_group *group;
};

static void open_world(struct world *world)
{
	office_open(&world->office);
	FINE(&world->office,
	     commit_group_open(world->office.url, &world->office.error, &world->group));
	store_join(world->office.store, world->group);
}

static void verify(struct world *world)
{
	struct office *office = &world->office;
	struct journal_verdict verdict;
	FINE(office, journal_seal(office->store, &office->error, NULL));
	FINE(office, journal_verify(office->store, &office->arena, &office->error, &verdict));
	if (verdict.findings != 0) fail_msg("%s", verdict.first->text);
	/* a work undone gives its numbers back: no hole in the journal */
	assert_int_equal(office_ask(office, "SELECT max(id) - count(*) FROM journal"), 0);
}

static void close_world(struct world *world)
{
	store_close(world->office.store);
	world->office.store = NULL;
	commit_group_close(world->group);
	office_close(&world->office);
}

static void pause_ms(long ms)
{
	struct timespec length = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
	nanosleep(&length, NULL);
}

enum { PATIENCE_MS = 60000, LATE_MS = 60 };

/* Until n wait in the queue behind the one that writes. */
static void await_queue(struct world *world, size_t n)
{
	for (int ms = 0; ms < PATIENCE_MS && commit_group_waiting(world->group) < n; ms++)
		pause_ms(1);
}

/* What a writer's work does besides inserting. */
enum deed { DEED_INSERT, DEED_REFUSE, DEED_SLEEP, DEED_ROLL_BACK, DEED_HOLD };

struct writer {
	struct world *world;
	struct store *store;
	pthread_t thread;
	int number, done, runs;
	bool asleep, released;
	enum deed deed;
	enum err err;
	struct error error;
	struct store *given; /* the store the work was handed */
	char key[32];
};

static enum err write_work(struct store *store, void *context, struct error *error)
{
	struct writer *writer = context;
	const struct office *office = &writer->world->office;
	int64_t id;
	writer->given = store;
	writer->runs++;
	enum err err = register_insert(store, REGISTER_REQUESTS, office->agency,
				       REQUEST(writer->key, "2024-03-01", "natural", "", ""),
				       &office->author, error, &id);
	if (err != ERR_NONE) return err;
	switch (writer->deed) {
	case DEED_INSERT: return ERR_NONE;
	case DEED_REFUSE: return error_set(error, ERR_CONTENT, NULL, "no");
	case DEED_SLEEP:
		__atomic_store_n(&writer->asleep, true, __ATOMIC_SEQ_CST);
		await_queue(writer->world, MEMBERS);
		pause_ms(LATE_MS); /* too late for anybody to join this commit */
		return ERR_NONE;
	case DEED_HOLD:
		__atomic_store_n(&writer->asleep, true, __ATOMIC_SEQ_CST);
		for (int ms = 0; ms < PATIENCE_MS; ms++) {
			if (__atomic_load_n(&writer->released, __ATOMIC_SEQ_CST)) break;
			pause_ms(1);
		}
		return ERR_NONE;
	case DEED_ROLL_BACK: /* as the engine does by itself when the disk is full */
		err = db_script(store->db, "ROLLBACK", error);
		return err != ERR_NONE ? err : error_set(error, ERR_ENV, NULL, "full");
	}
	return err;
}

static void open_writer(struct writer *writer, struct world *world, int number)
{
	struct error error;
	*writer = (struct writer){.world = world, .number = number};
	assert_int_equal(store_open(world->office.url, STORE_DESK, 0, &error, &writer->store),
			 ERR_NONE);
	store_join(writer->store, world->group);
	snprintf(writer->key, sizeof writer->key, "W%d", number);
}

/* Each eighth is refused by its work, each eighth by the database: its number is taken. */
static void *write_many(void *context)
{
	struct writer *writer = context;
	for (int i = 0; i < EACH; i++) {
		writer->deed = i % 8 == 3 ? DEED_REFUSE : DEED_INSERT;
		bool taken = i % 8 == 6;
		if (!taken)
			snprintf(writer->key, sizeof writer->key, "W%d-%d", writer->number, i);
		else
			snprintf(writer->key, sizeof writer->key, "W%d-0", writer->number);
		enum err err = store_transaction(writer->store, write_work, writer, &writer->error);
		enum err want = writer->deed == DEED_REFUSE ? ERR_CONTENT
				: taken			    ? ERR_CONFLICT
							    : ERR_NONE;
		if (err != want) return writer;
		if (err == ERR_NONE) writer->done++;
		if (i % 10 == 9 && journal_seal(writer->store, &writer->error, NULL) != ERR_NONE)
			return writer;
	}
	return NULL;
}

static void test_many_threads(void **state)
{
	struct world world;
	struct writer writers[THREADS];
	int64_t done = 0;
	(void)state;
	open_world(&world);
	for (int i = 0; i < THREADS; i++) {
		open_writer(&writers[i], &world, i);
		assert_int_equal(pthread_create(&writers[i].thread, NULL, write_many, &writers[i]),
				 0);
	}
	int before = __atomic_load_n(&syncs, __ATOMIC_SEQ_CST);
	for (int i = 0; i < THREADS; i++) {
		void *wrong = NULL;
		pthread_join(writers[i].thread, &wrong);
		if (wrong != NULL) fail_msg("writer %d: %s", i, writers[i].error.message);
		done += writers[i].done;
		store_close(writers[i].store);
	}
	int after = __atomic_load_n(&syncs, __ATOMIC_SEQ_CST);
	assert_int_equal(done, THREADS * EACH * 6 / 8);
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), done);
	assert_true(after - before < done); /* commits were shared */
	print_message("%lld commits in %d syncs\n", (long long)done, after - before);
	verify(&world);
	close_world(&world);
}

static void *write_one(void *context)
{
	struct writer *writer = context;
	writer->err = store_transaction(writer->store, write_work, writer, &writer->error);
	return NULL;
}

/* The first writer's work takes long; the others queue behind it and share the next commit. */
static void write_together(struct world *world, struct writer writers[1 + MEMBERS],
			   const enum deed deeds[MEMBERS])
{
	for (int i = 0; i <= MEMBERS; i++) {
		if (writers[i].store == NULL) open_writer(&writers[i], world, i);
		writers[i].deed = i == 0 ? DEED_SLEEP : deeds[i - 1];
		writers[i].asleep = false;
		assert_int_equal(pthread_create(&writers[i].thread, NULL, write_one, &writers[i]),
				 0);
		for (int ms = 0; ms < PATIENCE_MS; ms++) {
			if (i == 0 ? __atomic_load_n(&writers[0].asleep, __ATOMIC_SEQ_CST)
				   : commit_group_waiting(world->group) >= (size_t)i)
				break;
			pause_ms(1);
		}
	}
	for (int i = 0; i <= MEMBERS; i++) pthread_join(writers[i].thread, NULL);
}

static void close_writers(struct writer writers[1 + MEMBERS])
{
	for (int i = 0; i <= MEMBERS; i++) store_close(writers[i].store);
}

static void test_one_sync_for_all(void **state)
{
	static const enum deed deeds[MEMBERS] = {DEED_INSERT, DEED_REFUSE, DEED_INSERT, DEED_INSERT,
						 DEED_INSERT};
	struct writer writers[1 + MEMBERS] = {0};
	struct world world;
	(void)state;
	open_world(&world);
	int before = syncs;
	write_together(&world, writers, deeds);
	assert_int_equal(syncs - before, 2); /* the long one's, and the others' */
	for (int i = 0; i <= MEMBERS; i++) {
		assert_int_equal(writers[i].err, i == 2 ? ERR_CONTENT : ERR_NONE);
		assert_int_equal(writers[i].runs, 1);
		assert_ptr_not_equal(writers[i].given, writers[i].store);
	}
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), MEMBERS);
	close_writers(writers);
	verify(&world);
	close_world(&world);
}

/* The disk fails under the common commit: nobody is told that it was kept, and nothing was. */
static void test_failed_commit(void **state)
{
	static const enum deed deeds[MEMBERS] = {DEED_INSERT, DEED_REFUSE, DEED_INSERT, DEED_INSERT,
						 DEED_INSERT};
	struct writer writers[1 + MEMBERS] = {0};
	struct world world;
	(void)state;
	open_world(&world);
	__atomic_store_n(&broken_disk, 1, __ATOMIC_SEQ_CST);
	write_together(&world, writers, deeds);
	__atomic_store_n(&broken_disk, 0, __ATOMIC_SEQ_CST);
	for (int i = 0; i <= MEMBERS; i++) {
		assert_int_equal(writers[i].err, ERR_ENV);
		assert_int_equal(writers[i].error.code, ERR_ENV);
	}
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), 0);
	write_together(&world, writers, deeds);
	for (int i = 0; i <= MEMBERS; i++)
		assert_int_equal(writers[i].err, i == 2 ? ERR_CONTENT : ERR_NONE);
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), MEMBERS);
	close_writers(writers);
	verify(&world);
	close_world(&world);
}

/* One work takes the whole transaction down: it alone fails, the others are run again. */
static void test_engine_rolls_back(void **state)
{
	static const enum deed deeds[MEMBERS] = {DEED_INSERT, DEED_INSERT, DEED_ROLL_BACK,
						 DEED_INSERT, DEED_INSERT};
	struct writer writers[1 + MEMBERS] = {0};
	struct world world;
	(void)state;
	open_world(&world);
	write_together(&world, writers, deeds);
	for (int i = 0; i <= MEMBERS; i++)
		assert_int_equal(writers[i].err, i == 3 ? ERR_ENV : ERR_NONE);
	assert_int_equal(writers[1].runs, 2);
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), MEMBERS);
	close_writers(writers);
	verify(&world);
	close_world(&world);
}

static void test_bulk_writes_alone(void **state)
{
	static const enum deed deeds[MEMBERS] = {DEED_INSERT, DEED_INSERT, DEED_INSERT, DEED_INSERT,
						 DEED_INSERT};
	struct writer writers[1 + MEMBERS] = {0};
	struct world world;
	(void)state;
	open_world(&world);
	open_writer(&writers[3], &world, 3);
	store_bulk(writers[3].store, true);
	int before = syncs;
	write_together(&world, writers, deeds);
	assert_int_equal(syncs - before, 4); /* the long one, 1 and 2, the bulk, 4 and 5 */
	for (int i = 0; i <= MEMBERS; i++) assert_int_equal(writers[i].err, ERR_NONE);
	assert_ptr_equal(writers[3].given, writers[3].store);
	store_bulk(writers[3].store, false);
	writers[3].deed = DEED_INSERT;
	snprintf(writers[3].key, sizeof writers[3].key, "again");
	write_one(&writers[3]);
	assert_int_equal(writers[3].err, ERR_NONE);
	assert_ptr_not_equal(writers[3].given, writers[3].store);
	close_writers(writers);
	verify(&world);
	close_world(&world);
}

static void *write_once(void *context)
{
	struct writer *writer = context;
	writer->err = group_transaction(writer->world->group, writer->store, write_work, writer,
					&writer->error);
	return NULL;
}

/* Nobody waits for ever behind a writer that does not end: who gives up never ran, and leaves the
 * queue in order behind him. */
static void test_queue_is_left(void **state)
{
	struct writer holder, tired[3], late;
	struct world world;
	(void)state;
	open_world(&world);
	open_writer(&holder, &world, 0);
	open_writer(&late, &world, 9);
	holder.deed = DEED_HOLD;
	assert_int_equal(pthread_create(&holder.thread, NULL, write_once, &holder), 0);
	for (int ms = 0; ms < PATIENCE_MS && !__atomic_load_n(&holder.asleep, __ATOMIC_SEQ_CST);
	     ms++)
		pause_ms(1);
	int64_t began = monotonic_ms();
	for (int i = 0; i < 3; i++) {
		open_writer(&tired[i], &world, 1 + i);
		assert_int_equal(pthread_create(&tired[i].thread, NULL, write_once, &tired[i]), 0);
	}
	await_queue(&world, 3);
	pause_ms(COMMIT_QUEUE_MS / 2);
	assert_int_equal(pthread_create(&late.thread, NULL, write_once, &late), 0);
	for (int i = 0; i < 3; i++) {
		pthread_join(tired[i].thread, NULL);
		assert_int_equal(tired[i].err, ERR_BUSY);
		assert_int_equal(tired[i].runs, 0);
		assert_string_equal(tired[i].error.hint, "Try again.");
	}
	assert_true(monotonic_ms() - began >= COMMIT_QUEUE_MS);
	assert_int_equal(commit_group_waiting(world.group), 1); /* who came later waits on */
	__atomic_store_n(&holder.released, true, __ATOMIC_SEQ_CST);
	pthread_join(holder.thread, NULL);
	pthread_join(late.thread, NULL);
	assert_int_equal(holder.err, ERR_NONE);
	assert_int_equal(late.err, ERR_NONE);
	write_once(&tired[1]); /* trying again does it */
	assert_int_equal(tired[1].err, ERR_NONE);
	assert_int_equal(office_ask(&world.office, "SELECT count(*) FROM request"), 3);
	for (int i = 0; i < 3; i++) store_close(tired[i].store);
	store_close(holder.store);
	store_close(late.store);
	verify(&world);
	close_world(&world);
}

static enum err use_own_store(struct store *store, void *context, struct error *error)
{
	const struct world *world = context;
	int64_t number;
	(void)store;
	return db_number(world->office.store->db, SQL("SELECT COUNT(*) FROM request"), DB_NO_VALUES,
			 error, &number);
}

/* A work that reads past the store it was given would see another state: it aborts. */
static void test_own_store_is_lent(void **state)
{
	struct world world;
	int status = 0;
	(void)state;
	open_world(&world);
	pid_t child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		if (freopen("/dev/null", "w", stderr) == NULL) _exit(1);
		enum err err = store_transaction(world.office.store, use_own_store, &world,
						 &world.office.error);
		_exit(err == ERR_NONE ? 0 : 2);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	close_world(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_many_threads),	  cmocka_unit_test(test_one_sync_for_all),
		cmocka_unit_test(test_failed_commit),	  cmocka_unit_test(test_engine_rolls_back),
		cmocka_unit_test(test_bulk_writes_alone), cmocka_unit_test(test_queue_is_left),
		cmocka_unit_test(test_own_store_is_lent),
	};
	real_vfs = sqlite3_vfs_find(NULL);
	counted_vfs = *real_vfs;
	counted_vfs.zName = "counted";
	counted_vfs.xOpen = counted_open;
	if (sqlite3_vfs_register(&counted_vfs, 1) != SQLITE_OK) return 2;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
