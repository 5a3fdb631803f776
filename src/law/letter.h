/* SPDX-License-Identifier: MulanPSL-2.0
 * The letters (文书) of disclosure on request: each with its title, its article, the outcomes it
 * announces, what it may name (fields) and what must stand in it (needs). Kinds P1–P10 and R1–R16
 * are those of documents.md section 1; P11 is Art. 35's delayed period, P12 asks whoever was
 * complained of, R17 answers a suggestion, R18 a complaint; F1–F3 close a request for the outcomes
 * of the same code. The texts are data, rules/letters/CODE.txt. */
#ifndef LIANXIN_LAW_LETTER_H
#define LIANXIN_LAW_LETTER_H

#include "law/outcome.h"

/* clang-format off */
/* LETTER(name and code, what the letter calls itself, series of its document number, codes of the
 *        outcomes it announces, carries a remedy block, noun, article of the Regulation unless named) */
#define LETTER_TABLE(LETTER)                                                                       \
	LETTER(P1, "本回执", "公收", "", false, "政府信息公开申请登记回执", "第三十一条、第四十五条")             \
	LETTER(P2, "本告知书", "公补", "", false, "政府信息公开申请补正告知书", "第三十条")                       \
	LETTER(P3, "本告知书", "公说", "", false, "政府信息公开申请说明理由告知书", "第三十五条")                 \
	LETTER(P4, "本告知书", "公延", "", false, "政府信息公开申请延期答复告知书", "第三十三条第二款")           \
	LETTER(P5, "本意见书", "公征", "", false, "征求第三方意见书", "第三十二条")                               \
	LETTER(P6, "本告知书", "公征", "", false, "征求意见告知书", "第三十三条第三款")                           \
	LETTER(P7, "本意见书", "公征", "", false, "征求共同制作机关意见书", "第三十四条")                         \
	LETTER(P8, "本告知书", "公告", "", true, "决定公开政府信息告知书", "第三十二条")                          \
	LETTER(P9, "本通知书", "公费", "", false, "信息处理费收费通知书", "第四十二条，《政府信息公开信息处理费管理办法》第六条") \
	LETTER(P10, "本函", "公协", "", false, "政府信息公开申请协办函", "第三十三条第三款、第四十五条")           \
	LETTER(P11, "本告知书", "公延", "", false, "政府信息公开申请延迟答复告知书", "第三十五条")                \
	LETTER(P12, "本通知书", "公询", "", false, "投诉举报事项情况说明通知书", "第四十七条、第五十一条")        \
	LETTER(R1, "本答复书", "公复", "a", true, "政府信息公开申请答复书", "第三十六条第（一）项")               \
	LETTER(R2, "本答复书", "公复", "a", true, "政府信息公开申请答复书", "第三十六条第（二）项、第四十条")     \
	LETTER(R3, "本答复书", "公复", "b", true, "政府信息公开申请答复书", "第三十七条")                         \
	LETTER(R4, "本答复书", "公复", "c1 c2 c3 c4 c5 c6 c7", true, "政府信息公开申请答复书", "第三十六条第（三）项") \
	LETTER(R5, "本答复书", "公复", "d1", true, "政府信息公开申请答复书", "第三十六条第（四）项")              \
	LETTER(R6, "本答复书", "公复", "d1", true, "政府信息公开申请答复书", "第三十六条第（五）项")              \
	LETTER(R7, "本告知书", "公告", "e2", true, "政府信息公开申请告知书", "第三十六条第（六）项")              \
	LETTER(R8, "本告知书", "公告", "c8", true, "政府信息公开申请告知书", "第三十六条第（七）项")              \
	LETTER(R9, "本告知书", "公告", "d2", true, "政府信息公开申请告知书", "第三十八条")                        \
	LETTER(R10, "本告知书", "公告", "d3", true, "政府信息公开申请告知书", "第三十条")                         \
	LETTER(R11, "本告知书", "公告", "e1", true, "政府信息公开申请告知书", "第三十九条第一款")                 \
	LETTER(R12, "本告知书", "公告", "e3", true, "政府信息公开申请告知书", "第三十九条第二款")                 \
	LETTER(R13, "本告知书", "公告", "e4", true, "政府信息公开申请不予处理告知书", "第三十五条")               \
	LETTER(R14, "本告知书", "公告", "e5", true, "政府信息公开申请告知书", "第二条")                           \
	LETTER(R15, "本记录", "公终", "f1 f2 f3", false, "政府信息公开申请不再处理记录", "第四十五条")            \
	LETTER(R16, "本答复书", "公更", "", true, "政府信息更正申请答复书", "第四十一条")                         \
	LETTER(R17, "本答复书", "公议", "", false, "主动公开建议答复书", "第四十四条")                            \
	LETTER(R18, "本答复书", "公督", "", false, "投诉举报答复书", "第四十七条、第五十一条")                    \
	LETTER(F1, "本告知书", "公终", "f1", true, "政府信息公开申请不再处理告知书", "第三十条")                  \
	LETTER(F2, "本告知书", "公终", "f2", true, "政府信息公开申请不再处理告知书", "《政府信息公开信息处理费管理办法》第六条") \
	LETTER(F3, "本告知书", "公终", "f3", true, "政府信息公开申请办理终结告知书", "国办公开办函〔2021〕30号格式第（六）项第3目")

