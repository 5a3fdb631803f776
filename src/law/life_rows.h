/* SPDX-License-Identifier: MulanPSL-2.0
 * The words of life_rows: its guards, cautions and effects, each with its function and its
 * sentence. Inside law/ only. */
#ifndef LIANXIN_LAW_LIFE_ROWS_H
#define LIANXIN_LAW_LIFE_ROWS_H

#include "law/life.h"

/* clang-format off */
/* GUARD(NAME, what it looks at, function that is true when the step may be taken, the one thing that
 *       is wrong when it may not): those of a row are tried in this order. STEP: at the step's n, so
 *       that nobody can tell before the form is filled in; CASE: at the case, the day, the person. */
#define LIFE_GUARD_TABLE(GUARD)                                                                    \
	GUARD(CHANNEL, STEP, channel_known, "没有这种提交渠道。")                                     \
	GUARD(DIRECT, STEP, channel_direct, "这种渠道须经确认才算收到。")                             \
	GUARD(AT_ONCE, STEP, confirmed_at_once, "没有设置以回执为确认。")                             \
	GUARD(REQUEST, CASE, is_request, "答复已经签发，不能再撤回。")                        \
	GUARD(CORRECTION, CASE, is_correction, "不是更正申请。")                                      \
	GUARD(SUGGESTION, CASE, is_suggestion, "不是公开建议。")                                      \
	GUARD(COMPLAINT, CASE, is_complaint, "不是投诉举报。")                                        \
	GUARD(UNPUBLISHED, CASE, owes_publication, "没有采纳而尚未公开的信息。")                      \
	GUARD(ACCOUNT_NEW, CASE, account_new, "已经请被投诉机关说明情况，正在等待。")                 \
	GUARD(ACCOUNT_OPEN, CASE, account_open, "没有请被投诉机关说明情况，或者已经收到。")           \
	GUARD(NOT_SERVED, CASE, notice_not_served, "通知的送达日期已经登记。")                        \
	GUARD(HEAD_DECIDES, CASE, head_decides, "收到申请已经超过7个工作日：是否还告知补正、重新起算，由工作机构负责人决定并办理。") \
	GUARD(CLARIFY_LAPSED, CASE, clarify_lapsed, "没有等待补正的事项。")                           \
	GUARD(LATE_UNSEEN, CASE, late_unseen, "没有逾期收到而还没有看过的补正。")                       \
	GUARD(NOTICE_SERVED, CASE, notice_served, "还没有登记通知的送达日期；期限自送达次日起算。")   \
	GUARD(WAIT_KNOWN, CASE, wait_known, "工作日历还没有排到期满之日，算不出通知的期限。")         \
	GUARD(WAIT_OVER, CASE, wait_over, "通知的期限尚未届满，届满的次日起才可以认定。")             \
	GUARD(REASONS_NEW, CASE, reasons_new, "已经要求过说明理由，不能再次要求。")                   \
	GUARD(REASONS_GIVEN, CASE, reasons_given, "还没有收到申请人说明的理由，不能确定延迟答复期限。") \
	GUARD(EXTENDABLE, CASE, is_request, "不是政府信息公开申请，期限由设置确定，不办延期。")                   \
	GUARD(CLOCK_RUNS, CASE, clock_runs, "等待补正时不办延期：收到补正后，答复期限重新起算（条例第三十条）。") \
	GUARD(NOT_REMADE, CASE, not_remade, "重新答复的期限由复议决定或者判决确定，本机关不能改变。") \
	GUARD(NOT_EXTENDED, CASE, not_extended, "只能延期一次，已经批准过延期。")                     \
	GUARD(UNDELAYED, CASE, not_delayed, "已经确定延迟答复期限，不再延期。")                       \
	GUARD(NOT_DELAYED, CASE, not_delayed, "延迟答复期限只能确定一次，已经确定过。")               \
	GUARD(UNEXTENDED, CASE, not_extended, "已经批准延期，不再确定延迟答复期限。")                 \
	GUARD(EXTEND_APPROVED, CASE, extend_approved, "没有已经批准而尚未告知的延期。")               \
	GUARD(FEE_2021, CASE, fee_in_force, "2021年1月1日前不收信息处理费。")                         \
	GUARD(FEE_NEW, CASE, fee_new, "收费通知只发一次；要更正的，须在缴费和认定逾期之前。")         \
	GUARD(DUE_KNOWN, CASE, due_known, "工作日历还没有排到答复期限，算不出期限。")                 \
	GUARD(IN_TIME, CASE, in_time, "答复期限已经届满。")                                           \
	GUARD(PERIOD, STEP, period_sane, "期限应当为1至1000个工作日；空着按设置办理。")               \
	GUARD(DELAY_RANGE, STEP, delay_sane, "延迟答复的期限代替20个工作日，应当长于20个、不超过1000个工作日，不能空着。") \
	GUARD(EXTEND_SAID, STEP, extend_said, "请填写延期多少个工作日。")                             \
	GUARD(EXTEND_RANGE, STEP, extend_sane, "延期不超过20个工作日。")                              \
	GUARD(EXTEND_OLD, STEP, extend_lawful, "2019年5月15日前收到的申请，延期不超过15个工作日。")   \
	GUARD(CONSULT_ROOM, CASE, consult_room, "征求意见的次数不能超过64次。")                       \
	GUARD(CONSULT_KNOWN, STEP, consult_known, "没有这一份征求意见书。")                           \
	GUARD(CONSULT_OPEN, STEP, consult_open, "这一份征求意见书已经有了结果。")                     \
	GUARD(CONSULT_UNSERVED, STEP, consult_unserved, "这一份征求意见书的送达日期已经登记。")       \
	GUARD(CONSULT_SERVED, STEP, consult_served, "还没有登记这一份征求意见书的送达日期；15个工作日自送达次日起算。") \
	GUARD(CONSULT_KNOWN_END, STEP, consult_end_known, "工作日历还没有排到对方提出意见的期限，算不出期满之日。") \
	GUARD(CONSULT_OVER, STEP, consult_over, "对方提出意见的15个工作日尚未届满，届满的次日起才可以认定。") \
	GUARD(OTHERS_OPEN, STEP, others_open, "没有其他未答复的征求意见书。")                         \
	GUARD(ASSIST_OPEN, CASE, assist_open, "没有尚未答复的协办。")                                 \
	GUARD(WAS_WITHDRAWN, CASE, was_withdrawn, "申请人没有撤回申请。")                             \
	GUARD(ENDING, STEP, ending_known, "请先按决策步骤确定办理结果。")                             \
	GUARD(ENDING_READY, STEP, ending_ready, "这种办理结果须先办的步骤还没有办。")                 \
	GUARD(ENDING_WITHDRAWN, STEP, ending_withdrawn, "申请人已经撤回，只能以撤回结案。")           \
	GUARD(RESULT, STEP, result_known, "更正的处理结果为更正、转送或者不予更正。")           \
	GUARD(SUGGEST_RESULT, STEP, result_known, "建议的处理结果为采纳、部分采纳、已经公开或者不采纳。") \
	GUARD(COMPLAINT_RESULT, STEP, result_known, "投诉举报的处理结果为成立、部分成立、不成立或者转送。") \
	GUARD(OTHER_PERSON, CASE, other_person, "审查、审核、签发不能由提交答复稿的本人办理。")       \
	GUARD(PROOF, STEP, proof_known, "请登记送达凭证：签收、挂号或者EMS交寄、约定的电子送达确认。") \
	GUARD(THIRD_REFUSED, CASE, third_refused, "没有不同意公开的第三方，无须告知。")               \
	GUARD(THIRD_UNTOLD, CASE, third_untold, "不同意公开的第三方都已经告知。")                     \
	GUARD(THIRD_GIVEN, CASE, third_given, "答复没有公开第三方不同意公开的信息，无须告知。")       \
	GUARD(THIRD_TOLD, CASE, third_told, "第三方不同意而决定公开的，须先书面告知第三方决定公开的内容和理由。") \
	GUARD(REVIEW_NEW, CASE, review_new, "前一份行政复议答复通知尚未答复。")                       \
	GUARD(REVIEW_OPEN, CASE, review_open, "没有尚未答复的行政复议通知。")                         \
	GUARD(SUIT_NEW, CASE, suit_new, "前一份应诉通知尚未答辩。")                                   \
	GUARD(SUIT_OPEN, CASE, suit_open, "没有尚未答辩的应诉通知。")                                 \
	GUARD(REMEDY, CASE, remedy_running, "没有正在进行的复议或者诉讼。")                           \
	GUARD(UNSERVED, CASE, reply_unserved, "答复已经送达过。")                                     \
	GUARD(REMAKE_PERIOD, STEP, period_sane, "重新答复的期限应当为1至1000日；决定没有写明的空着。")

