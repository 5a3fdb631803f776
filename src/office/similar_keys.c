/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "office/similar_keys.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "office/job.h"
#include "store/similar.h"

enum { PAYLOAD_MAX = 48 };

enum err similar_keys_due(struct office *office, struct store *store, int64_t first, int64_t last,
			  struct error *error)
{
	char payload[PAYLOAD_MAX];
	int n = snprintf(payload, sizeof payload, "%" PRId64 " %" PRId64, first, last);
	BUG_IF(n < 0 || (size_t)n >= sizeof payload);
	return job_add(store, job_facts(JOB_SIMILAR)->name, payload, clock_now(&office->clock),
		       error);
}

static enum err nothing_more(struct store *store UNUSED, void *context UNUSED,
			     struct error *error UNUSED)
{
	return ERR_NONE;
}

/* Twice is once: a key that is there is left alone. */
enum err similar_keys_make(struct office *office, const struct job *job, struct error *error)
{
	char *end = NULL;
	int64_t first = strtoll(job->payload, &end, 10);
	int64_t last = strtoll(end, &end, 10);
	if (*end != '\0' || first <= 0 || last < first)
		return error_set(error, ERR_ENV, "`lianxin rebuild` makes all keys anew.",
				 "The job's range of requests is damaged.");
	enum err err = similar_make(office->store, first, last, error);
	return err != ERR_NONE ? err : job_finish(office, job, nothing_more, NULL, error);
}
