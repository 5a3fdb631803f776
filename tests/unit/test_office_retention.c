/* SPDX-License-Identifier: MulanPSL-2.0
 * What may go: nothing without a schedule, nothing that is archived, open or may still be disputed;
 * a list is proposed by one person and confirmed by another. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "unit/help_office.h"
#include "unit/help_retention.h"

static void nothing_goes_without_a_schedule(void **state)
{
	int64_t id = 0;
	(void)state;
	withdrawn();
	help_office_clock(&help, LATER);
	struct retention_plan plan = planned();
	assert_null(plan.schedule);
	assert_int_equal(plan.n_go, 0);
	assert_int_equal(plan.stays, 1);
	assert_int_equal(plan.stay[0].verdicts[RETENTION_PERSON].why, RETENTION_NO_RULE);
	assert_int_equal(retention_propose(&help.office, who(HELP_CLERK), help.agency, plan.digest,
					   &help.arena, &help.error, &id),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "还没有保管期限表"));
}

static void a_schedule_is_the_head_s_and_is_checked(void **state)
{
	struct retention_order order = order_of("60", "120");
	struct retention_schedule *schedules = NULL;
	size_t n = 0;
	(void)state;
	assert_int_equal(put(HELP_CLERK, &order), ERR_DENIED);
	assert_int_equal(put(HELP_SYSTEM, &order), ERR_DENIED);
	order.approval = " ";
	order.approved = "2025-02-01";
	order.months[RETENTION_VOID][RETENTION_NOTES] = "1201";
	order.months[RETENTION_DROPPED][RETENTION_NOTES] = "0";
	order.months[RETENTION_DROPPED][RETENTION_FILES] = "-1";
	assert_int_equal(put(HELP_HEAD, &order), ERR_CONTENT);
	assert_int_equal(problems.count, 5);
	order = order_of("60", "120");
	help_good(&help, put(HELP_HEAD, &order));
	assert_int_equal(put(HELP_HEAD, &order), ERR_CONFLICT);
	order.seen = 1;
	order.months[RETENTION_DROPPED][RETENTION_PERSON] = "";
	help_good(&help, put(HELP_HEAD, &order));
	help_good(&help, retention_schedules(&help.office, who(HELP_CLERK), help.agency,
					     &help.arena, &help.error, &schedules, &n));
	assert_int_equal(n, 2);
	assert_int_equal(schedules[0].number, 2);
	assert_string_equal(schedules[0].approval, APPROVAL);
	struct retention_rules rules;
	retention_rules_read(schedules[0].rules, &rules);
	assert_int_equal(rules.months[RETENTION_DROPPED][RETENTION_PERSON], 0);
	assert_int_equal(rules.months[RETENTION_VOID][RETENTION_PERSON], 60);
	assert_int_equal(rules.months[RETENTION_REPLIED][RETENTION_FILES], 0);
	assert_verified();
}

/* What cannot be read gives no rule, so that everything stays. */
static void a_rule_nobody_understands_keeps_everything(void **state)
{
	static const char *const bad[] = {"dropped.person=60 dropped.cat=1",
					  "dropped.person=x",
					  "person=60 dropped.person=60",
					  "dropped.person=0",
					  "dropped.person=1201",
					  "dropped.person"};
	struct retention_rules rules;
	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		retention_rules_read(bad[i], &rules);
		assert_int_equal(rules.months[RETENTION_DROPPED][RETENTION_PERSON], 0);
	}
	retention_rules_read("dropped.person=1200", &rules);
	assert_int_equal(rules.months[RETENTION_DROPPED][RETENTION_PERSON], 1200);
	assert_string_equal(retention_rules_text(&rules, &help.arena), "dropped.person=1200");
}

