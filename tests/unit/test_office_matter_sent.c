/* SPDX-License-Identifier: MulanPSL-2.0
 * Steps that are letters: not taken without, written and numbered in one transaction with what goes
 * along, or registered as they went out on paper and struck with their step; and the record of a
 * request that was given up. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_letter.h"
#include "office/unit.h"
#include "unit/help_matter.h"

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_letterhead("古政", "平安区人民政府");
	return 0;
}

static struct matter_event event_on(enum life_event event, const char *on, int n)
{
	struct matter_event step = {.event = event, .n = n, .party = "某某公司", .note = ""};
	assert_true(day_parse(on, &step.on));
	return step;
}

static struct problems problems;

static enum err sending(int64_t id, int64_t seen, const struct matter_event *step,
			const struct matter_letter_out *out, size_t n)
{
	const char *warning;
	problems_init(&problems, &help.arena);
	return matter_take_sending(&help.office, help_who(HELP_CLERK), id, seen, step, out, n,
				   &help.arena, &problems, &help.error, &warning);
}

static struct matter_letter *letters_of(int64_t id, size_t *ret_n)
{
	struct matter_letter *letters = NULL;
	help_good(&help, matter_letter_list(&help.office, help_who(HELP_CLERK), id, &help.arena,
					    &help.error, &letters, ret_n));
	return letters;
}

static const struct matter_file scan = {
	ATTACHMENT_OTHER, "补正告知书.pdf", "application/pdf", "%PDF-scan", 9, NULL};

static void the_steps_that_are_letters(void **state)
{
	static const struct {
		enum life_event event;
		size_t n;
		enum letter first;
	} steps[] = {{LIFE_EVENT_ASK_CLARIFICATION, 1, LETTER_P2},
		     {LIFE_EVENT_ASK_REASONS, 1, LETTER_P3},
		     {LIFE_EVENT_EXTEND_TOLD, 1, LETTER_P4},
		     {LIFE_EVENT_CONSULT_THIRD, 2, LETTER_P5},
		     {LIFE_EVENT_CONSULT_COMAKER, 2, LETTER_P7},
		     {LIFE_EVENT_CONSULT_ORGAN, 2, LETTER_P10},
		     {LIFE_EVENT_TELL_THIRD, 1, LETTER_P8},
		     {LIFE_EVENT_ASK_FEE, 1, LETTER_P9},
		     {LIFE_EVENT_DELAY, 1, LETTER_P11},
		     {LIFE_EVENT_COMPLAINT_ASK, 1, LETTER_P12}};
	enum letter kinds[MATTER_LETTER_KINDS];
	size_t all = 0;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		assert_int_equal(matter_letters_demanded(steps[i].event, kinds), steps[i].n);
		assert_int_equal(kinds[0], steps[i].first);
		if (steps[i].n == 2) assert_int_equal(kinds[1], LETTER_P6);
	}
	/* the receipt goes out by itself, a section is asked without, a reply has a rule of its own
	 */
	for (int i = 0; i < LIFE_EVENT__MAX; i++)
		all += matter_letters_demanded((enum life_event)i, kinds) > 0;
	assert_int_equal(all, COUNT_OF(steps));
}

static void without_its_letter_nothing_is_taken(void **state)
{
	int64_t id = help_handled();
	struct matter_case now = help_case(id);
	struct matter_event step = event_on(LIFE_EVENT_ASK_CLARIFICATION, "2025-01-06", 0);
	const char *warning;
	size_t n;
	(void)state;
	problems_init(&problems, &help.arena);
	assert_int_equal(matter_take(&help.office, help_who(HELP_CLERK), id, now.state.version,
				     &step, NULL, NULL, &help.arena, &problems, &help.error,
				     &warning),
			 ERR_CONTENT);
	assert_string_equal(problems.first->field, "event");
	assert_non_null(
		strstr(problems.first->text, "请先拟制并印发《政府信息公开申请补正告知书》"));
	/* nor with another letter, nor with half a one; and no draft is left of it */
	struct matter_letter other = {.kind = LETTER_P3};
	struct matter_letter_out out = {.letter = &other};
	assert_int_equal(sending(id, now.state.version, &step, &out, 1), ERR_CONTENT);
	struct matter_letter half = {.kind = LETTER_P2};
	out.letter = &half;
	assert_int_equal(sending(id, now.state.version, &step, &out, 1), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "items"));
	(void)letters_of(id, &n);
	assert_int_equal(n, 0);
	assert_int_equal(help_case(id).state.version, now.state.version);
}

