/* SPDX-License-Identifier: MulanPSL-2.0
 * What the requester may do when the office is late: silence after the due date can be taken to
 * reconsideration or to court, and reported (regulation.md 10.10, 10.19). For his tracking page. */
#ifndef LIANXIN_LAW_LIFE_LATE_H
#define LIANXIN_LAW_LIFE_LATE_H

#include "law/life.h"

struct life_late {
	bool late; /* the reply was due before today and has not been served; else all is empty */
	day due;
	day review_until, suit_until; /* the last days; a day off goes on to the next working day */
	size_t n;
	const char *paragraphs[4]; /* Chinese, whole sentences, in the order to print */
};

/* organ: the agency's reconsideration organ (复议机关). Never late are a correction request, a
 * suggestion, a complaint (the law gives them no period), a case whose requester is waited for to
 * clarify, has withdrawn or let a period lapse, and a reply a decision ordered, whose period is for
 * the one who ordered it to enforce. Memory: the arena. trace may be NULL. ERR_ENV when the
 * calendar lacks a needed day. */
enum err life_late(const struct life *life, day today, const char *organ,
		   const struct calendar *calendar, struct arena *arena, struct trace *trace,
		   struct life_late *ret_late, struct error *error) MUST_CHECK;

#endif
