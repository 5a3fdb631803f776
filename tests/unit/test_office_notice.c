/* SPDX-License-Identifier: MulanPSL-2.0
 * Notices to the requester: which steps are told, in which words and with nothing beside them, to
 * whom, and that a notice stands and falls with its step. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/notice_inside.h"
#include "office/setting.h"
#include "unit/help_matter.h"

#define MAILBOX "zhang@example.cn"

static void switch_on(enum setting setting)
{
	const struct actor operator= actor_operator();
	help_good(&help, setting_change(&help.office, &operator, 0, setting, 1, &help.error));
}

static struct matter_filed filed(const char *way)
{
	struct matter_order order = help_order("2025-01-02");
	order.filing.values[FILING_notify] = way;
	order.filing.values[FILING_email] = MAILBOX;
	order.filing.values[FILING_phone] = "13800000000";
	return help_filed(&order);
}

static size_t told(int64_t matter_id, struct notice_row **ret_notices)
{
	size_t n;
	help_good(&help, notice_of_matter(help.office.store, matter_id, &help.arena, &help.error,
					  ret_notices, &n));
	return n;
}

static struct notice_content opened(int64_t notice_id)
{
	struct notice_row notice;
	struct notice_content content;
	help_good(&help,
		  notice_get(help.office.store, notice_id, &help.arena, &help.error, &notice));
	struct matter_case now = help_case(notice.matter_id);
	help_good(&help, notice_open(&help.office, &now.matter, &notice, &help.arena, &help.error,
				     &content));
	return content;
}

/* One row for each step that law/life_told.h tells, and for no other. */
static void what_is_told_is_noticed_and_nothing_else(void **state)
{
	(void)state;
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		enum life_event event = (enum life_event)i;
		if (life_told(event).told != (notice_step(event) != NULL))
			fail_msg("%s", life_event_code(event));
	}
	/* the ends of a consultation read alike here too */
	static const enum life_event ends[] = {LIFE_EVENT_REFUSED, LIFE_EVENT_SILENT,
					       LIFE_EVENT_UNDELIVERED};
	for (size_t i = 0; i < COUNT_OF(ends); i++)
		assert_string_equal(notice_step(ends[i])->next,
				    notice_step(LIFE_EVENT_AGREED)->next);
}

static void the_words_of_every_notice(void **state)
{
	struct arena arena = {0};
	const char *subject, *text;
	day until;
	(void)state;
	assert_true(day_parse("2025-02-06", &until));
	for (int i = 0; i < LIFE_EVENT__MAX; i++) {
		enum life_event event = (enum life_event)i;
		const struct notice_step *step = notice_step(event);
		if (step == NULL) continue;
		const struct notice_saying saying = {.kind = life_event_code(event),
						     .number = "2025-00007",
						     .code = "NEVER",
						     .until = until,
						     .agency = "某乡",
						     .phone = "0911-1234567",
						     .track = "https://example.cn/track"};
		notice_say(&saying, NOTICE_MAIL, &arena, &subject, &text);
		assert_string_equal(subject, "政府信息公开申请2025-00007：办理进度");
		assert_non_null(strstr(text, life_told(event).words));
		assert_non_null(strstr(text, step->next));
		assert_int_equal(strstr(text, "2025年2月6日") != NULL,
				 step->until != NOTICE_UNTIL_NOTHING);
		assert_non_null(strstr(text, "0911-1234567"));
		assert_non_null(strstr(text, "https://example.cn/track"));
		assert_null(strstr(text, "NEVER"));
		notice_say(&saying, NOTICE_SMS, &arena, &subject, &text);
		assert_string_equal(subject, "");
		assert_null(strchr(text, '\n'));
		assert_null(strstr(text, "NEVER"));
		assert_non_null(strstr(text, "2025-00007"));
	}
	struct notice_saying saying = {.kind = "query-code",
				       .number = "2025-00007",
				       .code = "ABCD-EFGH-JKMN",
				       .until = DAY_NONE,
				       .agency = "某乡",
				       .phone = "",
				       .track = ""};
	notice_say(&saying, NOTICE_MAIL, &arena, &subject, &text);
	assert_null(strstr(subject, saying.code));
	assert_non_null(strstr(text, saying.code));
	assert_null(strstr(text, "没有查询码"));
	saying.kind = "one-time", saying.code = "012345";
	notice_say(&saying, NOTICE_SMS, &arena, &subject, &text);
	assert_non_null(strstr(text, "012345"));
	saying.kind = "test", saying.code = "", saying.number = "";
	notice_say(&saying, NOTICE_MAIL, &arena, &subject, &text);
	assert_null(strstr(text, "登记编号"));
	arena_release(&arena);
}

