/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files of office/beside.h share. */
#ifndef LIANXIN_OFFICE_BESIDE_INSIDE_H
#define LIANXIN_OFFICE_BESIDE_INSIDE_H

#include "office/beside.h"
#include "office/matter_inside.h"

/* Both what a request seals and what its register holds, in the arena. */
const char *beside_person_json(const struct filing *person, struct arena *arena);
/* In a transaction: the first step of a matter, where the law's table knows its kind. */
enum err beside_begin(struct office *office, const struct matter *matter, day on, const char *note,
		      unsigned roles, const struct author *author, struct arena *arena,
		      struct error *error) MUST_CHECK;
/* In a transaction: the matter of an entry that has none, with what stands in its column of the
 * name; the column is masked then, and what the journal kept of it goes. */
enum err beside_seal_entry(struct office *office, enum matter_kind kind, const struct entry *entry,
			   const struct author *author, struct arena *arena, struct error *error,
			   struct matter *ret_matter) MUST_CHECK;

/* Another content under the key the matter has; not stored yet. */
enum err matter_seal_anew(const struct office *office, const char *json, struct arena *arena,
			  struct error *error, struct matter *matter) MUST_CHECK;

#endif
