/* SPDX-License-Identifier: MulanPSL-2.0 */
#include "web/desk/page_step_value.h"

#include <inttypes.h>

#include "law/service.h"
#include "web/desk/page_case.h"

enum { PERIOD_MAX = 1000 };

static const char *number_text(int64_t number, struct arena *arena)
{
	return arena_printf(arena, "%" PRId64, number);
}

static int usual_days(const struct matter_case *now, enum life_event event)
{
	const struct life_settings *settings = now->life.settings;
	return event == LIFE_EVENT_REMAKE ? settings->remake_days
					  : life_usual_days(settings, event);
}

static struct form_field period_field(const struct matter_case *now, enum life_event event,
				      struct arena *arena)
{
	int usual = usual_days(now, event);
	const char *unit = event == LIFE_EVENT_REMAKE ? "自然日" : "工作日";
	struct form_field field = {.name = "n",
				   .label = arena_printf(arena, "期限（%s）", unit),
				   .kind = FORM_COUNT,
				   .required = usual == 0,
				   .least = 1,
				   .most = PERIOD_MAX};
	if (event == LIFE_EVENT_EXTEND)
		field.hint = "最多 20 个工作日，只能延长一次（条例第三十三条）";
	else if (event == LIFE_EVENT_DELAY)
		field.hint = "从起算日起一共多少个工作日，代替原来的 20 个，所以应当比 20 "
			     "长（条例第三十五条）";
	else if (usual > 0)
		field.hint = arena_printf(arena, "不填的按 %d 个%s", usual, unit);
	return field;
}

struct form_field step_value_field(const struct matter_case *now, enum life_event event,
				   struct arena *arena)
{
	struct form_field field = {.name = "n", .kind = FORM_SELECT, .required = true};
	switch (life_event_asks(event)) {
	case LIFE_ASKS_PERIOD: return period_field(now, event, arena);
	case LIFE_ASKS_CONSULT: field.label = "哪一次征求意见"; break;
	case LIFE_ASKS_ENDING: field.label = "怎样答复"; break;
	case LIFE_ASKS_PROOF:
		field.name = "manner";
		field.label = "怎样送达";
		field.kind = FORM_RADIOS;
		break;
	case LIFE_ASKS_SUMMARY:
		field.label = "复议程序";
		field.kind = FORM_RADIOS;
		break;
	case LIFE_ASKS_RESULT: field.label = "处理结果"; break;
	case LIFE_ASKS_CHANNEL: field.label = "申请方式"; break;
	case LIFE_ASKS_NOTHING: BUG_IF(true);
	}
	return field;
}

static void offer_consults(const struct matter_case *now, struct form *form, size_t at_n)
{
	struct arena *arena = form->arena;
	const struct life *life = &now->life;
	for (size_t i = 0; i < life->n_consults; i++) {
		const struct life_consult *consult = &life->consults[i];
		if (consult->closed != DAY_NONE) continue;
		form_offer(form, at_n, number_text((int64_t)i + 1, arena),
			   arena_printf(arena, "%s（%s 发出）",
					page_case_consult(now, (int)i + 1, arena),
					day_text(consult->sent).s));
	}
}

static void offer_endings(struct form *form, size_t at_n)
{
	struct arena *arena = form->arena;
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		/* two endings of one outcome are told apart by what their letter says */
		form_offer(form, at_n, number_text(i, arena),
			   arena_printf(arena, "%s：%s", outcome_facts(facts->outcome)->label,
					facts->contains));
	}
}

void step_value_offer(const struct matter_case *now, enum life_event event, struct form *form,
		      size_t at_n)
{
	struct arena *arena = form->arena;
	switch (life_event_asks(event)) {
	case LIFE_ASKS_CONSULT: offer_consults(now, form, at_n); break;
	case LIFE_ASKS_ENDING: offer_endings(form, at_n); break;
	case LIFE_ASKS_PROOF:
		for (int i = 0; i < SERVICE_BY__MAX; i++) {
			const struct service_facts *facts = service_facts((enum service_manner)i);
			form_offer(form, at_n, facts->code, facts->label);
		}
		break;
	case LIFE_ASKS_SUMMARY:
		form_offer(form, at_n, "0", "普通程序（10 个工作日内答复）");
		form_offer(form, at_n, "1", "简易程序（5 个工作日内答复）");
		break;
	case LIFE_ASKS_CHANNEL:
		for (int i = 0; i < CHANNEL__MAX; i++)
			form_offer(form, at_n, number_text(i, arena),
				   channel_label((enum channel)i));
		break;
	case LIFE_ASKS_RESULT:
		for (int i = LIFE_RESULT_NONE + 1; i <= LIFE_PASSED_ON; i++)
			if (life_result_of(now->life.kind, (enum life_result)i))
				form_offer(form, at_n, number_text(i, arena),
					   life_result_label((enum life_result)i));
		break;
	case LIFE_ASKS_PERIOD:
	case LIFE_ASKS_NOTHING: break;
	}
}
