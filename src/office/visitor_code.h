/* SPDX-License-Identifier: MulanPSL-2.0
 * Codes for a requester: the lost query code, asked for by number and contact or at the counter,
 * and the one-time code that opens his letters beside the end of the identity number. */
#ifndef LIANXIN_OFFICE_VISITOR_CODE_H
#define LIANXIN_OFFICE_VISITOR_CODE_H

#include "office/visitor.h"

enum { ONE_TIME_CODE = 7, ONE_TIME_TRIES = 5 };

/* Is there a way to send a code at all? */
enum err visitor_codes_on(struct office *office, struct error *error, bool *ret_on) MUST_CHECK;
/* Asks for a new query code. What was typed is sealed and laid aside, whatever it is;
 * visitor_recover looks at it later: who asks learns nothing, by word or by time. ERR_CONTENT with
 * *problems
 * ("number", "contact"); ERR_DENIED: too many of this address within an hour. */
enum err visitor_lost(struct office *office, const char *from, const char *number,
		      const char *contact, struct arena *arena, struct problems *problems,
		      struct error *error) MUST_CHECK;
/* The timed work of it: when the contact is that of the application of this number, a new code goes
 * to the requester and the old one ceases. More than the setting allows within an hour for one
 * matter: nothing. */
struct job;
enum err visitor_recover(struct office *office, const struct job *job,
			 struct error *error) MUST_CHECK;

/* Sends a one-time code for the letters of the matter seen. ERR_CONFLICT with a sentence: there is
 * no way to send it; ERR_DENIED: too many within an hour. */
enum err visitor_one_time(struct office *office, const struct visitor_case *seen,
			  struct arena *arena, struct error *error) MUST_CHECK;
/* Is this the code that was sent, in its time? Each wrong one counts,
 * of several at one moment too. For visitor_prove(). */
enum err visitor_one_time_fits(struct office *office, int64_t matter_id, const char *typed,
			       struct arena *arena, struct error *error, bool *ret_fits) MUST_CHECK;

/* At the counter: a new query code for whoever showed his papers; word: of the form
 * (office/once.h), whose second sending shows the same code. Permission MATTER_PERSONAL;
 * journalled. ERR_CONFLICT: a newer code was given since. */
enum err matter_recode(struct office *office, const struct actor *actor, int64_t id,
		       const char *word, struct arena *arena, struct error *error,
		       struct matter_filed *ret_filed) MUST_CHECK;

#endif
