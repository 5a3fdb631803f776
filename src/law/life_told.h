/* SPDX-License-Identifier: MulanPSL-2.0
 * Which steps of a case the requester is told, and in which words: those the Regulation tells him
 * (regulation.md 10.17). What the office does inside, who was asked and what they said, who
 * reviewed and what other people's remedies did is never among them. */
#ifndef LIANXIN_LAW_LIFE_TOLD_H
#define LIANXIN_LAW_LIFE_TOLD_H

#include "law/life.h"

/* clang-format off */
/* TELL(EVENT, sentence for the requester's timeline); KEEP(EVENT, why it is not told). A row for
 * every event. The four ends of a consultation read alike: the sentence must not tell the opinion. */
#define LIFE_TOLD_TABLE(TELL, KEEP)                                                                \
	TELL(ARRIVE, "申请已经提交。")                                                               \
	TELL(CONFIRM, "已经与申请人确认收到申请；确认之日为收到申请之日。")                            \
	TELL(REGISTER, "申请已经登记，可以查看登记回执。")                                             \
	TELL(ASK_CLARIFICATION, "需要补正，请查看补正告知书。收到补正后，答复期限重新起算。")          \
	TELL(NOTICE_SERVED, "通知已经送达；通知中的期限自次日起算。")                                  \
	TELL(CLARIFIED, "已经收到补正；答复期限自次日起重新计算。")                                    \
	KEEP(LAPSE_CLARIFICATION, "内部认定，随不再处理告知书一并告知")                              \
	TELL(LATE_SEEN, "本机关已经看到补正期限届满以后提交的补正。")                                 \
	TELL(ASK_REASONS, "需要说明申请的理由，请查看说明理由告知书。")                                \
	TELL(REASONS_GIVEN, "已经收到理由说明。")                                                      \
	KEEP(LAPSE_REASONS, "内部认定，随答复一并告知")                                              \
	TELL(DELAY, "已经确定延迟答复的期限，请查看延迟答复告知书。")                                  \
	TELL(CONSULT_THIRD, "正在征求意见；所需时间不计算在答复期限内。")                              \
	TELL(CONSULT_COMAKER, "正在征求意见；所需时间不计算在答复期限内。")                            \
	TELL(CONSULT_ORGAN, "正在征求意见；所需时间不计算在答复期限内。")                              \
	KEEP(CONSULT_SERVED, "向谁征求意见不告知申请人")                                               \
	TELL(AGREED, "一项征求意见已经结束。")                                                         \
	TELL(REFUSED, "一项征求意见已经结束。")                                                        \
	TELL(SILENT, "一项征求意见已经结束。")                                                         \
	TELL(UNDELIVERED, "一项征求意见已经结束。")                                                    \
	KEEP(EXTEND, "内部审批，告知申请人后才生效")                                                   \
	TELL(EXTEND_TOLD, "答复期限已经延长，请查看延期答复告知书。")                                  \
	TELL(ASK_FEE, "需要缴纳信息处理费，请查看收费通知书。答复期限不因通知而停止。")                \
	TELL(PAID, "已经收到缴费；答复期限自次日起重新计算。")                                         \
	KEEP(LAPSE_FEE, "内部认定，随不再处理告知书一并告知")                                        \
	KEEP(ASSIST, "机关内部的协办")                                                                 \
	KEEP(ASSIST_DONE, "机关内部的协办")                                                            \
	KEEP(SEARCH, "内部的检索记录，检索的情况写在答复书中")                                         \
	KEEP(ADVISE_TRANSFER, "内部记录，负责机关写在答复书中")                                        \
	TELL(WITHDRAW, "已经收到撤回的表示。")                                                     \
	KEEP(DRAFT, "答复作出之前的内部流程")                                                          \
	KEEP(RETURN, "答复作出之前的内部流程")                                                         \
	KEEP(REVIEW, "答复作出之前的内部流程")                                                         \
	KEEP(CHECK, "答复作出之前的内部流程")                                                          \
	KEEP(APPROVE, "答复作出之前的内部流程")                                                        \
	TELL(ISSUE, "答复已经作出，正在送达。")                                                        \
	TELL(SERVE, "答复已经送达。")                                                                  \
	TELL(SERVE_FAILED, "答复没有送达，将重新送达；通信地址有变的，请告知本机关。")                 \
	KEEP(TELL_THIRD, "对第三方的告知不告知申请人")                                                 \
	KEEP(ARCHIVE, "机关内部的归档")                                                                \
	KEEP(ARCHIVE_MORE, "机关内部的归档")                                                           \
	KEEP(REVIEW_NOTICE, "提起复议的可能是第三方，由复议机关通知申请人")                            \
	KEEP(REVIEW_ANSWERED, "提起复议的可能是第三方，由复议机关通知申请人")                          \
	KEEP(SUIT_NOTICE, "提起诉讼的可能是第三方，由人民法院通知申请人")                              \
	KEEP(SUIT_ANSWERED, "提起诉讼的可能是第三方，由人民法院通知申请人")                            \
	KEEP(UPHELD, "结果由复议机关或者人民法院送达申请人")                                           \
	TELL(REMAKE, "将依法重新作出答复。")                                                           \
	TELL(CORRECT_ARRIVE, "更正申请已经提交。")                                                     \
	TELL(CORRECT_ASK, "需要补充证据，本机关会与您联系，说明需要哪些材料。")                        \
	TELL(CORRECT_PROOF, "已经收到补充的证据。")                                                    \
	KEEP(CORRECT_DRAFT, "答复作出之前的内部流程")                                                  \
	TELL(SUGGEST_ARRIVE, "公开建议已经提交。")                                                     \
	KEEP(SUGGEST_DRAFT, "答复作出之前的内部流程")                                                  \
	TELL(PUBLISHED, "采纳的信息已经公开。")                                                        \
	TELL(COMPLAINT_ARRIVE, "投诉举报已经提交，由受理的机关办理，不交被投诉的机关。")               \
	TELL(COMPLAINT_REGISTER, "投诉举报已经登记。")                                                 \
	KEEP(COMPLAINT_ASK, "办理中的内部调查，核实的情况写在答复中")                                  \
	KEEP(COMPLAINT_ACCOUNT, "办理中的内部调查，核实的情况写在答复中")                              \
	KEEP(COMPLAINT_DRAFT, "答复作出之前的内部流程")

