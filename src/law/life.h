/* SPDX-License-Identifier: MulanPSL-2.0
 * The life of a request from the counter to the archive, and of what is handled beside requests:
 * correction requests, suggestions to publish, complaints.
 * What may happen, when, by whom, and what follows is ONE table, life_rows; the words for its
 * columns are the tables below. A case is the fold of its steps: nothing is stored twice. */
#ifndef LIANXIN_LAW_LIFE_H
#define LIANXIN_LAW_LIFE_H

#include "law/deadline.h"
#include "law/life_path.h"
#include "law/term.h"

/* clang-format off */
/* STATE(NAME, code, label, whose turn it is) */
#define LIFE_STATE_TABLE(STATE)                                                                    \
	STATE(NEW, "new", "未收件", REQUESTER)                                                       \
	STATE(ARRIVED, "arrived", "待确认", OFFICE)                                                  \
	STATE(RECEIVED, "received", "已收到待登记", OFFICE)                                          \
	STATE(HANDLING, "handling", "办理中", OFFICE)                                                \
	STATE(CLARIFYING, "clarifying", "待补正", REQUESTER)                                         \
	STATE(EXPLAINING, "explaining", "待说明理由", REQUESTER)                                     \
	STATE(CONSULTING, "consulting", "征求意见中", OTHERS)                                        \
	STATE(FEE, "fee", "待缴费", REQUESTER)                                                       \
	STATE(WITHDRAWN, "withdrawn", "已撤回待结案", OFFICE)                                        \
	STATE(DRAFTED, "drafted", "待审查", OFFICE)                                                  \
	STATE(REVIEWED, "reviewed", "待合法性审核", OFFICE)                                          \
	STATE(CHECKED, "checked", "待签发", OFFICE)                                                  \
	STATE(APPROVED, "approved", "已签发待印发", OFFICE)                                          \
	STATE(ISSUED, "issued", "待送达", OFFICE)                                                    \
	STATE(SERVED, "served", "已答复待归档", OFFICE)                                              \
	STATE(ARCHIVED, "archived", "已归档", NOBODY)                                                \
	STATE(CORRECTING, "correcting", "更正办理中", OFFICE)                                        \
	STATE(CORRECT_DRAFTED, "correct-drafted", "更正待签发", OFFICE)                              \
	STATE(SUGGESTING, "suggesting", "建议办理中", OFFICE)                                        \
	STATE(SUGGEST_DRAFTED, "suggest-drafted", "建议答复待签发", OFFICE)                          \
	STATE(PUBLISHING, "publishing", "已答复待公开", OFFICE)                                      \
	STATE(COMPLAINED, "complained", "投诉待登记", OFFICE)                                        \
	STATE(COMPLAINING, "complaining", "投诉办理中", OFFICE)                                      \
	STATE(COMPLAINT_DRAFTED, "complaint-drafted", "投诉答复待签发", OFFICE)

