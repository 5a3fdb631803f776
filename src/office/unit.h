/* SPDX-License-Identifier: MulanPSL-2.0
 * Agencies: the tree and what each prints. */
#ifndef LIANXIN_OFFICE_UNIT_H
#define LIANXIN_OFFICE_UNIT_H

#include "office/permission.h"
#include "store/agency.h"

/* Those in the actor's reach (all of them for the operator), parents before children. Not
 * journalled and open to every signed-in person: names are needed to choose where to work. */
enum err unit_list(struct office *office, const struct actor *actor, struct arena *arena,
		   struct error *error, struct agency **ret_agencies, size_t *ret_n) MUST_CHECK;
/* One's own agency is open to every signed-in person: each page of the desk names it. Any other
 * needs AGENCY_READ. */
enum err unit_get(struct office *office, const struct actor *actor, int64_t agency_id,
		  struct arena *arena, struct error *error, struct agency *ret_agency) MUST_CHECK;
/* By name or short name; NULL: the root. For the command line; ERR_USAGE (English) when unknown. */
enum err unit_find(struct office *office, const char *name, struct arena *arena,
		   struct error *error, struct agency *ret_agency) MUST_CHECK;
/* A new agency below parent_id of *fresh (0: a new tree, the operator alone); its id and version
 * are ignored. ERR_CONTENT with *problems. */
enum err unit_add(struct office *office, const struct actor *actor, const struct agency *fresh,
		  struct problems *problems, struct error *error, int64_t *ret_id) MUST_CHECK;
/* Everything but id; version: the one the clerk saw. */
enum err unit_edit(struct office *office, const struct actor *actor, const struct agency *agency,
		   const char *reason, struct problems *problems, struct error *error) MUST_CHECK;

#endif
