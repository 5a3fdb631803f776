/* SPDX-License-Identifier: MulanPSL-2.0
 * Suggestions to publish and complaints from the public form to the archive: results and letters
 * that must agree, what is adopted and must be published, and who never sees a complaint. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "law/life_duty.h"
#include "office/entry.h"
#include "office/matter_letter.h"
#include "office/matter_list.h"
#include "office/setting.h"
#include "office/visitor.h"
#include "store/agency.h"
#include "store/journal.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.8"
#define TODAY "2025-01-10"

static struct store *own;
static struct matter_filed done; /* the one a test is about */
static enum register_id of;

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_letterhead("古政", NULL);
	return 0;
}

static int teardown(void **state)
{
	store_close(own);
	return help_matter_teardown(state);
}

static void file(enum matter_kind kind, const char *pairs, const char *reach, const char *identity)
{
	of = matter_register(kind);
	struct beside_order order = {.kind = kind,
				     .agency_id = help.agency,
				     .values = help_values(&help, of, pairs),
				     .reach = reach,
				     .identity = identity,
				     .word = ""};
	problems_init(&help.problems, &help.arena);
	help_good(&help, visitor_say(&help.office, FROM, &order, &help.arena, &help.problems,
				     &help.error, &done));
}

static void suggest(void)
{
	file(MATTER_SUGGESTION, "name=玥旸𬭸;subject=历年危房改造补助的分配结果",
	     "13800000000", "11010519491231002X");
}

static void complain(void)
{
	file(MATTER_COMPLAINT,
	     "channel=online;name=玥旸𬭸;about=三合镇人民政府;about_request=2024-7;"
	     "subject=申请两个月没有答复",
	     "13800000000", "11010519491231002X");
}

static struct visitor_case tracked(void)
{
	struct visitor_case seen;
	help_good(&help, visitor_track(&help.office, own, FROM, done.number, done.code, "",
				       &help.arena, &help.error, &seen));
	return seen;
}

static void assert_column(const char *name, const char *expected)
{
	struct entry entry;
	help_good(&help,
		  register_get(help.office.store, of, help.agency, help_case(done.id).entry.id,
			       &help.arena, &help.error, &entry));
	assert_string_equal(entry.values[register_column(register_facts(of), name)], expected);
}

static void assert_state(enum life_state state, const char *next_duty)
{
	struct matter_case now = help_case(done.id);
	assert_string_equal(life_state_code(now.life.state), life_state_code(state));
	assert_string_equal(now.state.next_duty, next_duty);
}

struct said {
	enum letter_field field;
	const char *text;
};

static struct matter_letter draft(enum letter kind, const struct said *said, size_t n)
{
	struct matter_letter letter = {.kind = kind};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), done.id,
					     &help.arena, &help.error, &letter));
	for (size_t i = 0; i < n; i++) letter.values[said[i].field] = said[i].text;
	help_good(&help, matter_letter_save(&help.office, help_who(HELP_CLERK), done.id, &letter,
					    &help.arena, &help.error));
	return letter;
}

/* The step with its letter; the first problem, "" when it goes. */
static const char *with(enum life_event event, int n, const struct matter_letter *letter)
{
	struct matter_event step = {.event = event, .n = n, .party = "", .note = ""};
	struct matter_letter_seen seen = {letter->id, letter->version};
	const char *warning;
	problems_init(&help.problems, &help.arena);
	assert_true(day_parse(TODAY, &step.on));
	enum err err = matter_take_with_letters(&help.office, help_who(HELP_CLERK), done.id,
						help_case(done.id).state.version, &step, &seen, 1,
						&help.arena, &help.problems, &help.error, &warning);
	return err == ERR_NONE		     ? ""
	       : help.problems.first != NULL ? help.problems.first->text
					     : help.error.message;
}