static void who_is_asked_and_the_requester_at_once(void **state)
{
	int64_t id = help_handled();
	struct matter_case now = help_case(id);
	struct matter_event step = event_on(LIFE_EVENT_CONSULT_THIRD, "2025-01-06", 0);
	struct matter_letter asks = {.kind = LETTER_P5, .consult = 1};
	struct matter_letter_out out = {.letter = &asks};
	size_t n;
	(void)state;
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &asks));
	asks.values[FIELD_THIRD] = "某某公司";
	asks.values[FIELD_CONCERN] = "含有该公司的报价";
	help_good(&help, sending(id, now.state.version, &step, &out, 1));
	struct matter_letter *letters = letters_of(id, &n);
	assert_int_equal(n, 2);
	assert_int_equal(letters[0].kind, LETTER_P5);
	assert_string_equal(letters[0].number, "古政公征〔2025〕1号");
	assert_int_equal(letters[1].kind, LETTER_P6);
	assert_string_equal(letters[1].number, "古政公征〔2025〕2号");
	assert_true(letters[0].issued && letters[1].issued);
	assert_int_equal(letters[1].consult, 1);
	now = help_case(id);
	assert_int_equal(now.steps[now.n_steps - 1].letter_id, letters[0].id);
	/* whoever saw the case as it was is told so, and nothing of his is kept */
	assert_int_equal(sending(id, now.state.version - 1, &step, &out, 1), ERR_CONFLICT);
	(void)letters_of(id, &n);
	assert_int_equal(n, 2);
}

static void on_paper_a_number_is_used_once(void **state)
{
	int64_t id = help_handled(), other = help_handled();
	struct matter_event step = event_on(LIFE_EVENT_ASK_CLARIFICATION, "2025-01-07", 0);
	struct matter_letter letter = {.kind = LETTER_P2};
	struct matter_letter_sent sent = {"古政公补〔2025〕7号", step.on - 1, &scan};
	struct matter_letter_out out = {.letter = &letter, .sent = &sent};
	const char *media_type;
	struct blob bytes;
	size_t n;
	(void)state;
	help_good(&help, sending(id, help_case(id).state.version, &step, &out, 1));
	struct matter_letter *kept = letters_of(id, &n);
	assert_int_equal(n, 1);
	assert_string_equal(kept[0].number, "古政公补〔2025〕7号");
	assert_int_equal(kept[0].day, step.on - 1);
	help_good(&help,
		  matter_letter_paper(&help.office, help_who(HELP_CLERK), id, kept[0].id, "scan",
				      &help.arena, &help.error, &media_type, &bytes));
	assert_string_equal(media_type, "application/pdf");
	assert_int_equal(bytes.n, scan.n);
	assert_memory_equal(bytes.bytes, scan.bytes, scan.n);
	assert_int_equal(matter_letter_paper(&help.office, help_who(HELP_CLERK), id, kept[0].id,
					     "pdf", &help.arena, &help.error, &media_type, &bytes),
			 ERR_MISSING);
	struct matter_letter open;
	help_good(&help, matter_letter_open(&help.office, help_who(HELP_CLERK), id, kept[0].id,
					    &help.arena, &help.error, &open));
	assert_true(open.scan && open.issued);
	/* the same number once more, by the field it stands in */
	assert_int_equal(sending(other, help_case(other).state.version, &step, &out, 1),
			 ERR_CONTENT);
	assert_non_null(strstr(problem_for(&problems, "number-P2"), "已经用在"));
	/* the series goes on behind it, and is not set back by an earlier one */
	sent.number = "古政公补〔2025〕3号";
	help_good(&help, sending(other, help_case(other).state.version, &step, &out, 1));
	int64_t third = help_handled();
	struct matter_letter written = {.kind = LETTER_P2};
	struct matter_letter_out here = {.letter = &written};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), third, &help.arena,
					     &help.error, &written));
	written.values[FIELD_ITEMS] = "年度";
	help_good(&help, sending(third, help_case(third).state.version, &step, &here, 1));
	assert_string_equal(letters_of(third, &n)[0].number, "古政公补〔2025〕8号");
}

