/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "bell/bell.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/log.h"
#include "office/serving.h"
#include "office/signin.h"

/* One row per job. */
static const struct job_row {
	const char *name;
	int every_ms;
	enum err (*run)(struct office *office, struct error *error);
} jobs[] = {
	{"seal", 800, serving_seal},
	{"sweep", 60000, signin_sweep},
};

struct bell {
	struct office office;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stop;
	bool stopping;
	int64_t due_ms[COUNT_OF(jobs)];
	bool failing[COUNT_OF(jobs)]; /* said once, until it works again */
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void run_job(struct bell *bell, size_t i)
{
	struct error error = {0};
	enum err err = jobs[i].run(&bell->office, &error);
	if (err == ERR_BUSY) return;
	bool failed = err != ERR_NONE;
	if (failed && !bell->failing[i])
		log_line(LOG_ERROR, "timed work %s: %s %s", jobs[i].name, error.message,
			 error.detail);
	if (!failed && bell->failing[i])
		log_line(LOG_INFO, "timed work %s works again", jobs[i].name);
	bell->failing[i] = failed;
}

/* Waits until a job is due or the bell is stopped; false: stopped. */
static bool wait_until(struct bell *bell, int64_t due_ms)
{
	const struct timespec until = {due_ms / 1000, due_ms % 1000 * 1000000};
	pthread_mutex_lock(&bell->lock);
	int result = 0;
	while (!bell->stopping && result == 0)
		result = pthread_cond_timedwait(&bell->stop, &bell->lock, &until);
	bool go_on = !bell->stopping;
	pthread_mutex_unlock(&bell->lock);
	return go_on;
}

static void *ring(void *argument)
{
	struct bell *bell = argument;
	for (;;) {
		size_t next = 0;
		for (size_t i = 1; i < COUNT_OF(jobs); i++)
			if (bell->due_ms[i] < bell->due_ms[next]) next = i;
		if (!wait_until(bell, bell->due_ms[next])) break;
		run_job(bell, next);
		bell->due_ms[next] = now_ms() + jobs[next].every_ms;
	}
	run_job(bell, 0);
	return NULL;
}

enum err bell_start(const char *url, struct clock clock, struct error *error,
		    struct bell **ret_bell)
{
	struct bell *bell = calloc(1, sizeof *bell);
	BUG_IF(bell == NULL);
	enum err err = office_attach(url, clock, NULL, error, &bell->office);
	if (err != ERR_NONE) {
		free(bell);
		return err;
	}
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&bell->stop, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&bell->lock, NULL);
	/* signals are for the event loop's thread */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int failed = pthread_create(&bell->thread, NULL, ring, bell);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed != 0) {
		office_detach(&bell->office);
		free(bell);
		return error_set(error, ERR_ENV, "Raise the limit of processes (ulimit -u).",
				 "Cannot start the thread for timed work.");
	}
	*ret_bell = bell;
	return ERR_NONE;
}

void bell_stop(struct bell *bell)
{
	if (bell == NULL) return;
	pthread_mutex_lock(&bell->lock);
	bell->stopping = true;
	pthread_cond_signal(&bell->stop);
	pthread_mutex_unlock(&bell->lock);
	pthread_join(bell->thread, NULL);
	pthread_cond_destroy(&bell->stop);
	pthread_mutex_destroy(&bell->lock);
	office_detach(&bell->office);
	free(bell);
}
