/* SPDX-License-Identifier: MulanPSL-2.0
 * Serving with proof: which day counts by which manner, what has to be said, what is kept sealed,
 * and what the requester may take home once the reply is issued. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/matter_list.h"
#include "office/matter_service.h"
#include "office/matter_side.h"
#include "office/visitor.h"
#include "store/own.h"
#include "unit/help_matter.h"

static day on(const char *text)
{
	day found;
	assert_true(day_parse(text, &found));
	return found;
}

static void test_the_day_that_counts(void **state)
{
	(void)state;
	enum service_manner manner;
	for (int i = 0; i < SERVICE_BY__MAX; i++) {
		const struct service_facts *facts = service_facts((enum service_manner)i);
		assert_true(service_parse(facts->code, &manner));
		assert_int_equal(manner, i);
		assert_int_equal(facts->needs & facts->may, 0);
		assert_true(facts->proof > LIFE_PROOF_NONE && facts->proof < LIFE_PROOF__MAX);
		bool notice = i == SERVICE_BY_NOTICE;
		assert_int_equal(service_day(manner, on("2026-03-02")),
				 on(notice ? "2026-04-01" : "2026-03-02"));
	}
	assert_false(service_parse("pigeon", &manner));
	for (int i = 0; i < SERVICE_FACT__MAX; i++)
		assert_true(i == SERVICE_AT_SIGNED || service_fact(i)->missing[0] != '\0');
}

/* A request whose reply is issued. The letter is not this test's matter: the step is written as the
 * letters' use case does. */
static enum err beside(struct office *office UNUSED, struct matter_case *after UNUSED,
		       int64_t step_id UNUSED, void *context UNUSED, struct error *error UNUSED)
{
	return ERR_NONE;
}

static void reply_step(int64_t id, enum help_person person, enum life_event event, const char *date,
		       int n)
{
	struct matter_event step = {
		.event = event, .on = on(date), .n = n, .party = "", .note = ""};
	const char *warning;
	help_good(&help, matter_take(&help.office, help_who(person), id,
				     help_case(id).state.version, &step, beside, NULL, &help.arena,
				     &help.problems, &help.error, &warning));
}

static int64_t issued(void)
{
	struct matter_order order = help_order("2025-01-02");
	int64_t id = help_filed(&order).id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	reply_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-03", LIFE_ENDING_GIVEN);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-03", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-03", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-03", 0);
	reply_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-03", 0);
	return id;
}

static struct matter_service of(enum service_manner manner, const char *date)
{
	struct matter_service service = {.manner = manner, .day = on(date), .signed_on = DAY_NONE};
	for (int i = 0; i < SERVICE_FACT__MAX; i++) service.values[i] = "";
	return service;
}

static enum err serve(int64_t id, const struct matter_service *service, const char **ret_said)
{
	struct matter_event event = {.party = "", .note = ""};
	struct problems problems;
	const char *warning;
	problems_init(&problems, &help.arena);
	enum err err =
		matter_serve(&help.office, help_who(HELP_CLERK), id, help_case(id).state.version,
			     service, &event, &help.arena, &problems, &help.error, &warning);
	*ret_said = problems.first == NULL ? "" : problems.first->text;
	return err;
}

static void test_what_lacks_is_said(void **state)
{
	(void)state;
	const char *said;
	int64_t id = issued();
	for (int i = 0; i < SERVICE_BY__MAX; i++) {
		struct matter_service service = of((enum service_manner)i, "2025-01-06");
		assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	}
	struct matter_service service = of(SERVICE_BY_COUNTER, "2025-01-06");
	service.values[SERVICE_AT_WHO] = "张三";
	service.values[SERVICE_AT_NUMBER] = "EX1";
	assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	assert_string_equal(said, "当面签收不用填写邮件编号。");
	service.values[SERVICE_AT_NUMBER] = "";
	service.signed_on = on("2025-01-07");
	assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	service = of(SERVICE_BY_EMS, "2025-01-06");
	service.values[SERVICE_AT_NUMBER] = "EX1";
	service.signed_on = on("2025-01-05");
	assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	assert_string_equal(said, "签收日期应当在交寄日期以后、今天以前。");
	service.signed_on = DAY_NONE;
	service.day = DAY_NONE;
	assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	assert_string_equal(said, "请填写交寄日期。");
	/* the thirty days of a public notice are not over */
	service = of(SERVICE_BY_NOTICE, "2025-01-06");
	service.values[SERVICE_AT_WHERE] = "古城日报";
	assert_int_equal(serve(id, &service, &said), ERR_CONTENT);
	assert_non_null(strstr(said, "2025-02-05"));
}

static enum err collect(const char *bytes, size_t n, void *context, struct error *error UNUSED)
{
	buf_add(context, bytes, n);
	return ERR_NONE;
}

