/* SPDX-License-Identifier: MulanPSL-2.0
 * Reconsiderations and suits about a matter: entry, link and step together, and what table 4 says.
 */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_remedy.h"
#include "unit/help_matter.h"

static int64_t served(enum life_ending ending)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-03", (int)ending);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-03", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-03", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-03", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-06", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-01-06", LIFE_PROOF_SIGNED);
	help_office_clock(&help, "2025-05-30T09:00");
	return id;
}

static day on(const char *text)
{
	day d = DAY_NONE;
	if (!day_parse(text, &d)) fail_msg("no day %s", text);
	return d;
}

static struct matter_remedies remedies_of(int64_t id)
{
	struct matter_case now = help_case(id);
	struct matter_remedies remedies;
	help_good(&help, matter_remedies(&help.office, &help.actors[HELP_CLERK], &now, &help.arena,
					 &help.error, &remedies));
	return remedies;
}

static struct matter_remedy_order notice(enum register_id kind, const char *received,
					 const char *fields)
{
	struct matter_remedy_order order = {.kind = kind, .on = on(received), .note = ""};
	memcpy(order.values, help_values(&help, kind, fields),
	       register_facts(kind)->n_columns * sizeof *order.values);
	return order;
}

static struct problems problems;
static int64_t known;

static enum err enter(int64_t id, enum help_person person, const struct matter_remedy_order *order)
{
	problems_init(&problems, &help.arena);
	known = order->known;
	return matter_remedy_enter(&help.office, &help.actors[person], id,
				   help_case(id).state.version, order, &help.arena, &problems,
				   &help.error, &known);
}

static enum err finish(int64_t id, int64_t remedy_id, const char *closed, const char *result,
		       bool remake, int days)
{
	struct matter_remedy_end end = {.closed = on(closed),
					.result = result,
					.on = on(closed),
					.remake = remake,
					.days = days,
					.note = ""};
	problems_init(&problems, &help.arena);
	return matter_remedy_finish(&help.office, &help.actors[HELP_CLERK], id,
				    help_case(id).state.version, remedy_id, &end, &help.arena,
				    &problems, &help.error);
}

static int64_t cell(enum case_group group, enum case_result result)
{
	struct tables tables;
	enum report_state state;
	help_good(&help, annual_tables(&help.office, &help.actors[HELP_CLERK], help.agency, 2025,
				       true, &help.arena, &help.error, &tables, &state));
	return tables.cases[group][result].value;
}

static day duty_of(int64_t id, enum life_duty_kind kind)
{
	struct matter_case now = help_case(id);
	for (size_t i = 0; i < now.duties.n; i++)
		if (now.duties.rows[i].kind == kind) return now.duties.rows[i].due;
	return DAY_NONE;
}

#define REVIEW "number=虚构复〔2025〕1号;filed=2025-02-20;applicant=虚构人"

static void a_notice_is_a_step_an_entry_and_a_link(void **state)
{
	int64_t id = served(LIFE_ENDING_SECURITY);
	struct matter_remedy_order order =
		notice(REGISTER_RECONSIDERATIONS, "2025-03-03", "number=");
	(void)state;
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "number"));
	assert_non_null(problem_for(&problems, "filed"));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 0);
	order = notice(REGISTER_RECONSIDERATIONS, "2025-02-19", REVIEW);
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "on"));
	order.values[1] = "2025-01-01"; /* before the request */
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "filed"));
	order = notice(REGISTER_RECONSIDERATIONS, "2025-03-03", REVIEW);
	help_good(&help, enter(id, HELP_CLERK, &order));
	assert_int_equal(duty_of(id, LIFE_DUTY_ANSWER_REVIEW), on("2025-03-17"));
	struct matter_remedies remedies = remedies_of(id);
	assert_int_equal(remedies.n_rows, 1);
	assert_true(remedies.rows[0].running);
	assert_int_equal(remedies.rows[0].noticed, on("2025-03-03"));
	assert_string_equal(remedies.rows[0].entry.values[2], "虚＊＊");
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 1);
	/* the second notice must wait for the answer; nothing of it is kept */
	order.values[0] = "虚构复〔2025〕2号";
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONTENT);
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 1);
	assert_int_equal(enter(id, HELP_OUTSIDER, &order), ERR_MISSING);
	assert_int_equal(enter(id, HELP_SUPERVISOR, &order), ERR_DENIED);
}

