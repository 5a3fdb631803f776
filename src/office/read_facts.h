/* SPDX-License-Identifier: MulanPSL-2.0
 * The figures a report's prose states about its tables: "全区收到政府信息公开申请75件". */
#ifndef LIANXIN_OFFICE_READ_FACTS_H
#define LIANXIN_OFFICE_READ_FACTS_H

#include "office/read_report.h"

enum fact_kind {
	FACT_NONE,
	FACT_RECEIVED,	   /* 收到, 新收: the year's own requests */
	FACT_RECEIVED_ALL, /* 共收到, 收办: may count those carried over too */
	FACT_ACCEPTED,	   /* 受理, 办理: may leave some out as well */
	FACT_CLOSED,
	FACT_CARRIED_IN,
	FACT_CARRIED_OUT,
	FACT_OUTCOME,	/* detail: first row of the group */
	FACT_REQUESTER, /* detail: column, or -1 for 法人或其他组织 */
	FACT_RECONSIDERATION,
	FACT_LITIGATION,
	FACT_MADE,
	FACT_REPEALED,
	FACT_IN_FORCE,
};

/* Whose figure it is. A government's table adds up its departments; its prose may speak of its own
 * office alone. */
enum fact_scope { SCOPE_OTHER, SCOPE_UNKNOWN, SCOPE_WHOLE };

struct fact {
	enum fact_kind kind;
	int detail;
	int64_t value;
	enum fact_scope scope;
	struct span quote; /* the clause, bytes of source.text */
};

enum { FACTS_MAX = 256 };

/* All facts outside the tables; returns how many, at most FACTS_MAX. */
size_t facts_find(const struct reading *reading, struct fact ret_facts[FACTS_MAX]);

#endif
