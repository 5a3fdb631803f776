/* SPDX-License-Identifier: MulanPSL-2.0
 * What a case needs next: the one step that is due first, what else is owed, and whatever may be
 * done besides, in groups. */
#include <inttypes.h>

#include "law/life_duty.h"
#include "law/life_offer.h"
#include "office/matter_words.h"
#include "web/desk/page_case.h"

enum {
	OF_THE_OFFICE = LIFE_BY_CLERK | LIFE_BY_REVIEWER | LIFE_BY_APPROVER | LIFE_BY_HEAD,
	NONE = -1
};

/* clang-format off */
/* GROUP(NAME, label) of steps on the page */
#define GROUP_TABLE(GROUP)                                                                         \
	GROUP(REPLY, "办理和答复")                                                                   \
	GROUP(ASK, "补正和说明理由")                                                                 \
	GROUP(CONSULT, "征求意见和协办")                                                             \
	GROUP(TERM, "延期和收费")                                                                    \
	GROUP(END, "撤回、复议和诉讼")
/* clang-format on */
enum group {
#define GROUP(name, label) GROUP_##name,
	GROUP_TABLE(GROUP)
#undef GROUP
		GROUP__MAX
};
static const char *const group_labels[GROUP__MAX] = {
#define GROUP(name, label) [GROUP_##name] = (label),
	GROUP_TABLE(GROUP)
#undef GROUP
};

static enum group group_of(enum life_event event)
{
	switch (event) {
	case LIFE_EVENT_ASK_CLARIFICATION:
	case LIFE_EVENT_NOTICE_SERVED:
	case LIFE_EVENT_CLARIFIED:
	case LIFE_EVENT_LAPSE_CLARIFICATION:
	case LIFE_EVENT_LATE_SEEN:
	case LIFE_EVENT_ASK_REASONS:
	case LIFE_EVENT_REASONS_GIVEN:
	case LIFE_EVENT_LAPSE_REASONS:
	case LIFE_EVENT_CORRECT_ASK:
	case LIFE_EVENT_CORRECT_PROOF: return GROUP_ASK;
	case LIFE_EVENT_CONSULT_THIRD:
	case LIFE_EVENT_CONSULT_COMAKER:
	case LIFE_EVENT_CONSULT_ORGAN:
	case LIFE_EVENT_CONSULT_SERVED:
	case LIFE_EVENT_AGREED:
	case LIFE_EVENT_REFUSED:
	case LIFE_EVENT_SILENT:
	case LIFE_EVENT_UNDELIVERED:
	case LIFE_EVENT_ASSIST:
	case LIFE_EVENT_ASSIST_DONE:
	case LIFE_EVENT_TELL_THIRD:
	case LIFE_EVENT_COMPLAINT_ASK:
	case LIFE_EVENT_COMPLAINT_ACCOUNT: return GROUP_CONSULT;
	case LIFE_EVENT_DELAY:
	case LIFE_EVENT_EXTEND:
	case LIFE_EVENT_EXTEND_TOLD:
	case LIFE_EVENT_ASK_FEE:
	case LIFE_EVENT_PAID:
	case LIFE_EVENT_LAPSE_FEE: return GROUP_TERM;
	case LIFE_EVENT_WITHDRAW:
	case LIFE_EVENT_REVIEW_NOTICE:
	case LIFE_EVENT_REVIEW_ANSWERED:
	case LIFE_EVENT_SUIT_NOTICE:
	case LIFE_EVENT_SUIT_ANSWERED:
	case LIFE_EVENT_UPHELD:
	case LIFE_EVENT_REMAKE: return GROUP_END;
	default: return GROUP_REPLY;
	}
}

struct next {
	struct desk *desk;
	const struct matter_case *now;
	day today;
	struct desk_case *view;
	struct life_offers offers;
	const char **hrefs; /* per offer; NULL: not now, or not this reader */
	bool *shown;	    /* per offer: stands with its duty */
};

