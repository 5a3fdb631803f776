/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/life_late.h"

#include "law/force.h"
#include "law/remedy_until.h"

#define IN(state) (1U << LIFE_##state)

/* A notice to clarify or to pay that reached the requester is an answer to him: what is silent is
 * not the office. One that nobody served is none, nor is one he got when the period was over. */
static bool noticed(const struct life *life, day due)
{
	bool waits = life->state == LIFE_CLARIFYING || life->state == LIFE_FEE;
	return waits && life->notice_served != DAY_NONE && life->notice_served <= due;
}

/* Where the office owes the reply and its period runs. */
static bool owed(const struct life *life)
{
	enum {
		RUNNING = IN(RECEIVED) | IN(HANDLING) | IN(CLARIFYING) | IN(EXPLAINING) |
			  IN(CONSULTING) | IN(FEE) | IN(DRAFTED) | IN(REVIEWED) | IN(CHECKED) |
			  IN(APPROVED) | IN(ISSUED),
		GIVEN_UP = LIFE_NEED_WITHDRAWN | LIFE_NEED_CLARIFY_LAPSED | LIFE_NEED_FEE_LAPSED,
	};
	return life->kind == LIFE_OF_REQUEST && life->remade == DAY_NONE &&
	       life->served == DAY_NONE && (RUNNING & 1U << life->state) != 0 &&
	       (life->facts & GIVEN_UP) == 0;
}

static void say(struct life_late *late, const char *text)
{
	late->paragraphs[late->n++] = text;
}

static void say_remedies(struct life_late *late, day today, const char *organ, struct arena *arena)
{
	bool review = today <= late->review_until, suit = today <= late->suit_until;
	struct day_words until = day_words(late->suit_until);
	if (review)
		say(late,
		    arena_printf(arena,
				 "本机关逾期没有答复，可以自答复期限届满之日起60日内（至%s）向%s"
				 "申请行政复议，也可以自答复期限届满之日起6个月内（至%s）直接向有"
				 "管辖权的人民法院提起行政诉讼。",
				 day_words(late->review_until).s, organ, until.s));
	else if (suit)
		say(late,
		    arena_printf(arena,
				 "本机关逾期没有答复，申请行政复议的60日已经届满（%s），仍可以自"
				 "答复期限届满之日起6个月内（至%s）向有管辖权的人民法院提起行政诉"
				 "讼。",
				 day_words(late->review_until).s, until.s));
	else
		say(late,
		    arena_printf(arena,
				 "本机关逾期没有答复。自答复期限届满之日起申请行政复议的60日和提起"
				 "行政诉讼的6个月（至%s）都已经届满。",
				 until.s));
}

enum err life_late(const struct life *life, day today, const char *organ,
		   const struct calendar *calendar, struct arena *arena, struct trace *trace,
		   struct life_late *ret_late, struct error *error)
{
	struct life_late late = {.due = DAY_NONE, .review_until = DAY_NONE, .suit_until = DAY_NONE};
	if (!owed(life)) {
		*ret_late = late;
		return ERR_NONE;
	}
	struct consultation consults[DEADLINE_MAX_CONSULTS];
	struct deadline_order order = life_order(life, today, consults);
	struct deadline deadline;
	enum err err = deadline_compute(&order, calendar, NULL, &deadline, error);
	if (err != ERR_NONE) return err;
	late.late = today > deadline.due && !noticed(life, deadline.due);
	if (late.late) {
		late.due = deadline.due;
		struct remedy_until until = remedy_until(deadline.due, calendar);
		late.review_until = until.review;
		late.suit_until = until.suit;
		say(&late, arena_printf(arena, "答复期限已于%s届满。", day_words(late.due).s));
		say_remedies(&late, today, organ, arena);
		say(&late,
		    "也可以向本机关的上一级行政机关或者政府信息公开工作主管部门投诉、举报；投诉、"
		    "举报不影响也不延长上述期限。");
		say(&late, "本机关仍应当答复，逾期不免除答复的义务。");
		trace_add(trace, late.review_until,
			  law_in_force(LAW_REVIEW_2024, late.due) ? "review.20" : "review2017.9",
			  "自答复期限届满之日起60日内可以申请行政复议。");
		trace_add(trace, late.suit_until, "court.2",
			  "逾期不予答复的，可以提起行政诉讼，自答复期限届满之日起6个月内提出。");
		trace_add(trace, DAY_NONE, "reg.51", "可以投诉、举报。");
	}
	*ret_late = late;
	return ERR_NONE;
}