static void upheld_closes_the_entry_and_the_remedy(void **state)
{
	int64_t id = served(LIFE_ENDING_SECURITY);
	struct matter_remedy_order order = notice(REGISTER_RECONSIDERATIONS, "2025-03-03", REVIEW);
	(void)state;
	help_good(&help, enter(id, HELP_CLERK, &order));
	int64_t remedy = remedies_of(id).rows[0].row.id;
	assert_int_equal(finish(id, remedy, "2025-02-19", "upheld", false, 0), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "closed"));
	assert_int_equal(finish(id, remedy, "2025-04-21", "upheld", true, 0), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "remake"));
	help_good(&help, finish(id, remedy, "2025-04-21", "upheld", false, 0));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_UPHELD), 1);
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 0);
	assert_false(remedies_of(id).rows[0].running);
	assert_int_equal(duty_of(id, LIFE_DUTY_ANSWER_REVIEW), DAY_NONE);
	assert_int_equal(help_case(id).life.state, LIFE_SERVED);
	assert_int_equal(finish(id, remedy, "2025-04-22", "other", false, 0), ERR_CONFLICT);
	/* the step of the result was a mistake: it runs again, and may end otherwise */
	struct matter_case now = help_case(id);
	help_good(&help, matter_strike(&help.office, &help.actors[HELP_CLERK], id,
				       now.state.version, now.steps[now.n_steps - 1].id, "登记错了",
				       &help.arena, &problems, &help.error));
	assert_true(remedies_of(id).rows[0].running);
	help_good(&help, finish(id, remedy, "2025-04-22", "other", false, 0));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_UPHELD), 0);
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_OTHER), 1);
}

static void corrected_makes_the_reply_anew(void **state)
{
	int64_t id = served(LIFE_ENDING_SECURITY);
	struct matter_remedy_order order = notice(REGISTER_RECONSIDERATIONS, "2025-03-03", REVIEW);
	(void)state;
	help_good(&help, enter(id, HELP_CLERK, &order));
	help_good(&help,
		  finish(id, remedies_of(id).rows[0].row.id, "2025-04-21", "corrected", true, 15));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_CORRECTED), 1);
	assert_int_equal(help_case(id).life.state, LIFE_HANDLING);
	assert_int_equal(duty_of(id, LIFE_DUTY_REMAKE), on("2025-05-06"));
	help_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-04-22", LIFE_ENDING_GIVEN);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-04-22", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-04-22", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-04-22", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-04-23", 0);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE, "2025-04-23", LIFE_PROOF_SIGNED);
	struct matter_remedies remedies = remedies_of(id);
	assert_int_equal(remedies.n_replies, 2);
	assert_int_equal(remedies.replies[0].ending, LIFE_ENDING_SECURITY);
	assert_int_equal(remedies.replies[0].served, on("2025-01-06"));
	assert_int_equal(remedies.replies[1].ending, LIFE_ENDING_GIVEN);
	assert_int_equal(remedies.replies[1].served, on("2025-04-23"));
	assert_int_equal(help_case(id).life.version, 1);
}

static void a_direct_suit_against_an_exempt_refusal_is_irregular(void **state)
{
	int64_t id = served(LIFE_ENDING_SECURITY);
	struct matter_remedies remedies = remedies_of(id);
	struct matter_remedy_order order =
		notice(REGISTER_LITIGATION, "2025-03-03",
		       "number=（2025）虚行初1号;route=direct;filed=2025-02-20");
	(void)state;
	assert_non_null(strstr(matter_remedy_words(&remedies, &order), "应当先申请行政复议"));
	order.values[1] = "after";
	assert_string_equal(matter_remedy_words(&remedies, &order), "");
	order.values[1] = "direct";
	order.values[2] = "2025-01-05"; /* before the reply */
	assert_string_equal(matter_remedy_words(&remedies, &order), "");
	order.values[2] = "2025-02-20";
	help_good(&help, enter(id, HELP_CLERK, &order));
	assert_int_equal(duty_of(id, LIFE_DUTY_ANSWER_SUIT), on("2025-03-18"));
	assert_int_equal(cell(CASE_DIRECT, RESULT_PENDING), 1);
	assert_int_equal(cell(CASE_AFTER, RESULT_PENDING), 0);
}

