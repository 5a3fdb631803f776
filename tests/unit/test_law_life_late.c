/* SPDX-License-Identifier: MulanPSL-2.0
 * What one may do when the office is late: by day (tests/vectors/late.tsv), and only where the
 * office is the one who is waited for. */
#include "law/life_late.h"

#include <string.h>

#include "base/buf.h"
#include "unit/help_cmocka.h"
#include "unit/help_vectors.h"

static struct arena arena;
static const struct calendar *calendar;
static struct buf answer;

static const char ORGAN[] = "海东市平安区人民政府";

static int setup(void **state)
{
	(void)state;
	buf_init(&answer, 4096);
	return calendar_build(&arena, NULL, 0, &calendar, NULL) == ERR_NONE ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	buf_release(&answer);
	return 0;
}

static day day_of(const char *text)
{
	day d = DAY_NONE;
	if (!day_parse(text, &d)) fail_msg("\"%s\" is not a date", text);
	return d;
}

static struct life in_hand(day received)
{
	struct life life;
	life_init(&life, &LIFE_SETTINGS_DEFAULT);
	life.order.received = life.last = received;
	life.state = LIFE_HANDLING;
	return life;
}

static bool cites(const struct trace *trace, const char *rule, size_t n)
{
	for (const struct trace_step *at = trace->first; at != NULL; at = at->next)
		if (strlen(at->rule) == n && memcmp(at->rule, rule, n) == 0) return true;
	return false;
}

/* Every date it names stands in its words, and no date it does not name. */
static void check_words(const struct life_late *late, bool review, bool suit)
{
	assert_int_equal(late->n, 4);
	assert_non_null(strstr(late->paragraphs[0], day_words(late->due).s));
	const char *said = late->paragraphs[1];
	assert_int_equal(strstr(said, ORGAN) != NULL, review);
	assert_int_equal(strstr(said, "有管辖权的人民法院") != NULL, suit);
	assert_non_null(strstr(said, day_words(late->suit_until).s));
	assert_non_null(strstr(late->paragraphs[2], "投诉、举报不影响也不延长"));
	assert_non_null(strstr(late->paragraphs[3], "仍应当答复"));
}

static const char *answer_late(char **fields)
{
	struct life life = in_hand(day_of(fields[2]));
	struct life_late late;
	struct trace trace;
	struct error error;
	day today = day_of(fields[3]);
	buf_clear(&answer);
	trace_init(&trace, &arena);
	if (life_late(&life, today, ORGAN, calendar, &arena, &trace, &late, &error) != ERR_NONE)
		return "没有日历";
	if (!late.late) {
		assert_true(late.n == 0 && late.due == DAY_NONE && trace.count == 0);
		return "没有逾期";
	}
	bool review = today <= late.review_until, suit = today <= late.suit_until;
	check_words(&late, review, suit);
	if (review) buf_printf(&answer, "复议至%s；", day_text(late.review_until).s);
	if (suit) buf_printf(&answer, "诉讼至%s", day_text(late.suit_until).s);
	if (!suit) buf_puts(&answer, "都已届满");
	for (const char *at = fields[1]; *at != '\0';) {
		size_t n = strcspn(at, "\xef");
		if (!cites(&trace, at, n)) fail_msg("%s: not cited: %s", fields[0], at);
		at += n;
		if (*at != '\0') at += strlen("；");
	}
	return buf_text(&answer);
}

static void by_day(void **state)
{
	(void)state;
	vectors_replay("late", 4, 14, answer_late);
}

static bool late_in(const struct life *life)
{
	struct life_late late;
	assert_int_equal(
		life_late(life, day_of("2024-08-30"), ORGAN, calendar, &arena, NULL, &late, NULL),
		ERR_NONE);
	return late.late;
}

/* Late in each state where the office owes the reply, and in no other. */
static void only_where_the_office_owes(void **state)
{
	(void)state;
	static const enum life_state never[] = {LIFE_NEW,
						LIFE_ARRIVED,
						LIFE_WITHDRAWN,
						LIFE_SERVED,
						LIFE_ARCHIVED,
						LIFE_CORRECTING,
						LIFE_CORRECT_DRAFTED,
						LIFE_SUGGESTING,
						LIFE_SUGGEST_DRAFTED,
						LIFE_PUBLISHING,
						LIFE_COMPLAINED,
						LIFE_COMPLAINING,
						LIFE_COMPLAINT_DRAFTED};
	for (int i = 0; i < LIFE_STATE__MAX; i++) {
		struct life life = in_hand(day_of("2024-06-11"));
		bool owed = true;
		life.state = (enum life_state)i;
		for (size_t k = 0; k < COUNT_OF(never); k++) owed &= life.state != never[k];
		assert_int_equal(late_in(&life), owed);
	}
}

/* Received 2024-06-11, due 2024-07-09. */
static void not_while_the_requester_was_asked_in_time(void **state)
{
	(void)state;
	static const enum life_state waits[] = {LIFE_CLARIFYING, LIFE_FEE};
	for (size_t i = 0; i < COUNT_OF(waits); i++) {
		struct life life = in_hand(day_of("2024-06-11"));
		life.state = waits[i];
		assert_true(late_in(&life)); /* the notice was never served */
		life.notice_served = day_of("2024-07-09");
		assert_false(late_in(&life));
		life.notice_served = day_of("2024-07-10");
		assert_true(late_in(&life));
	}
	struct life life = in_hand(day_of("2024-06-11"));
	life.state = LIFE_EXPLAINING; /* Art. 35 does not stop the clock */
	life.notice_served = day_of("2024-06-20");
	assert_true(late_in(&life));
}

static void not_for_who_gave_up(void **state)
{
	(void)state;
	struct life life = in_hand(day_of("2024-06-11"));
	life.state = LIFE_ISSUED;
	assert_true(late_in(&life));
	life.served = day_of("2024-07-31"); /* came back, served again */
	assert_false(late_in(&life));
	life.served = DAY_NONE;
	life.remade = day_of("2024-07-31");
	assert_false(late_in(&life));
	life.remade = DAY_NONE;
	life.kind = LIFE_OF_CORRECTION;
	assert_false(late_in(&life));
	life.kind = LIFE_OF_REQUEST;
	life.facts = LIFE_NEED_FEE_LAPSED;
	assert_false(late_in(&life));
	life.facts = LIFE_NEED_SEARCHED;
	assert_true(late_in(&life));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_day),
		cmocka_unit_test(only_where_the_office_owes),
		cmocka_unit_test(not_while_the_requester_was_asked_in_time),
		cmocka_unit_test(not_for_who_gave_up),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
