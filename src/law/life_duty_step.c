/* SPDX-License-Identifier: MulanPSL-2.0
 * Which step meets a duty in the state a case is in: what the pages put first. */
#include "law/life_duty.h"

#define IN(state) (1U << LIFE_##state)
#define ROW(duty, from, event, over)                                                               \
	{                                                                                          \
		LIFE_DUTY_##duty, from, LIFE_EVENT_##event, over                                   \
	}

/* over: only once the other side's period is past */
/* clang-format off */
static const struct {
	enum life_duty_kind duty;
	unsigned from;
	enum life_event event;
	bool over;
} steps[] = {
	ROW(CONFIRM, IN(ARRIVED), CONFIRM, false),
	ROW(REGISTER, IN(RECEIVED), REGISTER, false),
	ROW(ASK_CLARIFICATION, IN(HANDLING), ASK_CLARIFICATION, false),
	ROW(PROVE_NOTICE, IN(CLARIFYING) | IN(EXPLAINING) | IN(FEE), NOTICE_SERVED, false),
	ROW(CLARIFY, IN(CLARIFYING), LAPSE_CLARIFICATION, true),
	ROW(SEE_LATE, IN(HANDLING), LATE_SEEN, false),
	ROW(GIVE_REASONS, IN(EXPLAINING), LAPSE_REASONS, true),
	ROW(PAY, IN(FEE), LAPSE_FEE, true),
	ROW(PROVE_CONSULT, IN(CONSULTING), CONSULT_SERVED, false),
	ROW(OPINION, IN(CONSULTING), SILENT, true),
	ROW(TELL_EXTENSION, IN(HANDLING) | IN(EXPLAINING) | IN(CONSULTING) | IN(FEE) | IN(DRAFTED) | IN(REVIEWED) |
			    IN(CHECKED) | IN(APPROVED), EXTEND_TOLD, false),
	ROW(ASSIST, IN(HANDLING) | IN(CONSULTING), ASSIST_DONE, false),
	ROW(SERVE, IN(ISSUED), SERVE, false),
	ROW(PUBLISH, IN(PUBLISHING), PUBLISHED, false),
	ROW(COMPLAINT_REGISTER, IN(COMPLAINED), COMPLAINT_REGISTER, false),
	ROW(TELL_THIRD, IN(ISSUED) | IN(SERVED), TELL_THIRD, false),
	ROW(ARCHIVE, IN(SERVED), ARCHIVE, false),
	ROW(ANSWER_REVIEW, ~0U, REVIEW_ANSWERED, false),
	ROW(ANSWER_SUIT, ~0U, SUIT_ANSWERED, false),
}, answers[] = { /* whatever is answered, a draft goes the same way */
	ROW(REPLY, IN(HANDLING) | IN(WITHDRAWN), DRAFT, false),
	ROW(REPLY, IN(DRAFTED), REVIEW, false),
	ROW(REPLY, IN(REVIEWED), CHECK, false),
	ROW(REPLY, IN(CHECKED) | IN(CORRECT_DRAFTED) | IN(SUGGEST_DRAFTED) | IN(COMPLAINT_DRAFTED), APPROVE, false),
	ROW(REPLY, IN(APPROVED), ISSUE, false),
	ROW(REPLY, IN(CORRECTING), CORRECT_DRAFT, false),
	ROW(REPLY, IN(SUGGESTING), SUGGEST_DRAFT, false),
	ROW(REPLY, IN(COMPLAINING), COMPLAINT_DRAFT, false),
};
/* clang-format on */

enum life_event life_duty_step(const struct life *life, const struct life_duty *duty, day today)
{
	unsigned state = 1U << life->state;
	bool past = duty->due != DAY_NONE && duty->due < today;
	if (life_duty_answers(duty->kind) || duty->kind == LIFE_DUTY_CLOSE) {
		for (size_t i = 0; i < COUNT_OF(answers); i++)
			if ((answers[i].from & state) != 0) return answers[i].event;
		return LIFE_EVENT__MAX;
	}
	for (size_t i = 0; i < COUNT_OF(steps); i++)
		if (steps[i].duty == duty->kind && (steps[i].from & state) != 0 &&
		    (past || !steps[i].over))
			return steps[i].event;
	return LIFE_EVENT__MAX;
}
