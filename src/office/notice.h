/* SPDX-License-Identifier: MulanPSL-2.0
 * Notices to the requester, so that he knows where his case stands without asking: which steps are
 * told by mail or SMS and in which words, how they are kept until they go, and the desk's list of
 * them. A notice names the case's number, what happened in the words of law/life_told.h, what to do
 * next, until when, and where to ask: never the subject, a name, or the query code (but for the two
 * kinds that carry a code he asked for). */
#ifndef LIANXIN_OFFICE_NOTICE_H
#define LIANXIN_OFFICE_NOTICE_H

#include "law/life_told.h"
#include "office/matter.h"
#include "store/notice.h"

/* clang-format off */
/* STEP(EVENT, which day is named, what to do next). A row for every event that law/life_told.h
 * tells; what it keeps is told by no notice either (a test holds the two together). */
#define NOTICE_STEP_TABLE(STEP)                                                                    \
	STEP(ARRIVE, REPLY, "请保存好登记编号和查询码，凭它们可以随时查看办理情况。")                  \
	STEP(CONFIRM, REPLY, "不用办理什么，有新的进展将再通知您。")                                   \
	STEP(REGISTER, REPLY, "不用办理什么，有新的进展将再通知您。")                                  \
	STEP(ASK_CLARIFICATION, OWED, "请查看补正告知书，按其中写明的内容和期限补正。")                \
	STEP(NOTICE_SERVED, OWED, "请在期限内办理通知写明的事项。")                                    \
	STEP(CLARIFIED, REPLY, "不用办理什么，有新的进展将再通知您。")                                 \
	STEP(LATE_SEEN, REPLY, "不用办理什么，有新的进展将再通知您。")                                \
	STEP(ASK_REASONS, OWED, "请查看说明理由告知书，按其中写明的期限说明理由。")                    \
	STEP(REASONS_GIVEN, REPLY, "不用办理什么，有新的进展将再通知您。")                             \
	STEP(DELAY, REPLY, "不用办理什么，有新的进展将再通知您。")                                     \
	STEP(CONSULT_THIRD, NOTHING, "不用办理什么，征求意见结束后将再通知您。")                       \
	STEP(CONSULT_COMAKER, NOTHING, "不用办理什么，征求意见结束后将再通知您。")                     \
	STEP(CONSULT_ORGAN, NOTHING, "不用办理什么，征求意见结束后将再通知您。")                       \
	STEP(AGREED, REPLY, "不用办理什么，有新的进展将再通知您。")                                    \
	STEP(REFUSED, REPLY, "不用办理什么，有新的进展将再通知您。")                                   \
	STEP(SILENT, REPLY, "不用办理什么，有新的进展将再通知您。")                                    \
	STEP(UNDELIVERED, REPLY, "不用办理什么，有新的进展将再通知您。")                               \
	STEP(EXTEND_TOLD, REPLY, "不用办理什么，有新的进展将再通知您。")                               \
	STEP(ASK_FEE, OWED, "请查看收费通知书，按其中写明的方式和期限缴费；逾期不缴费的，视为放弃申请。") \
	STEP(PAID, REPLY, "不用办理什么，有新的进展将再通知您。")                                      \
	STEP(WITHDRAW, NOTHING, "没有表示过撤回的，请马上与我们联系。")                                \
	STEP(ISSUE, NOTHING, "答复书将按您选择的方式送达。")                                           \
	STEP(SERVE, NOTHING, "不服的，可以在答复书写明的期限内申请行政复议或者提起行政诉讼。")         \
	STEP(SERVE_FAILED, NOTHING, "请与我们联系，核对通信地址。")                                    \
	STEP(REMAKE, REPLY, "不用办理什么，有新的进展将再通知您。")                                    \
	STEP(CORRECT_ARRIVE, REPLY, "不用办理什么，有新的进展将再通知您。")                           \
	STEP(CORRECT_ASK, REPLY, "请按本机关联系您时说明的补充证据。")                                \
	STEP(CORRECT_PROOF, REPLY, "不用办理什么，有新的进展将再通知您。")                          \
	STEP(SUGGEST_ARRIVE, REPLY, "不用办理什么，有新的进展将再通知您。")                           \
	STEP(PUBLISHED, NOTHING, "可以按答复书写明的途径查看。")                                      \
	STEP(COMPLAINT_ARRIVE, REPLY, "投诉举报不停止申请行政复议、提起行政诉讼的期限。")             \
	STEP(COMPLAINT_REGISTER, REPLY, "不用办理什么，有新的进展将再通知您。")