static void nothing_is_kept_while_it_is_switched_off_or_not_wanted(void **state)
{
	struct notice_row *notices;
	(void)state;
	assert_int_equal(told(filed("mail").id, &notices), 0);
	switch_on(SETTING_NOTICE_SMS);
	assert_int_equal(told(filed("mail").id, &notices), 0);
	switch_on(SETTING_NOTICE_MAIL);
	assert_int_equal(told(filed("none").id, &notices), 0);
	assert_int_equal(told(filed("mail").id, &notices), 1);
	assert_int_equal(told(filed("sms").id, &notices), 1);
	assert_int_equal(notices[0].channel, NOTICE_SMS);
	assert_string_equal(opened(notices[0].id).to, "13800000000");
}

static void a_step_is_told_with_its_day(void **state)
{
	struct notice_row *notices;
	(void)state;
	switch_on(SETTING_NOTICE_MAIL);
	struct matter_filed done = filed("mail");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_SEARCH, "2025-01-03", 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-03", 10);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_NOTICE_SERVED, "2025-01-06", 0);
	assert_int_equal(told(done.id, &notices), 4);
	assert_string_equal(notices[0].kind, "arrive");
	assert_string_equal(notices[0].number, done.number);
	assert_int_equal(notices[0].state, NOTICE_WAITING);
	assert_string_equal(opened(notices[0].id).to, MAILBOX);
	assert_int_equal(opened(notices[0].id).until, opened(notices[1].id).until);
	assert_true(opened(notices[0].id).until != DAY_NONE);
	/* the search is the office's own; the period begins with the receipt of the letter */
	assert_string_equal(notices[2].kind, "ask-clarification");
	assert_true(opened(notices[2].id).until == DAY_NONE);
	assert_string_equal(day_text(opened(notices[3].id).until).s, "2025-01-20");
}

static void a_struck_step_takes_its_notice_along(void **state)
{
	struct notice_row *notices;
	struct problems problems;
	(void)state;
	switch_on(SETTING_NOTICE_MAIL);
	struct matter_filed done = filed("mail");
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	struct matter_case now = help_case(done.id);
	problems_init(&problems, &help.arena);
	help_good(&help,
		  matter_strike(&help.office, &help.actors[HELP_CLERK], done.id, now.state.version,
				now.steps[1].id, "登记错了", &help.arena, &problems, &help.error));
	assert_int_equal(told(done.id, &notices), 2);
	assert_int_equal(notices[0].state, NOTICE_WAITING);
	assert_int_equal(notices[1].state, NOTICE_DROPPED);
	/* a refused step tells nothing */
	const char *said;
	assert_int_equal(help_try(done.id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-03", 1, &said),
			 ERR_CONTENT);
	assert_int_equal(told(done.id, &notices), 2);
}

static void without_the_key_the_step_goes_and_the_desk_is_told(void **state)
{
	const struct vault *vault = help.office.vault;
	struct notice_row *notices;
	(void)state;
	switch_on(SETTING_NOTICE_MAIL);
	struct matter_filed done = filed("mail");
	help.office.vault = NULL;
	help_step(done.id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	help.office.vault = vault;
	assert_int_equal(told(done.id, &notices), 2);
	assert_int_equal(notices[1].state, NOTICE_FAILED);
	assert_non_null(strstr(notices[1].last_error, "key"));
}

/* Whatever kind has steps is told of them like a request, by its own name and number. */
static void what_is_asked_beside_requests_is_told_too(void **state)
{
	struct notice_row *notices;
	(void)state;
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind kind = (enum matter_kind)i;
		struct beside_order order = help_beside(kind, "2025-01-02", "mail");
		if (matter_arrival(kind) == LIFE_EVENT__MAX) continue;
		assert_int_equal(told(help_said(&order).id, &notices), 0);
	}
	switch_on(SETTING_NOTICE_MAIL);
	for (int i = MATTER_REQUEST + 1; i < MATTER__MAX; i++) {
		enum matter_kind kind = (enum matter_kind)i;
		struct beside_order order = help_beside(kind, "2025-01-02", "mail");
		if (matter_arrival(kind) == LIFE_EVENT__MAX) continue;
		struct matter_filed done = help_said(&order);
		assert_int_equal(told(done.id, &notices), 1);
		assert_string_equal(notices[0].kind, life_event_code(matter_arrival(kind)));
		assert_string_equal(notices[0].number, done.number);
		assert_string_equal(opened(notices[0].id).to, MAILBOX);
		assert_int_equal(opened(notices[0].id).until, help_case(done.id).state.due);
		order = help_beside(kind, "2025-01-02", "none");
		assert_int_equal(told(help_said(&order).id, &notices), 0);
	}
}

static void each_step_of_a_correction_is_told_and_no_inner_one(void **state)
{
	static const char *const steps[] = {"correct-arrive", "correct-ask", "correct-proof",
					    "withdraw"};
	struct beside_order order = help_beside(MATTER_CORRECTION, "2025-01-02", "mail");
	struct notice_row *notices;
	(void)state;
	switch_on(SETTING_NOTICE_MAIL);
	struct matter_filed done = help_said(&order);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_ASK, "2025-01-03", 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_CORRECT_PROOF, "2025-01-06", 0);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-07", 0);
	assert_int_equal(told(done.id, &notices), COUNT_OF(steps));
	for (size_t i = 0; i < COUNT_OF(steps); i++) assert_string_equal(notices[i].kind, steps[i]);
	help_step(done.id, HELP_CLERK, LIFE_EVENT_ARCHIVE, "2025-01-08", 0);
	assert_int_equal(told(done.id, &notices), COUNT_OF(steps));
}