/* ELEMENT(name, tag in a template): the parts a letter is made of, GB/T 9704-2012 and documents.md 2 */
#define LETTER_ELEMENT_TABLE(ELEMENT)                                                              \
	ELEMENT(TITLE, "标题")                                                                        \
	ELEMENT(ADDRESSEE, "主送")                                                                    \
	ELEMENT(FACTS, "事实")                                                                        \
	ELEMENT(HISTORY, "经过")                                                                      \
	ELEMENT(FINDING, "认定")                                                                      \
	ELEMENT(GROUND, "依据")                                                                       \
	ELEMENT(DECISION, "决定")                                                                     \
	ELEMENT(ITEMS, "事项")                                                                        \
	ELEMENT(PERIOD, "期限")                                                                       \
	ELEMENT(EFFECT, "后果")                                                                       \
	ELEMENT(CONTACT, "联系")                                                                      \
	ELEMENT(REMEDY, "救济")                                                                       \
	ELEMENT(NOTE, "附注") /* in brackets below the date, 7.3.6 */                                  \
	ELEMENT(SLIP, "回条") /* on a page of its own, to be sent back */

/* FIELD(name, key in data, placeholder in a template without its braces, type, codes of the letters
 *       that may name it or "*") */
#define LETTER_FIELD_TABLE(FIELD)                                                                  \
	FIELD(ORGAN, "organ", "机关", TEXT, "*")                                                      \
	FIELD(NUMBER, "number", "文号", NUMBER, "*")                                                  \
	FIELD(DATE, "date", "日期", DATE, "*")                                                        \
	FIELD(REQUESTER, "requester", "申请人", TEXT, "P1 P2 P3 P4 P6 P9 P11 R F")                     \
	FIELD(KIND, "requester_kind", "申请人类型", REQUESTER, "P1 P2 P3 P4 P6 P9 P11 R F")            \
	FIELD(RECEIVED, "received", "收到日期", DATE, "*")                                            \
	FIELD(CHANNEL, "channel", "渠道", CHANNEL, "P1 P2 P3 P4 P6 P9 P11 R F")                        \
	FIELD(REQUEST, "request_number", "申请编号", TEXT, "*")                                       \
	FIELD(SUBJECT, "subject", "申请内容", TEXT, "*")                                              \
	FIELD(CLARIFIED, "clarified", "补正收到日期", DATE, "P3 P4 P6 P9 P11 R F")                     \
	FIELD(EXTENDED, "extended", "延期告知日期", DATE, "R F")                                      \
	FIELD(CONSULTED, "consulted", "征求意见日期", DATE, "P6 P8 R F")                               \
	FIELD(ANSWERED, "consultation_ended", "意见收到日期", DATE, "P8 R F")                          \
	FIELD(UNANSWERED, "consultation_unanswered", "征求意见届满日期", DATE, "R F")                 \
	FIELD(OFFICER, "officer", "联系人", TEXT, "*")                                                \
	FIELD(PHONE, "phone", "联系电话", TEXT, "*")                                                  \
	FIELD(ADDRESS, "address", "联系地址", TEXT, "*")                                              \
	FIELD(ATTACHMENTS, "attachments", "附件", LIST, "*")                                          \
	FIELD(REVIEWER, "reconsideration_organ", "复议机关", TEXT, "P8 R F")                           \
	FIELD(ONLINE, "online", "网上送达", FLAG, "P8 R F")                                           \
	FIELD(OUTCOME, "outcome", "办理结果", OUTCOME, "R4 R15")                                      \
	FIELD(DUE, "due", "答复期限", DATE, "P1 P4 P10")                                                  \
	FIELD(NEW_DUE, "new_due", "延长后的答复期限", DATE, "P4 P11")                                  \
	FIELD(ITEMS, "items", "补正事项", LIST, "P2")                                                 \
	FIELD(DAYS, "days", "工作日数", COUNT, "P2 P3 P10 P12")                                            \
	FIELD(PATTERN, "facts", "申请情况", TEXT, "P3 P11 R13 R14 R15")                                \
	FIELD(REASON, "reason", "理由", TEXT, "P4 P8 P11 R4 R6 R9 R11 R13 R15 F3")                     \
	FIELD(THIRD, "third_party", "第三方", TEXT, "P5 P8")                                          \
	FIELD(CONCERN, "concern", "关联情况", TEXT, "P5 P7")                                          \
	FIELD(COMAKER, "co_maker", "共同制作机关", TEXT, "P7")                                        \
	FIELD(ASSISTANT, "assistant", "协办单位", TEXT, "P10")                                        \
	FIELD(TASK, "task", "协办事项", TEXT, "P10")                                                  \
	FIELD(DISCLOSED, "disclosed", "公开内容", TEXT, "P8 R3")                                      \
	FIELD(TARIFF, "tariff", "收费方式", TARIFF, "P9")                                             \
	FIELD(COUNT, "count", "计费数量", COUNT, "P9")                                                \
	FIELD(AMOUNT, "amount", "应缴金额", MONEY, "P9")                                              \
	FIELD(PAYMENT, "payment", "缴纳方式", TEXT, "P9")                                             \
	FIELD(WHERE, "where", "获取途径", TEXT, "R1 R8 R11 R12")                                       \
	FIELD(PROVISION, "provision", "提供方式", TEXT, "R2 R3")                                      \
	FIELD(WITHHELD, "withheld", "不予公开部分", WITHHELD, "R3")                                   \
	FIELD(SEARCH, "search", "检索情况", TEXT, "R5")                                               \
	FIELD(RESPONSIBLE, "responsible", "负责机关", TEXT, "R6")                                     \
	FIELD(RESPONSIBLE_CONTACT, "responsible_contact", "负责机关联系方式", TEXT, "R6")              \
	FIELD(EARLIER, "earlier", "前次日期", DATE, "R7 R13 R14 F1 F2")                                \
	FIELD(EARLIER_NUMBER, "earlier_number", "前次文号", NUMBER, "R7 R13 R14 F1 F2")                \
	FIELD(SPECIAL_LAW, "special_law", "特别规定", TEXT, "R8")                                     \
	FIELD(EXISTING, "existing", "现有信息", TEXT, "R9")                                           \
	FIELD(UNCLEAR, "unclear", "不明确之处", TEXT, "R10")                                          \
	FIELD(NATURE, "nature", "事项性质", TEXT, "R11")                                              \
	FIELD(PUBLICATION, "publication", "出版物", TEXT, "R12")                                      \
	FIELD(GROUND, "ground", "终结依据", TEXT, "F3")                                               \
	FIELD(EXPIRED, "expired", "期满日期", DATE, "F1 F2")                                          \
	FIELD(RECORD, "record", "更正事项", TEXT, "R16")                                              \
	FIELD(CORRECTED, "corrected", "更正内容", TEXT, "R16")                                        \
	FIELD(TRANSFERRED, "transferred", "转送机关", TEXT, "R16 R18")                                \
	FIELD(REFUSED, "refused", "不予更正理由", TEXT, "R16")                                        \
	FIELD(PROPOSAL, "proposal", "建议内容", TEXT, "R17")                                          \
	FIELD(ADOPTED, "adopted", "采纳内容", TEXT, "R17")                                            \
	FIELD(PUBLIC, "public", "已公开途径", TEXT, "R17")                                            \
	FIELD(DECLINED, "declined", "不采纳理由", TEXT, "R17")                                        \
	FIELD(COMPLAINT, "complaint", "投诉内容", TEXT, "R18")                                        \
	FIELD(ABOUT, "about", "被投诉机关", TEXT, "P12 R18")                                          \
	FIELD(ACCOUNT, "account", "说明事项", TEXT, "P12")                                            \
	FIELD(UPHELD, "upheld", "责令改正内容", TEXT, "R18")                                          \
	FIELD(NOT_UPHELD, "not_upheld", "不成立理由", TEXT, "R18")                                    \
	/* worked out of the others, never given */                                                   \
	FIELD(YOU, NULL, "您", DERIVED, "P1 P2 P3 P4 P6 P9 P11 R F")                                   \
	FIELD(SENT_BY, NULL, "提交方式", DERIVED, "P1 P2 P3 P4 P6 P9 P11 R F")                         \
	FIELD(ARTICLE, NULL, "依据条款", DERIVED, "R4 R15")                                           \
	FIELD(WHAT, NULL, "不公开情形", DERIVED, "R4")                                                \
	FIELD(CLOSED_AS, NULL, "不再处理情形", DERIVED, "R15")                                        \
	FIELD(TARIFF_STEPS, NULL, "计费说明", DERIVED, "P9")                                          \
	FIELD(REMEDY, NULL, "救济途径", DERIVED, "P8 R F")
