/* SPDX-License-Identifier: MulanPSL-2.0
 * The demonstration's requests under way: rules/demo/gucheng-cases.txt played through the office's
 * own use cases, by the demonstration's people, on days counted back from today. For demo.c alone.
 */
#ifndef LIANXIN_OFFICE_DEMO_CASES_H
#define LIANXIN_OFFICE_DEMO_CASES_H

#include "office/demo.h"

/* Who plays; finds a person by login. */
typedef struct actor demo_person(const void *demo, const char *login);

/* Needs the office's vault. Makes nothing when the calendar does not reach far enough around today,
 * or when a case would fall into a year before `first`. told: room for DEMO_TOLD. */
enum err demo_cases(struct office *office, int64_t agency_id, day first, demo_person *person,
		    const void *demo, struct arena *arena, struct error *error,
		    struct demo_told *told, size_t *ret_told) MUST_CHECK;

#endif
