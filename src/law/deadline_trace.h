/* SPDX-License-Identifier: MulanPSL-2.0
 * The sentences of a deadline's trace, for deadline.c alone. All do nothing for a NULL trace. */
#ifndef LIANXIN_LAW_DEADLINE_TRACE_H
#define LIANXIN_LAW_DEADLINE_TRACE_H

#include "law/deadline.h"

struct consultation_step {
	struct consultation consult;
	int left_out;	     /* working days it took out of the period */
	day due_before, due; /* due date without and with it */
};

/* Receipt, clarification, payment and the day the period starts from; their warnings. */
void trace_start(struct trace *trace, const struct calendar *calendar,
		 const struct deadline_order *order, const struct deadline *deadline);
void trace_period(struct trace *trace, const struct deadline_order *order,
		  const struct deadline *deadline, bool old);
void trace_extension(struct trace *trace, const struct deadline_order *order,
		     const struct deadline *deadline, bool old);
void trace_consultation(struct trace *trace, const struct calendar *calendar,
			const struct consultation_step *step, bool old);
/* Holidays and make-up days on the way, year by year, and the due date. */
void trace_end(struct trace *trace, const struct calendar *calendar,
	       const struct deadline_order *order, const struct deadline *deadline, bool old);

#endif
