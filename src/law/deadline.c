/* SPDX-License-Identifier: MulanPSL-2.0
 * The clock of a request. The sum is in deadline_compute(); what is said about it in
 * deadline_trace.c. */
#include "law/deadline.h"

#include <string.h>

#include "law/deadline_trace.h"
#include "law/force.h"
#include "law/term.h"

enum { OLD_PERIOD = 15, OLD_EXTENSION = 15 };

const struct deadline_order DEADLINE_ORDER_NONE = {
	.channel = CHANNEL_COUNTER,
	.received = DAY_NONE,
	.confirmed = DAY_NONE,
	.asked = DAY_NONE,
	.clarified = DAY_NONE,
	.paid = DAY_NONE,
};

enum {
#define FAULT(name, field, english, chinese) FAULT_##name,
	DEADLINE_FAULT_TABLE(FAULT)
#undef FAULT
};

static const struct deadline_fault faults[] = {
#define FAULT(name, field, english, chinese) [FAULT_##name] = {field, english, chinese},
	DEADLINE_FAULT_TABLE(FAULT)
#undef FAULT
};

day receipt_day(enum channel channel, day received, day confirmed)
{
	return channel_needs_confirmation(channel) ? confirmed : received;
}

static int longest_extension(day receipt)
{
	return law_in_force(LAW_REGULATION_2019, receipt) ? DEADLINE_MAX_EXTENSION : OLD_EXTENSION;
}

/* A day that is known and before the other; DAY_NONE is before nothing. */
static bool before(day d, day other)
{
	return d != DAY_NONE && d < other;
}

static const struct deadline_fault *consult_fault(const struct deadline_order *order)
{
	if (order->n_consults > DEADLINE_MAX_CONSULTS) return &faults[FAULT_CONSULT_MANY];
	for (size_t i = 0; i < order->n_consults; i++) {
		if (order->consults[i].from < order->received) return &faults[FAULT_CONSULT_EARLY];
		if (order->consults[i].to < order->consults[i].from)
			return &faults[FAULT_CONSULT_BACKWARDS];
	}
	return NULL;
}

const struct deadline_fault *deadline_fault(const struct deadline_order *order)
{
	if (order->received == DAY_NONE) return &faults[FAULT_NO_RECEIPT];
	if (before(order->confirmed, order->received)) return &faults[FAULT_CONFIRMED_EARLY];
	day receipt = receipt_day(order->channel, order->received, order->confirmed);
	if (receipt == DAY_NONE) return &faults[FAULT_NOT_CONFIRMED];
	if (before(order->asked, receipt)) return &faults[FAULT_ASKED_EARLY];
	if (before(order->clarified, receipt)) return &faults[FAULT_CLARIFIED_EARLY];
	if (before(order->clarified, order->asked)) return &faults[FAULT_CLARIFIED_UNASKED];
	if (before(order->paid, receipt)) return &faults[FAULT_PAID_EARLY];
	if (order->extend < 0 || order->extend > longest_extension(receipt))
		return &faults[FAULT_EXTEND_RANGE];
	if (order->delay < 0 || order->delay > DEADLINE_MAX_DELAY)
		return &faults[FAULT_DELAY_RANGE];
	return consult_fault(order);
}

static day latest(day a, day b)
{
	return a > b ? a : b; /* DAY_NONE is the smallest day there is */
}

/* Insertion sort by the day sent: a case has a handful of consultations. */
static void sort_consults(const struct deadline_order *order, struct consultation *ret_sorted)
{
	for (size_t i = 0; i < order->n_consults; i++) {
		size_t at = i;
		for (; at > 0 && ret_sorted[at - 1].from > order->consults[i].from; at--)
			ret_sorted[at] = ret_sorted[at - 1];
		ret_sorted[at] = order->consults[i];
	}
}

/* Leaves the consultations out, one after the other in the order they were sent, so that each is
 * judged by the due date the earlier ones gave. */
static enum err suspend(const struct deadline_order *order, const struct calendar *calendar,
			int total, bool old, struct trace *trace, struct deadline *deadline,
			struct error *error)
{
	struct consultation sorted[DEADLINE_MAX_CONSULTS];
	sort_consults(order, sorted);
	day left_out_to =
		deadline->start; /* days up to here are left out already, or never counted */
	for (size_t i = 0; i < order->n_consults; i++) {
		struct consultation_step step = {sorted[i], 0, deadline->due, deadline->due};
		if (sorted[i].from <= deadline->due) {
			enum err err =
				calendar_working_days(calendar, latest(sorted[i].from, left_out_to),
						      sorted[i].to, &step.left_out, error);
			if (err != ERR_NONE) return err;
			deadline->suspended += step.left_out;
			left_out_to = latest(left_out_to, sorted[i].to);
			err = calendar_add_working_days(calendar, deadline->start,
							total + deadline->suspended, &deadline->due,
							error);
			if (err != ERR_NONE) return err;
			step.due = deadline->due;
		}
		trace_consultation(trace, calendar, &step, old);
	}
	return ERR_NONE;
}

enum err deadline_compute(const struct deadline_order *order, const struct calendar *calendar,
			  struct trace *trace, struct deadline *ret_deadline, struct error *error)
{
	const struct deadline_fault *fault = deadline_fault(order);
	if (fault != NULL)
		return error_set(error, ERR_USAGE, "Check the dates against the case.", "%s",
				 fault->english);
	struct deadline deadline = {
		.receipt = receipt_day(order->channel, order->received, order->confirmed)};
	deadline.start = latest(deadline.receipt, latest(order->clarified, order->paid));
	bool old = !law_in_force(LAW_REGULATION_2019, deadline.receipt);
	int period = old ? OLD_PERIOD : TERM_REPLY;
	deadline.period = order->delay > 0 ? order->delay : period;
	if (calendar_add_working_days(calendar, deadline.receipt, period, &deadline.first_due,
				      NULL) != ERR_NONE)
		deadline.first_due = DAY_NONE;
	enum err err = calendar_add_working_days(calendar, deadline.start, deadline.period,
						 &deadline.due, error);
	if (err != ERR_NONE) return err;
	trace_start(trace, calendar, order, &deadline);
	trace_period(trace, order, &deadline, old);
	int total = deadline.period + order->extend;
	err = calendar_add_working_days(calendar, deadline.start, total, &deadline.due, error);
	if (err != ERR_NONE) return err;
	trace_extension(trace, order, &deadline, old);
	err = suspend(order, calendar, total, old, trace, &deadline, error);
	if (err != ERR_NONE) return err;
	deadline.provisional = deadline.due > calendar_last_announced(calendar);
	trace_end(trace, calendar, order, &deadline, old);
	*ret_deadline = deadline;
	return ERR_NONE;
}
