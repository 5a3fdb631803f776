/* SPDX-License-Identifier: MulanPSL-2.0
 * The processing fee of a matter: what its notice (P9) asks, and what came of it. The steps of the
 * matter and its notice are the truth; the register of fees follows them. One notice is in force,
 * with one tariff: a corrected one puts the earlier one's entry out. */
#ifndef LIANXIN_OFFICE_MATTER_FEE_H
#define LIANXIN_OFFICE_MATTER_FEE_H

#include "office/matter.h"

/* Texts are in the arena, days that are not known DAY_NONE. */
struct matter_fee {
	bool asked;  /* a fee was asked for */
	bool known;  /* the notice in force is a letter of this house: what follows is known */
	day noticed; /* its day */
	int64_t fen; /* what is to be paid */
	const char *tariff;  /* 按件计收 or 按量计收 */
	const char *count;   /* "12件", "40页" */
	const char *payment; /* how to pay */
	day by; /* the last day to pay; DAY_NONE: the notice's service is not proved yet */
	day paid;
	bool late;	  /* paid after that day, or it is past and nothing came */
	bool lapsed;	  /* the office decided that it was not paid in time */
	int64_t entry_id; /* of the register of fees; 0: none */
};

/* As of today; opens the notice with the matter's key. For the requester's own page, and for the
 * office's bookkeeping; the desk shows it by matter_fee_open(). */
enum err matter_fee_read(struct office *office, const struct matter_case *now, struct arena *arena,
			 struct error *error, struct matter_fee *ret_fee) MUST_CHECK;
/* The same for a case that matter_open() gave; what the letter alone says (payment) stays closed.
 */
enum err matter_fee_open(struct office *office, const struct actor *actor,
			 const struct matter_case *now, struct arena *arena, struct error *error,
			 struct matter_fee *ret_fee) MUST_CHECK;

#endif
