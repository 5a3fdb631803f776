/* SPDX-License-Identifier: MulanPSL-2.0
 * A request from the counter to the archive, and everything that may not be: each refusal is the
 * law's own sentence, and writes nothing. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "unit/help_matter.h"

static const char *value(const struct matter_case *now, const char *column)
{
	return now->entry.values[register_column(register_facts(REGISTER_REQUESTS), column)];
}

static int64_t served(enum life_ending ending)
{
	int64_t id = help_handled();
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", (int)ending);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-06", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-07", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-07", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-08", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-09", LIFE_PROOF_SIGNED);
	return id;
}

static void what_is_filed_is_counted_and_sealed(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed = help_filed(&order);
	struct matter_case now = help_case(filed.id);
	(void)state;
	assert_string_equal(filed.number, "2025-00001");
	assert_int_equal(strlen(filed.code), QUERY_CODE - 1);
	assert_string_equal(value(&now, "number"), "2025-00001");
	assert_string_equal(value(&now, "received"), "2025-01-02");
	assert_string_equal(value(&now, "subject"), "2023年征地补偿安置方案");
	assert_string_equal(value(&now, "requester_name"), "玥＊＊");
	assert_string_equal(now.state.state, "received");
	assert_string_equal(now.state.next_duty, "register");
	assert_string_equal(now.filing.values[FILING_id_number], "");
	assert_null(strstr(now.matter.form, "11010519491231002X"));
	assert_null(memmem(now.matter.person.bytes, now.matter.person.n, "11010519491231002X", 18));
	size_t before = help_journal_count(&help, ACTION_OPEN);
	help_good(&help, matter_open_person(&help.office, &help.actors[HELP_CLERK], &now,
					    &help.arena, &help.error));
	assert_string_equal(now.filing.values[FILING_id_number], "11010519491231002X");
	assert_string_equal(now.filing.values[FILING_name], "玥旸𬭸");
	assert_int_equal(help_journal_count(&help, ACTION_OPEN), before + 1);
	assert_int_equal(matter_open_person(&help.office, &help.actors[HELP_SUPERVISOR], &now,
					    &help.arena, &help.error),
			 ERR_DENIED);
}

static void a_whole_life_ends_in_the_table(void **state)
{
	int64_t id = served(LIFE_ENDING_GIVEN);
	struct matter_case now = help_case(id);
	(void)state;
	assert_string_equal(now.state.state, "served");
	assert_string_equal(value(&now, "outcome"), "a");
	assert_string_equal(value(&now, "replied"), "2025-01-09");
	help_step(id, HELP_CLERK, LIFE_EVENT_ARCHIVE, "2025-01-10", 0);
	now = help_case(id);
	assert_string_equal(now.state.state, "archived");
	assert_string_equal(now.state.next_due, DUE_NOTHING);
	assert_int_equal(now.duties.n, 0);
}

static void refused(int64_t id, enum help_person person, enum life_event event, const char *on,
		    int n, const char *words)
{
	const char *said;
	struct matter_case before = help_case(id), after;
	assert_int_not_equal(help_try(id, person, event, on, n, &said), ERR_NONE);
	if (strstr(said, words) == NULL) fail_msg("“%s” does not say “%s”", said, words);
	after = help_case(id);
	assert_int_equal(after.state.version, before.state.version);
	assert_int_equal(after.n_steps, before.n_steps);
}

static void steps_out_of_order_are_refused(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	(void)state;
	refused(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-03", LIFE_ENDING_GIVEN, "不能办理");
	refused(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-01", 0, "收到申请的日期");
	refused(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-11", 0, "今天以后");
	refused(id, HELP_REVIEWER, LIFE_EVENT_REGISTER, "2025-01-03", 0, "经办人");
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	refused(id, HELP_CLERK, LIFE_EVENT_EXTEND, "2025-01-06", 10, "工作机构负责人");
	refused(id, HELP_HEAD, LIFE_EVENT_EXTEND, "2025-01-06", 21, "20");
	help_step(id, HELP_HEAD, LIFE_EVENT_EXTEND, "2025-01-06", 20);
	refused(id, HELP_HEAD, LIFE_EVENT_EXTEND, "2025-01-07", 5, "");
	refused(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-07", LIFE_ENDING_ABSENT, "检索");
}

static void who_drafts_does_not_sign(void **state)
{
	int64_t id = help_handled();
	(void)state;
	help.actors[HELP_CLERK].roles |= ROLE_REVIEWER | ROLE_APPROVER;
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-06", LIFE_ENDING_GIVEN);
	refused(id, HELP_CLERK, LIFE_EVENT_REVIEW, "2025-01-06", 0, "本人");
}

static void a_reply_has_a_letter(void **state)
{
	int64_t id = help_handled();
	struct matter_case now = help_case(id);
	struct matter_event event = {
		.event = LIFE_EVENT_DRAFT, .n = LIFE_ENDING_GIVEN, .party = "", .note = ""};
	const char *warning;
	(void)state;
	assert_true(day_parse("2025-01-06", &event.on));
	assert_int_equal(matter_take(&help.office, &help.actors[HELP_CLERK], id, now.state.version,
				     &event, NULL, NULL, &help.arena, &help.problems, &help.error,
				     &warning),
			 ERR_CONTENT);
	assert_non_null(strstr(problem_for(&help.problems, "event"), "先起草"));
}

static void two_deciding_at_once(void **state)
{
	int64_t id = help_handled();
	struct matter_case seen = help_case(id);
	struct matter_event event = {.event = LIFE_EVENT_SEARCH, .party = "", .note = ""};
	const char *warning;
	(void)state;
	assert_true(day_parse("2025-01-06", &event.on));
	help_good(&help, matter_take(&help.office, &help.actors[HELP_CLERK], id, seen.state.version,
				     &event, NULL, NULL, &help.arena, &help.problems, &help.error,
				     &warning));
	assert_int_equal(matter_take(&help.office, &help.actors[HELP_CLERK], id, seen.state.version,
				     &event, NULL, NULL, &help.arena, &help.problems, &help.error,
				     &warning),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "刚刚有别人办理过"));
	assert_int_equal(help_case(id).n_steps, seen.n_steps + 1);
}

static void a_step_found_late_goes_where_it_belongs(void **state)
{
	int64_t id = help_handled();
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_CONSULT_THIRD, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_AGREED, "2025-01-09", 1);
	help_step(id, HELP_CLERK, LIFE_EVENT_CONSULT_SERVED, "2025-01-07", 1);
	struct matter_case now = help_case(id);
	assert_string_equal(now.steps[3].event, "consult-served");
	assert_string_equal(now.state.state, "handling");
	/* after the answer it would be about nothing */
	refused(id, HELP_CLERK, LIFE_EVENT_CONSULT_SERVED, "2025-01-10", 1, "");
}

