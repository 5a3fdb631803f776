/* SPDX-License-Identifier: MulanPSL-2.0
 * What is asked beside requests: a correction request from the public form to its served answer,
 * names sealed wherever they come in, and what must not be. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/entry.h"
#include "office/matter_letter.h"
#include "office/visitor.h"
#include "store/agency.h"
#include "store/journal.h"
#include "unit/help_matter.h"

#define FROM "192.0.2.7"
#define HOUR_MS (60 * 60 * (int64_t)1000)
#define TODAY "2025-01-10"

static struct store *own;

static int setup(void **state)
{
	if (help_matter_setup(state) != 0) return -1;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_letterhead("古政", "平安区人民政府");
	return 0;
}

static int teardown(void **state)
{
	store_close(own);
	return help_matter_teardown(state);
}

/* ---- a correction request ---- */

static struct beside_order correction(const char *word)
{
	struct beside_order order = {
		.kind = MATTER_CORRECTION,
		.agency_id = help.agency,
		.values = help_values(&help, REGISTER_CORRECTIONS,
				      "channel=online;requester_kind=natural;name=玥旸𬭸;"
				      "record=低保公示第3号;subject=面积写错，应为80平方米"),
		.reach = "13800000000",
		.identity = "11010519491231002X",
		.word = word};
	return order;
}

static enum err say(struct beside_order *order, struct matter_filed *ret_filed)
{
	problems_init(&help.problems, &help.arena);
	return visitor_say(&help.office, FROM, order, &help.arena, &help.problems, &help.error,
			   ret_filed);
}

static struct matter_filed filed(void)
{
	struct beside_order order = correction("");
	struct matter_filed done;
	help_good(&help, say(&order, &done));
	return done;
}

static struct visitor_case tracked(const struct matter_filed *done)
{
	struct visitor_case seen;
	help_good(&help, visitor_track(&help.office, own, FROM, done->number, done->code, "",
				       &help.arena, &help.error, &seen));
	return seen;
}

static const char *column(enum register_id id, const struct entry *entry, const char *name)
{
	return entry->values[register_column(register_facts(id), name)];
}

static struct entry stored(enum register_id id, int64_t entry_id)
{
	struct entry entry;
	help_good(&help, register_get(help.office.store, id, help.agency, entry_id, &help.arena,
				      &help.error, &entry));
	return entry;
}

static void assert_verifies(void)
{
	struct journal_verdict verdict;
	help_good(&help, journal_verify(help.office.store, &help.arena, &help.error, &verdict));
	assert_int_equal(verdict.findings, 0);
}

static struct matter_letter draft(int64_t id, enum letter_field says, const char *text)
{
	struct matter_letter letter = {.kind = LETTER_R16};
	help_good(&help, matter_letter_begin(&help.office, help_who(HELP_CLERK), id, &help.arena,
					     &help.error, &letter));
	letter.values[says] = text;
	help_good(&help, matter_letter_save(&help.office, help_who(HELP_CLERK), id, &letter,
					    &help.arena, &help.error));
	return letter;
}

/* The step with its letter; the first problem or message in *ret_said. */
static enum err take(int64_t id, enum help_person person, enum life_event event, int n,
		     const struct matter_letter *letter, const char **ret_said)
{
	struct matter_event step = {.event = event, .n = n, .party = "", .note = ""};
	struct matter_letter_seen seen = {letter->id, letter->version};
	struct matter_case now = help_case(id);
	struct problems problems;
	problems_init(&problems, &help.arena);
	assert_true(day_parse(TODAY, &step.on));
	*ret_said = "";
	enum err err = matter_take_with_letters(&help.office, help_who(person), id,
						now.state.version, &step, &seen, 1, &help.arena,
						&problems, &help.error, ret_said);
	if (err != ERR_NONE)
		*ret_said = problems.first != NULL ? problems.first->text : help.error.message;
	return err;
}

static void goes(int64_t id, enum help_person person, enum life_event event, int n,
		 const struct matter_letter *letter)
{
	const char *said;
	if (take(id, person, event, n, letter, &said) != ERR_NONE) fail_msg("%s", said);
}

