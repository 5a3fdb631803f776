/* SPDX-License-Identifier: MulanPSL-2.0
 * An office's own wording: kept when it lacks nothing, refused by article otherwise, given up. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/wording.h"
#include "unit/help_office.h"

static enum err put(enum help_person person, enum letter kind, const char *text, int64_t version)
{
	problems_init(&help.problems, &help.arena);
	return wording_put(&help.office, &help.actors[person], kind, text, version, "统一说法",
			   &help.arena, &help.problems, &help.error);
}

static struct wording get(enum letter kind)
{
	struct wording wording;
	help_good(&help, wording_get(&help.office, &help.actors[HELP_HEAD], kind, &help.arena,
				     &help.error, &wording));
	return wording;
}

static const char *replaced(const char *text, const char *what, const char *by)
{
	const char *at = strstr(text, what);
	assert_non_null(at);
	return arena_printf(&help.arena, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
}

static void every_wording_of_the_house_makes_a_sample(void **state)
{
	day on;
	(void)state;
	assert_true(day_parse("2025-01-10", &on));
	for (int i = 0; i < LETTER__MAX; i++) {
		problems_init(&help.problems, &help.arena);
		struct doc *doc =
			wording_sample((enum letter)i, letter_template_own((enum letter)i), on,
				       &help.arena, &help.problems);
		if (doc == NULL)
			fail_msg("%s: %s %s", letter_facts((enum letter)i)->code,
				 help.problems.first->field, help.problems.first->text);
	}
}

static void an_office_words_its_own_and_goes_back(void **state)
{
	const char *own = replaced(letter_template_own(LETTER_R2), "经检索、审查，", "经查，");
	(void)state;
	assert_false(get(LETTER_R2).own);
	help_good(&help, put(HELP_HEAD, LETTER_R2, own, 0));
	struct wording now = get(LETTER_R2);
	assert_true(now.own);
	assert_string_equal(now.text, own);
	assert_int_equal(put(HELP_HEAD, LETTER_R2, own, now.version - 1), ERR_CONFLICT);
	help_good(&help, put(HELP_HEAD, LETTER_R2, "", now.version));
	assert_false(get(LETTER_R2).own);
	assert_string_equal(get(LETTER_R2).text, letter_template_own(LETTER_R2));
}

static void what_the_law_wants_stays(void **state)
{
	const char *without =
		replaced(letter_template_own(LETTER_R2), "{救济途径}", "不服的另行处理");
	(void)state;
	assert_int_equal(put(HELP_HEAD, LETTER_R2, without, 0), ERR_CONTENT);
	assert_non_null(help.problems.first);
	assert_int_equal(put(HELP_HEAD, LETTER_R2, letter_template_own(LETTER_P1), 0), ERR_CONTENT);
	assert_non_null(strstr(help.problems.first->text, "不是R2"));
	assert_int_equal(put(HELP_CLERK, LETTER_R2, letter_template_own(LETTER_R2), 0), ERR_DENIED);
	assert_false(get(LETTER_R2).own);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_wording_of_the_house_makes_a_sample),
		TEST(an_office_words_its_own_and_goes_back),
		TEST(what_the_law_wants_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
