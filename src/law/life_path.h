/* SPDX-License-Identifier: MulanPSL-2.0
 * The decision path 补不补 → 该不该 → 有没有 → 给不给 → 当不当: questions with a yes and a no that
 * end in exactly one ending, and the ending in one of the 21 outcomes. Disclosure is the rule
 * (Art. 5, 13): who finds no ground against it arrives at 予以公开. */
#ifndef LIANXIN_LAW_LIFE_PATH_H
#define LIANXIN_LAW_LIFE_PATH_H

#include "law/outcome.h"

/* What must have happened in a case before a reply may end it so: X(NAME, sentence when missing) */
/* clang-format off */
#define LIFE_NEED_TABLE(NEED)                                                                      \
	NEED(SEARCHED, "答复“政府信息不存在”须有检索记录：由谁、在何处、用什么词检索。")                     \
	NEED(CLARIFIED, "须先发补正告知书并收到补正材料，才可以认定补正后仍不明确。")                        \
	NEED(CLARIFY_LAPSED, "补正期限尚未届满，或者尚未认定申请人逾期不补正。")                             \
	NEED(FEE_LAPSED, "缴费期限尚未届满，或者尚未认定申请人逾期不缴费。")                                 \
	NEED(REASONS_ASKED, "须先要求申请人说明理由，才可以认定理由不合理。")                                \
	NEED(THIRD_UNWILLING, "以第三方合法权益为由不予公开，须先书面征求第三方意见；第三方都同意公开的，应当公开。") \
	NEED(WITHDRAWN, "申请人没有撤回申请。")
/* clang-format on */

enum {
#define NEED(name, sentence) LIFE_NEED_AT_##name,
	LIFE_NEED_TABLE(NEED)
#undef NEED
		LIFE_NEED__MAX
};
enum {
#define NEED(name, sentence) LIFE_NEED_##name = 1 << LIFE_NEED_AT_##name,
	LIFE_NEED_TABLE(NEED)
#undef NEED
};

/* The sentence for the first need of the set that is missing; NULL when needs is 0. */
const char *life_need_missing(unsigned needs);

/* ENDING(NAME, code, outcome, letter of law/letter.h, needs, what the letter must contain beyond
 *        the common block, what reviewers and courts look for, why the outcome has a second ending
 *        or the ending a second way in; "" where neither is so) */
