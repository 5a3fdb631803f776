/* SPDX-License-Identifier: MulanPSL-2.0
 * The list of requests: what is due first stands first, every filter, pages both ways, counts that
 * agree with the list, the export. */
#include "unit/help_cmocka.h"

#include <stdio.h>
#include <string.h>

#include "office/matter_list.h"
#include "office/matter_side.h"
#include "office/post.h"
#include "unit/help_matter.h"

static int64_t filed(const char *on, const char *subject)
{
	struct matter_order order = help_order(on);
	order.filing.values[FILING_info_name] = subject;
	return help_filed(&order).id;
}

static struct matter_query any(void)
{
	return (struct matter_query){.light = MATTER_LIGHT__MAX};
}

static struct matter_page list(const struct matter_query *query)
{
	struct matter_page page;
	help_good(&help, matters_list(&help.office, &help.actors[HELP_CLERK], help.agency, query,
				      &help.arena, &help.error, &page));
	return page;
}

/* The list of all is that of each light together, and each row's light is the one it is found by.
 */
static void lights_part_the_list(void **state)
{
	struct matter_counts counts;
	size_t sum = 0;
	(void)state;
	filed("2025-01-10", "今天");
	help_step(filed("2025-01-06", "登记了"), HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-07", 0);
	filed("2024-12-02", "早的");
	int64_t asked = filed("2025-01-08", "待补正");
	help_step(asked, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-08", 0);
	help_step(asked, HELP_CLERK, LIFE_EVENT_ASK_CLARIFICATION, "2025-01-09", 0);
	help_good(&help, matters_count(&help.office, &help.actors[HELP_CLERK], help.agency,
				       &help.arena, &help.error, &counts));
	for (int light = 0; light < MATTER_LIGHT__MAX; light++) {
		static const char letters[] = {'r', 'y', 'g', '\0'};
		struct matter_query query = {.light = (enum matter_light_of)light};
		struct matter_page page = list(&query);
		sum += page.n;
		if (light < MATTER_LIGHT_NONE) assert_int_equal(page.n, counts.lights[light]);
		for (size_t i = 0; i < page.n; i++)
			assert_int_equal(matter_light(page.rows[i].next_due,
						      clock_today(&help.office.clock),
						      help_case(asked).calendar),
					 letters[light]);
	}
	struct matter_query all = any();
	assert_int_equal(sum, list(&all).n);
	assert_int_equal(sum, 4);
	assert_int_equal(counts.lights[MATTER_LIGHT_RED], 1);
	struct matter_query red = {.light = MATTER_LIGHT_RED};
	assert_string_equal(list(&red).rows[0].subject, "早的");
	assert_string_equal(list(&red).rows[0].name, "玥＊＊");
	assert_int_equal(counts.n_states, 3);
	assert_string_equal(counts.states[0].state, "received");
	assert_int_equal(counts.states[0].n, 2);
}

static void every_filter(void **state)
{
	int64_t one = filed("2025-01-02", "征地方案"), two = filed("2025-01-02", "低保名单");
	struct problems problems;
	struct posts posts;
	const struct actor *head = &help.actors[HELP_HEAD];
	(void)state;
	problems_init(&problems, &help.arena);
	help_step(two, HELP_CLERK, LIFE_EVENT_REGISTER, "2025-01-03", 0);
	help_good(&help,
		  posts_add(&help.office, head, help.agency, "申请岗", &problems, &help.error));
	help_good(&help,
		  posts_open(&help.office, head, help.agency, &help.arena, &help.error, &posts));
	help_good(&help, matter_assign(&help.office, head, one, help_case(one).state.version,
				       posts.posts[0].id, "", &help.arena, &problems, &help.error));
	struct matter_query query = any();
	query.state = "handling";
	assert_int_equal(list(&query).rows[0].id, two);
	assert_int_equal(list(&query).n, 1);
	query = any();
	query.text = "征地";
	assert_int_equal(list(&query).rows[0].id, one);
	query.text = "2025-00002";
	assert_int_equal(list(&query).rows[0].id, two);
	query.text = "没有";
	assert_int_equal(list(&query).n, 0);
	query = any();
	query.posted = true;
	query.post_id = posts.posts[0].id;
	assert_int_equal(list(&query).rows[0].id, one);
	assert_int_equal(list(&query).n, 1);
	query.state = "handling";
	assert_int_equal(list(&query).n, 0);
	query.post_id = 0;
	assert_int_equal(list(&query).rows[0].id, two);
	query = any();
	query.requester = "natural";
	assert_int_equal(list(&query).n, 2);
	query.requester = "business";
	assert_int_equal(list(&query).n, 0);
}

static void pages_both_ways(void **state)
{
	enum { N = 7 };
	int64_t seen[N];
	size_t n = 0;
	(void)state;
	for (int i = 0; i < N; i++) {
		char subject[32];
		snprintf(subject, sizeof subject, "第%d件", i);
		filed(i % 2 ? "2025-01-02" : "2025-01-06", subject);
	}
	struct matter_query query = any();
	query.limit = 3;
	struct matter_page page = list(&query), last = page;
	assert_null(page.previous);
	for (;;) {
		for (size_t i = 0; i < page.n; i++) {
			if (n > 0)
				assert_true(strcmp(last.rows[last.n - 1].next_due,
						   page.rows[i].next_due) <= 0 ||
					    i > 0);
			seen[n++] = page.rows[i].id;
		}
		last = page;
		if (page.next == NULL) break;
		query.cursor = page.next;
		page = list(&query);
	}
	assert_int_equal(n, N);
	while (last.previous != NULL) {
		query.cursor = last.previous;
		n -= last.n;
		last = list(&query);
		for (size_t i = 0; i < last.n; i++)
			assert_int_equal(last.rows[i].id, seen[n - last.n + i]);
	}
	assert_int_equal(n, 3);
	query.cursor = "x1";
	assert_int_equal(matters_list(&help.office, &help.actors[HELP_CLERK], help.agency, &query,
				      &help.arena, &help.error, &page),
			 ERR_USAGE);
}

static enum err collect(const char *bytes, size_t n, void *context, struct error *error UNUSED)
{
	buf_add(context, bytes, n);
	return ERR_NONE;
}

static void the_export_is_masked_and_journalled(void **state)
{
	struct matter_query query = any();
	struct buf out;
	(void)state;
	filed("2025-01-02", "含逗号,的");
	buf_init(&out, 64 * 1024);
	size_t before = help_journal_count(&help, ACTION_EXPORT);
	help_good(&help, matters_export(&help.office, &help.actors[HELP_CLERK], help.agency, &query,
					collect, &out, &help.error));
	assert_non_null(
		strstr(buf_text(&out), "2025-00001,玥＊＊,自然人,\"含逗号,的\",已收到待登记"));
	assert_null(strstr(buf_text(&out), "玥旸"));
	assert_int_equal(help_journal_count(&help, ACTION_EXPORT), before + 1);
	assert_int_equal(matters_export(&help.office, &help.actors[HELP_SUPERVISOR], help.agency,
					&query, collect, &out, &help.error),
			 ERR_DENIED);
	buf_release(&out);
}

static enum err keep(const char *name, const char *query)
{
	struct problems problems;
	struct saved_view view = {name, query};
	problems_init(&problems, &help.arena);
	return matter_view_keep(&help.office, &help.actors[HELP_CLERK], &view, &help.arena,
				&problems, &help.error);
}

static size_t views(enum help_person person, struct saved_view **ret_views)
{
	size_t n = 0;
	help_good(&help, matter_views(&help.office, &help.actors[person], &help.arena, &help.error,
				      ret_views, &n));
	return n;
}

static void a_view_is_its_keepers_alone(void **state)
{
	struct saved_view *found = NULL;
	char name[32];
	(void)state;
	assert_int_equal(keep(" ", "state=fee"), ERR_CONTENT);
	help_good(&help, keep("缴费", "state=fee"));
	help_good(&help, keep("缴费", "state=fee&light=red"));
	assert_int_equal(views(HELP_CLERK, &found), 1);
	assert_string_equal(found[0].query, "state=fee&light=red");
	assert_int_equal(views(HELP_HEAD, &found), 0);
	for (int i = 1; i < VIEWS_MOST; i++) {
		snprintf(name, sizeof name, "第%d个", i);
		help_good(&help, keep(name, "light=red"));
	}
	assert_int_equal(keep("再来一个", "light=red"), ERR_CONTENT);
	help_good(&help, keep("缴费", "state=fee"));
	help_good(&help,
		  matter_view_drop(&help.office, &help.actors[HELP_CLERK], "缴费", &help.error));
	assert_int_equal(views(HELP_CLERK, &found), VIEWS_MOST - 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, help_matter_setup, help_matter_teardown)
	const struct CMUnitTest tests[] = {
		TEST(lights_part_the_list),
		TEST(every_filter),
		TEST(pages_both_ways),
		TEST(the_export_is_masked_and_journalled),
		TEST(a_view_is_its_keepers_alone),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
