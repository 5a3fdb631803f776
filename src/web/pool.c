/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/pool.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct worker {
	struct pool *pool;
	void *thread;
	pthread_t id;
	bool idle;
	pthread_cond_t woken;
	struct worker *next_idle;
};

struct pool {
	job_run *run;
	pthread_mutex_t lock;
	struct job *first, *last;	    /* waiting */
	struct job *first_done, *last_done; /* finished */
	size_t waiting, queue_max;
	struct worker *idle; /* whoever went idle last is woken first: the others stay cold */
	bool stopping;
	int wake_fd;
	struct worker *workers;
	size_t n_workers;
};

static void append(struct job **first, struct job **last, struct job *job)
{
	job->next = NULL;
	if (*last == NULL)
		*first = job;
	else
		(*last)->next = job;
	*last = job;
}

/* With the lock. */
static void rest(struct worker *worker)
{
	struct pool *pool = worker->pool;
	worker->idle = true;
	worker->next_idle = pool->idle;
	pool->idle = worker;
	while (worker->idle) pthread_cond_wait(&worker->woken, &pool->lock);
}

/* With the lock. */
static void wake_one(struct pool *pool)
{
	struct worker *worker = pool->idle;
	if (worker == NULL) return;
	pool->idle = worker->next_idle;
	worker->idle = false;
	pthread_cond_signal(&worker->woken);
}

static struct job *wait_for_job(struct worker *worker)
{
	struct pool *pool = worker->pool;
	pthread_mutex_lock(&pool->lock);
	while (pool->first == NULL && !pool->stopping) rest(worker);
	struct job *job = pool->stopping ? NULL : pool->first;
	if (job != NULL) {
		pool->first = job->next;
		if (pool->first == NULL) pool->last = NULL;
		pool->waiting--;
	}
	pthread_mutex_unlock(&pool->lock);
	return job;
}

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct pool *pool = worker->pool;
	struct job *job;
	while ((job = wait_for_job(worker)) != NULL) {
		pool->run(job, worker->thread);
		pthread_mutex_lock(&pool->lock);
		bool wake = pool->first_done == NULL;
		append(&pool->first_done, &pool->last_done, job);
		pthread_mutex_unlock(&pool->lock);
		const uint64_t one = 1;
		if (wake && write(pool->wake_fd, &one, sizeof one) < 0) continue;
	}
	return NULL;
}

enum err pool_new(job_run *run, void *const *threads, size_t n_threads, size_t queue_max,
		  int wake_fd, struct error *error, struct pool **ret_pool)
{
	struct pool *pool = calloc(1, sizeof *pool);
	BUG_IF(pool == NULL);
	pool->workers = calloc(n_threads, sizeof *pool->workers);
	BUG_IF(pool->workers == NULL);
	pool->run = run;
	pool->queue_max = queue_max;
	pool->wake_fd = wake_fd;
	pthread_mutex_init(&pool->lock, NULL);
	/* signals are the event loop's: workers inherit a full mask */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	for (size_t i = 0; i < n_threads; i++) {
		struct worker *worker = &pool->workers[i];
		*worker = (struct worker){.pool = pool, .thread = threads[i]};
		pthread_cond_init(&worker->woken, NULL);
		if (pthread_create(&worker->id, NULL, work, worker) != 0) break;
		pool->n_workers++;
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (pool->n_workers < n_threads) {
		pool_free(pool);
		return error_set(error, ERR_ENV, "Raise the limit of processes (ulimit -u).",
				 "Cannot start %zu worker threads.", n_threads);
	}
	*ret_pool = pool;
	return ERR_NONE;
}

bool pool_push(struct pool *pool, struct job *job)
{
	pthread_mutex_lock(&pool->lock);
	bool room = pool->waiting < pool->queue_max && !pool->stopping;
	if (room) {
		append(&pool->first, &pool->last, job);
		pool->waiting++;
		wake_one(pool);
	}
	pthread_mutex_unlock(&pool->lock);
	return room;
}

struct job *pool_finished(struct pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	struct job *first = pool->first_done;
	pool->first_done = pool->last_done = NULL;
	pthread_mutex_unlock(&pool->lock);
	return first;
}

void pool_stop(struct pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	pool->stopping = true;
	while (pool->idle != NULL) wake_one(pool);
	pthread_mutex_unlock(&pool->lock);
	for (size_t i = 0; i < pool->n_workers; i++) pthread_join(pool->workers[i].id, NULL);
	pool->n_workers = 0;
	while (pool->first != NULL) {
		struct job *job = pool->first;
		pool->first = job->next;
		append(&pool->first_done, &pool->last_done, job);
	}
	pool->last = NULL;
}

void pool_free(struct pool *pool)
{
	if (pool == NULL) return;
	pool_stop(pool);
	pthread_mutex_destroy(&pool->lock);
	free(pool->workers);
	free(pool);
}
