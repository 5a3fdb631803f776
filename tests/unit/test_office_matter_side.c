/* SPDX-License-Identifier: MulanPSL-2.0
 * What hangs beside a matter's steps: searches, files struck out, posts, requests it resembles. */
#include "unit/help_cmocka.h"

#include <string.h>

#include "office/beside.h"
#include "office/matter_side.h"
#include "office/post.h"
#include "unit/help_matter.h"

static int64_t handled(const char *subject, const char *identity)
{
	struct matter_order order = help_order("2025-01-02");
	order.filing.values[FILING_info_name] = subject;
	order.filing.values[FILING_id_number] = identity;
	int64_t id = help_filed(&order).id;
	help_step(id, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	return id;
}

static struct matter_side side_of(int64_t id, enum help_person person)
{
	struct matter_case now = help_case(id);
	struct matter_side side;
	help_good(&help, matter_side(&help.office, &help.actors[person], &now, &help.arena,
				     &help.error, &side));
	return side;
}

static enum err search(int64_t id, int64_t seen, const char *place, struct problems *problems)
{
	struct search row = {
		.searcher = "演示经办人", .place = place, .words = "征地 2023", .found = "没有"};
	if (!day_parse("2025-01-06", &row.day)) fail_msg("no day");
	return matter_search(&help.office, &help.actors[HELP_CLERK], id, seen, &row, NULL, 0,
			     &help.arena, problems, &help.error);
}

static void a_search_is_a_row_and_a_step(void **state)
{
	int64_t id = handled("甲", "");
	(void)state;
	struct problems problems;
	problems_init(&problems, &help.arena);
	int64_t seen = help_case(id).state.version;
	assert_int_equal(search(id, seen, " ", &problems), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "place"));
	assert_int_equal(side_of(id, HELP_CLERK).n_searches, 0);
	help_good(&help, search(id, seen, "综合档案室", &problems));
	struct matter_case now = help_case(id);
	assert_string_equal(now.steps[now.n_steps - 1].event, "search");
	assert_null(life_ending_lacks(&now.life, LIFE_ENDING_ABSENT));
	struct matter_side side = side_of(id, HELP_CLERK);
	assert_int_equal(side.n_searches, 1);
	assert_string_equal(side.searches[0].place, "综合档案室");
	assert_string_equal(side_of(id, HELP_SUPERVISOR).searches[0].place, "");
	/* somebody else was faster: neither row nor step */
	assert_int_equal(search(id, seen, "OA", &problems), ERR_CONFLICT);
	assert_int_equal(side_of(id, HELP_CLERK).n_searches, 1);
	assert_int_equal(help_case(id).n_steps, now.n_steps);
}

static void struck_rows_stay_with_their_reason(void **state)
{
	int64_t id = handled("甲", ""), file = 0;
	const struct actor *clerk = &help.actors[HELP_CLERK];
	(void)state;
	struct problems problems;
	problems_init(&problems, &help.arena);
	help_good(&help, search(id, help_case(id).state.version, "档案室", &problems));
	struct matter_file sent = {ATTACHMENT_OTHER, "一.txt", "text/plain", "abc", 3, NULL};
	help_good(&help, matter_add_file(&help.office, clerk, id, &sent, 0, &help.arena,
					 &help.error, &file));
	int64_t row = side_of(id, HELP_CLERK).searches[0].id;
	assert_int_equal(matter_search_strike(&help.office, clerk, id, row, " ", &help.arena,
					      &problems, &help.error),
			 ERR_CONTENT);
	help_good(&help, matter_search_strike(&help.office, clerk, id, row, "重复登记", &help.arena,
					      &problems, &help.error));
	assert_string_equal(side_of(id, HELP_CLERK).searches[0].struck_reason, "重复登记");
	help_good(&help, matter_file_strike(&help.office, clerk, id, file, "放错了", &help.arena,
					    &problems, &help.error));
	assert_true(help_case(id).attachments[0].struck);
	assert_int_equal(matter_file_strike(&help.office, clerk, id, file, "再来", &help.arena,
					    &problems, &help.error),
			 ERR_CONFLICT);
	assert_int_equal(matter_file_strike(&help.office, &help.actors[HELP_OUTSIDER], id, file,
					    "外人", &help.arena, &problems, &help.error),
			 ERR_MISSING);
}

