/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/watch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/timed.h"

struct watch {
	struct watch_options options;
	struct timed *timed;
	int64_t ready_due_ms; /* the thread's own */
	pthread_mutex_t lock; /* guards all below */
	bool stopping;
	bool known, ready, readable; /* as of looked_ms */
	int64_t generation, looked_ms;
	int wake_fd;
	char why[WATCH_WHY];
};

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
	watch->looked_ms = monotonic_ms();
	if (moved) wake(watch);
	pthread_mutex_unlock(&watch->lock);
}

static void look_ready(struct watch *watch)
{
	struct error error = {0};
	struct error unsaid;
	void *context = watch->options.context;
	enum err err = watch->options.ready(context, &error);
	bool ready = err == ERR_NONE, readable = ready;
	if (err == ERR_BUSY) readable = watch->options.readable(context, &unsaid) == ERR_NONE;
	pthread_mutex_lock(&watch->lock);
	bool turned = ready != watch->ready;
	watch->ready = ready;
	watch->readable = readable;
	watch->looked_ms = monotonic_ms();
	snprintf(watch->why, sizeof watch->why, "%s", ready ? "ready" : error.message);
	pthread_mutex_unlock(&watch->lock);
	if (turned && ready) log_line(LOG_INFO, "ready: the database can be written to");
	if (turned && !ready) log_line(LOG_ERROR, "not ready: %s %s", error.message, error.detail);
}

static int64_t look(void *context)
{
	struct watch *watch = context;
	look_generation(watch);
	/* who is not ready wants to know soon when he is again */
	if (!watch->ready || monotonic_ms() >= watch->ready_due_ms) {
		look_ready(watch);
		watch->ready_due_ms = monotonic_ms() + WATCH_READY_MS;
	}
	/* a server that is on its way up is not to be met with ten connections a second */
	return watch->known && watch->ready ? WATCH_GENERATION_MS : WATCH_AWAY_MS;
}

static void watch_free(struct watch *watch)
{
	pthread_mutex_destroy(&watch->lock);
	free(watch);
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
	look(watch);
	enum err err = timed_start(look, watch, error, &watch->timed);
	if (err != ERR_NONE) {
		watch_free(watch);
		return err;
	}
	*ret_watch = watch;
	return ERR_NONE;
}

void watch_stop(struct watch *watch)
{
	if (watch == NULL) return;
	timed_stop(watch->timed);
	watch_free(watch);
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
	return monotonic_ms() - watch->looked_ms > WATCH_LATE_MS;
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
