/* SPDX-License-Identifier: MulanPSL-2.0
 * Numbered schema files, compiled in; for store/ alone. A released file never changes: its SM3
 * stands in table migration and is compared at each opening. */
#ifndef LIANXIN_STORE_MIGRATE_H
#define LIANXIN_STORE_MIGRATE_H

#include "store/db.h"

/* Is this a Lianxin database with this binary's schema, or a newer one that this binary may still
 * serve? ERR_ENV with its sentence if not. */
enum err migrate_check(struct db *db, struct error *error) MUST_CHECK;
/* The schema number of a Lianxin database; its applied files unchanged. ERR_ENV for a newer one
 * that this binary may not work on. */
enum err migrate_number(struct db *db, struct error *error, int *ret_number) MUST_CHECK;
/* Applies all files after number `from`, inside the caller's write transaction. */
enum err migrate_apply(struct db *db, int from, int64_t at, struct error *error) MUST_CHECK;

#endif