/* Consultations are told apart by their order: what was said of the first would be said of the one
 * put before it. */
static void an_earlier_consultation_does_not_go_before_a_later_one(void **state)
{
	int64_t id = help_handled();
	const char *said;
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_CONSULT_THIRD, "2025-01-08", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_AGREED, "2025-01-09", 1);
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_CONSULT_ORGAN, "2025-01-06", 0, &said),
			 ERR_CONTENT);
	assert_non_null(strstr(said, "2025年1月8日已经登记过一次征求意见"));
	assert_int_equal(help_case(id).life.n_consults, 1);
	help_step(id, HELP_CLERK, LIFE_EVENT_CONSULT_ORGAN, "2025-01-10", 0);
	assert_int_equal(help_case(id).life.n_consults, 2);
}

/* What is entered for a day that is past is refused with the day that is allowed, and with how the
 * case stood then, not now. */
static void a_day_too_early_is_answered_with_the_day_that_is_allowed(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	const char *said;
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-08", 5);
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-03", 0, &said),
			 ERR_CONTENT);
	assert_string_equal(said, "不能填2025年1月3日：那时这一件是“已收到待登记”，不能办理“请科室"
				  "协办”。最早可以填2025年1月6日，“登记”办过以后。");
	help_step(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-06", 0);
	/* what holds by itself, and makes a later step impossible */
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-07", 0, &said),
			 ERR_CONTENT);
	assert_string_equal(
		said, "放在这一天，后面2025年1月8日的“告知补正”就不成立了：那时这一件是“已"
		      "撤回待结案”，不能办理“告知补正”。最早可以填2025年1月8日，“告知补正”办过以"
		      "后。");
	/* a reason that is no matter of the state stays as the law says it */
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_ASSIST_DONE, "2025-01-03", 0, &said),
			 ERR_CONTENT);
	assert_non_null(strstr(said, "最早可以填2025年1月6日"));
	/* today it is how the case stands now */
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_ASK_REASONS, "2025-01-08", 0, &said),
			 ERR_CONTENT);
	assert_non_null(strstr(said, "现在是“待补正”"));
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-01", 0, &said),
			 ERR_CONTENT);
	assert_string_equal(said, "日期不能早于收到申请的日期（2025年1月2日）。");
}

