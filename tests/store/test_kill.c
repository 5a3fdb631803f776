/* SPDX-License-Identifier: MulanPSL-2.0
 * A process killed in its n-th write or sync while it fills registers, seals, signs and publishes:
 * the file opens, is whole, verifies, and holds everything that was acknowledged. (The whole
 * program on a failing disk, with lost writes, is tests/run-faults.)
 * only sqlite: it kills SQLite inside its own writes; tests/cluster kills PostgreSQL */
#include <setjmp.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/account.h"
#include "store/backup.h"
#include "store/help_store.h"
#include "store/report.h"

enum { KILLS = 100, ENTRIES = 24, SEED = 20241231, NEVER = 1 << 30 };

/* In the child only: the default VFS with its writes and syncs counted. */
struct counted {
	sqlite3_io_methods methods; /* first: a file's pMethods points here */
	const sqlite3_io_methods *real;
};
static struct counted counted[4]; /* the database and its log have methods of their own */
static sqlite3_vfs *real_vfs, counted_vfs;
static int operations, fatal_operation;

/* SIGKILL, as a machine's OOM killer would; _exit would let the leak checker have its say first. */
static _Noreturn void die(void)
{
	kill(getpid(), SIGKILL);
	for (;;) pause();
}

static const sqlite3_io_methods *real_of(const sqlite3_file *file)
{
	return ((const struct counted *)file->pMethods)->real;
}

static int counted_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 offset)
{
	if (++operations == fatal_operation) {
		/* half of it reaches the file */
		real_of(file)->xWrite(file, bytes, n / 2, offset);
		die();
	}
	return real_of(file)->xWrite(file, bytes, n, offset);
}

static int counted_sync(sqlite3_file *file, int flags)
{
	if (++operations == fatal_operation) die();
	return real_of(file)->xSync(file, flags);
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
		mine->methods.xWrite = counted_write;
		mine->methods.xSync = counted_sync;
	}
	file->pMethods = &mine->methods;
	return code;
}

static void count_operations(int fatal)
{
	real_vfs = sqlite3_vfs_find(NULL);
	counted_vfs = *real_vfs;
	counted_vfs.zName = "counted";
	counted_vfs.xOpen = counted_open;
	fatal_operation = fatal;
	if (sqlite3_vfs_register(&counted_vfs, 1) != SQLITE_OK) _exit(2);
}

/* What the child says as soon as a commit came back. */
static void acknowledge(int pipe_end, char what)
{
	if (write(pipe_end, &what, 1) != 1) _exit(3);
}

struct publishing {
	struct office *office;
	int64_t people[2], report;
	struct journal_head head;
};

static enum err prepare(struct store *store, void *context, struct error *error)
{
	struct publishing *p = context;
	enum err err = ERR_NONE;
	for (int i = 0; i < 2 && err == ERR_NONE; i++) {
		char name[8] = {'p', (char)('0' + i), '\0'};
		struct account account = {.name = name,
					  .display_name = name,
					  .agency_id = p->office->agency,
					  .roles = ROLE__ALL};
		err = account_insert(store, &account, &p->office->author, error, &p->people[i]);
	}
	if (err != ERR_NONE) return err;
	return report_start(store, p->office->agency, 2024, NULL, &p->office->author, error,
			    &p->report);
}

static enum err publish(struct store *store, void *context, struct error *error)
{
	static const char *const roles[] = {"approver", "head"};
	struct publishing *p = context;
	struct author author = p->office->author;
	enum err err = report_freeze(store, p->report, 1, "{}", "[]", &p->head, &author, error);
	for (int i = 0; i < 2 && err == ERR_NONE; i++) {
		author.kind = ACTOR_ACCOUNT;
		author.account_id = p->people[i];
		err = report_sign(store, p->report, roles[i], "某人", &author, error);
	}
	char *paper = arena_alloc(&p->office->arena, 100000);
	if (err == ERR_NONE)
		err = report_paper_set(store, p->report, "pdf", "application/pdf", paper, 100000,
				       &author, error);
	return err != ERR_NONE ? err : report_publish(store, p->report, 2, &author, error);
}

