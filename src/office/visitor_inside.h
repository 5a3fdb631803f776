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

enum { VISITOR_DIGITS = 24, VISITOR_PHONE_LEAST = 7 };
/* The digits of a telephone number, however it is written; of too many the first. */
void visitor_digits(const char *phone, char ret_digits[VISITOR_DIGITS]);

/* What proves beside number and code who asks for letters of a matter, and whether a one-time code
 * can be sent. Of the kinds that ask for the identity number nothing is opened for it. */
enum err visitor_proof(struct office *office, const struct matter *matter, struct arena *arena,
		       struct error *error, enum visitor_proof *ret_proof,
		       bool *ret_codes) MUST_CHECK;

#endif