/* With the working days that are left, as the office counts them. */
static const char *due_words(const struct life_duty *duty, const struct next *next)
{
	struct arena *arena = next->desk->arena;
	int left = 0;
	if (duty->due == DAY_NONE) return "现在";
	struct day_text due = day_text(duty->due);
	if (duty->due < next->today)
		return arena_printf(arena, "%s，已过 %d 天", due.s, next->today - duty->due);
	if (duty->due == next->today) return arena_printf(arena, "%s，今天到期", due.s);
	if (calendar_working_days(next->now->calendar, next->today, duty->due, &left, NULL) !=
		    ERR_NONE ||
	    left == 0)
		return arena_printf(arena, "最迟 %s", due.s);
	return arena_printf(arena, "最迟 %s，还有 %d 个工作日", due.s, left);
}

static const char *whose_words(enum life_turn_of whose, enum matter_kind kind)
{
	return whose == LIFE_TURN_REQUESTER ? matter_words(kind)->who
	       : whose == LIFE_TURN_OTHERS  ? "被征求意见方"
					    : "本机关";
}

/* Where a step is taken: most by their form; some have a page of their own. */
static const char *href_of(const struct next *next, const struct life_offer *offer)
{
	struct arena *arena = next->desk->arena;
	const struct desk_case *view = next->view;
	const char *remedy = page_remedy_href(next->desk, next->now, &view->remedies, offer->event);
	if (remedy != NULL) return remedy;
	if (offer->event == LIFE_EVENT_SEARCH) return view->search_href;
	if (offer->event == LIFE_EVENT_DRAFT && view->reply_href != NULL) return view->reply_href;
	/* a reply goes out by its letter alone; the other letters are offered beside the steps */
	if (offer->event == LIFE_EVENT_ISSUE || life_event_asks(offer->event) == LIFE_ASKS_RESULT)
		return page_case_path(next->desk, view->id, "/letters");
	if (offer->consult == 0)
		return arena_printf(arena, "/cases/%" PRId64 "/step/%s", view->id,
				    life_event_code(offer->event));
	return arena_printf(arena, "/cases/%" PRId64 "/step/%s?consult=%d", view->id,
			    life_event_code(offer->event), offer->consult);
}

static int offer_for(const struct next *next, enum life_event event, size_t consult)
{
	for (size_t i = 0; i < next->offers.n; i++)
		if (next->offers.rows[i].event == event &&
		    next->offers.rows[i].consult == (int)consult)
			return (int)i;
	return NONE;
}

static struct desk_case_duty duty_row(const struct next *next, const struct life_duty *duty)
{
	struct arena *arena = next->desk->arena;
	const char *about = page_case_consult(next->now, (int)duty->consult, arena);
	enum life_event event = life_duty_step(&next->now->life, duty, next->today);
	char light = 'y';
	if (duty->due != DAY_NONE)
		light = matter_light(day_text(duty->due).s, next->today, next->now->calendar);
	struct desk_case_duty row = {
		.label = life_duty_label(duty->kind),
		.about = about,
		.whose = whose_words(life_duty_whose(duty->kind), next->now->matter.kind),
		.due = due_words(duty, next),
		.class = light == 'r' ? "late" : "",
		.light = page_case_light_class(light),
		.trace = page_case_trace(&duty->trace, false, arena),
		.warnings = page_case_trace(&duty->trace, true, arena),
		.answers = life_duty_answers(duty->kind)};
	int at = event == LIFE_EVENT__MAX ? NONE : offer_for(next, event, duty->consult);
	if (at == NONE) return row;
	row.step = life_event_label(event);
	row.href = next->hrefs[at];
	row.words = next->offers.rows[at].words.s;
	next->shown[at] = row.href != NULL;
	return row;
}

/* What is only owed in some cases, or waits for the other side, is not what the office does next;
 * of nothing else the first stands there, and says for whom it waits. */
static size_t first_of(const struct next *next, const struct desk_case_duty *rows)
{
	const struct life_duties *duties = &next->now->duties;
	for (size_t i = 0; i < duties->n; i++)
		if (rows[i].step != NULL && duties->rows[i].kind != LIFE_DUTY_ASK_CLARIFICATION)
			return i;
	return 0;
}