static _Noreturn void work_until_killed(struct publishing *p, int pipe_end, int fatal)
{
	struct office *office = p->office;
	count_operations(fatal);
	if (store_open(office->url, STORE_DESK, 0, &office->error, &office->store) != ERR_NONE)
		_exit(4);
	for (int i = 0; i < ENTRIES; i++) {
		char number[32];
		snprintf(number, sizeof number, "N%d", i);
		if (office_add(office, REGISTER_REQUESTS,
			       REQUEST(number, "2024-03-01", "natural", "", ""), NULL) != ERR_NONE)
			_exit(5);
		acknowledge(pipe_end, 'r');
		if (i % 5 == 4 && journal_seal(office->store, &office->error, NULL) != ERR_NONE)
			_exit(6);
	}
	if (journal_seal(office->store, &office->error, NULL) != ERR_NONE ||
	    journal_head(office->store, &office->error, &p->head) != ERR_NONE ||
	    store_transaction(office->store, publish, p, &office->error) != ERR_NONE)
		_exit(7);
	acknowledge(pipe_end, 'p');
	store_close(office->store);
	if (write(pipe_end, &operations, sizeof operations) != sizeof operations) _exit(3);
	die();
}

struct outcome_of_run {
	int64_t requests, published;
	int operations; /* when it was not killed */
};

static void run(struct publishing *p, int fatal, struct outcome_of_run *ret_outcome)
{
	int ends[2], status = 0;
	char said[ENTRIES + 1 + sizeof(int)];
	size_t n = 0;
	ssize_t got;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		work_until_killed(p, ends[1], fatal);
	}
	close(ends[1]);
	while ((got = read(ends[0], said + n, sizeof said - n)) > 0) n += (size_t)got;
	close(ends[0]);
	assert_int_equal(waitpid(child, &status, 0), child);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("operation %d: ended with %d", fatal, status);
	memset(ret_outcome, 0, sizeof *ret_outcome);
	while (ret_outcome->requests < ENTRIES && (size_t)ret_outcome->requests < n &&
	       said[ret_outcome->requests] == 'r')
		ret_outcome->requests++;
	ret_outcome->published = n > ENTRIES && said[ENTRIES] == 'p';
	if (n == sizeof said) memcpy(&ret_outcome->operations, said + ENTRIES + 1, sizeof(int));
}

/* The office as it was before any child touched it. */
static void put_back(const struct office *office, const char *bytes, size_t n)
{
	static const char *const beside[] = {"-wal", "-shm"};
	for (size_t i = 0; i < COUNT_OF(beside); i++) {
		char path[96];
		snprintf(path, sizeof path, "%s%s", office->path, beside[i]);
		unlink(path);
	}
	FILE *file = fopen(office->path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, n, file), n);
	assert_int_equal(fclose(file), 0);
}

static void look(struct office *office, int fatal, const struct outcome_of_run *outcome)
{
	struct journal_verdict verdict;
	FINE(office, store_open(office->url, STORE_DESK, 0, &office->error, &office->store));
	FINE(office, store_integrity(office->store, &office->error));
	FINE(office, journal_verify(office->store, &office->arena, &office->error, &verdict));
	if (verdict.findings != 0) fail_msg("operation %d: %s", fatal, verdict.first->text);
	store_close(office->store);
	office->store = NULL;
	/* one more than acknowledged may be there: killed between commit and word */
	int64_t requests = office_ask(office, "SELECT count(*) FROM request");
	int64_t published =
		office_ask(office, "SELECT count(*) FROM report WHERE state = 'published'");
	if (requests < outcome->requests || requests > outcome->requests + 1 ||
	    published < outcome->published)
		fail_msg("operation %d: acknowledged %lld and %lld, found %lld and %lld", fatal,
			 (long long)outcome->requests, (long long)outcome->published,
			 (long long)requests, (long long)published);
	assert_int_equal(published, office_ask(office, "SELECT count(*) FROM report_paper"));
}

static void test_kills(void **state)
{
	struct office office;
	struct publishing p = {.office = &office};
	struct outcome_of_run outcome;
	static char before[1 << 22];
	(void)state;
	office_open(&office);
	FINE(&office, store_transaction(office.store, prepare, &p, &office.error));
	store_close(office.store);
	office.store = NULL;
	FILE *file = fopen(office.path, "rb");
	assert_non_null(file);
	size_t n = fread(before, 1, sizeof before, file);
	assert_true(n > 0 && n < sizeof before);
	assert_int_equal(fclose(file), 0);
	run(&p, NEVER, &outcome);
	assert_int_equal(outcome.requests, ENTRIES);
	assert_true(outcome.published && outcome.operations > KILLS);
	print_message("seed %d: %d kills in %d operations\n", SEED, KILLS, outcome.operations);
	uint32_t random = SEED;
	for (int i = 0, all = outcome.operations; i < KILLS; i++) {
		random = random * 1664525u + 1013904223u;
		int fatal = 1 + (int)((random >> 8) % (uint32_t)all);
		put_back(&office, before, n);
		run(&p, fatal, &outcome);
		look(&office, fatal, &outcome);
		arena_reset(&office.arena);
	}
	office_close(&office);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_kills)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