/* TOLD(STATE, what the requester reads where the case stands): nothing between two told steps shows. */
#define LIFE_TOLD_STATE_TABLE(TOLD)                                                                \
	TOLD(NEW, "未收到")                                                                          \
	TOLD(ARRIVED, "待确认")                                                                      \
	TOLD(RECEIVED, "已收到")                                                                     \
	TOLD(HANDLING, "办理中")                                                                     \
	TOLD(CLARIFYING, "等待补正")                                                                 \
	TOLD(EXPLAINING, "等待说明理由")                                                             \
	TOLD(CONSULTING, "征求意见中")                                                               \
	TOLD(FEE, "等待缴费")                                                                        \
	TOLD(WITHDRAWN, "已撤回")                                                                    \
	TOLD(DRAFTED, "办理中")                                                                      \
	TOLD(REVIEWED, "办理中")                                                                     \
	TOLD(CHECKED, "办理中")                                                                      \
	TOLD(APPROVED, "办理中")                                                                     \
	TOLD(ISSUED, "已作出答复，正在送达")                                                         \
	TOLD(SERVED, "已答复")                                                                       \
	TOLD(ARCHIVED, "已答复")                                                                     \
	TOLD(CORRECTING, "更正办理中")                                                               \
	TOLD(CORRECT_DRAFTED, "更正办理中")                                                          \
	TOLD(SUGGESTING, "建议办理中")                                                               \
	TOLD(SUGGEST_DRAFTED, "建议办理中")                                                          \
	TOLD(PUBLISHING, "已答复，等待公开")                                                         \
	TOLD(COMPLAINED, "已收到")                                                                   \
	TOLD(COMPLAINING, "投诉举报办理中")                                                          \
	TOLD(COMPLAINT_DRAFTED, "投诉举报办理中")
/* clang-format on */

struct life_told {
	bool told;
	const char *words; /* for the requester; where not told, for the office: why */
};

struct life_told life_told(enum life_event event);
const char *life_told_state(enum life_state state);

#endif
