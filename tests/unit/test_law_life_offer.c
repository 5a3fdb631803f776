/* SPDX-License-Identifier: MulanPSL-2.0
 * What is offered is what may be done: asked on random ways through the life, and by hand. */
#include "law/life_offer.h"

#include <string.h>

#include "unit/help_cmocka.h"

enum { ALL_ROLES = (1 << LIFE_ROLE__MAX) - 1, WALKS = 60, STEPS = 40, MOST_N = 30, OTHER = 9 };

static struct arena arena, scratch;
static const struct calendar *calendar;

static int setup(void **state)
{
	(void)state;
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	arena_release(&scratch);
	return 0;
}

static uint64_t seed = 711;
static int below(int n)
{
	seed = seed * 6364136223846793005U + 1442695040888963407U;
	return (int)((seed >> 33) % (uint64_t)n);
}

static bool open_consult(const struct life *life, int n)
{
	return n >= 1 && n <= (int)life->n_consults && life->consults[n - 1].closed == DAY_NONE;
}

/* How often the event must be listed, told from the table alone. */
static int listings(const struct life *life, enum life_event event)
{
	bool known = false;
	for (size_t i = 0; i < life_row_count(); i++)
		known |= life_rows[i].event == event && (life_rows[i].from & 1U << life->state);
	int open = 0;
	for (int n = 1; n <= (int)life->n_consults; n++) open += open_consult(life, n);
	if (!known) return 0;
	return life_event_asks(event) == LIFE_ASKS_CONSULT ? open : 1;
}

/* Some n with which the step is taken. */
static bool some_n(const struct life *life, struct life_step step)
{
	struct life_words words;
	for (step.n = 0; step.n <= MOST_N; step.n++)
		if (life_ask(life, &step, calendar, &words) != NULL) return true;
	return false;
}

static void offer_holds(const struct life *life, const struct life_offer *offer,
			struct life_step step)
{
	struct life_words words;
	step.event = offer->event;
	step.n = offer->consult;
	bool of_consult = life_event_asks(offer->event) == LIFE_ASKS_CONSULT;
	assert_int_equal(of_consult, offer->consult != 0);
	assert_int_equal(offer->allowed, offer->row != NULL);
	assert_true(offer->roles != 0);
	assert_true(offer->allowed || offer->words.s[0] != '\0');
	if (offer->allowed) {
		assert_int_equal(offer->row->event, offer->event);
		assert_true((offer->row->roles & step.by) != 0);
	}
	if (of_consult) {
		assert_true(open_consult(life, offer->consult));
		assert_ptr_equal(life_ask(life, &step, calendar, &words), offer->row);
		assert_string_equal(words.s, offer->words.s);
	} else if (life_event_asks(offer->event) == LIFE_ASKS_NOTHING) {
		assert_ptr_equal(life_ask(life, &step, calendar, &words), offer->row);
		assert_string_equal(words.s, offer->words.s);
	} else {
		assert_int_equal(some_n(life, step), offer->allowed);
	}
}

static int consults_offered;

static void offers_hold(const struct life *life, day on, unsigned roles)
{
	struct life_step step = {.on = on, .by = roles, .person = below(2) == 0 ? 0 : OTHER};
	struct life_offers offers = life_offers(life, on, roles, step.person, calendar, &scratch);
	int listed[LIFE_EVENT__MAX] = {0};
	for (size_t i = 0; i < offers.n; i++) {
		listed[offers.rows[i].event]++;
		consults_offered += offers.rows[i].consult > 0;
		offer_holds(life, &offers.rows[i], step);
		assert_true(i == 0 || offers.rows[i - 1].event <= offers.rows[i].event);
	}
	for (int event = 0; event < LIFE_EVENT__MAX; event++)
		assert_int_equal(listed[event], listings(life, (enum life_event)event));
}

