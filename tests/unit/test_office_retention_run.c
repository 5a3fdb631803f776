/* SPDX-License-Identifier: MulanPSL-2.0
 * Erasing: afterwards nothing personal is left, every page goes on, the journal verifies, and what
 * changed since the list was proposed or confirmed keeps its request. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/house.h"
#include "office/matter_letter.h"
#include "office/rekey.h"
#include "office/visitor.h"
#include "store/inside.h"
#include "unit/help_retention.h"

static void everything_personal_is_gone_and_the_number_stays(void **state)
{
	int64_t id = withdrawn();
	struct matter_case now = help_case(id);
	int64_t file = now.attachments[0].id;
	struct attachment attachment;
	struct blob bytes;
	const char *words = "";
	(void)state;
	assert_int_not_equal(journalled(NAME), 0);
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	run(list);
	struct retention_view view = opened(list);
	assert_string_equal(view.list.state, "done");
	assert_int_equal(view.list.erased, 1);
	assert_int_equal(view.list.kept + view.list.waiting, 0);
	now = help_case(id);
	size_t outcome = register_column(register_facts(REGISTER_REQUESTS), "outcome");
	assert_string_equal(now.entry.values[outcome], "f3");
	assert_string_equal(now.filing.values[FILING_name], "");
	assert_string_equal(now.filing.values[FILING_info_name], "");
	assert_string_equal(now.state.state, "served");
	assert_int_equal(planned().empty, 1);
	assert_int_equal(now.matter.key.n + now.matter.person.n + now.matter.mark.n, 0);
	assert_string_equal(now.attachments[0].name, RETENTION_ERASED);
	assert_int_equal(
		matter_open_person(&help.office, who(HELP_CLERK), &now, &help.arena, &help.error),
		ERR_MISSING);
	assert_non_null(strstr(help.error.message, "已经依保管期限表清除"));
	assert_int_equal(matter_open_file(&help.office, who(HELP_CLERK), id, file, &help.arena,
					  &help.error, &attachment, &bytes),
			 ERR_MISSING);
	help_good(&help, retention_words(&help.office, id, &help.arena, &help.error, &words));
	assert_non_null(strstr(words, "2030年1月20日"));
	assert_non_null(strstr(words, APPROVAL));
	/* and it may still be put on file */
	help_step(id, HELP_CLERK, LIFE_EVENT_ARCHIVE, "2030-01-20", 0);
	assert_int_equal(journalled(NAME), 0);
	assert_int_equal(journalled("张三"), 0);
	assert_int_equal(journalled("征地补偿"), 0);
	assert_verified();
	assert_int_equal(planned().n_go, 0);
	assert_int_equal(planned().archived, 1);
	assert_int_equal(help_journal_count(&help, ACTION_ERASE) > 5, true);
}

static void only_the_classes_that_are_due_go(void **state)
{
	int64_t id = withdrawn();
	(void)state;
	schedule("60", "120", 0);
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_HEAD, list));
	run(list);
	struct matter_case now = help_case(id);
	struct attachment attachment;
	struct blob bytes;
	assert_int_equal(now.matter.person.n, 0);
	assert_int_not_equal(now.matter.key.n, 0);
	assert_int_equal(
		matter_open_person(&help.office, who(HELP_CLERK), &now, &help.arena, &help.error),
		ERR_MISSING);
	assert_int_equal(matter_open_file(&help.office, who(HELP_CLERK), id, now.attachments[0].id,
					  &help.arena, &help.error, &attachment, &bytes),
			 ERR_MISSING);
	help_good(&help, matter_open_file(&help.office, who(HELP_CLERK), id, now.attachments[1].id,
					  &help.arena, &help.error, &attachment, &bytes));
	assert_int_equal(bytes.n, strlen("张三的材料"));
	assert_verified();
	/* the master key may change beside it */
	struct vault *next = help_vault(&help);
	struct rekey_result result;
	help_good(&help, rekey_office(&help.office, next, &help.error, &result));
	assert_int_equal(result.unopened, 0);
	assert_verified();
	vault_free(next);
}

static void a_remedy_before_the_confirmation_stops_it(void **state)
{
	int64_t id = withdrawn();
	(void)state;
	withdrawn();
	int64_t list = soon_proposed();
	assert_int_equal(opened(list).n_changes, 0);
	notice_of_suit(id);
	assert_int_equal(confirm(HELP_APPROVER, list), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "有了变化"));
	struct retention_view view = opened(list);
	assert_int_equal(view.n_changes, 1);
	assert_string_equal(view.changes[0].number, "2025-00001");
	assert_non_null(strstr(view.changes[0].is, "复议或者诉讼还没有结束"));
	assert_string_equal(view.list.state, "proposed");
}

static void a_remedy_after_the_confirmation_keeps_its_request(void **state)
{
	int64_t id = withdrawn();
	(void)state;
	withdrawn();
	int64_t list = soon_proposed();
	help_good(&help, confirm(HELP_APPROVER, list));
	notice_of_suit(id);
	run(list);
	struct retention_view view = opened(list);
	assert_int_equal(view.list.erased, 1);
	assert_int_equal(view.list.kept, 1);
	assert_string_equal(view.items[0].why, "remedy");
	assert_int_not_equal(help_case(id).matter.person.n, 0);
	assert_verified();
}