/* clang-format off */
#define LIFE_ENDING_TABLE(ENDING)                                                                  \
	ENDING(WITHDRAWN, "withdrawn", F3, "F3", LIFE_NEED_WITHDRAWN,                             \
		"撤回的日期和方式；本机关不再处理",                                                  \
		"撤回是否出于申请人本人的意思，有无书面凭据",                                        \
		"（六）3“其他”包括撤回和客观上无法继续两种情形，所附证明不同")                       \
	ENDING(ENDED, "ended", F3, "F3", 0,                                                       \
		"无法继续办理的事实；本机关不再处理",                                                \
		"事实有无证据；有无权利义务承受人；不得把难办的申请归入其他",                        \
		"（六）3“其他”包括撤回和客观上无法继续两种情形，所附证明不同")                       \
	ENDING(UNCLARIFIED, "unclarified", F1, "F1", LIFE_NEED_CLARIFY_LAPSED,                    \
		"补正告知书的文号、送达日期、补正期限；逾期未补正；视为放弃申请",                    \
		"补正事项是否必要、是否一次性告知；期限是否合理；有无正当理由", "")                  \
	ENDING(UNPAID, "unpaid", F2, "F2", LIFE_NEED_FEE_LAPSED,                                  \
		"收费通知书的文号、送达日期、金额和期限；逾期未缴；视为放弃申请",                    \
		"是否明显超过合理范围；只用一种计费方式；通知是否写明依据、标准、数额、缴纳方式", "") \
	ENDING(UNCLEAR, "unclear", D3, "R10", LIFE_NEED_CLARIFIED,                                 \
		"补正的经过；为什么仍不能确定所指的政府信息",                                        \
		"补正后的描述是否确实不能检索；是否给过指导和释明", "")                              \
	ENDING(PETITION, "petition", E1, "R11", 0,                                                 \
		"不作为政府信息公开申请处理；可以通过的渠道",                                        \
		"申请内容是否确为信访、投诉、举报；其中有无可以分出的信息公开申请", "")              \
	ENDING(PUBLICATION, "publication", E3, "R12", 0,                                           \
		"公开出版物的名称和获取途径",                                                        \
		"是否确为公开出版，申请人能否按告知的途径取得", "")                                  \
	ENDING(REISSUE, "reissue", E5, "R14", 0,                                                   \
		"已获取的信息是哪一件、何时取得；不予确认或重新出具",                                \
		"申请人是否确已取得该信息", "")                                                      \
	ENDING(REPEATED, "repeated", E2, "R7", 0,                                                  \
		"前一次答复的日期和文号；不予重复处理",                                              \
		"是否同一申请人、同一内容，前一次是否已经作出答复", "")                              \
	ENDING(ABUSIVE, "abusive", E4, "R13", LIFE_NEED_REASONS_ASKED,                             \
		"申请数量、频次的事实；说明理由的经过；理由为什么不合理",                            \
		"数量、频次是否明显超过合理范围；是否先要求说明理由", "")                            \
	ENDING(INQUIRY, "inquiry", C8, "R8", 0,                                                    \
		"专门规定的名称和条文；办理查询的机构和途径",                                        \
		"该规定是否为法律、行政法规；查询渠道是否可用", "")                                  \
	ENDING(NOT_OURS, "not-ours", D1, "R6", 0,                                                  \
		"不由本机关负责公开的理由；能确定的，负责机关的名称和联系方式",                      \
		"信息是否由本机关制作或者保存（条例第十条）；是否告知能确定的机关",                  \
		"（四）1“本机关不掌握”包括非本机关负责和不存在两种情形，文书不同")                   \
	ENDING(TO_BE_MADE, "to-be-made", D2, "R9", 0,                                              \
		"没有现成信息、需要加工分析的事实；已有的相近信息",                                  \
		"是否确需加工分析，而不只是查找、摘录、区分处理", "")                                \
	ENDING(ABSENT, "absent", D1, "R5", LIFE_NEED_SEARCHED,                                     \
		"检索的范围、方式和结果；该信息不存在",                                              \
		"是否尽到充分合理的检索义务（指导案例101号）；是否依法应当制作、保存",               \
		"（四）1“本机关不掌握”包括非本机关负责和不存在两种情形，文书不同")                   \
	ENDING(PUBLISHED, "published", A, "R1", 0,                                                 \
		"获取该政府信息的方式、途径（网址或者场所）",                                        \
		"按告知的途径是否确能找到申请的内容",                                                \
		"（一）“予以公开”包括已主动公开和现予提供两种情形，文书不同")                        \
	ENDING(PART, "part", B, "R3", 0,                                                           \
		"提供的内容；不予公开的每一部分及其依据和理由",                                      \
		"每一处遮盖是否各有依据；能提供的是否都提供了；遮盖的文字是否确已去除", "")          \
	ENDING(SECRET, "secret", C1, "R4", 0,                                                      \
		"密级和定密依据（不泄密的限度内）；不予公开的理由；先申请行政复议的告知",            \
		"是否依法确定为国家秘密，有无定密手续；收到申请后才定密的不予认可", "")              \
	ENDING(FORBIDDEN, "forbidden", C2, "R4", 0,                                                \
		"禁止公开的法律、行政法规名称和条文；理由；先申请行政复议的告知",                    \
		"所引规定的效力等级：只能是法律、行政法规", "")                                      \
	ENDING(SECURITY, "security", C3, "R4", 0,                                                  \
		"可能危及的是哪一种安全或者稳定，怎样危及；先申请行政复议的告知",                    \
		"危及的可能是否具体，有无主管部门的意见", "")                                        \
	ENDING(THIRD_PARTY, "third-party", C4, "R4", LIFE_NEED_THIRD_UNWILLING,                    \
		"涉及商业秘密或者个人隐私；征求意见的经过；理由；先申请行政复议的告知",              \
		"是否书面征求意见；反对的理由是否合理；能否区分处理", "")                            \
	ENDING(INTERNAL, "internal", C5, "R4", 0,                                                  \
		"属于人事管理、后勤管理、内部工作流程的哪一类；先申请行政复议的告知",                \
		"是否对外产生影响；是否有法律、法规、规章要求公开", "")                              \
	ENDING(PROCESS, "process", C6, "R4", 0,                                                    \
		"属于讨论记录、过程稿、磋商信函、请示报告的哪一类；先申请行政复议的告知",            \
		"事项是否已经办结；该文件是否已成为决定的依据", "")                                  \
	ENDING(ENFORCEMENT, "enforcement", C7, "R4", 0,                                            \
		"所属的执法案件；属于案卷的哪一部分；先申请行政复议的告知",                          \
		"是否确为执法案卷；处罚等决定本身是否依法应当公开", "")                              \
	ENDING(GIVEN, "given", A, "R2", 0,                                                         \
		"所附政府信息的清单和形式，或者获取的方式、途径和时间",                              \
		"提供的内容与申请是否一致；是否按申请的形式提供；有无误泄他人信息",                  \
		"没有不予公开的理由，或者有理由而应当公开的，都到这里（条例第五条、第十三条）")
