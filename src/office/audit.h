/* SPDX-License-Identifier: MulanPSL-2.0
 * The audit administrator's journal page: reading, exporting, verifying. */
#ifndef LIANXIN_OFFICE_AUDIT_H
#define LIANXIN_OFFICE_AUDIT_H

#include "office/permission.h"
#include "store/journal.h"

/* Newest first. The values of rows are left out (content NULL): the audit administrator sees who
 * did what and when, not the data. Needs JOURNAL_READ. */
enum err audit_list(struct office *office, const struct actor *actor,
		    const struct journal_filter *filter, struct arena *arena, struct error *error,
		    struct journal_page *ret_page) MUST_CHECK;
/* One JSON object per line, oldest first, handed to `write` in pieces; journalled as EXPORT. Holds
 * no more than audit_list(): no values of rows. */
enum err audit_export(struct office *office, const struct actor *actor,
		      const struct journal_filter *filter, journal_write *write, void *context,
		      struct error *error) MUST_CHECK;
/* Seals what is not sealed yet, then checks everything; journalled as VERIFY. May take seconds. */
enum err audit_verify(struct office *office, const struct actor *actor, struct arena *arena,
		      struct error *error, struct journal_verdict *ret_verdict) MUST_CHECK;
/* Chains what is committed; for timed work, every second. ERR_BUSY is harmless. */
enum err audit_seal(struct office *office, struct error *error) MUST_CHECK;

#endif