/* clang-format on */

enum letter {
#define LETTER(name, self, series, outcomes, remedy, noun, article) LETTER_##name,
	LETTER_TABLE(LETTER)
#undef LETTER
		LETTER__MAX
};

enum letter_element {
#define ELEMENT(name, tag) ELEMENT_##name,
	LETTER_ELEMENT_TABLE(ELEMENT)
#undef ELEMENT
		ELEMENT__MAX
};

enum letter_field {
#define FIELD(name, key, placeholder, type, kinds) FIELD_##name,
	LETTER_FIELD_TABLE(FIELD)
#undef FIELD
		FIELD__MAX
};

enum letter_type {
	LETTER_TEXT,
	LETTER_DATE,	  /* YYYY-MM-DD */
	LETTER_COUNT,	  /* a whole number from 1 */
	LETTER_MONEY,	  /* whole yuan: the tariffs know no less */
	LETTER_NUMBER,	  /* a document number (law/document_number.h) */
	LETTER_LIST,	  /* texts */
	LETTER_FLAG,	  /* true or false */
	LETTER_REQUESTER, /* a code of law/requester.h */
	LETTER_CHANNEL,	  /* likewise */
	LETTER_OUTCOME,	  /* a code of law/outcome.h */
	LETTER_TARIFF,	  /* "piece" or "page" */
	LETTER_WITHHELD,  /* part, ground, reason; each part has its own (Art. 37) */
	LETTER_DERIVED,
};