static void what_lacks_on_paper_is_named(void **state)
{
	static const struct {
		const char *number;
		int later;
		bool scanned;
		const char *field;
	} wrong[] = {{"", 0, true, "number-P2"},
		     {"古政公补[2025]7号", 0, true, "number-P2"},
		     {"古政公补〔2024〕7号", 0, true, "dated-P2"},
		     {"古政公补〔2025〕7号", 1, true, "dated-P2"},
		     {"古政公补〔2025〕7号", 0, false, "scan-P2"}};
	struct matter_file text = scan;
	int64_t id = help_handled();
	(void)state;
	text.media_type = "text/plain";
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct matter_event step = event_on(LIFE_EVENT_ASK_CLARIFICATION, "2025-01-07", 0);
		struct matter_letter letter = {.kind = LETTER_P2};
		struct matter_letter_sent sent = {wrong[i].number, step.on + wrong[i].later,
						  wrong[i].scanned ? &scan : &text};
		struct matter_letter_out out = {.letter = &letter, .sent = &sent};
		assert_int_equal(sending(id, help_case(id).state.version, &step, &out, 1),
				 ERR_CONTENT);
		if (problem_for(&problems, wrong[i].field) == NULL)
			fail_msg("%zu: %s", i, wrong[i].field);
	}
	assert_string_equal(help_case(id).state.state, "handling");
}

/* Withdrawn, answered and served on 2025-01-07. */
static int64_t given_up(void)
{
	int64_t id = help_handled();
	help_step(id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", LIFE_ENDING_WITHDRAWN);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-06", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-06", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-07", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-07", LIFE_PROOF_SIGNED);
	return id;
}

static void what_was_given_up_has_its_record(void **state)
{
	int64_t id = given_up();
	enum letter kind = LETTER__MAX;
	struct matter_case now = help_case(id);
	size_t n;
	(void)state;
	assert_true(matter_letter_optional(&now, LIFE_EVENT_ARCHIVE, &kind));
	assert_int_equal(kind, LETTER_R15);
	assert_false(matter_letter_optional(&now, LIFE_EVENT_SERVE, &kind));
	struct matter_letter record = {.kind = LETTER_R15};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &record));
	assert_string_equal(record.values[FIELD_PATTERN], "2025年1月6日，申请人提出撤回申请。");
	assert_string_equal(record.values[FIELD_REASON], "申请人自愿撤回申请。");
	struct matter_event step = event_on(LIFE_EVENT_ARCHIVE, "2025-01-08", 0);
	struct matter_letter_out out = {.letter = &record};
	help_good(&help, sending(id, now.state.version, &step, &out, 1));
	struct matter_letter *letters = letters_of(id, &n);
	assert_int_equal(n, 1);
	assert_string_equal(letters[0].number, "古政公终〔2025〕1号");
	assert_string_equal(help_case(id).state.state, "archived");
	/* without it, it is archived all the same: every other test does so */
}

/* P2 on paper with that number, its step on the 7th. */
static int64_t on_paper(int64_t id, const char *number)
{
	struct matter_event step = event_on(LIFE_EVENT_ASK_CLARIFICATION, "2025-01-07", 0);
	struct matter_letter letter = {.kind = LETTER_P2};
	struct matter_letter_sent sent = {number, step.on, &scan};
	struct matter_letter_out out = {.letter = &letter, .sent = &sent};
	help_good(&help, sending(id, help_case(id).state.version, &step, &out, 1));
	struct matter_case now = help_case(id);
	return now.steps[now.n_steps - 1].id;
}

static enum err strike_as(enum help_person person, int64_t id, int64_t step_id, const char *reason)
{
	problems_init(&problems, &help.arena);
	return matter_strike(&help.office, help_who(person), id, help_case(id).state.version,
			     step_id, reason, &help.arena, &problems, &help.error);
}