/* EVENT(NAME, code, label as on the button, what the step's n is: see enum life_asks) */
#define LIFE_EVENT_TABLE(EVENT)                                                                    \
	EVENT(ARRIVE, "arrive", "收件", CHANNEL)                                                     \
	EVENT(CONFIRM, "confirm", "确认收到", NOTHING)                                               \
	EVENT(REGISTER, "register", "登记", NOTHING)                                                 \
	EVENT(ASK_CLARIFICATION, "ask-clarification", "告知补正", PERIOD)                            \
	EVENT(NOTICE_SERVED, "notice-served", "登记通知送达日期", NOTHING)                           \
	EVENT(CLARIFIED, "clarified", "收到补正", NOTHING)                                           \
	EVENT(LAPSE_CLARIFICATION, "lapse-clarification", "认定逾期不补正", NOTHING)                 \
	EVENT(LATE_SEEN, "late-seen", "看过逾期收到的补正", NOTHING)                                 \
	EVENT(ASK_REASONS, "ask-reasons", "要求说明理由", PERIOD)                                    \
	EVENT(REASONS_GIVEN, "reasons-given", "收到理由说明", NOTHING)                               \
	EVENT(LAPSE_REASONS, "lapse-reasons", "认定逾期不说明理由", NOTHING)                         \
	EVENT(DELAY, "delay", "确定延迟答复期限", PERIOD)                                            \
	EVENT(CONSULT_THIRD, "consult-third", "征求第三方意见", NOTHING)                             \
	EVENT(CONSULT_COMAKER, "consult-comaker", "征求共同制作机关意见", NOTHING)                   \
	EVENT(CONSULT_ORGAN, "consult-organ", "征求其他机关意见", NOTHING)                           \
	EVENT(CONSULT_SERVED, "consult-served", "登记征求意见书送达日期", CONSULT)                   \
	EVENT(AGREED, "agreed", "收到同意公开的意见", CONSULT)                                       \
	EVENT(REFUSED, "refused", "收到不同意公开的意见", CONSULT)                                   \
	EVENT(SILENT, "silent", "认定逾期未提出意见", CONSULT)                                       \
	EVENT(UNDELIVERED, "undelivered", "征求意见书无法送达", CONSULT)                             \
	EVENT(EXTEND, "extend", "批准延期答复", PERIOD)                                              \
	EVENT(EXTEND_TOLD, "extend-told", "告知延期答复", NOTHING)                                   \
	EVENT(ASK_FEE, "ask-fee", "发收费通知", NOTHING)                                             \
	EVENT(PAID, "paid", "收到缴费", NOTHING)                                                     \
	EVENT(LAPSE_FEE, "lapse-fee", "认定逾期不缴费", NOTHING)                                     \
	EVENT(ASSIST, "assist", "请科室协办", NOTHING)                                               \
	EVENT(ASSIST_DONE, "assist-done", "收到协办意见", NOTHING)                                   \
	EVENT(SEARCH, "search", "登记检索", NOTHING)                                                 \
	EVENT(ADVISE_TRANSFER, "advise-transfer", "登记负责机关", NOTHING)                           \
	EVENT(WITHDRAW, "withdraw", "撤回", NOTHING)                                                 \
	EVENT(DRAFT, "draft", "提交答复稿", ENDING)                                                  \
	EVENT(RETURN, "return", "退回修改", NOTHING)                                                 \
	EVENT(REVIEW, "review", "通过保密和隐私审查", NOTHING)                                       \
	EVENT(CHECK, "check", "通过合法性审核", NOTHING)                                             \
	EVENT(APPROVE, "approve", "签发", NOTHING)                                                   \
	EVENT(ISSUE, "issue", "编号印发", NOTHING)                                                   \
	EVENT(SERVE, "serve", "登记送达", PROOF)                                                     \
	EVENT(SERVE_FAILED, "serve-failed", "送达退回", NOTHING)                                     \
	EVENT(TELL_THIRD, "tell-third", "告知第三方决定公开", NOTHING)                               \
	EVENT(ARCHIVE, "archive", "归档", NOTHING)                                                   \
	EVENT(ARCHIVE_MORE, "archive-more", "补充归档", NOTHING)                                      \
	EVENT(REVIEW_NOTICE, "review-notice", "收到行政复议答复通知", SUMMARY)                       \
	EVENT(REVIEW_ANSWERED, "review-answered", "提出行政复议答复", NOTHING)                       \
	EVENT(SUIT_NOTICE, "suit-notice", "收到应诉通知", NOTHING)                                   \
	EVENT(SUIT_ANSWERED, "suit-answered", "提出答辩状", NOTHING)                                 \
	EVENT(UPHELD, "upheld", "复议诉讼结束、答复不变", NOTHING)                                   \
	EVENT(REMAKE, "remake", "被责令重新作出答复", PERIOD)                                        \
	EVENT(CORRECT_ARRIVE, "correct-arrive", "收到更正申请", NOTHING)                             \
	EVENT(CORRECT_ASK, "correct-ask", "请申请人补充证据", NOTHING)                               \
	EVENT(CORRECT_PROOF, "correct-proof", "收到补充的证据", NOTHING)                             \
	EVENT(CORRECT_DRAFT, "correct-draft", "提交更正答复稿", RESULT)                              \
	EVENT(SUGGEST_ARRIVE, "suggest-arrive", "收到公开建议", NOTHING)                             \
	EVENT(SUGGEST_DRAFT, "suggest-draft", "提交建议答复稿", RESULT)                              \
	EVENT(PUBLISHED, "published", "登记已经公开", NOTHING)                                       \
	EVENT(COMPLAINT_ARRIVE, "complaint-arrive", "收到投诉举报", NOTHING)                         \
	EVENT(COMPLAINT_REGISTER, "complaint-register", "登记投诉举报", NOTHING)                     \
	EVENT(COMPLAINT_ASK, "complaint-ask", "请被投诉机关说明情况", PERIOD)                        \
	EVENT(COMPLAINT_ACCOUNT, "complaint-account", "收到情况说明", NOTHING)                       \
	EVENT(COMPLAINT_DRAFT, "complaint-draft", "提交投诉答复稿", RESULT)

