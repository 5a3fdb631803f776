/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "bell/bell.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/log.h"
#include "base/timed.h"
#include "office/job.h"
#include "office/serving.h"

enum { JOBS_AT_ONCE = 100, HOST_MAX = 64, SLOW_LEASE_MS = 60 * 1000 };

/* What each process does by itself, again and again: sealing, which the store lets one do at a
 * time; and looking for jobs, of which each is taken by one. */
enum tick { TICK_SEAL, TICK_JOBS, TICK__MAX };
static const struct {
	const char *name;
	int every_ms, every_ms_remote; /* across a network the seal tells the other processes too */
} ticks[TICK__MAX] = {
	[TICK_SEAL] = {"seal", 800, 300},
	[TICK_JOBS] = {"jobs", 1000, 1000},
};

struct bell {
	struct office office;
	struct timed *timed;
	/* A job that may take minutes is done on a thread and a connection of its own, so that
	 * sealing and what is short never wait for it. */
	struct bell *slow; /* NULL in that one itself */
	atomic_bool stop;  /* of the slow one: what it does is to end, and comes again */
	bool remote, prepared;
	int64_t due_ms[TICK__MAX];
	/* said once, until it works again */
	bool tick_failing[TICK__MAX], job_failing[JOB__MAX];
	char process[HOST_MAX + 16];
};

static void say(const char *name, enum err err, const struct error *error, bool *failing)
{
	if (err == ERR_BUSY) return;
	bool failed = err != ERR_NONE;
	if (failed && !*failing)
		log_line(LOG_ERROR, "timed work %s: %s %s", name, error->message, error->detail);
	if (!failed && *failing) log_line(LOG_INFO, "timed work %s works again", name);
	*failing = failed;
}

static void work_on(struct bell *bell, enum job_kind kind)
{
	struct error error = {0};
	bool did = true;
	enum err err = ERR_NONE;
	for (int i = 0; i < JOBS_AT_ONCE && did && err == ERR_NONE && !atomic_load(&bell->stop);
	     i++) {
		err = job_work(&bell->office, kind, bell->process, &error, &did);
		if (did || err != ERR_NONE)
			say(job_facts(kind)->name, err, &error, &bell->job_failing[kind]);
	}
}

static bool is_slow(enum job_kind kind)
{
	return job_facts(kind)->lease_ms > SLOW_LEASE_MS;
}

/* The slow jobs, one after the other. */
static int64_t toil(void *context)
{
	struct bell *bell = context;
	for (int kind = 0; kind < JOB__MAX && !atomic_load(&bell->stop); kind++)
		if (is_slow((enum job_kind)kind)) work_on(bell, (enum job_kind)kind);
	return ticks[TICK_JOBS].every_ms;
}

static enum err look_for_jobs(struct bell *bell, struct error *error)
{
	if (!bell->prepared) {
		enum err err = job_prepare(&bell->office, error);
		if (err != ERR_NONE) return err;
		bell->prepared = true;
	}
	for (int kind = 0; kind < JOB__MAX; kind++)
		if (!is_slow((enum job_kind)kind)) work_on(bell, (enum job_kind)kind);
	return ERR_NONE;
}

static void run(struct bell *bell, enum tick tick)
{
	struct error error = {0};
	enum err err = tick == TICK_SEAL ? serving_seal(&bell->office, &error)
					 : look_for_jobs(bell, &error);
	say(ticks[tick].name, err, &error, &bell->tick_failing[tick]);
}

/* Does the one tick that is due, or was due longest. */
static int64_t ring(void *context)
{
	struct bell *bell = context;
	enum tick next = TICK_SEAL;
	if (bell->due_ms[TICK_JOBS] < bell->due_ms[TICK_SEAL]) next = TICK_JOBS;
	if (bell->due_ms[next] <= monotonic_ms()) {
		run(bell, next);
		bell->due_ms[next] = monotonic_ms() + (bell->remote ? ticks[next].every_ms_remote
								    : ticks[next].every_ms);
	}
	int64_t due = bell->due_ms[0] < bell->due_ms[1] ? bell->due_ms[0] : bell->due_ms[1];
	int64_t wait = due - monotonic_ms();
	return wait > 0 ? wait : 0;
}

static void name_process(char *ret_name, size_t n)
{
	char host[HOST_MAX] = "";
	if (gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
	snprintf(ret_name, n, "%s:%ld", host, (long)getpid());
}

static enum err start(const char *url, struct clock clock, struct commit_group *group,
		      const struct vault *vault, timed_work *work, struct error *error,
		      struct bell **ret_bell)
{
	struct bell *bell = calloc(1, sizeof *bell);
	BUG_IF(bell == NULL);
	enum err err = office_attach(url, clock, NULL, error, &bell->office);
	if (err != ERR_NONE) {
		free(bell);
		return err;
	}
	bell->office.vault = vault;
	atomic_init(&bell->stop, false);
	bell->office.stop = &bell->stop;
	serving_join(&bell->office, group);
	bell->remote = serving_remote(url);
	name_process(bell->process, sizeof bell->process);
	err = timed_start(work, bell, error, &bell->timed);
	if (err != ERR_NONE) {
		office_detach(&bell->office);
		free(bell);
		return err;
	}
	*ret_bell = bell;
	return ERR_NONE;
}

enum err bell_start(const char *url, struct clock clock, struct commit_group *group,
		    const struct vault *vault, struct error *error, struct bell **ret_bell)
{
	struct bell *bell = NULL, *slow = NULL;
	enum err err = start(url, clock, group, vault, ring, error, &bell);
	if (err == ERR_NONE) err = start(url, clock, group, vault, toil, error, &slow);
	if (err != ERR_NONE) {
		bell_stop(bell);
		return err;
	}
	bell->slow = slow;
	*ret_bell = bell;
	return ERR_NONE;
}

void bell_stop(struct bell *bell)
{
	if (bell == NULL) return;
	if (bell->slow != NULL) {
		atomic_store(&bell->slow->stop, true);
		timed_stop(bell->slow->timed);
		office_detach(&bell->slow->office);
		free(bell->slow);
	}
	timed_stop(bell->timed);
	run(bell, TICK_SEAL);
	office_detach(&bell->office);
	free(bell);
}
