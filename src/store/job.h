/* SPDX-License-Identifier: MulanPSL-2.0
 * Work that falls due, as rows that processes take: of several exactly one has a row, for a time
 * (the lease). Who has not finished by then has lost it to whoever takes it next; finishing is
 * written in the transaction that keeps the work's effect, and fails when the row was lost. All
 * that write need a store_transaction(). */
#ifndef LIANXIN_STORE_JOB_H
#define LIANXIN_STORE_JOB_H

#include "store/store.h"

struct job {
	const char *name, *payload;
	int64_t due_at, taken_until;
	const char *taken_by; /* machine and process */
	int64_t attempts;     /* this one counted */
	int64_t done_at;      /* 0: never */
	const char *last_error;
};

/* Nothing when a job of this name and payload is there already. */
enum err job_add(struct store *store, const char *name, const char *payload, int64_t due_at,
		 struct error *error) MUST_CHECK;
/* ERR_NONE when a job of that name is due and free, ERR_MISSING when none is (error untouched). No
 * transaction needed. */
enum err job_due(struct store *store, const char *name, int64_t now,
		 struct error *error) MUST_CHECK;
/* Takes the job of that name that has been due longest, until the moment `until`. ERR_MISSING when
 * none is due and free (error untouched). Texts in the arena. */
enum err job_take(struct store *store, const char *name, int64_t now, int64_t until,
		  const char *taken_by, struct arena *arena, struct error *error,
		  struct job *ret_job) MUST_CHECK;
/* It went well. next_due_at: when it is due again; 0: it is over, the row goes. ERR_CONFLICT when
 * the row was lost: whatever this transaction did must not be kept. */
enum err job_done(struct store *store, const struct job *job, int64_t now, int64_t next_due_at,
		  struct error *error) MUST_CHECK;
/* It went wrong; it is due again at that moment. Nothing when the row was lost meanwhile. */
enum err job_failed(struct store *store, const struct job *job, int64_t due_at, const char *why,
		    struct error *error) MUST_CHECK;
/* Those that go wrong first, then by when they are due; at most `limit`. */
enum err job_list(struct store *store, size_t limit, struct arena *arena, struct error *error,
		  struct job **ret_jobs, size_t *ret_n) MUST_CHECK;

#endif
