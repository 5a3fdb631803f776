/* SPDX-License-Identifier: MulanPSL-2.0
 * The statements of each register, made of one set of literals. For store/ alone. */
#ifndef LIANXIN_STORE_REGISTER_SQL_H
#define LIANXIN_STORE_REGISTER_SQL_H

#include "store/journal_inside.h"
#include "store/register.h"

/* Every reading statement returns id, agency_id, version, struck, struck_reason, then the columns.
 */
enum { ENTRY_COLUMNS = 5 };

struct register_sql {
	enum journal_object object;
	/* $1 agency, $2 id, $3 version (1), then the columns */
	const struct db_sql *insert;
	const struct db_sql *ids; /* of store_new_id */
	/* $1 agency, $2 id, $3 version seen, then the columns; returns the journalled row */
	const struct db_sql *update;
	/* $1 agency, $2 id, $3 version seen, $4 reason; returns the journalled row */
	const struct db_sql *strike;
	/* $1 agency, $2 id */
	const struct db_sql *get;
	/* $1 agency, $2…$3 days, $4…$5 struck, $6 text, $7…$9 choices */
	const struct db_sql *count, *each;
	/* $1 agency, $2…$3 days, $4 limit: those not struck out; all of them */
	const struct db_sql *some, *any;
	/* the same, then $10 day and $11 id of the cursor, $12 limit; newest first, oldest first */
	const struct db_sql *next, *previous;
	/* all rows by id as journalled; shared by the four decision registers */
	const struct db_sql *rows;
};
extern const struct register_sql register_sql[REGISTER__MAX];

#define REGISTER_NAME_OF(n, name, ...) ", " #name

#endif