static void a_step_entered_by_mistake(void **state)
{
	int64_t id = help_handled();
	struct matter_case now;
	struct problems problems;
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ASSIST_DONE, "2025-01-07", 0);
	now = help_case(id);
	problems_init(&problems, &help.arena);
	assert_int_equal(matter_strike(&help.office, &help.actors[HELP_CLERK], id,
				       now.state.version, now.steps[2].id, "登错了", &help.arena,
				       &problems, &help.error),
			 ERR_CONTENT);
	assert_non_null(strstr(problems.first->text, "不成立"));
	help_good(&help,
		  matter_strike(&help.office, &help.actors[HELP_CLERK], id, now.state.version,
				now.steps[3].id, "登错了", &help.arena, &problems, &help.error));
	help_good(&help,
		  matter_strike(&help.office, &help.actors[HELP_CLERK], id, now.state.version + 1,
				now.steps[2].id, "登错了", &help.arena, &problems, &help.error));
	now = help_case(id);
	assert_true(now.steps[2].struck && now.steps[3].struck);
	assert_int_equal(now.life.assists, 0);
}

static void a_reply_taken_back_is_no_longer_counted(void **state)
{
	int64_t id = served(LIFE_ENDING_INTERNAL);
	struct matter_case now = help_case(id);
	struct problems problems;
	(void)state;
	problems_init(&problems, &help.arena);
	assert_string_equal(value(&now, "outcome"), "c5");
	help_good(&help, matter_strike(&help.office, &help.actors[HELP_CLERK], id,
				       now.state.version, now.steps[now.n_steps - 1].id, "送错人",
				       &help.arena, &problems, &help.error));
	now = help_case(id);
	assert_string_equal(value(&now, "outcome"), "");
	assert_string_equal(now.state.state, "issued");
}

static void the_same_form_again(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	(void)state;
	order.word = "w1";
	struct matter_filed first = help_filed(&order), second = help_filed(&order);
	assert_true(second.again);
	assert_int_equal(second.id, first.id);
	assert_string_equal(second.code, first.code);
	assert_string_equal(second.number, first.number);
}

static void mistakes_of_a_form(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed;
	struct problems problems;
	(void)state;
	problems_init(&problems, &help.arena);
	order.filing.values[FILING_id_number] = "110105194912310021";
	order.filing.values[FILING_phone] = "";
	order.filing.values[FILING_info_name] = "";
	order.filing.values[FILING_delivery] = "post";
	order.filing.values[FILING_medium] = "stone";
	order.filing.values[FILING_credit_code] = "91350100M000100Y44";
	assert_int_equal(matter_file(&help.office, &help.actors[HELP_CLERK], &order, &help.arena,
				     &problems, &help.error, &filed),
			 ERR_CONTENT);
	static const char *const fields[] = {"id_number", "phone",  "info_name",
					     "address",	  "medium", "credit_code"};
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (problem_for(&problems, fields[i]) == NULL) fail_msg("nothing on %s", fields[i]);
	assert_int_equal(problems.count, COUNT_OF(fields));
}

/* What the register refuses when it is typed there does not come in by the flow. */
static void a_name_shows_what_it_is(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed;
	struct problems problems;
	(void)state;
	problems_init(&problems, &help.arena);
	order.filing.values[FILING_name] = "\u202e某王";
	order.filing.values[FILING_agent_name] = "王\x1b[31m";
	order.filing.values[FILING_info_name] = "一件\n两件";
	order.filing.values[FILING_info_features] = "第一行\n第二行\x01";
	assert_int_equal(matter_file(&help.office, &help.actors[HELP_CLERK], &order, &help.arena,
				     &problems, &help.error, &filed),
			 ERR_CONTENT);
	assert_string_equal(problem_for(&problems, "name"),
			    "姓名或者名称里有看不见的字符，请删去后重填。");
	assert_non_null(problem_for(&problems, "agent_name"));
	assert_non_null(problem_for(&problems, "info_name"));
	assert_non_null(problem_for(&problems, "info_features"));
	assert_int_equal(problems.count, 4);
}

static void without_a_key_nothing_is_filed(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed;
	(void)state;
	help.office.vault = NULL;
	assert_int_equal(matter_file(&help.office, &help.actors[HELP_CLERK], &order, &help.arena,
				     &help.problems, &help.error, &filed),
			 ERR_ENV);
	assert_non_null(strstr(help.error.message, "密钥"));
}

