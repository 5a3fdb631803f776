/* SPDX-License-Identifier: MulanPSL-2.0
 * The running text of an annual report: its four parts, a draft of them written out of the year's
 * own figures, and what a careful reader finds in them. Pure: given facts, it asks nobody. */
#ifndef LIANXIN_OFFICE_NARRATIVE_H
#define LIANXIN_OFFICE_NARRATIVE_H

#include "law/table.h"
#include "store/agency.h"
#include "store/count.h"

/* clang-format off */
/* PART(NAME, key in the store, heading as printed ("" for the preamble), what belongs there) */
#define NARRATIVE_TABLE(PART)                                                                      \
	PART(PREAMBLE, "preamble", "", "引言：依据、统计期限、联系方式")                                 \
	PART(OVERVIEW, "overview", "一、总体情况",                                                     \
		"五个方面：主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障；"            \
		"政府还要写明工作考核、社会评议和责任追究结果情况。原则上不超过一千字。")                   \
	PART(PROBLEMS, "problems", "五、存在的主要问题及改进情况",                                     \
		"写本年的真实问题和改进措施，不照抄上年。")                                           \
	PART(OTHER, "other", "六、其他需要报告的事项", "收取信息处理费的情况在此报告。")
/* clang-format on */

enum narrative_part {
#define PART(NAME, key, heading, hint) NARRATIVE_##NAME,
	NARRATIVE_TABLE(PART)
#undef PART
		NARRATIVE__MAX
};

/* Paragraphs are separated by '\n'. */
struct narrative {
	const char *text[NARRATIVE__MAX]; /* "" when nothing is written */
};

const char *narrative_key(enum narrative_part part);
const char *narrative_heading(enum narrative_part part);
const char *narrative_hint(enum narrative_part part);
bool narrative_parse(const char *key, enum narrative_part *ret_part);

/* A place the clerk must still fill in a draft: text between these. A report that still has one
 * cannot be frozen. */
#define NARRATIVE_PROMPT_OPEN "【请"
#define NARRATIVE_PROMPT_CLOSE "】"

struct narrative_facts {
	const struct agency *agency;
	int year;
	const struct tables *tables;
	const struct count_facts *counts;
};

/* Is the agency a government (Art. 50(4): 工作考核、社会评议和责任追究结果), not a department? */
bool agency_is_government(const struct agency *agency);
/* "400元", "12.50元" */
const char *yuan_text(int64_t fen, struct arena *arena);

/* A draft a clerk can sign once the prompts are filled: every number is one of the facts', nothing
 * else is claimed; the overview stays within 1,000 characters. */
void narrative_draft(const struct narrative_facts *facts, struct arena *arena,
		     struct narrative *ret_narrative);

struct narrative_limits {
	int64_t overview_length; /* characters */
	int64_t repeat_percent;
};
/* Findings on form and text (identities "form.…" and "prose.…", table "prose", row = the part's
 * key). last: last year's text or NULL. Sources: annual-report-format.md sections 1, 5, 6. */
void narrative_check(const struct narrative *narrative, const struct narrative *last,
		     const struct narrative_facts *facts, const struct narrative_limits *limits,
		     struct arena *arena, struct findings *findings);

#endif
