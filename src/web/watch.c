/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/watch.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"

struct watch {
	struct watch_options options;
	pthread_t thread;
	pthread_mutex_t lock; /* guards all below */
	pthread_cond_t end;
	bool ending, stopping;
	bool known, ready, readable; /* as of looked_ms */
	int64_t generation, looked_ms;
	int wake_fd;
	char why[WATCH_WHY];
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void wake(const struct watch *watch)
{
	const uint64_t one = 1;
	if (watch->wake_fd >= 0 && write(watch->wake_fd, &one, sizeof one) < 0)
		log_line(LOG_WARNING, "the event loop could not be woken");
}

static void look_generation(struct watch *watch)
{
	struct error error = {0};
	int64_t generation = 0;
	bool known =
		watch->options.generation(watch->options.context, &error, &generation) == ERR_NONE;
	pthread_mutex_lock(&watch->lock);
	bool moved = known != watch->known || (known && generation != watch->generation);
	watch->known = known;
	if (known) watch->generation = generation;
	watch->looked_ms = now_ms();
	if (moved) wake(watch);
	pthread_mutex_unlock(&watch->lock);
}

static void look_ready(struct watch *watch)
{
	struct error error = {0};
	struct error unsaid;
	void *context = watch->options.context;
	bool ready = watch->options.ready(context, &error) == ERR_NONE;
	bool readable = ready || watch->options.readable(context, &unsaid) == ERR_NONE;
	pthread_mutex_lock(&watch->lock);
	bool turned = ready != watch->ready;
	watch->ready = ready;
	watch->readable = readable;
	watch->looked_ms = now_ms();
	snprintf(watch->why, sizeof watch->why, "%s", ready ? "ready" : error.message);
	pthread_mutex_unlock(&watch->lock);
	if (turned && ready) log_line(LOG_INFO, "ready: the database can be written to");
	if (turned && !ready) log_line(LOG_ERROR, "not ready: %s %s", error.message, error.detail);
}

/* False: the watch ends. */
static bool wait_a_while(struct watch *watch)
{
	/* a server that is on its way up is not to be met with ten connections a second */
	bool away = !watch->known || !watch->ready;
	int64_t due = now_ms() + (away ? WATCH_AWAY_MS : WATCH_GENERATION_MS);
	const struct timespec until = {due / 1000, due % 1000 * 1000000};
	pthread_mutex_lock(&watch->lock);
	int result = 0;
	while (!watch->ending && result == 0)
		result = pthread_cond_timedwait(&watch->end, &watch->lock, &until);
	bool go_on = !watch->ending;
	pthread_mutex_unlock(&watch->lock);
	return go_on;
}

static void *keep_looking(void *argument)
{
	struct watch *watch = argument;
	int64_t ready_due = now_ms() + WATCH_READY_MS;
	while (wait_a_while(watch)) {
		look_generation(watch);
		/* who is not ready wants to know soon when he is again */
		if (now_ms() < ready_due && watch->ready) continue;
		look_ready(watch);
		ready_due = now_ms() + WATCH_READY_MS;
	}
	return NULL;
}

enum err watch_start(const struct watch_options *options, struct error *error,
		     struct watch **ret_watch)
{
	struct watch *watch = calloc(1, sizeof *watch);
	BUG_IF(watch == NULL);
	watch->options = *options;
	watch->wake_fd = -1;
	watch->ready = true; /* so that a first "no" is logged */
	pthread_mutex_init(&watch->lock, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&watch->end, &monotonic);
	pthread_condattr_destroy(&monotonic);
	look_generation(watch);
	look_ready(watch);
	/* signals are the event loop's */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	int failed = pthread_create(&watch->thread, NULL, keep_looking, watch);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (failed != 0) {
		free(watch);
		return error_set(error, ERR_ENV, "Raise the limit of processes (ulimit -u).",
				 "Cannot start the thread that watches the database.");
	}
	*ret_watch = watch;
	return ERR_NONE;
}

void watch_stop(struct watch *watch)
{
	if (watch == NULL) return;
	pthread_mutex_lock(&watch->lock);
	watch->ending = true;
	pthread_cond_signal(&watch->end);
	pthread_mutex_unlock(&watch->lock);
	pthread_join(watch->thread, NULL);
	pthread_cond_destroy(&watch->end);
	pthread_mutex_destroy(&watch->lock);
	free(watch);
}

void watch_wake(struct watch *watch, int fd)
{
	pthread_mutex_lock(&watch->lock);
	watch->wake_fd = fd;
	pthread_mutex_unlock(&watch->lock);
}

void watch_stopping(struct watch *watch)
{
	if (watch == NULL) return;
	pthread_mutex_lock(&watch->lock);
	watch->stopping = true;
	pthread_mutex_unlock(&watch->lock);
}

static bool late(const struct watch *watch)
{
	return now_ms() - watch->looked_ms > WATCH_LATE_MS;
}

bool watch_generation(struct watch *watch, int64_t *ret_generation)
{
	pthread_mutex_lock(&watch->lock);
	bool known = watch->known && !late(watch);
	if (known) *ret_generation = watch->generation;
	pthread_mutex_unlock(&watch->lock);
	return known;
}

bool watch_ready(struct watch *watch, char ret_why[WATCH_WHY])
{
	pthread_mutex_lock(&watch->lock);
	bool is_late = late(watch);
	bool ready = watch->ready && !is_late && !watch->stopping;
	const char *why = watch->stopping ? "This process is stopping."
			  : is_late	  ? "The database does not answer."
					  : watch->why;
	snprintf(ret_why, WATCH_WHY, "%s", why);
	pthread_mutex_unlock(&watch->lock);
	return ready;
}

bool watch_readable(struct watch *watch)
{
	pthread_mutex_lock(&watch->lock);
	bool readable = watch->readable && !late(watch) && !watch->stopping;
	pthread_mutex_unlock(&watch->lock);
	return readable;
}