static void one_case_about_two_matters_counts_once(void **state)
{
	int64_t one, two;
	struct matter_remedy_order order;
	(void)state;
	help_office_clock(&help, "2025-01-10T09:00");
	one = served(LIFE_ENDING_SECURITY);
	two = served(LIFE_ENDING_SECURITY);
	order = notice(REGISTER_RECONSIDERATIONS, "2025-03-03", REVIEW);
	help_good(&help, enter(one, HELP_CLERK, &order));
	assert_int_equal(enter(two, HELP_CLERK, &order), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "number"));
	assert_int_equal(known, remedies_of(one).rows[0].entry.id);
	order.known = known;
	help_good(&help, enter(two, HELP_CLERK, &order));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 1);
	help_good(&help,
		  finish(one, remedies_of(one).rows[0].row.id, "2025-04-21", "upheld", false, 0));
	help_good(&help,
		  finish(two, remedies_of(two).rows[0].row.id, "2025-04-21", "upheld", false, 0));
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_UPHELD), 1);
	/* the same case twice to the same matter */
	order.on = on("2025-04-28");
	assert_int_equal(enter(two, HELP_CLERK, &order), ERR_CONFLICT);
}

static void a_notice_without_its_case_gets_it_later(void **state)
{
	int64_t id = served(LIFE_ENDING_SECURITY);
	struct matter_remedy_order order = notice(REGISTER_LITIGATION, "2025-03-03",
						  "number=虚1;route=after;filed=2025-02-20");
	(void)state;
	help_step(id, HELP_CLERK, LIFE_EVENT_REVIEW_NOTICE, "2025-03-03", 1);
	struct matter_remedies remedies = remedies_of(id);
	assert_int_equal(remedies.n_notices, 1);
	assert_int_equal(remedies.notices[0].kind, REGISTER_RECONSIDERATIONS);
	order.step_id = remedies.notices[0].step_id;
	/* a suit is no reconsideration */
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONFLICT);
	order = notice(REGISTER_RECONSIDERATIONS, "2025-03-03", REVIEW);
	order.step_id = remedies.notices[0].step_id;
	help_good(&help, enter(id, HELP_CLERK, &order));
	remedies = remedies_of(id);
	assert_int_equal(remedies.n_notices, 0);
	assert_int_equal(remedies.rows[0].row.step_id, order.step_id);
	order.values[0] = "虚构复〔2025〕9号";
	assert_int_equal(enter(id, HELP_CLERK, &order), ERR_CONFLICT);
	/* linked by mistake: the notice waits for its case again, the entry still counts */
	assert_int_equal(matter_remedy_strike(&help.office, &help.actors[HELP_CLERK], id,
					      remedies.rows[0].row.id, "", &help.arena, &problems,
					      &help.error),
			 ERR_CONTENT);
	help_good(&help, matter_remedy_strike(&help.office, &help.actors[HELP_CLERK], id,
					      remedies.rows[0].row.id, "关联错了", &help.arena,
					      &problems, &help.error));
	remedies = remedies_of(id);
	assert_int_equal(remedies.n_notices, 1);
	assert_true(remedies.rows[0].row.struck);
	assert_false(remedies.rows[0].running);
	assert_int_equal(cell(CASE_RECONSIDERATION, RESULT_PENDING), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_notice_is_a_step_an_entry_and_a_link),
		TEST(upheld_closes_the_entry_and_the_remedy),
		TEST(corrected_makes_the_reply_anew),
		TEST(a_direct_suit_against_an_exempt_refusal_is_irregular),
		TEST(one_case_about_two_matters_counts_once),
		TEST(a_notice_without_its_case_gets_it_later),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
