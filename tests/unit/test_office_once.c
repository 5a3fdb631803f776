/* SPDX-License-Identifier: MulanPSL-2.0
 * The same form sent again has one effect, from whichever process it is answered. */
#include "unit/help_cmocka.h"

#include <pthread.h>

#include "office/once.h"
#include "office/serving.h"
#include "office/signin.h"
#include "unit/help_office.h"

static const char record[] = "title=通知;kind=通知;published=2024-03-01";
static const char request[] = "number=2024-1;received=2024-03-01;requester_kind=natural";

static enum err send(struct office *office, enum help_person person, enum register_id id,
		     const char *fields, const char *word, struct entry_added *ret_added)
{
	struct problems problems;
	problems_init(&problems, &help.arena);
	return entry_add(office, &help.actors[person], id, help.agency,
			 help_values(&help, id, fields), word, &problems, &help.error, ret_added);
}

static struct entry_added sent(struct office *office, const char *fields, const char *word)
{
	struct entry_added added = {0};
	help_good(&help, send(office, HELP_CLERK, REGISTER_RECORDS, fields, word, &added));
	return added;
}

static size_t entries(enum register_id id)
{
	struct entry_filter filter = {.limit = 100};
	struct entry_page page;
	help_good(&help, entry_list(&help.office, &help.actors[HELP_CLERK], id, help.agency,
				    &filter, &help.arena, &help.error, &page));
	return page.n;
}

static void words_are_never_the_same(void **state)
{
	char one[ONCE_WORD], two[ONCE_WORD];
	(void)state;
	once_word(one);
	once_word(two);
	assert_int_equal(strlen(one), ONCE_WORD - 1);
	assert_string_not_equal(one, two);
}

static void the_same_form_again_is_answered_like_the_first_time(void **state)
{
	struct office other;
	(void)state;
	size_t before = help_journal_count(&help, ACTION_ADD);
	struct entry_added first = sent(&help.office, record, "w1");
	assert_false(first.again);
	struct entry_added second = sent(&help.office, record, "w1");
	assert_true(second.again);
	assert_int_equal(second.id, first.id);
	/* another process behind the balancer */
	help_good(&help, office_attach(help.url, help.office.clock, NULL, &help.error, &other));
	second = sent(&other, record, "w1");
	office_detach(&other);
	assert_true(second.again);
	assert_int_equal(second.id, first.id);
	int64_t id = 0;
	help_good(&help,
		  entry_added_before(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS,
				     help.agency, help_values(&help, REGISTER_RECORDS, record),
				     "w1", &help.error, &id));
	assert_int_equal(id, first.id);
	assert_int_equal(entries(REGISTER_RECORDS), 1);
	assert_int_equal(help_journal_count(&help, ACTION_ADD), before + 1);
}

static void whatever_else_is_sent_is_kept(void **state)
{
	struct entry_added added;
	(void)state;
	assert_false(sent(&help.office, record, "w1").again);
	/* changed after a way back in the browser; another form; no word; another person */
	assert_false(sent(&help.office, "title=通知二;kind=通知;published=2024-03-01", "w1").again);
	assert_false(sent(&help.office, record, "w2").again);
	assert_false(sent(&help.office, record, "").again);
	assert_false(sent(&help.office, record, "").again);
	help_good(&help, send(&help.office, HELP_HEAD, REGISTER_RECORDS, record, "w1", &added));
	assert_false(added.again);
	assert_int_equal(entries(REGISTER_RECORDS), 6);
}

static void a_form_that_was_not_good_uses_up_no_word(void **state)
{
	struct entry_added added;
	(void)state;
	assert_int_equal(
		send(&help.office, HELP_CLERK, REGISTER_RECORDS, "title=通知", "w1", &added),
		ERR_CONTENT);
	assert_false(sent(&help.office, record, "w1").again);
}

struct racer {
	pthread_t thread;
	struct office office;
	enum register_id id;
	const char **values;
	struct arena arena;
	struct error error;
	struct entry_added added;
	enum err err;
};

