/* SPDX-License-Identifier: MulanPSL-2.0
 * A few threads that do what the event loop must not: a bounded queue in, a list of finished jobs
 * out, and an eventfd that wakes the loop. */
#ifndef LIANXIN_WEB_POOL_H
#define LIANXIN_WEB_POOL_H

#include "base/error.h"

/* Put first into what is handed over. */
struct job {
	struct job *next;
};

/* Runs a job on a worker; thread is that worker's own context. */
typedef void job_run(struct job *job, void *thread);

struct pool;
/* One worker per entry of threads; of the idle ones the last that worked takes the next job, so
 * that a worker nobody needs never starts to hold anything. wake_fd is written to whenever a job is
 * finished. */
enum err pool_new(job_run *run, void *const *threads, size_t n_threads, size_t queue_max,
		  int wake_fd, struct error *error, struct pool **ret_pool) MUST_CHECK;
/* False when the queue is full; the job is then still the caller's. */
bool pool_push(struct pool *pool, struct job *job) MUST_CHECK;
/* All jobs finished since the last call, oldest first; NULL for none. */
struct job *pool_finished(struct pool *pool);
/* Lets running jobs end and joins the workers; jobs that never ran are among the finished ones
 * after it, and pool_push refuses. */
void pool_stop(struct pool *pool);
/* Stops first if need be. NULL is fine. */
void pool_free(struct pool *pool);

#endif