static void show_duties(struct next *next)
{
	struct desk_case *view = next->view;
	const struct life_duties *duties = &next->now->duties;
	struct desk_case_duty *rows = arena_array(next->desk->arena, duties->n, sizeof *rows);
	if (duties->n == 0) return;
	for (size_t i = 0; i < duties->n; i++) rows[i] = duty_row(next, &duties->rows[i]);
	for (size_t i = 0; i < duties->n; i++) {
		if (!rows[i].answers) continue;
		view->due = rows[i].due;
		view->due_late = rows[i].class[0] != '\0';
		view->trace = rows[i].trace;
	}
	size_t first = first_of(next, rows);
	view->next = rows[first];
	for (size_t i = first; i + 1 < duties->n; i++) rows[i] = rows[i + 1];
	view->duties = rows;
	view->n_duties = duties->n - 1;
}

/* Refused today perhaps only because the period is over: it may have been done in time. */
static bool has_a_last_day(enum life_event event)
{
	return event == LIFE_EVENT_EXTEND || event == LIFE_EVENT_EXTEND_TOLD ||
	       event == LIFE_EVENT_DELAY || event == LIFE_EVENT_ASK_FEE;
}

static struct desk_case_offer offer_row(const struct next *next, size_t at)
{
	const struct life_offer *offer = &next->offers.rows[at];
	return (struct desk_case_offer){
		.href = next->hrefs[at],
		.label = life_event_label(offer->event),
		.about = page_case_consult(next->now, offer->consult, next->desk->arena),
		.words = offer->words.s};
}

static struct desk_case_group group_row(const struct next *next, enum group group)
{
	struct desk_case_group row = {.label = group_labels[group]};
	struct desk_case_offer *rows = arena_array(next->desk->arena, next->offers.n, sizeof *rows);
	for (size_t i = 0; i < next->offers.n; i++)
		if (next->hrefs[i] != NULL && !next->shown[i] &&
		    group_of(next->offers.rows[i].event) == group)
			rows[row.n_offers++] = offer_row(next, i);
	row.offers = rows;
	return row;
}

static void show_groups(struct next *next)
{
	struct desk_case *view = next->view;
	struct desk_case_group *groups = arena_array(next->desk->arena, GROUP__MAX, sizeof *groups);
	for (int i = 0; i < GROUP__MAX; i++) {
		groups[view->n_groups] = group_row(next, (enum group)i);
		if (groups[view->n_groups].n_offers > 0) view->n_groups++;
	}
	view->groups = groups;
}

static void show_refused(struct next *next)
{
	struct desk_case *view = next->view;
	unsigned mine = matter_roles(next->desk->actor);
	struct desk_case_offer *rows = arena_array(next->desk->arena, next->offers.n, sizeof *rows);
	for (size_t i = 0; i < next->offers.n; i++) {
		const struct life_offer *offer = &next->offers.rows[i];
		if (offer->allowed || (offer->roles & OF_THE_OFFICE) == 0) continue;
		rows[view->n_refused] = offer_row(next, i);
		if (has_a_last_day(offer->event) && (offer->roles & mine) != 0)
			rows[view->n_refused].past_href = href_of(next, offer);
		view->n_refused++;
	}
	view->refused = rows;
}

void page_case_next(struct desk *desk, const struct matter_case *now, day today,
		    struct desk_case *view)
{
	struct arena *arena = desk->arena;
	/* who may not work on cases sees whose turn it is all the same */
	unsigned roles = view->may_step ? matter_roles(desk->actor) : 0;
	struct next next = {.desk = desk, .now = now, .today = today, .view = view};
	next.offers = life_offers(&now->life, today, roles, desk->actor->account_id, now->calendar,
				  arena);
	next.hrefs = arena_array(arena, next.offers.n, sizeof *next.hrefs);
	next.shown = arena_array(arena, next.offers.n, sizeof *next.shown);
	for (size_t i = 0; i < next.offers.n; i++)
		if (next.offers.rows[i].allowed)
			next.hrefs[i] = href_of(&next, &next.offers.rows[i]);
	if (!view->struck) show_duties(&next);
	if (!view->may_step) return;
	show_groups(&next);
	show_refused(&next);
}