static void a_citizen_files_online(void **state)
{
	struct actor visitor = actor_visitor("10.1.2.3");
	struct matter_order order = help_order("2025-01-10");
	struct digest known = digest_of("jpeg", 4);
	char hex[DIGEST_HEX];
	struct matter_file files[] = {
		{ATTACHMENT_IDENTITY, "身份证.jpg", "image/jpeg", "jpeg", 4, NULL},
		{ATTACHMENT_IDENTITY, "反面.jpg", "image/jpeg", "jpeg", 4, &known}};
	struct matter_filed filed;
	struct attachment attachment;
	struct blob bytes;
	(void)state;
	order.channel = CHANNEL_ONLINE;
	order.files = files;
	order.n_files = COUNT_OF(files);
	digest_hex(&known, hex);
	help_good(&help, matter_file(&help.office, &visitor, &order, &help.arena, &help.problems,
				     &help.error, &filed));
	struct matter_case now = help_case(filed.id);
	assert_string_equal(now.state.state, "received");
	assert_int_equal(now.n_attachments, 2);
	for (size_t i = 0; i < 2; i++) assert_string_equal(now.attachments[i].digest, hex);
	help_good(&help, matter_open_file(&help.office, &help.actors[HELP_CLERK], filed.id,
					  now.attachments[0].id, &help.arena, &help.error,
					  &attachment, &bytes));
	assert_int_equal(bytes.n, 4);
	assert_memory_equal(bytes.bytes, "jpeg", 4);
	assert_int_equal(
		matter_open(&help.office, &visitor, filed.id, &help.arena, &help.error, &now),
		ERR_DENIED);
}

static void a_bare_entry_is_taken_into_the_flow(void **state)
{
	int64_t id = 0;
	int64_t entry = help_entry(&help, REGISTER_REQUESTS,
				   "number=旧1;received=2025-01-02;channel=email;"
				   "requester_kind=natural");
	(void)state;
	help_good(&help, matter_adopt(&help.office, &help.actors[HELP_CLERK], help.agency, entry,
				      &help.arena, &help.error, &id));
	struct matter_case now = help_case(id);
	assert_string_equal(now.state.state, "received");
	assert_int_equal(now.n_steps, 2);
	assert_string_equal(value(&now, "received"), "2025-01-02");
	assert_int_equal(matter_adopt(&help.office, &help.actors[HELP_CLERK], help.agency, entry,
				      &help.arena, &help.error, &id),
			 ERR_CONFLICT);
}

/* What was sent before a case was taken in went out elsewhere; from that day on it is sent here. */
static void before_it_was_taken_in_letters_went_out_elsewhere(void **state)
{
	int64_t id = 0;
	int64_t entry = help_entry(&help, REGISTER_REQUESTS,
				   "number=旧2;received=2025-01-02;channel=counter;"
				   "requester_kind=natural");
	struct matter_event step = {.event = LIFE_EVENT_ASK_CLARIFICATION, .party = "", .note = ""};
	const char *warning;
	(void)state;
	help_good(&help, matter_adopt(&help.office, &help.actors[HELP_CLERK], help.agency, entry,
				      &help.arena, &help.error, &id));
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	step.on = clock_today(&help.office.clock);
	for (int i = 0; i < 2; i++) {
		struct problems problems;
		problems_init(&problems, &help.arena);
		enum err err = matter_take(&help.office, &help.actors[HELP_CLERK], id,
					   help_case(id).state.version, &step, NULL, NULL,
					   &help.arena, &problems, &help.error, &warning);
		assert_int_equal(err, i == 0 ? ERR_CONTENT : ERR_NONE);
		step.on--;
	}
	assert_string_equal(help_case(id).state.state, "clarifying");
}

static void days_pass_while_somebody_is_asked(void **state)
{
	int64_t id = help_handled(), reckoned = 0;
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_CONSULT_THIRD, "2025-01-06", 0);
	day before = help_case(id).state.due;
	help_office_clock(&help, "2025-01-20T09:00");
	help_good(&help, matter_reckon(&help.office, false, &help.error, &reckoned));
	assert_int_equal(reckoned, 1);
	assert_true(help_case(id).state.due > before);
	help_good(&help, matter_reckon(&help.office, false, &help.error, &reckoned));
	assert_int_equal(reckoned, 0);
	help_good(&help, matter_reckon(&help.office, true, &help.error, &reckoned));
	assert_int_equal(reckoned, 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_is_filed_is_counted_and_sealed),
		TEST(a_whole_life_ends_in_the_table),
		TEST(steps_out_of_order_are_refused),
		TEST(who_drafts_does_not_sign),
		TEST(a_reply_has_a_letter),
		TEST(two_deciding_at_once),
		TEST(a_step_found_late_goes_where_it_belongs),
		TEST(an_earlier_consultation_does_not_go_before_a_later_one),
		TEST(a_day_too_early_is_answered_with_the_day_that_is_allowed),
		TEST(a_step_entered_by_mistake),
		TEST(a_reply_taken_back_is_no_longer_counted),
		TEST(the_same_form_again),
		TEST(mistakes_of_a_form),
		TEST(a_name_shows_what_it_is),
		TEST(without_a_key_nothing_is_filed),
		TEST(a_citizen_files_online),
		TEST(a_bare_entry_is_taken_into_the_flow),
		TEST(before_it_was_taken_in_letters_went_out_elsewhere),
		TEST(days_pass_while_somebody_is_asked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
