/* SPDX-License-Identifier: MulanPSL-2.0
 * Asks the table what it would say, event by event, before anybody fills in a form. */
#include "law/life_offer.h"

#include "law/life_rows.h"

struct asking {
	const struct life *life;
	struct life_step step;
	const struct calendar *calendar;
	struct life_offers *offers;
	unsigned roles; /* of the event in hand */
};

/* Who may bring the event in this state, by the first of its rows: the others ask for the same.
 * 0: the state does not know it. */
static unsigned roles_here(const struct life *life, enum life_event event)
{
	for (size_t i = 0; i < life_row_count(); i++)
		if (life_rows[i].event == event && (life_rows[i].from & 1U << life->state) != 0)
			return life_rows[i].roles;
	return 0;
}

static void offer(struct asking *asking, bool form)
{
	struct life_offer *next = &asking->offers->rows[asking->offers->n++];
	*next = (struct life_offer){
		.event = asking->step.event, .consult = asking->step.n, .roles = asking->roles};
	next->row =
		life_ask_so_far(asking->life, &asking->step, form, asking->calendar, &next->words);
	next->allowed = next->row != NULL;
}

static void offer_consults(struct asking *asking)
{
	for (size_t i = 0; i < asking->life->n_consults; i++) {
		if (asking->life->consults[i].closed != DAY_NONE) continue;
		asking->step.n = (int)i + 1;
		offer(asking, true);
	}
	asking->step.n = 0;
}

struct life_offers life_offers(const struct life *life, day today, unsigned roles, int64_t person,
			       const struct calendar *calendar, struct arena *arena)
{
	struct life_offers offers = {0};
	struct asking asking = {
		life, {.on = today, .by = roles, .person = person}, calendar, &offers, 0};
	size_t most = 0;
	for (int event = 0; event < LIFE_EVENT__MAX; event++)
		most += life_event_asks((enum life_event)event) == LIFE_ASKS_CONSULT
				? life->n_consults
				: 1;
	offers.rows = arena_array(arena, most, sizeof *offers.rows);
	for (int event = 0; event < LIFE_EVENT__MAX; event++) {
		asking.step.event = (enum life_event)event;
		asking.roles = roles_here(life, asking.step.event);
		if (asking.roles == 0) continue;
		if (life_event_asks(asking.step.event) == LIFE_ASKS_CONSULT)
			offer_consults(&asking);
		else
			offer(&asking, false);
	}
	return offers;
}
