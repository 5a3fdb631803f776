/* SPDX-License-Identifier: MulanPSL-2.0
 * Rows of the registers' reading statements as entries. For store/ alone. */
#ifndef LIANXIN_STORE_REGISTER_READ_H
#define LIANXIN_STORE_REGISTER_READ_H

#include "store/register_sql.h"

/* Texts go to the arena. */
void entry_read(const struct register_facts *facts, struct db_statement *row, struct arena *arena,
		struct entry *ret_entry);
/* Reads at most `limit` rows of a running statement; *ret_more: one more was there. The statement
 * must have been asked for limit + 1. */
enum err entry_read_page(const struct register_facts *facts, struct db_statement *rows,
			 size_t limit, struct arena *arena, struct error *error,
			 struct entry_page *ret_page, bool *ret_more) MUST_CHECK;
/* 0 is 50; at most 500. */
size_t entry_limit(size_t limit);

#endif