static void a_correction_is_sealed_tracked_answered_and_read(void **state)
{
	struct matter_filed done = filed();
	struct matter_case now = help_case(done.id);
	const char *said, *media_type;
	struct blob paper;
	(void)state;
	assert_string_equal(done.number, "GZ2025-00001");
	assert_string_equal(now.state.next_duty, "correct");
	assert_int_equal(now.state.received, now.life.order.received);
	/* neither list nor register knows who it is; who may, opens it, and that is noted */
	assert_string_equal(matter_value(&now, "requester_name"), "玥＊＊");
	struct entry entry = stored(REGISTER_CORRECTIONS, now.entry.id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "name"), "玥＊＊");
	size_t opened = help_journal_count(&help, ACTION_OPEN);
	help_good(&help, matter_open_person(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					    &help.error));
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), opened + 1);
	assert_string_equal(now.filing.values[FILING_name], "玥旸𬭸");
	assert_string_equal(now.filing.values[FILING_phone], "13800000000");
	struct visitor_case seen = tracked(&done);
	assert_string_equal(seen.state, "更正办理中");
	assert_true(seen.due != DAY_NONE);
	assert_true(seen.may_withdraw);
	/* proof asked for and given */
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_ASK, TODAY, 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_PROOF, TODAY, 0);
	assert_int_equal(tracked(&done).n_steps, 3);
	/* the answer: drafted, signed by somebody else, numbered, served */
	struct matter_letter letter = draft(done.id, FIELD_CORRECTED, "面积更正为80平方米。");
	assert_string_equal(letter.values[FIELD_REQUESTER], "玥旸𬭸");
	assert_string_equal(letter.values[FIELD_RECORD], "低保公示第3号");
	assert_int_equal(matter_letter_result(&letter), LIFE_CORRECTED);
	goes(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_DRAFT, LIFE_CORRECTED, &letter);
	assert_int_equal(help_try(done.id, HELP_CLERK, LIFE_EVENT_APPROVE, TODAY, 0, &said),
			 ERR_CONTENT);
	help_step(done.id, HELP_APPROVER, LIFE_EVENT_APPROVE, TODAY, 0);
	goes(done.id, HELP_CLERK, LIFE_EVENT_ISSUE, 0, &letter);
	entry = stored(REGISTER_CORRECTIONS, now.entry.id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "result"), "");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_SERVE, TODAY, LIFE_PROOF_SIGNED);
	entry = stored(REGISTER_CORRECTIONS, now.entry.id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "result"), "corrected");
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "replied"), TODAY);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ARCHIVE, TODAY, 0);
	/* the person reads it, by the end of the identity number */
	seen = tracked(&done);
	assert_true(seen.decided);
	assert_int_equal(seen.n_letters, 1);
	assert_string_equal(seen.letters[0].number, "古政公更〔2025〕1号");
	help_good(&help,
		  visitor_prove(&help.office, FROM, &seen, "31002X", &help.arena, &help.error));
	help_good(&help, visitor_letter(&help.office, &seen, seen.letters[0].id, "pdf", &help.arena,
					&help.error, &media_type, &paper));
	assert_memory_equal(paper.bytes, "%PDF-", 5);
	assert_verifies();
}