/* clang-format on */

enum life_ending {
	LIFE_ENDING_NONE = 0, /* not decided yet */
#define ENDING(name, code, outcome, letter, needs, contains, judged, twice) LIFE_ENDING_##name,
	LIFE_ENDING_TABLE(ENDING)
#undef ENDING
		LIFE_ENDING__MAX
};

struct life_ending_facts {
	const char *code;
	enum outcome outcome;
	const char *letter;
	unsigned needs; /* of LIFE_NEED_… */
	const char *contains, *judged, *twice;
};

/* Of any ending but LIFE_ENDING_NONE. */
const struct life_ending_facts *life_ending_facts(enum life_ending ending);
bool life_ending_parse(const char *code, enum life_ending *ret_ending);

/* QUESTION(NAME, stage, question, rule, yes, no): yes and no are ASK(question) or END(ending). The
 * first one is where the path begins. It only leads onwards, so that every way ends; who may give
 * what a third party or Art. 16 guards still asks the grounds that follow. */
/* clang-format off */
#define LIFE_QUESTION_TABLE(QUESTION, ASK, END)                                                    \
	QUESTION(WITHDRAWN, "补不补", "申请人是否已经撤回申请？", "form.3",                            \
		END(WITHDRAWN), ASK(ENDED))                                                        \
	QUESTION(ENDED, "补不补", "申请人死亡或者终止且无人承受等，是否客观上无法继续办理？", "form.3",   \
		END(ENDED), ASK(UNCLARIFIED))                                                      \
	QUESTION(UNCLARIFIED, "补不补", "要求补正后，申请人是否无正当理由逾期不补正？", "reg.30",        \
		END(UNCLARIFIED), ASK(UNPAID))                                                     \
	QUESTION(UNPAID, "补不补", "收到收费通知后，申请人是否逾期不缴费？", "fee.6",                   \
		END(UNPAID), ASK(UNCLEAR))                                                         \
	QUESTION(UNCLEAR, "补不补", "补正之后，申请内容是否仍不明确？", "reg.30",                       \
		END(UNCLEAR), ASK(PETITION))                                                       \
	QUESTION(PETITION, "该不该", "是否以申请的形式进行信访、投诉、举报等活动？", "reg.39",           \
		END(PETITION), ASK(PUBLICATION))                                                   \
	QUESTION(PUBLICATION, "该不该", "要求提供的是否为政府公报、报刊、书籍等公开出版物？", "reg.39",   \
		END(PUBLICATION), ASK(REISSUE))                                                    \
	QUESTION(REISSUE, "该不该", "是否要求确认或者重新出具已经获取的信息？", "form.3",               \
		END(REISSUE), ASK(REPEATED))                                                       \
	QUESTION(REPEATED, "该不该", "是否已就同一申请人的同一内容作出过答复？", "reg.36",              \
		END(REPEATED), ASK(ABUSIVE))                                                       \
	QUESTION(ABUSIVE, "该不该", "数量、频次是否明显超过合理范围，且说明的理由不合理？", "reg.35",     \
		END(ABUSIVE), ASK(INQUIRY))                                                        \
	QUESTION(INQUIRY, "该不该", "工商、不动产登记资料等，法律、行政法规是否另有获取规定？", "reg.36", \
		END(INQUIRY), ASK(NOT_OURS))                                                       \
	QUESTION(NOT_OURS, "该不该", "是否不由本机关负责公开？", "reg.36", END(NOT_OURS), ASK(TO_BE_MADE)) \
	QUESTION(TO_BE_MADE, "有没有", "是否没有现成信息，需要加工、分析才能提供？", "reg.38",           \
		END(TO_BE_MADE), ASK(ABSENT))                                                      \
	QUESTION(ABSENT, "有没有", "经检索，是否不存在？", "reg.36", END(ABSENT), ASK(PUBLISHED))       \
	QUESTION(PUBLISHED, "给不给", "是否已经主动公开？", "reg.36", END(PUBLISHED), ASK(PART))        \
	QUESTION(PART, "给不给", "是否一部分不应公开、其余部分能够区分处理？", "reg.37",                \
		END(PART), ASK(SECRET))                                                            \
	QUESTION(SECRET, "给不给", "是否依法确定为国家秘密？", "reg.14", END(SECRET), ASK(FORBIDDEN))   \
	QUESTION(FORBIDDEN, "给不给", "法律、行政法规是否禁止公开？", "reg.14",                         \
		END(FORBIDDEN), ASK(SECURITY))                                                     \
	QUESTION(SECURITY, "给不给", "公开后是否可能危及国家安全、公共安全、经济安全、社会稳定？",       \
		"reg.14", END(SECURITY), ASK(THIRD_PARTY))                                         \
	QUESTION(THIRD_PARTY, "给不给", "公开是否会损害第三方的商业秘密、个人隐私等合法权益？",         \
		"reg.15", ASK(THIRD_DUE), ASK(INTERNAL))                                           \
	QUESTION(THIRD_DUE, "当不当", "第三方是否同意公开，或者不公开会对公共利益造成重大影响？",       \
		"reg.15", ASK(INTERNAL), END(THIRD_PARTY))                                            \
	QUESTION(INTERNAL, "给不给", "是否属于人事管理、后勤管理、内部工作流程的内部事务信息？",        \
		"reg.16", ASK(INTERNAL_DUE), ASK(PROCESS))                                         \
	QUESTION(INTERNAL_DUE, "当不当", "内部事务信息虽可不公开，是否应当或者适宜公开？",              \
		"reg.16", ASK(PROCESS), END(INTERNAL))                                               \
	QUESTION(PROCESS, "给不给", "是否属于讨论记录、过程稿、磋商信函、请示报告的过程性信息？",       \
		"reg.16", ASK(PROCESS_DUE), ASK(ENFORCEMENT))                                      \
	QUESTION(PROCESS_DUE, "当不当", "法律、法规、规章是否规定这项过程性信息应当公开？",             \
		"reg.16", ASK(ENFORCEMENT), END(PROCESS))                                                \
	QUESTION(ENFORCEMENT, "给不给", "是否属于行政执法案卷信息？", "reg.16",                         \
		ASK(ENFORCEMENT_DUE), END(GIVEN))                                                  \
	QUESTION(ENFORCEMENT_DUE, "当不当", "法律、法规、规章是否规定这项案卷信息应当公开？",           \
		"reg.16", END(GIVEN), END(ENFORCEMENT))
/* clang-format on */

enum life_question {
#define QUESTION(name, stage, question, rule, yes, no) LIFE_QUESTION_##name,
	LIFE_QUESTION_TABLE(QUESTION, , )
#undef QUESTION
		LIFE_QUESTION__MAX
};

struct life_turn {
	enum life_ending end;	 /* LIFE_ENDING_NONE: ask on */
	enum life_question next; /* of no meaning at an end */
};

struct life_question_facts {
	const char *stage, *question, *rule;
	struct life_turn yes, no;
};

const struct life_question_facts *life_question_facts(enum life_question question);

#endif
