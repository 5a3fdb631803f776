/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "base/share.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

struct shared {
	size_t n;
	share_part *part;
	void *context;
	atomic_size_t next;
};

static void *take_parts(void *context)
{
	struct shared *shared = context;
	for (size_t i; (i = atomic_fetch_add(&shared->next, 1)) < shared->n;)
		shared->part(shared->context, i);
	return NULL;
}

static size_t helpers_for(size_t n)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	size_t most = processors < 1		   ? 1
		      : processors > SHARE_THREADS ? SHARE_THREADS
						   : (size_t)processors;
	return (n < most ? n : most) - 1;
}

void share(size_t n, share_part *part, void *context)
{
	struct shared shared = {.n = n, .part = part, .context = context};
	pthread_t helpers[SHARE_THREADS];
	size_t wanted = n == 0 ? 0 : helpers_for(n), there = 0;
	/* signals are for who waits for them: a thread inherits a full mask */
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (there < wanted && pthread_create(&helpers[there], NULL, take_parts, &shared) == 0)
		there++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	take_parts(&shared);
	for (size_t i = 0; i < there; i++) BUG_IF(pthread_join(helpers[i], NULL) != 0);
}