/* Whoever forgot the record at the archive adds it: a step of its own, once. */
static void the_record_is_added_to_the_archive_later(void **state)
{
	int64_t id = given_up();
	enum letter kind = LETTER__MAX;
	struct matter_letter record = {.kind = LETTER_R15};
	struct matter_letter_out out = {.letter = &record};
	struct matter_event step = event_on(LIFE_EVENT_ARCHIVE_MORE, "2025-01-09", 0);
	struct matter_case now = help_case(id);
	size_t n;
	(void)state;
	assert_int_equal(sending(id, now.state.version, &step, &out, 1), ERR_CONTENT);
	help_step(id, HELP_CLERK, LIFE_EVENT_ARCHIVE, "2025-01-08", 0);
	now = help_case(id);
	assert_true(matter_letter_optional(&now, LIFE_EVENT_ARCHIVE_MORE, &kind));
	assert_int_equal(kind, LETTER_R15);
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &record));
	help_good(&help, sending(id, now.state.version, &step, &out, 1));
	now = help_case(id);
	assert_string_equal(now.state.state, "archived");
	assert_int_equal(letters_of(id, &n)[0].kind, LETTER_R15);
	assert_int_equal(n, 1);
	assert_false(matter_letter_optional(&now, LIFE_EVENT_ARCHIVE_MORE, &kind));
	/* the record never left the house: struck with its step, it may be written again */
	int64_t last = now.steps[now.n_steps - 1].id;
	help_good(&help, strike_as(HELP_CLERK, id, last, "写错了"));
	now = help_case(id);
	assert_true(letters_of(id, &n)[0].struck);
	assert_true(matter_letter_optional(&now, LIFE_EVENT_ARCHIVE_MORE, &kind));
	/* files alone are added to any archived case */
	help_step(id, HELP_CLERK, LIFE_EVENT_ARCHIVE_MORE, "2025-01-10", 0);
}

static void entered_wrongly_on_paper_is_struck_with_its_letter(void **state)
{
	int64_t id = help_handled(), other = help_handled();
	int64_t step = on_paper(id, "古政公补〔2025〕7号");
	const char *media_type;
	struct blob bytes;
	size_t n;
	(void)state;
	assert_int_equal(strike_as(HELP_REVIEWER, id, step, "文号抄错"), ERR_DENIED);
	assert_int_equal(strike_as(HELP_CLERK, id, step, " "), ERR_CONTENT);
	assert_string_equal(help_case(id).state.state, "clarifying");
	help_good(&help, strike_as(HELP_CLERK, id, step, "日期登记错了"));
	struct matter_case now = help_case(id);
	struct matter_letter *kept = letters_of(id, &n);
	assert_string_equal(now.state.state, "handling");
	assert_int_equal(n, 1);
	assert_true(kept[0].struck && kept[0].issued);
	assert_string_equal(kept[0].struck_reason, "日期登记错了");
	assert_string_equal(kept[0].number, "古政公补〔2025〕7号");
	help_good(&help,
		  matter_letter_paper(&help.office, help_who(HELP_CLERK), id, kept[0].id, "scan",
				      &help.arena, &help.error, &media_type, &bytes));
	assert_int_equal(bytes.n, scan.n);
	/* twice is once */
	assert_int_equal(strike_as(HELP_CLERK, id, step, "再来"), ERR_CONFLICT);
	/* nobody else's letter has the number; the same paper is entered anew with it */
	struct matter_event again = event_on(LIFE_EVENT_ASK_CLARIFICATION, "2025-01-06", 0);
	struct matter_letter letter = {.kind = LETTER_P2};
	struct matter_letter_sent sent = {"古政公补〔2025〕7号", again.on, &scan};
	struct matter_letter_out out = {.letter = &letter, .sent = &sent};
	assert_int_equal(sending(other, help_case(other).state.version, &again, &out, 1),
			 ERR_CONTENT);
	assert_non_null(problem_for(&problems, "number-P2"));
	help_good(&help, sending(id, help_case(id).state.version, &again, &out, 1));
	kept = letters_of(id, &n);
	assert_int_equal(n, 2);
	assert_true(kept[0].struck && !kept[1].struck);
	assert_string_equal(kept[1].number, kept[0].number);
	/* and the series of the office goes on behind it */
	struct matter_letter written = {.kind = LETTER_P2};
	struct matter_letter_out here = {.letter = &written};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), other, &help.arena,
					     &help.error, &written));
	written.values[FIELD_ITEMS] = "年度";
	help_good(&help, sending(other, help_case(other).state.version, &again, &here, 1));
	assert_string_equal(letters_of(other, &n)[0].number, "古政公补〔2025〕8号");
}

