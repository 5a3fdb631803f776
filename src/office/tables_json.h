/* SPDX-License-Identifier: MulanPSL-2.0
 * The statutory tables as the contract's JSON (reports/tables.schema.json), out and in. */
#ifndef LIANXIN_OFFICE_TABLES_JSON_H
#define LIANXIN_OFFICE_TABLES_JSON_H

#include "base/problem.h"
#include "law/table.h"

struct json_t;

/* {"agency","year","format","table2","table3","table4"}; cells that were never read are left out
 * where the whole row is unread, and null otherwise. 万元 exact, at most six decimals: print with
 * JSON_REAL_PRECISION(15). A new reference. */
struct json_t *tables_to_json(const struct tables *tables);
/* The same shape read back, every key but "format" optional; what is absent stays unread. Texts go
 * into the arena. False, with sentences in *problems, when the shape is wrong: a negative number, a
 * fraction of a piece, an unknown row, a row of other than seven cells. */
bool tables_from_json(const struct json_t *json, struct arena *arena, struct tables *ret_tables,
		      struct problems *problems);
/* As text, compact; in the arena. */
const char *tables_to_text(const struct tables *tables, struct arena *arena);
/* False when the text is not what tables_to_text() wrote: somebody edited the store. */
bool tables_from_text(const char *text, struct arena *arena, struct tables *ret_tables) MUST_CHECK;

#endif