static void a_file_that_came_after_keeps_its_request(void **state)
{
	int64_t id = withdrawn();
	(void)state;
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	add_file(id, ATTACHMENT_OTHER, "后来的.txt");
	run(list);
	assert_string_equal(opened(list).items[0].why, "changed");
	assert_int_equal(opened(list).list.kept, 1);
}

static void another_schedule_stops_what_was_proposed_and_confirmed(void **state)
{
	int64_t id = withdrawn();
	(void)state;
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	schedule("24", "24", 1);
	assert_int_equal(confirm(HELP_APPROVER, list), ERR_CONFLICT);
	assert_non_null(strstr(opened(list).changes[0].is, "第2版"));
	problems_init(&problems, &help.arena);
	help_good(&help, retention_drop(&help.office, who(HELP_CLERK), list, 1, "换了期限表",
					&problems, &help.error));
	list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	schedule("240", "240", 2);
	run(list);
	assert_string_equal(opened(list).items[0].why, "schedule");
	assert_int_not_equal(help_case(id).matter.person.n, 0);
}

static enum err slip_in(struct store *store, void *context, struct error *error)
{
	return db_run(store->db, SQL("UPDATE retention_item SET matter_id = $1"),
		      DB_VALUES(db_int(*(const int64_t *)context)), error);
}

static void a_line_slipped_in_by_hand_stops_the_run(void **state)
{
	(void)state;
	withdrawn();
	schedule("60", "60", 0);
	int64_t other = handled();
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	help_good(&help, store_transaction(help.office.store, slip_in, &other, &help.error));
	assert_int_equal(retention_run(&help.office, who(HELP_APPROVER), list, &help.error),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "与确认的不一致"));
	assert_int_not_equal(help_case(other).matter.person.n, 0);
}

/* A process that dies between two batches leaves the rest waiting; timed work goes on. */
static void timed_work_does_what_was_confirmed(void **state)
{
	bool did = false;
	(void)state;
	for (int i = 0; i < 22; i++) struck();
	schedule("60", "60", 0);
	help_office_clock(&help, "2030-01-20T09:00");
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	help_good(&help, job_work(&help.office, JOB_RETENTION, "test:1", &help.error, &did));
	assert_true(did);
	assert_string_equal(opened(list).list.state, "done");
	assert_int_equal(opened(list).list.erased, 22);
	assert_int_equal(journalled(NAME), 0);
	help_good(&help, job_work(&help.office, JOB_RETENTION, "test:1", &help.error, &did));
	assert_false(did);
	assert_verified();
}

static void the_requester_is_told(void **state)
{
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed = help_filed(&order);
	struct visitor_case seen;
	struct store *own;
	(void)state;
	help_step(filed.id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	help_step(filed.id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-06", 0);
	serve(filed.id, LIFE_ENDING_WITHDRAWN);
	schedule("60", "60", 0);
	help_office_clock(&help, LATER);
	int64_t list = proposed(HELP_CLERK);
	help_good(&help, confirm(HELP_APPROVER, list));
	run(list);
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	help_good(&help, visitor_track(&help.office, own, "192.0.2.7", filed.number, filed.code, "",
				       &help.arena, &help.error, &seen));
	assert_non_null(strstr(seen.erased, "2030年1月20日"));
	assert_non_null(strstr(seen.erased, "身份和联系方式"));
	assert_int_equal(
		visitor_prove(&help.office, "192.0.2.7", &seen, "31002X", &help.arena, &help.error),
		ERR_MISSING);
	store_close(own);
}

static void out_of_reach_is_refused(void **state)
{
	struct retention_plan plan;
	struct retention_view view;
	(void)state;
	assert_int_equal(retention_plan(&help.office, who(HELP_OUTSIDER), help.agency, &help.arena,
					&help.error, &plan),
			 ERR_DENIED);
	assert_int_equal(retention_plan(&help.office, who(HELP_SUPERVISOR), help.agency,
					&help.arena, &help.error, &plan),
			 ERR_DENIED);
	assert_int_equal(
		retention_open(&help.office, who(HELP_CLERK), 99, &help.arena, &help.error, &view),
		ERR_MISSING);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(everything_personal_is_gone_and_the_number_stays),
		TEST(only_the_classes_that_are_due_go),
		TEST(a_remedy_before_the_confirmation_stops_it),
		TEST(a_remedy_after_the_confirmation_keeps_its_request),
		TEST(a_file_that_came_after_keeps_its_request),
		TEST(another_schedule_stops_what_was_proposed_and_confirmed),
		TEST(a_line_slipped_in_by_hand_stops_the_run),
		TEST(timed_work_does_what_was_confirmed),
		TEST(the_requester_is_told),
		TEST(out_of_reach_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
