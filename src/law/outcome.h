/* SPDX-License-Identifier: MulanPSL-2.0
 * The 21 outcomes a finished request may have: the leaf rows of the statutory table (国办公开办函
 * 〔2021〕30号, section 三), each with the article it rests on and its remedy. Its letters are
 * those of the endings it covers (law/life_path.h). */
#ifndef LIANXIN_LAW_OUTCOME_H
#define LIANXIN_LAW_OUTCOME_H

/* What a reply must say about remedies (regulation.md 8.1). */
enum remedy_kind {
	REMEDY_FIRST,  /* reconsideration must come first: Art. 14–16 refusals since 2024-01-01 */
	REMEDY_CHOICE, /* reconsideration or litigation */
	REMEDY_BOTH, /* partly granted: FIRST for the part withheld under Art. 14–16, else CHOICE */
};

/* clang-format off */
/* OUTCOME(name, code, article of the Regulation as printed, remedy, label as printed in the
 *         table) */
#define OUTCOME_TABLE(OUTCOME)                                                                     \
	OUTCOME(A, "a", "第三十六条第（一）项、第（二）项", REMEDY_CHOICE, "（一）予以公开")           \
	OUTCOME(B, "b", "第三十七条", REMEDY_BOTH,                                             \
		"（二）部分公开（区分处理的，只计这一情形，不计其他情形）")                               \
	OUTCOME(C1, "c1", "第十四条", REMEDY_FIRST, "1.属于国家秘密")                          \
	OUTCOME(C2, "c2", "第十四条", REMEDY_FIRST, "2.其他法律行政法规禁止公开")              \
	OUTCOME(C3, "c3", "第十四条", REMEDY_FIRST, "3.危及“三安全一稳定”")                    \
	OUTCOME(C4, "c4", "第十五条", REMEDY_FIRST, "4.保护第三方合法权益")                    \
	OUTCOME(C5, "c5", "第十六条第一款", REMEDY_FIRST, "5.属于三类内部事务信息")            \
	OUTCOME(C6, "c6", "第十六条第二款", REMEDY_FIRST, "6.属于四类过程性信息")              \
	OUTCOME(C7, "c7", "第十六条第二款", REMEDY_FIRST, "7.属于行政执法案卷")                \
	OUTCOME(C8, "c8", "第三十六条第（七）项", REMEDY_CHOICE, "8.属于行政查询事项")         \
	OUTCOME(D1, "d1", "第三十六条第（四）项、第（五）项", REMEDY_CHOICE,                   \
		"1.本机关不掌握相关政府信息")                                                       \
	OUTCOME(D2, "d2", "第三十八条", REMEDY_CHOICE, "2.没有现成信息需要另行制作")           \
	OUTCOME(D3, "d3", "第三十条", REMEDY_CHOICE, "3.补正后申请内容仍不明确")              \
	OUTCOME(E1, "e1", "第三十九条第一款", REMEDY_CHOICE, "1.信访举报投诉类申请")          \
	OUTCOME(E2, "e2", "第三十六条第（六）项", REMEDY_CHOICE, "2.重复申请")                 \
	OUTCOME(E3, "e3", "第三十九条第二款", REMEDY_CHOICE, "3.要求提供公开出版物")          \
	OUTCOME(E4, "e4", "第三十五条", REMEDY_CHOICE, "4.无正当理由大量反复申请")            \
	OUTCOME(E5, "e5", "国办公开办函〔2021〕30号格式第（五）项第5目", REMEDY_CHOICE,       \
		"5.要求行政机关确认或重新出具已获取信息")                                           \
	OUTCOME(F1, "f1", "第三十条", REMEDY_CHOICE,                                          \
		"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请")                  \
	OUTCOME(F2, "f2", "《政府信息公开信息处理费管理办法》第六条", REMEDY_CHOICE,          \
		"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")          \
	OUTCOME(F3, "f3", "国办公开办函〔2021〕30号格式第（六）项第3目", REMEDY_CHOICE, "3.其他")
/* clang-format on */

enum outcome {
	OUTCOME_OPEN = 0, /* no outcome yet */
#define OUTCOME(name, code, article, remedy, label) OUTCOME_##name,
	OUTCOME_TABLE(OUTCOME)
#undef OUTCOME
		OUTCOME__MAX
};

struct outcome_facts {
	const char *code;    /* "a" … "f3"; "" for OUTCOME_OPEN */
	const char *label;   /* as printed in the table; "办理中" for OUTCOME_OPEN */
	const char *article; /* of the Regulation unless it names another text */
	enum remedy_kind remedy;
};

/* Facts of any outcome, OUTCOME_OPEN included. */
const struct outcome_facts *outcome_facts(enum outcome outcome);
/* "" parses as OUTCOME_OPEN; false for anything unknown. */
bool outcome_parse(const char *code, enum outcome *ret_outcome);

#endif
