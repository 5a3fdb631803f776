/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration's busy city: rows invented to the figures of rules/demo/city-2025.json, one by
 * one, so that every cell opens. For demo.c alone. */
#ifndef LIANXIN_OFFICE_DEMO_CITY_H
#define LIANXIN_OFFICE_DEMO_CITY_H

#include "store/store.h"

enum { DEMO_CITY_YEAR = 2025 };
/* Inside a transaction. */
enum err demo_city_rows(struct store *store, int64_t agency_id, const struct author *author,
			struct error *error) MUST_CHECK;

#endif