static void *race(void *argument)
{
	struct racer *racer = argument;
	struct problems problems;
	problems_init(&problems, &racer->arena);
	racer->err = entry_add(&racer->office, &help.actors[HELP_CLERK], racer->id, help.agency,
			       (const char *const *)racer->values, "race", &problems, &racer->error,
			       &racer->added);
	return NULL;
}

static void race_of(enum register_id id, const char *fields, bool shared)
{
	struct racer racers[4] = {0};
	struct commit_group *group = NULL;
	size_t before = entries(id);
	if (shared) help_good(&help, serving_share(help.url, &help.error, &group));
	for (size_t k = 0; k < COUNT_OF(racers); k++) {
		struct racer *racer = &racers[k];
		racer->id = id;
		racer->values = help_values(&help, id, fields);
		help_good(&help, office_attach(help.url, help.office.clock, NULL, &help.error,
					       &racer->office));
		serving_join(&racer->office, group);
	}
	for (size_t k = 0; k < COUNT_OF(racers); k++)
		assert_int_equal(pthread_create(&racers[k].thread, NULL, race, &racers[k]), 0);
	int fresh = 0;
	for (size_t k = 0; k < COUNT_OF(racers); k++) {
		pthread_join(racers[k].thread, NULL);
		office_detach(&racers[k].office);
		arena_release(&racers[k].arena);
		if (racers[k].err != ERR_NONE) fail_msg("%s", racers[k].error.message);
		assert_int_equal(racers[k].added.id, racers[0].added.id);
		fresh += !racers[k].added.again;
	}
	serving_unshare(group);
	assert_int_equal(fresh, 1);
	assert_int_equal(entries(id), before + 1);
}

/* Also where the second one stumbles over the number that the first one took, and where threads
 * share their commits. */
static void several_at_the_same_moment_are_one(void **state)
{
	(void)state;
	race_of(REGISTER_RECORDS, record, false);
	race_of(REGISTER_REQUESTS, request, false);
	race_of(REGISTER_RECORDS, "title=共享;kind=通知;published=2024-03-01", true);
	race_of(REGISTER_REQUESTS, "number=2024-2;received=2024-03-01;requester_kind=natural",
		true);
}

static struct import_result import_once(const char *word)
{
	static const char csv[] = "title,kind,published\n通知一,通知,2024-03-01\n"
				  "通知二,通知,2024-03-02\n";
	const struct import_source source = {
		.bytes = csv, .n = sizeof csv - 1, .word = word, .digest = "00ff"};
	struct import_result result;
	help_good(&help,
		  import_csv(&help.office, &help.actors[HELP_CLERK], REGISTER_RECORDS, help.agency,
			     &source, false, &help.arena, &help.error, &result));
	return result;
}

static void a_file_is_imported_once(void **state)
{
	(void)state;
	struct import_result first = import_once("w1"), second = import_once("w1");
	assert_int_equal(first.imported, 2);
	assert_false(first.again);
	assert_int_equal(second.imported, 2);
	assert_true(second.again);
	assert_int_equal(entries(REGISTER_RECORDS), 2);
	assert_false(import_once("w2").again);
	assert_int_equal(entries(REGISTER_RECORDS), 4);
}

static void forms_are_forgotten_after_two_days(void **state)
{
	(void)state;
	assert_false(sent(&help.office, record, "w1").again);
	help_office_clock(&help, "2025-01-12T08:59");
	help_good(&help, signin_sweep(&help.office, NULL, &help.error));
	assert_true(sent(&help.office, record, "w1").again);
	help_office_clock(&help, "2025-01-12T09:01");
	help_good(&help, signin_sweep(&help.office, NULL, &help.error));
	assert_false(sent(&help.office, record, "w1").again);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, help_setup, help_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_never_the_same),
		TEST(the_same_form_again_is_answered_like_the_first_time),
		TEST(whatever_else_is_sent_is_kept),
		TEST(a_form_that_was_not_good_uses_up_no_word),
		TEST(several_at_the_same_moment_are_one),
		TEST(a_file_is_imported_once),
		TEST(forms_are_forgotten_after_two_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
