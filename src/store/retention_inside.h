/* SPDX-License-Identifier: MulanPSL-2.0
 * What the statements about matters and about entries without one share; for store/ alone. */
#ifndef LIANXIN_STORE_RETENTION_INSIDE_H
#define LIANXIN_STORE_RETENTION_INSIDE_H

#include "store/retention.h"

/* Moments of an entry, by its object and id; 0: never. A correction that comes with an erasure, in
 * one change and so of one moment, is the program's own: nothing happened in the matter. */
#define RETENTION_STRUCK_AT(object_of, id)                                                         \
	"(SELECT COALESCE(MAX(j.at), 0) FROM journal j WHERE j.object = " object_of                \
	" AND j.object_id = " id " AND j.action = 'strike')"
#define RETENTION_CORRECTED_AT(object_of, id)                                                      \
	"(SELECT COALESCE(MAX(j.at), 0) FROM journal j WHERE j.object = " object_of                \
	" AND j.object_id = " id " AND j.action = 'correct' AND NOT EXISTS "                       \
	"(SELECT 1 FROM journal x WHERE x.object = j.object AND x.object_id = j.object_id "        \
	"AND x.at = j.at AND x.action = 'erase'))"

#endif
