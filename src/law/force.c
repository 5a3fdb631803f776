/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/force.h"

static const struct {
	int year, month, of_month;
} texts[] = {
#define TEXT(name, year, month, of_month) [LAW_##name] = {year, month, of_month},
	LAW_TEXT_TABLE(TEXT)
#undef TEXT
};

bool law_in_force(enum law_text text, day on)
{
	BUG_IF((size_t)text >= COUNT_OF(texts));
	day from = DAY_NONE;
	BUG_IF(!day_make(texts[text].year, texts[text].month, texts[text].of_month, &from));
	return on >= from;
}