static void the_plan_says_what_goes_and_why_the_rest_stays(void **state)
{
	int64_t gone = withdrawn(), answered, archived;
	(void)state;
	handled();
	struck();
	serve(answered = handled(), LIFE_ENDING_GIVEN);
	serve(archived = handled(), LIFE_ENDING_GIVEN);
	help_step(archived, HELP_CLERK, LIFE_EVENT_ARCHIVE, "2025-01-10", 0);
	schedule("60", "120", 0);
	help_office_clock(&help, "2030-01-09T09:00");
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 0);
	assert_int_equal(plan.stays, 3);
	assert_int_equal(plan.archived, 1);
	assert_int_equal(plan.open, 1);
	help_office_clock(&help, LATER);
	plan = planned();
	assert_int_equal(plan.n_go, 2);
	assert_int_equal(plan.go[0].matter_id, gone);
	assert_int_equal(plan.go[0].group, RETENTION_DROPPED);
	assert_int_equal(plan.go[0].goes, 1U << RETENTION_PERSON);
	assert_int_equal(plan.go[0].verdicts[RETENTION_FILES].why, RETENTION_NOT_YET);
	assert_int_equal(plan.go[0].bytes, strlen("张三的材料"));
	assert_int_equal(plan.go[1].group, RETENTION_VOID);
	assert_int_equal(plan.stays, 1);
	assert_int_equal(plan.stay[0].matter_id, answered);
	assert_int_equal(plan.stay[0].verdicts[RETENTION_PERSON].why, RETENTION_NO_RULE);
}

static void two_people_are_needed(void **state)
{
	struct retention_plan plan;
	int64_t id = 0;
	(void)state;
	withdrawn();
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	plan = planned();
	assert_int_equal(retention_propose(&help.office, who(HELP_APPROVER), help.agency,
					   plan.digest, &help.arena, &help.error, &id),
			 ERR_DENIED);
	assert_int_equal(retention_propose(&help.office, who(HELP_CLERK), help.agency, "another",
					   &help.arena, &help.error, &id),
			 ERR_CONFLICT);
	id = proposed(HELP_HEAD);
	assert_int_equal(retention_propose(&help.office, who(HELP_CLERK), help.agency, plan.digest,
					   &help.arena, &help.error, &id),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "还没有办完"));
	assert_int_equal(confirm(HELP_CLERK, id), ERR_DENIED);
	assert_int_equal(confirm(HELP_HEAD, id), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "不能由您自己确认"));
	assert_int_equal(retention_run(&help.office, who(HELP_APPROVER), id, &help.error),
			 ERR_CONFLICT);
	assert_int_equal(opened(id).list.erased, 0);
	problems_init(&problems, &help.arena);
	assert_int_equal(
		retention_drop(&help.office, who(HELP_CLERK), id, 1, " ", &problems, &help.error),
		ERR_CONTENT);
	help_good(&help, confirm(HELP_APPROVER, id));
	problems_init(&problems, &help.arena);
	assert_int_equal(retention_drop(&help.office, who(HELP_CLERK), id, 2, "不清除了", &problems,
					&help.error),
			 ERR_CONFLICT);
	assert_int_equal(retention_confirm(&help.office, who(HELP_APPROVER), id, 1, &help.arena,
					   &help.error),
			 ERR_CONFLICT);
	assert_verified();
}

static void a_dropped_list_makes_room_for_another(void **state)
{
	(void)state;
	withdrawn();
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	int64_t id = proposed(HELP_CLERK);
	problems_init(&problems, &help.arena);
	help_good(&help, retention_drop(&help.office, who(HELP_APPROVER), id, 1, "先不清除",
					&problems, &help.error));
	assert_string_equal(opened(id).list.state, "dropped");
	assert_int_not_equal(proposed(HELP_CLERK), id);
	assert_verified();
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_goes_without_a_schedule),
		TEST(a_schedule_is_the_head_s_and_is_checked),
		TEST(a_rule_nobody_understands_keeps_everything),
		TEST(the_plan_says_what_goes_and_why_the_rest_stays),
		TEST(two_people_are_needed),
		TEST(a_dropped_list_makes_room_for_another),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
