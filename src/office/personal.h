/* SPDX-License-Identifier: MulanPSL-2.0
 * Where personal data lie, column by column, and what becomes of them: which class of a matter's
 * retention they belong to (law/retention.h), what passes by itself, and what is kept, with the
 * reason. One table; docs/personal-data.md is printed from it, and a test holds it to the schema: a
 * column that is sealed, marked as personal data or free words about a matter must stand here. */
#ifndef LIANXIN_OFFICE_PERSONAL_H
#define LIANXIN_OFFICE_PERSONAL_H

#include "law/retention.h"

/* What becomes of it: ERASED with its class, PASSES by itself, KEPT. NOTHING: it was looked at, and
 * nothing of a person is in it. */
enum personal_fate { PERSONAL_ERASED, PERSONAL_PASSES, PERSONAL_KEPT, PERSONAL_NOTHING };

struct personal_column {
	const char *table, *column;
	enum personal_fate fate;
	enum retention_class class; /* of ERASED */
	const char *what;	    /* English: what is in it; why it is kept, when it passes */
};
extern const struct personal_column personal_columns[];
size_t personal_column_count(void);

#endif