struct letter_facts {
	const char *code, *self, *series, *outcomes;
	bool remedy;
	const char *noun, *article;
};
struct letter_field_facts {
	const char *key, *placeholder; /* key NULL: derived */
	enum letter_type type;
	const char *kinds;
};

/* Something that must stand in an element of these letters. words: placeholders and literal texts,
 * parted by blanks, all of them outside optional parts; those after '?' may be optional. */
struct letter_need {
	const char *kinds;
	enum letter_element element;
	const char *words;
	const char *what, *source; /* Chinese, for whoever removed it */
};
/* Ends with kinds NULL. */
extern const struct letter_need letter_needs[];

const struct letter_facts *letter_facts(enum letter letter);
const struct letter_field_facts *letter_field_facts(enum letter_field field);
const char *letter_element_tag(enum letter_element element);
bool letter_parse(const char *code, enum letter *ret_letter);
/* Is the letter among them? kinds: "*", or codes; a letter alone, "R", stands for its series. */
bool letter_among(enum letter letter, const char *kinds);
/* Does this letter announce that outcome? Two letters may (R1 and R2; a record and its notice). */
bool letter_announces(enum letter letter, enum outcome outcome);
/* Is it addressed to the requester? What goes to a third party, to another organ or into the file
 * is not, and is never shown to him. */
bool letter_to_requester(enum letter letter);
/* "属于……的政府信息": what the article says of a refusal's ground, for C1–C7; NULL for others. */
const char *letter_ground(enum outcome outcome);

#endif
