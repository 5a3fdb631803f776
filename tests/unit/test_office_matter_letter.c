/* SPDX-License-Identifier: MulanPSL-2.0
 * Letters of a matter from the draft to the paper: filled from the case, refused when something
 * lacks, numbered once and for good, kept sealed, printed though the first printing was lost. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_letter.h"
#include "office/unit.h"
#include "store/letter_row.h"
#include "store/search_log.h"
#include "unit/help_matter_letter.h"

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_letterhead("古政", "平安区人民政府");
	return 0;
}

/* A reply from the draft to 已签发待印发. */
static struct matter_letter approved(int64_t id, enum letter kind, enum life_ending ending)
{
	struct matter_letter letter = help_begun(id, kind, ending);
	help_saved(id, &letter);
	help_sent(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", (int)ending, &letter);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-06", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-07", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-07", 0);
	return letter;
}

static void a_draft_holds_what_the_case_knows(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = help_begun(id, LETTER_R2, LIFE_ENDING_GIVEN);
	(void)state;
	assert_string_equal(letter.values[FIELD_REQUESTER], "玥旸𬭸");
	assert_string_equal(letter.values[FIELD_RECEIVED], "2025-01-02");
	assert_string_equal(letter.values[FIELD_SUBJECT], "2023年征地补偿安置方案");
	assert_string_equal(letter.values[FIELD_REVIEWER], "平安区人民政府");
	assert_string_equal(letter.values[FIELD_PROVISION], "纸面，当面领取");
	assert_string_equal(letter.values[FIELD_OFFICER], "党政办公室");
	assert_string_equal(letter.values[FIELD_NUMBER], "");
	help_saved(id, &letter);
	struct letter_row row;
	help_good(&help,
		  letter_row_get(help.office.store, id, letter.id, &help.arena, &help.error, &row));
	assert_null(memmem(row.data.bytes, row.data.n, "玥旸", strlen("玥旸")));
	size_t before = help_journal_count(&help, ACTION_OPEN);
	struct matter_letter again = help_opened(id, letter.id);
	assert_string_equal(again.values[FIELD_REQUESTER], "玥旸𬭸");
	assert_int_equal(again.ending, LIFE_ENDING_GIVEN);
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before + 1);
	assert_int_equal(matter_letter_open(&help.office, help_who(HELP_SUPERVISOR), id, letter.id,
					    &help.arena, &help.error, &again),
			 ERR_DENIED);
}

static void a_reply_is_numbered_printed_and_kept(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = approved(id, LETTER_R2, LIFE_ENDING_GIVEN);
	const char *media_type;
	struct blob bytes;
	(void)state;
	help_sent(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0, &letter);
	letter = help_opened(id, letter.id);
	assert_true(letter.issued);
	assert_string_equal(letter.number, "古政公复〔2025〕1号");
	assert_string_equal(day_text(letter.day).s, "2025-01-08");
	help_good(&help,
		  matter_letter_paper(&help.office, help_who(HELP_CLERK), id, letter.id, "html",
				      &help.arena, &help.error, &media_type, &bytes));
	assert_non_null(
		memmem(bytes.bytes, bytes.n, "古政公复〔2025〕1号", strlen("古政公复〔2025〕1号")));
	assert_non_null(memmem(bytes.bytes, bytes.n, "6个月内", strlen("6个月内")));
	help_good(&help, matter_letter_paper(&help.office, help_who(HELP_CLERK), id, letter.id,
					     "pdf", &help.arena, &help.error, &media_type, &bytes));
	assert_memory_equal(bytes.bytes, "%PDF-", 5);
	struct matter_case now = help_case(id);
	assert_int_equal(now.steps[now.n_steps - 1].letter_id, letter.id);
	assert_string_equal(now.state.state, "issued");
	assert_int_equal(matter_letter_save(&help.office, help_who(HELP_CLERK), id, &letter,
					    &help.arena, &help.error),
			 ERR_CONFLICT);
	assert_int_equal(matter_letter_strike(&help.office, help_who(HELP_CLERK), id, letter.id,
					      letter.version, "写错了", &help.arena, &help.problems,
					      &help.error),
			 ERR_CONFLICT);
}

