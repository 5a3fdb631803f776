/* SPDX-License-Identifier: MulanPSL-2.0
 * Values of entries: as texts outside, typed in the database. For store/ alone. */
#ifndef LIANXIN_STORE_REGISTER_VALUE_H
#define LIANXIN_STORE_REGISTER_VALUE_H

#include "store/db.h"
#include "store/register.h"

/* Digits only, at most 15 of them. */
bool value_count(const char *text, int64_t *ret_number);
/* "12", "12.5", "12.50": digits, at most two decimals; at most 13 digits before the point. */
bool value_yuan(const char *text, int64_t *ret_fen);
/* The value to bind; BUG when the text would not pass register_check. */
struct db_value value_bind(const struct column *column, const char *text);
/* The text of a column read back, in the arena. */
const char *value_text(const struct column *column, const struct db_value *value,
		       struct arena *arena);

#endif