static void test_posted_and_kept(void **state)
{
	(void)state;
	const char *said;
	struct matter_service *services = NULL;
	struct matter_query query = {.light = MATTER_LIGHT__MAX};
	struct buf csv;
	size_t n = 0;
	int64_t id = issued();
	struct matter_service service = of(SERVICE_BY_EMS, "2025-01-06");
	service.values[SERVICE_AT_NUMBER] = "EX123456789CN";
	service.values[SERVICE_AT_WHO] = "门卫李四";
	service.signed_on = on("2025-01-08");
	help_good(&help, serve(id, &service, &said));
	struct matter_case now = help_case(id);
	assert_int_equal(now.life.served, on("2025-01-06")); /* posting, not signing */
	help_good(&help, matter_services(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					 &help.error, &services, &n));
	assert_int_equal(n, 1);
	assert_string_equal(matter_service_words(&services[0], &help.arena),
			    "邮政特快专递（EMS），交寄日期2025-01-06，邮件编号：EX123456789CN，"
			    "对方签收日期：2025-01-08，签收人：门卫李四");
	help_good(&help, matter_services(&help.office, help_who(HELP_SUPERVISOR), &now, &help.arena,
					 &help.error, &services, &n));
	assert_string_equal(services[0].values[SERVICE_AT_WHO], "");
	buf_init(&csv, 100000);
	query.state = query.requester = query.text = "";
	help_good(&help, matters_export(&help.office, help_who(HELP_CLERK), help.agency, &query,
					collect, &csv, &help.error));
	assert_non_null(strstr(buf_text(&csv), "邮政特快专递（EMS）,2025-01-06,EX123456789CN"));
	buf_release(&csv);
	/* struck with its step */
	help_good(&help, matter_strike(&help.office, help_who(HELP_CLERK), id, now.state.version,
				       now.steps[now.n_steps - 1].id, "登记错了", &help.arena,
				       &help.problems, &help.error));
	now = help_case(id);
	help_good(&help, matter_services(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					 &help.error, &services, &n));
	assert_int_equal(n, 0);
}

static enum err sign(int64_t id, struct matter_signature signature, const char **ret_said)
{
	struct problems problems;
	problems_init(&problems, &help.arena);
	enum err err = matter_sign(&help.office, help_who(HELP_CLERK), id, &signature, &help.arena,
				   &problems, &help.error);
	*ret_said = problems.first == NULL
			    ? err == ERR_NONE ? "" : arena_text(&help.arena, help.error.message)
			    : problems.first->text;
	return err;
}

static struct matter_service latest(int64_t id)
{
	struct matter_case now = help_case(id);
	struct matter_service *services = NULL;
	size_t n = 0;
	help_good(&help, matter_services(&help.office, help_who(HELP_CLERK), &now, &help.arena,
					 &help.error, &services, &n));
	assert_true(n > 0);
	return services[n - 1];
}

static int64_t posted(void)
{
	const char *said;
	int64_t id = issued();
	struct matter_service service = of(SERVICE_BY_EMS, "2025-01-06");
	service.values[SERVICE_AT_NUMBER] = "EX123456789CN";
	help_good(&help, serve(id, &service, &said));
	return id;
}

