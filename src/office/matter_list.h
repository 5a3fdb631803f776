/* SPDX-License-Identifier: MulanPSL-2.0
 * Requests in the flow as lists: what is urgent first, counted by state and by light. */
#ifndef LIANXIN_OFFICE_MATTER_LIST_H
#define LIANXIN_OFFICE_MATTER_LIST_H

#include "office/matter.h"
#include "store/matter_list.h"

/* A page of requests, names masked. */
enum err matter_lines(struct office *office, const struct actor *actor, int64_t agency_id,
		      const struct matter_filter *filter, struct arena *arena, struct error *error,
		      struct matter_page *ret_page) MUST_CHECK;
/* The last day that is "near": three working days after today, as matter_light() has it. */
enum err matter_near(struct office *office, int64_t agency_id, struct arena *arena,
		     struct error *error, day *ret_near) MUST_CHECK;
/* Those that owe something, by state. */
enum err matter_tally(struct office *office, const struct actor *actor, int64_t agency_id,
		      struct arena *arena, struct error *error, struct matter_count **ret_counts,
		      size_t *ret_n) MUST_CHECK;
/* The matter of a number. ERR_MISSING when there is none. */
enum err matter_by_number(struct office *office, const struct actor *actor, int64_t agency_id,
			  const char *number, struct error *error, int64_t *ret_id) MUST_CHECK;
/* matter_adopt() by the entry's number. */
enum err matter_adopt_number(struct office *office, const struct actor *actor, int64_t agency_id,
			     const char *number, struct arena *arena, struct error *error,
			     int64_t *ret_id) MUST_CHECK;

#endif
