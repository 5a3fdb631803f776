/* SPDX-License-Identifier: MulanPSL-2.0
 * What may be erased and what stays: by day (tests/vectors/retention.tsv), by group, and by how
 * long somebody might still seek a remedy. */
#include "law/retention.h"

#include <string.h>

#include "base/buf.h"
#include "unit/help_cmocka.h"
#include "unit/help_vectors.h"

static struct buf answer;

static day day_of(const char *text)
{
	day d = DAY_NONE;
	if (!day_parse(text, &d)) fail_msg("\"%s\" is not a date", text);
	return d;
}

static enum life_state state_of(const char *text)
{
	size_t n = strcspn(text, "+");
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		const char *code = life_state_code((enum life_state)i);
		if (strlen(code) == n && memcmp(code, text, n) == 0) return (enum life_state)i;
	}
	fail_msg("no state: %s", text);
	return LIFE_NEW;
}

static const char *judged(char **fields)
{
	struct retention_facts facts = {.state = state_of(fields[2]),
					.is_void = strstr(fields[2], "+作废") != NULL,
					.remedy_running = strstr(fields[2], "+复议") != NULL,
					.request = true,
					.ended = day_of(fields[4])};
	struct retention_rules rules = {0};
	for (int g = RETENTION_CORRECTION; g < RETENTION_GROUP__MAX; g++) {
		if (strcmp(fields[3], retention_group_code((enum retention_group)g)) != 0) continue;
		facts.request = false;
		facts.beside = (enum retention_group)g;
	}
	if (facts.request) assert_true(outcome_parse(fields[3], &facts.outcome));
	/* a rule for this group alone: another's must not be taken */
	rules.months[retention_group_of(&facts)][RETENTION_FILES] =
		(int)strtol(fields[5], NULL, 10);
	struct retention_verdict verdict =
		retention_judge(&facts, &rules, RETENTION_FILES, 5, day_of(fields[6]));
	assert_int_not_equal(
		retention_judge(&facts, &rules, RETENTION_PERSON, 5, day_of(fields[6])).why,
		RETENTION_DUE);
	buf_clear(&answer);
	buf_puts(&answer,
		 verdict.why == RETENTION_DUE ? "可以清除" : retention_why_code(verdict.why));
	if (verdict.from != DAY_NONE) buf_printf(&answer, "，自%s", day_text(verdict.from).s);
	return buf_text(&answer);
}

static void by_day(void **state)
{
	(void)state;
	buf_init(&answer, 256);
	vectors_replay("retention", 7, 23, judged);
	buf_release(&answer);
}

static void groups_follow_the_outcome(void **state)
{
	(void)state;
	for (int i = 0; i < OUTCOME__MAX; i++) {
		struct retention_facts facts = {
			.state = LIFE_SERVED, .request = true, .outcome = (enum outcome)i};
		bool dropped = outcome_facts(facts.outcome)->code[0] == 'f';
		assert_int_equal(retention_group_of(&facts),
				 dropped ? RETENTION_DROPPED : RETENTION_REPLIED);
		facts.is_void = true;
		assert_int_equal(retention_group_of(&facts), RETENTION_VOID);
	}
}

/* Without any rule nothing goes, in no state, however late it is. */
static void without_a_schedule_everything_stays(void **state)
{
	const struct retention_rules none = {0};
	(void)state;
	for (int s = 0; s < LIFE_STATE__MAX; s++)
		for (int c = 0; c < RETENTION_CLASS__MAX; c++)
			for (int v = 0; v < 2; v++) {
				struct retention_facts facts = {.state = (enum life_state)s,
								.is_void = v == 1,
								.request = true,
								.outcome = OUTCOME_F3,
								.ended = day_of("1950-01-01")};
				assert_int_not_equal(retention_judge(&facts, &none,
								     (enum retention_class)c, 1,
								     day_of("2900-01-01"))
							     .why,
						     RETENTION_DUE);
			}
}

static void a_shorter_limit_is_the_setting_s(void **state)
{
	struct retention_rules rules = {0};
	struct retention_facts facts = {.state = LIFE_SERVED,
					.request = true,
					.outcome = OUTCOME_F3,
					.ended = day_of("2025-01-09")};
	(void)state;
	rules.months[RETENTION_DROPPED][RETENTION_NOTES] = 6;
	struct retention_verdict verdict =
		retention_judge(&facts, &rules, RETENTION_NOTES, 1, day_of("2026-01-09"));
	assert_int_equal(verdict.why, RETENTION_REMEDY_PERIOD);
	assert_int_equal(verdict.from, day_of("2026-01-10"));
}

static void codes_are_found_again(void **state)
{
	enum retention_class class;
	(void)state;
	for (int i = 0; i < RETENTION_CLASS__MAX; i++) {
		assert_true(retention_class_parse(retention_class_code((enum retention_class)i),
						  &class));
		assert_int_equal(class, i);
		assert_true(retention_class_label(class)[0] != '\0');
		assert_true(retention_class_what(class)[0] != '\0');
		assert_true(retention_class_source(class)[0] != '\0');
	}
	assert_false(retention_class_parse("", &class));
	for (int i = 0; i < RETENTION_GROUP__MAX; i++)
		assert_true(retention_group_code((enum retention_group)i)[0] != '\0' &&
			    retention_group_label((enum retention_group)i)[0] != '\0');
	for (int i = 0; i < RETENTION_WHY__MAX; i++)
		assert_true(retention_why_words((enum retention_why)i)[0] != '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_day),
		cmocka_unit_test(groups_follow_the_outcome),
		cmocka_unit_test(without_a_schedule_everything_stays),
		cmocka_unit_test(a_shorter_limit_is_the_setting_s),
		cmocka_unit_test(codes_are_found_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