/* CAUTION(NAME, function that is true when something is irregular, the warning) */
#define LIFE_CAUTION_TABLE(CAUTION)                                                                \
	CAUTION(SECOND, second_clarification, "已经告知过补正。条例要求一次性告知，再次告知可能被认定为违法，请负责人确认。") \
	CAUTION(LATE_ASKED, asked_late, "收到申请已经超过7个工作日，这时告知补正不合条例第三十条：收到补正后重新起算，但按最初收到申请计算的到期日也要留意。") \
	CAUTION(LATE_CLARIFIED, wait_past, "补正期限已经届满。本机关尚未结案，仍自收到补正之日重新起算答复期限。") \
	CAUTION(LATE_REASONS, wait_past, "说明理由的期限已经届满。本机关尚未结案，仍予考虑。")         \
	CAUTION(LATE_PAID, wait_past, "缴费期限已经届满。本机关尚未结案，仍自缴费完成之日重新起算答复期限。") \
	CAUTION(FEE_AGAIN, fee_asked, "这是更正的收费通知：前一份作废，缴费期限自这一份送达次日起重新计算。") \
	CAUTION(ASSISTS, assist_open, "还有协办没有答复。")                                           \
	CAUTION(NO_ACCOUNT, account_open, "被投诉的机关还没有说明情况。")                             \
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
	EFFECT(UNDELIVERED, consult_undelivered, "不计入的时间到此为止")                             \
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
	EFFECT(DROP, drop, "办理期限终止")                                                           \
	EFFECT(SERVE, serve, "答复期限终止")                                                         \
	EFFECT(TELL_THIRD, tell_third, "")                                                         \
	EFFECT(REVIEW_NOTICE, review_notice, "行政复议答复期限起算")                                 \
	EFFECT(REVIEW_ANSWERED, review_answered, "")                                               \
	EFFECT(SUIT_NOTICE, suit_notice, "答辩期限起算")                                             \
	EFFECT(SUIT_ANSWERED, suit_answered, "")                                                   \
	EFFECT(UPHELD, remedy_over, "")                                                            \
	EFFECT(REMAKE, remake, "重新答复的期限起算")                                                 \
	EFFECT(CORRECT, receive_correction, "更正办理期限起算")                                      \
	EFFECT(SUGGEST, receive_suggestion, "建议办理期限起算")                                      \
	EFFECT(PUBLISHED, publish, "")                                                             \
	EFFECT(COMPLAIN, receive_complaint, "投诉举报办理期限起算")                                  \
	EFFECT(ACCOUNT, ask_account, "说明情况的期限起算，办理期限不停")                             \
	EFFECT(ACCOUNTED, take_account, "")
