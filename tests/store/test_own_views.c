/* SPDX-License-Identifier: MulanPSL-2.0
 * What a requester's page can read: exactly the steps that law/life_told.h tells, nobody's opinion,
 * and no letter to somebody else. */
#include <string.h>

#include "base/embedded.h"
#include "law/letter.h"
#include "law/life_told.h"
#include "unit/help_cmocka.h"

/* The view's text in the newest schema file that makes it. */
static const char *view(const char *name, size_t *ret_n)
{
	const char *found = NULL;
	char head[80];
	snprintf(head, sizeof head, "CREATE VIEW %s AS", name);
	for (const struct embedded *file = embedded_files; file->path != NULL; file++) {
		const char *at = strncmp(file->path, "src/store/migrations/", 21) == 0
					 ? strstr(file->bytes, head)
					 : NULL;
		if (at != NULL) found = at;
	}
	if (found == NULL) fail_msg("no view %s", name);
	*ret_n = (size_t)(strchr(found, ';') - found);
	return found;
}

static bool named(const char *text, size_t n, const char *code)
{
	char quoted[80];
	snprintf(quoted, sizeof quoted, "'%s'", code);
	return memmem(text, n, quoted, strlen(quoted)) != NULL;
}

static void steps_are_told_or_kept_as_the_law_has_it(void **state)
{
	size_t n = 0;
	const char *text = view("own_step", &n);
	const char *kept = memmem(text, n, "NOT IN", 6);
	(void)state;
	assert_non_null(kept);
	size_t n_kept = n - (size_t)(kept - text);
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		const char *code = life_event_code((enum life_event)i);
		if (named(kept, n_kept, code) == life_told((enum life_event)i).told)
			fail_msg("%s: the view and life_told.h differ", code);
	}
}

static void how_a_consultation_ended_is_not_told(void **state)
{
	static const enum life_event ends[] = {LIFE_EVENT_AGREED, LIFE_EVENT_REFUSED,
					       LIFE_EVENT_SILENT, LIFE_EVENT_UNDELIVERED};
	size_t n = 0;
	const char *text = view("own_step", &n);
	const char *mapped = memmem(text, n, "CASE", 4);
	(void)state;
	assert_non_null(mapped);
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		assert_true(named(mapped, n - (size_t)(mapped - text), life_event_code(ends[i])));
}

static void letters_to_others_are_not_read(void **state)
{
	static const char *const others[] = {"P5", "P7", "P8", "P10", "P12", "R15"};
	static const char *const views[] = {"own_letter", "own_letter_paper"};
	(void)state;
	for (size_t v = 0; v < COUNT_OF(views); v++) {
		size_t n = 0;
		const char *text = view(views[v], &n);
		for (int i = 0; i < LETTER__MAX; i++) {
			const char *code = letter_facts((enum letter)i)->code;
			bool other = false;
			for (size_t k = 0; k < COUNT_OF(others); k++)
				other = other || strcmp(others[k], code) == 0;
			if (named(text, n, code) != other) fail_msg("%s in %s", code, views[v]);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(steps_are_told_or_kept_as_the_law_has_it),
		cmocka_unit_test(how_a_consultation_ended_is_not_told),
		cmocka_unit_test(letters_to_others_are_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