static struct posts all_posts(void)
{
	struct posts posts;
	help_good(&help, posts_open(&help.office, &help.actors[HELP_HEAD], help.agency, &help.arena,
				    &help.error, &posts));
	return posts;
}

static int64_t add_post(const char *name)
{
	struct problems problems;
	problems_init(&problems, &help.arena);
	help_good(&help, posts_add(&help.office, &help.actors[HELP_HEAD], help.agency, name,
				   &problems, &help.error));
	struct posts posts = all_posts();
	for (size_t i = 0; i < posts.n_posts; i++)
		if (strcmp(posts.posts[i].name, name) == 0) return posts.posts[i].id;
	fail_msg("no post %s", name);
	return 0;
}

static enum err assign(int64_t id, int64_t seen, int64_t post, struct problems *problems)
{
	problems_init(problems, &help.arena);
	return matter_assign(&help.office, &help.actors[HELP_CLERK], id, seen, post, "交接",
			     &help.arena, problems, &help.error);
}

static void a_case_goes_from_post_to_post(void **state)
{
	int64_t id = handled("甲", ""), one = add_post("申请岗"), two = add_post("复核岗");
	int64_t seen = help_case(id).state.version;
	struct problems problems;
	(void)state;
	assert_int_equal(assign(id, seen, 9999, &problems), ERR_CONTENT);
	assert_non_null(problem_for(&problems, "post"));
	help_good(&help, assign(id, seen, one, &problems));
	assert_int_equal(help_case(id).state.post_id, one);
	assert_int_equal(assign(id, seen, two, &problems), ERR_CONFLICT);
	assert_int_equal(assign(id, seen + 1, one, &problems), ERR_CONTENT);
	help_good(&help, assign(id, seen + 1, two, &problems));
	struct matter_side side = side_of(id, HELP_CLERK);
	assert_int_equal(side.n_assignments, 2);
	assert_string_equal(matter_post_name(&side, side.assignments[0].post_id), "复核岗");
	/* a step keeps the post */
	help_step(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-06", 0);
	assert_int_equal(help_case(id).state.post_id, two);
}

static void a_post_is_held_by_who_is_there(void **state)
{
	const struct actor *head = &help.actors[HELP_HEAD];
	int64_t post = add_post("申请岗"), clerk = help.actors[HELP_CLERK].account_id;
	struct problems problems;
	day from, later;
	(void)state;
	problems_init(&problems, &help.arena);
	if (!day_parse("2025-01-02", &from) || !day_parse("2025-01-09", &later)) fail_msg("no day");
	assert_int_equal(
		posts_add(&help.office, head, help.agency, "申请岗", &problems, &help.error),
		ERR_CONFLICT);
	assert_int_equal(posts_add(&help.office, &help.actors[HELP_CLERK], help.agency, "别的岗",
				   &problems, &help.error),
			 ERR_DENIED);
	help_good(&help, posts_begin(&help.office, head, help.agency, post, clerk, from, &problems,
				     &help.error));
	assert_int_equal(posts_begin(&help.office, head, help.agency, post, clerk, later, &problems,
				     &help.error),
			 ERR_CONTENT);
	assert_string_equal(problem_for(&problems, "account"), "这个人已经在这个岗位上");
	problems_init(&problems, &help.arena);
	/* an administrator handles no requests */
	assert_int_equal(posts_begin(&help.office, head, help.agency, post,
				     help.actors[HELP_SYSTEM].account_id, from, &problems,
				     &help.error),
			 ERR_CONTENT);
	struct posts posts = all_posts();
	assert_true(posts_held(&posts, post, later));
	help_good(&help, staff_disable(&help.office, &help.actors[HELP_SYSTEM], clerk, true, "调离",
				       &help.error));
	posts = all_posts();
	assert_true(posts_holder_away(&posts, &posts.holders[0]));
	assert_false(posts_held(&posts, post, later));
	help_good(&help,
		  posts_end(&help.office, head, help.agency, posts.holders[0].id,
			    posts.holders[0].version, later, "调离", &problems, &help.error));
	help_good(&help, posts_strike(&help.office, head, help.agency, post, posts.posts[0].version,
				      "不再设立", &problems, &help.error));
	posts = all_posts();
	assert_true(posts.posts[0].struck);
}

static void a_post_with_open_cases_stays(void **state)
{
	int64_t id = handled("甲", ""), post = add_post("申请岗");
	struct problems problems;
	(void)state;
	help_good(&help, assign(id, help_case(id).state.version, post, &problems));
	assert_int_equal(posts_strike(&help.office, &help.actors[HELP_HEAD], help.agency, post, 1,
				      "不设了", &problems, &help.error),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "1件"));
	help_good(&help, posts_rename(&help.office, &help.actors[HELP_HEAD], help.agency, post, 1,
				      "公开岗", "改名", &problems, &help.error));
	assert_string_equal(all_posts().posts[0].name, "公开岗");
}