static void answer(enum life_event drafts, int result, const struct matter_letter *letter)
{
	const char *said;
	assert_string_equal(with(drafts, result, letter), "");
	assert_int_equal(help_try(done.id, HELP_CLERK, LIFE_EVENT_APPROVE, TODAY, 0, &said),
			 ERR_CONTENT);
	help_step(done.id, HELP_APPROVER, LIFE_EVENT_APPROVE, TODAY, 0);
	assert_string_equal(with(LIFE_EVENT_ISSUE, 0, letter), "");
	assert_column("result", "");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_SERVE, TODAY, LIFE_PROOF_SIGNED);
}

static void assert_reads(const char *number, const char *proof)
{
	struct visitor_case seen = tracked();
	const char *media_type;
	struct blob paper;
	assert_true(seen.decided);
	assert_int_equal(seen.n_letters, 1);
	assert_string_equal(seen.letters[0].number, number);
	help_good(&help, visitor_prove(&help.office, FROM, &seen, proof, &help.arena, &help.error));
	help_good(&help, visitor_letter(&help.office, &seen, seen.letters[0].id, "pdf", &help.arena,
					&help.error, &media_type, &paper));
	assert_memory_equal(paper.bytes, "%PDF-", 5);
}

static void assert_verifies(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
}

/* Takes the step of publication; "" when it goes. */
static const char *published(const char *where)
{
	struct matter_event step = {.event = LIFE_EVENT_PUBLISHED, .party = "", .note = where};
	const char *warning;
	assert_true(day_parse(TODAY, &step.on));
	problems_init(&help.problems, &help.arena);
	enum err err = matter_take(&help.office, help_who(HELP_CLERK), done.id,
				   help_case(done.id).state.version, &step, NULL, NULL, &help.arena,
				   &help.problems, &help.error, &warning);
	return err == ERR_NONE		     ? ""
	       : help.problems.first != NULL ? help.problems.first->text
					     : help.error.message;
}

static void what_is_adopted_is_published_before_it_is_archived(void **state)
{
	const char *said;
	(void)state;
	suggest();
	assert_string_equal(done.number, "JY2025-00001");
	assert_state(LIFE_SUGGESTING, "suggest");
	assert_column("name", "玥＊＊");
	struct visitor_case seen = tracked();
	assert_string_equal(seen.state, "建议办理中");
	assert_true(seen.due != DAY_NONE && seen.trace.count > 0 && seen.may_withdraw);
	const struct said adopted[] = {{FIELD_ADOPTED, "2019年以来的分配结果"}};
	struct matter_letter letter = draft(LETTER_R17, adopted, 1);
	assert_string_equal(letter.values[FIELD_REQUESTER], "玥旸𬭸");
	assert_string_equal(letter.values[FIELD_PROPOSAL], "历年危房改造补助的分配结果");
	assert_int_equal(matter_letter_result(&letter), LIFE_ADOPTED);
	answer(LIFE_EVENT_SUGGEST_DRAFT, LIFE_ADOPTED, &letter);
	/* answered, and the organ owes the publication */
	assert_state(LIFE_PUBLISHING, "publish");
	assert_column("result", "adopted");
	assert_column("answered", TODAY);
	assert_string_equal(tracked().state, "已答复，等待公开");
	assert_int_equal(help_try(done.id, HELP_CLERK, LIFE_EVENT_ARCHIVE, TODAY, 0, &said),
			 ERR_CONTENT);
	assert_non_null(strstr(published(""), "公开在哪里"));
	assert_non_null(strstr(published("门户网站"), "没有找到"));
	assert_string_equal(tracked().published, "");
	assert_string_equal(published("https://www.example.gov.cn/1.html"), "");
	assert_column("url", "https://www.example.gov.cn/1.html");
	assert_string_equal(tracked().published, "https://www.example.gov.cn/1.html");
	assert_state(LIFE_SERVED, "archive");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ARCHIVE, TODAY, 0);
	assert_reads("古政公议〔2025〕1号", "31002X");
	assert_verifies();
}