static enum err strike_work(struct store *store, void *context, struct error *error)
{
	const struct author author = office_author(&help.office, help_who(HELP_CLERK));
	return letter_row_strike(store, context, "测试", &author, error);
}

static void a_number_is_never_given_twice(void **state)
{
	int64_t first = help_handled(), second = help_handled();
	struct matter_letter one = approved(first, LETTER_R2, LIFE_ENDING_GIVEN);
	struct matter_letter two = approved(second, LETTER_R2, LIFE_ENDING_GIVEN);
	struct letter_row row;
	(void)state;
	help_sent(first, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0, &one);
	help_good(&help,
		  letter_row_get(help.office.store, first, one.id, &help.arena, &help.error, &row));
	help_good(&help, store_transaction(help.office.store, strike_work, &row, &help.error));
	help_sent(second, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0, &two);
	assert_string_equal(help_opened(first, one.id).number, "古政公复〔2025〕1号");
	assert_string_equal(help_opened(second, two.id).number, "古政公复〔2025〕2号");
}

static void of_two_issuing_at_once_one_does(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = approved(id, LETTER_R2, LIFE_ENDING_GIVEN);
	struct matter_event step = {.event = LIFE_EVENT_ISSUE, .party = "", .note = ""};
	struct matter_letter_seen seen = {letter.id, letter.version};
	int64_t version = help_case(id).state.version;
	const char *said;
	(void)state;
	assert_true(day_parse("2025-01-08", &step.on));
	help_good(&help, matter_take_with_letters(&help.office, help_who(HELP_CLERK), id, version,
						  &step, &seen, 1, &help.arena, &help.problems,
						  &help.error, &said));
	assert_int_equal(matter_take_with_letters(&help.office, help_who(HELP_CLERK), id, version,
						  &step, &seen, 1, &help.arena, &help.problems,
						  &help.error, &said),
			 ERR_CONFLICT);
	int64_t other = help_handled();
	struct matter_letter next = approved(other, LETTER_R2, LIFE_ENDING_GIVEN);
	help_sent(other, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0, &next);
	assert_string_equal(help_opened(other, next.id).number, "古政公复〔2025〕2号");
}

static void what_lacks_is_refused_by_name(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = help_begun(id, LETTER_R4, LIFE_ENDING_INTERNAL);
	struct problems problems;
	struct doc *doc;
	(void)state;
	help_saved(id, &letter);
	problems_init(&problems, &help.arena);
	help_good(&help, matter_letter_check(&help.office, help_who(HELP_CLERK), id, &letter,
					     clock_today(&help.office.clock), &help.arena,
					     &problems, &help.error, &doc));
	assert_null(doc);
	assert_non_null(problem_for(&problems, "reason"));
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_INTERNAL, &letter, "理由");
	letter.values[FIELD_REASON] = "属于内部工作流程";
	help_saved(id, &letter);
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_PROCESS, &letter, "另一种办理结果");
	help_letterhead("古政", "");
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_INTERNAL, &letter, "救济途径");
	help_letterhead("古政", "平安区人民政府");
	help_sent(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-08", LIFE_ENDING_INTERNAL, &letter);
}

static void without_a_prefix_there_is_no_number(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = approved(id, LETTER_R2, LIFE_ENDING_GIVEN);
	(void)state;
	help_letterhead("", "平安区人民政府");
	help_unsent(id, LIFE_EVENT_ISSUE, 0, &letter, "发文字号代字");
}

static enum err search_work(struct store *store, void *context, struct error *error)
{
	const struct author author = office_author(&help.office, help_who(HELP_CLERK));
	struct search search = {.matter_id = *(const int64_t *)context,
				.searcher = "档案室",
				.place = "档案目录",
				.words = "征地",
				.found = "没有找到"};
	int64_t row;
	assert_true(day_parse("2025-01-06", &search.day));
	return search_insert(store, help.agency, &search, &author, error, &row);
}

