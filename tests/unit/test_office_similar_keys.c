/* SPDX-License-Identifier: MulanPSL-2.0
 * The keys of similar requests follow the register: entered, corrected, struck out, imported. */
#include "unit/help_cmocka.h"

#include "office/job.h"
#include "office/similar_keys.h"
#include "store/similar.h"
#include "unit/help_office.h"

static size_t found(const char *subject, int64_t *ret_first)
{
	struct similar *similar = NULL;
	size_t n = 0;
	help_good(&help, similar_find(help.office.store, help.agency, 0, subject, &help.arena,
				      &help.error, &similar, &n));
	*ret_first = n == 0 ? 0 : similar[0].request_id;
	return n;
}

static int64_t entered(const char *number, const char *subject)
{
	return help_entry(&help, REGISTER_REQUESTS,
			  arena_printf(&help.arena,
				       "number=%s;received=2024-01-02;requester_kind=natural;"
				       "subject=%s",
				       number, subject));
}

static void keys_come_and_go_with_the_entry(void **state)
{
	const struct actor *clerk = &help.actors[HELP_CLERK];
	int64_t first = 0, id = entered("1", "城区污水处理费征收标准");
	(void)state;
	assert_int_equal(found("城区污水处理费的征收标准", &first), 1);
	assert_int_equal(first, id);
	const char **values = help_values(&help, REGISTER_REQUESTS,
					  "number=1;received=2024-01-02;channel=counter;"
					  "requester_kind=natural;subject=长江二桥收费年限的批复");
	help_good(&help, entry_correct(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, 1,
				       values, "登记错了", &help.problems, &help.error));
	assert_int_equal(found("城区污水处理费征收标准", &first), 0);
	assert_int_equal(found("长江二桥收费年限批复", &first), 1);
	/* the subject as it was: its keys stay */
	values[register_column(register_facts(REGISTER_REQUESTS), "requester_name")] = "虚构人";
	help_good(&help, entry_correct(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, 2,
				       values, "漏填姓名", &help.problems, &help.error));
	assert_int_equal(found("长江二桥收费年限批复", &first), 1);
	help_good(&help, entry_strike(&help.office, clerk, REGISTER_REQUESTS, help.agency, id, 3,
				      "重复登记", &help.problems, &help.error));
	assert_int_equal(found("长江二桥收费年限批复", &first), 0);
}

static void nothing_is_left_of_a_correction_that_failed(void **state)
{
	int64_t first = 0, id = entered("1", "城区污水处理费征收标准");
	const char **values =
		help_values(&help, REGISTER_REQUESTS,
			    "number=1;received=2024-01-02;channel=counter;requester_kind=natural;"
			    "subject=长江二桥收费年限的批复");
	(void)state;
	assert_int_equal(entry_correct(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				       help.agency, id, 7, values, "旧版本", &help.problems,
				       &help.error),
			 ERR_CONFLICT);
	assert_int_equal(found("长江二桥收费年限批复", &first), 0);
	assert_int_equal(found("城区污水处理费征收标准", &first), 1);
}

static enum err import(const char *text, bool dry_run)
{
	struct import_source source = {.bytes = text, .n = strlen(text)};
	struct import_result result;
	return import_csv(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS, help.agency,
			  &source, dry_run, &help.arena, &help.error, &result);
}

static bool did_a_job(void)
{
	bool did = false;
	help_good(&help, job_work(&help.office, JOB_SIMILAR, "here:1", &help.error, &did));
	return did;
}

static void an_import_leaves_word_of_its_keys(void **state)
{
	static const char file[] = "number,received,requester_kind,subject\n"
				   "11,2024-03-03,natural,城区污水处理费征收标准\n"
				   "12,2024-03-04,natural,城区污水处理费的征收标准\n"
				   "13,2024-03-05,natural,\n";
	int64_t first = 0;
	(void)state;
	help_good(&help, import(file, true));
	assert_false(did_a_job());
	assert_int_equal(import("number,received\n14,x\n", false), ERR_CONTENT);
	assert_false(did_a_job());
	help_good(&help, import(file, false));
	assert_int_equal(found("城区污水处理费征收标准", &first), 0);
	assert_true(did_a_job());
	assert_int_equal(found("城区污水处理费征收标准", &first), 2);
	assert_false(did_a_job());
}

static void a_damaged_job_says_what_to_do(void **state)
{
	static const char *const payloads[] = {"", "x", "5", "5 4", "0 4", "3 4 "};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(payloads); i++) {
		struct job job = {.name = "similar", .payload = payloads[i]};
		assert_int_equal(similar_keys_make(&help.office, &job, &help.error), ERR_ENV);
		assert_non_null(strstr(help.error.hint, "rebuild"));
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_setup, help_teardown)
	const struct CMUnitTest tests[] = {
		TEST(keys_come_and_go_with_the_entry),
		TEST(nothing_is_left_of_a_correction_that_failed),
		TEST(an_import_leaves_word_of_its_keys),
		TEST(a_damaged_job_says_what_to_do),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
