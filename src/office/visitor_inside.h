/* SPDX-License-Identifier: MulanPSL-2.0
 * What the files about visitors share; for office/ alone. */
#ifndef LIANXIN_OFFICE_VISITOR_INSIDE_H
#define LIANXIN_OFFICE_VISITOR_INSIDE_H

#include "office/visitor.h"

/* ERR_DENIED with the sentence when it happened too often within an hour to `whom`: an address, or
 * a matter's number. ERR_ENV without a vault. */
enum err visitor_allowed(struct office *office, enum visitor_count what, const char *whom,
			 const char *sentence, struct error *error) MUST_CHECK;
/* Once more. */
enum err visitor_counted(struct office *office, enum visitor_count what, const char *whom,
			 struct error *error) MUST_CHECK;

#endif
