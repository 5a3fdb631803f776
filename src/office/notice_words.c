/* SPDX-License-Identifier: MulanPSL-2.0
 * The words of notices. */
#include <string.h>

#include "office/notice.h"

static const struct notice_step steps[LIFE_EVENT__MAX] = {
#define STEP(NAME, until, next) [LIFE_EVENT_##NAME] = {NOTICE_UNTIL_##until, next},
	NOTICE_STEP_TABLE(STEP)
#undef STEP
};

static const char *const beside[LIFE_EVENT__MAX] = {
#define BESIDE(NAME, next) [LIFE_EVENT_##NAME] = next,
	NOTICE_BESIDE_TABLE(BESIDE)
#undef BESIDE
};

static const struct {
	const char *code, *label;
} others[NOTICE_OTHER__MAX] = {
#define OTHER(NAME, code, label) {code, label},
	NOTICE_OTHER_TABLE(OTHER)
#undef OTHER
};

const struct notice_step *notice_step(enum life_event event)
{
	BUG_IF((size_t)event >= COUNT_OF(steps));
	return steps[event].next == NULL ? NULL : &steps[event];
}

const char *notice_other_code(enum notice_other other)
{
	BUG_IF(other >= NOTICE_OTHER__MAX);
	return others[other].code;
}

bool notice_other_find(const char *kind, enum notice_other *ret_other)
{
	for (size_t i = 0; i < NOTICE_OTHER__MAX; i++) {
		if (strcmp(others[i].code, kind) != 0) continue;
		*ret_other = (enum notice_other)i;
		return true;
	}
	return false;
}

const char *notice_kind_label(const char *kind)
{
	enum notice_other other;
	enum life_event event;
	if (notice_other_find(kind, &other)) return others[other].label;
	return life_event_find(kind, &event) ? life_event_label(event) : kind;
}

/* The day by which something is due, as a sentence; "" none. */
static const char *until_sentence(const struct notice_step *step, day until, struct arena *arena)
{
	if (step->until == NOTICE_UNTIL_REPLY && until != DAY_NONE)
		return arena_printf(arena, "答复期限的最后一天是%s。", day_words(until).s);
	if (step->until == NOTICE_UNTIL_OWED)
		return until == DAY_NONE
			       ? "期限自您收到通知的次日起算。"
			       : arena_printf(arena, "最后一天是%s。", day_words(until).s);
	return "";
}

/* Of a step: what happened, until when, what to do. */
static const char *step_sentences(enum life_event event, const struct notice_saying *saying,
				  struct arena *arena)
{
	const struct notice_step *step = notice_step(event);
	BUG_IF(step == NULL);
	bool other = saying->about != MATTER_REQUEST && beside[event] != NULL;
	return ARENA_JOIN(arena, life_told(event).words, until_sentence(step, saying->until, arena),
			  other ? beside[event] : step->next);
}

static const char *other_sentences(enum notice_other other, const struct notice_saying *saying,
				   struct arena *arena)
{
	switch (other) {
	case NOTICE_QUERY_CODE:
		return ARENA_JOIN(arena, "您的新查询码是：", saying->code,
				  "。原来的查询码已经作废。没有要求过重新发给查询码的，请与我们联"
				  "系。");
	case NOTICE_ONE_TIME:
		return ARENA_JOIN(arena, "查看文书的验证码是：", saying->code,
				  "，10分钟内有效。请不要告诉别人，我们不会向您索要。");
	case NOTICE_TEST: return "这是一封试发的邮件。收到它，说明通知可以发出。";
	default: BUG_IF(true);
	}
	return "";
}

static const char *contact_line(const struct notice_saying *saying, struct arena *arena)
{
	if (saying->phone[0] == '\0') return "";
	return ARENA_JOIN(arena, "联系电话：", saying->phone, "\n");
}

static const char *mail_text(const struct notice_saying *saying, const char *said, bool secret,
			     struct arena *arena)
{
	bool numbered = saying->number[0] != '\0';
	const char *about = numbered ? ARENA_JOIN(arena, "您向", saying->agency, "提出的",
						  matter_kind_label(saying->about), "（登记编号：",
						  saying->number, "）：\n\n")
				     : "";
	const char *where =
		saying->track[0] != '\0'
			? ARENA_JOIN(arena, "凭登记编号和查询码查看办理情况：", saying->track, "\n")
			: "凭登记编号和查询码，可以在我们的网站“申请公开”栏目查看办理情况。\n";
	return ARENA_JOIN(
		arena, "您好：\n\n", about, said, "\n\n", numbered ? where : "",
		contact_line(saying, arena),
		secret || !numbered ? "" : "通知里没有查询码，我们也不会用电话或者邮件向您索要。\n",
		"这封邮件由系统发出，请不要直接回复。\n\n", saying->agency, "\n");
}

static const char *sms_text(const struct notice_saying *saying, const char *said,
			    struct arena *arena)
{
	const char *phone =
		saying->phone[0] == '\0' ? "" : ARENA_JOIN(arena, "电话：", saying->phone, "。");
	return ARENA_JOIN(arena, "您的", matter_kind_label(saying->about), saying->number, "：",
			  said, phone, saying->agency);
}

void notice_say(const struct notice_saying *saying, enum notice_channel channel,
		struct arena *arena, const char **ret_subject, const char **ret_text)
{
	enum notice_other other = NOTICE_OTHER__MAX;
	enum life_event event = LIFE_EVENT__MAX;
	bool is_other = notice_other_find(saying->kind, &other);
	BUG_IF(!is_other && !life_event_find(saying->kind, &event));
	const char *said = is_other ? other_sentences(other, saying, arena)
				    : step_sentences(event, saying, arena);
	if (channel == NOTICE_SMS) {
		*ret_subject = "";
		*ret_text = sms_text(saying, said, arena);
		return;
	}
	const char *what = is_other ? others[other].label : "办理进度";
	*ret_subject = saying->number[0] == '\0'
			       ? ARENA_JOIN(arena, "政府信息公开通知：", what)
			       : ARENA_JOIN(arena, matter_kind_label(saying->about), saying->number,
					    "：", what);
	*ret_text = mail_text(saying, said, is_other, arena);
}
