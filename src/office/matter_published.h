/* SPDX-License-Identifier: MulanPSL-2.0
 * Where an adopted suggestion was published (Art. 44), as the note of the step 登记已经公开 keeps
 * it: the index number of a record of the agency's own that the public sees, or an address of
 * another site. */
#ifndef LIANXIN_OFFICE_MATTER_PUBLISHED_H
#define LIANXIN_OFFICE_MATTER_PUBLISHED_H

#include "office/matter.h"
#include "store/public.h"

enum { PUBLISHED_MAX = 500, PUBLISHED_CHOICES = 20 };

/* "http://" or "https://", a host of a site, and nothing that an address may not hold. Pure. */
bool published_address(const char *text);
/* "2026-000012": the record's id, 0 for anything else. Pure. */
int64_t published_record(const char *text);

/* What somebody typed: an address, an index number, or words of a title or document number, looked
 * for among what the agency has published. */
struct published_look {
	const char *kept; /* what the step is to keep; NULL: somebody has to choose, or try again */
	const struct public_record *found; /* to choose from, newest first */
	size_t n;
	bool more; /* than these */
};
enum err published_find(struct office *office, int64_t agency_id, const char *typed,
			struct arena *arena, struct error *error,
			struct published_look *ret_look) MUST_CHECK;
/* Is this what such a step may keep, as the public sees it now? A sentence why not, NULL yes. */
enum err published_check(struct office *office, int64_t agency_id, const char *note,
			 struct arena *arena, struct error *error, const char **ret_why) MUST_CHECK;
/* What the latest such step of a case keeps; "" when there is none. */
const char *matter_published(const struct matter_case *now);

#endif
