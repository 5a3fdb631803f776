/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "store/register_value.h"

#include <string.h>

static const char *digits(const char *text, size_t most, int64_t *ret_number)
{
	int64_t number = 0;
	size_t n = 0;
	while (text[n] >= '0' && text[n] <= '9' && n < most)
		number = number * 10 + (text[n++] - '0');
	*ret_number = number;
	return n == 0 ? NULL : text + n;
}

bool value_count(const char *text, int64_t *ret_number)
{
	int64_t number;
	const char *end = digits(text, 15, &number);
	if (end == NULL || *end != '\0') return false;
	*ret_number = number;
	return true;
}

bool value_yuan(const char *text, int64_t *ret_fen)
{
	int64_t yuan, cents = 0;
	const char *end = digits(text, 13, &yuan);
	if (end == NULL) return false;
	if (*end == '.') {
		const char *point = end + 1;
		end = digits(point, 2, &cents);
		if (end == NULL) return false;
		if (end - point == 1) cents *= 10;
	}
	if (*end != '\0') return false;
	*ret_fen = yuan * 100 + cents;
	return true;
}

struct db_value value_bind(const struct column *column, const char *text)
{
	int64_t number = 0;
	if (text[0] == '\0' && column->fallback != NULL) text = column->fallback;
	if (column->type == VALUE_TEXT) return db_text(text);
	if (text[0] == '\0') return db_null();
	if (column->type == VALUE_COUNT) {
		BUG_IF(!value_count(text, &number));
		return db_int(number);
	}
	if (column->type == VALUE_YUAN) {
		BUG_IF(!value_yuan(text, &number));
		return db_int(number);
	}
	return db_text(text);
}

const char *value_text(const struct column *column, const struct db_value *value,
		       struct arena *arena)
{
	switch (value->type) {
	case DB_TEXT: return arena_text_n(arena, value->bytes, value->n);
	case DB_INT:
		if (column->type == VALUE_YUAN)
			return arena_printf(arena, "%lld.%02lld", (long long)(value->number / 100),
					    (long long)(value->number % 100));
		return arena_printf(arena, "%lld", (long long)value->number);
	case DB_NULL:
	case DB_BLOB: break;
	}
	return "";
}