static void test_signed_for_later(void **state)
{
	(void)state;
	const char *said;
	int64_t id = posted();
	struct matter_service before = latest(id);
	struct matter_file proof = {ATTACHMENT_PROOF, "回执.png", "image/png", "bytes", 5, NULL};
	struct matter_signature signature = {.step_id = before.step_id,
					     .version = before.version,
					     .on = DAY_NONE,
					     .who = "",
					     .reason = "",
					     .files = &proof,
					     .n_files = 1};
	assert_int_equal(before.signed_on, DAY_NONE);
	assert_int_equal(service_known(before.manner, before.day, before.signed_on), DAY_NONE);
	assert_int_equal(sign(id, signature, &said), ERR_CONTENT);
	assert_string_equal(said, "请填写对方签收日期。");
	signature.on = on("2025-01-05");
	assert_int_equal(sign(id, signature, &said), ERR_CONTENT);
	assert_string_equal(said, "签收日期应当在交寄日期2025-01-06以后、今天以前。");
	assert_int_equal(help_case(id).n_attachments, 0);
	signature.on = on("2025-01-08");
	signature.who = "门卫李四";
	help_good(&help, sign(id, signature, &said));
	struct matter_service after = latest(id);
	assert_int_equal(after.signed_on, on("2025-01-08"));
	assert_int_equal(after.day, on("2025-01-06"));
	assert_int_equal(after.version, before.version + 1);
	assert_string_equal(after.values[SERVICE_AT_WHO], "门卫李四");
	assert_string_equal(after.values[SERVICE_AT_NUMBER], "EX123456789CN");
	struct matter_case now = help_case(id);
	assert_int_equal(now.life.served, on("2025-01-06"));
	assert_int_equal(now.n_attachments, 1);
	assert_int_equal(now.attachments[0].step_id, before.step_id);
	/* somebody else was faster; a correction wants its reason; a wrong day goes away again */
	signature.n_files = 0;
	signature.reason = "看错了";
	assert_int_equal(sign(id, signature, &said), ERR_CONFLICT);
	signature.version = after.version;
	signature.reason = " ";
	assert_int_equal(sign(id, signature, &said), ERR_CONTENT);
	assert_string_equal(said, "已经登记过签收日期，请写明为什么更正。");
	/* mail that was signed for did not come back */
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_SERVE_FAILED, "2025-01-09", 0, &said),
			 ERR_CONTENT);
	assert_non_null(strstr(said, "2025-01-08签收"));
	signature.reason = "是另一封邮件的回执";
	signature.on = DAY_NONE;
	signature.who = "";
	help_good(&help, sign(id, signature, &said));
	assert_int_equal(latest(id).signed_on, DAY_NONE);
	help_step(id, HELP_CLERK, LIFE_EVENT_SERVE_FAILED, "2025-01-09", 0);
	signature.version = latest(id).version;
	signature.on = on("2025-01-08");
	assert_true(latest(id).returned);
	assert_int_equal(sign(id, signature, &said), ERR_CONFLICT);
	assert_non_null(strstr(said, "已经登记退回"));
	/* served anew at the counter: that one is not signed for apart */
	struct matter_service counter = of(SERVICE_BY_COUNTER, "2025-01-10");
	counter.values[SERVICE_AT_WHO] = "张三";
	help_good(&help, serve(id, &counter, &said));
	signature.step_id = latest(id).step_id;
	signature.version = latest(id).version;
	assert_int_equal(sign(id, signature, &said), ERR_CONFLICT);
	assert_non_null(strstr(said, "不是邮寄的"));
	signature.step_id = 999999;
	assert_int_equal(sign(id, signature, &said), ERR_MISSING);
	struct matter_service both[] = {before, latest(id)};
	both[0].returned = true;
	assert_ptr_equal(matter_service_now(both, 2), &both[1]);
	assert_null(matter_service_now(both, 1));
}

static struct store *own_store(void)
{
	struct store *own = NULL;
	help_good(&help, store_open(help.url, STORE_OWN, 0, &help.error, &own));
	return own;
}

static int64_t give(int64_t id, const char *name)
{
	struct matter_file file = {ATTACHMENT_GIVEN, name, "application/pdf", name,
				   strlen(name),     NULL};
	int64_t added = 0;
	help_good(&help, matter_add_file(&help.office, help_who(HELP_CLERK), id, &file, 0,
					 &help.arena, &help.error, &added));
	return added;
}

static void test_given_goes_out_with_the_reply(void **state)
{
	(void)state;
	struct matter_order order = help_order("2025-01-02");
	struct matter_filed filed = help_filed(&order);
	struct visitor_case seen;
	const struct own_given *given = NULL;
	struct blob bytes;
	int64_t id = filed.id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-02", 0);
	int64_t file = give(id, "名单（区分处理）.pdf");
	struct store *own = own_store();
#define TRACK()                                                                                    \
	help_good(&help, visitor_track(&help.office, own, "192.0.2.1", filed.number, filed.code,   \
				       "", &help.arena, &help.error, &seen))
	TRACK();
	assert_int_equal(seen.n_givens, 0); /* not yet */
	assert_int_equal(visitor_given(&help.office, "192.0.2.1", &seen, file, &help.arena,
				       &help.error, &given, &bytes),
			 ERR_MISSING);
	reply_step(id, HELP_CLERK, LIFE_EVENT_DRAFT, "2025-01-03", LIFE_ENDING_GIVEN);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_REVIEW, "2025-01-03", 0);
	help_step(id, HELP_REVIEWER, LIFE_EVENT_CHECK, "2025-01-03", 0);
	help_step(id, HELP_APPROVER, LIFE_EVENT_APPROVE, "2025-01-03", 0);
	reply_step(id, HELP_CLERK, LIFE_EVENT_ISSUE, "2025-01-03", 0);
	help_office_clock(&help, "2025-01-11T09:00");
	give(id, "后来的.pdf"); /* did not go out */
	TRACK();
	assert_int_equal(seen.n_givens, 1);
	help_good(&help, visitor_given(&help.office, "192.0.2.1", &seen, file, &help.arena,
				       &help.error, &given, &bytes));
	assert_string_equal(given->name, "名单（区分处理）.pdf");
	assert_memory_equal(bytes.bytes, "名单（区分处理）.pdf", bytes.n);
	help_good(&help, matter_file_strike(&help.office, help_who(HELP_CLERK), id, file, "给错了",
					    &help.arena, &help.problems, &help.error));
	TRACK();
	assert_int_equal(seen.n_givens, 0);
	store_close(own);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_the_day_that_counts),
		TEST(test_what_lacks_is_said),
		TEST(test_posted_and_kept),
		TEST(test_signed_for_later),
		TEST(test_given_goes_out_with_the_reply),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
