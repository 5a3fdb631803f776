/* SPDX-License-Identifier: MulanPSL-2.0
 * The words of life_rows: its guards, cautions and effects, each with its function and its
 * sentence. Inside law/ only. */
#ifndef LIANXIN_LAW_LIFE_ROWS_H
#define LIANXIN_LAW_LIFE_ROWS_H

#include "law/life.h"

/* clang-format off */
/* GUARD(NAME, function that is true when the step may be taken, what is said when it may not) */
#define LIFE_GUARD_TABLE(GUARD)                                                                    \
	GUARD(NONE, always, "")                                                                    \
	GUARD(DIRECT, channel_direct, "这种渠道须经确认才算收到。")                                   \
	GUARD(AT_ONCE, confirmed_at_once, "没有设置以回执为确认。")                                   \
	GUARD(CHANNEL, channel_known, "没有这种提交渠道。")                                           \
	GUARD(PERIOD, period_sane, "期限应当为1至1000个工作日；空着按设置办理。")                     \
	GUARD(NOT_SERVED, notice_not_served, "通知的送达日期已经登记。")                              \
	GUARD(CLARIFY_LAPSED, clarify_lapsed, "没有等待补正的事项。")                                 \
	GUARD(WAIT_OVER, wait_over, "期限自送达次日起算，尚未届满，或者还没有登记送达日期。")         \
	GUARD(REASONS_ONCE, reasons_once, "已经要求过说明理由，不能再次要求；说明理由的期限为1至1000个工作日。") \
	GUARD(DELAY, may_delay, "收到的理由合理而又不能如期答复的，才可以延迟一次，且须在期限届满前、未延期时确定1至1000个工作日的期限。") \
	GUARD(CONSULT_ROOM, consult_room, "征求意见的次数不能超过64次。")                             \
	GUARD(CONSULT_UNSERVED, consult_unserved, "没有这一份未答复的征求意见书，或者送达日期已经登记。") \
	GUARD(CONSULT_MORE, consult_more, "没有其他未答复的征求意见书。")                           \
	GUARD(CONSULT_OPEN, consult_open, "没有这一份未答复的征求意见书。")                           \
	GUARD(SILENT_MORE, silent_more, "没有其他未答复的征求意见书。")                                                        \
	GUARD(SILENT, silent, "第三方、共同制作机关自收到征求意见书起有15个工作日，尚未届满，或者还没有登记送达日期。") \
	GUARD(UNSERVED_MORE, unserved_more, "没有其他未答复的征求意见书。")                                                    \
	GUARD(EXTEND, may_extend, "只能延期一次，不超过20个工作日（旧条例15个），且须在答复期限届满前批准；已确定延迟期限的不再延期。") \
	GUARD(EXTEND_TELL, may_tell_extension, "没有已经批准而尚未告知的延期，或者答复期限已经届满。") \
	GUARD(FEE, may_ask_fee, "收费通知只发一次，须在答复期限届满前发出；2021年1月1日前不收信息处理费。") \
	GUARD(ASSIST_OPEN, assist_open, "没有尚未答复的协办。")                                       \
	GUARD(REQUEST, is_request, "更正申请的撤回，作为更正的处理结果登记。")                        \
	GUARD(ENDING, ending_fits, "请先按决策步骤确定办理结果。")                                    \
	GUARD(ENDING_WITHDRAWN, ending_withdrawn, "申请人已经撤回，只能以撤回结案。")                 \
	GUARD(WAS_WITHDRAWN, was_withdrawn, "申请人没有撤回申请。")                                                    \
	GUARD(CORRECTION, is_correction, "不是更正申请。")                                                       \
	GUARD(OTHER_PERSON, other_person, "审查、审核、签发不能由提交答复稿的本人办理。")             \
	GUARD(PROOF, proof_known, "请登记送达凭证：签收、挂号或者EMS交寄、约定的电子送达确认。")      \
	GUARD(THIRD_TO_TELL, third_to_tell, "没有需要告知的第三方。")                                 \
	GUARD(THIRD_TOLD, third_told, "第三方不同意而决定公开的，须先书面告知第三方决定公开的内容和理由。") \
	GUARD(REVIEW_NEW, review_new, "前一份行政复议答复通知尚未答复。")                             \
	GUARD(REVIEW_OPEN, review_open, "没有尚未答复的行政复议通知。")                               \
	GUARD(SUIT_NEW, suit_new, "前一份应诉通知尚未答辩。")                                         \
	GUARD(SUIT_OPEN, suit_open, "没有尚未答辩的应诉通知。")                                       \
	GUARD(REMEDY, remedy_running, "没有正在进行的复议或者诉讼，或者重新答复的期限不是1至1000日。")                                 \
	GUARD(REMEDY_UNSERVED, remedy_unserved, "答复已经送达过。")                                                \
	GUARD(REMEDY_CORRECTION, remedy_of_correction, "不是更正申请。")                                         \
	GUARD(RESULT, result_known, "更正的处理结果为更正、转送、不予更正或者撤回。")