static enum err correct(const struct matter_case *now, const char *column, const char *value)
{
	const struct register_facts *facts = register_facts(REGISTER_REQUESTS);
	const char *values[REGISTER_MAX_COLUMNS];
	struct problems problems;
	struct entry entry;
	problems_init(&problems, &help.arena);
	help_good(&help, register_get(help.office.store, REGISTER_REQUESTS, help.agency,
				      now->entry.id, &help.arena, &help.error, &entry));
	memcpy(values, entry.values, sizeof values);
	values[register_column(facts, column)] = value;
	return entry_correct(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS, help.agency,
			     entry.id, entry.version, values, "登记错了", &problems, &help.error);
}

static void the_register_does_not_go_round_the_steps(void **state)
{
	int64_t id = handled("甲", ""), of_entry = 0;
	struct matter_case now = help_case(id);
	struct problems problems;
	(void)state;
	problems_init(&problems, &help.arena);
	assert_int_equal(correct(&now, "received", "2025-01-03"), ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "收到日期"));
	assert_int_equal(correct(&now, "channel", "fax"), ERR_CONFLICT);
	help_good(&help, correct(&now, "subject", "甲（更正）"));
	help_good(&help,
		  beside_of_entry(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				  help.agency, now.entry.id, &help.arena, &help.error, &of_entry));
	assert_int_equal(of_entry, id);
	/* struck: nothing is owed any more, and no step is taken */
	help_good(&help, entry_strike(&help.office, &help.actors[HELP_CLERK], REGISTER_REQUESTS,
				      help.agency, now.entry.id, now.entry.version + 1, "重复登记",
				      &problems, &help.error));
	struct matter_state after;
	help_good(&help, matter_state_get(help.office.store, id, &help.arena, &help.error, &after));
	assert_string_equal(after.next_due, DUE_NOTHING);
	assert_string_equal(after.state, "archived");
	const char *said = "";
	assert_int_equal(help_try(id, HELP_CLERK, LIFE_EVENT_ASSIST, "2025-01-06", 0, &said),
			 ERR_CONFLICT);
	assert_non_null(strstr(help.error.message, "作废"));
}

static size_t alike(int64_t id, struct matter_alike **ret_alike)
{
	struct matter_case now = help_case(id);
	size_t n = 0;
	help_good(&help, matter_resembles(&help.office, &help.actors[HELP_CLERK], &now, &help.arena,
					  &help.error, ret_alike, &n));
	return n;
}

static void requests_that_resemble(void **state)
{
	struct matter_alike *found = NULL;
	int64_t first = handled("甲", "11010519491231002X");
	int64_t same_person = handled("乙", "11010519491231002x");
	int64_t same_subject = handled("甲", "");
	int64_t other = handled("丙", "");
	(void)state;
	assert_int_equal(alike(first, &found), 2);
	assert_int_equal(found[0].matter_id, same_subject);
	assert_false(found[0].same_person);
	assert_int_equal(found[1].matter_id, same_person);
	assert_true(found[1].same_person);
	assert_int_equal(alike(same_subject, &found), 1);
	assert_int_equal(found[0].matter_id, first);
	assert_int_equal(alike(other, &found), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_search_is_a_row_and_a_step),  TEST(struck_rows_stay_with_their_reason),
		TEST(a_case_goes_from_post_to_post), TEST(a_post_is_held_by_who_is_there),
		TEST(a_post_with_open_cases_stays),  TEST(the_register_does_not_go_round_the_steps),
		TEST(requests_that_resemble),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