static void walk(void)
{
	struct life life;
	struct life_words words;
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	day on = day_year_start(2020) + below(365 * 4);
	for (int i = 0; i < STEPS; i++) {
		offers_hold(&life, on, below(3) == 0 ? 1U << below(LIFE_ROLE__MAX) : ALL_ROLES);
		if (below(3) == 0) on += below(6);
		for (int tries = 0; tries < 300; tries++) {
			struct life_step step = {(enum life_event)below(LIFE_EVENT__MAX), on,
						 ALL_ROLES, below(3), below(LIFE_ENDING__MAX)};
			/* else most ways would end at once */
			if ((step.event == LIFE_EVENT_CORRECT_ARRIVE ||
			     step.event == LIFE_EVENT_SUGGEST_ARRIVE ||
			     step.event == LIFE_EVENT_COMPLAINT_ARRIVE ||
			     step.event == LIFE_EVENT_WITHDRAW) &&
			    below(8) > 0)
				continue;
			if (life_take(&life, &step, calendar, &words) != NULL) break;
		}
	}
	arena_reset(&scratch);
}

static void offers_are_what_may_be_done(void **state)
{
	(void)state;
	for (int i = 0; i < WALKS; i++) walk();
	assert_true(consults_offered > WALKS);
}

static const struct life_offer *find(struct life_offers offers, enum life_event event)
{
	for (size_t i = 0; i < offers.n; i++)
		if (offers.rows[i].event == event) return &offers.rows[i];
	return NULL;
}

/* 2024-06-11 at the counter, in hand; due 2024-07-09. */
static struct life in_hand(day *ret_on)
{
	struct life life;
	struct life_words words;
	assert_true(day_parse("2024-06-11", ret_on));
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	struct life_step step = {LIFE_EVENT_ARRIVE, *ret_on, LIFE_BY_CLERK, OTHER, CHANNEL_COUNTER};
	assert_non_null(life_take(&life, &step, calendar, &words));
	step.event = LIFE_EVENT_REGISTER;
	assert_non_null(life_take(&life, &step, calendar, &words));
	return life;
}

static void says_why_not(void **state)
{
	(void)state;
	day on;
	struct life life = in_hand(&on);
	struct life_offers clerk = life_offers(&life, on, LIFE_BY_CLERK, 1, calendar, &scratch);
	assert_true(find(clerk, LIFE_EVENT_ASK_CLARIFICATION)->allowed);
	assert_true(find(clerk, LIFE_EVENT_DRAFT)->allowed);
	assert_null(find(clerk, LIFE_EVENT_SERVE));
	assert_null(find(clerk, LIFE_EVENT_AGREED));
	const struct life_offer *extend = find(clerk, LIFE_EVENT_EXTEND);
	assert_false(extend->allowed);
	assert_int_equal(extend->roles, LIFE_BY_HEAD);
	assert_non_null(strstr(extend->words.s, "须由工作机构负责人办理"));
	struct life_offers head = life_offers(&life, on + 28, LIFE_BY_HEAD, 1, calendar, &scratch);
	assert_true(find(head, LIFE_EVENT_EXTEND)->allowed);
	head = life_offers(&life, on + 29, LIFE_BY_HEAD, 1, calendar, &scratch);
	assert_string_equal(find(head, LIFE_EVENT_EXTEND)->words.s, "答复期限已经届满。");
	head = life_offers(&life, on - 1, ALL_ROLES, 1, calendar, &scratch);
	for (size_t i = 0; i < head.n; i++)
		assert_non_null(strstr(head.rows[i].words.s, "日期不能早于收到申请的日期"));
}

/* A second clarification is allowed, and the button carries the warning. */
static void warns(void **state)
{
	(void)state;
	day on;
	struct life life = in_hand(&on);
	life.clarifications = 1;
	const struct life_offer *offer =
		find(life_offers(&life, on, ALL_ROLES, 1, calendar, &scratch),
		     LIFE_EVENT_ASK_CLARIFICATION);
	assert_true(offer->allowed);
	assert_non_null(strstr(offer->words.s, "已经告知过补正"));
}

static void endings_lack(void **state)
{
	(void)state;
	day on;
	struct life life = in_hand(&on);
	assert_null(life_ending_lacks(&life, LIFE_ENDING_GIVEN));
	assert_non_null(strstr(life_ending_lacks(&life, LIFE_ENDING_ABSENT), "检索记录"));
	life.facts |= LIFE_NEED_SEARCHED;
	assert_null(life_ending_lacks(&life, LIFE_ENDING_ABSENT));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offers_are_what_may_be_done),
		cmocka_unit_test(says_why_not),
		cmocka_unit_test(warns),
		cmocka_unit_test(endings_lack),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