/* CAUTION(NAME, function that is true when something is irregular, the warning) */
#define LIFE_CAUTION_TABLE(CAUTION)                                                                \
	CAUTION(NONE, never, "")                                                                   \
	CAUTION(SECOND, second_clarification, "已经告知过补正。条例要求一次性告知，再次告知可能被认定为违法，请负责人确认。") \
	CAUTION(LATE, wait_over, "已经超过通知的期限。本机关尚未结案，仍按收到之日办理。")            \
	CAUTION(ASSISTS, assist_open, "还有协办没有答复。")                                           \
	CAUTION(SAME_AGAIN, same_again, "重新作出的答复不得以同一事实和理由作出与原答复相同的结论。")

/* EFFECT(NAME, function, what it does to the clock) */
#define LIFE_EFFECT_TABLE(EFFECT)                                                                  \
	EFFECT(NONE, nothing, "")                                                                  \
	EFFECT(RECEIVE, receive, "")                                                               \
	EFFECT(RECEIVE_NOW, receive_now, "当日为收到之日")                                           \
	EFFECT(CONFIRM, confirm, "确认之日为收到之日")                                               \
	EFFECT(ASK, ask_clarification, "补正期限起算")                                               \
	EFFECT(NOTICE, notice_served, "")                                                          \
	EFFECT(CLARIFIED, clarified, "答复期限重新起算")                                             \
	EFFECT(CLARIFY_LAPSE, clarify_lapse, "")                                                   \
	EFFECT(ASK_REASONS, ask_reasons, "说明理由的期限起算")                                       \
	EFFECT(REASONS, take_reasons, "")                                                          \
	EFFECT(DELAY, set_delay, "延迟期限代替20个工作日")                                           \
	EFFECT(CONSULT_THIRD, send_third, "征求意见的时间不计入")                                    \
	EFFECT(CONSULT_COMAKER, send_comaker, "征求意见的时间不计入")                                \
	EFFECT(CONSULT_ORGAN, send_organ, "征求意见的时间不计入")                                    \
	EFFECT(CONSULT_SERVED, consult_is_served, "提出意见的15个工作日起算")                        \
	EFFECT(AGREED, close_consult, "不计入的时间到此为止")                                        \
	EFFECT(REFUSED, consult_refused, "不计入的时间到此为止")                                     \
	EFFECT(SILENT, consult_silent, "不计入的时间到期满之日为止")                                 \
	EFFECT(EXTEND, approve_extension, "告知申请人后才生效")                                      \
	EFFECT(EXTEND_TOLD, extend, "答复期限延长")                                                  \
	EFFECT(FEE, ask_fee, "缴费期限起算，答复期限不停")                                           \
	EFFECT(PAID, paid, "答复期限重新起算")                                                       \
	EFFECT(FEE_LAPSE, fee_lapse, "")                                                           \
	EFFECT(ASSIST, assist, "不停止计算")                                                         \
	EFFECT(ASSIST_DONE, assist_done, "")                                                       \
	EFFECT(SEARCH, search, "")                                                                 \
	EFFECT(WITHDRAW, withdraw, "未答复的征求意见到此为止")                                       \
	EFFECT(DRAFT, draft, "")                                                                   \
	EFFECT(SERVE, serve, "答复期限终止")                                                         \
	EFFECT(TELL_THIRD, tell_third, "")                                                         \
	EFFECT(REVIEW_NOTICE, review_notice, "行政复议答复期限起算")                                 \
	EFFECT(REVIEW_ANSWERED, review_answered, "")                                               \
	EFFECT(SUIT_NOTICE, suit_notice, "答辩期限起算")                                             \
	EFFECT(SUIT_ANSWERED, suit_answered, "")                                                   \
	EFFECT(UPHELD, remedy_over, "")                                                            \
	EFFECT(REMAKE, remake, "重新答复的期限起算")                                                 \
	EFFECT(CORRECT, receive_correction, "更正办理期限起算")
/* clang-format on */

enum {
#define GUARD(name, function, words) LIFE_GUARD_##name,
	LIFE_GUARD_TABLE(GUARD)
#undef GUARD
		LIFE_GUARD__MAX
};
enum {
#define CAUTION(name, function, words) LIFE_CAUTION_##name,
	LIFE_CAUTION_TABLE(CAUTION)
#undef CAUTION
		LIFE_CAUTION__MAX
};
enum {
#define EFFECT(name, function, words) LIFE_EFFECT_##name,
	LIFE_EFFECT_TABLE(EFFECT)
#undef EFFECT
		LIFE_EFFECT__MAX
};

/* Whether the guard lets the step pass, and whether the caution has something to say. */
bool life_guard(int guard, const struct life *life, const struct life_step *step,
		const struct calendar *calendar);
bool life_caution(int caution, const struct life *life, const struct life_step *step,
		  const struct calendar *calendar);
/* Writes down what the step did; the state apart. */
void life_effect(int effect, struct life *life, const struct life_step *step,
		 const struct calendar *calendar);
/* The last day consultation `consult` may be answered; DAY_NONE when the law or the proof of
 * service gives none. */
day life_consult_end(const struct life_consult *consult, const struct calendar *calendar);

#endif
