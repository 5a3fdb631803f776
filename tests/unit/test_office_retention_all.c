/* SPDX-License-Identifier: MulanPSL-2.0
 * Correction requests, suggestions, complaints, and what is written beside a case: all of it goes
 * like a request's, and afterwards one word that stood everywhere stands nowhere. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/beside.h"
#include "office/matter_remedy.h"
#include "office/matter_side.h"
#include "office/personal.h"
#include "office/post.h"
#include "office/visitor.h"
#include "store/inside.h"
#include "store/notice.h"
#include "store/post.h"
#include "unit/help_office.h"
#include "unit/help_retention.h"

#define WORD "寻踪"
#define FROM "192.0.2.7"

static struct matter_filed said(enum matter_kind kind, enum register_id id, const char *fields)
{
	struct beside_order order = {.kind = kind,
				     .agency_id = help.agency,
				     .values = help_values(&help, id, fields),
				     .reach = WORD "@example.gov.cn",
				     .identity = "11010519491231002X",
				     .word = ""};
	struct matter_filed done;
	problems_init(&problems, &help.arena);
	help_good(&help, visitor_say(&help.office, FROM, &order, &help.arena, &problems,
				     &help.error, &done));
	return done;
}

/* Those without steps have no case page. */
static struct matter matter_row(int64_t id)
{
	struct matter matter;
	help_good(&help, matter_get(help.office.store, id, &help.arena, &help.error, &matter));
	return matter;
}

/* One that was entered with its result, and never had steps. */
static struct matter_filed entered(enum matter_kind kind, const char *fields)
{
	struct matter matter;
	int64_t entry_id = help_entry(&help, matter_register(kind), fields);
	help_good(&help, matter_of_entry(help.office.store, kind, entry_id, &help.arena,
					 &help.error, &matter));
	return (struct matter_filed){.id = matter.id};
}

static struct matter_filed suggestion(void)
{
	struct matter_filed done =
		said(MATTER_SUGGESTION, REGISTER_SUGGESTIONS, "name=" WORD "甲;subject=公开" WORD);
	return done;
}

static enum err notice_work(struct store *store, void *context, struct error *error)
{
	struct notice_row notice = {.agency_id = help.agency,
				    .matter_id = *(const int64_t *)context,
				    .kind = "step",
				    .channel = NOTICE_MAIL,
				    .ref = "00000000000000000000000000000001",
				    .content = {WORD, strlen(WORD)},
				    .state = NOTICE_FAILED,
				    .last_error = "",
				    .reason = "",
				    .created_at = 1};
	int64_t id = 0;
	return notice_insert(store, &notice, error, &id);
}

