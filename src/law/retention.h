/* SPDX-License-Identifier: MulanPSL-2.0
 * Whether what an office keeps of a matter (a request, a correction request, a suggestion, a
 * complaint) may be erased: only what is not archived, when no remedy runs and none can be sought
 * any more, and when the office's approved schedule says so (个人信息保护法 47, 条例 45;
 * regulation.md 10.16). Whatever nothing is said about is kept. */
#ifndef LIANXIN_LAW_RETENTION_H
#define LIANXIN_LAW_RETENTION_H

#include "law/life.h"

/* clang-format off */
/* GROUP(NAME, code, label): what it was and how it ended, as schedules tell them apart. VOID is of
 * every kind; DROPPED and REPLIED are requests. */
#define RETENTION_GROUP_TABLE(GROUP)                                                               \
	GROUP(VOID, "void", "登记错误、已经作废的")                                                \
	GROUP(DROPPED, "dropped", "申请：撤回或者不再处理的")                                      \
	GROUP(REPLIED, "replied", "申请：已经答复、尚未归档的")                                    \
	GROUP(CORRECTION, "correction", "更正申请：已经办结、尚未归档的")                          \
	GROUP(SUGGESTION, "suggestion", "公开建议：已经处理、尚未归档的")                          \
	GROUP(COMPLAINT, "complaint", "投诉举报：已经答复、尚未归档的")
/* CLASS(NAME, code, label, what is in it, whence its period comes). No law names a number of
 * months: personal data go when their purpose is reached or the period is over (个人信息保护法 47
 * (1)), all of a case file follows the office's own 归档范围和保管期限表 (documents.md section 4:
 * commonly 10 or 30 years or for good, unverified). So each period is the schedule's to say, and the
 * default of every one is the safest: kept for good. */
#define RETENTION_CLASS_TABLE(CLASS)                                                               \
	CLASS(PERSON, "person", "身份和联系方式",                                                  \
		"提交人姓名、证件号码、联系方式、身份证明、授权委托书、第三方名称、通知的地址",    \
		"个人信息保护法第四十七条：保存期限届满应当删除；期限按批准的保管期限表")          \
	CLASS(FILES, "files", "附件", "身份证明、授权委托书以外的附件",                            \
		"个人信息保护法第四十七条；归档范围和保管期限表")                                  \
	CLASS(LETTERS, "letters", "文书", "文书的内容和已经印制的文件；文号和日期保留",            \
		"归档范围和保管期限表")                                                            \
	CLASS(NOTES, "notes", "检索记录和备注", "检索记录、各步骤和交接的备注、作废的原因",        \
		"归档范围和保管期限表")                                                            \
	CLASS(CONTENT, "content", "所提内容",                                                      \
		"申请、更正申请、建议、投诉举报所写的内容，获取方式",                              \
		"归档范围和保管期限表")
/* WHY(NAME, code, sentence): what is found, in the order in which it is looked at */
#define RETENTION_WHY_TABLE(WHY)                                                                   \
	WHY(DUE, "due", "保管期限和救济期限都已经届满")                                            \
	WHY(ARCHIVED, "archived", "已经归档，按档案管理")                                          \
	WHY(REMEDY, "remedy", "复议或者诉讼还没有结束")                                            \
	WHY(OPEN, "open", "还没有办结")                                                            \
	WHY(NO_RULE, "no-rule", "保管期限表没有规定清除")                                          \
	WHY(REMEDY_PERIOD, "remedy-period", "申请行政复议、提起诉讼的最长期限还没有届满")          \
	WHY(NOT_YET, "not-yet", "保管期限还没有届满")
/* clang-format on */

enum retention_group {
#define GROUP(NAME, code, label) RETENTION_##NAME,
	RETENTION_GROUP_TABLE(GROUP)
#undef GROUP
		RETENTION_GROUP__MAX
};
enum retention_class {
#define CLASS(NAME, code, label, what, source) RETENTION_##NAME,
	RETENTION_CLASS_TABLE(CLASS)
#undef CLASS
		RETENTION_CLASS__MAX
};
enum retention_why {
#define WHY(NAME, code, sentence) RETENTION_##NAME,
	RETENTION_WHY_TABLE(WHY)
#undef WHY
		RETENTION_WHY__MAX
};

const char *retention_group_code(enum retention_group group);
const char *retention_group_label(enum retention_group group);
const char *retention_class_code(enum retention_class class);
const char *retention_class_label(enum retention_class class);
const char *retention_class_what(enum retention_class class);
/* Whence the period of the class comes, Chinese. */
const char *retention_class_source(enum retention_class class);
bool retention_class_parse(const char *code, enum retention_class *ret_class);
const char *retention_why_code(enum retention_why why);
const char *retention_why_words(enum retention_why why);

/* A schedule: how many months each class of each group is kept, from the day after the matter
 * ended; 0: for good. */
enum { RETENTION_MONTHS_MAX = 1200 };
struct retention_rules {
	int months[RETENTION_GROUP__MAX][RETENTION_CLASS__MAX];
};

struct retention_facts {
	enum life_state state;
	bool is_void; /* its entry in the register is struck out */
	bool request; /* else of the group `beside`, unless void */
	enum retention_group beside;
	enum outcome outcome; /* of a request */
	bool remedy_running;  /* a reconsideration or a suit */
	day ended;	      /* the last day on which anything happened in it, remedies too */
};
/* To which group it belongs; an open request counts as replied. */
enum retention_group retention_group_of(const struct retention_facts *facts);

struct retention_verdict {
	enum retention_why why;
	day from; /* the first day on which it may be erased; DAY_NONE: none is known */
};
/* remedy_years: how long after its end somebody might still seek a remedy, at least 1: that covers
 * 60 days, six months, and one year where the notice of remedies was missing (行政复议法 20, 行诉
 * 解释 64); five years are the law's last limit (行政复议法 21, 行政诉讼法 46). */
struct retention_verdict retention_judge(const struct retention_facts *facts,
					 const struct retention_rules *rules,
					 enum retention_class class, int remedy_years, day today);

#endif