static void an_answer_says_how_it_ended_and_nothing_else(void **state)
{
	struct matter_filed done = filed();
	const char *said;
	(void)state;
	/* no draft without its letter */
	struct matter_event bare = {
		.event = LIFE_EVENT_CORRECT_DRAFT, .n = LIFE_CORRECTED, .party = "", .note = ""};
	assert_true(day_parse(TODAY, &bare.on));
	assert_int_equal(matter_take(&help.office, help_who(HELP_CLERK), done.id,
				     help_case(done.id).state.version, &bare, NULL, NULL,
				     &help.arena, &help.problems, &help.error, &said),
			 ERR_CONTENT);
	struct matter_letter letter = draft(done.id, FIELD_CORRECTED, "");
	assert_int_equal(matter_letter_result(&letter), LIFE_RESULT_NONE);
	/* a transfer without an organ */
	assert_int_equal(take(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_DRAFT, LIFE_TRANSFERRED,
			      &letter, &said),
			 ERR_CONTENT);
	assert_string_equal(said, "处理结果是“转送”，答复书里要写明“转送机关”。");
	letter = draft(done.id, FIELD_REFUSED, "与原始凭证一致。");
	assert_int_equal(take(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_DRAFT, LIFE_TRANSFERRED,
			      &letter, &said),
			 ERR_CONTENT);
	goes(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_DRAFT, LIFE_NOT_CORRECTED, &letter);
	/* what others look at is not changed, and nobody answers twice */
	assert_int_equal(matter_letter_save(&help.office, help_who(HELP_CLERK), done.id, &letter,
					    &help.arena, &help.error),
			 ERR_CONFLICT);
	assert_int_equal(take(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_DRAFT, LIFE_NOT_CORRECTED,
			      &letter, &said),
			 ERR_CONTENT);
	struct entry entry = stored(REGISTER_CORRECTIONS, help_case(done.id).entry.id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "result"), "");
}

static void who_asked_takes_it_back_online(void **state)
{
	struct matter_filed done = filed();
	struct visitor_case seen = tracked(&done);
	(void)state;
	problems_init(&help.problems, &help.arena);
	help_good(&help, visitor_step(&help.office, FROM, &seen, LIFE_EVENT_WITHDRAW, "", NULL, 0,
				      &help.arena, &help.problems, &help.error));
	struct entry entry = stored(REGISTER_CORRECTIONS, help_case(done.id).entry.id);
	assert_string_equal(column(REGISTER_CORRECTIONS, &entry, "result"), "dropped");
	/* the page that was still open sees what changed */
	assert_int_equal(visitor_step(&help.office, FROM, &seen, LIFE_EVENT_WITHDRAW, "", NULL, 0,
				      &help.arena, &help.problems, &help.error),
			 ERR_CONFLICT);
	assert_string_equal(tracked(&done).state, "已撤回");
}

static void two_clerks_decide_once(void **state)
{
	struct matter_filed done = filed();
	struct matter_event step = {.event = LIFE_EVENT_CORRECT_ASK, .party = "", .note = ""};
	int64_t seen = help_case(done.id).state.version;
	const char *warning;
	(void)state;
	assert_true(day_parse(TODAY, &step.on));
	for (int i = 0; i < 2; i++)
		assert_int_equal(matter_take(&help.office, help_who(HELP_CLERK), done.id, seen,
					     &step, NULL, NULL, &help.arena, &help.problems,
					     &help.error, &warning),
				 i == 0 ? ERR_NONE : ERR_CONFLICT);
	assert_int_equal(help_case(done.id).n_steps, 2);
}

/* ---- forms ---- */

static void the_same_form_is_kept_once(void **state)
{
	struct beside_order order = correction("0123456789abcdef0123456789abcdef");
	struct matter_filed one, again;
	(void)state;
	help_good(&help, say(&order, &one));
	/* also after midnight, when the office's day is another */
	help.office.clock.fixed_ms = clock_now(&help.office.clock) + 24 * HOUR_MS;
	help_good(&help, say(&order, &again));
	assert_true(again.again);
	assert_string_equal(again.number, one.number);
	assert_string_equal(again.code, one.code);
	order.word = "another";
	help_good(&help, say(&order, &again));
	assert_string_equal(again.number, "GZ2025-00002");
}

