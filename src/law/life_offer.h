/* SPDX-License-Identifier: MulanPSL-2.0
 * What a person may do with a case today, and why not the rest: one answer for the buttons of the
 * desk, the command line and whoever else asks. */
#ifndef LIANXIN_LAW_LIFE_OFFER_H
#define LIANXIN_LAW_LIFE_OFFER_H

#include "law/life.h"

struct life_offer {
	enum life_event event;
	int consult;	/* the n of the step: 1 for the first consultation sent; 0: not about one */
	unsigned roles; /* who may bring it, LIFE_BY_…: to hide what is never this person's */
	bool allowed;
	/* The row it goes by; NULL when refused. Where what the form says decides between rows
	 * (ARRIVE's channel) it is the first that may be taken. */
	const struct life_row *row;
	struct life_words words; /* why not; or a warning, "" when there is none */
};

struct life_offers {
	size_t n;
	struct life_offer *rows; /* in the order of LIFE_EVENT_TABLE */
};

/* Every event whose rows name the state the case is in, whoever may bring it: allowed when there is
 * something the form can say with which life_ask() takes it on that day from that person. An event
 * about a consultation is offered once for each that is open. roles: every LIFE_BY_… the person
 * holds. Lives in the arena. */
struct life_offers life_offers(const struct life *life, day today, unsigned roles, int64_t person,
			       const struct calendar *calendar, struct arena *arena);

#endif