/* ROLE(NAME, code, label) */
#define LIFE_ROLE_TABLE(ROLE)                                                                      \
	ROLE(REQUESTER, "requester", "申请人")                                                       \
	ROLE(CLERK, "clerk", "经办人")                                                               \
	ROLE(REVIEWER, "reviewer", "审核人")                                                         \
	ROLE(APPROVER, "approver", "签发人")                                                         \
	ROLE(HEAD, "head", "工作机构负责人")

/* CONSULT(NAME, label, rule, working days from its receipt of the letter (0: none in the law),
 *         what silence means) */
#define LIFE_CONSULT_TABLE(CONSULT)                                                                \
	CONSULT(THIRD, "第三方", "reg.32", TERM_OPINION, "逾期未提出意见的，由本机关依照条例决定是否公开。")       \
	CONSULT(COMAKER, "共同制作机关", "reg.34", TERM_OPINION, "逾期未提出意见的，视为同意公开。")               \
	CONSULT(ORGAN, "其他机关", "reg.33", 0, "条例没有规定答复期限，由本机关决定是否继续等待。")

/* How a reply was served; the day that counts is in the label (regulation.md 10.2, 10.18). */
#define LIFE_PROOF_TABLE(PROOF)                                                                    \
	PROOF(SIGNED, "签收（以签收日为准）")                                                        \
	PROOF(POSTED, "邮寄（挂号或者EMS，以交寄日为准）")                                           \
	PROOF(CONFIRMED, "约定的电子送达（以对方确认收到日为准）")                                   \
	PROOF(NOTICED, "公告（以公告期满之日为准）")

/* KIND(NAME): whose life it is. */
#define LIFE_KIND_TABLE(KIND) KIND(REQUEST) KIND(CORRECTION) KIND(SUGGESTION) KIND(COMPLAINT)

/* RESULT(NAME, code, label): how a correction request, a suggestion, a complaint ended; each may
 * also be taken back. Steps keep the number: new ones go to the end of the whole. */
#define LIFE_CORRECTION_RESULTS(RESULT)                                                            \
	RESULT(CORRECTED, "corrected", "更正")                                                       \
	RESULT(TRANSFERRED, "transferred", "转送")                                                   \
	RESULT(NOT_CORRECTED, "not-corrected", "不予更正")
#define LIFE_BACK_RESULTS(RESULT) RESULT(DROPPED, "dropped", "撤回")
#define LIFE_SUGGESTION_RESULTS(RESULT)                                                            \
	RESULT(ADOPTED, "adopted", "采纳")                                                           \
	RESULT(PARTLY_ADOPTED, "partly", "部分采纳")                                                 \
	RESULT(ALREADY_PUBLIC, "already-public", "已经公开")                                         \
	RESULT(NOT_ADOPTED, "not-adopted", "不采纳")
#define LIFE_COMPLAINT_RESULTS(RESULT)                                                             \
	RESULT(UPHELD, "upheld", "成立，责令改正")                                                   \
	RESULT(PARTLY_UPHELD, "partly", "部分成立")                                                  \
	RESULT(NOT_UPHELD, "not-upheld", "不成立")                                                   \
	RESULT(PASSED_ON, "transferred", "转送有权处理的机关")
#define LIFE_RESULT_TABLE(RESULT)                                                                  \
	LIFE_CORRECTION_RESULTS(RESULT)                                                            \
	LIFE_BACK_RESULTS(RESULT)                                                                  \
	LIFE_SUGGESTION_RESULTS(RESULT)                                                            \
	LIFE_COMPLAINT_RESULTS(RESULT)
/* clang-format on */

enum life_turn_of { LIFE_TURN_OFFICE, LIFE_TURN_REQUESTER, LIFE_TURN_OTHERS, LIFE_TURN_NOBODY };

enum life_kind {
#define KIND(name) LIFE_OF_##name,
	LIFE_KIND_TABLE(KIND)
#undef KIND
		LIFE_KIND__MAX
};

enum life_state {
#define STATE(name, code, label, turn) LIFE_##name,
	LIFE_STATE_TABLE(STATE)
#undef STATE
		LIFE_STATE__MAX
};

enum life_event {
#define EVENT(name, code, label, asks) LIFE_EVENT_##name,
	LIFE_EVENT_TABLE(EVENT)
#undef EVENT
		LIFE_EVENT__MAX
};