static void a_later_step_keeps_it_and_what_went_out_here_stays(void **state)
{
	int64_t id = help_handled(), here = help_handled(), asked = help_handled();
	int64_t step = on_paper(id, "古政公补〔2025〕7号");
	struct matter_event ask = event_on(LIFE_EVENT_CONSULT_ORGAN, "2025-01-07", 0);
	struct matter_letter organ = {.kind = LETTER_P10, .consult = 1};
	struct matter_letter told = {.kind = LETTER_P6, .consult = 1};
	struct matter_letter_sent sent[] = {{"古政公协〔2025〕3号", ask.on, &scan},
					    {"古政公征〔2025〕4号", ask.on, &scan}};
	struct matter_letter_out both[] = {{.letter = &organ, .sent = &sent[0]},
					   {.letter = &told, .sent = &sent[1]}};
	struct matter_case now;
	size_t n;
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-08", 0);
	assert_int_equal(strike_as(HELP_CLERK, id, step, "抄错"), ERR_CONTENT);
	assert_non_null(strstr(problems.first->text, "2025-01-08的“登记通知送达日期”"));
	assert_false(letters_of(id, &n)[0].struck);
	/* the requester was told of it here */
	help_good(&help, sending(here, help_case(here).state.version, &ask, both, 1));
	now = help_case(here);
	assert_int_equal(strike_as(HELP_CLERK, here, now.steps[now.n_steps - 1].id, "抄错"),
			 ERR_CONTENT);
	assert_non_null(strstr(problems.first->text, "《征求意见告知书》"));
	assert_non_null(strstr(problems.first->text, "另发一份更正的文书"));
	assert_false(letters_of(here, &n)[0].struck);
	/* both on paper; the first not before the second, which is counted behind it */
	sent[0].number = "古政公协〔2025〕5号";
	sent[1].number = "古政公征〔2025〕6号";
	help_good(&help, sending(asked, help_case(asked).state.version, &ask, both, 2));
	organ.consult = told.consult = 2;
	sent[0].number = "古政公协〔2025〕7号";
	sent[1].number = "古政公征〔2025〕8号";
	help_good(&help, sending(asked, help_case(asked).state.version, &ask, both, 2));
	now = help_case(asked);
	assert_int_equal(now.life.n_consults, 2);
	assert_int_equal(strike_as(HELP_CLERK, asked, now.steps[now.n_steps - 2].id, "抄错"),
			 ERR_CONTENT);
	assert_non_null(strstr(problems.first->text, "请先作废后面的"));
	help_good(&help, strike_as(HELP_CLERK, asked, now.steps[now.n_steps - 1].id, "抄错"));
	struct matter_letter *letters = letters_of(asked, &n);
	assert_int_equal(n, 4);
	for (size_t i = 0; i < n; i++) assert_int_equal(letters[i].struck, i > 1);
	assert_int_equal(help_case(asked).life.n_consults, 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_steps_that_are_letters),
		TEST(without_its_letter_nothing_is_taken),
		TEST(who_is_asked_and_the_requester_at_once),
		TEST(on_paper_a_number_is_used_once),
		TEST(what_lacks_on_paper_is_named),
		TEST(what_was_given_up_has_its_record),
		TEST(the_record_is_added_to_the_archive_later),
		TEST(entered_wrongly_on_paper_is_struck_with_its_letter),
		TEST(a_later_step_keeps_it_and_what_went_out_here_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
