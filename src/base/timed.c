/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/timed.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"

struct timed {
	timed_work *work;
	void *context;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t end;
	bool ending;
};

/* False: it ends. */
static bool sleep_for(struct timed *timed, int64_t ms)
{
	int64_t due = monotonic_ms() + ms;
	const struct timespec until = {due / 1000, due % 1000 * 1000000};
	pthread_mutex_lock(&timed->lock);
	int result = 0;
	while (!timed->ending && result == 0)
		result = pthread_cond_timedwait(&timed->end, &timed->lock, &until);
	bool go_on = !timed->ending;
	pthread_mutex_unlock(&timed->lock);
	return go_on;
}

static void *go_round(void *argument)
{
	struct timed *timed = argument;
	while (sleep_for(timed, timed->work(timed->context))) continue;
	return NULL;
}

enum err timed_start(timed_work *work, void *context, struct error *error, struct timed **ret_timed)
{
	struct timed *timed = calloc(1, sizeof *timed);
	BUG_IF(timed == NULL);
	timed->work = work;
	timed->context = context;
	pthread_mutex_init(&timed->lock, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&timed->end, &monotonic);
	pthread_condattr_destroy(&monotonic);
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int failed = pthread_create(&timed->thread, NULL, go_round, timed);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed != 0) {
		pthread_cond_destroy(&timed->end);
		pthread_mutex_destroy(&timed->lock);
		free(timed);
		return error_set(error, ERR_ENV, "Raise the limit of processes (ulimit -u).",
				 "Cannot start a thread for timed work.");
	}
	*ret_timed = timed;
	return ERR_NONE;
}

void timed_stop(struct timed *timed)
{
	if (timed == NULL) return;
	pthread_mutex_lock(&timed->lock);
	timed->ending = true;
	pthread_cond_signal(&timed->end);
	pthread_mutex_unlock(&timed->lock);
	pthread_join(timed->thread, NULL);
	pthread_cond_destroy(&timed->end);
	pthread_mutex_destroy(&timed->lock);
	free(timed);
}