enum {
#define ROLE(name, code, label) LIFE_ROLE_AT_##name,
	LIFE_ROLE_TABLE(ROLE)
#undef ROLE
		LIFE_ROLE__MAX
};
enum {
#define ROLE(name, code, label) LIFE_BY_##name = 1 << LIFE_ROLE_AT_##name,
	LIFE_ROLE_TABLE(ROLE)
#undef ROLE
};

enum life_consult_kind {
#define CONSULT(name, label, rule, days, silence) LIFE_CONSULT_##name,
	LIFE_CONSULT_TABLE(CONSULT)
#undef CONSULT
};

enum life_proof {
	LIFE_PROOF_NONE,
#define PROOF(name, label) LIFE_PROOF_##name,
	LIFE_PROOF_TABLE(PROOF)
#undef PROOF
		LIFE_PROOF__MAX
};

enum life_result {
	LIFE_RESULT_NONE,
#define RESULT(name, code, label) LIFE_##name,
	LIFE_RESULT_TABLE(RESULT)
#undef RESULT
};

/* What the n of a step is. */
enum life_asks {
	LIFE_ASKS_NOTHING,
	LIFE_ASKS_CHANNEL, /* enum channel */
	LIFE_ASKS_PERIOD,  /* working days; REMAKE: calendar days, as decisions give them. 0: what
			      the settings say, where they say something */
	LIFE_ASKS_CONSULT, /* which consultation, 1 for the first sent */
	LIFE_ASKS_ENDING,  /* enum life_ending */
	LIFE_ASKS_PROOF,   /* enum life_proof */
	LIFE_ASKS_SUMMARY, /* 1: by the summary procedure (简易程序) */
	LIFE_ASKS_RESULT,  /* enum life_result */
};

/* One thing that happened or is asked to happen. */
struct life_step {
	enum life_event event;
	day on;
	unsigned by;	/* every LIFE_BY_… the actor holds */
	int64_t person; /* the actor; tells drafter from approver */
	int n;		/* see enum life_asks */
};

/* Where the law gives no figure: working days, with the safest default of
 * docs/decisions/readings-of-the-law.md in LIFE_SETTINGS_DEFAULT. */
struct life_settings {
	bool receipt_confirms; /* our receipt confirms an online request at once (Art. 31) */
	int confirm_days, register_days, clarify_days, reasons_days, assist_days, archive_days,
		correction_days, remake_days, suggestion_days, publish_days, complaint_days,
		account_days;
};
extern const struct life_settings LIFE_SETTINGS_DEFAULT;

struct life_consult {
	enum life_consult_kind kind;
	day sent, served, closed; /* DAY_NONE while not yet */
	day ends; /* the last day to answer; DAY_NONE: the law or the proof of service gives none */
};

/* Beside the roles of who took it, on the first step of an online request: how the office confirmed
 * requests then (Art. 31), whatever its settings say now. Neither: as they say. */
enum { LIFE_CONFIRMED_AT_ONCE = 1 << 16, LIFE_CONFIRMED_BY_CLERK = 1 << 17 };

/* A case as far as it has come. Days not known are DAY_NONE. Read it; only life_take() and
 * life_keep() write. */
struct life {
	const struct life_settings *settings;
	enum life_state state;
	enum life_kind kind;
	day last; /* of the latest step */
	enum life_event latest;
	/* the clock; its consultations stand below */
	struct deadline_order order;
	struct life_consult consults[DEADLINE_MAX_CONSULTS];
	size_t n_consults;
	unsigned facts; /* of LIFE_NEED_…: what has happened */
	int clarifications;
	/* the notice that is waited for in 待补正, 待说明理由, 待缴费 */
	day notice_served;
	int notice_days;
	day late_clarified; /* by the requester after the period, and nobody of the office has taken
			       a step since; DAY_NONE: not so */
	bool reasons_given, fee_asked;
	int thirds_refused, thirds_told; /* each that refused is told by itself (Art. 32) */
	int extend_approved; /* by the head, counts once the requester was told; 0: none */
	int assists;	     /* open */
	day assist_last;
	int64_t drafter;
	enum life_ending ending, previous; /* previous: of the reply that was set aside */
	enum life_result result;	   /* of what is not a request */
	day served;    /* the day the reply counts as given: the first proof of service */
	day published; /* what was suggested and adopted */
	day accounted; /* when the organ complained of was asked for its account; while it is open
			*/
	int account_days;
	int remedies;
	day review_noticed, suit_noticed; /* while an answer is owed */
	bool review_summary;
	day remade; /* ordered to decide anew */
	int remake_days, version;
};

/* Says why a step is refused, or what is irregular about one that is taken. */
struct life_words {
	char s[256];
};

