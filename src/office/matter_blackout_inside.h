/* SPDX-License-Identifier: MulanPSL-2.0
 * What the two files of blacking out share; for office/ alone. */
#ifndef LIANXIN_OFFICE_MATTER_BLACKOUT_INSIDE_H
#define LIANXIN_OFFICE_MATTER_BLACKOUT_INSIDE_H

#include "office/matter_blackout.h"
#include "office/matter_inside.h"

/* matter_blackout_list() of a case that was loaded; asks nobody's permission. */
enum err matter_blackouts(struct office *office, const struct matter_case *now, struct arena *arena,
			  struct error *error, struct matter_blackout **ret_blackouts,
			  size_t *ret_n) MUST_CHECK;
/* How the boxes lie in their row, and back. */
void blackout_seal(const struct data_key *key, int64_t matter_id, int64_t source_id,
		   const struct blackout_entry *boxes, size_t n, struct arena *arena,
		   struct blob *ret_sealed);
enum err blackout_unseal(const struct data_key *key, const struct blackout_record *row,
			 struct arena *arena, struct error *error,
			 struct blackout_entry **ret_boxes, size_t *ret_n) MUST_CHECK;
/* The boxes as paper/ takes them. */
struct blackout_box *blackout_boxes(const struct blackout_entry *entries, size_t n,
				    struct arena *arena);
/* A file's bytes, opened. */
enum err blackout_source(struct store *store, const struct data_key *key, int64_t matter_id,
			 int64_t attachment_id, struct arena *arena, struct error *error,
			 struct attachment *ret_attachment, struct blob *ret_bytes) MUST_CHECK;
/* In a transaction: the row's version is to be made. */
enum err blackout_job_add(struct store *store, int64_t id, int64_t version, int64_t at,
			  struct error *error) MUST_CHECK;
/* The timed work: a job_run. */
enum err blackout_job_run(struct office *office, const struct job *job,
			  struct error *error) MUST_CHECK;

#endif
