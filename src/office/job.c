/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/job.h"

#include <string.h>

#include "office/matter_blackout_inside.h"
#include "office/retention.h"
#include "office/signin.h"
#include "office/similar_keys.h"
#include "office/visitor_code.h"

enum { RETRY_FIRST_MS = 1000, RETRY_LAST_MS = 600 * 1000 };

static const struct job_facts kinds[JOB__MAX] = {
#define JOB(NAME, name, label, every, lease, run) [JOB_##NAME] = {name, label, every, lease, run},
	JOB_TABLE(JOB)
#undef JOB
};

const struct job_facts *job_facts(enum job_kind kind)
{
	BUG_IF(kind >= JOB__MAX);
	return &kinds[kind];
}

const struct job_facts *job_find(const char *name)
{
	for (size_t i = 0; i < JOB__MAX; i++)
		if (strcmp(kinds[i].name, name) == 0) return &kinds[i];
	return NULL;
}

static enum err prepare_work(struct store *store, void *context, struct error *error)
{
	const struct office *office = context;
	enum err err = ERR_NONE;
	for (size_t i = 0; i < JOB__MAX && err == ERR_NONE; i++)
		if (kinds[i].every_ms != 0)
			err = job_add(store, kinds[i].name, "", clock_now(&office->clock), error);
	return err;
}

enum err job_prepare(struct office *office, struct error *error)
{
	return store_transaction(office->store, prepare_work, office, error);
}

struct taking {
	const struct job_facts *facts;
	int64_t now;
	const char *taken_by;
	struct arena *arena;
	struct job job;
};

static enum err take_work(struct store *store, void *context, struct error *error)
{
	struct taking *taking = context;
	return job_take(store, taking->facts->name, taking->now,
			taking->now + taking->facts->lease_ms, taking->taken_by, taking->arena,
			error, &taking->job);
}

static int64_t pause_after(int64_t attempts)
{
	int64_t ms = RETRY_FIRST_MS;
	while (--attempts > 0 && ms < RETRY_LAST_MS) ms *= 2;
	return ms < RETRY_LAST_MS ? ms : RETRY_LAST_MS;
}

struct failing {
	const struct job *job;
	int64_t due_at;
	const char *why;
};

static enum err fail_work(struct store *store, void *context, struct error *error)
{
	const struct failing *failing = context;
	return job_failed(store, failing->job, failing->due_at, failing->why, error);
}

static void note_failure(struct office *office, const struct job *job, const char *why)
{
	struct error unsaid;
	struct error stopping;
	int64_t pause =
		office_stopping(office, &stopping) != ERR_NONE ? 0 : pause_after(job->attempts);
	struct failing failing = {job, clock_now(&office->clock) + pause, why};
	/* when even that cannot be written, the lease ends by itself */
	enum err noted = store_transaction(office->store, fail_work, &failing, &unsaid);
	(void)noted;
}

enum err job_work(struct office *office, enum job_kind kind, const char *taken_by,
		  struct error *error, bool *ret_did)
{
	struct arena arena = {0};
	struct taking taking = {.facts = job_facts(kind),
				.now = clock_now(&office->clock),
				.taken_by = taken_by,
				.arena = &arena};
	*ret_did = false;
	/* a look first: it disturbs no writer */
	enum err err = job_due(office->store, taking.facts->name, taking.now, error);
	if (err == ERR_NONE) err = store_transaction(office->store, take_work, &taking, error);
	if (err == ERR_NONE) {
		*ret_did = true;
		err = taking.facts->run(office, &taking.job, error);
		if (err != ERR_NONE) note_failure(office, &taking.job, error->message);
	} else if (err == ERR_MISSING) {
		err = ERR_NONE;
	}
	arena_release(&arena);
	return err;
}

struct finishing {
	const struct job *job;
	store_work *work;
	void *context;
	int64_t now, next_due_at;
};

static enum err finish_work(struct store *store, void *context, struct error *error)
{
	const struct finishing *finishing = context;
	enum err err = finishing->work(store, finishing->context, error);
	if (err != ERR_NONE || finishing->job == NULL) return err;
	return job_done(store, finishing->job, finishing->now, finishing->next_due_at, error);
}

enum err job_finish(struct office *office, const struct job *job, store_work *work, void *context,
		    struct error *error)
{
	struct finishing finishing = {job, work, context, clock_now(&office->clock), 0};
	const struct job_facts *facts = job == NULL ? NULL : job_find(job->name);
	if (facts != NULL && facts->every_ms != 0)
		finishing.next_due_at = finishing.now + facts->every_ms;
	return store_transaction(office->store, finish_work, &finishing, error);
}

enum err job_board(struct office *office, const struct actor *actor, struct arena *arena,
		   struct error *error, struct job **ret_jobs, size_t *ret_n)
{
	enum err err = permission_check(office, actor, PERMIT_JOB_READ, 0, error);
	if (err != ERR_NONE) return err;
	return job_list(office->store, JOBS_SHOWN, arena, error, ret_jobs, ret_n);
}
