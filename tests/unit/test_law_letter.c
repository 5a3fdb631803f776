/* SPDX-License-Identifier: MulanPSL-2.0
 * The letters' tables agree with the outcomes', and document numbers are written one way only. */
#include "law/document_number.h"
#include "law/letter.h"
#include "law/life_path.h"
#include "unit/help_cmocka.h"

static void kinds(void **state)
{
	(void)state;
	enum letter back;
	for (int i = 0; i < LETTER__MAX; i++) {
		assert_true(letter_parse(letter_facts((enum letter)i)->code, &back));
		assert_int_equal(back, i);
	}
	assert_false(letter_parse("P13", &back));
	assert_false(letter_parse("r1", &back));
	assert_true(letter_among(LETTER_R1, "*"));
	assert_true(letter_among(LETTER_R1, "P8 R F"));
	assert_true(letter_among(LETTER_R1, "R10 R1"));
	assert_false(letter_among(LETTER_R1, "R10 P1"));
	assert_false(letter_among(LETTER_R1, ""));
}

/* What a letter announces, the internal record apart, some ending ends with. */
static bool some_ending(enum letter letter, enum outcome outcome)
{
	for (int i = LIFE_ENDING_NONE + 1; i < LIFE_ENDING__MAX; i++) {
		const struct life_ending_facts *facts = life_ending_facts((enum life_ending)i);
		if (facts->outcome == outcome &&
		    strcmp(facts->letter, letter_facts(letter)->code) == 0)
			return true;
	}
	return letter == LETTER_R15 && outcome >= OUTCOME_F1;
}

static void outcomes(void **state)
{
	(void)state;
	for (int i = OUTCOME_OPEN + 1; i < OUTCOME__MAX; i++) {
		for (int k = 0; k < LETTER__MAX; k++)
			assert_int_equal(letter_announces((enum letter)k, (enum outcome)i),
					 some_ending((enum letter)k, (enum outcome)i));
		bool ground = i >= OUTCOME_C1 && i <= OUTCOME_C7;
		assert_int_equal(letter_ground((enum outcome)i) != NULL, ground);
	}
	assert_false(letter_announces(LETTER_P1, OUTCOME_OPEN));
	assert_false(letter_announces(LETTER_P1, OUTCOME_A));
}

/* Every placeholder a need speaks of may be used by every letter it speaks for. */
static void needs_can_be_met(void **state)
{
	(void)state;
	for (const struct letter_need *need = letter_needs; need->kinds != NULL; need++) {
		assert_non_null(letter_element_tag(need->element));
		assert_true(need->what[0] != '\0' && need->source[0] != '\0');
		for (const char *at = need->words; (at = strchr(at, '{')) != NULL; at++) {
			const struct letter_field_facts *found = NULL;
			for (int i = 0; i < FIELD__MAX && found == NULL; i++) {
				const struct letter_field_facts *facts =
					letter_field_facts((enum letter_field)i);
				size_t n = strlen(facts->placeholder);
				if (strncmp(at + 1, facts->placeholder, n) == 0 && at[n + 1] == '}')
					found = facts;
			}
			if (found == NULL) fail_msg("%s: no such field", at);
			for (int i = 0; i < LETTER__MAX; i++)
				if (letter_among((enum letter)i, need->kinds))
					assert_true(letter_among((enum letter)i, found->kinds));
		}
	}
}

static void numbers(void **state)
{
	(void)state;
	static const struct {
		const char *text, *wrong; /* NULL: right */
	} cases[] = {
		{"古政公复〔2025〕3号", NULL},
		{"宿政办函〔2021〕21号", NULL},
		{"G〔1900〕999999号", NULL},
		{"古政公复[2025]3号", "六角括号"},
		{"古政公复（2025）3号", "六角括号"},
		{"古政公复【2025】3号", "六角括号"},
		{"古政公复2025年3号", "这样书写"},
		{"", "这样书写"},
		{"〔2025〕3号", "缺少机关代字"},
		{"古 政〔2025〕3号", "不该有的字符"},
		{"古号〔2025〕3号", "不该有的字符"},
		{"\xff〔2025〕3号", "不是有效的文字"},
		{"一二三四五六七八九十一二三四五六七八九十一〔2025〕3号", "过长"},
		{"古政〔25〕3号", "四位数"},
		{"古政〔1899〕3号", "四位数"},
		{"古政〔3000〕3号", "四位数"},
		{"古政〔12345〕3号", "四位数"},
		{"古政〔2025)3号", "四位数"},
		{"古政〔2025〕第3号", "不加“第”字"},
		{"古政〔2025〕03号", "不编虚位"},
		{"古政〔2025〕0号", "不编虚位"},
		{"古政〔2025〕号", "顺序号"},
		{"古政〔2025〕a号", "顺序号"},
		{"古政〔2025〕3", "顺序号"},
		{"古政〔2025〕3号文", "顺序号"},
		{"古政〔2025〕1234567号", "顺序号"},
	};
	struct arena arena = {0};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct document_number number;
		const char *fault = document_number_fault(cases[i].text, &arena, &number);
		if (cases[i].wrong == NULL) {
			assert_null(fault);
			assert_null(document_number_fault(cases[i].text, &arena, NULL));
			assert_string_equal(document_number_text(&number, &arena), cases[i].text);
		} else if (fault == NULL || strstr(fault, cases[i].wrong) == NULL) {
			fail_msg("%s: %s", cases[i].text, fault == NULL ? "taken" : fault);
		}
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(outcomes),
		cmocka_unit_test(needs_can_be_met),
		cmocka_unit_test(numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
