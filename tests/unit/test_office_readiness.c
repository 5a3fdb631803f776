/* SPDX-License-Identifier: MulanPSL-2.0
 * What an office lacks before it can answer requests. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/readiness.h"
#include "office/unit.h"
#include "unit/help_office.h"

static struct lacking *lacks;
static size_t n_lacks;

static void look(enum help_person person, int64_t agency)
{
	help_good(&help, readiness_list(&help.office, &help.actors[person], agency, &help.arena,
					&help.error, &lacks, &n_lacks));
}

static void set(const char *prefix, const char *organ, const char *hours, bool receives)
{
	struct agency agency;
	help_good(&help, unit_get(&help.office, &help.actors[HELP_SYSTEM], help.agency, &help.arena,
				  &help.error, &agency));
	agency.document_prefix = prefix;
	agency.reconsideration_organ = organ;
	agency.office_hours = hours;
	agency.address = "古城街1号";
	agency.phone = "0972-8600000";
	agency.disclosure_office = "党政办公室";
	agency.receives_requests = receives;
	help_good(&help, unit_edit(&help.office, &help.actors[HELP_SYSTEM], &agency, "测试",
				   &help.problems, &help.error));
}

static void role(enum help_person person, const char *roles)
{
	enum account_kind kind;
	unsigned bits;
	assert_true(roles_parse(roles, &kind, &bits));
	help_good(&help,
		  staff_grant(&help.office, &help.actors[HELP_SECURITY],
			      help.actors[person].account_id, kind, bits, "测试", &help.error));
}

static void disable(enum help_person person)
{
	help_good(&help, staff_disable(&help.office, &help.actors[HELP_SYSTEM],
				       help.actors[person].account_id, true, "测试", &help.error));
}

static void texts_are_named_by_their_labels(void **state)
{
	(void)state;
	set("", "", "", true);
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 2);
	assert_int_equal(lacks[0].lack, LACK_GUIDE);
	assert_string_equal(lacks[0].what, "办公时间");
	assert_int_equal(lacks[1].lack, LACK_LETTER);
	assert_string_equal(lacks[1].what, "发文字号代字、行政复议机关");
	assert_int_equal(lacks[1].permission, PERMIT_AGENCY_WRITE);
	set("古政", "平安区人民政府", "工作日", true);
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 0);
}

static void people_are_named_by_their_roles(void **state)
{
	(void)state;
	set("古政", "平安区人民政府", "工作日", true);
	disable(HELP_APPROVER);
	disable(HELP_REVIEWER);
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 1);
	assert_int_equal(lacks[0].lack, LACK_PEOPLE);
	assert_string_equal(lacks[0].what, "审核人、签发人");
	assert_int_equal(lacks[0].permission, PERMIT_ACCOUNT_WRITE);
	/* one who drafts and signs is not enough: nobody signs his own draft */
	role(HELP_HEAD, "supervisor");
	role(HELP_CLERK, "clerk,reviewer,approver,head");
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 1);
	assert_int_equal(lacks[0].lack, LACK_SECOND);
	role(HELP_HEAD, "head,approver");
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 0);
}

static void who_takes_no_requests_lacks_nothing(void **state)
{
	(void)state;
	set("", "", "", false);
	look(HELP_CLERK, help.agency);
	assert_int_equal(n_lacks, 0);
	/* and nobody is told of another's */
	assert_int_equal(readiness_list(&help.office, &help.actors[HELP_OUTSIDER], help.village,
					&help.arena, &help.error, &lacks, &n_lacks),
			 ERR_DENIED);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(texts_are_named_by_their_labels),
		TEST(people_are_named_by_their_roles),
		TEST(who_takes_no_requests_lacks_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
