/* SPDX-License-Identifier: MulanPSL-2.0
 * What a step asks beside its day (enum life_asks): a period, a consultation, a proof… as a field
 * of its form. */
#ifndef LIANXIN_WEB_DESK_PAGE_STEP_VALUE_H
#define LIANXIN_WEB_DESK_PAGE_STEP_VALUE_H

#include "office/matter.h"
#include "web/form.h"

/* The field of an event that asks something; BUG for one that asks nothing. */
struct form_field step_value_field(const struct matter_case *now, enum life_event event,
				   struct arena *arena);
/* What may be chosen there. */
void step_value_offer(const struct matter_case *now, enum life_event event, struct form *form,
		      size_t at_n);

#endif
