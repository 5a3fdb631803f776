/* SPDX-License-Identifier: MulanPSL-2.0
 * When a request counts as received and by when it must be answered: Art. 30–35 and 42 of the
 * Regulation, regulation.md sections 5 and 10, with every step told (trace.h). */
#ifndef LIANXIN_LAW_DEADLINE_H
#define LIANXIN_LAW_DEADLINE_H

#include "base/error.h"
#include "law/calendar.h"
#include "law/requester.h"
#include "law/term.h"
#include "law/trace.h"

enum {
	DEADLINE_MAX_CONSULTS = 64,
	DEADLINE_MAX_EXTENSION = TERM_EXTEND,
	DEADLINE_MAX_DELAY = 1000
};

/* A consultation of a third party, a co-maker or another organ. For one still open give the day of
 * the question as `to`: the time is taken as given and never capped. */
struct consultation {
	day from; /* sent; this day still counts */
	day to;	  /* the opinion came; the last day that does not count */
};

/* Days not known are DAY_NONE. */
struct deadline_order {
	enum channel channel;
	day received;  /* handed in, signed for, or arrived */
	day confirmed; /* Art. 31: needed where channel_needs_confirmation() */
	day asked;     /* the one clarification notice was sent (Art. 30); only warns */
	day clarified; /* the amended request was received: the period starts anew */
	day paid;      /* the processing fee was paid: the period starts anew */
	const struct consultation *consults;
	size_t n_consults;
	int extend; /* Art. 33: working days the period is prolonged by; 0: not */
	int delay;  /* Art. 35: working days in place of 20; 0: not */
};

/* No extension, no delay, no consultation, handed in over the counter, every day unknown. */
extern const struct deadline_order DEADLINE_ORDER_NONE;

struct deadline {
	day receipt;   /* 收到申请之日, Art. 31 */
	day start;     /* latest of receipt, clarified, paid; not counted itself */
	day first_due; /* from the receipt alone: neither restarted, nor prolonged, nor delayed, nor
			  suspended; DAY_NONE when the calendar does not reach it */
	day due;       /* the last day to answer */
	int period; /* working days of the law: 20, 15 for receipts before 2019-05-15, or delay */
	int suspended;	  /* working days of consultations left out */
	bool provisional; /* due lies after the last announced year */
};

/* What cannot be: X(name, field, English, Chinese). field is the order's, as the forms and the
 * options of `due` name it. */
/* clang-format off */
#define DEADLINE_FAULT_TABLE(FAULT)                                                                \
	FAULT(NO_RECEIPT, "received", "the day the request was received is missing",              \
		"请填写收到申请的日期。")                                                            \
	FAULT(NOT_CONFIRMED, "confirmed",                                                          \
		"a request by this channel counts from the day it was confirmed (Art. 31), which is missing", \
		"通过这种渠道提交的申请，以确认之日为收到之日（条例第三十一条），请填写确认日期。")           \
	FAULT(CONFIRMED_EARLY, "confirmed", "the request cannot be confirmed before it was received", \
		"确认日期不能早于收到申请的日期。")                                                  \
	FAULT(ASKED_EARLY, "asked", "the clarification notice cannot be sent before the receipt",  \
		"补正告知书的日期不能早于收到申请之日。")                                            \
	FAULT(CLARIFIED_EARLY, "clarified", "the request cannot be clarified before its receipt",  \
		"收到补正材料的日期不能早于收到申请之日。")                                          \
	FAULT(CLARIFIED_UNASKED, "clarified",                                                      \
		"the request cannot be clarified before the notice asked for it",                  \
		"收到补正材料的日期不能早于补正告知书的日期。")                                      \
	FAULT(PAID_EARLY, "paid", "the fee cannot be paid before the receipt of the request",      \
		"缴费日期不能早于收到申请之日。")                                                    \
	FAULT(CONSULT_EARLY, "consult", "a consultation cannot begin before the request was received", \
		"征求意见不能早于收到申请的日期。")                                                  \
	FAULT(CONSULT_BACKWARDS, "consult", "a consultation cannot end before it began",           \
		"收到意见的日期不能早于发出征求意见的日期。")                                        \
	FAULT(CONSULT_MANY, "consult", "more than 64 consultations",                               \
		"征求意见的次数不能超过64次。")                                                      \
	FAULT(EXTEND_RANGE, "extend",                                                              \
		"an extension is 1 to 20 working days (1 to 15 for receipts before 2019-05-15)",   \
		"延期为1至20个工作日（2019年5月15日前收到的申请为1至15个工作日）。")                  \
	FAULT(DELAY_RANGE, "delay", "the delayed period of Art. 35 is 1 to 1000 working days",     \
		"延迟答复的期限为1至1000个工作日。")
/* clang-format on */

struct deadline_fault {
	const char *field, *english, *chinese;
};

/* The day a request counts as received (Art. 31): received, or confirmed where the channel asks
 * for it. DAY_NONE while a needed confirmation is missing. */
day receipt_day(enum channel channel, day received, day confirmed);

/* The first thing in the order that cannot be; NULL when there is none. For forms. */
const struct deadline_fault *deadline_fault(const struct deadline_order *order);

/* ERR_USAGE for an impossible order, ERR_ENV when the calendar lacks a needed day. trace may be
 * NULL. The period is counted from the day after `start`; consultations leave out the working days
 * of the union of (from, to] after the start, and one that begins after the due date so far adds
 * nothing. */
enum err deadline_compute(const struct deadline_order *order, const struct calendar *calendar,
			  struct trace *trace, struct deadline *ret_deadline,
			  struct error *error) MUST_CHECK;

#endif