/* No way of delivery was chosen in these, and each kind bears its own name. */
static void the_words_beside_requests(void **state)
{
	struct arena arena = {0};
	const char *subject, *text;
	struct notice_saying saying = {.kind = life_event_code(LIFE_EVENT_SERVE),
				       .number = "X1",
				       .code = "",
				       .until = DAY_NONE,
				       .agency = "某乡",
				       .phone = "",
				       .track = ""};
	(void)state;
	for (int kind = 0; kind < MATTER__MAX; kind++) {
		const char *label = matter_kind_label((enum matter_kind)kind);
		saying.about = (enum matter_kind)kind;
		notice_say(&saying, NOTICE_MAIL, &arena, &subject, &text);
		assert_non_null(strstr(subject, label));
		assert_non_null(strstr(text, label));
		assert_int_equal(strstr(text, "提起行政诉讼") != NULL, kind == MATTER_REQUEST);
		saying.kind = life_event_code(LIFE_EVENT_ISSUE);
		notice_say(&saying, NOTICE_SMS, &arena, &subject, &text);
		assert_non_null(strstr(text, label));
		assert_int_equal(strstr(text, "您选择的方式") != NULL, kind == MATTER_REQUEST);
		saying.kind = life_event_code(LIFE_EVENT_SERVE);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_told_is_noticed_and_nothing_else),
		cmocka_unit_test(the_words_of_every_notice),
		cmocka_unit_test_setup_teardown(
			nothing_is_kept_while_it_is_switched_off_or_not_wanted, help_matter_setup,
			help_matter_teardown),
		cmocka_unit_test_setup_teardown(a_step_is_told_with_its_day, help_matter_setup,
						help_matter_teardown),
		cmocka_unit_test_setup_teardown(a_struck_step_takes_its_notice_along,
						help_matter_setup, help_matter_teardown),
		cmocka_unit_test_setup_teardown(without_the_key_the_step_goes_and_the_desk_is_told,
						help_matter_setup, help_matter_teardown),
		cmocka_unit_test_setup_teardown(what_is_asked_beside_requests_is_told_too,
						help_matter_setup, help_matter_teardown),
		cmocka_unit_test_setup_teardown(each_step_of_a_correction_is_told_and_no_inner_one,
						help_matter_setup, help_matter_teardown),
		cmocka_unit_test(the_words_beside_requests),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
