/* SPDX-License-Identifier: MulanPSL-2.0
 * What the requester is told: every step is decided, nothing gives away what regulation.md 10.17
 * keeps from him, and nothing he must know is kept. */
#include "law/life_told.h"

#include <string.h>

#include "law/letter.h"
#include "unit/help_cmocka.h"

static void every_step_and_state_is_decided(void **state)
{
	(void)state;
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		struct life_told told = life_told((enum life_event)i);
		assert_non_null(told.words);
		/* a sentence for him, a remark for the office */
		assert_int_equal(strstr(told.words, "。") != NULL, told.told);
	}
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		assert_non_null(life_told_state((enum life_state)i));
}

/* Neither whom we asked nor what they said, nor who looked at the draft. */
static void nothing_is_given_away(void **state)
{
	(void)state;
	static const char *const never[] = {"第三方", "共同制作", "其他机关", "同意", "审查",
					    "审核",   "签发",	  "协办",     "检索", "归档"};
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		struct life_told told = life_told((enum life_event)i);
		for (size_t k = 0; k < COUNT_OF(never); k++)
			assert_true(!told.told || strstr(told.words, never[k]) == NULL);
	}
	for (int i = 0; i < LIFE_STATE__MAX; i++)
		for (size_t k = 0; k < COUNT_OF(never); k++)
			assert_null(strstr(life_told_state((enum life_state)i), never[k]));
	static const enum life_event ends[] = {LIFE_EVENT_REFUSED, LIFE_EVENT_SILENT,
					       LIFE_EVENT_UNDELIVERED};
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		assert_string_equal(life_told(ends[i]).words, life_told(LIFE_EVENT_AGREED).words);
	static const enum life_event begun[] = {LIFE_EVENT_CONSULT_COMAKER,
						LIFE_EVENT_CONSULT_ORGAN};
	for (size_t i = 0; i < COUNT_OF(begun); i++)
		assert_string_equal(life_told(begun[i]).words,
				    life_told(LIFE_EVENT_CONSULT_THIRD).words);
	assert_string_equal(life_told_state(LIFE_CHECKED), life_told_state(LIFE_HANDLING));
}

/* Whatever sends him a letter, and whatever he does himself, is told. */
static void nothing_is_kept_that_is_his(void **state)
{
	(void)state;
	for (size_t i = 0; i < life_row_count(); i++) {
		const struct life_row *row = &life_rows[i];
		bool his = (row->roles & LIFE_BY_REQUESTER) != 0 || strcmp(row->letter, "R") == 0;
		char words[40];
		snprintf(words, sizeof words, "%s", row->letter);
		for (char *at = words, *code; (code = strsep(&at, " ")) != NULL;) {
			enum letter letter;
			his |= letter_parse(code, &letter) && letter_to_requester(letter);
		}
		if (his && !life_told(row->event).told)
			fail_msg("%s is kept", life_event_code(row->event));
	}
	assert_false(life_told(LIFE_EVENT_EXTEND).told);
	assert_true(life_told(LIFE_EVENT_EXTEND_TOLD).told);
}

static void letters_not_his(void **state)
{
	(void)state;
	for (int i = 0; i < LETTER__MAX; i++) {
		enum letter letter = (enum letter)i;
		/* a letter that cannot name him is not his; nor is the record in the file */
		bool named = letter_among(letter, letter_field_facts(FIELD_REQUESTER)->kinds);
		assert_int_equal(letter_to_requester(letter), named && letter != LETTER_R15);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_step_and_state_is_decided),
		cmocka_unit_test(nothing_is_given_away),
		cmocka_unit_test(nothing_is_kept_that_is_his),
		cmocka_unit_test(letters_not_his),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
