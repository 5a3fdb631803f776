/* SPDX-License-Identifier: MulanPSL-2.0
 * Shared by the files about the annual report; nobody else includes it. */
#ifndef LIANXIN_OFFICE_ANNUAL_INSIDE_H
#define LIANXIN_OFFICE_ANNUAL_INSIDE_H

#include "office/annual.h"

/* annual_load() without the permission; may run inside a transaction. */
enum err annual_gather(struct office *office, int64_t agency_id, int year, struct arena *arena,
		       struct error *error, struct annual *ret_annual) MUST_CHECK;
/* Findings of a draft: identities, carry-over and stock against last year, text. */
enum err annual_find(struct office *office, struct annual *annual, struct arena *arena,
		     struct error *error) MUST_CHECK;
/* As JSON array and back; the identities' ids are kept. False when the text was not written by
 * findings_to_text(). */
const char *findings_to_text(const struct findings *findings, struct arena *arena);
bool findings_from_text(const char *text, struct arena *arena,
			struct findings *ret_findings) MUST_CHECK;
/* The draft of the text out of the live figures. */
void annual_draft(const struct annual *annual, struct arena *arena,
		  struct narrative *ret_narrative);
/* ERR_CONFLICT unless the year has a report in that state. */
enum err annual_expect(const struct annual *annual, enum report_state state,
		       struct error *error) MUST_CHECK;
/* The signed correction that explains why r2 of the column differs from last year's r4, or NULL.
 * The total is explained once every kind that differs is. */
const struct correction *annual_carry_correction(const struct annual *annual, int column);

#endif
