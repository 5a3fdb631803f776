/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files of office/beside.h share. */
#ifndef LIANXIN_OFFICE_BESIDE_INSIDE_H
#define LIANXIN_OFFICE_BESIDE_INSIDE_H

#include "office/beside.h"
#include "office/matter_inside.h"

/* Both what a request seals and what its register holds, in the arena. */
const char *beside_person_json(const struct filing *person, struct arena *arena);
/* In a transaction: the matter of an entry that has none, with what stands in its column of the
 * name; the column is masked then, and what the journal kept of it goes. */
enum err beside_seal_entry(struct office *office, enum matter_kind kind, const struct entry *entry,
			   const struct author *author, struct arena *arena, struct error *error,
			   struct matter *ret_matter) MUST_CHECK;

#endif
