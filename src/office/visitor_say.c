/* SPDX-License-Identifier: MulanPSL-2.0
 * What a citizen says without asking for information: a correction request (Art. 41), a suggestion
 * (Art. 44), a complaint (Art. 51). */
#include "office/visitor_inside.h"

enum err visitor_say(struct office *office, const char *from, struct beside_order *order,
		     struct arena *arena, struct problems *problems, struct error *error,
		     struct matter_filed *ret_filed)
{
	const struct actor actor = actor_visitor(from);
	struct error uncounted;
	order->day = clock_today(&office->clock);
	enum err err = beside_filed_before(office, &actor, order, arena, error, ret_filed);
	if (err != ERR_MISSING) return err;
	err = visitor_allowed(office, VISITOR_APPLICATION, from,
			      "从您这里提交的太多，暂时不能再提交。请一小时以后再试，"
			      "或者用信函、当面提出。",
			      error);
	if (err != ERR_NONE) return err;
	err = beside_file(office, &actor, order, arena, problems, error, ret_filed);
	if (err == ERR_NONE && !ret_filed->again)
		(void)!visitor_counted(office, VISITOR_APPLICATION, from, &uncounted);
	return err;
}