/* The rule of a row about a consultation of any kind; the kind's own comes from life_rule(). */
#define LIFE_RULE_OF_CONSULT "reg.32–34"

/* Bits 1 << guard; there are more guards than bits in 64. gcc and clang have it on all 64-bit
 * machines. */
__extension__ typedef unsigned __int128 life_guard_set;

struct life_row {
	enum life_event event;
	unsigned from;	       /* bits 1 << state */
	unsigned roles;	       /* LIFE_BY_…: any of them */
	life_guard_set guards; /* all must hold, tried from the lowest */
	unsigned cautions;     /* bits 1 << caution: the first with something to say is told */
	int effect;
	enum life_state next; /* LIFE_STATE__MAX: stays */
	const char *letter;   /* kinds of law/letter.h, "R" the one of the ending; "" none */
	const char *rule;     /* as in trace.h, or LIFE_RULE_OF_CONSULT */
};

/* Rows of one event and state stand in the order they are tried; the guard of the last one says
 * why it is refused. */
extern const struct life_row life_rows[];
size_t life_row_count(void);

const char *life_state_code(enum life_state state);
const char *life_state_label(enum life_state state);
enum life_turn_of life_state_turn(enum life_state state);
const char *life_event_code(enum life_event event);
const char *life_event_label(enum life_event event);
enum life_asks life_event_asks(enum life_event event);
/* By the label, as vectors and the desk's forms write it. */
bool life_event_parse(const char *label, enum life_event *ret_event);
/* By the code, as steps are stored and addresses and scripts name it. */
bool life_event_find(const char *code, enum life_event *ret_event);
/* Whether a request is ever in that state, and not only what is handled beside requests. */
bool life_state_of_request(enum life_state state);
const char *life_role_code(int at);
const char *life_role_label(int at);
const char *life_consult_label(enum life_consult_kind kind);
const char *life_consult_rule(enum life_consult_kind kind);
int life_consult_days(enum life_consult_kind kind);
const char *life_consult_silence(enum life_consult_kind kind);
const char *life_proof_label(enum life_proof proof);
/* Only what is not a request has results of its own, and only of its own kind. */
bool life_result_of(enum life_kind kind, enum life_result result);
/* Adopted, and not yet published: Art. 44 wants it published timely. */
bool life_owes_publication(const struct life *life);
const char *life_result_code(enum life_result result);
const char *life_result_label(enum life_result result);
/* The Chinese sentence of one of a row's guards, of one of its cautions, and what it does to the
 * clock; "" nothing. */
const char *life_guard_words(int guard);
const char *life_caution_words(int caution);
const char *life_effect_words(int effect);

/* A case before its first step. settings must outlive it. */
void life_init(struct life *life, const struct life_settings *settings);
/* The row by which the step may be taken now; NULL when it may not, and then *ret_words says why.
 * Otherwise *ret_words is a warning or "". */
const struct life_row *life_ask(const struct life *life, const struct life_step *step,
				const struct calendar *calendar, struct life_words *ret_words);
/* Why a reply may not end so yet, as the ending's facts ask; NULL when it may. */
const char *life_ending_lacks(const struct life *life, enum life_ending ending);
/* Like life_ask(), and takes the step. A refused step changes nothing. */
const struct life_row *life_take(struct life *life, const struct life_step *step,
				 const struct calendar *calendar, struct life_words *ret_words);
/* Takes a step that was taken before and written down. What was accepted then stands, though the
 * calendar, a setting or a guard has changed since and life_take() would refuse it today: then it
 * goes by the row that is refused for the least. NULL: no row leads on from here, or the step's n
 * is nothing that the case knows. */
const struct life_row *life_keep(struct life *life, const struct life_step *step,
				 const struct calendar *calendar);
/* The days of the settings for a notice whose step leaves its period open; 0: it has to say one. */
int life_usual_days(const struct life_settings *settings, enum life_event event);
/* The rule a step rests on that may be, or was, taken by the row: that of the consultation's kind
 * where it is about one. As in trace.h. */
const char *life_rule(const struct life *life, const struct life_row *row,
		      const struct life_step *step);
/* The letter the case ends with: of its ending, or R16 to R18; "" before a draft. */
const char *life_letter(const struct life *life);

/* The clock of the case as of `today`: an open consultation is left out up to then. None is left
 * out beyond its last day to answer: from then on the office decides. ret_consults has room for
 * DEADLINE_MAX_CONSULTS and must live as long as the order. */
struct deadline_order life_order(const struct life *life, day today,
				 struct consultation *ret_consults);

#endif
