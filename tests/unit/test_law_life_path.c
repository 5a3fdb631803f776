/* SPDX-License-Identifier: MulanPSL-2.0
 * The decision path: questions whose every way ends, in each of the 21 outcomes, and
 * twice in none without its reason; tests/vectors/paths.tsv walks each way. */
#include "law/life_path.h"

#include "base/buf.h"
#include "law/letter.h"
#include "unit/help_cmocka.h"
#include "unit/help_vectors.h"

static struct buf answer;

/* "否否是": the answers from the first question on. */
static const char *answer_path(char **fields)
{
	enum life_question at = (enum life_question)0;
	struct life_turn turn = {LIFE_ENDING_NONE, at};
	const struct life_question_facts *facts = NULL;
	for (const char *text = fields[2]; *text != '\0'; text += strlen("是")) {
		assert_int_equal(turn.end, LIFE_ENDING_NONE);
		facts = life_question_facts(turn.next);
		turn = strncmp(text, "是", strlen("是")) == 0 ? facts->yes : facts->no;
	}
	assert_non_null(facts);
	assert_string_equal(facts->rule, fields[1]);
	assert_string_equal(facts->question, fields[4]);
	const struct life_ending_facts *end = life_ending_facts(turn.end);
	buf_clear(&answer);
	buf_printf(&answer, "%s %s %s", end->code, outcome_facts(end->outcome)->code, end->letter);
	return buf_text(&answer);
}

static void ways(void **state)
{
	(void)state;
	vectors_replay("paths", 3, 50, answer_path);
}

static void count(struct life_turn turn, int *to_question, int *to_ending)
{
	if (turn.end == LIFE_ENDING_NONE)
		to_question[turn.next]++;
	else
		to_ending[turn.end]++;
}

static void every_way_ends_in_an_outcome(void **state)
{
	(void)state;
	int to_question[LIFE_QUESTION__MAX] = {0}, to_ending[LIFE_ENDING__MAX] = {0};
	int of_outcome[OUTCOME__MAX] = {0};
	for (int i = 0; i < LIFE_QUESTION__MAX; i++) {
		const struct life_question_facts *facts =
			life_question_facts((enum life_question)i);
		count(facts->yes, to_question, to_ending);
		count(facts->no, to_question, to_ending);
		/* onwards only, so that every way ends */
		if (facts->yes.end == LIFE_ENDING_NONE) assert_true((int)facts->yes.next > i);
		if (facts->no.end == LIFE_ENDING_NONE) assert_true((int)facts->no.next > i);
	}
	assert_int_equal(to_question[0], 0);
	for (int i = 1; i < LIFE_QUESTION__MAX; i++) assert_true(to_question[i] >= 1);
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		assert_true(to_ending[i] >= 1);
		assert_true(to_ending[i] == 1 || facts->twice[0] != '\0');
		assert_true(facts->contains[0] != '\0' && facts->judged[0] != '\0');
		of_outcome[facts->outcome]++;
	}
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		bool twice = of_outcome[facts->outcome] > 1 || to_ending[i] > 1;
		assert_int_equal(twice, facts->twice[0] != '\0');
	}
	for (int i = OUTCOME_OPEN + 1; i < OUTCOME__MAX; i++) assert_true(of_outcome[i] >= 1);
}

/* A refusal under Art. 14–16 says that reconsideration comes first; only that does. */
static void remedies_agree(void **state)
{
	(void)state;
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		const struct outcome_facts *outcome = outcome_facts(facts->outcome);
		bool first = strstr(facts->contains, "先申请行政复议") != NULL;
		assert_int_equal(first, outcome->remedy == REMEDY_FIRST);
		enum letter letter;
		assert_true(letter_parse(facts->letter, &letter));
		assert_true(letter_announces(letter, facts->outcome));
	}
}

static void codes_and_needs(void **state)
{
	(void)state;
	enum life_ending back;
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		assert_true(life_ending_parse(life_ending_facts((enum life_ending)i)->code, &back));
		assert_int_equal(back, i);
	}
	assert_false(life_ending_parse("", &back));
	assert_null(life_need_missing(0));
	assert_non_null(strstr(life_need_missing(LIFE_NEED_SEARCHED), "检索记录"));
	assert_non_null(strstr(life_need_missing(LIFE_NEED_WITHDRAWN), "没有撤回"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ways),
		cmocka_unit_test(every_way_ends_in_an_outcome),
		cmocka_unit_test(remedies_agree),
		cmocka_unit_test(codes_and_needs),
	};
	buf_init(&answer, 4096);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	buf_release(&answer);
	return failed;
}