/* Each result with what its answer says; of the others' words none. */
static void an_answer_says_its_result_and_no_other(void **state)
{
	static const struct {
		int result;
		struct said says[2];
		size_t n;
	} answers[] = {
		{LIFE_ADOPTED, {{FIELD_ADOPTED, "甲"}}, 1},
		{LIFE_PARTLY_ADOPTED, {{FIELD_ADOPTED, "甲"}, {FIELD_DECLINED, "乙"}}, 2},
		{LIFE_ALREADY_PUBLIC, {{FIELD_PUBLIC, "甲"}}, 1},
		{LIFE_NOT_ADOPTED, {{FIELD_DECLINED, "甲"}}, 1},
	};
	(void)state;
	suggest();
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		struct matter_letter letter = draft(LETTER_R17, answers[i].says, answers[i].n);
		assert_int_equal(matter_letter_result(&letter), answers[i].result);
		for (size_t k = 0; k < COUNT_OF(answers); k++) {
			const char *said =
				with(LIFE_EVENT_SUGGEST_DRAFT, answers[k].result, &letter);
			if ((said[0] == '\0') != (k == i)) fail_msg("%zu by %zu: %s", i, k, said);
			if (k == i) help_step(done.id, HELP_CLERK, LIFE_EVENT_RETURN, TODAY, 0);
		}
	}
	struct matter_letter none = draft(LETTER_R17, NULL, 0);
	assert_int_equal(matter_letter_result(&none), LIFE_RESULT_NONE);
	assert_non_null(strstr(with(LIFE_EVENT_SUGGEST_DRAFT, LIFE_ADOPTED, &none), "采纳内容"));
	/* a correction's result is none of a suggestion's */
	assert_non_null(strstr(with(LIFE_EVENT_SUGGEST_DRAFT, LIFE_CORRECTED, &none), "部分采纳"));
}

static void who_suggested_takes_it_back(void **state)
{
	(void)state;
	suggest();
	struct visitor_case seen = tracked();
	help_good(&help, visitor_step(&help.office, FROM, &seen, LIFE_EVENT_WITHDRAW, "", NULL, 0,
				      &help.arena, &help.problems, &help.error));
	assert_column("result", "dropped");
	assert_string_equal(tracked().state, "已撤回");
	assert_false(tracked().may_withdraw);
	assert_state(LIFE_SERVED, "archive");
	assert_verifies();
}

static void a_complaint_is_looked_into_answered_and_read(void **state)
{
	(void)state;
	complain();
	assert_string_equal(done.number, "TS2025-00001");
	assert_state(LIFE_COMPLAINED, "complaint-register");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_COMPLAINT_REGISTER, TODAY, 0);
	/* the office complained of is asked, and not told by whom */
	const struct said account[] = {{FIELD_ACCOUNT, "2024-7号申请的办理情况"}};
	struct matter_letter ask = draft(LETTER_P12, account, 1);
	assert_string_equal(ask.values[FIELD_ABOUT], "三合镇人民政府");
	assert_string_equal(ask.values[FIELD_DAYS], "10");
	for (int field = 0; field < FIELD__MAX; field++)
		assert_null(strstr(ask.values[field], "玥"));
	assert_string_equal(with(LIFE_EVENT_COMPLAINT_ASK, 0, &ask), "");
	struct life_duties duties = help_case(done.id).duties;
	assert_int_equal(duties.rows[0].kind, LIFE_DUTY_ACCOUNT);
	/* which the person who complained does not read */
	assert_int_equal(tracked().n_letters, 0);
	assert_int_equal(tracked().n_steps, 2);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_COMPLAINT_ACCOUNT, TODAY, 0);
	const struct said part[] = {{FIELD_UPHELD, "责令10日内答复"},
				    {FIELD_NOT_UPHELD, "没有拒收"}};
	struct matter_letter letter = draft(LETTER_R18, part, 2);
	assert_int_equal(matter_letter_result(&letter), LIFE_PARTLY_UPHELD);
	answer(LIFE_EVENT_COMPLAINT_DRAFT, LIFE_PARTLY_UPHELD, &letter);
	assert_column("result", "partly");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ARCHIVE, TODAY, 0);
	assert_reads("古政公督〔2025〕1号", "31002X");
	assert_verifies();
}