static void what_lacks_is_named_by_its_field(void **state)
{
	struct beside_order order = correction("");
	struct matter_filed done;
	char long_text[3 * (BESIDE_REACH_MAX + 1) + 1] = "";
	(void)state;
	order.values[register_column(register_facts(REGISTER_CORRECTIONS), "subject")] = "";
	for (int i = 0; i <= BESIDE_REACH_MAX; i++) memcpy(long_text + 3 * i, "长", 4);
	order.reach = long_text;
	assert_int_equal(say(&order, &done), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "subject"));
	assert_non_null(problem_for(&help.problems, "reach"));
	order = correction("");
	order.day = DAY_NONE;
	problems_init(&help.problems, &help.arena);
	assert_int_equal(beside_file(&help.office, help_who(HELP_CLERK), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "received"));
	assert_int_equal(beside_file(&help.office, help_who(HELP_AUDIT), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_DENIED);
	const struct vault *vault = help.office.vault;
	help.office.vault = NULL;
	assert_int_equal(beside_file(&help.office, help_who(HELP_CLERK), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_ENV);
	help.office.vault = vault;
}

/* What a clerk takes down: an agent, contacts, the wish to be told; refused by its field. */
static void what_a_clerk_takes_down_is_checked_and_sealed(void **state)
{
	struct beside_order order = help_beside(MATTER_CORRECTION, TODAY, "mail");
	struct filing more = *order.more;
	struct matter_filed done;
	(void)state;
	order.more = &more;
	order.note = "本人口述";
	more.values[FILING_agent_phone] = "13900000000";
	more.values[FILING_id_type] = "resident";
	more.values[FILING_id_number] = "110105194912310021";
	more.values[FILING_email] = "";
	static const char *const wrong[] = {"agent_name", "id_number", "email"};
	problems_init(&help.problems, &help.arena);
	assert_int_equal(beside_file(&help.office, help_who(HELP_CLERK), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_CONTENT);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_non_null(problem_for(&help.problems, wrong[i]));
	more.values[FILING_agent_name] = "代理甲";
	more.values[FILING_id_number] = "11010519491231002X";
	more.values[FILING_email] = "zhang@example.cn";
	done = help_said(&order);
	struct matter_case now = help_case(done.id);
	assert_string_equal(now.steps[0].note, "本人口述");
	assert_string_equal(now.filing.values[FILING_notify], "mail");
	assert_string_equal(now.filing.values[FILING_agent_name], "");
	help_good(&help, matter_open_person(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					    &help.error));
	assert_string_equal(now.filing.values[FILING_agent_name], "代理甲");
	assert_string_equal(tracked(&done).own.number, done.number);
	/* nobody: only where the kind lets people stay unknown, and then nothing of him is kept */
	size_t name = register_column(register_facts(REGISTER_CORRECTIONS), "name");
	order.values[name] = "";
	filing_init(&more);
	problems_init(&help.problems, &help.arena);
	assert_int_equal(beside_file(&help.office, help_who(HELP_CLERK), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "name"));
	order = help_beside(MATTER_COMPLAINT, TODAY, "none");
	order.values[matter_column(MATTER_COMPLAINT, "requester_name")] = "";
	problems_init(&help.problems, &help.arena);
	assert_int_equal(beside_file(&help.office, help_who(HELP_CLERK), &order, &help.arena,
				     &help.problems, &help.error, &done),
			 ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "name"));
	order.more = NULL;
	done = help_said(&order);
	assert_true(done.id != 0);
}

/* The short form of the public face has one field for each way: what is wrong stands there. */
static void a_wish_for_notices_needs_a_way_to_reach_who_wished(void **state)
{
	struct beside_order order = correction("");
	struct filing more;
	struct matter_filed done;
	(void)state;
	filing_init(&more);
	order.more = &more;
	more.values[FILING_notify] = "mail";
	assert_int_equal(say(&order, &done), ERR_CONTENT);
	assert_non_null(problem_for(&help.problems, "reach"));
	order.reach = "zhang@example.cn";
	help_good(&help, say(&order, &done));
	order.reach = "电话 13800000000，找不到就打 0911-1234567";
	more.values[FILING_notify] = "none";
	help_good(&help, say(&order, &done));
	more.values[FILING_notify] = "pigeon";
	assert_int_equal(say(&order, &done), ERR_CONTENT);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_correction_is_sealed_tracked_answered_and_read),
		TEST(an_answer_says_how_it_ended_and_nothing_else),
		TEST(who_asked_takes_it_back_online),
		TEST(two_clerks_decide_once),
		TEST(the_same_form_is_kept_once),
		TEST(what_lacks_is_named_by_its_field),
		TEST(what_a_clerk_takes_down_is_checked_and_sealed),
		TEST(a_wish_for_notices_needs_a_way_to_reach_who_wished),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
