/* SPDX-License-Identifier: MulanPSL-2.0
 * Keys of similar requests (store/similar.h) for entries that come in by the thousand: an import
 * leaves word of them in its own transaction, and the keys are made afterwards, so that nobody
 * waits behind nine keys of a million entries. */
#ifndef LIANXIN_OFFICE_SIMILAR_KEYS_H
#define LIANXIN_OFFICE_SIMILAR_KEYS_H

#include "office/office.h"
#include "store/job.h"

/* Leaves word that the requests with these ids lack their keys; in the transaction that entered
 * them. */
enum err similar_keys_due(struct office *office, struct store *store, int64_t first, int64_t last,
			  struct error *error) MUST_CHECK;
/* A job_run (office/job.h). */
enum err similar_keys_make(struct office *office, const struct job *job,
			   struct error *error) MUST_CHECK;

#endif
