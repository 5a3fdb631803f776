/* SPDX-License-Identifier: MulanPSL-2.0
 * What a case owes, by when, to whom it falls, and why: derived from its steps alone, so that it
 * can be computed again whenever the calendar or the steps change. */
#ifndef LIANXIN_LAW_LIFE_DUTY_H
#define LIANXIN_LAW_LIFE_DUTY_H

#include "law/life.h"

/* clang-format off */
/* DUTY(NAME, code, label, whose) in the order of a case */
#define LIFE_DUTY_TABLE(DUTY)                                                                      \
	DUTY(CONFIRM, "confirm", "确认收到申请", OFFICE)                                             \
	DUTY(REGISTER, "register", "登记并出具回执", OFFICE)                                         \
	DUTY(ASK_CLARIFICATION, "ask-clarification", "需要补正的，告知补正", OFFICE)                 \
	DUTY(PROVE_NOTICE, "prove-notice", "登记通知送达日期", OFFICE)                               \
	DUTY(CLARIFY, "clarify", "补正", REQUESTER)                                                  \
	DUTY(SEE_LATE, "see-late", "看逾期收到的补正", OFFICE)                                       \
	DUTY(GIVE_REASONS, "give-reasons", "说明理由", REQUESTER)                                    \
	DUTY(PAY, "pay", "缴纳信息处理费", REQUESTER)                                                \
	DUTY(PROVE_CONSULT, "prove-consult", "登记征求意见书送达日期", OFFICE)                       \
	DUTY(OPINION, "opinion", "答复征求意见", OTHERS)                                             \
	DUTY(TELL_EXTENSION, "tell-extension", "告知延期答复", OFFICE)                               \
	DUTY(ASSIST, "assist", "催办协办意见", OFFICE)                                               \
	DUTY(REPLY, "reply", "答复", OFFICE)                                                         \
	DUTY(CLOSE, "close", "撤回的申请结案", OFFICE)                                               \
	DUTY(SERVE, "serve", "送达", OFFICE)                                                         \
	DUTY(CORRECT, "correct", "答复更正申请", OFFICE)                                             \
	DUTY(SUGGEST, "suggest", "答复公开建议", OFFICE)                                             \
	DUTY(PUBLISH, "publish", "主动公开采纳的信息", OFFICE)                                       \
	DUTY(COMPLAINT_REGISTER, "complaint-register", "登记投诉举报", OFFICE)                       \
	DUTY(ACCOUNT, "account", "被投诉机关说明情况", OTHERS)                                       \
	DUTY(COMPLAIN, "complain", "答复投诉举报", OFFICE)                                           \
	DUTY(REMAKE, "remake", "重新作出答复", OFFICE)                                               \
	DUTY(TELL_THIRD, "tell-third", "告知第三方决定公开", OFFICE)                                 \
	DUTY(ARCHIVE, "archive", "归档", OFFICE)                                                     \
	DUTY(ANSWER_REVIEW, "answer-review", "提出行政复议答复", OFFICE)                             \
	DUTY(ANSWER_SUIT, "answer-suit", "提出答辩状", OFFICE)
/* clang-format on */

enum life_duty_kind {
#define DUTY(name, code, label, whose) LIFE_DUTY_##name,
	LIFE_DUTY_TABLE(DUTY)
#undef DUTY
		LIFE_DUTY__MAX
};

struct life_duty {
	enum life_duty_kind kind;
	day due;	    /* the last day; DAY_NONE: owed now, the law names no day */
	size_t consult;	    /* 1 for the first consultation sent; 0: not about one */
	struct trace trace; /* why this day; never empty */
};

enum { LIFE_MAX_DUTIES = LIFE_DUTY__MAX + DEADLINE_MAX_CONSULTS };

struct life_duties {
	size_t n;
	struct life_duty rows[LIFE_MAX_DUTIES]; /* by due day, those without one first */
};

const char *life_duty_code(enum life_duty_kind kind);
const char *life_duty_label(enum life_duty_kind kind);
enum life_turn_of life_duty_whose(enum life_duty_kind kind);
/* Is it the answer itself, of whatever is asked: the day whoever asked waits for? */
bool life_duty_answers(enum life_duty_kind kind);
/* The step of the office that meets it in the state the case is in; LIFE_EVENT__MAX: another has to
 * come first, or the requester or others have until the end of their period. */
enum life_event life_duty_step(const struct life *life, const struct life_duty *duty, day today);

/* Everything the case owes as of `today`, late or not; an open consultation is left out of the
 * reply's period up to then. Traces live in the arena. ERR_ENV when the calendar lacks a needed
 * day. */
enum err life_duties(const struct life *life, day today, const struct calendar *calendar,
		     struct arena *arena, struct life_duties *ret_duties,
		     struct error *error) MUST_CHECK;

#endif