static void absence_stands_on_the_search_log(void **state)
{
	int64_t id = help_handled();
	(void)state;
	struct matter_letter letter = help_begun(id, LETTER_R5, LIFE_ENDING_ABSENT);
	letter.values[FIELD_SEARCH] = "查过了";
	help_saved(id, &letter);
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_ABSENT, &letter, "检索");
	help_step(id, HELP_CLERK, LIFE_EVENT_SEARCH, "2025-01-06", 0);
	help_unsent(id, LIFE_EVENT_DRAFT, LIFE_ENDING_ABSENT, &letter, "检索记录里还没有一条");
	help_good(&help, store_transaction(help.office.store, search_work, &id, &help.error));
	struct matter_letter filled = help_begun(id, LETTER_R5, LIFE_ENDING_ABSENT);
	assert_non_null(
		strstr(filled.values[FIELD_SEARCH], "档案室以“征地”为检索词查找了档案目录"));
	help_sent(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-08", LIFE_ENDING_ABSENT, &letter);
}

static void what_is_under_review_is_not_changed(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = help_begun(id, LETTER_R2, LIFE_ENDING_GIVEN);
	(void)state;
	help_saved(id, &letter);
	help_sent(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", LIFE_ENDING_GIVEN, &letter);
	letter.values[FIELD_PROVISION] = "改";
	assert_int_equal(matter_letter_save(&help.office, help_who(HELP_CLERK), id, &letter,
					    &help.arena, &help.error),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "提交审查"));
	help_step(id, HELP_REVIEWER, LIFE_EVENT_RETURN, "2025-01-07", 0);
	help_saved(id, &letter);
	assert_string_equal(help_opened(id, letter.id).values[FIELD_PROVISION], "改");
}

static void a_refusal_sends_to_reconsideration_first(void **state)
{
	int64_t id = help_handled();
	struct matter_letter letter = help_begun(id, LETTER_R4, LIFE_ENDING_INTERNAL);
	struct problems problems;
	struct doc *doc = NULL;
	struct buf text;
	(void)state;
	letter.values[FIELD_REASON] = "属于内部工作流程";
	problems_init(&problems, &help.arena);
	help_good(&help, matter_letter_check(&help.office, help_who(HELP_CLERK), id, &letter,
					     clock_today(&help.office.clock), &help.arena,
					     &problems, &help.error, &doc));
	if (doc == NULL) fail_msg("%s: %s", problems.first->field, problems.first->text);
	buf_init(&text, 1 << 20);
	assert_int_equal(paper_text(doc, NULL, &text, &help.error), ERR_NONE);
	assert_non_null(strstr(buf_text(&text), "先向平安区人民政府申请行政复议"));
	assert_non_null(strstr(buf_text(&text), "内部事务信息"));
	assert_null(strstr(buf_text(&text), "古政公复"));
	buf_release(&text);
}

static void steps_have_their_letters(void **state)
{
	int64_t id = help_handled();
	struct matter_case now = help_case(id);
	enum letter kinds[MATTER_LETTER_KINDS];
	(void)state;
	assert_int_equal(matter_letter_kinds(&now, LIFE_EVENT_CONSULT_THIRD, kinds), 2);
	assert_int_equal(kinds[0], LETTER_P5);
	assert_int_equal(kinds[1], LETTER_P6);
	assert_int_equal(matter_letter_kinds(&now, LIFE_EVENT_SEARCH, kinds), 0);
	struct matter_letter letter = help_begun(id, LETTER_P2, LIFE_ENDING_NONE);
	assert_string_equal(letter.values[FIELD_DAYS], "10");
	help_saved(id, &letter);
	help_unsent(id, LIFE_EVENT_ASK_CLARIFICATION, 10, &letter, "补正事项");
	letter.values[FIELD_ITEMS] = "所需信息的年度\n获取方式";
	help_saved(id, &letter);
	help_unsent(id, LIFE_EVENT_ASK_CLARIFICATION, 7, &letter, "不一致");
	help_sent(id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-08", 10, &letter);
	assert_string_equal(help_opened(id, letter.id).number, "古政公补〔2025〕1号");
	assert_string_equal(help_case(id).state.state, "clarifying");
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_draft_holds_what_the_case_knows),
		TEST(a_reply_is_numbered_printed_and_kept),
		TEST(a_number_is_never_given_twice),
		TEST(of_two_issuing_at_once_one_does),
		TEST(what_lacks_is_refused_by_name),
		TEST(without_a_prefix_there_is_no_number),
		TEST(absence_stands_on_the_search_log),
		TEST(what_is_under_review_is_not_changed),
		TEST(a_refusal_sends_to_reconsideration_first),
		TEST(steps_have_their_letters),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
