/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/gate_sqlite.h"

#include <sqlite3.h>
#include <string.h>

static bool ours(const char *name, const char *views)
{
	return name != NULL && strncmp(name, views, strlen(views)) == 0;
}

static bool named(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (name != NULL && strcmp(name, *names) == 0) return true;
	return false;
}

/* For a column read through a view SQLite names the base table in `table` and the innermost view in
 * `view`: views are flat, so that is the public one. A read of the view's own column comes with the
 * view's name as `table`; so does count(*), with an empty column. */
static int allow(void *views, int action, const char *table, const char *column,
		 const char *database, const char *view)
{
	static const char *const functions[] = {"count", "coalesce", "instr", "length",
						"max",	 "min",	     NULL};
	(void)database;
	switch (action) {
	case SQLITE_SELECT: return SQLITE_OK;
	case SQLITE_READ:
		return ours(view, views) || (view == NULL && ours(table, views)) ? SQLITE_OK
										 : SQLITE_DENY;
	case SQLITE_FUNCTION: return named(column, functions) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_TRANSACTION: return SQLITE_OK;
	case SQLITE_PRAGMA:
		return table != NULL && strcmp(table, "data_version") == 0 && column == NULL
			       ? SQLITE_OK
			       : SQLITE_DENY;
	default: return SQLITE_DENY;
	}
}

void gate_sqlite(struct sqlite3 *handle, const char *views)
{
	/* the authorizer only reads the prefix back */
	union {
		const char *in;
		void *out;
	} prefix = {.in = views};
	sqlite3_set_authorizer(handle, allow, prefix.out);
}