/* A request with words in every place where the office may write some. */
static int64_t written_about(void)
{
	int64_t id = handled(), post = 0;
	struct posts posts;
	struct search search = {.searcher = WORD, .place = WORD, .words = WORD, .found = WORD};
	struct matter_event step = {
		.event = LIFE_EVENT_ASSIST, .party = WORD "所", .note = WORD "备注"};
	const char *warning = "";
	assert_true(day_parse("2025-01-06", &search.day));
	assert_true(day_parse("2025-01-06", &step.on));
	problems_init(&problems, &help.arena);
	help_good(&help, posts_add(&help.office, who(HELP_HEAD), help.agency, "依申请公开岗",
				   &problems, &help.error));
	help_good(&help, posts_open(&help.office, who(HELP_HEAD), help.agency, &help.arena,
				    &help.error, &posts));
	post = posts.posts[0].id;
	help_good(&help,
		  matter_assign(&help.office, who(HELP_CLERK), id, help_case(id).state.version,
				post, "请照看" WORD, &help.arena, &problems, &help.error));
	help_good(&help,
		  matter_take(&help.office, who(HELP_CLERK), id, help_case(id).state.version, &step,
			      NULL, NULL, &help.arena, &problems, &help.error, &warning));
	help_good(&help,
		  matter_search(&help.office, who(HELP_CLERK), id, help_case(id).state.version,
				&search, NULL, 0, &help.arena, &problems, &help.error));
	struct matter_side side;
	struct matter_case now = help_case(id);
	help_good(&help, matter_side(&help.office, who(HELP_CLERK), &now, &help.arena, &help.error,
				     &side));
	help_good(&help,
		  matter_search_strike(&help.office, who(HELP_CLERK), id, side.searches[0].id,
				       WORD "作废", &help.arena, &problems, &help.error));
	help_good(&help, store_transaction(help.office.store, notice_work, &id, &help.error));
	help_step(id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-06", 0);
	serve(id, LIFE_ENDING_WITHDRAWN);
	return id;
}

static void one_word_written_everywhere_is_nowhere_afterwards(void **state)
{
	struct matter_filed done[3];
	(void)state;
	written_about();
	done[0] = said(MATTER_CORRECTION, REGISTER_CORRECTIONS,
		       "channel=online;requester_kind=natural;name=" WORD "乙;record=" WORD
		       "名单;subject=" WORD "写错");
	help_step(done[0].id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-10", 0);
	done[1] = suggestion();
	help_step(done[1].id, HELP_CLERK, LIFE_EVENT_WITHDRAW, "2025-01-10", 0);
	done[2] = entered(MATTER_COMPLAINT,
			  "number=诉1;received=2025-01-03;channel=counter;name=" WORD
			  "丙;about=某局;about_request=" WORD "1;subject=" WORD
			  "逾期;result=upheld;answered=2025-01-10");
	if (on_sqlite()) assert_true(standing(WORD) > 10);
	assert_int_not_equal(journalled(WORD), 0);
	schedule_all();
	help_office_clock(&help, "2030-01-09T09:00");
	assert_int_equal(planned().n_go, 0);
	help_office_clock(&help, LATER);
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 4);
	assert_int_equal(plan.go[0].group, RETENTION_DROPPED);
	assert_int_equal(plan.go[1].group, RETENTION_CORRECTION);
	assert_int_equal(plan.go[2].group, RETENTION_SUGGESTION);
	assert_int_equal(plan.go[3].group, RETENTION_COMPLAINT);
	assert_int_equal(erased_all(), 4);
	assert_int_equal(journalled(WORD), 0);
	if (on_sqlite()) assert_int_equal(standing(WORD), 0);
	assert_verified();
	assert_int_equal(planned().n_go, 0);
	/* pages go on, and say so */
	for (int i = 0; i < 3; i++) {
		const char *words = "";
		struct matter matter = matter_row(done[i].id);
		assert_int_equal(matter.key.n + matter.person.n + matter.mark.n, 0);
		help_good(&help, retention_words(&help.office, done[i].id, &help.arena, &help.error,
						 &words));
		assert_non_null(strstr(words, APPROVAL));
	}
}

static void what_is_still_open_beside_stays(void **state)
{
	(void)state;
	suggestion();
	schedule_all();
	help_office_clock(&help, LATER);
	struct retention_plan plan = planned();
	assert_int_equal(plan.n_go, 0);
	assert_int_equal(plan.open, 1);
}

/* One that was put in by mistake goes by the rule for those, whatever its kind. */
static void a_struck_complaint_goes_as_void(void **state)
{
	struct matter_filed done = said(MATTER_COMPLAINT, REGISTER_COMPLAINTS,
					"channel=online;name=" WORD ";about=某局;subject=" WORD);
	int64_t entry_id = matter_row(done.id).entry_id;
	struct entry entry;
	(void)state;
	help_good(&help, entry_open(&help.office, who(HELP_CLERK), REGISTER_COMPLAINTS, help.agency,
				    entry_id, &help.arena, &help.error, &entry));
	problems_init(&problems, &help.arena);
	help_good(&help,
		  entry_strike(&help.office, who(HELP_CLERK), REGISTER_COMPLAINTS, help.agency,
			       entry_id, entry.version, WORD "说登记错了", &problems, &help.error));
	schedule("12", "12", 0);
	help_office_clock(&help, LATER);
	assert_int_equal(planned().go[0].group, RETENTION_VOID);
	assert_int_equal(erased_all(), 1);
	assert_int_equal(journalled(WORD), 0);
	if (on_sqlite()) assert_int_equal(standing(WORD), 0);
	assert_verified();
}

/* Nothing but the words of a hand-over can be changed, even by hand. */
static enum err meddle(struct store *store, void *context UNUSED, struct error *error)
{
	return db_run(store->db, SQL("UPDATE assignment SET note = '', at = at + 1"), DB_NO_VALUES,
		      error);
}

static void an_assignment_itself_never_changes(void **state)
{
	(void)state;
	written_about();
	assert_int_not_equal(store_transaction(help.office.store, meddle, NULL, &help.error),
			     ERR_NONE);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(one_word_written_everywhere_is_nowhere_afterwards),
		TEST(what_is_still_open_beside_stays),
		TEST(a_struck_complaint_goes_as_void),
		TEST(an_assignment_itself_never_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
