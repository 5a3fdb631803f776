/* SPDX-License-Identifier: MulanPSL-2.0
 * Codes of outcomes, requester kinds and channels parse back, and nothing else parses. */
#include "law/letter.h"
#include "law/outcome.h"
#include "law/remedy.h"
#include "law/requester.h"
#include "law/withheld.h"
#include "unit/help_cmocka.h"

static void outcomes(void **state)
{
	(void)state;
	enum outcome back;
	for (int i = 0; i < OUTCOME__MAX; i++) {
		assert_true(outcome_parse(outcome_facts((enum outcome)i)->code, &back));
		assert_int_equal(back, i);
	}
	assert_false(outcome_parse("f", &back));
	assert_false(outcome_parse("C1", &back));
}

static void requester_kinds(void **state)
{
	(void)state;
	enum requester_kind back;
	for (int i = 0; i < REQUESTER__MAX; i++) {
		assert_true(requester_parse(requester_code((enum requester_kind)i), &back));
		assert_int_equal(back, i);
	}
	assert_false(requester_parse("", &back));
	assert_string_equal(requester_label(REQUESTER_BUSINESS), "商业企业");
}

static void channels(void **state)
{
	(void)state;
	enum channel back;
	for (int i = 0; i < CHANNEL__MAX; i++) {
		assert_true(channel_parse(channel_code((enum channel)i), &back));
		assert_int_equal(back, i);
	}
	assert_false(channel_parse("post", &back));
	assert_false(channel_needs_confirmation(CHANNEL_SIGNED_POST));
	assert_true(channel_needs_confirmation(CHANNEL_EMAIL));
	assert_string_equal(channel_label(CHANNEL_FAX), "传真");
}

static void a_remedy_names_its_letter(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct remedy remedy;
	struct remedy_order order = {.outcome = OUTCOME_E1, .organ = "平安区人民政府"};
	assert_true(day_parse("2024-06-11", &order.replied));
	remedy_compute(&order, &arena, NULL, &remedy);
	assert_non_null(strstr(remedy.paragraphs[0], "本答复"));
	order.self = "本告知书";
	remedy_compute(&order, &arena, NULL, &remedy);
	assert_non_null(strstr(remedy.paragraphs[0], "本告知书"));
	assert_null(strstr(remedy.paragraphs[0], "本答复"));
	arena_release(&arena);
}

/* Reconsideration must come first since 2024-01-01, against refusals under Art. 14–16 alone. */
static void a_direct_suit_that_comes_too_early(void **state)
{
	day before, since;
	(void)state;
	assert_true(day_parse("2023-12-31", &before) && day_parse("2024-01-01", &since));
	for (int i = OUTCOME_A; i < OUTCOME__MAX; i++) {
		enum outcome outcome = (enum outcome)i;
		bool exempt = outcome >= OUTCOME_C1 && outcome <= OUTCOME_C7;
		const char *words = remedy_direct_words(outcome, since);
		assert_int_equal(*words != '\0', exempt || outcome == OUTCOME_B);
		assert_int_equal(strstr(words, "直接起诉") != NULL, exempt);
		assert_string_equal(remedy_direct_words(outcome, before), "");
	}
	assert_string_equal(remedy_direct_words(OUTCOME_OPEN, since), "");
}

/* No direct suit is offered on the desk where reconsideration must come first. */
static void until_when_by_the_law_of_the_reply(void **state)
{
	struct arena arena = {0};
	const struct calendar *calendar;
	day before, since, known;
	(void)state;
	assert_int_equal(calendar_build(&arena, NULL, 0, &calendar, NULL), ERR_NONE);
	assert_true(day_parse("2023-12-31", &before) && day_parse("2024-01-01", &since) &&
		    day_parse("2024-08-31", &known));
	for (int i = OUTCOME_A; i < OUTCOME__MAX; i++) {
		enum outcome outcome = (enum outcome)i;
		bool exempt = outcome >= OUTCOME_C1 && outcome <= OUTCOME_C7;
		const char *words = remedy_until_words(outcome, since, known, calendar, &arena);
		assert_non_null(strstr(words, "60日到2024年10月30日"));
		assert_int_equal(strstr(words, "6个月到2025年2月28日") == NULL, exempt);
		assert_int_equal(strstr(words, "不能直接起诉") != NULL,
				 exempt || outcome == OUTCOME_B);
		words = remedy_until_words(outcome, before, known, calendar, &arena);
		assert_non_null(strstr(words, "6个月到2025年2月28日。"));
		assert_null(strstr(words, "不能直接起诉"));
	}
	arena_release(&arena);
}

/* A part is left out for what the whole would have been refused for, and for one reason more. */
static void grounds_of_a_part(void **state)
{
	(void)state;
	enum withheld back;
	enum outcome outcome;
	int refusals = 0, grounds = 0;
	for (int i = 0; i < WITHHELD__MAX; i++) {
		const struct withheld_facts *facts = withheld_facts((enum withheld)i);
		assert_true(withheld_parse(facts->code, &back));
		assert_int_equal(back, i);
		assert_true(facts->words[0] != '\0');
		if (outcome_parse(facts->code, &outcome) && letter_ground(outcome) != NULL)
			grounds++;
		else
			assert_int_equal(i, WITHHELD_NO_INFORMATION);
	}
	for (int i = 0; i < OUTCOME__MAX; i++) refusals += letter_ground((enum outcome)i) != NULL;
	assert_int_equal(grounds, refusals);
	assert_false(withheld_parse("c8", &back));
	assert_false(withheld_parse("", &back));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes),
		cmocka_unit_test(requester_kinds),
		cmocka_unit_test(channels),
		cmocka_unit_test(grounds_of_a_part),
		cmocka_unit_test(a_remedy_names_its_letter),
		cmocka_unit_test(a_direct_suit_that_comes_too_early),
		cmocka_unit_test(until_when_by_the_law_of_the_reply),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