/* Nobody of another agency: neither the case, its letters, its register, nor a count of it. */
static void others_never_see_a_complaint(void **state)
{
	struct beside_row *rows = NULL;
	struct matter_case now;
	struct entry entry;
	struct matter_letter *letters;
	size_t n = 0;
	(void)state;
	complain();
	int64_t entry_id = help_case(done.id).entry.id;
	const struct actor *outside = help_who(HELP_OUTSIDER);
	assert_int_equal(
		matter_open(&help.office, outside, done.id, &help.arena, &help.error, &now),
		ERR_MISSING);
	assert_int_equal(matter_letter_list(&help.office, outside, done.id, &help.arena,
					    &help.error, &letters, &n),
			 ERR_MISSING);
	assert_int_equal(entry_open(&help.office, outside, REGISTER_COMPLAINTS, outside->agency_id,
				    entry_id, &help.arena, &help.error, &entry),
			 ERR_MISSING);
	assert_int_equal(entry_open(&help.office, outside, REGISTER_COMPLAINTS, help.agency,
				    entry_id, &help.arena, &help.error, &entry),
			 ERR_DENIED);
	assert_int_equal(besides_list(&help.office, outside, help.agency, MATTER__MAX,
				      MATTER_LIGHT__MAX, &help.arena, &help.error, &rows, &n),
			 ERR_DENIED);
	help_good(&help, besides_list(&help.office, outside, outside->agency_id, MATTER__MAX,
				      MATTER_LIGHT__MAX, &help.arena, &help.error, &rows, &n));
	assert_int_equal(n, 0);
}

static void who_gave_no_name_is_addressed_all_the_same(void **state)
{
	(void)state;
	file(MATTER_COMPLAINT, "channel=online;about=三合镇人民政府;subject=逾期", "", "");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_COMPLAINT_REGISTER, TODAY, 0);
	const struct said passed[] = {{FIELD_TRANSFERRED, "市政府办公室"}};
	struct matter_letter letter = draft(LETTER_R18, passed, 1);
	assert_string_equal(letter.values[FIELD_REQUESTER], "投诉举报人");
	answer(LIFE_EVENT_COMPLAINT_DRAFT, LIFE_PASSED_ON, &letter);
	assert_column("result", "transferred");
	/* and reads the answer by what he has, which is all that is his */
	assert_int_equal(tracked().proof, VISITOR_BY_NOTHING);
	assert_reads("古政公督〔2025〕1号", "");
	suggest();
	assert_verifies();
}

static void bare_entries_are_taken_into_the_flow(void **state)
{
	static const struct {
		enum matter_kind kind;
		const char *pairs;
		enum life_state state;
	} bare[] = {{MATTER_SUGGESTION, "number=建1;received=2025-01-03;subject=名册;name=虚构甲",
		     LIFE_SUGGESTING},
		    {MATTER_COMPLAINT,
		     "number=诉1;received=2025-01-03;channel=counter;about=某局;subject=逾期",
		     LIFE_COMPLAINED}};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(bare); i++) {
		struct matter_filed taken;
		struct beside_bare entry = {
			.kind = bare[i].kind,
			.agency_id = help.agency,
			.entry_id = help_entry(&help, matter_register(bare[i].kind), bare[i].pairs),
			.word = ""};
		for (int again = 0; again < 2; again++) {
			problems_init(&help.problems, &help.arena);
			assert_int_equal(beside_adopt(&help.office, help_who(HELP_CLERK), &entry,
						      &help.arena, &help.problems, &help.error,
						      &taken),
					 again ? ERR_CONFLICT : ERR_NONE);
		}
		assert_int_equal(help_case(taken.id).life.state, bare[i].state);
	}
	assert_verifies();
}

