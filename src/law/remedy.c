/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "law/remedy.h"

#include <string.h>

#include "law/force.h"
#include "law/remedy_until.h"

/* Reconsideration must come first; the law wants the requester told so (行政复议法 23 para 2). */
static const char *say_first(struct arena *arena, const char *about, const char *self,
			     const char *organ)
{
	return arena_printf(
		arena,
		"对%s不服的，可以自收到%s之日起60日内先向%s申请行政复议；对行政复议决定"
		"仍不服的，可以自收到行政复议决定书之日起15日内向有管辖权的人民法院提起行政诉讼。",
		about, self, organ);
}

static const char *say_choice(struct arena *arena, const char *about, const char *self,
			      const char *organ)
{
	return arena_printf(arena,
			    "对%s不服的，可以自收到%s之日起60日内向%s申请行政复议，也可以自收到%s"
			    "之日起6个月内直接向有管辖权的人民法院提起行政诉讼。",
			    about, self, organ, self);
}

static void trace_first(struct trace *trace, day replied)
{
	trace_add(trace, replied, "review.23",
		  "以条例第十四条至第十六条为由不予公开的，应当先申请行政复议。");
	trace_add(trace, replied, "review.20", "自知道答复之日起60日内可以申请行政复议。");
	trace_add(trace, replied, "review.34",
		  "复议不予受理、驳回或者逾期不答复的，自收到决定书或者期满之日起15日内可以起诉。");
	trace_add(trace, replied, "suit.45",
		  "对复议决定不服的，自收到决定书之日起15日内可以起诉。");
}

static void trace_choice(struct trace *trace, day replied, bool since_2024)
{
	trace_add(trace, replied, since_2024 ? "review.20" : "review2017.9",
		  "自知道答复之日起60日内可以申请行政复议。");
	trace_add(trace, replied, "suit.46", "直接起诉的，自知道答复之日起6个月内提出。");
}

/* What the law in force on the day of the reply makes of its outcome. */
static enum remedy_kind kind_of(enum outcome outcome, day replied)
{
	return law_in_force(LAW_REVIEW_2024, replied) ? outcome_facts(outcome)->remedy
						      : REMEDY_CHOICE;
}

void remedy_compute(const struct remedy_order *order, struct arena *arena, struct trace *trace,
		    struct remedy *ret_remedy)
{
	BUG_IF(order->outcome == OUTCOME_OPEN || order->organ == NULL);
	bool since_2024 = law_in_force(LAW_REVIEW_2024, order->replied);
	enum remedy_kind kind = kind_of(order->outcome, order->replied);
	if (kind == REMEDY_BOTH && !order->withheld_exempt) kind = REMEDY_CHOICE;
	memset(ret_remedy, 0, sizeof *ret_remedy);
	const char **paragraphs = ret_remedy->paragraphs;
	const char *self = order->self == NULL ? "本答复" : order->self;
	size_t n = 0;
	if (kind == REMEDY_BOTH) {
		paragraphs[n++] =
			say_first(arena,
				  arena_printf(arena,
					       "%s中依据《中华人民共和国政府信息公开条例》第十四条"
					       "、第十五条、第十六条不予公开的部分",
					       self),
				  self, order->organ);
		paragraphs[n++] = say_choice(arena, arena_printf(arena, "%s的其他部分", self), self,
					     order->organ);
		trace_first(trace, order->replied);
		trace_choice(trace, order->replied, true);
	} else if (kind == REMEDY_FIRST) {
		paragraphs[n++] = say_first(arena, self, self, order->organ);
		trace_first(trace, order->replied);
	} else {
		paragraphs[n++] = say_choice(arena, self, self, order->organ);
		trace_choice(trace, order->replied, since_2024);
	}
	if (order->online && since_2024) {
		paragraphs[n++] =
			arena_printf(arena,
				     "%s通过互联网渠道送达，您也可以通过送达%s的同一互联网渠道提交"
				     "行政复议申请书。",
				     self, self);
		trace_add(trace, order->replied, "review.22",
			  "通过互联网渠道送达的，应当同时提供提交复议申请书的互联网渠道。");
	}
	ret_remedy->n = n;
}

const char *remedy_until_words(enum outcome outcome, day replied, day known,
			       const struct calendar *calendar, struct arena *arena)
{
	struct remedy_until until = remedy_until(known, calendar);
	struct day_words on = day_words(known), review = day_words(until.review),
			 suit = day_words(until.suit);
	switch (kind_of(outcome, replied)) {
	case REMEDY_FIRST:
		return arena_printf(arena,
				    "申请人%s收到答复：申请行政复议的60日到%s。应当先申请行政复议"
				    "（行政复议法第二十三条），不能直接起诉；对复议决定不服的，自收"
				    "到复议决定书之日起15日内起诉。",
				    on.s, review.s);
	case REMEDY_BOTH:
		return arena_printf(arena,
				    "申请人%s收到答复：申请行政复议的60日到%s，直接起诉的6个月到%s"
				    "；依据条例第十四条至第十六条不予公开的部分，应当先申请行政复议"
				    "，不能直接起诉。",
				    on.s, review.s, suit.s);
	default:
		return arena_printf(
			arena, "申请人%s收到答复：申请行政复议的60日到%s，直接起诉的6个月到%s。",
			on.s, review.s, suit.s);
	}
}

const char *remedy_direct_words(enum outcome outcome, day replied)
{
	if (outcome == OUTCOME_OPEN) return "";
	enum remedy_kind remedy = kind_of(outcome, replied);
	if (remedy == REMEDY_FIRST)
		return "这份答复是2024年1月1日以后依据条例第十四条至第十六条不予公开，应当先申请行"
		       "政复议（行政复议法第二十三条）。原告没有经过复议直接起诉的，请核对起诉方式"
		       "，"
		       "并在答辩状中提出。";
	if (remedy == REMEDY_BOTH)
		return "这份答复是2024年1月1日以后的部分公开：对依据条例第十四条至第十六条不予公开"
		       "的部分，应当先申请行政复议（行政复议法第二十三条）。请核对起诉针对哪一部分"
		       "。";
	return "";
}
