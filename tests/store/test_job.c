/* SPDX-License-Identifier: MulanPSL-2.0
 * Rows of timed work: of two processes one has it; who dies loses it to the other; what was done
 * without having it is not kept. */
#include "unit/help_cmocka.h"

#include "store/help_store.h"
#include "store/job.h"

enum { NOW = 1000000, LEASE = 5000 };

struct step {
	const char *name, *payload, *by;
	int64_t at;
	struct arena *arena;
	struct job job;
};

static enum err add_work(struct store *store, void *context, struct error *error)
{
	const struct step *step = context;
	return job_add(store, step->name, step->payload, step->at, error);
}

static enum err take_work(struct store *store, void *context, struct error *error)
{
	struct step *step = context;
	return job_take(store, step->name, step->at, step->at + LEASE, step->by, step->arena, error,
			&step->job);
}

static enum err done_work(struct store *store, void *context, struct error *error)
{
	const struct step *step = context;
	/* the work itself leaves a trace, to see whether it was kept */
	enum err err = job_add(store, "trace", step->by, NOW, error);
	return err != ERR_NONE ? err : job_done(store, &step->job, step->at, step->at + 9, error);
}

static enum err over_work(struct store *store, void *context, struct error *error)
{
	const struct step *step = context;
	return job_done(store, &step->job, step->at, 0, error);
}

static enum err failed_work(struct store *store, void *context, struct error *error)
{
	const struct step *step = context;
	return job_failed(store, &step->job, step->at + 77, "The letter box is full.", error);
}

static struct office office;

static void add(const char *name, const char *payload, int64_t due_at)
{
	struct step step = {.name = name, .payload = payload, .at = due_at};
	FINE(&office, store_transaction(office.store, add_work, &step, &office.error));
}

static enum err take(struct store *store, const char *by, int64_t at, struct step *ret_step)
{
	*ret_step = (struct step){.name = "mail", .by = by, .at = at, .arena = &office.arena};
	return store_transaction(store, take_work, ret_step, &office.error);
}

static size_t list(struct job **ret_jobs)
{
	size_t n;
	FINE(&office, job_list(office.store, 100, &office.arena, &office.error, ret_jobs, &n));
	return n;
}

static int begin(void **state)
{
	(void)state;
	memset(&office, 0, sizeof office);
	office_open(&office);
	return 0;
}

static int end(void **state)
{
	(void)state;
	office_close(&office);
	return 0;
}

static void of_two_processes_one_has_it(void **state)
{
	struct store *other = NULL;
	struct step one, two;
	(void)state;
	FINE(&office, store_open(office.url, STORE_DESK, 0, &office.error, &other));
	add("mail", "letter-1", NOW);
	add("mail", "letter-1", NOW - 5); /* the same thing is there once, as it was first told */
	assert_int_equal(job_due(office.store, "mail", NOW - 1, &office.error), ERR_MISSING);
	assert_int_equal(take(office.store, "one", NOW - 1, &one), ERR_MISSING);
	FINE(&office, job_due(office.store, "mail", NOW, &office.error));
	FINE(&office, take(office.store, "one", NOW, &one));
	assert_string_equal(one.job.payload, "letter-1");
	assert_int_equal(one.job.attempts, 1);
	assert_int_equal(job_due(other, "mail", NOW + LEASE - 1, &office.error), ERR_MISSING);
	assert_int_equal(take(other, "two", NOW + LEASE - 1, &two), ERR_MISSING);
	/* one has died; as soon as its lease is over, two goes on */
	FINE(&office, take(other, "two", NOW + LEASE, &two));
	assert_int_equal(two.job.attempts, 2);
	/* or one was only slow: what it did must not be kept beside what two does */
	assert_int_equal(store_transaction(office.store, done_work, &one, &office.error),
			 ERR_CONFLICT);
	FINE(&office, store_transaction(other, done_work, &two, &office.error));
	store_close(other);
	struct job *jobs;
	assert_int_equal(list(&jobs), 2);
	for (size_t i = 0; i < 2; i++)
		if (strcmp(jobs[i].name, "trace") == 0) assert_string_equal(jobs[i].payload, "two");
}

static void a_duty_comes_back_and_a_single_thing_goes(void **state)
{
	struct step step;
	struct job *jobs;
	(void)state;
	add("mail", "", NOW);
	FINE(&office, take(office.store, "one", NOW, &step));
	FINE(&office, store_transaction(office.store, done_work, &step, &office.error));
	assert_int_equal(list(&jobs), 2);
	assert_int_equal(jobs[1].due_at, NOW + 9);
	assert_int_equal(jobs[1].done_at, NOW);
	assert_int_equal(jobs[1].attempts, 0);
	FINE(&office, take(office.store, "one", NOW + 9, &step));
	FINE(&office, store_transaction(office.store, over_work, &step, &office.error));
	assert_int_equal(list(&jobs), 1);
	assert_int_equal(store_transaction(office.store, over_work, &step, &office.error),
			 ERR_CONFLICT);
}

static void what_goes_wrong_is_told_first_and_done_again(void **state)
{
	struct step step;
	struct job *jobs;
	(void)state;
	add("mail", "b", NOW + 1);
	add("mail", "a", NOW - 1000);
	FINE(&office, take(office.store, "one", NOW + 1, &step));
	assert_string_equal(step.job.payload, "a"); /* due longest */
	FINE(&office, store_transaction(office.store, failed_work, &step, &office.error));
	assert_int_equal(list(&jobs), 2);
	assert_string_equal(jobs[0].payload, "a");
	assert_string_equal(jobs[0].last_error, "The letter box is full.");
	assert_int_equal(jobs[0].due_at, NOW + 78);
	assert_int_equal(jobs[0].attempts, 1);
	assert_int_equal(jobs[0].taken_until, 0);
	FINE(&office, take(office.store, "one", NOW + 1, &step));
	assert_string_equal(step.job.payload, "b"); /* not held up by the one that fails */
	FINE(&office, take(office.store, "one", NOW + 78, &step));
	assert_int_equal(step.job.attempts, 2);
	/* another kind's rows are another's */
	step.name = "publish";
	assert_int_equal(job_due(office.store, "publish", NOW + 999999, &office.error),
			 ERR_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(of_two_processes_one_has_it),
		TEST(a_duty_comes_back_and_a_single_thing_goes),
		TEST(what_goes_wrong_is_told_first_and_done_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