/* The one above, or as set; never itself, nor one below it. */
static void whom_it_goes_to_is_a_setting(void **state)
{
	const int64_t below = help_who(HELP_OUTSIDER)->agency_id;
	const struct actor self = actor_operator();
	const struct {
		int64_t of, by;
	} wrong[] = {{help.agency, help.agency}, {help.agency, below}, {below, 4711}};
	int64_t to = -1;
	(void)state;
	help_good(&help, beside_authority(&help.office, help.agency, &help.error, &to));
	assert_int_equal(to, 0);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_int_equal(setting_change(&help.office, &self, wrong[i].of,
						SETTING_COMPLAINT_AGENCY, wrong[i].by, &help.error),
				 ERR_USAGE);
	help_good(&help, setting_change(&help.office, &self, below, SETTING_COMPLAINT_AGENCY,
					help.agency, &help.error));
	help_good(&help, beside_authority(&help.office, below, &help.error, &to));
	assert_int_equal(to, help.agency);
	/* one for all of them is none for itself */
	help_good(&help, setting_change(&help.office, &self, 0, SETTING_COMPLAINT_AGENCY,
					help.agency, &help.error));
	help_good(&help, beside_authority(&help.office, help.agency, &help.error, &to));
	assert_int_equal(to, 0);
}

/* Chosen by name: each that may be it and no other, and why it is the one it is. */
static void whoever_chooses_sees_who_may_be_it(void **state)
{
	const int64_t below = help_who(HELP_OUTSIDER)->agency_id;
	const struct actor self = actor_operator();
	struct beside_authorities all;
	(void)state;
	help_good(&help,
		  beside_authorities(&help.office, help.agency, &help.arena, &help.error, &all));
	assert_int_equal(all.id, 0);
	assert_int_equal(all.above, 0);
	assert_int_equal(all.why, BESIDE_ABOVE);
	for (size_t i = 0; i < all.n; i++)
		if (all.candidates[i].id == help.agency || all.candidates[i].id == below)
			fail_msg("%s may not be it", all.candidates[i].name);
	help_good(&help, beside_authorities(&help.office, below, &help.arena, &help.error, &all));
	assert_int_equal(all.id, help.agency);
	assert_int_equal(all.above, help.agency);
	assert_int_equal(all.why, BESIDE_ABOVE);
	assert_int_equal(all.candidates[0].id, help.agency);
	for (size_t i = 0; i < all.n; i++) assert_int_not_equal(all.candidates[i].id, below);
	help_good(&help, setting_change(&help.office, &self, below, SETTING_COMPLAINT_AGENCY,
					help.agency, &help.error));
	help_good(&help, beside_authorities(&help.office, below, &help.arena, &help.error, &all));
	assert_int_equal(all.why, BESIDE_CHOSEN);
	help_good(&help, setting_change(&help.office, &self, 0, SETTING_COMPLAINT_AGENCY,
					help.agency, &help.error));
	help_good(&help, beside_authorities(&help.office, below, &help.arena, &help.error, &all));
	assert_int_equal(all.why, BESIDE_CHOSEN_FOR_ALL);
	help_good(&help,
		  beside_authorities(&help.office, help.agency, &help.arena, &help.error, &all));
	assert_int_equal(all.id, 0);
	assert_int_equal(all.why, BESIDE_ABOVE);
	assert_int_equal(setting_change(&help.office, help_who(HELP_SYSTEM), below,
					SETTING_COMPLAINT_AGENCY, 0, &help.error),
			 ERR_DENIED);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_adopted_is_published_before_it_is_archived),
		TEST(an_answer_says_its_result_and_no_other),
		TEST(who_suggested_takes_it_back),
		TEST(a_complaint_is_looked_into_answered_and_read),
		TEST(others_never_see_a_complaint),
		TEST(who_gave_no_name_is_addressed_all_the_same),
		TEST(bare_entries_are_taken_into_the_flow),
		TEST(whom_it_goes_to_is_a_setting),
		TEST(whoever_chooses_sees_who_may_be_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