/* clang-format on */

enum {
#define GUARD(name, looks, function, words) LIFE_GUARD_##name,
	LIFE_GUARD_TABLE(GUARD)
#undef GUARD
		LIFE_GUARD__MAX
};
_Static_assert(LIFE_GUARD__MAX <= 128, "a row's guards are the bits of a life_guard_set");
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

/* The first of the row's guards that does not let the step pass; LIFE_GUARD__MAX when all do. With
 * `form` unset those that look at the step's n are left out. */
int life_guard_fails(const struct life_row *row, const struct life *life,
		     const struct life_step *step, bool form, const struct calendar *calendar);
/* How many of them do not; LIFE_GUARD__MAX where the effect could not be worked out: the step's n
 * names nothing the case knows, or there is no room for more. */
int life_guard_refusals(const struct life_row *row, const struct life *life,
			const struct life_step *step, const struct calendar *calendar);
/* life_ask(), of a step whose n is not known yet when `form` is unset. */
const struct life_row *life_ask_so_far(const struct life *life, const struct life_step *step,
				       bool form, const struct calendar *calendar,
				       struct life_words *ret_words);
/* What the row warns of that step: the words of its first caution that has something to say; "". */
const char *life_warning(const struct life_row *row, const struct life *life,
			 const struct life_step *step, const struct calendar *calendar);
/* Whether the caution has something to say. */
bool life_caution(int caution, const struct life *life, const struct life_step *step,
		  const struct calendar *calendar);
/* Writes down what the step did; the state apart. */
void life_effect(int effect, struct life *life, const struct life_step *step,
		 const struct calendar *calendar);

#endif