/* BESIDE(EVENT, what to do next): instead of the above where no application was made, and so no way
 * of delivery chosen; which remedy there is, its letter says. */
#define NOTICE_BESIDE_TABLE(BESIDE)                                                                \
	BESIDE(ISSUE, "答复书将按您留下的联系方式送达。")                                              \
	BESIDE(SERVE, "不服的，可以怎样办，答复书里写明了。")
/* OTHER(NAME, code, Chinese for the desk) */
#define NOTICE_OTHER_TABLE(OTHER)                                                                  \
	OTHER(QUERY_CODE, "query-code", "重新发给查询码")                                      \
	OTHER(ONE_TIME, "one-time", "查看文书的验证码")                                        \
	OTHER(TEST, "test", "试发")
/* clang-format on */

/* How long a one-time code is good. */
#define ONE_TIME_MS (10 * 60 * (int64_t)1000)

enum notice_until { NOTICE_UNTIL_NOTHING, NOTICE_UNTIL_REPLY, NOTICE_UNTIL_OWED };
enum notice_other {
#define OTHER(NAME, code, label) NOTICE_##NAME,
	NOTICE_OTHER_TABLE(OTHER)
#undef OTHER
		NOTICE_OTHER__MAX
};
struct notice_step {
	enum notice_until until;
	const char *next;
};
/* NULL: the step is not told. */
const struct notice_step *notice_step(enum life_event event);
const char *notice_other_code(enum notice_other other);
bool notice_other_find(const char *kind, enum notice_other *ret_other);
/* What a notice is about, for the desk: a step's label, or the other kind's. */
const char *notice_kind_label(const char *kind);

/* All that a notice may say, and nothing else can be said in one. */
struct notice_saying {
	const char *kind;
	enum matter_kind about;
	const char *number; /* of the case */
	const char *code;   /* of the two kinds that carry one, "" otherwise */
	day until;	    /* DAY_NONE: none is named */
	const char *agency, *phone;
	const char *track; /* address of the tracking page, "" not known */
};
/* The words, in the arena: subject (one line; "" for an SMS) and text. */
void notice_say(const struct notice_saying *saying, enum notice_channel channel,
		struct arena *arena, const char **ret_subject, const char **ret_text);

/* In the transaction of the step: keeps the notice of it, when the requester asked for notices,
 * the office has switched on the way he chose, and the step is told. now: after the step, with its
 * duties. What cannot be sealed for want of a key is kept as not sent: it never stops the step. */
enum err notice_of_step(struct office *office, const struct matter_case *now, enum life_event event,
			int64_t step_id, struct arena *arena, struct error *error) MUST_CHECK;
/* In a transaction: a code for the requester, by the way that reaches him: mail before SMS.
 * ERR_MISSING (error untouched): neither is possible. */
enum err notice_of_code(struct office *office, const struct matter *matter, enum notice_other kind,
			const char *code, const struct filing *person, struct arena *arena,
			struct error *error) MUST_CHECK;
/* The way a code can take: *ret_possible false: none. */
enum err notice_way(struct office *office, const struct filing *person, struct error *error,
		    bool *ret_possible, enum notice_channel *ret_channel) MUST_CHECK;

#endif
