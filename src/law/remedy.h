/* SPDX-License-Identifier: MulanPSL-2.0
 * What a reply must say about remedies, by the law in force on the day of the reply
 * (regulation.md 8.1, 10.1, 10.13): no reply may go out without it. */
#ifndef LIANXIN_LAW_REMEDY_H
#define LIANXIN_LAW_REMEDY_H

#include "law/calendar.h"
#include "law/outcome.h"
#include "law/trace.h"

struct remedy_order {
	enum outcome outcome; /* not OUTCOME_OPEN */
	day replied;	      /* day of posting, sign-off or agreed electronic delivery */
	const char
		*organ; /* the agency's reconsideration organ (复议机关), as the letter names it */
	/* partly granted: something was withheld on a ground of Art. 14–16, and something on
	 * another ground or the granted part itself may be disputed */
	bool withheld_exempt;
	const char *self; /* what the letter calls itself, "本告知书"; NULL: "本答复" */
	bool online;	  /* served through the internet: the online channel must be offered too */
};

struct remedy {
	size_t n;
	const char *paragraphs[3]; /* Chinese, whole sentences, in the order to print */
};

/* Texts live in the arena. trace may be NULL. Knows the law since 2015-05-01 (six months to sue);
 * reconsideration-first since 2024-01-01. */
void remedy_compute(const struct remedy_order *order, struct arena *arena, struct trace *trace,
		    struct remedy *ret_remedy);

/* For the desk: until when which remedy may be sought against a reply given on `replied` and
 * received on `known` (remedy_until.h); never a direct suit where reconsideration must come first.
 */
const char *remedy_until_words(enum outcome outcome, day replied, day known,
			       const struct calendar *calendar, struct arena *arena);

/* What is irregular about a suit without reconsideration first (直接起诉) against a reply given on
 * that day: a Chinese sentence, "" nothing. outcome: OUTCOME_OPEN when there is no reply. */
const char *remedy_direct_words(enum outcome outcome, day replied);

#endif
